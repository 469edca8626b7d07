"""Search: in any form of a word, in either writing of umlauts, over all kinds of lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.builders import dossier, made
from tests.web.site import served

JSON = {"accept": "application/json"}

TEXTS = {
    "a.txt": "Die Häuser in Köln stehen unter Wasser.",
    "b.txt": "Das Haus in Koeln steht.",
    "c.txt": "Die Straße nach Düsseldorf ist gesperrt. Die Sperrung dauert an.",
    "d.txt": "Nichts davon ist wahr.",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    parts = [made(name, text) for name, text in TEXTS.items()]
    parts.append(made("e.txt", "Two houses were flooded, firefighters said.", language="en"))
    return served(dossier(*parts), tmp_path_factory.mktemp("search") / "dossier")


def found(site: TestClient, query: str, kind: str = "report") -> set[str]:
    hits = site.get("/search", params={"q": query, "kind": kind}, headers=JSON).json()["content"]["hits"]
    return {"".join(p["text"] for p in hit["pieces"])[:10] for hit in hits}


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("Köln", {"a.txt", "b.txt"}),
        ("koeln", {"a.txt", "b.txt"}),
        ("KOLN", {"a.txt", "b.txt"}),
        ("haus", {"a.txt", "b.txt"}),
        ("Häusern", {"a.txt", "b.txt"}),
        ("strasse", {"c.txt"}),
        ("Straßen", {"c.txt"}),
        ("duesseldorf gesperrt", {"c.txt"}),
        ("köln wasser", {"a.txt"}),
        ('"nach Düsseldorf"', {"c.txt"}),
        ('"Düsseldorf nach"', set()),
        ("düssel*", {"c.txt"}),
        ("flooding house", {"e.txt"}),
        ("köln nichts", set()),
        ("", set()),
        ("***", set()),
    ],
)
def test_words_in_any_form(small: TestClient, query: str, texts: set[str]) -> None:
    every = {**TEXTS, "e.txt": "Two houses were flooded"}
    assert found(small, query) == {every[name][:10] for name in texts}


def test_the_words_that_were_found_are_marked(small: TestClient) -> None:
    page = small.get("/search", params={"q": "koeln haus"}).text
    assert '<mark class="found-word">Häuser</mark> in <mark class="found-word">Köln</mark>' in page
    assert '<mark class="found-word">Haus</mark> in <mark class="found-word">Koeln</mark>' in page


def test_all_kinds_of_lines_are_found(site: TestClient) -> None:
    answer = site.get("/search", params={"q": "Velmara"}, headers=JSON).json()["content"]
    counts = dict(answer["counts"])
    assert counts["report"] > 3 and counts["actor"] > 0 and counts["statement"] > 0
    for kind, n in counts.items():
        one = site.get("/search", params={"q": "Velmara", "kind": kind}, headers=JSON).json()
        assert one["paging"]["total"] == n
        assert {hit["kind"] for hit in one["content"]["hits"]} <= {kind}


def test_a_story_bounds_the_search(site: TestClient) -> None:
    everything = site.get("/search", params={"q": "Gemälde"}, headers=JSON).json()["content"]["hits"]
    stories = {hit["story"] for hit in everything if hit["story"]}
    assert len(stories) == 1
    within = site.get("/search", params={"q": "Gemälde", "story": stories.pop()}, headers=JSON).json()
    assert within["paging"]["total"] > 0
    elsewhere = site.get("/search", params={"q": "Gemälde", "story": "sy-other"}, headers=JSON).json()
    assert elsewhere["paging"]["total"] == 0


def test_the_index_is_made_anew_for_another_ledger(tmp_path: Path) -> None:
    site = served(dossier(made("a.txt", "Ein Pferd.")), tmp_path)
    assert found(site, "Pferd") == {"Ein Pferd."[:10]}
    from quellenlage.stores.sqlite import write_ledger

    write_ledger(tmp_path / "ledger.sqlite", dossier(made("b.txt", "Zwei Esel und noch einer.")))
    assert found(site, "Pferd") == set()
    assert found(site, "Esel") == {"Zwei Esel "}
