from __future__ import annotations

import pytest
from tests.extract.layout_corpus import Case, cases, faults


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_snippet_is_laid_out_as_it_must_be(case: Case) -> None:
    assert faults(case) == []


def test_there_are_two_hundred_snippets_in_two_languages() -> None:
    assert len({case.name for case in cases()}) == len(cases()) >= 200
    assert {case.language for case in cases()} == {"de", "en"}
