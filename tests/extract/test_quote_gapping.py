"""Who vouches for which number where several are named behind one verb."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.extract.reading import read

from quellenlage.api import Settings, read_reports

# ruff: noqa: E501
# (language, text, [(speaker, the quote's pieces)])
SEVERAL = [
    ("de", "Die Polizei sprach von 3000 Teilnehmern, die Veranstalter von 5000.", [("Die Polizei", ["3000 Teilnehmern"]), ("die Veranstalter", ["5000"])]),
    ("de", "Die Polizei sprach von 3000 Teilnehmern, die Veranstalter hingegen von 5000.", [("Die Polizei", ["3000 Teilnehmern"]), ("die Veranstalter", ["5000"])]),
    ("de", "Die Polizei sprach von 3000 und die Veranstalter von 5000 Teilnehmern.", [("Die Polizei", ["3000"]), ("die Veranstalter", ["5000 Teilnehmern"])]),
    ("de", "Das Ministerium meldete 14 Tote, das Rote Kreuz 20.", [("Das Ministerium", ["14 Tote"]), ("das Rote Kreuz", ["20"])]),
    ("de", "Die Polizei schätzte die Zahl der Demonstranten auf 3000, die Gewerkschaft auf mehr als 10.000, das Bündnis auf zwölftausend.", [("Die Polizei", ["die Zahl der Demonstranten auf 3000"]), ("die Gewerkschaft", ["auf mehr als 10.000"]), ("das Bündnis", ["auf zwölftausend"])]),
    ("de", "Laut Polizei kamen 3000, laut Veranstaltern 5000 Menschen.", [("Polizei", ["kamen 3000"]), ("Veranstaltern", ["5000 Menschen"])]),
    ("de", "Nach Angaben der Behörden starben 14 Menschen, nach Angaben der Opposition mindestens 30.", [("der Behörden", ["starben 14 Menschen"]), ("der Opposition", ["mindestens 30"])]),
    ("de", "Den Schaden bezifferte der Versicherer auf drei Millionen Euro, die Stadt auf fünf.", [("der Versicherer", ["Den Schaden", "auf drei Millionen Euro"]), ("die Stadt", ["auf fünf"])]),
    ("en", "Police spoke of 3,000 demonstrators, organisers of 5,000.", [("Police", ["3,000 demonstrators"]), ("organisers", ["5,000"])]),
    ("en", "Police put the number of demonstrators at 3,000, organisers at 5,000.", [("Police", ["the number of demonstrators at 3,000"]), ("organisers", ["at 5,000"])]),
]  # fmt: skip

ONE = [
    ("de", "Der Landrat bezifferte die Zahl der Evakuierten am Dienstagabend auf 1850.", ("Der Landrat", ["die Zahl der Evakuierten", "auf 1850"])),
    ("de", "Die Zahl der Verletzten gab das Klinikum mit 43 an.", ("das Klinikum", ["Die Zahl der Verletzten", "mit 43"])),
    ("de", "Die Höhe des Schadens schätzt die Polizei auf 20.000 Euro.", ("die Polizei", ["Die Höhe des Schadens", "auf 20.000 Euro"])),
    ("de", "Die Bürgermeisterin sprach von drei Verletzten, die im Klinikum behandelt würden.", ("Die Bürgermeisterin", ["drei Verletzten", "die im Klinikum behandelt würden"])),
    ("de", "Die Feuerwehr spricht von 41 Verletzten, darunter 14 Helfer.", ("Die Feuerwehr", ["41 Verletzten", "darunter 14 Helfer"])),
    ("de", "Die Polizei sprach von 14 Toten, ein Anstieg von drei.", ("Die Polizei", ["14 Toten"])),
    ("de", "Das Ministerium meldete 14 Fälle, am Vortag 12.", ("Das Ministerium", ["14 Fälle"])),
    ("de", "Den Anstieg der Diebstähle bezifferte die Polizei auf 27 Prozent, den der Einbrüche auf 23 Prozent.", ("die Polizei", ["Den Anstieg der Diebstähle", "auf 27 Prozent", "den der Einbrüche auf 23 Prozent"])),
    ("de", "Die Polizei zählte am Samstag 300 Unfälle.", ("Die Polizei", ["300 Unfälle"])),
    ("de", "Jens Kroll erzählt, der Damm halte.", ("Jens Kroll", ["der Damm halte"])),
    ("en", "The mayor put the damage at 3 million euros.", ("The mayor", ["the damage at 3 million euros"])),
]  # fmt: skip


def told(text: str, language: str) -> list[tuple[str, list[str]]]:
    statements, *_ = read(text, language)
    return [(s.speaker.of(text) if s.speaker else "", [p.of(text) for p in s.quote]) for s in statements]


@pytest.mark.parametrize(("language", "text", "expected"), SEVERAL)
def test_each_number_is_that_of_its_own_source(
    language: str, text: str, expected: list[tuple[str, list[str]]]
) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(("language", "text", "expected"), ONE)
def test_one_who_counts_is_one(language: str, text: str, expected: tuple[str, list[str]]) -> None:
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The host put the visitors at ease."),
        ("de", "Die Stadt zählt 40.000 Einwohner."),
        ("de", "Bisher zählten drei Punkte dazu, später vier."),
    ],
)
def test_what_counts_nothing_says_nothing(language: str, text: str) -> None:
    assert told(text, language) == []


def test_each_figure_has_the_statement_of_its_source(tmp_path: Path) -> None:
    text = "Halm (nwd) – Es wurde demonstriert. Die Polizei sprach von 3000 Teilnehmern, die Veranstalter von 5000."
    (tmp_path / "zug.txt").write_text(text, "utf-8")
    (reading,) = read_reports([str(tmp_path)], Settings(reader="rules")).readings
    speaker = {s.id: s.speaker.of(reading.report.text) for s in reading.statements if s.speaker}
    assert {int(f.low or 0): speaker[f.statement] for f in reading.figures if f.statement} == {
        3000: "Die Polizei",
        5000: "die Veranstalter",
    }
