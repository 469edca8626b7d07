from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.conftest import REPORT, Command

from quellenlage.cli.printable import printable, shortened

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@given(st.text())
def test_nothing_printable_steers_a_terminal(text: str) -> None:
    for shown in (printable(text), shortened(text, 20)):
        assert not STEERING.search(shown)
        assert "\n" not in shown
        shown.encode("utf-8")


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=90))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text
    assert shortened(text, 96) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mrot", "\\x1b[31mrot"),
        ("\x9b31m", "\\x9b31m"),
        ("links\u202ethcer", "links\\u202ethcer"),
        ("eins\r\nzwei\tdrei", "eins zwei drei"),
        ("über 300 €", "über 300 €"),
    ],
)
def test_what_steers_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert printable(text) == shown


HOSTILE = "\x1b]0;Titel\x07\x1b[2J\u202e[bold red]Damm[/] hält\x9b31m"


def test_no_report_steers_the_terminal(quellenlage: Command, reports: Path, tmp_path: Path) -> None:
    spoiled = REPORT.replace("Damm hält", HOSTILE).replace("der Damm halte", f"der {HOSTILE} halte")
    (reports / "b\x1b[31m.txt").write_text(spoiled, "utf-8")
    (reports / "leer\x1b[31m.txt").write_text("", "utf-8")
    out = tmp_path / "out"
    said = [quellenlage("compile", reports, "--out", out), quellenlage("verify", out)]
    ids = re.findall(r'"id":"((?:st|cl|ut|re|se)-\w+)"', (out / "ledger.json").read_text("utf-8"))
    said += [quellenlage("explain", out, own) for own in dict.fromkeys(ids)]
    said += [quellenlage("read", reports, "--out", tmp_path / "readings.jsonl")]
    said += [quellenlage("compile", tmp_path / "nix\x1b[31m", "--out", out)]
    assert len(said) > 8
    for result in said:
        assert not STEERING.search(result.out)
        assert not STEERING.search(result.err)
    assert "[bold red]" in said[0].out, "report text is no markup either"
