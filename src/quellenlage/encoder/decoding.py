"""Decoding: the best labels of a row of words, given what the heads say of each word.

Quotes begin and end where the form of a text lets them: behind and before a sign, at the edges of a sentence.
The tags of single words do not know that, so the best path (Viterbi 1967) pays for an edge elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quellenlage.encoder.subwords import Words

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

SIGNS = frozenset(".,;:!?…–—-„“”‟\"«»‹›()'’‚‘")
STOPS = frozenset(".!?")
FARTHEST_GAP = 20  # words between two pieces of one quote
LONGEST_SPEAKER = 15


@dataclass(frozen=True, slots=True)
class Edges:
    """For each word: whether a quote opens there by form, closes there, and whether a sentence begins."""

    opens: Flags
    closes: Flags
    begins: Flags


@dataclass(frozen=True, slots=True)
class Costs:
    """What a path pays, in log units: for opening and closing where form does not, for going on behind a gap
    (an attribution in the middle), and what tags outside lose so that more is found.
    """

    opening: float
    closing: float
    gap: float
    outside: float


# Of the layers verbatim, clause, told; chosen on the dev part of training/corpus.
COSTS = (Costs(1.0, 2.0, 1.0, 0.0), Costs(3.0, 3.0, 1.0, 0.5), Costs(0.5, 2.0, 2.0, 0.5))
NEXT_SENTENCE = 9.0  # of a gap that goes on in another sentence


def edges(text: str, words: Words) -> Edges:
    """Where form lets quotes open and close."""
    count = len(words)
    strings = [span.of(text) for span in words.spans]
    begins = np.array(
        [i == 0 or words.sentence[i] != words.sentence[i - 1] for i in range(count)], dtype=bool
    )
    ends = np.append(begins[1:], True) if count else begins
    signs = np.array([string in SIGNS for string in strings], dtype=bool)
    stops = np.array([string in STOPS for string in strings], dtype=bool)
    return Edges(
        opens=begins | np.insert(signs[:-1], 0, False) if count else begins,
        closes=ends | np.append(signs[1:], False) | stops if count else begins,
        begins=begins,
    )


def best_tags(scores: Floats, at: Edges, costs: Costs) -> list[int]:
    """The best tags outside / begins / inside of a layer, from log scores [W, 3]."""
    count = len(scores)
    if not count:
        return []
    # States: outside with nothing to go on with, begins, inside, outside in a gap.
    tag_of = [0, 1, 2, 0]
    own = scores[:, tag_of].astype(np.float64)
    own[:, [0, 3]] -= costs.outside
    best = np.array([own[0, 0], own[0, 1], -np.inf, -np.inf])
    back = np.zeros((count, 4), dtype=np.int8)
    for i in range(1, count):
        opening = 0.0 if at.opens[i] else -costs.opening
        closing = 0.0 if at.closes[i - 1] else -costs.closing
        further = -NEXT_SENTENCE if at.begins[i] else 0.0
        inside = [closing, closing + opening, 0.0, closing]
        ways = best[:, None] + np.array(
            [
                [0.0, opening, -np.inf, -np.inf],
                inside,
                inside,
                [-np.inf, -np.inf, further - costs.gap, further],
            ]
        )
        back[i] = ways.argmax(axis=0)
        best = ways.max(axis=0) + own[i]
    best[3] = -np.inf  # a gap that nothing goes on behind is none
    state = int(best.argmax())
    out = [0] * count
    for i in range(count - 1, -1, -1):
        out[i] = tag_of[state]
        state = int(back[i, state])
    return out


def best_bio(scores: Floats) -> list[int]:
    """The best tags where O is 0 and each class has an odd begin and an even inside tag (Viterbi)."""
    count, width = scores.shape
    cost = np.zeros((width, width), dtype=np.float32)
    for inside in range(2, width, 2):
        cost[:, inside] = -np.inf
        cost[inside - 1, inside] = cost[inside, inside] = 0.0
    best = scores[0].copy()
    best[2::2] = -np.inf
    back = np.zeros((count, width), dtype=np.int8)
    for i in range(1, count):
        ways = best[:, None] + cost
        back[i] = ways.argmax(axis=0)
        best = ways.max(axis=0) + scores[i]
    out = [int(best.argmax())]
    for i in range(count - 1, 0, -1):
        out.append(int(back[i, out[-1]]))
    return out[::-1]


def stretches(tags: Sequence[int]) -> list[tuple[int, ...]]:
    """The words of each quote of a layer; behind too wide a gap begins another one."""
    out: list[list[int]] = []
    for index, tag in enumerate(tags):
        if tag == 1 or (tag == 2 and (not out or index - out[-1][-1] > FARTHEST_GAP)):
            out.append([index])
        elif tag == 2:
            out[-1].append(index)
    return [tuple(words) for words in out]


def best_stretch(pointer: Floats, null: Floats, sentence: Sequence[int]) -> tuple[int, ...]:
    """The best first and last word in one sentence, or none: `null` scores that there is none."""
    firsts = log_softmax(np.concatenate([null[:1], pointer[:, 0]]))
    lasts = log_softmax(np.concatenate([null[1:], pointer[:, 1]]))
    best, found = float(firsts[0] + lasts[0]), (0, 0)
    for first in np.argsort(-firsts[1:], kind="stable")[:10].tolist():
        for last in range(first, min(len(sentence), first + LONGEST_SPEAKER)):
            if sentence[last] != sentence[first]:
                break
            score = float(firsts[1 + first] + lasts[1 + last])
            if score > best:
                best, found = score, (first, last + 1)
    return tuple(range(*found))


def log_softmax(x: Floats) -> Floats:
    """The logarithm of the softmax over the last axis."""
    high = x.max(axis=-1, keepdims=True)
    out: Floats = x - high - np.log(np.exp(x - high).sum(axis=-1, keepdims=True))
    return out
