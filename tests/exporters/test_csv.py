from __future__ import annotations

import csv
import io

import pytest
from tests.builders import Says, dossier, flood, made

from quellenlage.domain.dossier import Dossier
from quellenlage.exporters.csv import CsvExporter


def rows(story: Dossier) -> list[dict[str, str]]:
    out = io.BytesIO()
    CsvExporter().export(story, out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def test_every_statement_figure_position_link_and_finding_is_a_row() -> None:
    kinds = [row["kind"] for row in rows(flood())]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "statement": 6,
        "figure": 4,
        "position": 2,
        "link": 2,
        "finding": 3,
    }


def test_a_row_tells_who_said_what_where() -> None:
    (row,) = (r for r in rows(flood()) if r["cue"] == "teilte … mit")
    assert row["report"] == "agentur.txt"
    assert (row["actor"], row["speaker"], row["act"]) == ("Runa Ostwerder", "sie", "deny")
    text = next(r.report.text for r in flood().readings if r.report.source == "agentur.txt")
    assert text[int(row["start"]) : int(row["end"])] == row["exact"] == "Es gibt keine Gefahr 🌊"


def test_amounts_keep_their_digits_and_open_ends_are_empty() -> None:
    amounts = {(r["low"], r["high"], r["qualifier"]) for r in rows(flood()) if r["kind"] == "figure"}
    assert ("2500000.50", "", "at-least") in amounts
    assert ("", "500", "up-to") in amounts


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_report_text_becomes_a_formula(start: str) -> None:
    made_ = made("a.txt", "Er sagte, {quote1|" + start + "cmd|' /C calc'!A0}", says=[Says(1)])
    (row,) = (r for r in rows(dossier(made_)) if r["kind"] == "statement")
    assert row["exact"].startswith("'" + start)


def test_line_ends_and_quotation_marks_stay_in_their_field() -> None:
    made_ = made("a.txt", '{quote1|Eins"\n\n,;zwei}', says=[Says(1)])
    (row,) = (r for r in rows(dossier(made_)) if r["kind"] == "statement")
    assert row["exact"] == 'Eins"\n\n,;zwei'
