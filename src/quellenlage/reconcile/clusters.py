"""Clusters of reports that are joined only while they belong together on average.

The average similarity of all pairs between two clusters is the product of the sums of their views, so that it
costs no pairs however large they grow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quellenlage.reconcile.terms import Vector, dot

NEAR_ON_AVERAGE = 0.14  # the average pair between two clusters that are joined
NEAR_BESIDES = 0.07  # the same without the report that links them: a roundup of two events must not


@dataclass(frozen=True, slots=True)
class _Sum:
    """The summed views of a cluster's reports in one language."""

    words: dict[str, float]
    entities: dict[str, float]
    foreign: dict[str, float]

    def add(self, more: _Sum | Vector) -> None:
        """Take these weights in."""
        for mine, theirs in (
            (self.words, more.words),
            (self.entities, more.entities),
            (self.foreign, more.foreign),
        ):
            for key, weight in theirs.items():
                mine[key] = mine.get(key, 0.0) + weight


_ByLanguage = Mapping[str, _Sum | Vector]


class Clusters:
    """Every report at first in a cluster of its own."""

    def __init__(self, views: Mapping[str, Vector]) -> None:
        self._views = views
        self._of = {report: report for report in views}
        self._members = {report: [report] for report in views}
        self._sums: dict[str, dict[str, _Sum]] = {}
        for report, view in views.items():
            self._sums[report] = {view.language: _Sum({}, {}, {})}
            self._sums[report][view.language].add(view)

    def belong(self, left: str, right: str) -> bool:
        """Whether the clusters of both are near on average, and near also without the one or the other."""
        a, b = self._of[left], self._of[right]
        if a == b:
            return False
        mine, theirs = self._sums[a], self._sums[b]
        whole, pairs = _total(mine, theirs), len(self._members[a]) * len(self._members[b])
        if whole < NEAR_ON_AVERAGE * pairs:
            return False
        return all(
            whole - _total(self._alone(one), across) >= NEAR_BESIDES * rest
            for one, across, rest in (
                (left, theirs, pairs - len(self._members[b])),
                (right, mine, pairs - len(self._members[a])),
            )
            if rest
        )

    def join(self, left: str, right: str) -> None:
        """Put both clusters together, the smaller one into the larger one."""
        a, b = sorted((self._of[left], self._of[right]), key=lambda k: (-len(self._members[k]), k))
        if a == b:
            return
        for report in self._members[b]:
            self._of[report] = a
        self._members[a] += self._members.pop(b)
        for language, more in self._sums.pop(b).items():
            self._sums[a].setdefault(language, _Sum({}, {}, {})).add(more)

    def all(self) -> list[tuple[str, ...]]:
        """Every cluster with its members sorted, sorted."""
        return sorted(tuple(sorted(members)) for members in self._members.values())

    def _alone(self, report: str) -> _ByLanguage:
        return {self._views[report].language: self._views[report]}


def _total(one: _ByLanguage, other: _ByLanguage) -> float:
    """The sum of the similarities (see `terms.similarity`) of all pairs between two clusters."""
    total = 0.0
    for language, mine in one.items():
        for their_language, theirs in other.items():
            foreign = dot(mine.foreign, theirs.foreign)
            if language == their_language:
                total += (dot(mine.words, theirs.words) + dot(mine.entities, theirs.entities) + foreign) / 3
            else:
                total += foreign
    return round(total, 9)
