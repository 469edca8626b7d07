"""The dossier as one self-contained page: no request leaves it, and the same dossier gives the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from quellenlage.domain.dossier import Dossier
from quellenlage.render.i18n import LANGUAGES, words
from quellenlage.render.views import dossier_view

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def render_dossier(dossier: Dossier, language: str = "de") -> str:
    """The page of `dossier`, its interface first shown in `language` ("de" or "en")."""
    chosen = words(language)
    return (
        _environment()
        .get_template("page.html")
        .render(
            view=dossier_view(dossier),
            words=chosen,
            css=static("dossier.css"),
            js=static("dossier.js"),
            catalogue=embedded({code: words(code).table for code in LANGUAGES}),
        )
    )


def environment(to: Callable[..., str], live: bool) -> Environment:
    """Templates print view models and nothing else; every value is escaped, a missing one is an error.

    `to` says where an anchor leads to (a place of the one page, or an address of the web interface), `live`
    whether there is a server behind the page. There a section is a page of its own: its headings stand higher
    by one (`deep`).
    """
    made = Environment(
        loader=PackageLoader("quellenlage.render"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(to=to, live=live, deep=-1 if live else 0)
    return made


@cache
def _environment() -> Environment:
    return environment(_on_the_page, live=False)


def _on_the_page(anchor: str, report: str | None = None) -> str:
    return f"#{anchor}"


def _printable(value: object) -> object:
    """Text with the characters that a page cannot hold as visible signs (lone surrogates among them).

    For display only: spans are counted in the text of the report, never in the page.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _UNPRINTABLE.sub(lambda m: chr(0x2400 + ord(m[0])) if m[0] < " " else "\ufffd", value)


def static(name: str) -> Markup:
    """A style sheet or script of the package, to be printed as it is."""
    return Markup(resources.files(__package__).joinpath("static", name).read_text(encoding="utf-8"))


def embedded(data: object) -> Markup:
    """JSON that no text inside it can break out of, whatever it holds."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
