"""What single reports yield: our own JSON, and the formats of two public collections.

`quotes-json` follows a collection of quotations (`exporters/quotations.py`), `timex-json` the KRAUTS layout
(doc_id, timex); both give character offsets, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from quellenlage.domain.reading import Reading
from quellenlage.domain.span import Span
from quellenlage.domain.timeref import TimeRef, TimeType
from quellenlage.errors import UsageError
from quellenlage.exporters.quotations import quotes_document
from quellenlage.ledger.codec import encode

# The data is German, so are these words.
DAY_AND_CLOCK = re.compile(
    r"(?P<day>.*\b(?:\w*tag|Mittwoch|heute|gestern|morgen|\d{4}|Jan\w*|Feb\w*|März|Apr\w*|Mai|Jun\w*|Jul\w*"
    r"|Aug\w*|Sep\w*|Okt\w*|Nov\w*|Dez\w*))(?:\s|,|um\b|gegen\b|ab\b)+"
    r"(?P<clock>\d{1,2}(?:[.:]\d\d)?\s*Uhr(?:\s+\d{1,2})?)",
    re.IGNORECASE,
)

Writer = Callable[[Reading], bytes]


@dataclass(frozen=True, slots=True)
class Timex:
    """One time expression."""

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str | None


@dataclass(frozen=True, slots=True)
class TimexDocument:
    """One report's time expressions."""

    doc_id: str
    timex: tuple[Timex, ...]


def reading_writer(name: str) -> Writer:
    """The function that writes one reading as one line (without the line end).

    Raises `UsageError` for an unknown format.
    """
    writers: dict[str, Writer] = {
        "readings": encode,
        "quotes-json": lambda reading: encode(quotes_document(reading)),
        "timex-json": lambda reading: encode(timex_document(reading)),
    }
    if name not in writers:
        raise UsageError(f"unknown format {name!r}; known: {', '.join(writers)}")
    return writers[name]


def timex_document(reading: Reading) -> TimexDocument:
    """The time expressions of a reading; a day and the clock time on it apart, as in the KRAUTS data."""
    text = reading.report.text
    apart = (x for t in reading.times for x in _day_and_clock(text, t))
    return TimexDocument(
        reading.report.source,
        tuple(Timex(t.span.start, t.span.end, t.span.of(text), t.type, t.value, t.mod) for t in apart),
    )


def _day_and_clock(text: str, time: TimeRef) -> tuple[TimeRef, ...]:
    """What is told as in "Montag um 17.30 Uhr" as a date and a time; any other expression as it is."""
    found = DAY_AND_CLOCK.fullmatch(time.span.of(text))
    day, _, clock = time.value.partition("T")
    if found is None or not clock[:1].isdigit():
        return (time,)
    start = time.span.start
    date = replace(time, span=Span(start, start + found.end("day")), type=TimeType.DATE, value=day)
    return (date, replace(time, span=Span(start + found.start("clock"), time.span.end)))
