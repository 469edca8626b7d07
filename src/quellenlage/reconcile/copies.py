"""Copies: the same text in two reports, a passage taken over, a later version of one report.

Only what a report tells in its own voice counts (see `narration`): a shared quotation alone is no copy.
Candidates come from winnowed fingerprints, so that no stage looks at all pairs; each candidate pair is then
lined up word for word, and the shared passages are the evidence.

- COPY: one report stands (almost) wholly in the other. Each copy has one link, to the original or the copy
  of it that it is nearest to; `direction` says how the original is told.
- REVISION: two versions of one report: near-identical text under one URL, or by one outlet.
- DERIVED: a substantial passage is taken over, the rest differs.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, field

from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence, Feature, Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.reconcile.direction import in_order, reason
from quellenlage.reconcile.fingerprints import candidate_pairs, fingerprints
from quellenlage.reconcile.groups import Groups
from quellenlage.reconcile.narration import Narration, body_words, narration
from quellenlage.reconcile.overlap import Overlap, overlap

COPIED = 0.7  # share of the shorter text that makes it a copy
COPIED_UNSURE = 0.55
OF_COPY = (
    0.45  # share of the copy itself: a report that holds a short one and much besides is derived from it
)
REVISED = 0.75  # share of the longer text that makes two texts of one outlet two versions
LEAST_WORDS = 20  # a shorter text of its own can be alike by chance
PASSAGE_WORDS = 40  # words in shared runs that make a derived report ...
PASSAGE_RUN = 14  # ... of which so many in a row
PASSAGE_WORDS_UNSURE = 20
PASSAGE_RUN_UNSURE = 10
SHOWN_RUNS = 12  # evidence passages per link, longest first


@dataclass
class _Texts:
    """The corpus with its narrations, read once where a report has a candidate at all."""

    corpus: Corpus
    size: dict[str, int] = field(default_factory=dict)
    _kept: dict[str, Narration] = field(default_factory=dict)

    def narration(self, report: str) -> Narration:
        if report not in self._kept:
            self._kept[report] = narration(self.corpus.reading_of[report])
            self.size[report] = self._kept[report].size
        return self._kept[report]

    def overlap(self, left: str, right: str) -> Overlap:
        return overlap(self.narration(left), self.narration(right))


def find_copies(corpus: Corpus) -> tuple[Link, ...]:
    """The links between reports whose texts depend on each other, sorted by id."""
    texts = _Texts(corpus)
    prints = {r.report.id: fingerprints(narration(r).words) for r in corpus.readings}
    pairs = {pair: texts.overlap(*pair) for pair in candidate_pairs(prints)}
    same_text = _same_text(corpus)
    groups = Groups(corpus.reading_of)
    for (left, right), shared in pairs.items():
        if _copy_score(shared) >= COPIED_UNSURE:
            groups.join(left, right)
    for left, right in same_text:
        groups.join(left, right)
    links = [*_copy_links(texts, groups, pairs), *_derived_links(texts, groups, pairs)]
    return tuple(sorted(links, key=lambda link: link.id))


def _same_text(corpus: Corpus) -> list[tuple[str, str]]:
    """Neighbours among the reports whose bodies are equal word for word (short ones, all quotation)."""
    by_body: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for reading in corpus.readings:
        words = body_words(reading)
        if len(words) >= LEAST_WORDS:
            by_body[words].append(reading.report.id)
    return [pair for ids in by_body.values() for pair in itertools.pairwise(ids)]


def _copy_score(shared: Overlap) -> float:
    if min(shared.left_words, shared.right_words) < LEAST_WORDS:
        return 0.0
    return max(shared.of_left, shared.of_right)


def _copy_links(texts: _Texts, groups: Groups, pairs: dict[tuple[str, str], Overlap]) -> list[Link]:
    near: dict[str, list[str]] = defaultdict(list)
    for (left, right), shared in pairs.items():
        if _copy_score(shared) >= COPIED_UNSURE:
            near[left].append(right)
            near[right].append(left)
    links = []
    for members in groups.several():
        ordered = _ordered(texts, members)
        rank = {reading.report.id: i for i, reading in enumerate(ordered)}
        for reading in ordered[1:]:
            source = reading.report.id
            before = {ordered[0].report.id, *(t for t in near[source] if rank[t] < rank[source])}
            links.append(_nearest(texts, reading, sorted(before, key=lambda t: rank[t])))
    return links


def _ordered(texts: _Texts, members: tuple[str, ...]) -> list[Reading]:
    for member in members:
        texts.narration(member)
    return in_order((texts.corpus.reading_of[m] for m in members), texts.size)


def _nearest(texts: _Texts, source: Reading, targets: list[str]) -> Link:
    """The link to the target that most of `source` stands in; of equals the most original one."""
    overlaps = [texts.overlap(source.report.id, target) for target in targets]
    best = max(range(len(targets)), key=lambda i: (round(_copy_score(overlaps[i]), 3), -i))
    target, shared = texts.corpus.reading_of[targets[best]], overlaps[best]
    identical = body_words(source) == body_words(target)
    score = 1.0 if identical else _copy_score(shared)
    features = [
        Feature("share of source found in target", round(1.0 if identical else shared.of_left, 4)),
        Feature("share of target found in source", round(1.0 if identical else shared.of_right, 4)),
        reason(source, target, texts.size),
    ]
    version = _same_page(source, target)
    both = 1.0 if identical else min(shared.of_left, shared.of_right)
    kind = LinkKind.REVISION if version and both >= REVISED else LinkKind.COPY
    if not identical and shared.of_left < OF_COPY:
        kind = LinkKind.DERIVED
    if kind is LinkKind.REVISION and version:
        features.append(version)
    judgement = Judgement.POSITIVE if score >= COPIED else Judgement.UNSURE
    return _link(texts, kind, source.report.id, target.report.id, judgement, features, shared)


def _same_page(left: Reading, right: Reading) -> Feature | None:
    """Whether the two are printed by one outlet or under one URL."""
    a, b = left.layout, right.layout
    if a.url and b.url:
        return Feature("same url", 1.0) if a.url.value == b.url.value else None
    if a.outlet and b.outlet and a.outlet.value.casefold() == b.outlet.value.casefold():
        return Feature("same outlet", 0.8)
    return None


def _derived_links(texts: _Texts, groups: Groups, pairs: dict[tuple[str, str], Overlap]) -> list[Link]:
    """One link per report and group of copies that it shares a passage with."""
    best: dict[tuple[str, str], tuple[int, str, str]] = {}
    for (left, right), shared in pairs.items():
        if groups.same(left, right) or _passage(shared) is None:
            continue
        first, second = _ordered(texts, (left, right))
        target, source = first.report.id, second.report.id
        key = (source, groups.root(target))
        rank = (-shared.words, target, source)
        best[key] = min(best.get(key, rank), rank)
    links = []
    for _, target, source in sorted(best.values(), key=lambda x: (x[2], x[1])):
        shared = texts.overlap(source, target)
        judgement = _passage(shared)
        if judgement is not None:
            features = [
                Feature("share of source found in target", round(shared.of_left, 4)),
                Feature("share of target found in source", round(shared.of_right, 4)),
                Feature("longest shared passage in words / 100", min(1.0, shared.longest / 100)),
                reason(texts.corpus.reading_of[source], texts.corpus.reading_of[target], texts.size),
            ]
            links.append(_link(texts, LinkKind.DERIVED, source, target, judgement, features, shared))
    return links


def _passage(shared: Overlap) -> Judgement | None:
    if shared.words >= PASSAGE_WORDS and shared.longest >= PASSAGE_RUN:
        return Judgement.POSITIVE
    if shared.words >= PASSAGE_WORDS_UNSURE and shared.longest >= PASSAGE_RUN_UNSURE:
        return Judgement.UNSURE
    return None


def _link(
    texts: _Texts,
    kind: LinkKind,
    source: str,
    target: str,
    judgement: Judgement,
    features: list[Feature],
    shared: Overlap,
) -> Link:
    left, right = texts.narration(source), texts.narration(target)
    shown = sorted(sorted(shared.runs, key=lambda r: (-r.length, r.left))[:SHOWN_RUNS], key=lambda r: r.left)
    evidence = []
    for run in shown:
        evidence.append(Evidence(source, left.span(run.left, run.left + run.length - 1), "copied"))
        evidence.append(Evidence(target, right.span(run.right, run.right + run.length - 1), "original"))
    return Link(
        id=content_id("ln", kind, source, target),
        kind=kind,
        source=source,
        target=target,
        judgement=judgement,
        features=tuple(features),
        evidence=tuple(evidence),
    )
