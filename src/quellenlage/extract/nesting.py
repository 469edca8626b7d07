"""Which statement is told inside another: a denial that quotes a claim, a speech that tells of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement

AROUND = 24  # statements before and behind in the order of the text, among which the outer one stands


def nested(statements: Sequence[Statement]) -> Iterator[Statement]:
    """The statements, each with the innermost other that holds its cue or all its words."""
    order = sorted(range(len(statements)), key=lambda i: (statements[i].extent, i))
    place = {index: at for at, index in enumerate(order)}
    for index, statement in enumerate(statements):
        at = place[index]
        near = (statements[i] for i in order[max(0, at - AROUND) : at + AROUND + 1])
        outer = [other for other in near if _holds(other, statement)]
        innermost = min(outer, key=lambda other: (_size(other), other.extent), default=None)
        yield replace(statement, within=innermost.id) if innermost else statement


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether one is told inside the other. The outer one is longer, so that there are no circles."""
    if _size(outer) <= _size(inner) or outer.quote == inner.quote or _inside(outer.cue, inner.quote):
        return False
    return _inside(inner.cue, outer.quote) or _inside(inner.quote, outer.quote)


def _inside(parts: Sequence[Span], whole: Sequence[Span]) -> bool:
    """Whether there are parts, and all of them lie in what is whole."""
    return bool(parts) and all(any(w.contains(p) for w in whole) for p in parts)


def _size(statement: Statement) -> int:
    return sum(len(part) for part in (*statement.quote, *statement.cue))
