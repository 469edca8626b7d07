"""Quellenlage as a library: what the commands do, as functions.

compile_reports   inputs -> dossier, optionally written to a folder
read_reports      inputs -> readings, one by one
open_dossier      folder -> dossier
verify_dossier    folder -> verification
explain           folder, entry -> why the line stands there
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from quellenlage import __version__
from quellenlage.domain.dossier import Dossier, InputRecord, Run
from quellenlage.domain.finding import Finding
from quellenlage.domain.ids import content_id
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Report
from quellenlage.engines.local import LocalEngine
from quellenlage.errors import LedgerError, UsageError
from quellenlage.extract import RULES_VERSION
from quellenlage.flow.compile_dossier import compile_dossier
from quellenlage.flow.evaluate_gold import evaluate_gold
from quellenlage.flow.read_report import read_safely
from quellenlage.flow.write_dossier import LEDGER, Written, verify_dossier, write_dossier
from quellenlage.lang.pack import data_version
from quellenlage.ledger.explain import Explanation, explain_entry
from quellenlage.ledger.load import load_dossier
from quellenlage.readers.gather import gather
from quellenlage.stores.sqlite import SqliteStore

__all__ = [
    "Compiled",
    "Read",
    "Settings",
    "compile_reports",
    "evaluate_gold",
    "explain",
    "open_dossier",
    "read_reports",
    "verify_dossier",
]

Progress = Callable[[int, int], None]  # done, of how many

DEFAULT_MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be chosen. None of it changes what a line says except `max_bytes` (larger inputs are
    findings) and `interface` (the language the page opens in).
    """

    workers: int = 1
    max_bytes: int = DEFAULT_MAX_BYTES
    interface: str = "de"

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise UsageError(f"workers must be 1 or more, not {self.workers}")
        if self.max_bytes < 1:
            raise UsageError(f"max-bytes must be 1 or more, not {self.max_bytes}")
        if self.interface not in ("de", "en"):
            raise UsageError(f"the interface is 'de' or 'en', not {self.interface!r}")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled dossier, and where it was written (None: nowhere)."""

    dossier: Dossier
    written: Written | None


@dataclass(frozen=True, slots=True)
class Read:
    """Readings as they become ready, and what was found while opening the inputs."""

    readings: Iterator[Reading]
    findings: tuple[Finding, ...]


def compile_reports(
    inputs: Sequence[str],
    out: Path | None = None,
    settings: Settings = Settings(),
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Compiled:
    """The main job: read the inputs (files, folders, `-`), reconcile them, write the dossier to `out`.

    Raises `InputError` for an input that does not exist, `UsageError` for an `out` that cannot be used.
    What is wrong *inside* an input becomes a finding of the dossier.
    """
    gathered = gather(inputs, stdin=stdin, max_bytes=settings.max_bytes)
    run = _run(settings, gathered.inputs)
    reports = _reported(gathered.reports, progress)
    dossier = compile_dossier(reports, run, gathered.findings, LocalEngine(settings.workers))
    written = write_dossier(dossier, out, settings.interface) if out is not None else None
    return Compiled(dossier, written)


def read_reports(
    inputs: Sequence[str],
    settings: Settings = Settings(),
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Read:
    """What each report of the inputs yields, in the order of the reports' names.

    Raises `InputError` for an input that does not exist.
    """
    gathered = gather(inputs, stdin=stdin, max_bytes=settings.max_bytes)
    reports = _reported(gathered.reports, progress)
    return Read(LocalEngine(settings.workers).map(read_safely, reports), gathered.findings)


def open_dossier(folder: Path) -> Dossier:
    """The dossier in `folder`.

    Raises `LedgerError` when there is none, or it cannot be read.
    """
    with SqliteStore(folder / LEDGER) as store:
        return load_dossier(store)


def explain(folder: Path, entry: str) -> Explanation:
    """Why a line stands in the ledger: its spans, its rule or model, what it is folded from.

    `entry` is an id or an unambiguous beginning of one. Raises `LedgerError` when there is no such line.
    """
    with SqliteStore(folder / LEDGER) as store:
        candidates = (entry,) if store.entry(entry) else store.ids_like(entry)
        if not candidates:
            raise LedgerError(f"{entry}: no such line in {folder / LEDGER}")
        if len(candidates) > 1:
            raise LedgerError(f"{entry}: begins several ids: {', '.join(candidates)} …")
        return explain_entry(store, candidates[0])


def _run(settings: Settings, inputs: tuple[InputRecord, ...]) -> Run:
    version = f"{RULES_VERSION}+{data_version()}"
    chosen = (("max_bytes", str(settings.max_bytes)),)
    own = content_id("run", __version__, version, chosen, *(f"{i.source}={i.sha256}" for i in inputs))
    return Run(own, __version__, "rules", version, chosen, inputs)


def _reported(reports: tuple[Report, ...], progress: Progress | None) -> Iterable[Report]:
    if progress is None:
        return reports
    return _counting(reports, progress)


def _counting(reports: tuple[Report, ...], progress: Progress) -> Iterator[Report]:
    for done, report in enumerate(reports):
        progress(done, len(reports))
        yield report
    progress(len(reports), len(reports))
