"""What a report prints about itself above its text: outlet, title, byline."""

from __future__ import annotations

import re

from quellenlage.domain.report import BlockKind, Credit, CreditKind, FurnitureKind, Provenance, Sourced
from quellenlage.domain.span import Span
from quellenlage.extract.credits import CreditFinder
from quellenlage.extract.furniture import TRAIL_RULE
from quellenlage.extract.layout_lines import Draft, Line, Mark
from quellenlage.extract.printed_dates import BARS, LONGEST_DATE_LINE
from quellenlage.lang.furniture import fold

MASTHEAD_WORDS = 5
MASTHEAD_LINES = 3
BESIDE = 6  # lines between the first of the main text and an author's name outside of it
HEAD_LINES = 60  # no head is longer
TAIL_LINES = 3  # a byline may stand behind the text or among its last lines
SHORTEST_TITLE = 10
KICKER_WORDS = 2
LONGEST_KICKER = 30
SITE_NAME = re.compile(r"\s*[|·–—-]\s+\S+(?:\s+\S+){0,4}")
NONE: frozenset[int] = frozenset()


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
    above = _above_trail(draft, head)
    if above:
        for index in above:
            draft.furnish(index, FurnitureKind.NAVIGATION, "masthead")
        return draft.lines[first].text, draft.lines[first].span
    line, following = draft.lines[first], draft.lines[first + 1]
    titles = [i for i in head if i > first and draft.is_open(i) and draft.lines[i].headline_like]
    under = first + 1 in dated or _is_menu(draft, first + 1)
    if line.words <= MASTHEAD_WORDS and line.headline_like and under and not following.gap and titles:
        draft.furnish(first, FurnitureKind.NAVIGATION, "masthead")
        return line.text, line.span
    return None


def _above_trail(draft: Draft, head: range) -> list[int]:
    """The few short lines above the way from the site's start to the report: the site's name and motto."""
    trail = next((i for i in head if (m := draft.marks.get(i)) and m.rule == TRAIL_RULE), None)
    if trail is None or not any(draft.is_open(i) and draft.lines[i].headline_like for i in head if i > trail):
        return []
    above = [i for i in head if i < trail and draft.is_open(i)]
    short = all(draft.lines[i].words <= MASTHEAD_WORDS and draft.lines[i].headline_like for i in above)
    return above if short and len(above) <= MASTHEAD_LINES else []


def _is_menu(draft: Draft, index: int) -> bool:
    mark = draft.marks.get(index)
    return mark is not None and mark.furniture is FurnitureKind.NAVIGATION


def find_byline(
    draft: Draft, finder: CreditFinder, dated: frozenset[int]
) -> tuple[tuple[str, Span] | None, list[Credit]]:
    """The author that a line in the head or near the end names, and agencies beside one.

    All lines that name an author are marked.
    """
    rules, credits = finder.rules, list[Credit]()
    first, last = min(draft.first_prose(), HEAD_LINES), draft.last_prose()
    opening = next((index for index, line in draft.open()), None)
    bylines: list[tuple[str, Span]] = []
    outside: list[tuple[str, Span]] = []
    top = next((index for index, line in draft.open()), 0)
    for index, line in enumerate(draft.lines):
        placed = index < first or index > last - TAIL_LINES or index in dated
        if not placed or not rules.byline_word.search(line.text[:LONGEST_DATE_LINE]):
            continue
        mark = draft.marks.get(index)
        credited = mark is not None and mark.furniture is FurnitureKind.CREDIT
        if len(line.text) > LONGEST_DATE_LINE or index == opening:
            continue
        beside = (
            mark is not None and mark.furniture is FurnitureKind.OUTSIDE_MAIN and abs(index - top) <= BESIDE
        )
        if mark is not None and not credited and not beside and index not in dated:
            continue
        found = _byline(line, finder, credited)
        if found is not None and beside:
            outside.append((found.of(line.text), found.shifted(line.span.start)))
        elif found is not None:
            draft.mark(index, BlockKind.CREDIT, "byline", FurnitureKind.CREDIT)
            bylines.append((found.of(line.text), found.shifted(line.span.start)))
            agencies = finder.names_in_list(Span(line.span.start + found.end, line.span.end))
            credits += [Credit(span, name, CreditKind.CREDIT) for span, name in agencies]
    only = outside[0] if len({name for name, _ in outside}) == 1 else None
    return next(iter(bylines), only), credits


