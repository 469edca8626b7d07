"""Versions and copies seen closely: sentences, statements, figures, positions; by address, outlet, growth."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import Counts, Says, made
from tests.reconcile.made import reading
from tests.reconcile.stories_data import FLOOD_WIRE

from quellenlage.domain.changes import Change, Changed, ChangeKind, Changes
from quellenlage.domain.claim import Claim, Position, Status
from quellenlage.domain.link import Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.report import Provenance, Sourced
from quellenlage.domain.statement import Act
from quellenlage.reconcile import direction
from quellenlage.reconcile.copies import SAME_URL, find_copies
from quellenlage.reconcile.revisions import find_changes
from quellenlage.reconcile.urls import is_one_page

URL = "https://bote.example/lokales/damm?id=7"
GROWN = (
    FLOOD_WIRE
    + " "
    + " ".join(f"Am Abend kam Nachricht {n} aus Dorf {n}, wo Helfer Sand füllten." for n in range(40))
)


def linked(source: Reading, target: Reading, kind: LinkKind = LinkKind.REVISION) -> Link:
    return Link("li-1", kind, source.report.id, target.report.id, Judgement.POSITIVE, (), ())


def changes(older: Reading, newer: Reading, *claims: Claim) -> Changes:
    (found,) = find_changes(Corpus((older, newer)), (), (linked(newer, older),), claims)
    return found


def only(found: Changes, what: Changed) -> Change:
    (change,) = [c for c in found.changes if c.what is what]
    return change


# -- which link is a revision


def with_modified(whole: Reading, when: str) -> Reading:
    return replace(whole, layout=replace(whole.layout, modified=Sourced(when, Provenance.META)))


def test_one_address_and_one_text_is_a_version_even_where_much_was_changed() -> None:
    older = reading(FLOOD_WIRE, url=URL, published="2031-05-05", name="a")
    newer = reading(GROWN, url=URL + "&utm_source=feed", published="2031-05-06", name="b")
    (link,) = find_copies(Corpus((older, newer)))
    assert (link.kind, link.source, link.target) == (LinkKind.REVISION, newer.report.id, older.report.id)
    assert SAME_URL in {f.name for f in link.features}


def test_the_date_of_the_last_change_tells_which_version_is_newer() -> None:
    older = with_modified(reading(FLOOD_WIRE, url=URL, published="2031-05-05", name="z"), "2031-05-05T10:00")
    newer = with_modified(
        reading(FLOOD_WIRE + " Nachtrag.", url=URL, published="2031-05-05", name="a"), "2031-05-05T12:00"
    )
    (link,) = find_copies(Corpus((older, newer)))
    assert (link.kind, link.source) == (LinkKind.REVISION, newer.report.id)
    assert direction.MODIFIED in {f.name for f in link.features}


def test_another_page_of_the_same_site_is_a_copy() -> None:
    one = reading(FLOOD_WIRE, url="https://bote.example/a?id=7", name="a")
    other = reading(FLOOD_WIRE, url="https://bote.example/a?id=8", name="b")
    (link,) = find_copies(Corpus((one, other)))
    assert link.kind is LinkKind.COPY


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("https://www.bote.example/a/", "http://bote.example/a#top", True),
        ("https://bote.example/a?utm_source=x&id=1", "https://bote.example/a?id=1", True),
        ("https://bote.example/a?id=1", "https://bote.example/a?id=2", False),
        ("https://bote.example/", "https://bote.example/", False),  # a start page is another every day
        ("https://bote.example/a", "https://kurier.example/a", False),
        ("http://[::1", "http://[::1", True),
    ],
)
def test_addresses_of_one_page(left: str, right: str, same: bool) -> None:
    assert is_one_page(left, right) is same


# -- what was changed


def test_an_unchanged_version_has_no_changes() -> None:
    one, other = reading(FLOOD_WIRE, name="a"), reading(FLOOD_WIRE, name="b")
    found = changes(one, other)
    assert (found.changes, found.share) == ((), 1.0)


def test_a_sentence_that_only_moved_is_no_change() -> None:
    one = reading("Der Damm hält. Die Schule bleibt zu. Es regnet weiter.", name="a")
    other = reading("Es regnet weiter. Der Damm hält. Die Schule bleibt zu.", name="b")
    assert changes(one, other).changes == ()


def test_sentences_are_added_cut_and_changed() -> None:
    older = reading("Der Damm hält. Die Schule im Dorf bleibt am Montag zu. Es regnet.", name="a")
    newer = reading("Der Damm hält. Die Schule im Dorf bleibt am Dienstag zu. Helfer kamen.", name="b")
    found = changes(older, newer)
    told = {
        (c.kind, *(e.span.of((older if c.before else newer).report.text) for e in c.before or c.after))
        for c in found.changes
    }
    assert told == {
        (ChangeKind.CHANGED, "Die Schule im Dorf bleibt am Montag zu."),
        (ChangeKind.CUT, "Es regnet."),
        (ChangeKind.ADDED, "Helfer kamen."),
    }
    assert found.share == round(1 / 3, 4)


def versions() -> tuple[Reading, Reading, str, str]:
    older = made(
        "alt.txt",
        "{speaker1|Runa Ostwerder} {cue1|sagte}, {quote1|der Damm halte und {figure1|{number1|300} "
        "{counted1|Menschen}} müssten gehen}.",
        says=[Says(1, "Runa Ostwerder")],
        counts=[Counts(1, "300", "300", noun="mensch", carrier=1)],
    )
    newer = made(
        "neu.txt",
        "{speaker1|Runa Ostwerder} {cue1|bestätigte}, {quote1|der Damm halte und {figure1|{number1|450} "
        "{counted1|Menschen}} müssten gehen}.",
        says=[Says(1, "Runa Ostwerder", Act.CONFIRM)],
        counts=[Counts(1, "450", "450", noun="mensch", carrier=1)],
    )
    return older.reading, newer.reading, older.statements[1].id, newer.statements[1].id


def test_a_changed_statement_tells_act_and_wording_and_a_figure_its_value() -> None:
    older, newer, first, second = versions()
    found = changes(older, newer)
    statement = only(found, Changed.STATEMENT)
    assert (statement.kind, statement.ids) == (ChangeKind.CHANGED, (first, second))
    aspects = {a.name: (a.before, a.after) for a in statement.aspects}
    assert aspects["act"] == ("assert", "confirm")
    assert "300" in aspects["wording"][0] and "450" in aspects["wording"][1]
    figure = only(found, Changed.FIGURE)
    assert [(a.name, a.before, a.after) for a in figure.aspects] == [("value", "300", "450")]


def test_another_position_on_a_claim_is_told_for_versions_only() -> None:
    older, newer, first, second = versions()
    said = Position("po-1", "ac-1", Act.ASSERT, None, (first,))
    confirmed = Position("po-2", "ac-1", Act.CONFIRM, None, (second,))
    claim = Claim("cl-1", "sy-1", (), "der Damm halte", (said, confirmed), Status.CONFIRMED)
    position = only(changes(older, newer, claim), Changed.POSITION)
    assert (position.kind, position.ids) == (ChangeKind.CHANGED, ("cl-1",))
    assert [(a.before, a.after) for a in position.aspects] == [("assert", "confirm")]
    copy = find_changes(Corpus((older, newer)), (), (linked(newer, older, LinkKind.COPY),), (claim,))
    assert not [c for c in copy[0].changes if c.what is Changed.POSITION]


SENTENCES = (
    "Der Damm hält.",
    "Es regnet.",
    "Die Schule bleibt zu.",
    "Helfer kamen an.",
    "Am Abend fiel der Strom aus.",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1), st.lists(st.sampled_from(SENTENCES), min_size=1))
def test_what_was_added_one_way_was_cut_the_other_way(one: list[str], other: list[str]) -> None:
    a, b = reading(" ".join(one), name="a"), reading(" ".join(other), name="b")
    there, back = changes(a, b), changes(b, a)
    assert there.share == back.share

    def counted(found: Changes, kind: ChangeKind) -> int:
        return sum(c.kind is kind for c in found.changes)

    assert counted(there, ChangeKind.ADDED) == counted(back, ChangeKind.CUT)
    assert counted(there, ChangeKind.CUT) == counted(back, ChangeKind.ADDED)
