"""What a matched time expression means: TIMEX3 type, value and mod, against a reference day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from quellenlage.domain.timeref import AnchorKind, TimeType
from quellenlage.lang.numbers import NumberRules
from quellenlage.lang.times import TimeRule, TimeRules

CLOCK_UNITS = {"TH": "H", "TM": "M", "TS": "S"}
UNIT_DAYS = {"D": 1, "W": 7}
CALENDAR_MONTHS = {"M": 1, "Y": 12, "DE": 120, "CE": 1200}
AFTER_NOON = ("AF", "EV", "PM")
FRIDAY = 5
LAST_YEAR = 9999
AGE_REACH = 40
VAGUE_LIMIT = 10**9


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known where an expression stands.

    `today` is the reference day, `focus` the day the text spoke of last, `year` the year it spoke of
    last where that was named; `tense` is -1, 0 or 1 for the sentence.
    """

    today: date | None
    kind: AnchorKind
    focus: date | None = None
    year: int | None = None
    tense: int = 0


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved expression; `day` and `year` are what later expressions may refer to."""

    type: TimeType
    value: str
    mod: str | None = None
    anchor: AnchorKind = AnchorKind.NONE
    day: date | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The named parts of a match, and what their words mean."""

    rule: TimeRule
    rules: TimeRules
    numbers: NumberRules
    match: re.Match[str]
    text: str
    found: Mapping[str, str]

    @classmethod
    def of(cls, rule: TimeRule, rules: TimeRules, numbers: NumberRules, match: re.Match[str]) -> Parts:
        """The parts of one match; a group's second use in a pattern stands in where the first is empty."""
        found: dict[str, str] = {}
        for name, exact in match.groupdict().items():
            if exact is not None:
                found.setdefault(name.split("_")[0], exact)
        return cls(rule, rules, numbers, match, match.string, found)

    def __contains__(self, name: str) -> bool:
        return name in self.found or name in self.rule.given

    def meaning(self, name: str) -> str | int | None:
        """What the word of a list means, or what the rule gives for it."""
        if name in self.found:
            return self.rules.words[name].get(" ".join(self.found[name].lower().split()))
        return self.rule.given.get(name)

    def number(self, name: str) -> int | None:
        """A meaning that is a number."""
        meaning = self.meaning(name)
        return meaning if isinstance(meaning, int) else None

    def word(self, name: str) -> str | None:
        """A meaning that is a word."""
        meaning = self.meaning(name)
        return meaning if isinstance(meaning, str) else None

    def digits(self, name: str) -> int | None:
        """The whole number a group shows in digits."""
        exact = self.found.get(name)
        return int(exact) if exact is not None and exact.isdecimal() else None

    def amount(self, name: str = "number") -> Decimal | None:
        """The number a group shows in digits or words, with a scale behind it."""
        exact, _, scale = self.found.get(name, "").partition(" ")
        value = self.numbers.read(exact) if exact else None
        return value * self.numbers.scales.get(scale.lower(), 1) if value is not None and scale else value


Resolver = Callable[[Parts, Frame], Value | None]


def resolve(parts: Parts, frame: Frame) -> Value | None:
    """The meaning of a match; None where what matched is no time after all."""
    try:
        return RESOLVERS[parts.rule.kind](parts, frame)
    except (OverflowError, ValueError):  # the 31st of February, a day before the year 1
        return None


def _calendar(parts: Parts, frame: Frame) -> Value | None:
    """A date, a month, a weekday, a day as seen from today, a part of a day, a clock time."""
    base = _calendar_date(parts, frame)
    if base is None:
        return None
    clock = _clock(parts)
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
        return _from_today(frame, deictic)
    if "weekday" in parts:
        return _weekday(parts, frame)
    year = parts.digits("year")
    if year is not None:
        return Value(TimeType.DATE, f"{year:04}", phase, year=year)
    if frame.focus is not None:
        anchor = AnchorKind.TEXT if frame.focus != frame.today else frame.kind
        return replace(_day(frame.focus, anchor), day=None)  # spoken of, not named again
    return _from_today(frame, 0) or Value(TimeType.DATE, "XXXX-XX-XX")


