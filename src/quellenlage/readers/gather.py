"""From paths to reports: finds the files, gives each to its reader, and drops nothing silently."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from quellenlage.domain.dossier import InputRecord
from quellenlage.domain.finding import Finding, Severity
from quellenlage.domain.ids import sha256_of
from quellenlage.domain.report import Declared, Report
from quellenlage.errors import InputError
from quellenlage.ports import RawInput, Reader
from quellenlage.readers.html import HtmlReader
from quellenlage.readers.jsonl import JsonlReader
from quellenlage.readers.making import input_finding
from quellenlage.readers.sidecar import NAMES as SIDECAR_NAMES
from quellenlage.readers.sidecar import Sidecar, read_sidecar
from quellenlage.readers.txt import TxtReader

READERS: tuple[Reader, ...] = (TxtReader(), HtmlReader(), JsonlReader())
BY_SUFFIX = {suffix: reader for reader in READERS for suffix in reader.suffixes}
MAX_BYTES = 32 * 2**20  # of one text or page
LINE_FILES = 32  # a file of many reports may be this many times larger
STDIN = "-"
STDIN_NAME = "stdin"
LOOKS_LIKE_HTML = re.compile(
    rb"\A\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|article|meta|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
LOOKS_LIKE_JSON = re.compile(rb'\A\s*\{\s*"')


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the named inputs yielded, in an order that does not depend on how they were named."""

    reports: tuple[Report, ...]
    inputs: tuple[InputRecord, ...]
    findings: tuple[Finding, ...]


def gather(paths: Sequence[str], *, stdin: BinaryIO | None = None, max_bytes: int = MAX_BYTES) -> Gathered:
    """Read every report in the named files and folders; `-` is `stdin`.

    Folders are read with everything in them, hidden files and folders left out. A `meta.csv` or
    `meta.jsonl` beside reports overrides what they say about themselves. Raises `InputError` for a
    path that does not exist; everything else that goes wrong is a finding with the file's name.
    """
    pile = _Pile(max_bytes)
    for found in _unique(_files(paths, pile)):
        pile.read_file(found)
    if STDIN in paths and stdin is not None:
        pile.read_stdin(stdin)
    return pile.gathered()


@dataclass(frozen=True, slots=True, order=True)
class _File:
    """A file and the name it goes by: relative to the folder that was named."""

    name: str
    path: Path
    real: Path


def _files(paths: Sequence[str], pile: _Pile) -> Iterator[_File]:
    for given in paths:
        if given == STDIN:
            continue
        root = Path(given)
        if root.is_dir():
            yield from _walk(root, pile)
        elif os.path.lexists(root):
            yield _File(root.name, root, _real(root))
        else:
            raise InputError(f"{given}: there is no such file or folder")


