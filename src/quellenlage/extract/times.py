"""Time expressions as TIMEX3, and the dates of statements that follow from them.

A sentence is matched against the rules of the language pack whose words it holds; of overlapping
matches the longest stays. What a match means depends on the frame: the reference day (publication
date or a liveblog's stamp), the day the text spoke of last, and the sentence's tense. Without a
reference day the parts that are not derivable stay `X`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import BlockKind, Layout
from quellenlage.domain.span import Span, without
from quellenlage.domain.statement import Said, Statement
from quellenlage.domain.timeref import AnchorKind, TimeRef, TimeType
from quellenlage.extract.time_parts import Frame, Parts, Value
from quellenlage.extract.time_values import resolve
from quellenlage.lang.numbers import NumberRules
from quellenlage.lang.pack import LanguagePack, language_pack, supported
from quellenlage.lang.times import TimeRules
from quellenlage.text.windows import windows

YEAR_REACH = 1
FOCUS_REACH = 4
AHEAD_REACH = 2
HEADLINES = (BlockKind.TITLE, BlockKind.HEADING)
PAST = -1
TODAY = "deictic"
RELATIVE = ("rel", "relyear", "prioryear", "thisyear")
BOUNDING = ("ON_OR_BEFORE", "ON_OR_AFTER")
BREAKS_BEFORE = 2
CLAUSE = 160
CLAUSE_END = re.compile(r"[,;()]|:(?!\d)|\s[–-]\s")
CLOCK = re.compile(r"(?:\A|T)(\d\d:\d\d)")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|T)")


def find_times(
    text: str, sentences: Sequence[Sentence], layout: Layout, pack: LanguagePack
) -> tuple[TimeRef, ...]:
    """The time expressions of the sentences, in order and without overlaps."""
    reader = _Reader(text, pack.times, pack.numbers)
    printed = layout.published.value if layout.published else None
    published = _day_of(printed)
    out: list[TimeRef] = []
    for sentence in sentences:
        entry = layout.blocks[sentence.block].stamp
        stamp = _day_of(entry)
        clock = _clock_of(entry or printed)
        kind = AnchorKind.STAMP if stamp else AnchorKind.PUBLISHED if published else AnchorKind.NONE
        headline = layout.blocks[sentence.block].kind in HEADLINES
        for window in windows(text, sentence.span):
            out.extend(reader.read(window, stamp or published, kind, PAST if headline else 0, clock))
    return tuple(out)


def _day_of(value: str | None) -> date | None:
    """The day of an ISO date or date-time; None where there is none."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _clock_of(value: str | None) -> str | None:
    """The time of day of an ISO date-time, or of a liveblog's entry that has nothing else."""
    match = CLOCK.search(value) if value else None
    return match[1] if match else None


@dataclass(frozen=True, slots=True)
class _Match:
    parts: Parts
    span: Span
    rank: int
    tense: int
    state: bool


