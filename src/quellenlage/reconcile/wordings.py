"""What a statement says, ready to be compared: words, numbers, names, negation, mood, day."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from quellenlage.domain.figure import Figure
from quellenlage.domain.reading import Corpus, Reading, Sentence
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, Statement, StatementType
from quellenlage.domain.timeref import TimeType
from quellenlage.lang.pack import LanguagePack, language_pack, supported
from quellenlage.reconcile.content import Word, fold, lemma_of, words_in
from quellenlage.text.tokens import tokenize

CLAUSE = re.compile(r"[,;:.!?–—]\s")
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
LONGEST_NUMBER = 24  # longer runs of digits are account numbers, hashes and the like
BORROWED = 2  # a quote with fewer content words that points back borrows those of the sentence before


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a statement: the interval, its unit, and the keys of the counted noun."""

    low: Decimal | None
    high: Decimal | None
    unit: str | None
    counted: frozenset[str]

    @property
    def value(self) -> Decimal | None:
        """The number as printed, whichever bound it is."""
        return self.low if self.low is not None else self.high


@dataclass(frozen=True, slots=True)
class Wording:
    """One statement, or one clause of it, ready to be compared.

    `negated` are the keys of the words that stand in a negated clause, `borrowed` tells that the words
    come from the sentence before ("dies", "such reports").
    """

    statement: str
    report: str
    language: str
    actor: str | None
    act: Act
    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    days: frozenset[str]
    negated: frozenset[str]
    hypothetical: bool
    said: str | None
    published: str | None
    text: str  # folded words of the quote, for equality
    borrowed: bool = False
    bare: bool = False  # names no matter of its own: "this", "the account", "did not comment"
    repeats: bool = False  # the speaker says that it was said before
    ranks: frozenset[str] = frozenset()  # what tells one of a row from the others: first, May, at least
    clause: bool = True  # has a verb: a bare number has no mood of its own


@dataclass(frozen=True)
class Wordings:
    """Makes the wordings of a corpus's statements; `actor_of` maps participants to actors."""

    corpus: Corpus
    actor_of: Mapping[str, str]
    _known: dict[str, Wording] = field(default_factory=dict)

    def of(self, statement: Statement, spans: Sequence[Span] | None = None) -> Wording:
        """The wording of a statement, or of the part of its quote in `spans`."""
        if spans is not None:
            return self._read(statement, spans)
        if statement.id not in self._known:
            self._known[statement.id] = self._read(statement, None)
        return self._known[statement.id]

    def _read(self, statement: Statement, spans: Sequence[Span] | None) -> Wording:
        reading = self.corpus.reading_of[statement.report]
        pack = pack_of(reading)
        text = reading.report.text
        pieces = tuple(statement.quote if spans is None else spans)
        words = tuple(t for piece in pieces for t in words_in(text, piece, pack))
        if statement.act is Act.NO_COMMENT:  # "on a request for comment" tells no matter
            words = tuple(
                w for w in words if lemma_of(w.span.of(text), pack.code) not in pack.compare.requests
            )
        borrowed = False
        bare = spans is None and _is_bare(text, statement, words, pack)
        if (
            bare
            and statement.type is StatementType.REPORTED
            and _points(text, statement, pack.compare.anaphors)
        ):
            before = _told_before(reading, statement, pack)
            if before is not None:
                words, borrowed = (*words, *words_in(text, before.span, pack)), True
        return Wording(
            statement=statement.id,
            report=statement.report,
            language=pack.code,
            actor=self.actor_of.get(statement.participant or ""),
            act=statement.act,
            words=words,
            quantities=tuple(_quantities(reading, pieces, pack)),
            days=frozenset(_days(reading, pieces)),
            negated=frozenset(_negated(text, pieces, pack, [f.span for f in reading.figures])),
            hypothetical=_hypothetical(text, pieces, pack, statement.type is StatementType.DIRECT),
            said=day_of(statement.said.value if statement.said else None),
            published=day_of(reading.layout.published.value if reading.layout.published else None),
            text=" ".join(map(fold, spoken(text, pieces))),
            borrowed=borrowed,
            bare=bare,
            repeats=_repeats(text, (*statement.cue, *pieces), pack),
            ranks=frozenset(pack.compare.ordinals.get(word, "") for word in spoken(text, pieces)) - {""},
            clause=any(word in pack.compare.finite for word in spoken(text, pieces)),
        )


