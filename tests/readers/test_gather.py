from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from tests.broken_inputs import write_broken_inputs
from tests.readers.pages import page

from quellenlage.domain.report import Provenance, Sourced
from quellenlage.errors import InputError
from quellenlage.readers.gather import Gathered, gather

TEXT = "Der Damm hält, sagte die Bürgermeisterin.\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def codes(gathered: Gathered) -> list[tuple[str, str | None]]:
    return sorted((f.code, f.source) for f in gathered.findings)


def test_folders_are_read_with_all_in_them_and_named_from_the_folder(tmp_path: Path) -> None:
    write(tmp_path, b_txt="Zwei.", a__c_md="Drei.", a__d_html=page())
    (tmp_path / ".versteckt.txt").write_text("hidden", "utf-8")
    write(tmp_path, e_jsonl='{"text": "Vier."}\n')
    found = gather([str(tmp_path)])
    assert sorted(r.source for r in found.reports) == ["a/c.md", "a/d.html", "b.txt", "e.jsonl:1"]
    assert [i.source for i in found.inputs] == ["a/c.md", "a/d.html", "b.txt", "e.jsonl"]
    assert all(len(i.reports) == 1 for i in found.inputs)


def test_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path, a_txt="Eins.", b_txt="Zwei.", c__d_txt="Drei.", c__a_txt="Eins.")
    paths = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), str(tmp_path / "c")]
    assert gather(paths) == gather(paths[::-1])


def test_a_file_named_twice_is_read_once_by_its_longer_name(tmp_path: Path) -> None:
    write(tmp_path, c__d_txt=TEXT)
    found = gather([str(tmp_path / "c" / "d.txt"), str(tmp_path), str(tmp_path / "c")])
    assert [r.source for r in found.reports] == ["c/d.txt"]
    assert found.findings == ()


def test_text_is_kept_exactly_with_its_line_ends(tmp_path: Path) -> None:
    text = "\ufeff Eins\r\nzwei\rdrei \n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (report,) = gather([str(tmp_path)]).reports
    assert report.text == text[1:]  # the mark is no part of the text


def test_a_path_that_is_not_there_is_the_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"weg\.txt"):
        gather([str(tmp_path / "weg.txt")])


def test_the_same_text_in_two_files_stays_two_reports_and_is_said(tmp_path: Path) -> None:
    found = gather([str(write(tmp_path, a_txt=TEXT, b_txt=TEXT))])
    assert len({r.id for r in found.reports}) == 2
    assert codes(found) == [("duplicate-input", "b.txt")]


def test_the_same_report_twice_is_kept_once(tmp_path: Path) -> None:
    row = json.dumps({"url": "https://b.example/x", "text": TEXT})
    found = gather([str(write(tmp_path, a_jsonl=row, b_jsonl=row))])
    assert len(found.reports) == 1
    assert codes(found) == [("duplicate-report", "b.jsonl")]
    assert [i.reports for i in found.inputs] == [(found.reports[0].id,)] * 2


def test_a_sidecar_overrides_and_names_what_is_missing(tmp_path: Path) -> None:
    head = "file,url,outlet,title,published,language"
    rows = "\n".join(
        [head, "a.txt,,Der Bote,,2021-07-14,de", "weg.txt,,,,,", "b.txt,,,,gestern,", ",,,,,", ""]
    )
    found = gather([str(write(tmp_path, a_txt=TEXT, b_txt="Anders.", meta_csv=rows))])
    declared = {r.source: r.declared for r in found.reports}
    assert declared["a.txt"].outlet == Sourced("Der Bote", Provenance.SIDECAR)
    assert declared["a.txt"].published == Sourced("2021-07-14", Provenance.SIDECAR)
    assert declared["b.txt"].published is None
    assert codes(found) == [
        ("bad-date", "meta.csv:4"),
        ("broken-sidecar", "meta.csv:3"),
        ("broken-sidecar", "meta.csv:5"),
    ]


def test_a_sidecar_counts_for_a_file_named_alone(tmp_path: Path) -> None:
    write(
        tmp_path, x__a_txt=TEXT, x__b_txt="Anders.", x__meta_jsonl='{"file": "a.txt", "title": "Der Damm"}\n'
    )
    (report,) = gather([str(tmp_path / "x" / "a.txt")]).reports
    assert report.declared.title == Sourced("Der Damm", Provenance.SIDECAR)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(TEXT.encode(), "text/plain"), (page().encode(), "text/html"), (b'{"text": "Eins."}\n', "text/plain")],
)
def test_standard_input_is_told_by_how_it_begins(data: bytes, media_type: str) -> None:
    (report,) = gather(["-"], stdin=io.BytesIO(data)).reports
    assert report.media_type == media_type
    assert report.source.startswith("stdin")


def test_packed_files_are_unpacked_and_damaged_ones_named(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"id": "eins", "text": "Eins."}\n')
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    (tmp_path / "b.jsonl.gz").write_bytes(packed[:-12])
    found = gather([str(tmp_path)])
    assert [r.source for r in found.reports] == ["eins"]
    assert codes(found) == [("unreadable", "b.jsonl.gz")]


def test_too_large_is_a_finding_also_when_packed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b" " * 10_000))
    assert codes(gather([str(tmp_path)], max_bytes=100)) == [
        ("too-large", "a.txt"),
        ("too-large", "b.jsonl.gz"),
    ]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT)
    (tmp_path / "a.txt").chmod(0)
    assert codes(gather([str(tmp_path)])) == [("unreadable", "a.txt")]


def test_links_to_nothing_and_to_folders_are_named(tmp_path: Path) -> None:
    write(tmp_path, a__b_txt=TEXT)
    (tmp_path / "c.txt").symlink_to("weg.txt")
    (tmp_path / "d").symlink_to("a")
    assert codes(gather([str(tmp_path)])) == [("linked-folder", "d"), ("unreadable", "c.txt")]


def test_every_broken_input_is_named(tmp_path: Path) -> None:
    wrong = write_broken_inputs(tmp_path)
    found = gather([str(tmp_path)])
    named = {str(f.source).split(":")[0] for f in found.findings}
    assert set(wrong) - named == set()
    for report in found.reports:
        report.text.encode()


def test_a_file_name_in_a_foreign_encoding_can_be_printed(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe4.txt")).write_text(TEXT, "utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    (report,) = gather([str(tmp_path)]).reports
    assert report.source == "\ufffd.txt"
