"""Words and subwords keep to the characters of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span
from quellenlage.encoder.subwords import END, SPACE, Subwords
from quellenlage.text.tokens import tokenize

pytest.importorskip("tokenizers")

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?-\"'"
PIECES = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), (SPACE, -3.0)]
PIECES += [(letter, -5.0) for letter in LETTERS]
PIECES += [(SPACE + "sag", -2.0), ("te", -2.0), (SPACE + "er", -2.0), ("fi", -2.5)]


@pytest.fixture(scope="module")
def cut() -> Subwords:
    return Subwords(PIECES, {ord("\n"): " ", ord("\u00a0"): " ", ord("\ufb01"): "fi", 0xAD: ""})


def whole(text: str) -> list[Sentence]:
    return [Sentence(Span(0, len(text)), 0)]


def test_each_word_begins_with_its_first_subword(cut: Subwords) -> None:
    words = cut.words("er sagte", whole("er sagte"))
    assert [s.of("er sagte") for s in words.spans] == ["er", "sagte"]
    assert words.first == (0, 1)
    assert len(words.ids) == 3  # "▁er", "▁sag", "te"


def test_a_normal_form_stands_beside_the_text_and_not_in_it(cut: Subwords) -> None:
    text = "er\u00a0\u00a0\ufb01el\u00ad,\n sagte"
    words = cut.words(text, whole(text))
    assert [s.of(text) for s in words.spans][-1] == "sagte"
    assert words.spans == tuple(t.span for t in tokenize(text))


def test_between_blocks_stands_an_end(cut: Subwords) -> None:
    text = "er\n\ner"
    words = cut.words(text, [Sentence(Span(0, 2), 0), Sentence(Span(4, 6), 1)])
    assert words.ids[1] == END
    assert words.sentence == (0, 1)
    assert words.block == (0, 1)


def test_words_within_spans(cut: Subwords) -> None:
    text = "er sagte er"
    words = cut.words(text, whole(text))
    assert words.within([Span(3, 8)]) == (1,)
    assert words.within([Span(1, 4)]) == (0, 1)
    assert words.within([Span(2, 3)]) == ()
    assert words.within([]) == ()


@given(text=st.text(max_size=200))
def test_any_text_can_be_cut(text: str) -> None:
    cut = Subwords(PIECES, {ord("\n"): " ", 0x200B: ""})
    words = cut.words(text, whole(text))
    assert len(words.spans) == len(words.first) == len(words.sentence) == len(words.block)
    assert all(0 <= f < len(words.ids) for f in words.first)
    assert list(words.first) == sorted(words.first)
    assert all(len(s) and not s.of(text).isspace() for s in words.spans)


def test_half_a_surrogate_pair_is_no_reason_to_stop(cut: Subwords) -> None:
    text = "er \ud83d sagte"
    assert len(cut.words(text, whole(text))) >= 2
