"""Walking over the noun phrases of a clause with closed word classes and capitals alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quellenlage.extract.mood import CLOSED, is_finite, is_noun_or_name, is_verb
from quellenlage.extract.quote_units import Chunk, Unit
from quellenlage.lang.cues import CueRules
from quellenlage.lang.pack import language_pack

NUMBERS_AHEAD = 4
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_PHRASE = 16
VERBAL = ("have", "passive", "be", "modal", "future")
Range = tuple[int, int]
MOST_IN_ATTRIBUTE = 9
LONGEST_ATTRIBUTE = 4  # words before a participle that stands before its noun


@dataclass(slots=True)
class Walk:
    """Finds where noun phrases of a unit begin and end. All positions are word indices."""

    unit: Unit
    rules: CueRules
    code: str

    def lower(self, i: int) -> str:
        """The word at `i` in lower case; empty outside the unit."""
        return self.unit.lower(i)

    def is_a(self, i: int, *classes: str) -> bool:
        """Whether the word at `i` belongs to a closed class."""
        return self.rules.is_a(self.unit.lower(i), *classes)

    def is_verb(self, i: int) -> bool:
        """Whether the word at `i` looks like a verb form."""
        return is_verb(self.unit, i, self.rules, self.code)

    def is_finite(self, i: int) -> bool:
        """Whether the word at `i` looks like a finite verb."""
        return is_finite(self.unit, i, self.rules, self.code) and not self.is_attribute(i)

    def is_attribute(self, i: int) -> bool:
        """Whether the word stands between article and noun ("einem gestern veröffentlichten Bericht")."""
        words = self.unit.words
        if not self.rules.syntax.noun_capitals or i + 1 >= len(words) or not words[i + 1].capital:
            return False
        if not words[i].lower.endswith(self.rules.endings):
            return False
        for k in range(i - 1, max(-1, i - 1 - LONGEST_ATTRIBUTE), -1):
            if self.is_a(k, "determiner", "dative_only"):
                opens = k == 0 or not words[k - 1].is_word
                return not (opens and self.is_a(k, "relative")) or self.is_a(k - 1, "preposition")
            if not words[k].is_word or words[k].capital or words[k].quotation >= 0:
                return False
        return False

    def has_predicate(self, start: int, end: int) -> bool:
        """Whether a verb stands where it can be no noun: "head of the state monitoring agency" has none."""
        return any(
            self.has_verb(i, i + 1)
            and not self.is_a(i - 1, "determiner", "preposition")
            and not self.lower(i).endswith(self.rules.syntax.not_finite)
            for i in range(start, end)
        )

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a verb form stands among the words."""
        return any(self.is_verb(i) and not self.is_attribute(i) for i in range(start, end))

    def is_noun(self, i: int) -> bool:
        """Whether the word at `i` may head a noun phrase: it is capitalised or a number."""
        word = self.unit.words[i]
        if word.text[0].isdigit():
            return True
        if not self.rules.syntax.noun_capitals:
            return word.is_word and not self.is_a(i, *CLOSED, *VERBAL)
        if self.opens_as_adverb(i):
            return False
        return word.capital and not (
            i == 0
            and self.is_a(
                i,
                "determiner",
                "preposition",
                "adverb",
                "conjunction",
                "subordinator",
                "so",
                "question",
                "dative_only",
            )
        )

    def opens_as_adverb(self, i: int) -> bool:
        """Whether the first word is an adjective by itself: "Überraschend deutlich sagte X ..."."""
        words = self.unit.words
        if i > 0 or len(words) < 3 or not self.rules.syntax.noun_capitals or not words[0].capital:
            return False
        before_noun = words[1].capital or self.is_a(1, "conjunction", "determiner") or not words[1].is_word
        finite = self.is_finite(1)
        if before_noun or (self.is_modifier(1) and words[2].capital and not finite):
            return False
        if finite and not words[0].lower.endswith(self.rules.mood.adverb_endings):
            return False  # it may be a name: "Gries beklagt ..."
        return not self.is_a(0, *CLOSED, *VERBAL) and not is_noun_or_name(words[0].text, self.code)

    def is_number(self, i: int) -> bool:
        """Whether the word is a number, an article not counted."""
        word, numbers = self.lower(i), language_pack(self.code).numbers
        return word[:1].isdigit() or (word not in numbers.articles and numbers.read_word(word) is not None)

    def is_modifier(self, i: int) -> bool:
        """Whether the word at `i` may stand between an article and its noun."""
        word = self.unit.words[i]
        if (
            not word.is_word
            or word.capital
            or self.is_a(i, "preposition", "conjunction", "relative", "that", "subject_pronoun", *VERBAL)
        ):
            return False
        return (
            self.is_a(i, "determiner", "adverb")
            or not self.rules.syntax.noun_capitals
            or word.lower.endswith(self.rules.endings)
        )

    def heads_phrase(self, i: int, end: int) -> bool:
        """Whether the word at `i`, an article or a pronoun, begins a longer noun phrase."""
        if i + 1 >= end or self.unit.words[i + 1].quotation != self.unit.words[i].quotation:
            return False
        if self.is_noun(i + 1):
            return True
        if self.is_a(i + 1, "determiner", "adverb", "preposition", *("have", "passive", "be", "modal")):
            return False
        return self.is_modifier(i + 1) and any(self.is_noun(k) for k in range(i + 2, min(end, i + 6)))

    def is_time(self, i: int, end: int) -> bool:
        """Whether a time expression begins at `i`."""
        for k in range(i, min(end, i + NUMBERS_AHEAD)):
            if self.lower(k) in self.rules.words["time_head"]:
                return not self.is_a(k + 1, "aged")  # "der 58 Jahre alte Fahrer"
            if self.unit.words[k].capital and not (
                k == i and self.is_a(k, "determiner", "preposition", "adverb", "time_edge")
            ):
                return False
        return False

    def after_noun(self, i: int, end: int) -> int:
        """Behind the noun phrase that begins at `i`, without what hangs on it."""
        start = i = self.behind_attribute(i, end)
        while i < end and not self.is_noun(i):
            if (
                self.unit.words[i].quotation >= 0
                or i - start > LONGEST_PHRASE
                or (self.is_a(i, "that", "relative") and i > start + 1)
            ):
                return i
            i += 1
        while i < end and (
            self.is_noun(i) or (self.unit.words[i].text in ".%€$&" and i + 1 < end and self.is_noun(i + 1))
        ):
            i += 1
        if self.is_a(i, "aged") and i + 1 < end and self.is_noun(i + 1):
            return self.after_noun(i + 1, end)  # "der 58 Jahre alte Fahrer"
        return i

    def behind_attribute(self, i: int, end: int) -> int:
        """The participle of an attribute behind an article: "einer [gestern veröffentlichten] Mitteilung"."""
        if not self.is_a(i, "determiner", "dative_only") or not self.is_a(i + 1, "preposition"):
            return i
        for k in range(i + 3, min(end - 1, i + MOST_IN_ATTRIBUTE)):
            if not self.unit.words[k].is_word or self.unit.words[k].quotation >= 0:
                return i
            participle = self.is_modifier(k) and not self.is_a(k, "determiner", "adverb")
            if participle and self.unit.words[k + 1].capital:
                return k
        return i

    def is_bare_noun(self, start: int, end: int) -> bool:
        """Whether a noun without an article opens the words, with or without an adjective."""
        if self.is_a(
            start, "preposition", "adverb", "subordinator", "time_head", "dative_only"
        ) or self.is_time(start, end):
            return False
        if start + 1 >= end:
            return False
        if self.is_noun(start):
            return self.is_a(start + 1, "preposition", "genitive") or self.is_noun(start + 1)
        return self.is_modifier(start) and self.is_noun(start + 1)

    def after_phrase(self, i: int, end: int) -> int:
        """Behind a noun phrase with the genitives and prepositional phrases that hang on it."""
        i = self.after_noun(i, end)
        while (
            i + 1 < end
            and (self.is_a(i, "genitive", "name_preposition") or self.is_genitive_plural(i, end))
            and not self.is_time(i, end)
        ):
            following = self.after_noun(i + 1, end)
            if following <= i + 1:
                break
            i = following
        return i

    def is_genitive_plural(self, i: int, end: int) -> bool:
        """Whether an adjective in the genitive plural and its noun follow ("nordkoreanischer Soldaten")."""
        ending = self.rules.genitive_plural
        word = self.unit.words[i]
        if (
            not ending
            or not word.lower.endswith(ending)
            or word.capital
            or self.is_a(i, "determiner", "preposition", "adverb")
        ):
            return False
        return i + 1 < end and self.unit.words[i + 1].capital

    def noun_phrase_from(
        self, begin: int, end: int, skip: tuple[int, ...] = (), dative: bool = False
    ) -> int | None:
        """Where the first noun phrase that no preposition governs begins; None where there is none."""
        i = begin
        while i < end:
            word = self.unit.words[i]
            if word.quotation >= 0:
                return i
            if i in skip or not word.is_word or self.is_a(i, "reflexive", "expletive"):
                i += 1
            elif self.is_pronoun(i, end) or self.joined(i, end) > i + 1 or self.stands(i, end):
                return i
            elif self.is_a(i, "preposition") and self.is_a(i + 1, "set_phrase"):
                i += 2
            elif (
                self.is_a(i, "preposition")
                or (self.is_a(i, "dative_only") and not dative)
                or (i == begin and self.is_a(i, "as_mark"))
            ):
                stop = max(self.after_phrase(i + 1, end), i + 1)
                counted = self.counted_behind_time(i + 1, stop)
                if counted is not None:
                    return counted
                i = stop
            elif self.is_time(i, end):
                i = max(self.after_noun(i, end), i + 1)
            elif (
                (self.is_a(i, "determiner") and self.heads_phrase(i, end))
                or self.is_noun(i)
                or self.is_a(i, "this")
            ):
                return i
            elif self.is_a(i, "adverb", "negation", "determiner") or not self.is_modifier(i):
                i += 1
            elif any(self.is_noun(k) for k in range(i + 1, min(end, i + 5))):
                return i
            else:
                i += 1
        return None

    def counted_behind_time(self, start: int, end: int) -> int | None:
        """Where a count follows a time without a sign between: "am Samstag 300 Unfälle"."""
        for i in range(start + 1, end - 1):
            dated = self.lower(i - 1) in self.rules.words["time_head"] and not YEAR.fullmatch(self.lower(i))
            if dated and self.is_number(i) and self.is_noun(i + 1) and not self.is_time(i + 1, end):
                return i
        return None

    def phrase_in(self, start: int, end: int, skip: tuple[int, ...] = ()) -> Range | None:
        """The first noun phrase among the words that no preposition governs, with what hangs on it."""
        begin = self.noun_phrase_from(start, end, skip)
        if begin is None or self.unit.words[begin].quotation >= 0:
            return None
        if self.is_pronoun(begin, end):
            return begin, begin + 1
        if self.joined(begin, end) > begin + 1:
            return begin, self.joined(begin, end)
        if self.stands(begin, end):
            return begin, self.after_partitive(begin + 1, end)
        stop = self.after_phrase(begin, end)
        while stop > begin and not self.unit.words[stop - 1].is_word:
            stop -= 1
        return (begin, stop) if stop > begin else None

    def is_pronoun(self, i: int, end: int) -> bool:
        """Whether a pronoun stands as a subject at `i`, no article of a noun: "sagte er Radio Nord"."""
        if not self.is_a(i, "subject_pronoun"):
            return False
        return not self.is_a(i, "determiner") or not self.heads_phrase(i, end)

    def joined(self, start: int, end: int) -> int:
        """Behind the words written in one ("tagesschau.de"); `start + 1` where it is one word."""
        words = self.unit.words
        if words[start].capital or not words[start].is_word:
            return start + 1
        i = start + 1
        while i < end and words[i].span.start == words[i - 1].span.end:
            i += 1
        return i if words[i - 1].is_word else start + 1

    def stands(self, i: int, end: int) -> bool:
        """Whether a word that is an article elsewhere stands for somebody: "einer von ihnen", "der sagte"."""
        if not self.is_a(i, "standing"):
            return False
        if self.is_a(i, "one_of") and self.is_a(i + 1, "genitive") and i + 2 < end:
            return True
        spoken = self.is_a(i + 1, *VERBAL) or self.lower(i + 1) in self.rules.forms
        return not self.heads_phrase(i, end) and (i + 1 >= end or spoken or self.is_a(i + 1, "noun_source"))

    def after_partitive(self, i: int, end: int) -> int:
        """Behind those out of whom somebody is: "einer [von ihnen]", "eine [aus Hessen]"."""
        if i + 1 >= end or not self.is_a(i, "noun_source", "genitive"):
            return i
        opens = self.is_noun(i + 1) or self.heads_phrase(i + 1, end)
        return self.after_noun(i + 1, end) if opens else i + 2

    def is_governed(self, chunk: Chunk) -> bool:
        """Whether a preposition that may open a clause too begins a main clause: "Seit Dienstag fehlt X"."""
        if not self.is_a(chunk.start, "preposition") or not self.rules.syntax.verb_second:
            return False
        verb = self.after_phrase(chunk.start + 1, chunk.end)
        return chunk.start + 1 < verb < chunk.end - 1 and self.is_finite(verb)

    def is_aside(self, chunk: Chunk) -> bool:
        """Whether the chunk begins a relative or adverbial clause."""
        if self.is_a(chunk.start, "relative", "subordinator"):
            return True
        return (
            self.is_a(chunk.start, "preposition")
            and self.is_a(chunk.start + 1, "relative")
            and chunk.before == ","
            and (
                self.is_a(chunk.start + 1, "genitive_relative")
                or not self.heads_phrase(chunk.start + 1, chunk.end)
            )
        )
