"""From a cue to what was said: which words of the unit the cue governs, and where its speaker stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quellenlage.domain.statement import Act
from quellenlage.extract.mood import conditional_at, is_finite, is_verb, subjunctive_at
from quellenlage.extract.quote_cues import Cue, Phrase, Position
from quellenlage.extract.quote_units import Chunk, Unit
from quellenlage.lang.cues import CueRules, Takes

MOST_INTERPOSED = 3  # chunks between a cue and its complement (appositions, relative clauses)
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seek:
    """Words `[start, end)` among which the speaker stands. `last`: the last mention counts, not the first.

    `source`: the speaker may follow a preposition there ("nach Angaben von", "durch").
    """

    start: int
    end: int
    last: bool = False
    source: bool = False


@dataclass(slots=True)
class Frame:
    """What a cue governs, in word indices."""

    content: list[Range]
    cue: tuple[int, ...]
    act: Act
    seek: list[Seek]
    rule: str
    told: bool = False  # the act is told by its topic only
    negated: bool = False
    lemma: str = ""
    cut_source: bool = False  # the source's words stand among the content and do not belong to it
    addressed: Range | None = None  # where the addressee and channel may stand
    verb_at: int | None = None


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

    def __post_init__(self) -> None:
        for cue in self.cues:
            self.cue_at.setdefault(cue.chunk, []).append(cue)
            if cue.position in (Position.POST, Position.AS, Position.COORDINATE):
                self.stops.add(cue.chunk)
        for phrase in self.phrases:
            if phrase.so:
                self.stops.add(phrase.chunk)

    def frames(self) -> list[Frame]:
        """All frames, in the order of their cues."""
        out: list[Frame] = []
        for item in sorted((*self.cues, *self.phrases), key=lambda x: x.start if isinstance(x, Phrase) else x.at):
            if isinstance(item, Phrase):
                frame = self.of_phrase(item)
            else:
                previous = next((f for f in reversed(out) if f.seek), None)
                frame = self.of_cue(item, previous)
            if frame is not None and frame.content:
                out.append(frame)
        return out

    # ------------------------------------------------------------ verbs

    def of_cue(self, cue: Cue, previous: Frame | None) -> Frame | None:
        """The frame of a verb of speech."""
        if cue.position is Position.POST and self.rules.syntax.verb_second and not self.has_subject_behind(cue):
            cue.position = Position.MAIN
            self.stops.discard(cue.chunk)
        if cue.position is Position.POST:
            frame = self.before(cue)
            if frame is not None:
                return frame
            cue.position = Position.MAIN
        if cue.position is Position.AS:
            return self.around(cue)
        seek = self.subject(cue, previous)
        if cue.passive:
            return self.passive(cue)
        content = self.complement(cue)
        if content:
            self.floor = max(self.floor, self.chunk_at(content[-1][1] - 1) + 1)
            return self.made(cue, content, seek, "complement")
        told = self.told(cue)
        if told is not None:
            return self.made(cue, [told], seek, "told", told=True)
        return None

    def made(self, cue: Cue, content: list[Range], seek: list[Seek], rule: str, told: bool = False) -> Frame:
        words = cue.words
        return Frame(
            content,
            words,
            cue.verb.act,
            seek,
            rule,
            told,
            cue.negation is not None,
            cue.verb.lemma,
            addressed=(cue.start, cue.end),
            verb_at=cue.at,
        )

    def has_subject_behind(self, cue: Cue) -> bool:
        """Whether a subject follows the finite verb of a clause that begins with it."""
        i = cue.finite + 1
        while i < cue.end and (self.rules.is_a(self.unit.lower(i), "reflexive", "expletive")):
            i += 1
        if cue.verb.takes_any(Takes.REFLEXIVE) and i > cue.finite + 1 and i >= cue.end:
            return False
        if i >= cue.end:
            return False
        if self.previous_is_aside(cue.chunk):
            return False
        return True

    def previous_is_aside(self, chunk: int) -> bool:
        """Whether the chunks before are a subject with an apposition or relative clause, not a sentence."""
        for index in range(self.floor, chunk):
            piece = self.unit.chunks[index]
            if piece.quotation is not None:
                return False
            first = self.unit.lower(piece.start)
            if index > self.floor and self.rules.is_a(first, "relative", "subordinator"):
                continue
            if self.has_quote(piece) or any(
                is_verb(self.unit, i, self.rules, self.code) for i in range(piece.start, piece.end)
            ):
                return False
        return True

    def has_quote(self, chunk: Chunk) -> bool:
        """Whether quoted words stand in a chunk."""
        return self.unit.is_quoted(chunk.start, chunk.end)

    def before(self, cue: Cue) -> Frame | None:
        """ "..., sagte X": what was said stands before, and may go on behind."""
        start = self.floor
        if start >= cue.chunk or not cue.verb.takes_any(Takes.CLAUSE, Takes.QUOTE, Takes.INFINITIVE):
            return None
        if self.is_adverbial(start, cue.chunk):
            return None
        content = self.ranges(start, cue.chunk)
        self.floor = cue.chunk + 1
        more = self.going_on(cue)
        content.extend(more)
        end = self.clause_end(cue)
        seek = [Seek(cue.finite + 1, end), Seek(cue.start, cue.finite)]
        if not self.rules.syntax.verb_second:
            seek = [Seek(cue.start, cue.at), Seek(cue.at + 1, cue.end)]
        return self.made(cue, content, seek, "post")

    def clause_end(self, cue: Cue) -> int:
        """The end of the cue's clause with the appositions behind it."""
        end = cue.end
        for index in range(cue.chunk + 1, min(len(self.unit.chunks), cue.chunk + 3)):
            piece = self.unit.chunks[index]
            if piece.quotation is not None or piece.before != "," or index in self.stops:
                break
            if any(is_verb(self.unit, i, self.rules, self.code) for i in range(piece.start, piece.end)):
                break
            end = piece.end
        return max(end, cue.end)

    def is_adverbial(self, start: int, end: int) -> bool:
        """Whether the chunks are one adverbial clause ("Nachdem ...,"), the prefield of what follows."""
        first = self.unit.chunks[start]
        if first.quotation is not None:
            return False
        word = self.unit.lower(first.start)
        adverbial = self.rules.is_a(word, "subordinator") and not self.rules.is_a(word, "that", "question")
        return adverbial and end - start == 1

    def going_on(self, cue: Cue) -> list[Range]:
        """What is said on behind an inserted cue: „A“, sagte X, „B“."""
        out: list[Range] = []
        index = cue.chunk + 1
        while index < len(self.unit.chunks) and index not in self.stops:
            piece = self.unit.chunks[index]
            if piece.quotation is not None:
                out.append((piece.start, piece.end))
                self.floor = index + 1
            elif out or index in self.cue_at:
                break
            elif not self.goes_on(piece):
                index += 1
                if index > cue.chunk + 3:
                    break
                continue
            else:
                last = index
                while last + 1 < len(self.unit.chunks) and last + 1 not in self.stops and self.unit.chunks[last + 1].quotation is None:
                    last += 1
                out.append((piece.start, self.unit.chunks[last].end))
                self.floor = last + 1
                break
            index += 1
        return out

    def goes_on(self, piece: Chunk) -> bool:
        """Whether an indirect clause is resumed in this chunk."""
        if self.rules.is_a(self.unit.lower(piece.start), "that"):
            return True
        if self.rules.is_a(self.unit.lower(piece.start), "subordinator", "relative", "purpose", "question"):
            return False
        return subjunctive_at(self.unit, piece.start, piece.end, self.rules, self.code) is not None

    def around(self, cue: Cue) -> Frame | None:
        """ "wie X mitteilte": what was said stands around the clause."""
        if cue.chunk <= self.floor:
            last = self.content_end(cue.chunk + 1)
            content = self.ranges(cue.chunk + 1, last)
            self.floor = max(self.floor, last)
        else:
            content = self.ranges(self.floor, cue.chunk)
            last = self.content_end(cue.chunk + 1)
            following = self.unit.chunks[cue.chunk + 1] if cue.chunk + 1 < len(self.unit.chunks) else None
            if following is not None and following.quotation is None and not self.is_closed(cue.chunk):
                content.extend(self.ranges(cue.chunk + 1, last))
            self.floor = max(self.floor, last)
        seek = [Seek(cue.start + 1, cue.end)]
        if cue.passive:
            seek = [Seek(cue.start + 1, cue.end, source=True)]
        return self.made(cue, content, seek, "as")

    def is_closed(self, chunk: int) -> bool:
        """Whether the clause before this chunk is complete, so that what follows is no part of it."""
        following = self.unit.chunks[chunk + 1]
        return self.rules.is_a(self.unit.lower(following.start), "conjunction")

    def content_end(self, start: int) -> int:
        """The chunk that ends content from chunk `start`: the next cue that stands behind or beside it."""
        index = start
        while index < len(self.unit.chunks):
            if index in self.stops and index > start:
                return index
            if index in self.stops and not self.divided(index):
                return index
            index += 1
        return index

    def divided(self, index: int) -> bool:
        """Whether the chunk holds content before a coordinated cue."""
        return any(c.position is Position.COORDINATE and c.start > self.unit.chunks[index].start for c in self.cue_at.get(index, ()))

    def ranges(self, start: int, end: int) -> list[Range]:
        """The words of the chunks `[start, end)`, the last cut where a coordinated cue begins."""
        if start >= min(end, len(self.unit.chunks)):
            return []
        first, last = self.unit.chunks[start], self.unit.chunks[min(end, len(self.unit.chunks)) - 1]
        stop = last.end
        if end < len(self.unit.chunks) and self.divided(end):
            cuts = [c.start for c in self.cue_at[end] if c.position is Position.COORDINATE]
            stop = min(cuts)
        for cue in self.cue_at.get(end - 1, ()):
            if cue.position is Position.COORDINATE and cue.start > last.start:
                stop = min(stop, cue.start)
        begin = first.start
        return [(begin, stop)] if begin < stop else []

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
        last_part = max(cue.words)
        first = self.chunk_at(last_part) + 1
        for index in range(first, min(len(self.unit.chunks), first + MOST_INTERPOSED)):
            if index in self.stops and not self.divided(index):
                break
            kind = self.completes(cue, index, index - first)
            if kind:
                return self.ranges(index, self.end_behind(cue, index))
        return []

    def end_behind(self, cue: Cue, index: int) -> int:
        """Where content that begins with chunk `index` ends."""
        end = self.content_end(index)
        if cue.position is Position.SUB and cue.chunk == 0:
            for later in range(index + 1, end):
                piece = self.unit.chunks[later]
                if piece.quotation is None and not self.unit.words[piece.start].capital and is_finite(self.unit, piece.start, self.rules, self.code):
                    return later
        if self.unit.chunks[index].quotation is not None:
            end = index + 1
            while end < len(self.unit.chunks) and self.unit.chunks[end].quotation is not None:
                end += 1
        return end

    def completes(self, cue: Cue, index: int, distance: int) -> str | None:
        """How the chunk may complete the verb; None where it may not."""
        piece, verb = self.unit.chunks[index], cue.verb
        speaks = verb.takes_any(Takes.CLAUSE, Takes.QUOTE)
        if piece.before == ":":
            return "colon" if speaks or piece.quotation is not None else None
        if piece.quotation is not None:
            return "quote" if distance == 0 or piece.before in ("", ":") else None
        first = self.unit.lower(piece.start)
        if self.rules.is_a(first, "conjunction", "adverb"):
            first = self.unit.lower(piece.start + 1) if self.rules.is_a(self.unit.lower(piece.start + 1), "that") else first
        if verb.takes_any(Takes.CLAUSE):
            if self.rules.is_a(first, "that"):
                return "that"
            if self.rules.is_a(first, "question") and piece.before == "," and distance == 0:
                return "question"
        if verb.takes_any(Takes.INFINITIVE) and self.is_infinitive(index):
            return "infinitive"
        if verb.takes_any(Takes.CLAUSE) and not self.rules.is_a(first, "relative", "subordinator", "purpose", "as_clause"):
            if subjunctive_at(self.unit, piece.start, piece.end, self.rules, self.code) is not None:
                return "subjunctive"
            if conditional_at(self.unit, piece.start, piece.end, self.rules) is not None:
                return "subjunctive"
        if verb.takes_any(Takes.CLAUSE) and self.rules.is_a(first, "relative") and piece.before == ",":
            at = subjunctive_at(self.unit, piece.start, piece.end, self.rules, self.code)
            if at is not None and at < piece.end - 1 and self.rules.is_a(first, "determiner"):
                return "subjunctive"
        if verb.takes_any(Takes.CLAUSE) and first in self.rules.words.get("conditional_opener", ()):
            return "conditional"
        if distance == 0 and verb.takes_any(Takes.CLAUSE) and not verb.takes_any(Takes.OBJECT) and self.is_main(piece):
            return "indicative"
        return None

    def is_main(self, piece: Chunk) -> bool:
        """Whether the chunk is a main clause with its verb in second place."""
        first = self.unit.lower(piece.start)
        if self.rules.is_a(first, "subordinator", "purpose", "conjunction", "as_clause", "so", "question", "preposition"):
            return False
        if piece.end - piece.start < 3 or self.rules.is_a(first, "relative") and not self.unit.words[piece.start + 1].capital:
            return False
        for i in range(piece.start + 1, min(piece.end - 1, piece.start + 7)):
            if is_finite(self.unit, i, self.rules, self.code):
                return True
        return False

    def is_infinitive(self, index: int) -> bool:
        """Whether the chunk (or one close behind it that belongs to it) ends in an infinitive with its mark."""
        piece = self.unit.chunks[index]
        if self.rules.is_a(self.unit.lower(piece.start), "purpose", "subordinator", "relative", "question"):
            return False
        for later in range(index, min(len(self.unit.chunks), index + 3)):
            chunk = self.unit.chunks[later]
            if chunk.quotation is not None:
                return False
            for i in range(chunk.start, chunk.end):
                word = self.unit.lower(i)
                if self.rules.is_a(self.unit.lower(i - 1), "infinitive_mark") and word.endswith("n") and not self.unit.words[i].capital:
                    return True
                if "zu" in word[2:-3] and word.endswith("n") and is_verb(self.unit, i, self.rules, self.code):
                    return True
            if self.rules.is_a(self.unit.lower(chunk.start), "that"):
                return False
        return False

    def inline_complement(self, cue: Cue) -> list[Range]:
        """The clause behind a verb without a comma ("said that ...", "said the ...")."""
        verb, i = cue.verb, max(cue.words) + 1
        end = cue.end
        if not verb.takes_any(Takes.CLAUSE, Takes.INFINITIVE):
            return []
        that = next((k for k in range(i, end) if self.rules.is_a(self.unit.lower(k), "that") and self.unit.words[k].quotation < 0), None)
        if that is not None and that - i <= 8 and verb.takes_any(Takes.CLAUSE):
            return self.to_the_end(cue, that)
        if verb.takes_any(Takes.INFINITIVE):
            to = next((k for k in range(i, end) if self.rules.is_a(self.unit.lower(k), "infinitive_mark")), None)
            if to is not None and to - i <= 5:
                return self.to_the_end(cue, to)
        if verb.takes_any(Takes.OBJECT) or not verb.takes_any(Takes.CLAUSE) or "told" in verb.prepositions:
            return []
        while i < end and (self.rules.is_a(self.unit.lower(i), "adverb") or self.unit.lower(i) in self.rules.words["time_head"] or self.unit.lower(i) == "on"):
            i += 1
        if i >= end or not any(is_verb(self.unit, k, self.rules, self.code) for k in range(i, end)):
            return []
        if self.rules.is_a(self.unit.lower(i), "preposition"):
            return []
        return self.to_the_end(cue, i)

    def to_the_end(self, cue: Cue, start: int) -> list[Range]:
        last = self.content_end(cue.chunk + 1)
        ranges = self.ranges(cue.chunk, max(last, cue.chunk + 1))
        stop = max(r[1] for r in ranges) if ranges else cue.end
        if start >= stop:
            return []
        return [(start, stop)]

    # ------------------------------------------------------------ told acts

    def told(self, cue: Cue) -> Range | None:
        """The object by which the act is told."""
        verb = cue.verb
        if verb.prepositions:
            found = self.prepositional(cue)
            if found is not None:
                return found
        if verb.takes_any(Takes.AS):
            found = self.predicated(cue)
            if found is not None:
                return found
        if verb.takes_any(Takes.NAMED):
            return self.object_range(cue)
        if verb.takes_any(Takes.OBJECT) or (verb.takes_any(Takes.OBJECT_IN_POST) and cue.form is Form.PARTICIPLE and False):
            return self.object_range(cue)
        if verb.takes_any(Takes.DATIVE):
            return self.object_range(cue)
        if verb.takes_any(Takes.CLAUSE, Takes.QUOTE) and self.quoted_object(cue) is not None:
            return self.quoted_object(cue)
        return None

    def quoted_object(self, cue: Cue) -> Range | None:
        """Quoted words that the verb has as its object: er sagte „ja“."""
        quoted = [i for i in range(cue.at + 1, cue.end) if self.unit.words[i].quotation >= 0]
        if len(quoted) < 2:
            return None
        return quoted[0], quoted[-1] + 1

    def field_end(self, cue: Cue) -> int:
        """The end of the middle field: before the words that close the clause."""
        end = cue.end
        closing = {*cue.words, cue.finite}
        while end > cue.start and (end - 1 in closing or not self.unit.words[end - 1].is_word or end - 1 == cue.negation):
            if self.unit.words[end - 1].text in "%€$)":
                break
            end -= 1
        return end

    def prepositional(self, cue: Cue) -> Range | None:
        """The prepositional object, without the preposition where the act predicates ("sprach von ...")."""
        wanted = cue.verb.prepositions
        spots = [*range(cue.finite + 1, cue.end), *range(cue.start, cue.finite)]
        fused = {"zum": "zu", "zur": "zu", "vom": "von", "im": "in", "am": "an", "vorm": "vor"}
        for i in spots:
            word = self.unit.lower(i)
            if self.unit.words[i].quotation >= 0 or i in cue.words or fused.get(word, word) not in wanted:
                continue
            end = self.field_end(cue) if i > cue.finite else cue.finite
            if end <= i + 1:
                continue
            start = i + 1 if word == "von" else i
            return start, self.with_tail(cue, end)
        return None

    def with_tail(self, cue: Cue, end: int) -> int:
        """The object together with the relative clause behind it, where nothing closes it before."""
        return end

    def predicated(self, cue: Cue) -> Range | None:
        """ "bezeichnete A als B": A als B."""
        for i in range(cue.finite + 1, cue.end):
            if self.unit.lower(i) == "als" or (not self.rules.syntax.verb_second and self.unit.lower(i) == "as"):
                start = self.object_start(cue)
                end = self.field_end(cue)
                if end > i + 1:
                    return (start if start is not None and start < i else i), end
        return None

    def object_range(self, cue: Cue) -> Range | None:
        start = self.object_start(cue)
        if start is None:
            return None
        end = self.field_end(cue)
        if cue.position is Position.COORDINATE or end > start:
            return (start, end) if end > start else None
        return None

    def object_start(self, cue: Cue) -> int | None:
        """Where the object begins: the first noun phrase behind the verb that is neither subject nor adverbial."""
        if cue.position is Position.SUB or (self.rules.syntax.verb_second and cue.at >= cue.end - 1 and cue.finite >= cue.at):
            begin = cue.start + 1
            skip_subject = True
        else:
            begin = cue.finite + 1
            skip_subject = self.inverted(cue)
        if not self.rules.syntax.verb_second:
            begin, skip_subject = max(cue.words) + 1, False
        end = self.field_end(cue)
        return self.noun_phrase_from(begin, end, skip_subject, cue)

    def inverted(self, cue: Cue) -> bool:
        """Whether the subject follows the finite verb: the clause begins with something else."""
        first = self.unit.lower(cue.start)
        if cue.finite == cue.start:
            return not self.previous_is_aside(cue.chunk) or self.rules.is_a(self.unit.lower(cue.finite + 1), "subject_pronoun")
        if cue.position is Position.COORDINATE:
            return False
        return self.rules.is_a(first, "preposition", "adverb", "dative_only", "so") and not self.rules.is_a(first, "subject_pronoun") and self.unit.lower(cue.finite - 1) != "selbst"

    def noun_phrase_from(self, begin: int, end: int, skip_subject: bool, cue: Cue) -> int | None:
        i = begin
        while i < end:
            word = self.unit.words[i]
            low = word.lower
            if i in cue.words or self.rules.is_a(low, "reflexive", "negation") and not self.rules.is_a(low, "determiner"):
                i += 1
                continue
            if word.quotation >= 0:
                return i
            if self.rules.is_a(low, "subject_pronoun") and not self.heads_phrase(i, end):
                if skip_subject:
                    skip_subject = False
                    i += 1
                    continue
                if self.rules.is_a(low, "expletive"):
                    i += 1
                    continue
                return i
            if self.rules.is_a(low, "preposition") or (self.rules.is_a(low, "dative_only") and cue.verb.takes_any(Takes.DATIVE) is False):
                i = self.after_noun(i + 1, end)
                continue
            if self.rules.is_a(low, "adverb", "expletive") and not (self.rules.is_a(low, "determiner") and self.heads_phrase(i, end)):
                i += 1
                continue
            if self.is_time(i, end):
                i = self.after_noun(i, end)
                continue
            if skip_subject:
                skip_subject = False
                i = self.after_phrase(i, end)
                continue
            return i
        return None

    def heads_phrase(self, i: int, end: int) -> bool:
        return i + 1 < end and (self.unit.words[i + 1].capital or self.unit.words[i + 1].is_word and self.unit.lower(i + 1).endswith(("e", "en", "er", "es", "em")) and not self.rules.is_a(self.unit.lower(i + 1), "determiner", "adverb", "preposition"))

    def is_time(self, i: int, end: int) -> bool:
        for k in range(i, min(end, i + 3)):
            if self.unit.lower(k) in self.rules.words["time_head"]:
                return True
            if self.unit.words[k].capital:
                return False
        return False

    def after_noun(self, i: int, end: int) -> int:
        """Behind the noun phrase that begins at `i`."""
        while i < end and not (self.unit.words[i].capital or self.unit.words[i].text[0].isdigit()):
            if self.rules.is_a(self.unit.lower(i), "preposition") and i + 1 < end:
                i += 1
                continue
            if self.unit.words[i].quotation >= 0:
                return i
            i += 1
        while i < end and (self.unit.words[i].capital or self.unit.words[i].text[0].isdigit()):
            i += 1
        return i

    def after_phrase(self, i: int, end: int) -> int:
        """Behind a noun phrase with the genitives and names that hang on it."""
        i = self.after_noun(i, end)
        while i + 1 < end and (self.rules.is_a(self.unit.lower(i), "genitive") or self.rules.is_a(self.unit.lower(i), "name_preposition")) and not self.is_time(i, end):
            following = self.after_noun(i + 1, end)
            if following <= i + 1:
                break
            i = following
        return i

    # ------------------------------------------------------------ subjects

    def subject(self, cue: Cue, previous: Frame | None) -> list[Seek]:
        """Where the speaker of a verb stands, best place first."""
        if not self.rules.syntax.verb_second:
            return self.english_subject(cue, previous)
        after = Seek(cue.finite + 1, max(cue.end, cue.finite + 1))
        ahead = Seek(cue.start, cue.finite)
        if cue.position is Position.COORDINATE:
            if previous is not None:
                return [*([after] if self.pronoun_follows(cue) else []), *previous.seek]
            return [Seek(self.unit.chunks[cue.chunk].start, cue.start), Seek(0, cue.start)]
        if cue.position is Position.BARE:
            return list(previous.seek) if previous else []
        if cue.position is Position.SUB:
            seek = [Seek(cue.start + 1, min(cue.at, cue.finite) if cue.finite < cue.at else cue.at)]
            if self.rules.is_a(self.unit.lower(cue.start), "relative") and cue.chunk > 0:
                before = self.unit.chunks[cue.chunk - 1]
                return [Seek(before.start, before.end, last=True, source=True)]
            return seek
        if cue.finite == cue.start or (cue.finite == cue.start + 1 and self.rules.is_a(self.unit.lower(cue.start), "conjunction", "so")):
            if self.previous_is_aside(cue.chunk) and cue.chunk > 0:
                first = self.unit.chunks[self.floor]
                return [Seek(first.start, cue.start), after]
            return [after]
        if self.inverted(cue):
            return [after]
        if cue.chunk > 0 and not self.rules.is_a(self.unit.lower(cue.start), "determiner", "subject_pronoun") and False:
            return [after, ahead]
        return [ahead, after]

    def pronoun_follows(self, cue: Cue) -> bool:
        return self.rules.is_a(self.unit.lower(cue.finite + 1), "subject_pronoun") and not self.heads_phrase(cue.finite + 1, cue.end)

    def english_subject(self, cue: Cue, previous: Frame | None) -> list[Seek]:
        ahead = Seek(cue.start, cue.at)
        if cue.position in (Position.COORDINATE, Position.BARE):
            return list(previous.seek) if previous else [Seek(self.unit.chunks[cue.chunk].start, cue.start)]
        if cue.position is Position.SUB and self.rules.is_a(self.unit.lower(cue.start), "relative") and cue.chunk > 0:
            before = self.unit.chunks[cue.chunk - 1]
            return [Seek(before.start, before.end, last=True, source=True)]
        if cue.chunk > 0 and self.unit.chunks[cue.chunk].before == "," and self.previous_is_aside(cue.chunk):
            return [ahead, Seek(self.unit.chunks[self.floor].start, cue.start)]
        return [ahead]

    def passive(self, cue: Cue) -> Frame | None:
        """ "wurde von X kritisiert": the speaker is the agent, what was said the subject."""
        agent = next(
            (i for i in range(cue.start, cue.end) if self.rules.is_a(self.unit.lower(i), "agent_preposition") and self.unit.words[i].quotation < 0),
            None,
        )
        if agent is None:
            return None
        seek = [Seek(agent + 1, cue.end, source=True)]
        content = self.complement(cue)
        if content:
            self.floor = max(self.floor, self.chunk_at(content[-1][1] - 1) + 1)
            return self.made(cue, content, seek, "passive")
        if not cue.verb.takes_any(Takes.OBJECT, Takes.AS) or cue.finite <= cue.start:
            return None
        if self.inverted(cue):
            return None
        return self.made(cue, [(cue.start, cue.finite)], seek, "passive", told=True)

    # ------------------------------------------------------------ phrases

    def of_phrase(self, phrase: Phrase) -> Frame | None:
        """ "laut X", "nach Angaben X", "X zufolge", "so X": what was said is the rest of the sentence."""
        unit = self.unit
        chunk = unit.chunks[phrase.chunk]
        if phrase.so:
            if phrase.chunk <= self.floor:
                return None
            content = self.ranges(self.floor, phrase.chunk)
            self.floor = phrase.chunk + 1
            following = phrase.chunk + 1
            if following < len(unit.chunks) and unit.chunks[following].quotation is not None:
                content.append((unit.chunks[following].start, unit.chunks[following].end))
                self.floor = following + 1
            elif following < len(unit.chunks) and unit.chunks[following].before == "," and self.goes_on(unit.chunks[following]):
                last = self.content_end(following)
                content.extend(self.ranges(following, last))
                self.floor = last
            return Frame(content, (phrase.start,), phrase.act, [Seek(*phrase.source, source=True)], "so", addressed=(chunk.start, chunk.end))
        start = self.floor if self.floor <= phrase.chunk else phrase.chunk
        end = self.content_end(max(start, phrase.chunk))
        if end <= phrase.chunk:
            end = phrase.chunk + 1
        inside = self.ranges(start, end)
        if not inside:
            return None
        begin, stop = inside[0]
        seek = [Seek(*phrase.source, source=True)]
        if phrase.attributive:
            seek = [Seek(phrase.start, phrase.end, source=True), Seek(*phrase.source, source=True)]
        if phrase.source[1] <= phrase.start:  # "X zufolge"
            seek = [Seek(*phrase.source, last=True, source=True)]
        cue = tuple(range(phrase.start, phrase.end))
        content = [r for r in ((begin, phrase.start), (phrase.end, stop)) if r[0] < r[1]]
        lead = phrase.start == begin or (phrase.source[1] <= phrase.start and phrase.source[0] == begin)
        if lead:
            verb = next((i for i in range(phrase.end, stop) if is_finite(unit, i, self.rules, self.code) and unit.words[i].quotation < 0), None)
            if verb is not None and self.rules.syntax.verb_second:
                content = [(verb, stop)]
        if phrase.back:
            seek = []
        self.floor = max(self.floor, end)
        return Frame(content, cue, phrase.act, seek, "phrase", cut_source=True, addressed=(phrase.start, phrase.end))


from quellenlage.lang.cues import Form  # noqa: E402
