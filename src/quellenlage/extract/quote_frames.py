"""From a cue to what was said: which words of a unit the cue governs, and where its speaker stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from quellenlage.extract.quote_cues import Cue
from quellenlage.extract.quote_frame import Frame
from quellenlage.extract.quote_gapping import Gapping
from quellenlage.extract.quote_nouns import Nouns
from quellenlage.extract.quote_objects import Objects
from quellenlage.extract.quote_phrases import Phrase
from quellenlage.extract.quote_positions import Position
from quellenlage.extract.quote_sources import Sources
from quellenlage.extract.quote_subjects import Seek
from quellenlage.extract.quote_units import Chunk
from quellenlage.extract.quote_walk import Range
from quellenlage.lang.cues import Takes


@dataclass(slots=True)
class Frames(Sources):
    """Reads the frames of one unit from left to right."""

    objects: Objects = field(init=False)

    def __post_init__(self) -> None:
        Sources.__post_init__(self)
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
        frame.calls = told.predicates and cue.verb.takes_any(Takes.NAMED, Takes.AS, Takes.HELD, Takes.QUOTE)
        frame.swapped = self.swapped(cue, seek, told.predicates)
        return frame

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

    def made(self, cue: Cue, content: list[Range], seek: list[Seek], rule: str) -> Frame:
        """A frame with what the cue alone says."""
        return Frame(
            content,
            cue.words,
            cue.verb.act,
            seek,
            rule,
            negated=cue.negation is not None,
            lemma=cue.verb.lemma,
            clause=(cue.start, cue.end),
            finite=cue.position is not Position.BARE,
        )

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

    # ------------------------------------------------------------ cue behind

    def before(self, cue: Cue) -> Frame | None:
        """ "..., sagte X": what was said stands before, and may go on behind."""
        if self.rules.syntax.verb_second and not self.has_subject_behind(cue):
            return None
        start = self.floor
        if start >= cue.chunk or not cue.verb.takes_any(Takes.CLAUSE, Takes.QUOTE, Takes.INFINITIVE):
            return None
        start = self.behind_semicolon(start, cue.chunk)
        if cue.passive or self.is_adverbial(start, cue.chunk) or self.completed_behind(cue):
            return None
        if not self.is_sentence(start, cue.chunk):
            return None
        named = self.appositions(start, cue)
        content = [(a, min(b, cue.start)) for a, b in self.ranges(start, named) if a < cue.start]
        self.floor = cue.chunk + 1
        content.extend(self.going_on(cue))
        seek = self.cited_behind(cue) or self.subjects.behind(cue, self.clause_end(cue))
        if named < cue.chunk:
            seek = [self.subjects.seek(self.unit.chunks[named].start, cue.start)]
        return self.made(cue, content, seek, "post")

    def cited_behind(self, cue: Cue) -> list[Seek]:
        """ "...", zitiert die Zeitung den Minister: the second phrase speaks."""
        if not cue.verb.takes_any(Takes.CITED) or not self.rules.syntax.verb_second:
            return []
        medium = self.walk.phrase_in(cue.finite + 1, cue.end)
        if medium is None:
            return []
        cited = self.subjects.seek(medium[1], cue.end)
        return [cited] if cited.phrase is not None else []

    def appositions(self, start: int, cue: Cue) -> int:
        """The chunk with which a subject with appositions begins, between a quote and its verb."""
        if self.rules.syntax.verb_second or cue.at > cue.start:
            return cue.chunk
        for index in range(cue.chunk - 1, start, -1):
            piece = self.unit.chunks[index]
            if piece.quotation is not None or self.walk.has_predicate(piece.start, piece.end):
                break
            if self.unit.chunks[index - 1].quotation is not None:
                return index
        return cue.chunk

    def behind_semicolon(self, start: int, end: int) -> int:
        """Where somebody else begins to speak: behind a semicolon that ends a clause of the report's own."""
        for index in range(end - 1, start, -1):
            if self.unit.chunks[index].before != ";":
                continue
            said = any(self.is_said(self.unit.chunks[k]) for k in range(index, end))
            own = not any(self.is_said(self.unit.chunks[k]) for k in range(start, index))
            return index if said and own else start
        return start

    def has_subject_behind(self, cue: Cue) -> bool:
        """Whether a subject follows the finite verb of a clause that begins with it."""
        if self.subjects.origin(cue) is not None:
            return True
        i = cue.finite + 1
        while i < cue.end and self.walk.is_a(i, "reflexive", "conjunction"):
            i += 1
        if (
            self.walk.is_a(i, "preposition")
            and not self.rules.is_a(self.unit.lower(i), "adverb")
            and not self.walk.is_time(i + 1, cue.end)
            and self.subjects.seek(i, cue.end).phrase is None
        ):
            return False
        return (
            i < cue.end
            and self.unit.words[i].is_word
            and not self.subjects.previous_is_aside(cue.chunk, self.floor)
        )

    def is_sentence(self, start: int, end: int) -> bool:
        """Whether the chunks hold a clause of their own, or words that are mostly quoted."""
        chunks = self.unit.chunks[start:end]
        if any(c.quotation is not None for c in chunks):
            return True
        words = [self.unit.words[i] for c in chunks for i in range(c.start, c.end)]
        if 2 * sum(1 for word in words if word.quotation >= 0) >= len(words):
            return True
        return any(
            self.walk.is_finite(i)
            for index, c in enumerate(chunks)
            if index == 0 or not self.walk.is_aside(c) or self.walk.is_a(c.start, "that")
            for i in range(c.start, c.end)
            if self.unit.words[i].quotation < 0
        )

    def completed_behind(self, cue: Cue) -> bool:
        """Whether a that-clause follows, and nothing before is said by anybody."""
        index = self.chunk_at(max(cue.words)) + 1
        if index >= len(self.unit.chunks) or not self.walk.is_a(self.unit.chunks[index].start, "that"):
            return False
        return not any(self.is_said(self.unit.chunks[k]) for k in range(self.floor, cue.chunk))

    def clause_end(self, cue: Cue) -> int:
        """The end of the cue's clause with the appositions behind it."""
        end = cue.end
        for index in range(cue.chunk + 1, min(len(self.unit.chunks), cue.chunk + 3)):
            piece = self.unit.chunks[index]
            if piece.quotation is not None or piece.before != "," or index in self.stops:
                break
            if self.walk.has_verb(piece.start, piece.end):
                break
            end = piece.end
        return end

    def is_adverbial(self, start: int, end: int) -> bool:
        """Whether the chunks are an adverbial clause ("Nachdem ...,"), the prefield of what follows."""
        first = self.unit.chunks[start]
        if first.quotation is not None or self.unit.words[first.start].quotation >= 0:
            return False
        if not self.walk.is_a(first.start, "subordinator"):
            return False
        if self.walk.is_a(first.start, "that", "question") or self.walk.is_governed(first):
            return False
        return not any(self.walk.is_finite(self.unit.chunks[k].start) for k in range(start + 1, end))

    def going_on(self, cue: Cue) -> list[Range]:
        """What is said on behind an inserted cue: „A“, sagte X, „B“."""
        for index in range(cue.chunk + 1, min(len(self.unit.chunks), cue.chunk + 4)):
            piece = self.unit.chunks[index]
            if index in self.stops or index in self.cue_at or cue.end < self.unit.chunks[cue.chunk].end:
                break
            if piece.quotation is not None or self.is_all_quoted(piece):
                self.floor = index + 1
                return [(piece.start, piece.end)]
            if self.goes_on(piece):
                last = index + 1
                while (
                    last < len(self.unit.chunks)
                    and last not in self.stops
                    and self.unit.chunks[last].quotation is None
                ):
                    last += 1
                self.floor = last
                return [(piece.start, self.unit.chunks[last - 1].end)]
        return []

    def around(self, cue: Cue) -> Frame | None:
        """ "wie X mitteilte": what was said stands around the clause."""
        following = cue.chunk + 1
        last = self.content_end(following)
        content: list[Range] = []
        first = self.chunk_at(cue.start)
        if first > self.floor:
            content = self.ranges(self.floor, first)
        if following < len(self.unit.chunks) and not (content and self.is_new(self.unit.chunks[following])):
            content.extend(self.ranges(following, last))
            self.floor = max(self.floor, last)
        else:
            self.floor = max(self.floor, following)
        origin = self.subjects.origin(cue)
        seek = [origin or self.subjects.seek(cue.start + 1, cue.end, source=cue.passive)]
        frame = self.made(cue, content or self.used_up(cue.chunk), seek, "as")
        frame.passes_on = not content
        return frame

    def is_new(self, piece: Chunk) -> bool:
        """Whether the chunk begins something else than the sentence that was interrupted."""
        return piece.quotation is not None or self.walk.is_a(piece.start, "conjunction", "relative")

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
        frame = self.made(cue, [(cue.start, cue.finite)], [agent], "passive")
        frame.told = True
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
