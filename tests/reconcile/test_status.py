from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.domain.claim import Position, Status
from quellenlage.domain.statement import Act
from quellenlage.reconcile.status import standing_positions, status_of


def position(line: str) -> Position:
    """`actor act [day] [statement]`."""
    actor, act, *rest = line.split()
    day = rest[0] if rest and rest[0] != "-" else None
    return Position(f"po-{line}", actor, Act(act), day, (rest[1] if len(rest) > 1 else f"st-{line}",))


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["a assert"], Status.ALLEGED),
        (["a assert", "b assert"], Status.ALLEGED),
        (["a confirm"], Status.ALLEGED),  # nobody else says so
        (["a assert", "b confirm"], Status.CONFIRMED),
        (["a estimate", "b confirm"], Status.CONFIRMED),
        (["a assert", "b deny"], Status.CONTESTED),
        (["a assert", "b confirm", "c deny"], Status.CONTESTED),
        (["a deny"], Status.DENIED),
        (["a deny", "b no-comment"], Status.DENIED),
        (["a assert", "b cannot-confirm"], Status.UNCONFIRMED),
        (["a assert", "b confirm", "c cannot-confirm"], Status.CONFIRMED),
        (["a cannot-confirm"], Status.UNCONFIRMED),
        (["a assert", "b no-comment"], Status.ALLEGED),
        (["a assert", "b not-deny"], Status.ALLEGED),
        (["a no-comment"], Status.OPEN),
        (["a ask", "b demand"], Status.OPEN),
        ([], Status.OPEN),
        (["a assert 2025-03-01", "b cannot-confirm 2025-03-01", "b confirm 2025-03-02"], Status.CONFIRMED),
        (["a assert 2025-03-01", "b deny 2025-03-01", "b confirm 2025-03-03"], Status.CONFIRMED),
        (["a assert 2025-03-01", "b deny 2025-03-01", "a deny 2025-03-03"], Status.DENIED),
        (["a assert", "b deny", "b confirm"], Status.CONTESTED),  # no date tells which came last
        (["a assert 2025-03-01", "b deny -", "b confirm 2025-03-03"], Status.CONFIRMED),
    ],
)
def test_fold(lines: list[str], status: Status) -> None:
    positions = [position(line) for line in lines]
    assert status_of(positions) is status
    assert status_of(reversed(positions)) is status


def test_at_a_day_only_what_was_said_by_then_counts() -> None:
    positions = [
        position("a assert 2025-03-01"),
        position("b deny 2025-03-02"),
        position("b confirm 2025-03-05"),
    ]
    days = {"2025-02-28": Status.OPEN, "2025-03-01": Status.ALLEGED, "2025-03-02": Status.CONTESTED}
    days |= {
        "2025-03-04": Status.CONTESTED,
        "2025-03-05": Status.CONFIRMED,
        "2025-03-05T10:00": Status.CONFIRMED,
    }
    assert {day: status_of(positions, day) for day in days} == days


def test_latest_positions_stand() -> None:
    positions = [
        position("a cannot-confirm 2025-03-01"),
        position("a confirm 2025-03-02"),
        position("b assert"),
    ]
    assert [(p.actor, p.act) for p in standing_positions(positions)] == [
        ("a", Act.CONFIRM),
        ("b", Act.ASSERT),
    ]


acts = st.sampled_from(list(Act))
days = st.sampled_from([None, "2025-03-01", "2025-03-02", "2025-03-03"])
some = st.lists(st.tuples(st.sampled_from("abc"), acts, days), max_size=7).map(
    lambda rows: [Position(f"po-{i}", a, act, d, (f"st-{i}",)) for i, (a, act, d) in enumerate(rows)]
)


@given(some, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(positions, rng) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(itertools.chain(positions, positions))
    rng.shuffle(shuffled)
    assert status_of(shuffled) is status_of(positions)
