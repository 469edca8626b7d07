"""Revisions and copies, seen closely: which sentences, statements, figures and positions were changed.

The two texts are lined up sentence by sentence; only what stands in changed sentences is compared further, so
that a line moved along with its sentence is no change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol, TypeVar

from quellenlage.domain.changes import Aspect, Change, Changed, ChangeKind, Changes, Differs
from quellenlage.domain.claim import Claim
from quellenlage.domain.figure import Figure
from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence, Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.span import Span, joined
from quellenlage.domain.statement import Act, Statement
from quellenlage.domain.story import Story
from quellenlage.reconcile.narration import WORD

ALIKE = 0.5  # the share of words from which one sentence or statement is the other, changed
MOST = 60  # sentences (statements, figures) of one changed passage that are paired with each other
EXACT = 1.0

T = TypeVar("T")


class _Placed(Protocol):
    @property
    def id(self) -> str: ...


PlacedT = TypeVar("PlacedT", bound=_Placed)


def find_changes(
    corpus: Corpus, stories: Sequence[Story], links: Sequence[Link], claims: Sequence[Claim]
) -> tuple[Changes, ...]:
    """The changes along every certain link of a copy or a revision, sorted by id."""
    story_of = {report: story.id for story in stories for report in story.reports}
    positions = _positions(corpus, claims)
    read = _Read(corpus)
    found = []
    for link in links:
        if link.kind in (LinkKind.COPY, LinkKind.REVISION) and link.judgement is Judgement.POSITIVE:
            pair = _Pair(read.text(link.target), read.text(link.source))
            changes = tuple(pair.changes(positions if link.kind is LinkKind.REVISION else {}))
            story = story_of.get(link.source, link.source)
            own = content_id("ch", link.target, link.source)
            found.append(Changes(own, story, link.id, link.target, link.source, pair.share, changes))
    return tuple(sorted(found, key=lambda c: c.id))


@dataclass(frozen=True)
class _Text:
    """A report with its sentences folded, and where they begin."""

    reading: Reading
    sentences: tuple[Span, ...]
    folded: tuple[str, ...]
    starts: tuple[int, ...]

    @property
    def id(self) -> str:
        return self.reading.report.id

    def of(self, span: Span) -> str:
        return span.of(self.reading.report.text)

    def at(self, span: Span) -> int:
        """The number of the sentence that a span begins in."""
        return max(0, bisect_right(self.starts, span.start) - 1)


class _Read:
    """Reports taken apart once, however many copies they have."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._texts: dict[str, _Text] = {}

    def text(self, report: str) -> _Text:
        if report not in self._texts:
            reading = self._corpus.reading_of[report]
            spans = tuple(s.span for s in reading.sentences)
            folded = tuple(" ".join(_words(s.of(reading.report.text))) for s in spans)
            self._texts[report] = _Text(reading, spans, folded, tuple(s.start for s in spans))
        return self._texts[report]


