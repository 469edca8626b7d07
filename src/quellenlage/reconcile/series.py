"""Figures that count the same thing, and how they relate: agree, update, conflict, or not to be ordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from quellenlage.domain.actor import Actor
from quellenlage.domain.figure import Figure, Qualifier
from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence
from quellenlage.domain.reading import Corpus
from quellenlage.domain.story import DateBound, FigureRelation, Relation, Series, Story, Utterance
from quellenlage.reconcile.content import Word, match, strengths
from quellenlage.reconcile.counts import Count, clause_of, find_counts
from quellenlage.reconcile.groups import Groups

ABOUT = Decimal("0.05")  # how far a figure meant as near may be off
CEILINGS = frozenset({Qualifier.UP_TO, Qualifier.AT_MOST})
ALIKE = 0.8  # strength from which two counted nouns are one
KINDRED = 0.5  # strength from which one noun may stand for the other where the numbers are equal
EQUAL_CONTEXT = 0.2  # share of the words around that equal numbers need in common
CONTEXT = 0.5  # the share that different numbers need, where the noun alone does not tell
CERTAIN = 2.0  # one utterance, one number
RARE_DIGITS = 3  # significant digits of a number that is no round one; one fewer beside a unit
SMALL = 20  # a whole number up to this is equal by chance
CROWD = 40  # with more figures than this, only neighbours in time are related


Voice = tuple[str, str | None]  # a report and who speaks there, None for its own voice


def find_series(
    corpus: Corpus,
    stories: Sequence[Story],
    actors: Sequence[Actor],
    utterances: Sequence[Utterance],
    bounds: Sequence[DateBound],
) -> tuple[Series, ...]:
    """The series of every story; each figure belongs to exactly one."""
    counts = find_counts(corpus, actors, utterances, bounds)
    place_of = {report: story.id for story in stories for report in story.reports}
    places: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        places[place_of.get(count.figure.report, count.figure.report)].append(count)
    out = [_series(corpus, place, group) for place, own in sorted(places.items()) for group in _grouped(own)]
    return tuple(sorted(out, key=lambda s: s.id))


# -- judging -------------------------------------------------------------------------------------------


def _grouped(counts: Sequence[Count]) -> Iterator[list[Count]]:
    """Equal numbers of one thing first, then different ones. Who gives two different numbers in one report
    speaks of two things, so their groups stay apart; two speakers may well differ about one, and who raises
    an offer to 51 gives up the number before.
    """
    groups = Groups(c.id for c in counts)
    by_id = {c.id: c for c in counts}
    told = {c.id: _told(c) for c in counts}
    judged = sorted((-_sameness(a, b), a.id, b.id) for a, b in _pairs(counts))
    for sameness, left, right in judged:
        if not sameness:
            break
        one, other = groups.root(left), groups.root(right)
        if one == other or (sameness > -CERTAIN and _contradict(told[one], told[other])):
            continue
        groups.join(one, other)
        root = groups.root(one)
        for told_by in (told[one], told[other]):
            if told_by is not told[root]:
                for voice, values in told_by.items():
                    told[root].setdefault(voice, set()).update(values)
    for ids in groups.all():
        yield [by_id[i] for i in ids]


def _told(count: Count) -> dict[Voice, set[str]]:
    """Which number who gives; a number that revises another stands against none."""
    return {} if count.revises else {(count.figure.report, count.actor): {_shown(count)}}


def _shown(count: Count) -> str:
    return "/".join(str(v) for v in count.values)


def _contradict(one: Mapping[Voice, set[str]], other: Mapping[Voice, set[str]]) -> bool:
    return any(voice in other and values != other[voice] for voice, values in one.items())


def _pairs(counts: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Figures of one unit that share a key of what they count or stand among, or have equal numbers."""
    behind: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in counts:
        unit = count.figure.unit or ""
        for key in strengths(count.counted) or ():
            behind[unit, key].append(count)
        behind[unit, f"#{_shown(count)}"].append(count)
        if not count.telling:
            for key in strengths(count.around):
                behind[unit, key].append(count)
    seen: set[tuple[str, str]] = set()
    for _, own in sorted(behind.items()):
        for at, left in enumerate(own):
            for right in own[at + 1 : at + 1 + CROWD]:
                pair = (left.id, right.id)
                if pair not in seen:
                    seen.add(pair)
                    yield left, right


