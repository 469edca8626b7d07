"""The timeline: what was said and who changed position, by the time of saying."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from quellenlage.render.views.claims import Cell, ClaimsView, ClaimView, PositionView
from quellenlage.render.views.parts import Actor
from quellenlage.render.views.statements import StatementsView, UtteranceView


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the timeline: an utterance, or (where `before` is given) an actor's change of position."""

    when: str
    utterance: UtteranceView | None = None
    claim: ClaimView | None = None
    actor: Actor | None = None
    before: PositionView | None = None
    after: PositionView | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """Everything of one day (or of one month or year, where that is all that is known)."""

    date: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What was said when; and what is without a date, by the date of its earliest report."""

    days: tuple[Day, ...]
    undated: tuple[UtteranceView, ...]


def timeline_view(statements: StatementsView, claims: ClaimsView) -> TimelineView:
    """The timeline of a story from its statements and claims."""
    said = [u for u in statements.utterances if u.when.basis == "said" and u.when.value]
    undated = _rest(statements, said)
    events = [Event(u.when.value or "", utterance=u) for u in said]
    events += [event for claim in claims.matrix for cell in claim.changes for event in _changes(claim, cell)]
    return TimelineView(days=_days(events), undated=tuple(sorted(undated, key=_report_date)))


def _rest(statements: StatementsView, said: Iterable[UtteranceView]) -> list[UtteranceView]:
    dated = {u.anchor for u in said}
    return [u for u in statements.utterances if u.anchor not in dated]


def _changes(claim: ClaimView, cell: Cell) -> list[Event]:
    dated = [p for p in cell.positions if p.date is not None]
    return [
        Event(after.date or "", claim=claim, actor=cell.actor, before=before, after=after)
        for before, after in itertools.pairwise(dated)
        if before.act != after.act
    ]


def _days(events: list[Event]) -> tuple[Day, ...]:
    by_day: dict[str, list[Event]] = {}
    for event in sorted(events, key=_event_order):
        by_day.setdefault(event.when[:10], []).append(event)
    return tuple(Day(date, tuple(found)) for date, found in by_day.items())


def _event_order(event: Event) -> tuple[str, str, bool]:
    return (event.when[:10], event.when, event.before is not None)


def _report_date(utterance: UtteranceView) -> tuple[str, int]:
    return (utterance.when.value or "~", utterance.first.link.report.number)