class _Pair:
    """Two texts lined up; `blocks` are the runs of sentences that differ, in both."""

    def __init__(self, older: _Text, newer: _Text) -> None:
        self.older, self.newer = older, newer
        matcher = SequenceMatcher(None, older.folded, newer.folded, autojunk=False)
        codes = matcher.get_opcodes()
        differing = [(range(a, b), range(c, d)) for tag, a, b, c, d in codes if tag != "equal"]
        old, new = _uncommon(  # a sentence that only stands elsewhere is no change
            [i for block, _ in differing for i in block],
            [j for _, block in differing for j in block],
            older.folded.__getitem__,
            newer.folded.__getitem__,
        )
        cut, added = set(old), set(new)
        self.blocks = [([i for i in a if i in cut], [j for j in b if j in added]) for a, b in differing]
        longest = max(len(older.folded), len(newer.folded))
        kept = longest - max(len(old), len(new))
        self.share = round(kept / longest, 4) if longest else EXACT

    def changes(self, positions: Mapping[str, Sequence[_Stand]]) -> Iterator[Change]:
        """Sentences first, then statements, figures, positions."""
        for old, new in self.blocks:
            yield from self._sentences(old, new)
        yield from self._statements()
        yield from self._figures()
        yield from self._positions(positions)

    # -- sentences

    def _sentences(self, old: Sequence[int], new: Sequence[int]) -> Iterator[Change]:
        words_old = [self.older.folded[i].split() for i in old]
        words_new = [self.newer.folded[i].split() for i in new]
        for i, j in _paired(words_old, words_new, _likeness):
            before = self._sentence(self.older, old, i)
            after = self._sentence(self.newer, new, j)
            yield _change(Changed.TEXT, before, after)

    def _sentence(self, text: _Text, run: Sequence[int], at: int | None) -> tuple[Evidence, ...]:
        return () if at is None else (Evidence(text.id, text.sentences[run[at]], "sentence"),)

    # -- statements

    def _statements(self) -> Iterator[Change]:
        old = self._inside(self.older, self.older.reading.statements, lambda s: s.extent, 0)
        new = self._inside(self.newer, self.newer.reading.statements, lambda s: s.extent, 1)
        old, new = _uncommon(
            old, new, lambda s: self._sameness(self.older, s), lambda s: self._sameness(self.newer, s)
        )
        words_old = [_words(joined(self.older.reading.report.text, s.quote)) for s in old]
        words_new = [_words(joined(self.newer.reading.report.text, s.quote)) for s in new]
        for i, j in _paired(words_old, words_new, _likeness):
            before, after = None if i is None else old[i], None if j is None else new[j]
            aspects = self._statement_aspects(before, after) if before and after else ()
            yield _change(
                Changed.STATEMENT,
                _quoted(before),
                _quoted(after),
                aspects,
                tuple(s.id for s in (before, after) if s is not None),
            )

    def _sameness(self, text: _Text, s: Statement) -> tuple[object, ...]:
        speaker = " ".join(_words(text.of(s.speaker))) if s.speaker else ""
        return tuple(_words(joined(text.reading.report.text, s.quote))), s.act, speaker

    def _statement_aspects(self, before: Statement, after: Statement) -> tuple[Aspect, ...]:
        values = [
            (Differs.ACT, str(before.act), str(after.act)),
            (Differs.TYPE, str(before.type), str(after.type)),
            (
                Differs.SPEAKER,
                self.older.of(before.speaker) if before.speaker else "",
                self.newer.of(after.speaker) if after.speaker else "",
            ),
            (
                Differs.WORDING,
                joined(self.older.reading.report.text, before.quote),
                joined(self.newer.reading.report.text, after.quote),
            ),
        ]
        return tuple(Aspect(*v) for v in values if _words(v[1]) != _words(v[2]))

    # -- figures

    def _figures(self) -> Iterator[Change]:
        old = self._inside(self.older, self.older.reading.figures, lambda f: f.span, 0)
        new = self._inside(self.newer, self.newer.reading.figures, lambda f: f.span, 1)
        old, new = _uncommon(old, new, _value, _value)
        for i, j in _paired(old, new, _counts_the_same):
            before, after = None if i is None else old[i], None if j is None else new[j]
            yield _change(
                Changed.FIGURE,
                (Evidence(self.older.id, before.span, "figure"),) if before else (),
                (Evidence(self.newer.id, after.span, "figure"),) if after else (),
                _figure_aspects(before, after) if before and after else (),
                tuple(f.id for f in (before, after) if f is not None),
            )

    def _inside(
        self, text: _Text, lines: Sequence[PlacedT], span_of: Callable[[PlacedT], Span], side: int
    ) -> list[PlacedT]:
        """The lines that stand in changed sentences, in text order."""
        changed = {i for block in self.blocks for i in block[side]}
        found = [line for line in lines if text.at(span_of(line)) in changed]
        return sorted(found, key=lambda line: (span_of(line), line.id))

    # -- positions

    def _positions(self, positions: Mapping[str, Sequence[_Stand]]) -> Iterator[Change]:
        """Who no longer takes a position here, who takes one now, who takes another."""
        old = {s.key: s for s in positions.get(self.older.id, ())}
        new = {s.key: s for s in positions.get(self.newer.id, ())}
        for claim, actor in sorted({k[:2] for k in old.keys() ^ new.keys()}):
            before = sorted((s for k, s in old.items() if k[:2] == (claim, actor) and k not in new), key=_act)
            after = sorted((s for k, s in new.items() if k[:2] == (claim, actor) and k not in old), key=_act)
            for at in range(max(len(before), len(after))):
                b, a = before[at : at + 1], after[at : at + 1]
                aspects = (Aspect(Differs.ACT, str(b[0].act), str(a[0].act)),) if b and a else ()
                yield _change(
                    Changed.POSITION,
                    b[0].evidence if b else (),
                    a[0].evidence if a else (),
                    aspects,
                    (claim,),
                )


