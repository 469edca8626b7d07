"""The page as a whole: self-contained, deterministic, and text stays text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.builders import dossier, flood
from tests.render.hostile import HOSTILE, poisoned, spoken

from quellenlage.api import open_dossier
from quellenlage.domain.dossier import Dossier
from quellenlage.render.page import render_dossier
from quellenlage.render.views.parts import anchor_of

VOID = {"meta", "input", "br", "img", "link", "hr", "line", "circle", "rect", "path"}
LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "background", "ping", "manifest"}


class Page(HTMLParser):
    """Elements, identifiers, links and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.unclosed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    @property
    def ids(self) -> list[str]:
        return [a["id"] or "" for _, a in self.elements if "id" in a]

    @property
    def targets(self) -> list[str]:
        return [a["href"] or "" for _, a in self.elements if a.get("href")]


@pytest.fixture(scope="module")
def html() -> str:
    return render_dossier(flood())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_every_element_is_closed_where_it_was_opened(page: Page) -> None:
    assert page.unclosed == []
    assert page.open == []


def test_nothing_is_loaded_from_anywhere(html: str, page: Page) -> None:
    assert not [(tag, a) for tag, a in page.elements for name in a if name in LOADS]
    assert not [
        tag for tag, _ in page.elements if tag in ("link", "img", "iframe", "object", "embed", "base")
    ]
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert (
        policy == "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
    )


def test_links_lead_inside_the_page_or_say_that_they_do_not(page: Page) -> None:
    outside = [a for _, a in page.elements if (a.get("href") or "#")[0] != "#"]
    assert outside, "the dossier lists an address"
    for attributes in outside:
        assert (attributes["href"] or "").startswith(("https://", "http://"))
        assert attributes["rel"] == "noopener noreferrer nofollow"


@pytest.mark.parametrize("language", ["de", "en"])
def test_identifiers_are_unique_and_every_inner_link_arrives(language: str) -> None:
    page = Page(render_dossier(flood(), language))
    assert len(page.ids) == len(set(page.ids))
    missing = {t for t in page.targets if t.startswith("#")} - {f"#{i}" for i in page.ids}
    assert missing == set()


def test_every_statement_and_figure_has_its_mark_in_the_report(page: Page) -> None:
    marks = {a.get("id") for tag, a in page.elements if tag == "mark"}
    corpus = flood().corpus
    assert {anchor_of(i) for i in (*corpus.statements, *corpus.figures)} <= marks


def test_every_character_of_every_report_is_on_the_page() -> None:
    page = Page(render_dossier(flood()))
    for reading in flood().readings:
        for line in filter(str.strip, reading.report.text.split("\n")):
            assert line.strip() in page.text


def test_the_same_dossier_gives_the_same_bytes(html: str) -> None:
    assert render_dossier(flood()) == html


def test_english_and_german_differ_in_words_only(html: str) -> None:
    english = render_dossier(flood(), "en")
    assert '<html lang="en">' in english and '<html lang="de">' in html
    assert Page(english).ids == Page(html).ids
    assert "bestreitet" in Page(html).text and "denies" in Page(english).text


def test_no_verdict_is_ever_printed(page: Page) -> None:
    assert not re.search(r"\b(wahr|falsch|true|false|richtig|unwahr)\b", page.text, re.IGNORECASE)


def test_an_empty_dossier_has_a_page() -> None:
    page = Page(render_dossier(dossier()))
    assert page.unclosed == []
    assert "Kein Bericht" in page.text


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_in_every_field_stays_text(payload: str) -> None:
    for made in (poisoned(payload), spoken(payload)):
        _harmless(made)


def _harmless(made: Dossier) -> None:
    html = render_dossier(made)
    html.encode("utf-8")
    page, plain = Page(html), Page(render_dossier(flood()))
    assert page.unclosed == []
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in plain.elements} | {"details", "summary"}
    assert not [a for _, a in page.elements for name in a if name.startswith("on")]
    assert not [t for t in page.targets if not t.startswith(("#", "http://", "https://"))]
    assert sum(tag == "script" for tag, _ in page.elements) == 2
    assert "49" not in re.findall(r"\b49\b", page.text)
    assert not re.search("[\u0000-\u0008\u000b\u000e-\u001f\ud800-\udfff]", html)


def test_the_page_of_the_sample_story_is_complete_and_small(compiled_sample: Path) -> None:
    html = render_dossier(open_dossier(compiled_sample))
    page = Page(html)
    assert page.unclosed == []
    assert len(page.ids) == len(set(page.ids))
    assert {t for t in page.targets if t.startswith("#")} <= {f"#{i}" for i in page.ids}
    assert len(html.encode()) < 3_000_000


@pytest.mark.shared
def test_the_page_of_the_seeds_is_below_a_megabyte(shared: Path, tmp_path: Path) -> None:
    from quellenlage.api import compile_reports

    compile_reports([str(shared / "seeds")], tmp_path / "out")
    assert (tmp_path / "out" / "index.html").stat().st_size < 1_000_000
