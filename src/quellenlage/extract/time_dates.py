"""Dates, weekdays, parts of the day, years and what is made of years."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from quellenlage.domain.timeref import AnchorKind, TimeType
from quellenlage.extract.time_parts import (
    Frame,
    Parts,
    Value,
    clock_of,
    day_value,
    from_today,
    named_year,
    year_of,
)

BEGINS = {"MI": "11:00", "AF": "12:00", "EV": "17:00"}  # parts of the day and when they begin at the earliest


def calendar(parts: Parts, frame: Frame) -> Value | None:
    """A date, a month, a weekday, a day as seen from today, a part of a day, a clock time."""
    base = _calendar_date(parts, frame)
    if base is None:
        return None
    clock = clock_of(parts)
    if clock is None:
        return base
    day = base.value if re.fullmatch(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)", base.value) else None
    return replace(base, type=TimeType.TIME, value=day + clock, mod=None) if day else None


def _calendar_date(parts: Parts, frame: Frame) -> Value | None:
    month = parts.number("month") or parts.digits("monthnumber")
    day = parts.digits("day")
    phase = parts.word("phase")
    if month is not None and day is not None:
        return _day_of_year(parts, frame, month, day)
    if month is not None:
        return _month_of_year(parts, frame, month, phase)
    deictic = parts.number("deictic") if "deictic" in parts else parts.number("deicticadj")
    if deictic is not None and "weekday" not in parts:
        if deictic == 0 and frame.state and clock_of(parts) is None:
            return Value(TimeType.DATE, "PRESENT_REF")  # "heute" is nowadays where things only are so
        return from_today(frame, deictic)
    if "weekday" in parts:
        return _weekday(parts, frame)
    year = parts.digits("year")
    if year is not None:
        return Value(TimeType.DATE, f"{year:04}", phase, year=year)
    if _is_over(parts, frame):
        return from_today(frame, -1)
    if frame.focus is not None:
        anchor = AnchorKind.TEXT if frame.focus != frame.today else frame.kind
        return replace(day_value(frame.focus, anchor), day=None)  # spoken of, not named again
    return from_today(frame, 0) or Value(TimeType.DATE, "XXXX-XX-XX")


def _is_over(parts: Parts, frame: Frame) -> bool:
    """Whether a past part of the day was still to come: "am Abend", told in the morning."""
    begins = BEGINS.get(parts.word("daypart") or "")
    early = begins is not None and frame.clock is not None and frame.clock < begins
    return early and frame.tense < 0 and frame.focus in (None, frame.today) and "hour" not in parts


def _day_of_year(parts: Parts, frame: Frame, month: int, day: int) -> Value | None:
    year, anchor = named_year(parts, frame)
    if year is not None:
        return day_value(date(year, month, day), anchor, named=True)
    if "relyear" in parts or frame.today is None:
        if date(2000, month, day) and frame.year is not None:
            return day_value(date(frame.year, month, day), AnchorKind.TEXT)
        return Value(TimeType.DATE, f"XXXX-{month:02}-{day:02}")
    if frame.year is not None and frame.year != frame.today.year:
        return day_value(date(frame.year, month, day), AnchorKind.TEXT)
    return day_value(_nearest(frame, month, day), frame.kind)


def _nearest(frame: Frame, month: int, day: int) -> date:
    """The day of this name that the sentence's tense, or else nearness, speaks for."""
    assert frame.today is not None
    today = frame.today
    days = [
        date(y, month, day) for y in (today.year - 1, today.year, today.year + 1) if _exists(y, month, day)
    ]
    past = [d for d in days if d <= today]
    future = [d for d in days if d >= today]
    if frame.tense > 0 and future and (future[0] - today).days < 300:
        return future[0]
    if frame.tense < 0 and past and (today - past[-1]).days < 300:
        return past[-1]
    return min(days, key=lambda d: (abs((d - today).days), d))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _month_of_year(parts: Parts, frame: Frame, month: int, phase: str | None) -> Value:
    year, anchor = named_year(parts, frame)
    named = year is not None and anchor is AnchorKind.NONE
    if year is None and frame.year is not None and (frame.today is None or frame.year != frame.today.year):
        year, anchor = frame.year, AnchorKind.TEXT
    if year is None and frame.today is not None:
        year = _year_of_month(frame, month, parts.number("rel"))
    if year is None:
        return Value(TimeType.DATE, f"XXXX-{month:02}", phase)
    return Value(TimeType.DATE, f"{year:04}-{month:02}", phase, anchor, year=year if named else None)


def _year_of_month(frame: Frame, month: int, rel: int | None) -> int:
    assert frame.today is not None
    this, now = frame.today.year, frame.today.month
    if rel is not None:
        return this if rel == 0 else this - (month >= now) if rel < 0 else this + (month <= now)
    if frame.tense < 0:
        return this - (month > now)
    if frame.tense > 0:
        return this + (month < now)
    near = [(abs((year - this) * 12 + month - now), year) for year in (this - 1, this, this + 1)]
    return min(near)[1]


