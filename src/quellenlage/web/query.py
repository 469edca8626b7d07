"""What a request asks for: filters, page, language. Everything is in the address, so that it can be kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from quellenlage.domain.span import Span
from quellenlage.stores.register_asked import Asked

MAX_PAGE = 100_000
MAX_WORDS = 200  # characters of a query that are read

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
NAMES = {"since": "from", "until": "to", "words": "q"}
"""Fields of `Asked` whose name in the address is another one."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which lines of how many a page shows, and where the pages before and after are."""

    first: int
    last: int
    total: int
    capped: bool
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Query:
    """A request's address, read."""

    path: str
    asked: Asked
    page: int = 1
    at: Span | None = None
    kind: str | None = None
    part: str | None = None
    story: str | None = None

    def limit(self, size: int) -> tuple[int, int]:
        """Limit and offset of a page of this size."""
        return size, (self.page - 1) * size

    def paging(self, size: int, shown: int, total: int, capped: bool = False) -> Paging:
        """The pages around this one."""
        before = (self.page - 1) * size
        more = before + shown < total or (capped and shown == size)
        return Paging(
            first=before + 1 if shown else 0,
            last=before + shown,
            total=total,
            capped=capped,
            previous=self.address(page=self.page - 1) if self.page > 1 else None,
            next=self.address(page=self.page + 1) if more else None,
        )

    def address(self, page: int = 1, **changed: str | None) -> str:
        """This address with another page or another filter."""
        pairs = {NAMES.get(f.name, f.name): getattr(self.asked, f.name) for f in fields(Asked)}
        pairs |= {"kind": self.kind, "part": self.part, "story": self.story, **changed}
        pairs["page"] = str(page) if page > 1 else None
        query = urlencode({name: value for name, value in pairs.items() if value})
        return self.path + (f"?{query}" if query else "")


def read_query(path: str, parameters: Mapping[str, str]) -> Query:
    """The query of an address. What is not understood in it is as if it were not there."""
    asked = Asked(**{f.name: _value(f.name, parameters) for f in fields(Asked)})
    page = parameters.get("page", "")
    at = _AT.fullmatch(parameters.get("at", ""))
    return Query(
        path=path,
        asked=asked,
        page=min(max(int(page), 1), MAX_PAGE) if page.isascii() and page.isdecimal() and len(page) < 9 else 1,
        at=Span(int(at[1]), int(at[2])) if at and int(at[1]) <= int(at[2]) else None,
        kind=parameters.get("kind") or None,
        part=parameters.get("part") or None,
        story=parameters.get("story") or None,
    )


def chosen(value: str | None, allowed: Iterable[str]) -> str | None:
    """`value` where it is one of those that are understood."""
    return value if value in tuple(allowed) else None


def _value(name: str, parameters: Mapping[str, str]) -> str | None:
    value = parameters.get(NAMES.get(name, name), "").strip()[:MAX_WORDS]
    if name in ("since", "until"):
        return value if _DAY.fullmatch(value) else None
    return value or None
