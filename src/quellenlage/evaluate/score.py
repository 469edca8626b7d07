"""Scores of predictions against story gold: micro averages over all reports of the gold.

    statement_*           quotes match from token F1 0.7, one to one; `reported` also with its cue
    speaker_accuracy      on matched statements: the named actor, else the printed words
    actor_accuracy        stricter: the actor must be named; act_, type_: equality; said_: where dated
    figure_*              same bounds and overlapping strings; qualifier_ and attribution_ on matched ones
    boilerplate_leakage, main_text_loss   shares, 0 is best
    utterance_*, series_*, story_*, link_*   pairs that belong together
    position_*            actor and act equal, claims paired by their words

A ratio of 0/0 is 1.0 when there was nothing to find and nothing was predicted, else 0.0.
"""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.evaluate.gold_format import GoldStory
from quellenlage.evaluate.names import ActorNames
from quellenlage.evaluate.ratios import Scores, pairs, precision_recall, ratio, stem
from quellenlage.evaluate.score_reports import Tally, score_report
from quellenlage.evaluate.score_stories import (
    link_scores,
    position_scores,
    story_scores,
    utterance_scores,
)
from quellenlage.exporters.predictions import PredictedReport, Predictions


@dataclass(frozen=True, slots=True)
class ScoringError:
    """Something missed, extra or wrong."""

    kind: str
    report: str
    text: str


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores by name in a fixed order, and what went wrong."""

    scores: tuple[tuple[str, float | int], ...]
    errors: tuple[ScoringError, ...]

    def __getitem__(self, name: str) -> float | int:
        return dict(self.scores)[name]


def score(gold: GoldStory, predictions: Predictions) -> Scored:
    """Score `predictions` against `gold`; reports that the gold does not have are left out."""
    names = ActorNames(gold)
    by_stem = {stem(r.file): r for r in predictions.reports}
    nothing = PredictedReport("", None, (), "", (), ())
    tallies = {g.stem: score_report(g, by_stem.get(g.stem, nothing), names) for g in gold.reports}
    scores: Scores = _report_scores(gold, list(tallies.values()))
    errors = [ScoringError(kind, own, text) for own, tally in tallies.items() for kind, text in tally.errors]
    for part, wrong in (
        utterance_scores(gold, predictions),
        position_scores(gold, predictions, names),
        link_scores(gold, predictions, names),
        story_scores(gold, predictions),
    ):
        scores.update(part)
        errors += [ScoringError(kind, "-", text) for kind, text in wrong]
    return Scored(tuple(scores.items()), tuple(errors))


def _report_scores(gold: GoldStory, tallies: list[Tally]) -> Scores:
    def total(name: str) -> int:
        return sum(tally.counts[name] for tally in tallies)

    out: Scores = {}
    out |= precision_recall("statement", total("statement"), total("statement_pred"), total("statement_gold"))
    statements = [s for r in gold.reports for s in r.statements]
    expected = {
        "speaker": sum(bool(s.actor or s.speaker) for s in statements),
        "actor": sum(bool(s.actor) for s in statements),
        "act": len(statements),
        "type": len(statements),
        "said": sum(bool(s.said_value) for s in statements),
        "date": 0,
    }
    for name, there in expected.items():
        out[f"{name}_accuracy"] = ratio(total(f"{name}_right"), total(f"{name}_all"), there)
    out |= precision_recall("agency", total("agency"), total("agency_pred"), total("agency_gold"))
    out |= precision_recall("figure", total("figure"), total("figure_pred"), total("figure_gold"))
    for name in ("qualifier", "attribution"):
        out[f"{name}_accuracy"] = ratio(total(f"{name}_right"), total(f"{name}_all"), total("figure_gold"))
    out |= _series_scores(tallies)
    for name, part in (("boilerplate_leakage", "furniture"), ("main_text_loss", "main")):
        out[name] = total(f"{part}_wrong") / total(f"{part}_all") if total(f"{part}_all") else 0.0
    return out


def _series_scores(tallies: list[Tally]) -> Scores:
    gold_groups: dict[str, list[object]] = {}
    found_groups: dict[str, list[object]] = {}
    for number, tally in enumerate(tallies):
        for series, figure in tally.gold_series:
            gold_groups.setdefault(series, []).append((number, figure))
        for series, figure in tally.found_series:
            found_groups.setdefault(series, []).append((number, figure))
    want, got = pairs(gold_groups.values()), pairs(found_groups.values())
    return precision_recall("series", len(want & got), len(got), len(want))
