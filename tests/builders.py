"""Small dossiers made by hand: reports written inline with mark-up, and what they state beside them.

    made("a.txt", "{speaker1|Runa Ostwerder} {cue1|sagte}, {quote1|der Damm halte}.", says=[Says(1)])

`{name|text}` marks a span; marks may nest, and a name may mark several spans (a split cue). The number at
the end of a name joins the spans of one statement, figure or time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from quellenlage.domain.actor import Actor, ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.changes import Aspect, Change, Changed, ChangeKind, Changes, Differs
from quellenlage.domain.claim import Claim, Position, Status
from quellenlage.domain.dossier import Dossier, InputRecord, Run
from quellenlage.domain.figure import Figure, Qualifier
from quellenlage.domain.finding import Finding, Severity, Stage
from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.link import Evidence, Feature, Judgement, Link, LinkKind
from quellenlage.domain.loss import AttributionLoss, LossKind
from quellenlage.domain.reading import Corpus, Reading, Sentence
from quellenlage.domain.report import (
    Block,
    BlockKind,
    CitedUrl,
    Credit,
    CreditKind,
    Furniture,
    FurnitureKind,
    Layout,
    Provenance,
    Report,
    Sourced,
)
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, Method, MethodKind, Said, Statement, StatementType
from quellenlage.domain.story import (
    DateBound,
    FigureRelation,
    OriginBounds,
    OriginStep,
    Pairing,
    Relation,
    Series,
    Story,
    Utterance,
)
from quellenlage.domain.timeref import TimeRef, TimeType

BY_HAND = Method(MethodKind.RULE, "by-hand", "1")
ROLES = ("speaker", "addressee", "channel")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and the spans that they marked."""

    text: str
    spans: dict[str, tuple[Span, ...]]

    def all(self, name: str) -> tuple[Span, ...]:
        return self.spans.get(name, ())

    def one(self, name: str) -> Span | None:
        return self.spans[name][0] if name in self.spans else None


