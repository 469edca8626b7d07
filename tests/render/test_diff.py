"""What one wording adds to and drops from another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quellenlage.render.diff import MAX_WORDS, Change, word_diff


def test_added_and_dropped_words() -> None:
    changes = word_diff("rund 300 Menschen müssen gehen", "mindestens 300 Menschen müssen sofort gehen")
    assert changes is not None
    assert Change("dropped", "rund") in changes
    assert Change("added", "mindestens") in changes
    assert Change("added", "sofort ") in changes or Change("added", " sofort") in changes


def test_a_word_that_opens_a_sentence_is_the_same_word() -> None:
    assert word_diff("der Damm halte", "Der Damm halte") == (Change("same", "Der Damm halte"),)


def test_too_different_and_too_long_wordings_are_not_compared() -> None:
    assert word_diff("der Damm halte", "the mayor resigned yesterday") is None
    assert word_diff("a " * (3 * MAX_WORDS), "a " * 3) is None


@given(st.text(), st.text())
def test_both_wordings_can_be_read_back(old: str, new: str) -> None:
    changes = word_diff(old, new)
    if changes is not None:
        kept = "".join(c.text for c in changes if c.kind != "dropped")
        assert kept == new
