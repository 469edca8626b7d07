"""What the names in a page's markup say about its boxes; the words are data (page_roles.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

NAMING = ("class", "id", "role", "data-testid", "data-component", "data-module", "aria-label")
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
UNNAMED = frozenset(["html", "body", "main", "h1", "p", "span", "a"])  # `p` and `span`: captions only
LABELLED = frozenset(["p", "span"])
INLINE_WORDS = frozenset(
    [
        "caption",
        "credit",
        "bildunterschrift",
        "bildunterzeile",
        "correction",
        "disclaimer",
        "korrektur",
        "bildnachweis",
        "share",
        "sharing",
        "teilen",
        "social",
        "newsletter",
        "anzeige",
        "werbung",
        "advertisement",
        "sponsored",
        "readmore",
        "related",
        "breadcrumb",
        "breadcrumbs",
        "paywall",
        "lesezeit",
    ]
)
LONGEST_NAMES = 400  # characters; more names say nothing certain
CACHED = 4096


class Role(StrEnum):
    """What a box of a page is."""

    FURNITURE = "furniture"
    LINKED = "linked"  # furniture if it is mostly links
    QUOTED = "quoted"  # aria-hidden: a copy for the eye
    HEADED = "headed"  # furniture if its first line is the heading of furniture


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The typed data."""

    furniture: frozenset[tuple[str, ...]]
    linked: frozenset[tuple[str, ...]]
    about_others: frozenset[tuple[str, ...]]
    fields: Mapping[str, str]  # property of microdata -> field of a report
    modified: frozenset[str]


@cache
def role_words() -> RoleWords:
    """The data, read once."""
    table = tomllib.loads(
        resources.files("quellenlage.readers").joinpath("page_roles.toml").read_text("utf-8")
    )
    return RoleWords(
        furniture=_phrases(table["furniture"]),
        linked=_phrases(table["linked"]),
        about_others=_phrases(table["about_others"]),
        fields={name: field for field, names in table["fields"].items() for name in names},
        modified=frozenset(table["dates"]["modified"]),
    )


def _phrases(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in phrases)


def role_of(name: str, attributes: Mapping[str, str]) -> Role | None:
    """The role of an element with these attributes, None where its names say nothing."""
    if attributes.get("aria-hidden") == "true":
        return Role.QUOTED
    if name in UNNAMED and name not in LABELLED:
        return None
    custom = (name,) if "-" in name else ()
    for value in (*(attributes[key] for key in NAMING if key in attributes), *custom):
        role = _role_of_names(value[:LONGEST_NAMES], name in LABELLED)
        if role is not None:
            return role
    return None


@lru_cache(CACHED)
def _role_of_names(names: str, inline: bool) -> Role | None:
    """The role that class names and the like give; each name counts by itself."""
    rules = role_words()
    found: Role | None = None
    for name in names.split():
        words = words_of(name)
        if inline and INLINE_WORDS.isdisjoint(words):
            continue
        runs = {words[i:j] for i in range(len(words)) for j in range(i + 1, min(i + 4, len(words) + 1))}
        if runs & rules.about_others:
            continue
        if runs & rules.furniture:
            return Role.FURNITURE
        if runs & rules.linked:
            found = Role.LINKED
    return found


@lru_cache(CACHED)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in markup: "entry-shareBar" -> entry, share, bar."""
    return tuple(word.lower() for word in WORD.findall(name))