@dataclass(frozen=True, slots=True)
class Says:
    """A statement whose spans are marked `quoteN`, `cueN`, `speakerN`, `addresseeN`, `channelN`, `saidN`."""

    n: int
    actor: str | None = None
    act: Act = Act.ASSERT
    type: StatementType = StatementType.INDIRECT
    said: str | None = None
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """A figure whose spans are marked `figureN`, `numberN` (else the figure) and `countedN`."""

    n: int
    low: str | None
    high: str | None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str | None = None
    noun: str = ""
    carrier: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A reading and its statements and figures by the numbers of their marks."""

    reading: Reading
    statements: dict[int, Statement] = field(default_factory=dict)
    figures: dict[int, Figure] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.reading.report.id

    def evidence(self, span: Span, role: str) -> Evidence:
        return Evidence(self.id, span, role)


def marked(markup: str) -> Marked:
    """The text of `markup` and its marked spans; `{` that opens no mark stays as it is."""
    text: list[str] = []
    length = 0
    spans: dict[str, list[Span]] = {}
    open_marks: list[tuple[str, int]] = []
    for piece in re.split(r"(\{[a-z]+\d*\||\})", markup):
        if piece == "}" and open_marks:
            name, start = open_marks.pop()
            spans.setdefault(name, []).append(Span(start, length))
        elif re.fullmatch(r"\{[a-z]+\d*\|", piece):
            open_marks.append((piece[1:-1], length))
        else:
            text.append(piece)
            length += len(piece)
    return Marked("".join(text), {name: tuple(sorted(found)) for name, found in spans.items()})


def made(
    source: str,
    markup: str,
    *,
    says: Sequence[Says] = (),
    counts: Sequence[Counts] = (),
    times: dict[int, str] | None = None,
    outlet: str | None = None,
    published: str | None = None,
    language: str = "de",
    findings: Sequence[tuple[str, str]] = (),
) -> Made:
    """A reading of `markup`. Also understood: `title`, `credit`, `url`, `furniture`, `dateline`."""
    m = marked(markup)
    report = Report(
        id=content_id("re", source, m.text),
        source=source,
        text=m.text,
        sha256=sha256_of(m.text),
        source_sha256=sha256_of(m.text),
        media_type="text/plain",
    )
    participants: dict[str, Participant] = {}
    statements = _statements(report.id, m, says, participants)
    figures = {c.n: _figure(report.id, m, c, statements) for c in counts}
    layout = _layout(m, outlet, published, language)
    reading = Reading(
        report=report,
        layout=layout,
        sentences=tuple(Sentence(block.span, i) for i, block in enumerate(layout.blocks)),
        times=tuple(
            TimeRef(m.spans[f"time{n}"][0], TimeType.DATE, value, rule="by-hand")
            for n, value in sorted((times or {}).items())
        ),
        figures=tuple(figures[n] for n in sorted(figures)),
        participants=tuple(sorted(participants.values(), key=lambda p: p.id)),
        statements=tuple(statements[n] for n in sorted(statements)),
        findings=tuple(
            Finding(Stage.EXTRACT, code, message, Severity.WARNING, source, report.id)
            for code, message in findings
        ),
    )
    return Made(reading, statements, figures)


def dossier(
    *parts: Made,
    utterances: Sequence[Sequence[Statement]] = (),
    series: Sequence[Series] = (),
    claims: Sequence[Claim] = (),
    links: Sequence[Link] = (),
    origins: Sequence[OriginBounds] = (),
    date_bounds: Sequence[DateBound] = (),
    findings: Sequence[Finding] = (),
    losses: Sequence[AttributionLoss] = (),
    changes: Sequence[Changes] = (),
) -> Dossier:
    """All `parts` as one story; an actor for each name; statements in no given utterance stand alone."""
    corpus = Corpus(tuple(part.reading for part in parts))
    own = Story(story_id(*parts), "", "", ())
    if parts:
        title = parts[0].reading.layout.title
        own = Story(own.id, title.value if title else "", parts[0].id, tuple(sorted(p.id for p in parts)))
    actors = actors_of(*parts)
    actor_of = {pid: actor.id for actor in actors for pid in actor.participants}
    grouped = {s.id for group in utterances for s in group}
    alone = ([s] for s in corpus.statements.values() if s.id not in grouped)
    inside = (finding for reading in corpus.readings for finding in reading.findings)
    return Dossier(
        run=_run(corpus),
        readings=corpus.readings,
        stories=(own,) if parts else (),
        actors=actors,
        utterances=_by_id(_utterance(own.id, group, actor_of) for group in (*utterances, *alone)),
        series=_by_id(series),
        claims=_by_id(claims),
        links=_by_id(links),
        origins=tuple(sorted(origins, key=lambda o: o.subject)),
        date_bounds=tuple(sorted(date_bounds, key=lambda b: b.report)),
        findings=tuple(sorted((*findings, *inside), key=repr)),
        losses=_by_id(losses),
        changes=_by_id(changes),
    )


def story_id(*parts: Made) -> str:
    """The id of the one story that `dossier` makes of these parts."""
    return content_id("sy", *sorted(part.id for part in parts))


def actors_of(*parts: Made) -> tuple[Actor, ...]:
    """An actor for each participant's name."""
    by_name: dict[str, list[str]] = {}
    for part in parts:
        for p in part.reading.participants:
            by_name.setdefault(p.name, []).append(p.id)
    return _by_id(
        Actor(content_id("ac", name), name, ActorKind.PERSON, (name,), tuple(sorted(ids)))
        for name, ids in by_name.items()
    )


def position(actor: Actor, act: Act, *statements: Statement, date: str | None = None) -> Position:
    """A position carried by `statements`."""
    ids = tuple(sorted(s.id for s in statements))
    return Position(content_id("po", actor.id, act, *ids), actor.id, act, date, ids)


# -- a dossier with a line of every kind ----------------------------------------------------------

AGENCY = """{title|Der Damm hält}

{dateline|Haldersum} – {speaker1|Bürgermeisterin Runa Ostwerder} {cue1|sagte} {said1|am {time1|Dienstag}} \
{addressee1|der Presse} {channel1|in einem Gespräch}, {quote1|der Damm halte und {figure1|rund \
{number1|300} {counted1|Menschen}} müssten gehen}.
„{quote2|Es gibt keine Gefahr 🌊}“, {cue2|teilte} {speaker2|sie} {cue2|mit}.
{speaker3|Der Landrat Jon Brück} {cue3|bestritt}, {quote3|dass der Damm halte}.
{credit|dpa}
{furniture|Gepostet um 14:20}"""

COPY = """{title|Damm hält stand}
{speaker1|Runa Ostwerder} {cue1|sagte}, {quote1|der Damm halte und {figure1|{number1|300} \
{counted1|Menschen}} müssten gehen}. {figure2|Mindestens {number2|2,5} Millionen {counted2|Euro}} kostet es.
{url|https://dammbote.example/a}"""

ENGLISH = """{title|Dam is holding, mayor says}
{quote1|The dam is holding}, {speaker1|Mayor Runa Ostwerder} {cue1|said}. {quote2|{figure1|Up to \
{number1|500} {counted1|people}} had to leave}, it was heard."""


