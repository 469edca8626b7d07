"""Decisions in the browser: who may make them, what they write, and that they hold after a recompile."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.site import client

from quellenlage.api import compile_reports, open_dossier
from quellenlage.domain.decision import DecisionKind
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.link import Judgement
from quellenlage.ledger.decisions import DECISIONS, read_decisions
from quellenlage.web.decide import Desk

JSON = {"accept": "application/json"}


@pytest.fixture
def folder(served_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(served_folder, tmp_path / "dossier")
    return tmp_path / "dossier"


@pytest.fixture
def desk(folder: Path) -> Desk:
    return Desk(folder / DECISIONS, "Ada Lenz")


@pytest.fixture
def editor(folder: Path, desk: Desk) -> TestClient:
    """A browser that opened the printed address."""
    opened = client(folder, desk)
    assert opened.get("/edit", params={"token": desk.token}).status_code == 200
    return opened


def forms(html: str) -> list[dict[str, str]]:
    """The fields of every form that decides."""
    found = re.findall(r'<form class="decide.*?</form>', html, re.DOTALL)
    return [{k: unescape(v) for k, v in re.findall(r'name="(\w+)"[^>]*? value="([^"]*)"', f)} for f in found]


def several(dossier: Dossier) -> str:
    return next(u.id for u in dossier.utterances if len(u.statements) == 2)


def test_from_a_wrong_merge_to_its_undoing(
    editor: TestClient, folder: Path, whole: Dossier, sample: Path
) -> None:
    own = several(whole)
    statements = next(u.statements for u in whole.utterances if u.id == own)
    page = editor.get(f"/entry/{own}").text
    apart = next(f for f in forms(page) if f["kind"] == "utterance" and f["judgement"] == "negative")
    answer = editor.post("/decide", data=apart, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/entry/{own}")

    (made,) = read_decisions(folder / DECISIONS)
    assert (made.kind, made.judgement, made.author) == (
        DecisionKind.UTTERANCE,
        Judgement.NEGATIVE,
        "Ada Lenz",
    )
    assert set(made.subjects) == set(statements)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", made.time)
    assert "neu kompilieren" in editor.get(f"/entry/{own}").text

    compile_reports([str(sample / "reports")], folder)
    assert "neu kompilieren" not in editor.get("/").text
    now = open_dossier(folder)
    assert not any(set(statements) <= set(u.statements) for u in now.utterances)
    assert editor.get(f"/entry/{statements[0]}").status_code == 200

    undo = next(f for f in forms(editor.get("/decisions").text) if f["kind"] == "undo")
    assert editor.post("/decide", data=undo).status_code == 200
    assert len(read_decisions(folder / DECISIONS)) == 2
    compile_reports([str(sample / "reports")], folder)
    assert open_dossier(folder) == whole


def test_an_alias_a_merge_and_furniture(editor: TestClient, folder: Path, whole: Dossier) -> None:
    actor = next(a for a in whole.actors if len(a.participants) > 1)
    other = next(a for a in whole.actors if a is not actor)
    offered = forms(editor.get(f"/entry/{actor.id}").text)
    alias = next(f for f in offered if f["kind"] == "alias") | {"text": "Die <b>Neue</b>"}
    assert editor.post("/decide", data=alias).status_code == 200
    merge = next(f for f in offered if f["kind"] == "actor" and f["judgement"] == "positive")
    merge |= {"subjects": f"{actor.id} {other.id}"}
    assert editor.post("/decide", data=merge).status_code == 200
    report = whole.readings[0]
    furniture = next(
        f for f in forms(editor.get(f"/report/{report.report.id}").text) if f["kind"] == "furniture"
    )
    assert editor.post("/decide", data=furniture).status_code == 200

    named, merged, marked = read_decisions(folder / DECISIONS)
    assert named.text == "Die <b>Neue</b>" and named.subjects[0] in actor.participants
    assert set(merged.subjects) == {*actor.participants, *other.participants}
    assert marked.span and marked.span.of(report.report.text) == marked.exact
    page = editor.get("/decisions").text
    assert "Die &lt;b&gt;Neue&lt;/b&gt;" in page


def test_only_who_has_the_token_and_our_form_decides(
    folder: Path, desk: Desk, editor: TestClient, whole: Dossier
) -> None:
    form = next(f for f in forms(editor.get(f"/entry/{several(whole)}").text))
    stranger = client(folder, desk)
    assert stranger.get("/edit", params={"token": "guess"}).status_code == 403
    assert "decide.belongs" not in stranger.get(f"/entry/{several(whole)}").text
    assert stranger.post("/decide", data=form).status_code == 403
    assert editor.post("/decide", data=form | {"seal": "x"}).status_code == 403
    assert editor.post("/decide", data={k: v for k, v in form.items() if k != "seal"}).status_code == 403
    assert editor.post("/decide", data=form, headers={"origin": "https://evil.example"}).status_code == 403
    assert editor.post("/decide", data=form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert editor.post("/decide", content=b"x" * 100_000).status_code == 403
    assert not (folder / DECISIONS).exists()
    assert (
        client(folder, Desk(folder / DECISIONS, "x")).get("/edit", params={"token": desk.token}).status_code
        == 403
    )


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"kind": "colour"}, "colour"),
        ({"judgement": "maybe"}, "maybe"),
        ({"subjects": "st-nothing st-else"}, "no such line"),
        ({"subjects": ""}, "at least 2"),
        ({"kind": "undo", "subjects": "de-nothing"}, "no such decision"),
        ({"kind": "furniture"}, "not a report"),
        ({"kind": "actor"}, "not a participant"),
    ],
)
def test_what_cannot_be_decided_says_why(
    editor: TestClient, folder: Path, whole: Dossier, changed: dict[str, str], told: str
) -> None:
    form = next(f for f in forms(editor.get(f"/entry/{several(whole)}").text) if f["kind"] == "utterance")
    answer = editor.post("/decide", data=form | changed)
    assert answer.status_code == 400
    assert told in answer.text
    assert not (folder / DECISIONS).exists()


def test_furniture_needs_a_place_in_the_report(editor: TestClient, whole: Dossier) -> None:
    own = whole.readings[0].report
    form = next(f for f in forms(editor.get(f"/report/{own.id}").text) if f["kind"] == "furniture")
    for start, end in (("5", "5"), ("0", str(len(own.text) + 1)), ("-1", "3"), ("", ""), ("x", "9")):
        assert editor.post("/decide", data=form | {"start": start, "end": end}).status_code == 400


def test_a_damaged_file_is_told_and_nothing_is_added(
    editor: TestClient, folder: Path, whole: Dossier
) -> None:
    (folder / DECISIONS).write_text("nonsense\n", "utf-8")
    answer = editor.get("/decisions")
    assert answer.status_code == 503
    assert "decisions.jsonl:1" in answer.text
    assert editor.get("/").status_code == 200


def test_readers_see_what_was_decided(folder: Path, desk: Desk, editor: TestClient, whole: Dossier) -> None:
    form = next(f for f in forms(editor.get(f"/entry/{several(whole)}").text) if f["judgement"] == "unsure")
    editor.post("/decide", data=form)
    reader = client(folder)
    page = reader.get("/decisions").text
    assert "Ada Lenz" in page and '<form class="decide' not in page
    answer = reader.get("/decisions", headers=JSON).json()["content"]
    assert answer["lines"][0]["decision"]["judgement"] == "unsure"
    assert answer["lines"][0]["holds"] is True
