"""Entries: the lines of the ledger. A line without evidence does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.span import Selector
from quellenlage.domain.statement import Method


class EntryKind(StrEnum):
    """What a line of the ledger states."""

    REPORT = "report"
    TIME = "time"
    PARTICIPANT = "participant"
    STATEMENT = "statement"
    FIGURE = "figure"
    STORY = "story"
    ACTOR = "actor"
    UTTERANCE = "utterance"
    SERIES = "series"
    CLAIM = "claim"
    LINK = "link"
    ORIGINS = "origins"
    DATE_BOUND = "date-bound"
    LOSS = "attribution-loss"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class EntryEvidence:
    """One span of a stored report that an entry rests on; `role` says for what (quote, cue, ...)."""

    role: str
    report: str
    selector: Selector


@dataclass(frozen=True, slots=True)
class Entry:
    """A ledger line: `payload` is canonical JSON of the domain object, `sha256` its hash with evidence.

    `refs` are the ids of the entries this one is folded from (a claim's statements, an actor's
    participants), so that every line leads down to spans.
    """

    id: str
    kind: EntryKind
    story: str | None
    payload: str
    method: Method
    evidence: tuple[EntryEvidence, ...]
    refs: tuple[str, ...]
    run: str
    sha256: str
