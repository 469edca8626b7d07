"""What each kind of line shows on its page beyond what every line has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quellenlage.domain.actor import Participant
from quellenlage.domain.entry import Entry, EntryKind
from quellenlage.domain.figure import Figure
from quellenlage.domain.ids import sha256_of
from quellenlage.domain.link import Link
from quellenlage.domain.story import OriginBounds, Story, Utterance
from quellenlage.ledger.codec import decode
from quellenlage.render.views.changes import changes_view
from quellenlage.render.views.claims import ClaimsView, claims_view
from quellenlage.render.views.figures import FiguresView, figures_view
from quellenlage.render.views.index import Index
from quellenlage.render.views.origins import dependency_view
from quellenlage.render.views.parts import When
from quellenlage.render.views.statements import utterance_view
from quellenlage.web.labels import REFERENCES, LineRef, labels_of
from quellenlage.web.line_views import ActorLine, Cited, EntryView, ParticipantLine
from quellenlage.web.page import Opened
from quellenlage.web.proofs import proofs
from quellenlage.web.query import Query

WORDINGS, ROWS, HITS = 60, 200, 30
DECIDED = 200  # members of a line that one decision can be about
NEAR = 12  # lines offered as perhaps the same


def as_kind(opened: Opened, query: Query, line: Entry, bare: EntryView) -> EntryView:
    """A line with the view of its kind; as it is where its kind has none."""
    show: dict[EntryKind, Callable[[Opened, Query, Entry, EntryView], EntryView]] = {
        EntryKind.STATEMENT: _statement,
        EntryKind.UTTERANCE: _utterance,
        EntryKind.CLAIM: _claim,
        EntryKind.SERIES: _series,
        EntryKind.FIGURE: _figure,
        EntryKind.LINK: _link,
        EntryKind.ORIGINS: _origins,
        EntryKind.ACTOR: _actor,
        EntryKind.LOSS: _changes,
        EntryKind.CHANGES: _changes,
    }
    return show[line.kind](opened, query, line, bare) if line.kind in show else bare


def _statement(opened: Opened, query: Query, line: Entry, bare: EntryView) -> EntryView:
    own = opened.register.utterances_with((line.id,)).get(line.id)
    if own is None:
        return bare
    return _told(opened, query, own, bare, shown=line.id)


def _utterance(opened: Opened, query: Query, line: Entry, bare: EntryView) -> EntryView:
    return _told(opened, query, line.id, bare)


def _told(opened: Opened, query: Query, own: str, bare: EntryView, shown: str | None = None) -> EntryView:
    """An utterance with its wordings, those of this page."""
    part = opened.part()
    limit, offset = query.limit(WORDINGS)
    found = part.utterances((own,), limit, offset)
    if shown:
        part.statements((shown,))
    part.paths((own,))
    index = part.index(opened.run)
    utterance = found[0] if found else Utterance(own, "", None, (shown or "",), None)
    view = utterance_view(index, utterance)
    total = len(utterance.statements)
    return replace(
        bare,
        members=utterance.statements[:DECIDED],
        candidates=_alike(opened, utterance),
        utterance=view,
        proof=next(iter(proofs(index, (own,))), None),
        cited=tuple((w.link.anchor, cited(index, w.link.anchor, view.when)) for w in view.wordings),
        shown=shown,
        paging=query.paging(WORDINGS, min(limit, total - offset), total) if total > WORDINGS else None,
    )


def _alike(opened: Opened, utterance: Utterance) -> tuple[LineRef, ...]:
    """What the same actor says around it in the same story: a wording not recognised may be there."""
    if utterance.actor is None:
        return ()
    near = opened.register.utterances_near(utterance.id, utterance.actor, NEAR)
    labels = labels_of(opened, near)
    return tuple(labels[own] for own in near if own in labels)


def cited(index: Index, statement: str, when: When) -> Cited:
    """A statement as a citation."""
    found = index.corpus.statements[statement]
    reading = index.corpus.reading_of[found.report]
    layout, extent = reading.layout, found.extent
    said = index.said(found)
    spoken = said.value if said.basis == "said" else when.value if when.basis == "said" else None
    return Cited(
        quote=index.wording(found),
        speaker=index.speaker(found).name,
        date=spoken or (layout.published.value if layout.published else None),
        outlet=index.ref(found.report).label,
        title=layout.title.value if layout.title else "",
        url=layout.url.value if layout.url else None,
        start=extent.start,
        end=extent.end,
        text_sha256=reading.report.sha256,
        span_sha256=sha256_of(extent.of(reading.report.text)),
    )


def _claim(opened: Opened, query: Query, line: Entry, bare: EntryView) -> EntryView:
    part = opened.part()
    (claim,) = part.claims((line.id,), 40)
    part.paths((line.id,))
    index = part.index(opened.run)
    view = claims_view(index, claim.story)
    own = ClaimsView(
        view.columns,
        view.more_columns,
        tuple(c for c in view.matrix if c.anchor == line.id),
        tuple(c for c in view.single if c.anchor == line.id),
    )
    members = tuple(dict.fromkeys(s for p in claim.positions for s in p.statements))[:DECIDED]
    labels = labels_of(opened, members[:REFERENCES])
    return replace(
        bare,
        claims=own,
        proof=next(iter(proofs(index, (line.id,))), None),
        members=members,
        stands=tuple(labels[s] for s in members if s in labels),
    )


def _series(opened: Opened, query: Query, line: Entry, bare: EntryView) -> EntryView:
    part = opened.part()
    (series,) = part.series((line.id,), ROWS)
    part.paths((line.id,))
    index = part.index(opened.run)
    return replace(
        bare,
        figures=_only(figures_view(index, series.story), line.id),
        proof=next(iter(proofs(index, (line.id,))), None),
    )


def _only(view: FiguresView, series: str) -> FiguresView:
    return FiguresView(
        tuple(s for s in view.series if s.anchor == series),
        tuple(s for s in view.single if s.anchor == series),
    )


def _figure(opened: Opened, query: Query, line: Entry, bare: EntryView) -> EntryView:
    own = opened.register.series_with(line.id)
    if own is None:
        return bare
    series = opened.store.entry(own)
    if series is None:
        return bare
    shown = _series(opened, query, series, bare)
    return replace(shown, shown=decode(line.payload, Figure).id)


def _link(opened: Opened, query: Query, line: Entry, bare: EntryView) -> EntryView:
    part = opened.part()
    part.links((line.id,))
    return replace(bare, dependency=dependency_view(part.index(opened.run), decode(line.payload, Link)))


def _changes(opened: Opened, query: Query, line: Entry, bare: EntryView) -> EntryView:
    part = opened.part()
    if line.kind is EntryKind.LOSS:
        part.losses((line.id,))
    else:
        part.changes((line.id,))
    index = part.index(opened.run)
    return replace(bare, changes=changes_view(index, Story(line.story or "", "", "", ())))


def _origins(opened: Opened, query: Query, line: Entry, bare: EntryView) -> EntryView:
    subject = decode(line.payload, OriginBounds).subject
    part = opened.part()
    if subject.startswith("cl-"):
        part.claims((subject,), 1)
    elif subject.startswith("se-"):
        part.series((subject,), 1)
    else:
        part.utterances((subject,), 1)
    part.paths((subject,), ROWS)
    return replace(bare, proof=next(iter(proofs(part.index(opened.run), (subject,))), None))


def _actor(opened: Opened, query: Query, line: Entry, bare: EntryView) -> EntryView:
    part = opened.part()
    (actor,) = part.actors((line.id,))
    found = opened.register.utterances_by(line.id, *query.limit(HITS))
    utterances = part.utterances(found.ids, brief=True)
    known = [decode(p, Participant) for p in opened.store.payloads(actor.participants[:WORDINGS]).values()]
    part.reports(p.report for p in known)
    index = part.index(opened.run)
    lines = [ParticipantLine(p.id, p.name, p.roles, index.refs.get(p.report)) for p in known]
    lines.sort(key=lambda p: (p.report.number if p.report else 0, p.id))
    hits, _, _ = opened.register.search(
        actor.name.split()[-1] if actor.name.split() else "", "actor", None, NEAR, 0
    )
    labels = labels_of(opened, tuple(h.id for h in hits if h.id != actor.id))
    return replace(
        bare,
        members=actor.participants[:DECIDED],
        candidates=tuple(labels.values()),
        actor=ActorLine(
            id=actor.id,
            name=actor.name,
            kind=actor.kind.value,
            aliases=tuple(a for a in actor.aliases if a != actor.name),
            speaks_for=index.actor(actor.speaks_for) if actor.speaks_for else None,
            participants=tuple(lines),
            more_participants=len(actor.participants) - len(known),
            utterances=tuple(utterance_view(index, u, brief=True) for u in utterances),
            paging=query.paging(HITS, len(found.ids), found.total),
        ),
    )
