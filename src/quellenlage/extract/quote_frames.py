"""From a cue to what was said: which words of a unit the cue governs, and where its speaker stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quellenlage.domain.statement import Act
from quellenlage.extract.mood import conditional_at, subjunctive_at
from quellenlage.extract.quote_cues import Cue, Phrase, Position
from quellenlage.extract.quote_objects import Objects
from quellenlage.extract.quote_subjects import Seek, Subjects
from quellenlage.extract.quote_units import Chunk, Unit
from quellenlage.extract.quote_walk import Range, Walk
from quellenlage.lang.cues import CueRules, Takes

MOST_INTERPOSED = 3  # chunks between a cue and its complement (appositions, relative clauses)
DATELINE_WORDS = 5


@dataclass(slots=True)
class Frame:
    """What a cue governs, in word indices. `told`: the act is told by its topic only.

    `predicates`: the topic is called something ("sprach von", "bezeichnete als"). `cut_source`: the words
    of the source stand among the content. `back`: the source is that of the statement before.
    `sentence_before`: what was said is the sentence before the unit.
    """

    content: list[Range]
    cue: tuple[int, ...]
    act: Act
    seek: list[Seek]
    rule: str
    told: bool = False
    predicates: bool = False
    negated: bool = False
    lemma: str = ""
    cut_source: bool = False
    clause: Range | None = None
    back: bool = False
    sentence_before: bool = False
    hearer: Range | None = None
    swapped: tuple[list[Range], Seek] | None = None  # content and speaker, should the object open the clause
    passes_on: bool = False  # another cue claims the content; this one only says who passes it on
    finite: bool = True  # the cue is a finite clause with a subject of its own


@dataclass(slots=True)
class Frames:
    """Reads the frames of one unit from left to right."""

    unit: Unit
    rules: CueRules
    code: str
    cues: Sequence[Cue]
    phrases: Sequence[Phrase]
    stops: set[int] = field(default_factory=set)  # chunks that end what was said before them
    cue_at: dict[int, list[Cue]] = field(default_factory=dict)
    floor: int = 0  # the first chunk that no statement before has used up
    walk: Walk = field(init=False)
    objects: Objects = field(init=False)
    subjects: Subjects = field(init=False)

    def __post_init__(self) -> None:
        self.walk = Walk(self.unit, self.rules, self.code)
        self.objects = Objects(self.walk)
        self.subjects = Subjects(self.walk)
        self.floor = self.first_chunk()
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

    def frames(self) -> list[Frame]:
        """All frames, in the order of their cues."""
        out: list[Frame] = []
        items: Iterable[Cue | Phrase] = sorted((*self.cues, *self.phrases), key=_place)
        for item in items:
            if isinstance(item, Phrase):
                frame = self.of_phrase(item)
            else:
                frame = self.of_cue(item, next((f for f in reversed(out) if f.seek and f.finite), None))
            if frame is not None and (frame.content or frame.sentence_before):
                out.append(frame)
        out.extend(self.of_nouns(out))
        return out

    # ------------------------------------------------------------ verbs

    def of_cue(self, cue: Cue, previous: Frame | None) -> Frame | None:
        """The frame of a verb of speech."""
        if cue.position is Position.POST:
            frame = self.before(cue)
            if frame is not None:
                return frame
            cue.position = Position.MAIN
            self.stops.discard(cue.chunk)
        if self.shares_subject(cue, previous):
            cue.position = Position.COORDINATE
        if cue.position is Position.AS:
            return self.around(cue)
        if cue.verb.takes_any(Takes.CITED):
            return self.cited(cue)
        if cue.passive:
            return self.passive(cue)
        seek = self.subjects.of(cue, previous.seek if previous else None, self.floor)
        content = self.complement(cue)
        if content:
            self.floor = max(self.floor, self.chunk_at(content[-1][1] - 1) + 1)
            frame = self.made(cue, content, seek, "complement")
            frame.hearer = self.objects.hearer(cue, content[0][0])
            return frame
        if self.points_back(cue):
            frame = self.made(cue, [], seek[-1:], "sentence-before")
            frame.sentence_before = True
            return frame
        told = self.objects.of(cue)
        if told is None:
            return None
        seek = [self.subjects.clipped(s, told.ranges[0][0]) for s in seek]
        frame = self.made(cue, told.ranges, seek, "told")
        frame.told, frame.predicates = True, told.predicates
        frame.swapped = self.swapped(cue, seek, told.predicates)
        return frame

    def swapped(self, cue: Cue, seek: list[Seek], predicates: bool) -> tuple[list[Range], Seek] | None:
        """The other reading of "A bestätigte B": B speaks and A is the topic."""
        if len(seek) < 2 or cue.position is not Position.MAIN or seek[1].phrase is None:
            return None
        if not cue.verb.takes_any(Takes.OBJECT, Takes.AS, Takes.NAMED):
            return None
        content = [(cue.start, cue.finite)]
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
        """ "X bestritt das nicht, verwies aber auf ...": a clause that begins with its verb and has no subject."""
        if previous is None or cue.finite != cue.start or cue.position is not Position.MAIN or cue.chunk == 0:
            return False
        if not self.rules.syntax.verb_second or self.unit.chunks[cue.chunk].before != ",":
            return False
        i = cue.finite + 1
        while (
            i < cue.end
            and self.walk.is_a(i, "adverb", "conjunction", "reflexive")
            and not self.walk.heads_phrase(i, cue.end)
        ):
            i += 1
        return i >= cue.end or self.walk.is_a(i, "preposition", "accusative", "dative_only")

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
        content = self.ranges(start, named)
        self.floor = cue.chunk + 1
        content.extend(self.going_on(cue))
        seek = self.subjects.behind(cue, self.clause_end(cue))
        if named < cue.chunk:
            seek = [self.subjects.seek(self.unit.chunks[named].start, cue.start)]
        return self.made(cue, content, seek, "post")

    def appositions(self, start: int, cue: Cue) -> int:
        """The chunk with which the subject begins that stands, with appositions, between a quote and its verb."""
        if self.rules.syntax.verb_second or cue.at > cue.start:
            return cue.chunk
        for index in range(cue.chunk - 1, start, -1):
            piece = self.unit.chunks[index]
            if piece.quotation is not None or self.walk.has_verb(piece.start, piece.end):
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

    def is_said(self, piece: Chunk) -> bool:
        """Whether quotation marks or a subjunctive show that somebody else speaks in the chunk."""
        quoted = self.unit.is_quoted(piece.start, piece.end)
        return quoted or subjunctive_at(self.unit, piece.start, piece.end, self.rules, self.code) is not None

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
        if self.walk.is_a(first.start, "that", "question"):
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

    def is_all_quoted(self, piece: Chunk) -> bool:
        """Whether all words of the chunk stand in quotation marks."""
        words = (self.unit.words[i] for i in range(piece.start, piece.end))
        return all(word.quotation >= 0 for word in words if word.is_word)

    def goes_on(self, piece: Chunk) -> bool:
        """Whether an indirect clause is resumed in this chunk."""
        if self.walk.is_a(piece.start, "that"):
            return True
        if self.walk.is_a(piece.start, "subordinator", "relative", "purpose", "question"):
            return False
        return subjunctive_at(self.unit, piece.start, piece.end, self.rules, self.code) is not None

    def around(self, cue: Cue) -> Frame | None:
        """ "wie X mitteilte": what was said stands around the clause."""
        following = cue.chunk + 1
        last = self.content_end(following)
        content: list[Range] = []
        if cue.chunk > self.floor:
            content = self.ranges(self.floor, cue.chunk)
        if following < len(self.unit.chunks) and not (content and self.is_new(self.unit.chunks[following])):
            content.extend(self.ranges(following, last))
            self.floor = max(self.floor, last)
        else:
            self.floor = max(self.floor, following)
        seek = [self.subjects.seek(cue.start + 1, cue.end, source=cue.passive)]
        frame = self.made(cue, content or self.used_up(cue.chunk), seek, "as")
        frame.passes_on = not content
        return frame

    def used_up(self, chunk: int) -> list[Range]:
        """What stands before a chunk and is said by somebody else: a medium may pass it on."""
        return self.ranges(self.first_chunk(), chunk)

    def is_new(self, piece: Chunk) -> bool:
        """Whether the chunk begins something else than the sentence that was interrupted."""
        return piece.quotation is not None or self.walk.is_a(piece.start, "conjunction", "relative")

    # ------------------------------------------------------------ extents

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

    # ------------------------------------------------------------ complements behind the cue

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
            leads = cue.position is Position.SUB and cue.chunk <= self.floor
            if (
                leads
                and piece.quotation is None
                and not self.unit.words[piece.start].capital
                and self.walk.is_finite(piece.start)
            ):
                return later
        return end

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
            return at is not None and at < last and walk.is_a(start, "determiner")
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
        if (
            piece.end - piece.start < 3
            or (self.walk.is_a(piece.start, "relative")
            and not self.unit.words[piece.start + 1].capital)
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
            if that is not None:
                return self.to_the_end(cue, that)
        if verb.takes_any(Takes.INFINITIVE):
            to = next((k for k in range(i, min(end, i + 7)) if self.walk.is_a(k, "infinitive_mark")), None)
            if to is not None:
                return self.to_the_end(cue, to)
        if verb.takes_any(Takes.OBJECT, Takes.HEARER) or not verb.takes_any(Takes.CLAUSE):
            return []
        while i < end and (
            self.walk.is_a(i, "adverb")
            or (self.walk.is_time(i, min(end, i + 3))
            and not self.walk.is_a(i, "determiner"))
        ):
            i += 1
        if i >= end or self.walk.is_a(i, "preposition") or not self.walk.has_verb(i, end):
            return []
        return self.to_the_end(cue, i)

    def to_the_end(self, cue: Cue, start: int) -> list[Range]:
        """From word `start` to where the content of this cue ends."""
        stop = max(
            (r[1] for r in self.ranges(cue.chunk, max(self.content_end(cue.chunk + 1), cue.chunk + 1))),
            default=cue.end,
        )
        return [(start, stop)] if start < stop else []

    def cited(self, cue: Cue) -> Frame | None:
        """ "Die Zeitung zitiert X: ...": the object speaks, in the passive the subject does."""
        content = self.complement(cue)
        if not content:
            return None
        self.floor = max(self.floor, self.chunk_at(content[-1][1] - 1) + 1)
        if cue.passive:
            return self.made(cue, content, self.subjects.of(cue, None, self.floor), "cited")
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
        if (
            not cue.verb.takes_any(Takes.OBJECT, Takes.AS)
            or cue.finite <= cue.start
            or self.subjects.inverted(cue)
        ):
            return None
        frame = self.made(cue, [(cue.start, cue.finite)], [agent], "passive")
        frame.told = True
        return frame

    # ------------------------------------------------------------ nouns

    def of_nouns(self, frames: Sequence[Frame]) -> list[Frame]:
        """ "die Bestätigung, dass ..., durch X": nouns that carry a clause no verb of speech claims."""
        claimed = {start for frame in frames for start, _ in frame.content}
        out = []
        for index, piece in enumerate(self.unit.chunks[1:], 1):
            if (
                piece.quotation is not None
                or piece.before != ","
                or not self.walk.is_a(piece.start, "that")
                or piece.start in claimed
            ):
                continue
            before = self.unit.chunks[index - 1]
            noun = next(
                (
                    i
                    for i in range(before.end - 1, before.start - 1, -1)
                    if self.unit.lower(i) in self.rules.nouns
                ),
                None,
            )
            if noun is None or self.unit.words[noun].quotation >= 0 or index - 1 in self.cue_at:
                continue
            seek = self.subjects.of_noun(noun, before.end, index)
            if seek is not None:
                frame = Frame(
                    [(piece.start, piece.end)],
                    (noun,),
                    self.rules.nouns[self.unit.lower(noun)],
                    [seek],
                    "noun",
                )
                frame.clause = (before.start, before.end)
                out.append(frame)
        return out

    # ------------------------------------------------------------ phrases

    def of_phrase(self, phrase: Phrase) -> Frame | None:
        """ "laut X", "nach Angaben X", "X zufolge", "so X": what was said is the rest of the sentence."""
        if phrase.so:
            return self.of_so(phrase)
        if phrase.impersonal:
            return self.of_impersonal(phrase)
        chunk = self.unit.chunks[phrase.chunk]
        inside_clause = phrase.start > chunk.start and self.walk.is_aside(chunk) and phrase.chunk > self.floor
        start = phrase.chunk if inside_clause or self.floor > phrase.chunk else self.floor
        end = (
            phrase.chunk + 1
            if inside_clause
            else max(self.content_end(max(start, phrase.chunk)), phrase.chunk + 1)
        )
        inside = self.ranges(start, end)
        if not inside:
            return None
        begin, stop = inside[0]
        source = self.subjects.source(phrase)
        named = source.phrase if source is not None else None
        taken = {phrase.start, phrase.end, *(named or ())}
        before, behind = (begin, min(taken)), (max(taken), stop)
        content = [r for r in (before, behind) if r[0] < r[1]]
        if before[0] >= before[1] and self.rules.syntax.verb_second:
            verb = next(
                (
                    i
                    for i in range(behind[0], stop)
                    if self.walk.is_finite(i) and self.unit.words[i].quotation < 0
                ),
                None,
            )
            content = [(verb, stop)] if verb is not None else content
        self.floor = max(self.floor, end)
        seek = [] if phrase.back or source is None else [source]
        frame = Frame(
            content, tuple(range(phrase.start, phrase.end)), phrase.act, seek, "phrase", cut_source=True
        )
        frame.clause, frame.back = (phrase.start, phrase.end), phrase.back
        return frame

    def of_impersonal(self, phrase: Phrase) -> Frame | None:
        """ "..., heißt es in ..." or "In ... heißt es: ..."."""
        chunks, following = self.unit.chunks, phrase.chunk + 1
        chunk = chunks[phrase.chunk]
        content: list[Range] = []
        behind = phrase.start == chunk.start or self.walk.is_a(chunk.start, "so", "as_clause")
        if behind and phrase.chunk > self.floor:
            content = self.ranges(self.floor, phrase.chunk)
            self.floor = following
        elif following < len(chunks) and (
            chunks[following].before in (":", "", "”") or self.speaks_on(chunks[following])
        ):
            last = self.content_end(following)
            content, self.floor = self.ranges(following, last), last
        if not content:
            return None
        start, end = phrase.source
        seek = [self.subjects.seek(start, end, source=True)] if start < end else []
        frame = Frame(content, tuple(range(phrase.start, phrase.end)), phrase.act, seek, "impersonal")
        frame.clause = (chunk.start, chunk.end)
        return frame

    def speaks_on(self, piece: Chunk) -> bool:
        """Whether a clause follows that says what "es heißt"."""
        return piece.quotation is not None or self.goes_on(piece) or self.is_main(piece)

    def of_so(self, phrase: Phrase) -> Frame | None:
        """ "..., so X"."""
        passes_on = phrase.chunk <= self.floor
        content = self.used_up(phrase.chunk) if passes_on else self.ranges(self.floor, phrase.chunk)
        following = phrase.chunk + 1
        self.floor = max(self.floor, following)
        if not passes_on and following < len(self.unit.chunks):
            piece = self.unit.chunks[following]
            if piece.quotation is not None:
                content.append((piece.start, piece.end))
                self.floor = following + 1
            elif piece.before == "," and self.goes_on(piece):
                self.floor = self.content_end(following)
                content.extend(self.ranges(following, self.floor))
        seek = [self.subjects.seek(*phrase.source, source=True)]
        chunk = self.unit.chunks[phrase.chunk]
        clause = (chunk.start, chunk.end)
        return Frame(content, (phrase.start,), phrase.act, seek, "so", clause=clause, passes_on=passes_on)


def _place(item: Cue | Phrase) -> int:
    return item.start if isinstance(item, Phrase) else item.at
