"""The dossier as self-contained pages: no request leaves one, and the same dossier gives the same bytes."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from quellenlage.domain.dossier import Dossier
from quellenlage.render.i18n import LANGUAGES, words
from quellenlage.render.linking import linked
from quellenlage.render.phrases import phrases
from quellenlage.render.views.dossier import (
    DossierView,
    dossier_view,
    index_view,
    line_of,
    page_view,
    stories_of,
    story_views,
)
from quellenlage.render.views.index import Index
from quellenlage.render.views.pages import PlannedPage, plan

INDEX = "index.html"
LARGEST = 3_000_000  # bytes of a dossier that is one page
LONG_TEXT = 300_000  # characters of reports; with more it is never tried whether one page is small enough

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def render_dossier(dossier: Dossier, language: str = "de") -> str:
    """All of `dossier` on one page, its interface first shown in `language` ("de" or "en")."""
    return _rendered("page.html", dossier_view(dossier), language)


def render_pages(dossier: Dossier, language: str = "de") -> dict[str, str]:
    """The files of `dossier`: one page while it is small or holds one story, else one for every story.

    Names are paths relative to the dossier's folder, with "/". `index.html` is always among them.
    """
    if len(dossier.stories) < 2 and len(dossier.readings) < 2:
        return {INDEX: render_dossier(dossier, language)}
    if sum(len(reading.report.text) for reading in dossier.readings) <= LONG_TEXT:
        whole = render_dossier(dossier, language)
        if len(whole.encode("utf-8")) <= LARGEST:
            return {INDEX: whole}
    index = Index(dossier)
    planned = plan(stories_of(index))
    if len(planned) < 2:
        return {INDEX: render_dossier(dossier, language)}
    return linked(dict(_in_pages(index, planned, language)))


def _in_pages(index: Index, planned: tuple[PlannedPage, ...], language: str) -> Iterator[tuple[str, str]]:
    """The pages of the stories, then the one that leads to them."""
    lines = []
    for at, page in enumerate(planned):
        stories = story_views(index, page.stories)
        lines += [line_of(story) for story in stories]
        title = stories[0].title if len(stories) == 1 else ""
        before, after = planned[max(0, at - 1)], planned[min(at + 1, len(planned) - 1)]
        around = {
            "previous": posixpath.basename(before.name) if before is not page else None,
            "next": posixpath.basename(after.name) if after is not page else None,
        }
        yield page.name, _rendered("pages/story.html", page_view(index, title, stories), language, **around)
    yield INDEX, _rendered("pages/index.html", index_view(index, lines), language)


def _rendered(template: str, view: DossierView, language: str, **more: object) -> str:
    return printable(
        _environment()
        .get_template(template)
        .render(
            view=view,
            css=static("dossier.css"),
            js=static("dossier.js"),
            catalogue=embedded({code: words(code).table for code in LANGUAGES}),
            **phrases(language, _on_the_page),
            **more,
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
        auto_reload=False,
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


def printable(page: str) -> str:
    """A page with the characters that no page can hold as visible signs (lone surrogates among them).

    For display only: spans are counted in the text of the report, never in the page.
    """
    return _UNPRINTABLE.sub(lambda m: chr(0x2400 + ord(m[0])) if m[0] < " " else "\ufffd", page)


def static(name: str) -> Markup:
    """A style sheet or script of the package, to be printed as it is."""
    return Markup(resources.files(__package__).joinpath("static", name).read_text(encoding="utf-8"))


def embedded(data: object) -> Markup:
    """JSON that no text inside it can break out of, whatever it holds."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
