"""View models of one line of the ledger: its spans, what it rests on, what it says in a view of its own."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.render.views.changes import ChangesView
from quellenlage.render.views.claims import ClaimsView
from quellenlage.render.views.figures import FiguresView
from quellenlage.render.views.origins import Dependency, ProofView
from quellenlage.render.views.parts import Actor, ReportRef
from quellenlage.render.views.statements import UtteranceView
from quellenlage.web.labels import LineRef
from quellenlage.web.query import Paging


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A span that a line rests on, between the words around it."""

    role: str
    report: ReportRef | None
    id: str
    start: int
    end: int
    prefix: str
    exact: str
    suffix: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A statement or figure as a citation: words, who, when, where, and what proves it."""

    quote: str
    speaker: str | None
    date: str | None
    outlet: str
    title: str
    url: str | None
    start: int
    end: int
    text_sha256: str
    span_sha256: str


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor with everything it is called, and what it says."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    speaks_for: Actor | None
    participants: tuple[ParticipantLine, ...]
    more_participants: int
    utterances: tuple[UtteranceView, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """An actor as one report knows it."""

    id: str
    name: str
    roles: tuple[str, ...]
    report: ReportRef | None


@dataclass(frozen=True, slots=True)
class EntryView:
    """A line of the ledger: what it says in a view of its own, and what it rests on."""

    id: str
    kind: str
    method: str
    version: str
    confidence: float | None
    run: str
    sha256: str
    content: str
    evidence: tuple[EvidenceView, ...]
    rests_on: tuple[LineRef, ...]
    more_below: int
    used_by: tuple[LineRef, ...]
    utterance: UtteranceView | None = None
    claims: ClaimsView | None = None
    figures: FiguresView | None = None
    dependency: Dependency | None = None
    changes: ChangesView | None = None
    proof: ProofView | None = None
    actor: ActorLine | None = None
    cited: tuple[tuple[str, Cited], ...] = ()  # by the anchor of the wording
    shown: str | None = None  # the figure or statement of a view that this line is
    paging: Paging | None = None
    members: tuple[str, ...] = ()  # what decisions about the line are about: statements or participants
    stands: tuple[LineRef, ...] = ()  # the statements that stand on a claim
    candidates: tuple[LineRef, ...] = ()  # other lines that may be the same
