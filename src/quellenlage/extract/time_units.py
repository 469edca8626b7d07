"""Units of time: seen from today, counted as durations, repeated as sets."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from quellenlage.domain.timeref import AnchorKind, TimeType
from quellenlage.extract.time_parts import (
    CLOCK_UNITS,
    Frame,
    Parts,
    Value,
    day_value,
    from_today,
    month_of,
    period,
    week_of,
)

UNIT_DAYS = {"D": 1, "W": 7}
CALENDAR_MONTHS = {"M": 1, "Y": 12, "DE": 120, "CE": 1200}
FRIDAY = 5
LAST_YEAR = 9999
AGE_REACH = 40
VAGUE_LIMIT = 10**9


def relative(parts: Parts, frame: Frame) -> Value | None:
    """A unit of the calendar before, around or after the reference time ("vergangene Woche")."""
    unit = parts.word("unit")
    offset = parts.number("rel") if "rel" in parts.found else parts.number("offset")
    if unit is None or offset is None:
        return None
    if parts.found["unit"].lower() in parts.rules.plurals:
        return vague_duration(parts, frame)
    return _unit_at(unit, offset, frame, parts.word("phase"))


def _unit_at(unit: str, offset: int, frame: Frame, phase: str | None = None) -> Value | None:
    today = frame.today
    if unit == "D":
        return from_today(frame, offset) if offset == 0 else None
    if unit == "W":
        value = week_of(today, offset)
    elif unit == "WE":
        value = f"{week_of(today, offset - _weekend_before(frame, offset))}-WE"
    elif unit == "M":
        value = month_of(today, offset)
    elif unit == "Y":
        value = f"{today.year + offset:04}" if today else "XXXX"
    elif unit == "DE":
        value = f"{today.year // 10 + offset:03}" if today else "XXX"
    elif unit == "CE":
        value = f"{today.year // 100 + offset:02}" if today else "XX"
    else:
        return None
    return Value(TimeType.DATE, value, phase, frame.kind if today else AnchorKind.NONE)


def _weekend_before(frame: Frame, offset: int) -> int:
    """1 where "am Wochenende" looks back from a working day to the week before."""
    looks_back = offset == 0 and frame.tense <= 0 and frame.today is not None
    return int(looks_back and frame.today is not None and frame.today.isoweekday() < FRIDAY)


def unit_word(parts: Parts, frame: Frame) -> Value | None:
    """One word for a unit before the reference time ("Vorjahr")."""
    meaning, _, phase = (parts.word("unitword") or "").partition(" ")
    return _unit_at(meaning[0], int(meaning[1:]), frame, phase or None)


def offset(parts: Parts, frame: Frame) -> Value | None:
    """ "in zwei Tagen", "drei Wochen später": a point in time some units from today or from the focus."""
    unit, amount, shift = parts.word("unit"), parts.amount(), parts.number("shift")
    if unit is None or amount is None or shift is None or amount != int(amount) or amount > VAGUE_LIMIT:
        return None
    if parts.rule.given.get("future") and frame.tense < 0:
        return None
    from_now = bool(parts.rule.given.get("future"))
    base, anchor = (
        (frame.today, frame.kind) if from_now or frame.focus is None else (frame.focus, AnchorKind.TEXT)
    )
    if base is None or unit in CLOCK_UNITS:
        return None
    count = shift * int(amount)
    if unit in UNIT_DAYS:
        there = base + timedelta(count * UNIT_DAYS[unit])
        return (
            day_value(there, anchor) if unit == "D" else Value(TimeType.DATE, week_of(there, 0), None, anchor)
        )
    if unit in CALENDAR_MONTHS:
        if base.year + count * CALENDAR_MONTHS[unit] // 12 > LAST_YEAR:
            return Value(TimeType.DATE, "FUTURE_REF")
        moved = month_of(base, count * CALENDAR_MONTHS[unit])
        return Value(TimeType.DATE, moved if unit == "M" else moved[:-3], parts.word("approx"), anchor)
    return None


def ago(parts: Parts, frame: Frame) -> Value | None:
    """ "three days ago": a day where it is counted in days, else a duration before the reference day."""
    unit, amount = parts.word("unit"), parts.amount()
    if unit is None or amount is None:
        return None
    if unit == "D" and frame.today is not None and amount == int(amount) and amount < VAGUE_LIMIT:
        return day_value(frame.today - timedelta(int(amount)), frame.kind)
    return duration(parts, frame)


def next_day(parts: Parts, frame: Frame) -> Value | None:
    """The day before, after or of what the text spoke of."""
    base, anchor = (frame.focus, AnchorKind.TEXT) if frame.focus else (frame.today, frame.kind)
    daypart = parts.word("daypart")
    if base is None:
        return Value(
            TimeType.TIME if daypart else TimeType.DATE, f"XXXX-XX-XX{f'T{daypart}' if daypart else ''}"
        )
    value = day_value(base + timedelta(parts.number("shift") or 0), anchor)
    return replace(value, type=TimeType.TIME, value=f"{value.value}T{daypart}") if daypart else value


def duration(parts: Parts, frame: Frame) -> Value | None:
    """A number of units, unless it is an age."""
    if "half" in parts.found:
        halved = parts.rules.words["halved"].get(parts.found["unit"].lower())
        return Value(TimeType.DURATION, str(halved), parts.word("approx")) if halved else None
    unit, amount = parts.word("unit"), parts.amount()
    if unit is None or amount is None or _is_age(parts):
        return None
    return Value(TimeType.DURATION, period(amount, unit), parts.word("approx"))


def _is_age(parts: Parts) -> bool:
    """Whether the years are somebody's age ("im Alter von 79 Jahren", "20 Jahre alt")."""
    start, end = parts.match.span()
    before = parts.text[max(0, start - AGE_REACH) : start]
    return bool(parts.rules.age_before.search(before) or parts.rules.age_after.match(parts.text, end))