def _day(day: date, anchor: AnchorKind = AnchorKind.NONE, named: bool = False) -> Value:
    return Value(TimeType.DATE, day.isoformat(), None, anchor, day, day.year if named else None)


def _from_today(frame: Frame, days: int) -> Value:
    if frame.today is None:
        return Value(TimeType.DATE, "XXXX-XX-XX")
    return _day(frame.today + timedelta(days), frame.kind)


def _year_of(parts: Parts, frame: Frame) -> int | None:
    """The year a date names, in digits or seen from today."""
    year = parts.digits("year")
    short = parts.found.get("shortyear")
    if year is None and short is not None:
        two = int(short.lstrip("'"))
        pivot = frame.today.year % 100 + 10 if frame.today else 50
        year = two + (2000 if two <= pivot else 1900)
    return year


def _named_year(parts: Parts, frame: Frame) -> tuple[int | None, AnchorKind]:
    year = _year_of(parts, frame)
    if year is not None or frame.today is None:
        return year, AnchorKind.NONE
    if "relyear" in parts:
        return frame.today.year + (parts.number("relyear") or 0), frame.kind
    if "prioryear" in parts:
        return frame.today.year - 1, frame.kind
    if "thisyear" in parts:
        return frame.year or frame.today.year, frame.kind
    return None, frame.kind


def _day_of_year(parts: Parts, frame: Frame, month: int, day: int) -> Value | None:
    year, anchor = _named_year(parts, frame)
    if year is not None:
        return _day(date(year, month, day), anchor, named=True)
    if "relyear" in parts or frame.today is None:
        if date(2000, month, day) and frame.year is not None:
            return _day(date(frame.year, month, day), AnchorKind.TEXT)
        return Value(TimeType.DATE, f"XXXX-{month:02}-{day:02}")
    if frame.year is not None and frame.year != frame.today.year:
        return _day(date(frame.year, month, day), AnchorKind.TEXT)
    return _day(_nearest(frame, month, day), frame.kind)


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
    year, anchor = _named_year(parts, frame)
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
        return _day(frame.today + timedelta(days), frame.kind)
    if deictic is not None:
        return _day(frame.today + timedelta(deictic), frame.kind)
    ahead = (weekday - frame.today.isoweekday()) % 7
    back = (frame.today.isoweekday() - weekday) % 7
    rel = parts.number("rel")
    if rel is None:
        rel = 1 if frame.tense > 0 else -1
        return _day(frame.today + timedelta(ahead if rel > 0 else -back), frame.kind)
    if rel == 0:
        return _day(frame.today + timedelta(-back if frame.tense < 0 else ahead), frame.kind)
    return _day(frame.today + timedelta((ahead or 7) if rel > 0 else -(back or 7)), frame.kind)


def _clock(parts: Parts) -> str | None:
    """The part of a value after the day: `T20:15`, `TMO`; with a zone where one is named."""
    daypart = parts.word("daypart") or parts.word("daily")
    if "hour" not in parts:
        return f"T{daypart}" if daypart else None
    given = parts.rule.given.get("hour")
    exact = parts.found.get("hour", "")
    read = given if isinstance(given, int) else parts.numbers.read(exact)
    if read is None:
        return None
    hour, minute = int(read), int(parts.found.get("minute", 0))
    if "half" in parts.rule.given:
        hour, minute = hour - 1, 30
    if daypart in AFTER_NOON and 0 < hour < 12:
        hour += 12
    return f"T{hour:02}:{minute:02}{'Z' if parts.word('zone') == 'Z' else ''}"


