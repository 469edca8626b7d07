"""The mood of a clause: does its verb show that somebody else is speaking?"""

from __future__ import annotations

from functools import lru_cache

import simplemma

from quellenlage.extract.quote_units import Unit
from quellenlage.lang.cues import CueRules

CACHED = 65536
CLOSED = (
    "determiner",
    "preposition",
    "adverb",
    "conjunction",
    "subject_pronoun",
    "relative",
    "subordinator",
    "negation",
    "question",
    "reflexive",
    "purpose",
    "dative_only",
    "as_clause",
    "so",
    "infinitive_mark",
)
AUXILIARY = ("have", "passive", "be", "modal", "future")


def is_verb(unit: Unit, index: int, rules: CueRules, code: str) -> bool:
    """Whether the word at `index` looks like a verb form (an infinitive or participle counts too)."""
    word = unit.words[index]
    if not word.is_word or (word.capital and rules.syntax.noun_capitals and index > 0):
        return False
    if rules.is_a(word.lower, *AUXILIARY):
        return True
    if rules.is_a(word.lower, *CLOSED) or word.lower in rules.mood.no_verbs:
        return False
    if word.lower in rules.forms or word.lower in rules.mood.subjunctive:
        return True
    if word.capital and rules.syntax.noun_capitals and _is_name_part(unit, index + 1):
        return False
    return _verbal(word.lower, code, rules.mood.verb_lemmas, rules.mood.verb_endings)


def _is_name_part(unit: Unit, index: int) -> bool:
    """Whether a word with a capital stands there: "Henk Meijer" begins with no form of "henken"."""
    return index < len(unit.words) and unit.words[index].is_word and unit.words[index].capital


def is_finite(unit: Unit, index: int, rules: CueRules, code: str) -> bool:
    """Whether the word at `index` looks like a finite verb form."""
    word = unit.words[index].lower
    if rules.is_a(word, *AUXILIARY):
        return not rules.is_a(word, "passive_mark")
    if not is_verb(unit, index, rules, code):
        return False
    if word.startswith("ge") and word.endswith(("t", "en")) and word not in rules.forms:
        return False
    return not (word.endswith("en") and rules.is_a(unit.lower(index - 1), "infinitive_mark"))


def subjunctive_at(unit: Unit, start: int, end: int, rules: CueRules, code: str) -> int | None:
    """Where among the words stands a verb in a subjunctive that only reported speech has; None if nowhere."""
    if not rules.mood.subjunctive:
        return None
    for index in range(start, end):
        if unit.words[index].quotation < 0 and _is_subjunctive(unit, index, rules, code):
            return index
    return None


def conditional_at(unit: Unit, start: int, end: int, rules: CueRules) -> int | None:
    """Where among the words stands a verb in the subjunctive that conditions share with reported speech."""
    for index in range(start, end):
        if unit.words[index].lower in rules.mood.conditional and unit.words[index].quotation < 0:
            return index
    return None


def _is_subjunctive(unit: Unit, index: int, rules: CueRules, code: str) -> bool:
    word = unit.words[index]
    if word.capital and rules.syntax.noun_capitals and word.lower not in rules.mood.subjunctive:
        return False
    if word.lower in rules.mood.subjunctive:
        return not any(unit.lower(i) in rules.mood.first_person for i in (index - 1, index + 1))
    if not word.lower.endswith("e") or len(word.lower) < 4 or (word.capital and index > 0):
        return False
    if rules.is_a(word.lower, *CLOSED) or word.lower in rules.mood.no_verbs:
        return False
    if not _regular_subjunctive(word.lower, code):
        return False
    before, after = unit.lower(index - 1), unit.words[index + 1] if index + 1 < len(unit.words) else None
    if before in rules.mood.first_person or (after and after.lower in rules.mood.first_person):
        return False
    attributive = (
        after is not None
        and after.is_word
        and after.capital
        and rules.is_a(before, "determiner", "preposition")
    )
    return not attributive


@lru_cache(CACHED)
def _regular_subjunctive(word: str, code: str) -> bool:
    """Whether the lemmatiser reads a word in -e as a form of the verb with the same stem."""
    lemma = simplemma.lemmatize(word, lang=code)
    if not lemma.islower() or lemma not in (word + "n", word[:-1] + "n"):
        return False
    return not word.endswith("te") or simplemma.lemmatize(word[:-2] + "en", lang=code) != word[:-2] + "en"


@lru_cache(CACHED)
def is_noun_or_name(word: str, code: str) -> bool:
    """Whether the lemmatiser reads a word with a capital as a noun or name, or does not know it."""
    return not simplemma.lemmatize(word, lang=code)[:1].islower()


@lru_cache(CACHED)
def _verbal(word: str, code: str, lemmas: tuple[str, ...], endings: tuple[str, ...]) -> bool:
    """Whether the lemmatiser reads the word as an inflected form of a verb."""
    if endings and not word.endswith(endings):
        return False
    lemma = simplemma.lemmatize(word, lang=code)
    if not lemma.islower() or (lemmas and not lemma.endswith(lemmas)):
        return False
    return lemma != word[:-1] and (not endings or lemma != word)
