"""Claims and actors: who takes which position, and how that changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quellenlage.domain.claim import Claim, Position, Status
from quellenlage.domain.statement import Act
from quellenlage.render.views.index import Index
from quellenlage.render.views.parts import ACT_ORDER, Actor, Origins, SpanLink, anchor_of

MAX_COLUMNS = 6  # actors with a column of their own; the positions of the others share the last one

STATUS_ORDER = (
    Status.CONTESTED,
    Status.DENIED,
    Status.CONFIRMED,
    Status.UNCONFIRMED,
    Status.OPEN,
    Status.ALLEGED,
)

_SIDE = {
    Act.ASSERT: "for",
    Act.CONFIRM: "confirms",
    Act.ESTIMATE: "for",
    Act.WARN: "for",
    Act.ANNOUNCE: "for",
    Act.CONDEMN: "for",
    Act.DENY: "against",
    Act.NOT_DENY: "open",
    Act.CANNOT_CONFIRM: "open",
    Act.NO_COMMENT: "open",
}
"""Where an act stands; going from one side to another is a change of position."""

_BACKING = {"confirms": "for"}


@dataclass(frozen=True, slots=True)
class PositionView:
    """One position of one actor: the act, when, and the spans that carry it."""

    act: str
    date: str | None
    links: tuple[SpanLink, ...]
    more: int = 0  # spans that carry it and are not among the links


@dataclass(frozen=True, slots=True)
class Change:
    """An actor who changed sides."""

    actor: Actor
    before: PositionView
    after: PositionView


@dataclass(frozen=True, slots=True)
class Cell:
    """What one actor does about one claim, earliest first, undated last."""

    actor: Actor
    positions: tuple[PositionView, ...]
    changed: bool
    torn: bool  # stands on several sides; where not `changed`, in an order that nobody dates


@dataclass(frozen=True, slots=True)
class Stance:
    """Everybody who does the same about a claim; `since` and `link` belong to the first of `actors`."""

    act: str
    actors: tuple[Actor, ...]
    since: str | None
    link: SpanLink | None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in its own words (`cut` where they are a span of a report).

    `cells` stand in the order of the matrix' columns, None where an actor is silent; `others` are the
    cells of actors without a column.
    """

    anchor: str
    status: str
    wording: str
    cut: bool
    language: str
    link: SpanLink | None
    stances: tuple[Stance, ...]
    cells: tuple[Cell | None, ...]
    others: tuple[Cell, ...]
    changes: tuple[Change, ...]
    origins: Origins | None
    voices: int
    torn: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """The matrix (claims on which several positions meet) and the claims with a single position."""

    columns: tuple[Actor, ...]
    more_columns: bool
    matrix: tuple[ClaimView, ...]
    single: tuple[ClaimView, ...]


def claims_view(index: Index, story: str) -> ClaimsView:
    """The claims of a story."""
    claims = sorted(index.claims_by_story.get(story, ()), key=_claim_order)
    shared = [claim for claim in claims if _is_shared(claim)]
    columns = _columns(shared)
    matrix = tuple(_view(index, claim, columns) for claim in shared)
    return ClaimsView(
        columns=tuple(index.actor(a) for a in columns),
        more_columns=any(view.others for view in matrix),
        matrix=matrix,
        single=tuple(_view(index, claim, ()) for claim in claims if not _is_shared(claim)),
    )


def wording_of(index: Index, claim: Claim) -> tuple[str, bool]:
    """A claim's words, and whether they are cut from a report."""
    pieces = [e.span.of(index.text(e.report)) for e in claim.wording if e.report in index.refs]
    return (" … ".join(pieces), True) if any(pieces) else (claim.text, False)


def dated_first(positions: Iterable[Position]) -> list[Position]:
    """Positions in the order of their dates, undated ones last."""
    return sorted(positions, key=lambda p: (p.date is None, p.date or "", p.id))


def _is_shared(claim: Claim) -> bool:
    return len({(position.actor, position.act) for position in claim.positions}) > 1


def _claim_order(claim: Claim) -> tuple[int, int, int, str]:
    acts = {position.act for position in claim.positions}
    actors = {position.actor for position in claim.positions}
    sides = {_SIDE.get(act) for act in acts}
    return (STATUS_ORDER.index(claim.status), -len(sides), -len(actors), claim.id)


def _columns(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The actors on most claims; a claim counts more, the higher it stands."""
    weight: dict[str, float] = {}
    for row, claim in enumerate(claims):
        for actor in dict.fromkeys(position.actor for position in claim.positions):
            weight[actor] = weight.get(actor, 0.0) + 1 + 1 / (1 + row)
    return tuple(sorted(weight, key=lambda a: (-weight[a], a))[:MAX_COLUMNS])


def _view(index: Index, claim: Claim, columns: tuple[str, ...]) -> ClaimView:
    by_actor: dict[str, list[Position]] = {}
    for position in dated_first(claim.positions):
        by_actor.setdefault(position.actor, []).append(position)
    changes = tuple(change for actor, own in by_actor.items() for change in _changes(index, actor, own))
    changed = {change.actor for change in changes}
    cells = {actor: _cell(index, actor, own, changed) for actor, own in by_actor.items()}
    first = claim.wording[0] if claim.wording else None
    words, cut = wording_of(index, claim)
    return ClaimView(
        anchor=anchor_of(claim.id),
        status=claim.status.value,
        wording=words,
        cut=cut,
        language=index.ref(first.report).language if first and first.report in index.refs else "",
        link=_wording_link(index, claim),
        stances=_stances(index, claim),
        cells=tuple(cells.get(actor) for actor in columns),
        others=tuple(cell for actor, cell in cells.items() if columns and actor not in columns),
        changes=changes,
        origins=index.origins(claim.id),
        voices=len(by_actor),
        torn=tuple(cell for cell in cells.values() if cell.torn),
    )


def _cell(index: Index, actor: str, positions: list[Position], changed: set[Actor]) -> Cell:
    who = index.actor(actor)
    sides = {_BACKING.get(side, side) for p in positions if (side := _SIDE.get(p.act))}
    shown = tuple(_position(index, p) for p in positions)
    return Cell(who, shown, who in changed, torn=len(sides) > 1)


def _position(index: Index, position: Position) -> PositionView:
    links = index.links(position.statements)
    return PositionView(position.act.value, position.date, links, len(position.statements) - len(links))


def _changes(index: Index, actor: str, positions: list[Position]) -> Iterable[Change]:
    """Where an actor goes from one side to another between two known times."""
    taking = [p for p in positions if p.date is not None and p.act in _SIDE]
    for before, after in pairwise(taking):
        if before.date != after.date and _SIDE[before.act] != _SIDE[after.act]:
            yield Change(index.actor(actor), _position(index, before), _position(index, after))


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
        actors=tuple(index.actor(a) for a in dict.fromkeys(p.actor for p in positions)),
        since=positions[0].date,
        link=links[0] if links else None,
    )
