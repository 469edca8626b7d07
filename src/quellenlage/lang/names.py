"""The section `names.toml`: who can speak, and how names, offices and pronouns are built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

CACHED_WORDS = 65536
LONGEST_WORD = 60  # longer "words" are no nouns of any language

Found = TypeVar("Found")


class NounKind(StrEnum):
    """What a head noun names."""

    PERSON = "person"  # holders of an office, members of a group: Sprecher, minister, Augenzeugen
    ORGANISATION = "organisation"  # bodies that speak: Ministerium, police
    MEDIUM = "medium"  # bodies that publish: Zeitung, news agency
    SOURCE = "source"  # texts that speak: Studie, Medienberichten


@dataclass(frozen=True, slots=True)
class Noun:
    """One inflected form of a head noun. `plural` is None where the form does not tell."""

    base: str
    kind: NounKind
    gender: str  # m f n, or empty
    plural: bool | None


@dataclass(frozen=True, slots=True)
class Head:
    """A word read as a head noun. `modifier` counts the characters before it ("NATO-" in "NATO-Chef")."""

    noun: Noun
    modifier: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a determiner or pronoun may agree with: gender letters, and whether a plural."""

    genders: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What the name, adjective, people or capital of a country shows: its code and which of them it is."""

    code: str
    kind: str  # name adjective people capital


@dataclass(frozen=True, eq=False)
class NameRules:
    """The typed section. Words are lower case unless said otherwise."""

    nouns_capitalised: bool
    nouns: Mapping[str, Noun]  # by inflected form
    short_nouns: frozenset[str]  # never the second part of a compound
    not_nouns: frozenset[str]
    determiners: Mapping[str, Agreement]
    genitive_determiners: frozenset[str]
    quantifiers: frozenset[str]
    function_words: frozenset[str]
    adjective_endings: tuple[str, ...]
    modifiers: frozenset[str]  # words that stand before a head noun without a determiner
    courtesy: Mapping[str, str]  # Herr, Mrs.: with the gender it shows
    titles: frozenset[str]
    particles: frozenset[str]
    joints: frozenset[str]  # lower-case words inside names of organisations: of, &
    prepositions: frozenset[str]  # join an organisation to a head
    place_prepositions: frozenset[str]
    directions: frozenset[str]  # more prepositions that go before places
    contractions: frozenset[str]  # a preposition with its determiner: vom, im
    partitives: frozenset[str]  # "einer der ...", "one of the ..."
    media_offices: frozenset[str]  # who may be "of" a newspaper
    no_places: frozenset[str]  # "in Kraft": nouns behind "in" that are no places
    conjunctions: frozenset[str]
    loose_prepositions: frozenset[str]  # join any noun to a head: für, of
    origin_prepositions: frozenset[str]  # "a spokesman from Washington"
    attribute_openers: frozenset[str]  # begin an attribute between determiner and head
    participle_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]  # of dictionary forms of verbs
    name_openers: frozenset[str]  # first words of place names: San, New
    place_nouns: frozenset[str]  # a place name may follow them: Stadt, Region
    regions: frozenset[str]  # names that branches of bodies take: Bayern
    ambiguous_particles: frozenset[str]  # may be prepositions or articles as well
    adjective_stems: tuple[str, ...]  # endings of adjectives the dictionary does not know
    abstract_endings: tuple[str, ...]  # of nouns that name no place
    town_words: frozenset[str]  # towns whose names are inflected nouns too
    noun_endings: tuple[str, ...]  # of plurals and cases, by which a noun is told from a name
    not_names: frozenset[str]  # capitalised words that never belong to a name
    pronouns: Mapping[str, Agreement]
    possessives: Mapping[str, Agreement]
    said_nouns: frozenset[str]  # Angaben, Worte: a possessive before them is the speaker
    never_alone: frozenset[str]  # Angaben: heads that need somebody in a compound
    foreign_joints: frozenset[str]  # "Bank of England"
    generic_persons: frozenset[str]  # der Mann, die Politikerin: whoever was named last
    generic_bodies: frozenset[str]  # der Konzern
    many_bodies: frozenset[str]  # of these, those that are several in a compound: Behördenangaben
    body_kinds: Mapping[str, str]  # words that show what sort of body it is: GmbH, Amt
    legal_forms: frozenset[str]  # as printed: end the names of companies
    same_names: Mapping[str, str]  # well-known bodies' names and acronyms -> the first of them
    quoted_media: frozenset[str]  # as printed: names that are words unless they are quoted
    organisations: frozenset[str]  # as printed
    metonyms: Mapping[str, str]  # as printed, with the country's code
    listed: Mapping[str, tuple[int, ...]]  # first word of a listed name -> how many words, longest first
    places: Mapping[str, Place]
    given: Mapping[str, str]
    same_source: tuple[re.Pattern[str], ...]
    synonyms: tuple[frozenset[str], ...]  # head nouns that may call the same person
    body_synonyms: Mapping[str, str]
    spokespersons: frozenset[str]
    indefinite: frozenset[str]
    oblique_determiners: frozenset[str]
    unresolved_pronouns: frozenset[str]
    demonstratives: frozenset[str]
    plural_verbs: frozenset[str]
    plural_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]
    no_verbs: frozenset[str]

    def head(self, word: str) -> Head | None:
        """The word as a head noun: itself, or the last part of a compound."""
        return _head(self, word)

    def is_function(self, lower: str) -> bool:
        """Whether a word is grammar: no adjective, no noun, no name."""
        return (
            lower in self.function_words
            or lower in self.determiners
            or lower in self.pronouns
            or lower in self.prepositions
            or lower in self.place_prepositions
            or lower in self.quantifiers
        )

    def related(self, head: str, base: str, other_head: str, other_base: str) -> bool:
        """Whether two offices may be one: both stand in a group of synonyms.

        A compound that stands in a group itself ("staatschef") is not read as its last part ("chef").
        """
        one, other = self._term(head, base), self._term(other_head, other_base)
        return any(one in group and other in group for group in self.synonyms)

    def kindred(self, head: str, base: str) -> tuple[str, ...]:
        """The base nouns of offices that this one may be, its own first."""
        term = self._term(head, base)
        terms = sorted({word for group in self.synonyms if term in group for word in group})
        heads = (_head(self, word) for term in terms for word in term.split())
        return tuple(dict.fromkeys([base, *terms, *(h.noun.base for h in heads if h)]))

    def _term(self, head: str, base: str) -> str:
        return head if self.is_term(head) else base

    def is_term(self, head: str) -> bool:
        """Whether a whole head noun calls an office of its own: the "staats" of "staatschef" is no body."""
        return any(head in group for group in self.synonyms)

    def kind_of_body(self, word: str) -> str | None:
        """What sort of body a word shows, by itself or by the last part of a compound."""
        lower = word.lower()
        kind = self.body_kinds.get(lower)
        if kind is not None:
            return kind
        head = _head(self, word)
        return self.body_kinds.get(head.noun.base) if head else None

    def body_group(self, body: str) -> str:
        """The name that stands for a body and its usual other names."""
        return self.body_synonyms.get(body, body)


@lru_cache(CACHED_WORDS)
def _head(rules: NameRules, word: str) -> Head | None:
    lower = word.lower()
    if lower in rules.not_nouns or len(word) > LONGEST_WORD:
        return None
    whole = rules.nouns.get(lower)
    if whole:
        return Head(whole, 0)
    for start in range(1, len(lower) - 2):
        noun = rules.nouns.get(lower[start:])
        if noun is None:
            continue
        if lower[start - 1] in "-‐‑":
            return Head(noun, start)
        if (
            rules.nouns_capitalised
            and start > 1
            and (lower[start:] not in rules.short_nouns or _speaks(rules, lower[:start]))
        ):
            return Head(noun, start)
    return None


def _speaks(rules: NameRules, modifier: str) -> bool:
    """Whether the first part of a compound is a head noun itself ("Polizei|angaben")."""
    return len(modifier) > 2 and (modifier in rules.nouns or modifier.removesuffix("s") in rules.nouns)


def load(table: dict[str, Any], countries: dict[str, Any], given_names: dict[str, Any]) -> NameRules:
    """The typed section of a parsed `names.toml`, with `countries.toml` and the shared `given_names.toml`."""
    words = table["words"]
    nouns = _first(_noun_forms(table["nouns"], table["inflection"]))
    places = _first(_places(countries, table["country_inflection"]))
    metonyms = dict(_metonyms(table["metonyms"]))
    known = (name for group in table["same_names"] for name in group if not _is_noun(name, nouns))
    organisations = (*words["organisations"], *known)
    listed = (*organisations, *metonyms)
    return NameRules(
        nouns_capitalised=bool(table["nouns_capitalised"]),
        nouns=nouns,
        short_nouns=frozenset(
            form for form, noun in nouns.items() if noun.base in set(words["never_second_part"])
        ),
        not_nouns=frozenset(words["not_nouns"]),
        determiners=_agreements(table["determiners"]),
        genitive_determiners=frozenset(words["genitive_determiners"]),
        quantifiers=frozenset(words["quantifiers"]),
        function_words=frozenset(words["function_words"]),
        adjective_endings=tuple(words["adjective_endings"]),
        modifiers=frozenset(words["modifiers"]),
        courtesy=dict(table["courtesy"]),
        titles=frozenset(words["titles"]),
        particles=frozenset(words["particles"]),
        joints=frozenset(words["joints"]),
        prepositions=frozenset(words["prepositions"]),
        place_prepositions=frozenset(words["place_prepositions"]),
        directions=frozenset(words["directions"]),
        contractions=frozenset(words["contractions"]),
        partitives=frozenset(words["partitives"]),
        media_offices=frozenset(words["media_offices"]),
        no_places=frozenset(words["no_places"]),
        conjunctions=frozenset(words["conjunctions"]),
        loose_prepositions=frozenset(words["loose_prepositions"]),
        origin_prepositions=frozenset(words["origin_prepositions"]),
        attribute_openers=frozenset(words["attribute_openers"]),
        participle_endings=tuple(words["participle_endings"]),
        verb_endings=tuple(words["verb_endings"]),
        name_openers=frozenset(words["name_openers"]),
        place_nouns=frozenset(words["place_nouns"]),
        regions=frozenset(words["regions"]),
        ambiguous_particles=frozenset(words["ambiguous_particles"]),
        adjective_stems=tuple(words["adjective_stems"]),
        abstract_endings=tuple(words["abstract_endings"]),
        town_words=frozenset(words["town_words"]),
        noun_endings=tuple(words["noun_endings"]),
        not_names=frozenset(words["not_names"]),
        pronouns=_agreements(table["pronouns"]),
        possessives=_agreements(table["possessives"]),
        said_nouns=frozenset(words["said_nouns"]),
        never_alone=frozenset(words["never_alone"]),
        foreign_joints=frozenset(words["foreign_joints"]),
        generic_persons=frozenset(words["generic_persons"]),
        generic_bodies=frozenset(words["generic_bodies"]),
        many_bodies=frozenset(words["many_bodies"]),
        body_kinds={word: kind for kind, group in table["body_kinds"].items() for word in group},
        legal_forms=frozenset(words["legal_forms"]),
        same_names={name.lower(): group[0].lower() for group in table["same_names"] for name in group},
        quoted_media=frozenset(words["quoted_media"]),
        organisations=frozenset(organisations),
        metonyms=metonyms,
        listed=_lengths((*(name.lower() for name in listed), *places)),
        places=places,
        given=dict(_given(given_names)),
        same_source=tuple(re.compile(pattern, re.IGNORECASE) for pattern in table["same_source"]),
        synonyms=tuple(frozenset(group) for group in table["synonyms"]),
        body_synonyms={word: group[0] for group in table["body_synonyms"] for word in group},
        spokespersons=frozenset(words["spokespersons"]),
        indefinite=frozenset(words["indefinite"]),
        oblique_determiners=frozenset(words["oblique_determiners"]),
        unresolved_pronouns=frozenset(words["unresolved_pronouns"]),
        demonstratives=frozenset(words["demonstratives"]),
        plural_verbs=frozenset(words["plural_verbs"]),
        plural_endings=tuple(words["plural_endings"]),
        singular_endings=tuple(words["singular_endings"]),
        no_verbs=frozenset(words["no_verbs"]),
    )


def _is_noun(name: str, nouns: Mapping[str, Noun]) -> bool:
    """Whether a single word is a compound of a head noun ("Bundeskriminalamt"), which needs no list."""
    lower = name.lower()
    return " " not in name and any(lower[start:] in nouns for start in range(len(lower) - 2))


def _noun_forms(groups: dict[str, Any], inflection: dict[str, Any]) -> Iterator[tuple[str, Noun]]:
    """All inflected forms of the lines "singular[/plural[/feminine]]", by kind and declension."""
    for kind, declensions in groups.items():
        for name, lines in declensions.items():
            for line in lines:
                yield from _forms(line, NounKind(kind), inflection[name])


def _forms(line: str, kind: NounKind, rule: dict[str, Any]) -> Iterator[tuple[str, Noun]]:
    singular, plural, feminine = (*line.split("/"), "", "")[:3]
    gender, cut = rule["gender"], rule.get("cut", 0)
    stem = singular[: len(singular) - cut] if cut else singular
    plural = plural or stem + rule["plural"]
    yield singular, Noun(singular, kind, gender, None if plural == singular else False)
    for ending in rule["cases"]:
        if stem + ending != plural:
            yield stem + ending, Noun(singular, kind, gender, None if rule.get("vague") else False)
    for ending in ("", *rule["plural_cases"]):
        if plural + ending != singular:
            yield plural + ending, Noun(singular, kind, gender, None if rule.get("vague") else True)
    if "feminine" in rule:
        feminine = feminine or stem + rule["feminine"]
        yield feminine, Noun(singular, kind, "f", False)
        for ending in rule["feminine_plural"]:
            yield feminine + ending, Noun(singular, kind, "f", True)


def _agreements(table: dict[str, str]) -> dict[str, Agreement]:
    """Lines such as `der = "m f p"`: the letters of genders, and p for the plural."""
    return {
        word: Agreement("".join(c for c in codes if c in "mfn"), "p" in codes)
        for word, codes in table.items()
    }


def _metonyms(table: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for code, names in table.items():
        for name in names:
            yield name, code


def _places(table: dict[str, list[str]], inflection: dict[str, list[str]]) -> Iterator[tuple[str, Place]]:
    """Lines `CODE = ["name|name", "adjective", "people", "capital"]`, each with its inflected forms."""
    for code, columns in table.items():
        for kind, column in zip(("name", "adjective", "people", "capital"), columns, strict=False):
            for word in _split(column):
                for ending in inflection[kind]:
                    yield word.lower() + ending, Place(code, kind)


def _first(pairs: Iterable[tuple[str, Found]]) -> dict[str, Found]:
    """A dictionary in which the first of several entries counts."""
    out: dict[str, Found] = {}
    for key, value in pairs:
        out.setdefault(key, value)
    return out


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    out: dict[str, set[int]] = {}
    for name in names:
        words = name.split()
        out.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in out.items()}


def _given(table: dict[str, str]) -> Iterator[tuple[str, str]]:
    for gender, names in table.items():
        for name in names.split():
            yield name, "" if gender == "both" else gender


def _split(column: str) -> Iterable[str]:
    return (word for word in column.split("|") if word)
