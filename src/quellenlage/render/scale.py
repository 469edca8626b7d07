"""Number axes: where an interval stands, in percent of the chart's width."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

PADDING = 0.08
LOG_FROM = 60  # a largest value this many times the smallest asks for a logarithmic axis


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high` (in logarithms where `log`)."""

    low: float
    high: float
    log: bool

    def at(self, value: Decimal | float) -> float:
        """Where `value` stands, in percent with two decimals."""
        x = _position(float(value), self.log)
        share = (x - self.low) / (self.high - self.low)
        return round(100 * min(max(share, 0.0), 1.0), 2)

    def ticks(self) -> tuple[Decimal, ...]:
        """Two to five round values on the axis."""
        return _log_ticks(self) if self.log else _linear_ticks(self)


def scale_for(values: Iterable[Decimal]) -> Scale:
    """An axis that holds `values` with room at both ends."""
    finite = [f for v in values if math.isfinite(f := float(v))] or [0.0]
    low, high = min(finite), max(finite)
    log = low > 0 and high / low >= LOG_FROM
    low, high = _position(low, log), _position(high, log)
    room = (high - low) * PADDING or abs(high) * PADDING or 1.0
    return Scale(low - room, high + room, log)


def _position(value: float, log: bool) -> float:
    return math.log10(value) if log and value > 0 else value


def _linear_ticks(scale: Scale) -> tuple[Decimal, ...]:
    span = scale.high - scale.low
    power = math.floor(math.log10(span / 4))
    step = next(
        (m * 10.0**power for m in (1, 2, 2.5, 5) if span / (m * 10.0**power) <= 5), 10.0 ** (power + 1)
    )
    exact = Decimal(repr(step))
    first, last = math.ceil(scale.low / step), math.floor(scale.high / step)
    return tuple((exact * i).normalize() for i in range(first, last + 1))


def _log_ticks(scale: Scale) -> tuple[Decimal, ...]:
    powers = range(math.ceil(scale.low), math.floor(scale.high) + 1)
    every = math.ceil(len(powers) / 5) or 1
    return tuple(Decimal(10) ** p for p in powers if p % every == 0)
