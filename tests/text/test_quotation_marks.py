"""Which quotation marks belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.domain.span import Span
from quellenlage.text.quotation_marks import find_quotations

PAIRED = [
    ("Er rief: „Halt!“ und lief.", [["Halt!"]]),
    ('Er rief: "Halt!" und lief.', [["Halt!"]]),
    ("Er rief: »Halt!« und «Nein».", [["Halt!"], ["Nein"]]),
    ("He said: “Stop!” and ‘never’.", [["Stop!"], ["never"]]),
    ("Sie sagte: ‚Ja‘ und ›vielleicht‹", [["Ja"], ["vielleicht"]]),
    ('„Öffnet das Tor jetzt" verlangte er', [["Öffnet das Tor jetzt"]]),  # closed in ASCII
    ("„Er meinte ‚nie‘ damit“, sagte sie", [["Er meinte ‚nie‘ damit"]]),  # nested
    ("„Eins. „Zwei“, sagte er", [["Eins.", "Zwei"]]),  # a stray mark inside
    ("„Eins ist wahr.“ Zwei auch“, sagte er", [["Eins ist wahr.", "Zwei auch"]]),  # closed too early
    ("„Der Absatz bleibt offen", [["Der Absatz bleibt offen"]]),
    ("Er sagte: „offen", [["offen"]]),
    ("„Ende. “ so die Frau", [["Ende."]]),  # white space before the closing mark
]
NOT_QUOTED = [
    "Das ist Annas' Haus und Peters' Hof",
    "the workers' rights",
    '5" Rohr',
    "Ein Wort „ohne Ende im Satz",
    "“”",
    "",
]


@pytest.mark.parametrize(("text", "expected"), PAIRED)
def test_marks_are_paired(text: str, expected: list[list[str]]) -> None:
    found = find_quotations(text, Span(0, len(text)))
    assert [[p.of(text) for p in q.pieces] for q in found] == expected


@pytest.mark.parametrize("text", NOT_QUOTED)
def test_what_is_no_quotation(text: str) -> None:
    assert find_quotations(text, Span(0, len(text))) == ()


def test_ascii_marks_pair_within_their_paragraph_only() -> None:
    text = 'Er sagte "ja\nund "nein" danach'
    second = Span(text.index("und"), len(text))
    assert [q.inner.of(text) for q in find_quotations(text, second)] == ["nein"]


@given(st.text(alphabet=st.sampled_from("„“”\"»«‚‘’›‹' aB.,:!\n"), max_size=80))
def test_any_soup_of_marks_gives_disjoint_quotations_without_outer_marks(text: str) -> None:
    found = find_quotations(text, Span(0, len(text)))
    ends = 0
    for quotation in found:
        assert ends <= quotation.outer.start
        ends = quotation.outer.end
        for piece in quotation.pieces:
            assert quotation.outer.contains(piece)
            assert piece.of(text) == piece.of(text).strip() != ""


def test_many_opening_marks_are_no_trouble() -> None:
    text = "„" * 50_000 + "x"
    assert len(find_quotations(text, Span(0, len(text)))) <= 1


def test_many_apostrophes_are_no_trouble() -> None:
    text = " 'a" * 100_000
    assert find_quotations(text, Span(0, len(text))) == ()
