"""Which lines of a page are its main text: what trafilatura keeps, found again in our own lines."""

from __future__ import annotations

import logging
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from quellenlage.domain.report import FurnitureKind
from quellenlage.domain.span import Span, merged
from quellenlage.lang.furniture import fold
from quellenlage.lang.pack import LANGUAGES, language_pack
from quellenlage.readers.linear import ASIDE, Line, Page
from quellenlage.readers.page_roles import Role

HEADINGS = frozenset(["h2", "h3", "h4", "time"])
SENTENCE_WORDS = 8
SHORT = 24  # letters; shorter lines must be a whole line of trafilatura's, not a piece of one
WINDOW = 20_000  # letters that are searched after the last line found
LETTERS = re.compile(r"[\W_]+")
MAX_PAGE = 2_000_000  # characters; trafilatura is not asked about larger pages
DEEPEST = 300  # nested elements; nor about pages that nobody wrote by hand
LARGEST_BOX = 0.5  # of a page's letters in sentences: a larger box is no furniture, whatever it is called
ADVERTISEMENT = "sponsor"  # the rule whose phrases head an advertisement
LARGEST_AD = 600  # characters; more below such a label is the report going on
HEADED_KINDS = frozenset([FurnitureKind.COMMENT, FurnitureKind.SUBSCRIBE, FurnitureKind.RELATED])
MOSTLY = 0.6  # of a box's letters


def find_main(page: Page, source: str) -> tuple[Span, ...]:
    """The spans of the main text's lines; empty where nothing tells it from the rest."""
    outside = [line for line in page.lines if ASIDE.isdisjoint(line.inside)]
    candidates = _without_boxes(page, outside) or outside
    extracted = _extract(source) if page.depth <= DEEPEST else ""
    found = _aligned(page, candidates, extracted) or _landmark(candidates)
    if not found:
        return ()
    found |= set([line for line in candidates if "h1" in line.inside][:1])
    found |= set(_passed_over(page, candidates, found))
    return tuple(line.span for line in candidates if line in found)


def _without_boxes(page: Page, lines: list[Line]) -> list[Line]:
    """The lines that stand in no box that the markup calls furniture.

    A box with the page's heading in it, or with most of the page's sentences, is called wrongly.
    """
    starts = [line.span.start for line in lines]
    lengths = list(accumulate((_told(page, line) for line in lines), initial=0))
    linked = list(accumulate((len(line.span) if "a" in line.inside else 0 for line in lines), initial=0))
    whole = list(accumulate((len(line.span) for line in lines), initial=0))
    heading = next((line.span for line in lines if "h1" in line.inside), None)
    holes: list[Span] = []
    for box in page.boxes:
        first, last = bisect_left(starts, box.span.start), bisect_left(starts, box.span.end)
        if heading is not None and box.span.overlaps(heading) and box.role is not Role.QUOTED:
            continue
        if box.role is Role.HEADED and not _heads_furniture(page, lines, first, last):
            continue
        if box.role is Role.LINKED and linked[last] - linked[first] <= MOSTLY * (whole[last] - whole[first]):
            continue
        if lengths[last] - lengths[first] <= LARGEST_BOX * lengths[-1]:
            holes.append(box.span)
    merged_holes = merged(holes)
    ends = [hole.end for hole in merged_holes]
    return [line for line in lines if not _inside(line.span, merged_holes, ends)]


def _heads_furniture(page: Page, lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether the first of the lines is the heading of other reports, comments or the like."""
    if last - first < 2:
        return False
    head = fold(lines[first].span.of(page.text))
    short = sum(len(line.span) for line in lines[first:last]) <= LARGEST_AD
    return head in _heads() or (short and head in _ad_labels())


@cache
def _ad_labels() -> frozenset[str]:
    """The labels of advertisements in all languages."""
    rules = [language_pack(code).furniture for code in LANGUAGES]
    return frozenset(
        phrase for r in rules for phrase, rule in r.by_phrase.items() if rule.rule == ADVERTISEMENT
    )


@cache
def _heads() -> frozenset[str]:
    """The headings of furniture in all languages."""
    rules = [language_pack(code).furniture for code in LANGUAGES]
    phrases = {phrase for r in rules for phrase, rule in r.by_phrase.items() if rule.kind in HEADED_KINDS}
    return frozenset(phrases.union(*(r.related for r in rules)))


def _told(page: Page, line: Line) -> int:
    """The length of a line that tells something; menus and labels do not."""
    return len(line.span) if line.span.of(page.text).count(" ") >= SENTENCE_WORDS else 0


def _inside(span: Span, holes: Sequence[Span], ends: list[int]) -> bool:
    """Whether most of `span` lies in one of the holes."""
    index = bisect_right(ends, span.start)
    if index >= len(holes) or holes[index].start >= span.end:
        return False
    covered = min(span.end, holes[index].end) - max(span.start, holes[index].start)
    return covered > MOSTLY * len(span)


def _passed_over(page: Page, lines: list[Line], found: set[Line]) -> Iterator[Line]:
    """Between the first line found and the last: headings, times, and sentences that are no link."""
    places = [index for index, line in enumerate(lines) if line in found]
    for line in lines[places[0] : places[-1]]:
        if "a" in line.inside:
            continue
        text = line.span.of(page.text)
        sentence = text[-1] in '.!?“”»«"' and len(text.split()) >= SENTENCE_WORDS
        if sentence or not HEADINGS.isdisjoint(line.inside):
            yield line


def _extract(source: str) -> str:
    if len(source) > MAX_PAGE:
        return ""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    import trafilatura  # slow to import

    try:
        found = trafilatura.extract(source, favor_recall=True, include_comments=False, include_tables=True)
    except Exception:  # whatever a broken page does to it: the caller falls back to the page's own landmarks
        return ""
    return found or ""


def _aligned(page: Page, lines: list[Line], extracted: str) -> set[Line]:
    """The lines whose letters stand in the extracted text, in its order."""
    whole = {_letters(line) for line in extracted.split("\n")}
    stream = _letters(extracted)
    found: set[Line] = set()
    at = 0
    for line in lines:
        letters = _letters(line.span.of(page.text))
        if not letters:
            continue
        place = stream.find(letters, at, at + len(letters) + WINDOW) if len(letters) >= SHORT else -1
        if place >= 0:
            at = place + len(letters)
        if place >= 0 or letters in whole:
            found.add(line)
    return found


def _letters(text: str) -> str:
    return LETTERS.sub("", text).casefold()


def _landmark(lines: list[Line]) -> set[Line]:
    for name in ("article", "main"):
        found = {line for line in lines if name in line.inside}
        if found:
            return found
    return set()
