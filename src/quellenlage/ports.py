"""The house's extension points as protocols. Each has a contract suite under `tests/contracts/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol, TypeVar, runtime_checkable

from quellenlage.domain.dossier import Dossier, Run
from quellenlage.domain.entry import Entry
from quellenlage.domain.finding import Finding
from quellenlage.domain.report import Declared, Report

In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(frozen=True, slots=True)
class RawInput:
    """Bytes as they were found. `source` is the name shown to the user, relative to the named folder.

    `sidecar` is what a meta file beside it says; it overrides everything the input says itself.
    """

    source: str
    data: bytes
    sidecar: Declared = Declared()


@runtime_checkable
class Reader(Protocol):
    """Turns bytes into reports. Never raises for what the bytes hold: that becomes a `Finding`."""

    name: str
    suffixes: tuple[str, ...]  # lower case, with the dot

    def read(self, raw: RawInput) -> Iterator[Report | Finding]:
        """Yield the reports in `raw`, and a finding for each part that could not be read."""
        ...


@runtime_checkable
class Exporter(Protocol):
    """Writes a dossier in one format. Deterministic: the same dossier gives the same bytes."""

    name: str
    media_type: str
    suffix: str

    def export(self, dossier: Dossier, out: BinaryIO) -> None:
        """Write `dossier` to `out`."""
        ...


class Engine(Protocol):
    """Maps a picklable function over items, keeps their order, knows nothing of the flow."""

    def map(self, function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
        """Yield `function(item)` for each item, in the order of `items`."""
        ...


@dataclass(frozen=True, slots=True)
class StoredText:
    """A report's text as stored: bytes, the SHA-256 noted for them, and one short hash per line."""

    report: str
    data: bytes
    sha256: str
    line_hashes: tuple[str, ...]


class Store(Protocol):
    """Holds one ledger. What is read back is what was written, or `LedgerError` is raised.

    A store keeps texts, entries, findings and the run; it neither derives nor judges.
    """

    def texts(self) -> Iterator[StoredText]:
        """The reports' texts, by report id."""
        ...

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the order in which it was written."""
        ...

    def entry(self, id: str) -> Entry | None:
        """The entry with this id."""
        ...

    def findings(self) -> tuple[Finding, ...]:
        """The findings of the whole run."""
        ...

    def run(self) -> Run:
        """What made the ledger."""
        ...

    def artifacts(self) -> tuple[tuple[str, str], ...]:
        """Names and SHA-256 of the files that were made from the ledger."""
        ...
