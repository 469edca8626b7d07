"""One machine: in this process, or over a pool of processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from quellenlage.ports import In, Out

CHUNK = 8  # reports per task: large enough to hide pickling, small enough to keep progress smooth


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Maps in order, with `workers` processes (1: in this process). The result does not depend on it."""

    workers: int = 1

    def map(self, function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
        """Yield `function(item)` for each item, in the order of `items`."""
        if self.workers <= 1:
            yield from map(function, items)
            return
        with multiprocessing.get_context("spawn").Pool(self.workers) as pool:
            yield from pool.imap(function, items, chunksize=CHUNK)
