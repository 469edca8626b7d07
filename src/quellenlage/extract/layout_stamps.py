"""Liveblogs: time stamps, and the entries that they head."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.domain.report import BlockKind, EntryStamp, FurnitureKind
from quellenlage.domain.span import Span
from quellenlage.extract.layout_lines import Draft, Line, Mark
from quellenlage.lang.dates import value_of
from quellenlage.lang.furniture import FurnitureRules

DIGIT = re.compile(r"\d")
DIGIT_BEFORE = 40  # characters: the hour or the day stands among the first
FEWEST_STAMPS = 2
SHOWN_WORDS = 6  # of a line that shows nothing but an entry's time: "vor drei Stunden"
AFTER = re.compile(r"[ \t\xa0]*(?:[:|–—+*•\])]+|-(?=\s)|\Z)[ \t\xa0:|–—+*•\])-]*")
PLUS_AFTER = re.compile(r"[ \t\xa0]+")
LEAD = re.compile(r"[+*•\[(]{1,4}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line that begins with a clock time; `end` is where the entry's own words begin in the line."""

    line: int
    clock: str
    end: int
    sure: bool  # marked as a stamp by signs around it
    day: str | None = None  # where the stamp itself says it


def find_stamps(draft: Draft, rules: FurnitureRules) -> tuple[Stamp, ...]:
    """The stamps of a liveblog, none if there is only one of them."""
    found = [
        stamp
        for index, line in draft.open()
        if DIGIT.search(line.text, 0, DIGIT_BEFORE)
        and (stamp := _dated_stamp(line, index, rules) or _stamp(draft, index, rules))
    ]
    return tuple(found) if len(found) >= FEWEST_STAMPS or any(stamp.sure for stamp in found) else ()


def _stamp(draft: Draft, index: int, rules: FurnitureRules) -> Stamp | None:
    text = draft.lines[index].text
    match = rules.stamp.match(text)
    if match is None:
        return None
    plus = text.startswith("+++")
    zoned = (match["oclock"] or "").strip().lower() in rules.stamp_zones and draft.lines[index].headline_like
    after = AFTER.match(text, match.end()) or (PLUS_AFTER.match(text, match.end()) if plus or zoned else None)
    marked = bool(match["oclock"] or match["ampm"] or match["label"] or LEAD.match(text))
    dotted = text[match.end("h")] == "."  # "12.30" may be many things, "12:30" is a time
    if after is None or (dotted and not marked):
        return None
    hour = int(match["h"])
    if match["ampm"]:
        hour = hour % 12 + (12 if match["ampm"].lower().startswith("p") else 0)
    if hour > 23:
        return None
    return Stamp(index, f"{hour:02}:{match['min']}", after.end(), plus)


def _dated_stamp(line: Line, index: int, rules: FurnitureRules) -> Stamp | None:
    """A stamp with its day: "22.10.2024, 07:10 Uhr"."""
    match = rules.dates.pattern.match(line.text) if line.folded else None
    value = value_of(match, rules.dates) if match else None
    if match is None or value is None or "T" not in value:
        return None
    after = AFTER.match(line.text, match.end())
    return Stamp(index, value[11:16], after.end(), False, value[:10]) if after else None


def mark_declared(draft: Draft, stamps: Sequence[EntryStamp], rules: FurnitureRules) -> None:
    """The stamps that a page's markup gives to entries, at the lines that show them."""
    ends = [line.span.end for line in draft.lines]
    for stamp in stamps:
        index = bisect_right(ends, stamp.at)
        if index >= len(draft.lines):
            continue
        draft.stamps[index] = stamp.value
        line = draft.lines[index]
        shown = rules.stamp.match(line.text)
        if line.words <= SHOWN_WORDS and not line.prose:
            draft.marks[index] = Mark(BlockKind.STAMP, "time-element")
        elif shown is not None:
            end = line.span.start + len(line.text[: shown.end()].rstrip())
            draft.cut(index, Span(line.span.start, end), Mark(BlockKind.STAMP, "time-element"))


def mark_stamps(draft: Draft, stamps: tuple[Stamp, ...], published: str | None, days: dict[int, str]) -> None:
    """Cuts the stamps off their lines and dates the entries under them.

    An entry's day is known where a line above names it (`days`, by line), or where all stamps follow
    each other within the day of publication. Else only its time is known.
    """
    day = published[:10] if published and _within_one_day(stamps, published) else None
    headings = sorted(days)
    for stamp in stamps:
        line = draft.lines[stamp.line]
        above = bisect_left(headings, stamp.line)
        own = stamp.day or (days[headings[above - 1]] if above else day)
        draft.stamps[stamp.line] = f"{own}T{stamp.clock}" if own else stamp.clock
        mark = Mark(BlockKind.STAMP, "stamp")
        if stamp.end >= len(line.text):
            draft.mark(stamp.line, BlockKind.STAMP, "stamp")
        else:
            end = stamp.end - len(line.text[: stamp.end]) + len(line.text[: stamp.end].rstrip())
            draft.cut(stamp.line, Span(line.span.start, line.span.start + end), mark)
            if line.headline_like:
                draft.mark(stamp.line, BlockKind.HEADING, "entry-heading")


def _within_one_day(stamps: tuple[Stamp, ...], published: str) -> bool:
    """Whether the clock runs one way over all stamps and none is later than the page itself."""
    clocks = [stamp.clock for stamp in stamps]
    one_way = clocks in (sorted(clocks), sorted(clocks, reverse=True))
    page_clock = published[11:16]
    return one_way and (not page_clock or max(clocks, default="") <= page_clock)


def mark_lone_stamp(draft: Draft, rules: FurnitureRules) -> None:
    """A line that is nothing but a time, outside a liveblog, says when the page was made."""
    for index, line in draft.open():
        match = rules.stamp.match(line.text) if DIGIT.search(line.text, 0, DIGIT_BEFORE) else None
        if match is not None and not line.text[match.end() :].strip(" \t\xa0:|–—+*•])-"):
            draft.furnish(index, FurnitureKind.POSTED_STAMP, "time-line")
