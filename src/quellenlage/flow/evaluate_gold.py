"""Compile the reports that a gold is about, and score the result."""

from __future__ import annotations

from pathlib import Path

from quellenlage.domain.dossier import Run
from quellenlage.engines.local import LocalEngine
from quellenlage.errors import InputError
from quellenlage.evaluate.gold_format import GoldStory, load_gold
from quellenlage.evaluate.score import Scored, score
from quellenlage.exporters.predictions import predictions_of
from quellenlage.flow.compile_dossier import compile_dossier
from quellenlage.flow.report_reader import default_reader, reader_named
from quellenlage.readers.gather import gather


def evaluate_gold(gold_dir: Path, reports_dir: Path | None = None, reader: str | None = None) -> Scored:
    """Score the pipeline on the reports of `gold_dir`, compiled together as a user would.

    `reader` is `model` or `rules`. Raises `InputError` when the gold or its reports cannot be found.
    """
    read, said = reader_named(reader or default_reader())
    gold = load_gold(gold_dir)
    folder = reports_folder(gold_dir, gold, reports_dir)
    gathered = gather([str(folder)])
    run = Run("run-evaluation", "evaluation", read.name, read.version, (), gathered.inputs)
    dossier = compile_dossier(gathered.reports, run, (*gathered.findings, *said), LocalEngine(), read)
    return score(gold, predictions_of(dossier))


def reports_folder(gold_dir: Path, gold: GoldStory, given: Path | None) -> Path:
    """Where the reports of a gold are: `given`, or the first of the usual places that holds them all."""
    places = [given] if given else [gold_dir / ".." / "reports", gold_dir, gold_dir / ".." / ".." / "seeds"]
    for place in places:
        if all((place / report.file).exists() for report in gold.reports):
            return place
    tried = ", ".join(str(place) for place in places)
    raise InputError(f"{gold_dir}: the gold's reports are not in {tried}; name their folder with --reports")
