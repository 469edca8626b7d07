"""Windows: a bound on how much text is looked at in one go, so that no line is too long to read."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.domain.span import Span

WIDTH = 2000


def windows(text: str, span: Span, width: int = WIDTH) -> Iterator[Span]:
    """`span` in pieces of at most `width` code points, cut behind white space where there is some."""
    start = span.start
    while span.end - start > width:
        cut = max(text.rfind(sign, start, start + width) for sign in " \n\t\u00a0")
        end = cut + 1 if cut > start else start + width
        yield Span(start, end)
        start = end
    if start < span.end:
        yield Span(start, span.end)
