"""Statements, figures, positions, links and findings as one flat table for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import BinaryIO

from quellenlage.domain.dossier import Dossier
from quellenlage.domain.reading import Reading
from quellenlage.domain.span import Span, joined

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table; empty where a kind has no such column. Offsets: code points, end exclusive."""

    kind: str
    id: str
    story: str = ""
    report: str = ""
    outlet: str = ""
    published: str = ""
    start: str = ""
    end: str = ""
    exact: str = ""
    actor: str = ""
    speaker: str = ""
    cue: str = ""
    type: str = ""
    act: str = ""
    said: str = ""
    low: str = ""
    high: str = ""
    qualifier: str = ""
    unit: str = ""
    status: str = ""
    refers_to: str = ""
    note: str = ""


class CsvExporter:
    """One table (RFC 4180, UTF-8, header line); the column `kind` tells what a row is."""

    name = "csv"
    media_type = "text/csv"
    suffix = ".csv"

    def export(self, dossier: Dossier, out: BinaryIO) -> None:
        """Write the table."""
        text = io.StringIO(newline="")
        # Only with CRLF as line end does the csv module quote a carriage return inside a field.
        writer = csv.DictWriter(text, [f.name for f in fields(Row)], lineterminator="\r\n")
        writer.writeheader()
        for row in _rows(dossier):
            writer.writerow({key: _safe(value) for key, value in asdict(row).items()})
        out.write(text.getvalue().encode("utf-8", "surrogatepass"))


def _rows(dossier: Dossier) -> Iterator[Row]:
    yield from _statement_rows(dossier)
    yield from _figure_rows(dossier)
    yield from _position_rows(dossier)
    for link in dossier.links:
        yield Row(
            "link", link.id, report=_source(dossier, link.source), type=link.kind, refers_to=link.target
        )
    for n, finding in enumerate(dossier.findings, 1):
        yield Row(
            "finding", f"finding-{n}", report=finding.source or "", type=finding.code, note=finding.message
        )


def _statement_rows(dossier: Dossier) -> Iterator[Row]:
    for row, reading in _places(dossier):
        text = reading.report.text
        for s in reading.statements:
            actor = dossier.actor_of.get(s.participant or "")
            yield row(
                kind="statement",
                id=s.id,
                start=str(s.quote[0].start),
                end=str(s.quote[-1].end),
                exact=joined(text, s.quote, " … "),
                actor=actor.name if actor else "",
                speaker=s.speaker.of(text) if s.speaker else "",
                cue=joined(text, s.cue, " … "),
                type=s.type,
                act=s.act,
                said=(s.said.value or "") if s.said else "",
            )


def _figure_rows(dossier: Dossier) -> Iterator[Row]:
    series_of = {figure: series.id for series in dossier.series for figure in series.figures}
    for row, reading in _places(dossier):
        for f in reading.figures:
            yield row(
                kind="figure",
                id=f.id,
                **_place(f.span),
                exact=f.span.of(reading.report.text),
                low="" if f.low is None else str(f.low),
                high="" if f.high is None else str(f.high),
                qualifier=f.qualifier,
                unit=f.unit or "",
                type=series_of.get(f.id, ""),
                refers_to=f.statement or "",
            )


def _position_rows(dossier: Dossier) -> Iterator[Row]:
    names = {actor.id: actor.name for actor in dossier.actors}
    for claim in dossier.claims:
        for p in claim.positions:
            yield Row(
                kind="position",
                id=p.id,
                story=claim.story,
                exact=claim.text,
                actor=names.get(p.actor, p.actor),
                act=p.act,
                said=p.date or "",
                status=claim.status,
                refers_to=" ".join((claim.id, *p.statements)),
            )


class _RowOf:
    """Makes rows that carry a report's name, outlet and date."""

    def __init__(self, **common: str) -> None:
        self.common = common

    def __call__(self, **own: str) -> Row:
        return Row(**self.common, **own)


def _places(dossier: Dossier) -> Iterator[tuple[_RowOf, Reading]]:
    """Each reading, with what makes rows of its report."""
    story_of = {report: story.id for story in dossier.stories for report in story.reports}
    for reading in dossier.readings:
        layout = reading.layout
        yield (
            _RowOf(
                story=story_of.get(reading.report.id, ""),
                report=reading.report.source,
                outlet=layout.outlet.value if layout.outlet else "",
                published=layout.published.value if layout.published else "",
            ),
            reading,
        )


def _place(span: Span) -> dict[str, str]:
    return {"start": str(span.start), "end": str(span.end)}


def _source(dossier: Dossier, report: str) -> str:
    reading = dossier.corpus.reading_of.get(report)
    return reading.report.source if reading else report


def _safe(value: str) -> str:
    """Report text is untrusted: a leading apostrophe keeps a spreadsheet from running it as a formula."""
    return "'" + value if value.startswith(FORMULA_SIGNS) else value
