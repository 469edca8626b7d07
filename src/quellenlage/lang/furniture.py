"""The section `furniture.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FurnitureRules:
    """The typed section."""


def load(table: dict[str, Any]) -> FurnitureRules:
    """The typed section of a parsed `furniture.toml`."""
    return FurnitureRules()
