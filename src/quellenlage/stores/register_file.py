"""The opened file of a register: statements in SQL in, rows and pages out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from quellenlage.errors import LedgerError
from quellenlage.stores.register_rows import Found

GIVEN = "(SELECT value FROM json_each(?))"

Row = TypeVar("Row")


class RegisterFile:
    """An opened register. Belongs to the thread that opened it."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        self._db.execute("PRAGMA query_only = 1")
        self._db.execute("PRAGMA mmap_size = 268435456")

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def _page(
        self,
        table: str,
        column: str,
        where: list[str],
        values: list[str],
        order: str,
        limit: int,
        offset: int,
        grouped: bool = False,
    ) -> Found:
        condition = " AND ".join(where)
        group = f"GROUP BY {order}" if grouped else ""
        sql = f"SELECT {column} FROM {table} WHERE {condition} {group} ORDER BY {order} LIMIT ? OFFSET ?"
        ids = self._ids(sql, *values, limit, offset)
        counted = f"DISTINCT {order}" if grouped else "*"
        return Found(ids, self._one(f"SELECT count({counted}) FROM {table} WHERE {condition}", *values))

    def _total(self, story: str, column: str) -> int:
        return self._one(f"SELECT coalesce(max({column}), 0) FROM story WHERE id = ?", story)

    def _one(self, sql: str, *parameters: object) -> int:
        for (value,) in self._rows(sql, *parameters):
            return int(value)
        return 0

    def _first(self, sql: str, *parameters: object) -> str | None:
        return next(iter(self._ids(sql, *parameters)), None)

    def _ids(self, sql: str, *parameters: object) -> tuple[str, ...]:
        return tuple(row[0] for row in self._rows(sql, *parameters))

    def _all(self, shape: type[Row], sql: str, *parameters: object) -> tuple[Row, ...]:
        return tuple(shape(*row) for row in self._rows(sql, *parameters))

    def _rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise LedgerError(f"the index of the ledger is damaged: {error}") from error


def given(values: Iterable[str]) -> str:
    """Values for the parameter of `GIVEN`."""
    return msgspec.json.encode(sorted(set(values))).decode()
