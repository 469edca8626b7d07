from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.readers.decode import decode, is_text

TEXT = "Der Fluss steigt über die Ufer. „Wir müssen räumen“, sagte die Bürgermeisterin – und schwieg."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le"]
)
def test_unicode_is_read_exactly_with_and_without_a_mark(encoding: str) -> None:
    found = decode(TEXT.encode(encoding))
    assert found is not None
    assert found.text == TEXT
    assert not found.replaced


def test_a_text_in_windows_1252_is_read_and_said_to_be_a_guess() -> None:
    found = decode(TEXT.encode("cp1252"))
    assert found is not None
    assert (found.text, found.encoding, found.guessed) == (TEXT, "cp1252", True)


def test_a_declared_encoding_is_used_where_the_bytes_are_not_utf8() -> None:
    polish = "Zażółć gęślą jaźń, mówi burmistrz."
    found = decode(polish.encode("iso-8859-2"), declared="iso-8859-2")
    assert found is not None
    assert (found.text, found.guessed) == (polish, False)


def test_a_wrongly_declared_encoding_gives_way_to_utf8() -> None:
    found = decode(TEXT.encode(), declared="iso-8859-1")
    assert found is not None
    assert found.text == TEXT


@pytest.mark.parametrize("declared", ["base64", "rot13", "no-such-encoding", "utf-8\x00", "idna"])
def test_a_declared_encoding_that_is_none_is_passed_over(declared: str) -> None:
    found = decode(TEXT.encode("cp1252"), declared=declared)
    assert found is not None
    assert found.text == TEXT


def test_damaged_utf8_stays_utf8_and_counts_its_damage() -> None:
    found = decode(TEXT.encode() + b"\xff Ende")
    assert found is not None
    assert (found.encoding, found.replaced) == ("utf-8", 1)
    assert found.text.startswith(TEXT)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        b"%PDF-1.4 text",
        bytes(500),
        b"a\x00b c",
        bytes(range(32)) * 4,
        b"PK\x03\x04",
    ],
)
def test_what_is_no_text_is_none(data: bytes) -> None:
    assert decode(data) is None


def test_nul_and_half_surrogate_pairs_are_no_text() -> None:
    assert not is_text("a\x00b")
    assert not is_text("a\ud83db")
    assert is_text("Ä😀\u200b")


@given(st.binary(max_size=300))
def test_no_bytes_break_decoding_and_what_comes_out_can_be_stored(data: bytes) -> None:
    found = decode(data)
    assert found is None or is_text(found.text)


@given(st.text(min_size=1, max_size=200).filter(lambda text: is_text(text) and text.isprintable()))
def test_utf8_comes_back_exactly(text: str) -> None:
    found = decode(codecs.BOM_UTF8 + text.encode())
    assert found is not None
    assert found.text == text
