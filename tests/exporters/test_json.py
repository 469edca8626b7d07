from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.builders import dossier, flood

from quellenlage.domain.dossier import Dossier
from quellenlage.exporters.json import JsonExporter, LedgerDocument
from quellenlage.ledger.codec import decode


def document(story: Dossier) -> Any:
    out = io.BytesIO()
    JsonExporter().export(story, out)
    return json.loads(out.getvalue())


@pytest.fixture(scope="module")
def schema(root: Path) -> Any:
    return json.loads((root / "docs" / "reference" / "ledger.schema.json").read_text("utf-8"))


def test_the_schema_in_the_documents_is_the_one_of_the_code(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "docs/make_schema.py", "--check"], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("story", [flood(), dossier()], ids=["flood", "empty"])
def test_the_document_is_valid(story: Dossier, schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document(story))


def test_the_schema_refuses_what_is_no_document(schema: Any) -> None:
    validator = jsonschema.Draft202012Validator(schema)
    spoiled = document(flood())
    spoiled["claims"][0]["status"] = "true"
    assert not validator.is_valid(spoiled)
    del (missing := document(flood()))["entries"]
    assert not validator.is_valid(missing)
    assert not validator.is_valid({**document(flood()), "format": "something-else"})


def test_the_document_is_read_back_equal() -> None:
    story = flood()
    out = io.BytesIO()
    JsonExporter().export(story, out)
    back = decode(out.getvalue(), LedgerDocument)
    assert back.readings == story.readings
    assert back.claims == story.claims
    assert back.findings == story.findings


def test_offsets_are_code_points_of_the_text() -> None:
    written = document(flood())
    texts = {r["report"]["id"]: r["report"]["text"] for r in written["readings"]}
    places = [e for line in written["entries"] for e in line["evidence"]]
    assert len(places) > 40
    for place in places:
        s = place["selector"]
        assert texts[place["report"]][s["start"] : s["end"]] == s["exact"]
