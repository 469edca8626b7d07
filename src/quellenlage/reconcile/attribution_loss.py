"""Attribution loss: where one report prints as a fact, or with a stronger act, what another one attributes.

Every clause that a report has somebody say, and every sentence that it leaves open itself, is *kept*. It is
lost where another report of the story tells the same matter plainly: in its own voice, without a hedge, or
as a stronger act of the same speaker. A report that keeps the attribution in one place has not lost it in
another (a headline cuts, the text tells).

"The same matter" is judged by gates, not by nearness: every name, number and noun of what is kept must stand
in what is printed, negation must be the same, no word may stand in the place of another. Candidates come from
the rarest words that both hold, so that no stage looks at all pairs; each printed sentence has at most one
finding, with the wording that it is nearest to. A figure that reports of one series attribute is lost where
another prints the same value by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.domain.actor import Actor
from quellenlage.domain.figure import Figure
from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence, Feature, Judgement, Link, LinkKind
from quellenlage.domain.loss import AttributionLoss, LossKind
from quellenlage.domain.reading import Corpus
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, Statement
from quellenlage.domain.story import Series, Story
from quellenlage.reconcile.direction import published
from quellenlage.reconcile.kinship import Kin, Kinship
from quellenlage.reconcile.loss_gates import all_held, replaced
from quellenlage.reconcile.loss_parts import COMMITMENT, Part, parts_of
from quellenlage.reconcile.matching import POLARITY, Comparison, compare
from quellenlage.reconcile.own_voice import Voice, own_voice
from quellenlage.reconcile.wordings import Wordings, pack_of

OWN_WORD = (Kin.SAME, Kin.SPEAKS_FOR)
HELD = 0.72  # the share of what is kept that must stand in what is printed
EVIDENCE = 6.0  # the weight of shared words below which nothing follows from sharing them
RAREST = 8  # keys by which a sentence finds others
CROWD = 40  # a key of more wordings than this is too common to lead to any of them
BEST = 8  # candidates of a sentence that are compared
TELLING = 3  # content words and numbers without which a matter could be any
SMALL = 10  # a number below this without a unit is the same by chance
LINKED = "the one report takes text from the other"


@dataclass(frozen=True)
class _Found:
    """A part that is kept in one report and lost in another."""

    kept: Part
    printed: Part
    kind: LossKind
    compared: Comparison


def find_attribution_losses(
    corpus: Corpus,
    stories: Sequence[Story],
    actors: Sequence[Actor],
    links: Sequence[Link],
    series: Sequence[Series] = (),
) -> tuple[AttributionLoss, ...]:
    """The losses inside every story, sorted by id."""
    owner = {pid: actor.id for actor in actors for pid in actor.participants}
    wordings, kinship = Wordings(corpus, owner), Kinship(corpus, actors)
    kinds = (LinkKind.COPY, LinkKind.DERIVED, LinkKind.REVISION)
    linked = {frozenset((x.source, x.target)) for x in links if x.kind in kinds}
    losses: list[AttributionLoss] = []
    for story in stories:
        if len(story.reports) > 1:
            search = _Search(corpus, story, wordings, kinship, linked)
            losses += (_loss(corpus, story.id, found, linked) for found in search.losses())
    losses += _figure_losses(corpus, series, losses)
    return tuple(sorted(losses, key=lambda loss: loss.id))


class _Search:
    """One story: its parts, and the look-up by their rarest words."""

    def __init__(
        self, corpus: Corpus, story: Story, wordings: Wordings, kinship: Kinship, linked: set[frozenset[str]]
    ) -> None:
        self.corpus, self.kinship, self.linked = corpus, kinship, linked
        self.parts = parts_of([corpus.reading_of[report] for report in story.reports], wordings)
        self.behind: dict[str, list[Part]] = defaultdict(list)  # by key, one part of each wording
        self.inside: dict[tuple[str, str], list[Part]] = defaultdict(list)  # by report and key
        seen: set[tuple[object, ...]] = set()
        for part in sorted((p for p in self.parts if not p.plain), key=self._age):
            wording = part.item.wording
            alike = (wording.text, wording.actor, part.act, bool(part.hedges), part.tells)
            for key in part.item.keys:
                self.inside[part.report, key].append(part)
                if alike not in seen:
                    self.behind[key].append(part)
            seen.add(alike)

    def losses(self) -> Iterator[_Found]:
        """What every printed part has lost, that of its own report left out."""
        for printed in self.parts:
            if printed.plain or (printed.statement is not None and printed.act in COMMITMENT):
                found = self._nearest(printed)
                if found is not None and found.kept.report != printed.report:
                    yield found

    def _age(self, part: Part) -> tuple[str, str, int]:
        return published(self.corpus.reading_of[part.report]) or "9", part.report, part.spans[0].start

    def _nearest(self, printed: Part) -> _Found | None:
        """The kept wording that a printed one is nearest to; that of its own report comes first."""
        found = [f for kept in self._candidates(printed) if (f := self._judged(kept, printed)) is not None]
        return min(found, key=lambda f: (f.kept.report != printed.report, *self._rank(f)), default=None)

    def _rank(self, found: _Found) -> tuple[bool, float, tuple[str, str, int]]:
        pair = frozenset((found.kept.report, found.printed.report))
        return pair not in self.linked, -round(found.compared.score, 3), self._age(found.kept)

    def _candidates(self, printed: Part) -> list[Part]:
        weights = printed.item.weights
        rarest = sorted(printed.item.keys, key=lambda k: (-round(weights.of_key(k), 6), k))
        own = self._sharing(printed, [self.inside.get((printed.report, key), ()) for key in rarest])
        return [*own, *self._sharing(printed, [self.behind.get(key, ()) for key in rarest])]

    def _sharing(self, printed: Part, behind: Sequence[Sequence[Part]]) -> list[Part]:
        """The parts that stand behind most of the first keys that lead anywhere."""
        shared: dict[tuple[str, int, int, bool], int] = defaultdict(int)
        part_at: dict[tuple[str, int, int, bool], Part] = {}
        leading = [parts for parts in behind if 0 < len(parts) <= CROWD]
        for parts in leading[:RAREST]:
            for part in parts:
                if part is not printed and part.tells == printed.tells:
                    shared[part.key] += 1
                    part_at[part.key] = part
        return [part_at[k] for k in sorted(shared, key=lambda k: (-shared[k], k))[:BEST]]

    def _judged(self, kept: Part, printed: Part) -> _Found | None:
        kind = self._kind(kept, printed)
        if kind is None:
            return None
        compared = compare(kept.item, printed.item, EVIDENCE)
        return _Found(kept, printed, kind, compared) if self._same_matter(kept, printed, compared) else None

    def _kind(self, kept: Part, printed: Part) -> LossKind | None:
        if printed.plain:
            if len(kept.item.distinct) < TELLING:
                return None
            return LossKind.ATTRIBUTION if kept.statement else LossKind.HEDGE
        if printed.statement is None or kept.statement is None or printed.hedges:
            return None
        if kept.act is Act.DENY or not self._one_speaker(kept, printed):
            return None
        if kept.report == printed.report or _firmer(kept.act, printed.act):
            return LossKind.ACT
        return LossKind.HEDGE if kept.hedges else None

    def _one_speaker(self, kept: Part, printed: Part) -> bool:
        return self.kinship.of(kept.item.wording.actor, printed.item.wording.actor) in OWN_WORD

    def _same_matter(self, kept: Part, printed: Part, compared: Comparison) -> bool:
        other_polarity = compared.barred == POLARITY and kept.act is Act.DENY and printed.plain
        if compared.barred is not None and not other_polarity:
            return False
        if compared.covered_left < HELD or not all_held(kept.item, printed.item):
            return False
        if kept.tells and compared.covered_right < HELD:
            return False  # who tells of it may be told of, too
        texts = [self.corpus.reading_of[p.report].report.text for p in (kept, printed)]
        return not replaced(texts[0], kept, texts[1], printed)


def _firmer(kept: Act, printed: Act) -> bool:
    """Whether a speaker commits to more: who said nothing says something, who says so confirms it."""
    step = COMMITMENT[printed] - COMMITMENT.get(kept, COMMITMENT[Act.CONFIRM])
    return step > 0 and (printed is Act.CONFIRM or COMMITMENT[kept] == 0)


# -- figures -------------------------------------------------------------------------------------------


def _figure_losses(
    corpus: Corpus, series: Sequence[Series], known: Sequence[AttributionLoss]
) -> Iterator[AttributionLoss]:
    """Values that reports of one series attribute and another prints in its own voice."""
    told = _PlainPlaces(corpus)
    printed = {(loss.lost, e.span) for loss in known for e in loss.evidence if e.role == "printed"}
    for one in series:
        values: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for figure in (corpus.figures[i] for i in one.figures if i in corpus.figures):
            if figure.unit or max(figure.low or 0, figure.high or 0) >= SMALL:
                values[figure.low, figure.high, figure.unit].append(figure)
        for figures in values.values():
            kept = sorted((f for f in figures if _voucher(corpus, f)), key=lambda f: _first(corpus, f))
            attributing = {f.report for f in kept}
            for figure in figures:
                if figure.statement or figure.report in attributing or not kept:
                    continue
                sentence = told.around(figure)
                if sentence is not None and not any(
                    own == figure.report and span.overlaps(figure.span) for own, span in printed
                ):
                    yield _figure_loss(corpus, one.story, kept[0], figure)


class _PlainPlaces:
    """The sentences that reports vouch for, read once per report."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._plain: dict[str, tuple[Span, ...]] = {}

    def around(self, figure: Figure) -> Span | None:
        """The piece of a plain sentence that the figure stands in."""
        if figure.report not in self._plain:
            reading = self._corpus.reading_of[figure.report]
            told = own_voice(reading, pack_of(reading))
            self._plain[figure.report] = tuple(s for t in told if t.voice is Voice.PLAIN for s in t.spans)
        return next((s for s in self._plain[figure.report] if s.contains(figure.span)), None)


