"""A fact-checker's tasks in the web interface, by mouse and by keyboard; nothing is fetched elsewhere."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from tests.render.hostile import HOSTILE, spoken

from quellenlage.api import compile_reports, open_dossier
from quellenlage.domain.dossier import Dossier
from quellenlage.ledger.decisions import DECISIONS
from quellenlage.stores.sqlite import write_ledger
from quellenlage.web.app import application
from quellenlage.web.decide import Desk
from quellenlage.web.places import SECTIONS, section_of
from quellenlage.web.serve import host_check
from quellenlage.web.site import Site

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: uv sync")

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Running:
    """A server over a copy of the sample's dossier."""

    folder: Path
    address: str
    desk: Desk
    dossier: Dossier

    @property
    def story(self) -> str:
        return max(self.dossier.stories, key=lambda s: len(s.reports)).id


@dataclass
class Visit:
    """An opened browser, with what it asked elsewhere for and what it complained about."""

    page: playwright.Page
    at: Running
    strange: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(10_000)
        self.page.on(
            "request", lambda r: None if r.url.startswith(self.at.address) else self.strange.append(r.url)
        )
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None
        )

    def open(self, path: str) -> playwright.Page:
        self.page.goto(self.at.address + path)
        return self.page

    def press(self, key: str, until: Callable[[], bool], most: int = 80) -> None:
        """Press a key until something holds."""
        for _ in range(most):
            if until():
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} pressed {most} times, and still not there")

    def focused(self, script: str) -> bool:
        """Whether something holds for the element in focus, `e` in the script."""
        return bool(self.page.evaluate(f"(() => {{ const e = document.activeElement; return {script}; }})()"))

    def enter(self) -> None:
        """Press Enter and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


@pytest.fixture(scope="module")
def running(compiled_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("running") / "dossier"
    shutil.copytree(compiled_sample, folder)
    with serving(folder) as started:
        yield started


@contextmanager
def serving(folder: Path) -> Iterator[Running]:
    """A server over the dossier in a folder, stopped at the end."""
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
    yield Running(folder, f"http://127.0.0.1:{port}", desk, open_dossier(folder))
    server.should_exit = True
    thread.join(timeout=5)


@pytest.fixture(params=["mouse", "keyboard"])
def by(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def visit(browser: playwright.Browser, running: Running) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, reduced_motion="reduce", locale="de-DE"
    )
    opened = Visit(context.new_page(), running)
    yield opened
    assert not opened.strange, opened.strange
    assert not opened.errors, opened.errors
    context.close()


def test_find_who_confirmed_first(visit: Visit, by: str) -> None:
    """From the overview to the words of the first who confirmed, in the report."""
    page = visit.open(section_of(visit.at.story, "overview"))
    confirmed = page.locator(".g-confirmed .line").first
    told = confirmed.locator(".stances li", has=page.locator(".a-confirm")).first
    who = told.locator(".actor").first.inner_text()
    assert who
    if by == "mouse":
        told.locator("a.src").first.click()
    else:
        visit.press("j", lambda: visit.focused("!!e.closest('.g-confirmed') && e.matches('.line')"))
        visit.enter()
        visit.press(
            "Tab",
            lambda: visit.focused(
                f"e.matches('td.cell a.pl') && !!e.querySelector('.a-confirm')"
                f" && e.closest('td').textContent.includes('{who}')"
            ),
        )
        visit.enter()
    mark = page.locator("mark.hit, mark:target").first
    mark.wait_for(state="visible")
    anchor = page.url.partition("#")[2]
    positions = [p for c in visit.at.dossier.claims for p in c.positions if anchor in p.statements]
    assert any(p.act == "confirm" for p in positions)
    names = {a.id: a.name for a in visit.at.dossier.actors}
    assert who in {names[p.actor] for p in positions}


def test_find_the_conflict_in_the_figures(visit: Visit, by: str) -> None:
    page = visit.open(section_of(visit.at.story, "overview"))
    if by == "mouse":
        page.locator(".side").get_by_role("link", name="Zahlen").click()
    else:
        visit.press("j", lambda: visit.focused("e.matches('.line') && !!e.querySelector('.r-conflict')"))
        visit.enter()
    series = page.locator("figure.series", has=page.locator("figcaption .r-conflict")).first
    row = series.locator("tr.line", has=page.locator(".rel.r-conflict")).first
    other = re.search(r"\d+", row.locator(".rel.r-conflict .run").first.inner_text())
    assert other
    own = row.get_attribute("id") or ""
    against = series.locator("tr.line").nth(int(other[0]) - 1).get_attribute("id") or ""
    conflicts = {
        frozenset((f"row-{r.left}", f"row-{r.right}"))
        for s in visit.at.dossier.series
        for r in s.relations
        if r.relation == "conflict"
    }
    assert frozenset((own, against)) in conflicts
    assert row.locator(".who").inner_text().strip()


def test_see_what_one_report_changed_in_the_quote(visit: Visit, by: str) -> None:
    page = visit.open(section_of(visit.at.story, "statements"))
    changed = page.locator(".utt", has=page.locator(".wording ins, .wording del")).first
    if by == "mouse":
        changed.locator("summary").first.click(position={"x": 400, "y": 8})
    else:
        own = changed.get_attribute("id")
        visit.press("j", lambda: visit.focused(f"e.id === '{own}'"))
        page.keyboard.press("Enter")
    differing = changed.locator(".wording", has=page.locator("ins, del")).first
    assert differing.is_visible()
    assert differing.locator("ins, del").first.is_visible()
    assert differing.locator(".rep").first.inner_text().strip()
    assert changed.locator(".wording").first.is_visible()


def test_find_the_proof_path_of_an_origin_count(visit: Visit, by: str) -> None:
    page = visit.open(section_of(visit.at.story, "overview"))
    count = page.locator(".overview a.orig").first
    number = re.findall(r"\d+", count.inner_text())
    if by == "mouse":
        count.click()
    else:
        visit.press("Tab", lambda: visit.focused("e.matches('.overview a.orig')"), most=160)
        visit.enter()
    proof = page.locator("section.proof")
    assert re.findall(r"\d+", proof.locator("h2").inner_text()) == number
    subject = page.url.partition("#or-")[2]
    bounds = next(o for o in visit.at.dossier.origins if o.subject == subject)
    assert proof.locator("li.line").count() == len(bounds.path)
    box = proof.bounding_box()
    assert box and box["y"] < 900
    proof.locator("li.line a.rep").first.click()
    assert "/report/" in page.url


def test_undo_a_wrong_merge(visit: Visit, by: str, sample: Path) -> None:
    running = visit.at
    told = next(u for u in open_dossier(running.folder).utterances if len(u.statements) == 2)
    visit.open(f"/edit?token={running.desk.token}")
    page = visit.open(f"/entry/{told.id}")

    def press(name: str) -> None:
        button = page.get_by_role("button", name=name, exact=True).first
        if by == "mouse":
            button.click()
        else:
            visit.press(
                "Tab", lambda: visit.focused(f"e.matches('button') && e.innerText.trim() === '{name}'")
            )
            visit.enter()
        page.wait_for_load_state()

    press("Nicht dieselbe")
    assert page.locator(".made").first.is_visible()
    assert page.locator(".pending").is_visible()
    compile_reports([str(sample / "reports")], running.folder)
    page = visit.open(f"/entry/{told.statements[0]}")
    assert page.locator(".pending").count() == 0
    assert page.locator(".wording").count() == 1

    visit.open("/decisions")
    press("Zurücknehmen")
    assert "zurückgenommen" in page.locator(".undone").first.inner_text()
    compile_reports([str(sample / "reports")], running.folder)
    page = visit.open(f"/entry/{told.id}")
    assert page.locator(".wording").count() == 2


def test_the_way_by_keyboard(visit: Visit) -> None:
    page = visit.open(section_of(visit.at.story, "statements"))
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == first
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("Velmara")
    visit.enter()
    assert page.locator("mark.found-word").first.is_visible()
    page.keyboard.press("?")
    assert page.locator("dialog#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog#help").is_visible()
    visit.open(section_of(visit.at.story, "statements"))
    with page.expect_navigation():
        page.keyboard.press("n")
    assert "page=2" in page.url


def test_the_language_is_chosen_by_a_link(visit: Visit) -> None:
    page = visit.open("/findings")
    page.locator("#language").click()
    assert page.url.endswith("/findings")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Findings" in page.title()


def test_a_citation_is_copied_whole(visit: Visit) -> None:
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    own = next(s for r in visit.at.dossier.readings if r.layout.url for s in r.statements)
    visit.open(f"/entry/{own.id}")
    wording = page.locator(f"#{own.id}")
    wording.locator(".citation summary").click()
    wording.locator("button.cite").click()
    page.wait_for_timeout(100)
    copied = page.evaluate("navigator.clipboard.readText()")
    reading = visit.at.dossier.corpus.reading_of[own.report]
    quote = " … ".join(q.of(reading.report.text) for q in own.quote)
    assert copied.startswith(f"„{quote}“ — ")
    for part in (reading.layout.url.value, reading.report.sha256, f"[{own.extent.start}–{own.extent.end}"):
        assert part in copied


def test_without_scripts_everything_can_be_read_and_filtered(
    browser: playwright.Browser, running: Running
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = Visit(context.new_page(), running).open(section_of(running.story, "statements"))
    page.locator("select[name=act]").select_option("deny")
    page.get_by_role("button", name="Filtern").click()
    assert "act=deny" in page.url
    assert page.locator(".utt").count() > 0
    assert all("deny" in (u.get_attribute("data-act") or "") for u in page.locator(".utt").all())
    page.locator(".utt .end a.src").first.click()
    assert "/report/" in page.url
    assert page.locator("mark:target").is_visible()
    context.close()


def pages_of(running: Running) -> list[str]:
    """One page of every kind."""
    dossier = running.dossier
    several = next(u for u in dossier.utterances if len(u.statements) > 1)
    lines = [several, several and dossier.claims[0], dossier.series[0], dossier.actors[0], dossier.links[0]]
    found = ["/", "/search?q=Velmara", "/findings", "/decisions", "/entry/none"]
    found += [section_of(running.story, name) for name in SECTIONS]
    found += [
        f"/report/{dossier.readings[0].report.id}",
        f"{section_of(running.story, 'origins')}?part=dependencies",
    ]
    return [*found, *(f"/entry/{line.id}" for line in lines)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault_that_axe_knows(
    browser: playwright.Browser, running: Running, scheme: str
) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": 1280, "height": 900}, locale="de-DE"
    )
    visit = Visit(context.new_page(), running)
    if scheme == "dark":
        visit.open(f"/edit?token={running.desk.token}")
    found = []
    for path in pages_of(running):
        page = visit.open(path)
        page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
        result = Axe().run(page, options={"resultTypes": ["violations"]})
        for violation in result.response["violations"]:
            nodes = [node["html"][:160] for node in violation["nodes"][:2]]
            found.append((path, violation["id"], nodes))
    context.close()
    assert not found, found
    assert not visit.strange


@pytest.mark.parametrize("payload", [HOSTILE[0], HOSTILE[1], HOSTILE[3]])
def test_hostile_text_does_nothing_on_any_page(
    browser: playwright.Browser, tmp_path: Path, payload: str
) -> None:
    """What a page holds as text, a browser shows as text: no script runs, nothing is fetched."""
    write_ledger(tmp_path / "ledger.sqlite", spoken(payload))
    with serving(tmp_path) as running:
        context = browser.new_context(locale="de-DE")
        visit = Visit(context.new_page(), running)
        for path in ["/", "/search?q=x", "/findings", *(section_of(running.story, s) for s in SECTIONS)]:
            page = visit.open(path)
            assert page.title() != "owned"
            assert page.locator("main script, main img, main b, main iframe").count() == 0
        page = visit.open(f"/report/{running.dossier.readings[0].report.id}")
        assert page.title() != "owned"
        context.close()
    assert not visit.strange
    assert not visit.errors


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_sticks_out_at_any_width(browser: playwright.Browser, running: Running, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="de-DE")
    visit = Visit(context.new_page(), running)
    for path in pages_of(running):
        assert visit.open(path).evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
