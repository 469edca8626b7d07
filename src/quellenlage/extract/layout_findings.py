"""What is doubtful in a layout, as findings: text pasted twice, titles run together, translations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quellenlage.domain.finding import Finding, Severity, Stage
from quellenlage.domain.report import Furniture, FurnitureKind, Sourced, Suspicion
from quellenlage.domain.span import Span

TWICE = 0.35  # of the text's letters: from here on the text was pasted twice
HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-ZÀ-ÖØ-Þ]{2})(?=[a-zß-öø-ÿ]{3})")
TOKEN = re.compile(r"[^\W\d_]+")
HUMPS, LONG = 2, 20  # a word of this many humps and letters is several words
PIECE = 5  # letters: two words with one hump between pieces of this length are headlines without a border
ENDINGS = ("Innen", "In")  # "BürgerInnen" is one word


def layout_findings(
    text: str, title: Sourced | None, furniture: Sequence[Furniture], translated: Sequence[Suspicion]
) -> Iterator[Finding]:
    """Everything worth telling about how a report is laid out."""
    yield from _pasted_twice(text, furniture)
    if title is not None:
        yield from _run_together(title)
    if translated:
        reasons = ", ".join(dict.fromkeys(sign.reason.value for sign in translated))
        message = f"the report may be translated by a machine: {reasons}"
        yield _finding("machine-translation-suspected", message, translated[0].span)


def _pasted_twice(text: str, furniture: Sequence[Furniture]) -> Iterator[Finding]:
    repeated = [f.span for f in furniture if f.kind is FurnitureKind.REPEATED_TEXT]
    if sum(map(len, repeated)) > TWICE * len(text):
        message = "a large part of the text stands here a second time and is not read again"
        yield _finding("text-pasted-twice", message, repeated[0].to(repeated[-1]))


def _run_together(title: Sourced) -> Iterator[Finding]:
    if is_run_together(title.value):
        message = f"words of the title stand together without spaces: {title.value[:80]!r}"
        yield _finding("title-run-together", message, title.span)


def is_run_together(title: str) -> bool:
    """Whether words or whole headlines of a title stand together; names such as "WhatsApp" do not count."""
    borders = 0
    for token in TOKEN.findall(title):
        word = next((token.removesuffix(end) for end in ENDINGS if token.endswith(end)), token)
        pieces = HUMP.split(word)
        if len(pieces) > HUMPS and len(word) >= LONG:
            return True
        borders += len(pieces) == HUMPS and min(map(len, pieces)) >= PIECE
    return borders >= 2


def _finding(code: str, message: str, span: Span | None) -> Finding:
    return Finding(Stage.LAYOUT, code, message, Severity.INFO, span=span)
