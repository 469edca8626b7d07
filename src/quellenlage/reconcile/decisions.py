"""What people decided about pairs, as the clustering steps take it: these are one, those are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from quellenlage.domain.decision import Decision, DecisionKind
from quellenlage.domain.finding import Finding, Severity, Stage
from quellenlage.domain.link import Feature, Judgement
from quellenlage.domain.reading import Corpus
from quellenlage.reconcile.groups import Groups

Pair = tuple[str, str]

DECIDED = Feature("decided", 1.0)
"""The reason that a line gives for a pair that a person put together."""


@dataclass(frozen=True)
class Rulings:
    """Pairs of keys that must be together, and pairs that must not be. Empty by default: nothing is ruled."""

    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    _strangers: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        strangers: dict[str, set[str]] = {}
        for left, right in self.apart:
            strangers.setdefault(left, set()).add(right)
            strangers.setdefault(right, set()).add(left)
        object.__setattr__(self, "_strangers", {k: frozenset(v) for k, v in strangers.items()})

    def divides(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether somebody ruled that one of `left` is not one with one of `right`."""
        if not self._strangers:
            return False
        others = frozenset(right)
        return any(not others.isdisjoint(self._strangers.get(key, ())) for key in left)

    def is_ruled(self, key: str) -> bool:
        """Whether something must be kept apart from `key`."""
        return key in self._strangers


NOTHING = Rulings()


def rulings_of(decisions: Sequence[Decision], kind: DecisionKind) -> Rulings:
    """The pairs that decisions of one kind rule on; of two about one pair the later holds.

    "Unsure" rules nothing, and takes back what was ruled before. What is put together over others cannot be
    kept apart: a finding says so.
    """
    together, apart = _pairs(decisions, kind)
    groups = _joined(together)
    return Rulings(together, tuple(pair for pair in apart if not groups.same(*pair)))


def _joined(together: Iterable[Pair]) -> Groups:
    groups = Groups()
    for left, right in together:
        groups.join(left, right)
    return groups


def _pairs(decisions: Sequence[Decision], kind: DecisionKind) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """What is put together and what is kept apart, as people said it."""
    ruled: dict[Pair, Judgement] = {}
    for decision in decisions:
        if decision.kind is kind:
            first, *others = decision.subjects
            for other in others:
                pair = (min(first, other), max(first, other))
                ruled.pop(pair, None)
                ruled[pair] = decision.judgement
    together = sorted(p for p, j in ruled.items() if j is Judgement.POSITIVE)
    return tuple(together), tuple(sorted(p for p, j in ruled.items() if j is Judgement.NEGATIVE))


def findings_about(decisions: Sequence[Decision], corpus: Corpus) -> Iterator[Finding]:
    """Decisions whose subjects are not in this corpus, and rulings that exclude each other."""
    known = {*corpus.participants, *corpus.statements, *corpus.reading_of}
    for decision in decisions:
        gone = [subject for subject in decision.subjects if subject not in known]
        if gone:
            yield _finding("decision-without-subject", f"{decision.id} is about {', '.join(gone)}: not here")
        elif decision.kind is DecisionKind.FURNITURE and not _fits(decision, corpus):
            yield _finding("decision-without-subject", f"{decision.id}: the span does not hold its words")
    for kind in (DecisionKind.ACTOR, DecisionKind.UTTERANCE, DecisionKind.CLAIM):
        together, apart = _pairs(decisions, kind)
        groups = _joined(together)
        for left, right in apart:
            if groups.same(left, right):
                message = f"{kind} decisions put {left} and {right} together and apart: together holds"
                yield _finding("decisions-contradict", message)


def _fits(decision: Decision, corpus: Corpus) -> bool:
    if decision.span is None or not decision.exact:
        return False
    return corpus.exact(decision.subjects[0], decision.span) == decision.exact


def _finding(code: str, message: str) -> Finding:
    return Finding(Stage.RECONCILE, code, message, Severity.WARNING)
