from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.layouts import laid_out, layout_of, lines_of, page_of, report_of
from tests.readers.pages import PARAGRAPHS, json_ld, page

from quellenlage.domain.report import (
    BlockKind,
    CreditKind,
    Declared,
    FurnitureKind,
    Layout,
    Provenance,
    Report,
    Sourced,
)
from quellenlage.extract.layout import find_layout
from quellenlage.lang.pack import language_pack
from quellenlage.readers.gather import gather

BODY = "\n\n".join(PARAGRAPHS)


def value(sourced: Sourced | None) -> str | None:
    return sourced.value if sourced else None


# Title -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Lenne tritt über die Ufer\n\n", "Lenne tritt über die Ufer"),
        ("Hochwasser\nLenne bei Orbach über die Ufer getreten\n", "Lenne bei Orbach über die Ufer getreten"),
        ("Wer zahlt für den Schaden?\n", "Wer zahlt für den Schaden?"),
        ("22.10.2024\nLenneTrittUeberDieUfer\n", "LenneTrittUeberDieUfer"),
        ("", None),
        ("Orbach (dpa) - ", None),
        ("Der Deichverband hat gewarnt, dass die Lage in der\nnächsten Nacht ernst wird. ", None),
    ],
)
def test_the_title_is_the_first_line_if_it_is_like_one(head: str, title: str | None) -> None:
    layout = layout_of(head + BODY)
    assert value(layout.title) == title
    if layout.title is not None and layout.title.span is not None:
        assert layout.title.span.of(head + BODY) == title


def test_a_declared_title_is_found_in_the_text() -> None:
    declared = Declared(title=Sourced("Lenne tritt über die Ufer - Orbacher Bote", Provenance.META))
    report = report_of(f"Start\nLenne tritt über die Ufer\n{BODY}", declared)
    layout = layout_of(report)
    assert layout.title is not None
    assert (layout.title.value, layout.title.provenance) == ("Lenne tritt über die Ufer", Provenance.META)
    assert lines_of(report, BlockKind.TITLE) == ["Lenne tritt über die Ufer"]


def test_one_line_alone_is_no_title() -> None:
    assert layout_of("Die Lenne ist über die Ufer getreten und der Damm hält noch").title is None


# Dates -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("22.10.2024", "2024-10-22"),
        ("Stand: 21.10.2024, 14:30 Uhr", "2024-10-21T14:30"),
        ("Veröffentlicht am 21. Oktober 2024 um 8 Uhr", "2024-10-21T08:00"),
        ("Mittwoch, 15. November 2023 | Seite 3 | Aus dem Land", "2023-11-15"),
        ("Von Ada Wieland · 21.10.2024", "2024-10-21"),
        ("Veröffentlicht: 16:20, 14. Okt. 2024 (CEST)", "2024-10-14"),
        ("Gepostet um 7:04 Uhr", None),
        ("22.10.24", "2024-10-22"),
        ("Der Damm brach am 12.10.2024", None),
        ("31.02.2024", None),
    ],
)
def test_a_line_of_its_own_states_the_date(line: str, iso: str | None) -> None:
    text = f"Lenne tritt über die Ufer\n{line}\n\n{BODY}"
    layout = layout_of(text)
    assert value(layout.published) == iso
    if layout.published is not None:
        assert layout.published.provenance is Provenance.TEXT
        assert layout.published.span is not None
        assert layout.published.span.of(text) in line


def test_a_date_of_running_text_is_never_the_date_of_publication() -> None:
    assert (
        layout_of(
            f"{BODY}\n\nDas Unglück geschah am 12.10.2024.\n\nAm 14. Oktober 2024 brach der Damm."
        ).published
        is None
    )


def test_the_days_of_a_chronology_are_not_the_date_of_publication() -> None:
    text = f"Chronologie eines Dammbruchs\n\n12.10.2024\n{PARAGRAPHS[0]}\n\n13.10.2024\n{PARAGRAPHS[3]}"
    assert layout_of(text).published is None


def test_published_goes_before_updated() -> None:
    text = f"Lenne steigt weiter an\nStand: 23.10.2024\nVeröffentlicht am 21.10.2024\n\n{BODY}"
    assert value(layout_of(text).published) == "2024-10-21"


def test_a_declared_date_wins_and_a_different_printed_one_is_a_finding() -> None:
    declared = Declared(published=Sourced("2024-10-20", Provenance.SIDECAR))
    layout, findings = laid_out(report_of(f"Lenne steigt weiter an\n21.10.2024\n\n{BODY}", declared))
    assert layout.published == declared.published
    assert [f.code for f in findings] == ["dates-disagree"]


