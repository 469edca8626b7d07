"""A corpus: many readings in an order that does not depend on how they came."""

from __future__ import annotations

import itertools

from tests.builders import made

from quellenlage.domain.reading import Corpus
from quellenlage.domain.span import Span


def test_the_order_of_readings_does_not_matter() -> None:
    readings = [made(f"r{n}.txt", f"Bericht {n}.").reading for n in range(4)]
    orders = {Corpus(order).readings for order in itertools.permutations(readings)}
    assert len(orders) == 1


def test_lookups_reach_every_reading() -> None:
    reading = made("damm.txt", "Der Damm hält.").reading
    corpus = Corpus((reading,))
    assert corpus.reading_of[reading.report.id] is reading
    assert corpus.exact(reading.report.id, Span(4, 8)) == "Damm"
