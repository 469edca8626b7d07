"""What statements put forward: their clauses, each with the act that its own words make of the statement's.

A sentence may assert one thing and only suppose another; "if true" leaves open what was told before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from quellenlage.domain.figure import Figure
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, Statement
from quellenlage.lang.pack import LanguagePack
from quellenlage.reconcile.antecedents import ANSWERS, Antecedent, Antecedents
from quellenlage.reconcile.clauses import (
    Clause,
    clauses_of,
    has_verb,
    is_prospect,
    is_verb,
    points_back,
    worded,
)
from quellenlage.reconcile.content import words_in
from quellenlage.reconcile.matching import Item, Weights, negative
from quellenlage.reconcile.status import AGAINST, FOR
from quellenlage.reconcile.wordings import (
    Quantity,
    Wording,
    Wordings,
    pack_of,
    reserved,
    sentence_before,
    spoken,
)

AHEAD = 20  # characters in which the word before a figure is looked for


class Fitness(IntEnum):
    """How well a proposition words a claim, best first."""

    PLAIN = 0  # says it affirmatively in a clause of its own
    LEANING = 1  # begins with what the text before explains
    DENIED = 2  # says affirmatively what its speaker denies
    CONTRARY = 3  # a negated clause
    FRAGMENT = 4  # no verb, or hanging on another clause
    NONE = 5  # words of a sentence before in which somebody speaks: they word nothing


@dataclass(frozen=True)
class Proposition:
    """One clause of a statement with the act of its position.

    `own` tells whether the words are the statement's; words borrowed from the sentence before take a position
    on a claim and word one only where the report itself tells that sentence.
    """

    id: str
    item: Item
    spans: tuple[Span, ...]
    act: Act
    said: str | None
    utterance: str
    own: bool
    answers: Antecedent | None  # what borrowed words answer
    fitness: Fitness
    prospect: bool  # what will, shall or must be
    predicate: frozenset[str]  # keys of the words that tell what is the matter with whom
    is_subordinate: bool  # printed behind a conjunction
    revises: bool = False  # takes back a number that the speaker may have told before
    answered: bool = False  # stands under the claim of what it answers

    @property
    def wording(self) -> Wording:
        """What is put forward."""
        return self.item.wording


def propositions_of(
    corpus: Corpus,
    wordings: Wordings,
    antecedents: Antecedents,
    statement: Statement,
    utterance: str,
    said: str | None,
    weights: Weights,
) -> Iterator[Proposition]:
    """The propositions of one statement, in text order."""
    reading = corpus.reading_of[statement.report]
    pack, text = pack_of(reading), reading.report.text
    whole = wordings.of(statement)
    answers = antecedents.of(statement)
    told = (answers.sentence,) if answers is not None and answers.statement is None else None

    def made(
        part: int, clause: Clause, wording: Wording, act: Act, own: bool, revises: bool = False
    ) -> Proposition:
        item = Item(replace(wording, act=act), weights)
        spans = worded(text, clause.spans, pack) if own or told is None else told
        return Proposition(
            id=f"{statement.id}/{part}",
            item=item,
            spans=spans,
            act=act,
            said=whole.said or said,
            utterance=utterance,
            own=own,
            answers=None if own else answers,
            fitness=_fitness(text, clause, item, pack) if own else Fitness.FRAGMENT if told else Fitness.NONE,
            prospect=wording.hypothetical or act is Act.WARN or is_prospect(text, clause.spans, pack),
            predicate=_predicate(text, wording, pack),
            is_subordinate=spans[0].start > clause.spans[0].start,
            revises=revises,
        )

    if answers is not None and not whole.bare:  # "this figure is too low"
        yield made(0, Clause(statement.quote), whole, Act.DENY, False)
        return
    if whole.bare and answers is None and statement.act in ANSWERS:
        return  # what it points at is not to be told
    parts = clauses_of(reading, statement.quote, pack)
    old = _revised(reading, statement, whole, pack)
    for at, clause in enumerate(parts):
        wording = whole if len(parts) == 1 else wordings.of(statement, clause.spans)
        wording = replace(wording, quantities=tuple(q for q in wording.quantities if q != old))
        yield made(at, clause, wording, _act(statement.act, text, clause.spans, pack), not whole.bare)
    if old is not None:
        given_up = replace(whole, quantities=(old,))
        yield made(len(parts) + 1, Clause(statement.quote), given_up, Act.DENY, False, revises=True)
    if reserved(" ".join(spoken(text, statement.quote)), pack):
        before = sentence_before(reading, statement)
        if before is not None:
            matter = replace(whole, words=words_in(text, before.span, pack), quantities=())
            yield made(len(parts), Clause(statement.quote), matter, Act.CANNOT_CONFIRM, False)


def _fitness(text: str, clause: Clause, item: Item, pack: LanguagePack) -> Fitness:
    act = item.wording.act
    if clause.dependent or not has_verb(text, clause.spans, pack):
        return Fitness.FRAGMENT
    if negative(item):
        return Fitness.CONTRARY
    if act in AGAINST:
        return Fitness.DENIED
    if act not in FOR or points_back(text, worded(text, clause.spans, pack), pack):
        return Fitness.LEANING
    return Fitness.PLAIN


def _revised(reading: Reading, statement: Statement, wording: Wording, pack: LanguagePack) -> Quantity | None:
    """The number that a statement no longer stands by: 1850 in "corrected the number from 1850 to 2310"."""
    text, rules = reading.report.text, pack.compare
    if not any(word.startswith(rules.revising) for word in spoken(text, statement.cue)):
        return None

    def behind(marks: frozenset[str]) -> Iterator[Figure]:
        for figure in reading.figures:
            if any(piece.overlaps(figure.span) for piece in statement.quote):
                ahead = text[max(0, figure.span.start - AHEAD) : figure.span.start].split()[-1:]
                if ahead and ahead[0].lower() in marks:
                    yield figure

    old, new = next(behind(rules.revised_from), None), next(behind(rules.revised_to), None)
    if old is None or new is None:
        return None
    return next((q for q in wording.quantities if (q.low, q.high) == (old.low, old.high)), None)


def _predicate(text: str, wording: Wording, pack: LanguagePack) -> frozenset[str]:
    """The verbs, and the last word where it is no noun ("are dead") or there is no verb ("are a threat")."""
    verbs = {w.key for w in wording.words if is_verb(w.span.of(text), pack)}
    last = wording.words[-1:] if not wording.borrowed else ()
    return frozenset(verbs.union(w.key for w in last if not (w.capital and verbs)))


def _act(act: Act, text: str, spans: Sequence[Span], pack: LanguagePack) -> Act:
    """What the clause's own hedges and fears make of the statement's act."""
    words = set(spoken(text, spans))
    if act in (Act.ASSERT, Act.CONFIRM) and words & pack.compare.hedges:
        return Act.ESTIMATE
    if act is Act.ASSERT and words & pack.compare.fears:
        return Act.WARN
    return act
