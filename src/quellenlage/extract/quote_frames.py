"""From a cue to what was said: which words of a unit the cue governs, and where its speaker stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from quellenlage.extract.mood import subjunctive_at
from quellenlage.extract.quote_behind import Behind
from quellenlage.extract.quote_cues import Cue
from quellenlage.extract.quote_frame import Frame
from quellenlage.extract.quote_gapping import Gapping
from quellenlage.extract.quote_nouns import Nouns
from quellenlage.extract.quote_objects import Objects
from quellenlage.extract.quote_phrases import Phrase
from quellenlage.extract.quote_positions import Position
from quellenlage.extract.quote_subjects import Seek
from quellenlage.extract.quote_walk import Range
from quellenlage.lang.cues import Takes


@dataclass(slots=True)
class Frames(Behind):
    """Reads the frames of one unit from left to right."""

    objects: Objects = field(init=False)

    def __post_init__(self) -> None:
        Behind.__post_init__(self)
        self.objects = Objects(self.walk)

    def frames(self) -> list[Frame]:
        """All frames, in the order of their cues."""
        out: list[Frame] = []
        inside = [(p, c) for p in self.phrases if (c := self.cue_around(p)) is not None]
        passing = [p for p, _ in inside]
        own = (p for p in self.phrases if p not in passing)
        items: Iterable[Cue | Phrase] = sorted((*self.cues, *own), key=_place)
        for item in items:
            if isinstance(item, Phrase):
                frame = None if self.is_opinion_of_speaker(item, out) else self.of_phrase(item)
            else:
                frame = self.of_cue(item, next((f for f in reversed(out) if f.seek and f.finite), None))
            if frame is not None and (frame.content or frame.sentence_before):
                out.append(frame)
        for phrase, cue in inside:
            told = next((f for f in out if f.cue == cue.words), None)
            frame = self.passed_on(phrase, told) if told is not None else self.of_phrase(phrase)
            if frame is not None and frame.content:
                out.append(frame)
        out = Gapping(self).frames(out)
        out.extend(Nouns(self).frames(out))
        return out

    def is_opinion_of_speaker(self, phrase: Phrase, before: Iterable[Frame]) -> bool:
        """ "X sagte, der Plan sei seiner Meinung nach falsch": the phrase says once more who speaks."""
        if not phrase.attributive:
            return False
        own = any(self.walk.is_a(i, "possessive") for i in range(*phrase.source))
        return own and any(a <= phrase.start < b for frame in before for a, b in frame.content)

    # ------------------------------------------------------------ verbs

    def of_cue(self, cue: Cue, previous: Frame | None) -> Frame | None:
        """The frame of a verb of speech."""
        if cue.position is Position.POST and self.goes_on_with_subject(cue, previous):
            cue.position = Position.COORDINATE
            self.stops.discard(cue.chunk)
        if cue.position is Position.POST:
            frame = self.before(cue)
            if frame is not None:
                return frame
            cue.position = Position.MAIN
            cue.prefield = self.prefield(cue)
            self.stops.discard(cue.chunk)
        if self.shares_subject(cue, previous):
            cue.position = Position.COORDINATE
        if cue.position is Position.AS:
            return self.around(cue) if cue.verb.takes_any(Takes.CLAUSE, Takes.QUOTE) else None
        if cue.verb.takes_any(Takes.CITED):
            return self.cited(cue)
        if cue.passive:
            return self.passive(cue)
        seek = self.subjects.of(cue, previous.seek if previous else None, self.floor)
        content = [] if self.is_bracketed(cue) else self.complement(cue)
        if content:
            self.floor = max(self.floor, self.chunk_at(content[-1][1] - 1) + 1)
            frame = self.made(cue, content, seek, "complement")
            frame.hearer = self.objects.hearer(cue, content[0][0])
            return frame
        if self.points_back(cue):
            from_document = cue.verb.takes_any(Takes.ORIGIN)
            if from_document:  # "Das geht aus einem Papier hervor": only from a source that is known as one
                seek = [replace(s, phrase=None) for s in seek]
            rule = "document-before" if from_document else "sentence-before"
            frame = self.made(cue, [], seek[-1:], rule)
            frame.sentence_before = True
            return frame
        told = self.objects.of(cue)
        if told is None:
            return None
        seek = [self.subjects.clipped(s, told.ranges[0][0]) for s in seek]
        frame = self.made(cue, told.ranges, seek, "told")
        frame.told, frame.predicates = True, told.predicates
        frame.of_speaker = self.may_tell_of_speaker(cue)
        frame.calls = told.predicates and cue.verb.takes_any(Takes.NAMED, Takes.AS, Takes.HELD, Takes.QUOTE)
        frame.swapped = self.swapped(cue, seek, told.predicates)
        return frame

    def may_tell_of_speaker(self, cue: Cue) -> bool:
        """ "Er begrüße die Einigung": where speech stands before, it goes on and tells of its speaker.

        Who denies, asks or declines in it is heard as doing so.
        """
        if cue.finite != cue.at or cue.negation is not None or not cue.verb.act.vouches:
            return False
        spoken = subjunctive_at(self.unit, cue.at, cue.at + 1, self.rules, self.walk.code) is not None
        before, behind = cue.at - 1, cue.at + 1
        return spoken and (self.walk.is_a(before, "subject_pronoun") or self.walk.is_a(behind, "nominative"))

    def prefield(self, cue: Cue) -> Range | None:
        """ "Die Behauptung, es habe ..., nannte er ...": an object with a clause that opens the sentence."""
        if not self.rules.syntax.verb_second or self.floor >= cue.chunk:
            return None
        first = self.unit.chunks[self.floor]
        if first.quotation is not None:
            return None
        marked = self.walk.is_a(first.start, "accusative")
        nominal = marked or self.walk.is_a(first.start, "determiner") or self.walk.is_noun(first.start)
        if not nominal or any(self.walk.is_finite(i) for i in range(first.start, first.end)):
            return None
        if not marked and self.subjects.previous_is_aside(cue.chunk, self.floor):
            return None
        return (first.start, cue.start) if self.subjects.seek(cue.finite + 1, cue.end).phrase else None

    def swapped(self, cue: Cue, seek: list[Seek], predicates: bool) -> tuple[list[Range], Seek] | None:
        """The other reading of "A bestätigte B": B speaks and A is the topic."""
        if len(seek) < 2 or cue.position is not Position.MAIN or seek[1].phrase is None:
            return None
        if self.walk.is_a(seek[1].phrase[0], "accusative", "dative_only"):
            return None
        measure = self.objects.measured(cue, seek[1].phrase[1])
        if not measure and not cue.verb.takes_any(Takes.OBJECT, Takes.AS, Takes.NAMED):
            return None
        content = [(cue.start, cue.finite), *([measure] if measure else [])]
        if predicates:
            rest = self.objects.after_subject(cue, seek[1].phrase[1])
            if rest is None:
                return None
            content.append(rest)
        return content, seek[1]

    def shares_subject(self, cue: Cue, previous: Frame | None) -> bool:
        """ "X bestritt das nicht, verwies aber auf ...": a clause without a subject of its own."""
        if previous is None or cue.finite != cue.start or cue.position is not Position.MAIN or cue.chunk == 0:
            return False
        if not self.rules.syntax.verb_second or self.unit.chunks[cue.chunk].before != ",":
            return False
        if self.walk.is_aside(self.unit.chunks[cue.chunk - 1]):
            return False  # "X, der nichts davon weiß, sagte, ..."
        i = cue.finite + 1
        while (
            i < cue.end
            and self.walk.is_a(i, "adverb", "conjunction", "reflexive")
            and not self.walk.heads_phrase(i, cue.end)
        ):
            i += 1
        return i >= cue.end or self.walk.is_a(i, "preposition", "accusative", "dative_only")

    def goes_on_with_subject(self, cue: Cue, previous: Frame | None) -> bool:
        """ "X begrüßte das, fordert aber ...": a main clause goes on without a new subject."""
        if not self.rules.syntax.verb_second or cue.finite != cue.start or cue.chunk == 0:
            return False
        if not self.walk.is_a(cue.finite + 1, "contrasting") or self.unit.chunks[cue.chunk].before != ",":
            return False
        before = self.unit.chunks[cue.chunk - 1]
        told = previous is not None or (
            self.walk.has_verb(before.start, before.end) and not self.has_subject_after(cue)
        )
        return told and before.quotation is None and not self.is_said(before)

    def has_subject_after(self, cue: Cue) -> bool:
        """Whether a noun phrase that is no accusative follows the word behind the verb: "sagte aber [X]"."""
        phrase = self.walk.phrase_in(cue.finite + 2, cue.end)
        return phrase is not None and not self.walk.is_a(phrase[0], "accusative")

    def is_bracketed(self, cue: Cue) -> bool:
        """Whether the clause stands in brackets and what follows does not belong to it: "(X berichtete)"."""
        chunk, words = self.unit.chunks[cue.chunk], self.unit.words
        return chunk.before == "(" and chunk.end < len(words) and words[chunk.end].text == ")"

    def points_back(self, cue: Cue) -> bool:
        """ "Das teilte X mit." """
        return (
            cue.position is Position.MAIN
            and cue.chunk == self.floor
            and self.walk.is_a(cue.start, "this")
            and cue.finite == cue.start + 1
            and cue.verb.takes_any(Takes.CLAUSE)
        )

    def cited(self, cue: Cue) -> Frame | None:
        """ "Die Zeitung zitiert X: ...": the object speaks, in the passive the subject does."""
        content = self.complement(cue)
        if not content:
            return None
        seek = self.subjects.of(cue, None, self.floor)
        self.floor = max(self.floor, self.chunk_at(content[-1][1] - 1) + 1)
        if cue.passive:
            return self.made(cue, content, seek, "cited")
        start = self.objects.start(cue)
        if start is None:
            return None
        return self.made(cue, content, [self.subjects.seek(start, cue.end)], "cited")

    # ------------------------------------------------------------ passives

    def passive(self, cue: Cue) -> Frame | None:
        """ "wurde von X kritisiert": the speaker is the agent, what was said the subject."""
        agent = self.subjects.agent(cue)
        if agent is None:
            return None
        content = self.complement(cue)
        if content:
            self.floor = max(self.floor, self.chunk_at(content[-1][1] - 1) + 1)
            return self.made(cue, content, [agent], "passive")
        if not cue.verb.takes_any(Takes.OBJECT, Takes.AS) or cue.finite <= cue.start:
            return None
        if self.subjects.inverted(cue):
            return self.passive_behind(cue, agent)
        called = self.objects.called(cue, agent.start)
        frame = self.made(cue, [(cue.start, cue.finite), *called], [agent], "passive")
        frame.told, frame.predicates, frame.calls = True, bool(called), bool(called)
        return frame

    def passive_behind(self, cue: Cue, agent: Seek) -> Frame | None:
        """ "Von X wurden Konsequenzen gefordert": the topic stands between auxiliary and participle."""
        if not agent.start < cue.finite:
            return None
        start = self.walk.noun_phrase_from(cue.finite + 1, cue.at, cue.words)
        if start is None or self.unit.words[start].quotation >= 0:
            return None
        stop = self.walk.after_phrase(start, cue.at)
        seek = self.subjects.seek(agent.start, cue.finite, source=True)
        frame = self.made(cue, [(start, stop)], [seek], "passive")
        frame.told = True
        return frame


def _place(item: Cue | Phrase) -> int:
    return item.start if isinstance(item, Phrase) else item.at
