"""A reading: everything that one report yields."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from quellenlage.domain.actor import Participant
from quellenlage.domain.figure import Figure
from quellenlage.domain.finding import Finding
from quellenlage.domain.report import Layout, Report
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.domain.timeref import TimeRef


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the index of its block in `Layout.blocks`."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report yields; every span points into `report.text`."""

    report: Report
    layout: Layout
    sentences: tuple[Sentence, ...]
    times: tuple[TimeRef, ...]
    figures: tuple[Figure, ...]
    participants: tuple[Participant, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Corpus:
    """Many readings, sorted by report id, with look-ups by id. What the reconciling steps work on."""

    readings: tuple[Reading, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "readings", tuple(sorted(self.readings, key=lambda r: r.report.id)))

    @cached_property
    def reading_of(self) -> dict[str, Reading]:
        """Readings by report id."""
        return {reading.report.id: reading for reading in self.readings}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements of all reports by id."""
        return {s.id: s for reading in self.readings for s in reading.statements}

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Figures of all reports by id."""
        return {f.id: f for reading in self.readings for f in reading.figures}

    @cached_property
    def participants(self) -> dict[str, Participant]:
        """Participants of all reports by id."""
        return {p.id: p for reading in self.readings for p in reading.participants}

    def exact(self, report: str, span: Span) -> str:
        """The exact characters of a span in the report with this id."""
        return span.of(self.reading_of[report].report.text)
