"""Copies: the same text in two reports, a passage taken over, a later version of one report.

Only what a report tells in its own voice counts (see `narration`): a shared quotation alone is no copy.
Candidates come from winnowed fingerprints, so that no stage looks at all pairs; each candidate pair is then
lined up word for word, and the shared passages are the evidence.

- COPY: the two are one text, or one stands (almost) wholly in the other, cut out of it. Each copy has one
  link, to the original or the copy of it that it is nearest to; `direction` says how the original is told.
- REVISION: two versions of one report: near-identical text under one URL, or by one outlet.
- DERIVED: a substantial passage is taken over, or a whole short report with much besides.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.link import Evidence, Feature, Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.reconcile.direction import EARLIER, PLAIN, in_order, reason
from quellenlage.reconcile.fingerprints import candidate_pairs, fingerprints
from quellenlage.reconcile.groups import Groups
from quellenlage.reconcile.narration import Narration, body_words, narration
from quellenlage.reconcile.overlap import Overlap, overlap
from quellenlage.reconcile.urls import is_one_page

COPIED = 0.7  # share of the shorter text that makes it a copy
COPIED_UNSURE = 0.55
OF_LONGER = 0.55  # share of the longer text too: no text is one with two that have nothing in common
REVISED = 0.75  # share of the longer text that makes two texts of one outlet two versions
LEAST_WORDS = 20  # a shorter text of its own can be alike by chance
PASSAGE_WORDS = 30  # words in shared runs that make a derived report ...
PASSAGE_RUN = 14  # ... of which so many in a row
PASSAGE_WORDS_UNSURE = 20
PASSAGE_RUN_UNSURE = 10
OF_SOURCE = "share of source found in target"
OF_TARGET = "share of target found in source"
LONGEST = "longest shared passage in words / 100"
SAME_URL = "same url"
SHOWN_RUNS = 24  # evidence passages per link, longest first


@dataclass
class _Texts:
    """The corpus with what was read of it once: narrations, their sizes, whole bodies, overlaps of pairs."""

    corpus: Corpus
    size: dict[str, int] = field(default_factory=dict)
    body: dict[str, str] = field(default_factory=dict)
    pairs: dict[tuple[str, str], Overlap] = field(default_factory=dict)
    _narrations: dict[str, Narration] = field(default_factory=dict)

    def narration(self, report: str) -> Narration:
        if report not in self._narrations:
            self._narrations[report] = narration(self.corpus.reading_of[report])
            self.size[report] = self._narrations[report].size
        return self._narrations[report]

    def overlap(self, left: str, right: str) -> Overlap:
        """What two reports share; lined up once for a pair, from the lesser id."""
        first, second = sorted((left, right))
        if (first, second) not in self.pairs:
            shared = overlap(self.narration(second), self.narration(first)).flipped()
            self.pairs[first, second] = shared
        return self.pairs[first, second] if left == first else self.pairs[first, second].flipped()


def find_copies(corpus: Corpus) -> tuple[Link, ...]:
    """The links between reports whose texts depend on each other, sorted by id."""
    texts = _Texts(corpus)
    prints = {r.report.id: fingerprints(narration(r).words) for r in corpus.readings}
    pairs = {pair: texts.overlap(*pair) for pair in candidate_pairs(prints)}
    groups = Groups(corpus.reading_of)
    near: dict[str, set[str]] = defaultdict(set)
    for left, right in [*(p for p, shared in pairs.items() if _is_one_text(shared)), *_same_body(texts)]:
        groups.join(left, right)
        near[left].add(right)
        near[right].add(left)
    links = [*_copy_links(texts, groups, near), *_passage_links(texts, groups, pairs)]
    return tuple(sorted(links, key=lambda link: link.id))


def _same_body(texts: _Texts) -> Iterator[tuple[str, str]]:
    """Neighbours among the reports whose bodies are equal word for word, quotations included."""
    by_body: dict[str, list[str]] = defaultdict(list)
    for reading in texts.corpus.readings:
        words, report = body_words(reading), reading.report.id
        enough = len(words) >= LEAST_WORDS
        texts.body[report] = sha256_of(" ".join(words)) if enough else report
        by_body[texts.body[report]].append(report)
    for reports in by_body.values():
        yield from itertools.pairwise(reports)


def _copy_score(shared: Overlap) -> float:
    """The share of the shorter text that stands in the longer one."""
    if min(shared.left_words, shared.right_words) < LEAST_WORDS:
        return 0.0
    return max(shared.of_left, shared.of_right)


def _is_one_text(shared: Overlap) -> bool:
    return _copy_score(shared) >= COPIED_UNSURE and min(shared.of_left, shared.of_right) >= OF_LONGER


def _copy_links(texts: _Texts, groups: Groups, near: Mapping[str, set[str]]) -> Iterator[Link]:
    """One link for each copy, to a text that is linked itself, so that every way leads to the original.

    A text that is near later ones only (a cut of a cut) is linked to one of these, once they are.
    """
    for members in groups.several():
        ordered = _ordered(texts, members)
        rank = {reading.report.id: i for i, reading in enumerate(ordered)}
        root = ordered[0].report.id
        linked, pending = {root}, ordered[1:]
        while pending:
            left = []
            for reading in pending:
                own = reading.report.id
                known = sorted((near[own] & linked) | {root}, key=lambda t: rank[t])
                before = [t for t in known if rank[t] < rank[own]]
                link = _nearest(texts, reading, before) or _nearest(texts, reading, known)
                if link is None:
                    left.append(reading)
                else:
                    linked.add(own)
                    yield link
            if len(left) == len(pending):
                break
            pending = left


def _ordered(texts: _Texts, members: tuple[str, ...]) -> list[Reading]:
    for member in members:
        texts.narration(member)
    return in_order((texts.corpus.reading_of[m] for m in members), texts.size)


def _nearest(texts: _Texts, source: Reading, targets: list[str]) -> Link | None:
    """The link to the target that most of `source` stands in; of equals the most original one."""
    reading_of = texts.corpus.reading_of
    identical = [t for t in targets if texts.body[t] == texts.body[source.report.id]]
    overlaps = {t: texts.overlap(source.report.id, t) for t in targets}
    near = identical[:1] or [t for t in targets if _is_one_text(overlaps[t])]
    if not near:
        return None
    best = max(near, key=lambda t: (round(_copy_score(overlaps[t]), 3), -targets.index(t)))
    target, shared = reading_of[best], overlaps[best]
    mine, theirs = (1.0, 1.0) if identical else (shared.of_left, shared.of_right)
    features = [Feature(OF_SOURCE, round(mine, 4)), Feature(OF_TARGET, round(theirs, 4))]
    features.append(reason(source, target, texts.size))
    page = _same_page(source, target)
    kind = LinkKind.COPY
    if page is not None and (page.name == SAME_URL or min(mine, theirs) >= REVISED):
        kind = LinkKind.REVISION
        features.append(page)
    judgement = Judgement.POSITIVE if max(mine, theirs) >= COPIED else Judgement.UNSURE
    return _link(texts, kind, source.report.id, best, judgement, features, shared)


def _same_page(left: Reading, right: Reading) -> Feature | None:
    """Whether the two are printed by one outlet or under one URL."""
    a, b = left.layout, right.layout
    if a.url and b.url:
        return Feature(SAME_URL, 1.0) if is_one_page(a.url.value, b.url.value) else None
    if a.outlet and b.outlet and a.outlet.value.casefold() == b.outlet.value.casefold():
        return Feature("same outlet", 0.8)
    return None


def _passage_links(texts: _Texts, groups: Groups, pairs: dict[tuple[str, str], Overlap]) -> Iterator[Link]:
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
    for _, target, source in sorted(best.values(), key=lambda x: (x[2], x[1])):
        yield _passage_link(texts, source, target)


def _passage_link(texts: _Texts, source: str, target: str) -> Link:
    """DERIVED, or COPY where the source has nothing but the passage."""
    shared = texts.overlap(source, target)
    why = reason(texts.corpus.reading_of[source], texts.corpus.reading_of[target], texts.size)
    judgement = _passage(shared) or Judgement.UNSURE
    kind = LinkKind.DERIVED
    if _copy_score(shared) >= COPIED and shared.of_left >= COPIED:
        kind = LinkKind.COPY
        judgement = Judgement.POSITIVE if why.name in (EARLIER, *PLAIN) else Judgement.UNSURE
    features = [
        Feature(OF_SOURCE, round(shared.of_left, 4)),
        Feature(OF_TARGET, round(shared.of_right, 4)),
        Feature(LONGEST, min(1.0, shared.longest / 100)),
        why,
    ]
    page = _same_page(texts.corpus.reading_of[source], texts.corpus.reading_of[target])
    if page is not None and page.name == SAME_URL:  # a page that grew, such as a liveblog's
        kind = LinkKind.REVISION
        features.append(page)
    return _link(texts, kind, source, target, judgement, features, shared)


def is_one_text(link: Link) -> bool:
    """Whether a link says with certainty that two reports are one text, not that one holds the other."""
    sure = link.kind in (LinkKind.COPY, LinkKind.REVISION) and link.judgement is Judgement.POSITIVE
    return sure and any(f.name == OF_TARGET and f.score >= OF_LONGER for f in link.features)


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
        id=content_id("li", kind, source, target),
        kind=kind,
        source=source,
        target=target,
        judgement=judgement,
        features=tuple(features),
        evidence=tuple(evidence),
    )
