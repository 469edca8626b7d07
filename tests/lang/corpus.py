"""Corpora of what a language's rules must find and must not find: `corpora/<kind>_<language>.tsv`.

A line is a text, a tab, and what is found in it, parted by ` | `; `-` where nothing may be found.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import Block, BlockKind, Layout, Provenance, Sourced
from quellenlage.domain.span import Span
from quellenlage.domain.timeref import TimeRef
from quellenlage.extract.times import find_times
from quellenlage.lang.pack import language_pack
from quellenlage.text.sentences import find_sentences

CORPORA = Path(__file__).parent / "corpora"
TODAY = "2024-06-12"  # a Wednesday; the corpora's times are resolved against it


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what must be found in it."""

    text: str
    expected: tuple[str, ...]


def cases(kind: str, language: str) -> list[Case]:
    """The cases of a corpus."""
    lines = (CORPORA / f"{kind}_{language}.tsv").read_text("utf-8").splitlines()
    return [_case(line) for line in lines if line and not line.startswith("#")]


def _case(line: str) -> Case:
    text, _, expected = line.partition("\t")
    return Case(text, () if expected == "-" else tuple(expected.split(" | ")))


@dataclass(frozen=True, slots=True)
class Read:
    """A text laid out, split into sentences, and its times."""

    text: str
    layout: Layout
    sentences: tuple[Sentence, ...]
    times: tuple[TimeRef, ...]


def read_times(
    text: str, language: str = "de", published: str | None = TODAY, stamp: str | None = None
) -> Read:
    """A report of paragraphs (one a line) with its times."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(start, start + len(line)), BlockKind.PARAGRAPH, stamp))
        start += len(line) + 1
    day = Sourced(published, Provenance.SIDECAR) if published else None
    code = Sourced(language, Provenance.GUESS)
    layout = Layout(code, None, day, None, None, None, None, (), (), (), tuple(blocks))
    pack = language_pack(language)
    sentences = find_sentences(text, layout.blocks, pack.segmentation)
    return Read(text, layout, sentences, find_times(text, sentences, layout, pack))