def pack_of(reading: Reading) -> LanguagePack:
    """The language pack of a reading; German where its language has none (nothing was read then)."""
    language = reading.layout.language
    return language_pack(language.value if language and supported(language.value) else "de")


def day_of(value: str | None) -> str | None:
    """The ISO day of an ISO date or date-time, None where it is not that precise."""
    if value and re.match(r"\d{4}-\d\d-\d\d", value):
        return value[:10]
    return None


def spoken(text: str, pieces: Sequence[Span]) -> Iterator[str]:
    """Every word of the pieces, in lower case."""
    for piece in pieces:
        yield from _spoken(piece.of(text))


@lru_cache(maxsize=50_000)
def _spoken(piece: str) -> tuple[str, ...]:
    return tuple(token.lower for token in tokenize(piece) if token.is_word)


def _is_bare(text: str, statement: Statement, words: Sequence[Word], pack: LanguagePack) -> bool:
    """Whether an act is told by hardly more than a word that points back ("bestätigte dies")."""
    if statement.act is Act.NO_COMMENT and not words:
        return True
    without_words = statement.type is StatementType.REPORTED or statement.act is Act.NO_COMMENT
    if len(words) >= BORROWED or not without_words:
        return False
    return _points(text, statement, pack.compare.anaphors | pack.compare.pointing_nouns)


def _points(text: str, statement: Statement, pointers: Collection[str]) -> bool:
    return any(word in pointers for word in spoken(text, statement.quote))


def sentence_before(reading: Reading, statement: Statement) -> Sentence | None:
    """The sentence before the one the statement begins in, in the same block or the block before."""
    start = statement.extent.start
    before = [s for s in reading.sentences if s.span.end <= start]
    return max(before, key=lambda s: s.span) if before else None


def _told_before(reading: Reading, statement: Statement, pack: LanguagePack) -> Sentence | None:
    """What a pointing word means: the sentence before; of two the farther if only it tells "that ..."."""
    start, text = statement.extent.start, reading.report.text
    before = sorted((s for s in reading.sentences if s.span.end <= start), key=lambda s: s.span)[-2:]
    if not before:
        return None
    far, near = before[0], before[-1]
    told = [any(word in pack.compare.content_heads for word in spoken(text, (s.span,))) for s in (far, near)]
    return far if told == [True, False] and far.block == near.block else near


def _quantities(reading: Reading, pieces: Sequence[Span], pack: LanguagePack) -> Iterator[Quantity]:
    text = reading.report.text
    covered: list[Span] = [t.span for t in reading.times]
    for figure in reading.figures:
        if any(piece.overlaps(figure.span) for piece in pieces):
            covered.append(figure.span)
            yield Quantity(figure.low, figure.high, figure.unit, counted_keys(text, figure, pack))
    for piece in pieces:
        for match in NUMBER.finditer(text, piece.start, piece.end):
            span = Span(match.start(), match.end())
            if len(span) <= LONGEST_NUMBER and not any(span.overlaps(c) for c in covered):
                value = _plain_number(match.group())
                yield Quantity(value, value, None, frozenset())


def counted_keys(text: str, figure: Figure, pack: LanguagePack) -> frozenset[str]:
    """The word keys of what a figure counts."""
    spans = figure.counted or (figure.span,)
    return frozenset(key for span in spans for word in words_in(text, span, pack) for key, _ in word.keys)


def _plain_number(printed: str) -> Decimal:
    """A bare number, read with groups of three as thousands."""
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", printed):
        return Decimal(re.sub(r"[.,]", "", printed))
    whole, *rest = re.split(r"[.,]", printed)
    return Decimal(f"{whole}.{''.join(rest)}" if rest else whole)


def _days(reading: Reading, pieces: Sequence[Span]) -> Iterator[str]:
    for time in reading.times:
        if time.type is TimeType.DATE and any(piece.overlaps(time.span) for piece in pieces):
            yield time.value


