"""Offset maps: where the characters of a report's text stand in the source it was read from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quellenlage.domain.report import Segment
from quellenlage.domain.span import Span


class TextBuilder:
    """Builds a text piece by piece and remembers for each piece where it came from.

    Verbatim pieces that follow each other in text and source become one segment. Pieces without a
    source (the line breaks between blocks) get no segment.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._segments: list[Segment] = []
        self.length = 0

    def add(self, piece: str, source_start: int, source_length: int | None = None) -> None:
        """Append `piece`, which stands at `source_start`; give `source_length` where it is not verbatim."""
        if not piece:
            return
        verbatim = source_length is None
        length = len(piece) if source_length is None else source_length
        last = self._segments[-1] if self._segments else None
        if verbatim and last and last.verbatim and _touches(last, self.length, source_start):
            self._segments[-1] = Segment(
                last.text_start, last.source_start, last.length + length, last.source_length + length
            )
        else:
            self._segments.append(Segment(self.length, source_start, len(piece), length, verbatim))
        self._pieces.append(piece)
        self.length += len(piece)

    def add_unsourced(self, piece: str) -> None:
        """Append `piece`, which stands nowhere in the source."""
        self._pieces.append(piece)
        self.length += len(piece)

    def build(self) -> tuple[str, tuple[Segment, ...]]:
        """The text and its segments."""
        return "".join(self._pieces), tuple(self._segments)


def _touches(last: Segment, text_at: int, source_at: int) -> bool:
    return last.text_start + last.length == text_at and last.source_start + last.source_length == source_at


def to_source(segments: Sequence[Segment], span: Span) -> Span | None:
    """The smallest range of the source that holds everything of `span` that came from there.

    Without segments text and source are the same. None where nothing of `span` came from the source.
    """
    if not segments:
        return span
    first = max(0, bisect_right(segments, span.start, key=lambda s: s.text_start) - 1)
    covered: Span | None = None
    for segment in segments[first:]:
        if segment.text_start >= span.end:
            break
        piece = _piece_of(segment, span)
        if piece is not None:
            covered = piece if covered is None else covered.to(piece)
    return covered


def _piece_of(segment: Segment, span: Span) -> Span | None:
    start = max(span.start, segment.text_start)
    end = min(span.end, segment.text_start + segment.length)
    if start >= end:
        return None
    if not segment.verbatim:
        return Span(segment.source_start, segment.source_start + segment.source_length)
    shift = segment.source_start - segment.text_start
    return Span(start + shift, end + shift)
