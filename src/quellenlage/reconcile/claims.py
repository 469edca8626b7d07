"""Claims: propositions on which actors take positions, worded by the statements themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.domain.actor import Actor
from quellenlage.domain.claim import Claim, Position
from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence
from quellenlage.domain.reading import Corpus
from quellenlage.domain.span import Span, joined
from quellenlage.domain.statement import Act
from quellenlage.domain.story import Story, Utterance
from quellenlage.reconcile.candidates import candidates
from quellenlage.reconcile.matching import Item, compare, weigh
from quellenlage.reconcile.status import status_of
from quellenlage.reconcile.wordings import Wordings

SAME_CLAIM = 0.5  # the score from which two propositions are one
ABOUT = 0.6  # how much of a bare denial or refusal a proposition must contain to be what it is about
EVIDENCE = 4.0
BARE = frozenset({Act.DENY, Act.NOT_DENY, Act.CANNOT_CONFIRM, Act.NO_COMMENT, Act.CONFIRM, Act.ASK})


@dataclass(frozen=True)
class Proposition:
    """What one statement puts forward, with the act its position takes."""

    item: Item
    spans: tuple[Span, ...]
    act: Act
    said: str | None
    central: float = 0.0

    @property
    def id(self) -> str:
        """A key that is unique in the corpus."""
        return self.item.wording.statement


def find_claims(
    corpus: Corpus, stories: Sequence[Story], actors: Sequence[Actor], utterances: Sequence[Utterance]
) -> tuple[Claim, ...]:
    """The claims of all stories with the positions taken on them, and the status these add up to."""
    owner = {pid: actor.id for actor in actors for pid in actor.participants}
    wordings = Wordings(corpus, owner)
    places: dict[str, list[Utterance]] = defaultdict(list)
    for utterance in utterances:
        places[utterance.story].append(utterance)
    out: list[Claim] = []
    for place in sorted(places):
        propositions = _propositions(corpus, wordings, places[place])
        out.extend(_claim(corpus, place, group) for group in _grouped(propositions))
    return tuple(sorted((c for c in out if c.positions), key=lambda c: c.id))


def _propositions(corpus: Corpus, wordings: Wordings, utterances: Sequence[Utterance]) -> list[Proposition]:
    own = [(corpus.statements[s], u) for u in utterances for s in u.statements]
    worded = [(wordings.of(s), s, u) for s, u in own]
    weights = weigh(w for w, _, _ in worded)
    return sorted(
        (Proposition(Item(w, weights), s.quote, s.act, w.said or u.said) for w, s, u in worded),
        key=lambda p: p.id,
    )


def _grouped(propositions: Sequence[Proposition]) -> Iterator[list[Proposition]]:
    """Each group gathers round its most connected member, so that likeness does not wander."""
    by_id = {p.id: p for p in propositions}
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for left, right in candidates({p.id: p.item for p in propositions}):
        score = _likeness(by_id[left], by_id[right])
        if score:
            near[left][right] = near[right][left] = score
    free = set(by_id)
    for own in sorted(by_id, key=lambda i: (-round(sum(near[i].values()), 6), i)):
        if own in free:
            group = [own, *sorted(other for other in near[own] if other in free)]
            free.difference_update(group)
            yield [by_id[i] for i in group]


def _likeness(left: Proposition, right: Proposition) -> float:
    """How alike two propositions are, 0 where they are not one."""
    found = compare(left.item, right.item)
    if found.evidence < EVIDENCE or found.barred not in (None, "polarity differs"):
        return 0.0
    if found.score >= SAME_CLAIM:
        return found.score
    bare = left.act in BARE or right.act in BARE
    return found.containment * 0.5 if bare and found.containment >= ABOUT else 0.0


def _claim(corpus: Corpus, place: str, group: Sequence[Proposition]) -> Claim:
    central = group[0]
    report = central.item.wording.report
    positions = tuple(_positions(group))
    ids = sorted(p.id for p in group)
    return Claim(
        id=content_id("cl", central.id, *ids),
        story=place,
        wording=tuple(Evidence(report, span, "wording") for span in central.spans),
        text=joined(corpus.reading_of[report].report.text, central.spans),
        positions=positions,
        status=status_of(positions),
    )


def _positions(group: Sequence[Proposition]) -> Iterator[Position]:
    """One position for each actor, act and day; statements without a known actor take none."""
    taken: dict[tuple[str, Act, str], list[str]] = defaultdict(list)
    for p in group:
        if p.item.wording.actor:
            taken[p.item.wording.actor, p.act, p.said or ""].append(p.id)
    for (actor, act, said), statements in sorted(taken.items()):
        ids = tuple(sorted(set(statements)))
        yield Position(content_id("po", actor, act, said, *ids), actor, act, said or None, ids)
