"""Where a number stands on the axis."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.render.scale import scale_for


def test_order_is_kept_and_there_is_room_at_both_ends() -> None:
    scale = scale_for([Decimal(1500), Decimal(10000), Decimal(12000)])
    places = [scale.at(Decimal(n)) for n in (1500, 10000, 12000)]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < 100
    assert not scale.log


def test_a_wide_range_is_logarithmic_and_its_ticks_stand_at_their_values() -> None:
    scale = scale_for([Decimal(10), Decimal(1_000_000)])
    assert scale.log
    assert scale.ticks() == (Decimal(10), Decimal(1000), Decimal(100_000)) or len(scale.ticks()) >= 2
    assert scale.at(Decimal(10)) < scale.at(Decimal(1000)) < scale.at(Decimal(1_000_000))


@pytest.mark.parametrize("values", [[], ["0"], ["5"], ["-3", "3"], ["1e400"], ["NaN"], ["0.1", "0.3"]])
def test_odd_values_have_an_axis(values: list[str]) -> None:
    scale = scale_for(Decimal(v) for v in values)
    assert scale.high > scale.low
    assert 1 <= len(scale.ticks()) <= 6


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)))
def test_every_place_is_on_the_chart(values: list[Decimal]) -> None:
    scale = scale_for(values)
    assert all(0 <= scale.at(v) <= 100 for v in values)
    assert len(scale.ticks()) <= 6
