"""Reactions and headlines told without their matter, joined with what their report tells in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quellenlage.domain.link import Feature
from quellenlage.domain.reading import Corpus
from quellenlage.domain.statement import Act, Statement
from quellenlage.reconcile.kinship import Kin, Kinship
from quellenlage.reconcile.matching import DAY, NAME, NUMBER, RARE_ACTS, compare
from quellenlage.reconcile.nodes import Match, Node
from quellenlage.reconcile.occasions import other_day
from quellenlage.reconcile.pairs import BRIEF, CLOSE_KIN, THRESHOLD, may_be_one_act, overlap

REACTIONS = RARE_ACTS | {Act.CONFIRM}
REACH = 5  # reactions of one report that a brief one is looked for among


@dataclass(frozen=True)
class _Told:
    """A node as one report tells it."""

    start: int
    node: Node
    statement: Statement

    @property
    def is_brief_headline(self) -> bool:
        """Whether it is a headline that leaves the matter to the text."""
        return self.node.heading and len(self.node.item.wording.words) <= BRIEF


def told_below(corpus: Corpus, nodes: Sequence[Node], kinship: Kinship) -> Iterator[Match]:
    """Brief headlines whose words stand nowhere else: the first statement below tells what they are about."""
    reports: dict[str, list[_Told]] = defaultdict(list)
    for node in nodes:
        for statement in node.statements:
            own = corpus.statements[statement]
            reports[own.report].append(_Told(own.quote[0].start, node, own))
    for _, told in sorted(reports.items()):
        order = sorted(told, key=lambda t: (t.start, t.node.id))
        for one, below in pairwise(order):
            if (
                one.is_brief_headline
                and not below.node.heading
                and may_be_one_act(one.node.item, below.node.item)
            ):
                match = _briefly(one, below, kinship)
                if match is not None:
                    yield match


def told_briefly(corpus: Corpus, nodes: Sequence[Node], kinship: Kinship) -> Iterator[Match]:
    """Reactions that a headline or a pointing word ("denied this") tells without their matter.

    They are the nearest one of the same act and speaker in their report, told below the headline or before
    the pointing word: few words in common, or none, say nothing against it.
    """
    reactions: dict[tuple[str, Act], list[_Told]] = defaultdict(list)
    for node in nodes:
        if node.item.wording.act in REACTIONS:
            for statement in node.statements:
                own = corpus.statements[statement]
                reactions[own.report, own.act].append(_Told(own.quote[0].start, node, own))
    for _, told in sorted(reactions.items(), key=lambda r: r[0]):
        order = sorted(told, key=lambda t: (t.start, t.node.id))
        for at, one in enumerate(order):
            back = one.node.item.wording.borrowed
            if back or one.is_brief_headline:
                below, above = order[at + 1 :][:REACH], order[:at][::-1][:REACH]
                for other in (*above, *below) if back else below:
                    match = _briefly(one, other, kinship)
                    if match is not None:
                        yield match
                        break


def _briefly(brief: _Told, full: _Told, kinship: Kinship) -> Match | None:
    """Whether `full`, told in the same report, may be what `brief` tells without its matter."""
    a, b = brief.node.item.wording, full.node.item.wording
    kin = kinship.of(a.actor, b.actor)
    close = kin in CLOSE_KIN or (kin is Kin.OFFICE and brief.node.heading)
    if not close or other_day(a, b) or overlap(brief.statement, full.statement):
        return None
    if a.repeats != b.repeats or compare(brief.node.item, full.node.item).barred in (NUMBER, DAY, NAME):
        return None
    how = "points-back" if a.borrowed else "headline"
    features = (Feature(how, 1.0), Feature(f"speaker-{kin}", 1.0))
    return Match(brief.node, full.node, THRESHOLD[kin], features, True)
