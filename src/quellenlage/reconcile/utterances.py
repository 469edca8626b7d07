"""Utterances: the same act of speech in other words, another translation, direct here and indirect there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from quellenlage.domain.actor import Actor
from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence, Feature, Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus
from quellenlage.domain.statement import Statement
from quellenlage.domain.story import Pairing, Story, Utterance
from quellenlage.reconcile.candidates import candidates
from quellenlage.reconcile.decisions import DECIDED, NOTHING, Rulings
from quellenlage.reconcile.kinship import Kin, Kinship
from quellenlage.reconcile.matching import CONCEPTS, Item, compare
from quellenlage.reconcile.nodes import Match, Node, find_nodes
from quellenlage.reconcile.occasions import one_occasion
from quellenlage.reconcile.pairs import CONFIRMED, both_confirm, judged
from quellenlage.reconcile.reactions import told_below, told_briefly
from quellenlage.reconcile.wordings import Wordings

Pair = tuple[str, str]
# Proposes pairs of statements (ids) of one story that are near by their meaning, for instance by an encoder.
Nearness = Callable[[Sequence[Statement]], Iterable[Pair]]

CLOSE = 0.3  # the mean score over two groups below which they stay apart
SAMPLE = 5  # nodes of a group that are compared with those of another


def find_utterances(
    corpus: Corpus,
    stories: Sequence[Story],
    actors: Sequence[Actor],
    copies: Sequence[Link],
    rulings: Rulings = NOTHING,
    nearness: Nearness | None = None,
) -> tuple[Utterance, ...]:
    """The utterances of all stories; every statement belongs to exactly one. People's rulings come first.

    `nearness` may propose pairs that share few words; numbers, negation, names and speakers gate them all
    the same.
    """
    owner = {pid: actor.id for actor in actors for pid in actor.participants}
    wordings = Wordings(corpus, owner)
    kinship = Kinship(corpus, actors)
    copied = {frozenset((c.source, c.target)) for c in copies if c.kind is LinkKind.COPY}
    out: list[Utterance] = []
    for place, statements in _by_place(corpus, stories):
        nodes = find_nodes(corpus, [wordings.of(s) for s in statements], rulings)
        near = _near(nodes, statements, nearness)
        matches = sorted(_matches(corpus, nodes, kinship, copied, near), key=_best_first)
        for group, pairs in _grouped(nodes, matches, kinship, rulings):
            out.append(_utterance(corpus, place, group, pairs))
    return tuple(sorted(out, key=lambda u: u.id))


def _by_place(corpus: Corpus, stories: Sequence[Story]) -> Iterator[tuple[str, list[Statement]]]:
    """The statements of every story, and of every report outside of all stories."""
    place_of = {report: story.id for story in stories for report in story.reports}
    places: dict[str, list[Statement]] = defaultdict(list)
    for reading in corpus.readings:
        place = place_of.get(reading.report.id, reading.report.id)
        places[place].extend(reading.statements)
    for place in sorted(places):
        yield place, sorted(places[place], key=lambda s: s.id)


def _near(nodes: Sequence[Node], statements: Sequence[Statement], nearness: Nearness | None) -> set[Pair]:
    """The pairs of nodes that `nearness` proposes."""
    if nearness is None:
        return set()
    node_of = {statement: node.id for node in nodes for statement in node.statements}
    pairs = ((node_of[one], node_of[other]) for one, other in nearness(statements))
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def _matches(
    corpus: Corpus,
    nodes: Sequence[Node],
    kinship: Kinship,
    copied: set[frozenset[str]],
    near: set[Pair],
) -> Iterator[Match]:
    by_id = {node.id: node for node in nodes}
    told_elsewhere: set[str] = set()
    for pair in sorted(near.union(candidates({node.id: node.item for node in nodes}))):
        left, right = (by_id[i] for i in pair)
        match = judged(corpus, left, right, kinship, copied, pair in near)
        if match is not None:
            told_elsewhere.update(pair)
            yield match
    yield from told_briefly(corpus, nodes, kinship)
    yield from told_below(corpus, [n for n in nodes if n.id not in told_elsewhere or not n.heading], kinship)


def _best_first(match: Match) -> tuple[float, str, str]:
    return (-round(match.score, 6), match.left.id, match.right.id)


def _grouped(
    nodes: Sequence[Node], matches: Sequence[Match], kinship: Kinship, rulings: Rulings
) -> Iterator[tuple[list[Node], list[Match]]]:
    """Join the best matches first; a join that would put strangers into one group is left out."""
    group_of = {node.id: [node] for node in nodes}
    pairs: dict[str, list[Match]] = defaultdict(list)
    for match in _ruled(nodes, rulings):
        left, right = group_of[match.left.id], group_of[match.right.id]
        pairs[match.left.id].append(match)
        if left is not right:
            merged = [*left, *right]
            for node in merged:
                group_of[node.id] = merged
    for match in matches:
        left, right = group_of[match.left.id], group_of[match.right.id]
        if left is right:
            pairs[match.left.id].append(match)
            continue
        if not _compatible(left, right, kinship) or rulings.divides(_ids(left), _ids(right)):
            continue
        if not match.certain and len(left) + len(right) > 2 and _closeness(left, right) < CLOSE:
            continue
        merged = [*left, *right]
        pairs[match.left.id].append(match)
        for node in merged:
            group_of[node.id] = merged
    seen: set[str] = set()
    for node in nodes:
        group = group_of[node.id]
        first = min(n.id for n in group)
        if first not in seen:
            seen.add(first)
            yield sorted(group, key=lambda n: n.id), [m for n in group for m in pairs[n.id]]


def _ruled(nodes: Sequence[Node], rulings: Rulings) -> Iterator[Match]:
    """The pairs of this place that somebody put together, whatever speaks against it."""
    node_of = {statement: node for node in nodes for statement in node.statements}
    for one, other in rulings.together:
        left, right = node_of.get(one), node_of.get(other)
        if left is not None and right is not None and left is not right:
            yield Match(left, right, 1.0, (DECIDED,))


def _ids(nodes: Sequence[Node]) -> Iterator[str]:
    return (statement for node in nodes for statement in node.statements)


def _compatible(left: Sequence[Node], right: Sequence[Node], kinship: Kinship) -> bool:
    """Whether no two speakers exclude each other and the days allow for one occasion."""
    actors = ({n.item.wording.actor for n in left}, {n.item.wording.actor for n in right})
    if not one_occasion([n.item.wording for n in (*left, *right)]):
        return False
    return all(kinship.of(a, b) is not Kin.OTHER for a in actors[0] for b in actors[1])


def _closeness(left: Sequence[Node], right: Sequence[Node]) -> float:
    """The mean score over the pairs of two groups: a chain of likenesses does not make one act.

    A pair weighs as much as its shorter wording says: a fragment tells little about where it belongs.
    """
    pairs = [(a.item, b.item) for a in left[:SAMPLE] for b in right[:SAMPLE]]
    scores = [_likeness(a, b) for a, b in pairs]
    weights = [min(a.total, b.total) for a, b in pairs]
    return sum(s * w for s, w in zip(scores, weights, strict=True)) / (sum(weights) or 1.0)


def _likeness(left: Item, right: Item) -> float:
    """The score of two members of groups, 0 where they cannot be the same."""
    found = compare(left, right)
    confirmed = both_confirm(left.wording, right.wording)
    if found.barred and not (found.barred == CONCEPTS and confirmed):
        return 0.0
    return found.score + (CONFIRMED if confirmed else 0.0)


def _utterance(corpus: Corpus, place: str, group: Sequence[Node], matches: Sequence[Match]) -> Utterance:
    ids = tuple(sorted(s for node in group for s in node.statements))
    pairings = [Pairing(m.left.id, m.right.id, m.features) for m in matches]
    for node in group:
        equal = (Feature("words-equal", 1.0),)
        pairings.extend(Pairing(node.id, other, equal) for other in node.statements[1:])
    return Utterance(
        id=content_id("ut", *ids),
        story=place,
        actor=_speaker(group),
        statements=ids,
        said=min((n.item.wording.said for n in group if n.item.wording.said), default=None),
        pairings=tuple(sorted(pairings, key=lambda p: (p.left, p.right))),
    )


def _speaker(group: Sequence[Node]) -> str | None:
    """The actor most of the statements name."""
    count: dict[str, int] = defaultdict(int)
    for node in group:
        if node.item.wording.actor:
            count[node.item.wording.actor] += len(node.statements)
    return min(count, key=lambda a: (-count[a], a)) if count else None


# -- links ---------------------------------------------------------------------------------------------


def link_shared(corpus: Corpus, utterances: Sequence[Utterance]) -> tuple[Link, ...]:
    """One link for each pair of reports that tell an utterance in common, with the quotes that show it."""
    shared: dict[tuple[str, str], list[tuple[Statement, Statement]]] = defaultdict(list)
    for utterance in utterances:
        first: dict[str, Statement] = {}
        for statement in (corpus.statements[s] for s in utterance.statements):
            first.setdefault(statement.report, statement)
        reports = sorted(first)
        # A pair of neighbours in the sorted reports is enough where very many share an utterance.
        spans = range(1, len(reports)) if len(reports) <= CROWD else range(1, 2)
        for step in spans:
            for one, other in zip(reports, reports[step:], strict=False):
                shared[one, other].append((first[one], first[other]))
    return tuple(_link(one, other, pairs) for (one, other), pairs in sorted(shared.items()))


CROWD = 40


def _link(one: str, other: str, pairs: Iterable[tuple[Statement, Statement]]) -> Link:
    pairs = list(pairs)
    evidence = {Evidence(s.report, span, "quote") for pair in pairs for s in pair for span in s.quote}
    return Link(
        id=content_id("li", LinkKind.SHARES_STATEMENT, one, other),
        kind=LinkKind.SHARES_STATEMENT,
        source=one,
        target=other,
        judgement=Judgement.POSITIVE,
        features=(Feature("utterances-shared", float(len(pairs))),),
        evidence=tuple(sorted(evidence, key=lambda e: (e.report, e.span))),
    )
