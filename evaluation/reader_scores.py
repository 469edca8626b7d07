"""What the trained reader does beside statements, and what it costs.

    python evaluation/reader_scores.py names GOLD.jsonl.gz      # strict F1 of persons, organisations, places
    python evaluation/reader_scores.py embeddings               # our own 200 pairs of sentences
    python evaluation/reader_scores.py speed REPORTS...         # start-up, throughput, memory

Names: the gold's types are mapped to PER, ORG, LOC and ROLE, others are left out. Embeddings: how often
the English sentence of a German one is the nearest of all (top-1, both ways), and how often a paraphrase
is nearer than an unrelated sentence (AUC). Speed: one thread, one window at a time, as in the product.
"""

from __future__ import annotations

import csv
import gzip
import json
import resource
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from quellenlage.api import Settings, read_reports
from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span
from quellenlage.encoder.encoder import Encoder, load_encoder
from quellenlage.flow.read_report import read_report

PAIRS = Path(__file__).parent / "data" / "sentence_pairs.tsv"
LABELS = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "org-position": "ROLE",
    "location": "LOC",
    "location-city": "LOC",
    "location-street": "LOC",
    "location-route": "LOC",
    "location-stop": "LOC",
    "PER": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
}

Named = set[tuple[int, int, str]]


def names(path: str) -> None:
    """Strict scores of names."""
    encoder = load_encoder()
    right, predicted, actual = Counter[str](), Counter[str](), Counter[str]()
    for text, gold in _documents(Path(path)):
        seen = encoder.see(text, [Sentence(Span(0, len(text)), 0)])
        labels = {label for _, _, label in gold} | ({"ROLE"} if "smartdata" in path else set())
        kept = {"PER", "ORG", "LOC"} | labels
        found = {(n.span.start, n.span.end, n.label) for n in seen.names() if n.label in kept}
        if "germeval" in path:
            found = {n for n in found if n[2] != "ROLE"}
        for counter, items in ((right, gold & found), (predicted, found), (actual, gold)):
            counter.update(label for _, _, label in items)
    for label in ("", *sorted(actual)):
        hit, all_found, all_gold = (
            sum(c.values()) if not label else c[label] for c in (right, predicted, actual)
        )
        precision, recall = hit / (all_found or 1), hit / (all_gold or 1)
        f1 = 2 * precision * recall / (precision + recall or 1)
        print(f"{label or 'all':5} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({all_gold} in the gold)")


def _documents(path: Path) -> Iterator[tuple[str, Named]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if "text" in document:
                yield (
                    document["text"],
                    {
                        (e["start"], e["end"], LABELS[e["type"]])
                        for e in document["entities"]
                        if e["type"] in LABELS
                    },
                )
            else:
                yield _tagged(document["tokens"], document["tags"])


def _tagged(tokens: Sequence[str], tags: Sequence[str]) -> tuple[str, Named]:
    out: Named = set()
    at, spans = 0, []
    for token in tokens:
        spans.append((at, at + len(token)))
        at += len(token) + 1
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            label = LABELS.get(tags[start][2:])
            if label:
                out.add((spans[start][0], spans[i - 1][1], label))
            start = None
        if tag.startswith("B-"):
            start = i
    return " ".join(tokens), out


def embeddings() -> None:
    """Matching and paraphrase."""
    encoder = load_encoder()
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    german, english, other = (encoder.embed([r[k] for r in rows]) for k in ("de", "en", "paraphrase"))
    near = german @ english.T
    at = np.arange(len(rows))
    print(
        f"{len(rows)} pairs: German to English top-1 {(near.argmax(1) == at).mean():.3f}, "
        f"English to German {(near.argmax(0) == at).mean():.3f}"
    )
    alike = german @ other.T
    same, different = np.diag(alike), alike[~np.eye(len(rows), dtype=bool)]
    auc = (same[:, None] > different[None, :]).mean()
    print(f"paraphrase against unrelated: AUC {auc:.4f}")


def speed(inputs: list[str]) -> None:
    """Start-up, throughput and memory."""
    readings = list(read_reports(inputs, Settings(reader="rules")).readings)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = perf_counter()
    encoder = load_encoder()
    print(f"start-up {perf_counter() - started:.2f} s")
    subwords, spent, with_reader, rules = _passes(encoder, readings)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = subwords / spent
    print(f"{len(readings)} reports, {subwords:,} subwords: {rate:,.0f} subwords a second in the pass")
    print(
        f"whole reading: {len(readings) / with_reader:.1f} reports a second, by rules alone "
        f"{len(readings) / rules:.1f}"
    )
    print(f"peak memory {peak:.0f} MB, {before:.0f} MB before the reader was loaded")


def _passes(encoder: Encoder, readings: list) -> tuple[int, float, float, float]:  # type: ignore[type-arg]
    subwords, spent = 0, 0.0
    for reading in readings:
        started = perf_counter()
        seen = encoder.see(reading.report.text, reading.sentences)
        spent += perf_counter() - started
        subwords += len(seen.words.ids)
    started = perf_counter()
    for reading in readings:
        read_report(reading.report, encoder)
    with_reader = perf_counter() - started
    started = perf_counter()
    for reading in readings:
        read_report(reading.report)
    return subwords, spent, with_reader, perf_counter() - started


def main() -> None:
    match sys.argv[1:]:
        case ["names", path]:
            names(path)
        case ["embeddings"]:
            embeddings()
        case ["speed", *inputs] if inputs:
            speed(inputs)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
