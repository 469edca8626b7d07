"""Scores of what many reports yield together: pairs that belong together, and positions."""

from __future__ import annotations

from collections import Counter

from quellenlage.evaluate.gold_format import GoldStory
from quellenlage.evaluate.names import ActorNames
from quellenlage.evaluate.ratios import Scores, pairs, precision_recall, ratio, stem
from quellenlage.evaluate.score_reports import quote_of
from quellenlage.evaluate.words import MATCH, assign, content, day, normal, overlap, words
from quellenlage.exporters.predictions import Member, Predictions

Part = tuple[Scores, list[tuple[str, str]]]
Candidate = tuple[str, str | None]  # stem#id of a gold statement, its actor


def utterance_scores(gold: GoldStory, predictions: Predictions) -> Part:
    """Pairs of statements in one utterance; members are mapped to gold statements by their quotes."""
    by_report = {
        r.stem: [(f"{r.stem}#{s.id}", s.actor, words(quote_of(s))) for s in r.statements]
        for r in gold.reports
    }
    groups, unmapped = [], 0
    for group in predictions.utterances:
        options = [found for member in group if (found := _candidates(member, by_report))]
        unmapped += len(group) - len(options)
        groups.append(_choose(options))
    want, got = pairs(gold.utterances), pairs(groups)
    scores = precision_recall("utterance", len(want & got), len(got), len(want))
    scores["utterance_unmapped_members"] = unmapped
    wrong = [("utterance pair missed", f"{a} {b}") for a, b in sorted(want - got)]
    wrong += [("utterance pair extra", f"{a} {b}") for a, b in sorted(got - want)]
    return scores, wrong


def _candidates(
    member: Member, by_report: dict[str, list[tuple[str, str | None, list[str]]]]
) -> list[Candidate]:
    own, best = words(member.quote), MATCH
    found: list[Candidate] = []
    for key, actor, quote in by_report.get(stem(member.file), []):
        score = overlap(own, quote)
        if score > best + 1e-9:
            best, found = score, []
        if score >= best - 1e-9 and score >= MATCH:
            found.append((key, actor))
    return found


def _choose(options: list[list[Candidate]]) -> list[str]:
    """Where two gold statements have the same words, the one whose actor the rest of the group has."""
    votes = Counter(found[0][1] for found in options if len(found) == 1)
    taken: list[str] = []
    for found in options:
        free = [c for c in found if c[0] not in taken] or found
        taken.append(max(free, key=lambda c: votes[c[1]])[0])
    return taken


def position_scores(gold: GoldStory, predictions: Predictions, names: ActorNames) -> Part:
    """Positions with the same actor and act, claims paired by the best overlap of their words."""
    want = [(claim.text, p) for claim in gold.claims for p in claim.positions]
    candidates = []
    for i, p in enumerate(predictions.positions):
        who, own = names.resolve(p.actor), content(p.claim_text)
        for j, (text, g) in enumerate(want):
            score = overlap(own, content(text)) if p.act == g.act and g.actor in who else 0.0
            if score > 0:
                candidates.append(((score, float(day(p.date) == day(g.date))), i, j))
    matched = assign(candidates)
    scores = precision_recall("position", len(matched), len(predictions.positions), len(want))
    dated = [(i, j) for i, j in matched.items() if day(want[j][1].date)]
    right = sum(day(predictions.positions[i].date) == day(want[j][1].date) for i, j in dated)
    there = sum(bool(day(g.date)) for _, g in want)
    scores["position_date_accuracy"] = ratio(right, len(dated), there)
    hit = set(matched.values())
    missed = [(f"{g.actor} {g.act}: {text}") for j, (text, g) in enumerate(want) if j not in hit]
    return scores, [("position missed", text) for text in missed]


def link_scores(gold: GoldStory, predictions: Predictions, names: ActorNames) -> Part:
    """Links by kind; copies and shared statements are unordered pairs of reports."""
    stems = {r.stem for r in gold.reports}

    def end(name: str) -> str:
        if stem(name) in stems:
            return stem(name)
        return min(names.resolve(name), default=normal(name))

    want = [(end(x.source), end(x.target), x.kind) for x in gold.links]
    got = [(end(x.source), end(x.target), x.kind) for x in predictions.links]
    copies = {frozenset(x[:2]) for x in want if x[2] == "copy" and {x[0], x[1]} <= stems}
    found = {frozenset(x[:2]) for x in got if x[2] == "copy" and {x[0], x[1]} <= stems}
    scores = precision_recall("link_copy", len(copies & found), len(found), len(copies))
    right = [x for x in got if x[2] == "copy" and frozenset(x[:2]) in copies]
    scores["link_copy_direction"] = ratio(sum(x in want for x in right), len(right), len(copies))
    wrong = []
    for kind in ("derived", "cites", "shares-statement"):
        a, b = _of_kind(want, kind), _of_kind(got, kind)
        scores |= precision_recall(f"link_{kind.replace('-', '_')}", len(a & b), len(b), len(a))
        wrong += [("link missed", f"{kind} {' '.join(x)}") for x in sorted(map(tuple, a - b))]
        wrong += [("link extra", f"{kind} {' '.join(x)}") for x in sorted(map(tuple, b - a))]
    return scores, wrong


def _of_kind(links: list[tuple[str, str, str]], kind: str) -> set[tuple[str, ...]]:
    ends = ((a, b) for a, b, k in links if k == kind)
    return {tuple(sorted(x)) if kind == "shares-statement" else x for x in ends}


def story_scores(gold: GoldStory, predictions: Predictions) -> Part:
    """Pairs of reports in one story."""
    stems = {r.stem for r in gold.reports}
    want = pairs([stem(x) for x in story] for story in gold.stories)
    got = pairs([stem(x) for x in story if stem(x) in stems] for story in predictions.stories)
    wrong = [("story pair missed", f"{a} {b}") for a, b in sorted(want - got)]
    wrong += [("story pair extra", f"{a} {b}") for a, b in sorted(got - want)]
    return precision_recall("story", len(want & got), len(got), len(want)), wrong
