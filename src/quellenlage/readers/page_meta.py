"""What the markup of a page declares: JSON-LD, meta elements, <time>, the canonical link."""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from quellenlage.domain.finding import Finding
from quellenlage.domain.report import Declared, EntryStamp, Provenance, Sourced
from quellenlage.domain.span import Span
from quellenlage.lang.dates import parse_date
from quellenlage.readers.linear import ASIDE, Line, Page, Tag
from quellenlage.readers.making import (
    bad_date,
    conflicts,
    date_in_url,
    metadata_dates,
    primary_language,
    strongest,
)
from quellenlage.readers.page_roles import role_words, words_of

ARTICLE_TYPES = (
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "LiveBlogPosting",
    "Article",
    "BlogPosting",
)
META_NAMES = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "published": (
        *("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date"),
        *("dc.date.issued", "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date"),
        *("publish-date", "pubdate"),
    ),
    "modified": (
        *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified"),
        *("last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "revised"),
    ),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "author": ("author", "article:author", "dc.creator", "parsely-author"),
    "url": ("og:url",),
}  # fmt: skip
MAX_JSON_DEPTH = 6
PUBLISHED_AND_MODIFIED = 2
LONGEST_NAME = 80  # characters
FEWEST_ENTRIES = 2
ENTRY_WORDS = 6


@dataclass(frozen=True, slots=True)
class PageMeta:
    """The declared metadata of a page, and what could not be read or contradicts."""

    declared: Declared
    findings: tuple[Finding, ...]


def read_meta(page: Page, source: str, stronger: Declared) -> PageMeta:
    """What `page` declares, under what sidecar or record (`stronger`) declare about it."""
    notes = _Notes(source)
    layers = [_from_json_ld(page, notes), _from_meta(page, notes), _from_elements(page, notes)]
    declared = strongest(stronger, *layers)
    in_url = date_in_url(declared.url.value) if declared.url else None
    told = [_without_stronger(layer, stronger) for layer in (*layers, Declared(published=in_url))]
    notes.findings.extend(conflicts(source, *told))
    return PageMeta(declared, tuple(dict.fromkeys(notes.findings)))


def _without_stronger(layer: Declared, stronger: Declared) -> Declared:
    """`layer` without the fields that sidecar or record decide: about these there is no doubt."""
    decided = [name for name in ("published", "author", "outlet") if getattr(stronger, name) is not None]
    return replace(layer, **dict.fromkeys(decided))


@dataclass
class _Notes:
    source: str
    findings: list[Finding] = field(default_factory=list)

    def date(self, value: str, provenance: Provenance) -> Sourced | None:
        day = parse_date(value, metadata_dates()) if value.strip() else None
        if day is None and value.strip():
            self.findings.append(bad_date(value, self.source))
        return Sourced(day, provenance) if day else None


def _sourced(value: str, provenance: Provenance) -> Sourced | None:
    clean = " ".join(value.split())
    return Sourced(clean, provenance) if clean else None


def _from_json_ld(page: Page, notes: _Notes) -> Declared:
    scripts = [
        tag
        for tag, _ in page.tags
        if tag.name == "script" and "ld+json" in tag.attributes.get("type", "").lower()
    ]
    nodes = [node for tag in scripts for node in _nodes(_json(tag.raw), 0)]
    articles = [node for kind in ARTICLE_TYPES for node in nodes if kind in _types(node)]
    if not articles:
        return Declared()
    node, ld = articles[0], Provenance.JSON_LD
    return Declared(
        url=_url(_string(node.get("url")) or _string(node.get("mainEntityOfPage"), "@id"), ld),
        outlet=_sourced(_string(node.get("publisher"), "name"), ld),
        title=_sourced(html.unescape(_string(node.get("headline"))), ld),
        published=notes.date(_string(node.get("datePublished")), ld),
        modified=notes.date(_string(node.get("dateModified")), ld),
        author=_sourced(", ".join(_names(node.get("author"))), ld),
        language=_language(_string(node.get("inLanguage")), ld),
    )


def _json(text: str) -> Any:
    try:
        return json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """All objects of a JSON-LD document: lists, @graph, and what they hold."""
    if depth > MAX_JSON_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)


def _types(node: dict[str, Any]) -> tuple[str, ...]:
    kind = node.get("@type")
    return tuple(str(item) for item in kind) if isinstance(kind, list) else (str(kind),)


