"""Why a line stands in the ledger: the spans it rests on, what made it, what it is folded from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.domain.changes import Change, Changes
from quellenlage.domain.entry import Entry, EntryKind
from quellenlage.domain.link import Link
from quellenlage.domain.loss import AttributionLoss
from quellenlage.domain.story import DateBound, OriginBounds, Series, Utterance
from quellenlage.errors import LedgerError
from quellenlage.ledger.codec import decode
from quellenlage.ledger.entries import ReportLine
from quellenlage.ports import Store

DEPTH = 3  # claim -> statement -> participant; deeper only repeats


@dataclass(frozen=True, slots=True)
class Place:
    """A span shown to a person: where, what, and the words around it. `line` counts from 1."""

    role: str
    source: str
    line: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line joins what it joins: a feature with its score, or a step of a proof in words.

    `between` are ids (of reports, statements, figures) or names such as `agency:dpa`.
    """

    name: str
    score: float | None
    between: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A line, its spans, its content as JSON, its reasons, and the lines under it."""

    id: str
    kind: EntryKind
    story: str | None
    method: str
    version: str
    confidence: float | None
    content: str
    places: tuple[Place, ...]
    reasons: tuple[Reason, ...]
    rests_on: tuple[Explanation, ...]


def explain_entry(store: Store, id: str) -> Explanation:
    """The explanation of the line with this id.

    Raises `LedgerError` when there is no such line.
    """
    entry = store.entry(id)
    if entry is None:
        raise LedgerError(f"{id}: no such line")
    return _Explainer(store).explain(entry, DEPTH)


def reasons_of(entry: Entry) -> Iterator[Reason]:
    """The reasons that a line states for what it joins; none for what is cut from one report."""
    if entry.kind is EntryKind.LINK:
        link = decode(entry.payload, Link)
        for feature in link.features:
            yield Reason(feature.name, feature.score, (link.source, link.target))
    elif entry.kind is EntryKind.UTTERANCE:
        for pairing in decode(entry.payload, Utterance).pairings:
            for feature in pairing.features:
                yield Reason(feature.name, feature.score, (pairing.left, pairing.right))
    elif entry.kind is EntryKind.SERIES:
        for r in decode(entry.payload, Series).relations:
            yield Reason(f"{r.relation}: {r.reason}", None, (r.left, r.right))
    elif entry.kind is EntryKind.ORIGINS:
        for step in decode(entry.payload, OriginBounds).path:
            yield Reason(step.reason, None, (step.report, step.origin))
    elif entry.kind is EntryKind.DATE_BOUND:
        bound = decode(entry.payload, DateBound)
        for reason in bound.reasons:
            yield Reason(reason, None, (bound.report,))
    elif entry.kind is EntryKind.LOSS:
        loss = decode(entry.payload, AttributionLoss)
        for feature in loss.features:
            yield Reason(feature.name, feature.score, (loss.kept, loss.lost))
    elif entry.kind is EntryKind.CHANGES:
        changes = decode(entry.payload, Changes)
        for change in changes.changes:
            yield Reason(_told(change), None, change.ids or (changes.older, changes.newer))


def _told(change: Change) -> str:
    """A change in words: "statement changed: act assert -> confirm"."""
    aspects = "; ".join(f"{a.name} {a.before or '-'} -> {a.after or '-'}" for a in change.aspects)
    return f"{change.what} {change.kind}" + (f": {aspects}" if aspects else "")


class _Explainer:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.texts = {t.report: t.data.decode("utf-8", "replace") for t in store.texts()}
        self.sources: dict[str, str] = {}

    def explain(self, entry: Entry, depth: int) -> Explanation:
        below = [self.store.entry(ref) for ref in entry.refs] if depth > 0 else []
        return Explanation(
            id=entry.id,
            kind=entry.kind,
            story=entry.story,
            method=entry.method.name,
            version=entry.method.version,
            confidence=entry.method.confidence,
            content=entry.payload,
            places=tuple(self._places(entry)),
            reasons=tuple(reasons_of(entry)),
            rests_on=tuple(self.explain(e, depth - 1) for e in below if e is not None),
        )

    def _places(self, entry: Entry) -> list[Place]:
        return [
            Place(
                role=evidence.role,
                source=self._source(evidence.report),
                line=self.texts.get(evidence.report, "").count("\n", 0, evidence.selector.start) + 1,
                start=evidence.selector.start,
                end=evidence.selector.end,
                exact=evidence.selector.exact,
                prefix=evidence.selector.prefix,
                suffix=evidence.selector.suffix,
            )
            for evidence in entry.evidence
        ]

    def _source(self, report: str) -> str:
        if report not in self.sources:
            entry = self.store.entry(report)
            self.sources[report] = decode(entry.payload, ReportLine).report.source if entry else report
        return self.sources[report]
