"""Quotes: what a report says that somebody said, before it is settled who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import Block
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, StatementType
from quellenlage.extract.acts import act_of
from quellenlage.extract.mood import conditional_at, is_verb, subjunctive_at
from quellenlage.extract.quote_cues import find_cues, find_phrases
from quellenlage.extract.quote_frames import Frame, Frames, Range
from quellenlage.extract.quote_frames import Seek as WordSeek
from quellenlage.extract.quote_units import Unit, find_units
from quellenlage.lang.cues import CueRules
from quellenlage.lang.pack import LanguagePack

COLON_SPEAKER_WORDS = 9
SHORTEST_BARE_QUOTE = 3  # words


@dataclass(frozen=True, slots=True)
class Seek:
    """Where the speaker stands: the first mention in `span`, or the `last`.

    `source` says that the speaker may follow a preposition there.
    """

    span: Span
    last: bool = False
    source: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Something said, without its speaker.

    `seek` are the places where the speaker stands, best first; `speaker` is set where the form of the
    text alone settles the words. `cut_source` says that the speaker's words may stand among `pieces`
    and are to be cut out. `continues` is the index of the quote whose speaker this one inherits.
    `clause` holds cue, addressee and channel.
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
    continues: int | None = None

    @property
    def extent(self) -> Span:
        """From the first to the last character of pieces and cue."""
        spans = (*self.pieces, *self.cue)
        return Span(min(s.start for s in spans), max(s.end for s in spans))


def find_quotes(
    text: str, sentences: Sequence[Sentence], blocks: Sequence[Block], pack: LanguagePack
) -> tuple[Quote, ...]:
    """The quotes of a report in the order of the text."""
    rules, out = pack.cues, list[Quote]()
    for unit in find_units(text, sentences, blocks, rules):
        quotes = _quotes_of(unit, rules, pack.code)
        if not quotes:
            going_on = _continuation(unit, out, rules, pack.code)
            quotes = [going_on] if going_on else []
        out.extend(quotes)
    return tuple(out)


def _quotes_of(unit: Unit, rules: CueRules, code: str) -> list[Quote]:
    cues = list(find_cues(unit, rules, code))
    phrases = list(find_phrases(unit, rules, code))
    frames = Frames(unit, rules, code, cues, phrases).frames()
    out = [quote for frame in frames if (quote := _quote(unit, frame, rules)) is not None]
    used = {i for frame in frames for start, end in frame.content for i in range(start, end)}
    out.extend(_colon_speakers(unit, used, rules, code))
    out.extend(_bare(unit, {*used, *_quoted_by(unit, out)}))
    return sorted(out, key=lambda q: q.extent)


def _quoted_by(unit: Unit, quotes: Sequence[Quote]) -> set[int]:
    return {
        i for i, word in enumerate(unit.words) if any(p.overlaps(word.span) for q in quotes for p in q.pieces)
    }


def _quote(unit: Unit, frame: Frame, rules: CueRules) -> Quote | None:
    pieces = tuple(p for start, end in frame.content for p in unit.pieces(start, end))
    pieces = tuple(dict.fromkeys(pieces))
    if not pieces:
        return None
    said = " ".join(p.of(unit.text) for p in pieces)
    return Quote(
        pieces=pieces,
        type=_type(unit, frame),
        act=act_of(frame.act, frame.lemma, frame.negated, frame.told, said, rules),
        cue=_cue_spans(unit, frame.cue),
        seek=tuple(_seek(unit, s) for s in frame.seek if s.start < s.end),
        rule=frame.rule,
        sentence=unit.sentence,
        block=unit.block,
        heading=unit.heading,
        cut_source=frame.cut_source,
        clause=unit.span_of(*frame.addressed) if frame.addressed else None,
    )


def _seek(unit: Unit, seek: WordSeek) -> Seek:
    return Seek(unit.span_of(seek.start, seek.end), seek.last, seek.source)


def _cue_spans(unit: Unit, words: Sequence[int]) -> tuple[Span, ...]:
    """The cue's words, neighbours joined."""
    out: list[Span] = []
    last = -2
    for i in words:
        if i == last + 1:
            out[-1] = out[-1].to(unit.words[i].span)
        else:
            out.append(unit.words[i].span)
        last = i
    return tuple(out)


