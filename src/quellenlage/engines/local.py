"""One machine: in this process, or over a pool of processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from quellenlage.errors import UsageError
from quellenlage.ports import In, Out

CHUNK = 8  # reports per task: large enough to hide pickling, small enough to keep progress smooth
ENDED = (
    "a worker process ended before its work was done: it ran out of memory, or the script that asked for "
    "workers has no `if __name__ == '__main__':`. One worker (--workers 1) needs no other process"
)


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Maps in order, with `workers` processes (1: in this process). The result does not depend on it.

    Raises `UsageError` where a process ends before its work is done.
    """

    workers: int = 1

    def map(self, function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
        """Yield `function(item)` for each item, in the order of `items`."""
        if self.workers <= 1:
            yield from map(function, items)
            return
        pool = ProcessPoolExecutor(self.workers, multiprocessing.get_context("spawn"))
        try:
            yield from pool.map(function, items, chunksize=CHUNK)
        except BrokenProcessPool as error:
            raise UsageError(ENDED) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
