"""The words of a verb of speech that stand apart from it: "teilte ... mit", "nahm ... Stellung"."""

from __future__ import annotations

from quellenlage.extract.quote_units import Unit
from quellenlage.lang.cues import CueRules, Form, VerbForm

FARTHEST_PARTICLE = 5  # chunks
FARTHEST_FROM = 3  # words between "von" and "an"


def parts_of(
    unit: Unit, chunk: int, start: int, end: int, at: int, reading: VerbForm, rules: CueRules
) -> tuple[int, ...] | None:
    """The words that stand apart from the verb; None where one is missing."""
    apart = reading.verb.apart
    if not apart:
        if " " in reading.verb.lemma:
            return _following(unit, at, end, reading.verb.lemma.split()[1:])
        return None if _has_stray(unit, at, end, reading, rules) else ()
    needed = apart[:-1] if reading.joined else apart
    if not needed:
        return ()
    if reading.form in (Form.PARTICIPLE, Form.INFINITIVE) or _verb_last(unit, at, end, rules):
        return _preceding(unit, start, at, needed)
    return _closing(unit, chunk, at, end, needed, rules)


def _has_stray(unit: Unit, at: int, end: int, reading: VerbForm, rules: CueRules) -> bool:
    """Whether a particle ends the clause that makes another verb of it ("meldete ... an")."""
    others = rules.other_with.get(reading.verb.lemma)
    if not others or reading.form is not Form.FINITE:
        return False
    last = next((i for i in range(end - 1, at + 1, -1) if unit.words[i].is_word), None)
    if last is None or unit.words[last].quotation >= 0 or unit.lower(last) not in others:
        return False
    return not any(rules.is_a(unit.lower(i), "from") for i in range(last - FARTHEST_FROM, last))


def _following(unit: Unit, at: int, end: int, words: list[str]) -> tuple[int, ...] | None:
    out = []
    for offset, word in enumerate(words, 1):
        if at + offset >= end or unit.lower(at + offset) != word:
            return None
        out.append(at + offset)
    return tuple(out)


def _verb_last(unit: Unit, at: int, end: int, rules: CueRules) -> bool:
    return at == end - 1 and at > 0


def _preceding(unit: Unit, start: int, at: int, needed: tuple[str, ...]) -> tuple[int, ...] | None:
    out: list[int] = []
    stop = at
    for word in reversed(needed):
        found = next((i for i in range(stop - 1, start - 1, -1) if unit.lower(i) == word), None)
        if found is None:
            return None
        out.append(found)
        stop = found
    return tuple(sorted(out))


def _closing(
    unit: Unit, chunk: int, at: int, end: int, needed: tuple[str, ...], rules: CueRules
) -> tuple[int, ...] | None:
    """Particles after a finite verb: at the end of its clause, or of a clause close behind."""
    for index in range(chunk, min(len(unit.chunks), chunk + FARTHEST_PARTICLE)):
        piece = unit.chunks[index]
        if piece.quotation is not None:
            return None
        low = at + 1 if index == chunk else piece.start
        high = end if index == chunk else piece.end
        if index > chunk and (
            rules.is_a(unit.lower(piece.start), "that", "conjunction", "question") or piece.before == ":"
        ):
            return None
        for last in range(high - 1, low - 1, -1):
            if unit.lower(last) != needed[-1] or unit.words[last].quotation >= 0:
                continue
            if not _ends_clause(unit, last, high, rules, len(needed[-1]) > 4):
                continue
            if len(needed) == 1:
                return (last,)
            rest = _preceding(unit, at + 1, last, needed[:-1])
            if rest is not None:
                return (*rest, last)
    return None


def _ends_clause(unit: Unit, last: int, end: int, rules: CueRules, free: bool) -> bool:
    if last == end - 1 or free:
        return True
    if any(not unit.words[i].is_word for i in range(last + 1, end)) and last + 1 == end - 1:
        return True
    following = unit.words[last + 1]
    return rules.is_a(following.lower, "conjunction", "that") or (
        rules.is_a(following.lower, "preposition", "dative_only") and len(unit.lower(last)) > 3
    )
