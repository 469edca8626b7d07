"""Candidates for copying without comparing every pair: winnowed fingerprints in an inverted index.

Winnowing (Schleimer, Wilkerson, Aiken 2003) keeps the least hash of every `WINDOW` neighbouring shingles,
so two texts that share `SHINGLE + WINDOW - 1` words in a row are certain to share a fingerprint, wherever
it stands. Unlike minhash over whole texts this finds a short text inside a long one just as well.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quellenlage.reconcile.narration import GAP

SHINGLE = 5
WINDOW = 4
CROWD = 24  # a fingerprint in more texts than this is compared through its hubs only
HUBS = 6
SHARED = 2  # fingerprints that two texts must share to be compared


def fingerprints(words: Sequence[str]) -> frozenset[int]:
    """The winnowed fingerprints of a text."""
    hashes = list(_shingle_hashes(words))
    if len(hashes) <= WINDOW:
        return frozenset(hashes[:1] and [min(hashes)])
    return frozenset(min(hashes[i : i + WINDOW]) for i in range(len(hashes) - WINDOW + 1))


def candidate_pairs(prints: Mapping[str, Iterable[int]]) -> list[tuple[str, str]]:
    """Pairs of keys that share enough fingerprints, sorted.

    A fingerprint of many texts (a wire story printed a hundred times) pairs each of them with a few hubs
    instead of with each other: connected all the same, and linear in their number.
    """
    postings: dict[int, list[str]] = defaultdict(list)
    for key in sorted(prints):
        for value in prints[key]:
            postings[value].append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for keys in postings.values():
        shared.update(_pairs(keys))
    return sorted(pair for pair, count in shared.items() if count >= SHARED)


def _pairs(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    hubs = len(keys) if len(keys) <= CROWD else HUBS
    for i, left in enumerate(keys[:hubs]):
        for right in keys[i + 1 :]:
            yield left, right


def _shingle_hashes(words: Sequence[str]) -> Iterator[int]:
    gap_at = -1  # the last gap seen; a shingle that would contain it is skipped
    for i, word in enumerate(words):
        if word == GAP:
            gap_at = i
        if i - gap_at >= SHINGLE:
            yield zlib.crc32(" ".join(words[i - SHINGLE + 1 : i + 1]).encode("utf-8", "surrogatepass"))
