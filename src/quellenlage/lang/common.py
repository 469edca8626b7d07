"""Words that stand in news of every kind, by how widely they are spread (common.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

# The share of all reports that hold a word of the band, about.
BANDS = {"everywhere": 0.5, "most": 0.16, "many": 0.06, "some": 0.028}


@cache
def spread(code: str) -> dict[str, float]:
    """The share of reports that a lemma (lower case) stands in, for the common words of a language."""
    file = resources.files("quellenlage.lang").joinpath(code, "common.toml")
    table = tomllib.loads(file.read_text("utf-8"))
    return {word: share for band, share in BANDS.items() for word in table.get(band, ())}
