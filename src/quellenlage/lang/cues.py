"""The section `cues.toml`: words that signal speech, with what they take and which act they perform."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from quellenlage.domain.statement import Act


class Form(StrEnum):
    """Which form of a verb a word is; a word may be several."""

    FINITE = "finite"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    GERUND = "gerund"


class Takes(StrEnum):
    """What a verb of speech may be completed by."""

    CLAUSE = "clause"  # a that-clause, a subjunctive clause, a direct quote
    QUOTE = "quote"  # a direct quote only
    INFINITIVE = "inf"
    OBJECT = "acc"  # an object that tells the topic
    DATIVE = "dat"
    AS = "als"
    NAMED = "named"  # "nannte A B"
    HELD = "held"  # "hielt A für B"
    CITED = "cited"  # the object is the speaker ("zitiert X mit den Worten")
    HEARER = "told"  # "told A that ..."
    ORIGIN = "source"  # who speaks stands behind "aus": "aus dem Ministerium verlautete"
    REFLEXIVE = "refl"
    NUMBER = "num"  # only what holds a number is a topic of speech ("put the damage at 47")


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb of speech. `apart` are the words that stand apart from it ("mit" of "teilte ... mit")."""

    lemma: str
    act: Act
    takes: frozenset[str]
    prepositions: frozenset[str]
    apart: tuple[str, ...] = ()

    def takes_any(self, *what: Takes) -> bool:
        """Whether it may be completed by one of these."""
        return any(item in self.takes for item in what)

    @property
    def reflexive(self) -> bool:
        """Whether it may stand with a reflexive pronoun, its prepositional object depending on it."""
        return Takes.REFLEXIVE in self.takes


@dataclass(frozen=True, slots=True)
class CueNoun:
    """A noun of speech ("Bericht"), and the prepositions that stand before its topic ("über")."""

    act: Act
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A reading of a word as a form of a cue verb; `joined` where its parts stand in the one word."""

    verb: CueVerb
    form: Form
    joined: bool


@dataclass(frozen=True, slots=True)
class Syntax:
    """How words follow one another."""

    verb_second: bool
    comma_before_clause: bool
    noun_capitals: bool
    not_finite: tuple[str, ...]  # how verb forms end that are no finite verbs ("monitoring")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Attributing phrases and the acts they perform."""

    before: Mapping[str, Act]
    head_prepositions: frozenset[str]
    head_nouns: Mapping[str, Act]
    fixed: Mapping[str, Act]  # preposition and noun that only together attribute ("aus Sicht")
    head_endings: Mapping[str, Act]
    sources: tuple[str, ...]  # endings of nouns that are sources themselves ("Medienberichten")
    after: Mapping[str, Act]
    after_nouns: frozenset[str]
    back: frozenset[str]
    not_before: frozenset[str]  # a word that, behind a head noun, shows that no source follows
    impersonal: frozenset[str]
    impersonal_source: frozenset[str]  # prepositions before the source of an impersonal cue
    citing: tuple[str, ...]
    issues: tuple[str, ...]  # endings of nouns for what a body issues ("Stellungnahme")


@dataclass(frozen=True, slots=True)
class Mood:
    """What shows reported speech without a cue. Empty sets where a language has no such mood."""

    subjunctive: frozenset[str]
    conditional: frozenset[str]
    no_verbs: frozenset[str]
    first_person: frozenset[str]
    verb_lemmas: tuple[str, ...]
    verb_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]  # of adjectives that open a sentence by themselves
    infinitive_endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declining:
    """How a refusal to speak is worded."""

    verbs: frozenset[str]
    about: tuple[str, ...]
    phrases: frozenset[str]


@dataclass(frozen=True, slots=True)
class CueRules:
    """The typed section."""

    syntax: Syntax
    words: Mapping[str, frozenset[str]]
    forms: Mapping[str, tuple[VerbForm, ...]]
    negated: Mapping[str, Act]
    told: Mapping[str, Act]  # the act of a verb that differs where its topic is told without its wording
    settled: Mapping[str, tuple[tuple[Act, re.Pattern[str]], ...]]  # what is said settles the act of a verb
    declining: Declining
    phrases: Phrases
    nouns: Mapping[str, CueNoun]
    endings: tuple[str, ...]  # of words that may stand between an article and its noun
    genitive_plural: str  # the ending of adjectives in the genitive plural; empty where there is none
    fused: Mapping[str, str]  # prepositions grown together with an article
    other_with: Mapping[str, frozenset[str]]  # particles that make another verb of one of speech
    no_subjects: Mapping[str, frozenset[str]]  # words before a verb that show that it does not speak
    not_beside: Mapping[str, tuple[str, ...]]  # word endings that show that a verb beside them does not speak
    no_objects: Mapping[
        str, tuple[str, ...]
    ]  # endings of nouns that, as objects, show that a verb does not speak
    only_objects: Mapping[str, tuple[str, ...]]  # endings of the only nouns with which a verb speaks
    content: tuple[tuple[Act, re.Pattern[str]], ...]
    blame: re.Pattern[str]  # words by which something is called bad
    mood: Mood

    def is_a(self, word: str, *classes: str) -> bool:
        """Whether a lower-case word belongs to one of the closed classes."""
        return any(word in self.words.get(name, ()) for name in classes)


