"""Which items are worth comparing: an inverted index over their rarest keys, never all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from quellenlage.reconcile.matching import Item

RAREST = 20  # keys of an item that are looked up
CROWD = 60  # with more items than this behind a key, they are compared with its hubs only
HUBS = 8
BEST = 20  # candidates of an item that are compared


def candidates(items: Mapping[str, Item]) -> Iterator[tuple[str, str]]:
    """Pairs of ids, each once, sorted; those that share the most weight of rare keys."""
    postings = _postings(items)
    pairs: set[tuple[str, str]] = set()
    for own, item in sorted(items.items()):
        shared: dict[str, float] = defaultdict(float)
        for key in _rarest(item):
            behind = postings.get(key, ())
            for other in behind if len(behind) <= CROWD else behind[:HUBS]:
                if other != own:
                    shared[other] += item.weights.of_key(key)
        best = sorted(shared, key=lambda other: (-round(shared[other], 6), other))[:BEST]
        pairs.update((min(own, other), max(own, other)) for other in best)
    yield from sorted(pairs)


def _postings(items: Mapping[str, Item]) -> dict[str, list[str]]:
    """Behind every key the items that hold it, those with the most words first."""
    postings: dict[str, list[str]] = defaultdict(list)
    for own in sorted(items, key=lambda i: (-len(items[i].distinct), i)):
        for key in items[own].keys:
            postings[key].append(own)
    return postings


def _rarest(item: Item) -> list[str]:
    return sorted(item.keys, key=lambda k: (-round(item.weights.of_key(k), 6), k))[:RAREST]
