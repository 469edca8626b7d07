"""What every store must do. A new store adds itself to `STORES` and passes all of this."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.builders import dossier, flood, made

from quellenlage.domain.dossier import Dossier
from quellenlage.domain.ids import sha256_of
from quellenlage.errors import LedgerError
from quellenlage.ledger.entries import entries_of
from quellenlage.ledger.load import load_dossier
from quellenlage.ledger.verify import line_hashes, verify
from quellenlage.ports import Store
from quellenlage.stores.sqlite import SqliteStore, write_ledger

Write = Callable[..., None]
Open = Callable[[Path], AbstractContextManager[Store]]
STORES: dict[str, tuple[Write, Open]] = {"sqlite": (write_ledger, SqliteStore)}


@pytest.fixture(params=sorted(STORES))
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A function: what a store of one kind gives back of a dossier written into it."""
    write, open_ = STORES[request.param]

    def keep(story: Dossier, artifacts: tuple[tuple[str, str], ...] = ()) -> AbstractContextManager[Store]:
        write(tmp_path / "ledger", story, artifacts)
        return open_(tmp_path / "ledger")

    return keep


def test_every_line_comes_back_in_the_order_written(kept: Any) -> None:
    with kept(flood()) as store:
        assert list(store.entries()) == list(entries_of(flood()))


def test_a_line_is_found_by_its_id(kept: Any) -> None:
    with kept(flood()) as store:
        for entry in entries_of(flood()):
            assert store.entry(entry.id) == entry
        assert store.entry("st-none") is None
        assert store.entry("") is None


def test_texts_come_back_by_id_with_their_hashes(kept: Any) -> None:
    with kept(flood()) as store:
        texts = list(store.texts())
    assert [text.report for text in texts] == [reading.report.id for reading in flood().readings]
    for text, reading in zip(texts, flood().readings, strict=True):
        assert text.data.decode() == reading.report.text
        assert text.sha256 == sha256_of(text.data) == reading.report.sha256
        assert text.line_hashes == line_hashes(text.data)


def test_run_findings_and_file_hashes_come_back(kept: Any) -> None:
    with kept(flood(), (("b.html", "22"), ("a.json", "11"))) as store:
        assert store.run() == flood().run
        assert store.findings() == flood().findings
        assert store.artifacts() == (("a.json", "11"), ("b.html", "22"))


def test_the_dossier_comes_back_equal_and_holds(kept: Any) -> None:
    with kept(flood()) as store:
        assert load_dossier(store) == flood()
        assert verify(store).faults == ()


def test_an_empty_dossier_is_a_ledger_too(kept: Any) -> None:
    with kept(dossier()) as store:
        assert list(store.entries()) == []
        assert load_dossier(store) == dossier()
        assert verify(store).faults == ()


@pytest.mark.parametrize("text", ["", "\n\n", "a\r\nb\rc", "\x0b\x0c\x85\u2028x", "🌊\u0301\u200f", "'); --"])
def test_any_text_comes_back_to_the_character(kept: Any, text: str) -> None:
    story = dossier(made(text or "leer.txt", text))
    with kept(story) as store:
        assert load_dossier(store) == story
        assert verify(store).faults == ()


def test_a_second_dossier_replaces_the_first(kept: Any) -> None:
    other = dossier(made("anders.txt", "Etwas anderes."))
    kept(flood()).__exit__(None, None, None)
    with kept(other) as store:
        assert load_dossier(store) == other


def test_a_ledger_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    for _, open_ in STORES.values():
        with pytest.raises(LedgerError, match="nowhere"):
            open_(tmp_path / "nowhere")


def test_a_line_that_was_edited_comes_back_edited(kept: Any) -> None:
    """A store neither derives nor judges: that is what `verify` is for."""
    story = flood()
    with kept(replace(story, claims=(replace(story.claims[0], text="anderes"),))) as store:
        assert load_dossier(store).claims[0].text == "anderes"
