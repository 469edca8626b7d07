"""The graded pairs: every STRONG one is judged rightly, and the others do not fall behind."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "evaluation"
LEAST = {"MEDIUM": 0.8, "WEAK": 0.3}


@pytest.fixture(scope="module")
def verdicts() -> list:  # type: ignore[type-arg]
    sys.path.insert(0, str(FOLDER))
    try:
        import cases
    finally:
        sys.path.remove(str(FOLDER))
    return [cases.judged(case) for case in cases.cases()]


def test_there_are_enough_pairs_of_every_kind(verdicts: list) -> None:  # type: ignore[type-arg]
    kinds = Counter(v.case.kind for v in verdicts)
    assert sum(kinds.values()) >= 280
    assert min(kinds.values()) >= 60
    assert {v.case.grade for v in verdicts} == {"STRONG", "MEDIUM", "WEAK"}


def test_every_strong_pair_is_right(verdicts: list) -> None:  # type: ignore[type-arg]
    import cases

    wrong = [cases.describe(v) for v in verdicts if v.case.grade == "STRONG" and not v.right]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("grade", sorted(LEAST))
def test_the_others_do_not_fall_behind(grade: str, verdicts: list) -> None:  # type: ignore[type-arg]
    own = [v.right for v in verdicts if v.case.grade == grade]
    assert sum(own) / len(own) >= LEAST[grade]
