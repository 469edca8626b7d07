"""What a figure counts: its noun, the words around it, who stands up for it, and on which day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from quellenlage.domain.actor import Actor
from quellenlage.domain.figure import Figure
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.domain.story import DateBound, Utterance
from quellenlage.lang.pack import LanguagePack
from quellenlage.reconcile.content import Word, strengths, words_in
from quellenlage.reconcile.wordings import clauses, day_of, pack_of, spoken

SHORT_WORD = 3  # letters of "je", "pro", "per"
SHORT_QUOTE = 160  # characters up to which a whole quote tells what its figure counts


@dataclass(frozen=True)
class Count:
    """A figure with what it counts: the counted words, the words around it, its utterance and its day."""

    figure: Figure
    counted: tuple[Word, ...]
    around: tuple[Word, ...]
    keys: Mapping[str, float]  # of all of them
    phrase: tuple[Word, ...]  # the counted noun with its attributes
    sentence: tuple[str, int]  # report and start of the sentence
    revises: bool  # "from 1,850 to 2,310"
    telling: tuple[Word, ...]  # of the counted words those that tell what is counted: "injured", not "people"
    side: str  # "for" or "against", empty where the clause has neither or both
    utterance: str | None
    actor: str | None
    day: str | None

    @property
    def id(self) -> str:
        """The figure's id."""
        return self.figure.id

    @property
    def values(self) -> tuple[Decimal | None, Decimal | None]:
        """The bounds as printed, `over 10` and `10` the same."""
        low, high = self.figure.low, self.figure.high
        return (low, high) if low is not None and high is not None else (low or high, low or high)


def find_counts(
    corpus: Corpus, actors: Sequence[Actor], utterances: Sequence[Utterance], bounds: Sequence[DateBound]
) -> list[Count]:
    """Every figure of the corpus with what it counts, ordered by id."""
    owner = {pid: actor.id for actor in actors for pid in actor.participants}
    utterance_of = {s: u for u in utterances for s in u.statements}
    bound_of = {b.report: b.latest for b in bounds if b.latest and b.latest == b.earliest}
    out = []
    for reading in corpus.readings:
        published = day_of(reading.layout.published.value if reading.layout.published else None)
        for figure in reading.figures:
            statement = corpus.statements.get(figure.statement or "")
            utterance = utterance_of.get(statement.id) if statement else None
            said = day_of(statement.said.value if statement and statement.said else None)
            said = said or (utterance.said if utterance else None)
            counted, around = _words(reading, figure, statement)
            out.append(
                Count(
                    figure=figure,
                    counted=counted,
                    around=around,
                    keys=strengths((*counted, *around)),
                    phrase=_phrase(reading, figure) or counted[:1],
                    sentence=(figure.report, _sentence(reading, figure.span).start),
                    revises=_revises(reading, figure),
                    telling=_telling(counted, figure, pack_of(reading)),
                    side=_side(reading, figure),
                    utterance=utterance.id if utterance else None,
                    actor=_voucher(statement, owner),
                    day=said or published or bound_of.get(figure.report),
                )
            )
    return sorted(out, key=lambda c: c.id)


def _voucher(statement: Statement | None, owner: Mapping[str, str]) -> str | None:
    """The actor who stands up for a figure; who denies what holds it does not."""
    return owner.get(statement.participant or "") if statement and statement.act.vouches else None


def _words(
    reading: Reading, figure: Figure, statement: Statement | None
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The counted words, and the other words of the statement or the clause the figure stands in."""
    pack, text = pack_of(reading), reading.report.text
    counted = tuple(w for span in figure.counted or (figure.span,) for w in words_in(text, span, pack))
    clause = clause_of(reading, figure.span)
    if not counted:
        counted = _numbered(text, clause, pack)
    spans = [clause]
    if statement is not None and sum(len(s) for s in statement.quote) <= SHORT_QUOTE:
        spans.extend(statement.quote)
    taken = [c.span for c in counted]
    around = {
        w.span: w
        for span in spans
        for w in words_in(text, span, pack)
        if not any(w.span.overlaps(t) for t in taken)
    }
    return counted, tuple(around[s] for s in sorted(around))


def _numbered(text: str, clause: Span, pack: LanguagePack) -> tuple[Word, ...]:
    """What a bare number counts: the word after "the number of"."""
    words = words_in(text, clause, pack)
    return tuple(b for a, b in pairwise(words) if "number" in a.concepts)[:1]


def _telling(counted: Sequence[Word], figure: Figure, pack: LanguagePack) -> tuple[Word, ...]:
    general = pack.compare.general_counted
    if figure.unit:  # "euros a share", "Milligramm je Liter": what the unit is counted by
        return tuple(w for w in counted[1:] if figure.span.overlaps(w.span) and len(w.key) > SHORT_WORD)
    return tuple(w for w in counted if not w.is_name and general.isdisjoint(w.concepts))


def _phrase(reading: Reading, figure: Figure) -> tuple[Word, ...]:
    span = figure.counted[0] if figure.counted else Span(figure.number.end, figure.span.end)
    return words_in(reading.report.text, span, pack_of(reading))


def _revises(reading: Reading, figure: Figure) -> bool:
    """Whether the word before the figure is the second half of "from ... to ..."."""
    text, pack = reading.report.text, pack_of(reading)
    sentence = _sentence(reading, figure.span)
    before = text[sentence.start : figure.span.start].split()
    return bool(before) and before[-1].lower() in pack.compare.revised_to


def _side(reading: Reading, figure: Figure) -> str:
    sides = pack_of(reading).compare.sides
    words = spoken(reading.report.text, [clause_of(reading, figure.span)])
    found = {sides[word] for word in words if word in sides}
    return found.pop() if len(found) == 1 else ""


def _sentence(reading: Reading, span: Span) -> Span:
    at = bisect_right(reading.sentences, span.start, key=lambda s: s.span.start) - 1
    inside = at >= 0 and reading.sentences[at].span.overlaps(span)
    return reading.sentences[at].span if inside else span


def clause_of(reading: Reading, span: Span) -> Span:
    """The part between punctuation marks of the sentence that a span stands in."""
    sentence = _sentence(reading, span)
    found = [c for c in clauses(reading.report.text, sentence) if c.overlaps(span)]
    return found[0].to(found[-1]) if found else sentence
