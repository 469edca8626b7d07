"""Examples: reports as words, with gold statements and those of the rules as indices of words."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Query:
    """A stretch of words that is asked about, and what is to be answered.

    `type` None: no statement. `words` are those of the quote, the others those of each role.
    `origin` is `gold` or `rule`. `frame` is only known of the research data.
    """

    words: tuple[int, ...]
    type: str | None
    act: str | None
    cue: tuple[int, ...]
    speaker: tuple[int, ...]
    addressee: tuple[int, ...]
    origin: str
    frame: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A report: its subwords in a row, its words, its sentences, its queries.

    `opens` and `closes` say where form lets a quote begin and end. `names` are labels of words where the
    report comes from a corpus of names, else empty.
    """

    report: str
    part: str  # train, dev or heldout
    ids: tuple[int, ...]
    first: tuple[int, ...]
    sentence: tuple[int, ...]
    sentences: tuple[str, ...]
    queries: tuple[Query, ...]
    opens: tuple[bool, ...] = ()
    closes: tuple[bool, ...] = ()
    names: tuple[str, ...] = ()


def save(examples: Iterable[Example], path: Path) -> None:
    """Writes examples, one a line."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=3) as out:
        for example in examples:
            out.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")


def load(path: Path) -> list[Example]:
    """Reads examples."""
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            data: dict[str, Any] = json.loads(line)
            queries = tuple(_query(q) for q in data.pop("queries"))
            rest: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
            out.append(Example(queries=queries, **rest))
    return out


def _query(q: dict[str, Any]) -> Query:
    return Query(
        tuple(q["words"]),
        q["type"],
        q["act"],
        tuple(q["cue"]),
        tuple(q["speaker"]),
        tuple(q["addressee"]),
        q["origin"],
        tuple(q.get("frame", ())),
    )
