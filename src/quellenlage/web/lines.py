"""One line of the ledger at its own address."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.domain.entry import Entry, EntryKind
from quellenlage.domain.ids import sha256_of
from quellenlage.render.views.index import shortened
from quellenlage.web.labels import REFERENCES, labels_of
from quellenlage.web.line_kinds import as_kind
from quellenlage.web.line_views import EntryView, EvidenceView
from quellenlage.web.page import MissingError, Opened, Page, StoryHead
from quellenlage.web.query import Query


@dataclass(frozen=True, slots=True)
class Moved:
    """The line has a page of its own elsewhere."""

    address: str


def entry(opened: Opened, query: Query, own: str) -> Page | Moved:
    """The line with this id."""
    line = opened.store.entry(own)
    if line is None:
        raise MissingError(own)
    if line.kind is EntryKind.STORY:
        return Moved(f"/story/{own}")
    if line.kind is EntryKind.REPORT:
        return Moved(f"/report/{own}")
    view, story = as_kind(opened, query, line, _line(opened, line)), None
    if line.story is not None:
        row = opened.register.story(line.story)
        story = StoryHead(row.id, row.number, row.title, row.language or "", row.reports) if row else None
    return Page("entry", _title(view), view, story)


def _title(view: EntryView) -> str:
    """The words that stand for a line."""
    if view.actor:
        return view.actor.name
    if view.utterance:
        return shortened(view.utterance.first.text)
    if view.proof:
        return shortened(view.proof.label)
    return shortened(view.evidence[0].exact) if view.evidence else view.id


def _line(opened: Opened, line: Entry) -> EntryView:
    """What every line has: spans, what it is folded from, what is folded from it."""
    part = opened.part()
    evidence = line.evidence[:REFERENCES]
    part.reports(e.report for e in evidence)
    index = part.index(opened.run)
    below = line.refs[:REFERENCES]
    above = opened.store.refers_to(line.id, REFERENCES)
    labels = labels_of(opened, (*below, *above))
    return EntryView(
        id=line.id,
        kind=line.kind.value,
        method=line.method.name,
        version=line.method.version,
        confidence=line.method.confidence,
        run=line.run,
        sha256=line.sha256,
        content=line.payload,
        evidence=tuple(
            EvidenceView(
                role=e.role,
                report=index.refs.get(e.report),
                id=e.report,
                start=e.selector.start,
                end=e.selector.end,
                prefix=e.selector.prefix,
                exact=e.selector.exact,
                suffix=e.selector.suffix,
                sha256=sha256_of(e.selector.exact),
            )
            for e in evidence
        ),
        rests_on=tuple(labels[i] for i in below if i in labels),
        more_below=len(line.refs) - len(below),
        used_by=tuple(labels[i] for i in above if i in labels),
    )
