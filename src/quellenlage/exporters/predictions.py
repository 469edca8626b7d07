"""Predictions in the form that scorers against gold read (docs/reference/gold-format.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from quellenlage.domain.dossier import Dossier
from quellenlage.domain.figure import Figure
from quellenlage.domain.link import Judgement
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import CreditKind
from quellenlage.domain.span import joined
from quellenlage.domain.statement import Statement
from quellenlage.ledger.codec import encode


@dataclass(frozen=True, slots=True)
class PredictedStatement:
    """A statement by its strings."""

    quote: tuple[str, ...]
    type: str
    cue: str | None
    speaker: str | None
    actor: str | None
    act: str
    said: str | None


@dataclass(frozen=True, slots=True)
class PredictedFigure:
    """A figure by its strings; `statement_quote` names the statement that carries it."""

    exact: str
    low: float | None
    high: float | None
    qualifier: str
    series: str | None
    statement_quote: str | None


@dataclass(frozen=True, slots=True)
class PredictedReport:
    """A report: its main text without furniture, and what was found in it."""

    file: str
    published: str | None
    agencies: tuple[str, ...]
    text: str
    statements: tuple[PredictedStatement, ...]
    figures: tuple[PredictedFigure, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A statement named by its report and its words."""

    file: str
    quote: str


@dataclass(frozen=True, slots=True)
class PredictedPosition:
    """A position on a claim."""

    claim_text: str
    actor: str
    act: str
    date: str | None


class PredictedLink(msgspec.Struct, frozen=True):
    """A dependency; ends are files, agency names or outlets."""

    source: str = msgspec.field(name="from")
    target: str = msgspec.field(name="to")
    kind: str


@dataclass(frozen=True, slots=True)
class Predictions:
    """Everything a scorer compares with gold."""

    reports: tuple[PredictedReport, ...]
    utterances: tuple[tuple[Member, ...], ...]
    positions: tuple[PredictedPosition, ...]
    links: tuple[PredictedLink, ...]
    stories: tuple[tuple[str, ...], ...]


def predictions_of(dossier: Dossier) -> Predictions:
    """What `dossier` says, by strings instead of ids."""
    corpus = dossier.corpus
    files = {reading.report.id: reading.report.source for reading in dossier.readings}
    names = {actor.id: actor.name for actor in dossier.actors}
    series_of = {figure: series.id for series in dossier.series for figure in series.figures}

    def member(statement: str) -> Member:
        s = corpus.statements[statement]
        return Member(files[s.report], joined(corpus.reading_of[s.report].report.text, s.quote))

    return Predictions(
        reports=tuple(_report(dossier, reading, series_of) for reading in dossier.readings),
        utterances=tuple(
            tuple(member(s) for s in utterance.statements)
            for utterance in dossier.utterances
            if len(utterance.statements) > 1
        ),
        positions=tuple(
            PredictedPosition(claim.text, names.get(p.actor, p.actor), p.act, p.date)
            for claim in dossier.claims
            for p in claim.positions
        ),
        links=tuple(
            PredictedLink(files.get(x.source, x.source), _end(x.target, files), x.kind)
            for x in dossier.links
            if x.judgement is Judgement.POSITIVE
        ),
        stories=tuple(tuple(files[report] for report in story.reports) for story in dossier.stories),
    )


class PredictionsExporter:
    """The JSON that scorers read."""

    name = "predictions"
    media_type = "application/json"
    suffix = ".predictions.json"

    def export(self, dossier: Dossier, out: BinaryIO) -> None:
        """Write the document and a final newline."""
        out.write(encode(predictions_of(dossier)) + b"\n")


def _report(dossier: Dossier, reading: Reading, series_of: dict[str, str]) -> PredictedReport:
    text, layout = reading.report.text, reading.layout
    statements = {s.id: s for s in reading.statements}
    credits = (c.name for c in layout.credits if c.kind is CreditKind.CREDIT)
    return PredictedReport(
        file=reading.report.source,
        published=layout.published.value if layout.published else None,
        agencies=tuple(dict.fromkeys(credits)),
        text="\n".join(block.span.of(text) for block in layout.body),
        statements=tuple(_statement(dossier, text, s) for s in reading.statements),
        figures=tuple(_figure(text, f, statements, series_of) for f in reading.figures),
    )


def _statement(dossier: Dossier, text: str, s: Statement) -> PredictedStatement:
    actor = dossier.actor_of.get(s.participant or "")
    return PredictedStatement(
        quote=tuple(span.of(text) for span in s.quote),
        type=s.type,
        cue=joined(text, s.cue) or None,
        speaker=s.speaker.of(text) if s.speaker else None,
        actor=actor.name if actor else None,
        act=s.act,
        said=s.said.value if s.said else None,
    )


def _figure(
    text: str, f: Figure, statements: dict[str, Statement], series_of: dict[str, str]
) -> PredictedFigure:
    carrier = statements.get(f.statement or "")
    return PredictedFigure(
        exact=f.span.of(text),
        low=None if f.low is None else float(f.low),
        high=None if f.high is None else float(f.high),
        qualifier=f.qualifier,
        series=series_of.get(f.id),
        statement_quote=joined(text, carrier.quote) if carrier else None,
    )


def _end(target: str, files: dict[str, str]) -> str:
    return files.get(target) or target.split(":", 1)[-1]
