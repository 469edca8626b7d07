"""The register of a ledger: made on first use, thrown away when the ledger is another one."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from quellenlage.domain.ids import sha256_of
from quellenlage.errors import LedgerError
from quellenlage.stores.register_schema import REGISTER_VERSION, STEPS
from quellenlage.stores.sqlite import SqliteStore
from quellenlage.text.folding import folded_words, stems

REGISTER = "register.sqlite"

Progress = Callable[[str], None]  # the part that is being made

_TEXTS = (
    """SELECT s.n, 'statement', s.id, s.story, s.language,
        (SELECT group_concat(v.exact, ' ') FROM ledger.evidence v WHERE v.entry = s.id AND v.role = 'quote')
    FROM statement s ORDER BY s.n""",
    """SELECT c.n + :before, 'claim', c.id, c.story, r.language, e.payload ->> '$.text'
    FROM claim c JOIN ledger.entry e ON e.id = c.id
    LEFT JOIN report r ON r.id = e.payload ->> '$.wording[0].report' ORDER BY c.n""",
    """SELECT f.n + :before, 'figure', f.id, f.story, f.language,
        (SELECT group_concat(v.exact, ' ') FROM ledger.evidence v
            WHERE v.entry = f.id AND v.role IN ('figure', 'counted'))
    FROM figure f ORDER BY f.n""",
    """SELECT ROW_NUMBER() OVER (ORDER BY r.story, r.number) + :before, 'report', r.id, r.story, r.language,
        coalesce(r.title, '') || ' ' || coalesce(r.outlet, '') || ' ' || r.source || ' '
            || CAST(t.data AS TEXT)
    FROM report r JOIN ledger.text t ON t.report = r.id ORDER BY r.story, r.number""",
    """SELECT ROW_NUMBER() OVER (ORDER BY a.id) + :before, 'actor', a.id, NULL, NULL,
        a.name || ' ' || (SELECT group_concat(v.value, ' ') FROM json_each(e.payload, '$.aliases') v)
    FROM actor a JOIN ledger.entry e ON e.id = a.id ORDER BY a.id""",
)


def register_of(ledger: Path, progress: Progress | None = None) -> Path:
    """Where the register of `ledger` is, made now if there is none for exactly this ledger.

    It lies beside the ledger; where that folder cannot be written into, in the system's folder for such
    files. Raises `LedgerError` when there is no ledger, or it is damaged.
    """
    with SqliteStore(ledger):  # says clearly what is wrong with a file that is no ledger
        pass
    own = _identity(ledger)
    for path in (ledger.with_name(REGISTER), _elsewhere(ledger)):
        if _fits(path, own):
            return path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _make(path, ledger, own, progress)
        except PermissionError:
            continue
        except sqlite3.OperationalError as error:
            if "readonly" in str(error) or "unable to open" in str(error):
                continue
            raise LedgerError(f"{ledger}: cannot be indexed: {error}") from error
        except sqlite3.Error as error:
            raise LedgerError(f"{ledger}: damaged, cannot be indexed: {error}") from error
        return path
    raise LedgerError(f"{ledger}: there is no place to write its index to")


def scope_of(identifier: str) -> str:
    """An id as one word of the index."""
    return "x" + "".join(c for c in identifier.lower() if c.isascii() and c.isalnum())


def _elsewhere(ledger: Path) -> Path:
    name = sha256_of(str(ledger.resolve()))[:16]
    return Path(tempfile.gettempdir()) / f"quellenlage-{name}" / REGISTER


def _identity(ledger: Path) -> str:
    """What tells one ledger from another without reading all of it."""
    stat = ledger.stat()
    return f"{REGISTER_VERSION}:{stat.st_size}:{stat.st_mtime_ns}"


def _fits(path: Path, own: str) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            found = db.execute("SELECT value FROM meta WHERE key = 'ledger'").fetchone()
    except sqlite3.Error:
        return False
    return found is not None and found[0] == own


def _make(path: Path, ledger: Path, own: str, progress: Progress | None) -> None:
    partial = path.with_name(path.name + ".tmp")
    partial.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(partial)) as db:
            db.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;"
            )
            db.execute("ATTACH ? AS ledger", (f"{ledger.resolve()}",))
            for name, script in STEPS:
                if progress:
                    progress(name)
                db.executescript(script)
            _index_words(db)
            db.execute("INSERT INTO meta VALUES ('ledger', ?)", (own,))
            db.commit()
            db.execute("ANALYZE main")
            db.commit()
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _index_words(db: sqlite3.Connection) -> None:
    db.text_factory = lambda data: data.decode("utf-8", "replace")
    for select in _TEXTS:
        (before,) = db.execute("SELECT coalesce(max(n), 0) FROM hit").fetchone()
        rows = db.execute(select, {"before": before})
        lines = _lines(rows)
        while batch := list(islice(lines, 2000)):
            db.executemany("INSERT INTO hit VALUES (?, ?, ?, ?)", (line[:4] for line in batch))
            db.executemany(
                "INSERT INTO words (rowid, scope, plain, stems) VALUES (?, ?, ?, ?)",
                ((line[0], *line[4:]) for line in batch),
            )
    db.execute("CREATE INDEX hit_by_id ON hit (id)")
    db.execute("INSERT INTO words (words) VALUES ('optimize')")


Line = tuple[int, str, str, str | None, str, str, str]


def _lines(rows: sqlite3.Cursor) -> Iterator[Line]:
    for n, kind, own, story, language, text in rows:
        words = folded_words(text or "")
        scope = f"{scope_of(kind)} {scope_of(story)}" if story else scope_of(kind)
        yield n, kind, own, story, scope, " ".join(words), " ".join(stems(words, language or ""))


def agencies_of(value: str) -> tuple[str, ...]:
    """The names in a report's column `agencies`."""
    return tuple(json.loads(value))
