"""The whole dossier as one JSON document (schema: docs/reference/ledger.schema.json)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from quellenlage.domain.actor import Actor
from quellenlage.domain.claim import Claim
from quellenlage.domain.dossier import Dossier, Run
from quellenlage.domain.entry import EntryEvidence, EntryKind
from quellenlage.domain.finding import Finding
from quellenlage.domain.link import Link
from quellenlage.domain.reading import Reading
from quellenlage.domain.statement import Method
from quellenlage.domain.story import DateBound, OriginBounds, Series, Story, Utterance
from quellenlage.ledger.codec import encode
from quellenlage.ledger.entries import entries_of

FORMAT = "quellenlage-ledger"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line's id and kind, how it was made, and the exact strings it rests on."""

    id: str
    kind: EntryKind
    story: str | None
    method: Method
    evidence: tuple[EntryEvidence, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class LedgerDocument:
    """The JSON document. Offsets are code points of the report's text, end exclusive."""

    format: str
    format_version: int
    run: Run
    readings: tuple[Reading, ...]
    stories: tuple[Story, ...]
    actors: tuple[Actor, ...]
    utterances: tuple[Utterance, ...]
    series: tuple[Series, ...]
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    origins: tuple[OriginBounds, ...]
    date_bounds: tuple[DateBound, ...]
    findings: tuple[Finding, ...]
    entries: tuple[EntryLine, ...]


def document_of(dossier: Dossier) -> LedgerDocument:
    """The document that the `json` exporter writes."""
    return LedgerDocument(
        format=FORMAT,
        format_version=FORMAT_VERSION,
        run=dossier.run,
        readings=dossier.readings,
        stories=dossier.stories,
        actors=dossier.actors,
        utterances=dossier.utterances,
        series=dossier.series,
        claims=dossier.claims,
        links=dossier.links,
        origins=dossier.origins,
        date_bounds=dossier.date_bounds,
        findings=dossier.findings,
        entries=tuple(
            EntryLine(e.id, e.kind, e.story, e.method, e.evidence, e.sha256) for e in entries_of(dossier)
        ),
    )


class JsonExporter:
    """One JSON document with everything."""

    name = "json"
    media_type = "application/json"
    suffix = ".json"

    def export(self, dossier: Dossier, out: BinaryIO) -> None:
        """Write the document and a final newline."""
        out.write(encode(document_of(dossier)))
        out.write(b"\n")