class _Reader:
    """Reads one report's sentences in order and remembers what day and year the text speaks of."""

    def __init__(self, text: str, rules: TimeRules, numbers: NumberRules) -> None:
        self.text, self.rules, self.numbers = text, rules, numbers
        self.focus: date | None = None
        self.focus_age = 0
        self.year: int | None = None
        self.year_age = 0

    def read(
        self, sentence: Span, today: date | None, kind: AnchorKind, tense: int, clock: str | None = None
    ) -> Iterator[TimeRef]:
        """The times of one sentence; `tense` is what to take where its verbs do not tell."""
        self._age(today)
        announced = self.rules.announced(self.text, sentence.start, sentence.end)
        if not announced:
            return
        frame = Frame(today, kind, self.focus, self.year, clock=clock)
        end = sentence.start
        for match in _longest(self._matches(sentence, announced, tense), frame):
            focus = self.focus
            if self.focus_age and self._ahead(today) and (match.tense < 0 or "hour" in match.parts.found):
                focus = None
            now = replace(frame, focus=focus, year=self.year, tense=match.tense, state=match.state)
            if _of_the_year(match.parts) and self._recurs(sentence, match):
                now = Frame(None, AnchorKind.NONE)
            value = resolve(match.parts, now)
            if value is not None and value.value and match.span.start >= end:
                end = match.span.end
                self._remember(value)
                point = value.type in (TimeType.DATE, TimeType.TIME)
                mod = value.mod or (self._bound(sentence, match.span) if point else None)
                yield TimeRef(match.span, value.type, value.value, mod, value.anchor, match.parts.rule.name)

    def _matches(self, sentence: Span, announced: frozenset[str], otherwise: int) -> Iterator[_Match]:
        whole = self.rules.tense.of(sentence.of(self.text)) or otherwise
        for rank, rule in enumerate(self.rules.rules):
            if rule.needs not in announced:
                continue
            for match in rule.pattern.finditer(self.text, sentence.start, sentence.end):
                span = next((Span(*match.span(name)) for name in rule.spans if match[name] is not None), None)
                span = span or Span(*match.span())
                if len(span):
                    tense = self._tense(sentence, span) or whole
                    state = rule.needs == TODAY and self._state(sentence, span)
                    yield _Match(Parts.of(rule, self.rules, self.numbers, match), span, rank, tense, state)

    def _recurs(self, sentence: Span, match: _Match) -> bool:
        """Whether a date is one of every year ("jedes Jahr am 1. Mai").

        It is where that is said right before it, or anywhere in a sentence that tells nothing past.
        """
        yearly = self.rules.yearly.search(self.text, sentence.start, sentence.end)
        if yearly is None:
            return False
        return match.tense >= 0 or len(self.text[yearly.end() : match.span.start].strip(" ,").split()) == 1

    def _state(self, sentence: Span, span: Span) -> bool:
        """Whether the clause around a span tells how things are, not what happens."""
        before, after = self._clause(sentence, span)
        last = before.split()[-1:]
        bound = bool(last) and last[0].lower() in self.rules.bounds
        return not bound and self.rules.tense.tells_state(f"{before} {after}")

    def _clause(self, sentence: Span, span: Span) -> tuple[str, str]:
        """What stands before and after a span in its clause."""
        before = CLAUSE_END.split(self.text[max(sentence.start, span.start - CLAUSE) : span.start])[-1]
        return before, CLAUSE_END.split(self.text[span.end : min(sentence.end, span.end + CLAUSE)])[0]

    def _tense(self, sentence: Span, span: Span) -> int:
        """The tense of the clause around a span; what stands right before it may look ahead."""
        before, after = self._clause(sentence, span)
        words = {word.lower() for word in before.split()[-2:]}
        rules = self.rules.tense
        told = rules.of(f"{before} {after}")
        if words & rules.ahead or (told >= 0 and words & rules.ahead_unless_past):
            return 1
        return told

    def _bound(self, sentence: Span, span: Span) -> str | None:
        """The mod that a preposition before the expression makes: "bis Montag", "seit Mai"."""
        before = self.text[max(sentence.start, span.start - CLAUSE) : span.start].split()
        words = [word.lower() for word in before[-2:]]
        return next((self.rules.bounds[word] for word in reversed(words) if word in self.rules.bounds), None)

    def _age(self, today: date | None) -> None:
        """One more sentence since a day and a year were named; old ones are forgotten, days ahead sooner."""
        self.focus_age, self.year_age = self.focus_age + 1, self.year_age + 1
        reach = AHEAD_REACH if self._ahead(today) else FOCUS_REACH
        if self.focus_age > reach:
            self.focus = None
        if self.year_age > YEAR_REACH:
            self.year = None

    def _ahead(self, today: date | None) -> bool:
        """Whether the day the text spoke of last is still to come."""
        return self.focus is not None and today is not None and self.focus > today

    def _remember(self, value: Value) -> None:
        if value.day is not None:
            self.focus, self.focus_age = value.day, 0
        if value.year is not None:  # a year without its day speaks for its own sentence only
            self.year, self.year_age = value.year, 0 if value.day is not None else YEAR_REACH


def _of_the_year(parts: Parts) -> bool:
    """Whether a match names a day, month or season that every year has."""
    named = "month" in parts or parts.rule.kind in ("holiday", "season")
    return named and not any(name in parts.found for name in RELATIVE)


