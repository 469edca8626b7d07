"""The file of decisions: written, read again, and refused with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quellenlage.domain.decision import Decision, DecisionKind, decide
from quellenlage.domain.link import Judgement
from quellenlage.domain.span import Span
from quellenlage.errors import InputError
from quellenlage.ledger.decisions import append_decision, decisions_hash, read_decisions

WHEN = "2024-05-06T07:08:09Z"
ACTORS = decide(DecisionKind.ACTOR, ("pa-1", "pa-2"), Judgement.NEGATIVE, "Ada Lenz", WHEN, note="other town")
ALIAS = decide(DecisionKind.ALIAS, ("pa-1",), Judgement.POSITIVE, "Ada Lenz", WHEN, text="der Köln-„Chef“\n")
FURNITURE = decide(
    DecisionKind.FURNITURE, ("re-1",), Judgement.POSITIVE, "x", WHEN, span=Span(3, 6), exact="🌊ab"
)
UNDO = decide(DecisionKind.UNDO, (ACTORS.id,), Judgement.POSITIVE, "x", WHEN)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


def test_what_is_added_comes_back_in_its_order(file: Path) -> None:
    for decision in (ACTORS, ALIAS, FURNITURE, UNDO):
        append_decision(file, decision)
    assert read_decisions(file) == (ACTORS, ALIAS, FURNITURE, UNDO)
    assert len(file.read_bytes().splitlines()) == 4


def test_adding_never_changes_what_stands_there(file: Path) -> None:
    append_decision(file, ACTORS)
    before = file.read_bytes().rstrip(b"\n")
    file.write_bytes(before)  # somebody's editor took the last line's end away
    append_decision(file, ALIAS)
    assert file.read_bytes().startswith(before + b"\n")
    assert read_decisions(file) == (ACTORS, ALIAS)


def test_blank_lines_and_lines_twice_change_nothing(file: Path) -> None:
    append_decision(file, ACTORS)
    file.write_bytes(file.read_bytes() * 2 + b"\n  \n")
    assert read_decisions(file) == (ACTORS,)


def changed(decision: Decision, **fields: object) -> str:
    from quellenlage.ledger.codec import encode

    return json.dumps(json.loads(encode(decision)) | fields)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("not json", "malformed"),
        ("[1]", "Expected `object`"),
        ('{"id":"de-1"}', "missing required field"),
        (changed(ACTORS, kind="colour"), "colour"),
        (changed(ACTORS, judgement="negativ"), "negativ"),
        (changed(ACTORS, subjects=["pa-1"]), "at least 2"),
        (changed(ACTORS, subjects=["pa-1", "st-2"]), "begin with 'pa-', not 'st-2'"),
        (changed(ACTORS, subjects=["pa-1", "pa-1"]), "one subject twice"),
        (changed(ACTORS, author="  "), "author"),
        (changed(ACTORS, judgement="positive"), "changed after it was made"),
        (changed(ALIAS, text=""), "a name"),
        (changed(FURNITURE, exact="ab"), "'exact'"),
        (changed(FURNITURE, span=None), "'span'"),
        (changed(UNDO), "not above it"),
    ],
)
def test_a_bad_line_is_named_with_its_place_and_reason(file: Path, line: str, told: str) -> None:
    append_decision(file, ALIAS)
    file.write_text(file.read_text("utf-8") + "\n" + line + "\n", "utf-8")
    with pytest.raises(InputError) as raised:
        read_decisions(file)
    assert f"{file}:3: " in str(raised.value)
    assert told in str(raised.value)


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(InputError, match=r"decisions\.jsonl: cannot be read"):
        read_decisions(file)


def test_nothing_is_written_that_could_not_be_read(file: Path) -> None:
    with pytest.raises(InputError, match="begin with"):
        append_decision(file, decide(DecisionKind.ACTOR, ("pa-1", "xx"), Judgement.POSITIVE, "x", WHEN))
    assert not file.exists()


def test_the_hash_names_what_is_decided() -> None:
    assert decisions_hash([ACTORS]) != decisions_hash([ALIAS])
    assert decisions_hash([ACTORS]) == decisions_hash([ACTORS])
