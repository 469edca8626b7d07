"""The dossier in a browser: nothing is requested, nothing is complained about, and it can be worked with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.builders import flood
from tests.render.hostile import HOSTILE, poisoned, spoken

from quellenlage.api import open_dossier
from quellenlage.render.page import render_dossier

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: uv sync")

pytestmark = pytest.mark.browser


@dataclass
class Visit:
    """An opened page, with what it asked for and complained about."""

    page: playwright.Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, html: str, folder: Path) -> playwright.Page:
        file = folder / "index.html"
        file.write_text(html, encoding="utf-8")
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None
        )
        self.page.goto(file.as_uri())
        return self.page

    def was_quiet(self) -> bool:
        """Whether only the file itself was asked for, and nothing was complained about."""
        return all(url.startswith("file:") for url in self.requests) and not self.errors


@pytest.fixture
def visit(browser: playwright.Browser) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield Visit(context.new_page())
    context.close()


@pytest.fixture(scope="module")
def sample_page(compiled_sample: Path) -> str:
    return render_dossier(open_dossier(compiled_sample))


def test_the_sample_story_asks_for_nothing_and_has_no_errors(
    visit: Visit, sample_page: str, tmp_path: Path
) -> None:
    page = visit.open(sample_page, tmp_path)
    page.wait_for_timeout(300)
    assert visit.was_quiet(), (visit.requests, visit.errors)
    assert len(visit.requests) == 1


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_sticks_out_at_any_width(visit: Visit, sample_page: str, tmp_path: Path, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(sample_page, tmp_path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dossier_has_no_fault_that_axe_knows(
    browser: playwright.Browser, sample_page: str, tmp_path: Path, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = Visit(context.new_page()).open(sample_page, tmp_path)
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    result = Axe().run(page, options={"resultTypes": ["violations"]})
    found = [(v["id"], [n["html"][:160] for n in v["nodes"][:2]]) for v in result.response["violations"]]
    context.close()
    assert not found, found


@pytest.fixture(params=["mouse", "keyboard"])
def by(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def go(page: playwright.Page, by: str, target: playwright.Locator) -> None:
    """Use a link or a line: with the mouse, or by Tab until it is in focus, then Enter."""
    if by == "mouse":
        target.click()
    else:
        target.evaluate("e => { e.dataset.wanted = 'yes'; }")
        for _ in range(200):
            if page.evaluate("document.activeElement.dataset.wanted === 'yes'"):
                break
            page.keyboard.press("Tab")
        else:
            raise AssertionError("Tab does not lead there")
        page.keyboard.press("Enter")
    page.wait_for_timeout(100)


def test_task_who_confirmed_first(visit: Visit, sample_page: str, tmp_path: Path, by: str) -> None:
    page = visit.open(sample_page, tmp_path)
    told = page.locator(".g-confirmed .line .stances li", has=page.locator(".a-confirm")).first
    assert told.locator(".actor").first.inner_text()
    go(page, by, told.locator("a.src").first)
    mark = page.locator("mark:target")
    box = mark.bounding_box()
    assert box and 0 < box["y"] < 900
    note = page.locator(f".notes li[data-of='{mark.get_attribute('id')}']").first
    assert note.locator(".a-confirm").count() == 1


def test_task_the_conflict_in_the_figures(visit: Visit, sample_page: str, tmp_path: Path, by: str) -> None:
    page = visit.open(sample_page, tmp_path)
    go(page, by, page.locator(".g-figures .line", has=page.locator(".r-conflict")).first.locator("a.go"))
    series = page.locator("figure.series:target")
    row = series.locator("tr.line", has=page.locator(".rel.r-conflict")).first
    assert row.locator(".who").inner_text().strip()
    other = row.locator(".rel.r-conflict .run").first.inner_text()
    against = series.locator("tr.line").nth(int(other.split("–")[0]) - 1)
    assert against.locator(".rel.r-conflict").count() == 1
    assert series.bounding_box()["y"] < 900  # type: ignore[index]


def test_task_what_one_report_changed_in_a_quote(
    visit: Visit, sample_page: str, tmp_path: Path, by: str
) -> None:
    page = visit.open(sample_page, tmp_path)
    line = page.locator(".utt", has=page.locator(".wording ins, .wording del")).first
    if by == "mouse":
        line.locator("summary").first.click(position={"x": 400, "y": 8})
    else:
        go(page, by, page.locator(".side").get_by_role("link", name="Aussagen").first)
        own = line.get_attribute("id")
        for _ in range(200):
            page.keyboard.press("j")
            if page.evaluate("document.activeElement.id") == own:
                break
        page.keyboard.press("Enter")
    changed = line.locator(".wording", has=page.locator("ins, del")).first
    assert changed.locator("ins, del").first.is_visible()
    assert changed.locator(".rep").first.inner_text().strip()


def test_task_the_proof_path_of_an_origin_count(
    visit: Visit, sample_page: str, tmp_path: Path, by: str
) -> None:
    page = visit.open(sample_page, tmp_path)
    go(page, by, page.locator(".overview a.orig").first)
    proof = page.locator(".proofs > li:target")
    proof.locator("summary").first.press("Enter")
    steps = proof.locator("ol li")
    assert steps.count() > 1
    assert steps.first.is_visible()
    assert steps.first.locator("a.rep").count() == 1
    assert visit.was_quiet()


def test_filters_combine_and_can_be_reset(visit: Visit, sample_page: str, tmp_path: Path) -> None:
    page = visit.open(sample_page, tmp_path)
    form = page.locator("form.filter").first
    lines = page.locator(".statements").first.locator(".utt")
    everything = lines.count()

    form.locator("[name=act]").select_option("confirm")
    confirming = lines.locator("visible=true").count()
    assert 0 < confirming < everything
    assert all("confirm" in (line.get_attribute("data-act") or "") for line in _visible(lines))

    actor = _visible(lines)[0].get_attribute("data-actor") or ""
    form.locator("[name=actor]").select_option(actor)
    assert 0 < lines.locator("visible=true").count() <= confirming

    form.locator("[name=text]").fill("xyzzy nowhere")
    assert lines.locator("visible=true").count() == 0
    assert page.locator(".nomatch").first.is_visible()

    form.locator("[type=reset]").click()
    page.wait_for_timeout(50)
    assert lines.locator("visible=true").count() == everything
    assert visit.was_quiet()


def test_search_folds_umlauts_and_case(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(render_dossier(flood()), tmp_path)
    lines = page.locator(".utt")
    for asked in ("DAMM", "muessten", "müssten", "mussten"):
        page.locator("form.filter [name=text]").fill(asked)
        assert 0 < lines.locator("visible=true").count() < lines.count(), asked


def test_the_language_switches_without_loading(visit: Visit, sample_page: str, tmp_path: Path) -> None:
    page = visit.open(sample_page, tmp_path)
    english = render_dossier(flood(), "en")
    assert page.locator("html").get_attribute("lang") == "de"
    german_date = page.locator("time[data-d]").first.inner_text()

    page.locator("#language").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert (page.locator("section.timeline h3").first.text_content() or "").startswith("Timeline")
    assert page.locator("time[data-d]").first.inner_text() != german_date
    assert "denies" in english
    assert page.locator("section.claims").get_by_text("denies").count() > 0
    assert page.locator("[name=text]").first.get_attribute("placeholder") == "Search statements"

    page.locator("#language").click()
    assert page.locator("time[data-d]").first.inner_text() == german_date
    assert len(visit.requests) == 1 and visit.was_quiet()


def test_switched_and_rendered_english_are_the_same(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(render_dossier(flood(), "de"), tmp_path)
    page.locator("#language").click()
    switched = (page.locator("main").text_content() or "").split()
    other = Visit(visit.page.context.new_page())
    folder = tmp_path / "en"
    folder.mkdir()
    rendered = other.open(render_dossier(flood(), "en"), folder).locator("main").text_content() or ""
    assert switched == rendered.split()  # whatever is drawn yet
    assert "Findings" in switched


def test_from_a_cell_of_the_matrix_to_the_marked_words(
    visit: Visit, sample_page: str, tmp_path: Path
) -> None:
    page = visit.open(sample_page, tmp_path)
    cell = page.locator(".matrix td.cell a.pl").first
    anchor = (cell.get_attribute("href") or "")[1:]
    cell.click()
    page.wait_for_timeout(100)
    mark = page.locator(f"mark#{anchor}")
    assert mark.is_visible()
    assert "hit" in (mark.get_attribute("class") or "")
    box = mark.bounding_box()
    assert box and 0 < box["y"] < 900
    assert page.evaluate("getComputedStyle(document.querySelector('mark.hit')).backgroundColor") != (
        "rgba(0, 0, 0, 0)"
    )


def test_a_statement_opens_to_its_wordings_and_leads_to_the_report(
    visit: Visit, sample_page: str, tmp_path: Path
) -> None:
    page = visit.open(sample_page, tmp_path)
    line = page.locator(".utt").filter(has=page.locator(".many")).first
    line.locator("summary").first.click(position={"x": 400, "y": 8})
    assert line.locator(".wording").count() > 1
    line.locator(".wording a.open").nth(1).click()
    page.wait_for_timeout(100)
    assert page.locator("mark.hit").first.is_visible()


def test_a_wording_can_be_copied_as_a_citation(visit: Visit, sample_page: str, tmp_path: Path) -> None:
    page = visit.open(sample_page, tmp_path)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    line = page.locator(".utt").first
    said = line.locator(".text .cut").text_content()
    line.locator("summary").first.click(position={"x": 400, "y": 8})
    line.locator("button.cite").first.click()
    page.wait_for_timeout(100)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"„{said}“ — ")
    assert "sha256:" in copied
    assert visit.was_quiet(), visit.errors


def test_the_way_by_keyboard(visit: Visit, sample_page: str, tmp_path: Path) -> None:
    page = visit.open(sample_page, tmp_path)
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.outerHTML")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.outerHTML") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.outerHTML") == first
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.localName") == "body"
    page.keyboard.press("?")
    assert page.locator("dialog#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog#help").is_visible()
    assert visit.was_quiet()


def test_without_scripts_everything_can_be_read(
    browser: playwright.Browser, sample_page: str, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = Visit(context.new_page()).open(sample_page, tmp_path)
    assert page.locator("article.report mark.q").first.is_visible()
    assert not page.locator("form.filter").first.is_visible()
    page.locator(".matrix td.cell a.pl").first.click()
    assert "#st-" in page.url
    context.close()


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_shows_as_text(visit: Visit, tmp_path: Path, payload: str) -> None:
    for made in (poisoned(payload), spoken(payload)):
        page = visit.open(render_dossier(made), tmp_path)
        page.locator("#language").click()
        page.wait_for_timeout(30)
        assert "Quellenlage" in page.title()
        assert page.title() != "owned"
        assert page.locator("main script, main img, main b, main iframe").count() == 0
    if payload.startswith("<script>"):
        assert payload in page.locator("main").inner_text()
    assert visit.was_quiet(), (visit.requests, visit.errors)


def _visible(lines: playwright.Locator) -> list[playwright.Locator]:
    return lines.locator("visible=true").all()
