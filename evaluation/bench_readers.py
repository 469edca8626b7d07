"""Where the time of one report goes: milliseconds a report for each step of `flow/read_report.py`.

python evaluation/bench_readers.py [REPORTS...]      # default: the sample story

Last comes what the readers of layout, times and figures take together beside one pass of the trained reader's
encoder over the same texts (one thread), measured turn by turn so that other work on the machine slows both.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import quellenlage.flow.read_report as flow
from quellenlage.encoder.encoder import load_encoder
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
THREE = ("find_layout", "find_times", "find_figures")
ROUNDS = 5
SAMPLE = Path(__file__).resolve().parent.parent / "examples" / "sample-story" / "reports"


def main() -> None:
    reports = gather(sys.argv[1:] or [str(SAMPLE)]).reports
    spent: Counter[str] = Counter()
    for report in reports:
        flow.read_report(report)  # loads the language packs
    for step in STEPS:
        setattr(flow, step, _timed(step, getattr(flow, step), spent))
    encoder = load_encoder()
    whole, passes = 0.0, 0.0
    for _ in range(ROUNDS):
        for report in reports:
            started = perf_counter()
            reading = flow.read_report(report)
            read = perf_counter()
            encoder.see(reading.report.text, reading.sentences)
            whole, passes = whole + read - started, passes + perf_counter() - read
    n = ROUNDS * len(reports)
    words = sum(len(report.text.split()) for report in reports) // len(reports)
    print(f"{len(reports)} reports of {words} words on average, {ROUNDS} rounds")
    for step in STEPS:
        print(f"  {step:22}{1000 * spent[step] / n:8.2f} ms")
    print(f"  {'whole report':22}{1000 * whole / n:8.2f} ms, {n / whole:.0f} reports a second")
    three = sum(spent[step] for step in THREE)
    beside = f"{', '.join(THREE)}: {three / passes:.0%} of it"
    print(f"  {'pass of the encoder':22}{1000 * passes / n:8.2f} ms; {beside}")


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
