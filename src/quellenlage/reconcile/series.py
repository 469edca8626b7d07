"""Figures that count the same thing, and how they relate: agree, update, conflict, or not to be ordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from quellenlage.domain.actor import Actor
from quellenlage.domain.figure import Figure, Qualifier
from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.span import Span
from quellenlage.domain.story import DateBound, FigureRelation, Relation, Series, Story, Utterance
from quellenlage.reconcile.content import Word, match, strengths, words_in
from quellenlage.reconcile.groups import Groups
from quellenlage.reconcile.wordings import clauses, day_of, pack_of

ABOUT = Decimal("0.05")  # how far a figure meant as near may be off
CEILINGS = frozenset({Qualifier.UP_TO, Qualifier.AT_MOST})
ALIKE = 0.55  # strength from which two counted nouns are one
CONTEXT = 0.6  # share of words that two sentences need in common where the numbers differ
CROWD = 40  # with more figures than this, only neighbours in time are related


@dataclass(frozen=True)
class Count:
    """A figure with what it counts: the counted words, the words around it, its utterance and its day."""

    figure: Figure
    counted: tuple[Word, ...]
    around: tuple[Word, ...]
    keys: Mapping[str, float]  # of all of them
    utterance: str | None
    actor: str | None
    day: str | None

    @property
    def value(self) -> Decimal | None:
        """The number as printed."""
        return self.figure.low if self.figure.low is not None else self.figure.high


def find_series(
    corpus: Corpus,
    stories: Sequence[Story],
    actors: Sequence[Actor],
    utterances: Sequence[Utterance],
    bounds: Sequence[DateBound],
) -> tuple[Series, ...]:
    """The series of every story; each figure belongs to exactly one."""
    counts = _counts(corpus, actors, utterances, bounds)
    place_of = {report: story.id for story in stories for report in story.reports}
    places: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        places[place_of.get(count.figure.report, count.figure.report)].append(count)
    out = [_series(corpus, place, group) for place, own in sorted(places.items()) for group in _grouped(own)]
    return tuple(sorted(out, key=lambda s: s.id))


# -- what a figure counts ------------------------------------------------------------------------------


def _counts(
    corpus: Corpus, actors: Sequence[Actor], utterances: Sequence[Utterance], bounds: Sequence[DateBound]
) -> list[Count]:
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
            counted, around = _words(reading, figure)
            out.append(
                Count(
                    figure=figure,
                    counted=counted,
                    around=around,
                    keys=strengths((*counted, *around)),
                    utterance=utterance.id if utterance else None,
                    actor=owner.get(statement.participant or "") if statement else None,
                    day=said or published or bound_of.get(figure.report),
                )
            )
    return sorted(out, key=lambda c: c.figure.id)


def _words(reading: Reading, figure: Figure) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The counted words, and the other words of the clause the figure stands in."""
    pack, text = pack_of(reading), reading.report.text
    counted = tuple(w for span in figure.counted or (figure.span,) for w in words_in(text, span, pack))
    clause = _clause(reading, figure.span)
    around = (w for w in words_in(text, clause, pack) if not any(w.span.overlaps(c.span) for c in counted))
    return counted, tuple(around)


def _clause(reading: Reading, span: Span) -> Span:
    """The part between punctuation marks of the sentence that a span stands in."""
    for sentence in reading.sentences:
        if sentence.span.overlaps(span):
            found = [c for c in clauses(reading.report.text, sentence.span) if c.overlaps(span)]
            return found[0].to(found[-1]) if found else sentence.span
    return span


# -- judging -------------------------------------------------------------------------------------------


def _grouped(counts: Sequence[Count]) -> Iterator[list[Count]]:
    groups = Groups(c.figure.id for c in counts)
    by_id = {c.figure.id: c for c in counts}
    for left, right in _pairs(counts):
        if _counts_same(left, right):
            groups.join(left.figure.id, right.figure.id)
    for ids in groups.all():
        yield [by_id[i] for i in ids]


