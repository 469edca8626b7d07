"""Attribution loss: where one report prints as a fact, or with a stronger act, what another one attributes.

Every clause that a report has somebody say, and every sentence that it leaves open itself, is *kept*. It is
lost where another report of the story tells the same matter plainly: in its own voice, without a hedge, or
as a stronger act of the same speaker. A report that keeps the attribution in one place has not lost it in
another (a headline cuts, the text tells).

"The same matter" is judged by gates, not by nearness: every name, number and noun of what is kept must stand
in what is printed, negation must be the same, no word may stand in the place of another. Candidates come from
the rarest words that both hold, so that no stage looks at all pairs; each printed sentence has at most one
finding, with the wording that it is nearest to.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from quellenlage.domain.actor import Actor
from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence, Feature, Judgement, Link, LinkKind
from quellenlage.domain.loss import AttributionLoss, LossKind
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, Method, MethodKind, Statement, StatementType
from quellenlage.domain.story import Story
from quellenlage.lang.pack import LanguagePack
from quellenlage.reconcile.clauses import clauses_of
from quellenlage.reconcile.content import Word, match
from quellenlage.reconcile.direction import published
from quellenlage.reconcile.kinship import Kin, Kinship
from quellenlage.reconcile.matching import MATCHED, POLARITY, Comparison, Item, Weights, compare, telling
from quellenlage.reconcile.own_voice import Told, Voice, hedges_in, own_voice
from quellenlage.reconcile.wordings import Quantity, Wordings, pack_of
from quellenlage.text.tokens import tokenize

# How much a speaker commits to; acts that put nothing forward (demands, questions) are left out.
COMMITMENT = {
    Act.NO_COMMENT: 0,
    Act.CANNOT_CONFIRM: 0,
    Act.NOT_DENY: 0,
    Act.ESTIMATE: 1,
    Act.WARN: 2,
    Act.ASSERT: 2,
    Act.ANNOUNCE: 2,
    Act.CONFIRM: 3,
}
KEEPS = frozenset({*COMMITMENT, Act.DENY})
OWN_WORD = (Kin.SAME, Kin.SPEAKS_FOR)
HELD = 0.72  # the share of what is kept that must stand in what is printed
EVIDENCE = 6.0  # the weight of shared words below which nothing follows from sharing them
RAREST = 8  # keys by which a sentence finds others
CROWD = 40  # a key of more clauses than this is too common to lead to any of them
BEST = 8  # candidates of a sentence that are compared
STRONG = 0.8
LINKED = "the one report takes text from the other"
OWN = Method(MethodKind.RULE, "own-voice", "1")


@dataclass(frozen=True)
class _Part:
    """A clause of a statement, or a sentence in a report's own voice."""

    report: str
    spans: tuple[Span, ...]
    statement: Statement | None
    act: Act
    hedges: tuple[Span, ...]
    plain: bool  # the report vouches for it itself
    item: Item

    @property
    def key(self) -> tuple[str, int]:
        """Where it stands."""
        return self.report, self.spans[0].start


@dataclass(frozen=True)
class _Found:
    kept: _Part
    printed: _Part
    kind: LossKind
    compared: Comparison


def find_attribution_losses(
    corpus: Corpus, stories: Sequence[Story], actors: Sequence[Actor], links: Sequence[Link]
) -> tuple[AttributionLoss, ...]:
    """The losses inside every story, sorted by id."""
    owner = {pid: actor.id for actor in actors for pid in actor.participants}
    wordings, kinship = Wordings(corpus, owner), Kinship(corpus, actors)
    linked = _linked(links)
    losses: dict[str, AttributionLoss] = {}
    for story in stories:
        if len(story.reports) < 2:
            continue
        for found in _Search(corpus, story, wordings, kinship, linked).losses():
            loss = _loss(corpus, story, found, linked)
            losses[loss.id] = loss
    return tuple(losses[own] for own in sorted(losses))


