"""Copies: same text, cut text, versions, passages; a shared quotation alone is none of these."""

from __future__ import annotations

import random

import pytest
from tests.reconcile.made import reading
from tests.reconcile.stories_data import (
    ELECTION,
    FLOOD_CUT,
    FLOOD_OWN,
    FLOOD_WIRE,
    FLOODS,
    MERGER,
    OTHER_FLOOD,
)

from quellenlage.domain.link import Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.reconcile import direction
from quellenlage.reconcile.copies import find_copies


def links_of(*readings: Reading) -> tuple[Link, ...]:
    return find_copies(Corpus(readings))


def only(links: tuple[Link, ...]) -> Link:
    assert len(links) == 1, links
    return links[0]


def why(link: Link) -> str:
    return next(f.name for f in link.features if f.name.startswith("direction"))


def test_a_verbatim_copy_is_found_whatever_its_title() -> None:
    first = reading(FLOOD_WIRE, title="Damm gebrochen", published="2031-05-05", outlet="A")
    second = reading(FLOOD_WIRE, title="Tausende fliehen", published="2031-05-06", outlet="B")
    link = only(links_of(first, second))
    assert (link.kind, link.judgement) == (LinkKind.COPY, Judgement.POSITIVE)
    assert (link.source, link.target) == (second.report.id, first.report.id)
    assert why(link) == direction.EARLIER


def test_a_cut_and_lightly_edited_copy_names_its_wire_piece() -> None:
    wire = reading(FLOOD_WIRE, credits=("dpa",))
    paper = reading(FLOOD_CUT, credits=("dpa",), outlet="Tannauer Bote")
    link = only(links_of(wire, paper))
    assert (link.kind, link.source, link.target) == (LinkKind.COPY, paper.report.id, wire.report.id)
    assert why(link) == direction.OWN_PIECE


def test_evidence_is_equal_words_in_both_reports() -> None:
    wire, paper = reading(FLOOD_WIRE), reading(FLOOD_CUT)
    corpus = Corpus((wire, paper))
    link = only(find_copies(corpus))
    copied = [corpus.exact(e.report, e.span) for e in link.evidence if e.role == "copied"]
    original = [corpus.exact(e.report, e.span) for e in link.evidence if e.role == "original"]
    assert len(copied) >= 2
    assert [c.lower() for c in copied] == [o.lower() for o in original]
    assert {e.report for e in link.evidence if e.role == "copied"} == {link.source}


@pytest.mark.parametrize(
    ("early", "late", "expected"),
    [
        ({"published": "2031-05-05T08:00"}, {"published": "2031-05-05T09:30"}, direction.EARLIER),
        ({"published": "2031-05-05"}, {"published": "2031-05-06"}, direction.EARLIER),
        ({}, {"credits": ("dpa",)}, direction.CREDITED),
    ],
)
def test_direction_has_a_reason(early: dict[str, object], late: dict[str, object], expected: str) -> None:
    text = FLOOD_CUT  # names dpa at its end
    original = reading(text, outlet="A", **early)  # type: ignore[arg-type]
    copy = reading(text, outlet="B", **late)  # type: ignore[arg-type]
    link = only(links_of(original, copy))
    assert (link.source, link.target, why(link)) == (copy.report.id, original.report.id, expected)


def test_a_day_and_a_time_on_that_day_do_not_tell_who_was_first() -> None:
    link = only(
        links_of(
            reading(FLOOD_CUT, outlet="A", published="2031-05-05"),
            reading(FLOOD_CUT, outlet="B", published="2031-05-05T09:00"),
        )
    )
    assert why(link) == direction.ARBITRARY


def test_a_shared_quotation_alone_is_no_copy() -> None:
    assert links_of(reading(FLOOD_WIRE), reading(FLOOD_OWN)) == ()
    speech = "„" + " ".join(f"Wort{i} folgt auf Wort{i + 1}" for i in range(60)) + "“"
    one = "Am Abend trat die Ministerin vor die Presse und las eine Erklärung vor, deren Wortlaut vorliegt. "
    two = "Der volle Text der Rede wurde erst nach Mitternacht verbreitet, als die meisten Gäste fort waren. "
    assert links_of(reading(one + speech), reading(two + speech)) == ()


