"""Links: dependencies between reports (or on agencies and outlets), judged by named features."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.span import Span


class LinkKind(StrEnum):
    """How one report depends on another, or on a credited agency or cited outlet."""

    COPY = "copy"  # the same text, verbatim or lightly edited
    DERIVED = "derived"  # a passage is taken over, or an agency is credited
    CITES = "cites"  # "X reports, citing Y", a listed source URL
    SHARES_STATEMENT = "shares-statement"  # both tell the same utterance; no dependence follows from it
    REVISION = "revision"  # a later version of the same report


class Judgement(StrEnum):
    """A verdict on a pair."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Feature:
    """A named reason with its score in [0, 1]."""

    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a report that proves something; `role` says what it proves ("quote", "credit", ...)."""

    report: str
    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class Link:
    """`source` depends on `target` (report id, or `agency:Reuters` / `outlet:faz.net` outside the corpus).

    For `shares-statement` the two are unordered and stored in sorted order.
    """

    id: str
    kind: LinkKind
    source: str
    target: str
    judgement: Judgement
    features: tuple[Feature, ...]
    evidence: tuple[Evidence, ...]
