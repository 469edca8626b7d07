from __future__ import annotations

from collections.abc import Iterable

import pytest
from tests.readers.pages import PARAGRAPHS, json_ld, page

from quellenlage.domain.finding import Finding
from quellenlage.domain.report import Declared, Provenance, Report, Sourced
from quellenlage.ports import RawInput
from quellenlage.readers.html import HtmlReader
from quellenlage.text.offsets import to_source


def read(source: str | bytes, sidecar: Declared | None = None) -> tuple[Report, tuple[Finding, ...]]:
    data = source if isinstance(source, bytes) else source.encode()
    return split(HtmlReader().read(RawInput("seite.html", data, sidecar or Declared())))


def split(items: Iterable[Report | Finding]) -> tuple[Report, tuple[Finding, ...]]:
    all_items = tuple(items)
    (report,) = [item for item in all_items if isinstance(item, Report)]
    return report, tuple(item for item in all_items if isinstance(item, Finding))


def main_text(report: Report) -> str:
    return "\n".join(span.of(report.text) for span in report.main)


def test_main_text_is_the_article_with_its_heading_and_nothing_else() -> None:
    report, _ = read(page())
    assert main_text(report) == "\n".join(["Hochwasser in Orbach", *PARAGRAPHS])
    assert "Cookies" in report.text
    assert "50 Häuser ohne Strom" in report.text


def test_main_text_leads_back_to_the_page() -> None:
    source = page()
    report, _ = read(source)
    for span in report.main:
        place = to_source(report.offsets, span)
        assert place is not None
        assert place.of(source) == span.of(report.text)


def test_a_page_without_article_is_read_whole_and_says_so() -> None:
    report, findings = read("<html><body><div>Kurz.</div><div>Noch kürzer.</div></body></html>")
    assert report.text == "Kurz.\nNoch kürzer."
    assert report.main == () or main_text(report) == report.text
    assert {f.code for f in findings} <= {"main-text-unknown"}


LD = json_ld(
    """{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Orbacher Bote"},
    {"@type": ["NewsArticle"], "headline": "Die Lenne steigt &amp; steigt",
     "datePublished": "2021-07-14T18:05:00+02:00",
     "author": [{"@type": "Person", "name": "Ada Wieland"}, {"name": "Jo Brink"}],
     "publisher": {"name": "Orbacher Bote"}, "inLanguage": "de-DE",
     "mainEntityOfPage": {"@id": "https://bote.example/lenne"}}]}"""
)
META = """<meta property="og:title" content="Lenne steigt"><meta property="og:site_name" content="Bote">
<meta property="article:published_time" content="2021-07-14T16:05:00Z">
<meta name="author" content="A. Wieland">
<link rel="canonical" href="https://bote.example/2021/07/13/lenne">"""


def test_json_ld_is_read_from_graphs_and_lists() -> None:
    declared = read(page(LD))[0].declared
    ld = Provenance.JSON_LD
    assert declared == Declared(
        url=Sourced("https://bote.example/lenne", ld),
        outlet=Sourced("Orbacher Bote", ld),
        title=Sourced("Die Lenne steigt & steigt", ld),
        published=Sourced("2021-07-14T18:05:00+02:00", ld),
        author=Sourced("Ada Wieland, Jo Brink", ld),
        language=Sourced("de", ld),
    )


def test_json_ld_goes_before_meta_elements_and_equal_moments_do_not_conflict() -> None:
    report, findings = read(page(META + LD))
    assert report.declared.title == Sourced("Die Lenne steigt & steigt", Provenance.JSON_LD)
    assert report.declared.published == Sourced("2021-07-14T18:05:00+02:00", Provenance.JSON_LD)
    assert "dates-disagree" not in {f.code for f in findings}


def test_meta_elements_are_read_where_there_is_no_json_ld() -> None:
    declared = read(page(META))[0].declared
    assert declared.published == Sourced("2021-07-14T16:05:00+00:00", Provenance.META)
    assert declared.outlet == Sourced("Bote", Provenance.META)
    assert declared.url == Sourced("https://bote.example/2021/07/13/lenne", Provenance.META)
    assert declared.language == Sourced("de", Provenance.META)


def test_dates_that_disagree_are_a_finding_and_the_strongest_is_kept() -> None:
    head = META.replace("2021-07-14T16", "2021-07-10T16") + LD
    report, findings = read(page(head))
    assert report.declared.published == Sourced("2021-07-14T18:05:00+02:00", Provenance.JSON_LD)
    assert [f.code for f in findings] == ["dates-disagree"]
    assert "2021-07-10" in findings[0].message


def test_a_sidecar_overrides_the_page_without_a_finding() -> None:
    sidecar = Declared(published=Sourced("2021-07-15", Provenance.SIDECAR))
    report, findings = read(page(LD), sidecar)
    assert report.declared.published == Sourced("2021-07-15", Provenance.SIDECAR)
    assert report.declared.title == Sourced("Die Lenne steigt & steigt", Provenance.JSON_LD)
    assert findings == ()


def test_a_time_element_of_the_article_counts_and_one_of_a_side_box_does_not() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    old = "<aside><time datetime='2019-01-01'>damals</time></aside>"
    own = "<p><time datetime='2021-07-14'>14. Juli</time></p>"
    assert read(page(body=f"<article>{old}{own}{paragraphs}</article>"))[0].declared.published == Sourced(
        "2021-07-14", Provenance.META
    )
    assert read(page(body=f"<article>{old}{paragraphs}</article>"))[0].declared.published is None


def test_the_day_in_the_url_is_the_last_resort() -> None:
    head = '<link rel="canonical" href="https://bote.example/2021/7/14/lenne">'
    assert read(page(head))[0].declared.published == Sourced("2021-07-14", Provenance.URL)


@pytest.mark.parametrize(
    "broken", ["{", "[" * 5000, "null", "[]", '{"@graph": 7}', '{"@type": "NewsArticle", "author": 7}']
)
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    report, _ = read(page(json_ld(broken)))
    assert report.declared.published is None


def test_an_unreadable_date_is_a_finding() -> None:
    report, findings = read(page('<meta name="date" content="neulich">'))
    assert report.declared.published is None
    assert [f.code for f in findings] == ["bad-date"]


def test_the_declared_charset_is_used() -> None:
    source = page().replace("utf-8", "iso-8859-2").encode("iso-8859-2", "replace")
    assert "ž" in read(source.replace(b"Lenne", "Lenže".encode("iso-8859-2")))[0].text


def test_a_page_cut_inside_a_tag_is_said_to_be_cut() -> None:
    report, findings = read(page()[:-4] + "<a href='https://bo")
    assert "cut-off" in {f.code for f in findings}
    assert "https://bo" not in report.text
