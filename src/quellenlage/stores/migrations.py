"""The ledger's schema, step by step. A step never changes once it has shipped; a new one is appended."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x514C4731  # "QLG1", in the SQLite header

MIGRATIONS: tuple[str, ...] = (
    # 1: texts, entries with evidence and references, findings, the run
    """
    CREATE TABLE run (id TEXT PRIMARY KEY, payload TEXT NOT NULL);
    CREATE TABLE text (
        report TEXT PRIMARY KEY, data BLOB NOT NULL, sha256 TEXT NOT NULL, line_hashes TEXT NOT NULL);
    CREATE TABLE entry (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, story TEXT, payload TEXT NOT NULL, method TEXT NOT NULL,
        run TEXT NOT NULL REFERENCES run (id), sha256 TEXT NOT NULL);
    CREATE INDEX entry_by_kind ON entry (kind, story);
    CREATE TABLE evidence (
        entry TEXT NOT NULL REFERENCES entry (id), role TEXT NOT NULL, report TEXT NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL,
        exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL);
    CREATE INDEX evidence_by_entry ON evidence (entry);
    CREATE INDEX evidence_by_place ON evidence (report, start);
    CREATE TABLE ref (entry TEXT NOT NULL REFERENCES entry (id), target TEXT NOT NULL);
    CREATE INDEX ref_by_entry ON ref (entry);
    CREATE INDEX ref_by_target ON ref (target);
    CREATE TABLE finding (payload TEXT NOT NULL);
    """,
    # 2: hashes of the files made from the ledger, so that verify covers them
    """
    CREATE TABLE artifact (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL);
    """,
)

SCHEMA_VERSION = len(MIGRATIONS)


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Bring a ledger of schema `version` up to `SCHEMA_VERSION`."""
    for step in MIGRATIONS[version:]:
        db.executescript(step)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
