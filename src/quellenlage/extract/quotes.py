"""Quotes: what a report says that somebody said, before it is settled who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import Block
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, StatementType
from quellenlage.extract.acts import act_of, declines
from quellenlage.extract.interviews import Turn, find_turns
from quellenlage.extract.quote import Quote, Seek, Swapped, quoted_words, seek_of, span_of
from quellenlage.extract.quote_cues import find_cues
from quellenlage.extract.quote_cutting import find_units, units_inside
from quellenlage.extract.quote_frame import Frame
from quellenlage.extract.quote_frames import Frames
from quellenlage.extract.quote_hearers import Hearers
from quellenlage.extract.quote_phrases import find_phrases
from quellenlage.extract.quote_units import Unit
from quellenlage.extract.quote_walk import Range, Walk
from quellenlage.extract.quotes_uncued import (
    MAY_GO_ON,
    SPEAKS_ON,
    find_bare,
    find_continuation,
    find_headline,
    find_uncued,
)
from quellenlage.lang.cues import CueRules
from quellenlage.lang.pack import LanguagePack
from quellenlage.text.tokens import tokenize

FARTHEST_ANTECEDENT = 3  # sentences between speech and speech that goes on in the same paragraph
NEXT_PARAGRAPH = 2


def find_quotes(
    text: str, sentences: Sequence[Sentence], blocks: Sequence[Block], pack: LanguagePack
) -> tuple[Quote, ...]:
    """The quotes of a report in the order of the text."""
    rules, out = pack.cues, list[Quote]()
    before: Unit | None = None
    turns = find_turns(text, blocks)
    for unit in find_units(text, sentences, blocks, rules):
        turn = turns.get(unit.block)
        if turn is not None and not turn.asks:
            if before is None or before.block != unit.block:
                out.append(_answer(unit, turn, rules))
            before = unit
            continue
        quotes = _quotes_of(unit, before, rules, pack.code)
        if not quotes or (all(q.of_speaker for q in quotes) and _follows_speech(unit, out)):
            going_on = find_continuation(unit, rules, pack.code)
            quotes = [going_on] if going_on else quotes
        if _resumes(quotes, out, before, unit):
            out[-1] = replace(out[-1], pieces=(*out[-1].pieces, *quotes[0].pieces))
            before = unit
            continue
        joined = [_joined_on(quote, out) for quote in quotes]
        out.extend([q for q in joined if _is_speech(text, q, out, rules)])
        out.extend(_nested(unit, sentences, rules, pack.code))
        before = unit
    return tuple(out)


def _follows_speech(unit: Unit, before: Sequence[Quote]) -> bool:
    """Whether something that is said or told stands in the sentence before."""
    last = before[-1] if before else None
    return last is not None and last.block == unit.block and unit.sentence - last.sentence == 1


def _answer(unit: Unit, turn: Turn, rules: CueRules) -> Quote:
    """What one paragraph of an answer says, in the words of its speaker."""
    return Quote(
        pieces=(turn.said,),
        type=StatementType.DIRECT,
        act=act_of(Act.ASSERT, "", False, False, turn.said.of(unit.text), rules),
        cue=(),
        seek=(Seek(turn.label, source=True, phrase=turn.label, whole=True),),
        rule="answer",
        sentence=unit.sentence,
        block=unit.block,
    )


def _resumes(quotes: Sequence[Quote], out: Sequence[Quote], before: Unit | None, unit: Unit) -> bool:
    """Whether the unit is the next paragraph of a direct quote, in marks of its own and without a cue."""
    if (
        len(quotes) != 1
        or quotes[0].rule != "bare"
        or not out
        or before is None
        or unit.heading
        or before.heading
    ):
        return False
    last = out[-1]
    return (
        last.type is StatementType.DIRECT
        and bool(last.cue)
        and last.sentence == before.sentence
        and unit.block - before.block <= 1
        and last.pieces[-1].end < quotes[0].pieces[0].start
    )


def _is_speech(text: str, quote: Quote, before: Sequence[Quote], rules: CueRules) -> bool:
    """Whether a sentence that only what stands before it shows to be speech is speech."""
    if quote.rule == MAY_GO_ON:
        return quote.continues is not None
    if quote.rule != SPEAKS_ON:
        return True
    if quote.continues is None:
        return False
    head = before[quote.continues]
    beside = head.block == quote.block and head.sentence == quote.sentence - 1
    said = (token.lower for piece in head.pieces for token in tokenize(text, piece))
    return beside and any(rules.is_a(word, "own_voice") for word in said)


def _joined_on(quote: Quote, before: Sequence[Quote]) -> Quote:
    """The quote with the index of the one whose speaker it inherits, where it inherits one."""
    if not quote.inherits:
        return quote
    return replace(quote, continues=_antecedent(quote, before))


def _antecedent(quote: Quote, before: Sequence[Quote]) -> int | None:
    """The last quote that is not nested in another, if it stands close enough before."""
    if not before or (before[-1].heading and not quote.heading):
        return None
    last = before[-1]
    near = quote.block == last.block and quote.sentence - last.sentence <= FARTHEST_ANTECEDENT
    if not near and not (quote.block == last.block + 1 and quote.sentence - last.sentence <= NEXT_PARAGRAPH):
        return None
    for index in range(len(before) - 1, -1, -1):
        candidate = before[index]
        if candidate.sentence != last.sentence:
            break
        if not any(
            _holds(other, candidate) for other in before[max(0, index - 6) :] if other is not candidate
        ):
            return index
    return len(before) - 1


def _holds(outer: Quote, inner: Quote) -> bool:
    """Whether the cue of one quote stands inside what the other says."""
    return any(p.contains(c) for p in outer.pieces for c in inner.cue)


def _quotes_of(unit: Unit, before: Unit | None, rules: CueRules, code: str) -> list[Quote]:
    cues = list(find_cues(unit, rules, code))
    phrases = list(find_phrases(unit, rules, code))
    walk = Walk(unit, rules, code)
    frames = Frames(unit, rules, code, cues, phrases).frames()
    out = [quote for frame in frames if (quote := _quote(unit, before, frame, walk)) is not None]
    used = {i for frame in frames for start, end in frame.content for i in range(start, end)}
    out.extend(find_uncued(unit, used, walk))
    out.extend(find_bare(unit, {*used, *_quoted_by(unit, out)}))
    if not out:
        out = find_headline(unit, walk)
    return sorted(out, key=lambda q: q.extent)


def _nested(unit: Unit, sentences: Sequence[Sentence], rules: CueRules, code: str) -> Iterator[Quote]:
    """Acts of others that a direct quote tells. What its speaker says of themselves is the quote itself."""
    if not any(unit.words[c.start].quotation >= 0 for c in unit.chunks if c.quotation is not None):
        return
    for inner in units_inside(unit, sentences, rules):
        cues = list(find_cues(inner, rules, code))
        if not cues:
            continue
        walk = Walk(inner, rules, code)
        for frame in Frames(inner, rules, code, cues, ()).frames():
            speaks_of_self = any(
                s.phrase is None or inner.lower(s.phrase[0]) in rules.mood.first_person
                for s in frame.seek[:1]
            )
            quote = None if speaks_of_self else _quote(inner, None, frame, walk)
            if quote is not None and quote.rule == "complement":
                yield replace(quote, rule="nested", needs_speaker=True)


def _quoted_by(unit: Unit, quotes: Sequence[Quote]) -> set[int]:
    return {
        i for i, word in enumerate(unit.words) if any(p.overlaps(word.span) for q in quotes for p in q.pieces)
    }


def _quote(unit: Unit, before: Unit | None, frame: Frame, walk: Walk) -> Quote | None:
    rules, told_before = walk.rules, frame.sentence_before
    if told_before and (before is None or before.block != unit.block or before.heading):
        return None
    source = before if told_before and before is not None else unit
    content = frame.content
    if told_before:
        first = Frames(source, rules, walk.code, (), ()).first_chunk()
        content = [(source.chunks[first].start, len(source.words))]
    pieces = tuple(dict.fromkeys(p for start, end in content for p in source.pieces(start, end)))
    if not pieces:
        return None
    said = " ".join(p.of(unit.text) for p in pieces)
    hearer = Hearers(walk)
    clause = frame.clause
    act = act_of(frame.act, frame.lemma, frame.negated, frame.told, said, rules, frame.predicates)
    if act is Act.CANNOT_CONFIRM and clause and declines((unit.lower(i) for i in range(*clause)), rules):
        act = Act.NO_COMMENT
    return Quote(
        pieces=pieces,
        type=_type(source, frame, content),
        act=act,
        cue=_cue_spans(unit, frame.cue),
        seek=tuple(seek_of(unit, s) for s in frame.seek if s.start < s.end),
        rule=frame.rule,
        sentence=unit.sentence,
        block=unit.block,
        heading=unit.heading,
        cut_source=frame.cut_source,
        clause=unit.span_of(*clause) if clause else None,
        addressee=span_of(unit, hearer.addressee(frame)),
        channel=span_of(unit, hearer.channel(frame)),
        swapped=_swapped(unit, frame),
        inherits=frame.back,
        needs_speaker=frame.told or frame.rule in ("as", "document-before"),
        passes_on=frame.passes_on,
        of_speaker=frame.of_speaker,
    )


def _swapped(unit: Unit, frame: Frame) -> Swapped | None:
    if frame.swapped is None:
        return None
    content, seek = frame.swapped
    pieces = tuple(p for start, end in content for p in unit.pieces(start, end))
    return Swapped(pieces, seek_of(unit, seek)) if pieces else None


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


def _type(unit: Unit, frame: Frame, content: Sequence[Range]) -> StatementType:
    quoted, plain = quoted_words(unit, content)
    if quoted and not plain:
        return StatementType.DIRECT
    if quoted:
        return StatementType.MIXED
    if frame.told and not frame.calls:
        return StatementType.REPORTED
    return StatementType.INDIRECT
