"""What must hold for any pile of reports: order, batches, workers and bad reports change nothing else."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quellenlage.flow.read_report as read_report_module
from quellenlage.api import Settings, compile_reports
from quellenlage.domain.dossier import Dossier, Run
from quellenlage.domain.finding import Severity
from quellenlage.domain.link import Judgement, LinkKind
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Report
from quellenlage.domain.span import Span
from quellenlage.engines.local import LocalEngine
from quellenlage.exporters.json import JsonExporter
from quellenlage.flow.compile_dossier import compile_dossier
from quellenlage.flow.read_report import read_report
from quellenlage.ledger.entries import entries_of
from quellenlage.readers.gather import gather

RUN = Run("run-test", "0", "rules", "1", (), ())


def exported(dossier: Dossier) -> bytes:
    out = io.BytesIO()
    JsonExporter().export(dossier, out)
    return out.getvalue()


def compiled(reports: tuple[Report, ...], workers: int = 1) -> Dossier:
    return compile_dossier(reports, RUN, (), LocalEngine(workers))


@pytest.fixture(scope="module")
def reports(sample: Path) -> tuple[Report, ...]:
    return gather([str(sample / "reports")]).reports


@pytest.fixture(scope="module")
def story(reports: tuple[Report, ...]) -> Dossier:
    return compiled(reports)


def spans_of(value: object) -> Iterator[Span]:
    """Every span anywhere in a value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans_of(getattr(value, field.name))


def test_the_order_of_the_reports_does_not_show(reports: tuple[Report, ...], story: Dossier) -> None:
    for seed in (1, 2):
        shuffled = list(reports)
        random.Random(seed).shuffle(shuffled)
        assert exported(compiled(tuple(shuffled))) == exported(story)


def test_the_number_of_workers_does_not_show(reports: tuple[Report, ...], story: Dossier) -> None:
    assert exported(compiled(reports, workers=2)) == exported(story)


def test_folder_and_single_files_in_any_order_give_the_same_lines(sample: Path) -> None:
    folder = sample / "reports"
    names = sorted(path.name for path in folder.iterdir() if path.suffix in (".txt", ".html"))[:4]

    def lines(inputs: list[str]) -> bytes:
        return exported(compile_reports(inputs, settings=Settings()).dossier)

    turned = [str(folder / name) for name in names]
    assert lines(turned) == lines(turned[::-1])


def test_every_span_of_every_line_slices(story: Dossier) -> None:
    for reading in story.readings:
        length = len(reading.report.text)
        for span in spans_of((reading.layout, reading.sentences, reading.times, reading.figures)):
            assert span.end <= length
        for span in spans_of((reading.participants, reading.statements)):
            assert len(span) > 0 and span.end <= length
    count = 0
    for entry in entries_of(story):
        for evidence in entry.evidence:
            s = evidence.selector
            text = story.corpus.reading_of[evidence.report].report.text
            assert text[s.start : s.end] == s.exact != ""
            count += 1
    assert count > 500


def test_every_id_names_one_line_and_every_reference_a_line(story: Dossier) -> None:
    entries = list(entries_of(story))
    ids = [entry.id for entry in entries]
    assert len(ids) == len(set(ids))
    assert {ref for entry in entries for ref in entry.refs} <= set(ids)


def test_furniture_yields_nothing(story: Dossier) -> None:
    for reading in story.readings:
        furniture = [f.span for f in reading.layout.furniture]
        for statement in reading.statements:
            assert not any(f.contains(span) for f in furniture for span in statement.quote)
        for figure in reading.figures:
            assert not any(f.contains(figure.span) for f in furniture)


def test_nothing_of_ours_broke(story: Dossier) -> None:
    assert [f for f in story.findings if f.code == "internal-error"] == []


def test_a_copy_adds_no_origin(reports: tuple[Report, ...], story: Dossier) -> None:
    """The same text once more in another outlet: nothing gets a further independent origin."""
    agency = next(r for r in reports if r.source.startswith("01"))
    from quellenlage.readers.gather import gather as gather_

    copy = gather_(["-"], stdin=io.BytesIO(agency.text.encode())).reports
    more = compiled((*reports, *copy))
    copies = [
        link
        for link in more.links
        if link.kind is LinkKind.COPY and {link.source, link.target} == {agency.id, copy[0].id}
    ]
    assert [link.judgement for link in copies] == [Judgement.POSITIVE]

    def highest(dossier: Dossier) -> dict[str, int]:
        return {
            claim.text: origin.high
            for claim in dossier.claims
            for origin in dossier.origins
            if origin.subject == claim.id
        }

    before, after = highest(story), highest(more)
    shared = before.keys() & after.keys()
    assert len(shared) > 20
    assert {text for text in shared if after[text] > before[text]} == set()


def test_one_bad_report_never_stops_a_run(
    reports: tuple[Report, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = reports[3]

    def failing(report: Report, encoder: object = None) -> Reading:
        if report.id == bad.id:
            raise RecursionError
        return read_report(report)

    monkeypatch.setattr(read_report_module, "read_report", failing)
    dossier = compiled(reports)
    assert {r.report.id for r in dossier.readings} == {r.id for r in reports}
    found = [f for f in dossier.findings if f.code == "internal-error"]
    assert len(found) == 1, found
    finding = found[0]
    assert (finding.source, finding.severity) == (bad.source, Severity.ERROR)
    assert "RecursionError" in finding.message


def test_no_report_is_a_dossier_too() -> None:
    dossier = compiled(())
    assert (dossier.readings, dossier.stories, dossier.claims) == ((), (), ())


WORDS = (
    "Der Sprecher sagte, dass 300 Menschen",
    "„Das stimmt nicht“, teilte",
    "am Dienstag",
    "laut dpa",
    "bis zu 2,5 Millionen Euro",
    "Bürgermeisterin Runa Ostwerder",
    "bestätigte",
    "\n\n",
    ". ",
    ", ",
    "“",
    "„",
    '"',
    "The mayor said that",
    "denied",
    "🌊\u0301\u200f",
    "(AFP)",
    "14. November 2023",
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=40).map(" ".join))
def test_any_text_is_read_compiled_and_cut(text: str) -> None:
    clean = text.encode("utf-8", "replace").replace(b"\x00", b" ")
    reports = gather(["-"], stdin=io.BytesIO(clean)).reports
    dossier = compiled(reports)
    assert [f for f in dossier.findings if f.code == "internal-error"] == []
    ids = [entry.id for entry in entries_of(dossier)]
    assert len(ids) == len(set(ids))
    for report in reports:
        assert dossier.corpus.reading_of[report.id].report.text == report.text
