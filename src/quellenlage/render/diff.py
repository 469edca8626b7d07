"""Word differences between two wordings of one utterance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MAX_WORDS = 300  # longer wordings are shown without a difference: comparing takes quadratic time
MIN_SHARED = 0.25  # below this ratio two wordings share too little for a difference to tell anything

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: `kind` is "same", "added" (only in the new wording) or "dropped" (only in the old)."""

    kind: str
    text: str


def word_diff(old: str, new: str) -> tuple[Change, ...] | None:
    """What `new` adds to and drops from `old`; None where they share too little, or are too long."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    if max(len(a), len(b)) > 2 * MAX_WORDS:
        return None
    folded_a, folded_b = [w.casefold() for w in a], [w.casefold() for w in b]
    matcher = SequenceMatcher(None, folded_a, folded_b, autojunk=False)
    if _shared(matcher, a, b) < MIN_SHARED:
        return None
    changes: list[Change] = []
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            changes.append(Change("same", "".join(b[b0:b1])))
            continue
        if a1 > a0:
            changes.append(Change("dropped", "".join(a[a0:a1])))
        if b1 > b0:
            changes.append(Change("added", "".join(b[b0:b1])))
    return tuple(changes)


def _shared(matcher: SequenceMatcher[str], a: list[str], b: list[str]) -> float:
    """The share of characters in words that both wordings have, in order."""
    same = sum(
        sum(len(w) for w in a[m.a : m.a + m.size] if not w.isspace()) for m in matcher.get_matching_blocks()
    )
    total = sum(len(w) for w in (*a, *b) if not w.isspace())
    return 2 * same / total if total else 1.0
