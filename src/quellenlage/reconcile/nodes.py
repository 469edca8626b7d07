"""Nodes: statements of equal words by one actor, which are compared as one; and two of them matched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.domain.link import Feature
from quellenlage.domain.reading import Corpus
from quellenlage.domain.report import BlockKind
from quellenlage.reconcile.decisions import Rulings
from quellenlage.reconcile.matching import Item, weigh
from quellenlage.reconcile.wordings import Wording


@dataclass(frozen=True)
class Node:
    """Statements with the very same words by the same actor; `item` is that of the first one."""

    item: Item
    statements: tuple[str, ...]
    heading: bool  # whether all of them stand in headlines
    told: Mapping[str, Wording]  # by report; its wording there

    @property
    def id(self) -> str:
        """The least statement id."""
        return self.statements[0]


@dataclass(frozen=True)
class Match:
    """Two nodes judged to be one act of speech."""

    left: Node
    right: Node
    score: float
    features: tuple[Feature, ...]
    by_place: bool = False  # by where they stand in a report, whatever words they share

    @property
    def certain(self) -> bool:
        """Whether the words of the groups they are in need not be asked."""
        return self.by_place or self.score >= 1.0


def find_nodes(corpus: Corpus, wordings: Sequence[Wording], rulings: Rulings) -> list[Node]:
    """One node for statements of equal words, actor, act and day."""
    weights = weigh(wordings)
    alike: dict[tuple[object, ...], list[Wording]] = defaultdict(list)
    for w in wordings:
        alone = w.borrowed or len(w.words) < 2 or rulings.is_ruled(w.statement)
        alike[(w.text, w.actor, w.act, w.said, w.statement if alone else "")].append(w)
    return [
        Node(
            Item(own[0], weights),
            tuple(w.statement for w in own),
            all(_in_heading(corpus, w) for w in own),
            {w.report: w for w in reversed(own)},
        )
        for own in alike.values()
    ]


def _in_heading(corpus: Corpus, wording: Wording) -> bool:
    reading = corpus.reading_of[wording.report]
    start = corpus.statements[wording.statement].extent.start
    kinds = (BlockKind.TITLE, BlockKind.HEADING)
    return any(b.span.start <= start < b.span.end and b.kind in kinds for b in reading.layout.blocks)
