"""What statements put forward: their clauses, each with the act that its own words make of the statement's.

A sentence may assert one thing and only suppose another; "if true" leaves open what was told before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.reading import Corpus
from quellenlage.domain.span import Span, stripped
from quellenlage.domain.statement import Act, Statement
from quellenlage.lang.pack import LanguagePack
from quellenlage.reconcile.content import words_in
from quellenlage.reconcile.matching import Item, Weights
from quellenlage.reconcile.wordings import Wording, Wordings, pack_of, reserved, sentence_before, spoken

BREAK = re.compile(r"[.!?;]\s+|,\s+|\s(?=(?:und|and)\s(?:dass|daß|that)\s)")
LONG = 6  # content words from which a quote is taken apart
CLAUSE = 3  # content words that a clause of its own needs


@dataclass(frozen=True)
class Proposition:
    """One clause of a statement with the act of its position.

    `own` tells whether the words are the statement's; words borrowed from the sentence before can take a
    position on a claim but not word one.
    """

    id: str
    item: Item
    spans: tuple[Span, ...]
    act: Act
    said: str | None
    utterance: str
    own: bool
    leads: bool  # whether it begins the statement

    @property
    def wording(self) -> Wording:
        """What is put forward."""
        return self.item.wording


def propositions_of(
    corpus: Corpus,
    wordings: Wordings,
    statement: Statement,
    utterance: str,
    said: str | None,
    weights: Weights,
) -> Iterator[Proposition]:
    """The propositions of one statement, in text order."""
    reading = corpus.reading_of[statement.report]
    pack, text = pack_of(reading), reading.report.text
    whole = wordings.of(statement)
    said = whole.said or said

    def made(part: int, wording: Wording, spans: tuple[Span, ...], act: Act, own: bool) -> Proposition:
        key = f"{statement.id}/{part}"
        item = Item(replace(wording, act=act), weights)
        return Proposition(key, item, spans, act, said, utterance, own, part == 0)

    parts = clauses_of(text, statement.quote, pack)
    for at, spans in enumerate(parts):
        wording = whole if len(parts) == 1 else wordings.of(statement, spans)
        yield made(at, wording, spans, _act(statement.act, text, spans, pack), not whole.borrowed)
    if reserved(" ".join(spoken(text, statement.quote)), pack):
        before = sentence_before(reading, statement)
        if before is not None:
            about = replace(whole, words=words_in(text, before.span, pack), quantities=())
            yield made(len(parts), about, statement.quote, Act.CANNOT_CONFIRM, False)


def clauses_of(text: str, quote: Sequence[Span], pack: LanguagePack) -> list[tuple[Span, ...]]:
    """The clauses of a long quote that can stand for themselves; else the quote as one."""
    if sum(len(words_in(text, piece, pack)) for piece in quote) < LONG:
        return [tuple(quote)]
    clauses: list[list[Span]] = [[]]
    for piece in quote:
        for span, opens in _broken(text, piece, pack):
            if opens and _is_clause(text, clauses[-1], pack):
                clauses.append([])
            clauses[-1].append(span)
    if len(clauses) > 1 and not _is_clause(text, clauses[-1], pack):
        clauses[-2].extend(clauses.pop())
    return [_joined(clause) for clause in clauses]


def _broken(text: str, piece: Span, pack: LanguagePack) -> Iterator[tuple[Span, bool]]:
    """The parts of a piece, each with whether it begins with what opens a clause."""
    start, opens = piece.start, False
    for match in BREAK.finditer(text, piece.start, piece.end):
        head = re.match(r"\w+", text[match.end() : piece.end])
        if match.group()[0] == "," and not (head and head.group().lower() in pack.compare.clause_heads):
            continue
        span = stripped(text, Span(start, match.start() + (match.group()[0] in ".!?")))
        if len(span):
            yield span, opens
        start, opens = match.end(), True
    span = stripped(text, Span(start, piece.end))
    if len(span):
        yield span, opens


def _is_clause(text: str, spans: Sequence[Span], pack: LanguagePack) -> bool:
    return sum(len(words_in(text, span, pack)) for span in spans) >= CLAUSE


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbouring spans as one, so that a wording has no needless gaps."""
    out: list[Span] = []
    for span in spans:
        if out and span.start - out[-1].end <= 2:
            out[-1] = out[-1].to(span)
        else:
            out.append(span)
    return tuple(out)


def _act(act: Act, text: str, spans: Sequence[Span], pack: LanguagePack) -> Act:
    """What the clause's own hedges and fears make of the statement's act."""
    words = set(spoken(text, spans))
    if act in (Act.ASSERT, Act.CONFIRM) and words & pack.compare.hedges:
        return Act.ESTIMATE
    if act is Act.ASSERT and words & pack.compare.fears:
        return Act.WARN
    return act
