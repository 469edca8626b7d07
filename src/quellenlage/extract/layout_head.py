"""What a report prints about itself: date of publication, outlet, title, byline, dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from quellenlage.domain.report import BlockKind, FurnitureKind, Provenance, Sourced
from quellenlage.domain.span import Span
from quellenlage.extract.credits import CreditFinder
from quellenlage.extract.layout_lines import Draft, Line, Mark
from quellenlage.lang.dates import value_of
from quellenlage.lang.furniture import FurnitureRules, fold

LONGEST_DATE_LINE = 140
BAR_BEFORE = re.compile(r"(?:\A|.*?[|·•–—,(\t]|.*?\s-)\s*\Z", re.DOTALL)
BAR_AFTER = re.compile(r"\s*(?:[|·•–—)\t,].*|-\s.*)?\Z", re.DOTALL)
BARS = re.compile(r"\s*[|·•–—()\t,]\s*|\s-\s")
CHUNK_WORDS = 5
MASTHEAD_WORDS = 5
TAIL_LINES = 4  # a byline may stand in the last lines
SHORTEST_TITLE = 10


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
    """Lines that state a date of publication, marked; dates of running text are never taken."""
    first = draft.first_prose()
    out: list[PrintedDate] = []
    for index, line in enumerate(draft.lines):
        if not _may_hold_date(draft, index, first, line):
            continue
        found = _date_line(index, line, rules)
        if found is None or (found.role is Role.BARE and index >= first):
            continue
        out.append(found)
        draft.furnish(index, FurnitureKind.POSTED_STAMP, "date-line")
    return tuple(out)


def _may_hold_date(draft: Draft, index: int, first_prose: int, line: Line) -> bool:
    mark = draft.marks.get(index)
    if len(line.text) > LONGEST_DATE_LINE or (mark is not None and mark.furniture is FurnitureKind.RELATED):
        return False
    return index < first_prose or mark is None or mark.furniture is FurnitureKind.POSTED_STAMP


def _date_line(index: int, line: Line, rules: FurnitureRules) -> PrintedDate | None:
    """The date of a line that holds nothing but a date, labels, and short items between bars."""
    for match in rules.dates.pattern.finditer(line.text):
        value = value_of(match, rules.dates)
        before, after = line.text[: match.start()], line.text[match.end() :]
        if value is None or not BAR_AFTER.match(after):
            continue
        role, before = _label(before, rules)
        if not BAR_BEFORE.match(before) or not _short_items(before + "|" + after):
            continue
        start = line.span.start
        return PrintedDate(value, Span(start + match.start(), start + match.end()), role, index)
    return None


def _label(before: str, rules: FurnitureRules) -> tuple[Role, str]:
    """The role that the words right before a date give it, and what stands before these."""
    for role, pattern in ((Role.PUBLISHED, rules.published), (Role.UPDATED, rules.updated)):
        for match in pattern.finditer(before):
            if match.end() == len(before):
                return role, before[: match.start()]
    return Role.BARE, before


def _short_items(text: str) -> bool:
    items = [item for item in BARS.split(text) if item]
    return len(items) <= 6 and all(len(item.split()) <= CHUNK_WORDS for item in items)


def best_date(dates: tuple[PrintedDate, ...]) -> PrintedDate | None:
    """The date with the strongest label, of several the first."""
    return min(dates, key=lambda date: (date.role, date.line), default=None)


def find_masthead(draft: Draft, dated: frozenset[int], outlet: str | None) -> tuple[str, Span] | None:
    """The outlet's name above its own date or menu line, marked.

    Only where another line can be the title; a line that repeats the declared outlet always is.
    """
    head = range(min(draft.first_prose(), len(draft.lines)))
    for index in head:
        if draft.is_open(index) and outlet and draft.lines[index].folded == fold(outlet):
            draft.furnish(index, FurnitureKind.NAVIGATION, "masthead")
            return draft.lines[index].text, draft.lines[index].span
    first = next((index for index in head if draft.is_open(index)), None)
    if first is None or first + 1 >= len(draft.lines):
        return None
    line, following = draft.lines[first], draft.lines[first + 1]
    titles = [i for i in head if i > first and draft.is_open(i) and draft.lines[i].headline_like]
    under = first + 1 in dated or _is_menu(draft, first + 1)
    if line.words <= MASTHEAD_WORDS and line.headline_like and under and not following.gap and titles:
        draft.furnish(first, FurnitureKind.NAVIGATION, "masthead")
        return line.text, line.span
    return None


def _is_menu(draft: Draft, index: int) -> bool:
    mark = draft.marks.get(index)
    return mark is not None and mark.furniture is FurnitureKind.NAVIGATION


def find_byline(draft: Draft, rules: FurnitureRules, dated: frozenset[int]) -> tuple[str, Span] | None:
    """The author that a line in the head or at the end names; the line is marked."""
    first, count = draft.first_prose(), len(draft.lines)
    opening = next((index for index, line in draft.open()), None)
    for index in sorted({*range(min(first, count)), *range(max(0, count - TAIL_LINES), count), *dated}):
        line = draft.lines[index]
        if index == opening or not (draft.is_open(index) or index in dated):
            continue
        found = _byline(line, rules) if len(line.text) <= LONGEST_DATE_LINE else None
        if found is not None:
            draft.mark(index, BlockKind.CREDIT, "byline", FurnitureKind.CREDIT)
            return found.of(line.text), found.shifted(line.span.start)
    return None


def _byline(line: Line, rules: FurnitureRules) -> Span | None:
    """The names in a line of which one item between bars, or the whole bracket, begins as a byline."""
    bracketed = line.text[0] in "([" and line.text.rstrip(". ")[-1:] in ")]"
    starts = [1] if bracketed else [0, *(match.end() for match in BARS.finditer(line.text))]
    for start in starts:
        match = rules.byline.match(line.text, start)
        if match is None:
            continue
        rest = line.text[match.end() :]
        if bracketed or not rest.strip() or BARS.match(rest):
            return Span(match.start("name"), match.start("name") + len(match["name"].rstrip(" .,")))
    return None


def find_title(draft: Draft, declared: Sourced | None) -> Sourced | None:
    """The title: as declared, with its place if it is printed; else the first line if it is like one."""
    if declared is not None:
        index = _printed_title(draft, declared.value)
        if index is None:
            return declared
        draft.marks[index] = Mark(BlockKind.TITLE, "declared-title")
        return Sourced(declared.value, declared.provenance, draft.lines[index].span)
    first = next((index for index, _ in draft.open()), None)
    if first is None or first > draft.first_prose():
        return None
    line = draft.lines[first]
    follows = any(index > first for index, _ in draft.open())
    if not line.headline_like or not follows or draft.goes_on(first) or len(line.text) < SHORTEST_TITLE:
        return None
    draft.mark(first, BlockKind.TITLE, "first-line")
    return Sourced(line.text, Provenance.TEXT, line.span)


def _printed_title(draft: Draft, declared: str) -> int | None:
    """The first line that prints the declared title, wherever it stands: whole, or all but a site's name."""
    wanted = fold(declared)
    for index, line in enumerate(draft.lines):
        shorter, longer = sorted((line.folded, wanted), key=len)
        if shorter and (shorter == longer or (shorter in longer and len(shorter) > 0.7 * len(longer))):
            return index
    return None


