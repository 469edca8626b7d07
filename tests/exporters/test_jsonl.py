from __future__ import annotations

import io
import json

from tests.builders import dossier, flood, made

from quellenlage.exporters.jsonl import JsonlExporter
from quellenlage.ledger.entries import entries_of


def test_each_line_is_an_entry_or_a_finding() -> None:
    out = io.BytesIO()
    JsonlExporter().export(flood(), out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    entries = list(entries_of(flood()))
    assert [line["id"] for line in lines if "id" in line] == [entry.id for entry in entries]
    assert sum(line["kind"] == "finding" for line in lines) == len(flood().findings) == 3
    assert lines[0]["data"] == json.loads(entries[0].payload)


def test_line_separators_of_a_text_do_not_break_lines() -> None:
    out = io.BytesIO()
    JsonlExporter().export(dossier(made("a.txt", "{title|eins\u2028zwei\x85drei}")), out)
    for line in out.getvalue().decode().split("\n")[:-1]:
        json.loads(line)
