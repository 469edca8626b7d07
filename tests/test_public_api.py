"""What the library promises to programs: names, and that they work as the documents say."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import quellenlage
from quellenlage import api
from quellenlage.errors import InputError, LedgerError, QuellenlageError, UsageError

PROMISED = {
    "Compiled",
    "Read",
    "Settings",
    "compile_reports",
    "diff_dossiers",
    "evaluate_gold",
    "explain",
    "open_dossier",
    "read_reports",
    "verify_dossier",
}


def test_the_promised_names_are_there_and_documented() -> None:
    assert set(api.__all__) == PROMISED
    for name in api.__all__:
        assert getattr(api, name).__doc__


def test_the_version_is_told() -> None:
    assert quellenlage.__version__.count(".") == 2


def test_the_way_of_the_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Der Damm hält, sagte Bürgermeisterin Runa Ostwerder.", "utf-8")
    done: list[tuple[int, int]] = []
    compiled = api.compile_reports(
        [str(tmp_path / "a.txt")], tmp_path / "out", progress=lambda n, of: done.append((n, of))
    )
    assert done[-1] == (1, 1)
    assert compiled.written is not None
    assert api.open_dossier(tmp_path / "out") == compiled.dossier
    assert api.verify_dossier(tmp_path / "out").faults == ()
    (reading,) = api.read_reports([str(tmp_path / "a.txt")]).readings
    assert reading == compiled.dossier.readings[0]
    statement = reading.statements[0]
    assert api.explain(tmp_path / "out", statement.id).id == statement.id


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    compiled = api.compile_reports(["-"], stdin=io.BytesIO("Der Damm hält.".encode()))
    assert compiled.written is None
    assert list(tmp_path.iterdir()) == []


def test_errors_carry_exit_codes() -> None:
    for error, code in ((UsageError, 2), (InputError, 3), (LedgerError, 3)):
        assert issubclass(error, QuellenlageError)
        assert error.exit_code == code


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"max_bytes": 0}, {"interface": "fr"}])
def test_impossible_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        api.Settings(**wrong)  # type: ignore[arg-type]


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nix"):
        api.compile_reports([str(tmp_path / "nix")])
    with pytest.raises(LedgerError):
        api.open_dossier(tmp_path)
