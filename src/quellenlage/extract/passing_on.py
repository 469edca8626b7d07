"""Media that pass on what another says: they get no statement of their own, they stand in its `via`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from quellenlage.domain.report import CreditKind, Layout
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.extract.quote import Quote

NEAR = 4  # quotes before and behind
SHARED = 0.6  # of the shorter quote's characters, for two to tell the same


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks a quote: the printed words, the participant they stand for, and who passes it on."""

    speaker: Span | None = None
    participant: str | None = None
    via: tuple[str, ...] = ()
    joint: tuple[tuple[Span, str | None], ...] = ()
    swapped: bool = False  # subject and object of the clause are read the other way round


@dataclass(slots=True)
class PassedOn:
    """Indices of quotes that get no statement of their own, and which media pass on what."""

    dropped: set[int] = field(default_factory=set)
    media: list[tuple[tuple[Span, ...], str]] = field(default_factory=list)

    def with_via(self, statement: Statement) -> Statement:
        """The statement with the media that pass on its words."""
        media = {medium for pieces, medium in self.media if _same_words(pieces, statement.quote)}
        via = tuple(sorted({*statement.via, *media} - {statement.participant or ""}))
        return statement if via == statement.via else replace(statement, via=via)


def find_passed_on(quotes: Sequence[Quote], voices: Sequence[Voice], layout: Layout) -> PassedOn:
    """The quotes that only pass on another of the same sentence."""
    cites = tuple(c.span for c in layout.credits if c.kind is CreditKind.CITES)

    def is_medium(speaker: Span | None) -> bool:
        return speaker is not None and any(speaker.overlaps(cited) for cited in cites)

    out = PassedOn()
    for index, (quote, voice) in enumerate(zip(quotes, voices, strict=True)):
        if quote.passes_on:
            out.dropped.add(index)
        if voice.participant is None or not (quote.passes_on or is_medium(voice.speaker)):
            continue
        for other in _near(quotes, index):
            own = voices[other]
            if own.participant in (None, voice.participant) or is_medium(own.speaker):
                continue
            if _same_words(quote.pieces, quotes[other].pieces):
                out.dropped.add(index)
                out.media.append((quotes[other].pieces, voice.participant))
    return out


def _near(quotes: Sequence[Quote], index: int) -> Iterator[int]:
    for other in range(max(0, index - NEAR), min(len(quotes), index + NEAR + 1)):
        if other != index and quotes[other].sentence == quotes[index].sentence:
            yield other


def _same_words(left: Sequence[Span], right: Sequence[Span]) -> bool:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    shorter = min(sum(len(a) for a in left), sum(len(b) for b in right))
    return shared >= SHARED * shorter > 0
