"""The status of a claim, folded from positions by a documented rule. Never "true" or "false".

The rule, in order (docs/decisions/0006-status-of-a-claim.md):

1. Positions after `at` do not count; undated ones always do, and come before dated ones.
2. Of each actor only the latest position counts, so "cannot confirm" and later "confirm" is a confirmation.
   What an actor says twice on a day counts once by its strongest act; a denial and a confirmation of one
   actor that no date orders both count.
3. Stands: *for* it (assert, confirm, estimate, warn, announce, condemn), *against* it (deny), *open*
   (cannot-confirm, no-comment, not-deny, ask, demand).
4. For and against is contested, against alone denied. For alone is confirmed where an actor confirms what
   another one says; else unconfirmed where somebody could not confirm it; else alleged. Neither is
   unconfirmed where somebody could not confirm it, else open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quellenlage.domain.claim import Position, Status
from quellenlage.domain.statement import Act

FOR = frozenset({Act.ASSERT, Act.CONFIRM, Act.ESTIMATE, Act.WARN, Act.ANNOUNCE, Act.CONDEMN})
AGAINST = frozenset({Act.DENY})


def status_of(positions: Iterable[Position], at: str | None = None) -> Status:
    """What the positions add up to, at the day `at` (ISO) or with all that is known."""
    standing = standing_positions(positions, at)
    confirming = {p.actor for p in standing if p.act is Act.CONFIRM}
    saying = {p.actor for p in standing if p.act in FOR}
    denied = any(p.act in AGAINST for p in standing)
    doubted = any(p.act is Act.CANNOT_CONFIRM for p in standing)
    if saying and denied:
        return Status.CONTESTED
    if denied:
        return Status.DENIED
    if confirming and len(saying) > 1:
        return Status.CONFIRMED
    if doubted:
        return Status.UNCONFIRMED
    return Status.ALLEGED if saying else Status.OPEN


def standing_positions(positions: Iterable[Position], at: str | None = None) -> tuple[Position, ...]:
    """The positions that count at the day `at`: of every actor the latest, sorted by actor and act."""
    by_actor: dict[str, list[Position]] = {}
    for position in positions:
        if at is None or position.date is None or position.date[:10] <= at[:10]:
            by_actor.setdefault(position.actor, []).append(position)
    standing = (p for own in by_actor.values() for p in _latest(own))
    return tuple(sorted(standing, key=lambda p: (p.actor, p.act, p.date or "", p.id)))


def _latest(own: Sequence[Position]) -> list[Position]:
    """An actor's positions of the latest day; with no day at all, every one of them."""
    last = max((p.date[:10] for p in own if p.date), default=None)
    return [p for p in own if (p.date[:10] if p.date else None) == last]
