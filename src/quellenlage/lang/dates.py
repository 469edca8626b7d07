"""Full calendar dates as metadata and date lines print them. Strict: what is not certain is None.

Numeric forms need no language; month and day names come from the packs (furniture.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

TURN = 70
SHORT_MONTH = 3  # letters: the months of a wire's date-time group, "031634 Jun 24"
EARLIEST_YEAR = 1500  # before print; such a "date" is a misread number
MAIL = re.compile(r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}.{0,20}")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:?\d{2}.{0,20})?")


@dataclass(frozen=True, slots=True)
class DateWords:
    """The month names (lower case, to 1-12) and the words that a printed date may be wrapped in."""

    months: Mapping[str, int]
    weekdays: tuple[str, ...]
    oclock: tuple[str, ...]  # "Uhr", "h"
    at: tuple[str, ...]  # words before a clock time: "um", "at"
    on: tuple[str, ...]  # words between a place and a date: "den"


@dataclass(frozen=True, slots=True)
class DateForms:
    """The compiled forms of one or several languages."""

    pattern: re.Pattern[str]
    months: Mapping[str, int]


def compile_forms(words: Iterable[DateWords]) -> DateForms:
    """The forms of all given languages as one pattern. Groups: see `value_of`."""
    listed = tuple(words)
    months = {name: number for one in listed for name, number in one.months.items()}
    month = _any(months)
    weekday = _any(name for one in listed for name in one.weekdays)
    oclock = _any(name for one in listed for name in one.oclock)
    at = _any(name for one in listed for name in one.at)
    short = _any(name for name in months if len(name) == SHORT_MONTH)
    day = (
        r"(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})"
        r"|(?P<d2>\d{1,2})\.[ \xa0]?(?P<m2>\d{1,2})\.[ \xa0]?(?P<y2>\d{4}|\d{2}(?!\.?\d))"
        r"|(?P<a3>\d{1,2})/(?P<b3>\d{1,2})/(?P<y3>\d{4})"
        rf"|(?P<d4>\d{{1,2}})(?:\.|st|nd|rd|th)?[ \xa0](?P<m4>{month})\.?,?[ \xa0](?P<y4>\d{{4}})"
        rf"|(?P<m5>{month})\.?[ \xa0](?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,?[ \xa0](?P<y5>\d{{4}})"
        r"|(?P<y6>\d{4})/(?P<m6>\d{2})/(?P<d6>\d{2})"
        rf"|(?P<d7>\d{{1,2}})-(?P<m7>{month})-(?P<y7>\d{{4}})"
        rf"|(?P<d8>\d{{2}})(?P<h8>\d{{2}})(?P<min8>\d{{2}})[ \xa0](?P<m8>{short})"
        r"[ \xa0](?P<y8>\d{4}|\d{2})"
    )
    clock = (
        rf"(?P<h>\d{{1,2}})(?:[:.](?P<min>\d{{2}})(?::(?P<s>\d{{2}}))?)?"
        rf"(?:[ \xa0]?(?P<ampm>[ap]\.?m\.?))?(?P<oclock>[ \xa0]?(?:{oclock})\b)?"
    )
    between = rf"[ \xa0]?(?:[,|·•–—/-][ \xa0]?)?(?:(?:{at})[ \xa0])?"
    pattern = (
        rf"(?:(?:{weekday})\.?(?:,[ \xa0]?(?:den[ \xa0])?|[ \xa0]))?(?P<day>{day})(?!\d)"
        rf"(?:(?:T|{between}){clock}(?P<zone>Z|[ ]?[+-]\d{{2}}:?\d{{2}})?(?![\d.:]*\d))?"
    )
    return DateForms(re.compile(r"(?<![\w.,/])" + pattern, re.IGNORECASE), months)


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or r"(?!)"


def value_of(match: re.Match[str], forms: DateForms) -> str | None:
    """The ISO date or date-time that a match of `forms.pattern` states; None if there is no such day."""
    day = _day(match, forms.months)
    if day is None or day.year < EARLIEST_YEAR:
        return None
    clock = _clock(match)
    return day.isoformat() if clock is None else f"{day.isoformat()}T{clock}{_zone(match)}"


def _day(match: re.Match[str], months: Mapping[str, int]) -> date | None:
    found = match.groupdict()
    if found["a3"]:
        return _slashed(int(found["a3"]), int(found["b3"]), int(found["y3"]))
    for n in ("1", "2", "4", "5", "6", "7", "8"):
        year, month, day = found[f"y{n}"], found[f"m{n}"], found[f"d{n}"]
        if year:
            return _date(_full_year(year), int(month) if month.isdigit() else months[month.lower()], int(day))
    return None


def _full_year(year: str) -> int:
    """Two digits are a year from 1970 to 2069: nobody prints a date of the day with a year farther away."""
    number = int(year)
    if len(year) > 2:
        return number
    return number + (2000 if number < TURN else 1900)


def _slashed(first: int, second: int, year: int) -> date | None:
    """10/22/2024 can be read in one way only; 10/11/2024 can be read in two and is not read at all."""
    readings = {_date(year, first, second), _date(year, second, first)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> str | None:
    if match["h8"] is not None:
        return f"{match['h8']}:{match['min8']}" if match["h8"] < "24" and match["min8"] < "60" else None
    if match["h"] is None or not (match["min"] or match["oclock"] or match["ampm"]):
        return None
    hour, minute = int(match["h"]), int(match["min"] or 0)
    if match["ampm"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["ampm"].lower().startswith("p") else 0)
    if hour > 23 or minute > 59:
        return None
    seconds = f":{match['s']}" if match["s"] and int(match["s"]) < 60 else ""
    return f"{hour:02}:{minute:02}{seconds}"


def _zone(match: re.Match[str]) -> str:
    zone = (match["zone"] or "").strip().upper()
    if not zone or zone == "Z":
        return zone and "+00:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"


def parse_date(value: str, forms: DateForms) -> str | None:
    """The ISO date or date-time that the whole of `value` states: ISO 8601, RFC 2822, or a printed form."""
    value = value.strip()
    if len(value) > 80:
        return None
    return _iso(value) or _printed(value, forms) or _mail(value)


def _iso(value: str) -> str | None:
    if not ISO.fullmatch(value):
        return None
    try:
        if len(value) == 10:
            return date.fromisoformat(value).isoformat()
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _printed(value: str, forms: DateForms) -> str | None:
    match = forms.pattern.fullmatch(value)
    return value_of(match, forms) if match else None


def _mail(value: str) -> str | None:
    if not MAIL.fullmatch(value):
        return None
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def same_day(left: str, right: str) -> bool:
    """Whether two ISO values name the same day as printed, or the same moment."""
    if left[:10] == right[:10]:
        return True
    try:
        one, two = datetime.fromisoformat(left), datetime.fromisoformat(right)
    except ValueError:
        return False
    return one.tzinfo is not None and two.tzinfo is not None and one == two
