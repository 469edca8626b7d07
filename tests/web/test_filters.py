"""Filters combine, stand in the address, and show exactly the lines that pass them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from starlette.testclient import TestClient

from quellenlage.domain.dossier import Dossier
from quellenlage.domain.statement import Statement
from quellenlage.web.query import read_query

JSON = {"accept": "application/json"}


@pytest.fixture(scope="module")
def story(whole: Dossier) -> str:
    return max(whole.stories, key=lambda s: len(s.reports)).id


def found(site: TestClient, address: str, **asked: str) -> set[str]:
    """The utterances on all pages."""
    params: dict[str, str] | None = asked
    out: set[str] = set()
    while address:
        answer = site.get(address, params=params, headers=JSON).json()
        out |= {u["anchor"] for u in answer["content"]["utterances"]}
        address, params = answer["paging"]["next"], None
    return out


def passing(whole: Dossier, story: str, *tests: Callable[[Statement], bool]) -> set[str]:
    """The utterances of which one wording passes all tests, worked out over the whole dossier."""
    statements = whole.corpus.statements
    return {
        u.id
        for u in whole.utterances
        if u.story == story and any(all(test(statements[s]) for test in tests) for s in u.statements)
    }


def checks_of(whole: Dossier) -> dict[tuple[str, str], Callable[[Statement], bool]]:
    speaker = whole.actor_of
    talkative = max(
        whole.actors,
        key=lambda a: sum(s.participant in a.participants for s in whole.corpus.statements.values()),
    )
    layout = {r.report.id: r.layout for r in whole.readings}

    def outlet(s: Statement) -> str | None:
        found = layout[s.report].outlet
        return found.value if found else None

    def language(s: Statement) -> str | None:
        found = layout[s.report].language
        return found.value if found else None

    return {
        ("actor", talkative.id): lambda s: speaker.get(s.participant or "") is talkative,
        ("act", "deny"): lambda s: s.act == "deny",
        ("type", "direct"): lambda s: s.type == "direct",
        ("outlet", "Nordwest-Bote"): lambda s: outlet(s) == "Nordwest-Bote",
        ("language", "en"): lambda s: language(s) == "en",
    }


def test_each_filter_and_each_pair(site: TestClient, whole: Dossier, story: str) -> None:
    tests = checks_of(whole)
    address = f"/story/{story}/statements"
    for (name, value), test in tests.items():
        expected = passing(whole, story, test)
        assert expected
        assert found(site, address, **{name: value}) == expected, name
    for one, other in combinations(tests, 2):
        expected = passing(whole, story, tests[one], tests[other])
        assert found(site, address, **dict((one, other))) == expected, (one, other)


def test_days_bound_what_is_shown(site: TestClient, story: str) -> None:
    address = f"/story/{story}/statements"
    everything = found(site, address)
    early = found(site, address, to="2023-11-15")
    late = found(site, address, **{"from": "2023-11-16"})
    assert early and late and early | late <= everything
    answer = site.get(address, params={"from": "2023-11-16"}, headers=JSON).json()
    for utterance in answer["content"]["utterances"]:
        assert utterance["when"]["value"][:10] >= "2023-11-16"


def test_what_rests_on_an_origin(site: TestClient, whole: Dossier, story: str) -> None:
    origin = next(s.origin for o in whole.origins for s in o.path if s.origin.startswith("agency:"))
    subjects = {o.subject for o in whole.origins if any(s.origin == origin for s in o.path)}
    shown = found(site, f"/story/{story}/statements", origin=origin)
    assert shown == {s for s in subjects if s.startswith("ut-")}
    claims = site.get(f"/story/{story}/claims", params={"origin": origin}, headers=JSON).json()
    assert claims["paging"]["total"] == len({s for s in subjects if s.startswith("cl-")})


@pytest.mark.parametrize("section", ["claims", "figures", "reports", "timeline"])
def test_other_sections_filter_too(site: TestClient, story: str, section: str) -> None:
    address = f"/story/{story}/{section}"
    everything = site.get(address, headers=JSON).json()["paging"]["total"]
    some = site.get(address, params={"language": "en"}, headers=JSON).json()["paging"]["total"]
    none = site.get(address, params={"language": "en", "outlet": "Nordwest-Bote"}, headers=JSON).json()
    assert 0 < some < everything
    assert none["paging"]["total"] == 0
    assert "Keine Zeile passt" in site.get(address, params={"language": "en", "outlet": "Nordwest-Bote"}).text


def test_the_form_says_what_is_asked(site: TestClient, story: str) -> None:
    page = site.get(f"/story/{story}/statements", params={"act": "deny", "from": "2023-11-15"}).text
    assert '<option value="deny" selected>' in page
    assert 'name="from" size="10" maxlength="10" placeholder="2024-12-31" value="2023-11-15"' in page
    assert 'method="get"' in page


def test_an_address_keeps_its_filters_over_pages() -> None:
    query = read_query(
        "/story/x/claims", {"act": "deny", "from": "2023-11", "page": "2", "q": "zwei Worte & ?"}
    )
    assert (
        query.paging(10, 10, 35).next == "/story/x/claims?act=deny&from=2023-11&q=zwei+Worte+%26+%3F&page=3"
    )
    assert query.paging(10, 10, 35).previous == "/story/x/claims?act=deny&from=2023-11&q=zwei+Worte+%26+%3F"
    again = read_query("/story/x/claims", {"act": "deny", "from": "2023-11", "q": "zwei Worte & ?"})
    assert again.asked == query.asked


@pytest.mark.parametrize(
    "nonsense",
    [
        {"page": "-1"},
        {"page": "٣"},
        {"page": "99999999999999999999"},
        {"from": "gestern", "to": "2023-13-99x"},
        {"act": "' OR 1=1 --", "actor": "\x00"},
        {"q": '"" ( ) AND OR NOT * NEAR( ^ : - "', "kind": "x"},
        {"at": "9-1"},
        {"at": "0-999999999"},
    ],
)
def test_nonsense_in_an_address_is_no_error(
    site: TestClient, whole: Dossier, story: str, nonsense: dict[str, str]
) -> None:
    report = whole.readings[0].report.id
    for address in (
        f"/story/{story}/statements",
        f"/story/{story}/claims",
        "/search",
        f"/report/{report}",
        "/findings",
    ):
        assert site.get(address, params=nonsense).status_code == 200, address
