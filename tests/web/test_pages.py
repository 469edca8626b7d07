"""Every page: answers as HTML and JSON, leads only to pages that exist, and shows what the dossier holds."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from quellenlage.domain.dossier import Dossier
from quellenlage.domain.entry import EntryKind
from quellenlage.ledger.entries import entries_of
from quellenlage.render.views.dossier import dossier_view
from quellenlage.web.pages import UTTERANCES
from quellenlage.web.places import SECTIONS, section_of

JSON = {"accept": "application/json"}


def links(html: str) -> list[str]:
    """Addresses of this site in a page, without what stands behind the sign #."""
    found = (unescape(href) for href in re.findall(r'href="(/[^"]*)"', html))
    return sorted({href.split("#")[0] for href in found})


def text(html: str) -> str:
    """What a page prints."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_every_link_leads_to_a_page(site: TestClient) -> None:
    """From the start, breadth first; lists are followed far enough to see every kind of page."""
    todo, seen = ["/"], set()
    while todo and len(seen) < 150:
        address = todo.pop(0)
        if address in seen or address.startswith(("/static/", "/language")):
            continue
        seen.add(address)
        response = site.get(address)
        assert response.status_code == 200, address
        todo += links(response.text)
    kinds = {re.sub(r"/[a-z]{2}-[0-9a-f]+", "/ID", address).split("?")[0] for address in seen}
    assert {"/story/ID", "/report/ID", "/entry/ID", "/findings", "/story/ID/claims"} <= kinds


def test_every_line_of_the_ledger_has_an_address(site: TestClient, whole: Dossier) -> None:
    some: dict[EntryKind, list[str]] = {}
    for entry in entries_of(whole):
        some.setdefault(entry.kind, []).append(entry.id)
    assert set(some) == set(EntryKind)
    for kind, ids in some.items():
        for own in ids[:: max(1, len(ids) // 4)]:
            found = site.get(f"/entry/{own}", follow_redirects=True)
            assert found.status_code == 200, (kind, own)
            answer = site.get(f"/entry/{own}", headers=JSON, follow_redirects=True).json()
            assert answer["page"] in ("entry", "report", "overview")


@pytest.mark.parametrize("section", SECTIONS)
def test_json_of_every_section(site: TestClient, whole: Dossier, section: str) -> None:
    story = max(whole.stories, key=lambda s: len(s.reports))
    address = section_of(story.id, section)
    by_header = site.get(address, headers=JSON)
    assert by_header.headers["content-type"] == "application/json"
    answer = by_header.json()
    assert answer["page"] == section
    assert answer["story"]["title"] == story.title
    assert site.get(address, params={"format": "json"}).json()["content"] == answer["content"]
    assert "text/html" in site.get(address).headers["content-type"]


def test_the_views_are_those_of_the_static_dossier(site: TestClient, whole: Dossier) -> None:
    view = dossier_view(whole).stories[0]
    address = f"/story/{view.anchor}"
    shown = site.get(f"{address}/claims", headers=JSON).json()["content"]
    assert [c["anchor"] for c in shown["matrix"]] == [c.anchor for c in view.claims.matrix][
        : len(shown["matrix"])
    ]
    first = view.claims.matrix[0]
    assert shown["matrix"][0]["wording"] == first.wording
    assert [s["act"] for s in shown["matrix"][0]["stances"]] == [s.act for s in first.stances]

    shown = site.get(f"{address}/statements", headers=JSON).json()
    assert [u["anchor"] for u in shown["content"]["utterances"]] == [
        u.anchor for u in view.statements.utterances[:UTTERANCES]
    ]
    assert shown["paging"]["total"] == len(view.statements.utterances)

    shown = site.get(f"{address}/figures", headers=JSON).json()["content"]["series"]
    for one, other in zip(shown, view.figures.series, strict=False):
        assert (one["anchor"], one["conflicts"]) == (other.anchor, other.conflicts)
        assert [f["exact"] for f in one["figures"]] == [f.exact for f in other.figures]

    overview = site.get(address, headers=JSON).json()["content"]
    for group, other in zip(overview["answers"], view.overview.answers, strict=True):
        assert (group["status"], group["more"]) == (other.status, other.more)
        assert [c["anchor"] for c in group["claims"]] == [c.anchor for c in other.claims]
    for name in (
        "reports",
        "undated",
        "utterances",
        "statements",
        "several",
        "alleged",
        "changes",
        "findings",
    ):
        assert overview[name] == getattr(view.overview, name), name
    assert tuple(overview["origins"]) == view.overview.origins


def test_the_reading_view_prints_all_of_a_report(site: TestClient, whole: Dossier) -> None:
    for reading in whole.readings:
        page = site.get(f"/report/{reading.report.id}").text
        body = page[page.index('<div class="body">') :]
        assert "".join(reading.report.text.split()) in "".join(text(body).split()) or all(
            "".join(b.span.of(reading.report.text).split()) in "".join(text(body).split())
            for b in reading.layout.blocks
        )
        for statement in reading.statements:
            assert f'id="{statement.id}"' in page


def test_pages_go_on_and_come_to_an_end(site: TestClient, whole: Dossier) -> None:
    story = max(whole.stories, key=lambda s: len(s.reports))
    address: str | None = f"/story/{story.id}/statements"
    seen: list[str] = []
    while address:
        answer = site.get(address, headers=JSON).json()
        seen += [u["anchor"] for u in answer["content"]["utterances"]]
        address = answer["paging"]["next"]
    own = {u.id for u in whole.utterances if u.story == story.id}
    assert len(seen) == len(set(seen))
    assert set(seen) == own


def test_an_evidence_link_marks_exactly_these_characters(site: TestClient, whole: Dossier) -> None:
    claim = whole.claims[0]
    page = site.get(f"/entry/{claim.id}").text
    (at,) = {href for href in links(page) if "?at=" in href}
    shown = site.get(at).text
    evidence = claim.wording[0]
    exact = whole.corpus.exact(evidence.report, evidence.span)
    marks = re.findall(r'<mark class="at"(?: id="at")?>', shown)
    assert marks
    assert exact.split()[0] in text(shown[shown.index('id="at"') :])


def test_both_languages_are_spoken_and_chosen(site: TestClient) -> None:
    assert "Geschichten" in site.get("/").text
    assert "Stories" in site.get("/", headers={"accept-language": "en-GB,en;q=0.9"}).text
    chosen = site.get("/language?to=en&back=/findings", follow_redirects=False)
    assert chosen.headers["location"] == "/findings"
    assert "ql-language=en" in chosen.headers["set-cookie"]
    site.cookies.clear()


def test_what_is_not_there_says_so(site: TestClient) -> None:
    for address in ("/entry/st-nothing", "/report/re-nothing", "/story/sy-nothing", "/story/sy-x/claims"):
        response = site.get(address)
        assert response.status_code == 404
        assert "gibt es nicht" in response.text
        assert site.get(address, headers=JSON).status_code == 404
    assert site.get("/nothing").status_code == 404
