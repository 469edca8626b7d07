"""The overview: the answers first, the counts after them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quellenlage.domain.claim import Status
from quellenlage.domain.report import Sourced
from quellenlage.domain.story import Story
from quellenlage.render.views.claims import ClaimsView, ClaimView
from quellenlage.render.views.figures import FiguresView, SeriesView
from quellenlage.render.views.index import Index, value_of
from quellenlage.render.views.statements import StatementsView

MAX_ANSWERS = 3  # per group; the rest is one link away
MAX_FIGURES = 6  # series that are named, those in which something moves first

ANSWER_ORDER = (
    Status.CONTESTED,
    Status.DENIED,
    Status.CONFIRMED,
    Status.UNCONFIRMED,
    Status.OPEN,
)


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The claims of one status: the ones with most voices, and how many more there are."""

    status: str
    claims: tuple[ClaimView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Period:
    """From the earliest to the latest known date."""

    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What a checker wants to know in ten seconds."""

    answers: tuple[AnswerGroup, ...]
    changes: int
    figures: tuple[SeriesView, ...]
    more_figures: int
    alleged: int
    reports: int
    undated: int
    outlets: tuple[str, ...]
    agencies: tuple[str, ...]
    languages: tuple[str, ...]
    origins: tuple[int, int] | None
    said: Period | None
    published: Period | None
    utterances: int
    statements: int
    several: int  # utterances that more than one report tells
    actors: int
    findings: int
    more_outlets: int = 0  # outlets beyond those named


def overview(
    index: Index, story: Story, claims: ClaimsView, figures: FiguresView, statements: StatementsView
) -> Overview:
    """The overview of a story, from the views of its sections."""
    everything = (*claims.matrix, *claims.single)
    series = (*figures.series, *figures.single)
    layouts = [index.corpus.reading_of[r].layout for r in story.reports]
    said = [u.when.value for u in statements.utterances if u.when.basis == "said" and u.when.value]
    published = [p for p in (index.published(r) for r in story.reports) if p]
    return Overview(
        answers=tuple(g for status in ANSWER_ORDER if (g := _group(everything, status)) is not None),
        changes=sum(len(claim.changes) for claim in claims.matrix),
        figures=series[:MAX_FIGURES],
        more_figures=max(0, len(series) - MAX_FIGURES),
        alleged=sum(claim.status == Status.ALLEGED.value for claim in everything),
        reports=len(story.reports),
        undated=len(story.reports) - len(published),
        outlets=_distinct(layout.outlet for layout in layouts),
        agencies=tuple(dict.fromkeys(c.name for layout in layouts for c in layout.credits)),
        languages=_distinct(layout.language for layout in layouts),
        origins=_bounds(index, everything, figures, statements),
        said=_period(said),
        published=_period(published),
        utterances=len(statements.utterances),
        statements=statements.statements,
        several=sum(len(u.reports) > 1 for u in statements.utterances),
        actors=len({u.actor for u in statements.utterances if u.actor.name}),
        findings=sum(len(index.findings_by_report.get(r, ())) for r in story.reports),
    )


def _group(claims: tuple[ClaimView, ...], status: Status) -> AnswerGroup | None:
    found = [claim for claim in claims if claim.status == status.value]
    if not found:
        return None
    return AnswerGroup(status.value, tuple(found[:MAX_ANSWERS]), max(0, len(found) - MAX_ANSWERS))


def _distinct(sourced: Iterable[Sourced | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(value_of, sourced))))


def _period(dates: list[str]) -> Period | None:
    return Period(min(dates)[:10], max(dates)[:10]) if dates else None


def _bounds(
    index: Index, claims: tuple[ClaimView, ...], figures: FiguresView, statements: StatementsView
) -> tuple[int, int] | None:
    """The span of the bounds over the story's claims: from the least to the best supported one."""
    found = [claim.origins for claim in claims if claim.origins is not None]
    if not found:
        found = [u.origins for u in statements.utterances if u.origins is not None]
    return (min(o.low for o in found), max(o.high for o in found)) if found else None
