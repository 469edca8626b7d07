from __future__ import annotations

from quellenlage.lang.lexicon import given_variants, notions


def test_a_line_is_one_notion_of_both_languages() -> None:
    de, en = notions("de"), notions("en")
    assert set(de["gewerkschaft"]) & set(en["union"])
    assert set(de["brücke"]) & set(en["bridge"])
    assert not set(de["brücke"]) & set(en["road"])


def test_every_notion_has_words_on_both_sides() -> None:
    sides = [{n for own in notions(code).values() for n in own} for code in ("de", "en")]
    assert sides[0] == sides[1]
    assert len(sides[0]) > 1000
    assert all(word and word == word.strip().lower() for code in ("de", "en") for word in notions(code))


def test_other_languages_have_none() -> None:
    assert notions("fr") == {}


def test_given_names_have_one_form() -> None:
    forms = given_variants()
    assert forms["wolodymyr"] == forms["vladimir"] == "wladimir"
    assert forms["mykola"] != forms["michail"]
