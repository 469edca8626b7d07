"""Look-ups over a dossier that the views share, built once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from quellenlage.domain.actor import Actor as DomainActor
from quellenlage.domain.changes import Changes
from quellenlage.domain.claim import Claim, Position
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.finding import Finding
from quellenlage.domain.link import Evidence, Link, LinkKind
from quellenlage.domain.loss import AttributionLoss
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Sourced
from quellenlage.domain.span import Span, joined
from quellenlage.domain.statement import MethodKind, Statement
from quellenlage.domain.story import DateBound, OriginBounds, Series, Utterance
from quellenlage.render.views.parts import Actor, Origins, Proof, ReportRef, SpanLink, When, anchor_of

T = TypeVar("T")

UNDATED = "9999"
MAX_EXACT = 200  # characters of evidence printed beside a line


class Index:
    """A dossier with its look-ups. Every method is a pure function of the dossier.

    The dossier may be a part of a larger one: what a line refers to and the part does not hold is left out,
    and `numbers` are then the reports' numbers in the whole.
    """

    def __init__(self, dossier: Dossier, numbers: Mapping[str, int] | None = None) -> None:
        self.dossier = dossier
        self.corpus = dossier.corpus
        order = sorted(self.corpus.readings, key=_reading_order)
        known = numbers or {r.report.id: n for n, r in enumerate(order, start=1)}
        self.refs = {r.report.id: _ref(known[r.report.id], r) for r in order}

    # -- reports -------------------------------------------------------------------------------------

    def ref(self, report: str) -> ReportRef:
        """The report with this id, in short."""
        return self.refs[report]

    def refs_of(self, reports: Iterable[str]) -> tuple[ReportRef, ...]:
        """Reports in the page's order, each once."""
        return tuple(sorted({self.refs[r] for r in reports if r in self.refs}, key=lambda ref: ref.number))

    def published(self, report: str) -> str | None:
        """When a report was published, where that is known."""
        published = self.corpus.reading_of[report].layout.published
        return published.value if published else None

    @cached_property
    def bound_of(self) -> dict[str, DateBound]:
        """Inferred bounds of undated reports."""
        return {bound.report: bound for bound in self.dossier.date_bounds}

    @cached_property
    def story_of(self) -> dict[str, str]:
        """Story ids by report id."""
        return {report: story.id for story in self.dossier.stories for report in story.reports}

    # -- statements ----------------------------------------------------------------------------------

    def statement(self, identifier: str) -> Statement | None:
        """The statement with this id, if a reading holds it."""
        return self.corpus.statements.get(identifier)

    def wording(self, statement: Statement) -> str:
        """What was said, as the report words it."""
        return joined(self.text(statement.report), statement.quote or statement.cue, " … ")

    def text(self, report: str) -> str:
        """A report's text."""
        return self.corpus.reading_of[report].report.text

    def link(self, statement: Statement) -> SpanLink:
        """The way to a statement's span."""
        return SpanLink(anchor_of(statement.id), self.refs[statement.report])

    def links(self, statements: Iterable[str]) -> tuple[SpanLink, ...]:
        """The ways to statements' spans, in the page's order."""
        found = [s for s in map(self.statement, statements) if s is not None]
        found.sort(key=lambda s: (self.refs[s.report].number, s.extent))
        return tuple(self.link(s) for s in found)

    def speaker(self, statement: Statement) -> Actor:
        """Who made a statement: the actor, else the surface form in the report, else nobody."""
        if statement.participant is not None:
            actor = self.dossier.actor_of.get(statement.participant)
            if actor is not None:
                return Actor(actor.name, anchor_of(actor.id))
            participant = self.corpus.participants.get(statement.participant)
            if participant is not None:
                return Actor(participant.name)
        if statement.speaker is not None:
            return Actor(statement.speaker.of(self.text(statement.report)))
        return Actor(None)

    def said(self, statement: Statement) -> When:
        """When it was said: by its own words, by its utterance, else when the report was printed."""
        if statement.said is not None and statement.said.value:
            return When(statement.said.value)
        utterance = self.utterance_of.get(statement.id)
        if utterance is not None and utterance.said:
            return When(utterance.said)
        published = self.published(statement.report)
        return When(published, "report") if published else When(None, "none")

    @cached_property
    def utterance_of(self) -> dict[str, Utterance]:
        """Utterances by statement id."""
        return {s: utterance for utterance in self.dossier.utterances for s in utterance.statements}

    # -- actors and origins --------------------------------------------------------------------------

    def actor(self, identifier: str | None) -> Actor:
        """The actor with this id."""
        actor = self.actors.get(identifier) if identifier else None
        return Actor(actor.name, anchor_of(actor.id)) if actor else Actor(None)

    @cached_property
    def actors(self) -> dict[str, DomainActor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.dossier.actors}

    @cached_property
    def bounds_of(self) -> dict[str, OriginBounds]:
        """Origin bounds by subject."""
        return {bounds.subject: bounds for bounds in self.dossier.origins}

    def origins(self, subject: str) -> Origins | None:
        """How many independent origins stand behind a subject; None where there is nothing to count."""
        bounds = self.bounds_of.get(subject)
        if bounds is None or is_trivial(bounds):
            return None
        return Origins(bounds.low, bounds.high, f"or-{anchor_of(subject)}")

    def proofs(self, evidence: Iterable[Evidence]) -> tuple[Proof, ...]:
        """Spans that prove something; the way leads to the statement that is the span, else to the report."""
        return tuple(
            Proof(ref, e.role, shortened(e.span.of(self.text(e.report))), self._place(e) or ref.anchor)
            for e in evidence
            if (ref := self.refs.get(e.report)) is not None
        )

    def _place(self, evidence: Evidence) -> str | None:
        """The mark in the report that shows a span."""
        return self._statement_at.get((evidence.report, evidence.span))

    @cached_property
    def _statement_at(self) -> dict[tuple[str, Span], str]:
        """Anchors of statements by the report and the spans that they are."""
        found: dict[tuple[str, Span], str] = {}
        for statement in self.corpus.statements.values():
            for span in (*statement.quote, statement.extent):
                found.setdefault((statement.report, span), anchor_of(statement.id))
        return found

    # -- what belongs to what ------------------------------------------------------------------------

    @cached_property
    def claims_by_story(self) -> dict[str, list[Claim]]:
        """Claims by story id."""
        return _grouped((claim.story, claim) for claim in self.dossier.claims)

    @cached_property
    def series_by_story(self) -> dict[str, list[Series]]:
        """Figure series by story id."""
        return _grouped((series.story, series) for series in self.dossier.series)

    @cached_property
    def utterances_by_story(self) -> dict[str, list[Utterance]]:
        """Utterances by story id."""
        return _grouped((utterance.story, utterance) for utterance in self.dossier.utterances)

    @cached_property
    def links_by_report(self) -> dict[str, list[Link]]:
        """Links by each report they start from or end in."""
        pairs = [(end, link) for link in self.dossier.links for end in {link.source: 0, link.target: 0}]
        return _grouped(pairs)

    @cached_property
    def losses_by_story(self) -> dict[str, list[AttributionLoss]]:
        """Lost attributions by story id."""
        return _grouped((loss.story, loss) for loss in self.dossier.losses)

    @cached_property
    def changes_by_story(self) -> dict[str, list[tuple[Changes, LinkKind]]]:
        """What copies and versions changed, with the kind of their link, by story id."""
        kinds = {link.id: link.kind for link in self.dossier.links}
        return _grouped((c.story, (c, kinds.get(c.link, LinkKind.COPY))) for c in self.dossier.changes)

    @cached_property
    def findings_by_report(self) -> dict[str, list[Finding]]:
        """Findings by report id."""
        return _grouped((f.report, f) for f in self.dossier.findings)

    @cached_property
    def positions_by_statement(self) -> dict[str, list[tuple[Claim, Position]]]:
        """Claims with the position taken, by statement id."""
        return _grouped(
            (s, (claim, position))
            for claim in self.dossier.claims
            for position in claim.positions
            for s in position.statements
        )


