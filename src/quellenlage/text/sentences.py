"""Sentences inside blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import Block, BlockKind
from quellenlage.domain.span import Span, stripped

SKIPPED = (BlockKind.FURNITURE, BlockKind.CREDIT, BlockKind.CITED, BlockKind.STAMP)
BOUNDARY = re.compile(r"[.!?…]+[\"“”»«’')\]]*(?=\s|$)|:(?=\s*\n)")


@dataclass(frozen=True, slots=True)
class Segmentation:
    """What a language's sentence ends depend on: abbreviations (lower case, without the last full
    stop) and whether a number with a full stop is an ordinal ("am 6. August").
    """

    abbreviations: frozenset[str]
    ordinal_stop: bool
    months: frozenset[str]


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
    words = text[start : match.start()].split()
    word = words[-1].lstrip("(„“\"»«'[") if words else ""
    if rest[0].islower() or word.lower() in rules.abbreviations or re.fullmatch(r"[^\W\d]", word):
        return False
    if rules.ordinal_stop and re.fullmatch(r"\d{1,2}", word):
        following = re.match(r"\w+", rest)
        return not (following and (following.group().lower() in rules.months or len(words) < 2))
    return True
