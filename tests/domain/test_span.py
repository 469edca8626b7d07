"""Spans: half-open ranges of code points, and what is derived from them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.domain.span import Selector, Span, joined, merged, select, stripped, without

TEXT = "Ärzte 👩‍⚕️ sagten: „Ja.“"


def spans(longest: int = 40) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, longest), st.integers(0, longest))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_what_is_no_range_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_offsets_count_code_points() -> None:
    assert Span(6, 7).of(TEXT) == "👩"
    assert len(Span(6, 11)) == 5


def test_touching_spans_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(0, 5).contains(Span(3, 5))
    assert not Span(1, 5).contains(Span(0, 5))


def test_a_selector_holds_the_words_around() -> None:
    at = TEXT.index("Ja")
    assert select(TEXT, Span(at, at + 2), context=3) == Selector("Ja", ": „", ".“", at, at + 2)
    assert select(TEXT, Span(0, 5), context=3).prefix == ""


def test_white_space_is_stripped_by_moving_the_ends() -> None:
    text = " \n Wasser\t"
    assert stripped(text, Span(0, len(text))).of(text) == "Wasser"
    assert len(stripped("   ", Span(0, 3))) == 0


def test_pieces_are_joined_for_display() -> None:
    assert joined("ab cd", (Span(0, 2), Span(3, 5)), "|") == "ab|cd"


@given(st.lists(spans()))
def test_merged_spans_cover_the_same_characters_and_never_touch(parts: list[Span]) -> None:
    whole = merged(parts)
    covered = {i for part in parts for i in range(part.start, part.end)}
    assert {i for part in whole for i in range(part.start, part.end)} == covered
    assert all(a.end < b.start for a, b in itertools.pairwise(whole))


@given(spans(), st.lists(spans()))
def test_what_is_left_without_holes_is_the_rest(whole: Span, holes: list[Span]) -> None:
    left = without(whole, holes)
    wanted = set(range(whole.start, whole.end)) - {i for h in holes for i in range(h.start, h.end)}
    assert {i for part in left for i in range(part.start, part.end)} == wanted
    assert all(len(part) for part in left)
    assert list(left) == sorted(left)


@given(st.text(max_size=40), spans())
def test_a_selector_finds_its_span_again(text: str, span: Span) -> None:
    if span.end <= len(text):
        selector = select(text, span)
        assert text[selector.start : selector.end] == selector.exact
        assert text.startswith(
            selector.prefix + selector.exact + selector.suffix, span.start - len(selector.prefix)
        )
