"""Word differences between two wordings of one utterance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MAX_WORDS = 300  # longer wordings are shown without a difference: comparing takes quadratic time
MIN_SHARED = 0.25  # below this ratio two wordings share too little for a difference to tell anything

_WORD = re.compile(r"(\w+|[^\w\s]|^(?=\s))(\s*)")  # with the white space behind it


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: `kind` is "same", "added" (only in the new wording) or "dropped" (only in the old)."""

    kind: str
    text: str


def word_diff(old: str, new: str) -> tuple[Change, ...] | None:
    """What `new` adds to and drops from `old`; None where they share too little, or are too long.

    White space is no word of its own: whole phrases change, not word after word. What is not dropped reads
    as `new`, character by character.
    """
    a, b = _WORD.findall(old), _WORD.findall(new)
    if max(len(a), len(b)) > MAX_WORDS:
        return None
    matcher = SequenceMatcher(
        None, [w.casefold() for w, _ in a], [w.casefold() for w, _ in b], autojunk=False
    )
    if _shared(matcher, a, b) < MIN_SHARED:
        return None
    changes: list[Change] = []
    space = ""  # behind what was added: it stands before what comes next
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            changes.append(Change("same", space + _text(b[b0:b1])))
            space = ""
            continue
        if a1 > a0:
            changes.append(Change("dropped", _dropped(a, a0, a1, changes)))
        if b1 > b0:
            added = _text(b[b0:b1])
            kept = added.rstrip() if b1 < len(b) else added
            changes.append(Change("added", kept))
            space = added[len(kept) :]
    return tuple(changes)


def _dropped(a: Sequence[tuple[str, str]], a0: int, a1: int, before: Sequence[Change]) -> str:
    """What is dropped, with the white space that goes with it: behind it, or else before it."""
    text = _text(a[a0:a1])
    if not before or not a0 or not a[a0 - 1][1] or before[-1].text[-1:].isspace():
        return text
    return a[a0 - 1][1] + text.rstrip()


def _text(words: Sequence[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in words)


def _shared(
    matcher: SequenceMatcher[str], a: Sequence[tuple[str, str]], b: Sequence[tuple[str, str]]
) -> float:
    """The share of characters in words that both wordings have, in order."""
    same = sum(sum(len(w) for w, _ in a[m.a : m.a + m.size]) for m in matcher.get_matching_blocks())
    total = sum(len(w) for w, _ in (*a, *b))
    return 2 * same / total if total else 1.0
