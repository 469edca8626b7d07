"""Entries: every line of the ledger, cut from a dossier, with the spans it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from quellenlage.domain.actor import Actor, Participant
from quellenlage.domain.changes import Changes
from quellenlage.domain.claim import Claim
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.entry import Entry, EntryEvidence, EntryKind
from quellenlage.domain.figure import Figure
from quellenlage.domain.finding import Finding
from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.link import Evidence, Link
from quellenlage.domain.loss import AttributionLoss
from quellenlage.domain.reading import Reading, Sentence
from quellenlage.domain.report import Layout, Report
from quellenlage.domain.span import Span, select
from quellenlage.domain.statement import Method, MethodKind, Statement
from quellenlage.domain.story import DateBound, OriginBounds, Series, Story, Utterance
from quellenlage.domain.timeref import TimeRef
from quellenlage.ledger.codec import encode

Place = tuple[str, str, Span]  # role, report id, span


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What the ledger keeps of a report beside its text: metadata, layout, sentences, findings."""

    report: Report  # with an empty text; the text itself is stored once, with its hash
    layout: Layout
    sentences: tuple[Sentence, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A time reference with the report it stands in."""

    report: str
    time: TimeRef


def entries_of(dossier: Dossier) -> Iterator[Entry]:
    """Every entry of `dossier`, in an order that depends on nothing but its content."""
    cutter = _Cutter(dossier)
    for reading in dossier.readings:
        yield from cutter.reading(reading)
    for story in dossier.stories:
        yield cutter.story(story)
    for actor in dossier.actors:
        yield cutter.actor(actor)
    for utterance in dossier.utterances:
        yield cutter.utterance(utterance)
    for series in dossier.series:
        yield cutter.series(series)
    for claim in dossier.claims:
        yield cutter.claim(claim)
    for link in dossier.links:
        yield cutter.link(link)
    for origins in dossier.origins:
        yield cutter.origins(origins)
    for bound in dossier.date_bounds:
        yield cutter.date_bound(bound)
    for loss in dossier.losses:
        yield cutter.loss(loss)
    for changes in dossier.changes:
        yield cutter.changes(changes)


def entry_digest(entry: Entry) -> str:
    """The hash that pins a line: its payload, method, evidence and references."""
    return sha256_of(encode(replace(entry, sha256="")))


class _Cutter:
    """Cuts entries; knows the texts, which story a report is in, and the method of derived lines."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.run = dossier.run.id
        self.texts = {reading.report.id: reading.report.text for reading in dossier.readings}
        self.story_of = {report: story.id for story in dossier.stories for report in story.reports}
        version = f"{dossier.run.version}+{dossier.run.reader_version}"
        self.read = Method(MethodKind.RULE, "read-report", version)
        self.reconciled = Method(MethodKind.RULE, "reconcile", version)

    # -- one report

    def reading(self, reading: Reading) -> Iterator[Entry]:
        yield self.report(reading)
        for time in reading.times:
            yield self.time(reading.report.id, time)
        for participant in reading.participants:
            yield self.participant(participant)
        for statement in reading.statements:
            yield self.statement(statement)
        for figure in reading.figures:
            yield self.figure(figure)

    def report(self, reading: Reading) -> Entry:
        layout, report = reading.layout, reading.report
        line = ReportLine(replace(report, text=""), layout, reading.sentences, reading.findings)
        printed = {"title": layout.title, "published": layout.published, "byline": layout.byline}
        places = [(role, report.id, s.span) for role, s in printed.items() if s is not None and s.span]
        places += [("credit", report.id, credit.span) for credit in layout.credits]
        places += [("cited-url", report.id, cited.span) for cited in layout.cited_urls]
        places += [("furniture", report.id, furniture.span) for furniture in layout.furniture]
        return self._entry(EntryKind.REPORT, report.id, self.story_of.get(report.id), line, self.read, places)

    def time(self, report: str, time: TimeRef) -> Entry:
        own = content_id("tm", report, time.span.start, time.span.end)
        method = replace(self.read, name=time.rule or self.read.name)
        places = [("time", report, time.span)]
        return self._entry(
            EntryKind.TIME, own, self.story_of.get(report), TimeLine(report, time), method, places
        )

    def participant(self, participant: Participant) -> Entry:
        places = [("mention", participant.report, mention.span) for mention in participant.mentions]
        story = self.story_of.get(participant.report)
        return self._entry(EntryKind.PARTICIPANT, participant.id, story, participant, self.read, places)

    def statement(self, statement: Statement) -> Entry:
        places = [("quote", statement.report, span) for span in statement.quote]
        places += [("cue", statement.report, span) for span in statement.cue]
        named = {
            "speaker": statement.speaker,
            "addressee": statement.addressee,
            "channel": statement.channel,
            "said": statement.said.span if statement.said else None,
        }
        places += [(role, statement.report, span) for role, span in named.items() if span]
        refs = [statement.participant, statement.within, statement.continues, *statement.via]
        story = self.story_of.get(statement.report)
        return self._entry(
            EntryKind.STATEMENT, statement.id, story, statement, statement.method, places, refs
        )

    def figure(self, figure: Figure) -> Entry:
        places = [("figure", figure.report, figure.span), ("number", figure.report, figure.number)]
        places += [("counted", figure.report, span) for span in figure.counted]
        method = replace(self.read, name=figure.rule or self.read.name)
        story = self.story_of.get(figure.report)
        return self._entry(EntryKind.FIGURE, figure.id, story, figure, method, places, [figure.statement])

    # -- many reports

    def story(self, story: Story) -> Entry:
        title = self._title(story.title_report)
        places = [("title", story.title_report, title)] if title else []
        return self._entry(EntryKind.STORY, story.id, story.id, story, self.reconciled, places, story.reports)

    def actor(self, actor: Actor) -> Entry:
        refs = [*actor.participants, actor.speaks_for]
        return self._entry(EntryKind.ACTOR, actor.id, None, actor, self.reconciled, [], refs)

    def utterance(self, utterance: Utterance) -> Entry:
        refs = [*utterance.statements, utterance.actor]
        return self._derived(EntryKind.UTTERANCE, utterance.id, utterance.story, utterance, [], refs)

    def series(self, series: Series) -> Entry:
        return self._derived(
            EntryKind.SERIES, series.id, series.story, series, [series.evidence], series.figures
        )

    def claim(self, claim: Claim) -> Entry:
        refs = [ref for p in claim.positions for ref in (p.actor, *p.statements)]
        return self._derived(EntryKind.CLAIM, claim.id, claim.story, claim, claim.wording, refs)

    def link(self, link: Link) -> Entry:
        refs = [end for end in (link.source, link.target) if end in self.texts]
        return self._derived(
            EntryKind.LINK, link.id, self.story_of.get(link.source), link, link.evidence, refs
        )

    def origins(self, origins: OriginBounds) -> Entry:
        evidence = [e for step in origins.path for e in step.evidence]
        own = content_id("or", origins.subject)
        refs = [origins.subject, *(step.report for step in origins.path)]
        story = next((self.story_of.get(step.report) for step in origins.path), None)
        return self._derived(EntryKind.ORIGINS, own, story, origins, evidence, refs)

    def date_bound(self, bound: DateBound) -> Entry:
        own = content_id("db", bound.report)
        story = self.story_of.get(bound.report)
        return self._derived(EntryKind.DATE_BOUND, own, story, bound, bound.evidence, [bound.report])

    def loss(self, loss: AttributionLoss) -> Entry:
        refs = [loss.kept, loss.lost, loss.statement, loss.printed]
        return self._derived(EntryKind.LOSS, loss.id, loss.story, loss, loss.evidence, refs)

    def changes(self, changes: Changes) -> Entry:
        evidence = [e for change in changes.changes for e in (*change.before, *change.after)]
        refs = [changes.link, *(ref for change in changes.changes for ref in change.ids)]
        return self._derived(EntryKind.CHANGES, changes.id, changes.story, changes, evidence, refs)

    # -- the line itself

    def _derived(
        self,
        kind: EntryKind,
        own: str,
        story: str | None,
        value: object,
        evidence: Iterable[Evidence],
        refs: Iterable[str | None],
    ) -> Entry:
        places = [(e.role, e.report, e.span) for e in evidence]
        return self._entry(kind, own, story, value, self.reconciled, places, refs)

    def _entry(
        self,
        kind: EntryKind,
        own: str,
        story: str | None,
        value: object,
        method: Method,
        places: Iterable[Place],
        refs: Iterable[str | None] = (),
    ) -> Entry:
        evidence = tuple(EntryEvidence(role, at, select(self.texts[at], span)) for role, at, span in places)
        entry = Entry(
            id=own,
            kind=kind,
            story=story,
            payload=encode(value).decode(),
            method=method,
            evidence=evidence,
            refs=tuple(dict.fromkeys(ref for ref in refs if ref)),
            run=self.run,
            sha256="",
        )
        return replace(entry, sha256=entry_digest(entry))

    def _title(self, report: str) -> Span | None:
        title = self.dossier.corpus.reading_of[report].layout.title if report in self.texts else None
        return title.span if title else None