def flood_parts() -> tuple[Made, Made, Made]:
    """An agency report, its copy, and an undated English one."""
    agency = made(
        "agentur.txt",
        AGENCY,
        says=[
            Says(1, "Runa Ostwerder", said="2023-11-14"),
            Says(2, "Runa Ostwerder", Act.DENY, StatementType.DIRECT),
            Says(3, "Jon Brück", Act.DENY),
        ],
        counts=[Counts(1, "300", "300", Qualifier.APPROX, noun="mensch", carrier=1)],
        times={1: "2023-11-14"},
        outlet="dpa",
        published="2023-11-14",
        findings=[("unattributed", "a statement without a speaker")],
    )
    copy = made(
        "kopie.txt",
        COPY,
        says=[Says(1, "Runa Ostwerder")],
        counts=[
            Counts(1, "300", "300", noun="mensch", carrier=1),
            Counts(2, "2500000.50", None, Qualifier.AT_LEAST, unit="EUR"),
        ],
        outlet="Dammbote",
        published="2023-11-15",
    )
    english = made(
        "english.txt",
        ENGLISH,
        says=[Says(1, "Runa Ostwerder", Act.CONFIRM), Says(2, None, Act.ESTIMATE)],
        counts=[Counts(1, None, "500", Qualifier.UP_TO, noun="person", carrier=2)],
        language="en",
    )
    return agency, copy, english


def flood() -> Dossier:
    """A dossier with at least one line of every kind, decimals, missing values and an emoji."""
    agency, copy, english = parts = flood_parts()
    own = story_id(*parts)
    by_name = {actor.name: actor for actor in actors_of(*parts)}
    holding = (agency.statements[1], copy.statements[1], english.statements[1])
    first = Feature("same-words", 0.9375)
    claim = Claim(
        id=content_id("cl", "damm"),
        story=own,
        wording=tuple(agency.evidence(span, "wording") for span in agency.statements[1].quote),
        text=agency.statements[1].quote[0].of(agency.reading.report.text),
        positions=(
            position(by_name["Runa Ostwerder"], Act.ASSERT, *holding[:2], date="2023-11-14"),
            position(by_name["Jon Brück"], Act.DENY, agency.statements[3]),
        ),
        status=Status.CONTESTED,
    )
    evacuated = (agency.figures[1], copy.figures[1], english.figures[1])
    title = agency.reading.layout.title
    assert title and title.span
    shown = agency.evidence(title.span, "passage")
    return dossier(
        *parts,
        utterances=[holding],
        series=[
            Series(
                id=content_id("se", "gehen"),
                story=own,
                label="Menschen",
                evidence=agency.evidence(evacuated[0].counted[0], "label"),
                unit=None,
                figures=tuple(sorted(f.id for f in evacuated)),
                relations=(FigureRelation(evacuated[0].id, evacuated[1].id, Relation.AGREE, "same"),),
            )
        ],
        claims=[claim],
        links=[
            Link(
                content_id("li", "copy", copy.id, agency.id),
                LinkKind.COPY,
                copy.id,
                agency.id,
                Judgement.POSITIVE,
                (first, Feature("order", 1.0)),
                (shown,),
            ),
            Link(
                content_id("li", "derived", agency.id, "agency:dpa"),
                LinkKind.DERIVED,
                agency.id,
                "agency:dpa",
                Judgement.UNSURE,
                (),
                tuple(agency.evidence(c.span, "credit") for c in agency.reading.layout.credits),
            ),
        ],
        origins=[
            OriginBounds(claim.id, 1, 2, (OriginStep(agency.id, "agency:dpa", "credit", (shown,)),)),
        ],
        losses=[
            AttributionLoss(
                content_id("al", agency.id, copy.id),
                own,
                LossKind.ATTRIBUTION,
                agency.id,
                copy.id,
                agency.statements[1].id,
                None,
                Judgement.UNSURE,
                (first,),
                (
                    agency.evidence(agency.statements[1].quote[0], "kept"),
                    copy.evidence(copy.figures[2].span, "printed"),
                ),
            )
        ],
        changes=[
            Changes(
                content_id("ch", agency.id, copy.id),
                own,
                content_id("li", "copy", copy.id, agency.id),
                agency.id,
                copy.id,
                0.5,
                (
                    Change(
                        Changed.FIGURE,
                        ChangeKind.CHANGED,
                        (agency.evidence(agency.figures[1].span, "figure"),),
                        (copy.evidence(copy.figures[1].span, "figure"),),
                        (Aspect(Differs.QUALIFIER, "approx", "exact"),),
                        (agency.figures[1].id, copy.figures[1].id),
                    ),
                    Change(Changed.TEXT, ChangeKind.CUT, (agency.evidence(title.span, "sentence"),), ()),
                ),
            )
        ],
        date_bounds=[DateBound(english.id, "2023-11-14", None, ("shares an utterance",), (shown,))],
        findings=[
            Finding(Stage.INPUT, "empty", "the file is empty", Severity.ERROR, "leer.txt"),
            Finding(Stage.INPUT, "note", "nothing was lost", Severity.INFO, "kopie.txt"),
        ],
    )


