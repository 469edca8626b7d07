"""The section `times.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TimeRules:
    """The typed section."""


def load(table: dict[str, Any]) -> TimeRules:
    """The typed section of a parsed `times.toml`."""
    return TimeRules()
