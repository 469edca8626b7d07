"""One line of the ledger at its own address, and the search over all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from quellenlage.domain.actor import Actor as DomainActor
from quellenlage.domain.actor import Participant
from quellenlage.domain.claim import Claim
from quellenlage.domain.entry import Entry, EntryKind
from quellenlage.domain.figure import Figure
from quellenlage.domain.ids import sha256_of
from quellenlage.domain.link import Link
from quellenlage.domain.statement import Statement
from quellenlage.domain.story import OriginBounds, Story, Utterance
from quellenlage.ledger.codec import decode
from quellenlage.render.views.changes import ChangesView, changes_view
from quellenlage.render.views.claims import ClaimsView, claims_view
from quellenlage.render.views.figures import FiguresView, figures_view
from quellenlage.render.views.index import Index, shortened
from quellenlage.render.views.origins import Dependency, ProofView, dependency_view
from quellenlage.render.views.parts import Actor, ReportRef, When
from quellenlage.render.views.statements import UtteranceView, utterance_view
from quellenlage.stores.register import needles
from quellenlage.text.folding import all_stems, places_of_words
from quellenlage.web.pages import MissingError, Opened, Page, StoryHead, proofs
from quellenlage.web.query import Paging, Query, chosen

WORDINGS, ROWS, REFERENCES, HITS = 60, 200, 40, 30
DECIDED = 200  # members of a line that one decision can be about
NEAR = 12  # lines offered as perhaps the same
KINDS = ("claim", "statement", "figure", "report", "actor")
AROUND = 90  # characters of a report shown before the first word that was looked for
SHOWN = 280


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A span that a line rests on, between the words around it."""

    role: str
    report: ReportRef | None
    id: str
    start: int
    end: int
    prefix: str
    exact: str
    suffix: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LineRef:
    """Another line in short: what kind, and its first words."""

    id: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A statement or figure as a citation: words, who, when, where, and what proves it."""

    quote: str
    speaker: str | None
    date: str | None
    outlet: str
    title: str
    url: str | None
    start: int
    end: int
    text_sha256: str
    span_sha256: str


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor with everything it is called, and what it says."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    speaks_for: Actor | None
    participants: tuple[ParticipantLine, ...]
    more_participants: int
    utterances: tuple[UtteranceView, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """An actor as one report knows it."""

    id: str
    name: str
    roles: tuple[str, ...]
    report: ReportRef | None


@dataclass(frozen=True, slots=True)
class EntryView:
    """A line of the ledger: what it says in a view of its own, and what it rests on."""

    id: str
    kind: str
    method: str
    version: str
    confidence: float | None
    run: str
    sha256: str
    content: str
    evidence: tuple[EvidenceView, ...]
    rests_on: tuple[LineRef, ...]
    more_below: int
    used_by: tuple[LineRef, ...]
    utterance: UtteranceView | None = None
    claims: ClaimsView | None = None
    figures: FiguresView | None = None
    dependency: Dependency | None = None
    changes: ChangesView | None = None
    proof: ProofView | None = None
    actor: ActorLine | None = None
    cited: tuple[tuple[str, Cited], ...] = ()  # by the anchor of the wording
    shown: str | None = None  # the figure or statement of a view that this line is
    paging: Paging | None = None
    members: tuple[str, ...] = ()  # what decisions about the line are about: statements or participants
    stands: tuple[LineRef, ...] = ()  # the statements that stand on a claim
    candidates: tuple[LineRef, ...] = ()  # other lines that may be the same


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
    view, story = _view(opened, query, line), None
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


def _view(opened: Opened, query: Query, line: Entry) -> EntryView:
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
    bare = _line(opened, line)
    return show[line.kind](opened, query, line, bare) if line.kind in show else bare


def _line(opened: Opened, line: Entry) -> EntryView:
    """What every line has: spans, what it is folded from, what is folded from it."""
    part = opened.part()
    evidence = line.evidence[:REFERENCES]
    part.reports(e.report for e in evidence)
    index = part.index(opened.run)
    below = line.refs[:REFERENCES]
    above = opened.store.refers_to(line.id, REFERENCES)
    labels = _labels(opened, (*below, *above))
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


_KIND = {
    "st": "statement", "ut": "utterance", "cl": "claim", "se": "series", "fi": "figure", "ac": "actor",
    "pa": "participant", "re": "report", "li": "link", "or": "origins", "db": "date-bound", "sy": "story",
    "tm": "time",
}  # fmt: skip


def _labels(opened: Opened, ids: tuple[str, ...]) -> dict[str, LineRef]:
    """Lines in short, by id; those that are not in the ledger are left out."""
    words = opened.store.first_words(ids)
    out: dict[str, LineRef] = {}
    for own, payload in opened.store.payloads(ids).items():
        kind = _KIND.get(own.partition("-")[0], "other")
        label = words.get(own, "")
        if kind == "actor":
            label = decode(payload, DomainActor).name
        elif kind == "participant":
            label = decode(payload, Participant).name
        elif kind == "utterance":
            first = opened.register.wordings(own, 1)
            label = opened.store.first_words(first).get(first[0], "") if first else ""
        elif kind == "origins":
            bounds = decode(payload, OriginBounds)
            label = f"{bounds.low}–{bounds.high}"
        out[own] = LineRef(own, kind, shortened(label))
    return out


# -- the views of the kinds ------------------------------------------------------------------------------


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
    labels = _labels(opened, near)
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
    labels = _labels(opened, members[:REFERENCES])
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
    labels = _labels(opened, tuple(h.id for h in hits if h.id != actor.id))
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


# -- search ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters; `hit` where it is a word that was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class HitView:
    """A line that was found, with the words that were looked for marked."""

    id: str
    kind: str
    pieces: tuple[Piece, ...]
    language: str
    who: str | None
    act: str | None
    report: ReportRef | None
    story: str | None


@dataclass(frozen=True, slots=True)
class SearchView:
    """What a search found."""

    query: str
    kind: str | None
    story: str | None
    hits: tuple[HitView, ...]
    counts: tuple[tuple[str, int], ...]


def search(opened: Opened, query: Query) -> Page:
    """Lines that hold all the words that were asked for."""
    words, kind = query.asked.words or "", chosen(query.kind, KINDS)
    hits, total, more = opened.register.search(words, kind, query.story, *query.limit(HITS))
    counts = opened.register.search_counts(words, query.story, KINDS) if words else {}
    part = opened.part()
    by_kind = {name: [h.id for h in hits if h.kind == name] for name in KINDS}
    part.statements(by_kind["statement"])
    part.claims(by_kind["claim"], 1)
    part.figures(by_kind["figure"])
    part.reports(by_kind["report"])
    actors = {a.id: a for a in part.actors(by_kind["actor"])}
    index = part.index(opened.run)
    claims = {c.id: c for c in index.dossier.claims}
    looked_for = needles(words)
    found = [_hit(index, h.kind, h.id, h.story, looked_for, claims, actors) for h in hits]
    story = opened.register.story(query.story) if query.story else None
    head = (
        StoryHead(story.id, story.number, story.title, story.language or "", story.reports) if story else None
    )
    view = SearchView(words, kind, query.story if story else None, tuple(found), tuple(counts.items()))
    return Page("search", words, view, head, query.paging(HITS, len(found), total, more))


def _hit(
    index: Index,
    kind: str,
    own: str,
    story: str | None,
    looked_for: tuple[frozenset[str], ...],
    claims: dict[str, Claim],
    actors: dict[str, DomainActor],
) -> HitView:
    who = act = None
    report: ReportRef | None = None
    text = ""
    if kind == "statement":
        statement: Statement = index.corpus.statements[own]
        text, who, act = index.wording(statement), index.speaker(statement).name, statement.act.value
        report = index.ref(statement.report)
    elif kind == "figure":
        figure = index.corpus.figures[own]
        text, report = figure.span.of(index.text(figure.report)), index.ref(figure.report)
        carrier = index.statement(figure.statement) if figure.statement else None
        who = index.speaker(carrier).name if carrier else None
    elif kind == "claim":
        text = claims[own].text
        report = index.refs.get(claims[own].wording[0].report) if claims[own].wording else None
    elif kind == "report":
        report = index.ref(own)
        text = index.text(own)
    elif kind == "actor":
        text = " · ".join(dict.fromkeys((actors[own].name, *actors[own].aliases)))
    pieces = _marked(text, looked_for)
    return HitView(own, kind, pieces, report.language if report else "", who, act, report, story)


def _marked(text: str, looked_for: tuple[frozenset[str], ...]) -> tuple[Piece, ...]:
    """A passage of `text` round the first word that was looked for, with all such words marked."""
    wanted = frozenset().union(*looked_for)
    places = [(a, b) for a, b, word in places_of_words(text) if word in wanted or all_stems(word) & wanted]
    start = max(0, places[0][0] - AROUND) if places and places[0][0] > AROUND else 0
    end = min(len(text), start + SHOWN)
    pieces = [Piece("…", False)] if start else []
    at = start
    for a, b in places:
        if a < start or b > end:
            continue
        if a > at:
            pieces.append(Piece(text[at:a], False))
        pieces.append(Piece(text[a:b], True))
        at = b
    pieces.append(Piece(text[at:end] + ("…" if end < len(text) else ""), False))
    return tuple(pieces)
