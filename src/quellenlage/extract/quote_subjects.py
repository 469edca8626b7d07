"""Where the speaker of a cue stands."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.extract.quote_cues import Cue
from quellenlage.extract.quote_phrases import Phrase
from quellenlage.extract.quote_positions import Position
from quellenlage.extract.quote_walk import Range, Walk
from quellenlage.lang.cues import Takes

PLURAL = "en"  # how German verbs end that have a plural noun as their subject


@dataclass(frozen=True, slots=True)
class Seek:
    """Words `[start, end)` among which the speaker stands. `last`: the last mention counts, not the first.

    `source`: the speaker may follow a preposition there. `phrase` is the noun phrase that stands where
    the speaker must stand, as far as word classes and capitals show it.
    """

    start: int
    end: int
    last: bool = False
    source: bool = False
    phrase: Range | None = None
    whole: bool = False  # the speaker is all the words of the phrase
    letters: int = 0  # how many letters of a compound name the source; 0 for whole words


@dataclass(slots=True)
class Subjects:
    """Finds where subjects, agents and sources stand."""

    walk: Walk

    def seek(
        self, start: int, end: int, last: bool = False, source: bool = False, skip: tuple[int, ...] = ()
    ) -> Seek:
        """A place for the speaker with the noun phrase that stands there."""
        phrase = None
        if not self.walk.rules.syntax.noun_capitals:
            phrase = self.until_verb(start, end) if source or self.opens_phrase(start, end) else None
        elif start < end and not last:
            phrase = self.named(start, end) if source else self.walk.phrase_in(start, end, skip)
        return Seek(start, end, last, source, phrase)

    def opens_phrase(self, start: int, end: int) -> bool:
        """Whether a noun phrase begins with the word at `start`."""
        if start >= end or self.walk.is_a(
            start, "preposition", "adverb", "conjunction", "subordinator", "time_head"
        ):
            return False
        return self.walk.is_a(start, "determiner", "subject_pronoun") or self.walk.unit.words[start].capital

    def until_verb(self, start: int, end: int) -> Range | None:
        """The words up to a verb, a preposition or a sign: a noun phrase where nouns have no capitals."""
        i = start
        while i < end and self.walk.unit.words[i].is_word and not self.walk.is_a(i, "have", "be", "modal"):
            if self.walk.is_a(i, "preposition") and not self.walk.is_a(i, "name_preposition"):
                break
            i += 1
        return (start, i) if i > start else None

    def clipped(self, seek: Seek, limit: int) -> Seek:
        """The place without the topic that begins at word `limit`, and without the preposition before it."""
        if not seek.start < limit < seek.end or seek.last:
            return seek
        end = limit - 1 if self.walk.is_a(limit - 1, "preposition") and limit - 1 > seek.start else limit
        return self.seek(seek.start, end, source=seek.source)

    def named(self, start: int, end: int) -> Range | None:
        """The noun phrase that begins at `start`, a preposition before it skipped."""
        i = start
        while i < end and self.walk.is_a(i, "preposition", "adverb") and not self.walk.is_a(i, "determiner"):
            i += 1
        if i >= end or self.walk.unit.words[i].quotation >= 0:
            return None
        joined = self.walk.joined(i, end)
        if joined > i + 1 or any(c.isdigit() for c in self.walk.lower(i)[1:]):
            return (i, joined)
        if not (
            self.walk.is_a(i, "determiner", "dative_only", "genitive")
            or self.walk.is_noun(i)
            or self.walk.is_modifier(i)
        ):
            return None
        stop = self.walk.after_phrase(i, end)
        while stop > i and not self.walk.unit.words[stop - 1].is_word:
            stop -= 1
        return (i, stop) if stop > i and any(self.walk.is_noun(k) for k in range(i, stop)) else None

    def of(self, cue: Cue, previous: list[Seek] | None, floor: int) -> list[Seek]:
        """Where the subject of a verb stands, best place first."""
        unit = self.walk.unit
        origin = self.origin(cue)
        if origin is not None:
            return [origin]
        floor = self.behind_colon(floor, cue.chunk)
        if cue.position in (Position.COORDINATE, Position.BARE):
            own = [self.seek(cue.finite + 1, cue.end)] if self.pronoun_follows(cue) else []
            begin = unit.chunks[cue.chunk].start
            shared = previous or [
                self.seek(begin, cue.start),
                self.seek(unit.chunks[floor].start if floor < len(unit.chunks) else 0, cue.start),
            ]
            if not previous and cue.start > begin and self.walk.is_finite(begin):
                shared.reverse()  # "X, der Chef, zeigte sich erfreut und sagte, ..."
            return [*own, *shared]
        if cue.position is Position.SUB:
            return self.of_subordinate(cue)
        if not self.walk.rules.syntax.verb_second:
            return self.before_verb(cue, floor)
        after = self.seek(cue.finite + 1, cue.end, skip=cue.words)
        ahead = self.seek(cue.start, cue.finite)
        lead = cue.start + (1 if self.walk.is_a(cue.start, "conjunction", "so") else 0)
        if cue.finite <= lead:
            if not cue.prefield and floor < cue.chunk and self.previous_is_aside(cue.chunk, floor):
                ahead = self.seek(unit.chunks[floor].start, cue.start)
                governed = ahead.phrase is None or self.walk.is_a(unit.chunks[floor].start, "preposition")
                return [after] if governed and after.phrase is not None else [ahead]
            return [*self.of_clause_before(cue, after), after]
        return [after] if self.inverted(cue) else [ahead, after]

    def behind_colon(self, floor: int, chunk: int) -> int:
        """The first chunk of a cue's sentence: what a colon or semicolon ends is another."""
        chunks = self.walk.unit.chunks
        return max((i for i in range(floor + 1, chunk + 1) if chunks[i].before in (":", ";")), default=floor)

    def of_clause_before(self, cue: Cue, after: Seek) -> list[Seek]:
        """The subject with which the sentence began: "X wollte sich nicht festlegen, sagte aber, ..."."""
        first = self.walk.unit.chunks[0]
        own = after.phrase is not None and not self.walk.is_a(after.phrase[0], "accusative")
        if own or first.quotation is not None or cue.chunk == 0 or cue.finite > cue.start:
            return []
        shared = self.seek(first.start, first.end)
        return [shared] if shared.phrase is not None else []

    def of_subordinate(self, cue: Cue) -> list[Seek]:
        """The subject of a clause whose verb is last; a relative pronoun stands for what is before it."""
        unit = self.walk.unit
        verb = min(cue.at, cue.finite)
        if self.walk.is_a(cue.start, "relative") and cue.chunk > 0 and unit.chunks[cue.chunk].before == ",":
            own = self.walk.phrase_in(cue.start + 1, verb)
            if own is None or cue.verb.takes_any(Takes.OBJECT):
                before = unit.chunks[cue.chunk - 1]
                return [Seek(before.start, before.end, last=True, source=True)]
        return [self.seek(cue.start + 1, verb)]

    def before_verb(self, cue: Cue, floor: int) -> list[Seek]:
        """The subject where it always stands before its verb."""
        unit = self.walk.unit
        ahead = self.seek(cue.start, cue.at)
        if cue.chunk > 0 and self.previous_is_aside(cue.chunk, floor):
            return (
                [self.seek(unit.chunks[min(floor, cue.chunk)].start, cue.start)]
                if cue.start == cue.finite
                else [ahead]
            )
        return [ahead]

    def behind(self, cue: Cue, end: int) -> list[Seek]:
        """The subject of a cue that stands behind what was said."""
        origin = self.origin(cue)
        if origin is not None:
            return [origin]
        if self.walk.rules.syntax.verb_second:
            return [self.seek(cue.finite + 1, end, skip=cue.words)]
        if cue.at == cue.start:
            return [self.seek(cue.at + 1, end)]
        return [self.seek(cue.start, cue.at)]

    def origin(self, cue: Cue) -> Seek | None:
        """Where what is said comes from, of a verb that has it instead of a subject."""
        if not cue.verb.takes_any(Takes.ORIGIN):
            return None
        behind, ahead = range(cue.finite + 1, cue.end - 1), range(cue.start, cue.finite)
        for words in (behind, ahead):
            for i in words:
                if self.walk.is_a(i, "noun_source") and self.walk.unit.words[i].quotation < 0:
                    return self.seek(i + 1, words.stop, source=True)
        return None

    def agent(self, cue: Cue) -> Seek | None:
        """The agent of a passive."""
        for i in range(cue.start, cue.end - 1):
            if self.walk.is_a(i, "agent_preposition") and self.walk.unit.words[i].quotation < 0:
                return self.seek(i + 1, cue.end, source=True)
        return None

    def of_noun(self, noun: int, end: int, chunk: int) -> Seek | None:
        """Whose act a noun is: the genitive behind it, or "durch X" behind its clause."""
        chunks = self.walk.unit.chunks
        if noun + 1 < end and self.walk.is_a(noun + 1, "genitive", "name_preposition"):
            return self.seek(noun + 1, end, source=True)
        if chunk + 1 < len(chunks) and self.walk.is_a(chunks[chunk + 1].start, "agent_preposition"):
            return self.seek(chunks[chunk + 1].start + 1, chunks[chunk + 1].end, source=True)
        return None

    def source(self, phrase: Phrase) -> Seek | None:
        """The source of an attributing phrase, none where it must be next to the phrase and is not."""
        start, end = phrase.source
        if phrase.back:
            return None
        if phrase.compound:
            at, letters = phrase.compound
            return Seek(at, at + 1, source=True, phrase=(at, at + 1), letters=letters)
        if end <= phrase.start:
            return Seek(start, end, last=True, source=True, phrase=self.ending_at(start, end))
        if self.is_own(phrase):
            return self.of_own(phrase)
        if phrase.attributive:
            return Seek(phrase.start, phrase.end, source=True)
        found = self.seek(start, end, source=True)
        if self.is_fronted(phrase):
            return Seek(start, end, source=True, phrase=(start, end), whole=True)
        if found.phrase is None:
            return None
        return Seek(start, found.phrase[1], source=True, phrase=found.phrase)

    def is_own(self, phrase: Phrase) -> bool:
        """Whether the phrase refers to the subject of its clause ("nach eigenen Angaben")."""
        if not phrase.attributive:
            return False
        ahead = (
            phrase.start - 2 if phrase.end - phrase.start == 1 else phrase.start
        )  # "eigenen Angaben zufolge"
        return any(self.walk.is_a(i, "own") for i in range(max(0, ahead), phrase.end))

    def of_own(self, phrase: Phrase) -> Seek:
        """The subject of the clause, behind its finite verb where the phrase comes first."""
        chunk = self.walk.unit.chunks[phrase.chunk]
        own = phrase.start if phrase.end - phrase.start > 1 else phrase.start - 2
        if own > chunk.start:
            ahead = self.seek(chunk.start, own)
            if ahead.phrase is None and phrase.chunk and self.previous_is_aside(phrase.chunk, 0):
                return self.seek(self.walk.unit.chunks[0].start, chunk.start)
            return ahead
        words = range(phrase.end, chunk.end)
        verb = next((i for i in words if self.walk.is_finite(i)), phrase.end - 1)
        return self.seek(verb + 1, chunk.end)

    def is_fronted(self, phrase: Phrase) -> bool:
        """Whether the source is all that stands between the phrase and a comma, with no verb in it."""
        unit = self.walk.unit
        chunk = unit.chunks[phrase.chunk]
        if self.walk.rules.syntax.noun_capitals or phrase.start != chunk.start or phrase.chunk > 1:
            return False
        if phrase.chunk + 1 >= len(unit.chunks) or unit.chunks[phrase.chunk + 1].before != ",":
            return False
        return phrase.end < chunk.end and not any(
            unit.words[i].quotation >= 0 or self.walk.is_a(i, "have", "be", "modal")
            for i in range(phrase.end, chunk.end)
        )

    def ending_at(self, start: int, end: int) -> Range | None:
        """The noun phrase that ends before word `end`."""
        i = end
        while i > start and not self.walk.is_verb(i - 1) and not self.walk.is_a(i - 1, "preposition"):
            i -= 1
            if self.walk.is_a(i, "determiner", "dative_only"):
                break
        return (i, end) if i < end else None

    def inverted(self, cue: Cue) -> bool:
        """Whether the subject follows the finite verb: the clause begins with something else."""
        if cue.finite == cue.start:
            return True
        if cue.position is Position.COORDINATE:
            return False
        first = cue.start + (1 if self.walk.is_a(cue.start, "conjunction") else 0)
        if cue.finite > first + 1 and self.pronoun_follows(cue):
            return True
        if self.walk.is_a(cue.finite + 1, "nominative") or self.told_ahead(cue) is not None:
            return True
        if self.walk.is_a(first, "focus") and not self.walk.is_time(first + 1, cue.finite):
            first += 1
        if self.walk.is_a(first, "subject_pronoun") or self.walk.is_a(cue.finite - 1, "emphatic"):
            return False
        if self.walk.is_a(first, "accusative", "as_mark") or self.walk.opens_as_adverb(first):
            return True
        return (
            (
                self.walk.is_a(first, "preposition", "adverb", "dative_only", "so", "this")
                and not self.walk.heads_phrase(first, cue.finite)
            )
            or self.walk.is_time(first, cue.finite)
            or self.walk.is_a(first, "preposition", "dative_only")
        )

    def told_ahead(self, cue: Cue) -> int | None:
        """Where what is told opens the clause: a plural noun before a verb in the singular."""
        first = cue.start + (1 if self.walk.is_a(cue.start, "conjunction", "focus") else 0)
        told = first < cue.finite and self.walk.is_a(first, "told_plural")
        return first if told and not self.walk.lower(cue.finite).endswith(PLURAL) else None

    def previous_is_aside(self, chunk: int, floor: int) -> bool:
        """Whether the chunks before are a subject with an apposition or relative clause, not a sentence."""
        for index in range(floor, chunk):
            piece = self.walk.unit.chunks[index]
            if piece.quotation is not None:
                return False
            if index > floor and self.walk.is_aside(piece):
                continue
            if self.walk.unit.is_quoted(piece.start, piece.end) or self.walk.has_verb(piece.start, piece.end):
                return False
        return True

    def pronoun_follows(self, cue: Cue) -> bool:
        """Whether the finite verb is followed by a pronoun as its subject."""
        return self.walk.is_pronoun(cue.finite + 1, cue.end)
