"""The lines of a report as its layout sees them: hard-wrapped lines joined, marks for what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quellenlage.domain.report import Block, BlockKind, Furniture, FurnitureKind
from quellenlage.domain.span import Span, stripped
from quellenlage.lang.furniture import fold

BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
WITH_WORD = re.compile(r"\S*\w\S*")  # a bar or dash alone is no word
FINISHED = re.compile(r"[.!?…][\"“”»«’‘')\]]*\s*\Z")
PHRASE_LIMIT = 600  # characters; nothing longer is compared with furniture phrases
HEADLINE_LIMIT = 240
HEADLINE_WORDS = 34
FEWEST_PROSE_WORDS = 8
WIDEST_WRAP = 100  # no page wraps its text by hand at more characters than this
NARROWEST_WRAP = 40
SLACK = 2  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a paragraph joined from hard-wrapped lines, without the white space around it.

    `gap`: an empty line stands before it. `folded`: its text for comparison; empty if it is too long
    to be furniture. `finished`: it ends as a sentence does. `headline_like`: it could be a headline,
    being short and neither finished nor going on. `prose`: it reads like running text.
    """

    span: Span
    text: str
    gap: bool
    folded: str
    words: int
    finished: bool
    headline_like: bool
    prose: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line was recognised as, and by which rule."""

    kind: BlockKind
    rule: str
    furniture: FurnitureKind | None = None


@dataclass
class Draft:
    """A layout in the making: the lines, the mark of each line that has one, pieces cut off lines.

    `cuts` are parts of lines that become blocks of their own (a dateline, a stamp, a closing credit).
    """

    lines: Sequence[Line]
    marks: dict[int, Mark] = field(default_factory=dict)
    cuts: dict[int, list[tuple[Span, Mark]]] = field(default_factory=dict)
    stamps: dict[int, str] = field(default_factory=dict)  # from this line on, the entry's time
    _open: list[tuple[int, Line]] | None = None  # what `open` gave last, with so many marks
    _open_at: int = -1

    def mark(self, index: int, kind: BlockKind, rule: str, furniture: FurnitureKind | None = None) -> None:
        """Mark a line; the first mark stays."""
        self.marks.setdefault(index, Mark(kind, rule, furniture))

    def furnish(self, index: int, furniture: FurnitureKind, rule: str) -> None:
        """Mark a line as furniture."""
        self.mark(index, BlockKind.FURNITURE, rule, furniture)

    def cut(self, index: int, span: Span, mark: Mark) -> None:
        """Cut a part off a line."""
        self.cuts.setdefault(index, []).append((span, mark))

    def open(self) -> Iterator[tuple[int, Line]]:
        """The lines without a mark, as they are when asked for."""
        if self._open is None or self._open_at != len(self.marks):
            lines = enumerate(self.lines) if self._open is None else self._open
            self._open = [pair for pair in lines if pair[0] not in self.marks]
            self._open_at = len(self.marks)
        return iter(self._open)

    def is_open(self, index: int) -> bool:
        """Whether there is such a line and it has no mark."""
        return 0 <= index < len(self.lines) and index not in self.marks

    def goes_on(self, index: int) -> bool:
        """Whether the next line goes on with this one's sentence: it begins in lower case."""
        following = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        return following[:1].islower()

    def first_prose(self) -> int:
        """The index of the first unmarked paragraph of running text; the number of lines if none."""
        return next((index for index, line in self.open() if line.prose), len(self.lines))

    def last_prose(self) -> int:
        """The index of the last unmarked paragraph of running text; -1 if none."""
        return max((index for index, line in self.open() if line.prose), default=-1)


def find_lines(text: str, wrapped: bool) -> tuple[Line, ...]:
    """The lines of `text` that hold anything; with `wrapped`, hard-wrapped ones are joined."""
    spans = list(_raw_lines(text))
    joined = _unwrapped(text, spans) if wrapped else spans
    return tuple(_line(text, span, gap) for span, gap in joined)


def _raw_lines(text: str) -> Iterator[tuple[Span, bool]]:
    start, gap = 0, False
    for end, after in [*((m.start(), m.end()) for m in BREAK.finditer(text)), (len(text), len(text))]:
        span = stripped(text, Span(start, end))
        if len(span):
            yield span, gap
        gap, start = not len(span), after


def _line(text: str, span: Span, gap: bool) -> Line:
    exact = span.of(text)
    short = len(exact) <= PHRASE_LIMIT
    words = len(WITH_WORD.findall(exact)) if short else PHRASE_LIMIT
    finished = FINISHED.search(exact[-12:]) is not None
    return Line(
        span=span,
        text=exact,
        gap=gap,
        folded=fold(exact) if short else "",
        words=words,
        finished=finished,
        headline_like=len(exact) <= HEADLINE_LIMIT and words <= HEADLINE_WORDS and _like_headline(exact),
        prose=(finished and words >= FEWEST_PROSE_WORDS) or words > HEADLINE_WORDS,
    )


def _like_headline(text: str) -> bool:
    """Whether a short text has letters and ends neither as a sentence does nor as one that goes on."""
    return text.rstrip("\"“”»«’‘')]")[-1:] not in ".,;:…" and any(char.isalpha() for char in text)


def _unwrapped(text: str, lines: list[tuple[Span, bool]]) -> list[tuple[Span, bool]]:
    """Lines that were broken because the next word did not fit, joined again."""
    width = max((len(span) for span, _ in lines), default=0)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return lines
    inner = [i for i in range(len(lines) - 1) if not lines[i + 1][1]]
    full = {i for i in inner if _did_not_fit(text, lines[i][0], lines[i + 1][0], width)}
    running = [i for i in full if not FINISHED.search(lines[i][0].of(text)[-12:])]
    if len(full) < 4 or len(full) < 0.6 * len(inner) or len(running) < 0.5 * len(full):
        return lines
    out: list[tuple[Span, bool]] = []
    for i, (span, gap) in enumerate(lines):
        if i and i - 1 in full:
            out[-1] = (out[-1][0].to(span), out[-1][1])
        else:
            out.append((span, gap))
    return out


def _did_not_fit(text: str, line: Span, following: Span, width: int) -> bool:
    word = following.of(text).split(maxsplit=1)[0]
    return len(line) + 1 + len(word) > width - SLACK and len(line) > width / 2


def blocks_of(draft: Draft, text: str) -> tuple[tuple[Block, ...], tuple[Furniture, ...]]:
    """The blocks in order, and the furniture among them."""
    blocks: list[Block] = []
    furniture: list[Furniture] = []
    stamp: str | None = None
    plain = Mark(BlockKind.PARAGRAPH, "paragraph")
    for index, line in enumerate(draft.lines):
        mark = draft.marks.get(index, plain)
        stamp = draft.stamps.get(index, stamp)
        for span, piece in _pieces(line, mark, draft.cuts.get(index, []), text):
            blocks.append(Block(span, piece.kind, stamp))
            if piece.furniture is not None:
                furniture.append(Furniture(span, piece.furniture, piece.rule))
    return tuple(blocks), tuple(furniture)


def _pieces(line: Line, mark: Mark, cuts: list[tuple[Span, Mark]], text: str) -> Iterator[tuple[Span, Mark]]:
    if mark.furniture is not None or not cuts:
        yield line.span, mark
        return
    at = line.span.start
    for span, piece in [*sorted(cuts, key=lambda cut: cut[0]), (Span(line.span.end, line.span.end), mark)]:
        between = stripped(text, Span(at, max(at, span.start)))
        if len(between):
            yield between, mark
        if len(span):
            yield span, piece
        at = span.end
