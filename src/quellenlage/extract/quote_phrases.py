"""Where a unit has attributing phrases: "laut X", "nach Angaben X", "X zufolge", "so X", "heißt es"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.domain.statement import Act
from quellenlage.extract.mood import is_verb
from quellenlage.extract.quote_units import Unit
from quellenlage.lang.cues import CueRules

FARTHEST_HEAD = 4  # words between the preposition of a phrase and its noun


@dataclass(slots=True)
class Phrase:
    """An attributing phrase: `[start, end)` are its words without the source."""

    start: int
    end: int
    act: Act
    chunk: int
    source: tuple[int, int]  # where the source is to be sought
    attributive: bool = False  # the source is an adjective or pronoun inside the phrase
    compound: tuple[int, int] | None = None  # the source is the first letters of this word
    back: bool = False  # refers back to a source named before
    so: bool = False
    impersonal: bool = False  # "heißt es": what is said stands before or behind
    noun: str = ""  # what the source gives: "einschätzung"


def find_phrases(unit: Unit, rules: CueRules, code: str) -> Iterator[Phrase]:
    """The attributing phrases of a unit outside its quotations, in order."""
    for index, chunk in enumerate(unit.chunks):
        if chunk.quotation is not None:
            continue
        at = chunk.start
        while at < chunk.end:
            phrase = _phrase(unit, index, at, rules, code) if unit.words[at].quotation < 0 else None
            if phrase is not None:
                yield phrase
                at = max(phrase.end, at + 1)
            else:
                at += 1


def _phrase(unit: Unit, index: int, at: int, rules: CueRules, code: str) -> Phrase | None:
    chunk, word, phrases = unit.chunks[index], unit.lower(at), rules.phrases
    fixed = phrases.fixed.get(f"{word} {unit.lower(at + 1)}") if at + 2 < chunk.end else None
    if fixed is not None:
        return Phrase(at, at + 2, fixed, index, (at + 2, chunk.end))
    if word in phrases.head_prepositions:
        for noun in range(at + 1, min(chunk.end, at + 1 + FARTHEST_HEAD)):
            low = unit.lower(noun)
            if low in phrases.not_before or unit.lower(noun + 1) in phrases.not_before:
                break
            if low.endswith(phrases.sources):
                return Phrase(at, at + 1, Act.ASSERT, index, (at + 1, chunk.end))
            act = phrases.head_nouns.get(low)
            if act is not None:
                named = any(
                    not rules.is_a(unit.lower(i), "determiner") or rules.is_a(unit.lower(i), "possessive")
                    for i in range(at + 1, noun)
                )
                return Phrase(at, noun + 1, act, index, (noun + 1, chunk.end), attributive=named, noun=low)
            compound = next(
                (e for e in phrases.head_endings if low.endswith(e) and len(low) > len(e) + 2), None
            )
            if compound is not None:
                cut = (noun, len(low) - len(compound))
                return Phrase(
                    at, noun + 1, phrases.head_endings[compound], index, (noun, noun + 1), compound=cut
                )
            if (unit.words[noun].capital and rules.syntax.noun_capitals) or is_verb(unit, noun, rules, code):
                break
    if word in phrases.before and at + 1 < chunk.end:
        return Phrase(at, at + 1, phrases.before[word], index, (at + 1, chunk.end))
    if word in phrases.after and at > chunk.start:
        if word in phrases.head_prepositions and not _free_postposition(word, rules):
            noun_before = unit.lower(at - 1)
            if noun_before not in phrases.after_nouns or at == chunk.start:
                return None
            source = (chunk.start, at - 1)
            return Phrase(
                at - 1, at + 1, phrases.after[word], index, source, attributive=True, noun=noun_before
            )
        return Phrase(at, at + 1, phrases.after[word], index, (chunk.start, at), attributive=True)
    if word in phrases.impersonal and rules.is_a(unit.lower(at + 1), "expletive") and at + 1 < chunk.end:
        return _impersonal(unit, index, at, at + 2, rules)
    if rules.is_a(word, "expletive") and unit.lower(at + 1) in phrases.impersonal and at + 1 < chunk.end:
        return _impersonal(unit, index, at, at + 2, rules)
    if word in phrases.back and at == chunk.start and index == 0:
        return Phrase(at, at + 1, Act.ASSERT, index, (at, at + 1), back=True)
    if rules.is_a(word, "so") and at == chunk.start and index > 0 and at + 1 < chunk.end:
        following = unit.words[at + 1]
        nominal = following.capital or rules.is_a(following.lower, "determiner", "subject_pronoun")
        nominal = nominal and not rules.is_a(following.lower, "dative_only", "oblique", "adverb")
        if nominal and not any(is_verb(unit, i, rules, code) for i in range(at + 2, chunk.end)):
            return Phrase(at, at + 1, Act.ASSERT, index, (at + 1, chunk.end), so=True)
    return None


def _impersonal(unit: Unit, index: int, start: int, end: int, rules: CueRules) -> Phrase:
    """ "In der Mitteilung heißt es": the source stands in a prepositional phrase of the clause."""
    chunk = unit.chunks[index]
    for i in (*range(end, chunk.end - 1), *range(chunk.start, start)):
        if unit.lower(i) in rules.phrases.impersonal_source:
            stop = chunk.end if i >= end else start
            return Phrase(start, end, Act.ASSERT, index, (i + 1, stop), impersonal=True)
    return Phrase(start, end, Act.ASSERT, index, (end, end), impersonal=True)


def _free_postposition(word: str, rules: CueRules) -> bool:
    """Whether the word follows its noun without a noun of opinion ("X zufolge", not "X nach")."""
    return not rules.is_a(word, "preposition")