def _weekday(parts: Parts, frame: Frame) -> Value | None:
    weekday = parts.number("weekday")
    if weekday is None:
        return None
    deictic = parts.number("deicticadj")
    if frame.today is None:
        return Value(TimeType.DATE, f"XXXX-WXX-{weekday}")
    if "weekrel" in parts:
        days = weekday - frame.today.isoweekday() + 7 * (parts.number("weekrel") or 0)
        return day_value(frame.today + timedelta(days), frame.kind)
    if deictic is not None:
        return day_value(frame.today + timedelta(deictic), frame.kind)
    ahead = (weekday - frame.today.isoweekday()) % 7
    back = (frame.today.isoweekday() - weekday) % 7
    rel = parts.number("rel")
    weeks = parts.amount()
    if weeks is not None:  # "Freitag vor zwei Wochen"
        return day_value(frame.today - timedelta(back + 7 * int(weeks)), frame.kind)
    if rel is None:
        rel = 1 if frame.tense >= 0 else -1
        return day_value(frame.today + timedelta(ahead if rel > 0 else -back), frame.kind)
    if rel == 0:
        return day_value(frame.today + timedelta(-back if frame.tense < 0 else ahead), frame.kind)
    return day_value(frame.today + timedelta((ahead or 7) if rel > 0 else -(back or 7)), frame.kind)


def bare_year(parts: Parts, frame: Frame) -> Value | None:
    """Four digits are a year unless they count something or belong to a name."""
    year = parts.digits("year")
    if year is None or year < 1000 or parts.numbers.counts(parts.text, *parts.match.span("year")):
        return None
    if "bc" in parts.found:
        return Value(TimeType.DATE, f"BC{year:04}", parts.word("phase"))
    return Value(TimeType.DATE, f"{year:04}", parts.word("phase"), year=year)


def year_pair(parts: Parts, frame: Frame) -> Value | None:
    """ "2022/23": a season or school year over two years."""
    year, other = parts.digits("year"), parts.digits("other")
    if year is None or other is None or other % 100 != (year + 1) % 100:
        return None
    return Value(TimeType.DATE, f"{year:04}/{year + 1:04}", year=year)


def decade(parts: Parts, frame: Frame) -> Value | None:
    """ "1990er Jahre", "den neunziger Jahren"."""
    tens = parts.number("decade") if "decade" in parts.found else parts.digits("tens")
    century = parts.found.get("century", "19")
    return Value(TimeType.DATE, f"{century}{tens}", parts.word("phase"))


def century(parts: Parts, frame: Frame) -> Value | None:
    """ "19. Jahrhundert": its first two digits."""
    number = parts.digits("number") or parts.number("ordinal")
    if number is None or number < 1:
        return None
    value = f"BC{number:02}" if "bc" in parts.found else f"{number - 1:02}"
    return Value(TimeType.DATE, value, parts.word("phase"))


def season(parts: Parts, frame: Frame) -> Value | None:
    """A season, of a named year or as seen from today."""
    season = parts.word("season")
    year, anchor = named_year(parts, frame)
    if year is None and frame.today is not None:
        year = (frame.year or frame.today.year) + (parts.number("rel") or 0)
    return Value(
        TimeType.DATE, f"{year:04}-{season}" if year else f"XXXX-{season}", parts.word("phase"), anchor
    )


def quarter(parts: Parts, frame: Frame) -> Value | None:
    """A quarter or half of a year."""
    number = parts.digits("number") or parts.number("ordinal")
    if "final" in parts.found:
        number = 4 if parts.digits("year") is not None else None
    half = parts.word("part") == "H"
    if number is None or not 1 <= number <= (2 if half else 4):
        return None
    year, anchor = named_year(parts, frame)
    if year is None and frame.today is not None:
        year, anchor = frame.year or frame.today.year, frame.kind
        to_come = number > (frame.today.month - 1) // (6 if half else 3) + 1
        if frame.year is None and frame.tense < 0 and to_come:
            year -= 1
    part = f"{'H' if half else 'Q'}{number}"
    return Value(TimeType.DATE, f"{year:04}-{part}" if year else f"XXXX-{part}", None, anchor)


def holiday(parts: Parts, frame: Frame) -> Value | None:
    """A holiday of a named year, or the nearest one."""
    meaning = parts.meaning("holiday")
    year = year_of(parts, frame)
    if year is None and frame.today is None:
        return Value(TimeType.DATE, f"XXXX-{meaning}") if isinstance(meaning, str) else None
    years = [year] if year else [frame.today.year + n for n in (-1, 0, 1)] if frame.today else []
    second = timedelta(1 if parts.found.get("nth", "").lower() in parts.rules.second else 0)
    days = [_holiday_of(y, meaning) + second for y in years if meaning is not None]
    if not days:
        return None
    anchor = AnchorKind.NONE if year else frame.kind
    today = frame.today
    value = day_value(
        min(days, key=lambda d: abs((d - today).days)) if today and not year else days[0], anchor
    )
    clock = clock_of(parts)
    return replace(value, type=TimeType.TIME, value=value.value + clock) if clock else value


def _holiday_of(year: int, meaning: str | int) -> date:
    if isinstance(meaning, int):
        return _easter(year) + timedelta(meaning)
    month, day = meaning.split("-")
    return date(year, int(month), int(day))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    full_moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + full_moon + 2 - century + century // 4) % 7
    days = full_moon - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))
