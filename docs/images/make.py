"""Takes the pictures of a dossier: `python docs/images/make.py DOSSIER_DIR`. Needs playwright, Chromium.

The dossier is copied first: the decisions that one picture shows are made in the copy.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from quellenlage.api import open_dossier
from quellenlage.domain.dossier import Dossier
from quellenlage.ledger.decisions import DECISIONS
from quellenlage.web.app import application
from quellenlage.web.decide import Desk
from quellenlage.web.places import section_of
from quellenlage.web.serve import host_check
from quellenlage.web.site import Site

HERE = Path(__file__).parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
WORDINGS = """() => {
  const changed = document.querySelector('.utt .wording ins').closest('.utt');
  changed.querySelector('details').open = true;
  changed.scrollIntoView();
}"""  # the first act of speech that two reports print in different words
SIZE = {"width": 1280, "height": 860}


def main(folder: Path) -> None:
    """Write `dossier-*.png` and `serve-*.png` beside this file."""
    chromium = os.environ.get("QUELLENLAGE_CHROMIUM") or shutil.which("chromium")
    with TemporaryDirectory() as work, sync_playwright() as started:
        copy = Path(work) / "dossier"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("register.sqlite*", DECISIONS))
        browser = started.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        _dossier(browser, copy)
        _serve(browser, copy)
        browser.close()


def _dossier(browser: Browser, folder: Path) -> None:
    for name, scheme, prepare in (
        ("overview", "light", _at(".story")),
        ("figures", "light", _at("section.figures")),
        ("claims", "light", _at("section.claims")),
        ("timeline", "dark", _at("section.timeline")),
        ("statements", "light", WORDINGS),
        ("origins", "light", _at("section.origins")),
        ("report", "dark", "() => document.querySelector('.overview .stances a.src').click()"),
    ):
        page = _page(browser, scheme)
        page.goto((folder / "index.html").resolve().as_uri())
        page.locator("#language").click()
        page.evaluate(prepare)
        _take(page, f"dossier-{name}")


def _at(place: str) -> str:
    return f"() => document.querySelector('{place}').scrollIntoView()"


def _serve(browser: Browser, folder: Path) -> None:
    """The main pages of the web interface, with two decisions made on the way."""
    dossier = open_dossier(folder)
    story = max(dossier.stories, key=lambda s: len(s.reports)).id
    with _running(folder) as (address, desk):
        page = _page(browser, "light")
        page.goto(f"{address}{section_of(story, 'overview')}")
        _take(page, "serve-overview")
        page.goto(f"{address}{section_of(story, 'statements')}?act=confirm")
        page.locator(".utt summary").first.click(position={"x": 400, "y": 8})
        _take(page, "serve-statements")
        page = _page(browser, "dark")
        page.goto(f"{address}/report/{_told(dossier)}")
        _take(page, "serve-report")
        page = _page(browser, "light")
        page.goto(f"{address}/edit?token={desk.token}")
        for utterance in [u for u in dossier.utterances if len(u.statements) == 2][:2]:
            page.goto(f"{address}/entry/{utterance.id}")
            page.get_by_role("button", name="Not the same", exact=True).first.click()
        page.goto(f"{address}/decisions")
        page.get_by_role("button", name="Undo", exact=True).first.click()
        _take(page, "serve-decisions")


def _told(dossier: Dossier) -> str:
    """The report with the most statements."""
    return max(dossier.readings, key=lambda r: (len(r.statements), r.report.id)).report.id


@contextmanager
def _running(folder: Path) -> Iterator[tuple[str, Desk]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    desk = Desk(folder / DECISIONS, "Ada Lenz")
    app = application(Site(folder), host_check("127.0.0.1"), desk)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}", desk
    server.should_exit = True
    thread.join(timeout=5)


def _page(browser: Browser, scheme: str) -> Page:
    return browser.new_page(
        viewport=SIZE,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(400)
    page.screenshot(path=HERE / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
