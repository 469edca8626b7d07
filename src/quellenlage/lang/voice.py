"""The section `voice.toml`: what shows that a report does not vouch for a sentence itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class VoiceRules:
    """Words and phrases (as tuples of words), all lower case.

    With `hedges` a report leaves open whether the matter is so, with `attributing` it names whose word it is.
    """

    hedges: frozenset[tuple[str, ...]]
    attributing: frozenset[tuple[str, ...]]

    @property
    def longest(self) -> int:
        """The number of words in the longest phrase."""
        return max((len(p) for p in (*self.hedges, *self.attributing)), default=0)


def load(table: dict[str, Any]) -> VoiceRules:
    """The typed section of a parsed `voice.toml`."""
    return VoiceRules(
        hedges=_phrases(table["hedges"], table["phrases"]),
        attributing=_phrases(table["attributing"], table["attributing_phrases"]),
    )


def _phrases(*lists: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrases in lists for phrase in phrases)
