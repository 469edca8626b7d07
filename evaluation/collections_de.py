"""Scores on two public collections of German news, by their own scorers.

Both are for measuring only (non-commercial licences): they lie beside the repository, and nothing in it
was learned from their labels. The corpus of the reader holds some of the same Wikinews texts, with labels of
its own; `new_texts` leaves those out.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quellenlage.api import Settings, read_reports
from quellenlage.exporters.readings import reading_writer

WORKERS = 2


def quotes_scores(gold: Path, scorer: Path, reader: str, new_texts: Path | None = None) -> dict[str, float]:
    """Quotation attribution: F1 of messages, roles and all, as the collection's authors count.

    `new_texts` is the manifest of the reader's corpus: only texts that it does not hold are scored.
    """
    with TemporaryDirectory() as work:
        if new_texts is not None:
            gold = _without(gold, new_texts, Path(work) / "new.jsonl.gz")
        scored = _scored(gold, scorer, "quotes-json", reader)
    official: dict[str, Any] = scored["official"]
    return {f"{part}_F1": float(official[part]["f1"]) for part in ("messages", "roles", "joint", "form")}


def _without(gold: Path, manifest: Path, out: Path) -> Path:
    """The collection without the texts whose Wikinews page the manifest names."""
    rows = map(json.loads, manifest.read_text("utf-8").splitlines())
    known = {str(row["wikinews_page_id"]) for row in rows if row.get("wikinews_page_id")}
    with gzip.open(gold, "rt", encoding="utf-8") as lines, gzip.open(out, "wt", encoding="utf-8") as kept:
        kept.writelines(x for x in lines if json.loads(x)["documentName"].split(" - ")[0] not in known)
    return out


def timex_scores(gold: Path, scorer: Path, reader: str) -> dict[str, float]:
    """Time expressions: F1 of strict and relaxed spans, of type and of value."""
    scored = _scored(gold, scorer, "timex-json", reader)
    return {f"{part}_F1": float(scored[part]["f1"]) for part in ("strict", "relaxed", "type", "value")}


def _scored(gold: Path, scorer: Path, form: str, reader: str) -> dict[str, Any]:
    with TemporaryDirectory() as work:
        found = Path(work) / "found.jsonl"
        write = reading_writer(form)
        readings = read_reports([str(gold)], Settings(WORKERS, reader=reader)).readings
        found.write_bytes(b"".join(write(reading) + b"\n" for reading in readings))
        command = [sys.executable, str(scorer), str(gold), str(found), "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result
