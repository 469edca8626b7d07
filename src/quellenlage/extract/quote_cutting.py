"""Cuts a report into units, sentences or several that one quotation holds together, and these into chunks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import Block, BlockKind
from quellenlage.domain.span import Span, stripped
from quellenlage.extract.quote_units import Chunk, Unit, Word
from quellenlage.lang.cues import CueRules, Takes
from quellenlage.text.quotation_marks import DOUBLE, MARKS, Quotation, find_quotations
from quellenlage.text.tokens import tokenize
from quellenlage.text.windows import windows

DELIMITERS = frozenset(",;:–—‒―()[]…|/")
SPACED_DASH = frozenset("-‐‑")
TERMINAL = ".!?…"
FEW_WORDS = 3
TITLE_WORDS = 5
NESTING_WORDS = 5  # a quote with fewer words tells no other act of speech
MAX_UNIT = 20_000  # characters; what is longer is no sentence and is read window by window


def find_units(
    text: str, sentences: Sequence[Sentence], blocks: Sequence[Block], rules: CueRules
) -> Iterator[Unit]:
    """The units of a report in order."""
    at = 0
    while at < len(sentences):
        block = sentences[at].block
        end = at
        while end < len(sentences) and sentences[end].block == block:
            end += 1
        yield from _units_of_block(text, sentences, at, end, blocks[block], rules)
        at = end


def units_inside(unit: Unit, sentences: Sequence[Sentence], rules: CueRules) -> Iterator[Unit]:
    """The sentences inside the direct quotes of a unit, each as a unit with the quotations nested in it."""
    for chunk in unit.chunks:
        if chunk.quotation is None or chunk.end - chunk.start < NESTING_WORDS:
            continue
        for piece in unit.quotations[chunk.quotation].pieces:
            for index in range(unit.sentence, len(sentences)):
                whole = sentences[index].span
                if whole.start >= piece.end:
                    break
                if whole.overlaps(piece):
                    span = Span(max(whole.start, piece.start), min(whole.end, piece.end))
                    nested = [q for q in find_quotations(unit.text, span) if q.closed]
                    yield _unit(unit.text, span, unit.sentence, unit.block, unit.heading, nested, rules)


def too_long(text: str, sentences: Sequence[Sentence], blocks: Sequence[Block]) -> Iterator[Span]:
    """The passages that are too long for one unit and are read window by window."""
    at = 0
    while at < len(sentences):
        block, end = sentences[at].block, at
        while end < len(sentences) and sentences[end].block == block:
            end += 1
        if len(blocks[block].span) > MAX_UNIT:
            quotations = find_quotations(text, blocks[block].span)
            yield from (g.span for g in _groups(sentences, at, end, quotations) if len(g.span) > MAX_UNIT)
        at = end


@dataclass(frozen=True, slots=True)
class _Group:
    """Sentences from the index `sentence` on that quotations hold together."""

    span: Span
    sentence: int
    quotations: list[Quotation]


def _units_of_block(
    text: str, sentences: Sequence[Sentence], first: int, last: int, block: Block, rules: CueRules
) -> Iterator[Unit]:
    heading = block.kind in (BlockKind.TITLE, BlockKind.HEADING)
    for group in _groups(sentences, first, last, find_quotations(text, block.span)):
        number, index = sentences[group.sentence].block, group.sentence
        if len(group.span) <= MAX_UNIT:
            yield _unit(text, group.span, index, number, heading, group.quotations, rules)
            continue
        open_from = 0
        for window in windows(text, group.span):
            while open_from < len(group.quotations) and (
                group.quotations[open_from].outer.end <= window.start
            ):
                open_from += 1
            while index + 1 < last and sentences[index].span.end <= window.start:
                index += 1
            parts = (_clipped(text, q, window) for q in _from(group.quotations, open_from, window))
            yield _unit(text, window, index, number, heading, [p for p in parts if p], rules)


def _clipped(text: str, quotation: Quotation, window: Span) -> Quotation | None:
    """What of a quotation stands in a window."""
    if window.contains(quotation.outer):
        return quotation
    pieces = (
        Span(max(p.start, window.start), min(p.end, window.end))
        for p in quotation.pieces
        if p.overlaps(window)
    )
    inside = tuple(part for piece in pieces if len(part := stripped(text, piece, " \t\n\r\u00a0")))
    outer = Span(max(quotation.outer.start, window.start), min(quotation.outer.end, window.end))
    return Quotation(outer, inside, False) if inside else None


def _groups(
    sentences: Sequence[Sentence], first: int, last: int, quotations: Sequence[Quotation]
) -> Iterator[_Group]:
    at, open_from = first, 0
    while at < last:
        end = at + 1
        span = sentences[at].span
        while open_from < len(quotations) and quotations[open_from].outer.end <= span.start:
            open_from += 1
        while end < last and _held_together(quotations, open_from, span.end, sentences[end].span.start):
            span = span.to(sentences[end].span)
            end += 1
        inside = [q for q in _from(quotations, open_from, span) if q.outer.overlaps(span)]
        yield _Group(Span(span.start, max([span.end, *(q.outer.end for q in inside)])), at, inside)
        at = end


def _held_together(quotations: Sequence[Quotation], start: int, end: int, following: int) -> bool:
    for index in range(start, len(quotations)):
        outer = quotations[index].outer
        if outer.start >= end:
            return False
        if outer.end > end and (outer.end > following or outer.end >= end):
            return True
    return False


def _from(quotations: Sequence[Quotation], start: int, span: Span) -> Iterator[Quotation]:
    for index in range(start, len(quotations)):
        if quotations[index].outer.start >= span.end:
            return
        yield quotations[index]


def _unit(
    text: str, span: Span, sentence: int, block: int, heading: bool, inside: list[Quotation], rules: CueRules
) -> Unit:
    words: list[Word] = []
    at = 0
    for token in tokenize(text, span):
        while at < len(inside) and inside[at].outer.end <= token.span.start:
            at += 1
        quoted = at < len(inside) and inside[at].outer.contains(token.span)
        if quoted and not any(p.overlaps(token.span) for p in inside[at].pieces):
            continue  # the marks themselves
        if not quoted and token.text in MARKS and token.text in DOUBLE:
            continue
        words.append(Word(token.span, token.text, token.lower, at if quoted else -1, token.is_word))
    unit = Unit(text, span, sentence, block, heading, words, inside)
    _release_titles(unit, rules)
    unit.chunks = list(_chunks(unit, rules))
    return unit


def _release_titles(unit: Unit, rules: CueRules) -> None:
    """Names in quotation marks (a magazine, a ship) are no quotes: their words count as unquoted."""
    for index, quotation in enumerate(unit.quotations):
        where = [i for i, word in enumerate(unit.words) if word.quotation == index]
        if where and _is_title(unit, where, quotation, rules):
            unit.titles.add(index)
            for i in where:
                unit.words[i].quotation = -1


def _is_title(unit: Unit, where: list[int], quotation: Quotation, rules: CueRules) -> bool:
    if len(where) > TITLE_WORDS or unit.text[quotation.inner.end - 1] in TERMINAL:
        return False
    if where[0] == 0:
        return _is_subject(unit, where, rules)
    before = unit.words[where[0] - 1]
    if before.lower in rules.phrases.before:
        return True  # 'laut „Abendblatt“'
    if not unit.words[where[0]].capital:
        return False
    if before.is_word and before.capital and len(before.text) > 1:
        return True
    return rules.is_a(before.lower, "determiner") and _is_medium(unit, where, rules)


def _is_medium(unit: Unit, where: list[int], rules: CueRules) -> bool:
    """Whether a name in marks behind an article speaks: 'die „Post“ schrieb', 'zitiert die „Post“ X'."""
    if not all(unit.words[i].capital for i in where) or not rules.syntax.noun_capitals:
        return False
    cites = any(form.verb.takes_any(Takes.CITED) for form in rules.forms.get(unit.lower(where[0] - 2), ()))
    return cites or unit.lower(where[-1] + 1) in rules.forms


def _is_subject(unit: Unit, where: list[int], rules: CueRules) -> bool:
    """Whether a name in marks opens the unit as a subject: '„BBC News“ meldet unter ...'."""
    verb = where[-1] + 1
    if not rules.syntax.noun_capitals or verb + 1 >= len(unit.words) or unit.lower(verb) not in rules.forms:
        return False
    if any(not unit.words[i].capital and unit.words[i].is_word for i in where):
        return False
    after = unit.words[verb + 1]
    return (
        after.is_word and not after.capital and not rules.is_a(after.lower, "determiner", "subject_pronoun")
    )


def _chunks(unit: Unit, rules: CueRules) -> Iterator[Chunk]:
    start, before, at = 0, "", 0
    words = unit.words
    while at < len(words):
        quotation = words[at].quotation
        if quotation >= 0:
            stop = at
            while stop < len(words) and words[stop].quotation == quotation:
                stop += 1
            if _is_clausal(unit, at, stop, start == at, before, rules):
                if start < at:
                    yield Chunk(start, at, before)
                yield Chunk(at, stop, before if start == at else "", quotation)
                start, before = stop, "”"
            at = stop
            continue
        if _delimits(unit, at):
            if start < at:
                yield Chunk(start, at, before)
            start, before = at + 1, words[at].text
        at += 1
    if start < len(words):
        yield Chunk(start, len(words), before)


def _delimits(unit: Unit, at: int) -> bool:
    word = unit.words[at]
    if word.text == "," and at > 0 and unit.words[at - 1].text.endswith("-"):
        return False  # "Presse-, Meinungs- und Versammlungsfreiheit"
    if word.text in DELIMITERS:
        return True
    if word.text in SPACED_DASH:
        return True
    if word.text not in TERMINAL or not 0 < at < len(unit.words) - 1 or unit.words[at + 1].quotation >= 0:
        return False
    before, after = unit.words[at - 1], unit.words[at + 1]
    joined = before.span.end == word.span.start and word.span.end == after.span.start
    if joined and not after.capital:
        return False  # "ver.di"
    return not before.text.isdigit() and (
        after.capital or not after.is_word
    )  # "am 25. November", "Karl II. sagte"


def _is_clausal(unit: Unit, start: int, stop: int, leads: bool, before: str, rules: CueRules) -> bool:
    """Whether the quotation of these words is a clause or more of its own, not a quoted fragment."""
    quotation = unit.quotations[unit.words[start].quotation]
    count = sum(1 for i in range(start, stop) if unit.words[i].is_word)
    if not count:
        return False
    if not leads:
        ends = unit.text[quotation.inner.end - 1] in TERMINAL
        return ends and count >= FEW_WORDS and unit.words[start].capital
    if before == ":":
        return True
    after = unit.text[quotation.outer.end : unit.span.end].lstrip()
    following = unit.words[stop] if stop < len(unit.words) else None
    closes = not after or after[0] in ",.;!?–—-)" or following is None or _may_follow(following.lower, rules)
    if before == "":
        return closes or unit.text[quotation.inner.end - 1] in TERMINAL + ","
    return closes and count >= FEW_WORDS and unit.words[start].capital


def _may_follow(word: str, rules: CueRules) -> bool:
    return word in rules.forms or rules.is_a(word, "so", "as_clause", "subject_pronoun")