def duration_range(parts: Parts, frame: Frame) -> Value | None:
    """ "acht bis zehn Stunden": how long is not said, only in what unit."""
    unit, low, high = parts.word("unit"), parts.amount(), parts.amount("other")
    if unit is None or low is None or high is None or not low < high or _is_age(parts):
        return None
    return Value(TimeType.DURATION, period("X", unit), parts.word("approx"))


def vague_duration(parts: Parts, frame: Frame) -> Value | None:
    """Units without a number ("seit Wochen")."""
    unit = parts.word("unit")
    return Value(TimeType.DURATION, period("X", unit)) if unit and not _is_age(parts) else None


def lasting(parts: Parts, frame: Frame) -> Value | None:
    """ "zweiwöchig" lasts; "zwanzigjährig" is an age unless it stands before something that lasts."""
    unit = parts.word("lasting")
    several = parts.found.get("number", "").lower() in parts.rules.several
    half = parts.rules.words["halved"].get(parts.found["lasting"].lower())
    if half is not None and parts.found.get("number", "").lower() in parts.rules.words["half"]:
        event = parts.word("lasting") != "Y" or _is_event(parts)
        return Value(TimeType.DURATION, str(half), parts.word("approx")) if event else None
    amount = None if several else parts.amount()
    if unit is None or (amount is None and not several):
        return None
    if unit == "Y" and not several and not _is_event(parts):
        return None
    return Value(TimeType.DURATION, period(amount if amount is not None else "X", unit), parts.word("approx"))


def _is_event(parts: Parts) -> bool:
    following = re.match(
        r"\s+(?:[a-zäöüß]+\s+)?(\w+)", parts.text[parts.match.end() : parts.match.end() + 60]
    )
    return following is not None and any(event in following.group(1).lower() for event in parts.rules.events)


def long(parts: Parts, frame: Frame) -> Value | None:
    """ "tagelang", "jahrelange"."""
    unit = parts.word("long")
    return Value(TimeType.DURATION, period("X", unit)) if unit else None


def often(parts: Parts, frame: Frame) -> Value | None:
    """ "täglich", "jährlich"."""
    value = parts.word("often")
    return Value(TimeType.SET, value) if value else None


def every(parts: Parts, frame: Frame) -> Value | None:
    """ "jedes Jahr", "alle zwei Wochen", "pro Tag"."""
    unit = parts.word("unit")
    if unit and "few" in parts.found:
        return Value(TimeType.SET, period("X", unit))
    amount = parts.amount() if "several" in parts.found else Decimal(1)
    return Value(TimeType.SET, period(amount, unit)) if unit and amount is not None else None


def every_day(parts: Parts, frame: Frame) -> Value | None:
    """ "jeden Freitag", "nachts"."""
    if "weekday" in parts.found:
        return Value(TimeType.SET, f"XXXX-WXX-{parts.number('weekday')}")
    daypart = parts.word("daypart") or parts.word("daily")
    return Value(TimeType.SET, f"XXXX-XX-XXT{daypart}")
