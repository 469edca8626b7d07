"""Addresses: where each line, section and report stands. An address that was valid once stays valid."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

SECTIONS = (
    "overview",
    "figures",
    "claims",
    "timeline",
    "statements",
    "actors",
    "reports",
    "origins",
    "changes",
)
FIXED = {"stories": "/", "findings": "/findings", "inputs": "/findings#inputs", "main": "#main"}

_SECTION = re.compile(rf"(.+)-({'|'.join(SECTIONS)})")
_FINDING = re.compile(r"fn-(.*)-\d+-\d+")


@lru_cache(maxsize=20_000)
def to(anchor: str, report: str | None = None) -> str:
    """The address of what `anchor` names in the static dossier; `report` is where a span stands."""
    if anchor in FIXED:
        return FIXED[anchor]
    if report is not None:
        return f"/report/{quote(report)}#{quote(anchor)}"
    finding = _FINDING.fullmatch(anchor)
    if finding:
        return f"/report/{quote(finding[1])}#{quote(anchor)}"
    section = _SECTION.fullmatch(anchor)
    if section:
        return section_of(section[1], section[2])
    kind, _, rest = anchor.partition("-")
    if kind == "sy":
        return section_of(anchor, "overview")
    if kind == "re":
        return f"/report/{quote(anchor)}"
    if kind == "or" and "-" in rest:
        return f"/entry/{quote(rest)}#{quote(anchor)}"
    if kind == "alone":
        return f"/entry/{quote(rest)}"
    return f"/entry/{quote(anchor)}"


def section_of(story: str, section: str) -> str:
    """A section of a story."""
    return f"/story/{quote(story)}" + ("" if section == "overview" else f"/{section}")
