"""The words a report tells in its own voice: what two reports have in common only if one used the other.

Quoted words are left out (two reporters at one press conference print the same quotation), and so are
title, credits and page furniture. Where something was left out stands a `GAP`, which no passage crosses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.domain.reading import Reading
from quellenlage.domain.report import BlockKind
from quellenlage.domain.span import Span, without

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


def _told(reading: Reading) -> Iterator[Span]:
    text, layout = reading.report.text, reading.layout
    marked = [*(f.span for f in layout.furniture), *(c.span for c in layout.credits)]
    for block in layout.blocks:
        if block.kind not in TOLD:
            continue
        quoted = [Span(*m.span()) for m in QUOTED.finditer(text, block.span.start, block.span.end)]
        yield from without(block.span, [*quoted, *(s for s in marked if s.overlaps(block.span))])
