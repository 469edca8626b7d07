"""The cache gives back what was kept, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quellenlage.api import Settings, compile_reports, read_reports
from quellenlage.domain.reading import Reading
from quellenlage.stores.readings import ReadingCache


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    path = tmp_path_factory.mktemp("reports") / "report.txt"
    path.write_text("„Der Damm hält“, sagte Anna Roth. Rund 1.500 Menschen seien in Sicherheit.", "utf-8")
    return next(iter(read_reports([str(path)], Settings(reader="rules")).readings))


def test_what_is_kept_comes_back_equal(tmp_path: Path, reading: Reading) -> None:
    cache = ReadingCache(tmp_path, "rules 1")
    assert cache.get(reading.report) is None
    cache.put(reading)
    assert cache.get(reading.report) == reading
    assert reading.statements
    assert reading.figures


def test_another_reader_or_report_does_not_find_it(tmp_path: Path, reading: Reading) -> None:
    ReadingCache(tmp_path, "rules 1").put(reading)
    assert ReadingCache(tmp_path, "rules 2").get(reading.report) is None
    other = replace(reading.report, source="other.txt")
    assert ReadingCache(tmp_path, "rules 1").get(other) is None


def test_a_damaged_file_counts_as_absent(tmp_path: Path, reading: Reading) -> None:
    cache = ReadingCache(tmp_path, "rules 1")
    cache.put(reading)
    (file,) = (p for p in tmp_path.rglob("*") if p.is_file())
    file.write_bytes(file.read_bytes()[:-20])
    assert cache.get(reading.report) is None


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path, reading: Reading) -> None:
    place = tmp_path / "file"
    place.write_text("in the way")
    cache = ReadingCache(place, "rules 1")
    cache.put(reading)
    assert cache.get(reading.report) is None


def test_a_dossier_from_the_cache_is_the_same(tmp_path: Path, sample: Path) -> None:
    inputs = [str(sample / "reports")]
    settings = Settings(reader="rules", cache=tmp_path / "cache")
    plain = compile_reports(inputs, settings=Settings(reader="rules")).dossier
    first = compile_reports(inputs, settings=settings).dossier
    kept = sorted(p.stat().st_mtime_ns for p in (tmp_path / "cache").rglob("*.json"))
    second = compile_reports(inputs, settings=settings).dossier
    assert len(kept) == len(plain.readings)
    assert plain == first == second
    assert kept == sorted(p.stat().st_mtime_ns for p in (tmp_path / "cache").rglob("*.json"))