# Datelines, credits, bylines ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "place", "agencies"),
    [
        ("Orbach (dpa) - ", "Orbach", ["dpa"]),
        ("Kiew/Moskau (dpa/AFP) – ", "Kiew/Moskau", ["dpa", "AFP"]),
        ("ORBACH. ", "ORBACH", []),
        ("(Orbach) ", "Orbach", []),
        ("TAIPEH, Taiwan – ", "TAIPEH, Taiwan", []),
        ("Berlin – ", "Berlin", []),
        ("Orbach, 16.11.2023 (abc) – ", "Orbach", ["abc"]),
        ("Orbach (Deutschland), 14.10.2024 – ", "Orbach (Deutschland)", []),
        ("Angela Musterfrau – ", None, []),
        ("Die Lage – so der Landrat – ", None, []),
    ],
)
def test_the_dateline_before_the_first_sentence(line: str, place: str | None, agencies: list[str]) -> None:
    text = line + BODY
    layout = layout_of(text)
    assert (layout.dateline.of(text) if layout.dateline else None) == place
    assert [c.name for c in layout.credits] == agencies
    if place is not None:
        assert lines_of(text)[0] == PARAGRAPHS[0]


def test_a_date_in_the_dateline_is_the_date_of_publication() -> None:
    assert value(layout_of(f"ORBACH, Deutschland, 16. November 2023 — {BODY}").published) == "2023-11-16"


CREDITS = {
    "{}\n\ndpa/AFP": [("dpa", "credit"), ("AFP", "credit")],
    "{}\n\nPAP/Reuters/ps": [("PAP", "credit"), ("Reuters", "credit")],
    "{} (dpa)": [("dpa", "credit")],
    "{}\n\nQuelle: Reuters": [("Reuters", "credit")],
    "{}\n\nMit Material von AFP und dpa": [("AFP", "credit"), ("dpa", "credit")],
    "{} Das berichtete die Nachrichtenagentur Reuters.": [("Reuters", "cites")],
    "{} Das meldete die Nachrichtenagentur Xyzpress am Morgen.": [("Xyzpress", "cites")],
    "{} Die Behörde war gewarnt, so Reuters.": [("Reuters", "cites")],
    "{} Laut AFP und AP sind die Straßen frei.": [("AFP", "cites"), ("AP", "cites")],
    "{} Wie die Agentur abc meldet, steigt das Wasser. (abc/ob)": [("abc", "cites"), ("abc", "credit")],
    "{} Das berichtete die Deutsche Presse-Agentur (dpa).": [("dpa", "cites")],
    "{} Die Agentur für Arbeit half mit Zelten aus.": [],
    "{} Reuters entließ im Herbst viele Leute.": [],
    "{} Das Foto von AP zeigt den Damm, die AFD kritisierte das.": [],
    "{}\n\nFoto: dpa": [],
}


@pytest.mark.parametrize(("form", "expected"), CREDITS.items())
def test_credits(form: str, expected: list[tuple[str, str]]) -> None:
    text = form.format(BODY)
    credits = layout_of(text).credits
    assert [(c.name, c.kind.value) for c in credits] == expected
    for credit in credits:
        assert credit.span.of(text).strip()


def test_initials_beside_agencies_are_the_byline() -> None:
    assert value(layout_of(f"{BODY}\n\nPAP/Reuters/ps").byline) == "ps"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Von Ada Wieland", "Ada Wieland"),
        ("Von Ada Wieland und Jo Brink", "Ada Wieland und Jo Brink"),
        ("21.10.2024 | Von Ada von der Heide", "Ada von der Heide"),
        ("Von der Flut überrascht", None),
        ("Von Montag an gilt Alarm", None),
    ],
)
def test_bylines(line: str, name: str | None) -> None:
    assert value(layout_of(f"Lenne tritt über die Ufer\n\n{line}\n\n{BODY}").byline) == name


def test_english_bylines_and_credits() -> None:
    text = (
        "River bursts its banks near Orbach\nBy Ada Wieland and Jo Brink\nPublished 21 October 2024\n\n"
        "ORBACH, Oct 21 (Reuters) - At least 120 people were saved, the fire brigade said on Monday.\n\n"
        "The mayor told the Associated Press that nobody was hurt, and that the town would need help.\n\n"
        "(Additional reporting by AFP)"
    )
    layout = layout_of(text)
    assert value(layout.byline) == "Ada Wieland and Jo Brink"
    assert value(layout.published) == "2024-10-21"
    assert [(c.name, c.kind) for c in layout.credits] == [
        ("Reuters", CreditKind.CREDIT),
        ("AP", CreditKind.CITES),
        ("AFP", CreditKind.CREDIT),
    ]


