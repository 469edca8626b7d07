"""Scores on single annotated reports: statements, figures and times against `annotated-de`.

Compiles the reports named in its `heldout.txt`, each dated as its manifest says, and counts with the
product's own scorer. Nobody looks into these reports while developing; only the figures are seen.

    python evaluation/annotated.py rules|model [FOLDER]       # the held-out reports
    python evaluation/annotated.py rules|model --dev          # the 69 reports on which the reader was tuned
    python evaluation/annotated.py rules|model --web          # 81 held-out web pages (SmartData)
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from quellenlage.api import Settings, compile_reports
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.reading import Reading
from quellenlage.evaluate.gold_format import GoldReport, GoldStory, Loader, Located, load_gold
from quellenlage.evaluate.names import ActorNames
from quellenlage.evaluate.ratios import Scores, precision_recall, ratio
from quellenlage.evaluate.score_reports import score_report
from quellenlage.exporters.predictions import predictions_of

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT))

from training.prepare import part_of, write_smartdata  # noqa: E402

CORPUS = ROOT / "training" / "corpus"
WORKERS = 2


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A time expression of the gold."""

    where: Located
    value: str


def annotated_scores(folder: Path, reader: str) -> Scores:
    """Micro averages over the held-out reports of `folder`."""
    return scores_of(folder, (folder / "heldout.txt").read_text("utf-8").split(), reader)


def dev_scores(reader: str) -> Scores:
    """The same over the dev part of the corpus that the reader was trained with."""
    held = frozenset((CORPUS / "heldout.txt").read_text("utf-8").split())
    stems = sorted(p.stem for p in (CORPUS / "gold").glob("*.yaml"))
    return scores_of(CORPUS, [stem for stem in stems if part_of(stem, held) == "dev"], reader)


def web_scores(smartdata: Path, reader: str) -> Scores:
    """The same over the held-out web pages, whose texts are SmartData's."""
    stems = [s for s in (CORPUS / "heldout.txt").read_text("utf-8").split() if s.startswith("sd")]
    with TemporaryDirectory() as work:
        folder = Path(work)
        (folder / "reports").mkdir()
        write_smartdata(smartdata, folder / "reports")
        shutil.copytree(CORPUS / "gold", folder / "gold")
        shutil.copy(CORPUS / "manifest.jsonl", folder)
        return scores_of(folder, stems, reader)


def scores_of(folder: Path, stems: list[str], reader: str) -> Scores:
    """Micro averages over the named reports of a folder with `reports`, `gold` and a manifest."""
    with TemporaryDirectory() as work:
        gold_dir, reports_dir = _copied(folder, stems, Path(work))
        gold = load_gold(gold_dir)
        times = {stem: _gold_times(gold_dir / f"{stem}.yaml") for stem in stems}
        dossier = compile_reports([str(reports_dir)], settings=Settings(WORKERS, reader=reader)).dossier
    return _scores(gold, times, dossier)


def _copied(folder: Path, stems: list[str], work: Path) -> tuple[Path, Path]:
    """Gold and reports of `stems` alone, with a sidecar that dates the reports."""
    gold, reports = work / "gold", work / "reports"
    gold.mkdir()
    reports.mkdir()
    for stem in stems:
        shutil.copy(folder / "gold" / f"{stem}.yaml", gold)
        shutil.copy(folder / "reports" / f"{stem}.txt", reports)
    rows = map(json.loads, (folder / "manifest.jsonl").read_text("utf-8").splitlines())
    known = {f"{stem}.txt" for stem in stems}
    lines = (
        json.dumps({"file": row["report"], "published": row["published"], "language": "de"})
        for row in rows
        if row["report"] in known
    )
    (reports / "meta.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return gold, reports


def _gold_times(path: Path) -> tuple[GoldTime, ...]:
    data: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader)
    return tuple(
        GoldTime(Located(str(t["exact"]), t.get("nth") or 1), str(t["value"]))
        for t in data.get("times") or ()
    )


def _scores(gold: GoldStory, times: dict[str, tuple[GoldTime, ...]], dossier: Dossier) -> Scores:
    found = {report.file: report for report in predictions_of(dossier).reports}
    reading_of = {reading.report.source: reading for reading in dossier.readings}
    counts: Counter[str] = Counter()
    for one in gold.reports:
        # Each report alone: "Polizei" is another police in every report.
        names = ActorNames(GoldStory("", (one,), (), (), (), (), (), ()))
        counts += score_report(one, found[one.file], names).counts
        counts += _time_counts(one, times[one.stem], reading_of[one.file])
    out: Scores = {}
    for part in ("statement", "figure"):
        out |= precision_recall(part, counts[part], counts[f"{part}_pred"], counts[f"{part}_gold"])
    for part in ("speaker", "act", "type", "qualifier", "attribution"):
        out[f"{part}_accuracy"] = ratio(counts[f"{part}_right"], counts[f"{part}_all"])
    out["reported_found"] = ratio(counts["reported_right"], counts["reported_all"])
    for part in ("time", "time_value"):
        out |= precision_recall(part, counts[part], counts["time_pred"], counts["time_gold"])
    return out


def _time_counts(gold: GoldReport, times: tuple[GoldTime, ...], reading: Reading) -> Counter[str]:
    """Times found with at least one shared character, one to one in text order; values equal."""
    free = list(reading.times)
    right = right_value = 0
    for span, value in _located(times, reading.report.text):
        near = [t for t in free if t.span.overlaps(span)]
        if near:
            best = max(near, key=lambda t: (t.span == span, t.value == value))
            free.remove(best)
            right += 1
            right_value += best.value == value
    return Counter(time=right, time_value=right_value, time_pred=len(reading.times), time_gold=len(times))


def _located(times: tuple[GoldTime, ...], text: str) -> Iterator[tuple[Any, str]]:
    for time in times:
        span = time.where.in_text(text)
        if span is not None:
            yield span, time.value


if __name__ == "__main__":
    data = Path(__file__).resolve().parents[2] / "shared" / "data"
    reader, asked = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else str(data / "annotated-de")
    if asked == "--dev":
        scores = dev_scores(reader)
    elif asked == "--web":
        scores = web_scores(data / "ner-de" / "smartdata-train.jsonl.gz", reader)
    else:
        scores = annotated_scores(Path(asked), reader)
    for name, value in scores.items():
        print(f"{name:24}{value:.4f}")
