"""Quellenlage as a library: what the commands do, as functions.

compile_reports   inputs -> dossier, optionally written to a folder
read_reports      inputs -> readings, one by one
open_dossier      folder -> dossier
verify_dossier    folder -> verification
explain           folder, entry -> why the line stands there
diff_dossiers     two folders -> what differs
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from quellenlage import __version__
from quellenlage.domain.decision import Decision, in_force
from quellenlage.domain.dossier import Dossier, InputRecord, Run
from quellenlage.domain.finding import Finding
from quellenlage.domain.ids import content_id
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Report
from quellenlage.engines.local import LocalEngine
from quellenlage.errors import LedgerError, UsageError
from quellenlage.flow.compile_dossier import compile_dossier
from quellenlage.flow.evaluate_gold import evaluate_gold
from quellenlage.flow.report_reader import READERS, ReportReader, default_reader, reader_named
from quellenlage.flow.write_dossier import LEDGER, Written, verify_dossier, write_dossier
from quellenlage.ledger.decisions import DECISIONS, decisions_hash, read_decisions
from quellenlage.ledger.diff import LedgerDiff
from quellenlage.ledger.diff import diff_dossiers as diff_ledgers
from quellenlage.ledger.explain import Explanation, explain_entry
from quellenlage.ledger.load import load_dossier
from quellenlage.readers.gather import gather
from quellenlage.stores.sqlite import SqliteStore

__all__ = [
    "Compiled",
    "Read",
    "Settings",
    "compile_reports",
    "diff_dossiers",
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
    """What may be chosen. None of it changes what a line says except `reader` (`model`: the trained reader
    with the rules; `rules`: rules alone), `max_bytes` (larger inputs are findings) and `interface` (the
    language the page opens in). `cache` is a folder that keeps readings for the next run.
    """

    workers: int = 1
    max_bytes: int = DEFAULT_MAX_BYTES
    interface: str = "de"
    reader: str = field(default_factory=default_reader)
    cache: Path | None = None

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise UsageError(f"workers must be 1 or more, not {self.workers}")
        if self.max_bytes < 1:
            raise UsageError(f"max-bytes must be 1 or more, not {self.max_bytes}")
        if self.reader not in READERS:
            raise UsageError(f"the reader is {' or '.join(map(repr, READERS))}, not {self.reader!r}")
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
    settings: Settings | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
    decisions: Path | None = None,
) -> Compiled:
    """The main job: read the inputs (files, folders, `-`), reconcile them, write the dossier to `out`.

    `decisions` is a file of what people decided; where none is named, the one that lies in `out`.
    Raises `InputError` for an input or a file of decisions that cannot be read, `UsageError` for an `out`
    that cannot be used.
    What is wrong *inside* an input becomes a finding of the dossier.
    """
    settings = settings or Settings()
    gathered = gather(inputs, stdin=stdin, max_bytes=settings.max_bytes)
    read, said = reader_named(settings.reader, settings.cache)
    decided = _decided(decisions, out)
    run = _run(settings, read, gathered.inputs, decided)
    reports = _reported(gathered.reports, progress)
    findings = (*gathered.findings, *said)
    dossier = compile_dossier(reports, run, findings, LocalEngine(settings.workers), read, decided)
    written = write_dossier(dossier, out, settings.interface) if out is not None else None
    return Compiled(dossier, written)


def read_reports(
    inputs: Sequence[str],
    settings: Settings | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Read:
    """What each report of the inputs yields, in the order of the reports' names.

    Raises `InputError` for an input that does not exist.
    """
    settings = settings or Settings()
    gathered = gather(inputs, stdin=stdin, max_bytes=settings.max_bytes)
    read, said = reader_named(settings.reader, settings.cache)
    reports = _reported(gathered.reports, progress)
    return Read(LocalEngine(settings.workers).map(read, reports), (*gathered.findings, *said))


def open_dossier(folder: Path) -> Dossier:
    """The dossier in `folder`.

    Raises `LedgerError` when there is none, or it cannot be read.
    """
    with SqliteStore(folder / LEDGER) as store:
        return load_dossier(store)


def diff_dossiers(old: Path, new: Path) -> LedgerDiff:
    """What the dossier in `new` says otherwise than the one in `old`.

    Raises `LedgerError` when one of them cannot be read.
    """
    return diff_ledgers(open_dossier(old), open_dossier(new))


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


def _decided(named: Path | None, out: Path | None) -> tuple[Decision, ...]:
    """What people decided, as far as it holds."""
    beside = out / DECISIONS if out is not None else None
    path = named or (beside if beside is not None and beside.is_file() else None)
    return in_force(read_decisions(path)) if path is not None else ()


def _run(
    settings: Settings,
    read: ReportReader,
    inputs: tuple[InputRecord, ...],
    decided: tuple[Decision, ...] = (),
) -> Run:
    chosen: tuple[tuple[str, str], ...] = (("max_bytes", str(settings.max_bytes)),)
    if decided:
        chosen = (*chosen, ("decisions", decisions_hash(decided)))
    named = (f"{i.source}={i.sha256}" for i in inputs)
    own = content_id("run", __version__, read.version, chosen, *named)
    return Run(own, __version__, read.name, read.version, chosen, inputs)


def _reported(reports: tuple[Report, ...], progress: Progress | None) -> Iterable[Report]:
    if progress is None:
        return reports
    return _counting(reports, progress)


def _counting(reports: tuple[Report, ...], progress: Progress) -> Iterator[Report]:
    for done, report in enumerate(reports):
        progress(done, len(reports))
        yield report
    progress(len(reports), len(reports))
