"""Subwords: text as the pieces a model knows, word by word, with nothing of the text changed."""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span
from quellenlage.text.tokens import tokenize

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
SPACE = "\u2581"
PLAIN = re.compile(r"(?:[!-~]+(?: |$))*")  # single spaces between visible signs


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a report as a model reads them.

    `spans` are code points of the report's text; `sentence` and `block` the index of each word's sentence
    and block; `ids` the subwords of all words in a row, with `END` between blocks; `first` the index of
    each word's first subword in `ids`.
    """

    spans: tuple[Span, ...]
    sentence: tuple[int, ...]
    ids: tuple[int, ...]
    first: tuple[int, ...]
    block: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.spans)

    def within(self, wanted: Iterable[Span]) -> tuple[int, ...]:
        """The indices of the words that share a character with one of the spans, in order."""
        out: set[int] = set()
        for span in wanted:
            index = bisect_left(self.spans, span.start, key=lambda s: s.start)
            if index and self.spans[index - 1].end > span.start:
                index -= 1
            while index < len(self.spans) and self.spans[index].start < span.end:
                out.add(index)
                index += 1
        return tuple(sorted(out))


class Subwords:
    """Cuts words into pieces by a unigram model (Kudo 2018).

    `substitutes` maps a code point to what the model was trained to see in its place (a normal form).
    They are applied beside the text, word by word, so that offsets stay those of the text as it is.
    """

    def __init__(self, pieces: Sequence[tuple[str, float]], substitutes: Mapping[int, str]) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from tokenizers import Tokenizer, models, pre_tokenizers

        self._tokenizer: Tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=UNKNOWN))
        self._tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
            replacement=SPACE, prepend_scheme="always", split=True
        )
        self._substitutes = dict(substitutes)

    @classmethod
    def load(cls, path: Path) -> Subwords:
        """The subwords of a model folder. Raises `OSError` and `ValueError` for a file that is not one."""
        data = json.loads(path.read_text("utf-8"))
        pieces = list(zip(data["pieces"], data["scores"], strict=True))
        return cls(pieces, {int(code): text for code, text in data["substitutes"].items()})

    def ids(self, text: str) -> list[int]:
        """The pieces of a text by itself."""
        return list(self._tokenizer.encode(self._normal(text)[0], add_special_tokens=False).ids)

    def words(self, text: str, sentences: Sequence[Sentence]) -> Words:
        """The words of the sentences of a report; one that no piece can show stands with its neighbour."""
        normal = [self._normal(sentence.span.of(text)) for sentence in sentences]
        encoded = self._tokenizer.encode_batch([n for n, _ in normal], add_special_tokens=False)
        row = _Row()
        for index, sentence in enumerate(sentences):
            places = normal[index][1]
            ends = [places[end - 1] + 1 if end else 0 for _, end in encoded[index].offsets]
            row.begin(sentence.block)
            row.add(text, index, sentence.span, encoded[index].ids, ends)
        blocks = tuple(sentences[home].block for home in row.homes)
        return Words(tuple(row.spans), tuple(row.homes), tuple(row.ids), tuple(row.first), blocks)

    def _normal(self, text: str) -> tuple[str, Sequence[int]]:
        """The normal form of a text, and for each of its characters the place in the text it is from."""
        if text.isascii() and PLAIN.fullmatch(text):
            return text, range(len(text))
        out: list[str] = []
        places: list[int] = []
        for place, sign in enumerate(text):
            for letter in self._substitutes.get(ord(sign), sign):
                if letter == " " and (not out or out[-1] == " "):
                    continue
                out.append("\ufffd" if "\ud800" <= letter <= "\udfff" else letter)
                places.append(place)
        return "".join(out), places


class _Row:
    """The words of a report as they are put in a row."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.homes: list[int] = []
        self.ids: list[int] = []
        self.first: list[int] = []
        self.block = -1

    def begin(self, block: int) -> None:
        """Marks a new block."""
        if self.ids and block != self.block:
            self.ids.append(END)
        self.block = block

    def add(self, text: str, index: int, sentence: Span, ids: Sequence[int], ends: Sequence[int]) -> None:
        """Puts the words of a sentence in the row; `ends` are where its subwords end."""
        base, piece = len(self.ids), 0
        for token in tokenize(text, sentence):
            while piece < len(ids) and ends[piece] <= token.span.start - sentence.start:
                piece += 1
            if piece == len(ids):
                break
            self.spans.append(token.span)
            self.homes.append(index)
            self.first.append(base + piece)
        self.ids.extend(ids)
