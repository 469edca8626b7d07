"""The section `cues.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CueRules:
    """The typed section."""


def load(table: dict[str, Any]) -> CueRules:
    """The typed section of a parsed `cues.toml`."""
    return CueRules()
