"""Stories: one event over weeks and in two languages together, everything else apart."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.made import reading
from tests.reconcile.stories_data import (
    ELECTIONS,
    ENGLISH,
    FLOOD_ENGLISH,
    FLOOD_LATER,
    FLOOD_OWN,
    FLOOD_WIRE,
    FLOODS,
    MERGERS,
    OTHER_FLOOD,
)

from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.story import Story
from quellenlage.flow.read_report import read_report
from quellenlage.readers.gather import gather
from quellenlage.reconcile.citations import find_citations
from quellenlage.reconcile.copies import find_copies
from quellenlage.reconcile.dating import bound_dates
from quellenlage.reconcile.origins import count_origins
from quellenlage.reconcile.stories import find_stories


def made(*texts: str, published: str | None = None) -> list[Reading]:
    return [reading(t, language="en" if t in ENGLISH else "de", published=published) for t in texts]


def stories_of(readings: list[Reading]) -> tuple[Story, ...]:
    corpus = Corpus(tuple(readings))
    return find_stories(corpus, find_copies(corpus))


def grouped(readings: list[Reading]) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in stories_of(readings)}


def ids(readings: list[Reading]) -> frozenset[str]:
    return frozenset(r.report.id for r in readings)


def test_a_flood_an_election_and_a_merger_are_three_stories_in_both_languages() -> None:
    floods, elections, mergers, other = (made(*t) for t in (FLOODS, ELECTIONS, MERGERS, [OTHER_FLOOD]))
    expected = {ids(floods), ids(elections), ids(mergers), ids(other)}
    assert grouped([*floods, *elections, *mergers, *other]) == expected


def test_each_story_alone_is_one_story() -> None:
    for texts in (FLOODS, ELECTIONS, MERGERS):
        assert len(stories_of(made(*texts))) == 1


def test_a_follow_up_three_weeks_later_belongs_to_the_story() -> None:
    first, later = made(FLOOD_WIRE, published="2031-05-05"), made(FLOOD_LATER, published="2031-05-26")
    assert grouped([*first, *later]) == {ids([*first, *later])}


def test_years_apart_the_same_names_do_not_make_one_story() -> None:
    first, later = made(FLOOD_OWN, published="2031-05-05"), made(FLOOD_LATER, published="2034-05-05")
    assert len(grouped([*first, *later])) == 2


def test_a_copy_belongs_to_the_story_of_its_original_whatever_its_language_tag() -> None:
    one = reading(FLOOD_WIRE, name="a", language="de")
    two = reading(FLOOD_WIRE, name="b", language="en")
    assert grouped([one, two]) == {ids([one, two])}


def test_one_report_on_two_events_does_not_chain_them() -> None:
    floods, mergers = made(*FLOODS), made(*MERGERS)
    both = reading(f"{FLOOD_OWN}\n{MERGERS[0]}", name="roundup")
    found = grouped([*floods, *mergers, both])
    assert not any(ids(floods) & story and ids(mergers) & story for story in found)


def test_every_report_is_in_exactly_one_story() -> None:
    readings = [*made(*FLOODS, *MERGERS, OTHER_FLOOD), reading("", name="empty"), reading("…", name="dots")]
    every = [r for story in stories_of(readings) for r in story.reports]
    assert sorted(every) == sorted(r.report.id for r in readings)


def test_the_title_is_printed_in_its_report() -> None:
    untitled = made(FLOOD_OWN)
    (story,) = stories_of(untitled)
    assert untitled[0].report.text.startswith(story.title)
    titled = reading(FLOOD_WIRE, title="Damm an der Wesse gebrochen")
    (story,) = stories_of([*made(FLOOD_OWN, FLOOD_ENGLISH), titled])
    assert (story.title, story.title_report) == ("Damm an der Wesse gebrochen", titled.report.id)


def test_the_order_of_reports_does_not_matter() -> None:
    readings = made(*FLOODS, *ELECTIONS, *MERGERS, OTHER_FLOOD)
    expected = stories_of(readings)
    for seed in range(5):
        random.Random(seed).shuffle(readings)
        assert stories_of(readings) == expected


def sampled(texts: tuple[str, ...], count: int, prefix: str) -> list[Reading]:
    """Reports put together of sentences of `texts`: the same names over and over, no two texts alike."""
    pool = [s for text in texts for s in re.split(r"(?<=[.“])\s+", text) if len(s) > 40]
    rnd = random.Random(7)
    return [reading("\n".join(rnd.sample(pool, 8)), name=f"{prefix}{i}") for i in range(count)]


def test_the_names_of_a_story_do_not_wear_out_however_many_reports_tell_it() -> None:
    floods = sampled((FLOOD_WIRE, FLOOD_OWN, FLOOD_LATER), 60, "flood")
    votes = sampled((ELECTIONS[0], ELECTIONS[2], MERGERS[0], MERGERS[2]), 60, "vote")
    corpus = Corpus((*floods, *votes))
    found = sorted((frozenset(s.reports) for s in find_stories(corpus, ())), key=len)[-2:]
    assert {ids(floods), ids(votes)} == set(found)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=300), min_size=1, max_size=6))
def test_no_text_makes_any_step_fail(texts: list[str]) -> None:
    readings = tuple(reading(t, name=f"{i}", title=t[:20].strip() or None) for i, t in enumerate(texts))
    corpus = Corpus(readings)
    copies, citations = find_copies(corpus), find_citations(corpus)
    stories = find_stories(corpus, copies)
    assert sorted(r for s in stories for r in s.reports) == sorted(corpus.reading_of)
    assert bound_dates(corpus, (), copies) == ()
    assert count_origins(corpus, (*copies, *citations), (), (), (), ()) == ()
    for link in (*copies, *citations):
        assert all(corpus.exact(e.report, e.span) for e in link.evidence)


def stems(corpus: Corpus, story: Story) -> set[str]:
    return {corpus.reading_of[r].report.source.partition(".")[0] for r in story.reports}


def test_the_sample_story_is_one_story_and_the_museum_another(sample: Path) -> None:
    corpus = Corpus(tuple(read_report(r) for r in gather([str(sample / "reports")]).reports))
    found = [stems(corpus, story) for story in find_stories(corpus, find_copies(corpus))]
    assert sorted(map(len, found)) == [1, 11]
    assert {"10-museum-haldersum"} in found


@pytest.mark.shared
def test_the_seeds_are_one_story_and_stay_so_among_other_news(shared: Path) -> None:
    reports = gather([str(shared / "seeds")]).reports
    others = sorted((shared / "data" / "annotated-de" / "reports").glob("*.txt"))[::4]
    held_out = set((shared / "data" / "annotated-de" / "heldout.txt").read_text("utf-8").split())
    news = [reading(p.read_text("utf-8"), name=p.stem) for p in others if p.stem not in held_out]
    seeds = [read_report(r) for r in reports]
    assert len(news) > 60
    assert ids(seeds) in grouped([*seeds, *news])
    assert grouped(seeds) == {ids(seeds)}
