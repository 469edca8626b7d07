"""Scores of whole stories: compiled as a user would, compared with their gold."""

from __future__ import annotations

from pathlib import Path

from quellenlage.api import evaluate_gold

HEADLINES = (
    "statement_F1",
    "speaker_accuracy",
    "act_accuracy",
    "type_accuracy",
    "said_accuracy",
    "date_accuracy",
    "agency_F1",
    "figure_F1",
    "qualifier_accuracy",
    "attribution_accuracy",
    "series_F1",
    "utterance_F1",
    "position_R",
    "link_copy_F1",
    "story_F1",
)
LOSSES = {"boilerplate_leakage": "boilerplate_kept_out", "main_text_loss": "main_text_kept"}


def story_scores(gold: Path, reports: Path, reader: str) -> dict[str, float]:
    """The headline scores; losses turned round, so that 1 is best everywhere."""
    scored = evaluate_gold(gold, reports, reader)
    out = {name: float(scored[name]) for name in HEADLINES}
    return out | {kept: 1.0 - float(scored[lost]) for lost, kept in LOSSES.items()}
