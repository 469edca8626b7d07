"""Claims and actors: who takes which position, and how that changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quellenlage.domain.claim import Claim, Position, Status
from quellenlage.domain.statement import Act
from quellenlage.render.views.index import Index
from quellenlage.render.views.parts import ACT_GLYPHS, ACT_ORDER, Actor, Origins, SpanLink, anchor_of

STATUS_ORDER = (
    Status.CONTESTED,
    Status.DENIED,
    Status.CONFIRMED,
    Status.UNCONFIRMED,
    Status.OPEN,
    Status.ALLEGED,
)
STATUS_GLYPHS = {
    Status.CONTESTED: "≠",
    Status.DENIED: "✕",
    Status.CONFIRMED: "✓",
    Status.UNCONFIRMED: "?",
    Status.OPEN: "–",
    Status.ALLEGED: "●",
}


@dataclass(frozen=True, slots=True)
class PositionView:
    """One position of one actor: the act, when, and the spans that carry it."""

    anchor: str
    act: str
    glyph: str
    date: str | None
    links: tuple[SpanLink, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one actor does about one claim, earliest first; `changed` where the acts differ over time."""

    actor: Actor
    positions: tuple[PositionView, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Stance:
    """Everybody who does the same about a claim: `since` is the earliest dated of them."""

    act: str
    glyph: str
    actors: tuple[Actor, ...]
    since: str | None
    link: SpanLink | None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in its own words. `cells` stand in the order of the matrix' columns, None where silent."""

    anchor: str
    status: str
    glyph: str
    wording: str
    language: str
    link: SpanLink | None
    stances: tuple[Stance, ...]
    cells: tuple[Cell | None, ...]
    changes: tuple[Cell, ...]
    origins: Origins | None
    voices: int


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """The matrix (claims on which several positions meet) and the claims with a single position."""

    columns: tuple[Actor, ...]
    matrix: tuple[ClaimView, ...]
    single: tuple[ClaimView, ...]


def claims_view(index: Index, story: str) -> ClaimsView:
    """The claims of a story."""
    claims = sorted(index.claims_by_story.get(story, ()), key=_claim_order)
    shared = [claim for claim in claims if _is_shared(claim)]
    actors = _columns(shared)
    return ClaimsView(
        columns=tuple(index.actor(a) for a in actors),
        matrix=tuple(_view(index, claim, actors) for claim in shared),
        single=tuple(_view(index, claim, ()) for claim in claims if not _is_shared(claim)),
    )


def dated_first(positions: Iterable[Position]) -> list[Position]:
    """Positions in the order of their dates, undated ones last."""
    return sorted(positions, key=lambda p: (p.date is None, p.date or "", p.id))


def _is_shared(claim: Claim) -> bool:
    return len({(position.actor, position.act) for position in claim.positions}) > 1


def _claim_order(claim: Claim) -> tuple[int, int, str]:
    actors = len({position.actor for position in claim.positions})
    return (STATUS_ORDER.index(claim.status), -actors, claim.id)


def _columns(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Actors with the most to say first."""
    count: dict[str, int] = {}
    for claim in claims:
        for actor in {position.actor: None for position in claim.positions}:
            count[actor] = count.get(actor, 0) + 1
    return tuple(sorted(count, key=lambda a: (-count[a], a)))


def _view(index: Index, claim: Claim, actors: tuple[str, ...]) -> ClaimView:
    by_actor: dict[str, list[Position]] = {}
    for position in dated_first(claim.positions):
        by_actor.setdefault(position.actor, []).append(position)
    cells = {actor: _cell(index, actor, positions) for actor, positions in by_actor.items()}
    first = claim.wording[0] if claim.wording else None
    return ClaimView(
        anchor=anchor_of(claim.id),
        status=claim.status.value,
        glyph=STATUS_GLYPHS[claim.status],
        wording=claim.text,
        language=index.ref(first.report).language if first and first.report in index.refs else "",
        link=_wording_link(index, claim),
        stances=_stances(index, claim),
        cells=tuple(cells.get(actor) for actor in actors),
        changes=tuple(cell for cell in cells.values() if cell.changed),
        origins=index.origins(claim.id),
        voices=len(by_actor),
    )


def _cell(index: Index, actor: str, positions: list[Position]) -> Cell:
    dated = [p.act for p in positions if p.date is not None]
    return Cell(
        actor=index.actor(actor),
        positions=tuple(
            PositionView(anchor_of(p.id), p.act.value, ACT_GLYPHS[p.act], p.date, index.links(p.statements))
            for p in positions
        ),
        changed=len(dict.fromkeys(dated)) > 1,
    )


def _wording_link(index: Index, claim: Claim) -> SpanLink | None:
    """The statement whose span words the claim."""
    spans = {(evidence.report, evidence.span) for evidence in claim.wording}
    for position in claim.positions:
        for statement in filter(None, map(index.statement, position.statements)):
            if any((statement.report, quote) in spans for quote in statement.quote):
                return index.link(statement)
    links = [link for p in claim.positions for link in index.links(p.statements)]
    return links[0] if links else None


def _stances(index: Index, claim: Claim) -> tuple[Stance, ...]:
    by_act: dict[Act, list[Position]] = {}
    for position in dated_first(claim.positions):
        by_act.setdefault(position.act, []).append(position)
    return tuple(_stance(index, act, by_act[act]) for act in ACT_ORDER if act in by_act)


def _stance(index: Index, act: Act, positions: list[Position]) -> Stance:
    links = index.links(positions[0].statements)
    return Stance(
        act=act.value,
        glyph=ACT_GLYPHS[act],
        actors=tuple(index.actor(a) for a in dict.fromkeys(p.actor for p in positions)),
        since=positions[0].date,
        link=links[0] if links else None,
    )
