"""Units: what the rules for quotes look at. A sentence, or several that one quotation holds together.

A unit is cut into chunks at commas, colons, dashes and brackets outside quotation marks. A quotation that
is a clause or more of its own is a chunk by itself; a quoted fragment stays a part of its chunk.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from quellenlage.domain.span import Span, stripped
from quellenlage.text.quotation_marks import Quotation

EDGES = ",;:–—‒―-|/ \t\n\r\u00a0"
KEPT_AHEAD = "$€£#@%+-−([‚’'"
KEPT_BEHIND = "$€£%°)]’'‘"


@dataclass(slots=True)
class Word:
    """A token of a unit. `quotation` is the index of the quotation it stands in, -1 outside."""

    span: Span
    text: str
    lower: str
    quotation: int
    is_word: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(slots=True)
class Chunk:
    """Words `[start, end)` of a unit between two delimiters; `before` is the delimiter in front.

    `quotation` is the index of the quotation that is this chunk, None for other chunks.
    """

    start: int
    end: int
    before: str
    quotation: int | None = None


@dataclass(slots=True)
class Unit:
    """A stretch of text with its words, chunks and quotations."""

    text: str
    span: Span
    sentence: int
    block: int
    heading: bool
    words: list[Word]
    quotations: list[Quotation]
    chunks: list[Chunk] = field(default_factory=list)
    titles: set[int] = field(default_factory=set)

    def lower(self, index: int) -> str:
        """The word at `index` in lower case; empty outside the unit."""
        return self.words[index].lower if 0 <= index < len(self.words) else ""

    def span_of(self, start: int, end: int) -> Span:
        """The characters from word `start` to before word `end`."""
        return self.words[start].span.to(self.words[end - 1].span)

    def pieces(self, start: int, end: int) -> tuple[Span, ...]:
        """The words `[start, end)` as spans without quotation marks, cut where the marks stand."""
        out: list[Span] = []
        at = start
        while at < end:
            quotation = self.words[at].quotation
            stop = at + 1
            while stop < end and self.words[stop].quotation == quotation:
                stop += 1
            if quotation >= 0:
                out.extend(self._inside(quotation, at, stop))
            else:
                first, last = self._worded(at, stop)
                if first < last:
                    out.append(self.span_of(first, last))
            at = stop
        trimmed = (self._trimmed(span) for span in out)
        return tuple(span for span in trimmed if len(span))

    def _worded(self, start: int, end: int) -> tuple[int, int]:
        """The words without the punctuation around them."""
        while start < end and not (self.words[start].is_word or self.words[start].text in KEPT_AHEAD):
            start += 1
        while end > start and not (self.words[end - 1].is_word or self.words[end - 1].text in KEPT_BEHIND):
            end -= 1
        return start, end

    def _inside(self, quotation: int, start: int, end: int) -> tuple[Span, ...]:
        whole = self.span_of(start, end)
        rest = self.words[end].quotation != quotation if end < len(self.words) else True
        return tuple(
            Span(
                max(
                    p.start,
                    whole.start if start and self.words[start - 1].quotation == quotation else p.start,
                ),
                p.end if rest else min(p.end, whole.end),
            )
            for p in self.quotations[quotation].pieces
            if p.overlaps(whole)
        )

    def _trimmed(self, span: Span) -> Span:
        inner = stripped(self.text, span)
        while len(inner) and self.text[inner.start] in EDGES:
            inner = Span(inner.start + 1, inner.end)
        while len(inner) and self.text[inner.end - 1] in EDGES:
            inner = Span(inner.start, inner.end - 1)
        return stripped(self.text, inner)

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a quotation (no title) stands among the words."""
        return any(self.words[i].quotation >= 0 for i in range(start, end))
