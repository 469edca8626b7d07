"""Reads a text for the tests of quotes and attribution, with plain paragraphs as its layout."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quellenlage.domain.finding import Finding
from quellenlage.domain.report import Block, BlockKind, Credit, Layout
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.extract.attribution import attribute
from quellenlage.extract.mentions import find_mentions, resolve_participants
from quellenlage.extract.quotes import find_quotes
from quellenlage.lang.pack import language_pack
from quellenlage.text.sentences import find_sentences


@dataclass(frozen=True)
class Said:
    """A statement in words, for comparison."""

    quote: list[str]
    type: str
    act: str
    cue: list[str]
    speaker: str | None
    name: str | None
    addressee: str | None
    channel: str | None
    via: list[str]


def plain_layout(text: str, credits: tuple[Credit, ...] = ()) -> Layout:
    blocks = []
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            short = len(match.group().split()) < 12 and not re.search(r"[.!?][“\"”]?\s*$", match.group())
            kind = BlockKind.HEADING if short else BlockKind.PARAGRAPH
            blocks.append(Block(Span(match.start(), match.end()), kind))
    return Layout(None, None, None, None, None, None, None, credits, (), (), tuple(blocks))


def read(
    text: str, code: str = "de", credits: tuple[Credit, ...] = ()
) -> tuple[tuple[Statement, ...], dict[str, str], tuple[Finding, ...]]:
    """Statements, names by participant id, findings."""
    pack, layout = language_pack(code), plain_layout(text, credits)
    sentences = find_sentences(text, layout.blocks, pack.segmentation)
    mentions = find_mentions(text, sentences, pack)
    quotes = find_quotes(text, sentences, layout.blocks, pack)
    resolution = resolve_participants("r", text, sentences, mentions, quotes, pack)
    statements, findings = attribute("r", text, sentences, quotes, resolution, layout, pack)
    return statements, {p.id: p.name for p in resolution.participants}, findings


def said(text: str, code: str = "de", credits: tuple[Credit, ...] = ()) -> list[Said]:
    """The statements of a text in words."""
    statements, names, _ = read(text, code, credits)

    def of(span: Span | None) -> str | None:
        return span.of(text) if span else None

    return [
        Said(
            quote=[q.of(text) for q in s.quote],
            type=s.type.value,
            act=s.act.value,
            cue=[c.of(text) for c in s.cue],
            speaker=of(s.speaker),
            name=names.get(s.participant) if s.participant else None,
            addressee=of(s.addressee),
            channel=of(s.channel),
            via=sorted(names[v] for v in s.via),
        )
        for s in statements
    ]