def test_source_urls_are_listed() -> None:
    text = f"{BODY}\n\nQuellen:\n- https://www.bote.example/lenne\n- http://wasser.example/?a=1&b=2).\n"
    layout = layout_of(text)
    assert [(u.url, u.host) for u in layout.cited_urls] == [
        ("https://www.bote.example/lenne", "bote.example"),
        ("http://wasser.example/?a=1&b=2", "wasser.example"),
    ]
    assert lines_of(text) == list(PARAGRAPHS)


# Outlet, liveblogs, pages, wrapped text ----------------------------------------------------------------


def test_the_outlet_above_the_date_is_the_masthead() -> None:
    text = f"Orbacher Bote\nMittwoch, 15. November 2023 | Seite 1\n\nLenne tritt über die Ufer\n\n{BODY}"
    layout = layout_of(text)
    assert (value(layout.outlet), value(layout.title)) == ("Orbacher Bote", "Lenne tritt über die Ufer")


LIVEBLOG = """Liveblog: Die Lenne steigt weiter

Stand: 15.11.2023, 20:05 Uhr

19:48 Uhr - Feuerwehr rettet 120 Menschen
Nach Angaben der Feuerwehr wurden 120 Menschen gerettet.

17.30 Uhr: Der Damm in Orbach hält noch, sagte die Bürgermeisterin.

+++ 8:05 Schulen bleiben zu +++
Die Schulen in Orbach bleiben am Mittwoch geschlossen.
"""


def test_the_entries_of_a_liveblog_are_stamped() -> None:
    layout = layout_of(LIVEBLOG)
    stamped = [(b.kind.value, b.stamp) for b in layout.blocks if b.stamp]
    assert stamped == [
        ("stamp", "2023-11-15T19:48"),
        ("heading", "2023-11-15T19:48"),
        ("paragraph", "2023-11-15T19:48"),
        ("stamp", "2023-11-15T17:30"),
        ("paragraph", "2023-11-15T17:30"),
        ("stamp", "2023-11-15T08:05"),
        ("heading", "2023-11-15T08:05"),
        ("paragraph", "2023-11-15T08:05"),
    ]


def test_entries_have_a_time_only_where_their_day_is_not_certain() -> None:
    undated = LIVEBLOG.replace("Stand: 15.11.2023, 20:05 Uhr\n\n", "")
    assert {b.stamp for b in layout_of(undated).blocks if b.stamp} == {"19:48", "17:30", "08:05"}
    earlier_page = LIVEBLOG.replace("20:05", "9:05")
    assert {b.stamp for b in layout_of(earlier_page).blocks if b.stamp} == {"19:48", "17:30", "08:05"}


def test_day_headings_date_the_entries_under_them() -> None:
    text = (
        "Storm in Portugal: live updates\n\n"
        "Wednesday, 23 October 2024\n10:15 am: Power is back in Lisbon, the mayor says.\n\n"
        "Tuesday, 22 October 2024\n11:50 pm: Three people have died, the civil protection agency says.\n"
    )
    stamps = {b.stamp for b in layout_of(text).blocks if b.stamp}
    assert stamps == {"2024-10-23T10:15", "2024-10-22T23:50"}


def test_times_in_prose_are_no_stamps() -> None:
    text = (
        f"{BODY}\n\n17.30 Uhr war es, als der Damm brach.\n\n12:30 stand es in der Halle nach einer Stunde."
    )
    assert not any(b.stamp for b in layout_of(text).blocks)


def test_what_lies_outside_the_main_text_of_a_page_is_furniture() -> None:
    report = page_of(page(json_ld('{"@type": "NewsArticle", "headline": "Hochwasser in Orbach"}')))
    assert lines_of(report) == ["Hochwasser in Orbach", *PARAGRAPHS]
    assert lines_of(report, BlockKind.TITLE) == ["Hochwasser in Orbach"]
    outside = [
        f.span.of(report.text) for f in layout_of(report).furniture if f.kind is FurnitureKind.OUTSIDE_MAIN
    ]
    assert "50 Häuser ohne Strom" in outside


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = [textwrap.fill(" ".join(PARAGRAPHS[i : i + 2]), 72) for i in (0, 2)]
    text = "\n\n".join(["Lenne tritt über die Ufer", *wrapped])
    assert len(lines_of(text, BlockKind.PARAGRAPH)) == 2
    assert lines_of(text, BlockKind.TITLE) == ["Lenne tritt über die Ufer"]


def test_lines_that_end_as_sentences_stay_paragraphs() -> None:
    assert len(lines_of("\n".join(PARAGRAPHS), BlockKind.PARAGRAPH)) == len(PARAGRAPHS)


