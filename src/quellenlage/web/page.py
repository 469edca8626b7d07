"""What every page is made from and of: the opened ledger in, a page with its story and filters out."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.domain.dossier import Run
from quellenlage.render.views.parts import anchor_of
from quellenlage.stores.register import Register
from quellenlage.stores.register_asked import Asked
from quellenlage.stores.register_rows import Facet, StoryRow
from quellenlage.stores.sqlite import SqliteStore
from quellenlage.web.part import Part
from quellenlage.web.query import Paging


class MissingError(Exception):
    """There is no such line, story or report."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A ledger with its register, opened for one thread."""

    store: SqliteStore
    register: Register
    run: Run

    def part(self) -> Part:
        """A new part of the ledger."""
        return Part(self.store, self.register)


@dataclass(frozen=True, slots=True)
class StoryHead:
    """The story that a page belongs to."""

    anchor: str
    number: int
    title: str
    language: str
    reports: int


@dataclass(frozen=True, slots=True)
class Filters:
    """What can be filtered by, and what is."""

    asked: Asked
    facets: tuple[tuple[str, tuple[Facet, ...]], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page, ready for a template or as JSON. `name` is the section, `content` its view model."""

    name: str
    title: str
    content: object
    story: StoryHead | None = None
    paging: Paging | None = None
    filters: Filters | None = None


def head_of(row: StoryRow) -> StoryHead:
    """The head of a page of this story."""
    return StoryHead(anchor_of(row.id), row.number, row.title, row.language or "", row.reports)
