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
from quellenlage.domain.span import joined
from quellenlage.domain.statement import Act
from quellenlage.domain.story import Story, Utterance
from quellenlage.reconcile.candidates import candidates
from quellenlage.reconcile.matching import POLARITY, Comparison, compare, negative, weigh
from quellenlage.reconcile.propositions import Proposition, propositions_of
from quellenlage.reconcile.status import AGAINST, FOR, status_of
from quellenlage.reconcile.wordings import Wordings

SAME_CLAIM = 0.5  # the score from which two propositions are one
ABOUT = 0.6  # how much of a bare denial or refusal a claim must contain to be what it is about
EVIDENCE = 3.3
BARE = frozenset({Act.DENY, Act.NOT_DENY, Act.CANNOT_CONFIRM, Act.NO_COMMENT, Act.CONFIRM})
CLAIMS_PER_BARE_ACT = 3  # a denial may concern several claims, the best of them


@dataclass(frozen=True)
class Stand:
    """A proposition in a claim, with the act its actor takes there."""

    proposition: Proposition
    act: Act


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
    weights = weigh(wordings.of(corpus.statements[s]) for u in utterances for s in u.statements)
    found = (
        p
        for u in utterances
        for s in u.statements
        for p in propositions_of(corpus, wordings, corpus.statements[s], u.id, u.said, weights)
    )
    return sorted(found, key=lambda p: p.id)


# -- gathering -----------------------------------------------------------------------------------------


def _grouped(propositions: Sequence[Proposition]) -> Iterator[list[Proposition]]:
    """Each claim gathers round its most connected proposition, so that likeness does not wander.

    Bare acts (a denial, a refusal) join every claim they are about, up to `CLAIMS_PER_BARE_ACT`.
    """
    equal: dict[tuple[str, ...], list[Proposition]] = defaultdict(list)
    for p in propositions:
        alone = "" if p.own else p.id
        equal[p.wording.text, p.wording.actor or "", p.act, p.utterance, alone].append(p)
    by_id = {own[0].id: own[0] for own in equal.values()}
    alike = {own[0].id: own for own in equal.values()}
    near = _near(by_id)
    centre_of: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for own in sorted(by_id, key=lambda i: (not by_id[i].own, by_id[i].act in BARE, -_pull(near, i), i)):
        if own not in centre_of:
            members = [own, *sorted(i for i in near[own] if i not in centre_of)]
            groups[own] = members
            centre_of.update(dict.fromkeys(members, own))
    for own in sorted(i for i in by_id if by_id[i].act in BARE):
        others = sorted(
            (c for c in near[own] if c in groups and c != centre_of[own]), key=lambda c: (-near[own][c], c)
        )
        for centre in others[: CLAIMS_PER_BARE_ACT - 1]:
            groups[centre].append(own)
    for centre in sorted(groups):
        yield [p for i in groups[centre] for p in alike[i]]


def _near(by_id: dict[str, Proposition]) -> dict[str, dict[str, float]]:
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for left, right in candidates({i: p.item for i, p in by_id.items()}):
        likeness = _likeness(by_id[left], by_id[right])
        if likeness:
            near[left][right] = near[right][left] = likeness
    return near


def _pull(near: dict[str, dict[str, float]], own: str) -> float:
    return round(sum(near[own].values()), 6) if own in near else 0.0


def _likeness(left: Proposition, right: Proposition) -> float:
    """How alike two propositions are, 0 where they are not one."""
    if left.wording.statement == right.wording.statement:
        return 0.0
    if not (left.own and right.own) and left.wording.actor == right.wording.actor:
        return 0.0  # nobody's reservation is about their own words
    found = compare(left.item, right.item)
    if found.barred not in (None, POLARITY) or not found.telling:
        return 0.0
    if left.utterance == right.utterance and found.shared:
        return 1.0
    if found.evidence < EVIDENCE:
        return 0.0
    if found.score >= SAME_CLAIM:
        return found.score
    return _about(found, left, right)


def _about(found: Comparison, left: Proposition, right: Proposition) -> float:
    """A denial often names its matter in two words: it is enough that the other has them."""
    for covered, bare, other in ((found.covered_left, left, right), (found.covered_right, right, left)):
        if bare.act in BARE and other.act in FOR and covered >= ABOUT:
            return covered / 2
    return 0.0


# -- claims --------------------------------------------------------------------------------------------


def _claim(corpus: Corpus, place: str, group: Sequence[Proposition]) -> Claim:
    worded = min(group, key=lambda p: _plainness(p, group[0]))
    report = worded.wording.report
    claim_id = content_id("cl", place, worded.id, *sorted(p.id for p in group))
    positions = tuple(_positions(claim_id, [Stand(p, _act(p, worded)) for p in group]))
    return Claim(
        id=claim_id,
        story=place,
        wording=tuple(Evidence(report, span, "wording") for span in worded.spans),
        text=joined(corpus.reading_of[report].report.text, worded.spans),
        positions=positions,
        status=status_of(positions),
    )


def _plainness(p: Proposition, centre: Proposition) -> tuple[bool, bool, bool, bool, bool, str]:
    """A claim is best worded by an own, plain, affirmative proposition; of those, by the centre."""
    return (not p.own, negative(p.item), p.act not in FOR, not p.leads, p is not centre, p.id)


def _act(p: Proposition, worded: Proposition) -> Act:
    """The act as it bears on the claim as worded: who says the contrary denies it."""
    contrary = p.act in FOR and negative(p.item) != negative(worded.item)
    return Act.DENY if contrary and worded.act not in AGAINST else p.act


def _positions(claim: str, stands: Sequence[Stand]) -> Iterator[Position]:
    """One position for each actor, act and day; statements without a known actor take none."""
    taken: dict[tuple[str, Act, str], set[str]] = defaultdict(set)
    for stand in stands:
        wording = stand.proposition.wording
        if wording.actor:
            taken[wording.actor, stand.act, stand.proposition.said or ""].add(wording.statement)
    for (actor, act, said), statements in sorted(taken.items()):
        ids = tuple(sorted(statements))
        yield Position(content_id("po", claim, actor, act, said), actor, act, said or None, ids)
