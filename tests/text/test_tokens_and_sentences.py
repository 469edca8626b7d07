"""Words with offsets, and where sentences end."""

from __future__ import annotations

import pytest

from quellenlage.domain.report import Block, BlockKind
from quellenlage.domain.span import Span
from quellenlage.lang.pack import language_pack
from quellenlage.text.sentences import find_sentences
from quellenlage.text.tokens import tokenize


def sentences(text: str, code: str = "de") -> list[str]:
    blocks = (Block(Span(0, len(text)), BlockKind.PARAGRAPH),)
    return [s.span.of(text) for s in find_sentences(text, blocks, language_pack(code).segmentation)]


def test_tokens_keep_numbers_abbreviations_and_compounds_whole() -> None:
    text = "F.A.Z.-Redakteur zählt 1.500 U-Bahn-Fahrten um 7:30 in den U.S."
    words = [t.text for t in tokenize(text)]
    assert words[:3] == ["F.A.Z.-Redakteur", "zählt", "1.500"]
    assert "U-Bahn-Fahrten" in words and "7:30" in words and "U.S." in words
    assert all(t.span.of(text) == t.text for t in tokenize(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am 6. August kam er. Dann ging er.", ["Am 6. August kam er.", "Dann ging er."]),
        ("„Halt!“, rief sie. Er blieb.", ["„Halt!“, rief sie.", "Er blieb."]),
        ("Dr. Meier u.a. kamen. Gut.", ["Dr. Meier u.a. kamen.", "Gut."]),
    ],
)
def test_sentence_ends(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected
