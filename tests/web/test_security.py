"""What the web interface refuses, and that hostile text stays text on every page."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.builders import flood
from tests.render.hostile import HOSTILE, poisoned, spoken
from tests.web.site import client, served
from tests.web.test_pages import links

from quellenlage.web.app import FILES
from quellenlage.web.serve import host_check

VOID = {"meta", "link", "input", "img", "br", "hr"}


class Parsed(HTMLParser):
    """Elements and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def check(html: str) -> None:
    """Scripts and styles are ours, nothing is fetched, nothing is done on an event."""
    for tag, attributes in Parsed(html).elements:
        assert tag not in ("iframe", "object", "embed", "img", "base", "b"), tag
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
        if tag == "script":
            assert (
                attributes.get("src") == "/static/dossier.js" or attributes.get("type") == "application/json"
            )
        if tag == "link":
            assert re.fullmatch(r"/static/\w+\.css|data:,", attributes.get("href") or "")
        href = attributes.get("href") or attributes.get("action") or ""
        assert not href.lower().startswith(("javascript:", "data:text", "vbscript:")), href


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_stays_text_on_every_page(payload: str, tmp_path: Path) -> None:
    for n, made in enumerate((poisoned(payload), spoken(payload))):
        try:
            site = served(made, tmp_path / str(n))
        except UnicodeEncodeError:
            pytest.skip("a lone surrogate outside of a text cannot be written as JSON")
        todo, seen = ["/", "/search?q=Damm", "/decisions"], set()
        while todo and len(seen) < 24:
            address = todo.pop(0)
            if address in seen or address.startswith("/static/"):
                continue
            seen.add(address)
            response = site.get(address)
            if response.status_code != 200:  # an address with a surrogate in it, for one
                continue
            check(response.text)
            todo += links(response.text)
        assert len(seen) > 15
        if payload.startswith("<script>"):
            story = next(a for a in seen if a.startswith("/story/"))
            assert payload in unescape(site.get(story).text)


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_queries_stay_text(site: TestClient, payload: str) -> None:
    payload = payload.encode("utf-8", "replace").decode()
    for address in ("/search", "/findings", "/story/x", "/entry/x", "/language"):
        response = site.get(address, params={"q": payload, "to": payload, "back": payload, "kind": payload})
        check(response.text)
        assert "owned'</script>" not in response.text


def test_every_answer_has_the_headers(site: TestClient) -> None:
    for address in ("/", "/static/dossier.js", "/nothing", "/entry/none", "/search?q=a&format=json"):
        headers = site.get(address).headers
        policy = headers["content-security-policy"]
        assert (
            "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        )
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("listening", "asked", "fits"),
    [
        ("127.0.0.1", "127.0.0.1:8765", True),
        ("127.0.0.1", "localhost:8765", True),
        ("127.0.0.1", "[::1]:8765", True),
        ("127.0.0.1", "evil.example", False),
        ("127.0.0.1", "evil.example:8765", False),
        ("127.0.0.1", "127.0.0.1.evil.example", False),
        ("127.0.0.1", "192.168.1.5", False),
        ("127.0.0.1", "", False),
        ("0.0.0.0", "192.168.1.5:8765", True),
        ("0.0.0.0", "evil.example:8765", False),
        ("news.example", "news.example", True),
    ],
)
def test_other_names_are_refused(listening: str, asked: str, fits: bool) -> None:
    assert host_check(listening)(asked) is fits


def test_a_request_under_another_name_is_refused(site: TestClient) -> None:
    assert site.get("/", headers={"host": "evil.example"}).status_code == 421
    assert site.get("/", headers={"host": "localhost:1"}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/static/../page.py",
        "/static/..%2fpage.py",
        "/static/%2e%2e/%2e%2e/page.py",
        "/static//etc/passwd",
        "/static/dossier.css%00.html",
        "/report/..%2f..%2fledger.sqlite",
        "/entry/..%5c..%5cx",
    ],
)
def test_no_other_file_is_read(site: TestClient, address: str) -> None:
    assert site.get(address).status_code == 404


def test_our_own_files_are_served(site: TestClient) -> None:
    for name, kind in FILES.items():
        response = site.get(f"/static/{name}")
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(kind)


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "",
    ],
)
def test_going_back_leads_nowhere_else(site: TestClient, back: str) -> None:
    response = site.get("/language", params={"to": "de", "back": back}, follow_redirects=False)
    assert response.headers["location"] == "/"
    site.cookies.clear()


def test_nothing_can_be_changed_by_default(site: TestClient, served_folder: Path) -> None:
    before = {p.name: p.stat().st_mtime_ns for p in served_folder.iterdir()}
    assert site.post("/decide", data={"kind": "actor"}).status_code == 403
    assert site.get("/edit", params={"token": ""}).status_code == 403
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert site.request(method, "/").status_code == 405
    assert '<form class="decide' not in site.get("/").text
    assert {p.name: p.stat().st_mtime_ns for p in served_folder.iterdir()} == before


def test_a_folder_that_cannot_be_written_is_served_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quellenlage.stores import register_build

    folder = tmp_path / "dossier"
    served(flood(), folder)
    (folder / register_build.REGISTER).unlink()
    monkeypatch.setattr(register_build.tempfile, "gettempdir", lambda: str(tmp_path / "elsewhere"))
    make = register_build._make

    def refused(path: Path, *rest: object) -> None:
        if path.parent == folder:
            raise PermissionError(path)
        make(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(register_build, "_make", refused)
    assert client(folder).get("/").status_code == 200
    assert not (folder / register_build.REGISTER).exists()
