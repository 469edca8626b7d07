"""The corpus that ships: every string of the gold stands in its report, nothing held out is learned from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from training.gold import load_statements

CORPUS = Path(__file__).parents[2] / "training" / "corpus"
REPORTS = sorted((CORPUS / "reports").glob("*.txt"))


def test_there_is_a_corpus() -> None:
    assert len(REPORTS) >= 780


@pytest.mark.parametrize("start", range(0, len(REPORTS), 100))
def test_every_string_of_the_gold_stands_in_its_report(start: int) -> None:
    for path in REPORTS[start : start + 100]:
        for statement in load_statements(CORPUS / "gold" / f"{path.stem}.yaml", path.read_text("utf-8")):
            assert statement.quote


def test_twice_annotated_reports_are_in_the_corpus_and_not_held_out() -> None:
    heldout = set((CORPUS / "heldout.txt").read_text("utf-8").split())
    twice = sorted((CORPUS / "twice").glob("*.yaml"))
    assert len(twice) >= 30
    for path in twice:
        assert load_statements(path, (CORPUS / "reports" / f"{path.stem}.txt").read_text("utf-8")) is not None
        assert path.stem not in heldout


def test_every_report_has_a_source() -> None:
    rows = [json.loads(line) for line in (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines()]
    assert {row["report"] for row in rows} == {path.name for path in REPORTS}
    assert all(row["source"] in ("de.wikinews.org", "own") for row in rows)
    assert all(row["wikinews_page_id"] for row in rows if row["source"] == "de.wikinews.org")
