"""What the number rules of each language must read, and what they must leave alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.lang.corpus import Case, cases, read_times

from quellenlage.domain.figure import Figure
from quellenlage.extract.figures import find_figures
from quellenlage.lang.pack import language_pack


def shown(text: str, figure: Figure) -> str:
    low, high = ("" if bound is None else str(bound) for bound in (figure.low, figure.high))
    return (
        f"{figure.span.of(text)} = {figure.qualifier.value} {low}..{high} "
        f"{figure.unit or '-'} {figure.noun or '-'}"
    )


def found(text: str, language: str) -> tuple[str, ...]:
    read = read_times(text, language)
    figures = find_figures("r", text, read.sentences, read.times, language_pack(language))
    return tuple(shown(text, figure) for figure in figures)


@pytest.mark.parametrize("case", cases("figures", "de"), ids=lambda case: case.text)
def test_german_figures(case: Case) -> None:
    assert found(case.text, "de") == case.expected


@pytest.mark.parametrize("case", cases("figures", "en"), ids=lambda case: case.text)
def test_english_figures(case: Case) -> None:
    assert found(case.text, "en") == case.expected


@pytest.mark.parametrize(
    ("exact", "language", "value"),
    [
        ("1.500", "de", "1500"),
        ("1,500", "en", "1500"),
        ("1.5", "de", "1.5"),
        ("1,5", "de", "1.5"),
        ("17.76", "de", "17.76"),
        ("1 500", "de", "1500"),
        ("1\u00a0500", "en", "1500"),
        ("53.392,82", "de", "53392.82"),
        ("zweihunderttausend", "de", "200000"),
        ("dreihundertfünfundsechzig", "de", "365"),
        ("eintausendzweihundert", "de", "1200"),
        ("anderthalb", "de", "1.5"),
        ("dreieinhalb", "de", "3.5"),
        ("einundzwanzig", "de", "21"),
        ("twenty-one", "en", "21"),
    ],
)
def test_numbers_are_read(exact: str, language: str, value: str) -> None:
    assert language_pack(language).numbers.read(exact) == Decimal(value)


@pytest.mark.parametrize(
    "exact", ["", "und", "hunderteins zwei", "1.2.3", "undzwanzig", "tausendtausend", "x"]
)
def test_what_is_no_number_is_not_read(exact: str) -> None:
    assert language_pack("de").numbers.read(exact) is None
