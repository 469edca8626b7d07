"""Times as TIMEX3 (TimeML, ISO 24617-1): a value only where it is derivable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.span import Span


class TimeType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class AnchorKind(StrEnum):
    """What a relative time was resolved against."""

    PUBLISHED = "published"  # the report's own date
    STAMP = "stamp"  # a liveblog's time stamp
    TEXT = "text"  # a date named before in the text
    NONE = "none"  # absolute, or not resolvable


@dataclass(frozen=True, slots=True)
class Anchor:
    """A known day (ISO date) that relative times are resolved against, and where it came from."""

    day: str
    kind: AnchorKind


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A time expression. `value` is TIMEX3; parts that are not derivable stay `X` (XXXX-WXX-1)."""

    span: Span
    type: TimeType
    value: str
    mod: str | None = None  # TIMEX3 mod: APPROX, START, MID, END, BEFORE, MORE_THAN ...
    anchor: AnchorKind = AnchorKind.NONE
    rule: str = ""  # the rule of the language pack that found it
