"""How fast many reports compile, and whether memory stays in bounds.

    python evaluation/bench_compile.py [--reports 1000] [--workers 1]

Compiles 1/4, 1/2 and all of the reports, each in a process of its own, so that every peak of memory is
its own. The reports are the texts of `quotes-de` (train and dev) in ../shared, repeated under other names
with other numbers in them; where they are not there, made-up ones.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "quotes-de"
WHO = (
    "Bürgermeisterin Runa Ostwerder",
    "Landrat Jon Brück",
    "ein Sprecher der Polizei",
    "Ministerin Ada Lenz",
)
WHAT = (
    "der Damm halte",
    "{n} Menschen müssten gehen",
    "rund {n} Tonnen seien ausgetreten",
    "es gebe {n} Verletzte",
)
HOW = (
    "{who} sagte am Montag, {what}.",
    "Nach Angaben von {who} heißt es, {what}.",
    "„{what}“, teilte {who} mit.",
)


@dataclass(frozen=True, slots=True)
class Timing:
    """One run."""

    reports: int
    seconds: float
    cpu_seconds: float
    megabytes: float
    children_megabytes: float


def main() -> None:
    asked = _arguments()
    if asked.folder:
        print(json.dumps(_compile(Path(asked.folder), asked.workers)))
        return
    print(f"{'reports':>8}{'seconds':>9}{'CPU seconds':>13}{'per CPU second':>16}{'peak MB':>9}")
    for share in (4, 2, 1):
        timing = measured(asked.reports // share, asked.workers)
        peak = timing.megabytes + timing.children_megabytes
        rate = timing.reports / timing.cpu_seconds
        times = f"{timing.seconds:9.1f}{timing.cpu_seconds:13.1f}"
        print(f"{timing.reports:8}{times}{rate:16.1f}{peak:9.0f}", flush=True)


def measured(reports: int, workers: int) -> Timing:
    """Compile that many reports in a process of its own."""
    with TemporaryDirectory() as work:
        folder = Path(work) / "reports"
        folder.mkdir()
        for number, text in zip(range(reports), texts(), strict=False):
            (folder / f"{number:05}.txt").write_text(text, "utf-8")
        command = [sys.executable, __file__, "--folder", str(folder), "--workers", str(workers)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Timing(reports, *json.loads(done.stdout))


def texts() -> Iterator[str]:
    """Endless reports: each round repeats the texts with other numbers, so that none is a plain copy."""
    found = list(_collection()) or list(_made_up(500))
    draw = random.Random(1)
    while True:
        yield from found
        found = [re.sub(r"\d+", lambda m: str(int(m[0]) + draw.randrange(1, 9)), text) for text in found]


def _collection() -> Iterator[str]:
    for name in ("train", "dev"):
        path = DATA / f"{name}.jsonl.gz"
        if path.exists():
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    yield json.loads(line)["originalText"]


def _made_up(count: int) -> Iterator[str]:
    draw = random.Random(2)
    for number in range(count):
        sentences = []
        for _ in range(25):
            what = draw.choice(WHAT).format(n=draw.randrange(9, 999))
            sentences.append(draw.choice(HOW).format(who=draw.choice(WHO), what=what))
        yield f"Meldung {number}\n\n" + " ".join(sentences)


def _compile(folder: Path, workers: int) -> tuple[float, float, float, float]:
    from quellenlage.api import Settings, compile_reports

    started = perf_counter()
    compile_reports([str(folder)], folder.parent / "dossier", Settings(workers))
    seconds = perf_counter() - started
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    children = others.ru_maxrss / 1024 * (workers if workers > 1 else 0)
    return seconds, cpu, own.ru_maxrss / 1024, children


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
