"""Where a verb of speech stands towards what is said."""

from __future__ import annotations

from enum import StrEnum

from quellenlage.extract.mood import is_finite
from quellenlage.extract.quote_units import Unit
from quellenlage.lang.cues import CueRules, Form, Takes


class Position(StrEnum):
    """Where a verb of speech stands towards what is said."""

    MAIN = "main"  # "X sagte, ..."
    POST = "post"  # "..., sagte X"
    SUB = "subordinate"  # "nachdem X gesagt hatte, ..."
    AS = "as"  # "wie X sagte"
    COORDINATE = "coordinate"  # "... und sagte, ..."
    BARE = "bare"  # "ohne ... zu sagen"


def position_of(
    unit: Unit, chunk: int, start: int, end: int, at: int, finite: int, rules: CueRules
) -> Position:
    """How the clause `[start, end)` of a verb at `at` stands; `finite` is its finite verb or auxiliary."""
    first = unit.lower(start)
    if at == start and any(r.form is Form.GERUND for r in rules.forms[first]):
        return Position.COORDINATE
    if rules.is_a(first, "as_clause") and (finite > start + 1 or not rules.syntax.verb_second):
        return Position.AS
    if start > unit.chunks[chunk].start and rules.is_a(first, "conjunction"):
        return Position.COORDINATE if finite == start + 1 or not rules.syntax.verb_second else Position.MAIN
    if chunk > 0 and rules.is_a(first, "conjunction") and finite > at:
        return Position.COORDINATE
    if rules.is_a(first, "purpose"):
        return Position.BARE
    if not rules.syntax.verb_second:
        return _english_position(unit, chunk, start, end, at, rules)
    lead = start + 1 if rules.is_a(first, "conjunction", "so") and finite == start + 1 else start
    if finite == lead:
        if rules.is_a(first, "conjunction") and lead > start:
            return Position.COORDINATE
        return Position.POST if chunk > 0 else Position.MAIN
    begins_sub = rules.is_a(first, "subordinator", "relative", "question") or (
        rules.is_a(first, "preposition")
        and rules.is_a(unit.lower(start + 1), "relative")
        and unit.chunks[chunk].before == ","
    )
    last = end - 1
    while last > start and not unit.words[last].is_word:
        last -= 1
    verb_last = finite == last or (finite > at and at >= last - 2)
    if begins_sub and verb_last and (unit.chunks[chunk].before == "," or rules.is_a(first, "subordinator")):
        return Position.SUB
    return Position.MAIN


def as_clause(
    unit: Unit, chunk: int, start: int, last: int, end: int, rules: CueRules, code: str
) -> int | None:
    """Where an as-clause begins whose subject has appositions: "wie der Leiter, X, am Montag mitteilte"."""
    if not rules.syntax.verb_second or chunk == 0 or start != unit.chunks[chunk].start:
        return None
    if any(unit.words[i].is_word for i in range(last + 1, end)) or unit.chunks[chunk].before != ",":
        return None
    for index in range(chunk - 1, -1, -1):
        piece = unit.chunks[index]
        if piece.quotation is not None or any(
            is_finite(unit, i, rules, code) and not unit.words[i].capital
            for i in range(piece.start, piece.end)
        ):
            return None
        if rules.is_a(unit.lower(piece.start), "as_clause"):
            return piece.start
        if piece.before != ",":
            return None
    return None


def _english_position(unit: Unit, chunk: int, start: int, end: int, at: int, rules: CueRules) -> Position:
    first = unit.lower(start)
    if rules.is_a(first, "subordinator", "relative") and at > start:
        return Position.SUB
    if chunk > 0 and unit.chunks[chunk].before in (",", "”"):
        while end > at + 1 and not unit.words[end - 1].is_word:
            end -= 1
        following = unit.lower(at + 1) if at + 1 < end else ""
        if at == start:
            return Position.POST
        open_end = (
            not following
            or rules.is_a(following, "preposition", "adverb")
            or following in rules.words["time_head"]
        )
        if open_end and not (
            at + 1 >= end and chunk + 1 < len(unit.chunks) and unit.chunks[chunk + 1].quotation is not None
        ):
            return Position.POST
        told = any(r.verb.takes_any(Takes.HEARER) for r in rules.forms.get(unit.lower(at), ()))
        if told and not any(rules.is_a(unit.lower(i), "that") for i in range(at + 1, end)):
            return Position.POST
    return Position.MAIN
