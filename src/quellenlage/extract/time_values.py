"""What a matched time expression means: TIMEX3 type, value and mod, against a reference day."""

from __future__ import annotations

from collections.abc import Mapping

from quellenlage.domain.timeref import TimeType
from quellenlage.extract.time_dates import (
    bare_year,
    calendar,
    century,
    decade,
    holiday,
    quarter,
    season,
    year_pair,
)
from quellenlage.extract.time_parts import (
    Frame,
    Parts,
    Resolver,
    Value,
)
from quellenlage.extract.time_units import (
    ago,
    duration,
    duration_range,
    every,
    every_day,
    lasting,
    long,
    next_day,
    offset,
    often,
    relative,
    unit_word,
    vague_duration,
)


def resolve(parts: Parts, frame: Frame) -> Value | None:
    """The meaning of a match; None where what matched is no time after all."""
    try:
        return RESOLVERS[parts.rule.kind](parts, frame)
    except (OverflowError, ValueError):  # the 31st of February, a day before the year 1
        return None


def _reference(parts: Parts, frame: Frame) -> Value | None:
    value = parts.word("reference")
    return Value(TimeType.DATE, value) if value else None


def _idiom(parts: Parts, frame: Frame) -> Value | None:
    """Words that only look like a time; they keep others from reading them as one."""
    return Value(TimeType.DATE, "")


def _fixed(parts: Parts, frame: Frame) -> Value | None:
    return Value(TimeType(str(parts.rule.given["type"])), str(parts.rule.given["value"]))


RESOLVERS: Mapping[str, Resolver] = {
    "ago": ago,
    "bare-year": bare_year,
    "calendar": calendar,
    "century": century,
    "decade": decade,
    "duration": duration,
    "duration-range": duration_range,
    "every": every,
    "every-day": every_day,
    "fixed": _fixed,
    "holiday": holiday,
    "lasting": lasting,
    "idiom": _idiom,
    "long": long,
    "next-day": next_day,
    "offset": offset,
    "often": often,
    "quarter": quarter,
    "reference": _reference,
    "relative": relative,
    "season": season,
    "unit-word": unit_word,
    "vague-duration": vague_duration,
    "year-pair": year_pair,
}
