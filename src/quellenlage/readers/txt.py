"""Plain text: the decoded bytes are the report, character for character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quellenlage.domain.finding import Finding, Severity
from quellenlage.domain.ids import sha256_of
from quellenlage.domain.report import Report
from quellenlage.ports import RawInput
from quellenlage.readers.decode import Decoded, decode
from quellenlage.readers.making import input_finding, make_report

LETTER = re.compile(r"[^\W_]")


class TxtReader:
    """Reads one report from a text file. Line ends and white space stay as they are."""

    name = "txt"
    suffixes: tuple[str, ...] = (".txt", ".text", ".md")

    def read(self, raw: RawInput) -> Iterator[Report | Finding]:
        """Yield the report, or a finding that says why there is none."""
        decoded = decode(raw.data) if raw.data else Decoded("", "utf-8")
        yield from encoding_findings(decoded, raw.source)
        if decoded is None:
            return
        if not has_text(decoded.text):
            yield empty(raw.source)
            return
        yield make_report(raw.source, decoded.text, sha256_of(raw.data), "text/plain", raw.sidecar)


def has_text(text: str) -> bool:
    """Whether there is a single letter or digit to read."""
    return LETTER.search(text) is not None


def empty(source: str, line: int | None = None) -> Finding:
    """The finding for an input with nothing to read."""
    return input_finding(
        "empty-input", "holds no text: not one letter or digit", source, Severity.ERROR, line
    )


def encoding_findings(decoded: Decoded | None, source: str) -> Iterator[Finding]:
    """What is worth knowing about how an input was decoded."""
    if decoded is None:
        yield input_finding("not-text", "is binary or damaged, not text", source, Severity.ERROR)
        return
    if decoded.replaced:
        message = f"is not valid {decoded.encoding} in {decoded.replaced} place(s), which read as U+FFFD"
        yield input_finding("broken-encoding", message, source)
    if decoded.guessed:
        message = f"names no encoding and is not UTF-8; read as {decoded.encoding}"
        yield input_finding("guessed-encoding", message, source, Severity.INFO)
