"""Frames of attributing phrases: what stands around "laut X", "X zufolge", "so X", "heißt es in ..."."""

from __future__ import annotations

from dataclasses import dataclass, field

from quellenlage.extract.quote_content import Content
from quellenlage.extract.quote_cues import Cue
from quellenlage.extract.quote_frame import Frame
from quellenlage.extract.quote_phrases import Phrase
from quellenlage.extract.quote_positions import Position
from quellenlage.extract.quote_subjects import Subjects
from quellenlage.extract.quote_units import Chunk
from quellenlage.extract.quote_walk import Range


@dataclass(slots=True)
class Sources(Content):
    """Reads the frames of phrases that name a source."""

    subjects: Subjects = field(init=False)

    def __post_init__(self) -> None:
        Content.__post_init__(self)
        self.subjects = Subjects(self.walk)

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
        named = source.phrase if source is not None and not self.subjects.is_own(phrase) else None
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
        frame.clause, frame.back, frame.lemma = (phrase.start, phrase.end), phrase.back, phrase.noun
        return frame

    def cue_around(self, phrase: Phrase) -> Cue | None:
        """The verb in whose clause the phrase stands: "X sagte laut Y, ...", "Laut Y forderte X ..."."""
        if phrase.back or phrase.so or phrase.impersonal or self.subjects.is_own(phrase):
            return None
        for cue in self.cues:
            if cue.start <= phrase.start < cue.end and cue.position in (Position.MAIN, Position.POST):
                return cue
        return None

    def passed_on(self, phrase: Phrase, told: Frame) -> Frame:
        """The medium of the phrase passes on what another says."""
        source = self.subjects.source(phrase)
        frame = Frame(
            told.content,
            tuple(range(phrase.start, phrase.end)),
            phrase.act,
            [] if source is None else [source],
            "phrase",
        )
        frame.passes_on = True
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

    def used_up(self, chunk: int) -> list[Range]:
        """What stands before a chunk and is said by somebody else: a medium may pass it on."""
        return self.ranges(self.first_chunk(), chunk)
