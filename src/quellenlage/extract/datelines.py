"""The dateline: the place before a report's first sentence, with agencies and a date beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.domain.report import BlockKind
from quellenlage.domain.span import Span
from quellenlage.extract.credits import CreditFinder
from quellenlage.extract.layout_lines import Draft, Mark
from quellenlage.extract.printed_dates import PrintedDate, Role
from quellenlage.lang.dates import value_of
from quellenlage.lang.furniture import FurnitureRules

UPPER = r"[^\W\d_a-zß-öø-ÿ]"
PLACE = rf"{UPPER}[\w.'’]*(?:[ /-](?:am |an der |de |la |of )?{UPPER}[\w.'’]*){{0,3}}"
IN_BRACKETS = re.compile(
    rf"\((?P<place>{PLACE}(?:, {PLACE})?)(?:/(?P<credit>[^()]{{2,30}}))?\)\s+(?=[^a-zß-öø-ÿ\s])"
)
WITH_DASH = re.compile(
    rf"(?P<place>{PLACE}(?: \({PLACE}\)(?=,))?)(?P<more>,[^()–—\n]{{1,45}}?)?"
    r"\s*(?:\((?P<credit>[^()\n]{2,40})\)|/(?P<slashed>[^()/\n]{2,40})/)?\s*(?:[–—]|--?(?=\s))\s*"
)
BEFORE_DATE = re.compile(rf"(?P<place>{PLACE})(?:,? ?\((?P<credit>[^()\n]{{2,40}})\))?")
AFTER_DATE = re.compile(
    r"\s*(?:\((?P<credit>[^()\n]{2,40})\))?\s*(?:[.:–—]|--?(?=\s))\s*(?=[^\Wa-zß-öø-ÿ]|[„“\"»«›‚‘'])"
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
    dated = _with_date(head, start, index, finder, rules)
    if dated is not None:
        end, found = dated
        draft.cut(index, Span(start, start + end), Mark(BlockKind.CREDIT, "dateline"))
        return found
    for pattern in (IN_BRACKETS, WITH_DASH, WITH_STOP):
        match = pattern.match(head)
        if match is None:
            continue
        groups = match.groupdict()
        place = Span(start + match.start("place"), start + match.end("place"))
        credit = "credit" if groups.get("credit") else "slashed"
        agencies = tuple(_agencies(match, credit, start, finder)) if groups.get(credit) else ()
        if groups.get(credit) and not agencies:
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


def _with_date(
    head: str, start: int, index: int, finder: CreditFinder, rules: FurnitureRules
) -> tuple[int, Dateline] | None:
    """A place and a full date, then a stop, a colon or a dash: "Orbach, 12. Juni 2024. ..."; and its end."""
    place = BEFORE_DATE.match(head)
    between = rules.date_after_place.match(head, place.end()) if place else None
    date = rules.dates.pattern.match(head, between.end()) if between else None
    value = value_of(date, rules.dates) if date else None
    after = AFTER_DATE.match(head, date.end()) if date else None
    if place is None or date is None or value is None or after is None:
        return None
    agencies: list[tuple[Span, str]] = []
    for match in (place, after):
        if match["credit"]:
            found = list(_agencies(match, "credit", start, finder))
            if not found:
                return None
            agencies += found
    printed = PrintedDate(value, Span(*date.span()).shifted(start), Role.DATELINE, index)
    whole = Span(*place.span("place")).shifted(start)
    return len(head[: after.end()].rstrip()), Dateline(whole, tuple(agencies), printed)


def _agencies(
    match: re.Match[str], group: str, start: int, finder: CreditFinder
) -> Iterator[tuple[Span, str]]:
    """The agencies in a dateline's brackets; there even an unlisted abbreviation is one."""
    inside = Span(start + match.start(group), start + match.end(group))
    if UNLISTED.fullmatch(match[group]):
        finder.learn(match[group])
    yield from finder.names_in_list(inside)


def _date_in(match: re.Match[str], start: int, index: int, rules: FurnitureRules) -> PrintedDate | None:
    found = rules.dates.pattern.search(match["more"])
    value = value_of(found, rules.dates) if found else None
    if found is None or value is None:
        return None
    at = start + match.start("more")
    return PrintedDate(value, Span(at + found.start(), at + found.end()), Role.DATELINE, index)
