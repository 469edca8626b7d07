"""What a story's reports attribute, leave open or vouch for: the parts that attribution loss compares.

A part is a clause of a statement, a sentence in a report's own voice, or an act of speech told as such ("he
admitted it, police said").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.ids import content_id
from quellenlage.domain.reading import Reading
from quellenlage.domain.span import Span, stripped, without
from quellenlage.domain.statement import Act, Method, MethodKind, Statement, StatementType
from quellenlage.reconcile.clauses import clauses_of
from quellenlage.reconcile.content import words_in
from quellenlage.reconcile.matching import Item, Weights, telling
from quellenlage.reconcile.own_voice import Voice, hedges_in, own_voice
from quellenlage.reconcile.wordings import Wordings, pack_of

# How much a speaker commits to; acts that put nothing forward (demands, questions) are left out.
COMMITMENT = {
    Act.NO_COMMENT: 0,
    Act.CANNOT_CONFIRM: 0,
    Act.NOT_DENY: 0,
    Act.ESTIMATE: 1,
    Act.WARN: 2,
    Act.ASSERT: 2,
    Act.ANNOUNCE: 2,
    Act.CONFIRM: 3,
}
KEEPS = frozenset({*COMMITMENT, Act.DENY})
ASSERTS = frozenset({Act.ASSERT, Act.CONFIRM, Act.ANNOUNCE, Act.ESTIMATE})
ACCUSES = {Act.CONDEMN: (StatementType.INDIRECT, StatementType.MIXED)}  # of having done something
FRAGMENT = 3  # content words from which a quote tells its matter by itself
LEAST = 2  # words and numbers without which a part tells nothing
UNWEIGHED = Weights({}, 0)
OWN = Method(MethodKind.RULE, "own-voice", "1")


@dataclass(frozen=True)
class Part:
    """A clause of a statement, or a sentence in a report's own voice (`statement` is None)."""

    report: str
    spans: tuple[Span, ...]
    statement: Statement | None
    act: Act
    hedges: tuple[Span, ...]  # words that leave the matter open
    plain: bool  # the report vouches for it itself
    tells: bool  # tells an act of speech as such: "he admitted it"
    item: Item

    @property
    def key(self) -> tuple[str, int, int, bool]:
        """Where it stands."""
        return self.report, self.spans[0].start, self.spans[-1].end, self.tells


def parts_of(readings: Sequence[Reading], wordings: Wordings) -> list[Part]:
    """The parts of a story's reports, a report after the other; words weigh by how rare they are in it."""
    nested = any(s.within for reading in readings for s in reading.statements)
    drafts = [d for r in readings for d in _drafts(r, wordings, nested) if len(d.item.distinct) >= LEAST]
    weights = _weights(part.item for part in drafts)
    return [replace(part, item=Item(part.item.wording, weights)) for part in drafts]


def _drafts(reading: Reading, wordings: Wordings, nested: bool) -> Iterator[Part]:
    def part(spans: tuple[Span, ...], statement: Statement | None, act: Act, tells: bool = False) -> Part:
        return _part(reading, wordings, spans, statement, act, tells)

    within = {s.id: s for s in reading.statements}
    for statement in reading.statements:
        outer = within.get(statement.within or "")
        if outer is not None and outer.act in ASSERTS:
            yield part((statement.extent,), outer, outer.act, tells=True)
        elif nested and outer is None and _tells_itself(reading, statement):
            yield part((statement.extent,), None, Act.ASSERT, tells=True)
        if statement.act in KEEPS or statement.type in ACCUSES.get(statement.act, ()):
            for spans in _matters(reading, statement):
                yield part(spans, statement, statement.act)
    for told in own_voice(reading, pack_of(reading)):
        if told.voice is not Voice.HANDED_ON:
            own = part(told.spans, None, Act.ASSERT)
            if not (own.plain and own.item.wording.hypothetical):
                yield own


def _tells_itself(reading: Reading, statement: Statement) -> bool:
    """Whether a report tells an act of speech in its own words, not in those of another speaker."""
    if not statement.cue or statement.speaker is None:
        return False
    cues = statement.cue
    return not any(
        q.overlaps(c) for s in reading.statements if s is not statement for q in s.quote for c in cues
    )


def _part(
    reading: Reading,
    wordings: Wordings,
    spans: tuple[Span, ...],
    statement: Statement | None,
    act: Act,
    tells: bool,
) -> Part:
    hedges = hedges_in(reading.report.text, spans, pack_of(reading))
    own = statement or _as_statement(reading.report.id, spans)
    wording = replace(wordings.of(own, spans), act=Act.ASSERT)
    if hedges:  # they tell how firmly something is said, not what
        words = tuple(w for w in wording.words if not any(w.span.overlaps(h) for h in hedges))
        wording = replace(wording, words=words)
    plain = statement is None and not hedges
    return Part(reading.report.id, spans, statement, act, hedges, plain, tells, Item(wording, UNWEIGHED))


def _matters(reading: Reading, statement: Statement) -> Iterator[tuple[Span, ...]]:
    """The clauses of a quote; a mere fragment is taken with what stands between it and its cue."""
    pack, text = pack_of(reading), reading.report.text
    if sum(len(words_in(text, piece, pack)) for piece in statement.quote) < FRAGMENT:
        named = [*statement.cue, *([statement.speaker] if statement.speaker else [])]
        pieces = (stripped(text, piece) for piece in without(statement.extent, named))
        yield tuple(piece for piece in pieces if len(piece)) or statement.quote
        return
    for clause in clauses_of(reading, statement.quote, pack):
        yield clause.spans


def _as_statement(report: str, spans: tuple[Span, ...]) -> Statement:
    """A report's own words as a statement of nobody's, so that they compare like one."""
    return Statement(
        id=content_id("own", report, spans),
        report=report,
        quote=spans,
        type=StatementType.REPORTED,
        act=Act.ASSERT,
        cue=(),
        speaker=None,
        participant=None,
        addressee=None,
        channel=None,
        said=None,
        via=(),
        method=OWN,
    )


def _weights(items: Iterable[Item]) -> Weights:
    frequency: Counter[str] = Counter()
    seen: set[str] = set()
    for item in items:
        if item.wording.text not in seen:
            seen.add(item.wording.text)
            words = (*item.wording.words, *telling(item.wording))
            frequency.update({key for word in words for key, _ in word.keys})
    return Weights(frequency, len(seen))
