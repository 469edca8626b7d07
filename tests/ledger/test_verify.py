"""Damage of every kind is named to the line. The ledgers here are real files that a test spoils."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.builders import flood, flood_parts

from quellenlage.domain.ids import sha256_of
from quellenlage.errors import LedgerError
from quellenlage.ledger.entries import entry_digest
from quellenlage.ledger.load import load_dossier
from quellenlage.ledger.verify import Fault, Verification, line_hashes, verify
from quellenlage.stores.sqlite import SqliteStore, write_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    write_ledger(path, flood())
    return path


def verified(path: Path) -> Verification:
    with SqliteStore(path) as store:
        return verify(store)


def changed(path: Path, sql: str, *parameters: object) -> tuple[Fault, ...]:
    """The faults after one change to the file."""
    with closing(sqlite3.connect(path)) as db, db:
        assert db.execute(sql, parameters).rowcount > 0, "the test changed nothing"
    return verified(path).faults


def rows(path: Path, sql: str, *parameters: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql, parameters).fetchall()


def test_what_was_written_holds(ledger: Path) -> None:
    result = verified(ledger)
    assert result.faults == ()
    assert (result.reports, result.entries) == (3, len(rows(ledger, "SELECT * FROM entry")))
    assert result.spans == len(rows(ledger, "SELECT * FROM evidence"))


def test_what_was_written_is_read_back_equal(ledger: Path) -> None:
    with SqliteStore(ledger) as store:
        assert load_dossier(store) == flood()


@pytest.mark.parametrize("part", range(3))
def test_one_flipped_byte_anywhere_in_a_text_names_report_and_line(ledger: Path, part: int) -> None:
    made = flood_parts()[part]
    data = made.reading.report.text.encode()
    source = made.reading.report.source
    for at in range(len(data)):
        spoiled = data[:at] + bytes([data[at] ^ 0x01]) + data[at + 1 :]
        faults = changed(ledger, "UPDATE text SET data = ? WHERE report = ?", spoiled, made.id)
        line = data.count(b"\n", 0, at) + 1
        named = [f.message for f in faults if f.line == made.id]
        assert any(f"{source} does not have its hash: line {line} of" in message for message in named), (
            at,
            faults,
        )


def test_a_text_cut_short_or_grown_names_the_line(ledger: Path) -> None:
    made = flood_parts()[0]
    data = made.reading.report.text.encode()
    for other, line in ((data[:-1], data.count(b"\n") + 1), (data + b"\nmore", data.count(b"\n") + 2)):
        faults = changed(ledger, "UPDATE text SET data = ? WHERE report = ?", other, made.id)
        assert f"line {line} of the text" in faults[0].message


def test_a_text_exchanged_together_with_its_hash_shows(ledger: Path) -> None:
    made = flood_parts()[1]
    other = made.reading.report.text.replace("kostet es.", "kostet e5.").encode()
    faults = changed(
        ledger,
        "UPDATE text SET data = ?, sha256 = ?, line_hashes = ? WHERE report = ?",
        *(other, sha256_of(other), " ".join(line_hashes(other)), made.id),
    )
    assert made.id in {fault.line for fault in faults}


def test_a_text_that_is_missing_or_was_added_shows(ledger: Path) -> None:
    made = flood_parts()[2]
    changed(ledger, "INSERT INTO text SELECT 're-x', data, sha256, line_hashes FROM text LIMIT 1")
    assert [f.line for f in verified(ledger).faults] == ["re-x"]
    faults = changed(ledger, "DELETE FROM text WHERE report = ?", made.id)
    assert all("not in the ledger" in f.message for f in faults)
    assert made.statements[1].id in {f.line for f in faults}


SPOILED = {
    "payload": """UPDATE entry SET payload = replace(payload, '"assert"', '"deny"') WHERE id = ?""",
    "method": "UPDATE entry SET method = replace(method, 'by-hand', 'by-model') WHERE id = ?",
    "story": "UPDATE entry SET story = 'sy-other' WHERE id = ?",
    "run": "UPDATE entry SET run = 'run-other' WHERE id = ?",
    "kind": "UPDATE entry SET kind = 'figure' WHERE id = ?",
    "sha256": "UPDATE entry SET sha256 = 'abc' WHERE id = ?",
    "evidence exact": "UPDATE evidence SET exact = 'anderes' WHERE role = 'cue' AND entry = ?",
    "evidence start": "UPDATE evidence SET start = start + 1 WHERE role = 'cue' AND entry = ?",
    "evidence beyond": "UPDATE evidence SET end = 99999 WHERE role = 'cue' AND entry = ?",
    "evidence reversed": "UPDATE evidence SET start = end, end = start WHERE role = 'cue' AND entry = ?",
    "evidence negative": "UPDATE evidence SET start = -3 WHERE role = 'cue' AND entry = ?",
    "evidence role": "UPDATE evidence SET role = 'quote' WHERE role = 'cue' AND entry = ?",
    "evidence dropped": "DELETE FROM evidence WHERE role = 'cue' AND entry = ?",
    "reference": "UPDATE ref SET target = 'pa-nobody' WHERE entry = ?",
    "reference dropped": "DELETE FROM ref WHERE entry = ?",
}


@pytest.mark.parametrize("what", SPOILED)
def test_a_changed_line_is_named(ledger: Path, what: str) -> None:
    own = flood_parts()[0].statements[1].id
    assert own in {fault.line for fault in changed(ledger, SPOILED[what], own)}


def test_a_line_changed_together_with_its_hash_is_named(ledger: Path) -> None:
    own = flood_parts()[0].statements[1].id
    changed(ledger, "DELETE FROM evidence WHERE role = 'addressee' AND entry = ?", own)
    with SqliteStore(ledger) as store:
        entry = store.entry(own)
        assert entry is not None
    faults = changed(ledger, "UPDATE entry SET sha256 = ? WHERE id = ?", entry_digest(entry), own)
    assert [(f.line, f.message) for f in faults] == [(own, "the line is not what its content cuts to")]


def test_a_dropped_line_is_named_by_what_leans_on_it(ledger: Path) -> None:
    own = flood_parts()[0].statements[1].id
    faults = changed(ledger, "DELETE FROM entry WHERE id = ?", own)
    assert any(own in fault.message for fault in faults)


def test_an_added_line_is_named(ledger: Path) -> None:
    changed(
        ledger,
        "INSERT INTO entry SELECT 'st-new', kind, story, payload, method, run, sha256 "
        "FROM entry WHERE kind = 'statement' LIMIT 1",
    )
    assert "st-new" in {fault.line for fault in verified(ledger).faults}


def spoil_bytes(data: bytes) -> bytes:
    return b"garbage " * 200


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def cut_header(data: bytes) -> bytes:
    return data[:50]


def nothing(data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("spoil", [spoil_bytes, cut, cut_header, nothing])
def test_a_file_that_is_no_whole_ledger_is_an_error_or_a_fault(
    ledger: Path, spoil: Callable[[bytes], bytes]
) -> None:
    ledger.write_bytes(spoil(ledger.read_bytes()))
    try:
        assert verified(ledger).faults
    except LedgerError as error:
        assert str(ledger) in str(error)


def test_damage_anywhere_in_the_file_is_never_a_crash(ledger: Path) -> None:
    good = ledger.read_bytes()
    draw = random.Random(7)
    for _ in range(150):
        spoiled = bytearray(good)
        for _ in range(draw.choice((1, 1, 8))):
            spoiled[draw.randrange(len(spoiled))] ^= 1 << draw.randrange(8)
        ledger.write_bytes(spoiled)
        try:
            faults = verified(ledger).faults
            with SqliteStore(ledger) as store:
                read = load_dossier(store)
        except LedgerError:
            continue
        if not faults:  # findings and lines that are gone altogether: see tests/flow/test_write_dossier.py
            for part in ("actors", "utterances", "series", "claims", "links"):
                assert set(getattr(read, part)) <= set(getattr(flood(), part))
