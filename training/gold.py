"""Gold statements with their places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, StatementType

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """A statement as annotated; spans are code points of the report's text."""

    quote: tuple[Span, ...]
    type: StatementType
    act: Act
    cue: tuple[Span, ...]
    speaker: tuple[Span, ...]
    addressee: tuple[Span, ...]

    @property
    def size(self) -> int:
        """Characters of the quote."""
        return sum(map(len, self.quote))


class MisplacedError(ValueError):
    """A string of the gold that is not in the report."""


def load_statements(path: Path, text: str) -> tuple[GoldStatement, ...]:
    """The statements of one gold file. Raises `MisplacedError` for a string that the text does not hold."""
    data = yaml.load(path.read_text("utf-8"), Loader)
    return tuple(_statement(entry, text) for entry in data["statements"] or ())


def _statement(entry: dict[str, Any], text: str) -> GoldStatement:
    quote = tuple(_first(text, exact, nth) for exact, nth in _pieces(entry["quote"]))
    near = Span(min(s.start for s in quote), max(s.end for s in quote))

    def beside(key: str) -> tuple[Span, ...]:
        return tuple(_nearest(text, exact, nth, near) for exact, nth in _pieces(entry.get(key)))

    return GoldStatement(
        quote=quote,
        type=StatementType(entry["type"]),
        act=Act(entry["act"]),
        cue=beside("cue"),
        speaker=beside("speaker"),
        addressee=beside("addressee"),
    )


def _pieces(value: Any) -> Iterator[tuple[str, int | None]]:
    if value is None:
        return
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item["exact"], item.get("nth")
        else:
            yield str(item), None


def places(text: str, exact: str) -> list[Span]:
    """Where a string stands in the text as whole words."""
    left = r"(?<!\w)" if exact[:1].isalnum() else ""
    right = r"(?!\w)" if exact[-1:].isalnum() else ""
    return [Span(m.start(), m.end()) for m in re.finditer(left + re.escape(exact) + right, text)]


def _first(text: str, exact: str, nth: int | None) -> Span:
    found = places(text, exact)
    if len(found) < (nth or 1):
        raise MisplacedError(f"not in the report: {exact!r} ({nth or 1})")
    return found[(nth or 1) - 1]


def _nearest(text: str, exact: str, nth: int | None, near: Span) -> Span:
    if nth:
        return _first(text, exact, nth)
    found = places(text, exact)
    if not found:
        raise MisplacedError(f"not in the report: {exact!r}")
    return min(
        found, key=lambda s: min(abs(s.start - near.start), abs(s.start - near.end), abs(s.end - near.start))
    )