def _byline(line: Line, finder: CreditFinder, credited: bool) -> Span | None:
    """The names in a line of which one item between bars, or all of a credit, begins as a byline."""
    bracketed = line.text[0] in "([" and line.text.rstrip(". ")[-1:] in ")]"
    starts = [1] if bracketed else [0, *(match.end() for match in BARS.finditer(line.text))]
    for start in starts:
        match = finder.rules.byline.match(line.text, start)
        if match is None:
            continue
        end = _before_agencies(line, match, finder)
        rest = line.text[end:]
        beside = finder.follows_names(Span(line.span.start + end, line.span.end))
        if bracketed or credited or beside or not rest.strip() or BARS.match(rest):
            return Span(match.start("name"), len(line.text[:end].rstrip(" .,")))
    return None


def _before_agencies(line: Line, match: re.Match[str], finder: CreditFinder) -> int:
    """Where the names of people end: before the first agency that the pattern took for one, and its joint."""
    start = line.span.start
    first = min((span.start - start for span, _ in finder.names_in_list(line.span)), default=match.end())
    if not match.start("name") < first < match.end():
        return match.end()
    names = line.text[match.start("name") : first]
    joint = next((j for j in finder.rules.joints.finditer(names) if j.end() == len(names)), None)
    return first - (len(joint.group()) if joint else 0)


def find_title(draft: Draft, declared: Sourced | None, taken: frozenset[int] = NONE) -> Sourced | None:
    """The title: as declared, at its place if it is printed; else the first line if it is like one.

    Lines in `taken` are something else. A kicker of a word or two before a headline is none.
    """
    if declared is not None:
        index = _printed_title(draft, declared.value)
        if index is None:
            return declared
        draft.marks[index] = Mark(BlockKind.TITLE, "declared-title")
        line = draft.lines[index]
        return Sourced(min(declared.value, line.text, key=len), declared.provenance, line.span)
    lines = [index for index, _ in draft.open() if index not in taken]
    first = next((index for index in lines if index <= draft.first_prose()), None)
    if first is None or len(lines) < 2:
        return None
    if _is_kicker(draft, first, lines[1]):
        first = lines[1]
    line = draft.lines[first]
    if not line.headline_like or line is draft.lines[lines[-1]] or draft.goes_on(first):
        return None
    if len(line.text) < SHORTEST_TITLE:
        return None
    draft.mark(first, BlockKind.TITLE, "first-line")
    return Sourced(line.text, Provenance.TEXT, line.span)


def _is_kicker(draft: Draft, first: int, second: int) -> bool:
    """Whether a word or two stand above a longer headline."""
    one, two = draft.lines[first], draft.lines[second]
    short = one.words <= KICKER_WORDS and len(one.text) <= LONGEST_KICKER and one.headline_like
    return short and two.headline_like and two.words > one.words + 1 and second < draft.first_prose()


def _printed_title(draft: Draft, declared: str) -> int | None:
    """The first line that prints the declared title, wherever it stands: whole, or all but a site's name."""
    wanted = fold(declared)
    for index, line in enumerate(draft.lines):
        shorter, longer = sorted((line.folded, wanted), key=len)
        if shorter and (shorter == longer or _without_site(shorter, longer)):
            return index
    return None


def _without_site(shorter: str, longer: str) -> bool:
    """Whether `longer` is `shorter` with a little more around it, or with a site's name behind a dash."""
    if len(shorter) > 0.7 * len(longer):
        return shorter in longer
    rest = longer[len(shorter) :] if longer.startswith(shorter) and len(shorter) >= SHORTEST_TITLE else ""
    return SITE_NAME.fullmatch(rest) is not None
