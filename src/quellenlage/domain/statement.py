"""Statements: acts of speech and writing that a report tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.span import Span


class StatementType(StrEnum):
    """How the report renders the words."""

    DIRECT = "direct"  # verbatim, in quotation marks
    INDIRECT = "indirect"  # Konjunktiv, dass, infinitive, or "laut X" with a main clause
    MIXED = "mixed"  # indirect with quoted pieces
    REPORTED = "reported"  # the act is told without its wording


class Act(StrEnum):
    """What the speaker does by speaking."""

    ASSERT = "assert"
    CONFIRM = "confirm"
    DENY = "deny"
    NOT_DENY = "not-deny"
    CANNOT_CONFIRM = "cannot-confirm"
    NO_COMMENT = "no-comment"
    ESTIMATE = "estimate"
    WARN = "warn"
    DEMAND = "demand"
    CONDEMN = "condemn"
    ANNOUNCE = "announce"
    ASK = "ask"

    @property
    def vouches(self) -> bool:
        """Whether the speaker stands up for what is in the quote, so that a figure in it is theirs.

        Who denies a report of 12.000 soldiers, declines to comment on it or asks about it does not
        become a source of that number.
        """
        return self not in (Act.DENY, Act.NOT_DENY, Act.CANNOT_CONFIRM, Act.NO_COMMENT, Act.ASK)


class MethodKind(StrEnum):
    """Who made a line: a rule of the language pack or a trained model."""

    RULE = "rule"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Method:
    """The rule or model that made a line: its name, its version, and a confidence where it has one."""

    kind: MethodKind
    name: str
    version: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """When a statement was made, as the report words it and as far as that can be resolved.

    `value` is an ISO date (or date and time); None where it is not derivable. `span` is None where
    the value follows from a liveblog's stamp rather than from words beside the statement.
    """

    span: Span | None
    value: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One act of speech.

    `quote` are the pieces of what was said, in text order, without quotation marks. `cue` are the
    words that signal the act (split verbs have several spans), empty for speech that goes on without
    one. `speaker` is the surface form beside the cue; `participant` the id of who that is inside this
    report (see `actor.Participant`), None where unknown. `via` are the credited media or agencies that
    passed it on, as participant ids. `within` is the id of the statement this one is nested in,
    `continues` the id of the statement whose speaker it inherits.
    """

    id: str
    report: str
    quote: tuple[Span, ...]
    type: StatementType
    act: Act
    cue: tuple[Span, ...]
    speaker: Span | None
    participant: str | None
    addressee: Span | None
    channel: Span | None
    said: Said | None
    via: tuple[str, ...]
    method: Method
    within: str | None = None
    continues: str | None = None

    @property
    def extent(self) -> Span:
        """From the first to the last character of quote, cue and speaker."""
        spans = [*self.quote, *self.cue, *([self.speaker] if self.speaker else [])]
        return Span(min(s.start for s in spans), max(s.end for s in spans))
