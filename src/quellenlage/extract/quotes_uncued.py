"""Speech without a known cue: beside a speaker, alone in quotation marks, or going on in the subjunctive."""

from __future__ import annotations

from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, StatementType
from quellenlage.extract.acts import act_of
from quellenlage.extract.mood import conditional_at, subjunctive_at
from quellenlage.extract.quote import Quote, Seek, quoted_words, seek_of
from quellenlage.extract.quote_subjects import Seek as WordSeek
from quellenlage.extract.quote_units import Chunk, Unit
from quellenlage.extract.quote_walk import Walk
from quellenlage.lang.cues import CueRules

COLON_SPEAKER_WORDS = 9
LABEL_WORDS = 5
MOST_LABELS = 2  # "Wirtschaft: Bafin: ..."
CLAUSE_ALONE = "clause-alone"
MAY_GO_ON = "may-go-on"  # a conditional alone; speech only where speech stands before
SPEAKS_ON = "speaks-on"  # in the first person; speech only where that person spoke before, marks being lost
SHORTEST_BARE_QUOTE = 3  # words


def find_uncued(unit: Unit, used: set[int], walk: Walk) -> list[Quote]:
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
    return seek_of(unit, WordSeek(first.start, name.end, phrase=phrase)), (), "colon-clause"


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
    return seek_of(unit, WordSeek(chunk.start + 1, chunk.end, phrase=phrase)), cue, "post-unknown"


def find_headline(unit: Unit, walk: Walk) -> list[Quote]:
    """What a headline says behind a label: "Minister: Kein Abzug vor 2022". The label may be a topic."""
    colon = max(
        (i for i, chunk in enumerate(unit.chunks[: MOST_LABELS + 1]) if chunk.before == ":"), default=0
    )
    if not unit.heading or not colon:
        return []
    label, first = unit.chunks[colon - 1], unit.chunks[colon]
    words = sum(1 for i in range(first.start, len(unit.words)) if unit.words[i].is_word)
    if label.end - label.start > LABEL_WORDS or words < SHORTEST_BARE_QUOTE:
        return []
    if label.quotation is not None or walk.has_verb(label.start, label.end):
        return []
    pieces = unit.pieces(first.start, len(unit.words))
    quoted, plain = quoted_words(unit, [(first.start, len(unit.words))])
    if not pieces or not plain:
        return []
    said = " ".join(p.of(unit.text) for p in pieces)
    place = unit.span_of(label.start, label.end)
    return [
        Quote(
            pieces=pieces,
            type=StatementType.MIXED if quoted else StatementType.INDIRECT,
            act=act_of(Act.ASSERT, "", False, False, said, walk.rules),
            cue=(),
            seek=(Seek(place, source=True, phrase=place),),
            rule="headline",
            sentence=unit.sentence,
            block=unit.block,
            heading=True,
            needs_speaker=True,
            label=not walk.is_a(label.end - 1, "labelled"),
        )
    ]


def find_bare(unit: Unit, used: set[int]) -> list[Quote]:
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


def find_continuation(unit: Unit, rules: CueRules, code: str) -> Quote | None:
    """A sentence in the subjunctive without a cue: speech that goes on.

    Where only a dependent clause is in that mood, the sentence is the report's own, and the clause is what
    somebody said whom the sentence does not name.
    """
    if unit.heading or not unit.words:
        return None
    walk = Walk(unit, rules, code)
    plain = [c for c in unit.chunks if c.quotation is None]
    main = [c for c in plain if not _is_subordinate(c, walk)]
    told = _told_behind(unit, main, walk)
    if told is not None:
        return _going_on(unit, told.start, CLAUSE_ALONE, rules)
    if any(subjunctive_at(unit, c.start, c.end, rules, code) is not None for c in main):
        return _going_on(unit, 0, "goes-on", rules)
    if any(conditional_at(unit, c.start, c.end, rules) is not None for c in main):
        return _going_on(unit, 0, MAY_GO_ON, rules)
    for chunk in plain:
        if subjunctive_at(unit, chunk.start, chunk.end, rules, code) is not None:
            return _going_on(unit, chunk.start, CLAUSE_ALONE, rules)
    words = (i for c in plain for i in range(c.start, c.end))
    if any(unit.words[i].quotation < 0 and walk.is_a(i, "own_voice") for i in words):
        return _going_on(unit, 0, SPEAKS_ON, rules)
    return None


def _told_behind(unit: Unit, main: list[Chunk], walk: Walk) -> Chunk | None:
    """The clause that somebody said behind a main clause of the report's own.

    "Er hoffe auf Hilfe" is speech, "Ihm wurde vorgeworfen, er habe ..." only tells of it.
    """
    for position, chunk in enumerate(main):
        found = next((i for i in range(chunk.start, chunk.end) if walk.is_finite(i)), None)
        if found is None or unit.words[found].quotation >= 0:
            continue
        if _in_mood(unit, chunk, walk):
            return None
        later = (c for c in main[position + 1 :] if c.before == "," and c.end - c.start > 1)
        return next((c for c in later if _in_mood(unit, c, walk)), None)
    return None


def _in_mood(unit: Unit, chunk: Chunk, walk: Walk) -> bool:
    """Whether the clause is in a subjunctive or conditional."""
    if subjunctive_at(unit, chunk.start, chunk.end, walk.rules, walk.code) is not None:
        return True
    return conditional_at(unit, chunk.start, chunk.end, walk.rules) is not None


def _going_on(unit: Unit, start: int, rule: str, rules: CueRules) -> Quote | None:
    pieces = unit.pieces(start, len(unit.words))
    if not pieces:
        return None
    quoted, _ = quoted_words(unit, [(start, len(unit.words))])
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
