"""Stories: which reports tell of one unfolding event, over days and weeks and in both languages.

Two reports are near when they share rare words, names and numbers (`terms`); between languages only names
and numbers count. Days between two dated reports make them less near. A copy belongs to the story of its
original.

Clusters grow by joining the nearest pair first, and only while the *average* pair of the joined cluster is
near: one report that touches two events cannot chain them together. Pairs are found through the heaviest
terms of each report, never by comparing all with all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Link
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.story import Story
from quellenlage.reconcile.clusters import Clusters
from quellenlage.reconcile.copies import is_one_text
from quellenlage.reconcile.direction import published
from quellenlage.reconcile.terms import Vector, dot, profile, similarity, vectors

NEAR = 0.19  # a pair this near starts or joins a story
UNDATED = 0.8  # without both dates the words must say more
SAME_DAYS = 14  # no loss of nearness within so many days
FADING_DAYS = 60.0  # beyond, nearness halves about every so many days
HEAVIEST = 25  # terms by which a report finds others
CROWD = 48  # a term of more reports than this pairs only neighbours in time
NEIGHBOURS = 12
LEAST_SHARED = 0.03  # weight that the heaviest terms of a pair share before it is looked at
WEIGHT_UNIT = 10**9  # weights are summed as integers, so that the order of summing cannot matter


def find_stories(corpus: Corpus, copies: Sequence[Link]) -> tuple[Story, ...]:
    """Every report belongs to exactly one story; a report like no other is a story of its own."""
    profiles = [profile(reading) for reading in corpus.readings]
    days = {r.report.id: day_of(r) for r in corpus.readings}
    # At first by what is known of words in general; then by how many of these first stories hold a word.
    views = vectors(profiles)
    views = vectors(profiles, _clustered(views, days, copies))
    stories = (_story(corpus, views, ids) for ids in _clustered(views, days, copies))
    return tuple(sorted(stories, key=lambda story: story.id))


def _clustered(
    views: Mapping[str, Vector], days: Mapping[str, date | None], copies: Sequence[Link]
) -> list[tuple[str, ...]]:
    clusters = Clusters(views)
    for link in copies:
        if is_one_text(link):
            clusters.join(link.source, link.target)
    near = [(_faded(similarity(views[a], views[b]), days[a], days[b]), a, b) for a, b in _pairs(views, days)]
    for score, left, right in sorted(near, key=lambda x: (-x[0], x[1], x[2])):
        if score >= NEAR and clusters.belong(left, right):
            clusters.join(left, right)
    return clusters.all()


def day_of(reading: Reading) -> date | None:
    """The day a report was published, None where unknown."""
    try:
        return date.fromisoformat((published(reading) or "")[:10])
    except ValueError:
        return None


def _faded(score: float, left: date | None, right: date | None) -> float:
    if left is None or right is None:
        return round(score * UNDATED, 9)
    late = abs((left - right).days) - SAME_DAYS
    return round(score * 0.5 ** (late / FADING_DAYS), 9) if late > 0 else score


def _pairs(views: Mapping[str, Vector], days: Mapping[str, date | None]) -> list[tuple[str, str]]:
    """Pairs of reports whose heaviest terms have enough in common, sorted."""
    order = sorted(views, key=lambda r: (days[r] or date.min, r))
    heaviest = {report: _heaviest(views[report]) for report in order}
    postings: dict[str, list[str]] = defaultdict(list)
    for report in order:
        for term in heaviest[report]:
            postings[term].append(report)
    passed: Counter[str] = Counter()  # how many of a term's reports come before
    pairs: list[tuple[str, str]] = []
    for left in order:  # a report after the other, so that only one report's pairs are counted at a time
        shared: dict[str, int] = defaultdict(int)
        for term, weight in heaviest[left].items():
            members = postings[term]
            passed[term] += 1
            at = passed[term]
            for right in members[at:] if len(members) <= CROWD else members[at : at + NEIGHBOURS]:
                shared[right] += round(weight * heaviest[right][term] * WEIGHT_UNIT)
        pairs += (
            (min(left, right), max(left, right))
            for right, weight in shared.items()
            if weight >= LEAST_SHARED * WEIGHT_UNIT
        )
    return sorted(pairs)


def _heaviest(view: Vector) -> dict[str, float]:
    """The terms by which a report finds others; what no language changes has room of its own."""
    found: dict[str, float] = {}
    for terms in (view.words, view.foreign):
        for term, weight in sorted(terms.items(), key=lambda item: (-item[1], item[0]))[:HEAVIEST]:
            found.setdefault(term, weight)
    return found


def _story(corpus: Corpus, views: Mapping[str, Vector], ids: tuple[str, ...]) -> Story:
    report, title = _title(corpus, views, ids)
    return Story(id=content_id("sy", *ids), title=title, title_report=report, reports=ids)


def _title(corpus: Corpus, views: Mapping[str, Vector], ids: tuple[str, ...]) -> tuple[str, str]:
    """The printed title of the report nearest to all others; where none has one, a first sentence."""
    readings = [corpus.reading_of[i] for i in ids]
    titled = [r for r in readings if r.layout.title and r.layout.title.value.strip()] or readings
    sums: dict[str, float] = defaultdict(float)
    for i in ids:
        for key, weight in views[i].words.items():
            sums[key] += weight
    central = min(titled, key=lambda r: (-round(dot(views[r.report.id].words, sums), 9), r.report.id))
    if central.layout.title and central.layout.title.value.strip():
        return central.report.id, central.layout.title.value
    first = next((s.span.of(central.report.text) for s in central.sentences), "")
    return central.report.id, first or central.report.source
