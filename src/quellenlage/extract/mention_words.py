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
POSSESSIVE = ("'s", "’s")
DASHES = "-‐‑"
LOWER_NAME = re.compile(r"(?:al|el|az|as|at|an|ad|d|l|bin)[-‐‑'’][^\W\d_a-zäöü]|(?:\w+[-\w]*\.)+(?:de|com|org|net|at|ch|eu|info|tv)$")


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


Traits = tuple[str, bool, bool, Head | None, Place | None, Agreement | None]


def read_words(text: str, span: Span, code: str, rules: NameRules) -> tuple[Word, ...]:
    """The words of `span` in order."""
    out: list[Word] = []
    initial = True
    for token in tokenize(text, span):
        out.append(Word(token.span.start, token.span.end, token.text, *_traits(token.text, code, rules), initial))
        initial = initial and not token.is_word
    return tuple(out)


@lru_cache(CACHED)
def _traits(text: str, code: str, rules: NameRules) -> Traits:
    lower = text.lower()
    bare = lower[:-2] if lower.endswith(POSSESSIVE) else lower
    cap = text[0].isupper() or LOWER_NAME.match(text) is not None or text in rules.organisations
    place = rules.places.get(bare) or _compound_place(bare, rules)
    if place and not cap and not (rules.nouns_capitalised and place.kind == "adjective"):
        place = None
    return (
        lower,
        cap,
        lower not in rules.not_names and place is None and _is_acronym(text),
        rules.head(bare) if cap or not rules.nouns_capitalised else None,
        place,
        rules.determiners.get(lower),
    )


def _is_acronym(text: str) -> bool:
    """NATO, GdP, ZDFs: short, mostly capitals."""
    capitals = sum(1 for letter in text if letter.isupper())
    return 2 <= len(text) <= LONGEST_ACRONYM and text.isalnum() and capitals >= 2 and 2 * capitals > len(text) - 1


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
    if lower in rules.function_words or not lower.isalpha() or not lower.endswith(rules.adjective_endings):
        return False
    if lower in rules.places:
        return rules.places[lower].kind == "adjective"
    if not in_dictionary(lower, code):
        return any(lower.endswith(stem + ending) for stem in rules.adjective_stems for ending in rules.adjective_endings)
    lemma = simplemma.lemmatize(lower, lang=code)
    return lemma.islower() and not lemma.endswith(("en", "ern", "eln")) and lemma[:2] == lower[:2].replace("ä", lemma[1:2])[:2]


@lru_cache(CACHED)
def may_modify(lower: str, code: str, rules: NameRules) -> bool:
    """Whether a lower-case word behind a determiner may be an adjective or participle."""
    if lower in rules.function_words or lower in rules.determiners or not lower.endswith(rules.adjective_endings):
        return False
    if lower in rules.prepositions or lower in rules.place_prepositions:
        return False
    return not in_dictionary(lower, code) or lower != simplemma.lemmatize(lower, lang=code) or is_adjective(lower, code, rules)


@lru_cache(CACHED)
def is_common(word: str, code: str, rules: NameRules) -> bool:
    """Whether a capitalised word is a word of the dictionary, or a compound that ends in one."""
    if word in rules.given:
        return False
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
