"""Links between the pages of a dossier: each page is rendered as if it were the only one, then led on.

All text is escaped, so an attribute that stands in a page was printed by a template.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

_IDENTIFIER = re.compile(r' id="([^"]+)"')
_LINK = re.compile(r'(?<=href=")#([^"]+)(?=")')


def linked(pages: Mapping[str, str]) -> dict[str, str]:
    """Pages by name, each link to something of another page leading there; the first that has it."""
    places = {name: frozenset(_IDENTIFIER.findall(html)) for name, html in pages.items()}
    first: dict[str, str] = {}
    for name, own in places.items():
        for identifier in own:
            first.setdefault(identifier, name)

    def led_on(name: str, html: str) -> str:
        folder = posixpath.dirname(name)

        def target(match: re.Match[str]) -> str:
            there = first.get(match[1], name)
            if match[1] in places[name] or there == name:
                return match[0]
            return f"{posixpath.relpath(there, folder or '.')}#{match[1]}"

        return _LINK.sub(target, html)

    return {name: led_on(name, html) for name, html in pages.items()}
