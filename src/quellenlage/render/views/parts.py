"""The small parts that all views share. Everything here is ready to print: no look-ups, no choices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quellenlage.domain.statement import Act

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
_NO_KEY = re.compile(r"[^a-z0-9]+")


def anchor_of(identifier: str) -> str:
    """`identifier` as an id of the page: content-derived ids stay, other characters are spelled out."""
    return _UNSAFE.sub(lambda m: f".{ord(m[0]):x}.", identifier) or "."


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who speaks. `anchor` leads to the list of actors, None where nobody was identified."""

    name: str | None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class ReportRef:
    """A report in short: its number on the page, where it stands, and how it is called."""

    number: int
    anchor: str
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class When:
    """A time and what it rests on: said, report (weaker: when it was printed), or none."""

    value: str | None
    basis: str = "said"


@dataclass(frozen=True, slots=True)
class SpanLink:
    """A way to the exact characters: the mark's anchor and the report it stands in."""

    anchor: str
    report: ReportRef


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was judged so: `key` names it in the catalogue where that knows it, `text` always."""

    key: str
    text: str
    score: str | None = None


def reason(text: str, score: float | None = None) -> Reason:
    """A reason or feature by its stable name."""
    printed = None if score is None else f"{score:.2f}".rstrip("0").rstrip(".")
    return Reason("why." + _NO_KEY.sub("-", text.lower()).strip("-"), text, printed)


@dataclass(frozen=True, slots=True)
class Proof:
    """A span that proves something: where it stands, for what, and its exact characters."""

    report: ReportRef
    role: str
    exact: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Origins:
    """Independent origins: what is certain and what may be, and where the proof path stands."""

    low: int
    high: int
    anchor: str


ACT_ORDER = tuple(
    dict.fromkeys((Act.CONFIRM, Act.DENY, Act.NOT_DENY, Act.CANNOT_CONFIRM, Act.NO_COMMENT, Act.ASSERT, *Act))
)
"""Acts in the order a checker asks for them: who confirms, who denies, who keeps silent, who says so."""
