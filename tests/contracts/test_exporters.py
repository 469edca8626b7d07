"""What every exporter must do; it runs over the table of exporters."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from tests.builders import dossier, flood, flood_parts, made

from quellenlage.domain.dossier import Dossier
from quellenlage.errors import UsageError
from quellenlage.exporters.table import BUILT_IN, exporter, names
from quellenlage.ports import Exporter


def exported(name: str, story: Dossier) -> bytes:
    out = io.BytesIO()
    exporter(name).export(story, out)
    return out.getvalue()


@pytest.mark.parametrize("name", names())
class TestEveryExporter:
    def test_it_is_one(self, name: str) -> None:
        one = exporter(name)
        assert isinstance(one, Exporter)
        assert one.name == name
        assert one.suffix.startswith(".")
        assert "/" in one.media_type

    def test_the_same_dossier_gives_the_same_bytes(self, name: str) -> None:
        assert exported(name, flood()) == exported(name, flood())

    def test_the_order_of_the_reports_does_not_show(self, name: str) -> None:
        a, b, c = flood_parts()
        assert exported(name, dossier(a, b, c)).replace(b"\r", b"") != b""
        turned = replace(flood(), readings=flood().corpus.readings)
        assert exported(name, turned) == exported(name, flood())

    def test_an_empty_dossier_is_written(self, name: str) -> None:
        data = exported(name, dossier())
        assert data == b"" or data.endswith(b"\n")

    def test_it_is_utf8_with_a_final_line_end(self, name: str) -> None:
        data = exported(name, flood())
        assert "🌊" in data.decode()
        assert data.endswith(b"\n")

    def test_nothing_of_a_report_text_breaks_it(self, name: str) -> None:
        hostile = made("böse\n\x1b[31m.txt", "{title|=1+1\x1b[2J}\n\n\"',;\x07\u2028\u202e<script>{{7*7}}")
        assert exported(name, dossier(hostile))

    def test_the_clock_does_not_show(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        before = exported(name, flood())
        monkeypatch.setattr("time.time", lambda: 0.0)
        assert exported(name, flood()) == before


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="json, jsonl, csv"):
        exporter("docx")


def test_the_table_has_each_exporter_under_its_name() -> None:
    assert {name: made.name for name, made in BUILT_IN.items()} == {name: name for name in BUILT_IN}
