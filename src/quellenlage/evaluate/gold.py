"""Gold as readings: what a perfect reader would yield, so that reconciling is scored on its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from quellenlage.domain.actor import Actor, ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.claim import Claim, Position, Status
from quellenlage.domain.dossier import Dossier, InputRecord, Run
from quellenlage.domain.figure import Figure, Qualifier
from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.link import Evidence, Feature, Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.report import (
    Block,
    BlockKind,
    Credit,
    CreditKind,
    Furniture,
    FurnitureKind,
    Layout,
    Provenance,
    Report,
    Sourced,
)
from quellenlage.domain.span import Span, merged, stripped
from quellenlage.domain.statement import Act, Method, MethodKind, Said, Statement, StatementType
from quellenlage.domain.story import Series, Story, Utterance
from quellenlage.errors import InputError
from quellenlage.evaluate.gold_format import (
    GoldFigure,
    GoldReport,
    GoldStatement,
    GoldStory,
    Located,
    load_gold,
)
from quellenlage.extract.language import find_language
from quellenlage.lang.pack import language_pack, supported
from quellenlage.readers.gather import gather
from quellenlage.text.sentences import find_sentences

BY_HAND = Method(MethodKind.RULE, "gold", "1")


def corpus_from_gold(gold_dir: Path, reports_dir: Path) -> Corpus:
    """The readings that the gold of `gold_dir` states about the reports in `reports_dir`.

    Raises `InputError` when a report of the gold is not there. Strings of the gold that a report does
    not hold (in a page whose text is laid out otherwise) are left out.
    """
    return Corpus(tuple(_readings(load_gold(gold_dir), reports_dir).values()))


def dossier_from_gold(gold_dir: Path, reports_dir: Path) -> Dossier:
    """The dossier that the gold states: its readings, stories, actors, utterances, series, claims, links."""
    gold = load_gold(gold_dir)
    readings = _readings(gold, reports_dir)
    statement_of = {
        f"{r.stem}#{g.id}": s
        for r in gold.reports
        for g, s in zip(_found(r, readings[r.stem]), readings[r.stem].statements, strict=True)
    }
    report_of = {stem: reading.report.id for stem, reading in readings.items()}
    stories = tuple(
        Story(
            content_id("sy", *sorted(stems)),
            gold.name or stems[0],
            report_of[stems[0]],
            tuple(report_of[s] for s in stems),
        )
        for stems in gold.stories
    )
    story_of = {report: story.id for story in stories for report in story.reports}
    actors = _actors(gold, readings)
    return Dossier(
        run=_run(readings),
        readings=Corpus(tuple(readings.values())).readings,
        stories=stories,
        actors=tuple(actors.values()),
        utterances=_utterances(gold, statement_of, story_of, actors),
        series=_series(gold, readings, story_of),
        claims=_claims(gold, statement_of, story_of, actors),
        links=tuple(_link(x.source, x.target, x.kind, report_of) for x in gold.links),
        origins=(),
        date_bounds=(),
        findings=(),
    )


# -- readings ------------------------------------------------------------------------------------


def _readings(gold: GoldStory, reports_dir: Path) -> dict[str, Reading]:
    names = {actor.key: (actor.name, ActorKind(actor.kind)) for actor in gold.actors}
    out = {}
    for one in gold.reports:
        path = reports_dir / one.file
        if not path.exists():
            raise InputError(f"{path}: the gold {one.stem}.yaml is about this report, and it is not there")
        (report, *_), _ = _gathered(path)
        out[one.stem] = _reading(one, report, names)
    return out


def _gathered(path: Path) -> tuple[tuple[Report, ...], object]:
    gathered = gather([str(path)])
    if not gathered.reports:
        raise InputError(f"{path}: yields no report")
    return gathered.reports, gathered.findings


def _reading(gold: GoldReport, report: Report, names: dict[str, tuple[str, ActorKind]]) -> Reading:
    layout = _layout(gold, report)
    code = layout.language.value if layout.language and supported(layout.language.value) else "de"
    participants: dict[str, Participant] = {}
    statements: list[Statement] = []
    by_id: dict[str, str] = {}
    for g in gold.statements:
        statement = _statement(g, report, names, participants)
        if statement is not None:
            statements.append(statement)
            by_id[g.id] = statement.id
    figures = (_figure(f, report, by_id) for f in gold.figures)
    return Reading(
        report=report,
        layout=layout,
        sentences=find_sentences(report.text, layout.blocks, language_pack(code).segmentation),
        times=(),
        figures=tuple(f for f in figures if f is not None),
        participants=tuple(sorted(participants.values(), key=lambda p: p.id)),
        statements=tuple(statements),
        findings=(),
    )


def _layout(gold: GoldReport, report: Report) -> Layout:
    text = report.text
    furniture = [f for item in gold.boilerplate if (f := item.in_text(text))]
    title = Located(gold.title).in_text(text) if gold.title else None
    blocks = []
    for match in re.finditer(r"[^\n]+", text):
        span = stripped(text, Span(match.start(), match.end()))
        if not len(span):
            continue
        is_furniture = any(f.overlaps(span) for f in furniture)
        kind = (
            BlockKind.FURNITURE if is_furniture else BlockKind.TITLE if span == title else BlockKind.PARAGRAPH
        )
        blocks.append(Block(span, kind))
    published = None
    if gold.published:
        at = Located(gold.published_exact).in_text(text) if gold.published_exact else None
        published = Sourced(gold.published, Provenance.TEXT, at)
    return Layout(
        language=find_language(report),
        title=Sourced(title.of(text), Provenance.TEXT, title) if title else None,
        published=published,
        outlet=report.declared.outlet,
        byline=None,
        url=report.declared.url,
        dateline=None,
        credits=tuple(
            Credit(Span(found, found + len(name)), name, CreditKind.CREDIT)
            for name in gold.agencies
            if (found := text.rfind(name)) >= 0
        ),
        cited_urls=(),
        furniture=tuple(Furniture(f, FurnitureKind.OTHER, "gold") for f in furniture),
        blocks=tuple(blocks),
    )


def _statement(
    g: GoldStatement,
    report: Report,
    names: dict[str, tuple[str, ActorKind]],
    participants: dict[str, Participant],
) -> Statement | None:
    text = report.text
    quote = merged(_spans(g.quote, text))
    if not quote:
        return None
    speaker_spans = _spans(g.speaker, text)
    speaker = speaker_spans[0] if speaker_spans else None
    who = None
    if g.actor:
        name, kind = names.get(g.actor, (g.actor, ActorKind.PERSON))
        who = content_id("pa", report.id, g.actor)
        mention = (Mention(speaker, MentionForm.NAME, kind, name=speaker),) if speaker else ()
        known = participants.get(who)
        mentions = tuple(sorted({*(known.mentions if known else ()), *mention}, key=lambda m: m.span))
        participants[who] = Participant(who, report.id, name, kind, mentions)
    cue = tuple(sorted(_spans(g.cue, text)))
    said = g.said.in_text(text) if g.said else None
    return Statement(
        id=content_id("st", report.id, quote, cue, speaker, g.act),
        report=report.id,
        quote=quote,
        type=StatementType(g.type),
        act=Act(g.act),
        cue=cue,
        speaker=speaker,
        participant=who,
        addressee=next(iter(_spans(g.addressee, text)), None),
        channel=next(iter(_spans(g.channel, text)), None),
        said=Said(said, g.said_value) if said or g.said_value else None,
        via=(),
        method=BY_HAND,
    )


def _figure(f: GoldFigure, report: Report, statements: dict[str, str]) -> Figure | None:
    span = f.where.in_text(report.text)
    if span is None:
        return None
    digits = re.search(r"\d[\d.,  ]*\d|\d", f.where.exact)
    number = Span(span.start + digits.start(), span.start + digits.end()) if digits else span
    words = f.where.exact.split()
    return Figure(
        id=content_id("fi", report.id, span.start, span.end),
        report=report.id,
        span=span,
        number=number,
        low=f.low,
        high=f.high,
        qualifier=Qualifier(f.qualifier),
        unit=None,
        noun=words[-1].lower() if words and words[-1].isalpha() else "",
        counted=(Span(number.end, span.end),) if number.end < span.end else (),
        statement=statements.get(f.statement or ""),
        rule="gold",
    )


def _spans(located: Iterable[Located], text: str) -> list[Span]:
    return [span for item in located if (span := item.in_text(text))]


# -- many reports --------------------------------------------------------------------------------


def _gold_story(name: str, stems: tuple[str, ...], report_of: dict[str, str]) -> Story:
    reports = tuple(report_of[stem] for stem in stems)
    return Story(content_id("sy", *sorted(stems)), name or stems[0], reports[0], reports)


def _found(gold: GoldReport, reading: Reading) -> list[GoldStatement]:
    return [g for g in gold.statements if _spans(g.quote, reading.report.text)]


def _actors(gold: GoldStory, readings: dict[str, Reading]) -> dict[str, Actor]:
    present = {p.id for reading in readings.values() for p in reading.participants}
    out = {}
    for actor in gold.actors:
        own = (content_id("pa", reading.report.id, actor.key) for reading in readings.values())
        participants = tuple(sorted(p for p in own if p in present))
        if participants:
            out[actor.key] = Actor(
                content_id("ac", actor.key), actor.name, ActorKind(actor.kind), actor.aliases, participants
            )
    return out


def _utterances(
    gold: GoldStory, statement_of: dict[str, Statement], story_of: dict[str, str], actors: dict[str, Actor]
) -> tuple[Utterance, ...]:
    owner = {pid: actor.id for actor in actors.values() for pid in actor.participants}
    groups = [[statement_of[m] for m in members if m in statement_of] for members in gold.utterances]
    grouped = {s.id for group in groups for s in group}
    groups += [[s] for s in statement_of.values() if s.id not in grouped]
    out = []
    for group in groups:
        if not group:
            continue
        ids = tuple(sorted(s.id for s in group))
        who = next((owner.get(s.participant or "") for s in group if s.participant), None)
        said = next((s.said.value for s in group if s.said and s.said.value), None)
        out.append(Utterance(content_id("ut", *ids), story_of[group[0].report], who, ids, said))
    return tuple(sorted(out, key=lambda u: u.id))


def _series(gold: GoldStory, readings: dict[str, Reading], story_of: dict[str, str]) -> tuple[Series, ...]:
    members: dict[str, list[tuple[str, Figure]]] = {}
    for one in gold.reports:
        reading = readings[one.stem]
        by_span = {f.span: f for f in reading.figures}
        for g in one.figures:
            span = g.where.in_text(reading.report.text)
            if g.series and span in by_span:
                members.setdefault(g.series, []).append((reading.report.id, by_span[span]))
    out = []
    for key, _label in gold.series:
        if key in members:
            report, figure = members[key][0]
            text = next(r.report.text for r in readings.values() if r.report.id == report)
            out.append(
                Series(
                    content_id("se", key),
                    story_of[report],
                    figure.span.of(text),
                    Evidence(report, figure.span, "label"),
                    None,
                    tuple(f.id for _, f in members[key]),
                    (),
                )
            )
    return tuple(out)


def _claims(
    gold: GoldStory, statement_of: dict[str, Statement], story_of: dict[str, str], actors: dict[str, Actor]
) -> tuple[Claim, ...]:
    out = []
    for claim in gold.claims:
        positions = []
        for p in claim.positions:
            own = tuple(statement_of[m].id for m in p.statements if m in statement_of)
            if own and p.actor in actors:
                pid = content_id("po", claim.id, p.actor, p.act, p.date, *own)
                positions.append(Position(pid, actors[p.actor].id, Act(p.act), p.date, own))
        if not positions:
            continue
        first = next(s for s in statement_of.values() if s.id == positions[0].statements[0])
        wording = tuple(Evidence(first.report, span, "wording") for span in first.quote)
        out.append(
            Claim(
                content_id("cl", claim.id),
                story_of[first.report],
                wording,
                claim.text,
                tuple(positions),
                Status.ALLEGED,
            )
        )
    return tuple(out)


def _link(source: str, target: str, kind: str, report_of: dict[str, str]) -> Link:
    a, b = report_of.get(source, source), report_of.get(target, f"agency:{target}")
    feature = (Feature("gold", 1.0),)
    return Link(content_id("li", kind, a, b), LinkKind(kind), a, b, Judgement.POSITIVE, feature, ())


def _run(readings: dict[str, Reading]) -> Run:
    inputs = tuple(
        InputRecord(r.report.source, r.report.source_sha256, (r.report.id,)) for r in readings.values()
    )
    digest = sha256_of("".join(sorted(i.sha256 or "" for i in inputs)))
    return Run(content_id("run", digest), "gold", "gold", "1", (), inputs)
