"""Changes: what became of a text between two of its printings, or two versions of one report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.link import Evidence


class Changed(StrEnum):
    """What was changed."""

    TEXT = "text"  # a sentence
    STATEMENT = "statement"
    FIGURE = "figure"
    POSITION = "position"  # of an actor on a claim


class ChangeKind(StrEnum):
    """How it was changed."""

    ADDED = "added"
    CUT = "cut"
    CHANGED = "changed"


class Differs(StrEnum):
    """In what a changed line differs."""

    ACT = "act"
    TYPE = "type"
    SPEAKER = "speaker"
    WORDING = "wording"
    VALUE = "value"
    QUALIFIER = "qualifier"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that differs, as it was and as it is."""

    name: Differs
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `before` are spans of the older text, `after` of the newer one; one of them may be empty.

    `ids` are the statements, figures or claims concerned, the older first.
    """

    what: Changed
    kind: ChangeKind
    before: tuple[Evidence, ...]
    after: tuple[Evidence, ...]
    aspects: tuple[Aspect, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What `newer` changed of `older`, along a link of kind copy or revision.

    `share` is the share of sentences that stand unchanged in both.
    """

    id: str
    story: str
    link: str
    older: str
    newer: str
    share: float
    changes: tuple[Change, ...]
