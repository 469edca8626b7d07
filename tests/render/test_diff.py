"""What one wording adds to and drops from another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quellenlage.render.diff import MAX_WORDS, Change, word_diff


def test_added_and_dropped_words() -> None:
    assert word_diff("rund 300 Menschen müssen gehen", "mindestens 300 Menschen müssen sofort gehen") == (
        Change("dropped", "rund "),
        Change("added", "mindestens"),
        Change("same", " 300 Menschen müssen "),
        Change("added", "sofort"),
        Change("same", " gehen"),
    )


def test_phrases_change_as_a_whole_and_keep_their_white_space() -> None:
    old = "Das Land hat den Einsatz beschlossen, sagt er, wie erwartet worden, und geht jetzt heim."
    new = "Das Land redet über jenen Plan, sagt er, wie erwartet, und geht heim."
    assert word_diff(old, new) == (
        Change("same", "Das Land "),
        Change("dropped", "hat den Einsatz beschlossen"),
        Change("added", "redet über jenen Plan"),
        Change("same", ", sagt er, wie erwartet"),
        Change("dropped", " worden"),
        Change("same", ", und geht "),
        Change("dropped", "jetzt "),
        Change("same", "heim."),
    )


def test_a_word_that_opens_a_sentence_is_the_same_word() -> None:
    assert word_diff("der Damm halte", "Der Damm halte") == (Change("same", "Der Damm halte"),)


def test_too_different_and_too_long_wordings_are_not_compared() -> None:
    assert word_diff("der Damm halte", "the mayor resigned yesterday") is None
    assert word_diff("a " * (MAX_WORDS + 1), "a " * 3) is None


@given(st.text(), st.text())
def test_both_wordings_can_be_read_back(old: str, new: str) -> None:
    changes = word_diff(old, new)
    if changes is not None:
        kept = "".join(c.text for c in changes if c.kind != "dropped")
        assert kept == new
