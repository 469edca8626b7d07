"""The way of one report, readable from top to bottom."""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path

from quellenlage.domain.finding import Finding, Severity, Stage
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Layout, Report
from quellenlage.encoder.encoder import Encoder
from quellenlage.extract.attribution import attribute
from quellenlage.extract.check import checked
from quellenlage.extract.figures import assign_figures, find_figures
from quellenlage.extract.joining import join_speech
from quellenlage.extract.language import find_language
from quellenlage.extract.layout import find_layout
from quellenlage.extract.mentions import find_mentions, resolve_participants
from quellenlage.extract.quotes import find_quotes
from quellenlage.extract.times import date_statements, find_times
from quellenlage.extract.weighing import weigh
from quellenlage.lang.pack import language_pack, supported
from quellenlage.text.sentences import find_sentences

NO_LAYOUT = Layout(None, None, None, None, None, None, None, (), (), (), ())


def read_report(report: Report, encoder: Encoder | None = None) -> Reading:
    """Everything one report yields, by the rules of its language and, where there is one, the trained reader.

    Never raises for what a report holds: what is not understood becomes a `Finding` in the reading.
    A report in a language without a pack keeps its layout and yields nothing else, with a finding.
    """
    language = find_language(report)
    code = language.value if language else None
    pack = language_pack(code) if code is not None and supported(code) else None
    layout, findings = find_layout(report, language, pack)
    if pack is None:
        return _unread(report, layout, (*findings, _unsupported(report, code)))

    text = report.text
    sentences = find_sentences(text, layout.blocks, pack.segmentation)
    times = find_times(text, sentences, layout, pack)
    figures = find_figures(report.id, text, sentences, times, pack)
    mentions = find_mentions(text, sentences, pack)
    quotes = join_speech(text, find_quotes(text, sentences, layout.blocks, pack), pack.cues)
    if encoder is not None:
        seen = encoder.see(text, sentences)
        quotes = weigh(text, quotes, seen, sentences, layout.blocks, pack.cues)
        quotes = join_speech(text, quotes, pack.cues)
    participants = resolve_participants(report.id, text, sentences, mentions, quotes, pack)
    version = encoder.version if encoder is not None else None
    statements, unattributed = attribute(
        report.id, text, sentences, quotes, participants, layout, pack, version
    )
    statements = date_statements(text, statements, sentences, times, layout)
    return checked(
        Reading(
            report=report,
            layout=layout,
            sentences=sentences,
            times=times,
            figures=assign_figures(figures, statements),
            participants=participants.kept_for(statements),
            statements=statements,
            findings=tuple(
                replace(f, source=report.source, report=report.id) for f in (*findings, *unattributed)
            ),
        )
    )


def read_safely(report: Report, encoder: Encoder | None = None) -> Reading:
    """`read_report` for many: a bug of ours costs one report, never the run, and shows as a finding."""
    try:
        return read_report(report, encoder)
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(at.filename).name}:{at.lineno}"
        finding = Finding(
            stage=Stage.EXTRACT,
            code="internal-error",
            message=f"not read because of a bug in Quellenlage: {type(error).__name__} at {place}",
            severity=Severity.ERROR,
            source=report.source,
            report=report.id,
        )
        return Reading(report, NO_LAYOUT, (), (), (), (), (), (finding,))


def _unread(report: Report, layout: Layout, findings: tuple[Finding, ...]) -> Reading:
    return checked(Reading(report, layout, (), (), (), (), (), findings))


def _unsupported(report: Report, code: str | None) -> Finding:
    name = f"language {code!r} has no pack" if code else "the language could not be told"
    return Finding(
        stage=Stage.EXTRACT,
        code="unsupported-language",
        message=f"{name}: kept, but not read for statements, figures or times",
        severity=Severity.WARNING,
        source=report.source,
        report=report.id,
    )
