"""Acts that are told by their topic: the object of the verb, its preposition, what it calls something."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.domain.statement import Act
from quellenlage.extract.quote_cues import Cue
from quellenlage.extract.quote_positions import Position
from quellenlage.extract.quote_subjects import Subjects
from quellenlage.extract.quote_units import Chunk
from quellenlage.extract.quote_walk import Range, Walk
from quellenlage.lang.cues import Form, Takes

CLOSING_VERBS = 2  # words at the end of a clause with its verb last
WHOLE_WORD = "="  # before a word that is no ending
LONGEST_JUDGEMENT = 6  # words of "für ..." in "hielt A für ..."


@dataclass(slots=True)
class Told:
    """The words of the topic; `predicates` where it is called something."""

    ranges: list[Range]
    predicates: bool = False


@dataclass(slots=True)
class Objects:
    """Finds the topic that completes a verb of speech."""

    walk: Walk

    def of(self, cue: Cue) -> Told | None:
        """The topic of the act, none where the verb is one of speech only with other topics."""
        told, only = self.topic(cue), self.walk.rules.only_objects.get(cue.verb.lemma)
        if told is None or not only:
            return told
        words = (self.walk.lower(i) for start, end in told.ranges for i in range(start, end))
        return told if any(word.endswith(only) for word in words) else None

    def topic(self, cue: Cue) -> Told | None:
        """Whatever completes the verb as a topic."""
        verb = cue.verb
        if (unsaid := self.unsaid(cue)) is not None:
            return unsaid
        if verb.prepositions:
            found = self.prepositional(cue)
            if found is not None and (not verb.takes_any(Takes.NUMBER) or self.counts(found)):
                return found
        for takes, mark in ((Takes.AS, "as_mark"), (Takes.HELD, "held_mark")):
            if verb.takes_any(takes):
                found = self.predicated(cue, mark)
                if found is not None:
                    return found
        if verb.takes_any(Takes.NAMED):
            return self.named(cue)
        if verb.takes_any(Takes.OBJECT) and (first := self.first(cue)) is not None:
            return Told([first])
        if verb.takes_any(Takes.OBJECT, Takes.DATIVE):
            start = self.start(cue)
            told = self.told(cue, start) if start is not None and self.is_topic(cue, start) else None
            if told is not None and (not verb.takes_any(Takes.NUMBER) or self.counts(told)):
                return told
        if verb.takes_any(Takes.CLAUSE, Takes.QUOTE):
            return self.quoted(cue)
        return None

    def counts(self, told: Told) -> bool:
        """Whether a number stands in the topic."""
        return any(self.walk.is_number(i) for start, end in told.ranges for i in range(start, end))

    def named(self, cue: Cue) -> Told | None:
        """ "nannte A B", "A nannte er B"."""
        start = self.start(cue)
        told = self.told(cue, start, True) if start is not None else None
        if told is not None and cue.prefield:
            return Told([cue.prefield, *told.ranges], True)
        if told is None and cue.negation is not None and (first := self.first(cue)) is not None:
            return Told([first])  # "Einzelheiten nannte er nicht"
        return told

    def unsaid(self, cue: Cue) -> Told | None:
        """ "wollte sich dazu nicht äußern": what nothing is said about, where only a word points at it."""
        rules = self.walk.rules
        if cue.negation is None or rules.negated.get(cue.verb.lemma) is not Act.NO_COMMENT:
            return None
        at = next((i for i in range(cue.start, cue.end) if self.walk.is_a(i, "thereto")), None)
        return Told([(at, at + 1)]) if at is not None else None

    def is_topic(self, cue: Cue, start: int) -> bool:
        """Whether the object may be a topic of speech for this verb."""
        forbidden = self.walk.rules.no_objects.get(cue.verb.lemma)
        if not forbidden:
            return True
        words = [self.walk.lower(i) for i in range(start, self.end(cue, start))]
        return not any(w == f[1:] if f[0] == WHOLE_WORD else w.endswith(f) for w in words for f in forbidden)

    def quoted(self, cue: Cue) -> Told | None:
        """Quoted words that the verb has as its object: er sagte „ja“."""
        words = self.walk.unit.words
        quoted = [i for i in range(cue.at + 1, cue.end) if words[i].quotation >= 0]
        if len(quoted) < 2:
            return None
        return Told([(quoted[0], quoted[-1] + 1)])

    def told(self, cue: Cue, start: int, predicates: bool = False) -> Told | None:
        """The topic from word `start` on, with the parts that stand behind interposed clauses."""
        end = self.end(cue, start)
        if not predicates and self.walk.is_a(start, "this") and not self.walk.heads_phrase(start, end):
            return Told([(start, start + 1)], predicates)
        if end <= start:
            return None
        return Told([(start, end), *self.rest(cue, end)], predicates)

    def end(self, cue: Cue, start: int) -> int:
        """The end of the topic: before the words that close the clause, or a second verb."""
        words, walk = self.walk.unit.words, self.walk
        end = cue.end
        if start < cue.finite < cue.at:
            end = cue.finite
        elif start < cue.at and cue.form is not Form.FINITE:
            end = cue.at
        elif start < cue.finite:
            end = cue.finite
        last_part = max(cue.words)
        if start < last_part < end:
            end = last_part
        end = self.before_noun(cue, start, end)
        for i in range(start + 1, end - 1):
            joins = walk.is_a(i, "conjunction") and words[i].quotation < 0
            verb = not words[i + 1].capital and words[i + 1].quotation < 0 and walk.is_finite(i + 1)
            if joins and verb and not walk.is_a(i + 1, "determiner", "adverb"):
                end = i
                break
        end = self.without_adverbials(start, end)
        closing = {*cue.words, cue.finite, cue.negation}
        if walk.is_a(cue.at - 1, "infinitive_mark"):
            closing.add(cue.at - 1)
        while end > start and (
            end - 1 in closing or not (words[end - 1].is_word or words[end - 1].text in "%€$)")
        ):
            end -= 1
        return end

    def before_noun(self, cue: Cue, start: int, end: int) -> int:
        """Before a noun of the verb and what modifies it: "einer Koalition eine klare Absage erteilt"."""
        words = self.walk.unit.words
        noun = next((i for i in sorted(cue.words) if start < i <= end and words[i].capital), None)
        if noun is None or not self.walk.rules.syntax.noun_capitals:
            return end
        while noun > start + 1 and self.walk.is_modifier(noun - 1):
            noun -= 1
        return noun

    def without_adverbials(self, start: int, end: int) -> int:
        """Without a hearer or a time at the end: "den Vorfall am Sonntag gegenüber der Presse"."""
        for i in range(start + 1, end):
            if self.walk.unit.words[i].quotation >= 0:
                continue
            hearer = self.walk.lower(i) in self.walk.rules.words["hearer_mark"]
            dated = (
                self.walk.is_a(i, "dative_only")
                and self.walk.is_time(i + 1, min(end, i + 3))
                and self.walk.lower(i + 1) in self.walk.rules.words["time_head"]
            )
            if hearer or dated:
                return i
        return end

    def rest(self, cue: Cue, end: int) -> list[Range]:
        """What goes on behind interposed clauses, up to the particle; or a relative clause behind."""
        unit = self.walk.unit
        last = max(cue.words)
        if last >= cue.end:
            out = []
            for chunk in unit.chunks[cue.chunk + 1 :]:
                if chunk.start > last:
                    break
                if not self.walk.is_aside(chunk):
                    out.append((chunk.start, min(chunk.end, last)))
            return [r for r in out if r[0] < r[1]]
        return self.relative_clause(cue, end)

    def relative_clause(self, cue: Cue, end: int) -> list[Range]:
        """The relative clause that hangs on the topic."""
        unit = self.walk.unit
        following = cue.chunk + 1
        if following >= len(unit.chunks) or cue.end != unit.chunks[cue.chunk].end:
            return []
        if any(unit.words[i].is_word and i not in cue.words for i in range(end, cue.end)):
            return []
        piece = unit.chunks[following]
        if (
            piece.quotation is None
            and piece.before == ","
            and self.walk.is_aside(piece)
            and not self.walk.is_a(piece.start, "subordinator")
            and self.is_relative(piece)
        ):
            return [(piece.start, piece.end)]
        return []

    def is_relative(self, piece: Chunk) -> bool:
        """Whether a verb closes the clause, or no noun follows: "die Polizei von 5000" is none."""
        article = self.walk.is_a(piece.start, "determiner") and self.walk.heads_phrase(piece.start, piece.end)
        if not self.walk.rules.syntax.verb_second or not article:
            return True
        return self.walk.has_verb(max(piece.start, piece.end - CLOSING_VERBS), piece.end)

    def prepositional(self, cue: Cue) -> Told | None:
        """The prepositional object, without the preposition where the act predicates ("sprach von ...")."""
        rules, unit = self.walk.rules, self.walk.unit
        for i in [*range(cue.finite + 1, cue.end), *range(cue.start, cue.finite)]:
            word = unit.lower(i)
            if (
                unit.words[i].quotation >= 0
                or i in cue.words
                or rules.fused.get(word, word) not in cue.verb.prepositions
            ):
                continue
            if word in rules.fused and self.walk.is_time(i + 1, cue.end):
                continue
            predicates = word in rules.words["of_mark"] and cue.verb.act is Act.ASSERT
            start = i + 1 if predicates else i
            if i > cue.finite and (cue.verb.takes_any(Takes.OBJECT) or cue.verb.act is Act.ESTIMATE):
                first = self.start(cue)
                start = first if first is not None and first < i else start
            told = self.told(cue, start, predicates)
            if told is not None and told.ranges[0][1] > i + (0 if predicates else 1):
                ahead = self.first(cue) if cue.verb.act is Act.ESTIMATE and not predicates else None
                return Told([ahead, *told.ranges]) if ahead else told
            behind = self.told(cue, i) if told is not None and start < i else None
            if told is not None and behind is not None and told.ranges[0][1] <= i:
                return Told([told.ranges[0], *behind.ranges])
        return None

    def measured(self, cue: Cue, start: int) -> Range | None:
        """The measure behind word `start`: "mit 43" in "Die Zahl gab X mit 43 an"."""
        for i in range(start, cue.end - 1):
            if self.walk.is_a(i, "measure_mark") and not self.walk.is_time(i + 1, cue.end):
                end = self.end(cue, i)
                if any(self.walk.is_number(k) for k in range(i + 1, min(i + 4, end))):
                    return i, end
        return None

    def predicated(self, cue: Cue, mark: str) -> Told | None:
        """ "bezeichnete A als B": A als B."""
        for i in range(cue.finite + 1, cue.end):
            if not self.walk.is_a(i, mark):
                continue
            start = self.start(cue)
            first = self.first(cue)
            if first is not None:
                named = self.told(cue, i, True)
                return Told([first, *named.ranges], True) if named else None
            told = self.told(cue, start if start is not None and start < i else i, True)
            if (
                told is not None
                and i + 1 < told.ranges[0][1]
                and (mark == "as_mark" or told.ranges[0][1] <= i + LONGEST_JUDGEMENT)
            ):
                return told
        return None

    def called(self, cue: Cue, agent: int) -> list[Range]:
        """What the subject of a passive is called behind the agent: "wird von A als B bezeichnet"."""
        marks = [i for i in range(cue.finite + 1, cue.at) if self.walk.is_a(i, "as_mark")]
        if not cue.verb.takes_any(Takes.AS) or len(marks) != 1 or marks[0] < agent:
            return []
        return [(marks[0], self.end(cue, marks[0]))]

    def after_subject(self, cue: Cue, start: int) -> Range | None:
        """What the object is called, behind the subject: "nannte X unverantwortlich"."""
        told = self.told(cue, start)
        return told.ranges[0] if told else None

    def first(self, cue: Cue) -> Range | None:
        """The object where it opens the clause: "Den Vorwurf wies X zurück", "Die Tat nannte er ..."."""
        walk = self.walk
        if cue.prefield:
            return cue.prefield
        if cue.position is not Position.MAIN or cue.finite <= cue.start or not walk.rules.syntax.verb_second:
            return None
        start = cue.start + (1 if walk.is_a(cue.start, "conjunction") else 0)
        if (told := Subjects(walk).told_ahead(cue)) is not None:
            return (told, cue.finite)
        marked = walk.is_a(start, "accusative") or (
            start + 1 == cue.finite and walk.is_noun(start) and walk.is_a(cue.finite + 1, "nominative")
        )
        if marked or (
            Subjects(walk).pronoun_follows(cue)
            and (
                (
                    walk.is_a(start, "determiner")
                    and not walk.is_a(start, "dative_only")
                    and walk.heads_phrase(start, cue.finite)
                )
                or (walk.is_bare_noun(start, cue.finite) and not cue.verb.prepositions)
            )
        ):
            return (start, cue.finite) if not walk.is_time(start, cue.finite) else None
        return None

    def hearer(self, cue: Cue, content: int) -> Range | None:
        """Whom a verb addresses that has a hearer as its object ("forderte die Regierung auf, ...")."""
        if not cue.verb.takes_any(Takes.HEARER):
            return None
        start = self.start(cue, dative=True)
        if start is None or start >= min(cue.end, content):
            return None
        end = min(self.walk.after_phrase(start, cue.end), content)
        return (start, end) if end > start else None

    def start(self, cue: Cue, dative: bool = False) -> int | None:
        """Where the object begins: the first noun phrase that is neither subject nor adverbial."""
        walk = self.walk
        begin, subject_first = (
            cue.finite + 1,
            Subjects(walk).inverted(cue) and cue.position is not Position.COORDINATE,
        )
        if not walk.rules.syntax.verb_second:
            begin, subject_first = max(cue.words) + 1, False
            if walk.is_a(begin, "gerund_mark"):
                return begin
        elif cue.position is Position.SUB:
            begin, subject_first = cue.start + 1, not walk.is_a(cue.start, "relative")
        elif cue.position is Position.COORDINATE and cue.finite > cue.at:
            begin = cue.start + 1
        elif cue.position is Position.BARE:
            begin, subject_first = cue.start + 1, False
        if (
            cue.finite == cue.start
            and cue.chunk > 0
            and not cue.prefield
            and Subjects(walk).previous_is_aside(cue.chunk, 0)
        ):
            subject_first = False
        end = cue.end
        dative = dative or cue.verb.takes_any(Takes.DATIVE)
        if subject_first:
            phrase = walk.noun_phrase_from(begin, end, cue.words)
            if phrase is None:
                return None
            pronoun = walk.is_a(phrase, "subject_pronoun") and not walk.heads_phrase(phrase, end)
            begin = phrase + 1 if pronoun else walk.after_phrase(phrase, end)
            if begin - 1 > phrase and walk.is_number(begin - 1) and not dative:
                begin -= 1  # "während das Klinikum 38 angab"
        at = walk.noun_phrase_from(begin, end, cue.words, dative)
        return at if at is not None and at not in cue.words else None
