"""The whole page: one view per story, the findings of all, and the run that made them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.actor import Actor as DomainActor
from quellenlage.domain.dossier import Dossier, InputRecord, Run
from quellenlage.domain.finding import Severity
from quellenlage.domain.story import Story
from quellenlage.render.views.changes import ChangesView, changes_view
from quellenlage.render.views.claims import ClaimsView, claims_view
from quellenlage.render.views.figures import FiguresView, figures_view
from quellenlage.render.views.index import Index
from quellenlage.render.views.origins import OriginsView, origins_view
from quellenlage.render.views.overview import Overview, overview
from quellenlage.render.views.parts import ReportRef, anchor_of
from quellenlage.render.views.reports import FindingView, ReportView, finding_view, report_view
from quellenlage.render.views.statements import StatementsView, statements_view
from quellenlage.render.views.timeline import TimelineView, timeline_view

MANY_STORIES = 6  # more than these are folded, under an index of stories
MANY_REPORTS = 200

_SEVERITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor with everything it is called."""

    anchor: str | None  # None where an earlier story on the page already lists the actor
    name: str
    kind: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    speaks_for: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story with all its sections."""

    anchor: str
    number: int
    title: str
    language: str
    overview: Overview
    timeline: TimelineView
    figures: FiguresView
    claims: ClaimsView
    statements: StatementsView
    actors: tuple[ActorView, ...]
    reports: tuple[ReportView, ...]
    origins: OriginsView
    changes: ChangesView


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list of stories; what is told of it stands on a page of its own."""

    anchor: str
    number: int
    title: str
    language: str
    overview: Overview


@dataclass(frozen=True, slots=True)
class InputView:
    """An input as given, and the reports it yielded."""

    source: str
    sha256: str | None
    reports: tuple[ReportRef, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """Everything a page prints."""

    title: str
    stories: tuple[StoryView, ...] | tuple[StoryLine, ...]
    findings: tuple[FindingView, ...]
    severities: tuple[tuple[str, int], ...]
    inputs: tuple[InputView, ...]
    run: Run
    reports: int
    folded: bool


def dossier_view(dossier: Dossier) -> DossierView:
    """The view models of a whole dossier on one page; the stories with the most reports come first."""
    index = Index(dossier)
    stories = story_views(index, tuple(enumerate(stories_of(index), start=1)))
    folded = len(stories) > MANY_STORIES or len(dossier.readings) > MANY_REPORTS
    return replace(
        index_view(index), title=stories[0].title if stories else "", stories=stories, folded=folded
    )


def stories_of(index: Index) -> list[Story]:
    """All stories, those with the most reports first; a report that is in none is one of its own."""
    every = (*index.dossier.stories, *_homeless(index))
    return sorted(every, key=lambda s: (-len(s.reports), s.title, s.id))


def story_views(index: Index, numbered: Sequence[tuple[int, Story]]) -> tuple[StoryView, ...]:
    """The stories of one page: an actor of several of them is listed in the first."""
    listed: dict[str, str] = {}
    for _, story in numbered:
        for actor in _actors_in(index, story):
            listed.setdefault(actor.id, story.id)
    return tuple(_story(index, number, story, listed) for number, story in numbered)


def page_view(index: Index, title: str, stories: tuple[StoryView, ...]) -> DossierView:
    """A page with some of the stories, and nothing else."""
    dossier = index.dossier
    return DossierView(title, stories, (), (), (), dossier.run, len(dossier.readings), False)


def index_view(index: Index, stories: Iterable[StoryLine] = ()) -> DossierView:
    """The page that leads to the stories, with the findings of all and the run that made them."""
    dossier = index.dossier
    findings = sorted(
        dossier.findings, key=lambda f: (_SEVERITY[f.severity], f.code, f.source or "", repr(f.span))
    )
    counted = Counter(f.severity.value for f in findings)
    return DossierView(
        title="",
        stories=tuple(stories),
        findings=tuple(finding_view(index, f) for f in findings),
        severities=tuple((s.value, counted[s.value]) for s in _SEVERITY if counted[s.value]),
        inputs=tuple(_input(index, record) for record in dossier.run.inputs),
        run=dossier.run,
        reports=len(dossier.readings),
        folded=True,
    )


def line_of(story: StoryView) -> StoryLine:
    """A story as one line."""
    return StoryLine(story.anchor, story.number, story.title, story.language, story.overview)


def _homeless(index: Index) -> list[Story]:
    """Reports that no story holds: each is shown as a story of its own, so that none disappears."""
    return [
        Story(f"sy-{report}", index.ref(report).label, report, (report,))
        for report in index.corpus.reading_of
        if report not in index.story_of
    ]


def _story(index: Index, number: int, story: Story, listed: dict[str, str]) -> StoryView:
    claims, figures = claims_view(index, story.id), figures_view(index, story.id)
    statements = statements_view(index, story)
    return StoryView(
        anchor=anchor_of(story.id),
        number=number,
        title=story.title,
        language=index.ref(story.title_report).language if story.title_report in index.refs else "",
        overview=overview(index, story, claims, figures, statements),
        timeline=timeline_view(statements, claims),
        figures=figures,
        claims=claims,
        statements=statements,
        actors=_actors(index, story, listed),
        reports=tuple(
            report_view(index, r) for r in sorted(story.reports, key=lambda r: index.ref(r).number)
        ),
        origins=origins_view(index, story),
        changes=changes_view(index, story),
    )


def _actors_in(index: Index, story: Story) -> tuple[DomainActor, ...]:
    """The actors of the story's reports, each once."""
    participants = (p for r in story.reports for p in index.corpus.reading_of[r].participants)
    found = (index.dossier.actor_of.get(p.id) for p in participants)
    return tuple({actor.id: actor for actor in found if actor is not None}.values())


def _actors(index: Index, story: Story, listed: dict[str, str]) -> tuple[ActorView, ...]:
    """The actors of a story, the most talkative first."""
    spoken: Counter[str] = Counter()
    for report in story.reports:
        for statement in index.corpus.reading_of[report].statements:
            actor = index.dossier.actor_of.get(statement.participant or "")
            if actor is not None:
                spoken[actor.id] += 1
    ordered = sorted(_actors_in(index, story), key=lambda a: (-spoken[a.id], a.name, a.id))
    return tuple(_actor(index, a, spoken[a.id], listed[a.id] == story.id) for a in ordered)


def _actor(index: Index, actor: DomainActor, statements: int, first: bool) -> ActorView:
    participants = [p for p in map(index.corpus.participants.get, actor.participants) if p is not None]
    patron = index.actor(actor.speaks_for).name if actor.speaks_for else None
    return ActorView(
        anchor=anchor_of(actor.id) if first else None,
        name=actor.name,
        kind=actor.kind.value,
        aliases=tuple(alias for alias in actor.aliases if alias != actor.name),
        roles=tuple(dict.fromkeys(role for p in participants for role in p.roles)),
        speaks_for=patron or next((p.speaks_for for p in participants if p.speaks_for), None),
        statements=statements,
    )


def _input(index: Index, record: InputRecord) -> InputView:
    return InputView(record.source, record.sha256, index.refs_of(record.reports))
