"""What does not hold is dropped with a finding."""

from __future__ import annotations

from dataclasses import replace

from tests.extract.reading import plain_layout, read

from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Report
from quellenlage.domain.span import Span
from quellenlage.extract.check import checked

TEXT = "Der Damm sei sicher, sagte Jens Kroll. Er habe ihn geprüft."


def reading() -> Reading:
    report = Report("r", "a.txt", TEXT, "", "", "text/plain")
    return Reading(report, plain_layout(TEXT), (), (), (), (), read(TEXT)[0], ())


def test_what_holds_stays() -> None:
    assert checked(reading()) == reading()


def test_what_lies_outside_is_dropped_with_its_hooks() -> None:
    first, second = reading().statements
    broken = replace(first, quote=(Span(0, len(TEXT) + 1),))
    out = checked(replace(reading(), statements=(broken, second)))
    assert [s.id for s in out.statements] == [second.id]
    assert out.statements[0].continues is None
    assert [f.code for f in out.findings] == ["span-check-failed"]
    assert out.findings[0].report == "r"


def test_white_space_overlap_and_empty_spans_do_not_hold() -> None:
    first, _ = reading().statements
    space = TEXT.index(" ")
    for quote in ((Span(0, space + 1),), (Span(4, 9), Span(0, 3)), (Span(3, 3),), ()):
        assert checked(replace(reading(), statements=(replace(first, quote=quote),))).statements == ()
