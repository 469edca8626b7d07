from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from tests.extract.layouts import laid_out, layout_of, report_of

from quellenlage.domain.report import TranslationSign as Sign
from quellenlage.readers.gather import gather

BEFORE = "Der Damm bei Orbach ist am Montag gebrochen, wie der Landkreis mitteilte."
AFTER = "Die Feuerwehr brachte nach eigenen Angaben 120 Menschen in Sicherheit."
SUSPECTED = {
    "Der Minister sagte, er wolle [the prime minister] bald treffen.": {Sign.FOREIGN_BRACKET},
    "Er dankte [German Chancellor Scholz] für die Hilfe der Regierung.": {Sign.FOREIGN_BRACKET},
    "Das könne dauern , sagte Herr Tolle den Journalisten.": {Sign.SPACE_BEFORE_STOP, Sign.LEFTOVER},
    "„Das ist schlimm. „Wir bleiben“, sagte Frau Ostwerder dem Sender.": {Sign.BROKEN_QUOTES, Sign.LEFTOVER},
    "Das könne dauern .\n\nNEXT Freibad öffnet im Mai": {Sign.SPACE_BEFORE_STOP, Sign.FOREIGN_FURNITURE},
}
NOT_SUSPECTED = [
    "„Sie [die Helfer] haben [am Montag] gearbeitet“, sagte der Landrat.",
    "„Er [Donald Trump] kommt nicht“, sagte der Sprecher der Regierung.",
    "Die Zentrale der [Bank of America] wollte sich dazu nicht äußern.",
    "Das könne dauern , sagte der Landrat nach der Sitzung.",
    "„Frau Ostwerder hat recht , das stimmt“, sagte der Landrat.",
    'Er schrieb „nein“ und "ja" auf die Tafel im Rathaus von Orbach.',
    "Das Tier wurde [...] wie [sic] berichtet auf dem Hof gefunden.",
    "Um 10 . Oktober herum soll der Damm wieder geschlossen sein.",
]


@pytest.mark.parametrize(("line", "reasons"), SUSPECTED.items())
def test_signs_that_suffice(line: str, reasons: set[Sign]) -> None:
    text = f"{BEFORE}\n\n{line}\n\n{AFTER}"
    layout, findings = laid_out(report_of(text))
    assert {sign.reason for sign in layout.translated} == reasons
    assert all(sign.span.of(text).strip() for sign in layout.translated)
    assert "machine-translation-suspected" in {finding.code for finding in findings}


@pytest.mark.parametrize("line", NOT_SUSPECTED)
def test_signs_that_do_not(line: str) -> None:
    assert layout_of(f"{BEFORE}\n\n{line}\n\n{AFTER}").translated == ()


def test_a_bracket_at_the_place_is_the_evidence() -> None:
    text = f"{BEFORE}\n\nEr sprach mit [the president of the court] am Abend.\n\n{AFTER}"
    (sign,) = layout_of(text).translated
    assert sign.span.of(text) == "[the president of the court]"


@pytest.mark.shared
def test_people_are_hardly_ever_suspected(shared: Path) -> None:
    data = shared / "data" / "annotated-de"
    held_out = set((data / "heldout.txt").read_text("utf-8").split())
    reports = [r for r in gather([str(data / "reports")]).reports if Path(r.source).stem not in held_out]
    suspected = [r.source for r in reports if layout_of(r).translated]
    assert len(suspected) < 0.01 * len(reports)


@pytest.mark.shared
def test_seeds_that_machines_translated_are_suspected(shared: Path) -> None:
    reports = gather([str(shared / "seeds")]).reports
    suspected = sorted(r.source[:3] for r in reports if layout_of(r).translated)
    assert suspected == ["001", "004"]


def test_a_long_line_of_signs_is_read_in_linear_time() -> None:
    started = process_time()
    layout_of(report_of("Herr Tolle " * 20_000 + "kam an ."))
    assert process_time() - started < 20
