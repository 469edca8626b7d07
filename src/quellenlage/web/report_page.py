"""What the page of one report shows."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.domain.entry import EntryKind
from quellenlage.domain.ids import content_id
from quellenlage.render.views.reports import ReportView, report_view
from quellenlage.web.page import MissingError, Opened, Page, head_of
from quellenlage.web.query import Query


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One report to be read, with the reports before and after it."""

    report: ReportView
    previous: str | None
    next: str | None
    id: str


def reading(opened: Opened, query: Query, own: str) -> Page:
    """The reading view of a report."""
    rows = opened.register.reports((own,))
    if not rows:
        raise MissingError(own)
    row, part = rows[0], opened.part()
    part.reading(own, opened.store.ids_in(own, (EntryKind.TIME,)))
    part.links(opened.register.links_about(own, 200))
    part.date_bound(content_id("db", own))
    index = part.index(opened.run)
    before, after = opened.register.neighbours(row)
    whole = len(index.text(own))
    at = query.at if query.at and query.at.end <= whole and len(query.at) else None
    story = opened.register.story(row.story)
    view = ReadingView(report_view(index, own, at), before, after, own)
    return Page("report", view.report.title, view, head_of(story) if story else None)
