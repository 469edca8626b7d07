"""From a dossier to the folder that a person opens: ledger, pages, JSON."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from quellenlage.domain.dossier import Dossier
from quellenlage.domain.ids import sha256_of
from quellenlage.errors import LedgerError, UsageError
from quellenlage.exporters.json import JsonExporter, LedgerDocument, document_of
from quellenlage.ledger.codec import decode
from quellenlage.ledger.load import load_dossier
from quellenlage.ledger.verify import Fault, Verification, verify
from quellenlage.render.page import INDEX, render_pages
from quellenlage.render.views.pages import FOLDER
from quellenlage.stores.sqlite import SqliteStore, write_ledger

LEDGER, PAGE, DOCUMENT = "ledger.sqlite", INDEX, "ledger.json"

_STORY_PAGE = re.compile(rf"{FOLDER}/[a-z0-9-]+\.html")
_OURS = b'<meta name="generator" content="Quellenlage '


@dataclass(frozen=True, slots=True)
class Written:
    """Where the parts of a written dossier are."""

    ledger: Path
    page: Path
    document: Path
    more_pages: tuple[Path, ...] = ()


def write_dossier(dossier: Dossier, folder: Path, language: str) -> Written:
    """Write the ledger, which holds the hashes of the files made from it, then these files.

    Each file is complete or absent: it is written beside its place and moved. Pages of stories that a former
    compile left there are removed. Raises `UsageError` when `folder` is not a folder, or holds something that
    is no dossier.
    """
    _check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    document = io.BytesIO()
    JsonExporter().export(dossier, document)
    pages = render_pages(dossier, language)
    files = {DOCUMENT: document.getvalue()} | {n: html.encode("utf-8") for n, html in pages.items()}
    write_ledger(folder / LEDGER, dossier, [(name, sha256_of(data)) for name, data in files.items()])
    for name, data in files.items():
        _write(folder / name, data)
    _remove_former(folder, files)
    more = tuple(folder / name for name in pages if name != PAGE)
    return Written(folder / LEDGER, folder / PAGE, folder / DOCUMENT, more)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    partial = path.with_name(path.name + ".tmp")
    partial.write_bytes(data)
    partial.replace(path)


def _remove_former(folder: Path, files: Mapping[str, bytes]) -> None:
    """Remove pages of stories that are none of `files`; a page that we did not make stays."""
    for path in _story_pages(folder):
        with path.open("rb") as file:
            ours = _OURS in file.read(4096)
        if ours and f"{FOLDER}/{path.name}" not in files:
            path.unlink()
    own = folder / FOLDER
    if own.is_dir() and not any(own.iterdir()):
        own.rmdir()


def _story_pages(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / FOLDER).glob("*.html") if path.is_file())


def verify_dossier(folder: Path) -> Verification:
    """Verify the ledger in `folder`, and that the files made from it are the ones that were made.

    Raises `LedgerError` when there is no ledger to verify.
    """
    with SqliteStore(folder / LEDGER) as store:
        result = verify(store)
        faults = (*result.faults, *_file_faults(store, folder))
        if not faults:
            faults = tuple(_export_faults(store, folder))
    return Verification(result.reports, result.entries, result.spans, faults)


def _file_faults(store: SqliteStore, folder: Path) -> Iterator[Fault]:
    try:
        noted = dict(store.artifacts())
    except LedgerError as error:
        yield Fault("ledger", str(error))
        return
    for name in dict.fromkeys((DOCUMENT, PAGE, *noted)):
        path = folder / name
        if name not in noted:
            yield Fault(name, "the ledger does not have its hash")
        elif name not in (DOCUMENT, PAGE) and not _STORY_PAGE.fullmatch(name):
            yield Fault(name, "is no name of a file that belongs to a dossier")
        elif not path.is_file():
            yield Fault(name, "the file is missing")
        elif sha256_of(path.read_bytes()) != noted[name]:
            yield Fault(name, "the file was changed after it was made")
    for name in (f"{FOLDER}/{path.name}" for path in _story_pages(folder)):
        if name not in noted:
            yield Fault(name, "the page is not one of this ledger")


def _export_faults(store: SqliteStore, folder: Path) -> Iterator[Fault]:
    """The document holds everything once more: what was taken out of the ledger shows beside it."""
    now = document_of(load_dossier(store))
    then = decode((folder / DOCUMENT).read_bytes(), LedgerDocument)
    if now == then:
        return
    lines, noted = {e.id: e for e in now.entries}, {e.id: e for e in then.entries}
    for own in sorted(lines.keys() | noted.keys()):
        if own not in lines:
            yield Fault(own, f"the line is in {DOCUMENT} and no longer in the ledger")
        elif lines[own] != noted.get(own):
            yield Fault(own, f"the line is not the one that {DOCUMENT} has")
    if now.findings != then.findings:
        yield Fault("findings", f"are not those that {DOCUMENT} has")
    if now.run != then.run:
        yield Fault(now.run.id, f"the run record is not the one that {DOCUMENT} has")


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file; --out takes a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / LEDGER).exists():
        raise UsageError(f"{folder}: is not empty and holds no dossier; name a new folder")
