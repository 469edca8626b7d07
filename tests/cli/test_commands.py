from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import REPORT, Command

COMMANDS = ("compile", "read", "export", "verify", "explain", "evaluate")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(quellenlage: Command, command: str) -> None:
    result = quellenlage(command, "--help")
    assert result.code == 0
    assert f"Usage: quellenlage {command}" in result.out
    assert f"Example: quellenlage {command}" in result.out.replace("\n  ", " ")
    described = result.out.split("\n")[2].strip()
    assert described.endswith(".")


def test_the_overview_lists_every_command_whole(quellenlage: Command) -> None:
    result = quellenlage("--help")
    for command in COMMANDS:
        assert re.search(rf"^  {command} +[A-Z].*\.$", result.out, re.MULTILINE), "cut off with …"
    assert "Exit codes" in result.out


def test_the_version_is_told(quellenlage: Command) -> None:
    result = quellenlage("--version")
    assert (result.code, result.out.split()[0]) == (0, "quellenlage")


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("nonsense",),
        ("compile",),
        ("compile", "x"),
        ("compile", "x", "--out", "y", "--workers", "0"),
        ("compile", "x", "--out", "y", "--fail-on", "everything"),
        ("read", "x", "--to", "xml"),
        ("verify",),
        ("export",),
    ],
)
def test_wrong_usage_is_2_and_says_so(quellenlage: Command, args: tuple[str, ...]) -> None:
    result = quellenlage(*args)
    assert result.code == 2
    assert "Usage: quellenlage" in result.out + result.err
    assert "Traceback" not in result.err


# -- compile --------------------------------------------------------------------------------------


