"""JSON lines: one report a line, as text or HTML with metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from quellenlage.domain.finding import Finding, Severity
from quellenlage.domain.ids import sha256_of
from quellenlage.domain.report import Provenance, Report
from quellenlage.ports import RawInput
from quellenlage.readers.decode import decode, is_text
from quellenlage.readers.html import read_page
from quellenlage.readers.making import declared_from, input_finding, make_report, strongest
from quellenlage.readers.txt import empty, encoding_findings, has_text

# Corpora name their fields in their own way; the first name that is there counts.
TEXT_FIELDS = ("text", "originalText")
NAME_FIELDS = ("id", "documentName", "doc_id")
META_FIELDS = {
    "url": ("url",),
    "outlet": ("outlet",),
    "title": ("title",),
    "published": ("published", "dct"),
    "author": ("author",),
    "language": ("language",),
}
# A name that tells title and day: "2745 - Festnahme in Mainz (2005-01-23)".
TELLING_NAME = re.compile(r"\d+ - (?P<title>.+) \((?P<published>\d{4}-\d{2}-\d{2})\)")


class JsonlReader:
    """Reads one report per line: `text` or `html`, and `url title published outlet language author id`.

    Documents of corpora that name these otherwise are read too: `originalText` and `documentName`,
    or `doc_id`, `text` and `dct`.
    """

    name = "jsonl"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def read(self, raw: RawInput) -> Iterator[Report | Finding]:
        """Yield a report, or the findings, for each line that is not blank."""
        decoded = decode(raw.data)
        if decoded is None or not has_text(decoded.text):
            yield empty(raw.source) if decoded else next(encoding_findings(None, raw.source))
            return
        yield from encoding_findings(decoded, raw.source)
        for number, line in enumerate(decoded.text.split("\n"), 1):
            if line.strip():
                yield from _read_line(line, number, raw)


def _read_line(line: str, number: int, raw: RawInput) -> Iterator[Report | Finding]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"is not valid JSON ({str(error)[:80]})"
        yield input_finding("broken-json", message, raw.source, Severity.ERROR, number)
        return
    if not isinstance(record, dict):
        message = "is not a JSON object with the fields of a report"
        yield input_finding("broken-json", message, raw.source, Severity.ERROR, number)
        return
    yield from _read_record(record, line, number, raw)


def _read_record(record: dict[str, Any], line: str, number: int, raw: RawInput) -> Iterator[Report | Finding]:
    values = {name: _first(record, names) for name, names in META_FIELDS.items()}
    name = _first({key: _printed(record.get(key)) for key in NAME_FIELDS}, NAME_FIELDS)
    told = TELLING_NAME.fullmatch(name)
    if told is not None:
        values |= {field: values[field] or value for field, value in told.groupdict().items()}
    declared, findings = declared_from(values, Provenance.RECORD, raw.source, number)
    yield from findings
    declared = strongest(raw.sidecar, declared)
    source = name if name and is_text(name) else f"{raw.source}:{number}"
    text, page = _first(record, TEXT_FIELDS), _first(record, ("html",))
    if not is_text(text + page + repr(declared)):
        message = "holds U+0000 or half a surrogate pair, which no text has"
        yield input_finding("not-text", message, raw.source, Severity.ERROR, number)
    elif has_text(text):
        yield make_report(source, text, sha256_of(line), "text/plain", declared)
    elif page.strip():
        yield from read_page(page, source, sha256_of(line), declared)
    else:
        yield input_finding("no-text", "has neither `text` nor `html`", raw.source, Severity.ERROR, number)


def _printed(value: object) -> str:
    """An id as text; ids are often numbers."""
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _first(record: dict[str, Any], names: tuple[str, ...]) -> str:
    """The first of the named fields that holds text; else nothing."""
    values = (record.get(name) for name in names)
    return next((value for value in values if isinstance(value, str) and value.strip()), "")
