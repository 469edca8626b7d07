"""The corpus of layouts in tests/data/layouts: pages and texts, and what must come of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from tests.extract.layouts import laid_out, report_of

from quellenlage.domain.finding import Finding
from quellenlage.domain.report import Layout, Report, Sourced
from quellenlage.ports import RawInput
from quellenlage.readers.html import HtmlReader

FOLDER = Path(__file__).parent.parent / "data" / "layouts"
FILES = {"pages_de": "de", "pages_en": "en", "texts": "", "second_look": "", "third_look": ""}
SHORT_BLOCK = 80  # characters; in longer ones a single word proves nothing
DEFAULT_STORY = {"de": "flut", "en": "flood"}


@dataclass(frozen=True, slots=True)
class Case:
    """One snippet with what must come of it."""

    name: str
    language: str
    paragraphs: tuple[str, ...]
    expected: dict[str, Any]

    @property
    def source(self) -> str:
        """The page or the text."""
        if "html" not in self.expected:
            return self._filled(self.expected["text"])
        head = f"<head><meta charset='utf-8'>{self.expected.get('head', '')}</head>"
        body = self._filled(self.expected["html"])
        return f"<!DOCTYPE html><html lang='{self.language}'>{head}<body>{body}</body></html>"

    def _filled(self, form: str) -> str:
        as_p = [f"<p>{paragraph}</p>" for paragraph in self.paragraphs]
        groups = {"{all}": "".join(as_p), "{12}": "".join(as_p[:2]), "{34}": "".join(as_p[2:])}
        single = {f"{{{n}}}": paragraph for n, paragraph in enumerate(self.paragraphs, 1)}
        for name, text in (groups | single).items():
            form = form.replace(name, text)
        return form

    def main(self) -> Iterator[str]:
        """What must be read: the paragraphs that the snippet holds, and what it names besides."""
        source = self.source
        if not self.expected.get("main_soft"):
            yield from (paragraph for paragraph in self.paragraphs if paragraph in source)
        yield from self.expected.get("main", ())


@cache
def cases() -> tuple[Case, ...]:
    """All snippets."""
    stories = _load("stories")
    out: list[Case] = []
    for file, code in FILES.items():
        for row in _load(file):
            language = row.get("lang", code)
            story = row.get("story", DEFAULT_STORY[language])
            out.append(Case(row["name"], language, tuple(stories[language][story]), row))
    return tuple(out)


def _load(name: str) -> Any:
    return yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)


def faults(case: Case) -> list[str]:
    """What comes of the snippet otherwise than it must."""
    report, noted = _read(case)
    layout, findings = laid_out(report)
    body = [block.span.of(report.text) for block in layout.body]
    codes = {finding.code for finding in (*noted, *findings)}
    expected = case.expected
    out = [f"lost: {text!r}" for text in case.main() if not any(text in block for block in body)]
    out += [f"read: {text!r}" for text in expected.get("furniture", ()) if _is_read(text, body)]
    if "furniture_count" in expected:
        text, count = expected["furniture_count"]
        found = sum(text in block for block in body)
        out += [f"{found} times: {text!r}"] if found != int(count) else []
    out += [f"no finding {code}" for code in expected.get("findings", ()) if code not in codes]
    out += [f"finding {code}" for code in expected.get("no_findings", ()) if code in codes]
    found_values = _values(layout)
    for key in expected.keys() & found_values.keys():
        wanted = expected[key]
        wanted = (
            dict(wanted)
            if isinstance(wanted, dict)
            else sorted(wanted)
            if isinstance(wanted, list)
            else wanted
        )
        if found_values[key] != wanted:
            out.append(f"{key}: {found_values[key]!r}, not {wanted!r}")
    return out


def _read(case: Case) -> tuple[Report, tuple[Finding, ...]]:
    if "html" not in case.expected:
        return report_of(case.source), ()
    items = tuple(HtmlReader().read(RawInput(f"{case.name}.html", case.source.encode())))
    (report,) = [item for item in items if isinstance(item, Report)]
    return report, tuple(item for item in items if isinstance(item, Finding))


def _is_read(text: str, body: list[str]) -> bool:
    if " " in text:
        return any(text in block for block in body)
    word = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    return any(len(block) <= SHORT_BLOCK and word.search(block) for block in body)


def _values(layout: Layout) -> dict[str, Any]:
    return {
        "title": _value(layout.title),
        "byline": _value(layout.byline),
        "outlet": _value(layout.outlet),
        "published": _value(layout.published),
        "modified": _value(layout.modified),
        "stamps": sorted({block.stamp[:16] for block in layout.blocks if block.stamp}),
        "agencies": sorted({credit.name for credit in layout.credits}),
        "chains": {credit.name: credit.on for credit in layout.credits if credit.on},
        "translated": sorted({sign.reason.value for sign in layout.translated}),
        "block_languages": {
            code: str(count)
            for code, count in Counter(b.language for b in layout.blocks if b.language).items()
        },
    }


def _value(sourced: Sourced | None) -> str | None:
    return sourced.value if sourced else None
