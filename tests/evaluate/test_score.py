from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from quellenlage.errors import InputError
from quellenlage.evaluate.gold import dossier_from_gold
from quellenlage.evaluate.gold_format import GoldStory, load_gold
from quellenlage.evaluate.score import Scored, score
from quellenlage.exporters.predictions import Predictions, predictions_of
from quellenlage.flow.evaluate_gold import reports_folder


@pytest.fixture(scope="module")
def gold(sample: Path) -> GoldStory:
    return load_gold(sample / "gold")


@pytest.fixture(scope="module")
def perfect(sample: Path) -> Predictions:
    """What the gold itself says, by way of readings and dossier."""
    return predictions_of(dossier_from_gold(sample / "gold", sample / "reports"))


def without_statements(predictions: Predictions) -> Predictions:
    return replace(predictions, reports=tuple(replace(r, statements=()) for r in predictions.reports))


def test_the_gold_scores_full_marks_against_itself(gold: GoldStory, perfect: Predictions) -> None:
    scored = score(gold, perfect)
    for name in ("statement", "figure", "utterance", "story", "series", "link_copy", "position"):
        assert scored[f"{name}_F1"] == 1.0, [e for e in scored.errors if e.kind.startswith(name)]
    for name in ("speaker", "actor", "act", "type", "said", "qualifier", "attribution"):
        assert scored[f"{name}_accuracy"] == 1.0, name
    assert scored["boilerplate_leakage"] == 0.0


def test_nothing_found_scores_nothing(gold: GoldStory) -> None:
    scored = score(gold, Predictions((), (), (), (), ()))
    for name in ("statement_F1", "figure_F1", "speaker_accuracy", "utterance_R", "position_R", "story_F1"):
        assert scored[name] == 0.0, name
    assert scored["main_text_loss"] == 1.0


def test_half_of_the_statements_halve_recall_and_not_precision(gold: GoldStory, perfect: Predictions) -> None:
    half = replace(perfect, reports=tuple(replace(r, statements=r.statements[::2]) for r in perfect.reports))
    scored = score(gold, half)
    assert scored["statement_P"] == 1.0
    assert 0.4 < scored["statement_R"] < 0.65


def test_a_wrong_bound_is_no_figure_and_a_wrong_act_no_act(gold: GoldStory, perfect: Predictions) -> None:
    off = replace(
        perfect,
        reports=tuple(
            replace(
                r,
                figures=tuple(replace(f, low=(f.low or 0) + 1) for f in r.figures),
                statements=tuple(replace(s, act="ask") for s in r.statements),
            )
            for r in perfect.reports
        ),
    )
    scored = score(gold, off)
    assert scored["figure_F1"] == 0.0
    assert scored["act_accuracy"] < 0.05
    assert scored["statement_F1"] == 1.0


def test_furniture_in_the_text_leaks(gold: GoldStory, perfect: Predictions) -> None:
    furniture = " ".join(item.exact for report in gold.reports for item in report.boilerplate)
    leaky = replace(perfect, reports=tuple(replace(r, text=r.text + furniture) for r in perfect.reports))
    assert score(gold, leaky)["boilerplate_leakage"] > 0.9


def test_what_went_wrong_is_told(gold: GoldStory, perfect: Predictions) -> None:
    kinds = {error.kind for error in score(gold, without_statements(perfect)).errors}
    assert "statement missed" in kinds
    assert {error.kind for error in score(gold, perfect).errors} <= {"text lost"}


def test_one_big_utterance_loses_precision(gold: GoldStory, perfect: Predictions) -> None:
    lump = replace(perfect, utterances=(tuple(m for group in perfect.utterances for m in group),))
    scored = score(gold, lump)
    assert scored["utterance_R"] > 0.95
    assert scored["utterance_P"] < 0.3


@pytest.mark.parametrize("name", ["", "no: [yaml", "a: b", "- 1", "report: x\nmeta: {}\nstatements: [{}]"])
def test_what_is_no_gold_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    if name:
        (tmp_path / "bad.yaml").write_text(name, "utf-8")
    with pytest.raises(InputError, match=str(tmp_path)):
        load_gold(tmp_path)


def test_reports_that_are_nowhere_are_an_error(gold: GoldStory, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--reports"):
        reports_folder(tmp_path, gold, None)


# -- against the reference scorer -----------------------------------------------------------------


def reference(shared: Path, *args: object) -> None:
    command = [sys.executable, str(shared / "eval" / "stories.py"), *map(str, args)]
    subprocess.run(command, check=True, capture_output=True)


def as_predictions(path: Path) -> Predictions:
    data = json.loads(path.read_text("utf-8"))
    for report in data["reports"]:
        report["published"] = report.get("published") and str(report["published"])
        for statement in report["statements"]:
            if isinstance(statement["quote"], str):
                statement["quote"] = [statement["quote"]]
    return msgspec.convert(data, Predictions)


def differences(want: dict[str, float], got: Scored) -> dict[str, tuple[object, object]]:
    own = dict(got.scores)
    return {
        name: (value, own.get(name))
        for name, value in want.items()
        if not name.startswith("n_")
        and not name.endswith(("_kept", "_kept_out"))  # one minus another score
        and abs(float(own.get(name, -9)) - value) > 1e-3
    }


@pytest.mark.parametrize("story", ["sample", "seeds"])
@pytest.mark.parametrize(("mode", "seed"), [("perfect", 1), ("degraded", 1), ("degraded", 2)])
def test_the_scores_are_those_of_the_reference_scorer(
    shared: Path, sample: Path, tmp_path: Path, story: str, mode: str, seed: int
) -> None:
    folder, reports = (
        (sample / "gold", sample / "reports")
        if story == "sample"
        else (shared / "gold" / "nordkorea", shared / "seeds")
    )
    made, told = tmp_path / "predictions.json", tmp_path / "scores.json"
    reference(shared, folder, f"--make-{mode}", made, "--reports", reports, "--seed", seed)
    reference(shared, folder, made, "--json", told, "--reports", reports)
    want = json.loads(told.read_text("utf-8"))
    assert len(want) > 30
    assert differences(want, score(load_gold(folder), as_predictions(made))) == {}
