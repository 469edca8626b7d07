"""Attribution: who said each quote, to whom, through which channel, passed on by which media."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quellenlage.domain.finding import Finding, Severity, Stage
from quellenlage.domain.ids import content_id
from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import Layout
from quellenlage.domain.span import Span, stripped, without
from quellenlage.domain.statement import Method, MethodKind, Statement
from quellenlage.extract import RULES_VERSION
from quellenlage.extract.headline_labels import HeadlineLabels
from quellenlage.extract.nesting import nested
from quellenlage.extract.participants import Resolution
from quellenlage.extract.passing_on import Voice, find_passed_on
from quellenlage.extract.quote import Quote
from quellenlage.extract.quote_cutting import too_long
from quellenlage.extract.voices import Voices
from quellenlage.extract.weighing import MODEL
from quellenlage.lang.pack import LanguagePack

EDGES = ",;:–— \t\n"


def attribute(
    report_id: str,
    text: str,
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    participants: Resolution,
    layout: Layout,
    pack: LanguagePack,
    model: str | None = None,
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """The statements of a report in the order of the text, and a finding for each without a known speaker.

    `model` is the version of the trained reader where it was asked. A medium that only passes on what another
    speaker says gets no statement of its own: it stands in `via`.
    """
    choice = Voices(text, participants, pack.cues)
    labels = HeadlineLabels(text, participants, pack.cues)
    voices: list[Voice] = []
    for quote in quotes:
        voices.append(choice.issued(quote, choice.voice(quote, voices), quotes, voices))
    voices = labels.with_labels(quotes, voices)
    passed_on = find_passed_on(quotes, voices, layout)
    passed_on.dropped.update(labels.topics(quotes, voices))
    maker = _Maker(report_id, text, quotes, voices, model)
    made = [
        s for index in range(len(quotes)) if index not in passed_on.dropped for s in maker.statements(index)
    ]
    kept = {statement.id: passed_on.with_via(statement) for statement in nested(made)}
    unknown = (_unknown(s) for s in kept.values() if s.participant is None)
    long = (_too_long(span) for span in too_long(text, sentences, layout.blocks))
    return tuple(kept.values()), (*unknown, *long)


class _Maker:
    """Makes the statements of a quote and its voice."""

    def __init__(
        self, report_id: str, text: str, quotes: Sequence[Quote], voices: Sequence[Voice], model: str | None
    ) -> None:
        self.model = model
        self.report_id = report_id
        self.text = text
        self.quotes = quotes
        self.voices = voices
        self.made: dict[int, str] = {}  # the id of the first statement of each quote

    def statements(self, index: int) -> Iterator[Statement]:
        """One statement, or one for each of several who speak together."""
        quote, voice = self.quotes[index], self.voices[index]
        if quote.needs_speaker and voice.speaker is None:
            return
        pieces = self.pieces(quote, voice)
        if not pieces:
            return
        continues = self.made.get(quote.continues) if quote.continues is not None else None
        speakers = [(voice.speaker, voice.participant), *voice.joint]
        for speaker, participant in speakers:
            statement = Statement(
                id=content_id("st", self.report_id, pieces, quote.cue, speaker, quote.act),
                report=self.report_id,
                quote=pieces,
                type=quote.type,
                act=quote.act,
                cue=quote.cue,
                speaker=speaker,
                participant=participant,
                addressee=quote.addressee,
                channel=quote.channel,
                said=None,
                via=voice.via,
                method=_method(quote, self.model),
                continues=continues,
            )
            self.made.setdefault(index, statement.id)
            yield statement

    def pieces(self, quote: Quote, voice: Voice) -> tuple[Span, ...]:
        """The words of the quote, without those of a speaker who stands among them."""
        if voice.swapped and quote.swapped is not None:
            return quote.swapped.pieces
        if not quote.cut_source or voice.speaker is None:
            return quote.pieces
        cut = (part for piece in quote.pieces for part in without(piece, [voice.speaker]))
        trimmed = (stripped(self.text, part, EDGES) for part in cut)
        return tuple(part for part in trimmed if len(part))


def _method(quote: Quote, model: str | None) -> Method:
    confidence = None if quote.confidence is None else round(quote.confidence, 2)
    if model is not None and quote.rule == MODEL:
        return Method(MethodKind.MODEL, MODEL, model, confidence)
    return Method(MethodKind.RULE, quote.rule, RULES_VERSION, confidence)


def _unknown(statement: Statement) -> Finding:
    """Says that nobody could be named for a statement."""
    printed = "printed but stands for nobody known" if statement.speaker else "not named beside it"
    return Finding(
        stage=Stage.EXTRACT,
        code="speaker-unknown",
        message=f"the speaker of a statement is {printed}",
        severity=Severity.INFO,
        span=statement.extent,
    )


def _too_long(passage: Span) -> Finding:
    """Says that a passage without an end of a sentence was cut into windows."""
    return Finding(
        stage=Stage.EXTRACT,
        code="passage-too-long",
        message=f"a passage of {len(passage)} characters without the end of a sentence was read in pieces; "
        "what is said across a cut may be missing",
        severity=Severity.WARNING,
        span=passage,
    )
