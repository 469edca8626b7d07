"""What single reports yield: our own JSON, and the formats of two public collections.

`quotes-json` follows the German news quotation data of Petersen-Frey and Biemann (LREC-COLING 2024),
`timex-json` the KRAUTS layout (doc_id, timex); both give character offsets, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.reading import Reading
from quellenlage.domain.span import Span, merged, stripped, without
from quellenlage.domain.statement import Statement, StatementType
from quellenlage.domain.timeref import TimeRef, TimeType
from quellenlage.errors import UsageError
from quellenlage.ledger.codec import encode

MARKS = "„“”‟\"«»‹›‚‘’'"
BETWEEN_PIECES = MARKS + " \n\t,.:;–-\u00a0"

# The data is German, so are these words.
DAY_AND_CLOCK = re.compile(
    r"(?P<day>.*\b(?:\w*tag|Mittwoch|heute|gestern|morgen|\d{4}|Jan\w*|Feb\w*|März|Apr\w*|Mai|Jun\w*|Jul\w*"
    r"|Aug\w*|Sep\w*|Okt\w*|Nov\w*|Dez\w*))(?:\s|,|um\b|gegen\b|ab\b)+"
    r"(?P<clock>\d{1,2}(?:[.:]\d\d)?\s*Uhr(?:\s+\d{1,2})?)",
    re.IGNORECASE,
)

Writer = Callable[[Reading], bytes]


@dataclass(frozen=True, slots=True)
class CharSpan:
    """A span in the field names of the quotation data."""

    charBegin: int  # noqa: N815 (the format's own name)
    charEnd: int  # noqa: N815


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an annotation."""

    spans: tuple[CharSpan, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """One quotation with its parts."""

    id: int
    type: str
    medium: str
    isNested: bool  # noqa: N815
    quote: Part
    speaker: Part
    cue: Part
    frame: Part
    addressee: Part


@dataclass(frozen=True, slots=True)
class QuotesDocument:
    """One report in the quotation data's format."""

    documentName: str  # noqa: N815
    annotations: tuple[Annotation, ...]


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


def quotes_document(reading: Reading) -> QuotesDocument:
    """The statements of a reading as quotations of the five types of that data.

    Mixed quotes are one run of text there, direct ones include their marks, and the frame is what the
    sentence of the cue says around the quote. Speech that goes on in another sentence is a quote of its own.
    """
    text = reading.report.text
    annotations = []
    parts = (part for s in reading.statements for part in _by_sentence(reading, s))
    for number, s in enumerate(parts):
        quote = _quote_spans(text, s)
        annotations.append(
            Annotation(
                id=number,
                type=_type(s),
                medium="",
                isNested=s.within is not None,
                quote=_part(text, quote),
                speaker=_part(text, [s.speaker] if s.speaker else []),
                cue=_part(text, s.cue),
                frame=_part(text, _frame(reading, s, quote)),
                addressee=_part(text, [s.addressee] if s.addressee else []),
            )
        )
    return QuotesDocument(reading.report.source, tuple(annotations))


def _by_sentence(reading: Reading, s: Statement) -> list[Statement]:
    """The statement, and what of it goes on behind the sentence of its cue, without cue and speaker."""
    if s.type in (StatementType.DIRECT, StatementType.REPORTED) or len(s.quote) == 1 or not s.cue:
        return [s]
    own = max((x.span.end for x in reading.sentences if any(x.span.overlaps(c) for c in s.cue)), default=0)
    first = tuple(p for p in s.quote if p.start < own)
    if not first:
        return [s]
    behind = [[p for p in s.quote if p.start >= own and x.span.contains(p)] for x in reading.sentences]
    on = (replace(s, quote=tuple(p), cue=(), speaker=None, addressee=None) for p in behind if p)
    return [replace(s, quote=first), *on]


def _type(s: Statement) -> str:
    if s.type is StatementType.DIRECT:
        return "Direct"
    if s.type is StatementType.REPORTED:
        return "Reported"
    return "Indirect" if s.cue else "IndirectFreeIndirect"


def _quote_spans(text: str, s: Statement) -> list[Span]:
    pieces = [s.quote[0]]
    for piece in s.quote[1:]:
        if not text[pieces[-1].end : piece.start].strip(BETWEEN_PIECES):
            pieces[-1] = pieces[-1].to(piece)
        else:
            pieces.append(piece)
    return [_with_marks(text, piece) for piece in pieces]


def _with_marks(text: str, piece: Span) -> Span:
    start, end = piece.start, piece.end
    if start > 0 and text[start - 1] in MARKS:
        start -= 1
    if end < len(text) and text[end] in MARKS:
        end += 1
    return Span(start, end)


def _frame(reading: Reading, s: Statement, quote: Sequence[Span]) -> list[Span]:
    if not s.cue or s.type is StatementType.REPORTED:
        return []
    text = reading.report.text
    around = (x.span for x in reading.sentences if any(x.span.overlaps(cue) for cue in s.cue))
    rest = (stripped(text, piece) for sentence in merged(around) for piece in without(sentence, quote))
    return [piece for piece in rest if any(c.isalnum() for c in piece.of(text))]


def _part(text: str, spans: Sequence[Span]) -> Part:
    return Part(
        tuple(CharSpan(span.start, span.end) for span in spans), " ".join(span.of(text) for span in spans)
    )
