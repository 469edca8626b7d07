from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.builders import dossier, flood

from quellenlage.api import compile_reports, open_dossier
from quellenlage.domain.dossier import Dossier
from quellenlage.errors import LedgerError, UsageError
from quellenlage.flow.write_dossier import DOCUMENT, LEDGER, PAGE, verify_dossier, write_dossier
from quellenlage.ledger.verify import Fault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_dossier(flood(), tmp_path / "dossier", "de")
    return tmp_path / "dossier"


def faults_after(folder: Path, *statements: str) -> tuple[Fault, ...]:
    with closing(sqlite3.connect(folder / LEDGER)) as db, db:
        for sql in statements:
            db.execute(sql)
    return verify_dossier(folder).faults


def test_what_was_written_holds_and_comes_back_equal(folder: Path) -> None:
    assert verify_dossier(folder).faults == ()
    assert open_dossier(folder) == flood()
    assert sorted(path.name for path in folder.iterdir()) == sorted([LEDGER, PAGE, DOCUMENT])


def test_an_empty_dossier_is_written_too(tmp_path: Path) -> None:
    write_dossier(dossier(), tmp_path / "empty", "en")
    assert verify_dossier(tmp_path / "empty").faults == ()


@pytest.mark.parametrize("name", [PAGE, DOCUMENT])
def test_an_edited_or_missing_file_is_named(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    for at in (0, len(data) // 2, len(data) - 1):
        (folder / name).write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert name in [fault.line for fault in verify_dossier(folder).faults]
    (folder / name).unlink()
    assert [f.line for f in verify_dossier(folder).faults] == [name]


def test_a_file_whose_hash_was_taken_out_is_named(folder: Path) -> None:
    faults = faults_after(folder, f"DELETE FROM artifact WHERE name = '{PAGE}'")
    assert [fault.line for fault in faults] == [PAGE]


@pytest.mark.parametrize("kind", ["time", "link", "origins", "date-bound", "series", "claim", "utterance"])
def test_a_line_that_was_taken_out_whole_is_named(folder: Path, kind: str) -> None:
    with closing(sqlite3.connect(folder / LEDGER)) as db:
        (own,) = db.execute("SELECT id FROM entry WHERE kind = ?", (kind,)).fetchone()
    faults = faults_after(
        folder,
        *(
            f"DELETE FROM {table} WHERE {key} = '{own}'"
            for table, key in (("evidence", "entry"), ("ref", "entry"), ("entry", "id"))
        ),
    )
    assert own in [fault.line for fault in faults] or any(own in fault.message for fault in faults)


def test_a_whole_report_that_was_taken_out_is_named(folder: Path) -> None:
    own = flood().readings[0].report.id
    lines = f"SELECT entry FROM evidence WHERE report = '{own}'"
    faults = faults_after(
        folder,
        f"DELETE FROM entry WHERE id IN ({lines}) OR id = '{own}'",
        f"DELETE FROM ref WHERE entry IN ({lines}) OR entry = '{own}'",
        f"DELETE FROM evidence WHERE report = '{own}'",
        f"DELETE FROM text WHERE report = '{own}'",
    )
    assert faults, "what is folded from it refers to lines that are gone"


def test_findings_and_run_record_are_covered(folder: Path, tmp_path: Path) -> None:
    for number, sql in enumerate(
        (
            "DELETE FROM finding WHERE payload LIKE '%leer.txt%'",
            "UPDATE finding SET payload = replace(payload, 'leer', 'voll')",
            "UPDATE run SET payload = replace(payload, 'by-hand', 'by-magic')",
        )
    ):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(folder, copy)
        assert faults_after(copy, sql), sql


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(UsageError, match="holds no dossier"):
        write_dossier(flood(), tmp_path, "de")
    with pytest.raises(UsageError, match="is a file"):
        write_dossier(flood(), tmp_path / "mine.txt", "de")
    assert (tmp_path / "mine.txt").read_text() == "keep"


@pytest.fixture
def in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier of two stories that is too large for one page."""
    monkeypatch.setattr("quellenlage.render.page.LARGEST", 1000)
    write_dossier(two_stories(), tmp_path / "dossier", "de")
    return tmp_path / "dossier"


def two_stories() -> Dossier:
    """The flood, and one of its reports as a story of its own."""
    made = flood()
    (story,) = made.stories
    rest = replace(story, reports=story.reports[1:])
    return replace(made, stories=(rest, replace(story, id="sy-other", reports=story.reports[:1])))


def test_a_large_dossier_is_a_page_for_every_story_and_holds(in_pages: Path) -> None:
    pages = sorted(path.name for path in (in_pages / "stories").iterdir())
    assert len(pages) == 2 and "reports-1.html" in pages
    assert verify_dossier(in_pages).faults == ()
    (in_pages / "stories" / pages[0]).write_text("changed")
    assert [f.line for f in verify_dossier(in_pages).faults] == [f"stories/{pages[0]}"]
    (in_pages / "stories" / pages[0]).unlink()
    assert [f.line for f in verify_dossier(in_pages).faults] == [f"stories/{pages[0]}"]


def test_pages_of_a_former_compile_do_not_stay_behind(
    in_pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = in_pages / "stories" / "mine.html"
    mine.write_text("<p>my own notes")
    monkeypatch.undo()
    write_dossier(flood(), in_pages, "de")
    assert [path.name for path in (in_pages / "stories").iterdir()] == ["mine.html"]
    assert [f.line for f in verify_dossier(in_pages).faults] == ["stories/mine.html"]
    mine.unlink()
    write_dossier(flood(), in_pages, "de")
    assert not (in_pages / "stories").exists()
    assert verify_dossier(in_pages).faults == ()


def test_a_name_that_leads_out_of_the_folder_is_not_read(folder: Path) -> None:
    (folder.parent / "secret.html").write_text("secret")
    faults = faults_after(folder, "INSERT INTO artifact VALUES ('stories/../../secret.html', 'x')")
    assert [(f.line, f.message) for f in faults] == [
        ("stories/../../secret.html", "is no name of a file that belongs to a dossier")
    ]


def test_a_page_that_cannot_be_made_leaves_the_old_dossier(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("quellenlage.flow.write_dossier.render_pages", failing)
    with pytest.raises(RuntimeError):
        write_dossier(replace(flood(), claims=()), folder, "de")
    assert verify_dossier(folder).faults == ()
    assert open_dossier(folder) == flood()


def test_the_sample_story_twice_gives_the_same_bytes(
    compiled_sample: Path, sample: Path, tmp_path: Path
) -> None:
    compile_reports([str(sample / "reports")], tmp_path / "again")
    for name in (LEDGER, PAGE, DOCUMENT):
        assert (tmp_path / "again" / name).read_bytes() == (compiled_sample / name).read_bytes(), name


def test_the_sample_story_holds(compiled_sample: Path) -> None:
    result = verify_dossier(compiled_sample)
    assert result.faults == ()
    assert result.reports == 12
    assert result.spans > 1000


def test_a_folder_without_ledger_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        verify_dossier(tmp_path)
