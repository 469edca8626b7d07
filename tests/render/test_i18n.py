"""Both languages say everything, in their own way of writing."""

from __future__ import annotations

import re

import pytest

from quellenlage.domain.claim import Status
from quellenlage.domain.figure import Qualifier
from quellenlage.domain.finding import Severity, Stage
from quellenlage.domain.report import FurnitureKind, Provenance
from quellenlage.domain.statement import Act, StatementType
from quellenlage.render.i18n import LANGUAGES, words

GERMAN, ENGLISH = words("de"), words("en")


def test_both_have_the_same_keys_and_slots() -> None:
    assert set(GERMAN.table) == set(ENGLISH.table)
    for key, text in GERMAN.table.items():
        if not key.startswith("date."):
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", ENGLISH.table[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_the_domain_has_a_word(language: str) -> None:
    named = {
        "act": Act,
        "type": StatementType,
        "status": Status,
        "qualifier": Qualifier,
        "severity": Severity,
        "stage": Stage,
        "furniture": FurnitureKind,
        "provenance": Provenance,
    }
    for section, values in named.items():
        for value in values:
            assert words(language).text(f"{section}.{value.value}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_a_verdict(language: str) -> None:
    verdicts = re.compile(r"\b(wahr|falsch|true|false|correct|unwahr|lie|Lüge)\b", re.IGNORECASE)
    assert not [text for text in words(language).table.values() if verdicts.search(text)]


@pytest.mark.parametrize(
    ("iso", "german", "english"),
    [
        ("2023-11-14", "14.11.2023", "14 Nov 2023"),
        ("2023-11-14T14:20:00+01:00", "14.11.2023, 14:20 Uhr", "14 Nov 2023, 14:20"),
        ("2023-11", "11/2023", "Nov 2023"),
        ("2023", "2023", "2023"),
        ("bald", "bald", "bald"),
    ],
)
def test_dates(iso: str, german: str, english: str) -> None:
    assert (GERMAN.date(iso), ENGLISH.date(iso)) == (german, english)


@pytest.mark.parametrize(
    ("plain", "german", "english"),
    [
        ("2300000.5", "2.300.000,5", "2,300,000.5"),
        ("-12", "−12", "−12"),
        ("999", "999", "999"),
        ("1E+50",) * 3,
    ],
)
def test_numbers(plain: str, german: str, english: str) -> None:
    assert (GERMAN.number(plain), ENGLISH.number(plain)) == (german, english)


def test_one_and_many() -> None:
    assert GERMAN.text("count.reports", n=1) == "1 Bericht"
    assert GERMAN.text("count.reports", n=2) == "2 Berichte"
    assert ENGLISH.text("origins.range", n="1–2") == "1–2 independent origins"


def test_an_unknown_language_is_german() -> None:
    assert words("fr") is words("de") or words("fr").language == "de"
