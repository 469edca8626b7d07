"""Spans: the only way anything refers to the text of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range `[start, end)` in Unicode code points of `Report.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The exact characters of `text` in this span."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span (equal spans contain each other)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """This span moved by `by` code points."""
        return Span(self.start + by, self.end + by)

    def to(self, other: Span) -> Span:
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Selector:
    """W3C TextQuoteSelector plus TextPositionSelector of one span (code points, end exclusive)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def select(text: str, span: Span, context: int = 24) -> Selector:
    """The selector of `span` in `text` with up to `context` characters either side."""
    return Selector(
        exact=span.of(text),
        prefix=text[max(0, span.start - context) : span.start],
        suffix=text[span.end : span.end + context],
        start=span.start,
        end=span.end,
    )


def stripped(text: str, span: Span, chars: str | None = None) -> Span:
    """`span` without leading and trailing white space (or `chars`); may become empty."""
    exact = span.of(text)
    left = len(exact) - len(exact.lstrip(chars))
    right = len(exact.rstrip(chars))
    return Span(span.start + left, span.start + max(left, right))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted spans, overlapping and touching ones joined."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = out[-1].to(span)
        else:
            out.append(span)
    return tuple(out)


def without(whole: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """What of `whole` is in none of `holes`, in order, empty pieces left out."""
    out, at = [], whole.start
    for hole in merged(holes):
        if hole.end <= at or hole.start >= whole.end:
            continue
        if hole.start > at:
            out.append(Span(at, hole.start))
        at = max(at, hole.end)
    if at < whole.end:
        out.append(Span(at, whole.end))
    return tuple(out)


def joined(text: str, spans: Sequence[Span], separator: str = " ") -> str:
    """The exact strings of `spans`, joined for comparison or display (never stored as evidence)."""
    return separator.join(span.of(text) for span in spans)
