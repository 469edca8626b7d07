"""Readings made by hand for tests of reconciling: a title, paragraphs, and what a test adds to them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from quellenlage.domain.actor import Actor, ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.claim import Claim, Position, Status
from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.link import Evidence
from quellenlage.domain.reading import Corpus, Reading
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
from quellenlage.domain.statement import Act, Method, MethodKind, Said, Statement, StatementType
from quellenlage.domain.story import Utterance
from quellenlage.lang.pack import language_pack
from quellenlage.reconcile.urls import host_of
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


def say(
    whole: Reading,
    quote: str,
    speaker: str | None = None,
    *,
    said: str | None = None,
    via: tuple[str, ...] = (),
    within: Statement | None = None,
) -> tuple[Reading, Statement]:
    """`whole` with one more statement, and that statement; speaker and media become participants."""
    text, report = whole.report.text, whole.report.id
    people = {p.name: p for p in whole.participants}
    for name in (*([speaker] if speaker else []), *via):
        people.setdefault(name, _participant(report, text, name))
    statement = Statement(
        id=content_id("st", report, quote, speaker, within),
        report=report,
        quote=(find(text, quote),),
        type=StatementType.INDIRECT,
        act=Act.ASSERT,
        cue=(),
        speaker=find(text, speaker) if speaker else None,
        participant=people[speaker].id if speaker else None,
        addressee=None,
        channel=None,
        said=Said(None, said) if said else None,
        via=tuple(people[name].id for name in via),
        method=Method(MethodKind.RULE, "by-hand", "1"),
        within=within.id if within else None,
    )
    more = replace(whole, participants=tuple(people.values()), statements=(*whole.statements, statement))
    return more, statement


def actors_of(corpus: Corpus, speaks_for: dict[str, str] | None = None) -> tuple[Actor, ...]:
    """One actor for each name in the corpus; `speaks_for` maps names to names."""
    by_name: dict[str, list[Participant]] = {}
    for participant in corpus.participants.values():
        by_name.setdefault(participant.name, []).append(participant)
    return tuple(
        Actor(
            id=content_id("ac", name),
            name=name,
            kind=members[0].kind,
            aliases=(),
            participants=tuple(sorted(p.id for p in members)),
            speaks_for=content_id("ac", (speaks_for or {})[name]) if name in (speaks_for or {}) else None,
        )
        for name, members in sorted(by_name.items())
    )


def utterance(*statements: Statement, said: str | None = None) -> Utterance:
    """These statements as one act of speech."""
    ids = tuple(sorted(s.id for s in statements))
    return Utterance(content_id("ut", *ids), "sy-1", None, ids, said)


def claim(
    corpus: Corpus, actors: tuple[Actor, ...], *statements: Statement, acts: tuple[Act, ...] = ()
) -> Claim:
    """A claim on which each statement takes a position (ASSERT where `acts` does not say otherwise)."""
    owner = {pid: actor.id for actor in actors for pid in actor.participants}
    positions = tuple(
        Position(content_id("po", s.id), owner.get(s.participant or "", ""), act, None, (s.id,))
        for s, act in zip_longest(statements, acts, fillvalue=Act.ASSERT)
        if isinstance(s, Statement)
    )
    first = statements[0]
    wording = (Evidence(first.report, first.quote[0], "wording"),)
    exact = corpus.exact(first.report, first.quote[0])
    return Claim(content_id("cl", exact), "sy-1", wording, exact, positions, Status.ALLEGED)


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
