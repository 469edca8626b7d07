"""Decisions of people about lines of a ledger: who is one actor, what is one utterance, what is furniture.

A decision names its subjects by ids that come from content, so that it holds for the next compiling too.
Nothing is ever taken out of the file of decisions: an undo is a decision about a decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Judgement
from quellenlage.domain.span import Span


class DecisionKind(StrEnum):
    """What is decided about."""

    ACTOR = "actor"  # subjects are participants (pa-…)
    UTTERANCE = "utterance"  # statements (st-…): one act of speech?
    CLAIM = "claim"  # statements (st-…): do they stand on one claim?
    ALIAS = "alias"  # a participant (pa-…) is also called `text`
    FURNITURE = "furniture"  # a report (re-…): `span` is page furniture
    UNDO = "undo"  # a decision (de-…) no longer holds


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement. The first subject is judged against each of the others.

    `exact` are the characters of `span`, so that the decision never fits another text. `time` is ISO 8601, as
    given by whoever wrote the decision down.
    """

    id: str
    kind: DecisionKind
    subjects: tuple[str, ...]
    judgement: Judgement
    author: str
    time: str
    text: str = ""
    span: Span | None = None
    exact: str = ""
    note: str = ""


def decide(
    kind: DecisionKind,
    subjects: Sequence[str],
    judgement: Judgement,
    author: str,
    time: str,
    *,
    text: str = "",
    span: Span | None = None,
    exact: str = "",
    note: str = "",
) -> Decision:
    """A decision with its id, which comes from all that it says."""
    own = content_id("de", kind, *subjects, judgement, author, time, text, span, exact, note)
    return Decision(own, kind, tuple(subjects), judgement, author, time, text, span, exact, note)


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, in their order; an undo that was undone itself undoes nothing."""
    ordered = list(decisions)
    undone: set[str] = set()
    for decision in reversed(ordered):
        if decision.kind is DecisionKind.UNDO and decision.id not in undone:
            undone.update(decision.subjects)
    return tuple(d for d in ordered if d.kind is not DecisionKind.UNDO and d.id not in undone)
