"""How a report is laid out: title, dateline, byline, credits, dates, cited sources, page furniture."""

from __future__ import annotations

import re

from quellenlage.domain.finding import Finding
from quellenlage.domain.report import Block, BlockKind, Layout, Report, Sourced
from quellenlage.domain.span import Span, stripped
from quellenlage.lang.pack import LanguagePack


def find_layout(
    report: Report, language: Sourced | None, pack: LanguagePack | None
) -> tuple[Layout, tuple[Finding, ...]]:
    """The layout of `report`, and what in it is doubtful."""
    declared = report.declared
    blocks = tuple(
        Block(inner, BlockKind.PARAGRAPH)
        for match in re.finditer(r"[^\n\r]+", report.text)
        if len(inner := stripped(report.text, Span(match.start(), match.end())))
    )
    return Layout(
        language=language,
        title=declared.title,
        published=declared.published,
        outlet=declared.outlet,
        byline=declared.author,
        url=declared.url,
        dateline=None,
        credits=(),
        cited_urls=(),
        furniture=(),
        blocks=blocks,
    ), ()
