"""Windows: a report of any length in pieces that a model can see at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.encoder.subwords import Words

WIDTH = 510  # subwords; the model adds a begin and an end
OVERLAP = 128


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[start, end)` of a report and their subwords `[first, last)`."""

    start: int
    end: int
    first: int
    last: int


def windows(words: Words, width: int = WIDTH, overlap: int = OVERLAP) -> Iterator[Window]:
    """Windows over all words, cut at ends of sentences where that is possible, overlapping by up to
    `overlap` subwords so that every word has some context on both sides in one of them.
    """
    total = len(words)
    begins = [i for i in range(total) if i == 0 or words.sentence[i] != words.sentence[i - 1]]
    start = 0
    while start < total:
        end = _farthest(words, start, width)
        if end < total:
            at = bisect_right(begins, end) - 1
            if begins[at] > start:
                end = begins[at]
        yield Window(start, end, words.first[start], min(_subword(words, end), words.first[start] + width))
        if end >= total:
            return
        edge = words.first[end] - overlap
        again = [b for b in begins if start < b < end and words.first[b] >= edge]
        start = again[0] if again else end


def _subword(words: Words, index: int) -> int:
    return words.first[index] if index < len(words) else len(words.ids)


def _farthest(words: Words, start: int, width: int) -> int:
    """The last word that fits, at least one."""
    limit = words.first[start] + width
    if len(words.ids) <= limit:
        return len(words)
    return max(start + 1, bisect_right(words.first, limit) - 1)