def _type(unit: Unit, frame: Frame) -> StatementType:
    quoted, plain = _counts(unit, frame.content)
    if quoted and not plain:
        return StatementType.DIRECT
    if quoted:
        return StatementType.MIXED
    predicates = frame.lemma.partition("|")[0] in ("",) or frame.rule == "predicated"
    if frame.told and not predicates:
        return StatementType.REPORTED
    return StatementType.INDIRECT


def _counts(unit: Unit, content: Sequence[Range]) -> tuple[int, int]:
    words = [unit.words[i] for start, end in content for i in range(start, end) if unit.words[i].is_word]
    quoted = sum(1 for word in words if word.quotation >= 0)
    return quoted, len(words) - quoted


def _colon_speakers(unit: Unit, used: set[int], rules: CueRules, code: str) -> list[Quote]:
    """A speaker, a colon and words in quotation marks: the form that headlines and interviews have."""
    out = []
    for index, chunk in enumerate(unit.chunks):
        if chunk.quotation is None or chunk.before != ":" or chunk.start in used or index == 0:
            continue
        name = unit.chunks[index - 1]
        long = name.end - name.start > COLON_SPEAKER_WORDS
        if long or any(is_verb(unit, i, rules, code) for i in range(name.start, name.end)):
            continue
        span = unit.span_of(name.start, name.end)
        out.append(
            Quote(
                pieces=unit.pieces(chunk.start, chunk.end),
                type=StatementType.DIRECT,
                act=act_of(Act.ASSERT, "", False, False, _said(unit, chunk.start, chunk.end), rules),
                cue=(),
                seek=(Seek(span),),
                rule="colon",
                sentence=unit.sentence,
                block=unit.block,
                heading=unit.heading,
            )
        )
        used.update(range(chunk.start, chunk.end))
    return [q for q in out if q.pieces]


def _said(unit: Unit, start: int, end: int) -> str:
    return " ".join(p.of(unit.text) for p in unit.pieces(start, end))


def _bare(unit: Unit, used: set[int]) -> list[Quote]:
    """Words in quotation marks that are a sentence of their own and that no cue claims."""
    out = []
    for chunk in unit.chunks:
        if chunk.quotation is None or any(i in used for i in range(chunk.start, chunk.end)):
            continue
        words = sum(1 for i in range(chunk.start, chunk.end) if unit.words[i].is_word)
        pieces = unit.pieces(chunk.start, chunk.end)
        alone = len(unit.chunks) == 1
        if pieces and alone and words >= SHORTEST_BARE_QUOTE:
            out.append(
                Quote(
                    pieces=pieces,
                    type=StatementType.DIRECT,
                    act=Act.ASSERT,
                    cue=(),
                    seek=(),
                    rule="bare",
                    sentence=unit.sentence,
                    block=unit.block,
                    heading=unit.heading,
                )
            )
    return out


def _continuation(unit: Unit, before: Sequence[Quote], rules: CueRules, code: str) -> Quote | None:
    """A sentence in the subjunctive without a cue: speech that goes on."""
    if unit.heading or not unit.words:
        return None
    last = before[-1] if before else None
    near = last is not None and last.block == unit.block
    at = subjunctive_at(unit, 0, len(unit.words), rules, code)
    if at is None and near and last is not None and last.sentence + 1 >= unit.sentence - 1:
        at = conditional_at(unit, 0, len(unit.words), rules)
    if at is None:
        return None
    pieces = unit.pieces(0, len(unit.words))
    if not pieces:
        return None
    pieces = (*pieces[:-1], _without_stop(unit.text, pieces[-1]))
    quoted, plain = _counts(unit, [(0, len(unit.words))])
    said = " ".join(p.of(unit.text) for p in pieces)
    return Quote(
        pieces=pieces,
        type=StatementType.MIXED if quoted else StatementType.INDIRECT,
        act=act_of(Act.ASSERT, "", False, False, said, rules),
        cue=(),
        seek=(),
        rule="goes-on",
        sentence=unit.sentence,
        block=unit.block,
        continues=len(before) - 1 if last is not None and unit.block - last.block <= 1 else None,
    )


def _without_stop(text: str, span: Span) -> Span:
    return Span(span.start, span.end - 1) if len(span) > 1 and text[span.end - 1] in ".!?" else span


__all__ = ["Quote", "Seek", "find_quotes", "replace"]
