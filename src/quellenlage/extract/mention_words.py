"""The words of a sentence with what the language pack knows of them: the reading glasses of the grammar."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import simplemma

from quellenlage.domain.span import Span
from quellenlage.lang.names import Agreement, Head, NameRules, NounKind, Place
from quellenlage.text.tokens import Token, tokenize

CACHED = 65536
DASHES = ("-", "‐", "‑")
LONGEST_ACRONYM = 8
SHORTEST_SECOND_PART = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One token. `cap` begins with a capital, `head` is its reading as a head noun where it has one."""

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

    def is_person(self) -> bool:
        """Whether it names holders of an office or members of a group."""
        return self.head is not None and self.head.noun.kind is NounKind.PERSON


def read_words(text: str, span: Span, code: str, rules: NameRules) -> tuple[Word, ...]:
    """The words of `span` in order."""
    out: list[Word] = []
    initial = True
    for token in tokenize(text, span):
        out.append(_word(token, initial, code, rules))
        initial = initial and not token.is_word
    return tuple(out)


def _word(token: Token, initial: bool, code: str, rules: NameRules) -> Word:
    text, lower, cap, acronym, head, place, determiner = _traits(token.text, code, rules)
    return Word(
        token.span.start, token.span.end, text, lower, cap, acronym, head, place, determiner, initial
    )


Traits = tuple[str, str, bool, bool, Head | None, Place | None, Agreement | None]


@lru_cache(CACHED)
def _traits(text: str, code: str, rules: NameRules) -> Traits:
    lower = text.lower()
    bare = lower.removesuffix("'s").removesuffix("’s")
    cap = text[0].isupper()
    may_head = cap or not rules.nouns_capitalised
    acronym = 2 <= len(text) <= LONGEST_ACRONYM and text.isupper() and text.isalpha()
    return (
        text,
        lower,
        cap,
        acronym and lower not in rules.not_names,
        rules.head(bare) if may_head else None,
        rules.places.get(bare) or _hyphenated_place(bare, rules),
        rules.determiners.get(lower),
    )


def _hyphenated_place(lower: str, rules: NameRules) -> Place | None:
    for dash in DASHES:
        if dash in lower:
            place = rules.places.get(lower.rpartition(dash)[2])
            return place if place and place.kind == "adjective" else None
    return None


@lru_cache(CACHED)
def is_adjective(lower: str, code: str, rules: NameRules) -> bool:
    """Whether a lower-case word is certainly an inflected adjective (not a verb, not a function word)."""
    if lower in rules.function_words or not lower.isalpha() or not lower.endswith(rules.adjective_endings):
        return False
    if lower in rules.places:
        return True
    lemma = simplemma.lemmatize(lower, lang=code).lower()
    return any(lemma + ending == lower for ending in rules.adjective_endings) and not lemma.endswith("en")


@lru_cache(CACHED)
def is_common(word: str, code: str, rules: NameRules) -> bool:
    """Whether a capitalised word is a word of the dictionary (or a compound that ends in one)."""
    if word in rules.given:
        return False
    lower = word.lower()
    if in_dictionary(word, code) or in_dictionary(lower, code):
        return True
    parts = lower.replace("‐", "-").replace("‑", "-").split("-")
    if len(parts) > 1:
        return in_dictionary(parts[-1], code) and parts[-1].capitalize() not in rules.given
    if not rules.nouns_capitalised:
        return False
    for start in range(3, len(lower) - SHORTEST_SECOND_PART + 1):
        rest = lower[start:]
        if in_dictionary(rest.capitalize(), code) and in_dictionary(lower[:start].rstrip("s"), code):
            return True
    return False


@lru_cache(CACHED)
def in_dictionary(word: str, code: str) -> bool:
    """Whether the dictionary of the language has this form."""
    return bool(word) and simplemma.is_known(word, lang=code)
