"""Claims: propositions on which actors take positions, worded by the statements themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.actor import Actor
from quellenlage.domain.claim import Claim, Position
from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence
from quellenlage.domain.reading import Corpus
from quellenlage.domain.span import joined
from quellenlage.domain.statement import Act
from quellenlage.domain.story import Story, Utterance
from quellenlage.reconcile.antecedents import Antecedents
from quellenlage.reconcile.candidates import candidates
from quellenlage.reconcile.decisions import NOTHING, Rulings
from quellenlage.reconcile.entailment import fit, is_reaction
from quellenlage.reconcile.matching import POLARITY, compare, negative, weigh
from quellenlage.reconcile.propositions import Fitness, Proposition, propositions_of
from quellenlage.reconcile.status import AGAINST, FOR, status_of
from quellenlage.reconcile.wordings import Wordings, pack_of

CLAIMS_PER_REACTION = 1


@dataclass(frozen=True)
class Stand:
    """A proposition in a claim, with the act its actor takes there."""

    proposition: Proposition
    act: Act


def find_claims(
    corpus: Corpus,
    stories: Sequence[Story],
    actors: Sequence[Actor],
    utterances: Sequence[Utterance],
    rulings: Rulings = NOTHING,
) -> tuple[Claim, ...]:
    """The claims of all stories with the positions taken on them, and the status these add up to.

    `rulings` are about statements: on one claim or not.
    """
    owner = {pid: actor.id for actor in actors for pid in actor.participants}
    wordings = Wordings(corpus, owner)
    places: dict[str, list[Utterance]] = defaultdict(list)
    for utterance in utterances:
        places[utterance.story].append(utterance)
    out: list[Claim] = []
    for place in sorted(places):
        propositions = _propositions(corpus, wordings, places[place])
        out.extend(_claim(corpus, place, group) for group in _grouped(propositions, rulings))
    return tuple(sorted((c for c in out if c.positions), key=lambda c: c.id))


def _propositions(corpus: Corpus, wordings: Wordings, utterances: Sequence[Utterance]) -> list[Proposition]:
    weights = weigh(wordings.of(corpus.statements[s]) for u in utterances for s in u.statements)
    answers: dict[str, Antecedents] = {}
    found: list[Proposition] = []
    for u in utterances:
        for statement in (corpus.statements[s] for s in u.statements):
            report = statement.report
            if report not in answers:
                answers[report] = Antecedents(corpus.reading_of[report], wordings)
            found += propositions_of(corpus, wordings, answers[report], statement, u.id, u.said, weights)
    return sorted(found, key=lambda p: p.id)


# -- gathering -----------------------------------------------------------------------------------------


def _grouped(propositions: Sequence[Proposition], rulings: Rulings) -> Iterator[list[Proposition]]:
    """Each claim gathers round the proposition that words it: those that say it, those that react to it.

    The best worded come first, of these the ones that most others say. A reaction joins the claim of what it
    answers; else those that it fits best, up to `CLAIMS_PER_REACTION`. What words nothing and fits nothing
    takes no position.
    """
    equal: dict[tuple[str, ...], list[Proposition]] = defaultdict(list)
    for p in propositions:
        alone = "" if p.own and not rulings.is_ruled(p.wording.statement) else p.id
        equal[p.wording.text, p.wording.actor or "", p.act, p.utterance, alone].append(p)
    alike = {own[0].id: own for own in equal.values()}
    by_id = {i: own[0] for i, own in alike.items()}
    fits = _fits(by_id)
    ranked = sorted(by_id, key=lambda i: _rank(by_id[i], fits[i]))
    groups = _gathered([i for i in ranked if not is_reaction(by_id[i])], by_id, fits, rulings)
    said_in = _said_in(groups, alike)
    alone_with_it = []
    for own in (i for i in ranked if is_reaction(by_id[i])):
        home = _home(by_id[own], said_in, by_id)
        if home is not None and not _divided(own, groups[home], by_id, rulings):
            groups[home].append(own)
            alike[own] = [replace(p, answered=True) for p in alike[own]]
            continue
        fitting = (c for c in groups if own in fits[c] and not _divided(own, groups[c], by_id, rulings))
        best = sorted(fitting, key=lambda c: (-fits[c][own], c))
        for centre in best[:CLAIMS_PER_REACTION]:
            groups[centre].append(own)
        if not best:
            alone_with_it.append(own)
    groups |= _gathered(alone_with_it, by_id, fits, rulings)
    _put_together(groups, alike, ranked, rulings)
    for centre in sorted(groups):
        yield [p for i in groups[centre] for p in alike[i]]


def _said_in(
    groups: dict[str, list[str]], alike: dict[str, list[Proposition]]
) -> dict[str, list[tuple[str, Proposition]]]:
    """By statement the claims that it stands on, with what it says there; the best worded claims first."""
    said_in: dict[str, list[tuple[str, Proposition]]] = defaultdict(list)
    for centre, members in groups.items():
        for p in (p for i in members for p in alike[i]):
            said_in[p.wording.statement].append((centre, p))
    return said_in


def _home(
    p: Proposition, said_in: dict[str, list[tuple[str, Proposition]]], by_id: dict[str, Proposition]
) -> str | None:
    """The claim of what a reaction answers, where that says the claim."""
    answered = p.answers.statement if p.answers is not None else None
    homes = (centre for centre, q in said_in.get(answered or "", ()) if _act(q, by_id[centre]) in FOR)
    return next(homes, None)


def _divided(own: str, group: Sequence[str], by_id: dict[str, Proposition], rulings: Rulings) -> bool:
    return rulings.divides((by_id[own].wording.statement,), (by_id[i].wording.statement for i in group))


def _put_together(
    groups: dict[str, list[str]],
    alike: dict[str, list[Proposition]],
    ranked: Sequence[str],
    rulings: Rulings,
) -> None:
    """Claims of statements that somebody put together become one, worded by the better worded."""
    rank = {own: n for n, own in enumerate(ranked)}
    for left, right in rulings.together:
        first, second = (_claim_with(statement, groups, alike, rank) for statement in (left, right))
        if first is not None and second is not None and first != second:
            kept, other = sorted((first, second), key=rank.__getitem__)
            groups[kept] += groups.pop(other)


def _claim_with(
    statement: str,
    groups: dict[str, list[str]],
    alike: dict[str, list[Proposition]],
    rank: dict[str, int],
) -> str | None:
    """The claim that a statement's best worded proposition stands on."""
    own = {p.id: i for i, same in alike.items() for p in same if p.wording.statement == statement}
    places = {i: centre for centre, members in groups.items() for i in members}
    known = sorted((i for i in own.values() if i in places), key=rank.__getitem__)
    return places[known[0]] if known else None


