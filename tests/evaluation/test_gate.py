from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest


class Gate:
    """The gate over one small set whose score a test chooses, with a baseline of its own."""

    def __init__(self, module: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.module, self.baseline, self.gold = module, folder / "baseline.json", folder / "gold"
        self.scores = {"F1": 0.8}
        self.gold.mkdir()
        (self.gold / "a.yaml").write_text("statements: []")
        one = module.Measured("small", (self.gold,), lambda: dict(self.scores))
        monkeypatch.setattr(module, "SETS", (one,))
        monkeypatch.setattr(module, "ROOT", folder / "repository")
        monkeypatch.setattr(module, "BASELINE", self.baseline)
        self.monkeypatch = monkeypatch

    def run(self, *args: str, **scores: float) -> int:
        self.scores = scores or self.scores
        self.monkeypatch.setattr(sys, "argv", ["gate.py", *args])
        code: int = self.module.main()
        return code

    @property
    def floors(self) -> dict[str, float]:
        floors: dict[str, float] = json.loads(self.baseline.read_text("utf-8"))["small"]["floors"]
        return floors


@pytest.fixture
def gate(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Gate:
    monkeypatch.syspath_prepend(str(root / "evaluation"))
    import gate as module

    return Gate(module, tmp_path, monkeypatch)


def test_a_score_below_its_floor_fails_and_is_named(gate: Gate, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.run("--update", F1=0.8) == 0
    assert gate.floors == {"F1": 0.79}
    assert gate.run(F1=0.791) == 0
    assert gate.run(F1=0.785) == 1
    assert "small: F1 is 0.7850, its floor 0.79" in capsys.readouterr().err


def test_update_raises_and_never_lowers(gate: Gate) -> None:
    gate.run("--update", F1=0.8)
    gate.run("--update", F1=0.9)
    assert gate.floors == {"F1": 0.89}
    assert gate.run("--update", F1=0.5) == 1
    assert gate.floors == {"F1": 0.89}


def test_a_score_that_is_gone_fails(gate: Gate) -> None:
    gate.run("--update", F1=0.8, speaker=0.7)
    assert gate.run(F1=0.8, other=1.0) == 1
    gate.run("--update", F1=0.8, other=1.0)
    assert gate.floors["speaker"] == 0.69


def test_a_changed_gold_fails_until_it_is_pinned_anew(gate: Gate, capsys: pytest.CaptureFixture[str]) -> None:
    gate.run("--update", F1=0.8)
    (gate.gold / "a.yaml").write_text("statements: [easier]")
    assert gate.run("--update", F1=0.9) == 1
    assert "the gold has changed" in capsys.readouterr().err
    assert gate.floors == {"F1": 0.79}
    assert gate.run("--repin", "small", F1=0.5) == 0
    assert gate.floors == {"F1": 0.49}
    assert gate.run() == 0


def test_a_set_whose_data_is_not_there_is_left_out(gate: Gate, capsys: pytest.CaptureFixture[str]) -> None:
    gate.run("--update", F1=0.8)
    (gate.gold / "a.yaml").unlink()
    gate.gold.rmdir()
    assert gate.run(F1=0.1) == 0
    assert "left out, gold is not there" in capsys.readouterr().out
    assert gate.floors == {"F1": 0.79}


def test_the_floors_in_the_repository_are_pinned_to_the_sample_gold(root: Path, gate: Gate) -> None:
    written = json.loads((root / "evaluation" / "baseline.json").read_text("utf-8"))
    sample = gate.module.Measured("sample", (root / "examples" / "sample-story" / "gold",), dict)
    assert written["sample"]["gold"] == sample.digest
    assert written["sample"]["floors"]["story_F1"] > 0.9