def _sameness(a: Count, b: Count) -> float:
    """How sure it is that two figures count the same thing, 0 where it is not."""
    equal = a.values == b.values
    if equal and a.utterance is not None and a.utterance == b.utterance:
        return CERTAIN
    strength = _noun_strength(a, b)
    context = _context(a, b)
    if equal:
        small = all(v is not None and v <= SMALL for v in a.values)
        enough = (
            context >= CONTEXT or (context >= EQUAL_CONTEXT and not small) or strength >= ALIKE or _is_rare(a)
        )
        kindred = strength >= KINDRED or not (a.telling and b.telling)
        return 1.0 + context if kindred and enough and _attributes_fit(a, b) else 0.0
    if _sides_differ(a, b) or (_is_general(a) and _is_general(b) and _matters_differ(a, b)):
        return 0.0
    if _named_apart(a, b) or (a.figure.qualifier in CEILINGS) != (b.figure.qualifier in CEILINGS):
        return 0.0
    if not (_noun_phrase_fits(a, b) and _noun_phrase_fits(b, a)) or _parts_of_a_whole(a, b):
        return 0.0
    if strength >= ALIKE and a.telling and b.telling:
        return 0.5 + context / 2
    if a.figure.qualifier in CEILINGS or b.figure.qualifier in CEILINGS:
        return 0.0
    told = strength >= KINDRED or not (a.telling or b.telling)
    return context / 2 if told and context >= CONTEXT else 0.0


def _is_rare(count: Count) -> bool:
    """Whether a number is too particular to be equal by chance: 2,310 or 31 percent, not 400."""
    values = [v for v in count.values if v is not None]
    least = RARE_DIGITS - (count.figure.unit is not None)
    return bool(values) and any(len(v.normalize().as_tuple().digits) >= least for v in values)


def _sides_differ(a: Count, b: Count) -> bool:
    """Whether one counts those for and the other those against."""
    return bool(a.side and b.side) and a.side != b.side


def _matters_differ(a: Count, b: Count) -> bool:
    """Whether nothing around is the same, or each stands beside other nouns: two accidents."""
    if not _context(a, b):
        return True
    one, other = ([w for w in c.around if w.capital] for c in (a, b))
    return bool(one and other) and all(match(w, strengths(other)) < KINDRED for w in one)


def _is_general(count: Count) -> bool:
    """Whether the noun itself tells nothing ("people died"): then something around must be the same."""
    return bool(count.around) and not any(w in count.phrase for w in count.telling)


def _named_apart(a: Count, b: Count) -> bool:
    """Whether both figures stand among names and not one of them is the same: two towns, two bidders."""
    one, other = ({w.key for w in c.around if w.is_name} for c in (a, b))
    return bool(one and other) and one.isdisjoint(other)


def _noun_phrase_fits(a: Count, b: Count) -> bool:
    """Whether every word of one's noun phrase stands near the other: "Russian soldiers", "dead fish"."""
    return all(match(word, b.keys) >= ALIKE for word in a.phrase)


def _parts_of_a_whole(a: Count, b: Count) -> bool:
    """Whether one sentence gives both numbers and does not revise the one to the other."""
    return a.sentence == b.sentence and not a.revises and not b.revises


def _noun_strength(a: Count, b: Count) -> float:
    """How surely both count one kind of thing: the telling words of one are the other's, or stand near it."""
    if a.telling and b.telling:
        return min(_strongest(a.telling, strengths(b.telling)), _strongest(b.telling, strengths(a.telling)))
    return max(_strongest(a.telling, b.keys), _strongest(b.telling, a.keys))


def _strongest(words: Sequence[Word], keys: Mapping[str, float]) -> float:
    return max((match(w, keys) for w in words), default=0.0)


def _attributes_fit(a: Count, b: Count) -> bool:
    """Whether all that is counted on one side stands near the other figure too."""
    return any(all(match(w, other.keys) >= KINDRED for w in one.counted) for one, other in ((a, b), (b, a)))


def _context(a: Count, b: Count) -> float:
    """The share of the words around one figure that stand around the other too."""
    if not a.around or not b.around:
        return 0.0
    return (_covered(a.around, b.keys) + _covered(b.around, a.keys)) / 2


def _covered(words: Sequence[Word], keys: Mapping[str, float]) -> float:
    return sum(match(w, keys) for w in words) / len(words)


# -- series and relations ------------------------------------------------------------------------------


def _series(corpus: Corpus, place: str, group: Sequence[Count]) -> Series:
    ids = tuple(sorted(c.id for c in group))
    label = _label(corpus, group)
    return Series(
        id=content_id("se", *ids),
        story=place,
        label=corpus.exact(label.report, label.span),
        evidence=label,
        unit=next((c.figure.unit for c in group if c.figure.unit), None),
        figures=ids,
        relations=tuple(_relations(group)),
    )


def _label(corpus: Corpus, group: Sequence[Count]) -> Evidence:
    """What is counted, in the fullest noun phrase of the figures; without any, the clause around one."""
    nouns = [c for c in group if c.figure.counted and c.phrase]
    if not nouns:
        first = min(group, key=lambda c: (-len(c.around), c.id))
        clause = clause_of(corpus.reading_of[first.figure.report], first.figure.span)
        return Evidence(first.figure.report, clause, "label")
    most = min(nouns, key=lambda c: (not c.telling, -len(c.phrase), -len(c.figure.counted[0]), c.id))
    return Evidence(most.figure.report, most.figure.counted[0], "label")


def _relations(group: Sequence[Count]) -> Iterator[FigureRelation]:
    ordered = sorted(group, key=lambda c: (c.day or "", c.id))
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