def _gathered(
    ranked: Sequence[str],
    by_id: dict[str, Proposition],
    fits: dict[str, dict[str, float]],
    rulings: Rulings,
) -> dict[str, list[str]]:
    """The propositions, best worded first, each with those that fit it and no better worded one.

    A fragment words a claim only where nothing else of its statement stands anywhere.
    """
    groups: dict[str, list[str]] = {}
    left = dict.fromkeys(ranked)
    told: set[str] = set()
    for own in ranked:
        p = by_id[own]
        fragment = p.fitness is Fitness.FRAGMENT and p.wording.statement in told
        if own not in left or fragment or p.fitness is Fitness.NONE:
            continue
        groups[own] = [own]
        for i in left:
            if i != own and i in fits[own] and not _divided(i, groups[own], by_id, rulings):
                groups[own].append(i)
        for member in groups[own]:
            del left[member]
            told.add(by_id[member].wording.statement)
    return groups


def _fits(by_id: dict[str, Proposition]) -> dict[str, dict[str, float]]:
    """By the claim that a proposition would word, those that fit it and how well."""
    fits: dict[str, dict[str, float]] = {i: {} for i in by_id}
    for left, right in candidates({i: p.item for i, p in by_id.items()}):
        for own, other in ((left, right), (right, left)):
            how_well = fit(by_id[other], by_id[own])
            if how_well:
                fits[own][other] = round(how_well, 6)
    return fits


def _rank(p: Proposition, fitting: dict[str, float]) -> tuple[Fitness, float, bool, int, str]:
    """Well worded first; of these what most others say, then what has the most words."""
    pull = round(sum(fitting.values()), 6)
    return (_worded(p), -pull, p.is_subordinate, -len(p.item.distinct), p.id)


def _worded(p: Proposition) -> Fitness:
    """Of reservations only the bare matter words a claim well, not the clause that they are put in."""
    if p.act in (Act.CANNOT_CONFIRM, Act.NO_COMMENT, Act.NOT_DENY) and p.own:
        return Fitness.PLAIN if p.fitness is Fitness.FRAGMENT else Fitness.FRAGMENT
    return p.fitness


# -- claims --------------------------------------------------------------------------------------------


def _claim(corpus: Corpus, place: str, group: Sequence[Proposition]) -> Claim:
    worded = group[0]
    shown = _shown(corpus, group)
    report = shown.wording.report
    claim_id = content_id("cl", place, worded.id, *sorted(p.id for p in group))
    positions = tuple(_positions(claim_id, [Stand(p, _act(p, worded)) for p in group]))
    return Claim(
        id=claim_id,
        story=place,
        wording=tuple(Evidence(report, span, "wording") for span in shown.spans),
        text=joined(corpus.reading_of[report].report.text, shown.spans),
        positions=positions,
        status=status_of(positions),
    )


def _shown(corpus: Corpus, group: Sequence[Proposition]) -> Proposition:
    """Whose words stand for the claim: those it gathered round, or as good ones in the language of most.

    These say no more than the others do, so that nobody stands under what they did not say.
    """
    worded = group[0]
    language = {p.id: pack_of(corpus.reading_of[p.wording.report]).code for p in group}
    reports = {(language[p.id], p.wording.report) for p in group}
    spoken = Counter(code for code, _ in reports)
    if spoken[language[worded.id]] == max(spoken.values()):
        return worded
    as_good = [
        p
        for p in group
        if _worded(p) <= _worded(worded)
        and spoken[language[p.id]] == max(spoken.values())
        and (p.act in FOR) == (worded.act in FOR)
        and is_reaction(p) == is_reaction(worded)
        and negative(p.item) == negative(worded.item)
        and fit(worded, p)  # it says no more than the claim
    ]
    return min(as_good, key=lambda p: _rank(p, {}), default=worded)


def _act(p: Proposition, worded: Proposition) -> Act:
    """The act as it bears on the claim as worded: who says the contrary denies it.

    "It is not so" said in denial is what a claim of these words says. A reaction to what others say of the
    claim, or to a sentence that words it, stays what it is.
    """
    if p.answered or (not p.own and p.id == worded.id):
        return p.act
    if p.act in FOR and worded.act in FOR and p.id != worded.id:
        contrary = compare(p.item, worded.item).barred == POLARITY
        return Act.DENY if contrary else p.act
    against = p.act in AGAINST or (p.act in FOR and negative(p.item))
    if not negative(worded.item):
        return Act.DENY if against else p.act
    if p.act in AGAINST:
        return Act.ASSERT
    return p.act if against or p.act not in FOR else Act.DENY


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