class _Search:
    """One story: its clauses and sentences, and the look-up by their rarest words."""

    def __init__(
        self, corpus: Corpus, story: Story, wordings: Wordings, kinship: Kinship, linked: set[frozenset[str]]
    ) -> None:
        self.corpus, self.wordings, self.kinship, self.linked = corpus, wordings, kinship, linked
        self.readings = [corpus.reading_of[report] for report in story.reports]
        self.told = {r.report.id: tuple(own_voice(r, pack_of(r))) for r in self.readings}

    def losses(self) -> Iterator[_Found]:
        for printed in self.parts:
            if printed.plain or printed.act in COMMITMENT:
                found = self._nearest(printed)
                if found is not None and found.kept.report != printed.report:
                    yield found

    @cached_property
    def parts(self) -> list[_Part]:
        """What all reports tell, a report after the other, in text order."""
        drafts = [draft for reading in self.readings for draft in self._drafts(reading)]
        weights = _weights(part.item for part in drafts)
        return [replace(part, item=Item(part.item.wording, weights)) for part in drafts]

    @cached_property
    def behind(self) -> dict[str, list[_Part]]:
        """Behind every key what is attributed or left open, one of each wording in each report."""
        found: dict[str, list[_Part]] = defaultdict(list)
        for part in self.parts:
            if not part.plain:
                for key in part.item.keys:
                    found[key].append(part)
        return found

    def _drafts(self, reading: Reading) -> Iterator[_Part]:
        pack, text = pack_of(reading), reading.report.text
        unweighed = Weights({}, 0)
        for statement in reading.statements:
            if statement.act not in KEEPS:
                continue
            for clause in clauses_of(reading, statement.quote, pack):
                wording = replace(self.wordings.of(statement, clause.spans), act=Act.ASSERT)
                hedges = hedges_in(text, clause.spans, pack)
                part = _Part(
                    reading.report.id, clause.spans, statement, statement.act, hedges, False,
                    Item(wording, unweighed),
                )
                if len(part.item.distinct) > 1:
                    yield part
        for told in self.told[reading.report.id]:
            if told.voice is not Voice.HANDED_ON:
                wording = self.wordings.of(_as_statement(told), told.spans)
                if wording.hypothetical and told.voice is Voice.PLAIN:
                    continue
                plain = told.voice is Voice.PLAIN
                yield _Part(
                    told.report, told.spans, None, Act.ASSERT, told.hedges, plain, Item(wording, unweighed)
                )

    # -- one printed sentence

    def _nearest(self, printed: _Part) -> _Found | None:
        """The kept wording that a printed one is nearest to; that of its own report comes first."""
        found = [f for kept in self._candidates(printed) if (f := self._judged(kept, printed)) is not None]
        if not found:
            return None
        return min(found, key=lambda f: (f.kept.report != printed.report, *self._rank(f)))

    def _rank(self, found: _Found) -> tuple[bool, float, str, tuple[str, int]]:
        pair = frozenset((found.kept.report, found.printed.report))
        date = published(self.corpus.reading_of[found.kept.report]) or "9"
        return pair not in self.linked, -round(found.compared.score, 3), date, found.kept.key

    def _candidates(self, printed: _Part) -> list[_Part]:
        weights = printed.item.weights
        rarest = sorted(printed.item.keys, key=lambda k: (-round(weights.of_key(k), 6), k))
        shared: dict[tuple[str, int], float] = defaultdict(float)
        part_at: dict[tuple[str, int], _Part] = {}
        looked = 0
        for key in rarest:
            behind = self.behind.get(key, ())
            if not behind or len(behind) > CROWD:
                continue
            looked += 1
            for part in behind:
                if part is not printed:
                    shared[part.key] += weights.of_key(key)
                    part_at[part.key] = part
            if looked == RAREST:
                break
        best = sorted(shared, key=lambda k: (k[0] != printed.report, -round(shared[k], 6), k))
        return [part_at[k] for k in best[:BEST]]

    def _judged(self, kept: _Part, printed: _Part) -> _Found | None:
        kind = self._kind(kept, printed)
        if kind is None:
            return None
        compared = compare(kept.item, printed.item, EVIDENCE)
        return _Found(kept, printed, kind, compared) if self._same_matter(kept, printed, compared) else None

    def _kind(self, kept: _Part, printed: _Part) -> LossKind | None:
        if printed.plain:
            return LossKind.ATTRIBUTION if kept.statement else LossKind.HEDGE
        if printed.statement is None or kept.statement is None or printed.hedges:
            return None
        if kept.act is Act.DENY or not self._one_speaker(kept, printed):
            return None
        if kept.report == printed.report or COMMITMENT[printed.act] > COMMITMENT[kept.act]:
            return LossKind.ACT
        return LossKind.HEDGE if kept.hedges else None

    def _one_speaker(self, kept: _Part, printed: _Part) -> bool:
        return self.kinship.of(kept.item.wording.actor, printed.item.wording.actor) in OWN_WORD

    def _same_matter(self, kept: _Part, printed: _Part, compared: Comparison) -> bool:
        other_polarity = compared.barred == POLARITY and kept.act is Act.DENY and printed.plain
        if compared.barred is not None and not other_polarity:
            return False
        if compared.covered_left < HELD or not _all_held(kept.item, printed.item):
            return False
        texts = [self.corpus.reading_of[p.report].report.text for p in (kept, printed)]
        return not _replaced(texts[0], kept, texts[1], printed)


# -- gates ---------------------------------------------------------------------------------------------


def _all_held(kept: Item, printed: Item) -> bool:
    """Whether every name, number and (where they show) noun of the one stands in the other."""
    if not all(any(_equal(a, b) for b in printed.wording.quantities) for a in kept.wording.quantities):
        return False
    needed = (w for w in kept.wording.words if w.is_name or w.capital or w.key.startswith("g:"))
    return all(match(word, printed.keys) >= MATCHED for word in needed)


