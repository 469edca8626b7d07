"""Inputs broken in every way we could think of: each is named, none stops the rest."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.broken_inputs import write_broken_inputs
from tests.cli.conftest import REPORT, Command

# Broken inputs of which a lenient decoder saves the report; what it had to mend is a finding all the same.
NOTHING_LOST = {"doppelt.jsonl", "ohne-endung"}


def test_each_broken_input_is_named_and_the_good_ones_are_read(quellenlage: Command, tmp_path: Path) -> None:
    folder, out = tmp_path / "reports", tmp_path / "out"
    wrong = write_broken_inputs(folder)
    (folder / "gut.txt").write_text(REPORT, "utf-8")
    result = quellenlage("compile", folder, "--out", out, "--fail-on", "error")
    assert result.code == 1
    assert "Traceback" not in result.err
    ledger = json.loads((out / "ledger.json").read_text("utf-8"))
    assert "gut.txt" in {r["report"]["source"] for r in ledger["readings"]}
    named = " ".join(str(finding["source"]) for finding in ledger["findings"])
    assert {name for name in wrong if name not in named} == set()
    assert quellenlage("verify", out).code == 0
    codes = {finding["code"] for finding in ledger["findings"]}
    assert "internal-error" not in codes
    assert len(codes) >= 8


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_named(quellenlage: Command, reports: Path, tmp_path: Path) -> None:
    (reports / "geheim.txt").write_text(REPORT, "utf-8")
    (reports / "geheim.txt").chmod(0)
    result = quellenlage("compile", reports, "--out", tmp_path / "out")
    assert result.code == 0
    assert "geheim.txt" in result.out
