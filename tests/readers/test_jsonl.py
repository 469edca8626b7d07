from __future__ import annotations

import json

from tests.readers.pages import PARAGRAPHS, page

from quellenlage.domain.finding import Finding
from quellenlage.domain.report import Declared, Provenance, Report, Sourced
from quellenlage.ports import RawInput
from quellenlage.readers.jsonl import JsonlReader

TEXT = " \r\nDer Damm hält,  sagte sie.\u2028Noch.\n"


def read(*rows: object, sidecar: Declared | None = None) -> tuple[list[Report], list[Finding]]:
    data = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()
    items = list(JsonlReader().read(RawInput("viele.jsonl", data, sidecar or Declared())))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Finding)]


def test_the_text_stays_exactly_as_it_is() -> None:
    (report,), findings = read({"text": TEXT})
    assert report.text == TEXT
    assert report.source == "viele.jsonl:1"
    assert findings == []


def test_metadata_comes_from_the_record() -> None:
    fields = {
        "url": "https://b.example/x",
        "outlet": "Bote",
        "title": "Der Damm",
        "language": "de-AT",
        "author": "A. W.",
    }
    (report,), _ = read({"id": 17, "text": TEXT, "published": "14.7.2021", **fields})
    record = Provenance.RECORD
    assert report.source == "17"
    assert report.declared.published == Sourced("2021-07-14", record)
    assert report.declared.language == Sourced("de", record)
    assert report.declared.author == Sourced("A. W.", record)


def test_html_records_are_pages() -> None:
    (report,), _ = read({"id": "seite", "html": page(), "title": "Aus dem Archiv"})
    assert report.media_type == "text/html"
    assert report.declared.title == Sourced("Aus dem Archiv", Provenance.RECORD)
    assert PARAGRAPHS[0] in report.text


def test_documents_of_corpora_with_other_field_names() -> None:
    quotes = {"documentName": "2745 - Festnahme in Mainz (2005-01-23)", "originalText": TEXT, "tokens": []}
    timex = {"doc_id": "Zeitung/1995_15", "dct": "1995-04-07", "title": "Ein Erbe", "text": TEXT}
    (one, two), findings = read(quotes, timex)
    assert (one.source, one.declared.published) == (
        quotes["documentName"],
        Sourced("2005-01-23", Provenance.RECORD),
    )
    assert one.declared.title == Sourced("Festnahme in Mainz", Provenance.RECORD)
    assert (two.source, two.declared.published) == (
        "Zeitung/1995_15",
        Sourced("1995-04-07", Provenance.RECORD),
    )
    assert findings == []


def test_a_broken_line_is_named_and_the_others_are_read() -> None:
    reports, findings = read(
        {"text": "eins"}, '{"text": "abgebro', {"title": "ohne Text"}, "", [1], {"text": "zwei"}
    )
    assert [r.text for r in reports] == ["eins", "zwei"]
    assert [(f.code, f.source) for f in findings] == [
        ("broken-json", "viele.jsonl:2"),
        ("no-text", "viele.jsonl:3"),
        ("broken-json", "viele.jsonl:5"),
    ]


def test_an_impossible_date_is_a_finding_and_the_report_stays_undated() -> None:
    (report,), findings = read({"text": TEXT, "published": "2023-02-31"})
    assert report.declared.published is None
    assert [(f.code, f.source) for f in findings] == [("bad-date", "viele.jsonl:1")]


def test_half_a_surrogate_pair_is_no_text() -> None:
    reports, findings = read('{"text": "Der Damm \\ud83d hält"}')
    assert reports == []
    assert [f.code for f in findings] == ["not-text"]
