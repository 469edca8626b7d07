"""Attribution loss: what one report attributes or leaves open, another prints as a plain fact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.link import Evidence, Feature, Judgement


class LossKind(StrEnum):
    """What was lost on the way from one report to the other."""

    ATTRIBUTION = "attribution"  # somebody said so; here the report says so itself
    HEDGE = "hedge"  # left open by a report; here the report says it is so
    ACT = "stronger-act"  # the same speaker committed to less: "cannot confirm" there, "confirms" here


@dataclass(frozen=True, slots=True)
class AttributionLoss:
    """What `kept` attributes or hedges, `lost` prints as its own word or with a stronger act.

    That both tell the same matter is judged by `features`; nothing follows from it about who is right, or
    who had it from whom. `statement` is the id of the statement in `kept` (None where the report itself
    left it open), `printed` that of the stronger one in `lost` (None where it is the report's own voice).
    Roles in `evidence`: "kept" and "printed" are the two wordings, "dropped" what the second one leaves out
    (speaker, cue, hedge).
    """

    id: str
    story: str
    kind: LossKind
    kept: str  # report id
    lost: str  # report id
    statement: str | None
    printed: str | None
    judgement: Judgement
    features: tuple[Feature, ...]
    evidence: tuple[Evidence, ...]
