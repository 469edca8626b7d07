"""Readings made by hand for tests of reconciling: a title, paragraphs, and what a test adds to them."""

from __future__ import annotations

import re

from quellenlage.domain.actor import ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import (
    Block,
    BlockKind,
    CitedUrl,
    Credit,
    CreditKind,
    Layout,
    Provenance,
    Report,
    Sourced,
)
from quellenlage.domain.span import Span
from quellenlage.lang.pack import language_pack
from quellenlage.reconcile.citations import host_of
from quellenlage.text.sentences import find_sentences


def reading(
    text: str,
    *,
    name: str | None = None,
    title: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str = "de",
    credits: tuple[str, ...] = (),
    cites: tuple[str, ...] = (),
    urls: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
) -> Reading:
    """A reading of `title` and `text`, a paragraph a line; credits and people are found by search."""
    whole = f"{title}\n\n{text}" if title else text
    source = name or f"{outlet or ''}{published or ''}{sha256_of(whole)[:6]}.txt"
    report = Report(
        id=content_id("re", source, sha256_of(whole)),
        source=source,
        text=whole,
        sha256=sha256_of(whole),
        source_sha256=sha256_of(whole),
        media_type="text/plain",
    )
    blocks = tuple(
        Block(Span(*m.span()), BlockKind.TITLE if title and m.start() == 0 else BlockKind.PARAGRAPH)
        for m in re.finditer(r"[^\n]*\S[^\n]*", whole)
    )
    layout = Layout(
        language=Sourced(language, Provenance.GUESS),
        title=Sourced(title, Provenance.TEXT, Span(0, len(title))) if title else None,
        published=_sidecar(published),
        outlet=_sidecar(outlet),
        byline=None,
        url=_sidecar(url),
        dateline=None,
        credits=(
            *(Credit(find(whole, c), c, CreditKind.CREDIT) for c in credits),
            *(Credit(find(whole, c), c, CreditKind.CITES) for c in cites),
        ),
        cited_urls=tuple(CitedUrl(find(whole, u), u, host_of(u)) for u in urls),
        furniture=(),
        blocks=blocks,
    )
    return Reading(
        report=report,
        layout=layout,
        sentences=find_sentences(whole, blocks, language_pack(language).segmentation),
        times=(),
        figures=(),
        participants=tuple(_participant(report.id, whole, person) for person in people),
        statements=(),
        findings=(),
    )


def find(text: str, exact: str) -> Span:
    """Where `exact` first stands in `text`."""
    at = text.index(exact)
    return Span(at, at + len(exact))


def _sidecar(value: str | None) -> Sourced | None:
    return Sourced(value, Provenance.SIDECAR) if value is not None else None


def _participant(report: str, text: str, person: str) -> Participant:
    span = find(text, person)
    mention = Mention(span, MentionForm.NAME, ActorKind.PERSON, name=span)
    return Participant(content_id("pa", report, person), report, person, ActorKind.PERSON, (mention,))
