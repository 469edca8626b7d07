from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from quellenlage.cli.main import main


@dataclass(frozen=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str


Command = Callable[..., Result]


@pytest.fixture
def quellenlage(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Command]:
    """Run a command in this process, as a person would type it, with what is piped into it."""

    def run(*args: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["quellenlage", *map(os.fspath, map(str, args))])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        code = stopped.value.code
        return Result(code if isinstance(code, int) else int(code is not None), out.decode(), err.decode())

    before = signal.getsignal(signal.SIGPIPE)
    yield run
    signal.signal(signal.SIGPIPE, before)


REPORT = """Damm hält

Haldersum, 14. November 2023 (dpa) – Bürgermeisterin Runa Ostwerder sagte am Dienstag, der Damm halte.
„Rund 300 Menschen müssen gehen“, teilte Landrat Jon Brück mit. Er bestritt, dass der Damm breche.
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two small reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, "utf-8")
    (folder / "b.txt").write_text(REPORT.replace("Rund 300", "Mindestens 400"), "utf-8")
    return folder


@pytest.fixture
def dossier(quellenlage: Command, reports: Path, tmp_path: Path) -> Path:
    """Their dossier."""
    folder = tmp_path / "dossier"
    assert quellenlage("compile", reports, "--out", folder, "--quiet").code == 0
    return folder
