"""The date of publication as a report prints it: in lines that hold nothing else, never in running text."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from enum import IntEnum

from quellenlage.domain.report import FurnitureKind, Provenance, Sourced
from quellenlage.domain.span import Span
from quellenlage.extract.layout_lines import Draft, Line
from quellenlage.lang.dates import value_of
from quellenlage.lang.furniture import FurnitureRules

LONGEST_DATE_LINE = 140
YEAR = re.compile(r"\d{4}|\d\.[ \xa0]?\d{1,2}\.[ \xa0]?\d{2}(?!\d)")  # every full date has one
BAR_BEFORE = re.compile(r"(?:\A|.*?[|·•–—,(\t]|.*?\s[-/])\s*\Z", re.DOTALL)
BAR_AFTER = re.compile(r"\s*(?:[|·•–—)\t,].*|[-/]\s.*|[.:])?\Z", re.DOTALL)
BARS = re.compile(r"\s*[|·•–—()\t,]\s*|\s[-/]\s")
ZONE = re.compile(r"(?:[ \xa0]*\(?(?:UTC|GMT|[A-Z]{2,4}T))?(?:[+-]\d{1,2}(?::?\d{2})?)?\)?(?!\w)")
CLOCK_BEFORE = re.compile(r"[ \xa0]*\d{1,2}[:.]\d{2}[^\W\d_ ]{0,3}(?:[ \xa0][^\W\d_]{1,3})?,?[ \xa0]*\Z")
CHUNK_WORDS = 5
SLUG_WORDS = 9
CODE = re.compile(r"[a-z]{1,6}|\w*\d\w*|[\w-]+(?:/[\w-]+)+|[A-Z]{2,5}")  # "bdt0417", "wi", "wi/verkehr"


class Role(IntEnum):
    """How a printed date is labelled, strongest first."""

    PUBLISHED = 0  # "Veröffentlicht am 21.10.2024"
    BARE = 1  # the date alone, above the text
    DATELINE = 2  # "HAMBURG, 21.10.2024 (dpa) -"
    UPDATED = 3  # "Stand: 21.10.2024, 14:30 Uhr"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A full date that the report prints about itself."""

    value: str
    span: Span
    role: Role
    line: int

    def sourced(self) -> Sourced:
        """The date with its provenance."""
        return Sourced(self.value, Provenance.TEXT, self.span)


def find_dates(draft: Draft, rules: FurnitureRules) -> tuple[PrintedDate, ...]:
    """Lines that state a date of publication, marked; dates of running text are never taken.

    A bare date counts above the text only, and not if more follow in it: then they head its parts.
    """
    first = _first_told(draft, rules)
    lines = [
        (index, line) for index, line in enumerate(draft.lines) if _may_hold_date(draft, index, first, line)
    ]
    found = [date for index, line in lines for date in _dates_of(index, line, rules)]
    parted = any(date.role is Role.BARE and date.line >= first for date in found)
    stated = tuple(d for d in found if d.role is not Role.BARE or (d.line < first and not parted))
    for date in stated:
        draft.furnish(date.line, FurnitureKind.POSTED_STAMP, "date-line")
    return stated


def _first_told(draft: Draft, rules: FurnitureRules) -> int:
    """The first paragraph; a date line may be as long as one and end in a full stop ("... 3 Min.")."""
    told = (i for i, line in draft.open() if line.prose and not _is_date_line(i, line, rules))
    return next(told, len(draft.lines))


def _is_date_line(index: int, line: Line, rules: FurnitureRules) -> bool:
    return len(line.text) <= LONGEST_DATE_LINE and bool(
        YEAR.search(line.text) and _dates_of(index, line, rules)
    )


def _may_hold_date(draft: Draft, index: int, first_prose: int, line: Line) -> bool:
    if len(line.text) > LONGEST_DATE_LINE or not YEAR.search(line.text):
        return False
    mark = draft.marks.get(index)
    if mark is not None and mark.furniture is FurnitureKind.RELATED:
        return False
    return index < first_prose or mark is None or mark.furniture is FurnitureKind.POSTED_STAMP


