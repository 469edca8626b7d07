"""Score the graded pairs of copies.

    python evaluation/copies.py [--errors]

`cases/copies.csv` holds pairs of texts with what links them: a copy, a derived passage, or nothing. STRONG
pairs must all be right; MEDIUM and WEAK ones are counted.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.link import LinkKind
from quellenlage.domain.reading import Corpus
from quellenlage.domain.report import Declared, Provenance, Report, Sourced
from quellenlage.flow.read_report import read_report
from quellenlage.reconcile.copies import find_copies

CASES = Path(__file__).with_name("cases") / "copies.csv"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Case:
    """A pair, what links it, and what was found."""

    grade: str
    expected: str
    what: str
    left: str
    right: str
    found: str

    @property
    def right_so(self) -> bool:
        """Whether the kind of link is the expected one."""
        return self.found == self.expected


def judged(path: Path = CASES) -> list[Case]:
    """Every pair of the file, read and compared."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [_judged(row) for row in csv.DictReader(lines)]


def _judged(row: dict[str, str]) -> Case:
    reports = [_report(side, row[side], row["language"]) for side in ("left", "right")]
    links = find_copies(Corpus(tuple(read_report(r) for r in reports)))
    kinds = {str(link.kind) for link in links if link.kind in (LinkKind.COPY, LinkKind.DERIVED)}
    found = kinds.pop() if kinds else NONE
    return Case(row["grade"], row["expected"], row["what"], row["left"], row["right"], found)


def _report(name: str, text: str, language: str) -> Report:
    declared = Declared(language=Sourced(language, Provenance.SIDECAR))
    whole = f"Bericht {name}\n\n{text}"
    sha = sha256_of(whole)
    return Report(content_id("re", name, whole), f"{name}.txt", whole, sha, sha, "text/plain", declared)


def main() -> None:
    """Print how many of each grade are right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    cases = judged()
    every, right = Counter(c.grade for c in cases), Counter(c.grade for c in cases if c.right_so)
    print(", ".join(f"{grade} {right[grade]} of {every[grade]}" for grade in ("STRONG", "MEDIUM", "WEAK")))
    if asked.errors:
        for case in (c for c in cases if not c.right_so):
            print(f"\n{case.grade} {case.what}: {case.expected} expected, {case.found} found")
            print(f"  {case.left}\n  {case.right}")


if __name__ == "__main__":
    main()
