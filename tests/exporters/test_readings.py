from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.builders import Made, flood_parts, made

from quellenlage.domain.reading import Reading
from quellenlage.domain.timeref import TimeType
from quellenlage.errors import UsageError
from quellenlage.exporters.readings import reading_writer
from quellenlage.ledger.codec import decode


def written(part: Made, name: str) -> dict:  # type: ignore[type-arg]
    data: dict = json.loads(reading_writer(name)(part.reading))  # type: ignore[type-arg]
    return data


def test_readings_come_back_equal() -> None:
    for part in flood_parts():
        assert decode(reading_writer("readings")(part.reading), Reading) == part.reading


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="quotes-json"):
        reading_writer("xml")


def test_times_carry_place_type_and_value() -> None:
    (time,) = written(flood_parts()[0], "timex-json")["timex"]
    text = flood_parts()[0].reading.report.text
    assert text[time["start"] : time["end"]] == time["text"] == "Dienstag"
    assert (time["type"], time["value"], time["mod"]) == ("DATE", "2023-11-14", None)
    assert written(flood_parts()[0], "timex-json")["doc_id"] == "agentur.txt"


@pytest.mark.parametrize(
    ("told", "value", "parts"),
    [
        (
            "Montag, dem 6. Mai 2024, ab 9.30 Uhr",
            "2024-05-06T09:30",
            [("Montag, dem 6. Mai 2024", "DATE", "2024-05-06"), ("9.30 Uhr", "TIME", "2024-05-06T09:30")],
        ),
        (
            "heute gegen 17 Uhr",
            "2024-05-08T17:00",
            [("heute", "DATE", "2024-05-08"), ("17 Uhr", "TIME", "2024-05-08T17:00")],
        ),
        (
            "Montagabend um 20 Uhr",
            "2024-05-06T20:00",
            [("Montagabend um 20 Uhr", "TIME", "2024-05-06T20:00")],
        ),
        ("gegen 17 Uhr", "2024-05-08T17:00", [("gegen 17 Uhr", "TIME", "2024-05-08T17:00")]),
        ("heute Abend", "2024-05-08TEV", [("heute Abend", "TIME", "2024-05-08TEV")]),
    ],
)
def test_a_day_and_the_clock_time_on_it_are_two_in_that_data(
    told: str, value: str, parts: list[tuple[str, str, str]]
) -> None:
    one = made("rat.txt", f"Der Rat tagte {{time1|{told}}} im Saal.", times={1: value}).reading
    reading = replace(one, times=tuple(replace(t, type=TimeType.TIME) for t in one.times))
    times = json.loads(reading_writer("timex-json")(reading))["timex"]
    assert [(t["text"], t["type"], t["value"]) for t in times] == parts
    assert all(reading.report.text[t["start"] : t["end"]] == t["text"] for t in times)
