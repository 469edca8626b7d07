"""A reading with what people marked as page furniture: nothing is read in it any longer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quellenlage.domain.decision import Decision
from quellenlage.domain.figure import Figure
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Block, BlockKind, Furniture, FurnitureKind
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement


def as_decided(reading: Reading, decisions: Iterable[Decision]) -> Reading:
    """`reading` with the furniture that `decisions` mark in its report; spans must fit.

    What was read inside the furniture is taken out: statements, figures, times, and participants that only it
    mentions. The text stays as it is.
    """
    own = [d for d in decisions if d.subjects == (reading.report.id,) and _fits(d, reading.report.text)]
    if not own:
        return reading
    spans = tuple(d.span for d in own if d.span is not None)
    statements = _kept(reading.statements, spans)
    known = {statement.id for statement in statements}
    statements = tuple(_without_gone(s, known) for s in statements)
    marked = (Furniture(d.span, FurnitureKind.OTHER, f"decision {d.id}") for d in own if d.span is not None)
    layout = replace(
        reading.layout,
        furniture=tuple(sorted((*reading.layout.furniture, *marked), key=lambda f: (f.span, f.rule))),
        blocks=tuple(_block(block, spans) for block in reading.layout.blocks),
    )
    speaking = {p for s in statements for p in (s.participant, *s.via) if p}
    return replace(
        reading,
        layout=layout,
        times=tuple(time for time in reading.times if not _inside(time.span, spans)),
        figures=tuple(_figure(f, known) for f in reading.figures if not _inside(f.span, spans)),
        participants=tuple(
            p
            for p in reading.participants
            if p.id in speaking or not p.mentions or not all(_inside(m.span, spans) for m in p.mentions)
        ),
        statements=statements,
    )


def _fits(decision: Decision, text: str) -> bool:
    return decision.span is not None and decision.span.of(text) == decision.exact != ""


def _inside(span: Span, furniture: tuple[Span, ...]) -> bool:
    return any(span.overlaps(marked) for marked in furniture)


def _kept(statements: Iterable[Statement], furniture: tuple[Span, ...]) -> tuple[Statement, ...]:
    return tuple(s for s in statements if not any(_inside(q, furniture) for q in (s.quote or s.cue)))


def _without_gone(statement: Statement, known: set[str]) -> Statement:
    """A statement that no longer refers to one that is gone."""
    return replace(
        statement,
        within=statement.within if statement.within in known else None,
        continues=statement.continues if statement.continues in known else None,
    )


def _figure(figure: Figure, known: set[str]) -> Figure:
    return (
        figure if figure.statement is None or figure.statement in known else replace(figure, statement=None)
    )


def _block(block: Block, furniture: tuple[Span, ...]) -> Block:
    return (
        replace(block, kind=BlockKind.FURNITURE) if any(f.contains(block.span) for f in furniture) else block
    )
