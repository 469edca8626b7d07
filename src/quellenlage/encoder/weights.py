"""The weights: an installed package, held to the hashes that this version of Quellenlage was scored with."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LOCK = Path(__file__).parent / "weights.lock.json"
PACKAGE = "quellenlage_reader_de_en"
INSTALL = "pip install quellenlage-reader-de-en (in this repository: uv sync)"


class WeightsError(Exception):
    """The weights cannot be used; the message says why and what to do. Never reaches the user as such:
    reports are then read by rules alone, with a finding.
    """


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights as they lie in `folder`; `hash` is one hash over all files."""

    folder: Path
    name: str
    version: str
    hash: str

    def file(self, name: str) -> Path:
        """A file of the weights."""
        return self.folder / name


def find_weights(folder: Path | None = None, lock: Path = LOCK) -> Weights:
    """The locked weights in `folder`, by default those of the installed package.

    Raises `WeightsError` where they are missing or not the locked ones.
    """
    return _checked(folder or _installed(), lock)


def _installed() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise WeightsError(f"the trained reader is not installed; install it with {INSTALL}")
    return Path(next(iter(found.submodule_search_locations)))


@cache
def _checked(folder: Path, lock: Path) -> Weights:
    if not lock.is_file():
        raise WeightsError("no weights are locked for this version")
    locked = json.loads(lock.read_text("utf-8"))
    for name, digest in sorted(locked["files"].items()):
        path = folder / name
        if not path.is_file():
            raise WeightsError(f"the trained reader lacks its file {name}; install it anew with {INSTALL}")
        if _sha256(path) != digest:
            raise WeightsError(
                f"the trained reader's file {name} is not that of version {locked['version']}; "
                f"install it anew with {INSTALL}"
            )
    whole = hashlib.sha256("".join(v for _, v in sorted(locked["files"].items())).encode()).hexdigest()
    return Weights(folder, locked["name"], locked["version"], whole[:16])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