def _pairs(counts: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Figures of one unit that share a key of what they count."""
    behind: dict[tuple[str | None, str], list[Count]] = defaultdict(list)
    for count in counts:
        for key in strengths(count.counted) or {"": 1.0}:
            behind[count.figure.unit, key].append(count)
    seen: set[tuple[str, str]] = set()
    for _, own in sorted(behind.items(), key=lambda item: (item[0][0] or "", item[0][1])):
        for at, left in enumerate(own):
            for right in own[at + 1 : at + 1 + CROWD]:
                pair = (left.figure.id, right.figure.id)
                if pair not in seen:
                    seen.add(pair)
                    yield left, right


def _counts_same(a: Count, b: Count) -> bool:
    """Whether two figures count the same thing."""
    if not _nouns_match(a, b):
        return False
    if a.value == b.value:
        return a.utterance == b.utterance or _attributes_fit(a, b)
    ceilings = (a.figure.qualifier in CEILINGS, b.figure.qualifier in CEILINGS)
    if any(ceilings) or a.figure.report == b.figure.report:
        return False
    return _attributes_fit(a, b) and _context(a, b) >= CONTEXT


def _nouns_match(a: Count, b: Count) -> bool:
    """Whether the counted heads are one: the last counted word of each."""
    if not a.counted or not b.counted:
        return bool(a.figure.unit) and a.figure.unit == b.figure.unit
    return _one_matches(a, b) and _one_matches(b, a)


def _one_matches(a: Count, b: Count) -> bool:
    keys = strengths(b.counted)
    return any(match(w, keys) >= ALIKE for w in a.counted)


def _attributes_fit(a: Count, b: Count) -> bool:
    """Whether what is said of the counted on one side stands somewhere near the other figure too."""
    return any(
        all(match(word, other.keys) >= ALIKE for word in one.counted) for one, other in ((a, b), (b, a))
    )


def _context(a: Count, b: Count) -> float:
    """The share of the words around one figure that stand around the other, the smaller of the two."""
    return min(_covered(a.around, b.keys), _covered(b.around, a.keys))


def _covered(words: Sequence[Word], keys: Mapping[str, float]) -> float:
    return sum(match(w, keys) for w in words) / len(words) if words else 1.0


# -- series and relations ------------------------------------------------------------------------------


def _series(corpus: Corpus, place: str, group: Sequence[Count]) -> Series:
    ids = tuple(sorted(c.figure.id for c in group))
    label = _label(group)
    return Series(
        id=content_id("se", *ids),
        story=place,
        label=corpus.exact(label.report, label.span),
        evidence=label,
        unit=next((c.figure.unit for c in group if c.figure.unit), None),
        figures=ids,
        relations=tuple(_relations(group)),
    )


def _label(group: Sequence[Count]) -> Evidence:
    """What is counted, as the most explicit of the figures prints it."""

    def explicit(count: Count) -> tuple[int, str]:
        return (-len(count.counted), count.figure.id)

    figure = min(group, key=explicit).figure
    span = max(figure.counted, key=lambda s: (len(s), -s.start), default=figure.span)
    return Evidence(figure.report, span, "label")


def _relations(group: Sequence[Count]) -> Iterator[FigureRelation]:
    ordered = sorted(group, key=lambda c: (c.day or "", c.figure.id))
    reach = len(ordered) if len(ordered) <= CROWD else 2
    for at, left in enumerate(ordered):
        for right in ordered[at + 1 : at + reach]:
            relation, reason = relate(left, right)
            yield FigureRelation(left.figure.id, right.figure.id, relation, reason)


def relate(a: Count, b: Count) -> tuple[Relation, str]:
    """How two figures of a series relate, and why; `a` is not the later one."""
    if _overlap(interval(a.figure), interval(b.figure)):
        return Relation.AGREE, "intervals overlap"
    if a.day is None or b.day is None:
        return Relation.UNORDERED, "intervals are disjoint, a date is not known"
    if a.day < b.day:
        by = "same actor" if a.actor and a.actor == b.actor else "other actor"
        return Relation.UPDATE, f"intervals are disjoint, {a.day} before {b.day}, {by}"
    return Relation.CONFLICT, f"intervals are disjoint on {a.day}"


def interval(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    """The interval a figure stands for; a figure meant as near gets some room."""
    low, high = figure.low, figure.high
    if figure.qualifier is Qualifier.APPROX and low is not None and high is not None:
        return low - abs(low) * ABOUT, high + abs(high) * ABOUT
    return low, high


def _overlap(a: tuple[Decimal | None, Decimal | None], b: tuple[Decimal | None, Decimal | None]) -> bool:
    return _at_most(a[0], b[1]) and _at_most(b[0], a[1])


def _at_most(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low <= high
