"""Utterances: the same act of speech in other words, another translation, direct here and indirect there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from quellenlage.domain.actor import Actor
from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence, Feature, Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus
from quellenlage.domain.report import BlockKind
from quellenlage.domain.statement import Act, Statement
from quellenlage.domain.story import Pairing, Story, Utterance
from quellenlage.lang.pack import language_pack
from quellenlage.reconcile.candidates import candidates
from quellenlage.reconcile.decisions import DECIDED, NOTHING, Rulings
from quellenlage.reconcile.kinship import Kin, Kinship
from quellenlage.reconcile.matching import (
    CONCEPTS,
    DAY,
    MOST,
    NAME,
    NOUN,
    NUMBER,
    RARE_ACTS,
    Comparison,
    Item,
    allied,
    compare,
    contained,
    negative,
    weigh,
)
from quellenlage.reconcile.wordings import Wording, Wordings

Pair = tuple[str, str]
# Proposes pairs of statements (ids) of one story that are near by their meaning, for instance by an encoder.
Nearness = Callable[[Sequence[Statement]], Iterable[Pair]]

# The score from which two statements are one act of speech, by how their speakers relate.
THRESHOLD = {
    Kin.SAME: 0.55,
    Kin.SPEAKS_FOR: 0.6,
    Kin.HOUSE: 0.6,
    Kin.ALIKE: 0.62,
    Kin.OFFICE: 0.62,
    Kin.COUNTRY: 0.62,
    Kin.UNKNOWN: 0.7,
}
CLOSE_KIN = frozenset({Kin.SAME, Kin.SPEAKS_FOR, Kin.HOUSE, Kin.ALIKE})
ANOTHER_OFFICIAL = 0.15  # a country has many officials; within one report it most likely is the one quoted
RESTATED = 0.05  # on another day the same thing may well have been said again
DAYS = 3  # so many days later a few common words are no sign of one act
OTHER_ACT = 0.05  # one confirms what the other says
HEADLINE = 0.1  # a headline is mostly what the report tells below it
POINTED_BACK = 0.1  # "confirmed this": the matter is told in the sentence before, among other things
TRANSLATED = 0.07  # between languages fewer words are known to be the same
NEAR = 0.15  # two sentences that are near by their meaning may share few words
CLOSE = 0.3  # the mean score over two groups below which they stay apart
SAMPLE = 5  # nodes of a group that are compared with those of another
SAME_REPORT = 0.1  # a report rarely tells an act twice, save in its headline
EVIDENCE = 3.3  # the weight of shared words below which nothing follows from sharing them
AMPLY = 7.0  # evidence that is more than a few common words
FOREIGN = 6.0  # the same between languages
AMPLE = 40.0  # evidence beyond `EVIDENCE` that raises a score by one, up to `RAISE`
RAISE = 0.12
REACTIONS = RARE_ACTS | {Act.CONFIRM}
CONFIRMED = 0.25  # a house confirms few matters of one story on one day
COUNTED = 0.1  # nor does anybody give one number twice for different things
BRIEF = 4  # content words up to which a headline leaves the matter of a reaction to the text
REACH = 5  # reactions of one report that a brief one is looked for among


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
class _Told:
    """A node as one report tells it."""

    start: int
    node: Node
    statement: Statement

    @property
    def is_brief_headline(self) -> bool:
        """Whether it is a headline that leaves the matter to the text."""
        return self.node.heading and len(self.node.item.wording.words) <= BRIEF


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
        nodes = _nodes(corpus, [wordings.of(s) for s in statements], rulings)
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


def _nodes(corpus: Corpus, wordings: Sequence[Wording], rulings: Rulings) -> list[Node]:
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
        match = _judged(corpus, left, right, kinship, copied, pair in near)
        if match is not None:
            told_elsewhere.update(pair)
            yield match
    yield from _told_briefly(corpus, nodes, kinship)
    yield from _told_below(corpus, [n for n in nodes if n.id not in told_elsewhere or not n.heading], kinship)


def _told_below(corpus: Corpus, nodes: Sequence[Node], kinship: Kinship) -> Iterator[Match]:
    """Brief headlines whose words stand nowhere else: the first statement below tells what they are about."""
    reports: dict[str, list[_Told]] = defaultdict(list)
    for node in nodes:
        for statement in node.statements:
            own = corpus.statements[statement]
            reports[own.report].append(_Told(own.quote[0].start, node, own))
    for _, told in sorted(reports.items()):
        order = sorted(told, key=lambda t: (t.start, t.node.id))
        for one, below in pairwise(order):
            if one.is_brief_headline and not below.node.heading and _allied(one.node.item, below.node.item):
                match = _briefly(one, below, kinship)
                if match is not None:
                    yield match


def _told_briefly(corpus: Corpus, nodes: Sequence[Node], kinship: Kinship) -> Iterator[Match]:
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
    if not close or _other_day(a, b) or _overlap(brief.statement, full.statement):
        return None
    if a.repeats != b.repeats or compare(brief.node.item, full.node.item).barred in (NUMBER, DAY, NAME):
        return None
    how = "points-back" if a.borrowed else "headline"
    features = (Feature(how, 1.0), Feature(f"speaker-{kin}", 1.0))
    return Match(brief.node, full.node, THRESHOLD[kin], features, True)


def _judged(
    corpus: Corpus,
    left: Node,
    right: Node,
    kinship: Kinship,
    copied: set[frozenset[str]],
    near: bool,
) -> Match | None:
    a, b = _nearest(left, right)
    kin = kinship.of(a.actor, b.actor)
    if kin is Kin.OTHER or not _allied(left.item, right.item) or _other_day(a, b) or _nested(corpus, a, b):
        return None
    if a.repeats != b.repeats and not _said_again(a, b):
        return None
    found = compare(left.item, right.item, EVIDENCE, quoting=kin is Kin.SAME)
    back = a.borrowed or b.borrowed
    if found.barred in (NOUN, None) and frozenset((a.report, b.report)) in copied:
        found = replace(found, barred=None)  # an editor's other noun
    confirmed = kin is not Kin.UNKNOWN and _both_confirm(a, b)
    if found.barred == CONCEPTS and confirmed and found.evidence >= FOREIGN:
        found = replace(found, barred=None)  # what is confirmed is put in other words, as between languages
    if found.barred or not _tells(found, near, back, confirmed):
        return None
    if found.evidence < AMPLY and not near and _is_loose(a, b, kin):
        return None
    score = found.score + min(RAISE, (found.evidence - EVIDENCE) / AMPLE)
    if back and a.act is b.act and a.act in RARE_ACTS:
        score = max(score, found.containment + POINTED_BACK)
    if near:
        score += NEAR
    if confirmed:
        score += CONFIRMED
    if found.numbers and kin is Kin.SAME and a.act is b.act and not _printed_on_other_days(a, b):
        score += COUNTED
    if a.language != b.language and found.evidence >= FOREIGN:
        score += TRANSLATED
    if kin is Kin.COUNTRY:
        score -= ANOTHER_OFFICIAL if a.report != b.report else 0.0
    elif a.report == b.report:
        score += HEADLINE if left.heading != right.heading else -SAME_REPORT
    if _printed_on_other_days(a, b):
        score -= RESTATED
    if a.act is not b.act:
        score -= OTHER_ACT
    if score < THRESHOLD[kin]:
        return None
    features = (
        *found.features(),
        Feature(f"speaker-{kin}", 1.0),
        Feature("said-same-day", float(_same_day(a, b))),
        *((Feature("near", 1.0),) if near else ()),
    )
    return Match(left, right, score, features)


def _nearest(left: Node, right: Node) -> tuple[Wording, Wording]:
    """The wordings as one report tells both, where one does; else of the reports printed least apart."""
    for report in sorted(left.told.keys() & right.told.keys()):
        return left.told[report], right.told[report]
    if len(left.told) == len(right.told) == 1:
        return left.item.wording, right.item.wording
    ones, others = (tuple({w.published: w for w in n.told.values()}.values()) for n in (left, right))
    pairs = ((a, b) for a in ones for b in others)
    return min(pairs, key=lambda p: (_days_between(*p), p[0].published or "", p[1].published or ""))


def _tells(found: Comparison, near: bool, back: bool, confirmed: bool) -> bool:
    """Whether what two statements share may tell anything at all."""
    if back:
        return found.telling or near or found.containment >= MOST
    return found.telling or near or (confirmed and found.shared > 0)


def _is_loose(a: Wording, b: Wording, kin: Kin) -> bool:
    """Whether so much lies between two statements that a few words in common tell nothing: days, speakers."""
    if a.report == b.report or _same_day(a, b):
        return False
    days = _days_between(a, b)
    return days >= DAYS or (days > 0 and kin not in CLOSE_KIN)


def _allied(left: Item, right: Item) -> bool:
    """Whether two cues may render one act; to say that something is not so is to deny it."""
    a, b = left.wording.act, right.wording.act
    if allied(a, b):
        return True
    said = right if a is Act.DENY else left if b is Act.DENY else None
    return said is not None and said.wording.act in (Act.ASSERT, Act.CONFIRM) and negative(said)


def _printed_on_other_days(a: Wording, b: Wording) -> bool:
    """Whether the reports are of different days and nothing tells that the statements are of one."""
    return bool(a.published and b.published and a.published != b.published and not _same_day(a, b))


def _both_confirm(a: Wording, b: Wording) -> bool:
    """Whether both confirm something, as far as is known on one day, and one of them at some length.

    Not where they speak of other people: one day may bring the death of a man and that of a child.
    """
    if not a.act is b.act is Act.CONFIRM or _printed_on_other_days(a, b):
        return False
    people, others = _general_concepts(a), _general_concepts(b)
    return max(len(a.words), len(b.words)) > BRIEF and (not people or not others or bool(people & others))


def _general_concepts(wording: Wording) -> set[str]:
    """Man, woman, soldier, company: whom or what a wording speaks of, in general words."""
    general = language_pack(wording.language).compare.general_counted
    return {concept for word in wording.words for concept in word.concepts if concept in general}


def _days_between(a: Wording, b: Wording) -> int:
    """How many days apart the reports are printed, 0 where that is not known."""
    if not (a.published and b.published):
        return 0
    return abs((date.fromisoformat(a.published) - date.fromisoformat(b.published)).days)


def _same_day(a: Wording, b: Wording) -> bool:
    return a.said is not None and a.said == b.said


def _other_day(a: Wording, b: Wording) -> bool:
    """Whether the days known of both exclude one occasion: nothing is said after it was printed."""
    if a.said and b.said:
        return a.said != b.said
    return bool(
        (a.said and b.published and a.said > b.published) or (b.said and a.published and b.said > a.published)
    )


def _nested(corpus: Corpus, a: Wording, b: Wording) -> bool:
    """Whether one is told inside the other: two acts, or two speakers of one clause."""
    return a.report == b.report and _overlap(corpus.statements[a.statement], corpus.statements[b.statement])


def _overlap(one: Statement, other: Statement) -> bool:
    """The same of two statements of one report."""
    if one.within == other.id or other.within == one.id:
        return True
    return any(left.overlaps(right) for left in one.quote for right in other.quote)


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
    if not _one_occasion([n.item.wording for n in (*left, *right)]):
        return False
    return all(kinship.of(a, b) is not Kin.OTHER for a in actors[0] for b in actors[1])


def _one_occasion(wordings: Sequence[Wording]) -> bool:
    """Whether all may be said at once: on one day, printed by nobody before, and not said again by some."""
    said = {w.said for w in wordings if w.said}
    if len(said) > 1 or any(w.published and w.published < day for w in wordings for day in said):
        return False
    again = [w for w in wordings if w.repeats]
    return not again or all(w.repeats or any(_said_again(w, other) for other in again) for w in wordings)


def _said_again(a: Wording, b: Wording) -> bool:
    """Whether the one tells the occasion on which the other says something again: by day, or a headline."""
    return _same_day(a, b) or (a.report == b.report and contained(a, b))


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
    confirmed = _both_confirm(left.wording, right.wording)
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
