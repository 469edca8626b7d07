"""Windows cover a report of any length."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quellenlage.domain.span import Span
from quellenlage.encoder.subwords import Words
from quellenlage.encoder.windows import windows


def words_of(lengths: list[int], sentence_every: int) -> Words:
    """Words of so many subwords each, a sentence every so many words."""
    first, at = [], 0
    for length in lengths:
        first.append(at)
        at += length
    count = len(lengths)
    return Words(
        tuple(Span(2 * i, 2 * i + 1) for i in range(count)),
        tuple(i // sentence_every for i in range(count)),
        tuple(range(at)),
        tuple(first),
        (0,) * count,
    )


@given(
    lengths=st.lists(st.integers(1, 9), max_size=300),
    sentence_every=st.integers(1, 60),
    width=st.integers(10, 80),
    overlap=st.integers(0, 9),
)
def test_every_word_stands_in_a_window_that_fits(
    lengths: list[int], sentence_every: int, width: int, overlap: int
) -> None:
    words = words_of(lengths, sentence_every)
    found = list(windows(words, width, overlap))
    covered = {w for window in found for w in range(window.start, window.end)}
    assert covered == set(range(len(lengths)))
    assert all(0 < window.last - window.first <= width for window in found)
    assert all(a.start < b.start for a, b in pairwise(found))


def test_a_window_ends_with_a_sentence_where_one_fits() -> None:
    words = words_of([1] * 100, 10)
    first = next(windows(words, 35, 10))
    assert (first.start, first.end) == (0, 30)


def test_windows_overlap_by_whole_sentences() -> None:
    words = words_of([1] * 100, 10)
    found = list(windows(words, 35, 10))
    assert found[1].start == 20


def test_a_short_report_is_one_window() -> None:
    assert len(list(windows(words_of([2, 3], 1)))) == 1
    assert list(windows(words_of([], 1))) == []


def test_a_word_longer_than_a_window_is_cut() -> None:
    (first, second) = windows(words_of([900, 1], 5), 510, 128)
    assert first.last - first.first == 510
    assert second.start == 1
