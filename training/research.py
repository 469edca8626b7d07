"""The research recipe: the reader's network on the quotation data of Petersen-Frey and Biemann (2024).

    python -m training.research prepare --base BASE --keep KEEP --out FOLDER TRAIN.jsonl.gz DEV.jsonl.gz
    python -m training.train --base BASE --keep KEEP --data FOLDER --out RUN --start NETWORK --frames
    python -m training.research predict --base BASE --keep KEEP --network RUN/network.pt --out FOUND.jsonl \\
        DEV.jsonl.gz

That data is for non-commercial use: what is learned from it stays with whoever runs this and is no part of
Quellenlage. The network is the reader's with one output more (the frame); quotes are its tags, what rules
found and whole sentences, as far as it takes them for quotes. `predict` writes what the data's own scorer
reads.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from quellenlage.api import Settings, read_reports
from quellenlage.domain.reading import Reading
from quellenlage.domain.span import Span
from quellenlage.encoder.decoding import edges
from quellenlage.encoder.heads import CONTEXT, Answer, Floats, Heads
from quellenlage.encoder.labels import NONE, TYPES
from quellenlage.encoder.subwords import Subwords, Words
from quellenlage.exporters.quotations import Conventions, quotes_document
from training.base import load_base
from training.evaluate import heads_of, states_of
from training.examples import Example, Query, save
from training.matching import SAME, agreement
from training.network import Encoder, Network, buckets, stretch_vector
from training.prepare import subwords

TYPE_OF = {
    "Direct": "direct",
    "Indirect": "indirect",
    "FreeIndirect": "indirect",
    "IndirectFreeIndirect": "indirect",
    "Reported": "reported",
}
NAME_OF = {"direct": "Direct", "indirect": "Indirect", "mixed": "Indirect", "reported": "Reported"}
ALIKE = 0.9  # shared words (F1) of a rule's quote and a gold one for both to be the same


def main() -> None:
    asked = _arguments()
    if asked.task == "prepare":
        asked.out.mkdir(parents=True, exist_ok=True)
        cut = subwords(asked.base, asked.keep)
        parts = zip(("train", "dev"), asked.documents, strict=True)
        save(
            (e for part, path in parts for e in _examples(path, part, cut)), asked.out / "statements.jsonl.gz"
        )
    else:
        _predict(asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=("prepare", "predict"))
    for name in ("base", "keep", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--network", type=Path)
    parser.add_argument("documents", nargs="+", type=Path)
    return parser.parse_args()


# -- documents -------------------------------------------------------------------------------------------


def _readings(path: Path) -> Iterator[Reading]:
    yield from read_reports([str(path)], Settings(reader="rules")).readings


def _gold(path: Path) -> dict[str, list[dict[str, Any]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        documents = map(json.loads, lines)
        return {d["documentName"]: d["annotations"] for d in documents}


def _examples(path: Path, part: str, cut: Subwords) -> Iterator[Example]:
    gold = _gold(path)
    for reading in _readings(path):
        text = reading.report.text
        words = cut.words(text, reading.sentences)
        at = edges(text, words)
        queries = [q for a in gold[reading.report.source] if (q := _query(words, a)).words]
        yield Example(
            report=reading.report.source,
            part=part,
            ids=words.ids,
            first=words.first,
            sentence=words.sentence,
            sentences=tuple(s.span.of(text) for s in reading.sentences),
            queries=(*queries, *_by_rules(reading, words, queries)),
            opens=tuple(at.opens.tolist()),
            closes=tuple(at.closes.tolist()),
        )


def _query(words: Words, annotation: dict[str, Any]) -> Query:
    def of(part: str) -> tuple[int, ...]:
        return words.within(Span(s["charBegin"], s["charEnd"]) for s in annotation[part]["spans"])

    kind = TYPE_OF[annotation["type"]]
    return Query(of("quote"), kind, None, of("cue"), of("speaker"), of("addressee"), "gold", of("frame"))


def _by_rules(reading: Reading, words: Words, gold: Sequence[Query]) -> Iterator[Query]:
    """What is proposed: as what it is in the gold where its bounds are those of the gold, else as nothing."""
    for own in _proposals(reading, words):
        same = max(gold, key=lambda g: agreement(g.words, own), default=None)
        if same is None or agreement(same.words, own) < SAME:
            yield Query(own, None, None, (), (), (), "rule")
        elif agreement(same.words, own) >= ALIKE:
            yield Query(own, same.type, None, same.cue, same.speaker, same.addressee, "rule", same.frame)


def _proposals(reading: Reading, words: Words) -> list[tuple[int, ...]]:
    """What rules found, the same as the data cuts it, and every sentence: told acts and speech that goes on
    are whole sentences there.
    """
    found = {words.within(s.quote) for s in reading.statements}
    for annotation in quotes_document(reading).annotations:
        found.add(words.within(Span(s.charBegin, s.charEnd) for s in annotation.quote.spans))
    found |= {words.within([s.span]) for s in reading.sentences}
    return sorted(found - {()})


# -- predictions -----------------------------------------------------------------------------------------


def _predict(asked: argparse.Namespace) -> None:
    base, keep = load_base(asked.base), json.loads(asked.keep.read_text("utf-8"))
    network = Network(Encoder(base, len(keep)), base.hidden, frames=True)
    network.load_state_dict(torch.load(asked.network)["network"])
    network.eval()
    cut, heads = subwords(asked.base, asked.keep), heads_of(network)
    with asked.out.open("w", encoding="utf-8") as out:
        for reading in (r for path in asked.documents for r in _readings(path)):
            found = _found(network, heads, reading, cut)
            line = {"documentName": reading.report.source, "annotations": found}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _found(network: Network, heads: Heads, reading: Reading, cut: Subwords) -> list[dict[str, Any]]:
    words = cut.words(reading.report.text, reading.sentences)
    if not len(words):
        return []
    states = states_of(network, words)
    proposed = set(heads.quotes(states, edges(reading.report.text, words)))
    proposed |= set(_proposals(reading, words))
    answers = [heads.ask(states, own, words.sentence) for own in sorted(proposed)]
    kept: list[Answer] = []
    for answer in sorted((a for a in answers if a.valid >= 0.5), key=lambda a: -a.valid):
        if all(agreement(answer.words, k.words) < SAME for k in kept):
            kept.append(answer)
    cut_as = Conventions(reading.report.text, [s.span for s in reading.sentences])
    return [_annotation(answer, words, _frame(network, states, answer.words), cut_as) for answer in kept]


def _annotation(answer: Answer, words: Words, frame: Sequence[int], cut_as: Conventions) -> dict[str, Any]:
    def spans(own: Sequence[int]) -> list[Span]:
        return [words.spans[w] for w in own]

    kind = NAME_OF[TYPES[int(answer.types[:NONE].argmax())].value]
    told = kind == "Reported"
    quote: Sequence[Span] = cut_as.pieces(spans(answer.words))
    if told:
        quote = cut_as.whole(quote)
    elif kind == "Indirect":
        quote = [cut_as.before_stop(p) for p in quote] if answer.cue else cut_as.goes_on(quote)
    parts = {
        "quote": quote,
        "cue": [] if told else spans(answer.cue),
        "speaker": spans(answer.speaker),
        "addressee": spans(answer.addressee),
        "frame": [] if told else spans(frame),
    }
    return {"type": kind, **{name: [[s.start, s.end] for s in own] for name, own in parts.items()}}


@torch.no_grad()
def _frame(network: Network, states: Floats, own: Sequence[int]) -> list[int]:
    """The words of the frame of a quote."""
    start = max(0, own[0] - CONTEXT)
    near = torch.from_numpy(states[start : own[-1] + 1 + CONTEXT])
    index = torch.tensor(own) - start
    _, pointer, *_ = network.asked(
        near[None],
        torch.zeros(1, dtype=torch.long),
        stretch_vector(near, index)[None],
        buckets(len(near), index)[None],
        torch.ones(1, len(near)),
    )
    return [start + i for i in (pointer[0, :, 2] > 0).nonzero().flatten().tolist()]


if __name__ == "__main__":
    main()
