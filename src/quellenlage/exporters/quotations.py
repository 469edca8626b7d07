"""Readings as the German news quotation data of Petersen-Frey and Biemann (LREC-COLING 2024) has them.

Its guide cuts otherwise than ours, so spans are brought to its conventions:

- A direct quote includes its marks. Words in marks inside of indirect speech are a direct quote of their own,
  unless it is a single word.
- A told act ("Reported") is the whole sentence; its cue and frame are empty.
- Indirect speech with a cue ends before the full stop. What goes on without a cue in another sentence is a
  quote of its own ("IndirectFreeIndirect"): the whole sentence, of the speaker before.
- Of "nach Angaben der Polizei" the cue is "nach", the speaker "Angaben der Polizei". Auxiliaries ("hat
  mitgeteilt"), "wie" and words that point to what is said ("darauf") belong to a cue.
- The frame is what the sentence of the cue says beside the quote, with its commas, without the last stop.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.reading import Reading
from quellenlage.domain.span import Span, merged, stripped, without
from quellenlage.domain.statement import Statement, StatementType

MARKS = "„“”‟\"«»‹›‚‘’'"
BETWEEN_PIECES = MARKS + " \n\t,.:;–-\u00a0"
STOPS = ".!? \n\t\u00a0"
IN_MARKS = re.compile(r"„[^„“”\n]+[“”]|»[^«»\n]+«|“[^“”\n]+”|(?<!\w)\"[^\"\n]+\"(?!\w)")
WORD = re.compile(r"\w+")
JOINS = re.compile(r",|\b(?:und|oder|aber)\b")
# The data is German, so are these words.
PREPOSITIONS = frozenset({"nach", "laut", "gemäß", "zufolge", "entsprechend"})
HAVING = frozenset({"hat", "hatte", "haben", "hatten", "habe", "hätte", "hätten"})
BEING = frozenset({"ist", "war", "sind", "waren", "sei", "seien", "wäre", "wären"})
BECOMING = frozenset({"wird", "wurde", "werden", "wurden", "werde", "würde", "würden", "worden"})
AUXILIARIES = HAVING | BEING | BECOMING
POINTING = frozenset({"wie", "darauf", "davon", "darüber", "dafür"})
WHOLE = 0.8  # share of a sentence that speech without a cue fills to be the sentence
FARTHEST = 3  # sentences between speech that goes on and the speaker before


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
class _Quotation:
    """One quotation before it is numbered."""

    type: str
    nested: bool
    quote: tuple[Span, ...]
    speaker: Span | None = None
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: Span | None = None


def quotes_document(reading: Reading) -> QuotesDocument:
    """The statements of a reading as quotations of the types of that data."""
    text = reading.report.text
    quotations = _Quotations(reading)
    found = [q for s in quotations.statements() for q in quotations.of(s)]
    return QuotesDocument(
        reading.report.source, tuple(_annotation(text, number, q) for number, q in enumerate(found))
    )


class Conventions:
    """How that data cuts what is said in a report."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self.sentences = tuple(sentences)

    def pieces(self, quote: Sequence[Span]) -> tuple[Span, ...]:
        """The pieces of a quote with the marks around them, as one where only signs stand between."""
        out = [quote[0]]
        for piece in quote[1:]:
            if not self.text[out[-1].end : piece.start].strip(BETWEEN_PIECES):
                out[-1] = out[-1].to(piece)
            else:
                out.append(piece)
        return tuple(self._with_marks(piece) for piece in out)

    def whole(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The sentences that the spans stand in, as one where they follow one another."""
        out: list[Span] = []
        before = -1
        for index, sentence in enumerate(self.sentences):
            if not any(sentence.overlaps(s) for s in spans):
                continue
            if out and before == index - 1:
                out[-1] = out[-1].to(sentence)
            else:
                out.append(sentence)
            before = index
        return tuple(out) or tuple(spans)

    def goes_on(self, pieces: Sequence[Span]) -> tuple[Span, ...]:
        """Speech without a cue: the whole sentences that it fills nearly."""
        whole = self.whole(pieces)
        return whole if sum(map(len, pieces)) >= WHOLE * sum(map(len, whole)) else tuple(pieces)

    def frame(self, cue: Sequence[Span], quote: Sequence[Span]) -> tuple[Span, ...]:
        """What the sentences of the cue say beside the quote."""
        around = self.whole(cue) if cue else ()
        rest = [stripped(self.text, piece) for sentence in around for piece in without(sentence, quote)]
        ends = {sentence.end for sentence in around}
        cut = (self.before_stop(p) if p.end in ends else p for p in rest)
        return tuple(p for p in cut if any(c.isalnum() for c in p.of(self.text)))

    def before_stop(self, piece: Span) -> Span:
        """The piece without the stop that it ends with."""
        return Span(piece.start, piece.start + len(piece.of(self.text).rstrip(STOPS)))

    def in_marks(self, piece: Span) -> Iterator[Span]:
        """The stretches in marks of more than one word."""
        for found in IN_MARKS.finditer(self.text, piece.start, piece.end):
            if len(found.group().split()) > 1:
                yield Span(*found.span())

    def _with_marks(self, piece: Span) -> Span:
        start, end, text = piece.start, piece.end, self.text
        start -= start > 0 and text[start - 1] in MARKS
        end += end < len(text) and text[end] in MARKS
        return Span(start, end)


class _Quotations:
    """The quotations of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.sentences = tuple(s.span for s in reading.sentences)
        self.cut = Conventions(self.text, self.sentences)

    def statements(self) -> Iterator[Statement]:
        """The statements, what of them goes on behind the sentence of the cue apart, each with a speaker."""
        spoken: list[Statement] = []
        for s in self.reading.statements:
            for part in self._by_sentence(s):
                speaker = part.speaker or self._speaker_before(part, spoken)
                spoken.append(replace(part, speaker=speaker))
                yield spoken[-1]

    def of(self, s: Statement) -> Iterator[_Quotation]:
        """A statement as one quotation, and the quotations in marks inside of it."""
        if s.type is StatementType.REPORTED:
            whole = self.cut.whole((*s.quote, *s.cue))
            yield _Quotation("Reported", s.within is not None, whole, s.speaker, addressee=s.addressee)
            return
        quote = self.cut.pieces(s.quote)
        if not s.cue and s.type is not StatementType.DIRECT:
            quote = self.cut.goes_on(quote)
        kind = "Direct" if s.type is StatementType.DIRECT else "Indirect" if s.cue else "IndirectFreeIndirect"
        frame = self.cut.frame(s.cue, quote)
        cue, speaker = self._cue(s, frame)
        own = _Quotation(kind, s.within is not None, quote, speaker, cue, frame, s.addressee)
        yield own
        if kind != "Direct":
            for inner in (m for piece in quote for m in self.cut.in_marks(piece) if m != piece):
                yield replace(own, type="Direct", nested=True, quote=(inner,))

    def _by_sentence(self, s: Statement) -> Sequence[Statement]:
        if s.type in (StatementType.DIRECT, StatementType.REPORTED) or len(s.quote) == 1 or not s.cue:
            return [s]
        own = max((x.end for x in self.sentences if any(x.overlaps(c) for c in s.cue)), default=0)
        first = tuple(p for p in s.quote if p.start < own)
        if not first:
            return [s]
        behind = [_within(x, [p for p in s.quote if p.start >= own]) for x in self.sentences]
        return [replace(s, quote=first), *(replace(s, quote=p, cue=(), addressee=None) for p in behind if p)]

    def _speaker_before(self, s: Statement, spoken: Sequence[Statement]) -> Span | None:
        """Where the speaker of speech that goes on was named last."""
        if s.participant is None:
            return None
        at = self._sentence(s.quote[0].start)
        near = (o for o in reversed(spoken) if o.participant == s.participant and o.speaker is not None)
        last = next((o.speaker for o in near), None)
        return last if last is not None and 0 <= at - self._sentence(last.start) <= FARTHEST else None

    def _sentence(self, place: int) -> int:
        return sum(x.end <= place for x in self.sentences)

    def _cue(self, s: Statement, frame: Sequence[Span]) -> tuple[tuple[Span, ...], Span | None]:
        """The cue and the speaker: of phrases the preposition and all that is behind it, of verbs with the
        words of its clause that belong to it.
        """
        words = [Span(*m.span()) for c in s.cue for m in WORD.finditer(self.text, c.start, c.end)]
        if not words:
            return s.cue, s.speaker
        first, *nouns = words
        if first.of(self.text).lower() in PREPOSITIONS:
            around = [x for x in (*nouns, s.speaker) if x is not None and x.start > first.start]
            phrase = Span(min(x.start for x in around), max(x.end for x in around)) if nouns else None
            whole = phrase is not None and any(p.contains(phrase) for p in frame)
            return (first,), phrase if whole else s.speaker
        piece = next((p for p in frame if p.overlaps(s.cue[-1])), None)
        if piece is None:
            return s.cue, s.speaker
        beside = (Span(*m.span()) for m in WORD.finditer(self.text, piece.start, piece.end))
        belonging = (w for w in beside if self._belongs(w, words))
        return merged((*s.cue, *belonging)), s.speaker

    def _belongs(self, word: Span, cue: Sequence[Span]) -> bool:
        """Whether a word is an auxiliary or pointing word in the clause of the cue."""
        low = word.of(self.text).lower()
        between = self.text[min(word.end, cue[-1].end) : max(word.start, cue[-1].start)]
        if JOINS.search(between) or any(word.overlaps(c) for c in cue):
            return False
        return low in POINTING or (low in AUXILIARIES and _participle(cue[-1].of(self.text)))


def _within(sentence: Span, pieces: Sequence[Span]) -> tuple[Span, ...]:
    """What of the pieces stands in a sentence."""
    own = (p for p in pieces if p.overlaps(sentence))
    return tuple(Span(max(p.start, sentence.start), min(p.end, sentence.end)) for p in own)


def _participle(word: str) -> bool:
    return word.endswith(("t", "en"))


def _annotation(text: str, number: int, q: _Quotation) -> Annotation:
    def part(spans: Sequence[Span]) -> Part:
        return Part(tuple(CharSpan(s.start, s.end) for s in spans), " ".join(s.of(text) for s in spans))

    return Annotation(
        id=number,
        type=q.type,
        medium="",
        isNested=q.nested,
        quote=part(q.quote),
        speaker=part([q.speaker] if q.speaker else []),
        cue=part(q.cue),
        frame=part(q.frame),
        addressee=part([q.addressee] if q.addressee else []),
    )
