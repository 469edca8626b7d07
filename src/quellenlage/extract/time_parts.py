"""What the resolvers of times share: the parts of a match, the frame it stands in, its value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from quellenlage.domain.timeref import AnchorKind, TimeType
from quellenlage.lang.numbers import NumberRules
from quellenlage.lang.times import TimeRule, TimeRules

CLOCK_UNITS = {"TH": "H", "TM": "M", "TS": "S"}
AFTER_NOON = ("AF", "EV", "PM")


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known where an expression stands.

    `today` is the reference day, `focus` the day the text spoke of last, `year` the year it spoke of
    last where that was named; `tense` is -1, 0 or 1 for the sentence; `state`: the clause tells how
    things are; `clock` is when on the reference day the report, or its entry, was published.
    """

    today: date | None
    kind: AnchorKind
    focus: date | None = None
    year: int | None = None
    tense: int = 0
    state: bool = False
    clock: str | None = None


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


def day_value(day: date, anchor: AnchorKind = AnchorKind.NONE, named: bool = False) -> Value:
    """A day as a value; `named`: with its year, which later dates may share."""
    return Value(TimeType.DATE, day.isoformat(), None, anchor, day, day.year if named else None)


def from_today(frame: Frame, days: int) -> Value:
    """The day so many days from the reference day; unknown without one."""
    if frame.today is None:
        return Value(TimeType.DATE, "XXXX-XX-XX")
    return day_value(frame.today + timedelta(days), frame.kind)


def year_of(parts: Parts, frame: Frame) -> int | None:
    """The year a date names, in digits or seen from today."""
    year = parts.digits("year")
    short = parts.found.get("shortyear")
    if year is None and short is not None:
        two = int(short.lstrip("'"))
        pivot = frame.today.year % 100 + 10 if frame.today else 50
        year = two + (2000 if two <= pivot else 1900)
    return year


def named_year(parts: Parts, frame: Frame) -> tuple[int | None, AnchorKind]:
    """The year a date names in digits or words, and what that rests on."""
    year = year_of(parts, frame)
    if year is not None or frame.today is None:
        return year, AnchorKind.NONE
    if "relyear" in parts:
        return frame.today.year + (parts.number("relyear") or 0), frame.kind
    if "prioryear" in parts:
        return frame.today.year - 1, frame.kind
    if "thisyear" in parts:
        return frame.year or frame.today.year, frame.kind
    return None, frame.kind


def clock_of(parts: Parts) -> str | None:
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
    return f"T{hour:02}:{minute:02}{_offset_of(parts)}"


def _offset_of(parts: Parts) -> str:
    """The offset from UTC that a named zone stands for; empty where none is named or it has several."""
    zone, named = parts.word("zone") or "", parts.found.get("fromutc")
    if named is None:
        return zone
    sign, digits = "-" if named[0] in "-\u2212\u2013" else "+", re.findall(r"\d+", named)
    return f"{sign}{int(digits[0]):02}:{digits[1] if len(digits) > 1 else '00'}"


def week_of(today: date | None, offset: int) -> str:
    """A week of the calendar, so many weeks from a day."""
    if today is None:
        return "XXXX-WXX"
    year, week, _ = (today + timedelta(7 * offset)).isocalendar()
    return f"{year:04}-W{week:02}"


def month_of(today: date | None, offset: int) -> str:
    """A month of the calendar, so many months from a day."""
    if today is None:
        return "XXXX-XX"
    months = today.year * 12 + today.month - 1 + offset
    return f"{months // 12:04}-{months % 12 + 1:02}"


def period(amount: Decimal | str, unit: str) -> str:
    """A duration of TIMEX3: so many (or `X`) of a unit."""
    shown = amount if isinstance(amount, str) else f"{amount:f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return f"PT{shown}{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"P{shown}{unit}"
