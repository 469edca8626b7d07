from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.evaluate.gold_format import GoldActor, GoldStory, Located
from quellenlage.evaluate.names import ActorNames
from quellenlage.evaluate.ratios import pairs, precision_recall, ratio, stem
from quellenlage.evaluate.words import assign, content, day, normal, overlap, same_amount, same_place, words

STORY = GoldStory(
    name="",
    reports=(),
    actors=(
        GoldActor("runa-ostwerder", "Runa Ostwerder", "person", ("Bürgermeisterin", "die Bürgermeisterin")),
        GoldActor("polizei", "Polizei Haldersum", "organisation", ("Polizei",)),
        GoldActor("velmara", "Velmara AG", "organisation", ("Velmara",)),
    ),
    utterances=(),
    claims=(),
    links=(),
    stories=(),
    series=(),
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("runa-ostwerder", {"runa-ostwerder"}),
        ("Ostwerder", {"runa-ostwerder"}),
        ("Haldersums Bürgermeisterin Runa Ostwerder", {"runa-ostwerder"}),
        ("der Polizei", {"polizei"}),
        ("Velmaras", {"velmara"}),
        ("Sprecher", set()),
        ("jemand", set()),
        ("", set()),
        (None, set()),
    ],
)
def test_names_mean_actors(text: str | None, keys: set[str]) -> None:
    assert ActorNames(STORY).resolve(text) == keys


def test_who_is_not_named_is_compared_by_printed_words() -> None:
    names = ActorNames(STORY)
    assert names.same((None, "ein Anwohner"), None, "Anwohner")
    assert not names.same((None, "ein Anwohner"), None, "eine Ärztin")
    assert not names.same(("Velmara", None), "polizei", "die Polizei")


def test_normal_form_forgives_marks_dashes_case_and_space() -> None:
    assert normal("„Er –\u00a0sagt\u00ad“") == normal('"er - sagt"')
    assert words("1.500 Menschen, „ja“!") == ["1.500", "menschen", "ja"]
    assert content("der Polizei Haldersums") == ["polizei", "haldersum"]


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_overlap_is_symmetric_and_bounded(a: list[str], b: list[str]) -> None:
    assert overlap(a, b) == overlap(b, a)
    assert 0.0 <= overlap(a, b) <= 1.0
    assert overlap(a, a) == (1.0 if a else 0.0)


def test_amounts_agree_or_are_both_open() -> None:
    assert same_amount(Decimal("2500000"), 2.5e6)
    assert same_amount(None, None)
    assert not same_amount(None, 0)
    assert not same_amount(300, 301)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("1.500 Soldaten", "1500 Soldaten", True),
        ("rund 300 Menschen", "300", True),
        ("drei Tote", "vier Verletzte", False),
        ("", "300", False),
    ],
)
def test_places(a: str, b: str, same: bool) -> None:
    assert same_place(a, b) is same


def test_a_day_is_cut_from_a_date_or_a_time() -> None:
    assert day("2023-11-14T10:00") == day("2023-11-14") == "2023-11-14"
    assert day("XXXX-WXX-1") is day(None) is None


def test_pairs_are_assigned_best_first_one_to_one() -> None:
    assert assign([((0.9,), 0, 0), ((0.8,), 0, 1), ((0.8,), 1, 0), ((0.7,), 1, 1)]) == {0: 0, 1: 1}


def test_ratios() -> None:
    assert precision_recall("x", 0, 0, 0) == {"x_P": 1.0, "x_R": 1.0, "x_F1": 1.0}
    assert precision_recall("x", 1, 2, 4) == {"x_P": 0.5, "x_R": 0.25, "x_F1": pytest.approx(1 / 3)}
    assert precision_recall("x", 0, 0, 3)["x_F1"] == 0.0
    assert (ratio(0, 0), ratio(0, 0, 5), ratio(1, 2)) == (1.0, 0.0, 0.5)
    assert pairs([["b", "a", "a"], ["c"]]) == {("a", "b")}
    assert stem("folder/01-a.b.txt") == "01-a.b"


def test_located_strings_count_plain_matches() -> None:
    assert Located("aa", 2).in_text("aaa") is not None
    assert Located("aa", 3).in_text("aaa") is None
