"""Sentences inside blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import Block, BlockKind
from quellenlage.domain.span import Span, stripped

LOOK_BACK = 80  # characters: enough for the two words before a full stop
SKIPPED = (BlockKind.FURNITURE, BlockKind.CREDIT, BlockKind.CITED, BlockKind.STAMP)
BOUNDARY = re.compile(r"[.!?…]+[\"“”»«’')\]]*(?=\s|$)|:(?=\s*\n)")


@dataclass(frozen=True, slots=True)
class Segmentation:
    """What a language's sentence ends depend on: abbreviations (lower case, without the last full
    stop), whether a number with a full stop may be an ordinal ("am 6. August"), and the words before it
    that make it one ("in der 41. Minute").
    """

    abbreviations: frozenset[str]
    ordinal_stop: bool
    months: frozenset[str]
    before_ordinal: frozenset[str] = frozenset()


def find_sentences(text: str, blocks: Sequence[Block], rules: Segmentation) -> tuple[Sentence, ...]:
    """The sentences of all blocks that are read, in order; white space around them is left out."""
    out: list[Sentence] = []
    for index, block in enumerate(blocks):
        if block.kind in SKIPPED:
            continue
        for span in _split(text, block.span, rules):
            inner = stripped(text, span)
            if len(inner):
                out.append(Sentence(inner, index))
    return tuple(out)


def _split(text: str, block: Span, rules: Segmentation) -> Iterator[Span]:
    start = block.start
    for match in BOUNDARY.finditer(text, block.start, block.end):
        if _ends_sentence(text, start, match, block.end, rules):
            yield Span(start, match.end())
            start = match.end()
    if start < block.end:
        yield Span(start, block.end)


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int, rules: Segmentation) -> bool:
    rest = text[match.end() : min(end, match.end() + 40)].lstrip()
    if not rest:
        return True
    if match.group() != ".":
        return not rest[0].islower() and rest[0] not in ",;–-"
    words = text[max(start, match.start() - LOOK_BACK) : match.start()].split()
    word = words[-1].lstrip("(„“\"»«'[") if words else ""
    if rest[0].islower() or word.lower() in rules.abbreviations or re.fullmatch(r"[^\W\d]", word):
        return False
    if rules.ordinal_stop and re.fullmatch(r"\d{1,2}", word):
        following = re.match(r"\w+", rest)
        if following is None:
            return True
        ordinal = len(words) < 2 or words[-2].lower() in rules.before_ordinal
        return not ordinal and following.group().lower() not in rules.months
    return True
