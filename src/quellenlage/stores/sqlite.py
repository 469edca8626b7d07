"""A ledger in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, TypeVar

import msgspec

from quellenlage.domain.dossier import Dossier, Run
from quellenlage.domain.entry import Entry, EntryEvidence, EntryKind
from quellenlage.domain.finding import Finding
from quellenlage.domain.span import Selector
from quellenlage.domain.statement import Method
from quellenlage.errors import InternalError, LedgerError
from quellenlage.ledger.codec import decode, encode
from quellenlage.ledger.entries import entries_of
from quellenlage.ledger.verify import line_hashes
from quellenlage.ports import StoredText
from quellenlage.stores.migrations import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, migrate

GIVEN = "(SELECT value FROM json_each(?))"
ENTRY = "SELECT id, kind, story, payload, method, run, sha256 FROM entry"
PLACE = "SELECT entry, role, report, exact, prefix, suffix, start, end FROM evidence"


class OneRow(NamedTuple):
    """A single column."""

    value: str


class PairRow(NamedTuple):
    """Two columns."""

    left: str
    right: str


class TextRow(NamedTuple):
    """A row of `text`."""

    report: str
    data: bytes
    sha256: str
    line_hashes: str


class BareRow(NamedTuple):
    """A row of `text` without the hashes of its lines."""

    report: str
    data: bytes
    sha256: str


class BareText(NamedTuple):
    """A text with its hash."""

    text: str
    sha256: str


class EntryRow(NamedTuple):
    """A row of `entry`."""

    id: str
    kind: str
    story: str | None
    payload: str
    method: str
    run: str
    sha256: str


class PlaceRow(NamedTuple):
    """A row of `evidence`."""

    entry: str
    role: str
    report: str
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    @property
    def evidence(self) -> EntryEvidence:
        """The evidence that the row holds."""
        selector = Selector(self.exact, self.prefix, self.suffix, self.start, self.end)
        return EntryEvidence(self.role, self.report, selector)


Row = TypeVar("Row")


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
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise LedgerError(f"{path}: not a ledger, or damaged: {error}") from error

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def texts(self) -> Iterator[StoredText]:
        """The reports' texts, by report id."""
        sql = "SELECT report, data, sha256, line_hashes FROM text ORDER BY report"
        for row in self._rows(TextRow, sql):
            yield StoredText(row.report, row.data, row.sha256, tuple(row.line_hashes.split()))

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the order in which it was written."""
        evidence: dict[str, list[EntryEvidence]] = defaultdict(list)
        for place in self._rows(PlaceRow, f"{PLACE} ORDER BY rowid"):
            evidence[place.entry].append(place.evidence)
        refs: dict[str, list[str]] = defaultdict(list)
        for own, target in self._rows(PairRow, "SELECT entry, target FROM ref ORDER BY rowid"):
            refs[own].append(target)
        for row in self._rows(EntryRow, f"{ENTRY} ORDER BY rowid"):
            yield _entry(row, evidence.get(row.id, ()), refs.get(row.id, ()))

    def entry(self, id: str) -> Entry | None:
        """The entry with this id, or None."""
        rows = list(self._rows(EntryRow, f"{ENTRY} WHERE id = ?", id))
        if not rows:
            return None
        places = self._rows(PlaceRow, f"{PLACE} WHERE entry = ? ORDER BY rowid", id)
        refs = self._rows(PairRow, "SELECT entry, target FROM ref WHERE entry = ? ORDER BY rowid", id)
        return _entry(rows[0], [place.evidence for place in places], [ref.right for ref in refs])

    def payloads(self, ids: Iterable[str]) -> dict[str, str]:
        """The contents of lines by id, for as many of `ids` as there are."""
        rows = self._rows(PairRow, f"SELECT id, payload FROM entry WHERE id IN {GIVEN}", _given(ids))
        return {row.left: row.right for row in rows}

    def texts_of(self, reports: Iterable[str]) -> dict[str, BareText]:
        """The texts of some reports, without the hashes of their lines."""
        rows = self._rows(
            BareRow, f"SELECT report, data, sha256 FROM text WHERE report IN {GIVEN}", _given(reports)
        )
        return {row.report: BareText(row.data.decode("utf-8", "surrogatepass"), row.sha256) for row in rows}

    def ids_of(self, kind: EntryKind, story: str, limit: int, offset: int = 0) -> tuple[str, ...]:
        """The lines of a kind in a story, by id."""
        sql = "SELECT id FROM entry WHERE kind = ? AND story = ? ORDER BY id LIMIT ? OFFSET ?"
        return tuple(row.value for row in self._rows(OneRow, sql, kind.value, story, limit, offset))

    def ids_in(self, report: str, kinds: Iterable[EntryKind]) -> tuple[str, ...]:
        """The lines of these kinds that rest on a report, by where in it they begin."""
        sql = f"""SELECT e.id FROM evidence v JOIN entry e ON e.id = v.entry
            WHERE v.report = ? AND e.kind IN {GIVEN} GROUP BY e.id ORDER BY min(v.start), e.id"""
        return tuple(row.value for row in self._rows(OneRow, sql, report, _given(kinds)))

    def first_words(self, ids: Iterable[str]) -> dict[str, str]:
        """The first span of each of these lines, in its exact characters."""
        sql = f"SELECT entry, exact FROM evidence WHERE entry IN {GIVEN} GROUP BY entry HAVING min(rowid)"
        return {row.left: row.right for row in self._rows(PairRow, sql, _given(ids))}

    def refers_to(self, id: str, limit: int = 50) -> tuple[str, ...]:
        """The lines that refer to this one, at most `limit`."""
        sql = "SELECT entry FROM ref WHERE target = ? ORDER BY entry LIMIT ?"
        return tuple(row.value for row in self._rows(OneRow, sql, id, limit))

    def ids_like(self, start: str, limit: int = 10) -> tuple[str, ...]:
        """Ids that begin with `start`, at most `limit`."""
        # GLOB's signs are no part of any id, so escaping means leaving them out.
        pattern = "".join(c for c in start if c.isalnum() or c == "-") + "*"
        sql = "SELECT id FROM entry WHERE id GLOB ? ORDER BY id LIMIT ?"
        return tuple(row.value for row in self._rows(OneRow, sql, pattern, limit))

    def findings(self) -> tuple[Finding, ...]:
        """The findings of the whole run."""
        rows = self._rows(OneRow, "SELECT payload FROM finding ORDER BY rowid")
        return tuple(decode(row.value, Finding) for row in rows)

    def run(self) -> Run:
        """What made the ledger."""
        for row in self._rows(OneRow, "SELECT payload FROM run"):
            return decode(row.value, Run)
        raise LedgerError(f"{self.path}: has no run record")

    def artifacts(self) -> tuple[tuple[str, str], ...]:
        """Names and SHA-256 of the files that were made from the ledger."""
        rows = self._rows(PairRow, "SELECT name, sha256 FROM artifact ORDER BY name")
        return tuple((row.left, row.right) for row in rows)

    def _rows(self, shape: type[Row], sql: str, *parameters: object) -> Iterator[Row]:
        """Rows of a checked shape: a damaged file may hold a number where a text was written."""
        try:
            for row in self._db.execute(sql, parameters):
                yield msgspec.convert(row, shape)
        except (sqlite3.Error, UnicodeDecodeError, msgspec.ValidationError) as error:
            raise LedgerError(f"{self.path}: damaged: {error}") from error


def write_ledger(path: Path, dossier: Dossier, artifacts: Iterable[tuple[str, str]] = ()) -> None:
    """Write `dossier` as a new ledger at `path`; an old file there is replaced only when all is written.

    `artifacts` are names and SHA-256 of the files made from the dossier, so that `verify` covers them.
    """
    partial = path.with_name(path.name + ".tmp")
    partial.unlink(missing_ok=True)
    try:
        _write(partial, dossier, artifacts)
        partial.replace(path)
    except sqlite3.IntegrityError as error:
        raise InternalError(f"two lines of the ledger have one id: {error}") from error
    finally:
        partial.unlink(missing_ok=True)


def _write(partial: Path, dossier: Dossier, artifacts: Iterable[tuple[str, str]]) -> None:
    with closing(sqlite3.connect(partial)) as db, db:
        for step in MIGRATIONS:
            db.executescript(step)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("INSERT INTO run VALUES (?, ?)", (dossier.run.id, encode(dossier.run).decode()))
        db.executemany("INSERT INTO text VALUES (?, ?, ?, ?)", _text_rows(dossier))
        db.executemany("INSERT INTO finding VALUES (?)", ((encode(f).decode(),) for f in dossier.findings))
        db.executemany("INSERT INTO artifact VALUES (?, ?)", sorted(artifacts))
        _insert_entries(db, entries_of(dossier))


def _text_rows(dossier: Dossier) -> Iterator[TextRow]:
    for reading in dossier.readings:
        data = reading.report.text.encode("utf-8", "surrogatepass")
        yield TextRow(reading.report.id, data, reading.report.sha256, " ".join(line_hashes(data)))


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


def _given(values: Iterable[str]) -> str:
    """Any number of values as one parameter of a query (see `GIVEN`)."""
    return encode(sorted(set(values))).decode()


def _entry(row: EntryRow, evidence: Iterable[EntryEvidence], refs: Iterable[str]) -> Entry:
    try:
        kind = EntryKind(row.kind)
    except ValueError as error:
        raise LedgerError(f"{row.id}: unknown kind of line {row.kind!r}") from error
    return Entry(
        id=row.id,
        kind=kind,
        story=row.story,
        payload=row.payload,
        method=decode(row.method, Method),
        evidence=tuple(evidence),
        refs=tuple(refs),
        run=row.run,
        sha256=row.sha256,
    )


def _open_read_only(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        version = _checked_version(db, path)
        if version == SCHEMA_VERSION:
            return db
        copy = sqlite3.connect(":memory:")
        db.backup(copy)
        migrate(copy, version)
    except BaseException:
        db.close()
        raise
    db.close()
    return copy


def _checked_version(db: sqlite3.Connection, path: Path) -> int:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise LedgerError(f"{path}: an SQLite file, but not a ledger of Quellenlage")
    if not 1 <= version <= SCHEMA_VERSION:
        raise LedgerError(
            f"{path}: has schema {version}, this version knows {SCHEMA_VERSION}; a newer Quellenlage reads it"
        )
    return int(version)
