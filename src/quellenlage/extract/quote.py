"""A quote: something said, where its speaker must be sought, before it is settled who that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, StatementType
from quellenlage.extract.quote_subjects import Seek as WordSeek
from quellenlage.extract.quote_units import Unit
from quellenlage.extract.quote_walk import Range


@dataclass(frozen=True, slots=True)
class Seek:
    """Where the speaker stands: the first mention in `span`, or the `last`.

    `source` says that the speaker may follow a preposition there. `phrase` is the noun phrase that stands
    where the speaker must stand, as far as word classes and capitals show it; `whole` says that all of its
    words name the speaker.
    """

    span: Span
    last: bool = False
    source: bool = False
    phrase: Span | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Swapped:
    """The other reading of a clause whose form does not tell subject from object."""

    pieces: tuple[Span, ...]
    seek: Seek


@dataclass(frozen=True, slots=True)
class Quote:
    """Something said, without its speaker.

    `seek` are the places where the speaker stands, best first; `speaker` is set where the form of the
    text alone settles the words. `cut_source` says that the speaker's words may stand among `pieces`
    and are to be cut out. `continues` is the index of the quote whose speaker this one inherits.
    `label`: the speaker is what stands before a colon, and may be a topic instead. `of_speaker`: where
    speech stands before, it goes on with this one. `clause` holds cue, addressee and channel. `confidence`
    is the trained reader's, where it was asked.
    """

    pieces: tuple[Span, ...]
    type: StatementType
    act: Act
    cue: tuple[Span, ...]
    seek: tuple[Seek, ...]
    rule: str
    sentence: int
    block: int
    heading: bool = False
    cut_source: bool = False
    speaker: Span | None = None
    clause: Span | None = None
    swapped: Swapped | None = None
    addressee: Span | None = None
    channel: Span | None = None
    inherits: bool = False
    needs_speaker: bool = False
    label: bool = False
    passes_on: bool = False
    of_speaker: bool = False
    continues: int | None = None
    confidence: float | None = None

    @property
    def extent(self) -> Span:
        """From the first to the last character of pieces and cue."""
        spans = (*self.pieces, *self.cue)
        return Span(min(s.start for s in spans), max(s.end for s in spans))


def span_of(unit: Unit, where: Range | None) -> Span | None:
    """The characters of a range of words."""
    return unit.span_of(*where) if where else None


def seek_of(unit: Unit, seek: WordSeek) -> Seek:
    """A place among words as a place among characters."""
    phrase = unit.span_of(*seek.phrase) if seek.phrase else None
    if phrase is not None and seek.letters:
        phrase = Span(phrase.start, phrase.start + seek.letters)
        if len(phrase) > 4 and phrase.of(unit.text).endswith("s"):
            phrase = Span(phrase.start, phrase.end - 1)
    return Seek(unit.span_of(seek.start, seek.end), seek.last, seek.source, phrase, seek.whole)


def quoted_words(unit: Unit, content: Sequence[Range]) -> tuple[int, int]:
    """How many words of the ranges stand in quotation marks, and how many do not."""
    words = [unit.words[i] for start, end in content for i in range(start, end) if unit.words[i].is_word]
    quoted = sum(1 for word in words if word.quotation >= 0)
    return quoted, len(words) - quoted
