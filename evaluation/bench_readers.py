"""Where the time of one report goes: milliseconds a report for each step of `flow/read_report.py`.

python evaluation/bench_readers.py [REPORTS...]      # default: the sample story
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import quellenlage.flow.read_report as flow
from quellenlage.readers.gather import gather

STEPS = (
    "find_language",
    "find_layout",
    "find_sentences",
    "find_times",
    "find_figures",
    "find_mentions",
    "find_quotes",
    "resolve_participants",
    "attribute",
    "date_statements",
    "checked",
)
ROUNDS = 5
SAMPLE = Path(__file__).resolve().parent.parent / "examples" / "sample-story" / "reports"


def main() -> None:
    reports = gather(sys.argv[1:] or [str(SAMPLE)]).reports
    spent: Counter[str] = Counter()
    for report in reports:
        flow.read_report(report)  # loads the language packs
    for step in STEPS:
        setattr(flow, step, _timed(step, getattr(flow, step), spent))
    started = perf_counter()
    for _ in range(ROUNDS):
        for report in reports:
            flow.read_report(report)
    whole = perf_counter() - started
    n = ROUNDS * len(reports)
    words = sum(len(report.text.split()) for report in reports) // len(reports)
    print(f"{len(reports)} reports of {words} words on average, {ROUNDS} rounds")
    for step in STEPS:
        print(f"  {step:22}{1000 * spent[step] / n:8.2f} ms")
    print(f"  {'whole report':22}{1000 * whole / n:8.2f} ms, {n / whole:.0f} reports a second")


def _timed(step: str, function: Callable[..., Any], spent: Counter[str]) -> Callable[..., Any]:
    def timed(*args: Any) -> Any:
        started = perf_counter()
        try:
            return function(*args)
        finally:
            spent[step] += perf_counter() - started  # type: ignore[assignment]

    return timed


if __name__ == "__main__":
    main()
