"""What many reports have in common: stories, utterances, figure series, independent origins."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.link import Evidence, Feature


@dataclass(frozen=True, slots=True)
class Story:
    """Reports about one unfolding story. `title` is the printed title of one of them (`title_report`)."""

    id: str
    title: str
    title_report: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Why two members belong together: named features with scores."""

    left: str
    right: str
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One act of speech, seen in one or more statements. `said` is an ISO date or None."""

    id: str
    story: str
    actor: str | None
    statements: tuple[str, ...]
    said: str | None
    pairings: tuple[Pairing, ...] = ()


class Relation(StrEnum):
    """How two figures of a series relate."""

    AGREE = "agree"  # the intervals are compatible
    UPDATE = "update"  # `right` is later than `left` and differs
    CONFLICT = "conflict"  # disjoint, and neither is later
    UNORDERED = "unordered"  # disjoint, but the dates do not tell which is later


@dataclass(frozen=True, slots=True)
class FigureRelation:
    """`left` and `right` are figure ids; for `update` left is the earlier one."""

    left: str
    right: str
    relation: Relation
    reason: str


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that count the same thing. `label` is what is counted, cut from the text of `evidence`."""

    id: str
    story: str
    label: str
    evidence: Evidence
    unit: str | None
    figures: tuple[str, ...]
    relations: tuple[FigureRelation, ...]


@dataclass(frozen=True, slots=True)
class OriginStep:
    """One step of a proof path: `report` leads to `origin` because of `reason`, shown by `evidence`.

    `origin` is `report:<id>` (its own reporting), `agency:<name>`, `outlet:<name>` or `actor:<id>`.
    """

    report: str
    origin: str
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class OriginBounds:
    """How many independent origins stand behind `subject` (id of a claim, utterance or series).

    `low` counts what is certainly independent, `high` what may be.
    """

    subject: str
    low: int
    high: int
    path: tuple[OriginStep, ...]


@dataclass(frozen=True, slots=True)
class DateBound:
    """An undated report bounded by what it shares with dated ones. Always inferred, never `published`.

    `earliest`/`latest` are ISO dates or None; `reasons` name the utterances, links or times used.
    """

    report: str
    earliest: str | None
    latest: str | None
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...]