@dataclass(frozen=True, slots=True)
class _Stand:
    """A position as one report tells it."""

    claim: str
    actor: str
    act: Act
    evidence: tuple[Evidence, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        return self.claim, self.actor, str(self.act)


def _act(stand: _Stand) -> str:
    return str(stand.act)


def _positions(corpus: Corpus, claims: Sequence[Claim]) -> dict[str, list[_Stand]]:
    """What each report tells of positions."""
    found: dict[str, list[_Stand]] = defaultdict(list)
    for claim in claims:
        for position in claim.positions:
            told: dict[str, list[Evidence]] = defaultdict(list)
            for statement in (corpus.statements[s] for s in position.statements if s in corpus.statements):
                told[statement.report] += _quoted(statement)
            for report, evidence in told.items():
                found[report].append(_Stand(claim.id, position.actor, position.act, tuple(evidence)))
    return found


# -- pairing -------------------------------------------------------------------------------------------


def _paired(
    old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]
) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of what is alike, the most alike first, then what has no partner; in the order of the texts."""
    scores = [
        (-score, i, j)
        for i, a in enumerate(old[:MOST])
        for j, b in enumerate(new[:MOST])
        if (score := likeness(a, b)) >= ALIKE
    ]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scores):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    yield from ((i, partner.get(i)) for i in range(len(old)))
    yield from ((None, j) for j in range(len(new)) if j not in taken)


def _uncommon(
    old: list[T], new: list[T], key_old: Callable[[T], object], key_new: Callable[[T], object]
) -> tuple[list[T], list[T]]:
    """Both without what stands in both."""
    waiting: dict[object, list[int]] = defaultdict(list)
    for j, line in enumerate(new):
        waiting[key_new(line)].append(j)
    gone: set[int] = set()
    left = []
    for line in old:
        same = waiting.get(key_old(line))
        if same:
            gone.add(same.pop(0))
        else:
            left.append(line)
    return left, [line for j, line in enumerate(new) if j not in gone]


def _likeness(left: Sequence[str], right: Sequence[str]) -> float:
    """The share of words that two wordings have in common."""
    a, b = set(left), set(right)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _counts_the_same(left: Figure, right: Figure) -> float:
    if left.unit != right.unit or left.noun != right.noun:
        return 0.0
    return EXACT if left.unit or left.noun else 0.0


def _value(figure: Figure) -> tuple[object, ...]:
    return figure.low, figure.high, figure.qualifier, figure.unit, figure.noun


def _figure_aspects(before: Figure, after: Figure) -> tuple[Aspect, ...]:
    values = [(Differs.VALUE, _bounds(before), _bounds(after))]
    values.append((Differs.QUALIFIER, str(before.qualifier), str(after.qualifier)))
    return tuple(Aspect(*v) for v in values if v[1] != v[2])


def _bounds(figure: Figure) -> str:
    low, high = (None if b is None else f"{b.normalize():f}" for b in (figure.low, figure.high))
    return low or high or "" if low == high or low is None or high is None else f"{low}–{high}"


def _quoted(statement: Statement | None) -> tuple[Evidence, ...]:
    return tuple(Evidence(statement.report, span, "quote") for span in statement.quote) if statement else ()


def _change(
    what: Changed,
    before: tuple[Evidence, ...],
    after: tuple[Evidence, ...],
    aspects: tuple[Aspect, ...] = (),
    ids: tuple[str, ...] = (),
) -> Change:
    kind = ChangeKind.CHANGED if before and after else ChangeKind.CUT if before else ChangeKind.ADDED
    return Change(what, kind, before, after, aspects, ids)


def _words(text: str) -> list[str]:
    return [match.group().casefold() for match in WORD.finditer(text)]
