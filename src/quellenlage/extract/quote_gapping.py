"""Who is named without a verb of their own: "X sprach von 3000 Teilnehmern, Y von 5000" (gapping, Ross 1970).

Only numbers are looked for: that is where a reader must not take the one source for the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quellenlage.extract.mood import is_verb
from quellenlage.extract.quote_frame import Frame
from quellenlage.extract.quote_phrases import Phrase
from quellenlage.extract.quote_sources import Sources
from quellenlage.extract.quote_subjects import Seek
from quellenlage.extract.quote_units import Chunk
from quellenlage.extract.quote_walk import Range
from quellenlage.lang.numbers import NumberRules
from quellenlage.lang.pack import language_pack

LONGEST_SOURCE = 10  # words of the one who is named
MOST_NAMED = 4  # one behind the other


@dataclass(frozen=True, slots=True)
class Gapped:
    """One who is named without a verb: from which word on, where, and the number behind."""

    begin: int
    source: Range
    content: Range
    phrase: Phrase | None = None


@dataclass(slots=True)
class Gapping:
    """Finds what further sources say, and takes it from what the first one says."""

    content: Sources

    def frames(self, before: Sequence[Frame]) -> list[Frame]:
        """All frames, those of further sources behind the one whose verb they share."""
        out: list[Frame] = []
        for frame in before:
            further = list(self.further(frame))
            cut = min((g.begin for g in further), default=None)
            if cut is not None:
                frame = replace(frame, content=[(s, min(e, cut)) for s, e in frame.content if s < cut])
            out.append(frame)
            out.extend(self.made(frame, g) for g in further)
        phrases = {f.cue for f in out if f.rule == "gapped"} & {
            tuple(range(p.start, p.end)) for p in self.content.phrases
        }
        return [f for f in out if f.rule == "gapped" or f.cue not in phrases]

    def further(self, frame: Frame) -> Iterator[Gapped]:
        """Those who are named behind what the frame governs."""
        if not frame.seek or not any(self.has_number(s, e) for s, e in frame.content):
            return
        unit = self.content.unit
        last = self.content.chunk_at(max(max(frame.cue), frame.content[0][0]))
        joined = self.joined(frame, unit.chunks[last])
        if joined is not None:
            yield joined
        for index in range(last + 1, min(len(unit.chunks), last + 1 + MOST_NAMED)):
            chunk = unit.chunks[index]
            gapped = self.by_phrase(chunk, index) or self.by_subject(frame, (chunk.start, chunk.end))
            if chunk.before != "," or chunk.quotation is not None or gapped is None:
                return
            yield gapped

    def joined(self, frame: Frame, chunk: Chunk) -> Gapped | None:
        """ "... von 3000 und Y von 5000": behind a conjunction in the same clause."""
        begin = frame.content[-1][0]
        for i in range(max(begin, max(frame.cue)) + 1, chunk.end - 1):
            if self.content.walk.is_a(i, "conjunction") and self.has_number(begin, i):
                return self.by_subject(frame, (i, chunk.end))
        return None

    def made(self, frame: Frame, gapped: Gapped) -> Frame:
        """The frame of one who is named."""
        source = Seek(*gapped.source, source=gapped.phrase is not None, phrase=gapped.source, whole=True)
        cue, act = frame.cue, frame.act
        if gapped.phrase is not None:
            cue, act = tuple(range(gapped.phrase.start, gapped.phrase.end)), gapped.phrase.act
        return Frame(
            [gapped.content],
            cue,
            act,
            [source],
            "gapped",
            told=frame.told,
            predicates=frame.predicates,
            lemma=frame.lemma,
            clause=(gapped.source[0], gapped.content[1]),
        )

    def by_subject(self, frame: Frame, words: Range) -> Gapped | None:
        """ "Y von 5000", "Y nur 5000": a noun phrase, the first one's preposition if it had one, a number."""
        walk, (start, stop) = self.content.walk, words
        if frame.rule != "told" or not self.is_verbless(start, stop):
            return None
        start += 1 if walk.is_a(start, "conjunction", "subordinator") else 0
        end = self.source_end(start, stop)
        if end is None or self.is_article(start) or walk.is_a(start, "accusative"):
            return None
        rest = end
        while rest < stop and walk.is_a(rest, "adverb") and not self.content.walk.is_number(rest + 1):
            rest += 1
        preposition = walk.is_a(rest, "preposition")
        if preposition != self.governed(frame) or not self.has_number(rest, stop):
            return None
        if preposition and not self.is_used(frame, walk.lower(rest)):
            return None
        begin = rest + 1 if preposition and frame.predicates else rest
        return Gapped(words[0], (start, end), (begin, stop))

    def by_phrase(self, chunk: Chunk, index: int) -> Gapped | None:
        """ "laut Y 5000": an attributing phrase, a source and a number, and no verb."""
        phrase = next((p for p in self.content.phrases if p.chunk == index), None)
        if phrase is None or phrase.start != chunk.start or not self.is_verbless(phrase.end, chunk.end):
            return None
        end = self.source_end(phrase.end, chunk.end)
        if end is None or not self.has_number(end, chunk.end):
            return None
        return Gapped(phrase.start, (phrase.end, end), (end, chunk.end), phrase)

    def source_end(self, start: int, end: int) -> int | None:
        """The end of the noun phrase that begins at `start`: before a preposition, an adverb or a number."""
        walk = self.content.walk
        stop = start
        while stop < end and stop - start <= LONGEST_SOURCE:
            other = walk.is_a(stop, "preposition", "adverb") and not walk.is_a(stop, "determiner")
            ahead = stop > start and (walk.is_a(stop, "determiner") or self.qualifies(stop))
            if (
                other
                or (ahead and self.has_number(stop + 1, min(stop + 3, end)))
                or self.content.walk.is_number(stop)
            ):
                break
            if not self.content.unit.words[stop].is_word:
                break
            stop += 1
        named = any(walk.is_noun(i) for i in range(start, stop)) and not walk.is_time(start, stop)
        return stop if named and stop < end else None

    def governed(self, frame: Frame) -> bool:
        """Whether a preposition governs the number of the first one."""
        walk = self.content.walk
        if frame.predicates:
            return True
        for start, end in frame.content:
            for i in range(start, end):
                if self.content.walk.is_number(i):
                    ahead = range(max(start, i - 3), i)
                    return any(walk.is_a(k, "preposition") and not walk.is_a(k, "adverb") for k in ahead)
        return False

    def is_used(self, frame: Frame, preposition: str) -> bool:
        """Whether the first one's number stands behind the same preposition."""
        begin = frame.content[0][0] - (1 if frame.predicates else 0)
        return any(self.content.walk.lower(i) == preposition for i in range(begin, frame.content[-1][1]))

    def is_verbless(self, start: int, end: int) -> bool:
        """Whether no verb form stands among the words."""
        unit, rules, code = self.content.unit, self.content.rules, self.content.code
        return not any(is_verb(unit, i, rules, code) for i in range(start, end) if not unit.words[i].capital)

    def has_number(self, start: int, end: int) -> bool:
        """Whether a number stands among the words."""
        return any(self.content.walk.is_number(i) for i in range(start, end))

    def is_article(self, i: int) -> bool:
        """Whether the word is an article that may be a number too."""
        return self.content.walk.lower(i) in self.numbers.articles

    def qualifies(self, i: int) -> bool:
        """Whether a qualifier of a number begins with the word ("mehr als")."""
        word = self.content.walk.lower(i)
        return any(phrase.split(" ", 1)[0] == word for phrase in self.numbers.before)

    @property
    def numbers(self) -> NumberRules:
        """How the language writes numbers."""
        return language_pack(self.content.code).numbers
