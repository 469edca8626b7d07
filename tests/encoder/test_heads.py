"""What is read off scores, without weights."""

from __future__ import annotations

import numpy as np
import pytest

from quellenlage.encoder.heads import FARTHEST_GAP, best_bio, best_stretch, best_tags, stretches


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
