"""A ledger in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any

from quellenlage.domain.dossier import Dossier, Run
from quellenlage.domain.entry import Entry, EntryEvidence, EntryKind
from quellenlage.domain.finding import Finding
from quellenlage.domain.span import Selector
from quellenlage.domain.statement import Method
from quellenlage.errors import LedgerError
from quellenlage.ledger.codec import decode, encode
from quellenlage.ledger.entries import entries_of
from quellenlage.ledger.verify import line_hashes
from quellenlage.ports import StoredText
from quellenlage.stores.migrations import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, migrate

ENTRY = "SELECT id, kind, story, payload, method, run, sha256 FROM entry"
PLACE = "SELECT entry, role, report, exact, prefix, suffix, start, end FROM evidence"


class SqliteStore:
    """An opened ledger. Use as a context manager.

    Raises `LedgerError` on opening a file that is missing, not a ledger, or of a newer schema; an older
    schema is brought up to date in memory, the file stays as it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise LedgerError(
                f"{path}: no ledger there (make one with: quellenlage compile REPORTS --out DIR)"
            )
        try:
            self._db = _open_read_only(path)
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{path}: not a ledger, or damaged: {error}") from error

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def texts(self) -> Iterator[StoredText]:
        """The reports' texts, by report id."""
        for report, data, sha256, hashes in self._rows("SELECT * FROM text ORDER BY report"):
            yield StoredText(report, bytes(data), sha256, tuple(hashes.split()))

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the order in which it was written."""
        evidence: dict[str, list[EntryEvidence]] = defaultdict(list)
        for own, role, report, *selector in self._rows(f"{PLACE} ORDER BY rowid"):
            evidence[own].append(EntryEvidence(role, report, Selector(*selector)))
        refs: dict[str, list[str]] = defaultdict(list)
        for own, target in self._rows("SELECT entry, target FROM ref ORDER BY rowid"):
            refs[own].append(target)
        for row in self._rows(f"{ENTRY} ORDER BY rowid"):
            yield _entry(row, evidence.get(row[0], ()), refs.get(row[0], ()))

    def entry(self, id: str) -> Entry | None:
        """The entry with this id, or None."""
        rows = list(self._rows(f"{ENTRY} WHERE id = ?", id))
        if not rows:
            return None
        evidence = [
            EntryEvidence(role, report, Selector(*selector))
            for _, role, report, *selector in self._rows(f"{PLACE} WHERE entry = ? ORDER BY rowid", id)
        ]
        refs = [
            target for (target,) in self._rows("SELECT target FROM ref WHERE entry = ? ORDER BY rowid", id)
        ]
        return _entry(rows[0], evidence, refs)

    def ids_like(self, start: str, limit: int = 10) -> tuple[str, ...]:
        """Ids that begin with `start`, at most `limit`."""
        # GLOB's signs are no part of any id, so escaping means leaving them out.
        pattern = "".join(c for c in start if c.isalnum() or c == "-") + "*"
        sql = "SELECT id FROM entry WHERE id GLOB ? ORDER BY id LIMIT ?"
        return tuple(own for (own,) in self._rows(sql, pattern, limit))

    def findings(self) -> tuple[Finding, ...]:
        """The findings of the whole run."""
        rows = self._rows("SELECT payload FROM finding ORDER BY rowid")
        return tuple(decode(payload, Finding) for (payload,) in rows)

    def run(self) -> Run:
        """What made the ledger."""
        for (payload,) in self._rows("SELECT payload FROM run"):
            return decode(payload, Run)
        raise LedgerError(f"{self.path}: has no run record")

    def artifacts(self) -> tuple[tuple[str, str], ...]:
        """Names and SHA-256 of the files that were made from the ledger."""
        return tuple(
            (name, sha) for name, sha in self._rows("SELECT name, sha256 FROM artifact ORDER BY name")
        )

    def _rows(self, sql: str, *parameters: object) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._db.execute(sql, parameters)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise LedgerError(f"{self.path}: damaged: {error}") from error


def write_ledger(path: Path, dossier: Dossier) -> None:
    """Write `dossier` as a new ledger at `path`; an old file there is replaced only when all is written."""
    partial = path.with_name(path.name + ".tmp")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(partial)) as db, db:
        for step in MIGRATIONS:
            db.executescript(step)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("INSERT INTO run VALUES (?, ?)", (dossier.run.id, encode(dossier.run).decode()))
        db.executemany("INSERT INTO text VALUES (?, ?, ?, ?)", _text_rows(dossier))
        db.executemany("INSERT INTO finding VALUES (?)", ((encode(f).decode(),) for f in dossier.findings))
        _insert_entries(db, entries_of(dossier))
    partial.replace(path)


def note_artifacts(path: Path, artifacts: Iterable[tuple[str, str]]) -> None:
    """Remember names and SHA-256 of files made from the ledger at `path`, so that `verify` covers them."""
    with closing(sqlite3.connect(path)) as db, db:
        db.executemany("INSERT OR REPLACE INTO artifact VALUES (?, ?)", sorted(artifacts))


def _text_rows(dossier: Dossier) -> Iterator[tuple[str, bytes, str, str]]:
    for reading in dossier.readings:
        data = reading.report.text.encode("utf-8", "surrogatepass")
        yield reading.report.id, data, reading.report.sha256, " ".join(line_hashes(data))


def _insert_entries(db: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    for e in entries:
        method = encode(e.method).decode()
        row = (e.id, e.kind.value, e.story, e.payload, method, e.run, e.sha256)
        db.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        for v in e.evidence:
            s = v.selector
            db.execute(
                "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (e.id, v.role, v.report, s.start, s.end, s.exact, s.prefix, s.suffix),
            )
        db.executemany("INSERT INTO ref VALUES (?, ?)", ((e.id, ref) for ref in e.refs))


def _entry(row: tuple[Any, ...], evidence: Iterable[EntryEvidence], refs: Iterable[str]) -> Entry:
    own, kind, story, payload, method, run, sha256 = row
    try:
        known = EntryKind(kind)
    except ValueError as error:
        raise LedgerError(f"{own}: unknown kind of line {kind!r}") from error
    return Entry(
        own, known, story, payload, decode(method, Method), tuple(evidence), tuple(refs), run, sha256
    )


def _open_read_only(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        db.close()
        raise LedgerError(f"{path}: an SQLite file, but not a ledger of Quellenlage")
    if version > SCHEMA_VERSION:
        db.close()
        raise LedgerError(
            f"{path}: has schema {version}, this version knows {SCHEMA_VERSION}; a newer Quellenlage reads it"
        )
    if version == SCHEMA_VERSION:
        return db
    copy = sqlite3.connect(":memory:")
    db.backup(copy)
    db.close()
    migrate(copy, version)
    return copy
