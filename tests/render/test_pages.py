"""A dossier in pages: every line stands on one, every link arrives, and names are files anywhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace

import pytest
from tests.builders import flood
from tests.render.hostile import HOSTILE, poisoned
from tests.render.test_page import Page

from quellenlage.domain.dossier import Dossier
from quellenlage.domain.story import Story
from quellenlage.render import page as module
from quellenlage.render.page import INDEX, render_dossier, render_pages
from quellenlage.render.views.pages import plan


def split(made: Dossier) -> Dossier:
    """Its first report as a story of its own."""
    (story,) = made.stories
    first, *rest = story.reports
    stories = replace(story, reports=tuple(rest)), replace(story, id="sy-other", reports=(first,))
    return replace(made, stories=stories)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr(module, "LARGEST", 1000)
    return render_pages(split(flood()))


def test_a_small_dossier_and_one_story_are_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert render_pages(split(flood())) == {INDEX: render_dossier(split(flood()))}
    monkeypatch.setattr(module, "LARGEST", 1000)
    assert list(render_pages(flood())) == [INDEX]


def test_every_link_arrives_on_whatever_page_it_leads_to(pages: dict[str, str]) -> None:
    parsed = {name: Page(html) for name, html in pages.items()}
    assert len(parsed) == 3
    for name, page in parsed.items():
        assert page.unclosed == []
        assert len(page.ids) == len(set(page.ids)), name
        for target in page.targets:
            if target.startswith("http"):
                continue
            file, _, anchor = target.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name
            assert there in parsed, target
            assert not anchor or anchor in parsed[there].ids, target


def test_every_report_and_finding_stands_on_a_page(pages: dict[str, str]) -> None:
    everything = "".join(Page(html).text for html in pages.values())
    for reading in flood().readings:
        for line in filter(str.strip, reading.report.text.split("\n")):
            assert line.strip() in everything
    assert all(f.code in Page(pages[INDEX]).text for f in flood().findings)


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_stays_text_on_every_page(payload: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1000)
    for html in render_pages(split(poisoned(payload))).values():
        page = Page(html)
        assert page.unclosed == []
        assert not [a for _, a in page.elements for name in a if name.startswith("on")]
        assert not [t for t in page.targets if re.match(r"\s*(?:javascript|data|//)", t)]
        assert sum(tag == "script" for tag, _ in page.elements) == 2


def test_names_are_plain_and_no_two_are_the_same() -> None:
    titles = ["Überflutung: Köln & Bonn", "Überflutung Köln Bonn", "CON", "../../x", "Новости", "", "w" * 500]
    names = [p.name for p in plan([Story(f"sy-{n}", t, "", ("a", "b")) for n, t in enumerate(titles)])]
    assert names[:2] == ["stories/uberflutung-koln-bonn.html", "stories/uberflutung-koln-bonn-2.html"]
    assert names[2:4] == ["stories/story-con.html", "stories/x.html"]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"stories/[a-z0-9-]{1,70}\.html", name) for name in names), names


def test_reports_that_stand_alone_share_pages() -> None:
    stories = [Story("sy-a", "Two", "", ("a", "b")), *(Story(f"sy-{n}", "x", "", ("a",)) for n in range(45))]
    planned = plan(stories)
    assert [p.name for p in planned] == [
        "stories/two.html",
        *(f"stories/reports-{n}.html" for n in (1, 2, 3)),
    ]
    assert [n for p in planned for n, _ in p.stories] == list(range(1, 47))
