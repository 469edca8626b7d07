"""Citations: what reports say themselves about where they have it from."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from tests.reconcile.made import reading, say
from tests.reconcile.stories_data import FLOOD_CUT, FLOOD_LATER, FLOOD_OWN, FLOOD_WIRE, MERGER

from quellenlage.domain.link import Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.span import Span
from quellenlage.flow.read_report import read_report
from quellenlage.readers.gather import gather
from quellenlage.reconcile.citations import find_citations, host_of
from quellenlage.reconcile.copies import find_copies

RETOLD = (
    "Der Damm an der Wesse bei Tannau hat nicht gehalten. Die Agentur dpa meldet, dass 3400 Menschen "
    "fliehen mussten. Einsatzleiterin Marit Dreyling ließ Boote holen, Ministerpräsidentin Jolanda Ferch "
    "will nach Tannau kommen, der Pegel zeigt 8,42 Meter, so der Landkreis Hohenwesse. Die Bahn nach "
    "Brielitz fährt nicht. (dpa)"
)


def links_of(*readings: Reading) -> tuple[Link, ...]:
    return find_citations(Corpus(readings))


def ends(links: tuple[Link, ...], *judgements: Judgement) -> set[tuple[LinkKind, str]]:
    return {(x.kind, x.target) for x in links if not judgements or x.judgement in judgements}


def test_a_credit_derives_and_a_medium_named_as_the_way_is_cited() -> None:
    one = reading("Die Lage ist ernst, meldet Reuters.\nPAP/Reuters", credits=("PAP",), cites=("Reuters",))
    assert ends(links_of(one)) == {(LinkKind.DERIVED, "agency:PAP"), (LinkKind.CITES, "agency:Reuters")}


def test_a_host_is_cited_once_with_all_its_urls_as_evidence() -> None:
    urls = ("https://www.zeitung.example/a", "https://zeitung.example/b", "http://amt.example/c")
    one = reading("Quellen: " + " - ".join(urls), urls=urls)
    links = links_of(one)
    assert ends(links) == {(LinkKind.CITES, "outlet:zeitung.example"), (LinkKind.CITES, "outlet:amt.example")}
    assert sorted(len(link.evidence) for link in links) == [1, 2]


def test_evidence_is_where_it_is_printed() -> None:
    one = reading(FLOOD_CUT, credits=("dpa",))
    corpus = Corpus((one,))
    (link,) = find_citations(corpus)
    assert [corpus.exact(e.report, e.span) for e in link.evidence] == ["dpa"]


def test_a_listed_url_of_a_report_leads_to_the_report_and_not_to_its_host() -> None:
    url = "https://www.bote.example/tannau/damm"
    first = reading(FLOOD_OWN, url=url, outlet="Tannauer Bote", published="2031-05-05")
    second = reading(f"{FLOOD_LATER}\n{url}?ref=x#top", urls=(f"{url}?ref=x#top",), published="2031-05-26")
    assert ends(links_of(first, second)) == {(LinkKind.CITES, first.report.id)}


def test_the_only_report_of_a_named_outlet_is_perhaps_the_one_that_is_meant() -> None:
    bote = reading(FLOOD_OWN, outlet="Tannauer Bote", published="2031-05-05")
    about_else = reading(MERGER, outlet="Tannauer Bote", published="2031-05-04")
    citing = reading(
        "Das berichtete der «Tannauer Bote» am Abend als erstes Blatt. " + FLOOD_LATER, published="2031-05-26"
    )
    links = links_of(bote, about_else, citing)
    assert ends(links, Judgement.POSITIVE) == {(LinkKind.CITES, "outlet:Tannauer Bote")}
    assert ends(links, Judgement.UNSURE) == {(LinkKind.CITES, bote.report.id)}


@pytest.mark.parametrize(
    ("outlet", "text"),
    [
        ("Die Zeit", "Für die Bewohner drängt jetzt, da das Wasser wieder steigt, die Zeit."),
        ("Tannauer Bote", "Tannauer Bote - Nachrichten"),
        ("radio tannau", "Mehr dazu steht auf der Seite radio-tannau.example im Netz, wie immer."),
    ],
)
def test_words_that_only_look_like_an_outlet_are_no_citation(outlet: str, text: str) -> None:
    own = reading(MERGER, outlet=outlet)
    assert ends(links_of(own, reading(text))) == set()


def test_no_report_cites_its_own_outlet() -> None:
    assert links_of(reading("Das teilte man dem Tannauer Boten mit.", outlet="Tannauer Boten")) == ()


def test_a_report_that_credits_an_agency_derives_from_its_only_piece_on_the_same() -> None:
    piece = reading(FLOOD_WIRE, credits=("dpa",), published="2031-05-05")
    retold = reading(RETOLD, credits=("dpa",), published="2031-05-06")
    links = [link for link in links_of(piece, retold) if link.source == retold.report.id]
    assert (LinkKind.DERIVED, piece.report.id) in ends(tuple(links), Judgement.POSITIVE)


def test_a_copy_of_the_piece_is_left_to_the_copies() -> None:
    piece = reading(FLOOD_WIRE, credits=("dpa",), published="2031-05-05")
    copy = reading(FLOOD_CUT, credits=("dpa",), published="2031-05-06")
    assert ends(links_of(piece, copy)) == {(LinkKind.DERIVED, "agency:dpa")}


def test_an_earlier_report_cannot_have_used_a_later_piece() -> None:
    piece = reading(FLOOD_WIRE, credits=("dpa",), published="2031-05-07")
    retold = reading(RETOLD, credits=("dpa",), published="2031-05-06")
    assert ends(links_of(piece, retold)) == {(LinkKind.DERIVED, "agency:dpa")}


def test_media_that_pass_a_statement_on_are_cited() -> None:
    text = "Der Damm sei marode, sagte Ferch der Wesse-Rundschau. Man wisse es seit Jahren, so Reuters."
    one, _ = say(reading(text), "Der Damm sei marode", "Ferch", via=("Wesse-Rundschau", "Reuters"))
    expected = {(LinkKind.CITES, "outlet:Wesse-Rundschau"), (LinkKind.CITES, "agency:Reuters")}
    assert ends(links_of(one)) == expected


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Zeitung.example/a?b#c", "zeitung.example"),
        ("zeitung.example/a", "zeitung.example"),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == host


def test_the_order_of_reports_does_not_matter() -> None:
    readings = [
        reading(FLOOD_WIRE, credits=("dpa",), published="2031-05-05", outlet="A-Blatt"),
        reading(FLOOD_OWN, outlet="Tannauer Bote", published="2031-05-05"),
        reading(RETOLD, credits=("dpa",), cites=("dpa",), published="2031-05-06"),
    ]
    expected = links_of(*readings)
    for seed in range(4):
        random.Random(seed).shuffle(readings)
        assert links_of(*readings) == expected


def test_the_sample_story_is_linked_as_its_gold_says(sample: Path) -> None:
    corpus = Corpus(tuple(read_report(r) for r in gather([str(sample / "reports")]).reports))
    number = {r.report.id: r.report.source[:2] for r in corpus.readings}
    links = [x for x in (*find_copies(corpus), *find_citations(corpus)) if x.judgement is Judgement.POSITIVE]
    found = {(number[x.source], x.kind.value, number.get(x.target, x.target)) for x in links}
    assert found >= {
        ("01", "derived", "agency:dpa"),
        ("02", "copy", "01"),
        ("06", "derived", "agency:AFP"),
        ("09", "cites", "04"),
        ("09", "cites", "05"),
        ("12", "derived", "08"),
        ("12", "cites", "agency:nwd"),
    }
    assert not {x for x in found if x[1] == "copy"} - {("02", "copy", "01")}


def test_whom_an_agency_cites_itself_is_part_of_the_proof() -> None:
    text = "Die Lage ist ernst, meldet Reuters unter Berufung auf zwei Beamte."
    one = reading(text, cites=("Reuters",))
    at = text.index("zwei Beamte")
    (credit,) = one.layout.credits
    chained = replace(credit, on="zwei Beamte", on_span=Span(at, at + len("zwei Beamte")))
    one = replace(one, layout=replace(one.layout, credits=(chained,)))
    (link,) = find_citations(Corpus((one,)))
    proof = [(evidence.role, evidence.span.of(text)) for evidence in link.evidence]
    assert proof == [("credit", "Reuters"), ("on", "zwei Beamte")]
