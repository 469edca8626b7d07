"""Which decisions hold."""

from __future__ import annotations

from quellenlage.domain.decision import Decision, DecisionKind, decide, in_force
from quellenlage.domain.link import Judgement


def made(kind: DecisionKind, *subjects: str, time: str = "2024-01-01T00:00:00Z") -> Decision:
    return decide(kind, subjects, Judgement.POSITIVE, "Ada", time)


def test_the_id_comes_from_all_that_is_said() -> None:
    one = made(DecisionKind.ACTOR, "pa-1", "pa-2")
    assert one.id == made(DecisionKind.ACTOR, "pa-1", "pa-2").id
    assert one.id != made(DecisionKind.ACTOR, "pa-2", "pa-1").id
    assert one.id != made(DecisionKind.ACTOR, "pa-1", "pa-2", time="2024-01-02T00:00:00Z").id
    assert one.id != decide(DecisionKind.ACTOR, one.subjects, Judgement.NEGATIVE, one.author, one.time).id


def test_what_was_undone_no_longer_holds_unless_the_undoing_was_undone() -> None:
    one, other = made(DecisionKind.ACTOR, "pa-1", "pa-2"), made(DecisionKind.UTTERANCE, "st-1", "st-2")
    undo = made(DecisionKind.UNDO, one.id)
    redo = made(DecisionKind.UNDO, undo.id)
    again = made(DecisionKind.UNDO, redo.id)
    assert in_force([one, other]) == (one, other)
    assert in_force([one, other, undo]) == (other,)
    assert in_force([one, other, undo, redo]) == (one, other)
    assert in_force([one, other, undo, redo, again]) == (other,)
