"""Which lines of a page are its main text: what trafilatura keeps, found again in our own lines."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from quellenlage.domain.span import Span
from quellenlage.readers.linear import ASIDE, Line, Page

HEADINGS = frozenset(["h2", "h3", "h4", "time"])
SENTENCE_WORDS = 8
SHORT = 24  # letters; shorter lines must be a whole line of trafilatura's, not a piece of one
WINDOW = 20_000  # letters that are searched after the last line found
LETTERS = re.compile(r"[\W_]+")
MAX_PAGE = 2_000_000  # characters; trafilatura is not asked about larger pages


def find_main(page: Page, source: str) -> tuple[Span, ...]:
    """The spans of the main text's lines; empty where nothing tells it from the rest."""
    candidates = [line for line in page.lines if ASIDE.isdisjoint(line.inside)]
    found = _aligned(page, candidates, _extract(source)) or _landmark(candidates)
    if not found:
        return ()
    found |= set([line for line in candidates if "h1" in line.inside][:1])
    found |= set(_passed_over(page, candidates, found))
    return tuple(line.span for line in candidates if line in found)


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
