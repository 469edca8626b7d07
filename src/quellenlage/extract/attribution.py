"""Attribution: who said each quote, to whom, through which channel, passed on by which media."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quellenlage.domain.actor import ActorKind, Mention
from quellenlage.domain.finding import Finding, Severity, Stage
from quellenlage.domain.ids import content_id
from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import Layout
from quellenlage.domain.span import Span, stripped, without
from quellenlage.domain.statement import Method, MethodKind, Statement
from quellenlage.extract import RULES_VERSION
from quellenlage.extract.nesting import nested
from quellenlage.extract.participants import Resolution
from quellenlage.extract.passing_on import Voice, find_passed_on
from quellenlage.extract.quote import Quote, Seek
from quellenlage.extract.quote_units import too_long
from quellenlage.extract.weighing import MODEL
from quellenlage.lang.cues import CueRules
from quellenlage.lang.pack import LanguagePack
from quellenlage.text.tokens import tokenize

EDGES = ",;:–— \t\n"
WORD_BEFORE = 30  # characters looked at for the word before a mention
MOST_AHEAD = 2  # words of a phrase before the mention that is its head
NAMES_SPEAK_TOGETHER = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.PERSON)


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
    chooser = _Chooser(text, participants, pack.cues)
    voices: list[Voice] = []
    for quote in quotes:
        voices.append(chooser.issued(quote, chooser.voice(quote, voices), quotes, voices))
    voices = chooser.with_labels(quotes, voices)
    passed_on = find_passed_on(quotes, voices, layout)
    passed_on.dropped.update(chooser.topics(quotes, voices))
    maker = _Maker(report_id, text, quotes, voices, model)
    made = [
        s for index in range(len(quotes)) if index not in passed_on.dropped for s in maker.statements(index)
    ]
    kept = {statement.id: passed_on.with_via(statement) for statement in nested(made)}
    unknown = (_unknown(s) for s in kept.values() if s.participant is None)
    long = (_too_long(span) for span in too_long(text, sentences, layout.blocks))
    return tuple(kept.values()), (*unknown, *long)


# ---------------------------------------------------------------- choosing the voice


class _Chooser:
    """Chooses the mention that speaks."""

    def __init__(self, text: str, resolution: Resolution, rules: CueRules) -> None:
        self.text = text
        self.resolution = resolution
        self.rules = rules
        self.outer = _outermost(resolution.mentions)
        self.mentions = sorted(resolution.mentions, key=lambda m: m.span)

    def voice(self, quote: Quote, before: Sequence[Voice]) -> Voice:
        """Who speaks a quote."""
        if quote.inherits:
            participant = before[quote.continues].participant if quote.continues is not None else None
            return Voice(None, participant)
        voices = [v for seek in quote.seek if (v := self.voice_in(seek, quote))]
        found = voices[0] if voices else Voice()
        if found.speaker is not None and self.rules.is_a(found.speaker.of(self.text).lower(), "indefinite"):
            found = self.housed(quote) or found
        if self.is_lone_word(found):
            found = next((v for v in voices if self.is_named(v)), found)
        swapped = self.swapped(quote, found)
        if swapped is not None:
            return swapped
        source = self.cited_in(quote) if found.participant is not None else None
        return found if source is None else replace(source, via=(found.participant or "",))

    def issued(self, quote: Quote, voice: Voice, quotes: Sequence[Quote], before: Sequence[Voice]) -> Voice:
        """The voice; a statement without a name is of whoever spoke in the sentence before:
        "X widersprach. Der Plan sei gut, hieß es in einer Mitteilung."
        """
        if not before or voice.speaker is None or not self.is_issue(voice.speaker):
            return voice
        last, spoke = quotes[len(before) - 1], before[-1]
        near = last.block == quote.block and quote.sentence - last.sentence <= 1 and not last.heading
        return replace(voice, participant=spoke.participant) if near and spoke.participant else voice

    def is_issue(self, speaker: Span) -> bool:
        """Whether the words name a written statement, and not whose it is."""
        words = speaker.of(self.text).split()
        issue = words[-1].lower().endswith(self.rules.phrases.issues)
        return issue and not any(w[:1].isupper() for w in words[1:-1])

    def is_lone_word(self, voice: Voice) -> bool:
        """Whether the first word of a sentence was taken, who is nobody known: "Überraschend sprach X"."""
        if voice.speaker is None or voice.participant is not None or " " in voice.speaker.of(self.text):
            return False
        if self.rules.is_a(voice.speaker.of(self.text).lower(), "subject_pronoun", "standing"):
            return False
        before = self.text[max(0, voice.speaker.start - 4) : voice.speaker.start].rstrip(' \t\u00a0„“"»«')
        return before[-1:] in ("", *".!?:…\n")

    def housed(self, quote: Quote) -> Voice | None:
        """The body at which "man" speaks: "Bei der Feuerwehr hält man das für falsch"."""
        for mention in self.within(quote.clause) if quote.clause is not None else ():
            before = self.text[max(0, mention.span.start - WORD_BEFORE) : mention.span.start].split()[-1:]
            first = mention.span.of(self.text).split()[0]
            at = self.rules.is_a(first.lower(), "house") or (
                before and self.rules.is_a(before[0].lower(), "house")
            )
            if at and mention.kind is ActorKind.ORGANISATION:
                return Voice(mention.span, self.resolution.at(mention))
        return None

    def is_named(self, voice: Voice) -> bool:
        """Whether the voice is somebody known whom a noun names, not a pronoun."""
        words = voice.speaker.of(self.text) if voice.speaker is not None else ""
        return voice.participant is not None and any(c.isupper() for c in words)

    def swapped(self, quote: Quote, found: Voice) -> Voice | None:
        """The voice of the other reading, where only that one has a speaker who is known to be somebody."""
        if quote.swapped is None or found.participant is not None:
            return None
        other = self.voice_in(quote.swapped.seek, replace(quote, pieces=quote.swapped.pieces))
        if other is None or other.participant is None:
            return None
        return replace(other, swapped=True)

    def voice_in(self, seek: Seek, quote: Quote) -> Voice | None:
        """The voice in one place: the mention that the expected noun phrase is, or else its bare words."""
        mentions = list(self.within(seek.span))
        if not quote.cut_source:
            mentions = [m for m in mentions if not any(p.contains(m.span) for p in quote.pieces)]
        mentions = [m for m in mentions if not self.is_nobody(m)]
        if not seek.source:
            mentions = [m for m in mentions if not self.is_oblique(m)]
        phrase = seek.phrase
        if phrase is not None:
            meant = [m for m in mentions if m.span.overlaps(phrase) and self.heads(m, phrase)]
            if meant and seek.whole:
                return replace(self.spoken_by(meant[0], ()), speaker=phrase)
            if meant:
                return self.spoken_by(meant[0], mentions)
            if any(p.overlaps(phrase) for p in quote.pieces) and not quote.cut_source:
                return None
            return Voice(phrase, self.issuer(phrase, mentions))
        if not mentions:
            return None
        return self.spoken_by(mentions[-1] if seek.last else mentions[0], mentions)

    def issuer(self, phrase: Span, mentions: Sequence[Mention]) -> str | None:
        """Whose the document is that the phrase names: "einer gestern veröffentlichten Mitteilung des X"."""
        for mention in mentions:
            if not phrase.contains(mention.span):
                continue
            ahead = self.text[phrase.start : mention.span.start].lower().split()
            of = mention.span.of(self.text).lower().split()[:1]
            if ahead and self.rules.is_a(ahead[-1], "of_mark"):
                ahead.pop()
            elif not self.rules.is_a(of[0], "genitive"):
                continue
            if ahead and (
                ahead[-1] in self.rules.phrases.head_nouns or self.rules.is_a(ahead[-1], "place_of_speech")
            ):
                return self.resolution.at(mention)
        return None

    def within(self, place: Span) -> tuple[Mention, ...]:
        """The mentions that begin in a place and lie in no other that begins there."""
        first = bisect_left(self.mentions, place.start, key=lambda m: m.span.start)
        last = bisect_left(self.mentions, place.end, key=lambda m: m.span.start)
        return _outermost(self.mentions[first:last])

    def spoken_by(self, mention: Mention, near: Sequence[Mention]) -> Voice:
        """The voice of a mention, with those that "and" joins to it."""
        behind = (m for m in near if m.span.start > mention.span.start)
        joint: list[Mention] = []
        last = mention
        for other in behind:
            between = self.text[last.span.end : other.span.start].strip().lower()
            if (
                not (between == "," or self.rules.is_a(between, "conjunction"))
                or other.kind not in NAMES_SPEAK_TOGETHER
            ):
                break
            if between != ",":
                joint.append(other)
            last = other
        return Voice(
            mention.span,
            self.resolution.at(mention),
            joint=tuple((m.span, self.resolution.at(m)) for m in joint),
        )

    def heads(self, mention: Mention, phrase: Span) -> bool:
        """Whether the mention is the head of the phrase, not a genitive or name inside it."""
        if mention.span.start <= phrase.start:
            return True
        ahead = self.text[phrase.start : mention.span.start].split()
        first = mention.span.of(self.text).split()[:1]
        if ahead and ahead[-1][:1].isupper() and first and self.rules.is_a(first[0], "genitive"):
            return False  # "Kreisen des Aufsichtsrates"
        if self.rules.syntax.noun_capitals:
            return not any(word[0].isupper() for word in ahead[1:]) and not (
                ahead and ahead[0][0].isupper() and len(ahead) > 1
            )
        return len(ahead) <= MOST_AHEAD and not any(self.rules.is_a(w.lower(), "preposition") for w in ahead)

    def is_nobody(self, mention: Mention) -> bool:
        """Whether the mention is a pronoun that stands for nobody in particular, or for a thing."""
        word = mention.span.of(self.text).lower()
        return (
            self.rules.is_a(word, "expletive", "indefinite", "this")
            and word not in self.rules.words["someone"]
        )

    def is_oblique(self, mention: Mention) -> bool:
        """Whether a preposition or a dative article shows that the mention is no subject."""
        first = mention.span.of(self.text).split()[:1]
        if first and self.rules.is_a(first[0].lower(), "dative_only"):
            return True
        head = self.text[max(0, mention.span.start - WORD_BEFORE) : mention.span.start].split()
        return bool(head) and self.rules.is_a(head[-1].lower(), "preposition")

    def cited_in(self, quote: Quote) -> Voice | None:
        """The speaker whom a medium cites in the clause of the cue ("unter Berufung auf X").

        Where the noun printed there is nobody known, it stands for itself: no later mention is meant.
        """
        if quote.clause is None:
            return None
        clause = quote.clause.of(self.text).lower()
        for phrase in self.rules.phrases.citing:
            at = clause.find(phrase)
            if at >= 0:
                start = quote.clause.start + at + len(phrase)
                behind = self.whole_words(
                    Span(start, min(quote.clause.end, start + WORD_BEFORE)), quote.clause
                )
                noun = next((t.span for t in tokenize(self.text, behind) if t.text[0].isupper()), None)
                who = next((m for m in self.outer if behind.start <= m.span.start < behind.end), None)
                if who is not None and (noun is None or noun.end > who.span.start):
                    return Voice(who.span, self.resolution.at(who))
                return Voice(noun) if noun is not None else None
        return None

    def whole_words(self, place: Span, clause: Span) -> Span:
        """The place with the word that its end cuts."""
        end = place.end
        while end < clause.end and self.text[end - 1].isalnum() and self.text[end].isalnum():
            end += 1
        return Span(place.start, end)

    def with_labels(self, quotes: Sequence[Quote], voices: Sequence[Voice]) -> list[Voice]:
        """The voices; a headline's label is the one body whose name begins so ("Klinik: ...")."""
        speaking = self._speaking(quotes, voices)
        out = list(voices)
        for index, (quote, voice) in enumerate(zip(quotes, voices, strict=True)):
            if quote.label and voice.speaker is not None:
                label = self.bare(voice.speaker)
                bodies = {p for p, own in speaking if p and own.startswith(f"{label} ")}
                if len(bodies) == 1 and (voice.participant, label) not in speaking:
                    out[index] = replace(voice, participant=bodies.pop())
        return out

    def topics(self, quotes: Sequence[Quote], voices: Sequence[Voice]) -> Iterator[int]:
        """The headlines whose label does not speak in the report: it is a topic ("Ilmstadt: ...").

        A person may be called otherwise there; what else speaks must be called the same or begin so, as a
        place may be a part of a body's name ("Ilmstadt", "Klinik Ilmstadt").
        """
        persons = {p.id for p in self.resolution.participants if p.kind is ActorKind.PERSON}
        speaking = self._speaking(quotes, voices)
        called = {participant for participant, _ in speaking}
        for index, (quote, voice) in enumerate(zip(quotes, voices, strict=True)):
            if not quote.label:
                continue
            label = self.bare(voice.speaker)
            known = any(p == voice.participant and f"{own} ".startswith(f"{label} ") for p, own in speaking)
            if voice.participant is None or not (known or voice.participant in called & persons):
                yield index

    def _speaking(self, quotes: Sequence[Quote], voices: Sequence[Voice]) -> set[tuple[str | None, str]]:
        """Who speaks with a cue, and how they are called there."""
        return {(v.participant, self.bare(v.speaker)) for q, v in zip(quotes, voices, strict=True) if q.cue}

    def bare(self, speaker: Span | None) -> str:
        """The words of a speaker without an article."""
        words = speaker.of(self.text).lower().split() if speaker is not None else []
        return " ".join(words[1:] if words and self.rules.is_a(words[0], "determiner") else words)


def _outermost(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions that lie in no other, in order."""
    out: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not out or mention.span.start >= out[-1].span.end:
            out.append(mention)
    return tuple(out)


# ---------------------------------------------------------------- making statements


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
