"""What a register answers with: rows of its tables, hits, and pages of ids."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story with what its overview counts."""

    id: str
    number: int
    title: str
    title_report: str
    language: str | None
    reports: int
    undated: int
    first: str | None
    last: str | None
    outlets: int
    said_first: str | None
    said_last: str | None
    utterances: int
    statements: int
    several: int
    actors: int
    claims: int
    contested: int
    alleged: int
    series: int
    changes: int
    origins_low: int | None
    origins_high: int | None
    findings: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report with what a list of reports shows of it."""

    id: str
    number: int
    story: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
    provenance: str | None
    language: str | None
    url: str | None
    agencies: str
    statements: int
    figures: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with how often they speak in a story."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter by, and how many lines have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that a search found."""

    n: int
    kind: str
    id: str
    story: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of ids, and how many there are in all (`capped`: at least that many)."""

    ids: tuple[str, ...]
    total: int
    capped: bool = False
