"""Weights that are missing or not the locked ones never stop a run: a finding says that rules read alone."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from quellenlage.api import Settings, compile_reports
from quellenlage.encoder import encoder, weights
from quellenlage.encoder.weights import WeightsError, find_weights


@pytest.fixture
def locked(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with one file, and its lock."""
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "body.onnx").write_bytes(b"numbers")
    digest = hashlib.sha256(b"numbers").hexdigest()
    lock = tmp_path / "lock.json"
    lock.write_text(json.dumps({"name": "reader", "version": "1.0", "files": {"body.onnx": digest}}))
    return folder, lock


def test_locked_weights_are_found(locked: tuple[Path, Path]) -> None:
    found = find_weights(*locked)
    assert (found.name, found.version) == ("reader", "1.0")
    assert found.file("body.onnx").read_bytes() == b"numbers"
    assert len(found.hash) == 16


def test_another_file_is_refused_and_named(locked: tuple[Path, Path]) -> None:
    (locked[0] / "body.onnx").write_bytes(b"Numbers")
    with pytest.raises(WeightsError, match=r"body\.onnx is not that of version 1\.0"):
        find_weights(*locked)


def test_a_missing_file_is_named(locked: tuple[Path, Path]) -> None:
    (locked[0] / "body.onnx").unlink()
    with pytest.raises(WeightsError, match=r"lacks its file body\.onnx"):
        find_weights(*locked)


def test_without_the_package_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "quellenlage_reader_of_nobody")
    with pytest.raises(WeightsError, match="uv sync"):
        find_weights()


def test_without_weights_rules_read_alone_and_a_finding_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "quellenlage_reader_of_nobody")
    encoder.load_encoder.cache_clear()
    report = tmp_path / "report.txt"
    report.write_text("Der Damm hält, sagte Bürgermeisterin Anna Roth am Montag.", "utf-8")
    by_model = compile_reports([str(report)], settings=Settings(reader="model")).dossier
    by_rules = compile_reports([str(report)], settings=Settings(reader="rules")).dossier
    encoder.load_encoder.cache_clear()
    (finding,) = (f for f in by_model.findings if f.code == "reader-missing")
    assert "read by rules alone" in finding.message
    assert by_model.run.reader == "rules"
    assert by_model.readings == by_rules.readings
    assert by_model.run.id == by_rules.run.id
