"""Indirect speech that goes on is one statement."""

from __future__ import annotations

import pytest

from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Report
from quellenlage.flow.read_report import read_report


def read(text: str) -> Reading:
    """A German report with one paragraph of its own before the text."""
    head = "Grauwede (wmd) – Nach dem Hochwasser beginnt in der Stadt nun das Aufräumen.\n\n"
    whole = head + text
    return read_report(
        Report(content_id("re", whole), "a.txt", whole, sha256_of(whole), sha256_of(whole), "text/plain")
    )


def quotes(text: str) -> list[tuple[str, ...]]:
    reading = read(text)
    return [tuple(p.of(reading.report.text) for p in s.quote) for s in reading.statements]


@pytest.mark.parametrize(
    "text",
    [
        "Die Stadt teilte mit, der Damm halte. Eine Evakuierung sei nicht nötig.",
        "Die Stadt teilte mit, der Damm halte.\n\nEine Evakuierung sei nicht nötig.",
    ],
)
def test_what_goes_on_with_indirect_speech_is_a_piece_of_it(text: str) -> None:
    assert quotes(text) == [("der Damm halte", "Eine Evakuierung sei nicht nötig")]


def test_quoted_words_in_what_goes_on_make_the_whole_mixed() -> None:
    reading = read("Die Stadt teilte mit, der Damm halte. Eine Räumung sei „völlig überflüssig“.")
    assert [s.type.value for s in reading.statements] == ["mixed"]


@pytest.mark.parametrize(
    "text",
    [
        "„Der Damm hält“, sagte Bürgermeisterin Runa Ostwerder. Eine Evakuierung sei nicht nötig.",
        "Die Stadt bestätigte, dass der Damm gebrochen ist. Eine Evakuierung sei nicht nötig.",
        "Die Stadt teilte mit, der Damm halte. Am Montag regnete es. Eine Evakuierung sei nicht nötig.",
    ],
    ids=["after verbatim words", "after an act that does not reach so far", "after other words"],
)
def test_otherwise_it_stands_alone(text: str) -> None:
    found = quotes(text)
    assert len(found) == 2
    assert found[1] == ("Eine Evakuierung sei nicht nötig",)


def test_what_goes_on_with_a_joined_statement_names_it() -> None:
    reading = read(
        "Die Stadt teilte mit, der Damm halte. Eine Evakuierung sei nicht nötig. "
        "Am Montag regnete es. Das Wasser sinke."
    )
    first, second = reading.statements
    assert second.continues == first.id
    assert second.participant == first.participant
