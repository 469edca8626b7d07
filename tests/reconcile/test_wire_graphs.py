"""Generated wire graphs: the bounds hold the number of origins, exactly where every credit is printed."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "evaluation"))

import wire_graphs

GRAPHS = list(wire_graphs.graphs(40, 7))


@pytest.mark.parametrize("number", range(len(GRAPHS)))
def test_bounds_hold_the_truth_and_a_copy_raises_none(number: int) -> None:
    whole = GRAPHS[number]
    low, high = wire_graphs.bounds(whole)
    assert low <= whole.origins <= high
    if whole.printed:
        assert low == high
    more = wire_graphs.bounds(wire_graphs.with_copy(random.Random(number), whole))
    assert more[0] <= low
    assert more[1] <= high


def test_the_order_of_reports_changes_no_bound() -> None:
    for number, whole in enumerate(GRAPHS[:8]):
        texts = list(whole.texts)
        random.Random(number).shuffle(texts)
        # the number in a report's name stays with its text
        assert wire_graphs.bounds(whole) == wire_graphs.bounds(whole, order=texts)
