"""Time expressions as TIMEX3, and the dates of statements that follow from them.

A sentence is matched against the rules of the language pack whose words it holds; of overlapping
matches the longest stays. What a match means depends on the frame: the reference day (publication
date or a liveblog's stamp), the day the text spoke of last, and the sentence's tense. Without a
reference day the parts that are not derivable stay `X`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import Layout
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Said, Statement
from quellenlage.domain.timeref import AnchorKind, TimeRef, TimeType
from quellenlage.extract.time_values import Frame, Parts, Value, resolve
from quellenlage.lang.numbers import NumberRules
from quellenlage.lang.pack import LanguagePack
from quellenlage.lang.times import TimeRules

LONGEST_SENTENCE = 4000
YEAR_REACH = 2
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|T)")


def find_times(
    text: str, sentences: Sequence[Sentence], layout: Layout, pack: LanguagePack
) -> tuple[TimeRef, ...]:
    """The time expressions of the sentences, in order and without overlaps."""
    reader = _Reader(text, pack.times, pack.numbers)
    published = _day_of(layout.published.value) if layout.published else None
    out: list[TimeRef] = []
    for sentence in sentences:
        stamp = _day_of(layout.blocks[sentence.block].stamp)
        kind = AnchorKind.STAMP if stamp else AnchorKind.PUBLISHED if published else AnchorKind.NONE
        out.extend(reader.read(sentence.span, stamp or published, kind))
    return tuple(out)


def _day_of(value: str | None) -> date | None:
    """The day of an ISO date or date-time; None where there is none."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Match:
    parts: Parts
    span: Span
    rank: int


class _Reader:
    """Reads one report's sentences in order and remembers what day and year the text speaks of."""

    def __init__(self, text: str, rules: TimeRules, numbers: NumberRules) -> None:
        self.text, self.rules, self.numbers = text, rules, numbers
        self.focus: date | None = None
        self.year: int | None = None
        self.year_age = 0

    def read(self, sentence: Span, today: date | None, kind: AnchorKind) -> Iterator[TimeRef]:
        """The times of one sentence."""
        self.year_age += 1
        if self.year_age > YEAR_REACH:
            self.year = None
        announced = self.rules.announced(self.text, sentence.start, sentence.end)
        if not announced:
            return
        tense = self.rules.tense(sentence.of(self.text))
        frame = Frame(today, kind, self.focus, self.year, tense)
        end = sentence.start
        for match in _longest(self._matches(sentence, announced), frame):
            value = resolve(match.parts, replace(frame, focus=self.focus, year=self.year))
            if value is not None and match.span.start >= end:
                end = match.span.end
                self._remember(value)
                rule = match.parts.rule.name
                yield TimeRef(match.span, value.type, value.value, value.mod, value.anchor, rule)

    def _matches(self, sentence: Span, announced: frozenset[str]) -> Iterator[_Match]:
        end = min(sentence.end, sentence.start + LONGEST_SENTENCE)
        for rank, rule in enumerate(self.rules.rules):
            if rule.needs not in announced:
                continue
            for match in rule.pattern.finditer(self.text, sentence.start, end):
                inner = "span" in rule.pattern.groupindex and match["span"] is not None
                span = Span(*match.span("span" if inner else 0))
                if len(span):
                    yield _Match(Parts.of(rule, self.rules, self.numbers, match), span, rank)

    def _remember(self, value: Value) -> None:
        if value.day is not None:
            self.focus = value.day
        if value.year is not None:
            self.year, self.year_age = value.year, 0


def _longest(matches: Iterable[_Match], frame: Frame) -> list[_Match]:
    """Of overlapping matches that mean a time, the longest; then in order of the text."""
    kept: list[_Match] = []
    for match in sorted(matches, key=lambda m: (-len(m.span), m.rank, m.span.start)):
        free = not any(match.span.overlaps(other.span) for other in kept)
        if free and resolve(match.parts, frame) is not None:
            kept.append(match)
    return sorted(kept, key=lambda m: m.span.start)


def date_statements(
    text: str,
    statements: Sequence[Statement],
    sentences: Sequence[Sentence],
    times: Sequence[TimeRef],
    layout: Layout,
) -> tuple[Statement, ...]:
    """The statements with `said` filled in where the report dates the act of speech itself.

    What dates it stands in the sentence of the cue but outside the quote; without such a time, or
    without a cue, the statement stays undated.
    """
    return tuple(replace(s, said=_said(s, sentences, times)) for s in statements)


def _said(statement: Statement, sentences: Sequence[Sentence], times: Sequence[TimeRef]) -> Said | None:
    if not statement.cue:
        return statement.said
    cue = statement.cue[0]
    sentence = next((s.span for s in sentences if s.span.overlaps(cue)), None)
    if sentence is None:
        return statement.said
    beside = [
        time
        for time in times
        if sentence.contains(time.span)
        and time.type in (TimeType.DATE, TimeType.TIME)
        and not any(piece.overlaps(time.span) for piece in statement.quote)
    ]
    if not beside:
        return statement.said
    nearest = min(beside, key=lambda time: (_distance(time.span, cue), time.span.start))
    return Said(nearest.span, _iso_day(nearest.value))


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _iso_day(value: str) -> str | None:
    return value[:10] if ISO_DAY.match(value) else None
