"""Windows of examples as batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from quellenlage.domain.span import Span
from quellenlage.encoder.labels import BEGINS, INSIDE, LAYERS, NAME_TAGS
from quellenlage.encoder.subwords import BEGIN, END, PAD, Words
from quellenlage.encoder.windows import WIDTH, windows
from training.examples import Example, Query

IGNORED = -100
SHORTEST = 4  # subwords of a sentence that is embedded


@dataclass(slots=True)
class Item:
    """A window of one example, words and subwords counted from its begin."""

    ids: list[int]
    first: list[int]  # first subword of each word, the begin mark counted
    tags: list[list[int]] | None = None  # per layer
    cues: list[int] | None = None
    names: list[int] | None = None
    queries: list[Query] = field(default_factory=list)
    sentences: list[tuple[int, int, int]] = field(default_factory=list)  # subwords, index of the teacher
    state: Tensor | None = None  # what the frozen layers make of the ids


def words_of(example: Example) -> Words:
    """The words of an example, without their places in the text."""
    dummy = tuple(Span(i, i + 1) for i in range(len(example.first)))
    return Words(dummy, example.sentence, example.ids, example.first)


def items(example: Example, teacher_at: int = 0) -> Iterator[Item]:
    """The windows of an example; its sentences are `teacher_at`, `teacher_at + 1`, ... of the teacher."""
    words = words_of(example)
    for window in windows(words):
        first = [min(f - window.first, WIDTH - 1) + 1 for f in example.first[window.start : window.end]]
        item = Item([BEGIN, *example.ids[window.first : window.last], END], first)
        if example.names:
            item.names = [NAME_TAGS.index(n) for n in example.names[window.start : window.end]]
        else:
            item.queries = [q for q in (_moved(q, window.start, window.end) for q in example.queries) if q]
            item.tags, item.cues = _tags(example.queries, window.start, window.end)
            item.sentences = list(_sentences(example, window.start, window.end, first, item, teacher_at))
        yield item


def _sentences(
    example: Example, start: int, end: int, first: Sequence[int], item: Item, teacher_at: int
) -> Iterator[tuple[int, int, int]]:
    begins = [i for i in range(start, end) if i == start or example.sentence[i] != example.sentence[i - 1]]
    for begin, behind in zip(begins, [*begins[1:], end], strict=True):
        left = first[begin - start]
        right = first[behind - start] if behind < end else len(item.ids) - 1
        while right > left and item.ids[right - 1] == END:
            right -= 1
        if right - left >= SHORTEST:
            yield left, right, teacher_at + example.sentence[begin]


def _moved(query: Query, start: int, end: int) -> Query | None:
    """The query with words counted from `start`; None where the stretch is not whole in the window."""
    if not all(start <= w < end for w in query.words):
        return None

    def own(words: Sequence[int]) -> tuple[int, ...]:
        return tuple(w - start for w in words if start <= w < end)

    return Query(
        own(query.words),
        query.type,
        query.act,
        own(query.cue),
        own(query.speaker),
        own(query.addressee),
        query.origin,
        own(query.frame),
    )


def layer_of(query: Query, longer: Sequence[Query]) -> str:
    """The layer that a gold quote is tagged in."""
    if query.type == "direct":
        return "direct"
    inside = any(set(query.words) <= set(q.words) for q in longer if q.type in ("indirect", "mixed"))
    return "told" if query.type == "reported" or inside else "clause"


def _tags(queries: Sequence[Query], start: int, end: int) -> tuple[list[list[int]], list[int]]:
    tags = [[0] * (end - start) for _ in LAYERS]
    cues = [0] * (end - start)
    gold = sorted((q for q in queries if q.origin == "gold"), key=lambda q: -len(q.words))
    for index, query in enumerate(gold):
        row = tags[LAYERS.index(layer_of(query, gold[:index]))]
        own = [w - start for w in query.words if start <= w < end]
        for w in query.cue:
            if start <= w < end:
                cues[w - start] = 1
        if not own or any(row[w] for w in own):
            continue
        for w in own:
            row[w] = INSIDE
        if query.words[0] >= start:
            row[own[0]] = BEGINS
    return tags, cues


def jittered(words: Sequence[int], count: int, rng: random.Random) -> list[int]:
    """A stretch whose ends are sometimes a little off, as found ones are."""
    own = list(words)
    if rng.random() < 0.7:
        return own
    if rng.random() < 0.5 and len(own) > 4:
        own = own[rng.randint(0, 2) :]
    if rng.random() < 0.5 and len(own) > 4:
        own = own[: len(own) - rng.randint(0, 2)]
    if rng.random() < 0.3:
        own = [w for w in range(own[0] - rng.randint(0, 3), own[0]) if w >= 0] + own
    if rng.random() < 0.3:
        own = own + [w for w in range(own[-1] + 1, own[-1] + 1 + rng.randint(0, 3)) if w < count]
    return own


def elsewhere(item: Item, rng: random.Random) -> Query | None:
    """A stretch of the window that is no statement: where no gold quote is."""
    count = len(item.first)
    taken = {w for q in item.queries if q.type is not None for w in q.words}
    length = rng.randint(2, 18)
    if count <= length:
        return None
    start = rng.randrange(count - length)
    own = tuple(range(start, start + length))
    if len(taken & set(own)) > length * 0.25:
        return None
    return Query(own, None, None, (), (), (), "random")


def padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    """Rows of different lengths as one tensor."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *([fill] * (width - len(row)))] for row in rows])


def ids_and_mask(batch: Sequence[Item]) -> tuple[Tensor, Tensor]:
    """Subwords [B, L] and where there are some."""
    ids = padded([item.ids for item in batch], PAD)
    mask = padded([[1] * len(item.ids) for item in batch], 0)
    return ids, mask


def batched(all_items: Sequence[Item], budget: int, rng: random.Random) -> list[list[Item]]:
    """Batches of windows of like length, at most `budget` subwords with padding, in random order."""
    order = sorted(all_items, key=lambda item: len(item.ids) * rng.uniform(0.8, 1.25))
    out: list[list[Item]] = []
    now: list[Item] = []
    for item in order:
        if now and (len(now) + 1) * max(len(i.ids) for i in [*now, item]) > budget:
            out.append(now)
            now = []
        now.append(item)
    if now:
        out.append(now)
    rng.shuffle(out)
    return out
