"""The dossier of the sample story, line by line: any change of it is seen, and taken over on purpose."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from pathlib import Path

from tests.golden.render import GOLDEN, rendered

from quellenlage.api import open_dossier


def test_the_dossier_is_the_golden_one(compiled_sample: Path) -> None:
    found = rendered(open_dossier(compiled_sample))
    golden = GOLDEN.read_text("utf-8")
    if found != golden:
        lines = difflib.unified_diff(
            golden.splitlines(), found.splitlines(), "golden", "now", lineterm="", n=1
        )
        shown = "\n".join(list(lines)[:80])
        raise AssertionError(
            f"{shown}\n\nIf this is meant: python -m tests.golden.render, and look at the diff"
        )


def test_the_golden_text_is_not_written_in_ci(root: Path) -> None:
    before = GOLDEN.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "tests.golden.render"],
        cwd=root,
        env={**os.environ, "CI": "true"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert GOLDEN.read_bytes() == before
