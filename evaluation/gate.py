"""The gate: measures what rules alone and the trained reader with them yield, and compares it with floors.

    python evaluation/gate.py            # print the table; exit 1 below a floor
    python evaluation/gate.py --update   # raise floors to what is measured now; never lowers one
    python evaluation/gate.py --repin S  # the gold of S has changed: measure S anew and pin it

Floors stand in baseline.json, one point below what was measured when they were set, each set with a
digest of its gold, so that a score cannot rise by editing the gold. Sets whose data is not there (it lies
beside the repository, in ../shared) are left out with a reason. All scores are shares; 1 is best.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from annotated import annotated_scores
from collections_de import quotes_scores, timex_scores
from stories import story_scores

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BASELINE = Path(__file__).with_name("baseline.json")
SLACK = 0.01

Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """A set to measure: what it needs, the files that are its gold, and how it is scored."""

    name: str
    gold: tuple[Path, ...]
    score: Callable[[], Scores]

    @property
    def missing(self) -> Path | None:
        """The first needed path that is not there."""
        return next((path for path in self.gold if not path.exists()), None)

    @property
    def digest(self) -> str:
        """A hash over names and contents of the gold."""
        digest = hashlib.sha256()
        for path in _files(self.gold):
            digest.update(f"{path.name}\n".encode() + path.read_bytes())
        return digest.hexdigest()[:16]


@dataclass(slots=True)
class Floors:
    """The floors of one set and the digest of the gold they were measured on."""

    gold: str = ""
    floors: Scores = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One score beside its floor; None where it has none yet."""

    score: str
    value: float
    floor: float | None

    @property
    def holds(self) -> bool:
        """Whether the score is not below its floor."""
        return self.floor is None or self.value >= self.floor


SAMPLE, MERGER = ROOT / "examples" / "sample-story", ROOT / "examples" / "merger-story"
DATA, EVAL = SHARED / "data", SHARED / "eval"


def _story(name: str, gold: Path, reports: Path, reader: str) -> Measured:
    needed = (gold,) if reports.is_relative_to(gold.parent) else (gold, reports)
    return Measured(_named(name, reader), needed, lambda: story_scores(gold, reports, reader))


def _annotated(reader: str) -> Measured:
    folder = DATA / "annotated-de"
    return Measured(
        _named("annotated-de held-out", reader),
        (folder / "heldout.txt", folder / "gold"),
        lambda: headlines(annotated_scores(folder, reader)),
    )


def _quotes(reader: str) -> Measured:
    gold, scorer = DATA / "quotes-de" / "dev.jsonl.gz", EVAL / "quotes.py"
    return Measured(
        _named("quotes-de dev", reader), (gold, scorer), lambda: quotes_scores(gold, scorer, reader)
    )


def _new_quotes(reader: str) -> Measured:
    """Quotes-de dev without the texts that the reader's corpus holds too."""
    gold, scorer = DATA / "quotes-de" / "dev.jsonl.gz", EVAL / "quotes.py"
    manifest = ROOT / "training" / "corpus" / "manifest.jsonl"
    return Measured(
        _named("quotes-de dev, new texts", reader),
        (gold, scorer),
        lambda: quotes_scores(gold, scorer, reader, manifest),
    )


def _timex() -> Measured:
    gold, scorer = DATA / "timex-de" / "dev.jsonl.gz", EVAL / "timex.py"
    return Measured("timex-de dev", (gold, scorer), lambda: timex_scores(gold, scorer, "rules"))


def _named(name: str, reader: str) -> str:
    return name if reader == "rules" else f"{name}, {reader}"


SETS = (
    *(
        measured
        for reader in ("rules", "model")
        for measured in (
            _story("sample", SAMPLE / "gold", SAMPLE / "reports", reader),
            _story("merger", MERGER / "gold", MERGER / "reports", reader),
            _story("seeds", SHARED / "gold" / "nordkorea", SHARED / "seeds", reader),
            _annotated(reader),
            _quotes(reader),
        )
    ),
    _new_quotes("model"),
    _timex(),
)


def main() -> int:
    """Measure, print, compare; the exit code says whether every floor holds."""
    asked = _arguments()
    baseline = read_baseline()
    failed: list[str] = []
    for one in SETS:
        if asked.only and one.name not in asked.only:
            continue
        if one.missing:
            print(f"\n{one.name}: left out, {one.missing.relative_to(ROOT.parent)} is not there")
            continue
        pinned = baseline.setdefault(one.name, Floors(one.digest))
        if asked.repin == one.name:
            pinned.gold, pinned.floors = one.digest, {}
        elif pinned.gold != one.digest:
            failed.append(
                f"{one.name}: the gold has changed since its floors were set (--repin {one.name!r})"
            )
            continue
        lines = _measured(one, pinned)
        failed += [
            f"{one.name}: {x.score} is {x.value:.4f}, its floor {x.floor}" for x in lines if not x.holds
        ]
        if asked.update or asked.repin == one.name:
            pinned.floors = raised(pinned.floors, {x.score: x.value for x in lines})
    if asked.update or asked.repin:
        write_baseline(baseline)
    for message in failed:
        print(f"FAILED {message}", file=sys.stderr)
    print(f"\n{'a floor does not hold' if failed else 'every floor holds'}")
    return 1 if failed else 0


def headlines(scores: Mapping[str, float]) -> Scores:
    """Without precision and recall: either may give way to the other as long as F1 holds."""
    return {name: value for name, value in scores.items() if not name.endswith(("_P", "_R"))}


def raised(floors: Scores, scores: Scores) -> Scores:
    """Floors raised to one point below the scores; none is lowered, none is dropped."""
    found = {name: math.floor(round((value - SLACK) * 1000, 6)) / 1000 for name, value in scores.items()}
    names = [*floors, *(name for name in found if name not in floors)]
    return {name: max(0.0, floors.get(name, 0.0), found.get(name, 0.0)) for name in names}


def compared(floors: Scores, scores: Scores) -> list[Line]:
    """A line a score; a score that has a floor and is gone counts as 0."""
    names = [*scores, *(name for name in floors if name not in scores)]
    return [Line(name, scores.get(name, 0.0), floors.get(name)) for name in names]


def read_baseline() -> dict[str, Floors]:
    """The floors by set."""
    if not BASELINE.exists():
        return {}
    data = json.loads(BASELINE.read_text("utf-8"))
    return {name: Floors(one["gold"], one["floors"]) for name, one in data.items()}


def write_baseline(baseline: dict[str, Floors]) -> None:
    """Write the floors."""
    data = {name: {"gold": one.gold, "floors": one.floors} for name, one in baseline.items()}
    BASELINE.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _measured(one: Measured, pinned: Floors) -> list[Line]:
    started = perf_counter()
    lines = compared(pinned.floors, one.score())
    print(f"\n{one.name} ({perf_counter() - started:.0f} s)")
    for line in lines:
        floor = "     -" if line.floor is None else f"{line.floor:6.3f}"
        print(f"  {line.score:26}{line.value:8.4f}   floor {floor}{'' if line.holds else '   BELOW'}")
    return lines


def _files(paths: Iterable[Path]) -> list[Path]:
    found = (file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path]))
    return [file for file in found if file.is_file()]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true", help="raise floors; never lowers one")
    parser.add_argument("--repin", metavar="SET", help="set the floors of SET anew, its gold has changed")
    parser.add_argument("--only", metavar="SET", action="append", help="measure only SET (may be repeated)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