def load(table: dict[str, Any]) -> CueRules:
    """The typed section of a parsed `cues.toml`."""
    phrases, mood = table["phrases"], table["mood"]
    heads = phrases["heads"]
    return CueRules(
        syntax=Syntax(**table["syntax"] | {"not_finite": tuple(table["syntax"]["not_finite"])}),
        words=MappingProxyType({name: frozenset(words) for name, words in table["words"].items()}),
        forms=_forms(table),
        negated=_acts(table["negated"]),
        told=_acts(table["told"]),
        settled=MappingProxyType(
            {v: _patterns(acts) for verbs, acts in table["settled"].items() for v in verbs.split(", ")}
        ),
        declining=Declining(
            frozenset(table["declining"]["verbs"]),
            tuple(table["declining"]["about"]),
            frozenset(table["declining"]["phrases"]),
        ),
        phrases=Phrases(
            before=_acts(phrases["before"]),
            head_prepositions=frozenset(heads["prepositions"]),
            head_nouns=_acts(heads["nouns"]),
            fixed=_acts(phrases["fixed"]),
            head_endings=_acts(phrases["head_endings"]),
            sources=tuple(phrases["sources"]),
            after=_acts(phrases["after"]),
            after_nouns=frozenset(phrases["after_nouns"]),
            back=frozenset(phrases["back"]),
            not_before=frozenset(phrases["not_before"]),
            impersonal=frozenset(phrases["impersonal"]),
            impersonal_source=frozenset(phrases["impersonal_source"]),
            citing=tuple(phrases["citing"]),
            issues=tuple(phrases["issues"]),
        ),
        nouns=MappingProxyType({word: _noun(wording) for word, wording in table["nouns"].items()}),
        endings=tuple(table["endings"]),
        genitive_plural=table["genitive_plural"],
        fused=MappingProxyType(dict(table["fused"])),
        other_with=MappingProxyType({verb: frozenset(words) for verb, words in table["other_with"].items()}),
        no_subjects=MappingProxyType(
            {verb: frozenset(words) for verb, words in table["no_subjects"].items()}
        ),
        not_beside=MappingProxyType({verb: tuple(words) for verb, words in table["not_beside"].items()}),
        no_objects=MappingProxyType({verb: tuple(nouns) for verb, nouns in table["no_objects"].items()}),
        only_objects=MappingProxyType({verb: tuple(nouns) for verb, nouns in table["only_objects"].items()}),
        content=_patterns(table["content"]),
        blame=re.compile("|".join(table["blame"]["words"]) or r"(?!)", re.IGNORECASE),
        mood=Mood(
            subjunctive=frozenset(mood["subjunctive"]),
            conditional=frozenset(mood["conditional"]),
            no_verbs=frozenset(mood["no_verbs"]),
            first_person=frozenset(mood["first_person"]),
            verb_lemmas=tuple(mood["verb_lemmas"]),
            verb_endings=tuple(mood["verb_endings"]),
            adverb_endings=tuple(mood["adverb_endings"]),
            infinitive_endings=tuple(mood["infinitive_endings"]),
        ),
    )


def _acts(table: Mapping[str, str]) -> Mapping[str, Act]:
    return MappingProxyType({word: Act(act) for word, act in table.items()})


def _patterns(table: Mapping[str, list[str]]) -> tuple[tuple[Act, re.Pattern[str]], ...]:
    return tuple(
        (Act(act), re.compile(pattern, re.IGNORECASE))
        for act, patterns in table.items()
        for pattern in patterns
    )


# ---------------------------------------------------------------- verb forms


