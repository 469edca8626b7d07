"""Do two parts tell the same matter? What attribution loss asks beyond `matching.compare`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quellenlage.domain.span import Span
from quellenlage.reconcile.content import Word, match
from quellenlage.reconcile.loss_parts import Part
from quellenlage.reconcile.matching import MATCHED, Item
from quellenlage.reconcile.wordings import Quantity
from quellenlage.text.tokens import tokenize


def all_held(kept: Item, printed: Item) -> bool:
    """Whether every name, number and (where they show) noun of the one stands in the other."""
    if not all(any(_equal(a, b) for b in printed.wording.quantities) for a in kept.wording.quantities):
        return False
    needed = (w for w in kept.wording.words if w.is_name or w.capital or w.key.startswith("g:"))
    return all(match(word, printed.keys) >= MATCHED for word in needed)


def _equal(a: Quantity, b: Quantity) -> bool:
    return a.value == b.value and (a.unit is None or b.unit is None or a.unit == b.unit)


def replaced(left_text: str, left: Part, right_text: str, right: Part) -> bool:
    """Whether a word of the one stands where the other has another word: "contaminated with lead"."""
    mine = _frames(left_text, left.spans, _lone(left.item, right.item))
    theirs = _frames(right_text, right.spans, _lone(right.item, left.item))
    return not mine.isdisjoint(theirs)


def _lone(item: Item, other: Item) -> list[Word]:
    return [w for w in item.wording.words if match(w, other.keys) < MATCHED]


def _frames(text: str, spans: Sequence[Span], words: Iterable[Word]) -> set[tuple[str, ...]]:
    """What stands around these words: the two words before, and the one before with the one behind."""
    frames: set[tuple[str, ...]] = set()
    starts = {w.span.start for w in words}
    for span in spans:
        tokens = [t for t in tokenize(text, span) if t.is_word]
        for at, token in enumerate(tokens):
            if token.span.start not in starts:
                continue
            if at > 1:
                frames.add(("before", tokens[at - 2].lower, tokens[at - 1].lower))
            if at and at + 1 < len(tokens):
                frames.add(("around", tokens[at - 1].lower, tokens[at + 1].lower))
    return frames
