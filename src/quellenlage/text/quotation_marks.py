"""Which quotation marks open and close together, paragraph by paragraph.

Marks are printed in many styles, left unclosed, closed in another style, or set one sentence too early.
The rules here pair what can be paired inside one paragraph and repair what is commonly broken; a mark
that fits nothing is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.domain.span import Span, stripped

LOW = "„‟"
HIGH = "“”"
GUILLEMETS = "«»"
ASCII = '"'
DOUBLE = LOW + HIGH + GUILLEMETS + ASCII
SINGLE_PAIRS = {"‚": "‘’'", "‹": "›", "›": "‹", "‘": "’'", "'": "'", "`": "´`'"}
MARKS = DOUBLE + "‚‘’‹›'`´"
LONGEST_SINGLE = 1000  # characters of a quotation in single marks
SENTENCE_END = ".!?…"
OPENING_BRACKETS = "([{–—-/"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks. `outer` includes the marks; `pieces` are the words without them.

    There are several pieces where a stray mark stands inside, or where the quotation goes on after a
    mark that closed it too early. `closed` is false where the closing mark is missing.
    """

    outer: Span
    pieces: tuple[Span, ...]
    closed: bool = True

    @property
    def inner(self) -> Span:
        """From the first to the last quoted character."""
        return self.pieces[0].to(self.pieces[-1])


def find_quotations(text: str, paragraph: Span) -> tuple[Quotation, ...]:
    """The outermost quotations of a paragraph in order. Nested ones stay inside their piece."""
    doubles = _double(text, paragraph)
    singles = [q for q in _single(text, paragraph) if not any(d.outer.overlaps(q.outer) for d in doubles)]
    return tuple(sorted((*doubles, *singles), key=lambda q: q.outer))


def _double(text: str, paragraph: Span) -> list[Quotation]:
    out: list[Quotation] = []
    opened: int | None = None
    strays: list[int] = []
    sign = ""
    for at in _marks(text, paragraph):
        mark = text[at]
        if opened is None:
            if _can_open(text, at, paragraph):
                opened, sign, strays = at, mark, []
            elif mark in HIGH and out and _closed_too_early(text, out[-1], at):
                out[-1] = _prolonged(text, out[-1], at)
        elif _closes(text, at, sign, paragraph):
            _append(out, text, Span(opened, at + 1), strays)
            opened = None
        else:
            strays.append(at)
    if opened is not None:
        _append_unclosed(out, text, opened, strays, paragraph)
    return out


def _marks(text: str, paragraph: Span) -> Iterator[int]:
    return (at for at in range(paragraph.start, paragraph.end) if text[at] in DOUBLE)


def _can_open(text: str, at: int, paragraph: Span) -> bool:
    mark = text[at]
    after = text[at + 1] if at + 1 < paragraph.end else " "
    before = text[at - 1] if at > paragraph.start else " "
    if mark in LOW:
        return True
    loose = before.isspace() or before in OPENING_BRACKETS or before in "„“\"»«‚‘'"
    return loose and not after.isspace()


def _closes(text: str, at: int, sign: str, paragraph: Span) -> bool:
    mark = text[at]
    if sign in GUILLEMETS:
        return mark in GUILLEMETS and mark != sign
    if mark in LOW or mark in GUILLEMETS:
        return False
    if sign in LOW:
        return mark in HIGH or mark == ASCII
    if sign == ASCII:
        return mark == ASCII or mark in HIGH
    return mark in HIGH or mark == ASCII


def _closed_too_early(text: str, last: Quotation, at: int) -> bool:
    """Whether the last quotation ended with a sentence and only whole words stand between it and `at`."""
    tail = text[last.inner.end - 1 : last.outer.end]
    between = text[last.outer.end : at]
    return bool(between.strip()) and any(c in SENTENCE_END for c in tail) and not between[-1].isspace()


def _prolonged(text: str, last: Quotation, at: int) -> Quotation:
    piece = stripped(text, Span(last.outer.end, at))
    return Quotation(Span(last.outer.start, at + 1), (*last.pieces, piece), last.closed)


def _append(out: list[Quotation], text: str, outer: Span, strays: list[int], closed: bool = True) -> None:
    """Add the quotation unless it is empty; stray opening marks inside cut it into pieces."""
    ends = [*strays, outer.end - 1 if closed else outer.end]
    starts = [outer.start + 1, *(stray + 1 for stray in strays)]
    pieces = (stripped(text, Span(s, e)) for s, e in zip(starts, ends, strict=True) if s <= e)
    kept = tuple(piece for piece in pieces if len(piece))
    if kept:
        out.append(Quotation(outer, kept, closed))


def _append_unclosed(
    out: list[Quotation], text: str, opened: int, strays: list[int], paragraph: Span
) -> None:
    """What no mark closes runs to the end of its paragraph if it began with it or after a colon."""
    opened = strays[-1] if strays else opened
    before = text[paragraph.start : opened].rstrip()
    if not before or before.endswith(":"):
        _append(out, text, Span(opened, paragraph.end), [], closed=False)


def _single(text: str, paragraph: Span) -> list[Quotation]:
    """Quotations in single marks; an apostrophe is none."""
    out: list[Quotation] = []
    without_end: dict[str, int] = {}  # up to where no closing mark of a kind stands
    at = paragraph.start
    while at < paragraph.end:
        closing = SINGLE_PAIRS.get(text[at])
        end = None
        if closing and _opens_single(text, at, paragraph):
            limit = min(paragraph.end, at + LONGEST_SINGLE)
            end = _single_end(text, max(at + 2, without_end.get(closing, 0)), limit, closing, paragraph)
            if end is None:
                without_end[closing] = limit
        if end is None:
            at += 1
            continue
        _append(out, text, Span(at, end + 1), [])
        at = end + 1
    return out


def _opens_single(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return (before.isspace() or before in OPENING_BRACKETS) and not after.isspace()


def _single_end(text: str, start: int, limit: int, closing: str, paragraph: Span) -> int | None:
    for end in range(start, limit):
        following = text[end + 1] if end + 1 < paragraph.end else " "
        if text[end] in closing and not text[end - 1].isspace() and not following.isalnum():
            return end
    return None
