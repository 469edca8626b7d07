"""Takes the pictures of a dossier: `python docs/images/make.py DOSSIER_DIR`. Needs playwright, Chromium."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]


def main(folder: Path) -> None:
    """Write `dossier-overview.png`, `dossier-figures.png` and `dossier-report.png` beside this file."""
    chromium = os.environ.get("QUELLENLAGE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, scheme, prepare in (
            ("overview", "light", "() => document.querySelector('.story').scrollIntoView()"),
            ("figures", "light", "() => document.querySelector('section.figures').scrollIntoView()"),
            ("report", "dark", "() => document.querySelector('.overview .stances a.src').click()"),
        ):
            page = browser.new_page(
                viewport={"width": 1280, "height": 860},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            _take(page, folder, prepare, HERE / f"dossier-{name}.png")
        browser.close()


def _take(page: Page, folder: Path, prepare: str, picture: Path) -> None:
    page.goto((folder / "index.html").resolve().as_uri())
    page.locator("#language").click()
    page.evaluate(prepare)
    page.wait_for_timeout(200)
    page.screenshot(path=picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