def test_compile_writes_three_files_and_tells_what_it_found(
    quellenlage: Command, reports: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    result = quellenlage("compile", reports, "--out", out)
    assert result.code == 0
    assert sorted(path.name for path in out.iterdir()) == ["index.html", "ledger.json", "ledger.sqlite"]
    assert result.out.startswith("2 reports, 1 story, ")
    assert str(out / "index.html") in result.out
    assert f"quellenlage verify {out}" in result.out


def test_compile_as_json_counts_what_the_ledger_holds(
    quellenlage: Command, reports: Path, tmp_path: Path
) -> None:
    result = quellenlage("compile", reports, "--out", tmp_path / "out", "--json")
    told = json.loads(result.out)
    ledger = json.loads((tmp_path / "out" / "ledger.json").read_text("utf-8"))
    assert told["run"] == ledger["run"]["id"]
    assert told["reports"] == len(ledger["readings"]) == 2
    assert told["statements"] == sum(len(r["statements"]) for r in ledger["readings"]) > 0
    assert told["claims"] == len(ledger["claims"])
    assert result.err == ""


def test_quiet_says_nothing(quellenlage: Command, reports: Path, tmp_path: Path) -> None:
    result = quellenlage("compile", reports, "--out", tmp_path / "out", "-q")
    assert (result.code, result.out, result.err) == (0, "", "")


def test_standard_input_is_a_report(quellenlage: Command, tmp_path: Path) -> None:
    result = quellenlage("compile", "-", "--out", tmp_path / "out", "--json", stdin=REPORT.encode())
    assert result.code == 0
    assert json.loads(result.out)["reports"] == 1


def test_compiling_again_into_the_same_folder_replaces_it(
    quellenlage: Command, reports: Path, dossier: Path
) -> None:
    before = (dossier / "ledger.json").read_bytes()
    (reports / "b.txt").unlink()
    assert quellenlage("compile", reports, "--out", dossier).code == 0
    assert (dossier / "ledger.json").read_bytes() != before
    assert quellenlage("verify", dossier).code == 0


def test_an_input_that_is_not_there_is_3_and_named(quellenlage: Command, tmp_path: Path) -> None:
    result = quellenlage("compile", tmp_path / "nix", "--out", tmp_path / "out")
    assert result.code == 3
    assert "nix" in result.err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_something_else_is_not_written_into(
    quellenlage: Command, reports: Path, tmp_path: Path
) -> None:
    result = quellenlage("compile", reports, "--out", reports)
    assert result.code == 2
    assert str(reports) in result.err
    (tmp_path / "file").write_text("x")
    assert quellenlage("compile", reports, "--out", tmp_path / "file").code == 2


@pytest.mark.parametrize(
    ("level", "bad", "code"),
    [("never", b"", 0), ("error", b"", 1), ("warning", b"", 1), ("error", REPORT.encode() + b"x", 0)],
)
def test_fail_on_makes_findings_count(
    quellenlage: Command, reports: Path, tmp_path: Path, level: str, bad: bytes, code: int
) -> None:
    (reports / "leer.txt").write_bytes(bad)
    result = quellenlage("compile", reports, "--out", tmp_path / "out", "--fail-on", level)
    assert result.code == code
    if not bad:
        assert "leer.txt" in result.out
    assert (tmp_path / "out" / "ledger.sqlite").exists(), "findings never keep the rest from being written"


def test_too_large_an_input_is_a_finding(quellenlage: Command, reports: Path, tmp_path: Path) -> None:
    (reports / "riesig.txt").write_text(REPORT * 20, "utf-8")
    result = quellenlage("compile", reports, "--out", tmp_path / "out", "--max-bytes", "1000")
    assert result.code == 0
    assert "riesig.txt" in result.out
    assert result.out.startswith("2 reports")


# -- read and export ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["readings", "quotes-json", "timex-json"])
def test_read_writes_a_line_of_json_a_report(quellenlage: Command, reports: Path, form: str) -> None:
    result = quellenlage("read", reports, "--to", form)
    assert result.code == 0
    assert len([json.loads(line) for line in result.out.splitlines()]) == 2
    assert result.err == ""


def test_read_takes_a_pipe_and_names_findings_on_standard_error(quellenlage: Command, reports: Path) -> None:
    (reports / "leer.txt").write_bytes(b"")
    result = quellenlage("read", "-", reports / "leer.txt", stdin=REPORT.encode())
    assert len(result.out.splitlines()) == 1
    assert "leer.txt" in result.err


def test_read_writes_a_file_whole_or_not_at_all(quellenlage: Command, reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "readings.jsonl"
    assert quellenlage("read", reports, "--out", out).code == 0
    assert len(out.read_text("utf-8").splitlines()) == 2
    assert not out.with_name("readings.jsonl.tmp").exists()
    assert quellenlage("read", reports, "--out", reports).code == 2
    missing = quellenlage("read", reports, "--out", tmp_path / "no" / "file")
    assert missing.code == 3
    assert "no" in missing.err
    assert "Traceback" not in missing.err


def test_export_writes_every_format_to_a_pipe_and_to_a_file(
    quellenlage: Command, dossier: Path, tmp_path: Path
) -> None:
    for form in ("json", "jsonl", "csv", "predictions"):
        piped = quellenlage("export", dossier, "--to", form)
        assert piped.code == 0
        assert quellenlage("export", dossier, "--to", form, "-o", tmp_path / form).code == 0
        assert (tmp_path / form).read_bytes().decode() == piped.out
    assert quellenlage("export", dossier).out == (dossier / "ledger.json").read_text("utf-8")


def test_an_unknown_format_names_the_known_ones(quellenlage: Command, dossier: Path) -> None:
    result = quellenlage("export", dossier, "--to", "docx")
    assert result.code == 2
    assert "jsonl" in result.err


# -- verify ---------------------------------------------------------------------------------------


def test_a_good_dossier_is_verified(quellenlage: Command, dossier: Path) -> None:
    result = quellenlage("verify", dossier)
    assert result.code == 0
    assert re.fullmatch(r"verified: 2 texts, \d+ lines, \d+ spans; every one holds\n", result.out)
    told = json.loads(quellenlage("verify", dossier, "--json").out)
    assert told["faults"] == []
    assert told["reports"] == 2


def test_one_flipped_byte_is_1_and_the_line_is_named(quellenlage: Command, dossier: Path) -> None:
    with closing(sqlite3.connect(dossier / "ledger.sqlite")) as db, db:
        ((own, data),) = db.execute("SELECT report, data FROM text ORDER BY report LIMIT 1")
        at = data.index(b"bestritt")
        db.execute("UPDATE text SET data = ? WHERE report = ?", (data[:at] + b"B" + data[at + 1 :], own))
    result = quellenlage("verify", dossier)
    assert result.code == 1
    line = data.count(b"\n", 0, at) + 1
    assert f"txt does not have its hash: line {line} of the text was changed" in result.err
    assert "st-" in result.err
    told = quellenlage("verify", dossier, "--json")
    assert told.code == 1
    assert own in {fault["line"] for fault in json.loads(told.out)["faults"]}


def test_no_ledger_is_3(quellenlage: Command, tmp_path: Path) -> None:
    for command in ("verify", "export"):
        result = quellenlage(command, tmp_path)
        assert result.code == 3
        assert "ledger.sqlite: no ledger there" in result.err
    (tmp_path / "ledger.sqlite").write_bytes(b"garbage" * 1000)
    result = quellenlage("verify", tmp_path)
    assert result.code == 3
    assert "not a ledger" in result.err


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_ledger_cut_short_is_no_traceback(
    quellenlage: Command, dossier: Path, tmp_path: Path, share: float
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(dossier, broken)
    data = (broken / "ledger.sqlite").read_bytes()
    (broken / "ledger.sqlite").write_bytes(data[: int(len(data) * share)])
    for command in (("verify",), ("export",), ("explain", "st-")):
        result = quellenlage(command[0], broken, *command[1:])
        assert result.code in (1, 3)
        assert "Traceback" not in result.err


# -- explain and evaluate -------------------------------------------------------------------------


def test_explain_shows_place_method_and_what_a_line_rests_on(quellenlage: Command, dossier: Path) -> None:
    ledger = json.loads((dossier / "ledger.json").read_text("utf-8"))
    statement = ledger["readings"][0]["statements"][0]
    result = quellenlage("explain", dossier, statement["id"])
    assert result.code == 0
    assert result.out.startswith(f"statement {statement['id']}\n  made by ")
    assert re.search(r"quote +[ab]\.txt:\d+ \[\d+:\d+\]  …", result.out)
    assert json.loads(quellenlage("explain", dossier, statement["id"], "--json").out)["places"]
    shared = next(u for u in ledger["utterances"] if len(u["statements"]) > 1)
    told = quellenlage("explain", dossier, shared["id"][:12])
    assert re.search(r"because [\w -]+ \d\.\d\d \(st-\w+ ~ st-\w+\)", told.out)
    assert "  statement st-" in told.out


def test_explain_names_what_it_does_not_find(quellenlage: Command, dossier: Path) -> None:
    for entry, words in (("st-nothing", "no such line"), ("st-", "begins several ids")):
        result = quellenlage("explain", dossier, entry)
        assert result.code in (2, 3)
        assert words in result.err


def test_evaluate_prints_the_scores(quellenlage: Command, sample: Path) -> None:
    result = quellenlage("evaluate", sample / "gold", "--json")
    assert result.code == 0
    scores = dict(json.loads(result.out)["scores"])
    assert scores["statement_F1"] > 0.3
    assert quellenlage("evaluate", sample / "reports").code == 3
    assert quellenlage("evaluate", sample / "nowhere").code == 3


# -- as processes ---------------------------------------------------------------------------------


def test_a_reader_that_goes_away_is_no_traceback(dossier: Path) -> None:
    """`quellenlage export ... | head -1` ends in silence, like any other tool."""
    command = [sys.executable, "-m", "quellenlage", "export", str(dossier), "--to", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
