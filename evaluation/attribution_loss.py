"""Score the minimal pairs for attribution loss.

    python evaluation/attribution_loss.py [--errors]

`cases/attribution_loss.csv` holds pairs of reports of one story: `kept` attributes or hedges, `other` loses
that (`loss` 1) or does not (0): another number, name or polarity, still attributed, still hedged. Both are
read and reconciled as any reports are; a pair counts as found when a loss leads from `kept` to `other`.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.loss import AttributionLoss
from quellenlage.domain.reading import Corpus
from quellenlage.domain.report import Declared, Provenance, Report, Sourced
from quellenlage.domain.story import Story
from quellenlage.flow.read_report import read_report
from quellenlage.reconcile.actors import find_actors
from quellenlage.reconcile.attribution_loss import find_attribution_losses
from quellenlage.reconcile.copies import find_copies

CASES = Path(__file__).with_name("cases") / "attribution_loss.csv"
HEADS = {"de": ("Meldung am Abend", "Lage am Abend"), "en": ("Evening report", "Evening summary")}


@dataclass(frozen=True, slots=True)
class Pair:
    """One minimal pair."""

    group: str
    language: str
    kind: str
    loss: bool
    kept: str
    other: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with what was found."""

    pair: Pair
    found: AttributionLoss | None

    @property
    def right(self) -> bool:
        """Whether a loss was found exactly where there is one."""
        return (self.found is not None) == self.pair.loss


def pairs(path: Path = CASES) -> list[Pair]:
    """All pairs of the file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Pair(r["group"], r["language"], r["kind"], r["loss"] == "1", r["kept"], r["other"])
            for r in csv.DictReader(lines)
        ]


def judged(all_pairs: list[Pair]) -> Iterator[Judged]:
    """Every pair, read and reconciled by itself."""
    for pair in all_pairs:
        heads = HEADS[pair.language]
        kept, other = (
            _report(f"{head}\n\n{text}", pair.language, head)
            for head, text in zip(heads, (pair.kept, pair.other), strict=True)
        )
        corpus = Corpus((read_report(kept), read_report(other)))
        ids = tuple(sorted((kept.id, other.id)))
        story = Story(content_id("sy", *ids), "", ids[0], ids)
        actors = find_actors(corpus, (story,))
        losses = find_attribution_losses(corpus, (story,), actors, find_copies(corpus))
        yield Judged(pair, next((x for x in losses if x.kept == kept.id and x.lost == other.id), None))


def precision_recall(results: list[Judged]) -> tuple[float, float]:
    """Of what was found, how much is a loss; of the losses, how many were found."""
    found = [r for r in results if r.found is not None]
    losses = [r for r in results if r.pair.loss]
    hits = sum(r.pair.loss for r in found)
    return hits / len(found) if found else 1.0, hits / len(losses) if losses else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    results = list(judged(pairs()))
    for language in ("de", "en", None):
        some = [r for r in results if language in (None, r.pair.language)]
        precision, recall = precision_recall(some)
        print(f"{language or 'all':4} {len(some):4} pairs  precision {precision:.3f}  recall {recall:.3f}")
    kinds = Counter(r.pair.kind for r in results)
    right = Counter(r.pair.kind for r in results if r.right)
    print("right by kind: " + ", ".join(f"{k} {right[k]}/{n}" for k, n in sorted(kinds.items())))
    if asked.errors:
        for r in (r for r in results if not r.right):
            sign = "missed" if r.pair.loss else "WRONGLY FOUND"
            print(f"\n{sign} [{r.pair.group} {r.pair.kind}]\n  {r.pair.kept}\n  {r.pair.other}")


def _report(text: str, language: str, title: str) -> Report:
    declared = Declared(
        language=Sourced(language, Provenance.SIDECAR), title=Sourced(title, Provenance.SIDECAR)
    )
    return Report(
        content_id("re", text), f"{title}.txt", text, sha256_of(text), sha256_of(text), "text/plain", declared
    )


if __name__ == "__main__":
    main()