def test_reports_of_one_event_in_other_words_and_of_other_events_are_no_copies() -> None:
    assert links_of(*(reading(t) for t in (FLOOD_WIRE, FLOOD_OWN, OTHER_FLOOD, ELECTION, MERGER))) == ()


def test_two_versions_by_one_outlet_are_a_revision() -> None:
    later = FLOOD_WIRE.replace("Vier Ortsteile", "Fünf Ortsteile")
    first = reading(FLOOD_WIRE, outlet="Tannauer Bote", published="2031-05-05T20:00")
    second = reading(later, outlet="Tannauer Bote", published="2031-05-05T22:00")
    link = only(links_of(first, second))
    assert (link.kind, link.source, link.target) == (LinkKind.REVISION, second.report.id, first.report.id)


def test_one_outlet_under_two_urls_prints_two_reports() -> None:
    first = reading(FLOOD_WIRE, outlet="Bote", url="https://bote.example/a", published="2031-05-05")
    second = reading(FLOOD_WIRE, outlet="Bote", url="https://bote.example/b", published="2031-05-06")
    assert only(links_of(first, second)).kind is LinkKind.COPY


def test_a_passage_taken_over_makes_a_derived_report() -> None:
    passage = FLOOD_WIRE.split("\n")[0].removeprefix("Tannau (dpa) - ")
    mine = "\n".join([FLOOD_OWN, passage, MERGER, ELECTION])
    wire = reading(FLOOD_WIRE, published="2031-05-05")
    link = only(links_of(wire, reading(mine, published="2031-05-06")))
    assert (link.kind, link.judgement, link.target) == (LinkKind.DERIVED, Judgement.POSITIVE, wire.report.id)


def test_a_long_report_that_holds_a_short_one_is_derived_from_it() -> None:
    short = reading(FLOOD_CUT, published="2031-05-05")
    long = reading("\n".join([FLOOD_CUT, MERGER, ELECTION, OTHER_FLOOD]), published="2031-05-06")
    link = only(links_of(short, long))
    assert (link.kind, link.source) == (LinkKind.DERIVED, long.report.id)


def test_each_copy_of_many_has_one_link_and_all_lead_to_the_original() -> None:
    original = reading(FLOOD_WIRE, name="z", published="2031-05-05")
    papers = [reading(FLOOD_WIRE, name=f"paper{i}", published="2031-05-06") for i in range(60)]
    links = links_of(original, *papers)
    assert sorted(link.source for link in links) == sorted(p.report.id for p in papers)
    assert {link.target for link in links} == {original.report.id}


def test_reports_too_short_to_tell_and_empty_ones_give_nothing() -> None:
    assert links_of(reading("Regen."), reading("Regen.", name="b"), reading("", name="c")) == ()


def test_the_order_of_reports_does_not_matter() -> None:
    readings = [reading(t, name=f"{n}{i}") for i, t in enumerate((*FLOODS, MERGER)) for n in "ab"]
    expected = links_of(*readings)
    assert len(expected) >= 6
    for seed in range(5):
        random.Random(seed).shuffle(readings)
        assert links_of(*readings) == expected


def test_a_refrain_of_a_megabyte_is_read_in_linear_time() -> None:
    refrain = "Und wieder steigt das Wasser in der Stadt am Fluss . " * 20_000
    link = only(links_of(reading(refrain), reading(refrain, name="b")))
    assert link.kind is LinkKind.COPY


def test_a_roundup_does_not_make_one_text_of_the_reports_it_holds() -> None:
    parts = [reading(t, published="2031-05-05") for t in (FLOOD_CUT, MERGER)]
    roundup = reading(f"{FLOOD_CUT}\n{MERGER}", name="roundup", published="2031-05-06")
    links = links_of(*parts, roundup)
    assert {(link.source, link.target) for link in links} == {(roundup.report.id, p.report.id) for p in parts}


def test_an_undated_short_report_inside_a_long_one_is_a_copy_that_nobody_is_sure_of() -> None:
    short, long = reading(FLOOD_CUT), reading("\n".join([FLOOD_CUT, MERGER, ELECTION, OTHER_FLOOD]))
    link = only(links_of(short, long))
    assert (link.judgement, link.source) == (Judgement.UNSURE, short.report.id)