def is_learned(statement: Statement) -> bool:
    """Whether a trained reader found the statement, and no rule."""
    return statement.method.kind is MethodKind.MODEL


def sureness(statement: Statement) -> int | None:
    """How sure the method is of a statement, in whole percent, never rounded up to certain."""
    confidence = statement.method.confidence
    return None if confidence is None else min(99, round(100 * confidence)) if confidence < 1 else 100


def is_trivial(bounds: OriginBounds) -> bool:
    """Whether there is nothing to count: one statement or figure in one place has one origin."""
    return bounds.high <= 1 and len(bounds.path) <= 1


def shortened(exact: str) -> str:
    """At most `MAX_EXACT` characters of a span, cut with a sign; the report shows all of it."""
    return exact if len(exact) <= MAX_EXACT else exact[: MAX_EXACT - 1] + "…"


def name_of(reading: Reading) -> str:
    """How a report is called in short: its outlet where known, else its source name."""
    outlet = reading.layout.outlet
    return outlet.value if outlet else reading.report.source


def value_of(sourced: Sourced | None) -> str | None:
    """The bare value."""
    return sourced.value if sourced else None


def _reading_order(reading: Reading) -> tuple[str, str, str]:
    published = value_of(reading.layout.published)
    return (published or UNDATED, reading.report.source, reading.report.id)


def _ref(number: int, reading: Reading) -> ReportRef:
    language = value_of(reading.layout.language) or ""
    return ReportRef(number, anchor_of(reading.report.id), name_of(reading), language)


def _grouped(pairs: Iterable[tuple[str | None, T]]) -> dict[str, list[T]]:
    out: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            out[key].append(value)
    return dict(out)
