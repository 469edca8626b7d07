"""What all readers share: making a report, wording a finding, judging declared metadata."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from quellenlage.domain.finding import Finding, Severity, Stage
from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.report import Declared, EntryStamp, Provenance, Report, Segment, Sourced
from quellenlage.domain.span import Span
from quellenlage.lang.dates import DateForms, compile_forms, parse_date, same_day
from quellenlage.lang.pack import LANGUAGES, language_pack

FIELDS = ("url", "outlet", "title", "published", "author", "language", "modified")
DATES = ("published", "modified")
URL_DATE = re.compile(r"(?<=/)(\d{4})([/-])(\d{1,2})\2(\d{1,2})(?=[/_.-]|$)")
STRENGTH = {provenance: rank for rank, provenance in enumerate(Provenance)}


def make_report(
    source: str,
    text: str,
    source_sha256: str,
    media_type: str,
    declared: Declared,
    offsets: Sequence[Segment] = (),
    main: Sequence[Span] = (),
    stamps: Sequence[EntryStamp] = (),
) -> Report:
    """A report with its ids: the same text under another name or URL is another report."""
    sha256 = sha256_of(text)
    if declared.published is None and declared.url is not None:
        declared = replace(declared, published=date_in_url(declared.url.value))
    name = declared.url.value if declared.url else source
    return Report(
        id=content_id("re", name, sha256),
        source=source,
        text=text,
        sha256=sha256,
        source_sha256=source_sha256,
        media_type=media_type,
        declared=declared,
        offsets=tuple(offsets),
        main=tuple(main),
        stamps=tuple(stamps),
    )


def date_in_url(url: str) -> Sourced | None:
    """The day that a URL's path names (/2024/10/22/), the weakest of all sources."""
    match = URL_DATE.search(url.split("?")[0])
    day = match and parse_date(f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}", metadata_dates())
    return Sourced(day, Provenance.URL) if day else None


def input_finding(
    code: str, message: str, source: str, severity: Severity = Severity.WARNING, line: int | None = None
) -> Finding:
    """A finding of the input stage; `line` is the line of a line-based file, counted from 1."""
    place = source if line is None else f"{source}:{line}"
    return Finding(Stage.INPUT, code, message, severity, source=place)


@cache
def metadata_dates() -> DateForms:
    """The printed date forms of all languages: metadata does not say which language it is in."""
    return compile_forms(language_pack(code).furniture.date_words for code in LANGUAGES)


def declared_from(
    values: dict[str, str], provenance: Provenance, source: str, line: int | None = None
) -> tuple[Declared, tuple[Finding, ...]]:
    """What the named fields declare; an unreadable date becomes a finding and stays unknown."""
    findings: tuple[Finding, ...] = ()
    fields: dict[str, Sourced] = {}
    for name in FIELDS:
        value = values.get(name, "").strip()
        if value and name in DATES:
            day = parse_date(value, metadata_dates())
            if day is None:
                findings = (*findings, bad_date(value, source, line))
                continue
            value = day
        if value and name == "language":
            value = primary_language(value)
        if value:
            fields[name] = Sourced(value, provenance)
    return Declared(**fields), findings


def bad_date(value: str, source: str, line: int | None = None) -> Finding:
    """The finding for a declared date that cannot be read with certainty."""
    message = f"the date {value[:60]!r} cannot be read with certainty; the report stays undated"
    return input_finding("bad-date", message, source, line=line)


def primary_language(tag: str) -> str:
    """The language of a language tag: "de-AT", "de_DE" and "DE" are all "de"."""
    return tag.strip().replace("_", "-").split("-")[0].lower()


def strongest(*layers: Declared) -> Declared:
    """Field by field the value with the strongest provenance; among equals the first."""
    return Declared(**{name: _best(getattr(layer, name) for layer in layers) for name in FIELDS})


def _best(values: Iterable[Sourced | None]) -> Sourced | None:
    present = [value for value in values if value is not None]
    return min(present, key=lambda value: STRENGTH[value.provenance], default=None)


def conflicts(source: str, *layers: Declared) -> tuple[Finding, ...]:
    """A finding for each field that the layers declare differently: the strongest is kept, and says so."""
    dates, authors, outlets = (
        [value for layer in layers if (value := getattr(layer, name)) is not None]
        for name in ("published", "author", "outlet")
    )
    found = [
        _conflict_finding("dates-disagree", "dates of publication", source, dates, _same_date),
        _conflict_finding("authors-disagree", "authors", source, authors, _same_name),
        _conflict_finding("outlets-disagree", "outlets", source, outlets, _same_name),
    ]
    return (*(finding for finding in found if finding), *_before_publication(source, strongest(*layers)))


def _conflict_finding(
    code: str, what: str, source: str, values: list[Sourced], same: Callable[[Sourced, Sourced], bool]
) -> Finding | None:
    kept = _best(values)
    others = [value for value in values if kept is not None and not same(kept, value)]
    if kept is None or not others:
        return None
    rest = ", ".join(sorted({f"{other.value} ({other.provenance})" for other in others}))
    message = f"{what} differ: {kept.value} ({kept.provenance}) is kept, not {rest}"
    return input_finding(code, message, source, Severity.INFO)


def _same_date(kept: Sourced, other: Sourced) -> bool:
    """The same day; URLs name the day at the editor's desk, which may be the next one elsewhere."""
    if Provenance.URL in (kept.provenance, other.provenance):
        return abs((_day(kept) - _day(other)).days) <= 1
    return same_day(kept.value, other.value)


def _day(value: Sourced) -> date:
    return date.fromisoformat(value.value[:10])


def _same_name(kept: Sourced, other: Sourced) -> bool:
    """Whether one of two names, without signs and spaces, holds the other."""
    one, two = (re.sub(r"[\W_]+", "", value.value).casefold() for value in (kept, other))
    return one in two or two in one


def _before_publication(source: str, declared: Declared) -> Iterator[Finding]:
    published, modified = declared.published, declared.modified
    if published and modified and _day(modified) < _day(published):
        message = (
            f"the date of the last change, {modified.value} ({modified.provenance}), lies before the date of "
            f"publication, {published.value} ({published.provenance}); both are kept"
        )
        yield input_finding("dates-disagree", message, source, Severity.INFO)
