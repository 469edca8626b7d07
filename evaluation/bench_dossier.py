"""How large a dossier is, and how soon Chromium lets somebody work with it.

    python evaluation/bench_dossier.py DOSSIER_DIR [--rounds 5]

Opens `index.html` in a fresh page each time and prints the median: until the text stands (first contentful
paint), until filters and keys work (the script has run and a key press was answered), and the load event.
Needs playwright and Chromium.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def opened(browser: Browser, address: str) -> tuple[float, float, float]:
    """Milliseconds until the text stands, until a key is answered, until all is loaded."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("html.has-js", state="attached")
    page.keyboard.press("?")
    page.wait_for_selector("dialog#help[open]")
    answered = 1000 * (time.perf_counter() - started)
    page.wait_for_load_state("load")
    loaded = page.evaluate(LOADED)
    paint = page.evaluate(PAINT)
    page.close()
    return paint, answered, loaded


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    page = asked.dossier / "index.html"
    print(f"{'size':<24}{page.stat().st_size / 1e6:8.2f} MB")
    chromium = os.environ.get("QUELLENLAGE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        opened(browser, page.resolve().as_uri())  # the first start reads fonts and the like
        times = [opened(browser, page.resolve().as_uri()) for _ in range(asked.rounds)]
        browser.close()
    for name, values in zip(
        ("first paint", "a key is answered", "all is loaded"), zip(*times, strict=True), strict=True
    ):
        print(f"{name:<24}{statistics.median(values):8.0f} ms, slowest {max(values):.0f}")


if __name__ == "__main__":
    main()
