"""Which of two reports with the same text used the other, and why.

Reports of one text are put into one order, so that directions never run in a circle:

1. the agency's own piece comes before the reports that credit this agency;
2. an earlier report comes before a later one (an undated report is never put later for want of a date);
3. a report without an agency credit comes before one that credits an agency: the credit says "not mine";
4. the longer text comes before the shorter one: printing cuts, it seldom adds;
5. where nothing tells them apart the order of ids decides, and the link says that it is arbitrary.
"""

from __future__ import annotations

from collections.abc import Iterable

from quellenlage.domain.link import Feature
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import CreditKind

OWN_PIECE = "direction: target is the agency's own piece"
EARLIER = "direction: target is dated earlier"
CREDITED = "direction: source credits an agency, target does not"
LONGER = "direction: target is longer"
ARBITRARY = "direction: arbitrary"
PLAIN = frozenset({OWN_PIECE, CREDITED})  # tell a direction without dates and lengths

CLEARLY_LONGER = 1.05


def in_order(readings: Iterable[Reading], size: dict[str, int]) -> list[Reading]:
    """Originals first. `size` is the number of words each report tells in its own voice."""
    members = list(readings)
    first_date = min((d for r in members if (d := published(r))), default="")
    return sorted(
        members,
        key=lambda r: (
            not is_own_piece(r),
            published(r) or first_date,
            bool(credited(r)),
            -size[r.report.id],
            r.report.id,
        ),
    )


def reason(source: Reading, target: Reading, size: dict[str, int]) -> Feature:
    """Why `target`, which `in_order` puts first, is held to be the original of `source`."""
    mine, theirs = published(source), published(target)
    if is_own_piece(target) and not is_own_piece(source):
        return Feature(OWN_PIECE, 1.0)
    if mine and theirs and theirs < mine and not mine.startswith(theirs):
        return Feature(EARLIER, 0.9)
    if credited(source) and not credited(target):
        return Feature(CREDITED, 0.7)
    if size[target.report.id] >= CLEARLY_LONGER * size[source.report.id]:
        return Feature(LONGER, 0.5)
    return Feature(ARBITRARY, 0.0)


def published(reading: Reading) -> str | None:
    """The report's own date (ISO), None where unknown."""
    return reading.layout.published.value if reading.layout.published else None


def credited(reading: Reading) -> frozenset[str]:
    """The agencies that the report names as its source."""
    return frozenset(c.name for c in reading.layout.credits if c.kind is CreditKind.CREDIT)


def is_own_piece(reading: Reading) -> bool:
    """Whether the report is by an agency itself: its outlet is an agency that it credits."""
    outlet = reading.layout.outlet
    return outlet is not None and outlet.value.casefold() in {name.casefold() for name in credited(reading)}
