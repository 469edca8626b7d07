"""The interface's words in German and English, and how dates and numbers are written in each."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("de", "en")

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d))?)?)?")
_NUMBER = re.compile(r"(-?)(\d+)(?:\.(\d+))?")


@dataclass(frozen=True)
class Words:
    """The interface's words in one language. `table` maps dotted keys to texts with `{name}` slots."""

    language: str
    table: dict[str, str]

    def text(self, key: str, **slots: object) -> str:
        """The text of `key`; a slot `n` chooses between `key.one` and `key.other` where both exist."""
        template = self.table.get(key)
        if template is None:
            template = self.table[f"{key}.{'one' if str(slots.get('n')) == '1' else 'other'}"]
        for name, value in slots.items():
            template = template.replace(f"{{{name}}}", str(value))
        return template

    def date(self, iso: str) -> str:
        """An ISO date or date-time as this language writes it; anything else as it is."""
        match = _ISO.match(iso)
        if match is None:
            return iso
        year, month, day, hour, minute = match.groups()
        slots = {
            "year": year,
            "month": month or "",
            "day": day or "",
            "hour": hour or "",
            "minute": minute or "",
            "name": self.table.get(f"month.{month}", ""),
        }
        parts = "time" if hour else "day" if day else "month" if month else "year"
        return self.text(f"date.{parts}", **slots)

    def number(self, plain: str) -> str:
        """A plain decimal ("2300000.5") with this language's separators; anything else as it is."""
        match = _NUMBER.fullmatch(plain)
        if match is None:
            return plain
        sign, whole, fraction = match.groups()
        grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", self.table["number.group"], whole)
        return sign.replace("-", "−") + grouped + (self.table["number.point"] + fraction if fraction else "")


@cache
def words(language: str) -> Words:
    """The words of a language of `LANGUAGES`; German for any other."""
    code = language if language in LANGUAGES else LANGUAGES[0]
    data = resources.files(__package__).joinpath(f"{code}.toml").read_text(encoding="utf-8")
    return Words(code, dict(_flat(tomllib.loads(data))))


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            out += _flat(value, f"{prefix}{key}.")
        else:
            out.append((prefix + key, str(value)))
    return out