def _voucher(corpus: Corpus, figure: Figure) -> Statement | None:
    statement = corpus.statements.get(figure.statement or "")
    return statement if statement is not None and statement.act.vouches else None


def _first(corpus: Corpus, figure: Figure) -> tuple[str, str, int]:
    return published(corpus.reading_of[figure.report]) or "9", figure.report, figure.span.start


def _figure_loss(corpus: Corpus, story: str, kept: Figure, printed: Figure) -> AttributionLoss:
    statement = _voucher(corpus, kept)
    named = [*statement.cue, *([statement.speaker] if statement.speaker else [])] if statement else []
    evidence = [Evidence(kept.report, kept.span, "kept")]
    evidence += [Evidence(kept.report, span, "dropped") for span in sorted(named)]
    evidence.append(Evidence(printed.report, printed.span, "printed"))
    return AttributionLoss(
        id=content_id("al", kept.report, kept.span, printed.report, printed.span),
        story=story,
        kind=LossKind.ATTRIBUTION,
        kept=kept.report,
        lost=printed.report,
        statement=kept.statement,
        printed=None,
        judgement=Judgement.UNSURE if _earlier(corpus, printed.report, kept.report) else Judgement.POSITIVE,
        features=(Feature("same value of one series", 1.0),),
        evidence=tuple(evidence),
    )


# -- making --------------------------------------------------------------------------------------------


def _loss(corpus: Corpus, story: str, found: _Found, linked: set[frozenset[str]]) -> AttributionLoss:
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
        story=story,
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
    if _earlier(corpus, found.printed.report, found.kept.report):
        return Judgement.UNSURE
    if found.kind is LossKind.ACT and COMMITMENT[found.printed.act] - COMMITMENT[found.kept.act] < 2:
        return Judgement.UNSURE
    return Judgement.POSITIVE


def _earlier(corpus: Corpus, report: str, other: str) -> bool:
    first, second = (published(corpus.reading_of[r]) for r in (report, other))
    return bool(first and second and first[:10] < second[:10])
