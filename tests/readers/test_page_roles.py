from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.pages import PARAGRAPHS, page
from tests.readers.test_html import main_text, read

from quellenlage.readers.page_roles import Role, role_of, words_of

FURNITURE = [
    "newsletter-box",
    "entryShareBar",
    "jp-relatedposts",
    "c-ad-slot",
    "wp-caption-text",
    "comment-list",
    "ad",
]
NOTHING = [
    "article-body",
    "has-sidebar",
    "post-with-newsletter",
    "no-comments",
    "shadow",
    "admin-bar",
    "css-1x2",
    "lead",
    "header",
]


@pytest.mark.parametrize("name", FURNITURE)
def test_names_of_furniture(name: str) -> None:
    assert role_of("div", {"class": f"x {name} y"}) is Role.FURNITURE
    assert role_of("body", {"class": name}) is None


@pytest.mark.parametrize("name", NOTHING)
def test_names_that_say_nothing(name: str) -> None:
    assert role_of("div", {"class": name}) is None


def test_words_of_a_name() -> None:
    assert words_of("entry-shareBar__FBLike2") == ("entry", "share", "bar", "fb", "like")


def test_a_box_with_most_of_the_text_or_the_heading_is_main_text_whatever_it_is_called() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    inner = f"<h1>Hochwasser</h1><div class='newsletter'>{paragraphs}</div>"
    report, _ = read(page(body=f"<article><div class='share'>{inner}</div></article>"))
    assert main_text(report) == "\n".join(["Hochwasser", *PARAGRAPHS])


def test_a_box_under_the_heading_of_other_reports_is_furniture() -> None:
    box = "<div><h4>Mehr zum Thema</h4><p>Warum der Damm von Seefeld vor neun Jahren brach.</p></div>"
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    report, _ = read(page(body=f"<article><h1>Hochwasser</h1>{paragraphs}{box}</article>"))
    assert "Seefeld" not in main_text(report)
    assert "Seefeld" in report.text


@given(st.sampled_from(["div", "p", "x-y", "span"]), st.text(max_size=60))
def test_any_name_has_a_role_or_none(element: str, name: str) -> None:
    assert role_of(element, {"class": name}) in (*Role, None)
