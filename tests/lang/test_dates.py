from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.lang.dates import compile_forms, parse_date, same_day
from quellenlage.lang.pack import LANGUAGES, language_pack

FORMS = compile_forms(language_pack(code).furniture.date_words for code in LANGUAGES)

READ = {
    "2024-10-22": "2024-10-22",
    "2024-10-22T06:45:00+01:00": "2024-10-22T06:45:00+01:00",
    "2024-10-22T06:45:00Z": "2024-10-22T06:45:00+00:00",
    "2024-10-22 06:45": "2024-10-22T06:45:00",
    "Tue, 22 Oct 2024 10:00:00 +0200": "2024-10-22T10:00:00+02:00",
    "22.10.2024": "2024-10-22",
    "22. 10. 2024": "2024-10-22",
    "14.11.2023 - 14:20 Uhr": "2023-11-14T14:20",
    "Mittwoch, 15. November 2023, 6:45 Uhr": "2023-11-15T06:45",
    "Mi., 15. Nov. 2023": "2023-11-15",
    "Freitag, 17.11.2023, 12 Uhr": "2023-11-17T12:00",
    "5. Mai 2020 um 10 Uhr": "2020-05-05T10:00",
    "1. März 2021": "2021-03-01",
    "October 22, 2024": "2024-10-22",
    "21 October 2024 at 3:15 p.m.": "2024-10-21T15:15",
    "Nov. 15, 2023": "2023-11-15",
    "12 a.m.": None,
    "10/22/2024": "2024-10-22",
    "10/11/2024": None,  # two readings
    "10/10/2024": "2024-10-10",  # two readings, one day
    "30.02.2024": None,
    "22.10.24": "2024-10-22",
    "22.10.89": "1989-10-22",
    "2024/10/22": "2024-10-22",
    "22-Oct-2024": "2024-10-22",
    "220715 Oct 24": "2024-10-22T07:15",
    "10/22/24": None,
    "24.22.10": None,
    "22.10.24.1": None,
    "22. Oktober": None,
    "Oktober 2024": None,
    "10:00": None,
    "gestern": None,
    "20241022": None,
    "2024-10-22 und mehr": None,
    "0000-00-00": None,
    "": None,
}


@pytest.mark.parametrize(("printed", "iso"), READ.items())
def test_a_date_is_read_with_certainty_or_not_at_all(printed: str, iso: str | None) -> None:
    assert parse_date(printed, FORMS) == iso


@given(st.text(max_size=100) | st.from_regex(r"\A[0-9./: -]{1,30}\Z"))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = parse_date(text, FORMS)
    assert found is None or len(found) >= len("2024-10-22")


@given(st.dates(min_value=date(1600, 1, 1)))
def test_german_and_iso_forms_give_the_day_back(day: date) -> None:
    iso = str(day)
    year, month, number = iso.split("-")
    assert parse_date(iso, FORMS) == iso
    assert parse_date(f"{int(number)}.{int(month)}.{year}", FORMS) == iso


def test_the_same_moment_in_two_zones_is_the_same_day() -> None:
    assert same_day("2023-11-15T23:30:00+00:00", "2023-11-16T00:30:00+01:00")
    assert same_day("2023-11-15", "2023-11-15T08:00:00+01:00")
    assert not same_day("2023-11-15", "2023-11-16T00:30:00+01:00")
