"""The section `numbers.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class NumberRules:
    """The typed section."""


def load(table: dict[str, Any]) -> NumberRules:
    """The typed section of a parsed `numbers.toml`."""
    return NumberRules()
