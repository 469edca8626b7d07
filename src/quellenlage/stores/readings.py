"""A cache of readings: what a report yields is not worked out twice by the same rules and weights."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Report
from quellenlage.errors import LedgerError
from quellenlage.ledger.codec import decode, encode


@dataclass(frozen=True, slots=True)
class ReadingCache:
    """Readings as files in `folder`, named by a hash of the report and of everything that reads it.

    May be deleted at any time; a file that is damaged counts as absent. Several processes may share it.
    """

    folder: Path
    reader: str  # a version that changes whenever a reading may change

    def get(self, report: Report) -> Reading | None:
        """The reading of a report, where it is known."""
        try:
            reading = decode(self._path(report).read_bytes(), Reading)
        except (OSError, LedgerError):
            return None
        return reading if reading.report == report else None

    def put(self, reading: Reading) -> None:
        """Keeps a reading. A cache that cannot be written is no reason to stop."""
        path = self._path(reading.report)
        part = path.with_suffix(f".{os.getpid()}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(encode(reading))
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink()

    def _path(self, report: Report) -> Path:
        digest = hashlib.sha256(self.reader.encode() + b"\0" + encode(report)).hexdigest()
        return self.folder / digest[:2] / f"{digest[2:40]}.json"
