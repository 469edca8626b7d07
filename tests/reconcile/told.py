"""Reports that tell given statements, for tests of what many reports have in common.

    report("a.txt", Told("der Damm halte", "Runa Ostwerder", role="Bürgermeisterin"))

A report prints one sentence a statement ("Bürgermeisterin Runa Ostwerder: der Damm halte."), so that every
span is found by search. A figure is given by its printed phrase and bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quellenlage.domain.actor import ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.figure import Figure, Qualifier
from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.report import Block, BlockKind, Layout, Provenance, Report, Sourced
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, Method, MethodKind, Said, Statement, StatementType
from quellenlage.domain.story import Story
from quellenlage.lang.pack import language_pack
from quellenlage.text.sentences import find_sentences

BY_HAND = Method(MethodKind.RULE, "by-hand", "1")


@dataclass(frozen=True)
class Counted:
    """A figure: its phrase, the number in it, and what it counts."""

    phrase: str
    low: int | Decimal | None
    high: int | Decimal | None
    counted: str = ""
    qualifier: Qualifier = Qualifier.EXACT
    unit: str | None = None


@dataclass(frozen=True)
class Told:
    """A statement as told; `name` is the participant's name where it differs from the printed speaker."""

    quote: str
    speaker: str | None = None
    act: Act = Act.ASSERT
    said: str | None = None
    role: str = ""
    kind: ActorKind = ActorKind.PERSON
    country: str | None = None
    speaks_for: str | None = None
    figures: tuple[Counted, ...] = ()
    type: StatementType = StatementType.INDIRECT


def report(
    name: str, *told: Told, language: str = "de", published: str | None = None, extra: str = ""
) -> Reading:
    """The reading of a report that tells these statements, a paragraph each."""
    paragraphs = [_paragraph(t) for t in told]
    text = "\n".join((*paragraphs, *([extra] if extra else [])))
    made = Report(content_id("re", name, text), name, text, sha256_of(text), sha256_of(text), "text/plain")
    blocks, at = [], 0
    for paragraph in text.split("\n"):
        blocks.append(Block(Span(at, at + len(paragraph)), BlockKind.PARAGRAPH))
        at += len(paragraph) + 1
    layout = Layout(
        language=Sourced(language, Provenance.GUESS),
        title=None,
        published=Sourced(published, Provenance.SIDECAR) if published else None,
        outlet=None,
        byline=None,
        url=None,
        dateline=None,
        credits=(),
        cited_urls=(),
        furniture=(),
        blocks=tuple(blocks),
    )
    people: dict[str, Participant] = {}
    statements: list[Statement] = []
    figures: list[Figure] = []
    for t, block in zip(told, blocks, strict=False):
        statement = _statement(made, block.span, t, people)
        statements.append(statement)
        figures.extend(_figure(made, block.span, f, statement.id) for f in t.figures)
    return Reading(
        report=made,
        layout=layout,
        sentences=find_sentences(text, tuple(blocks), language_pack(language).segmentation),
        times=(),
        figures=tuple(figures),
        participants=tuple(people.values()),
        statements=tuple(statements),
        findings=(),
    )


def story(*readings: Reading) -> tuple[Corpus, tuple[Story, ...]]:
    """These readings as one story."""
    ids = tuple(sorted(r.report.id for r in readings))
    return Corpus(tuple(readings)), (Story(content_id("sy", *ids), "", ids[0], ids),)


def stories(*groups: Sequence[Reading]) -> tuple[Corpus, tuple[Story, ...]]:
    """Several stories over one corpus."""
    return Corpus(tuple(r for g in groups for r in g)), tuple(s for g in groups for s in story(*g)[1])


def _paragraph(t: Told) -> str:
    speaker = " ".join(filter(None, (t.role, t.speaker)))
    return f"{speaker}: {t.quote}." if speaker else f"{t.quote}."


def _statement(made: Report, block: Span, t: Told, people: dict[str, Participant]) -> Statement:
    phrase = " ".join(filter(None, (t.role, t.speaker)))
    speaker = Span(block.start, block.start + len(phrase)) if phrase else None
    if t.speaker is not None and speaker is not None:
        name = Span(speaker.end - len(t.speaker), speaker.end)
        form = MentionForm.ROLE if t.kind is ActorKind.ROLE else MentionForm.NAME
        mention = Mention(speaker, form, t.kind, name=name if form is MentionForm.NAME else None)
        known = people.get(t.speaker)
        people[t.speaker] = Participant(
            id=content_id("pa", made.id, t.speaker),
            report=made.id,
            name=t.speaker,
            kind=t.kind,
            mentions=(*(known.mentions if known else ()), mention),
            roles=(t.role,) if t.role else (),
            country=t.country,
            speaks_for=t.speaks_for,
        )
    at = made.text.index(t.quote, speaker.end if speaker else block.start)
    return Statement(
        id=content_id("st", made.id, at, t.quote, t.act),
        report=made.id,
        quote=(Span(at, at + len(t.quote)),),
        type=t.type,
        act=t.act,
        cue=(),
        speaker=speaker,
        participant=people[t.speaker].id if t.speaker else None,
        addressee=None,
        channel=None,
        said=Said(None, t.said) if t.said else None,
        via=(),
        method=BY_HAND,
    )


def _figure(made: Report, block: Span, f: Counted, statement: str) -> Figure:
    at = made.text.index(f.phrase, block.start)
    span = Span(at, at + len(f.phrase))
    counted = ()
    if f.counted:
        where = made.text.index(f.counted, block.start)
        counted = (Span(where, where + len(f.counted)),)
    return Figure(
        id=content_id("fi", made.id, span.start, span.end),
        report=made.id,
        span=span,
        number=span,
        low=Decimal(f.low) if f.low is not None else None,
        high=Decimal(f.high) if f.high is not None else None,
        qualifier=f.qualifier,
        unit=f.unit,
        noun=f.counted.lower(),
        counted=counted,
        statement=statement,
    )
