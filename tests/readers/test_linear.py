from __future__ import annotations

import html as html_module
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quellenlage.readers.linear import Page, linearise

VISIBLE = {
    "<p>Ein <b>fetter</b> Satz.</p>": "Ein fetter Satz.",
    "<p>eins</p><p>zwei</p>": "eins\nzwei",
    "<p>viel \n\t Raum </p>": "viel Raum",
    "eins<br>zwei": "eins\nzwei",
    "<p>F&uuml;r 23&nbsp;Uhr &#8222;hier&#x201C; &amp; da</p>": "Für 23\xa0Uhr „hier“ & da",
    "<p>5 < 7 und AT&T</p>": "5 < 7 und AT&T",
    "<p>&unbekannt; bleibt</p>": "&unbekannt; bleibt",
    "<script>if (a < b) { document.write('<p>99 Tote</p>') }</script><p>Text</p>": "Text",
    "<style>p { color: red }</style><noscript>Bitte JavaScript</noscript>Text": "Text",
    "<p hidden>weg</p><p style='display: none'>weg</p><p style='color: red'>da</p>": "da",
    "<div hidden><p>weg</p><div>weg</div></div>da": "da",
    "<dialog>weg</dialog><dialog open>da</dialog>": "da",
    "<head><title>Titel</title></head><body>Text</body>": "Text",
    "<head><title>Titel</title><p>Text": "Text",
    "<!-- weg --><![CDATA[weg]]><!DOCTYPE html><?php weg ?>da": "da",
    "<p title='a > b'>da</p>": "da",
    "<p title=don't>da</p><p>auch</p>": "da\nauch",
    '<p title="offen>da</p><p>auch</p>': "da\nauch",
    "<table><tr><td>eins</td><td>zwei</td></tr><tr><td>drei</td></tr></table>": "eins zwei\ndrei",
    "<ul><li>eins<li>zwei</ul>": "eins\nzwei",
    "<pre>zwei\n  Zeilen</pre>": "zwei\n  Zeilen",
    "<P>GROSS</P><Script>weg</sCRIPT>da": "GROSS\nda",
    "<p>offen <a href='htt": "offen",
    "<textarea>weg</textarea><select><option>weg</select>da": "da",
    "": "",
}


@pytest.mark.parametrize(("source", "text"), VISIBLE.items())
def test_the_visible_text(source: str, text: str) -> None:
    assert linearise(source).text == text


def check_map(page: Page, source: str) -> None:
    end = 0
    for segment in page.segments:
        assert segment.text_start >= end
        end = segment.text_start + segment.length
        printed = page.text[segment.text_start : end]
        original = source[segment.source_start : segment.source_start + segment.source_length]
        if segment.verbatim:
            assert printed == original
        else:
            assert printed == html_module.unescape(original) or (
                printed == " " and not html_module.unescape(original).strip()
            )
    assert end <= len(page.text)


@pytest.mark.parametrize("source", VISIBLE)
def test_segments_lead_back_to_the_source(source: str) -> None:
    check_map(linearise(source), source)


FRAGMENTS = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div hidden>",
            "</div>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<br/>",
            "<pre>",
            "</pre>",
        ),
        *("<a href='x'>", "</a>", "<td>", "<title>", '<x y="z', "<", ">", '"', "'", "=", "/", " ", "\n"),
        *("&amp;", "&#0;", "&#xD800;", "&", "Ä", "😀", "text"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=40).map("".join))
def test_any_page_maps_back_and_its_lines_are_in_order(source: str) -> None:
    page = linearise(source)
    check_map(page, source)
    ends = 0
    for line in page.lines:
        assert line.span.start >= ends
        ends = line.span.end
        assert line.span.of(page.text).strip()
    assert ends <= len(page.text)


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '<a "', "<!--", "</script", "<div>x", "&", "<script>", "<p title='"]
)
def test_broken_markup_takes_linear_time(piece: str) -> None:
    began = time.process_time()
    linearise(piece * 20_000)
    assert time.process_time() - began < 5