def _forms(table: dict[str, Any]) -> Mapping[str, tuple[VerbForm, ...]]:
    """All forms of all cue verbs, by the lower-case word that carries the verb."""
    conjugate = _Conjugation(table)
    out: dict[str, list[VerbForm]] = {}
    for lemma, wording in table["verbs"].items():
        verb = _verb(lemma, wording)
        for word, form, is_joined in conjugate.forms_of(lemma):
            entry = VerbForm(verb, form, is_joined)
            if entry not in out.setdefault(word.lower(), []):
                out[word.lower()].append(entry)
    return MappingProxyType({word: tuple(entries) for word, entries in out.items()})


def _verb(lemma: str, wording: str) -> CueVerb:
    act, _, takes = wording.partition(":")
    known = {item.value for item in Takes}
    words = takes.split()
    return CueVerb(
        lemma=lemma,
        act=Act(act.strip()),
        takes=frozenset(word for word in words if word in known),
        prepositions=frozenset(word for word in words if word not in known),
        apart=tuple(lemma.rpartition("|")[0].lower().split()),
    )


def _noun(wording: str) -> CueNoun:
    act, _, prepositions = wording.partition(":")
    return CueNoun(Act(act.strip()), frozenset(prepositions.split()))


class _Conjugation:
    """Builds the forms of a verb from its lemma: regular endings, or the table of irregular bases."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.weak = table["weak"]
        self.strong = {base: wording.split("|") for base, wording in table["strong"].items()}

    def forms_of(self, lemma: str) -> Iterator[tuple[str, Form, bool]]:
        """The words, their form, and whether the parts that may stand apart are in the word."""
        apart, _, base = lemma.rpartition("|")
        finite, participle, infinitive, gerund = self._base_forms(base, bool(apart))
        particle = apart.split()[-1].lower() if apart else ""
        alone = not apart
        for word in finite:
            yield word, Form.FINITE, alone
            if particle:
                yield particle + word, Form.FINITE, True
        for word in participle:
            yield particle + word, Form.PARTICIPLE, True
            if particle and len(apart.split()) + len(particle) > 4:
                yield word, Form.PARTICIPLE, False
        yield infinitive, Form.INFINITIVE, alone
        if particle:
            yield particle + infinitive, Form.INFINITIVE, True
            yield f"{particle}zu{infinitive}", Form.INFINITIVE, True
        for word in gerund:
            yield word, Form.GERUND, alone

    def _base_forms(self, base: str, separable: bool) -> tuple[list[str], list[str], str, list[str]]:
        if "gerund" in self.weak:
            return self._english(base)
        for length in range(len(base), 2, -1):
            head, tail = base[: len(base) - length], base[len(base) - length :]
            if tail in self.strong and (not head or self._is_prefix(head)):
                finite, participle = (part.split() for part in self.strong[tail])
                if head:
                    participle = [word.removeprefix("ge") for word in participle]
                return [head + w for w in finite], [head + w for w in participle], base, []
        return self._weak(base)

    def _is_prefix(self, head: str) -> bool:
        return head in self.weak["inseparable"]

    def _weak(self, base: str) -> tuple[list[str], list[str], str, list[str]]:
        liquid = base.endswith(("ern", "eln"))
        stem = base[:-1] if liquid else base.removesuffix("en")
        dental = stem.endswith(tuple(self.weak["dental"])) and not liquid
        endings = self.weak["finite_after_dental"] if dental else self.weak["finite"]
        finite = [stem + (ending[1:] if liquid and ending == "en" else ending) for ending in endings]
        bare = base.endswith(tuple(self.weak["without_ge"])) or any(
            base.startswith(prefix) and len(base) > len(prefix) + 3 for prefix in self.weak["inseparable"]
        )
        participle = ("" if bare else "ge") + stem + ("et" if dental else "t")
        return finite, [participle], base, []

    def _english(self, base: str) -> tuple[list[str], list[str], str, list[str]]:
        if base in self.strong:
            finite, participle, gerund = (part.split() for part in self.strong[base])
            return finite, participle, base, gerund
        stem = base.removesuffix("e")
        if base.endswith("y") and base[-2] not in "aeiou":
            past, third, gerund_word = f"{base[:-1]}ied", f"{base[:-1]}ies", f"{base}ing"
        else:
            third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
            past, gerund_word = f"{stem}ed", f"{stem}ing"
        return [base, third, past], [past], base, [gerund_word]


def surface_words(phrases: Iterable[str]) -> frozenset[str]:
    """The single words of several phrases, in lower case."""
    return frozenset(word for phrase in phrases for word in phrase.lower().split())
