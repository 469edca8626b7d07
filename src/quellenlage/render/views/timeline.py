"""The timeline: what was said and who changed position, by the time of saying."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.render.views.claims import Change, ClaimsView, ClaimView
from quellenlage.render.views.statements import StatementsView, UtteranceView

MAX_UNDATED = 40


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the timeline: an utterance, or an actor's change of position on a claim."""

    when: str
    utterance: UtteranceView | None = None
    claim: ClaimView | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """Everything of one day (or of one month or year, where that is all that is known)."""

    date: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What was said when; and what is without a date, by the date of its earliest report.

    The undated are cut after `MAX_UNDATED`: all of them stand among the statements.
    """

    days: tuple[Day, ...]
    undated: tuple[UtteranceView, ...]
    more_undated: int


def timeline_view(statements: StatementsView, claims: ClaimsView) -> TimelineView:
    """The timeline of a story from its statements and claims."""
    events = [
        Event(u.when.value, utterance=u)
        for u in statements.utterances
        if u.when.basis == "said" and u.when.value
    ]
    dated = {event.utterance.anchor for event in events if event.utterance}
    events += [
        Event(change.after.date, claim=claim, change=change)
        for claim in claims.matrix
        for change in claim.changes
        if change.after.date
    ]
    undated = sorted((u for u in statements.utterances if u.anchor not in dated), key=_report_date)
    return TimelineView(
        days=_days(events),
        undated=tuple(undated[:MAX_UNDATED]),
        more_undated=max(0, len(undated) - MAX_UNDATED),
    )


def _days(events: list[Event]) -> tuple[Day, ...]:
    by_day: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda e: (e.when[:10], e.when, e.change is not None)):
        by_day.setdefault(event.when[:10], []).append(event)
    return tuple(Day(date, tuple(found)) for date, found in by_day.items())


def _report_date(utterance: UtteranceView) -> tuple[str, int]:
    return (utterance.when.value or "~", utterance.first.link.report.number)
