from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.builders import flood, flood_parts

import quellenlage.stores.sqlite as sqlite_store
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.entry import Entry
from quellenlage.errors import LedgerError
from quellenlage.ledger.load import load_dossier
from quellenlage.ledger.verify import verify
from quellenlage.stores.migrations import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION
from quellenlage.stores.sqlite import SqliteStore, write_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    write_ledger(path, flood())
    return path


def execute(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(sql)


def test_the_file_says_what_it_is(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_ledger_of_schema_1_is_read_and_stays_as_it_is(ledger: Path) -> None:
    execute(ledger, "DROP TABLE artifact; PRAGMA user_version = 1;")
    before = ledger.read_bytes()
    with SqliteStore(ledger) as store:
        assert load_dossier(store) == flood()
        assert store.artifacts() == ()
        assert verify(store).faults == ()
    assert ledger.read_bytes() == before


def test_steps_lead_from_nothing_to_the_present_schema(ledger: Path) -> None:
    """A new ledger is made by the same steps that bring an old one up to date."""
    with closing(sqlite3.connect(":memory:")) as db:
        for step in MIGRATIONS:
            db.executescript(step)
        names = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    with closing(sqlite3.connect(ledger)) as db:
        assert {name for (name,) in db.execute("SELECT name FROM sqlite_master")} == names


@pytest.mark.parametrize("version", [0, -1, SCHEMA_VERSION + 1, 2_000_000_000])
def test_another_schema_is_refused(ledger: Path, version: int) -> None:
    execute(ledger, f"PRAGMA user_version = {version}")
    with pytest.raises(LedgerError, match=f"schema {version}"):
        SqliteStore(ledger)


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    execute(path, "CREATE TABLE text (report TEXT)")
    with pytest.raises(LedgerError, match="not a ledger"):
        SqliteStore(path)


@pytest.mark.parametrize("data", [b"", b"x", b"SQLite format 3\x00", b"{}" * 3000])
def test_any_other_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="not a ledger"):
        SqliteStore(path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger"):
        SqliteStore(tmp_path)


def test_a_missing_table_is_damage(ledger: Path) -> None:
    execute(ledger, "DROP TABLE finding")
    with SqliteStore(ledger) as store, pytest.raises(LedgerError, match="damaged"):
        load_dossier(store)


def test_a_number_where_a_text_was_is_damage(ledger: Path) -> None:
    execute(ledger, "UPDATE text SET data = 17")
    with SqliteStore(ledger) as store, pytest.raises(LedgerError, match="damaged"):
        list(store.texts())


def test_reading_writes_nothing(ledger: Path) -> None:
    before = ledger.read_bytes(), sorted(path.name for path in ledger.parent.iterdir())
    with SqliteStore(ledger) as store:
        load_dossier(store)
        verify(store)
    assert (ledger.read_bytes(), sorted(path.name for path in ledger.parent.iterdir())) == before


def test_what_breaks_off_leaves_the_old_ledger(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking_off(dossier: Dossier):  # type: ignore[no-untyped-def]
        yield from list(entries_of(dossier))[:5]
        raise KeyboardInterrupt

    entries_of = sqlite_store.entries_of
    before = ledger.read_bytes()
    monkeypatch.setattr(sqlite_store, "entries_of", breaking_off)
    with pytest.raises(KeyboardInterrupt):
        write_ledger(ledger, flood())
    assert ledger.read_bytes() == before
    monkeypatch.undo()
    write_ledger(ledger, flood())  # a half-written file beside it does not disturb
    assert [path.name for path in ledger.parent.iterdir()] == ["ledger.sqlite"]


def test_the_same_dossier_gives_the_same_file(ledger: Path, tmp_path: Path) -> None:
    write_ledger(tmp_path / "again.sqlite", flood())
    assert (tmp_path / "again.sqlite").read_bytes() == ledger.read_bytes()


def test_ids_are_found_by_their_beginning(ledger: Path) -> None:
    own = flood_parts()[0].statements[1].id
    with SqliteStore(ledger) as store:
        assert store.ids_like(own[:9]) == (own,)
        assert len(store.ids_like("st-")) == 6
        assert len(store.ids_like("", limit=4)) == 4
        assert store.ids_like("st-zz") == ()
        assert store.ids_like("st-*[a-z]?' OR 1") == ()


def test_two_lines_of_one_id_are_our_bug_and_say_so(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def doubled(dossier: Dossier) -> list[Entry]:
        return 2 * list(entries_of(dossier))

    entries_of = sqlite_store.entries_of
    monkeypatch.setattr(sqlite_store, "entries_of", doubled)
    with pytest.raises(sqlite_store.InternalError, match="UNIQUE"):
        write_ledger(ledger, flood())
