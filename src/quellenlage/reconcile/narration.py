"""The words a report tells in its own voice: what two reports have in common only if one used the other.

Quoted words are left out (two reporters at one press conference print the same quotation), and so are
title, credits and page furniture. Where something was left out stands a `GAP`, which no passage crosses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Block, BlockKind
from quellenlage.domain.span import Span, merged, without

WORD = re.compile(r"\w+")
GAP = ""
# A quotation never leaves its block; the length bound keeps a stray mark from hiding a whole page.
QUOTED = re.compile(
    r"„[^„“”\n]{1,1500}[“”\"]|“[^“”\n]{1,1500}”|»[^»«\n]{1,1500}«|«[^»«\n]{1,1500}»|\"[^\"\n]{1,1500}\""
)
TOLD = (BlockKind.PARAGRAPH, BlockKind.HEADING)


@dataclass(frozen=True, slots=True)
class Narration:
    """Folded words with their places; `words[i]` is `GAP` where the text was interrupted."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def size(self) -> int:
        """The number of words, gaps not counted."""
        return sum(1 for word in self.words if word)

    def span(self, first: int, last: int) -> Span:
        """From the first to the last of these words (both included)."""
        return Span(self.starts[first], self.ends[last])


def narration(reading: Reading) -> Narration:
    """What `reading` tells in its own voice, as words in order."""
    text = reading.report.text
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = -1
    for piece in _told(reading):
        if words and text[at : piece.start].strip():
            words.append(GAP)
            starts.append(at)
            ends.append(at)
        for match in WORD.finditer(text, piece.start, piece.end):
            words.append(match.group().casefold())
            starts.append(match.start())
            ends.append(match.end())
        at = piece.end
    return Narration(tuple(words), tuple(starts), tuple(ends))


def body_words(reading: Reading) -> tuple[str, ...]:
    """Every folded word of the body, quotations included: two reports with equal ones are the same text."""
    text = reading.report.text
    return tuple(
        match.group().casefold()
        for block in reading.layout.blocks
        if block.kind in TOLD
        for match in WORD.finditer(text, block.span.start, block.span.end)
    )


def unmarked(reading: Reading, kinds: Container[BlockKind], *, credits: bool) -> Iterator[tuple[Block, Span]]:
    """The pieces of the blocks of these kinds that no furniture (and no credit) covers, in order."""
    layout = reading.layout
    marked = merged([*(f.span for f in layout.furniture), *(c.span for c in layout.credits if not credits)])
    for block in layout.blocks:
        if block.kind in kinds:
            for piece in without(block.span, _reaching(marked, block.span)):
                yield block, piece


def _reaching(marked: Sequence[Span], into: Span) -> Iterator[Span]:
    """Those of the disjoint, sorted spans that reach into one span, found without looking at all."""
    for span in islice(marked, max(0, bisect_right(marked, into) - 1), None):
        if span.start >= into.end:
            return
        yield span


def _told(reading: Reading) -> Iterator[Span]:
    text = reading.report.text
    for _, piece in unmarked(reading, TOLD, credits=False):
        yield from without(piece, (Span(*m.span()) for m in QUOTED.finditer(text, piece.start, piece.end)))
