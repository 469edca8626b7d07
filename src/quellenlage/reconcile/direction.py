"""Which of two reports with the same text used the other, and why.

Reports of one text are put into one order, so that directions never run in a circle:

1. the agency's piece ("Berlin (dpa) - ...") comes before a report that does not open as one;
2. an earlier report comes before a later one (an undated report is never put later for want of a date);
3. a report without an agency credit comes before one that credits an agency: the credit says "not mine";
4. the text that was modified earlier comes first, one that never was before all;
5. the longer text comes before the shorter one: printing cuts, it seldom adds;
6. where nothing tells them apart the order of ids decides, and the link says that it is arbitrary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quellenlage.domain.link import Feature
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import BlockKind, CreditKind
from quellenlage.domain.span import Span

OWN_PIECE = "direction: target is the agency's own piece"
EARLIER = "direction: target is dated earlier"
MODIFIED = "direction: target was modified earlier"
CREDITED = "direction: source credits an agency, target does not"
LONGER = "direction: target is longer"
ARBITRARY = "direction: arbitrary"
PLAIN = frozenset({OWN_PIECE, CREDITED})  # tell a direction without dates and lengths

CLEARLY_LONGER = 1.05
OPENING = 80  # characters in which place, date and agency stand before the first sentence
DASH = re.compile(r"[\w/ ,.]{0,20}\)?\s*[-–—:]\s")


def in_order(readings: Iterable[Reading], size: dict[str, int]) -> list[Reading]:
    """Originals first. `size` is the number of words each report tells in its own voice."""
    members = list(readings)
    first_date = min((d for r in members if (d := published(r))), default="")
    return sorted(
        members,
        key=lambda r: (
            not opening_credits(r),
            published(r) or first_date,
            bool(credited(r)),
            modified(r) or "",
            -size[r.report.id],
            r.report.id,
        ),
    )


def reason(source: Reading, target: Reading, size: dict[str, int]) -> Feature:
    """Why `target`, which `in_order` puts first, is held to be the original of `source`."""
    mine, theirs = published(source), published(target)
    if opening_credits(target) and not opening_credits(source):
        return Feature(OWN_PIECE, 1.0)
    if mine and theirs and theirs < mine and not mine.startswith(theirs):
        return Feature(EARLIER, 0.9)
    if credited(source) and not credited(target):
        return Feature(CREDITED, 0.7)
    if modified(source) and (modified(target) or "") < (modified(source) or ""):
        return Feature(MODIFIED, 0.7)
    if size[target.report.id] >= CLEARLY_LONGER * size[source.report.id]:
        return Feature(LONGER, 0.5)
    return Feature(ARBITRARY, 0.0)


def published(reading: Reading) -> str | None:
    """The report's own date (ISO), None where unknown."""
    return reading.layout.published.value if reading.layout.published else None


def modified(reading: Reading) -> str | None:
    """When the report says that it was last changed (ISO), None where unknown."""
    return reading.layout.modified.value if reading.layout.modified else None


def credited(reading: Reading) -> frozenset[str]:
    """The agencies that the report names as its source."""
    return frozenset(c.name for c in reading.layout.credits if c.kind is CreditKind.CREDIT)


def opening_credits(reading: Reading) -> frozenset[str]:
    """The agencies whose piece the report prints: "Berlin (dpa) - ...", or the agency is its outlet."""
    layout, text = reading.layout, reading.report.text
    outlet = layout.outlet.value.casefold() if layout.outlet else None
    told = (BlockKind.CREDIT, BlockKind.PARAGRAPH)
    first = next((b.span for b in layout.blocks if b.kind in told), None)
    return frozenset(
        c.name
        for c in layout.credits
        if c.kind is CreditKind.CREDIT
        and (c.name.casefold() == outlet or (first is not None and _opens(text, c.span, first)))
    )


def _opens(text: str, credit: Span, first: Span) -> bool:
    """Whether a credit stands in the line that opens the text, before the dash."""
    near = first.start <= credit.start <= first.start + OPENING
    return near and DASH.match(text, credit.end) is not None
