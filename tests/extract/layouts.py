"""Short ways to lay out a text in the tests."""

from __future__ import annotations

from quellenlage.domain.finding import Finding
from quellenlage.domain.report import BlockKind, Declared, Layout, Report
from quellenlage.extract.language import find_language
from quellenlage.extract.layout import find_layout
from quellenlage.lang.pack import language_pack, supported
from quellenlage.ports import RawInput
from quellenlage.readers.html import HtmlReader
from quellenlage.readers.making import make_report


def report_of(text: str, declared: Declared | None = None) -> Report:
    """A plain text report."""
    return make_report("probe.txt", text, "0", "text/plain", declared or Declared())


def page_of(source: str) -> Report:
    """The report of a page."""
    (report,) = [
        r for r in HtmlReader().read(RawInput("probe.html", source.encode())) if isinstance(r, Report)
    ]
    return report


def laid_out(report: Report | str) -> tuple[Layout, tuple[Finding, ...]]:
    """The layout of a report in its own language."""
    report = report_of(report) if isinstance(report, str) else report
    language = find_language(report)
    code = language.value if language else None
    return find_layout(report, language, language_pack(str(code)) if supported(code) else None)


def layout_of(report: Report | str) -> Layout:
    """The layout alone."""
    return laid_out(report)[0]


def lines_of(report: Report | str, *kinds: BlockKind) -> list[str]:
    """The printed blocks of these kinds; the body's if none are given."""
    report = report_of(report) if isinstance(report, str) else report
    layout = layout_of(report)
    blocks = [block for block in layout.blocks if block.kind in kinds] if kinds else layout.body
    return [block.span.of(report.text) for block in blocks]
