"""What is read off scores, without weights."""

from __future__ import annotations

import numpy as np
import pytest

from quellenlage.encoder.decoding import (
    FARTHEST_GAP,
    Costs,
    Edges,
    best_bio,
    best_stretch,
    stretches,
)
from quellenlage.encoder.decoding import best_tags as best_tags_at

COSTS = Costs(3.0, 3.0, 1.0, 0.0)


def anywhere(count: int) -> Edges:
    """One sentence in which quotes may open and close everywhere."""
    return Edges(np.ones(count, bool), np.ones(count, bool), np.arange(count) == 0)


def best_tags(scores: np.ndarray, at: Edges | None = None) -> list[int]:
    return best_tags_at(scores, at or anywhere(len(scores)), COSTS)


def scores(tags: str, sure: float = 4.0) -> np.ndarray:
    """Log scores that favour the given tags: `.` outside, `B` begins, `I` inside."""
    out = np.full((len(tags), 3), -sure, dtype=np.float32)
    for i, tag in enumerate(tags):
        out[i, ".BI".index(tag)] = 0.0
    return out


def tags_of(text: str) -> list[int]:
    return [".BI".index(tag) for tag in text]


@pytest.mark.parametrize("text", ["...", "BII..", ".BI.BI", "BI...II", "BIBI", "."])
def test_clear_scores_are_kept(text: str) -> None:
    assert best_tags(scores(text)) == tags_of(text)


def test_nothing_goes_on_before_it_began() -> None:
    assert best_tags(scores("..II"))[2] == 1


def test_a_weak_gap_is_not_taken() -> None:
    weak = scores("BI.II")
    weak[2] = [-0.5, -4.0, -0.9]
    assert best_tags(weak) == tags_of("BIIII")


def test_stretches_join_over_a_gap_but_not_too_wide_a_one() -> None:
    assert stretches(tags_of("BI..I")) == [(0, 1, 4)]
    far = "B" + "." * (FARTHEST_GAP + 1) + "I"
    assert len(stretches(tags_of(far))) == 2


def test_names_begin_before_they_go_on() -> None:
    logs = np.log(np.array([[0.2, 0.1, 0.7], [0.1, 0.1, 0.8]], dtype=np.float32))
    assert best_bio(logs) == [1, 2]


def test_the_best_stretch_stays_in_one_sentence() -> None:
    pointer = np.full((4, 2), -5.0, dtype=np.float32)
    pointer[1, 0] = pointer[3, 1] = 5.0
    null = np.array([-5.0, -5.0], dtype=np.float32)
    assert best_stretch(pointer, null, [0, 0, 0, 0]) == (1, 2, 3)
    assert best_stretch(pointer, null, [0, 0, 1, 1]) in ((1,), (1, 2)[:1], (2, 3), (3,))


def test_no_speaker_is_an_answer_too() -> None:
    pointer = np.zeros((3, 2), dtype=np.float32)
    assert best_stretch(pointer, np.array([9.0, 9.0], dtype=np.float32), [0, 0, 0]) == ()


def test_a_quote_opens_and_closes_where_form_lets_it() -> None:
    unsure = scores(".BIII.", sure=1.0)
    only = np.arange(6) == 0
    at = Edges(only, np.arange(6) == 5, only)
    assert best_tags(unsure, at) == tags_of("BIIIII")
    assert best_tags(scores(".BIII.", sure=9.0), at) == tags_of(".BIII.")


def test_a_gap_does_not_lead_into_another_sentence() -> None:
    clear = scores("BI.II", sure=3.0)
    begins = np.array([True, False, False, True, False])
    at = Edges(np.ones(5, bool), np.ones(5, bool), begins)
    assert best_tags(clear, at) != tags_of("BI.II")
    assert best_tags(clear) == tags_of("BI.II")


def test_no_words_have_no_tags() -> None:
    assert best_tags(np.zeros((0, 3), np.float32)) == []
