"""Verification: every text against its hash, every span against the text, every line against its hash.

It trusts nothing the ledger says about itself: entries are cut anew from the stored payloads and
compared with the stored lines, so a line that was added, dropped or edited shows as well.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.domain.entry import Entry, EntryEvidence, EntryKind
from quellenlage.domain.ids import sha256_of
from quellenlage.domain.span import Span, select
from quellenlage.errors import LedgerError
from quellenlage.ledger.codec import decode
from quellenlage.ledger.entries import ReportLine, entries_of, entry_digest
from quellenlage.ledger.load import load_dossier
from quellenlage.ports import Store, StoredText


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the ledger that does not hold, and why."""

    line: str  # id of the entry, or the name of a file made from the ledger
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was re-read, and the faults found in it."""

    reports: int
    entries: int
    spans: int
    faults: tuple[Fault, ...]


def line_hashes(data: bytes) -> tuple[str, ...]:
    """A short hash of each line of a stored text, so that damage can be named to the line."""
    return tuple(f"{zlib.crc32(line):08x}" for line in data.split(b"\n"))


def verify(store: Store) -> Verification:
    """Re-read every text, span and line of `store`. Never raises for damage: that is a `Fault`."""
    faults: list[Fault] = []
    stored: dict[str, StoredText] = {}
    entries: list[Entry] = []
    try:
        stored.update((text.report, text) for text in store.texts())
        entries += store.entries()
    except LedgerError as error:
        faults.append(Fault("ledger", str(error)))
    sources = {entry.id: _source(entry) for entry in entries if entry.kind is EntryKind.REPORT}
    for text in stored.values():
        faults += _text_faults(text, sources.get(text.report, "a report without a line"))
    texts = {report: text.data.decode("utf-8", "replace") for report, text in stored.items()}
    known = {entry.id: entry for entry in entries}
    for entry in entries:
        faults += _entry_faults(entry, texts, known)
    if not faults:
        faults += _report_faults(stored, known)
        faults += _recut_faults(store, entries)
    spans = sum(len(entry.evidence) for entry in entries)
    return Verification(len(texts), len(entries), spans, tuple(faults))


def _source(entry: Entry) -> str:
    """The name that a report was read by, for messages; the line may be damaged itself."""
    try:
        return decode(entry.payload, ReportLine).report.source
    except LedgerError:
        return "a report whose line is damaged"


def _text_faults(stored: StoredText, source: str) -> Iterator[Fault]:
    found = line_hashes(stored.data)
    if sha256_of(stored.data) == stored.sha256 and found == stored.line_hashes:
        return
    damaged = _first_difference(found, stored.line_hashes)
    yield Fault(
        stored.report,
        f"the stored text of {source} does not have its hash: line {damaged} of the text was changed",
    )


def _first_difference(found: Sequence[str], noted: Sequence[str]) -> int:
    for number, (a, b) in enumerate(zip(found, noted, strict=False), 1):
        if a != b:
            return number
    return min(len(found), len(noted)) + 1


def _entry_faults(entry: Entry, texts: dict[str, str], known: dict[str, Entry]) -> Iterator[Fault]:
    if entry_digest(entry) != entry.sha256:
        yield Fault(entry.id, f"the {entry.kind} line does not have its hash: it was changed")
    for evidence in entry.evidence:
        wrong = _misplaced(evidence, texts.get(evidence.report))
        if wrong is not None:
            yield Fault(entry.id, wrong)
    for ref in entry.refs:
        if ref not in known:
            yield Fault(entry.id, f"refers to {ref}, which is not in the ledger")


def _misplaced(evidence: EntryEvidence, text: str | None) -> str | None:
    """What is wrong with a span, None where it holds: its words, and those around it."""
    selector = evidence.selector
    start, end = selector.start, selector.end
    if text is None:
        return f"rests on report {evidence.report}, which is not in the ledger"
    claimed = f"{evidence.role} {selector.exact!r}"
    place = f"{evidence.report}[{start}:{end}]"
    if not 0 <= start <= end <= len(text):
        return f"{claimed} is not at {place}: there is no such place"
    if text[start:end] != selector.exact:
        return f"{claimed} is not at {place}: {text[start:end]!r} is there"
    if select(text, Span(start, end)) != selector:
        return f"{claimed} at {place} stands between other words than noted"
    return None


def _report_faults(stored: dict[str, StoredText], known: dict[str, Entry]) -> Iterator[Fault]:
    """A text and its hash may have been exchanged together: the report's line notes the hash as well."""
    for own, text in stored.items():
        entry = known.get(own)
        if entry is None or entry.kind is not EntryKind.REPORT:
            yield Fault(own, "a text that no report line stands for")
            continue
        try:
            noted = decode(entry.payload, ReportLine).report.sha256
        except LedgerError as error:
            yield Fault(own, str(error))
            continue
        if noted != text.sha256:
            yield Fault(own, "the stored text is not the one that the report line has the hash of")


def _recut_faults(store: Store, entries: Sequence[Entry]) -> Iterator[Fault]:
    try:
        cut = {entry.id: entry for entry in entries_of(load_dossier(store))}
    except (LedgerError, KeyError, ValueError) as error:
        yield Fault("ledger", f"its lines do not make a dossier: {error}")
        return
    stored = {entry.id: entry for entry in entries}
    for own in sorted(cut.keys() | stored.keys()):
        if own not in stored:
            yield Fault(own, "the line is missing")
        elif cut.get(own) != stored[own]:
            yield Fault(own, "the line is not what its content cuts to")