def _equal(a: Quantity, b: Quantity) -> bool:
    return a.value == b.value and (a.unit is None or b.unit is None or a.unit == b.unit)


def _replaced(left_text: str, left: _Part, right_text: str, right: _Part) -> bool:
    """Whether a word of the one stands where the other has another word: "contaminated with lead"."""
    mine = _frames(left_text, left.spans, _lone(left.item, right.item))
    theirs = _frames(right_text, right.spans, _lone(right.item, left.item))
    return not mine.isdisjoint(theirs)


def _lone(item: Item, other: Item) -> list[Word]:
    return [w for w in item.wording.words if match(w, other.keys) < MATCHED]


def _frames(text: str, spans: Sequence[Span], words: Iterable[Word]) -> set[tuple[str, ...]]:
    """What stands around these words: the two words before, and the one before with the one behind."""
    frames: set[tuple[str, ...]] = set()
    starts = {w.span.start for w in words}
    for span in spans:
        tokens = [t for t in tokenize(text, span) if t.is_word]
        for at, token in enumerate(tokens):
            if token.span.start not in starts:
                continue
            if at > 1:
                frames.add(("before", tokens[at - 2].lower, tokens[at - 1].lower))
            if at and at + 1 < len(tokens):
                frames.add(("around", tokens[at - 1].lower, tokens[at + 1].lower))
    return frames


# -- making --------------------------------------------------------------------------------------------


def _as_statement(told: Told) -> Statement:
    """A report's own sentence as a statement of nobody's, so that it compares like one."""
    return Statement(
        id=content_id("own", told.report, told.spans),
        report=told.report,
        quote=told.spans,
        type=StatementType.REPORTED,
        act=Act.ASSERT,
        cue=(),
        speaker=None,
        participant=None,
        addressee=None,
        channel=None,
        said=None,
        via=(),
        method=OWN,
    )


def _weights(items: Iterable[Item]) -> Weights:
    frequency: Counter[str] = Counter()
    seen: set[str] = set()
    for item in items:
        if item.wording.text not in seen:
            seen.add(item.wording.text)
            words = (*item.wording.words, *telling(item.wording))
            frequency.update({key for word in words for key, _ in word.keys})
    return Weights(frequency, len(seen))


def _linked(links: Sequence[Link]) -> set[frozenset[str]]:
    kinds = (LinkKind.COPY, LinkKind.DERIVED, LinkKind.REVISION)
    return {frozenset((x.source, x.target)) for x in links if x.kind in kinds}


def _loss(corpus: Corpus, story: Story, found: _Found, linked: set[frozenset[str]]) -> AttributionLoss:
    kept, printed = found.kept, found.printed
    evidence = [Evidence(kept.report, span, "kept") for span in kept.spans]
    evidence += [Evidence(kept.report, span, "dropped") for span in _dropped(found)]
    evidence += [Evidence(printed.report, span, "printed") for span in printed.spans]
    compared = found.compared
    features = [
        Feature("kept wording found in printed wording", round(compared.covered_left, 4)),
        Feature("names and numbers of the kept wording found", 1.0),
        Feature("negation equal", float(compared.barred is None)),
        Feature("no hedge in printed wording", float(not printed.hedges)),
    ]
    if frozenset((kept.report, printed.report)) in linked:
        features.append(Feature(LINKED, 1.0))
    return AttributionLoss(
        id=content_id("al", kept.report, kept.spans, printed.report, printed.spans),
        story=story.id,
        kind=found.kind,
        kept=kept.report,
        lost=printed.report,
        statement=kept.statement.id if kept.statement else None,
        printed=printed.statement.id if printed.statement else None,
        judgement=_judgement(corpus, found),
        features=tuple(features),
        evidence=tuple(evidence),
    )


def _dropped(found: _Found) -> list[Span]:
    """What the printed wording leaves out: hedges, and speaker and cue where it is nobody's word."""
    spans = list(found.kept.hedges)
    statement = found.kept.statement
    if statement is not None and found.kind is not LossKind.HEDGE:
        spans += statement.cue
        if statement.speaker is not None and found.kind is LossKind.ATTRIBUTION:
            spans.append(statement.speaker)
    return sorted(spans)


def _judgement(corpus: Corpus, found: _Found) -> Judgement:
    """Unsure where the plain report is the earlier one, or a speaker's word is only taken for firmer."""
    first, second = (published(corpus.reading_of[p.report]) for p in (found.kept, found.printed))
    if first and second and second[:10] < first[:10]:
        return Judgement.UNSURE
    if found.kind is LossKind.ACT and COMMITMENT[found.printed.act] - COMMITMENT[found.kept.act] < 2:
        return Judgement.UNSURE
    return Judgement.POSITIVE
