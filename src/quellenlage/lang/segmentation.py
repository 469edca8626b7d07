"""The section `segmentation.toml`: where sentences end."""

from __future__ import annotations

from typing import Any

from quellenlage.text.sentences import Segmentation


def load(table: dict[str, Any]) -> Segmentation:
    """The typed section of a parsed `segmentation.toml`."""
    return Segmentation(
        abbreviations=frozenset(word.lower() for word in table["abbreviations"]),
        ordinal_stop=bool(table["ordinal_stop"]),
        months=frozenset(word.lower() for word in table["months"]),
        before_ordinal=frozenset(word.lower() for word in table.get("before_ordinal", ())),
    )
