"""Figures: quantities in claims, as intervals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from quellenlage.domain.span import Span


class Qualifier(StrEnum):
    """How the stated number bounds the quantity; it decides which bounds exist."""

    EXACT = "exact"  # low == high
    APPROX = "approx"  # low == high, meant as near
    RANGE = "range"  # low < high
    AT_LEAST = "at-least"  # low only
    OVER = "over"  # low only
    AT_MOST = "at-most"  # high only
    UP_TO = "up-to"  # high only
    UNDER = "under"  # high only


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity.

    `span` covers qualifier, number and unit or noun head ("mindestens 23 Menschen"), `number` the
    number alone. `low`/`high` are in base units of the text ("2,3 Millionen Euro" -> 2300000, unit
    "EUR"). `counted` are the spans that say what is counted; `noun` is the counted noun's lemma,
    empty where a unit stands alone. `statement` is the id of the innermost statement that carries
    the figure, None for the report's own voice.
    """

    id: str
    report: str
    span: Span
    number: Span
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    unit: str | None
    noun: str
    counted: tuple[Span, ...]
    statement: str | None = None
    rule: str = ""
