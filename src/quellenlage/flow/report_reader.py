"""Who reads reports: rules alone or with the trained reader, with or without a cache."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from quellenlage.domain.finding import Finding, Severity, Stage
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Report
from quellenlage.encoder.encoder import load_encoder
from quellenlage.encoder.weights import WeightsError
from quellenlage.errors import UsageError
from quellenlage.extract import RULES_VERSION
from quellenlage.flow.read_report import read_safely
from quellenlage.lang.pack import data_version
from quellenlage.stores.readings import ReadingCache

MODEL, RULES = READERS = ("model", "rules")
ROOMS = ("domain", "encoder", "extract", "flow", "lang", "text")  # what a reading depends on


@dataclass(frozen=True, slots=True)
class ReportReader:
    """Reads one report; may be sent to other processes, where it loads its own encoder.

    `name` and `version` stand in the ledger's record of the run. `weights` is None where rules read alone.
    """

    name: str
    version: str
    weights: str | None = None
    cache: Path | None = None

    def __call__(self, report: Report) -> Reading:
        """The reading of a report, from the cache where it is known."""
        if self.cache is None:
            return self._read(report)
        kept = ReadingCache(self.cache, f"{self.name} {self.version} {code_version()}")
        known = kept.get(report)
        if known is None:
            known = self._read(report)
            kept.put(known)
        return known

    def _read(self, report: Report) -> Reading:
        return read_safely(report, load_encoder() if self.weights is not None else None)


def reader_named(name: str, cache: Path | None = None) -> tuple[ReportReader, tuple[Finding, ...]]:
    """The reader `model` or `rules`, and what there is to say about it. Raises `UsageError` for another."""
    if name not in READERS:
        raise UsageError(f"the reader is {' or '.join(map(repr, READERS))}, not {name!r}")
    if name == RULES:
        return rules_reader(cache), ()
    read, missing = trained_reader(cache)
    return read, () if missing is None else (missing,)


def default_reader() -> str:
    """What reads where nothing is chosen: `$QUELLENLAGE_READER`, or else the trained reader."""
    return os.environ.get("QUELLENLAGE_READER", MODEL)


def rules_reader(cache: Path | None = None) -> ReportReader:
    """Rules alone."""
    return ReportReader(RULES, _rules_version(), cache=cache)


def trained_reader(cache: Path | None = None) -> tuple[ReportReader, Finding | None]:
    """The trained reader with rules, or rules alone and a finding that says why."""
    try:
        encoder = load_encoder()
    except WeightsError as error:
        return rules_reader(cache), Finding(
            stage=Stage.EXTRACT,
            code="reader-missing",
            message=f"read by rules alone: {error}",
            severity=Severity.WARNING,
        )
    version = f"{encoder.version}-{encoder.hash}+{_rules_version()}"
    return ReportReader(encoder.name, version, encoder.hash, cache), None


def _rules_version() -> str:
    return f"{RULES_VERSION}+{data_version()}"


@cache
def code_version() -> str:
    """A hash over the code that a reading depends on, so that no cache outlives a change of it."""
    digest = hashlib.sha256()
    for room in ROOMS:
        _add(digest, resources.files("quellenlage").joinpath(room), room)
    return digest.hexdigest()[:16]


def _add(digest: hashlib._Hash, folder: Traversable, name: str) -> None:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            _add(digest, entry, f"{name}/{entry.name}")
        elif entry.name.endswith(".py"):
            digest.update(f"{name}/{entry.name}\n".encode() + entry.read_bytes())
