"""Occasions: what the days known of statements say about whether they were made at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from quellenlage.reconcile.matching import contained
from quellenlage.reconcile.wordings import Wording


def same_day(a: Wording, b: Wording) -> bool:
    """Whether both are known to be said on one day."""
    return a.said is not None and a.said == b.said


def other_day(a: Wording, b: Wording) -> bool:
    """Whether the days known of both exclude one occasion: nothing is said after it was printed."""
    if a.said and b.said:
        return a.said != b.said
    return bool(
        (a.said and b.published and a.said > b.published) or (b.said and a.published and b.said > a.published)
    )


def printed_on_other_days(a: Wording, b: Wording) -> bool:
    """Whether the reports are of different days and nothing tells that the statements are of one."""
    return bool(a.published and b.published and a.published != b.published and not same_day(a, b))


def days_between(a: Wording, b: Wording) -> int:
    """How many days apart the reports are printed, 0 where that is not known."""
    if not (a.published and b.published):
        return 0
    return abs((date.fromisoformat(a.published) - date.fromisoformat(b.published)).days)


def one_occasion(wordings: Sequence[Wording]) -> bool:
    """Whether all may be said at once: on one day, printed by nobody before, and not said again by some."""
    said = {w.said for w in wordings if w.said}
    if len(said) > 1 or any(w.published and w.published < day for w in wordings for day in said):
        return False
    again = [w for w in wordings if w.repeats]
    return not again or all(w.repeats or any(said_again(w, other) for other in again) for w in wordings)


def said_again(a: Wording, b: Wording) -> bool:
    """Whether the one tells the occasion on which the other says something again: by day, or a headline."""
    return same_day(a, b) or (a.report == b.report and contained(a, b))