UPPER = r"[^\W\d_a-zß-öø-ÿ]"
PLACE = rf"{UPPER}[\w.'’]*(?:[ /-](?:am |an der |de |la |of )?{UPPER}[\w.'’]*){{0,3}}"
IN_BRACKETS = re.compile(
    rf"\((?P<place>{PLACE}(?:, {PLACE})?)(?:/(?P<credit>[^()]{{2,30}}))?\)\s+(?=[^a-zß-öø-ÿ\s])"
)
WITH_DASH = re.compile(
    rf"(?P<place>{PLACE})(?P<more>,[^()–—\n]{{1,45}}?)?\s*(?:\((?P<credit>[^()\n]{{2,40}})\))?\s*(?:[–—]|--?(?=\s))\s*"
)
WITH_STOP = re.compile(rf"(?P<place>{UPPER}{{3,}}(?:[ /-]{UPPER}{{2,}}){{0,3}})\.\s+(?=[^\W\d_]|[„“\"»«])")
UNLISTED = re.compile(r"[a-z]{3,5}|[A-Z]{2,5}")  # what an agency's abbreviation looks like


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place before a report's first sentence, and the agencies and the date beside it."""

    place: Span
    agencies: tuple[tuple[Span, str], ...]
    date: PrintedDate | None


def find_dateline(draft: Draft, finder: CreditFinder, rules: FurnitureRules) -> Dateline | None:
    """The dateline of the first paragraph, cut off it."""
    index = draft.first_prose()
    if index >= len(draft.lines):
        return None
    line = draft.lines[index]
    start, head = line.span.start, line.text[:200]
    for pattern in (IN_BRACKETS, WITH_DASH, WITH_STOP):
        match = pattern.match(head)
        if match is None:
            continue
        groups = match.groupdict()
        place = Span(start + match.start("place"), start + match.end("place"))
        agencies = tuple(_agencies(match, start, finder)) if groups.get("credit") else ()
        if groups.get("credit") and not agencies:
            continue
        if pattern is IN_BRACKETS and finder.credit_list(place):
            continue
        date = _date_in(match, start, index, rules) if groups.get("more") else None
        certain = (
            bool(agencies)
            or date is not None
            or match["place"].isupper()
            or match["place"] in rules.datelines
        )
        if pattern is WITH_DASH and not certain:
            continue
        draft.cut(index, Span(start, start + len(match.group().rstrip())), Mark(BlockKind.CREDIT, "dateline"))
        whole = (
            place
            if not groups.get("more") or date is not None
            else Span(place.start, start + match.end("more"))
        )
        return Dateline(whole, agencies, date)
    return None


def _agencies(match: re.Match[str], start: int, finder: CreditFinder) -> Iterator[tuple[Span, str]]:
    """The agencies in a dateline's brackets; there even an unlisted abbreviation is one."""
    inside = Span(start + match.start("credit"), start + match.end("credit"))
    if UNLISTED.fullmatch(match["credit"]):
        finder.learn(match["credit"])
    yield from finder.names_in_list(inside)


def _date_in(match: re.Match[str], start: int, index: int, rules: FurnitureRules) -> PrintedDate | None:
    found = rules.dates.pattern.search(match["more"])
    value = value_of(found, rules.dates) if found else None
    if found is None or value is None:
        return None
    at = start + match.start("more")
    return PrintedDate(value, Span(at + found.start(), at + found.end()), Role.DATELINE, index)
