from __future__ import annotations

from quellenlage.render.linking import linked


def test_a_link_leads_to_the_page_that_has_what_it_names() -> None:
    pages = {
        "stories/a.html": '<p id="x"></p><a href="#x"><a href="#y"><a href="#top">',
        "stories/b.html": '<p id="y"></p><p id="x"></p><a href="#x"><a href="#top">',
        "index.html": '<p id="top"></p><a href="#y"><a href="#x"><a href="#nowhere">',
    }
    assert linked(pages) == {
        "stories/a.html": '<p id="x"></p><a href="#x"><a href="b.html#y"><a href="../index.html#top">',
        "stories/b.html": '<p id="y"></p><p id="x"></p><a href="#x"><a href="../index.html#top">',
        "index.html": '<p id="top"></p><a href="stories/b.html#y"><a href="stories/a.html#x">'
        '<a href="#nowhere">',
    }


def test_what_a_report_says_is_never_taken_for_a_link() -> None:
    said = "&lt;a href=&#34;#y&#34; id=&#34;y&#34;&gt;"
    pages = {"index.html": said, "stories/a.html": '<p id="y"></p>'}
    assert linked(pages)["index.html"] == said
