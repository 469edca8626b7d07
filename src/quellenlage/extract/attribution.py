"""Attribution: who said each quote, to whom, through which channel, passed on by which media."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.actor import Mention, MentionForm
from quellenlage.domain.finding import Finding, Severity, Stage
from quellenlage.domain.ids import content_id
from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import CreditKind, Layout
from quellenlage.domain.span import Span, stripped, without
from quellenlage.domain.statement import Method, MethodKind, Statement
from quellenlage.extract import RULES_VERSION
from quellenlage.extract.participants import Resolution
from quellenlage.extract.quotes import Quote, Seek
from quellenlage.lang.cues import CueRules
from quellenlage.lang.pack import LanguagePack
from quellenlage.text.tokens import tokenize

EDGES = ",;:–— \t\n"


@dataclass(slots=True)
class _Voice:
    """Who speaks a quote: the printed words, and the participant they stand for."""

    speaker: Span | None
    participant: str | None
    mention: Mention | None = None


def attribute(
    report_id: str,
    text: str,
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    participants: Resolution,
    layout: Layout,
    pack: LanguagePack,
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """The statements of a report, and a finding for each whose speaker is not known."""
    attribution = _Attribution(report_id, text, participants, layout, pack.cues)
    return attribution.statements(quotes)


class _Attribution:
    def __init__(
        self, report_id: str, text: str, resolution: Resolution, layout: Layout, rules: CueRules
    ) -> None:
        self.report_id = report_id
        self.text = text
        self.resolution = resolution
        self.layout = layout
        self.rules = rules
        self.outer = _outermost(resolution.mentions)

    def statements(self, quotes: Sequence[Quote]) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
        """The statements in the order of the text, without doubles."""
        voices: list[_Voice] = []
        made: list[Statement | None] = []
        for quote in quotes:
            voice = self.voice(quote, voices)
            voices.append(voice)
            made.append(self.statement(quote, voice, made))
        kept = {s.id: s for s in made if s is not None}
        findings = tuple(self.finding(s) for s in kept.values() if s.participant is None)
        return tuple(kept.values()), findings

    def voice(self, quote: Quote, before: Sequence[_Voice]) -> _Voice:
        """Who speaks a quote."""
        if quote.continues is not None:
            return _Voice(None, before[quote.continues].participant)
        for seek in quote.seek:
            mention = self.speaker_in(seek, quote)
            if mention is not None:
                return _Voice(mention.span, self.resolution.at(mention), mention)
        return _Voice(None, None)

    def speaker_in(self, seek: Seek, quote: Quote) -> Mention | None:
        """The mention that speaks among those in a place."""
        found = [
            m
            for m in self.outer
            if seek.span.overlaps(m.span)
            and seek.span.start <= m.span.start
            and (seek.source or not self.is_oblique(m))
        ]
        found = [m for m in found if not any(p.contains(m.span) for p in quote.pieces) or quote.cut_source]
        if not found:
            return None
        return found[-1] if seek.last else found[0]

    def is_oblique(self, mention: Mention) -> bool:
        """Whether a preposition or a dative article shows that the mention is no subject."""
        first = tokenize(self.text, mention.span)[0].lower
        if self.rules.is_a(first, "dative_only"):
            return True
        head = self.text[max(0, mention.span.start - 30) : mention.span.start].split()
        return bool(head) and self.rules.is_a(head[-1].lower(), "preposition")

    def statement(self, quote: Quote, voice: _Voice, before: Sequence[Statement | None]) -> Statement | None:
        """The statement of a quote and its voice."""
        pieces = self.pieces(quote, voice)
        if not pieces:
            return None
        continued = before[quote.continues] if quote.continues is not None else None
        return Statement(
            id=content_id("st", self.report_id, pieces, quote.cue, voice.speaker, quote.act),
            report=self.report_id,
            quote=pieces,
            type=quote.type,
            act=quote.act,
            cue=quote.cue,
            speaker=voice.speaker,
            participant=voice.participant,
            addressee=None,
            channel=None,
            said=None,
            via=(),
            method=Method(MethodKind.RULE, quote.rule, RULES_VERSION),
            continues=continued.id if continued is not None else None,
        )

    def pieces(self, quote: Quote, voice: _Voice) -> tuple[Span, ...]:
        """The words of the quote, without those of a speaker who stands among them."""
        pieces = quote.pieces
        if quote.cut_source and voice.speaker is not None:
            cut = (p for piece in pieces for p in without(piece, [voice.speaker]))
            pieces = tuple(p for p in (self.trimmed(piece) for piece in cut) if len(p))
        return pieces

    def trimmed(self, span: Span) -> Span:
        return stripped(self.text, span, EDGES)

    def finding(self, statement: Statement) -> Finding:
        """Says that nobody could be named for a statement."""
        return Finding(
            stage=Stage.EXTRACT,
            code="speaker-unknown",
            message="a statement whose speaker the rules could not name",
            severity=Severity.INFO,
            span=statement.extent,
        )


def _outermost(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions that lie in no other, in order."""
    out: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not out or mention.span.start >= out[-1].span.end:
            out.append(mention)
    return tuple(out)


_ = (CreditKind, MentionForm, replace)