def _repeats(text: str, pieces: Sequence[Span], pack: LanguagePack) -> bool:
    """Whether cue or words tell that this was said before ("I stand by it", "again")."""
    words = f" {' '.join(spoken(text, pieces))}"
    return any(f" {mark}" in words for mark in pack.compare.repeats)


def _negated(text: str, pieces: Sequence[Span], pack: LanguagePack, figures: Sequence[Span]) -> Iterator[str]:
    """The keys of the words in clauses that hold a negation; "not more than 400" is a bound and none.

    Two negations undo each other, save where a conjunction parts them ("none is there and none is planned").
    """
    for piece in _without_marks(text, pieces):
        for clause in _with_infinitives(text, piece, pack):
            count = _negations(text, clause, pack, figures)
            parts = [clause] if count % 2 else list(_conjoined(text, clause, pack)) if count else []
            for part in parts:
                if count % 2 or _negations(text, part, pack, figures) % 2:
                    for word in words_in(text, part, pack):
                        yield word.key


def _with_infinitives(text: str, piece: Span, pack: LanguagePack) -> Iterator[Span]:
    """The clauses of a piece, infinitives with the one they hang on: "kein Plan, Werke zu schließen".

    The verb of that one may stand at the end of all: "dass man keinen Plan, Werke zu schließen, hat".
    """
    finite, marks = pack.compare.finite, pack.compare.infinitive_marks
    last: Span | None = None
    for clause in clauses(text, piece):
        words = list(spoken(text, (clause,)))
        verbs = finite.intersection(words)
        waits = last is not None and finite.isdisjoint(spoken(text, (last,)))
        closes = bool(words) and verbs == {words[-1]} and waits
        if last is not None and not marks.isdisjoint(words) and (not verbs or closes):
            last = last.to(clause)
            continue
        if last is not None:
            yield last
        last = clause
    if last is not None:
        yield last


def _negations(text: str, clause: Span, pack: LanguagePack, figures: Sequence[Span]) -> int:
    """How many negations a clause holds, those inside figures left out."""
    bounds = [f for f in figures if clause.overlaps(f)]
    inside = sum(_negates(word, pack) for f in bounds for word in _spoken(f.of(text)))
    return sum(_negates(word, pack) for word in _spoken(clause.of(text))) - inside


def _conjoined(text: str, clause: Span, pack: LanguagePack) -> Iterator[Span]:
    """The parts of a clause before, between and behind its conjunctions; nothing where it has none."""
    starts = [t.span.start for t in tokenize(text, clause) if t.lower in pack.compare.conjunctions]
    if starts:
        yield from (Span(a, b) for a, b in pairwise((clause.start, *starts, clause.end)) if a < b)


def _without_marks(text: str, pieces: Sequence[Span]) -> Iterator[Span]:
    """The pieces of a quote, those joined that only quotation marks keep apart."""
    last: Span | None = None
    for piece in pieces:
        if last is not None and not any(c.isalnum() for c in text[last.end : piece.start]):
            last = last.to(piece)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _negates(word: str, pack: LanguagePack) -> bool:
    return word in pack.compare.negations or word.endswith(("n't", "n’t"))


def clauses(text: str, piece: Span) -> Iterator[Span]:
    """A piece of text cut at its inner punctuation."""
    start = piece.start
    for match in CLAUSE.finditer(text, piece.start, piece.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, piece.end)


def _hypothetical(text: str, pieces: Sequence[Span], pack: LanguagePack, direct: bool) -> bool:
    """Whether the words speak of what would be; "if true" only holds back, it is no condition.

    In reported speech, save under a condition, "would" renders what will be, and "hätten" what is said to
    have been.
    """
    words = list(spoken(text, pieces))
    conditions = set(pack.compare.conditions) - pack.compare.finite
    bare = not direct and conditions.isdisjoint(words)
    reported = pack.compare.reported_future if bare else frozenset()
    if any(word in pack.compare.hypothetical and word not in reported for word in words):
        return True
    return bool(words) and words[0] in pack.compare.conditions and not reserved(" ".join(words), pack)


def reserved(words: str, pack: LanguagePack) -> bool:
    """Whether lower-case words leave open if the matter is so ("wenn es stimmt")."""
    return any(f" {phrase} " in f" {words} " for phrase in pack.compare.reservations)
