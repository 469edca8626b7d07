"""The corpus that ships: every string of the gold stands in its report, nothing held out is learned from."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from training.gold import load_statements
from training.prepare import write_smartdata

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "training" / "corpus"
SMARTDATA = ROOT.parent / "shared" / "data" / "ner-de" / "smartdata-train.jsonl.gz"
ROWS = [json.loads(line) for line in (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines()]
REPORTS = sorted((CORPUS / "reports").glob("*.txt"))


def test_there_is_a_corpus() -> None:
    assert len(REPORTS) >= 960


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
    assert {row["report"] for row in ROWS if row["source"] != "smartdata"} == {path.name for path in REPORTS}
    assert {row["source"] for row in ROWS} == {"de.wikinews.org", "own", "smartdata"}
    assert all(row["wikinews_page_id"] for row in ROWS if row["source"] == "de.wikinews.org")
    assert all(row["smartdata_id"] and row["sha256"] for row in ROWS if row["source"] == "smartdata")


def test_what_annotates_smartdata_stands_in_its_texts_and_its_texts_are_not_here(tmp_path: Path) -> None:
    if not SMARTDATA.exists():
        pytest.skip(f"SmartData is not at {SMARTDATA}")
    write_smartdata(SMARTDATA, tmp_path)
    texts = sorted(tmp_path.glob("*.txt"))
    assert len(texts) >= 430
    for path in texts:
        assert not (CORPUS / "reports" / path.name).exists()
        load_statements(CORPUS / "gold" / f"{path.stem}.yaml", path.read_text("utf-8"))


def test_smartdata_texts_must_be_those_that_were_annotated(tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl.gz"
    ids = (row["smartdata_id"] for row in ROWS if row["source"] == "smartdata")
    with gzip.open(other, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"doc_id": i, "text": "another text"}) + "\n" for i in ids)
    with pytest.raises(ValueError, match="another text than annotated"):
        write_smartdata(other, tmp_path)
