"""A dossier from a ledger's lines: what was written comes back equal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from quellenlage.domain.actor import Actor, Participant
from quellenlage.domain.changes import Changes
from quellenlage.domain.claim import Claim
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.entry import Entry, EntryKind
from quellenlage.domain.figure import Figure
from quellenlage.domain.link import Link
from quellenlage.domain.loss import AttributionLoss
from quellenlage.domain.reading import Reading
from quellenlage.domain.statement import Statement
from quellenlage.domain.story import DateBound, OriginBounds, Series, Story, Utterance
from quellenlage.errors import LedgerError
from quellenlage.ledger.codec import T, decode
from quellenlage.ledger.entries import ReportLine, TimeLine
from quellenlage.ports import Store, StoredText

Lines = dict[EntryKind, list[Entry]]


def load_dossier(store: Store) -> Dossier:
    """The dossier that `store` holds.

    Raises `LedgerError` when a line cannot be read or a report's text is missing.
    """
    texts = {stored.report: _text(stored) for stored in store.texts()}
    lines: Lines = defaultdict(list)
    for entry in store.entries():
        lines[entry.kind].append(entry)
    return Dossier(
        run=store.run(),
        readings=_readings(texts, lines),
        stories=_all(lines, EntryKind.STORY, Story),
        actors=_all(lines, EntryKind.ACTOR, Actor),
        utterances=_all(lines, EntryKind.UTTERANCE, Utterance),
        series=_all(lines, EntryKind.SERIES, Series),
        claims=_all(lines, EntryKind.CLAIM, Claim),
        links=_all(lines, EntryKind.LINK, Link),
        origins=_all(lines, EntryKind.ORIGINS, OriginBounds),
        date_bounds=_all(lines, EntryKind.DATE_BOUND, DateBound),
        findings=store.findings(),
        losses=_all(lines, EntryKind.LOSS, AttributionLoss),
        changes=_all(lines, EntryKind.CHANGES, Changes),
    )


def _text(stored: StoredText) -> str:
    try:
        return stored.data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise LedgerError(f"{stored.report}: the stored text is damaged: {error}") from error


def _all(lines: Lines, kind: EntryKind, type_: type[T]) -> tuple[T, ...]:
    return tuple(decode(entry.payload, type_) for entry in lines[kind])


def _readings(texts: dict[str, str], lines: Lines) -> tuple[Reading, ...]:
    times: dict[str, list[TimeLine]] = defaultdict(list)
    participants: dict[str, list[Participant]] = defaultdict(list)
    statements: dict[str, list[Statement]] = defaultdict(list)
    figures: dict[str, list[Figure]] = defaultdict(list)
    _sort_in(times, _all(lines, EntryKind.TIME, TimeLine))
    _sort_in(participants, _all(lines, EntryKind.PARTICIPANT, Participant))
    _sort_in(statements, _all(lines, EntryKind.STATEMENT, Statement))
    _sort_in(figures, _all(lines, EntryKind.FIGURE, Figure))
    readings = []
    for line in _all(lines, EntryKind.REPORT, ReportLine):
        own = line.report.id
        if own not in texts:
            raise LedgerError(f"{own}: the text of {line.report.source} is missing")
        readings.append(
            Reading(
                report=replace(line.report, text=texts[own]),
                layout=line.layout,
                sentences=line.sentences,
                times=tuple(t.time for t in times[own]),
                figures=tuple(figures[own]),
                participants=tuple(participants[own]),
                statements=tuple(statements[own]),
                findings=line.findings,
            )
        )
    return tuple(readings)


def _sort_in(groups: dict[str, list[T]], items: Iterable[T]) -> None:
    for item in items:
        groups[item.report].append(item)  # type: ignore[attr-defined]
