"""To whom and through which channel something was said."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.extract.quote_frame import Frame
from quellenlage.extract.quote_walk import Range, Walk

LONGEST_CHANNEL = 7  # words


@dataclass(slots=True)
class Hearers:
    """Finds addressee and channel in the clause of a cue, outside what was said."""

    walk: Walk

    def channel(self, frame: Frame) -> Range | None:
        """ "auf einer Pressekonferenz": a preposition and a noun for a place of speech."""
        for i in self.words(frame):
            if not self.walk.is_a(i, "channel_preposition"):
                continue
            end = self.walk.after_noun(i + 1, frame.clause[1] if frame.clause else 0)
            if i + 1 < end <= i + LONGEST_CHANNEL and self.is_place(i + 1, end):
                return i, end
        return None

    def is_place(self, start: int, end: int) -> bool:
        """Whether the noun phrase names a place of speech ("Pressekonferenz", "Social-Media-Plattform X")."""
        places = self.walk.rules.words["place_of_speech"]
        return any(
            part in places
            for i in range(start, end)
            if self.walk.is_noun(i)
            for part in (self.walk.lower(i), self.walk.lower(i).rpartition("-")[2])
        )

    def addressee(self, frame: Frame) -> Range | None:
        """ "vor Reportern", "gegenüber der Presse"; or the person whom the verb addresses."""
        if frame.hearer is not None:
            return frame.hearer
        for i in self.words(frame):
            if not self.walk.is_a(i, "hearer_preposition"):
                continue
            end = frame.clause[1] if frame.clause else 0
            if self.walk.is_time(i + 1, end) or i + 1 >= end:
                continue
            stop = self.walk.after_phrase(i + 1, end)
            if (
                stop > i + 1
                and not self.walk.unit.words[i + 1].text[0].isdigit()
                and not self.is_place(i + 1, stop)
            ):
                return i + 1, stop
        return None

    def words(self, frame: Frame) -> list[int]:
        """The words of the clause that are not said themselves."""
        if frame.clause is None:
            return []
        said = {i for start, end in frame.content for i in range(start, end)}
        return [i for i in range(*frame.clause) if i not in said and self.walk.unit.words[i].quotation < 0]
