"""What a bare reaction answers: "the police could not confirm this", "the clinic, too, denied the account".

Centring theory (Grosz, Joshi and Weinstein 1995) puts what a pointing word means into the sentence before;
"too" means that of the reaction before. Both are searched in the report that tells the reaction.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from quellenlage.domain.reading import Reading, Sentence
from quellenlage.domain.report import BlockKind
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, Statement
from quellenlage.lang.pack import LanguagePack
from quellenlage.reconcile.clauses import has_verb
from quellenlage.reconcile.content import words_in
from quellenlage.reconcile.status import FOR
from quellenlage.reconcile.wordings import Wordings, pack_of, spoken

ANSWERS = frozenset({Act.DENY, Act.NOT_DENY, Act.CANNOT_CONFIRM, Act.NO_COMMENT, Act.CONFIRM})
REACH = 3  # sentences that a reaction looks back over what its own speaker says
FAR = 8  # sentences in which a report or a reproach of others is looked for
EXPLAINING = re.compile(r",\s*(\w+)(?:\s(\w+))?")  # the words behind a comma
VERDICT = 9  # words of a sentence that only rejects what was told before
TELLS = 2  # content words of a sentence that tells a matter


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a reaction answers: a statement of somebody else, or a sentence that the report itself tells."""

    sentence: Span
    statement: str | None


