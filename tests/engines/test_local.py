from __future__ import annotations

import operator
from collections.abc import Iterator

import pytest

from quellenlage.engines.local import LocalEngine


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    assert list(LocalEngine(workers).map(operator.neg, range(40))) == [-n for n in range(40)]


def test_one_worker_asks_for_an_item_only_when_it_is_its_turn() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for n in range(3):
            asked.append(n)
            yield n

    results = LocalEngine().map(operator.neg, items())
    assert next(results) == 0
    assert asked == [0]


def test_what_a_function_raises_reaches_the_caller() -> None:
    with pytest.raises(TypeError):
        list(LocalEngine(2).map(operator.neg, ["no number"]))
