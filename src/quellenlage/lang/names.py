"""The section `names.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class NameRules:
    """The typed section."""


def load(table: dict[str, Any]) -> NameRules:
    """The typed section of a parsed `names.toml`."""
    return NameRules()
