"""Frames of cues behind or around what was said: "..., sagte X", "wie X mitteilte"."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.extract.quote_cues import Cue
from quellenlage.extract.quote_frame import Frame
from quellenlage.extract.quote_positions import Position
from quellenlage.extract.quote_sources import Sources
from quellenlage.extract.quote_subjects import Seek
from quellenlage.extract.quote_units import Chunk
from quellenlage.extract.quote_walk import Range
from quellenlage.lang.cues import Takes


@dataclass(slots=True)
class Behind(Sources):
    """Reads the frames whose cue follows or interrupts what was said."""

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
