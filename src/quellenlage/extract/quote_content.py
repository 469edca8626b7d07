"""What a cue governs: where content begins and ends, and which chunks complete a verb of speech."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quellenlage.domain.statement import Act
from quellenlage.extract.mood import conditional_at, subjunctive_at
from quellenlage.extract.quote_cues import Cue
from quellenlage.extract.quote_phrases import Phrase
from quellenlage.extract.quote_positions import Position
from quellenlage.extract.quote_units import Chunk, Unit
from quellenlage.extract.quote_walk import Range, Walk
from quellenlage.lang.cues import CueRules, Takes

MOST_INTERPOSED = 3  # chunks between a cue and its complement (appositions, relative clauses)
DEMONSTRATIVE_WORDS = 4
DATELINE_WORDS = 5


@dataclass(slots=True)
class Content:
    """The chunks of a unit with its cues: which of them belong together. Positions are word indices.

    `stops` are the chunks that end what was said before them, `floor` is the first chunk that no
    statement before has used up.
    """

    unit: Unit
    rules: CueRules
    code: str
    cues: Sequence[Cue]
    phrases: Sequence[Phrase]
    walk: Walk = field(init=False)
    stops: set[int] = field(init=False)
    cue_at: dict[int, list[Cue]] = field(init=False)
    floor: int = field(init=False)

    def __post_init__(self) -> None:
        self.walk = Walk(self.unit, self.rules, self.code)
        self.floor, self.stops, self.cue_at = self.first_chunk(), set(), {}
        for before, cue in zip(self.cues, self.cues[1:], strict=False):
            fronted = before.position is Position.AS and before.chunk == self.floor == cue.chunk - 1
            if fronted and cue.position is Position.POST:
                cue.position = Position.MAIN
        for cue in self.cues:
            self.cue_at.setdefault(cue.chunk, []).append(cue)
            joined = cue.start > self.unit.chunks[cue.chunk].start or self.walk.is_a(cue.start, "contrast")
            if joined or cue.position in (Position.POST, Position.AS, Position.COORDINATE):
                self.stops.add(cue.chunk)
        self.stops.update(p.chunk for p in self.phrases if p.so or (p.impersonal and p.chunk > 0))

    def is_said(self, piece: Chunk) -> bool:
        """Whether quotation marks or a subjunctive show that somebody else speaks in the chunk."""
        quoted = self.unit.is_quoted(piece.start, piece.end)
        return quoted or subjunctive_at(self.unit, piece.start, piece.end, self.rules, self.code) is not None

    def is_all_quoted(self, piece: Chunk) -> bool:
        """Whether all words of the chunk stand in quotation marks."""
        words = (self.unit.words[i] for i in range(piece.start, piece.end))
        return all(word.quotation >= 0 for word in words if word.is_word)

    def goes_on(self, piece: Chunk) -> bool:
        """Whether an indirect clause is resumed in this chunk."""
        if self.walk.is_a(piece.start, "that"):
            return True
        at = subjunctive_at(self.unit, piece.start, piece.end, self.rules, self.code)
        if self.walk.is_a(piece.start, "relative") and self.walk.is_a(piece.start, "determiner"):
            last = piece.end - 1 - (not self.unit.words[piece.end - 1].is_word)
            return at is not None and at < last  # "das sei falsch" is no relative clause
        if self.walk.is_a(piece.start, "subordinator", "relative", "purpose", "question"):
            return False
        return at is not None

    def first_chunk(self) -> int:
        """The chunk with which the sentence begins: behind a dateline, a bracketed place, a rubric."""
        first = 0
        for index, chunk in enumerate(self.unit.chunks):
            if (index and chunk.before == "|") or (
                index
                and chunk.before == ")"
                and index <= 2
                and self.unit.chunks[index - 1].before == "("
                and index - 1 == first
            ):
                first = index
            elif index and index <= 3 and chunk.before in "–—-" and chunk.start <= DATELINE_WORDS:
                ahead = range(self.unit.chunks[first].start, chunk.start - 1)
                if all(self.unit.words[i].capital or not self.unit.words[i].is_word for i in ahead):
                    first = index
        return first

    def content_end(self, start: int) -> int:
        """The chunk that ends content from chunk `start`: the next cue that stands behind or beside it."""
        index = start
        while index < len(self.unit.chunks):
            if index in self.stops and (index > start or not self.divided(index)):
                return index
            index += 1
        return index

    def divided(self, index: int) -> bool:
        """Whether the chunk holds content before a coordinated cue."""
        start = self.unit.chunks[index].start
        return any(c.start > start for c in self.cue_at.get(index, ()))

    def ranges(self, start: int, end: int) -> list[Range]:
        """The words of the chunks `[start, end)`, and those of chunk `end` before a coordinated cue."""
        chunks = self.unit.chunks
        if start >= min(end, len(chunks)):
            if start == end and end < len(chunks) and self.divided(end):
                return [(chunks[end].start, self.coordinated(end))]
            return []
        stop = chunks[min(end, len(chunks)) - 1].end
        if end < len(chunks) and self.divided(end):
            stop = self.coordinated(end)
        for cue in self.cue_at.get(end - 1, ()):
            if cue.start > chunks[end - 1].start:
                stop = min(stop, cue.start)
        return [(chunks[start].start, stop)] if chunks[start].start < stop else []

    def coordinated(self, index: int) -> int:
        """Where the first coordinated cue of a chunk begins."""
        return min(c.start for c in self.cue_at[index] if c.start > self.unit.chunks[index].start)

    def chunk_at(self, word: int) -> int:
        """The chunk in which a word stands."""
        for index, chunk in enumerate(self.unit.chunks):
            if word < chunk.end:
                return index
        return len(self.unit.chunks) - 1

    def complement(self, cue: Cue) -> list[Range]:
        """The clause or quote that completes the verb."""
        if not self.rules.syntax.comma_before_clause:
            inline = self.inline_complement(cue)
            if inline:
                return inline
        if cue.end < self.unit.chunks[cue.chunk].end:
            return []  # what follows belongs to the cue that is joined to this one
        first = self.chunk_at(max(cue.words)) + 1
        for index in range(first, min(len(self.unit.chunks), first + MOST_INTERPOSED)):
            if index in self.stops and not self.divided(index):
                break
            if self.completes(cue, index, index - first):
                return self.until_other_voice(cue, self.ranges(index, self.end_behind(cue, index)))
        return []

    def end_behind(self, cue: Cue, index: int) -> int:
        """Where content that begins with chunk `index` ends."""
        end = self.content_end(index)
        chunks = self.unit.chunks
        if chunks[index].quotation is not None:
            end = index + 1
            while end < len(chunks) and chunks[end].quotation is not None:
                end += 1
            return end
        for later in range(index + 1, end):
            piece = chunks[later]
            if piece.quotation is not None and piece.before in (":", "", "”"):
                return later
            if self.is_own_again(index, piece):
                return later
            leads = cue.position is Position.SUB and cue.chunk <= self.floor
            if (
                leads
                and piece.quotation is None
                and not self.unit.words[piece.start].capital
                and self.walk.is_finite(piece.start)
            ):
                return later
        return end

    def is_own_again(self, index: int, piece: Chunk) -> bool:
        """Whether the report speaks again: "er sei gesund; es wird ermittelt", "..., doch das ist falsch"."""
        turns = piece.before == ";" or (piece.before == "," and self.walk.is_a(piece.start, "turning"))
        if not turns or piece.quotation is not None or self.is_said(piece):
            return False
        said = self.unit.chunks[index]
        told = self.is_said(said) or self.walk.is_a(said.start, "that")
        finite = any(self.is_indicative(i) for i in range(piece.start, piece.end))
        return told and finite

    def until_other_voice(self, cue: Cue, content: list[Range]) -> list[Range]:
        """Without a main clause of the report's own that a conjunction joins to what was said."""
        if not content or not self.rules.syntax.verb_second or cue.position is Position.SUB:
            return content
        start, end = content[0]
        for i in range(start + 2, end - 1):
            joins = self.walk.is_a(i, "conjunction") and self.unit.words[i].quotation < 0
            if joins and self.is_indicative(i + 1) and self.walk.is_a(start, "that"):
                return [(start, i)]
        return content

    def is_indicative(self, i: int) -> bool:
        """Whether the word is a finite verb and no subjunctive."""
        if self.unit.words[i].capital or self.unit.words[i].quotation >= 0 or not self.walk.is_finite(i):
            return False
        if self.unit.lower(i).endswith("en") or self.unit.lower(i) in self.rules.mood.conditional:
            return False
        return subjunctive_at(self.unit, i, i + 1, self.rules, self.code) is None

    def completes(self, cue: Cue, index: int, distance: int) -> bool:
        """Whether the chunk may complete the verb."""
        piece, verb = self.unit.chunks[index], cue.verb
        if piece.before == ":":
            return verb.takes_any(Takes.CLAUSE, Takes.QUOTE) or piece.quotation is not None
        if piece.quotation is not None:
            return distance == 0 or piece.before == ""
        if verb.takes_any(Takes.INFINITIVE) and self.is_infinitive(index):
            return True
        return verb.takes_any(Takes.CLAUSE) and self.is_clause(cue, piece, distance)

    def is_clause(self, cue: Cue, piece: Chunk, distance: int) -> bool:
        """Whether the chunk is a clause that says what was said."""
        walk, start = self.walk, piece.start
        if walk.is_a(start, "that") or (
            walk.is_a(start, "conjunction", "adverb") and walk.is_a(start + 1, "that")
        ):
            return not (walk.is_a(start, "adverb") and self.unit.lower(start) in self.rules.words["so"])
        if walk.is_a(start, "question") and piece.before == "," and distance == 0:
            hangs_on = start >= 2 and self.unit.words[start - 2].capital and cue.at != start - 2
            return not hangs_on or cue.verb.act is Act.ASK
        if walk.is_a(start, "subordinator", "purpose", "as_clause"):
            return False
        if (
            walk.is_a(start, "preposition")
            and walk.is_a(start + 1, "relative")
            and not walk.heads_phrase(start + 1, piece.end)
        ):
            return False
        at = subjunctive_at(self.unit, start, piece.end, self.rules, self.code)
        if at is None:
            at = conditional_at(self.unit, start, piece.end, self.rules)
        if walk.is_a(start, "relative"):
            last = piece.end - 1 - (not self.unit.words[piece.end - 1].is_word)
            # "sagte, der Damm halte": with its verb last it looks like a relative clause, but one of nothing.
            dated = walk.is_a(start - 2, "time_head")  # "sagte am Montag, das Werk schließe"
            hangs_on = start >= 2 and self.unit.words[start - 2].capital and not dated
            # "sagte Jens Kroll, der Damm halte.": nothing else is left that he may have said.
            alone = piece.end == len(self.unit.words) and walk.heads_phrase(start, piece.end)
            return at is not None and (at < last or not hangs_on or alone) and walk.is_a(start, "determiner")
        if at is not None:
            return True
        speaks = not cue.verb.takes_any(Takes.OBJECT) and cue.position is not Position.SUB
        return distance == 0 and speaks and self.is_main(piece)

    def is_main(self, piece: Chunk) -> bool:
        """Whether the chunk is a main clause with its verb in second place."""
        if self.walk.is_a(
            piece.start,
            "subordinator",
            "purpose",
            "conjunction",
            "as_clause",
            "so",
            "question",
            "preposition",
            "adverb",
        ):
            return False
        if piece.end - piece.start < 3 or (
            self.walk.is_a(piece.start, "relative") and not self.unit.words[piece.start + 1].capital
        ):
            return False
        last = piece.end - 1 - (not self.unit.words[piece.end - 1].is_word)
        return any(self.walk.is_finite(i) for i in range(piece.start + 1, min(last, piece.start + 7)))

    def is_infinitive(self, index: int) -> bool:
        """Whether the chunk (or one close behind that belongs to it) ends in an infinitive with its mark."""
        if self.walk.is_a(self.unit.chunks[index].start, "purpose", "subordinator", "question", "that"):
            return False
        for later in range(index, min(len(self.unit.chunks), index + 3)):
            chunk = self.unit.chunks[later]
            if chunk.quotation is not None or self.walk.is_a(chunk.start, "that"):
                return False
            last = chunk.end - 1
            while last > chunk.start and not self.unit.words[last].is_word:
                last -= 1
            if self.is_marked_infinitive(last):
                return True
            if any(c.start > chunk.start for c in self.cue_at.get(later, ())) and any(
                self.is_marked_infinitive(i) for i in range(chunk.start, chunk.end)
            ):
                return True
        return False

    def is_marked_infinitive(self, i: int) -> bool:
        """Whether the word at `i` is an infinitive with its mark before it or inside ("mitzuteilen")."""
        word = self.unit.words[i]
        if word.capital or not word.lower.endswith(self.rules.mood.infinitive_endings):
            return False
        if self.walk.is_a(i - 1, "infinitive_mark"):
            return True
        return any(
            mark in word.lower[2:-3] for mark in self.rules.words["infinitive_mark"]
        ) and self.walk.is_verb(i)

    def inline_complement(self, cue: Cue) -> list[Range]:
        """The clause behind a verb without a comma ("said that ...", "said the ...")."""
        verb, i, end = cue.verb, max(cue.words) + 1, cue.end
        if verb.takes_any(Takes.CLAUSE):
            that = next(
                (
                    k
                    for k in range(i, min(end, i + 9))
                    if self.walk.is_a(k, "that") and self.unit.words[k].quotation < 0
                ),
                None,
            )
            if (
                that is not None
                and not self.is_clause_before(i, that)
                and not self.is_demonstrative(that, end)
            ):
                return self.to_the_end(cue, that)
        if verb.takes_any(Takes.INFINITIVE):
            to = next((k for k in range(i, min(end, i + 7)) if self.walk.is_a(k, "infinitive_mark")), None)
            if to is not None:
                return self.to_the_end(cue, to)
        if verb.takes_any(Takes.HEARER, Takes.OBJECT) and verb.takes_any(Takes.CLAUSE):
            clause = self.bare_clause(cue, i, end)
            return self.to_the_end(cue, clause) if clause is not None else []
        if not verb.takes_any(Takes.CLAUSE):
            return []
        while i < end and (
            self.walk.is_a(i, "adverb")
            or (self.walk.is_time(i, min(end, i + 3)) and not self.walk.is_a(i, "determiner"))
        ):
            i += 1
        if i >= end or self.walk.is_a(i, "preposition") or not self.walk.has_verb(i, end):
            return []
        return self.to_the_end(cue, i)

    def is_demonstrative(self, that: int, end: int) -> bool:
        """Whether a few words without a verb end the clause: "could not confirm that figure"."""
        return end - that <= DEMONSTRATIVE_WORDS and not self.walk.has_verb(that + 1, end)

    def is_clause_before(self, start: int, end: int) -> bool:
        """Whether a clause of its own begins before the that-clause: "said it could not confirm that"."""
        return any(self.walk.is_a(i, "have", "be", "modal") for i in range(start + 1, end))

    def bare_clause(self, cue: Cue, start: int, end: int) -> int | None:
        """Where a clause without "that" begins: behind the hearer ("told analysts the merger would ...").

        A verb that takes an object as well must be followed by a subject and an auxiliary right away.
        """
        hearer = cue.verb.takes_any(Takes.HEARER)
        begin = start
        if hearer:
            begin = start + 1 + self.walk.is_a(start, "determiner")
            begin = next((i for i in range(begin, min(end, begin + 9)) if self.opens_clause(i)), end)
        elif start >= end or not self.opens_clause(start):
            return None
        for i in range(begin + 1, end):
            if self.walk.is_a(i, "that", "relative"):
                return None
            if self.walk.is_a(i, "have", "be", "modal"):
                return begin
        return None

    def opens_clause(self, i: int) -> bool:
        """Whether a subject may begin with the word: an article, a pronoun, a name behind other words."""
        word, before = self.unit.words[i], self.unit.words[i - 1]
        if self.walk.is_a(i - 1, "preposition", "determiner"):
            return False
        named = word.capital and not before.capital and not self.walk.is_time(i, i + 1)
        return named or self.walk.is_a(i, "determiner", "subject_pronoun")

    def to_the_end(self, cue: Cue, start: int) -> list[Range]:
        """From word `start` to where the content of this cue ends."""
        stop = max(
            (r[1] for r in self.ranges(cue.chunk, max(self.content_end(cue.chunk + 1), cue.chunk + 1))),
            default=cue.end,
        )
        return [(start, stop)] if start < stop else []
