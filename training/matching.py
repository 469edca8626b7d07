"""Which found and gold statements mean the same, counted on words.

They match when their words agree by F1 of 0.7 at least (of a `reported` one quote and cue together may), one
to one, best first: near to how stories are scored, without reading reports anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.encoder.heads import Answer
from training.examples import Query

MATCH = 0.7
SAME = 0.5


def agreement(left: Sequence[int], right: Sequence[int]) -> float:
    return 2 * len(set(left) & set(right)) / (len(left) + len(right) or 1)


def matched(gold: Sequence[Query], answers: Sequence[Answer]) -> list[tuple[Query, Answer]]:
    """Pairs of gold and found statements."""
    pairs = []
    for g, query in enumerate(gold):
        for a, answer in enumerate(answers):
            score = agreement(query.words, answer.words)
            if query.type == "reported":
                score = max(score, agreement((*query.words, *query.cue), (*answer.words, *answer.cue)))
            if score >= MATCH:
                pairs.append((score, g, a))
    out, taken_gold, taken = [], set(), set()
    for _, g, a in sorted(pairs, reverse=True):
        if g not in taken_gold and a not in taken:
            taken_gold.add(g)
            taken.add(a)
            out.append((gold[g], answers[a]))
    return out
