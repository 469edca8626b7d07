"""The search over all lines of the ledger, with the words that were looked for marked."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.domain.actor import Actor as DomainActor
from quellenlage.domain.claim import Claim
from quellenlage.domain.statement import Statement
from quellenlage.render.views.index import Index
from quellenlage.render.views.parts import ReportRef
from quellenlage.stores.register_asked import needles
from quellenlage.text.folding import all_stems, places_of_words
from quellenlage.web.page import Opened, Page, StoryHead
from quellenlage.web.query import Query, chosen

HITS = 30
KINDS = ("claim", "statement", "figure", "report", "actor")
AROUND = 90  # characters of a report shown before the first word that was looked for
SHOWN = 280


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