def _walk(root: Path, pile: _Pile) -> Iterator[_File]:
    def unreadable(error: OSError) -> None:
        name = _relative(Path(error.filename), root)
        pile.note("unreadable", f"cannot be opened ({error.strerror})", name, Severity.ERROR)

    for folder, folders, files in os.walk(root, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(folder)
        if not folders and not any(not name.startswith(".") for name in files):
            pile.note(
                "empty-folder", "is a folder that holds nothing to read", _relative(here, root), Severity.INFO
            )
        for name in [name for name in folders if (here / name).is_symlink()]:
            pile.note("linked-folder", "is a link to a folder and not followed", _relative(here / name, root))
        for name in sorted(files):
            if not name.startswith("."):
                yield _File(_relative(here / name, root), here / name, _real(here / name))


def _relative(path: Path, root: Path) -> str:
    return _printable(path.relative_to(root).as_posix()) if path != root else _printable(root.name or ".")


def _printable(name: str) -> str:
    """A file name as text: bytes of a foreign encoding become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return path.absolute()


def _unique(files: Iterable[_File]) -> Iterator[_File]:
    """Each file once; of several names for one file the one from the outermost named folder."""
    by_place: dict[Path, _File] = {}
    for file in files:
        known = by_place.get(file.path.absolute())
        if known is None or (-len(file.name), file.name) < (-len(known.name), known.name):
            by_place[file.path.absolute()] = file
    yield from sorted(by_place.values())


@dataclass
class _Pile:
    """Everything read so far."""

    max_bytes: int
    reports: list[tuple[Report, str]] = field(default_factory=list)  # with the name of their file
    inputs: list[InputRecord] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sidecars: dict[Path, Sidecar] = field(default_factory=dict)

    def note(self, code: str, message: str, name: str, severity: Severity = Severity.WARNING) -> None:
        self.findings.append(input_finding(code, message, name, severity))

    def read_file(self, file: _File) -> None:
        name = _printable(file.name)
        packed = file.path.suffix.lower() == ".gz"
        plain = file.path.with_suffix("") if packed else file.path
        reader = BY_SUFFIX.get(plain.suffix.lower())
        if file.path.name in SIDECAR_NAMES:
            self.sidecar(file.path.parent, Path(name).parent)
            return
        if reader is None:
            endings = " ".join(sorted(BY_SUFFIX))
            self.note("unknown-format", f"is not read: its name ends in none of {endings}", name)
            return
        data = self.load(file.path, name, self.limit(reader), packed)
        if data is not None:
            self.read(reader, RawInput(name, data, self.declared(file, name)))

    def limit(self, reader: Reader) -> int:
        return self.max_bytes * (LINE_FILES if isinstance(reader, JsonlReader) else 1)

    def load(self, path: Path, name: str, limit: int, packed: bool) -> bytes | None:
        """The bytes of a file, or None and a finding."""
        try:
            if not path.is_file():
                kind = "a link to nothing" if path.is_symlink() else "no regular file"
                self.note("unreadable", f"is {kind}", name, Severity.ERROR)
                return None
            with gzip.open(path, "rb") if packed else path.open("rb") as file:
                data = file.read(limit + 1)
        except (OSError, EOFError, zlib.error) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            self.note("unreadable", f"cannot be read ({reason})", name, Severity.ERROR)
            return None
        if len(data) > limit:
            self.note("too-large", f"is larger than {limit:,} bytes and not read", name, Severity.ERROR)
            return None
        return data

    def declared(self, file: _File, name: str) -> Declared:
        rows = self.sidecar(file.path.parent, Path(name).parent).rows
        return rows.get(file.path.name, Declared())

    def sidecar(self, folder: Path, shown: Path) -> Sidecar:
        """The sidecars of a folder as one; read once."""
        known = self.sidecars.get(folder)
        if known is None:
            parts = [self.one_sidecar(folder, shown, name) for name in reversed(SIDECAR_NAMES)]
            rows = {file: declared for part in parts for file, declared in part.rows.items()}
            known = Sidecar(rows, tuple(finding for part in parts for finding in part.findings))
            self.sidecars[folder] = known
            self.findings.extend(known.findings)
        return known

    def one_sidecar(self, folder: Path, shown: Path, name: str) -> Sidecar:
        path = folder / name
        title = (shown / name).as_posix()
        data = self.load(path, title, self.max_bytes, packed=False) if os.path.lexists(path) else None
        return read_sidecar(data, title, folder) if data is not None else Sidecar({}, ())

    def read(self, reader: Reader, raw: RawInput) -> None:
        ids: list[str] = []
        for item in reader.read(raw):
            if isinstance(item, Finding):
                self.findings.append(item)
            else:
                self.reports.append((item, raw.source))
                ids.append(item.id)
        self.inputs.append(InputRecord(raw.source, sha256_of(raw.data), tuple(dict.fromkeys(ids))))

    def read_stdin(self, stdin: BinaryIO) -> None:
        limit = self.max_bytes * LINE_FILES
        data = stdin.read(limit + 1)
        if len(data) > limit:
            self.note("too-large", f"is larger than {limit:,} bytes and not read", STDIN_NAME, Severity.ERROR)
            return
        self.read(_reader_for(data), RawInput(STDIN_NAME, data))

    def gathered(self) -> Gathered:
        reports, twice = _without_twins(self.reports)
        findings = {*self.findings, *twice, *_same_texts(reports)}
        return Gathered(
            reports=tuple(report for report, _ in reports),
            inputs=tuple(sorted(self.inputs, key=lambda record: (record.source, record.sha256 or ""))),
            findings=tuple(sorted(findings, key=repr)),
        )


def _reader_for(data: bytes) -> Reader:
    """The reader for bytes without a name, by how they begin."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf")
    if LOOKS_LIKE_JSON.match(head):
        return BY_SUFFIX[".jsonl"]
    return BY_SUFFIX[".html" if LOOKS_LIKE_HTML.match(head) else ".txt"]


def _without_twins(reports: Iterable[tuple[Report, str]]) -> tuple[list[tuple[Report, str]], list[Finding]]:
    """Reports with different ids, sorted; a finding for each that was there already."""
    kept: dict[str, tuple[Report, str]] = {}
    findings: list[Finding] = []
    for report, file in sorted(reports, key=_order):
        if report.id not in kept:
            kept[report.id] = report, file
            continue
        message = f"{_called(report, file)}is the same report as {kept[report.id][0].source}"
        findings.append(
            input_finding("duplicate-report", f"{message} (same text and name or URL); kept once", file)
        )
    return list(kept.values()), findings


def _order(item: tuple[Report, str]) -> tuple[str, ...]:
    report, file = item
    return report.id, report.source, file, report.source_sha256, repr(report.declared)


def _called(report: Report, file: str) -> str:
    """The name of a report that its file does not tell."""
    return "" if report.source in (file, "") else f"{report.source} "


def _same_texts(reports: Iterable[tuple[Report, str]]) -> Iterator[Finding]:
    """A finding for each report whose text another one has too; all of them stay."""
    first: dict[str, Report] = {}
    for report, file in sorted(reports, key=lambda item: (item[0].source, item[0].id)):
        known = first.setdefault(report.sha256, report)
        if known is not report:
            message = f"{_called(report, file)}has exactly the text of {known.source}; both are kept"
            yield input_finding("duplicate-input", message, file, Severity.INFO)
