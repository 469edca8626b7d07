"""Labels of headlines ("Klinik: ..."): which body one is short for, and which name a topic only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quellenlage.domain.actor import ActorKind
from quellenlage.domain.span import Span
from quellenlage.extract.participants import Resolution
from quellenlage.extract.passing_on import Voice
from quellenlage.extract.quote import Quote
from quellenlage.lang.cues import CueRules


class HeadlineLabels:
    """What the labels of a report's headlines stand for."""

    def __init__(self, text: str, resolution: Resolution, rules: CueRules) -> None:
        self.text = text
        self.resolution = resolution
        self.rules = rules

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
