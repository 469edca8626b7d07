"""Voices: which mention speaks a quote, where its rule says that the speaker is to be sought."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from quellenlage.domain.actor import ActorKind, Mention
from quellenlage.domain.span import Span
from quellenlage.extract.participants import Resolution
from quellenlage.extract.passing_on import Voice
from quellenlage.extract.quote import Quote, Seek
from quellenlage.lang.cues import CueRules
from quellenlage.text.tokens import tokenize

WORD_BEFORE = 30  # characters looked at for the word before a mention
MOST_AHEAD = 2  # words of a phrase before the mention that is its head
NAMES_SPEAK_TOGETHER = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.PERSON)


class Voices:
    """Chooses the mentions that speak in a report."""

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


def _outermost(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions that lie in no other, in order."""
    out: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not out or mention.span.start >= out[-1].span.end:
            out.append(mention)
    return tuple(out)
