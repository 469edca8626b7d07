"""Prepares the corpus for training.

    python -m training.prepare --base BASE --keep KEEP --names SMARTDATA_TRAIN --out FOLDER

Reads every report of the corpus by rules (sentences, and the statements that the rules find), places the
gold statements among its words, and writes `statements.jsonl.gz` and `names.jsonl.gz`. The reports named
in `heldout.txt` are marked; nothing learns from them. Every tenth of the others (by SHA-256 of its name)
is `dev`: what is chosen while training (thresholds, epochs) is chosen on these.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from quellenlage.api import Settings, read_reports
from quellenlage.domain.reading import Reading, Sentence
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.encoder.decoding import edges
from quellenlage.encoder.subwords import Subwords, Words
from training.base import load_base
from training.examples import Example, Query, save
from training.gold import GoldStatement, load_statements

CORPUS = Path(__file__).parent / "corpus"
SAME = 0.5  # shared words of a rule's statement and a gold one (F1) for both to mean the same
DEV = 10
NAMES = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "org-position": "ROLE",
    "location": "LOC",
    "location-city": "LOC",
    "location-street": "LOC",
    "location-route": "LOC",
    "location-stop": "LOC",
}


def subwords(base_path: Path, keep_path: Path) -> Subwords:
    """The subwords of the kept pieces."""
    base = load_base(base_path)
    keep = json.loads(keep_path.read_text("utf-8"))
    return Subwords([(base.pieces[i], float(base.scores[i])) for i in keep], base.substitutes)


def part_of(report: str, heldout: frozenset[str]) -> str:
    """Which part of the corpus a report belongs to."""
    if report in heldout:
        return "heldout"
    digest = hashlib.sha256(report.encode()).digest()
    return "dev" if digest[0] % DEV == 0 and report.startswith("wn") else "train"


def statement_examples(cut: Subwords, smartdata: Path) -> Iterator[Example]:
    """The reports of the corpus with gold and rules' statements; SmartData's texts come from its file."""
    heldout = frozenset((CORPUS / "heldout.txt").read_text("utf-8").split())
    with TemporaryDirectory() as work:
        write_smartdata(smartdata, Path(work))
        folders = [str(CORPUS / "reports"), work]
        for reading in read_reports(folders, Settings(reader="rules")).readings:
            report = Path(reading.report.source).stem
            gold_path = CORPUS / "gold" / f"{report}.yaml"
            if not gold_path.exists():
                continue
            gold = load_statements(gold_path, reading.report.text)
            yield _example(report, part_of(report, heldout), reading, gold, cut)


def write_smartdata(smartdata: Path, folder: Path) -> None:
    """The texts that the corpus annotates but does not hold, one file a report.

    Raises `ValueError` where a text is not the one that was annotated.
    """
    with gzip.open(smartdata, "rt", encoding="utf-8") as lines:
        texts = {d["doc_id"]: d["text"] for d in map(json.loads, lines)}
    for row in map(json.loads, (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines()):
        if row["source"] == "smartdata":
            data = texts[row["smartdata_id"]].encode()
            if hashlib.sha256(data).hexdigest() != row["sha256"]:
                raise ValueError(f"another text than annotated: {row['smartdata_id']}")
            (folder / row["report"]).write_bytes(data)


def _example(
    report: str, part: str, reading: Reading, gold: Sequence[GoldStatement], cut: Subwords
) -> Example:
    text = reading.report.text
    words = cut.words(text, reading.sentences)
    at = edges(text, words)
    queries = [q for g in gold if (q := _gold_query(words, g)).words]
    rules = [_rule_query(words, s, queries) for s in reading.statements]
    return Example(
        report=report,
        part=part,
        ids=words.ids,
        first=words.first,
        sentence=words.sentence,
        sentences=tuple(s.span.of(text) for s in reading.sentences),
        queries=(*queries, *(q for q in rules if q.words)),
        opens=tuple(at.opens.tolist()),
        closes=tuple(at.closes.tolist()),
    )


def _gold_query(words: Words, gold: GoldStatement) -> Query:
    def of(spans: Sequence[Span]) -> tuple[int, ...]:
        return words.within(spans)

    return Query(
        of(gold.quote),
        gold.type.value,
        gold.act.value,
        of(gold.cue),
        of(gold.speaker),
        of(gold.addressee),
        "gold",
    )


def _rule_query(words: Words, found: Statement, gold: Sequence[Query]) -> Query:
    """What a rule found, with the answers of the gold statement that it means, if any."""
    own = words.within(found.quote)
    best, share = None, 0.0
    for query in gold:
        both = 2 * len(set(own) & set(query.words)) / (len(own) + len(query.words) or 1)
        if both > share:
            best, share = query, both
    if best is None or share < SAME:
        return Query(own, None, None, (), (), (), "rule")
    return Query(own, best.type, best.act, best.cue, best.speaker, best.addressee, "rule")


def name_examples(path: Path, cut: Subwords) -> Iterator[Example]:
    """Documents of a corpus of names as words with BIO labels."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            text = document["text"]
            words = cut.words(text, [Sentence(Span(0, len(text)), 0)])
            labels = ["O"] * len(words)
            entities = sorted(document["entities"], key=lambda e: (e["start"], -e["end"]))
            for entity in entities:
                name = NAMES.get(entity["type"])
                inside = words.within([Span(entity["start"], entity["end"])])
                if name is None or not inside or any(labels[i] != "O" for i in inside):
                    continue
                for i in inside:
                    labels[i] = f"I-{name}"
                labels[inside[0]] = f"B-{name}"
            yield Example(
                report=document["doc_id"],
                part="train",
                ids=words.ids,
                first=words.first,
                sentence=words.sentence,
                sentences=(),
                queries=(),
                names=tuple(labels),
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("base", "keep", "names", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    asked = parser.parse_args()
    cut = subwords(asked.base, asked.keep)
    asked.out.mkdir(parents=True, exist_ok=True)
    examples = sorted(statement_examples(cut, asked.names), key=lambda e: e.report)
    save(examples, asked.out / "statements.jsonl.gz")
    names = list(name_examples(asked.names, cut))
    save(names, asked.out / "names.jsonl.gz")
    for part in ("train", "dev", "heldout"):
        own = [e for e in examples if e.part == part]
        asked_of = [q for e in own for q in e.queries]
        print(
            f"{part:8} {len(own):4} reports {sum(len(e.ids) for e in own):7,} subwords "
            f"{sum(q.origin == 'gold' for q in asked_of):5} gold statements, "
            f"{sum(q.origin == 'rule' for q in asked_of):5} of the rules, "
            f"{sum(q.type is None for q in asked_of):5} of them none"
        )
    print(f"names    {len(names):4} documents {sum(len(e.ids) for e in names):,} subwords")


if __name__ == "__main__":
    main()
