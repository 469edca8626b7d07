"""Overlapping spans as properly nested marks: what a reading view prints.

Spans of statements, cues and figures nest mostly and cross sometimes. HTML nests only, so a span that
crosses another is cut into pieces; the first piece carries the id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.domain.span import Span


@dataclass(frozen=True, slots=True)
class Layer:
    """One highlighted span: `kind` is its CSS class, `anchor` its id in the page, `of` the line it shows."""

    span: Span
    kind: str
    anchor: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A step of printing: open `mark` (with or without its id), close the last one, or print `text`."""

    text: str = ""
    mark: Layer | None = None
    first: bool = False
    close: bool = False


def nest(text: str, whole: Span, layers: Sequence[Layer]) -> tuple[Token, ...]:
    """The characters of `whole` with `layers` as nested marks. Layers reach no further than `whole`."""
    inside = [layer for layer in layers if len(layer.span) and whole.overlaps(layer.span)]
    inside.sort(key=lambda layer: (layer.span.start, -layer.span.end))
    cuts = sorted({whole.end, *(p for x in inside for p in (x.span.start, x.span.end) if p < whole.end)})
    tokens: list[Token] = []
    stack: list[Layer] = []
    at, coming = whole.start, 0
    for cut in [whole.start, *cuts]:
        if cut < at:
            continue
        if cut > at:
            tokens.append(Token(text=text[at:cut]))
            at = cut
        reopened = _close(stack, cut, whole.end, tokens)
        starting: list[Layer] = []
        while coming < len(inside) and inside[coming].span.start <= cut < whole.end:
            starting.append(inside[coming])
            coming += 1
        opening = [(layer, False) for layer in reopened] + [(layer, True) for layer in starting]
        for layer, first in sorted(opening, key=lambda pair: -pair[0].span.end):
            if layer.span.end > cut:
                tokens.append(Token(mark=layer, first=first and layer.span.start >= whole.start))
                stack.append(layer)
    return tuple(tokens)


def _close(stack: list[Layer], cut: int, end: int, tokens: list[Token]) -> list[Layer]:
    """Close what ends at `cut`, and whatever lies above it on the stack; return what must be opened again."""
    deepest = next((i for i, layer in enumerate(stack) if layer.span.end <= cut or cut >= end), None)
    if deepest is None:
        return []
    popped = stack[deepest:]
    del stack[deepest:]
    tokens.extend(Token(close=True) for _ in popped)
    return [layer for layer in popped if layer.span.end > cut and cut < end]
