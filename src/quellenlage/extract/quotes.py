"""Quotes: what a report says that somebody said, before it is settled who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import Block
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, StatementType
from quellenlage.extract.acts import act_of
from quellenlage.extract.mood import conditional_at, subjunctive_at
from quellenlage.extract.quote_cues import find_cues
from quellenlage.extract.quote_frame import Frame
from quellenlage.extract.quote_frames import Frames
from quellenlage.extract.quote_hearers import Hearers
from quellenlage.extract.quote_phrases import find_phrases
from quellenlage.extract.quote_subjects import Seek as WordSeek
from quellenlage.extract.quote_units import Chunk, Unit, find_units, units_inside
from quellenlage.extract.quote_walk import Range, Walk
from quellenlage.lang.cues import CueRules
from quellenlage.lang.pack import LanguagePack

COLON_SPEAKER_WORDS = 9
FARTHEST_ANTECEDENT = 3  # sentences between speech and speech that goes on in the same paragraph
NEXT_PARAGRAPH = 2
CLAUSE_ALONE = "clause-alone"
MAY_GO_ON = "may-go-on"  # a conditional alone; speech only where speech stands before
SHORTEST_BARE_QUOTE = 3  # words


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
    swapped: Swapped | None = None
    addressee: Span | None = None
    channel: Span | None = None
    inherits: bool = False
    needs_speaker: bool = False
    passes_on: bool = False
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
    before: Unit | None = None
    for unit in find_units(text, sentences, blocks, rules):
        quotes = _quotes_of(unit, before, rules, pack.code)
        if not quotes:
            going_on = _continuation(unit, rules, pack.code)
            quotes = [going_on] if going_on else []
        if _resumes(quotes, out, before, unit):
            out[-1] = replace(out[-1], pieces=(*out[-1].pieces, *quotes[0].pieces))
            before = unit
            continue
        joined = [_joined_on(quote, out) for quote in quotes]
        out.extend(q for q in joined if q.continues is not None or q.rule != MAY_GO_ON)
        out.extend(_nested(unit, sentences, rules, pack.code))
        before = unit
    return tuple(out)


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
    out.extend(_uncued(unit, used, walk))
    out.extend(_bare(unit, {*used, *_quoted_by(unit, out)}))
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
    return Quote(
        pieces=pieces,
        type=_type(source, frame, content),
        act=act_of(frame.act, frame.lemma, frame.negated, frame.told, said, rules, frame.predicates),
        cue=_cue_spans(unit, frame.cue),
        seek=tuple(_seek(unit, s) for s in frame.seek if s.start < s.end),
        rule=frame.rule,
        sentence=unit.sentence,
        block=unit.block,
        heading=unit.heading,
        cut_source=frame.cut_source,
        clause=unit.span_of(*clause) if clause else None,
        addressee=_span(unit, hearer.addressee(frame)),
        channel=_span(unit, hearer.channel(frame)),
        swapped=_swapped(unit, frame),
        inherits=frame.back,
        needs_speaker=frame.told or frame.rule == "as",
        passes_on=frame.passes_on,
    )


def _swapped(unit: Unit, frame: Frame) -> Swapped | None:
    if frame.swapped is None:
        return None
    content, seek = frame.swapped
    pieces = tuple(p for start, end in content for p in unit.pieces(start, end))
    return Swapped(pieces, _seek(unit, seek)) if pieces else None


def _span(unit: Unit, where: Range | None) -> Span | None:
    return unit.span_of(*where) if where else None


def _seek(unit: Unit, seek: WordSeek) -> Seek:
    phrase = unit.span_of(*seek.phrase) if seek.phrase else None
    if phrase is not None and seek.letters:
        phrase = Span(phrase.start, phrase.start + seek.letters)
        if len(phrase) > 4 and phrase.of(unit.text).endswith("s"):
            phrase = Span(phrase.start, phrase.end - 1)
    return Seek(unit.span_of(seek.start, seek.end), seek.last, seek.source, phrase, seek.whole)


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
    quoted, plain = _counts(unit, content)
    if quoted and not plain:
        return StatementType.DIRECT
    if quoted:
        return StatementType.MIXED
    if frame.told and not frame.predicates:
        return StatementType.REPORTED
    return StatementType.INDIRECT


def _counts(unit: Unit, content: Sequence[Range]) -> tuple[int, int]:
    words = [unit.words[i] for start, end in content for i in range(start, end) if unit.words[i].is_word]
    quoted = sum(1 for word in words if word.quotation >= 0)
    return quoted, len(words) - quoted


def _uncued(unit: Unit, used: set[int], walk: Walk) -> list[Quote]:
    """Direct quotes beside a speaker without a known cue: "X: „...“", "„...“, lacht X"."""
    out = []
    for index, chunk in enumerate(unit.chunks):
        if chunk.quotation is None or any(i in used for i in range(chunk.start, chunk.end)):
            continue
        beside = _before_colon(unit, index, walk) or _behind_quote(unit, index, walk)
        pieces = unit.pieces(chunk.start, chunk.end)
        if beside is None or not pieces:
            continue
        seek, cue, rule = beside
        said = " ".join(p.of(unit.text) for p in pieces)
        out.append(
            Quote(
                pieces=pieces,
                type=StatementType.DIRECT,
                act=act_of(Act.ASSERT, "", False, False, said, walk.rules),
                cue=cue,
                seek=(seek,),
                rule=rule,
                sentence=unit.sentence,
                block=unit.block,
                heading=unit.heading,
            )
        )
        used.update(range(chunk.start, chunk.end))
    return out


Beside = tuple[Seek, tuple[Span, ...], str]


def _before_colon(unit: Unit, index: int, walk: Walk) -> Beside | None:
    """The speaker before a colon: the bare name, or the subject of the clause."""
    if index == 0 or unit.chunks[index].before != ":":
        return None
    first = unit.chunks[0]
    name = unit.chunks[index - 1]
    if not walk.has_verb(name.start, name.end) and name.end - name.start <= COLON_SPEAKER_WORDS:
        return Seek(unit.span_of(name.start, name.end)), (), "colon"
    if first.quotation is not None or not walk.has_verb(first.start, name.end):
        return None
    phrase = walk.phrase_in(first.start, name.end)
    if phrase is None:
        return None
    return _seek(unit, WordSeek(first.start, name.end, phrase=phrase)), (), "colon-clause"


def _behind_quote(unit: Unit, index: int, walk: Walk) -> Beside | None:
    """The subject behind a verb that follows the quote."""
    if not walk.rules.syntax.verb_second or index + 1 >= len(unit.chunks):
        return None
    chunk = unit.chunks[index + 1]
    if chunk.before not in (",", "”") or unit.words[chunk.start].capital or not walk.is_finite(chunk.start):
        return None
    if chunk.end - chunk.start < 2 or walk.is_a(chunk.start, "have", "be", "passive", "modal"):
        return None
    phrase = walk.phrase_in(chunk.start + 1, chunk.end)
    if phrase is None or phrase[0] > chunk.start + 2:
        return None
    cue = (unit.words[chunk.start].span,)
    return _seek(unit, WordSeek(chunk.start + 1, chunk.end, phrase=phrase)), cue, "post-unknown"


def _bare(unit: Unit, used: set[int]) -> list[Quote]:
    """Words in quotation marks that are a sentence of their own and that no cue claims."""
    out = []
    for index, chunk in enumerate(unit.chunks):
        if chunk.quotation is None or any(i in used for i in range(chunk.start, chunk.end)):
            continue
        words = sum(1 for i in range(chunk.start, chunk.end) if unit.words[i].is_word)
        alone = len(unit.chunks) == 1
        follows = index > 0 and chunk.before in (":", "", "”") and any(i in used for i in range(chunk.start))
        pieces = unit.pieces(chunk.start, chunk.end)
        if pieces and (alone or follows) and words >= SHORTEST_BARE_QUOTE:
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
                    inherits=not unit.heading,
                )
            )
    return out


def _continuation(unit: Unit, rules: CueRules, code: str) -> Quote | None:
    """A sentence in the subjunctive without a cue: speech that goes on.

    Where only a dependent clause is in that mood, the sentence is the report's own, and the clause is what
    somebody said whom the sentence does not name.
    """
    if unit.heading or not unit.words:
        return None
    walk = Walk(unit, rules, code)
    plain = [c for c in unit.chunks if c.quotation is None]
    main = [c for c in plain if not _is_subordinate(c, walk)]
    if any(subjunctive_at(unit, c.start, c.end, rules, code) is not None for c in main):
        return _going_on(unit, 0, "goes-on", rules)
    if any(conditional_at(unit, c.start, c.end, rules) is not None for c in main):
        return _going_on(unit, 0, MAY_GO_ON, rules)
    for chunk in plain:
        if subjunctive_at(unit, chunk.start, chunk.end, rules, code) is not None:
            return _going_on(unit, chunk.start, CLAUSE_ALONE, rules)
    return None


def _going_on(unit: Unit, start: int, rule: str, rules: CueRules) -> Quote | None:
    pieces = unit.pieces(start, len(unit.words))
    if not pieces:
        return None
    quoted, _ = _counts(unit, [(start, len(unit.words))])
    said = " ".join(p.of(unit.text) for p in pieces)
    return Quote(
        pieces=pieces,
        type=StatementType.MIXED if quoted else StatementType.INDIRECT,
        act=act_of(Act.ASSERT, "", False, False, said, rules),
        cue=(),
        seek=(),
        rule=rule,
        sentence=unit.sentence,
        block=unit.block,
        inherits=rule != CLAUSE_ALONE,
    )


def _is_subordinate(chunk: Chunk, walk: Walk) -> bool:
    """Whether the chunk is a clause that depends on another."""
    if walk.is_a(chunk.start, "that", "subordinator", "purpose", "question"):
        return True
    if chunk.before != ",":
        return False
    return walk.is_aside(chunk) and not (
        walk.is_a(chunk.start, "determiner") and walk.heads_phrase(chunk.start, chunk.end)
    )
