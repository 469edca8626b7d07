"""One ledger line a line: what a person pipes into other tools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from quellenlage.domain.dossier import Dossier
from quellenlage.domain.entry import Entry, EntryEvidence, EntryKind
from quellenlage.domain.finding import Finding
from quellenlage.domain.statement import Method
from quellenlage.ledger.codec import encode
from quellenlage.ledger.entries import entries_of


@dataclass(frozen=True, slots=True)
class JsonLine:
    """An entry with its payload as JSON rather than as a string of JSON."""

    id: str
    kind: EntryKind
    story: str | None
    data: msgspec.Raw
    method: Method
    evidence: tuple[EntryEvidence, ...]
    refs: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding; `kind` tells it from the entries."""

    kind: str
    finding: Finding


class JsonlExporter:
    """Every entry and every finding, one JSON object a line."""

    name = "jsonl"
    media_type = "application/x-ndjson"
    suffix = ".jsonl"

    def export(self, dossier: Dossier, out: BinaryIO) -> None:
        """Write the lines, entries first."""
        for entry in entries_of(dossier):
            out.write(encode(_line(entry)) + b"\n")
        for finding in dossier.findings:
            out.write(encode(FindingLine("finding", finding)) + b"\n")


def _line(entry: Entry) -> JsonLine:
    data = msgspec.Raw(entry.payload.encode())
    return JsonLine(
        entry.id, entry.kind, entry.story, data, entry.method, entry.evidence, entry.refs, entry.sha256
    )
