"""Frames of nouns of speech: "die Bestätigung, dass ..., durch X", "Berichte aus X über Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.extract.mood import subjunctive_at
from quellenlage.extract.quote_frame import Frame
from quellenlage.extract.quote_sources import Sources
from quellenlage.extract.quote_subjects import Seek
from quellenlage.extract.quote_units import Chunk
from quellenlage.extract.quote_walk import Range
from quellenlage.lang.cues import CueNoun

LONGEST_SOURCE = 8  # words of a source where nouns have no capitals
MOST_SOURCES = 3  # joined by "and"


@dataclass(slots=True)
class Nouns:
    """Finds what a noun of speech with a source of its own says: a clause, or a topic behind a preposition.

    Such a statement often stands inside another ("X weist Berichte aus Y über Z zurück").
    """

    content: Sources

    def frames(self, before: Sequence[Frame]) -> list[Frame]:
        """The frames of all nouns whose clause no verb of speech claims."""
        claimed = {start for frame in before for start, _ in frame.content}
        out = []
        for index, chunk in enumerate(self.content.unit.chunks):
            if chunk.quotation is not None:
                continue
            for noun in self.nouns(chunk):
                frame = self.with_topic(noun, index) or self.with_clause(noun, index, claimed)
                if frame is not None:
                    out.append(frame)
        return out

    def nouns(self, chunk: Chunk) -> Iterator[int]:
        """The nouns of speech of a chunk."""
        unit, rules = self.content.unit, self.content.rules
        for i in range(chunk.start, chunk.end):
            word = unit.words[i]
            cased = word.capital or not rules.syntax.noun_capitals
            if word.lower in rules.nouns and word.quotation < 0 and cased and not self.is_in_phrase(i):
                yield i

    def noun(self, i: int) -> CueNoun:
        """The noun of speech at a word."""
        return self.content.rules.nouns[self.content.unit.lower(i)]

    def is_in_phrase(self, i: int) -> bool:
        """Whether the word belongs to an attributing phrase ("nach Angaben der Polizei")."""
        return any(phrase.start <= i < phrase.end for phrase in self.content.phrases)

    def with_topic(self, noun: int, index: int) -> Frame | None:
        """ "Berichte aus X und Y über Z": source and topic behind the noun, or behind a relative clause."""
        chunks = self.content.unit.chunks
        source = self.source(noun, chunks[index].end)
        if source is None:
            return None
        start, end = source[1], chunks[index].end
        if start == end and index + 2 < len(chunks) and self.content.walk.is_aside(chunks[index + 1]):
            start, end = chunks[index + 2].start, chunks[index + 2].end
        if not self.is_topic(noun, start, end):
            return None
        stop = self.topic_end(start, end)
        if stop <= start + 1:
            return None
        seek = Seek(source[0], source[1], source=True, phrase=self.first_name(source))
        return self.made(noun, [(start, stop)], seek)

    def with_clause(self, noun: int, index: int, claimed: set[int]) -> Frame | None:
        """ "die Behauptung des X, es habe ...", "die Bestätigung, dass ..., durch X"."""
        content, chunks = self.content, self.content.unit.chunks
        if index + 1 >= len(chunks):
            return None
        chunk, piece = chunks[index], chunks[index + 1]
        if piece.quotation is not None or piece.before != "," or piece.start in claimed:
            return None
        source = self.source(noun, chunk.end)
        ends = source is not None and source[1] == chunk.end
        if content.walk.is_a(piece.start, "that"):
            seek = content.subjects.of_noun(noun, chunk.end, index + 1)
            if any(later > noun for later in self.nouns(chunk)) or index in content.cue_at:
                seek = None
        else:
            seek = None
        if ends and source is not None and (seek is not None or self.is_clause(piece)):
            seek = Seek(source[0], source[1], source=True, phrase=self.first_name(source))
        if seek is None:
            return None
        return self.made(noun, [(piece.start, piece.end)], seek)

    def is_clause(self, piece: Chunk) -> bool:
        """Whether the chunk is a that-clause, a clause in the subjunctive or a marked infinitive."""
        content = self.content
        if content.walk.is_a(piece.start, "that"):
            return True
        if content.walk.is_a(
            piece.start, "relative", "subordinator", "purpose"
        ) and not content.walk.heads_phrase(piece.start, piece.end):
            return False
        mood = subjunctive_at(content.unit, piece.start, piece.end, content.rules, content.code)
        last = piece.end - 1 - (not content.unit.words[piece.end - 1].is_word)
        return mood is not None or content.is_marked_infinitive(last)

    def made(self, noun: int, content: list[Range], seek: Seek) -> Frame:
        """The frame of a noun."""
        act = self.noun(noun).act
        frame = Frame(content, (noun,), act, [seek], "noun", lemma=self.content.unit.lower(noun))
        frame.told = self.content.walk.is_a(content[0][0], "preposition")
        return frame

    # ------------------------------------------------------------ source and topic

    def source(self, noun: int, end: int) -> Range | None:
        """The words of the source right behind the noun: a genitive, or "von", "aus", "durch"."""
        walk = self.content.walk
        if noun + 2 >= end + 1 or not walk.is_a(noun + 1, "genitive", "noun_source"):
            return None
        start = noun + 1 + (0 if walk.is_a(noun + 1, "genitive") else 1)
        if start >= end:
            return None
        stop = self.name_end(noun, start, end)
        for _ in range(MOST_SOURCES):
            if stop + 1 >= end or not walk.is_a(stop, "conjunction"):
                break
            joined = self.name_end(noun, stop + 1, end)
            if joined <= stop + 1 or not (
                joined == end or walk.is_a(joined, "conjunction") or self.opens_topic(noun, joined)
            ):
                break
            stop = joined
        return (start, stop) if stop > start else None

    def name_end(self, noun: int, start: int, end: int) -> int:
        """Behind the noun phrase of a source."""
        walk = self.content.walk
        if not walk.rules.syntax.noun_capitals:
            stop = min(end, start + LONGEST_SOURCE)
            for i in range(start, stop):
                word = self.content.unit.words[i]
                stops = walk.is_a(i, "conjunction", "have", "be", "modal") or not word.is_word
                if stops or self.opens_topic(noun, i):
                    return i
            return stop
        named = walk.after_phrase(start, end)
        return named if any(walk.is_noun(i) for i in range(start, named)) else start

    def first_name(self, source: Range) -> Range:
        """The first of several sources joined by "and"."""
        walk = self.content.walk
        for i in range(source[0] + 1, source[1]):
            if walk.is_a(i, "conjunction"):
                return source[0], i
        return source

    def is_topic(self, noun: int, at: int, end: int) -> bool:
        """Whether the words at `at` tell what the noun is about."""
        walk = self.content.walk
        return at + 1 < end and self.opens_topic(noun, at) and not walk.is_time(at + 1, end)

    def opens_topic(self, noun: int, at: int) -> bool:
        """Whether the word is a preposition of the noun, or begins a that-clause without a comma."""
        rules, word = self.content.rules, self.content.unit.lower(at)
        if not rules.syntax.comma_before_clause and self.content.walk.is_a(at, "that"):
            return True
        return rules.fused.get(word, word) in self.noun(noun).prepositions

    def topic_end(self, start: int, end: int) -> int:
        """The end of a topic: before the finite verb or the particle of the clause that it stands in."""
        content, words = self.content, self.content.unit.words
        closing = {i for cue in content.cues for i in (*cue.words, cue.finite)}
        stop = end if content.walk.is_a(start, "that") else self.phrases_end(start, end)
        stop = min([stop, *(i for i in closing if i > start)])
        while stop > start and not (words[stop - 1].is_word or words[stop - 1].text in "%€$)"):
            stop -= 1
        return stop

    def phrases_end(self, start: int, end: int) -> int:
        """Behind the prepositional phrases that follow one another from `start` on."""
        walk, i = self.content.walk, start
        if not walk.rules.syntax.noun_capitals:
            return next((k for k in range(start + 1, end) if walk.is_a(k, "have", "be", "modal")), end)
        while i + 1 < end and walk.is_a(i, "preposition") and (i == start or not walk.is_time(i + 1, end)):
            behind = walk.after_phrase(i + 1, end)
            while behind < end and self.content.unit.words[behind].quotation >= 0:
                behind += 1
            if behind <= i + 1:
                break
            i = behind
        return i