def _string(value: Any, key: str = "name") -> str:
    """A string, or the string under `key` of an object, or the first of a list of these."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get(key)
    return value if isinstance(value, str) else ""


def _names(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [name for name in (_string(item) for item in items[:10]) if name and not name.startswith("http")]


def _url(value: str, provenance: Provenance) -> Sourced | None:
    return _sourced(value, provenance) if value.startswith(("http://", "https://")) else None


def _language(value: str, provenance: Provenance) -> Sourced | None:
    code = primary_language(value)
    return Sourced(code, provenance) if re.fullmatch(r"[a-z]{2,3}", code) else None


def _from_meta(page: Page, notes: _Notes) -> Declared:
    found: dict[str, str] = {}
    for tag, _ in page.tags:
        if tag.name == "meta" and tag.attributes.get("content"):
            names = (tag.attributes.get(key, "").lower() for key in ("property", "name", "itemprop"))
            for name in filter(None, names):
                found.setdefault(name, tag.attributes["content"])
    values = {field: next((found[n] for n in names if n in found), "") for field, names in META_NAMES.items()}
    canonical = next((t.attributes.get("href", "") for t, _ in page.tags if _is_canonical(t)), "")
    meta = Provenance.META
    author = "" if values["author"].startswith("http") else values["author"]
    return Declared(
        url=_url(canonical, meta) or _url(values["url"], meta),
        outlet=_sourced(values["outlet"], meta),
        title=_sourced(values["title"], meta),
        published=notes.date(values["published"], meta),
        modified=notes.date(values["modified"], meta),
        author=_sourced(author, meta),
    )


def _is_canonical(tag: Tag) -> bool:
    return tag.name == "link" and "canonical" in tag.attributes.get("rel", "").lower().split()


def _from_elements(page: Page, notes: _Notes) -> Declared:
    """The <html> language, the only <h1>, microdata, and the first <time> outside side boxes."""
    language = next(
        (t.attributes["lang"] for t, _ in page.tags if t.name == "html" and t.attributes.get("lang")), ""
    )
    headings = [line for line in page.lines if "h1" in line.inside]
    title = headings[0].span.of(page.text) if len(headings) == 1 else _title_element(page)
    published, modified = _times(page)
    meta = Provenance.META
    return Declared(
        outlet=_named(page, "outlet"),
        title=_sourced(title, meta),
        published=notes.date(published, meta),
        author=_named(page, "author"),
        language=_language(language, meta),
        modified=notes.date(modified, meta),
    )


def _title_element(page: Page) -> str:
    return html.unescape(next((tag.raw for tag, _ in page.tags if tag.name == "title"), ""))


def _named(page: Page, name: str) -> Sourced | None:
    """The text of the first element that the markup gives this name; names are short and of letters."""
    for named in page.named:
        text = named.span.of(page.text).strip()
        if named.field == name and 0 < len(text) <= LONGEST_NAME and text[0].isalpha() and "\n" not in text:
            return _sourced(text, Provenance.META)
    return None


@dataclass(frozen=True, slots=True)
class _Time:
    value: str
    modified: bool
    at: int


def _times(page: Page) -> tuple[str, str]:
    """The dates of publication and of the last change that <time> elements of the article state.

    Many of them stamp the parts of a liveblog: then only a day that all of them share is the page's.
    """
    times = list(_article_times(page))
    modified = next((time.value for time in times if time.modified), "")
    values = [time.value for time in times if not time.modified]
    if len(set(values)) <= PUBLISHED_AND_MODIFIED:
        return (values[0] if values else ""), modified
    return (values[0][:10] if len({value[:10] for value in values}) == 1 else ""), modified


def _article_times(page: Page) -> Iterator[_Time]:
    """Every <time datetime> in a line of the article that is in no side box."""
    for tag, at in page.tags:
        value = tag.attributes.get("datetime", "") if tag.name == "time" else ""
        line = _line_after(page, at) if value else None
        itemprop = role_words().fields.get(tag.attributes.get("itemprop", "").lower())
        if line is None or not ASIDE.isdisjoint(line.inside):
            continue
        if {"article", "main"} & line.inside or itemprop in ("published", "modified"):
            words = {word for key in ("class", "itemprop") for word in words_of(tag.attributes.get(key, ""))}
            changed = itemprop == "modified" or not role_words().modified.isdisjoint(words)
            yield _Time(value, changed, at)


def entry_stamps(page: Page, main: Sequence[Span]) -> tuple[EntryStamp, ...]:
    """Where <time> elements begin the entries of a liveblog: at least two, each with main text under it."""
    times = [
        EntryStamp(time.at, value)
        for time in _article_times(page)
        if (value := parse_date(time.value, metadata_dates())) is not None and "T" in value
    ]
    starts = [span.start for span in main if span.of(page.text).count(" ") >= ENTRY_WORDS]
    borders = [*(stamp.at for stamp in times[1:]), len(page.text)]
    heads = [
        stamp
        for stamp, end in zip(times, borders, strict=False)
        if bisect_left(starts, stamp.at) < bisect_left(starts, end)
    ]
    several = len(heads) >= FEWEST_ENTRIES and len({stamp.value for stamp in heads}) >= FEWEST_ENTRIES
    return tuple(heads) if several else ()


def _line_after(page: Page, at: int) -> Line | None:
    """The line that holds what comes after the first `at` characters."""
    index = bisect_right(page.lines, at, key=lambda line: line.span.end)
    return page.lines[index] if index < len(page.lines) else None