def _bare_year(parts: Parts, frame: Frame) -> Value | None:
    """Four digits are a year unless they count something or belong to a name."""
    year = parts.digits("year")
    if year is None or year < 1000 or parts.numbers.counts(parts.text, *parts.match.span("year")):
        return None
    return Value(TimeType.DATE, f"{year:04}", parts.word("phase"), year=year)


def _year_pair(parts: Parts, frame: Frame) -> Value | None:
    year, other = parts.digits("year"), parts.digits("other")
    if year is None or other is None or other % 100 != (year + 1) % 100:
        return None
    return Value(TimeType.DATE, f"{year:04}/{year + 1:04}", year=year)


def _decade(parts: Parts, frame: Frame) -> Value | None:
    tens = parts.number("decade") if "decade" in parts.found else parts.digits("tens")
    century = parts.found.get("century", "19")
    return Value(TimeType.DATE, f"{century}{tens}", parts.word("phase"))


def _century(parts: Parts, frame: Frame) -> Value | None:
    number = parts.digits("number") or parts.number("ordinal")
    if number is None or number < 1:
        return None
    value = f"BC{number:02}" if "bc" in parts.found else f"{number - 1:02}"
    return Value(TimeType.DATE, value, parts.word("phase"))


def _relative(parts: Parts, frame: Frame) -> Value | None:
    """A unit of the calendar before, around or after the reference time ("vergangene Woche")."""
    unit = parts.word("unit")
    offset = parts.number("rel") if "rel" in parts.found else parts.number("offset")
    if unit is None or offset is None:
        return None
    if parts.found["unit"].lower() in parts.rules.plurals:
        return _vague_duration(parts, frame)
    return _unit_at(unit, offset, frame, parts.word("phase"))


def _unit_at(unit: str, offset: int, frame: Frame, phase: str | None = None) -> Value | None:
    today = frame.today
    if unit == "D":
        return _from_today(frame, offset) if offset == 0 else None
    if unit == "W":
        value = _week(today, offset)
    elif unit == "WE":
        value = f"{_week(today, offset - _weekend_before(frame, offset))}-WE"
    elif unit == "M":
        value = _month(today, offset)
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


def _week(today: date | None, offset: int) -> str:
    if today is None:
        return "XXXX-WXX"
    year, week, _ = (today + timedelta(7 * offset)).isocalendar()
    return f"{year:04}-W{week:02}"


def _month(today: date | None, offset: int) -> str:
    if today is None:
        return "XXXX-XX"
    months = today.year * 12 + today.month - 1 + offset
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _season(parts: Parts, frame: Frame) -> Value | None:
    season = parts.word("season")
    year, anchor = _named_year(parts, frame)
    if year is None and frame.today is not None:
        year = (frame.year or frame.today.year) + (parts.number("rel") or 0)
    return Value(
        TimeType.DATE, f"{year:04}-{season}" if year else f"XXXX-{season}", parts.word("phase"), anchor
    )


def _unit_word(parts: Parts, frame: Frame) -> Value | None:
    meaning = parts.word("unitword") or ""
    return _unit_at(meaning[0], int(meaning[1:]), frame)


def _quarter(parts: Parts, frame: Frame) -> Value | None:
    number = parts.digits("number") or parts.number("ordinal")
    if "final" in parts.found:
        number = 4 if parts.digits("year") is not None else None
    half = parts.word("part") == "H"
    if number is None or not 1 <= number <= (2 if half else 4):
        return None
    year, anchor = _named_year(parts, frame)
    if year is None and frame.today is not None:
        year, anchor = frame.year or frame.today.year, frame.kind
    part = f"{'H' if half else 'Q'}{number}"
    return Value(TimeType.DATE, f"{year:04}-{part}" if year else f"XXXX-{part}", None, anchor)


