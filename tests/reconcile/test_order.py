"""Neither the order of reports, nor batches with kept readings, nor workers change what a dossier says."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from quellenlage.api import Settings, compile_reports
from quellenlage.domain.dossier import Dossier, Run
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.flow.compile_dossier import reconcile

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "evaluation"))

import bench_scale

RUN = Run("run-1", "1", "generated", "1", (), ())
READINGS = tuple(bench_scale.readings(60, 3))


def dossier(readings: tuple[Reading, ...]) -> Dossier:
    return reconcile(Corpus(readings), RUN, ())


@pytest.fixture(scope="module")
def whole() -> Dossier:
    found = dossier(READINGS)
    assert len(found.stories) > 1 and found.links and found.changes and found.losses
    return found


@pytest.mark.parametrize("seed", range(4))
def test_shuffled_readings_give_the_same_dossier(whole: Dossier, seed: int) -> None:
    shuffled = list(READINGS)
    random.Random(seed).shuffle(shuffled)
    assert dossier(tuple(shuffled)) == whole


def test_the_first_batch_leaves_no_trace_in_the_second(whole: Dossier) -> None:
    """A dossier of half of the reports was made before, in the same process, with its look-ups kept."""
    dossier(READINGS[:30])
    dossier(READINGS[30:])
    assert dossier((*READINGS[30:], *READINGS[:30])) == whole


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, reading in enumerate(READINGS[:16]):
        (folder / f"{number:02}.txt").write_text(f"Meldung {number}\n\n{reading.report.text}", "utf-8")
    return folder


def test_two_batches_with_kept_readings_give_the_ledger_of_one_run(reports: Path, tmp_path: Path) -> None:
    """Incremental: the second run reads only what is new, and its files are those of a full run."""
    settings = Settings(reader="rules", cache=tmp_path / "cache")
    later = sorted(reports.iterdir())[8:]
    texts = {path: path.read_text("utf-8") for path in later}
    for path in later:
        path.unlink()
    compile_reports([str(reports)], tmp_path / "first", settings)
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    compile_reports([str(reports)], tmp_path / "second", settings)
    compile_reports([str(reports)], tmp_path / "full", Settings(reader="rules"))
    for name in ("ledger.json", "index.html"):
        assert (tmp_path / "second" / name).read_bytes() == (tmp_path / "full" / name).read_bytes()


def test_the_number_of_workers_changes_nothing(reports: Path) -> None:
    one = compile_reports([str(reports)], settings=Settings(reader="rules", workers=1)).dossier
    two = compile_reports([str(reports)], settings=Settings(reader="rules", workers=2)).dossier
    assert one == two
