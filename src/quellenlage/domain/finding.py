"""Findings: what could not be read or understood, as data. Nothing disappears silently."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.span import Span


class Severity(StrEnum):
    """How much of the ledger a finding touches."""

    INFO = "info"  # worth knowing, nothing was lost
    WARNING = "warning"  # something is missing or doubtful
    ERROR = "error"  # an input yielded nothing


class Stage(StrEnum):
    """Where on the way of a report the finding was made."""

    INPUT = "input"
    LAYOUT = "layout"
    EXTRACT = "extract"
    RECONCILE = "reconcile"
    LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something not understood.

    `code` is a stable kebab-case name (documented in docs/reference/findings.md), `source` the file
    or URL as the user named it, `span` the place in the report's text where there is one.
    """

    stage: Stage
    code: str
    message: str
    severity: Severity = Severity.WARNING
    source: str | None = None
    report: str | None = None
    span: Span | None = None
