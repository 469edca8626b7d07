from __future__ import annotations

import pytest
from tests.extract.layouts import layout_of
from tests.extract.test_layout_furniture import AROUND

from quellenlage.domain.report import CreditKind

TITLES = {"de": "Fluss tritt über die Ufer", "en": "River bursts its banks near Orbach"}
# Language, byline, a line in the text, a line behind it; agencies credited, the author, who is cited.
LEARNED = [
    ("de", "", "", "(kpd/ab)", set(), None, set()),
    ("de", "", "Das sagte der Landrat der kpd.", "", set(), None, set()),
    ("de", "", "Das sagte der Landrat der kpd.", "(kpd/ab)", {"kpd"}, "ab", {"kpd"}),
    ("de", "", "Er stand vor der Tür und wartete auf den Landrat.", "(vor/ab)", set(), None, set()),
    ("de", "", "Das meldete die Nachrichtenagentur kpd am Montag.", "", set(), None, {"kpd"}),
    ("de", "", "Die Nachrichtenagentur war nicht zu erreichen.", "", set(), None, set()),
    ("de", "", "Die Nachrichtenagentur hat das gemeldet.", "", set(), None, set()),
    ("de", "", "dpa-Informationen zufolge stieg der Pegel.", "", set(), None, {"dpa"}),
    ("en", "", "The news agency kpd reported that the dam held.", "", set(), None, {"kpd"}),
]
BESIDE_AUTHORS = [
    ("de", "Von Ada Wieland und dpa", {"dpa"}, "Ada Wieland"),
    ("de", "Von Ada Wieland, dpa", {"dpa"}, "Ada Wieland"),
    ("de", "Von Ada Wieland, Orbach", set(), "Ada Wieland, Orbach"),
    ("en", "By Ada Wieland and kpd staff", {"kpd"}, "Ada Wieland"),
    ("en", "By Ada Wieland and AP staff", {"AP"}, "Ada Wieland"),
    ("en", "By Ada Wieland, Reuters", {"Reuters"}, "Ada Wieland"),
    ("en", "By Ada Wieland and Jo Brink", set(), "Ada Wieland and Jo Brink"),
]
CHAINS = [
    ("de", "Wie die Zeitung „Orbacher Bote“ unter Berufung auf Kreise der Feuerwehr berichtet, hält er.",
     {"Orbacher Bote": "Kreise der Feuerwehr"}),
    ("de", "Der Sender Radio Lenne berichtet unter Berufung auf das Ministerium, der Damm halte.",
     {"Radio Lenne": "das Ministerium"}),
    ("de", "Unter Berufung auf die Feuerwehr meldete das Portal Lenne Aktuell, der Damm halte.",
     {"Lenne Aktuell": "die Feuerwehr"}),
    ("de", "Das Magazin Tiefgang beruft sich auf zwei Ingenieure.", {"Tiefgang": "zwei Ingenieure"}),
    ("de", "Die Zeitung Orbacher Bote erscheint seit 1920.", {}),
    ("de", "Das Magazin berief sich auf Akten.", {}),
    ("de", "Der Minister sagte unter Berufung auf die Feuerwehr, der Damm halte.", {}),
    ("en", "The newspaper Orbach Herald reported, citing the fire brigade, that the dam held.",
     {"Orbach Herald": "the fire brigade"}),
    ("en", "Citing two officials, the broadcaster Radio Lenne said that the dam held.",
     {"Radio Lenne": "two officials"}),
    ("en", "The Orbach Herald newspaper, citing police, said that the dam held.",
     {"Orbach Herald": "police"}),
    ("en", "The Orbach Herald newspaper said that the dam held.", {}),
    ("en", "The minister, citing police, said that the dam held.", {}),
]  # fmt: skip


def _text(code: str, byline: str = "", inside: str = "", behind: str = "") -> str:
    first, *more = AROUND[code]
    return "\n\n".join(line for line in (TITLES[code], byline, first, inside, *more, behind) if line)


@pytest.mark.parametrize(("code", "byline", "inside", "behind", "credited", "author", "cited"), LEARNED)
def test_agencies_that_no_list_knows(
    code: str, byline: str, inside: str, behind: str, credited: set[str], author: str | None, cited: set[str]
) -> None:
    layout = layout_of(_text(code, byline, inside, behind))
    assert {c.name for c in layout.credits if c.kind is CreditKind.CREDIT} == credited
    assert {c.name for c in layout.credits if c.kind is CreditKind.CITES} == cited
    assert (layout.byline.value if layout.byline else None) == author


@pytest.mark.parametrize(("code", "line", "credited", "author"), BESIDE_AUTHORS)
def test_agencies_beside_authors(code: str, line: str, credited: set[str], author: str) -> None:
    layout = layout_of(_text(code, line))
    assert {c.name for c in layout.credits} == credited
    assert layout.byline is not None and layout.byline.value == author


@pytest.mark.parametrize(("code", "line", "chains"), CHAINS)
def test_papers_and_stations_that_say_whom_they_have_it_from(
    code: str, line: str, chains: dict[str, str]
) -> None:
    text = _text(code, inside=line)
    credits = layout_of(text).credits
    assert {c.name: c.on for c in credits} == chains
    assert all(c.on_span is not None and c.on_span.of(text) == c.on for c in credits)
