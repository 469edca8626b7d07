"""Interviews: paragraphs behind the names of those who ask and answer in turn.

    Wochenblatt: Herr Kroll, hält der Damm?
    Jens Kroll: Er hält. Wir haben ihn im Mai geprüft.

What an answer says is what its speaker said; the questions are the report's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.domain.report import Block, BlockKind
from quellenlage.domain.span import Span, stripped

LABEL = re.compile(r"\s*([^\W\d_][^:\n\d?!„“\"]{1,40}?)\s*:\s+(?=\S)")
LABEL_WORDS = 4
LEAST_TURNS = 2  # of those who answer
ASKING = 0.5  # the share of turns that end with a question, from which on a label is the interviewer's
SPACE = ' \t\n\u00a0„“”«»"'


@dataclass(frozen=True, slots=True)
class Turn:
    """What a block of an interview says, and behind whose name. `asks`: it is the interviewer's."""

    label: Span
    said: Span
    asks: bool


def find_turns(text: str, blocks: Sequence[Block]) -> Mapping[int, Turn]:
    """The turns of an interview by the index of their block; empty where the text is none.

    An interview has one who mostly asks and another who answers at least twice. Paragraphs between two turns
    go on with the one before.
    """
    labelled = {i: match for i, block in enumerate(blocks) if (match := _label(text, block)) is not None}
    turns = Counter(map(_surname, labelled.values()))
    asked = Counter(_surname(m) for i, m in labelled.items() if _is_question(text, blocks[i]))
    asking = {label for label, count in asked.items() if count >= ASKING * turns[label]}
    answering = {label for label, count in turns.items() if label not in asking and count >= LEAST_TURNS}
    if not asking or not answering:
        return {}
    out: dict[int, Turn] = {}
    last = max(labelled)
    for index in range(min(labelled), last + 1):
        block, match = blocks[index], labelled.get(index)
        if match is not None and _surname(match) in asking | answering:
            label = Span(match.start(1), match.end(1))
            said = stripped(text, Span(match.end(), block.span.end), SPACE)
            out[index] = Turn(label, said, _surname(match) in asking)
        elif match is None and index - 1 in out and block.kind is BlockKind.PARAGRAPH:
            before = out[index - 1]
            out[index] = Turn(before.label, stripped(text, block.span, SPACE), before.asks)
    return out


def _label(text: str, block: Block) -> re.Match[str] | None:
    """The name at the start of a paragraph: a few words that begin with capitals."""
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    match = LABEL.match(text, block.span.start, block.span.end)
    words = match.group(1).split() if match else []
    named = all(word[0].isupper() or not word[0].isalpha() for word in words)
    return match if match and named and len(words) <= LABEL_WORDS else None


def _surname(label: re.Match[str]) -> str:
    """The last word: an interview gives the full name once."""
    return label.group(1).split()[-1]


def _is_question(text: str, block: Block) -> bool:
    return block.span.of(text).rstrip(SPACE).endswith("?")
