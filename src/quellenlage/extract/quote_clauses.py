"""Clauses: where a chunk is cut because another clause with a verb of speech begins behind a conjunction."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.extract.mood import is_verb
from quellenlage.extract.quote_units import Unit
from quellenlage.lang.cues import CueRules, Form

LONGEST_SUBJECT = 12  # words


def clauses_of(unit: Unit, chunk: int, rules: CueRules, code: str) -> Iterator[tuple[int, int]]:
    """The clauses of a chunk: cut before a conjunction and a verb of speech, with or without subject."""
    start, end = unit.chunks[chunk].start, unit.chunks[chunk].end
    for i in range(start + 1, end - 1):
        if unit.words[i].quotation >= 0 or not rules.is_a(unit.lower(i), "conjunction"):
            continue
        before = any(is_verb(unit, k, rules, code) for k in range(start, i))
        if before and (
            _speaks(unit, i + 1, rules)
            or _has_spoken(unit, i + 1, end, rules)
            or _subject_speaks(unit, i + 1, end, rules, code)
        ):
            yield start, i
            start = i
    yield start, end


def _speaks(unit: Unit, at: int, rules: CueRules) -> bool:
    """Whether the word is a finite verb of speech."""
    word = unit.words[at]
    if word.capital or word.quotation >= 0:
        return False
    return any(r.form is Form.FINITE for r in rules.forms.get(word.lower, ()))


def _has_spoken(unit: Unit, at: int, end: int, rules: CueRules) -> bool:
    """Whether a clause begins there that ends in a participle of speech ("hat Protest angekündigt")."""
    if not rules.syntax.verb_second or not rules.is_a(unit.lower(at), "have"):
        return False
    last = end - 1
    while last > at and not unit.words[last].is_word:
        last -= 1
    word = unit.words[last]
    return word.quotation < 0 and any(r.form is Form.PARTICIPLE for r in rules.forms.get(word.lower, ()))


def _subject_speaks(unit: Unit, start: int, end: int, rules: CueRules, code: str) -> bool:
    """Whether a noun phrase and then a finite verb of speech stand there, as in a main clause."""
    if not rules.syntax.verb_second or not rules.is_a(unit.lower(start), "determiner"):
        return False
    for i in range(start + 1, min(end - 1, start + LONGEST_SUBJECT)):
        if unit.words[i].quotation >= 0:
            return False
        if _speaks(unit, i, rules) and unit.words[i - 1].capital:
            return True
        if is_verb(unit, i, rules, code) and not unit.words[i + 1].capital:
            return False
    return False
