"""HTML pages: the visible text with a map back to the page, its main text, and its declared metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quellenlage.domain.finding import Finding, Severity
from quellenlage.domain.ids import sha256_of
from quellenlage.domain.report import Declared, Report
from quellenlage.ports import RawInput
from quellenlage.readers.decode import decode, is_text
from quellenlage.readers.linear import linearise
from quellenlage.readers.main_text import find_main
from quellenlage.readers.making import input_finding, make_report
from quellenlage.readers.page_meta import entry_stamps, read_meta
from quellenlage.readers.txt import empty, encoding_findings, has_text

CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)


class HtmlReader:
    """Reads one report from a page."""

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def read(self, raw: RawInput) -> Iterator[Report | Finding]:
        """Yield the report, or a finding that says why there is none, and what is doubtful."""
        if not raw.data.strip():
            yield empty(raw.source)
            return
        declared = CHARSET.search(raw.data[:4096])
        decoded = decode(raw.data, declared[1].decode("ascii", "replace") if declared else None)
        yield from encoding_findings(decoded, raw.source)
        if decoded is not None:
            yield from read_page(decoded.text, raw.source, sha256_of(raw.data), raw.sidecar)


def read_page(
    page_source: str, source: str, source_sha256: str, stronger: Declared
) -> Iterator[Report | Finding]:
    """The report of a decoded page; `stronger` is what sidecar or record say about it."""
    page = linearise(page_source)
    if not has_text(page.text):
        yield empty(source)
        return
    if not is_text(page.text):
        yield input_finding(
            "not-text", "holds half a surrogate pair, which no text has", source, Severity.ERROR
        )
        return
    if page.cut_off:
        yield input_finding("cut-off", "ends inside a tag: the rest of the page is missing", source)
    meta = read_meta(page, source, stronger)
    yield from meta.findings
    main = find_main(page, page_source)
    if not main:
        message = "nothing tells the main text of the page from the rest: all of it is read"
        yield input_finding("main-text-unknown", message, source, Severity.INFO)
    yield make_report(
        source,
        page.text,
        source_sha256,
        "text/html",
        meta.declared,
        page.segments,
        main,
        entry_stamps(page, main),
    )