# -- parts ----------------------------------------------------------------------------------------


def _statements(
    report: str, m: Marked, says: Sequence[Says], participants: dict[str, Participant]
) -> dict[int, Statement]:
    out: dict[int, Statement] = {}
    for s in sorted(says, key=lambda s: s.within is not None):
        named = {role: m.one(f"{role}{s.n}") for role in ROLES}
        said = m.one(f"said{s.n}")
        quote, cue = m.spans[f"quote{s.n}"], m.all(f"cue{s.n}")
        who = _participant(report, s.actor, named["speaker"], participants) if s.actor else None
        out[s.n] = Statement(
            id=content_id("st", report, quote, cue, named["speaker"], s.act),
            report=report,
            quote=quote,
            type=s.type,
            act=s.act,
            cue=cue,
            participant=who,
            said=Said(said, s.said) if said or s.said else None,
            via=(),
            method=BY_HAND,
            within=out[s.within].id if s.within else None,
            **named,
        )
    return out


def _participant(report: str, name: str, speaker: Span | None, known: dict[str, Participant]) -> str:
    own = content_id("pa", report, name)
    mention = (Mention(speaker, MentionForm.NAME, ActorKind.PERSON, name=speaker),) if speaker else ()
    before = known[own].mentions if own in known else ()
    known[own] = Participant(own, report, name, ActorKind.PERSON, (*before, *mention))
    return own


def _figure(report: str, m: Marked, c: Counts, statements: dict[int, Statement]) -> Figure:
    span = m.spans[f"figure{c.n}"][0]
    return Figure(
        id=content_id("fi", report, span.start, span.end),
        report=report,
        span=span,
        number=m.one(f"number{c.n}") or span,
        low=None if c.low is None else Decimal(c.low),
        high=None if c.high is None else Decimal(c.high),
        qualifier=c.qualifier,
        unit=c.unit,
        noun=c.noun,
        counted=m.all(f"counted{c.n}"),
        statement=statements[c.carrier].id if c.carrier else None,
        rule="by-hand",
    )


def _layout(m: Marked, outlet: str | None, published: str | None, language: str) -> Layout:
    title, furniture = m.one("title"), m.all("furniture")
    kinds = {title: BlockKind.TITLE, **dict.fromkeys(furniture, BlockKind.FURNITURE)}
    lines = (Span(*match.span()) for match in re.finditer(r"[^\n]*\S[^\n]*", m.text))
    return Layout(
        language=Sourced(language, Provenance.GUESS),
        title=Sourced(title.of(m.text), Provenance.TEXT, title) if title else None,
        published=Sourced(published, Provenance.SIDECAR) if published else None,
        outlet=Sourced(outlet, Provenance.SIDECAR) if outlet else None,
        byline=None,
        url=None,
        dateline=m.one("dateline"),
        credits=tuple(Credit(span, span.of(m.text), CreditKind.CREDIT) for span in m.all("credit")),
        cited_urls=tuple(CitedUrl(s, s.of(m.text), s.of(m.text).split("/")[2]) for s in m.all("url")),
        furniture=tuple(Furniture(span, FurnitureKind.POSTED_STAMP, "by-hand") for span in furniture),
        blocks=tuple(Block(span, kinds.get(span, BlockKind.PARAGRAPH)) for span in lines),
    )


def _utterance(story: str, group: Sequence[Statement], actor_of: dict[str, str]) -> Utterance:
    ids = tuple(sorted(s.id for s in group))
    who = next((actor_of[s.participant] for s in group if s.participant), None)
    said = next((s.said.value for s in group if s.said and s.said.value), None)
    pairings = tuple(Pairing(ids[0], other, (Feature("words", 0.5),)) for other in ids[1:])
    return Utterance(content_id("ut", *ids), story, who, ids, said, pairings)


def _run(corpus: Corpus) -> Run:
    inputs = tuple(
        InputRecord(r.report.source, r.report.source_sha256, (r.report.id,)) for r in corpus.readings
    )
    own = content_id("run", *(i.sha256 for i in inputs))
    return Run(own, "0.0", "by-hand", "1", (("max_bytes", "20"),), inputs)


def _by_id(items):  # type: ignore[no-untyped-def]
    return tuple(sorted(items, key=lambda item: item.id))
