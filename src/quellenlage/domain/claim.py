"""Claims, the positions that actors take on them, and the status folded from these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.link import Evidence
from quellenlage.domain.statement import Act


@dataclass(frozen=True, slots=True)
class Position:
    """What an actor does about a claim. `date` is when it was said (ISO) or None.

    `statements` are the ids of the statements that carry it, `origins` the independent origins behind
    them after copies are collapsed (keys as in `story.OriginBounds`).
    """

    id: str
    actor: str
    act: Act
    date: str | None
    statements: tuple[str, ...]


class Status(StrEnum):
    """What a claim's positions add up to. Never "true" or "false"."""

    ALLEGED = "alleged"  # somebody says so, nobody takes a stand on it
    CONFIRMED = "confirmed"  # somebody else confirms, nobody denies
    DENIED = "denied"  # denied, and nobody (any longer) says so
    CONTESTED = "contested"  # said or confirmed by some, denied by others
    UNCONFIRMED = "unconfirmed"  # asked about it, somebody could not confirm
    OPEN = "open"  # questions, demands, no comment: nobody says so


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition, worded by the span of one statement (`wording`), never by a machine.

    `status` is folded from the positions by `claims.status_of`, never stored by hand.
    """

    id: str
    story: str
    wording: tuple[Evidence, ...]
    text: str  # the exact pieces of `wording`, joined with " "; display only
    positions: tuple[Position, ...]
    status: Status