def _longest(matches: Iterable[_Match], frame: Frame) -> list[_Match]:
    """Of overlapping matches that mean a time, the longest; then in order of the text."""
    kept: list[_Match] = []
    for match in sorted(matches, key=lambda m: (-len(m.span), m.rank, m.span.start)):
        at = bisect_left(kept, match.span.start, key=lambda m: m.span.start)
        neighbours = kept[max(0, at - 1) : at + 1]
        if any(match.span.overlaps(other.span) for other in neighbours):
            continue
        if resolve(match.parts, replace(frame, tense=match.tense)) is not None:
            kept.insert(at, match)
    return kept


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
    spans, starts = [sentence.span for sentence in sentences], [time.span.start for time in times]
    published = layout.published.value[:10] if layout.published else None
    code = layout.language.value if layout.language else None
    just = language_pack(code).times.just_now if code and supported(code) else None
    out = []
    for statement in statements:
        said = _said(text, statement, spans, times, starts)
        if said is None and just is not None:
            said = _just_said(text, statement, sentences, layout, just)
        out.append(replace(statement, said=_not_after(published, said)))
    return tuple(out)


def _just_said(
    text: str, statement: Statement, sentences: Sequence[Sentence], layout: Layout, just: re.Pattern[str]
) -> Said | None:
    """The day of the report, or of its entry, where that says that somebody has spoken just now."""
    if not statement.cue:
        return None
    at = bisect_right(sentences, statement.cue[0].start, key=lambda sentence: sentence.span.start) - 1
    if at < 0 or not sentences[at].span.overlaps(statement.cue[0]):
        return None
    stamp = layout.blocks[sentences[at].block].stamp
    days = (_day_of(stamp), _day_of(layout.published.value if layout.published else None))
    day = next((day for day in days if day is not None), None)
    for match in just.finditer(text, sentences[at].span.start, sentences[at].span.end):
        span = Span(*match.span("now" if match["now"] else "perfect"))
        if day is not None and _dates(text, span, statement.cue[0], statement):
            return Said(span, day.isoformat())
    return None


def _not_after(published: str | None, said: Said | None) -> Said | None:
    """Nothing that is reported was said after the report: such a day is taken for unknown."""
    if said is not None and said.value is not None and published and said.value > published:
        return Said(said.span, None)
    return said


def _said(
    text: str,
    statement: Statement,
    sentences: Sequence[Span],
    times: Sequence[TimeRef],
    starts: Sequence[int],
) -> Said | None:
    if not statement.cue:
        return statement.said
    cue = statement.cue[0]
    at = bisect_right(sentences, cue.start, key=lambda span: span.start) - 1
    if at < 0 or not sentences[at].overlaps(cue):
        return statement.said
    sentence = sentences[at]
    inside = times[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
    beside = [time for time in inside if _dates(text, time.span, cue, statement)]
    if not beside:
        return statement.said
    nearest = min(beside, key=lambda t: (_iso_day(t) is None, _distance(t.span, cue), t.span.start))
    return Said(nearest.span, _iso_day(nearest))


def _dates(text: str, time: Span, cue: Span, statement: Statement) -> bool:
    """Whether a time may date the act: outside the quote, in the cue's clause or the one before it.

    What is quoted and who speaks may stand between the two, with the commas they bring along.
    """
    if any(piece.overlaps(time) for piece in statement.quote):
        return False
    speaker = [statement.speaker] if statement.speaker else []
    between = Span(min(time.end, cue.end), max(time.start, cue.start))
    pieces = without(between, [*statement.quote, *speaker])
    breaks = sum(len(CLAUSE_END.findall(piece.of(text))) for piece in pieces)
    if time.start < cue.start:
        return breaks <= BREAKS_BEFORE
    return breaks <= sum(between.contains(span) for span in speaker)


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _iso_day(time: TimeRef) -> str | None:
    """The day a time names; none where it only bounds one ("bis Montag", "seit dem 3. Mai")."""
    return time.value[:10] if ISO_DAY.match(time.value) and time.mod not in BOUNDING else None
