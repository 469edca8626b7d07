from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.extract.layouts import layout_of, lines_of
from tests.readers.pages import PARAGRAPHS

from quellenlage.domain.report import BlockKind, FurnitureKind

LINES = tomllib.loads((Path(__file__).parent / "furniture_lines.toml").read_text("utf-8"))
AROUND = {
    "de": PARAGRAPHS,
    "en": (
        "After days of rain the river has burst its banks near Orbach, and many cellars are under water.",
        "“We have never seen anything like it,” the mayor, Runa Ostwerder, said on Tuesday evening.",
        "At least 120 people were brought to safety, according to the fire brigade, and nobody was hurt.",
        "The water board expects the river to rise by up to thirty centimetres during the night.",
    ),
}
CASES = [
    (code, sort, line) for code, sorts in LINES.items() for sort, lines in sorts.items() for line in lines
]


@pytest.mark.parametrize(("code", "sort", "line"), CASES)
def test_a_line_between_paragraphs(code: str, sort: str, line: str) -> None:
    one, two, three, four = AROUND[code]
    text = f"{one}\n\n{two}\n\n{line}\n\n{three}\n\n{four}\n"
    body = lines_of(text)
    assert [p for p in (one, two, three, four) if p not in body] == []
    assert (line in body) == (sort == "text")


def test_furniture_is_kept_and_says_which_rule_marked_it() -> None:
    text = f"{PARAGRAPHS[0]}\n\nGepostet um 9:12 Uhr\n\n{PARAGRAPHS[1]}\n"
    (found,) = layout_of(text).furniture
    assert found.span.of(text) == "Gepostet um 9:12 Uhr"
    assert (found.kind, found.rule) == (FurnitureKind.POSTED_STAMP, "posted-at")


def test_related_reports_end_where_the_report_goes_on() -> None:
    text = "\n".join(
        [
            PARAGRAPHS[0],
            PARAGRAPHS[1],
            "MEHR ZUM THEMA",
            "Fünfzig Häuser ohne Strom",
            "„Wir bleiben“: Ein Dorf hält aus",
            *PARAGRAPHS[2:],
        ]
    )
    assert lines_of(text) == list(PARAGRAPHS)


def test_a_heading_after_a_gap_is_not_one_of_the_related_reports() -> None:
    related = "Mehr zum Thema\nFünfzig Häuser ohne Strom\nEin Dorf hält aus"
    text = f"{PARAGRAPHS[0]}\n\n{related}\n\nDeich unter Druck\n\n{PARAGRAPHS[3]}"
    assert lines_of(text) == [PARAGRAPHS[0], "Deich unter Druck", PARAGRAPHS[3]]


def test_second_copies_of_headline_and_paragraphs_are_furniture() -> None:
    headline = "Lenne tritt über die Ufer"
    text = "\n".join([headline, headline, f"{headline} | Orbacher Bote", *PARAGRAPHS, *PARAGRAPHS])
    assert lines_of(text) == [headline, *PARAGRAPHS]
    kinds = [f.kind for f in layout_of(text).furniture]
    assert kinds.count(FurnitureKind.REPEATED_TEXT) == len(PARAGRAPHS)


def test_short_lines_among_furniture_at_the_end_are_furniture_and_in_the_text_are_headings() -> None:
    text = "\n\n".join(
        [PARAGRAPHS[0], "Kanada", PARAGRAPHS[1], "Deutschland", "-", "PREV Ein Spiel", "NEXT Ein Wahlabend"]
    )
    assert lines_of(text) == [PARAGRAPHS[0], "Kanada", PARAGRAPHS[1]]
    assert lines_of(text, BlockKind.HEADING) == ["Kanada"]


def test_a_label_broken_over_two_lines_is_one() -> None:
    assert lines_of(f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\nWeitere\nArtikel") == list(PARAGRAPHS[:2])


def test_the_items_of_a_list_are_text() -> None:
    items = ["- Mindestens 12 Tote in Orbach", "- Rund 300 Verletzte", "- 40.000 Haushalte ohne Strom"]
    text = "\n".join([PARAGRAPHS[0], "Was bisher bekannt ist:", *items, PARAGRAPHS[1]])
    assert lines_of(text, BlockKind.PARAGRAPH) == [
        PARAGRAPHS[0],
        "Was bisher bekannt ist:",
        *items,
        PARAGRAPHS[1],
    ]
