"""Language packs: typed, lazily loaded sections of `lang/<code>/*.toml`."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from quellenlage.errors import InternalError
from quellenlage.lang import compare, cues, furniture, lexicon, names, numbers, segmentation, times, voice
from quellenlage.text.sentences import Segmentation

LANGUAGES = ("de", "en")


@dataclass(frozen=True)
class LanguagePack:
    """The language knowledge for one language. Sections are parsed when first asked for."""

    code: str

    @cached_property
    def segmentation(self) -> Segmentation:
        """Abbreviations and ordinal stops (segmentation.toml)."""
        return segmentation.load(_table(self.code, "segmentation"))

    @cached_property
    def furniture(self) -> furniture.FurnitureRules:
        """Page furniture, credits, bylines, date lines (furniture.toml)."""
        return furniture.load(_table(self.code, "furniture"))

    @cached_property
    def times(self) -> times.TimeRules:
        """Time expressions (times.toml)."""
        return times.load(_table(self.code, "times"))

    @cached_property
    def numbers(self) -> numbers.NumberRules:
        """Number words, qualifiers, units (numbers.toml)."""
        return numbers.load(_table(self.code, "numbers"))

    @cached_property
    def cues(self) -> cues.CueRules:
        """Speech cues with their acts, and mood (cues.toml)."""
        return cues.load(_table(self.code, "cues"))

    @cached_property
    def names(self) -> names.NameRules:
        """Roles, titles, organisations, countries, pronouns (names.toml)."""
        return names.load(_table(self.code, "names"), _table(self.code, "countries"), _shared("given_names"))

    @cached_property
    def compare(self) -> compare.CompareRules:
        """Words that tell whether two statements say the same (compare.toml)."""
        return compare.load(_table(self.code, "compare"), lexicon.notions(self.code))

    @cached_property
    def voice(self) -> voice.VoiceRules:
        """Words with which a report holds back or hands on (voice.toml)."""
        return voice.load(_table(self.code, "voice"))


@cache
def language_pack(code: str) -> LanguagePack:
    """The pack for a language code of `LANGUAGES`.

    Raises `InternalError` for any other code: callers ask `supported` first.
    """
    if not supported(code):
        raise InternalError(f"no language pack for {code!r}")
    return LanguagePack(code)


def supported(code: str | None) -> bool:
    """Whether there is a pack for this language code."""
    return code in LANGUAGES


@cache
def data_version() -> str:
    """A hash over all language data: it changes whenever a rule's words change."""
    digest = hashlib.sha256(_root().joinpath("given_names.toml").read_bytes())
    for name in ("lexicon.txt", "given_variants.txt"):
        digest.update(_root().joinpath(name).read_bytes())
    for code in LANGUAGES:
        for file in sorted(_folder(code).iterdir(), key=lambda f: f.name):
            if file.name.endswith(".toml"):
                digest.update(f"{code}/{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _root() -> Traversable:
    return resources.files("quellenlage.lang")


def _folder(code: str) -> Traversable:
    return _root().joinpath(code)


def _shared(name: str) -> dict[str, Any]:
    """The raw TOML of data that all languages share."""
    return tomllib.loads(_root().joinpath(f"{name}.toml").read_text("utf-8"))


def _table(code: str, section: str) -> dict[str, Any]:
    """The raw TOML of a section; only the section's `load` sees it."""
    return tomllib.loads(_folder(code).joinpath(f"{section}.toml").read_text("utf-8"))
