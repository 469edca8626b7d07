"""The last step of reading a report: every span is read again, and what fails is dropped with a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from quellenlage.domain.figure import Figure
from quellenlage.domain.finding import Finding, Severity, Stage
from quellenlage.domain.reading import Reading
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.domain.timeref import TimeRef

Item = TypeVar("Item")


def checked(reading: Reading) -> Reading:
    """The reading without the lines whose spans do not hold, and a finding for each of those."""
    text = reading.report.text
    failed: list[str] = []

    def kept(items: Sequence[Item], holds: Callable[[str, Item], bool], kind: str) -> tuple[Item, ...]:
        good = tuple(item for item in items if holds(text, item))
        failed.extend(f"{kind}: {item!r}"[:300] for item in items if item not in good)
        return good

    statements = kept(reading.statements, _statement_holds, "statement")
    ids = {statement.id for statement in statements}
    statements = tuple(_unhooked(statement, ids) for statement in statements)
    figures = tuple(
        replace(f, statement=None) if f.statement is not None and f.statement not in ids else f
        for f in kept(reading.figures, _figure_holds, "figure")
    )
    return replace(
        reading,
        statements=statements,
        figures=figures,
        times=kept(reading.times, _time_holds, "time"),
        sentences=kept(reading.sentences, lambda t, s: _inside(t, s.span), "sentence"),
        findings=(*reading.findings, *(_finding(reading, what) for what in failed)),
    )


def _unhooked(statement: Statement, ids: set[str]) -> Statement:
    """Without references to statements that were dropped."""
    within = statement.within if statement.within in ids else None
    continues = statement.continues if statement.continues in ids else None
    if (within, continues) == (statement.within, statement.continues):
        return statement
    return replace(statement, within=within, continues=continues)


def _finding(reading: Reading, what: str) -> Finding:
    return Finding(
        stage=Stage.EXTRACT,
        code="span-check-failed",
        message=f"dropped, because a span does not hold: {what}",
        severity=Severity.WARNING,
        source=reading.report.source,
        report=reading.report.id,
    )


def _inside(text: str, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(text)


def _statement_holds(text: str, statement: Statement) -> bool:
    return (
        bool(statement.quote)
        and all(_inside(text, span) for span in _spans(statement))
        and all(not q.of(text)[0].isspace() and not q.of(text)[-1].isspace() for q in statement.quote)
        and all(a.end <= b.start for a, b in pairwise(statement.quote))
        and all(a.end <= b.start for a, b in pairwise(statement.cue))
    )


def _spans(statement: Statement) -> Iterator[Span]:
    yield from statement.quote
    yield from statement.cue
    said = statement.said.span if statement.said else None
    yield from (s for s in (statement.speaker, statement.addressee, statement.channel, said) if s is not None)


def _figure_holds(text: str, figure: Figure) -> bool:
    spans = (figure.span, figure.number, *figure.counted)
    return all(_inside(text, span) for span in spans)


def _time_holds(text: str, time: TimeRef) -> bool:
    return _inside(text, time.span)
