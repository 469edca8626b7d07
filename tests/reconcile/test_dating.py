"""Date bounds: only what is provable, always with reason and evidence."""

from __future__ import annotations

from dataclasses import replace

from tests.reconcile.made import reading, say, utterance
from tests.reconcile.stories_data import FLOOD_CUT, FLOOD_LATER, FLOOD_OWN, FLOOD_WIRE

from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.story import DateBound, Utterance
from quellenlage.reconcile.copies import find_copies
from quellenlage.reconcile.dating import bound_dates

QUOTE = "Wir holen die Leute mit Booten aus den oberen Stockwerken"


def bounds_of(*readings: Reading, utterances: tuple[Utterance, ...] = ()) -> dict[str, DateBound]:
    corpus = Corpus(readings)
    return {b.report: b for b in bound_dates(corpus, utterances, find_copies(corpus))}


def test_a_dated_report_gets_no_bound_and_nothing_provable_gives_none() -> None:
    assert bounds_of(reading(FLOOD_WIRE, published="2031-05-05"), reading(FLOOD_OWN)) == {}


def test_a_report_is_not_before_what_it_says_was_said() -> None:
    one, _ = say(reading(FLOOD_WIRE), QUOTE, "Marit Dreyling", said="2031-05-05")
    bound = bounds_of(one)[one.report.id]
    assert (bound.earliest, bound.latest) == ("2031-05-05", None)
    assert bound.reasons and bound.evidence


def test_a_shared_utterance_carries_its_day_over() -> None:
    dated, a = say(
        reading(FLOOD_WIRE, published="2031-05-06"), QUOTE, "Marit Dreyling", said="2031-05-05T21:00"
    )
    undated, b = say(reading(FLOOD_OWN), QUOTE, "Marit Dreyling")
    bound = bounds_of(dated, undated, utterances=(utterance(a, b),))[undated.report.id]
    assert (bound.earliest, bound.latest) == ("2031-05-05", None)
    assert {e.report for e in bound.evidence} == {dated.report.id, undated.report.id}


def test_statements_that_disagree_on_the_day_prove_nothing() -> None:
    dated = [
        say(reading(FLOOD_WIRE, name=d, published=d), QUOTE, "Marit Dreyling", said=d)
        for d in ("2031-05-05", "2031-05-06")
    ]
    undated, b = say(reading(FLOOD_OWN), QUOTE, "Marit Dreyling")
    shared = utterance(*(s for _, s in dated), b)
    assert undated.report.id not in bounds_of(*(r for r, _ in dated), undated, utterances=(shared,))


def test_parts_of_a_day_that_are_not_known_are_no_bound() -> None:
    one, _ = say(reading(FLOOD_WIRE), QUOTE, "Marit Dreyling", said="XXXX-WXX-1")
    assert bounds_of(one) == {}


def test_a_stamped_entry_bounds_a_liveblog() -> None:
    one = reading(FLOOD_OWN)
    blocks = tuple(replace(b, stamp="2031-05-05T19:48") for b in one.layout.blocks)
    one = replace(one, layout=replace(one.layout, blocks=blocks))
    assert bounds_of(one)[one.report.id].earliest == "2031-05-05"


def test_copies_bound_each_other_only_where_the_direction_is_plain() -> None:
    wire = reading(FLOOD_WIRE, credits=("dpa",))
    paper = reading(FLOOD_CUT, credits=("dpa",), published="2031-05-06")
    bound = bounds_of(wire, paper)[wire.report.id]
    assert (bound.earliest, bound.latest) == (None, "2031-05-06")
    wire = reading(FLOOD_WIRE, credits=("dpa",), published="2031-05-05")
    paper = reading(FLOOD_CUT, credits=("dpa",))
    bound = bounds_of(wire, paper)[paper.report.id]
    assert (bound.earliest, bound.latest) == ("2031-05-05", None)
    assert bounds_of(reading(FLOOD_WIRE, published="2031-05-05"), reading(FLOOD_CUT)) == {}


def test_a_report_whose_page_is_listed_is_not_later_than_the_list() -> None:
    url = "https://bote.example/damm"
    undated = reading(FLOOD_OWN, url=url)
    listing = reading(f"{FLOOD_LATER}\n{url}", urls=(url,), published="2031-05-26")
    assert bounds_of(undated, listing)[undated.report.id].latest == "2031-05-26"


def test_bounds_that_contradict_each_other_are_not_stated() -> None:
    url = "https://bote.example/damm"
    undated, _ = say(reading(FLOOD_OWN, url=url), QUOTE, "Marit Dreyling", said="2031-06-30")
    listing = reading(f"{FLOOD_LATER}\n{url}", urls=(url,), published="2031-05-26")
    assert bounds_of(undated, listing) == {}
