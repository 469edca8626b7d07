"""Words and signs with offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.domain.span import Span

# A word with inner hyphens, apostrophes and full stops between digits or capitals (U.S., 1.500, F.A.Z.).
TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|(?:[^\W\d_]\.){2,}(?:[-‐‑]\w+)*|\w+(?:[-‐‑'’]\w+)*-?|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign; `text` is the exact string at `span`."""

    span: Span
    text: str

    @property
    def lower(self) -> str:
        """The token in lower case."""
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter or digit."""
        return self.text[0].isalnum()


def tokenize(text: str, span: Span | None = None) -> tuple[Token, ...]:
    """The tokens of `text`, or of `span` in it, in order; white space is skipped."""
    return tuple(_tokens(text, span or Span(0, len(text))))


def _tokens(text: str, span: Span) -> Iterator[Token]:
    for match in TOKEN.finditer(text, span.start, span.end):
        yield Token(Span(match.start(), match.end()), match.group())
