"""The sidecar: `meta.csv` or `meta.jsonl` beside reports, which overrides what they say themselves."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quellenlage.domain.finding import Finding
from quellenlage.domain.report import Declared, Provenance
from quellenlage.readers.decode import decode
from quellenlage.readers.making import FIELDS, declared_from, input_finding
from quellenlage.readers.txt import encoding_findings

NAMES = ("meta.csv", "meta.jsonl")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says about each file beside it, and what was wrong with it."""

    rows: dict[str, Declared]
    findings: tuple[Finding, ...]


def read_sidecar(data: bytes, name: str, folder: Path) -> Sidecar:
    """The rows of the sidecar called `name` in `folder`, by the file each is about."""
    decoded = decode(data) if data else None
    if decoded is None:
        return Sidecar({}, (*encoding_findings(None, name),)) if data else Sidecar({}, ())
    rows: dict[str, Declared] = {}
    findings = list(encoding_findings(decoded, name))
    table = _json_rows if name.endswith(".jsonl") else _csv_rows
    for line, row in table(decoded.text):
        if isinstance(row, str):
            findings.append(input_finding("broken-sidecar", row, name, line=line))
            continue
        problem = _problem(row, folder, rows)
        if problem is not None:
            findings.append(input_finding("broken-sidecar", problem, name, line=line))
            continue
        rows[row["file"]], bad = declared_from(row, Provenance.SIDECAR, name, line)
        findings.extend(bad)
    return Sidecar(rows, tuple(findings))


def _problem(row: dict[str, str], folder: Path, seen: dict[str, Declared]) -> str | None:
    file = row.get("file", "")
    if not file:
        return "has no `file`"
    if file in seen:
        return f"names {file} a second time; the first row counts"
    try:
        exists = (folder / file).exists()
    except (OSError, ValueError):
        exists = False
    return None if exists else f"names {file[:200]}, which is not there"


def _csv_rows(text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Rows by the names of the first line; comma or semicolon."""
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in head and "," not in head else ","
    )
    try:
        if "file" not in [name.strip() for name in reader.fieldnames or []]:
            yield 1, "has no column `file`"
            return
        for row in reader:
            values = {str(k).strip(): v.strip() for k, v in row.items() if k and isinstance(v, str)}
            yield reader.line_num, values
    except csv.Error as error:
        yield reader.line_num, f"is not valid CSV ({error})"


def _json_rows(text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield number, "is not valid JSON"
            continue
        if isinstance(row, dict):
            yield (
                number,
                {k: str(v).strip() for k, v in row.items() if k in ("file", *FIELDS) and v is not None},
            )
        else:
            yield number, "is not a JSON object"