@dataclass(frozen=True)
class Antecedents:
    """Finds what the bare reactions of one report answer."""

    reading: Reading
    wordings: Wordings
    _known: dict[str, Antecedent | None] = field(default_factory=dict)

    def of(self, reaction: Statement) -> Antecedent | None:
        """What a reaction without a matter of its own answers, None where that is not to be told."""
        bare = reaction.act in ANSWERS and self.wordings.of(reaction).bare
        if not (bare or self.is_verdict(reaction)):
            return None
        if reaction.id not in self._known:
            self._known[reaction.id] = self._find(reaction)
        return self._known[reaction.id]

    def is_verdict(self, statement: Statement) -> bool:
        """Whether it says no more than that what was told before is not so: "this figure is far too low"."""
        rules, text = self._pack.compare, self.reading.report.text
        words = list(spoken(text, statement.quote))
        if len(words) > VERDICT or not any(f" {v} " in f" {' '.join(words)} " for v in rules.verdicts):
            return False
        said = {w for v in rules.verdicts for w in v.split()} | self._pointers
        matter = [
            w.span.of(text).lower() for piece in statement.quote for w in words_in(text, piece, self._pack)
        ]
        return any(w in self._pointers for w in words) and said.issuperset(matter)

    @cached_property
    def _pack(self) -> LanguagePack:
        return pack_of(self.reading)

    @cached_property
    def _pointers(self) -> frozenset[str]:
        return self._pack.compare.anaphors | self._pack.compare.pointing_nouns

    @cached_property
    def _sentences(self) -> list[Sentence]:
        return sorted(self.reading.sentences, key=lambda s: s.span)

    @cached_property
    def _told_in(self) -> dict[int, list[Statement]]:
        """The statements by the numbers of the sentences that their words are in, in text order."""
        told: dict[int, list[Statement]] = {}
        for statement in sorted(self.reading.statements, key=lambda s: (s.quote[0], s.id)):
            places = [range(self._number(q.start), self._number(q.end - 1) + 1) for q in statement.quote]
            for number in sorted({n for place in places for n in place}):
                told.setdefault(number, []).append(statement)
        return told

    @cached_property
    def _starts(self) -> list[int]:
        return [s.span.start for s in self._sentences]

    def _number(self, at: int) -> int:
        """The number of the sentence that a place in the text is in, -1 before the first."""
        return bisect_right(self._starts, at) - 1

    def _find(self, reaction: Statement) -> Antecedent | None:
        own = self._number(reaction.quote[0].start)
        if own < 0 or self._is_explained(reaction, own):
            return None
        words = set(spoken(self.reading.report.text, reaction.quote))
        if self.wordings.of(reaction).quantities:
            return self._with_number(reaction)
        if words & self._pack.compare.report_nouns:
            return self._told_by(reaction, own, self._hands_on)
        if words & self._pack.compare.blame_nouns:
            return self._told_by(reaction, own, self._blames)
        before = self._reaction_before(reaction, own) if self._is_one_more(own) else None
        pointing = bool(words & self._pointers)
        return before or self._told_before(reaction, own, REACH if pointing else 1)

    def _told_before(self, reaction: Statement, own: int, reach: int) -> Antecedent | None:
        """What somebody else says last, or the report itself in the sentence before.

        Of what one speaker says in a row a reaction answers the first: all that follows hangs on it. Only who
        could not confirm something may do so now: "last week it could not confirm this".
        """
        for number in range(own, max(own - reach, 0) - 1, -1):
            before = self._before(reaction, number)
            for other in before:
                if self._same(other, reaction) and reaction.act is not Act.CANNOT_CONFIRM:
                    continue
                answered = self.of(other)
                if answered is not None:
                    return answered
                if other.act in FOR:
                    return self._at(self._first_of_row(other))
            if number < own and not before:
                return self._told_by_report(number, own)
        return None

    def _reaction_before(self, reaction: Statement, own: int) -> Antecedent | None:
        """What the reaction before answers: "the clinic, too, denied the account"."""
        others = (s for n in range(own, max(own - REACH, 0) - 1, -1) for s in self._before(reaction, n))
        answers = (self.of(other) for other in others if not self._same(other, reaction))
        return next((answered for answered in answers if answered is not None), None)

    def _is_explained(self, reaction: Statement, own: int) -> bool:
        """Whether the sentence itself tells what is meant: "darüber, von wem ...", "..., was er bestritt"."""
        text, sentence = self.reading.report.text, self._sentences[own].span
        words = set(spoken(text, reaction.quote))
        heads = self._pack.compare.explaining
        ahead = EXPLAINING.findall(text[sentence.start : reaction.quote[0].start].lower())
        behind = EXPLAINING.findall(text[reaction.quote[-1].end : sentence.end].lower())
        explained = words & self._pack.compare.heralds and any(heads.intersection(pair) for pair in behind)
        return bool(explained) or any(word in heads for word, _ in ahead)

    def _told_by(self, reaction: Statement, own: int, fits: Callable[[Statement], bool]) -> Antecedent | None:
        """What somebody else says last that a noun can mean: a report, a reproach."""
        for number in range(own, max(own - FAR, 0) - 1, -1):
            for other in self._before(reaction, number):
                if other.act in FOR and fits(other) and not self._same(other, reaction):
                    return self._at(self._first_of_row(other))
        return None

    def _hands_on(self, statement: Statement) -> bool:
        """Whether a medium reports it: "the company did not comment on the report"."""
        return bool(statement.via) or self._has_cue(statement, self._pack.compare.report_cues)

    def _blames(self, statement: Statement) -> bool:
        """Whether it is a reproach: "the company rejected the accusations"."""
        return statement.act is Act.CONDEMN or self._has_cue(statement, self._pack.compare.blame_cues)

    def _has_cue(self, statement: Statement, stems: tuple[str, ...]) -> bool:
        return any(w.startswith(stems) for w in spoken(self.reading.report.text, statement.cue))

    def _with_number(self, reaction: Statement) -> Antecedent | None:
        """What somebody else says with the number that a verdict names: "the number 1800 is made up"."""
        own = {q.value for q in self.wordings.of(reaction).quantities}
        for number in range(self._number(reaction.quote[0].start), -1, -1):
            for other in self._before(reaction, number):
                told = {q.value for q in self.wordings.of(other).quantities}
                if own <= told and other.act in FOR and not self._same(other, reaction):
                    return self._at(other)
        return None

    def _before(self, reaction: Statement, number: int) -> list[Statement]:
        """The statements of a sentence that are told before the reaction, the last first."""
        told = self._told_in.get(number, ())
        return [s for s in reversed(told) if s.quote[0].start < reaction.quote[0].start]

    def _first_of_row(self, statement: Statement) -> Statement:
        """The statement that one without a cue goes on from, by the same speaker in the sentences before."""
        first = statement
        for number in range(self._number(statement.quote[0].start), -1, -1):
            if first.cue:
                break
            own = [s for s in self._before(first, number) if s.act in FOR and self._same(s, first)]
            if not own and number < self._number(first.quote[0].start):
                break
            first = own[0] if own else first
        return first

    def _at(self, statement: Statement) -> Antecedent:
        return Antecedent(self._sentences[self._number(statement.quote[0].start)].span, statement.id)

    def _is_one_more(self, own: int) -> bool:
        text = self.reading.report.text
        words = spoken(text, (self._sentences[own].span,))
        return any(word in self._pack.compare.one_more for word in words)

    def _same(self, one: Statement, other: Statement) -> bool:
        mine = self.wordings.of(one).actor
        return mine is not None and mine == self.wordings.of(other).actor

    def _told_by_report(self, number: int, own: int) -> Antecedent | None:
        """The sentence before, where the report itself tells something in it."""
        sentence = self._sentences[number]
        text = self.reading.report.text
        heading = self.reading.layout.blocks[sentence.block].kind is not BlockKind.PARAGRAPH
        if heading or number != own - 1 or self._sentences[own].block - sentence.block > 1:
            return None
        spans = (sentence.span,)
        tells = len(words_in(text, sentence.span, self._pack)) >= TELLS and has_verb(text, spans, self._pack)
        return Antecedent(sentence.span, None) if tells else None
