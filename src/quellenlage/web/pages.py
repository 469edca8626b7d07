"""What the pages of a story show: query in, view model out. Nothing here knows of requests or templates."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quellenlage.domain.claim import Status
from quellenlage.domain.entry import EntryKind
from quellenlage.domain.story import Story
from quellenlage.render.views.changes import changes_view
from quellenlage.render.views.claims import ClaimsView, claims_view
from quellenlage.render.views.figures import figures_view
from quellenlage.render.views.index import Index
from quellenlage.render.views.origins import OriginsView, dependency_view, graph_view
from quellenlage.render.views.overview import (
    ANSWER_ORDER,
    MAX_ANSWERS,
    MAX_FIGURES,
    AnswerGroup,
    Overview,
    Period,
)
from quellenlage.render.views.parts import ReportRef, anchor_of
from quellenlage.render.views.reports import Meta
from quellenlage.render.views.statements import StatementsView, statements_view
from quellenlage.render.views.timeline import TimelineView, timeline_view
from quellenlage.stores.register_asked import Asked
from quellenlage.stores.register_rows import ActorRow, Found, StoryRow
from quellenlage.web.page import Filters, MissingError, Opened, Page, head_of
from quellenlage.web.proofs import proofs
from quellenlage.web.query import Query, chosen

STORIES, REPORTS, ACTORS = 50, 100, 100  # lines of a page
UTTERANCES, EVENTS = 25, 30
CLAIMS, PROOFS = 25, 20
SERIES = 8
CHANGES = 20  # losses, and pairs of versions
GRAPH = 60  # reports of a story that are drawn as a graph
FACETS = ("actor", "act", "type", "outlet", "origin", "language")


@dataclass(frozen=True, slots=True)
class StoriesView:
    """The stories of a ledger."""

    stories: tuple[StoryRow, ...]
    reports: int


def stories(opened: Opened, query: Query) -> Page:
    """The list of stories."""
    rows = opened.register.stories(*query.limit(STORIES))
    total = opened.register.story_count()
    view = StoriesView(rows, opened.register.report_count())
    return Page("stories", "", view, paging=query.paging(STORIES, len(rows), total))


def _row(opened: Opened, own: str) -> StoryRow:
    row = opened.register.story(own)
    if row is None:
        raise MissingError(own)
    return row


def _bare(row: StoryRow, reports: tuple[str, ...] = ()) -> Story:
    return Story(row.id, row.title, row.title_report, reports)


def _filters(opened: Opened, row: StoryRow, query: Query) -> Filters:
    found = tuple((name, opened.register.facets(row.id, name)) for name in FACETS)
    return Filters(query.asked, found)


def _section(
    opened: Opened, row: StoryRow, query: Query, name: str, content: object, found: Found, size: int
) -> Page:
    paging = query.paging(size, len(found.ids), found.total, found.capped)
    return Page(name, row.title, content, head_of(row), paging, _filters(opened, row, query))


def overview(opened: Opened, query: Query, own: str) -> Page:
    """The overview of a story: the answers first."""
    row, register, part = _row(opened, own), opened.register, opened.part()
    nothing = Asked()
    per_status = {s: register.claims_of(own, nothing, MAX_ANSWERS, 0, s.value) for s in ANSWER_ORDER}
    counted = register.series_of(own, nothing, MAX_FIGURES, 0)
    part.claims([c for found in per_status.values() for c in found.ids])
    part.series(counted.ids)
    index = part.index(opened.run)
    claims, figures = claims_view(index, own), figures_view(index, own)
    answers = tuple(g for s in ANSWER_ORDER if (g := _group(claims, s, per_status[s].total)) is not None)
    languages, outlets = register.facets(own, "language"), register.facets(own, "outlet", 8)
    view = Overview(
        answers=answers,
        changes=row.changes,
        figures=(*figures.series, *figures.single),
        more_figures=max(0, counted.total - MAX_FIGURES),
        alleged=row.alleged,
        reports=row.reports,
        undated=row.undated,
        outlets=tuple(f.label for f in outlets),
        agencies=tuple(f.label for f in register.facets(own, "agency", 8)),
        languages=tuple(f.label for f in languages),
        origins=(row.origins_low, row.origins_high)
        if row.origins_low is not None and row.origins_high is not None
        else None,
        said=_period(row.said_first, row.said_last),
        published=_period(row.first, row.last),
        utterances=row.utterances,
        statements=row.statements,
        several=row.several,
        actors=row.actors,
        findings=row.findings,
        more_outlets=max(0, row.outlets - len(outlets)),
    )
    return Page("overview", row.title, view, head_of(row))


def _group(claims: ClaimsView, status: Status, total: int) -> AnswerGroup | None:
    found = tuple(c for c in (*claims.matrix, *claims.single) if c.status == status.value)[:MAX_ANSWERS]
    return AnswerGroup(status.value, found, max(0, total - len(found))) if found else None


def _period(first: str | None, last: str | None) -> Period | None:
    return Period(first, last) if first and last else None


def statements(opened: Opened, query: Query, own: str) -> Page:
    """The utterances of a story."""
    row, part = _row(opened, own), opened.part()
    found = opened.register.utterances_of(own, query.asked, *query.limit(UTTERANCES))
    part.utterances(found.ids)
    index = part.index(opened.run)
    return _section(
        opened, row, query, "statements", _utterances(index, _bare(row), found), found, UTTERANCES
    )


def _utterances(index: Index, story: Story, found: Found, brief: bool = False) -> StatementsView:
    """Just the utterances of the page, in its order."""
    reports = tuple(r.report.id for r in index.corpus.readings)
    view = statements_view(index, replace(story, reports=reports), brief)
    by_anchor = {u.anchor: u for u in view.utterances}
    anchors = (anchor_of(own) for own in found.ids)
    return replace(view, utterances=tuple(by_anchor[a] for a in anchors if a in by_anchor))


def claims(opened: Opened, query: Query, own: str) -> Page:
    """The claims of a story, contested ones first."""
    row, part = _row(opened, own), opened.part()
    status = chosen(query.kind, [s.value for s in Status])
    found = opened.register.claims_of(own, query.asked, *query.limit(CLAIMS), status)
    part.claims(found.ids)
    return _section(opened, row, query, "claims", claims_view(part.index(opened.run), own), found, CLAIMS)


def figures(opened: Opened, query: Query, own: str) -> Page:
    """The figure series of a story, conflicts first."""
    row, part = _row(opened, own), opened.part()
    found = opened.register.series_of(own, query.asked, *query.limit(SERIES))
    part.series(found.ids)
    return _section(opened, row, query, "figures", figures_view(part.index(opened.run), own), found, SERIES)


def timeline(opened: Opened, query: Query, own: str) -> Page:
    """What was said when, and who changed position."""
    row, part = _row(opened, own), opened.part()
    found = opened.register.utterances_of(own, query.asked, *query.limit(EVENTS))
    part.utterances(found.ids, brief=True)
    index = part.index(opened.run)
    said = _utterances(index, _bare(row), found, brief=True)
    days = [u.when.value for u in said.utterances if u.when.basis == "said" and u.when.value]
    changes = ClaimsView((), False, (), ())
    if days and not query.asked.any:
        part.claims(opened.register.changes_of(own, min(days)[:10], max(days)[:10]))
        changes = claims_view(part.index(opened.run), own)
    view = _between(timeline_view(said, changes), days)
    return _section(opened, row, query, "timeline", view, found, EVENTS)


def _between(view: TimelineView, days: list[str]) -> TimelineView:
    if not days:
        return view
    first, last = min(days)[:10], max(days)[:10]
    return replace(view, days=tuple(day for day in view.days if first <= day.date <= last))


@dataclass(frozen=True, slots=True)
class ReportLineView:
    """A report in a list of reports."""

    ref: ReportRef
    title: str
    outlet: str | None
    published: Meta | None
    earliest: str | None
    latest: str | None
    agencies: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]


def reports(opened: Opened, query: Query, own: str) -> Page:
    """The reports of a story."""
    row, part = _row(opened, own), opened.part()
    found = opened.register.reports_of(own, query.asked, *query.limit(REPORTS))
    part.reports(found.ids)
    index = part.index(opened.run)
    lines = {r.id: r for r in opened.register.reports(found.ids)}
    view = tuple(
        _report_line(index, lines[own].id, lines[own].statements, lines[own].figures) for own in found.ids
    )
    return _section(opened, row, query, "reports", view, found, REPORTS)


def _report_line(index: Index, own: str, statements: int, figures: int) -> ReportLineView:
    layout = index.corpus.reading_of[own].layout
    published = layout.published
    ref = index.ref(own)
    return ReportLineView(
        ref=ref,
        title=layout.title.value if layout.title else ref.label,
        outlet=layout.outlet.value if layout.outlet else None,
        published=Meta("published", published.value, published.provenance.value) if published else None,
        earliest=None,
        latest=None,
        agencies=tuple(credit.name for credit in layout.credits),
        counts=(("statements", statements), ("figures", figures)),
    )


def origins(opened: Opened, query: Query, own: str) -> Page:
    """What the reports of a story rest on: proof paths, dependencies, what they tell in common."""
    row, part, register = _row(opened, own), opened.part(), opened.register
    which = chosen(query.part, ("dependencies", "shared")) or "proofs"
    graph = None
    if which == "proofs":
        found = register.proofs_of(own, query.asked, *query.limit(PROOFS))
        part.claims([s for s in found.ids if s.startswith("cl-")], 1)
        part.series([s for s in found.ids if s.startswith("se-")], 1)
        part.utterances([s for s in found.ids if s.startswith("ut-")], 1)
        part.paths(found.ids)
        everything: tuple[str, ...] = ()
        if row.reports <= GRAPH and query.page == 1:
            everything = register.reports_in(own, GRAPH)
            story = part.story(own, row.title, row.title_report, everything)
            links = part.links(register.links_of(own, False, 500, 0).ids)
        index = part.index(opened.run)
        if everything:
            graph = graph_view(index, story, [x for x in links if x.judgement == "positive"])
        view = OriginsView(graph, (), (), tuple(proofs(index, found.ids)))
    else:
        found = register.links_of(own, which == "shared", *query.limit(PROOFS))
        links = part.links(found.ids)
        index = part.index(opened.run)
        lines = tuple(dependency_view(index, link) for link in links)
        view = OriginsView(
            None, lines if which == "dependencies" else (), lines if which == "shared" else (), ()
        )
    page = _section(opened, row, replace(query, part=which), "origins", view, found, PROOFS)
    return replace(page, filters=None)


def changes(opened: Opened, query: Query, own: str) -> Page:
    """Attributions that were lost, and what copies and later versions changed: a page of each."""
    row, part = _row(opened, own), opened.part()
    losses = opened.store.ids_of(EntryKind.LOSS, own, *query.limit(CHANGES))
    pairs = opened.store.ids_of(EntryKind.CHANGES, own, *query.limit(CHANGES))
    part.losses(losses)
    part.changes(pairs)
    view = changes_view(part.index(opened.run), _bare(row))
    shown = max(len(losses), len(pairs))
    before = (query.page - 1) * CHANGES
    paging = query.paging(CHANGES, shown, before + shown, capped=True)
    return Page("changes", row.title, view, head_of(row), paging)


@dataclass(frozen=True, slots=True)
class ActorsView:
    """Who speaks in a story."""

    actors: tuple[ActorRow, ...]


def actors(opened: Opened, query: Query, own: str) -> Page:
    """The actors of a story, the most talkative first."""
    row = _row(opened, own)
    rows = opened.register.actors_of(own, *query.limit(ACTORS))
    paging = query.paging(ACTORS, len(rows), row.actors)
    return Page("actors", row.title, ActorsView(rows), head_of(row), paging)