def _dates_of(index: int, line: Line, rules: FurnitureRules) -> tuple[PrintedDate, ...]:
    """The dates of a line that holds nothing but dates, labels, and short items between bars.

    Of several only labelled ones count after the first: "Published ... | Updated ...".
    """
    found: list[PrintedDate] = []
    for match in rules.dates.pattern.finditer(line.text):
        value = value_of(match, rules.dates)
        after = _without_zone(line.text[match.end() :])
        if value is None or not (BAR_AFTER.match(after) or _labelled(after, rules)):
            continue
        before = CLOCK_BEFORE.sub("", line.text[: match.start()])
        role, rest = _label(_without_on(before, rules), rules)
        if found and role is Role.BARE:
            continue
        others = rules.dates.pattern.sub("", rest) if found else rest
        slug = role is Role.BARE and _is_slug(rest, value, rules)
        if slug and match["d8"] is not None:
            role = Role.DATELINE  # a wire's date-time group is one wherever it stands
        if not (found or slug or BAR_BEFORE.match(rest)) or not (slug or _short_items(others + "|" + after)):
            continue
        start = line.span.start
        found.append(PrintedDate(value, Span(start + match.start(), start + match.end()), role, index))
    return tuple(found)


def _is_slug(before: str, value: str, rules: FurnitureRules) -> bool:
    """Whether codes of a newsroom, or a single place, stand before a date to the minute."""
    words = before.split()
    if "T" not in value or len(words) > SLUG_WORDS:
        return False
    codes = [CODE.fullmatch(word) is not None for word in words]
    told = any(word.lower().strip(".,:") in rules.stop_words for word in words)
    return not told and (len(words) <= 1 or sum(codes) > len(words) / 2)


def _without_on(before: str, rules: FurnitureRules) -> str:
    """What stands before a date, without the word that joins it to a place: "Orbach, den"."""
    comma = max(before.rfind(","), 0)
    return before[: comma + 1] if rules.date_after_place.fullmatch(before, comma) else before


def _without_zone(after: str) -> str:
    zone = ZONE.match(after)
    return after[zone.end() :] if zone else after


def _labelled(after: str, rules: FurnitureRules) -> bool:
    """Whether another labelled date, or how long ago it was, follows."""
    return any(pattern.match(after.lstrip()) for pattern in (rules.published, rules.updated))


def _label(before: str, rules: FurnitureRules) -> tuple[Role, str]:
    """The role that the words right before a date give it, and what stands before these."""
    for role, pattern in ((Role.PUBLISHED, rules.published), (Role.UPDATED, rules.updated)):
        for match in pattern.finditer(before):
            if match.end() == len(before):
                return role, before[: match.start()]
    return Role.BARE, before


def day_headings(draft: Draft, rules: FurnitureRules, entries: Set[int]) -> dict[int, str]:
    """The days that lines name above the entries of a liveblog, by line; marked from the first entry on.

    `entries` are the lines with the entries' own stamps.
    """
    first_entry = min(entries)
    days: dict[int, str] = {}
    for index, line in enumerate(draft.lines):
        if index in entries or len(line.text) > LONGEST_DATE_LINE or not YEAR.search(line.text):
            continue
        found = next(iter(_dates_of(index, line, rules)), None)
        if found is None or found.role is not Role.BARE:
            continue
        days[index] = found.value[:10]
        if index > first_entry:
            draft.furnish(index, FurnitureKind.POSTED_STAMP, "day-heading")
    above = first_entry - 1
    sure = any(index > first_entry for index in days) or (above in days and draft.is_open(above))
    if sure and above in days:
        draft.furnish(above, FurnitureKind.POSTED_STAMP, "day-heading")
    return days if sure else {}


def _short_items(text: str) -> bool:
    items = [item for item in BARS.split(text) if item]
    return len(items) <= 6 and all(len(item.split()) <= CHUNK_WORDS for item in items)


def last_change(dates: tuple[PrintedDate, ...]) -> PrintedDate | None:
    """The latest of the dates that are labelled as the last change."""
    return max((d for d in dates if d.role is Role.UPDATED), key=lambda date: date.value, default=None)


def best_date(dates: tuple[PrintedDate, ...]) -> PrintedDate | None:
    """The date with the strongest label, of several the first."""
    return min(dates, key=lambda date: (date.role, date.line), default=None)
