"""Ratios and pairs that the scorers share."""

from __future__ import annotations

from collections.abc import Iterable

Scores = dict[str, float | int]


def precision_recall(name: str, right: int, predicted: int, there: int) -> Scores:
    """`name_P`, `name_R` and `name_F1`; all 1.0 where nothing was to find and nothing was predicted."""
    if predicted == 0 and there == 0:
        return {f"{name}_P": 1.0, f"{name}_R": 1.0, f"{name}_F1": 1.0}
    p = right / predicted if predicted else 0.0
    r = right / there if there else 0.0
    return {f"{name}_P": p, f"{name}_R": r, f"{name}_F1": 2 * p * r / (p + r) if p + r else 0.0}


def ratio(right: int, of: int, expected: int = 0) -> float:
    """right / of; with nothing to divide 1.0 if nothing was expected, else 0.0."""
    return right / of if of else (0.0 if expected else 1.0)


def pairs(groups: Iterable[Iterable[object]]) -> set[tuple[object, object]]:
    """All unordered pairs of members of one group."""
    out = set()
    for group in groups:
        members = sorted(set(group), key=repr)
        out |= {(a, b) for i, a in enumerate(members) for b in members[i + 1 :]}
    return out


def stem(name: str) -> str:
    """A file's name without folder and ending."""
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