def _duration(parts: Parts, frame: Frame) -> Value | None:
    if "half" in parts.found:
        halved = parts.rules.words["halved"].get(parts.found["unit"].lower())
        return Value(TimeType.DURATION, str(halved), parts.word("approx")) if halved else None
    unit, amount = parts.word("unit"), parts.amount()
    if unit is None or amount is None or _is_age(parts):
        return None
    return Value(TimeType.DURATION, _period(amount, unit), parts.word("approx"))


def _is_age(parts: Parts) -> bool:
    """Whether the years are somebody's age ("im Alter von 79 Jahren", "20 Jahre alt")."""
    start, end = parts.match.span()
    before = parts.text[max(0, start - AGE_REACH) : start]
    return bool(parts.rules.age_before.search(before) or parts.rules.age_after.match(parts.text, end))


def _duration_range(parts: Parts, frame: Frame) -> Value | None:
    """ "acht bis zehn Stunden": how long is not said, only in what unit."""
    unit, low, high = parts.word("unit"), parts.amount(), parts.amount("other")
    if unit is None or low is None or high is None or not low < high or _is_age(parts):
        return None
    return Value(TimeType.DURATION, _period("X", unit), parts.word("approx"))


def _period(amount: Decimal | str, unit: str) -> str:
    shown = amount if isinstance(amount, str) else f"{amount:f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return f"PT{shown}{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"P{shown}{unit}"


def _vague_duration(parts: Parts, frame: Frame) -> Value | None:
    unit = parts.word("unit")
    return Value(TimeType.DURATION, _period("X", unit)) if unit and not _is_age(parts) else None


def _lasting(parts: Parts, frame: Frame) -> Value | None:
    """ "zweiwöchig" lasts; "zwanzigjährig" is an age unless it stands before something that lasts."""
    unit = parts.word("lasting")
    several = parts.found.get("number", "").lower() in parts.rules.several
    amount = None if several else parts.amount()
    if unit is None or (amount is None and not several):
        return None
    if unit == "Y" and not several and not _is_event(parts):
        return None
    return Value(
        TimeType.DURATION, _period(amount if amount is not None else "X", unit), parts.word("approx")
    )


def _is_event(parts: Parts) -> bool:
    following = re.match(
        r"\s+(?:[a-zäöüß]+\s+)?(\w+)", parts.text[parts.match.end() : parts.match.end() + 60]
    )
    return following is not None and any(event in following.group(1).lower() for event in parts.rules.events)


def _long(parts: Parts, frame: Frame) -> Value | None:
    unit = parts.word("long")
    return Value(TimeType.DURATION, _period("X", unit)) if unit else None


def _offset(parts: Parts, frame: Frame) -> Value | None:
    """ "in zwei Tagen", "drei Wochen später": a point in time some units from today or from the focus."""
    unit, amount, shift = parts.word("unit"), parts.amount(), parts.number("shift")
    if unit is None or amount is None or shift is None or amount != int(amount) or amount > VAGUE_LIMIT:
        return None
    if parts.rule.given.get("future") and frame.tense < 0:
        return None
    from_today = bool(parts.rule.given.get("future"))
    base, anchor = (
        (frame.today, frame.kind) if from_today or frame.focus is None else (frame.focus, AnchorKind.TEXT)
    )
    if base is None or unit in CLOCK_UNITS:
        return None
    count = shift * int(amount)
    if unit in UNIT_DAYS:
        there = base + timedelta(count * UNIT_DAYS[unit])
        return _day(there, anchor) if unit == "D" else Value(TimeType.DATE, _week(there, 0), None, anchor)
    if unit in CALENDAR_MONTHS:
        if base.year + count * CALENDAR_MONTHS[unit] // 12 > LAST_YEAR:
            return Value(TimeType.DATE, "FUTURE_REF")
        moved = _month(base, count * CALENDAR_MONTHS[unit])
        return Value(TimeType.DATE, moved if unit == "M" else moved[:-3], parts.word("approx"), anchor)
    return None


def _ago(parts: Parts, frame: Frame) -> Value | None:
    """ "three days ago": a day where it is counted in days, else a duration before the reference day."""
    unit, amount = parts.word("unit"), parts.amount()
    if unit is None or amount is None:
        return None
    if unit == "D" and frame.today is not None and amount == int(amount) and amount < VAGUE_LIMIT:
        return _day(frame.today - timedelta(int(amount)), frame.kind)
    return _duration(parts, frame)


def _next_day(parts: Parts, frame: Frame) -> Value | None:
    base, anchor = (frame.focus, AnchorKind.TEXT) if frame.focus else (frame.today, frame.kind)
    daypart = parts.word("daypart")
    if base is None:
        return Value(
            TimeType.TIME if daypart else TimeType.DATE, f"XXXX-XX-XX{f'T{daypart}' if daypart else ''}"
        )
    value = _day(base + timedelta(parts.number("shift") or 0), anchor)
    return replace(value, type=TimeType.TIME, value=f"{value.value}T{daypart}") if daypart else value


def _often(parts: Parts, frame: Frame) -> Value | None:
    value = parts.word("often")
    return Value(TimeType.SET, value) if value else None


def _every(parts: Parts, frame: Frame) -> Value | None:
    unit = parts.word("unit")
    if unit and "few" in parts.found:
        return Value(TimeType.SET, _period("X", unit))
    amount = parts.amount() if "several" in parts.found else Decimal(1)
    return Value(TimeType.SET, _period(amount, unit)) if unit and amount is not None else None


def _every_day(parts: Parts, frame: Frame) -> Value | None:
    if "weekday" in parts.found:
        return Value(TimeType.SET, f"XXXX-WXX-{parts.number('weekday')}")
    daypart = parts.word("daypart") or parts.word("daily")
    return Value(TimeType.SET, f"XXXX-XX-XXT{daypart}")


def _holiday(parts: Parts, frame: Frame) -> Value | None:
    meaning = parts.meaning("holiday")
    year = _year_of(parts, frame)
    if year is None and frame.today is None:
        return Value(TimeType.DATE, f"XXXX-{meaning}") if isinstance(meaning, str) else None
    years = [year] if year else [frame.today.year + n for n in (-1, 0, 1)] if frame.today else []
    second = timedelta(1 if parts.found.get("nth", "").lower() in parts.rules.second else 0)
    days = [_holiday_of(y, meaning) + second for y in years if meaning is not None]
    if not days:
        return None
    anchor = AnchorKind.NONE if year else frame.kind
    today = frame.today
    value = _day(min(days, key=lambda d: abs((d - today).days)) if today and not year else days[0], anchor)
    clock = _clock(parts)
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


def _reference(parts: Parts, frame: Frame) -> Value | None:
    value = parts.word("reference")
    return Value(TimeType.DATE, value) if value else None


def _idiom(parts: Parts, frame: Frame) -> Value | None:
    """Words that only look like a time; they keep others from reading them as one."""
    return Value(TimeType.DATE, "")


def _fixed(parts: Parts, frame: Frame) -> Value | None:
    return Value(TimeType(str(parts.rule.given["type"])), str(parts.rule.given["value"]))


RESOLVERS: Mapping[str, Resolver] = {
    "ago": _ago,
    "bare-year": _bare_year,
    "calendar": _calendar,
    "century": _century,
    "decade": _decade,
    "duration": _duration,
    "duration-range": _duration_range,
    "every": _every,
    "every-day": _every_day,
    "fixed": _fixed,
    "holiday": _holiday,
    "lasting": _lasting,
    "idiom": _idiom,
    "long": _long,
    "next-day": _next_day,
    "offset": _offset,
    "often": _often,
    "quarter": _quarter,
    "reference": _reference,
    "relative": _relative,
    "season": _season,
    "unit-word": _unit_word,
    "vague-duration": _vague_duration,
    "year-pair": _year_pair,
}
