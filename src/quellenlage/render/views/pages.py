"""Which stories stand on which page of a dossier that is too large for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quellenlage.domain.story import Story
from quellenlage.text.folding import fold

FOLDER = "stories"
GATHERED = 20  # stories of a single report on a page

_NO_NAME = re.compile(r"[^a-z0-9]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|reports-\d+)(?:-.*)?")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page to be made: its file, and its stories by number."""

    name: str
    stories: tuple[tuple[int, Story], ...]


def plan(stories: Sequence[Story]) -> tuple[PlannedPage, ...]:
    """A page for every story of several reports, and those of a single report gathered.

    A file is named after the story's title, so that a page keeps its address when other stories change.
    """
    numbered = tuple(enumerate(stories, start=1))
    told = [(n, story) for n, story in numbered if len(story.reports) > 1]
    single = [(n, story) for n, story in numbered if len(story.reports) <= 1]
    names = _names(story.title for _, story in told)
    own = [PlannedPage(name, (one,)) for name, one in zip(names, told, strict=True)]
    gathered = [
        PlannedPage(f"{FOLDER}/reports-{n}.html", tuple(single[at : at + GATHERED]))
        for n, at in enumerate(range(0, len(single), GATHERED), start=1)
    ]
    return (*own, *gathered)


def _names(titles: Iterable[str]) -> list[str]:
    taken: set[str] = set()
    names = []
    for title in titles:
        plain = _plain(title)
        name, n = plain, 1
        while name in taken:
            n += 1
            name = f"{plain}-{n}"
        taken.add(name)
        names.append(f"{FOLDER}/{name}.html")
    return names


def _plain(title: str) -> str:
    """A title in letters and digits that every file system takes."""
    words = [fold(word) for word in title.split()[:12]]
    plain = _NO_NAME.sub("-", " ".join(words)).strip("-")
    if len(plain) > _LONGEST:
        plain = plain[: _LONGEST + 1].rpartition("-")[0] or plain[:_LONGEST]
    return f"story-{plain}".rstrip("-") if not plain or _RESERVED.fullmatch(plain) else plain