# Invariants --------------------------------------------------------------------------------------------


def check(report: Report, layout: Layout) -> None:
    text, end = report.text, 0
    for block in layout.blocks:
        assert block.span.start >= end
        assert not text[end : block.span.start].strip()
        assert block.span.of(text).strip() == block.span.of(text) != ""
        end = block.span.end
    assert not text[end:].strip()
    places = {
        block.span for block in layout.blocks if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)
    }
    assert all(furniture.span in places for furniture in layout.furniture)
    spans = [c.span for c in layout.credits] + [u.span for u in layout.cited_urls]
    spans += [s.span for s in (layout.title, layout.published, layout.outlet, layout.byline) if s and s.span]
    assert all(span.end <= len(text) for span in spans)


PIECES = st.sampled_from(
    [
        *(
            "dpa",
            "(dpa)",
            "Reuters/ps",
            "14:32 Uhr:",
            "+++ 10:15 +++",
            "22.10.2024",
            "Stand: 21.10.2024, 14:30 Uhr",
            "Mehr zum Thema",
        ),
        *(
            "Von Ada Wieland",
            "By Jo Brink",
            "ORBACH.",
            "Orbach (dpa) - ",
            "https://a.example/b",
            "Quellen:",
            "Weitere",
            "Artikel",
        ),
        *("\n", "\n", "\r\n", "\n\n", " ", "\t", "|", "-", "–", "(", ")", "„", "“", ".", ":", *PARAGRAPHS),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join), st.sampled_from(["de", "en", None]))
def test_blocks_cover_every_text_and_nothing_raises(text: str, code: str | None) -> None:
    report = report_of(text)
    language = Sourced(code, Provenance.RECORD) if code else None
    layout, _ = find_layout(report, language, language_pack(code) if code else None)
    check(report, layout)
    assert find_layout(report, language, language_pack(code) if code else None)[0] == layout


def test_a_megabyte_on_one_line_is_one_paragraph() -> None:
    text = "Der Damm hält, sagte sie. " * 40_000
    (block,) = layout_of(text).blocks
    assert block.kind is BlockKind.PARAGRAPH


# Gold --------------------------------------------------------------------------------------------------


def compare_with_gold(reports: Path, gold: Path) -> list[str]:
    """What the layouts of a story have otherwise than its gold."""
    wrong: list[str] = []
    for report in gather([str(reports)]).reports:
        file = gold / f"{Path(report.source).stem}.yaml"
        data: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
        meta, layout = data["meta"], layout_of(report)
        check(report, layout)
        found = {
            "title": value(layout.title),
            "published": (value(layout.published) or "")[:10],
            "agencies": sorted({c.name for c in layout.credits}),
            "byline": value(layout.byline),
            "cited_urls": len(layout.cited_urls),
        }
        wanted = {
            **meta,
            "published": str(meta["published"] or "")[:10],
            "agencies": sorted(meta["agencies"]),
        }
        wrong += [
            f"{report.source} {k}: {v!r}, not {wanted[k]!r}" for k, v in found.items() if v != wanted[k]
        ]
        wrong += [f"{report.source} leaks {line!r}" for line in leaks(report, layout, meta["boilerplate"])]
    return wrong


def leaks(report: Report, layout: Layout, boilerplate: list[Any]) -> list[str]:
    out: list[str] = []
    for item in boilerplate:
        exact, nth = (item["exact"], item.get("nth", 1)) if isinstance(item, dict) else (item, 1)
        at = -1
        for _ in range(nth):
            at = report.text.find(exact, at + 1)
        if at >= 0 and any(b.span.start < at + len(exact) and at < b.span.end for b in layout.body):
            out.append(exact)
    return out


def test_the_sample_story_is_laid_out_as_its_gold_says(sample: Path) -> None:
    assert compare_with_gold(sample / "reports", sample / "gold") == []


@pytest.mark.shared
def test_the_seeds_are_laid_out_as_their_gold_says(shared: Path) -> None:
    assert compare_with_gold(shared / "seeds", shared / "gold" / "nordkorea") == []


@pytest.mark.shared
def test_clean_reports_lose_next_to_nothing(shared: Path) -> None:
    data = shared / "data" / "annotated-de"
    held_out = set((data / "heldout.txt").read_text("utf-8").split())
    reports = [r for r in gather([str(data / "reports")]).reports if Path(r.source).stem not in held_out]
    lost = sum(len(f.span) for report in reports for f in layout_of(report).furniture)
    assert len(reports) == 360
    assert lost < 0.001 * sum(len(report.text) for report in reports)
