"""What two narrations have in common, word for word: the exact stage after the candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quellenlage.reconcile.narration import GAP, Narration

SEED = 4  # words in a row that make two places worth lining up


@dataclass(frozen=True, slots=True)
class Run:
    """`length` equal words in a row, from word `left` of the one and word `right` of the other."""

    left: int
    right: int
    length: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """All runs of equal words, in the order of the left text; they do not overlap on either side."""

    runs: tuple[Run, ...]
    left_words: int
    right_words: int

    def flipped(self) -> Overlap:
        """The same seen from the other text."""
        runs = sorted((Run(r.right, r.left, r.length) for r in self.runs), key=lambda r: r.left)
        return Overlap(tuple(runs), self.right_words, self.left_words)

    @property
    def words(self) -> int:
        """How many words the two share in runs."""
        return sum(run.length for run in self.runs)

    @property
    def longest(self) -> int:
        """The longest run."""
        return max((run.length for run in self.runs), default=0)

    @property
    def of_left(self) -> float:
        """The share of the left text that stands in the right one."""
        return self.words / self.left_words if self.left_words else 0.0

    @property
    def of_right(self) -> float:
        """The share of the right text that stands in the left one."""
        return self.words / self.right_words if self.right_words else 0.0


def overlap(left: Narration, right: Narration) -> Overlap:
    """The runs of at least `SEED` equal words that `left` and `right` share, found greedily from the left."""
    places = _seeds(right.words)
    used = bytearray(len(right.words))
    runs: list[Run] = []
    at, expected = 0, 0
    while at + SEED <= len(left.words):
        seed = left.words[at : at + SEED]
        run = None
        if GAP not in seed:
            run = _best_run(left.words, right.words, at, places.get(seed, ()), expected, used)
        if run is None:
            at += 1
            continue
        runs.append(run)
        used[run.right : run.right + run.length] = b"\1" * run.length
        at, expected = run.left + run.length, run.right + run.length
    return Overlap(tuple(runs), left.size, right.size)


@lru_cache(maxsize=64)
def _seeds(words: tuple[str, ...]) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(words) - SEED + 1):
        seed = tuple(words[i : i + SEED])
        if GAP not in seed:
            kept = places.setdefault(seed, [])
            if len(kept) < 8:  # a refrain repeated a thousand times must not make this quadratic
                kept.append(i)
    return places


def _best_run(
    left: Sequence[str], right: Sequence[str], at: int, places: Sequence[int], expected: int, used: bytearray
) -> Run | None:
    """The longest free run that starts here; of equal ones the one nearest to where the last run ended."""
    best: tuple[int, int, Run] | None = None
    for place in places:
        length = _equal(left, right, at, place, used)
        if length >= SEED:
            rank = (length, -abs(place - expected))
            if best is None or rank > best[:2]:
                best = (*rank, Run(at, place, length))
    return best[2] if best else None


def _equal(left: Sequence[str], right: Sequence[str], i: int, j: int, used: bytearray) -> int:
    length = 0
    while (
        i + length < len(left)
        and j + length < len(right)
        and left[i + length] == right[j + length] != GAP
        and not used[j + length]
    ):
        length += 1
    return length
