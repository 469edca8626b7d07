"""Chromium, started once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: uv sync")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[playwright.Browser]:
    """Debian's Chromium; without it the tests that need it are skipped."""
    found = os.environ.get("QUELLENLAGE_CHROMIUM") or shutil.which("chromium")
    if not found or not Path(found).exists():
        pytest.skip("needs Chromium: apt-get install chromium, or set QUELLENLAGE_CHROMIUM to its path")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield launched
        launched.close()
