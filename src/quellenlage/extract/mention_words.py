"""The words of a sentence with what the language pack knows of them: the reading glasses of the grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from quellenlage.domain.span import Span
from quellenlage.lang.names import Agreement, Head, NameRules, NounKind, Place
from quellenlage.text.tokens import tokenize

CACHED = 65536
LONGEST_ACRONYM = 9
SHORTEST_SECOND_PART = 4
LONGEST_WORD = 60  # a longer "word" is no word of any language
POSSESSIVE = ("'s", "’s")
DASHES = "-‐‑"
JOINTS = ("/", ".")
LONGEST_JOINED = 60
LOWER_NAME = re.compile(r"(?:al|el|az|as|at|an|ad|d|l|bin)[-‐‑'’][A-ZÄÖÜ]")
DOMAIN = re.compile(r"[\w-]{2,40}\.(?:de|com|org|net|at|ch|eu|info|tv)")
UMLAUTS = str.maketrans("äöü", "aou")


@dataclass(frozen=True, slots=True)
class Word:
    """One token. `cap`: begins like a name; `head`: its reading as a head noun where it has one."""

    start: int
    end: int
    text: str
    lower: str
    cap: bool
    acronym: bool
    head: Head | None
    place: Place | None
    determiner: Agreement | None
    opens: bool  # may begin a phrase
    initial: bool  # first word of the sentence

    @property
    def is_person(self) -> bool:
        """Whether it names holders of an office or members of a group."""
        return self.head is not None and self.head.noun.kind is NounKind.PERSON

    @property
    def is_body(self) -> bool:
        """Whether it names an organisation or a medium."""
        return self.head is not None and self.head.noun.kind in (NounKind.ORGANISATION, NounKind.MEDIUM)

    def is_place(self, *kinds: str) -> bool:
        """Whether it shows a country in one of these ways."""
        return self.place is not None and self.place.kind in kinds

    @property
    def plain(self) -> str:
        """The text without an English genitive ending."""
        return self.text[:-2] if self.lower.endswith(POSSESSIVE) else self.text


Traits = tuple[str, bool, bool, Head | None, Place | None, Agreement | None, bool]


def read_words(text: str, span: Span, code: str, rules: NameRules) -> tuple[Word, ...]:
    """The words of `span` in order; "CDU/CSU-Fraktion" and "ver.di" count as one."""
    out: list[Word] = []
    initial = True
    for token in tokenize(text, span):
        start, end, exact = token.span.start, token.span.end, token.text
        if len(out) > 1 and out[-1].text in JOINTS and out[-1].end == start and out[-2].end == out[-1].start:
            whole = text[out[-2].start : end]
            if _is_one_word(whole, out[-1].text, rules):
                initial = out[-2].initial
                start, exact = out[-2].start, whole
                del out[-2:]
        out.append(Word(start, end, exact, *_traits(exact, code, rules), initial))
        initial = initial and not exact[0].isalnum()
    return tuple(out)


def _is_one_word(whole: str, joint: str, rules: NameRules) -> bool:
    """Whether parts printed without a space are one name."""
    if joint == "/":
        return (
            (whole[0].isupper() or whole[0].isdigit())
            and whole[whole.index("/") + 1].isupper()
            and len(whole) <= LONGEST_JOINED
        )
    return whole in rules.organisations or DOMAIN.fullmatch(whole) is not None


@lru_cache(CACHED)
def _traits(text: str, code: str, rules: NameRules) -> Traits:
    lower = text.lower()
    bare = lower[:-2] if lower.endswith(POSSESSIVE) else lower
    cap = text[0].isupper() or text in rules.organisations or _is_lower_name(text)
    place = rules.places.get(bare) or _compound_place(bare, rules)
    if place and not cap and not (rules.nouns_capitalised and place.kind == "adjective"):
        place = None
    head = rules.head(bare) if cap or not rules.nouns_capitalised else None
    acronym = lower not in rules.not_names and place is None and _is_acronym(text)
    determiner = rules.determiners.get(lower)
    shown = head is not None or place is not None or acronym
    opens = shown or (cap and _names_something(text, code, rules)) or _may_open(lower, code, rules)
    return lower, cap, acronym, head, place, determiner, opens and lower not in rules.contractions


def _names_something(text: str, code: str, rules: NameRules) -> bool:
    """Whether a capitalised word may begin a name or modify one; common nouns do not."""
    if not rules.nouns_capitalised:
        return True
    lower = text.lower()
    titled = lower in rules.titles or lower in rules.courtesy or lower + "." in rules.titles
    listed = lower in rules.listed or text in rules.given or titled or lower in rules.particles
    return listed or lower.endswith(("s", "er", "-", *POSSESSIVE)) or not is_common(text, code, rules)


def _may_open(lower: str, code: str, rules: NameRules) -> bool:
    """Whether a word that is no noun may begin a phrase: determiner, number, adjective, title."""
    return (
        lower in rules.determiners
        or lower in rules.quantifiers
        or lower in rules.partitives
        or lower in rules.modifiers
        or lower[0].isdigit()
        or is_adjective(lower, code, rules)
    )


def _is_lower_name(text: str) -> bool:
    """al-Dschasira, example.org: names that begin with a small letter."""
    return LOWER_NAME.match(text) is not None or ("." in text and DOMAIN.fullmatch(text) is not None)


def _is_acronym(text: str) -> bool:
    """NATO, GdP, ZDFs: short, mostly capitals."""
    capitals = sum(1 for letter in text if letter.isupper())
    return (
        2 <= len(text) <= LONGEST_ACRONYM
        and text.isalnum()
        and capitals >= 2
        and 2 * capitals > len(text) - 1
    )


def _compound_place(lower: str, rules: NameRules) -> Place | None:
    """The adjective at the end of "US-amerikanisch", "rot-deutsch"; no other compound shows a country."""
    for dash in DASHES:
        if dash in lower:
            place = rules.places.get(lower.rpartition(dash)[2])
            return place if place and place.kind == "adjective" else None
    return None


@lru_cache(CACHED)
def is_adjective(lower: str, code: str, rules: NameRules) -> bool:
    """Whether a word is surely an inflected adjective (no verb, no function word)."""
    if len(lower) > LONGEST_WORD or not lower.isalpha() or rules.is_function(lower):
        return False
    if not lower.endswith(rules.adjective_endings):
        return False
    if lower in rules.places:
        return rules.places[lower].kind == "adjective"
    if not in_dictionary(lower, code):
        return any(
            lower.endswith(stem + ending)
            for stem in rules.adjective_stems
            for ending in rules.adjective_endings
        )
    lemma = simplemma.lemmatize(lower, lang=code)
    same_stem = lemma[:2].translate(UMLAUTS) == lower[:2].translate(UMLAUTS)
    return lemma.islower() and same_stem and not lemma.endswith(rules.verb_endings)


@lru_cache(CACHED)
def may_modify(lower: str, code: str, rules: NameRules) -> bool:
    """Whether a lower-case word behind a determiner may be an adjective or participle."""
    if not lower.endswith(rules.adjective_endings) or rules.is_function(lower) or len(lower) > LONGEST_WORD:
        return False
    return (
        not in_dictionary(lower, code)
        or lower != simplemma.lemmatize(lower, lang=code)
        or is_adjective(lower, code, rules)
    )


@lru_cache(CACHED)
def may_be_verb(lower: str, code: str, rules: NameRules) -> bool:
    """Whether a word that ends like an adjective may as well be a finite verb ("lehnte")."""
    return in_dictionary(lower, code) and simplemma.lemmatize(lower, lang=code).endswith(rules.verb_endings)


@lru_cache(CACHED)
def is_inflected_noun(word: str, code: str, rules: NameRules) -> bool:
    """Whether the dictionary has forms of a word that names of places and bodies lack ("Beschwerden")."""
    forms = (word + ending for ending in rules.noun_endings)
    return word.lower() not in rules.town_words and any(
        in_dictionary(form, code) and simplemma.lemmatize(form, lang=code) == word for form in forms
    )


@lru_cache(CACHED)
def is_verb_form(word: str, code: str, rules: NameRules) -> bool:
    """Whether the dictionary has a lower-case word as an inflected form of a verb ("forderte", "wies")."""
    if not word[0].islower() or not in_dictionary(word, code):
        return False
    base = simplemma.lemmatize(word, lang=code)
    return base != word and base.endswith(rules.verb_endings)


@lru_cache(CACHED)
def is_base_form(word: str, code: str) -> bool:
    """Whether the dictionary has a word, and in this very form: a place or name, hardly an inflected noun."""
    return in_dictionary(word, code) and simplemma.lemmatize(word, lang=code) == word


@lru_cache(CACHED)
def is_common(word: str, code: str, rules: NameRules) -> bool:
    """Whether a capitalised word is a word of the dictionary, or a compound that ends in one."""
    if word in rules.given:
        return False
    if len(word) > LONGEST_WORD:
        return True
    lower = word.lower()
    if in_dictionary(word, code) or in_dictionary(lower, code):
        return True
    parts = re.split(f"[{DASHES}]", lower)
    if len(parts) > 1:
        return in_dictionary(parts[-1], code) and parts[-1].capitalize() not in rules.given
    return rules.nouns_capitalised and any(
        in_dictionary(lower[start:].capitalize(), code) and in_dictionary(lower[:start].rstrip("s"), code)
        for start in range(3, len(lower) - SHORTEST_SECOND_PART + 1)
    )


@lru_cache(CACHED)
def in_dictionary(word: str, code: str) -> bool:
    """Whether the dictionary of the language has this form."""
    return bool(word) and simplemma.is_known(word, lang=code)
