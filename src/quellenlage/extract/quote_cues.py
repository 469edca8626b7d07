"""Where a unit has verbs of speech, with their particles, and how they stand in their clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.extract.mood import is_finite
from quellenlage.extract.quote_clauses import clauses_of
from quellenlage.extract.quote_particles import parts_of
from quellenlage.extract.quote_positions import Position, as_clause, position_of
from quellenlage.extract.quote_units import Unit
from quellenlage.lang.cues import CueRules, CueVerb, Form, Takes, VerbForm

LONGEST_PARTICLE = 3  # letters of a particle that infinitives are written together with ("mitteilen")
AUXILIARIES = ("have", "passive", "be", "modal", "future", "causative")


@dataclass(slots=True)
class Cue:
    """A verb of speech in a unit. All numbers are word indices, `chunk` an index of `unit.chunks`."""

    verb: CueVerb
    at: int
    words: tuple[int, ...]
    form: Form
    position: Position
    chunk: int
    start: int  # the clause
    end: int
    finite: int  # the finite verb of the clause (the auxiliary where there is one)
    passive: bool
    negation: int | None
    prefield: tuple[int, int] | None = None  # an object with a clause of its own that opens the sentence


def find_cues(unit: Unit, rules: CueRules, code: str) -> Iterator[Cue]:
    """The verbs of speech of a unit outside its quotations, in order."""
    for index, chunk in enumerate(unit.chunks):
        if chunk.quotation is not None:
            continue
        for start, end in clauses_of(unit, index, rules, code):
            cue = _best(unit, index, start, end, rules, code)
            if cue is not None:
                yield cue


def _best(unit: Unit, chunk: int, start: int, end: int, rules: CueRules, code: str) -> Cue | None:
    found: list[tuple[tuple[int, int], Cue]] = []
    for at in range(start, end):
        word = unit.words[at]
        readings = rules.forms.get(word.lower)
        if not readings or word.quotation >= 0:
            continue
        if word.capital and rules.syntax.noun_capitals and (at > 0 or _opens_as_noun(unit, end, rules)):
            continue
        for reading in readings:
            cue = _cue(unit, chunk, start, end, at, reading, rules, code)
            if cue is not None:
                rank = (len(cue.words), 0 if reading.form is Form.INFINITIVE else 1)
                found.append((rank, cue))
    if not found:
        return None
    parts = {i for _, cue in found for i in cue.words if i != cue.at}
    finite = [pair for pair in found if pair[1].form is not Form.INFINITIVE] or found
    finite = [pair for pair in finite if pair[1].at not in parts] or finite
    first = min(pair[1].at for pair in finite)
    return max((pair for pair in finite if pair[1].at == first), key=lambda pair: pair[0])[1]


def _opens_as_noun(unit: Unit, end: int, rules: CueRules) -> bool:
    """Whether the first word is a noun or infinitive: an auxiliary or preposition follows ("Fragen nach")."""
    if rules.is_a(unit.lower(0), "told_plural") and not rules.is_a(unit.lower(1), "subject_pronoun"):
        return True
    if end < 2 or not unit.lower(0).endswith(rules.mood.infinitive_endings):
        return False
    return rules.is_a(unit.lower(1), "modal", "have", "be", "passive", "preposition")


def _cue(
    unit: Unit, chunk: int, start: int, end: int, at: int, reading: VerbForm, rules: CueRules, code: str
) -> Cue | None:
    verb = reading.verb
    auxiliary = _auxiliary(unit, chunk, start, end, at, rules)
    form = reading.form
    if _attributive(unit, start, at, end, rules, code) or rules.is_a(
        unit.lower(at - 1), "as_clause", "as_mark"
    ):
        return None
    if verb.takes == {Takes.HELD} and not any(
        rules.is_a(unit.lower(i), "held_mark") for i in range(start, end)
    ):
        return None  # "der Damm halte": nobody is held for anything
    beside = rules.not_beside.get(verb.lemma)
    if beside and any(unit.lower(i).endswith(beside) for i in range(start, end)):
        return None
    naming = rules.no_subjects.get(verb.lemma, ())
    if naming and any(unit.lower(i) in naming for i in range(start, at)):
        return None
    if form is Form.FINITE and auxiliary is not None and _also(unit, at, Form.PARTICIPLE, verb, rules):
        return None
    if form is Form.FINITE and rules.is_a(unit.lower(at - 1), "infinitive_mark"):
        return None
    if (
        form is Form.FINITE
        and _governed(unit, auxiliary, at, rules)
        and _also(unit, at, Form.INFINITIVE, verb, rules)
    ):
        return None
    if form is Form.PARTICIPLE and auxiliary is None:
        return None
    if form is Form.PARTICIPLE and not _perfect_or_passive(unit, auxiliary, at, end, rules):
        return None
    if form is Form.INFINITIVE:
        marked = rules.is_a(unit.lower(at - 1), "infinitive_mark") or reading.joined
        modal = _governed(unit, auxiliary, at, rules)
        if not modal and not (marked and rules.is_a(unit.lower(start), "purpose")):
            return None
    if form is Form.GERUND and not (at == start and chunk > 0 and unit.chunks[chunk].before == ","):
        return None
    parts = parts_of(unit, chunk, start, end, at, reading, rules)
    if parts is None:
        return None
    passive = (
        form is Form.PARTICIPLE and auxiliary is not None and _is_passive(unit, auxiliary, at, end, rules)
    )
    if form is Form.INFINITIVE and not reading.joined and _one_word(verb):
        return None
    negation = _negation(unit, start, max(end, *(p + 1 for p in parts), at + 1), rules)
    finite = auxiliary if auxiliary is not None and form is not Form.FINITE else at
    begin = as_clause(unit, chunk, start, max(finite, at), end, rules, code)
    if begin is not None:
        return Cue(
            verb,
            at,
            tuple(sorted({at, *parts})),
            form,
            Position.AS,
            chunk,
            begin,
            end,
            finite,
            passive,
            negation,
        )
    position = position_of(unit, chunk, start, end, at, finite, rules)
    return Cue(
        verb, at, tuple(sorted({at, *parts})), form, position, chunk, start, end, finite, passive, negation
    )


def _one_word(verb: CueVerb) -> bool:
    """Whether the infinitive of the verb is written in one word with its particle."""
    return bool(verb.apart) and len(verb.apart[-1]) <= LONGEST_PARTICLE


def _perfect_or_passive(unit: Unit, auxiliary: int | None, at: int, end: int, rules: CueRules) -> bool:
    """Whether the auxiliary makes an act of the participle: "ist bekannt" tells a state, no act."""
    word = unit.lower(auxiliary) if auxiliary is not None else ""
    if rules.is_a(word, "have", "passive"):
        return True
    return rules.is_a(word, "be") and any(
        rules.is_a(unit.lower(i), "passive_mark") for i in range(at + 1, min(end, at + 2))
    )


def _attributive(unit: Unit, start: int, at: int, end: int, rules: CueRules, code: str) -> bool:
    """Whether the word modifies a noun ("die geforderte Summe ist"): a participle beside another verb."""
    before = unit.lower(at - 1)
    if not rules.syntax.noun_capitals:
        return rules.is_a(before, "determiner")
    word = unit.lower(at)
    after = unit.words[at + 1] if at + 1 < end else None
    if after is None or not after.capital:
        return False
    stems = (word[: -len(ending)] for ending in rules.endings if word.endswith(ending))
    if not any(r.form is Form.PARTICIPLE for stem in stems for r in rules.forms.get(stem, ())):
        return False
    finite = [i for i in range(start, end) if i != at and is_finite(unit, i, rules, code)]
    if rules.is_a(before, "determiner", "dative_only"):
        return bool(finite)
    return _opened(unit, max((i for i in finite if i < at), default=at), at, rules)


def _opened(unit: Unit, finite: int, at: int, rules: CueRules) -> bool:
    """Whether the noun phrase of the word opens behind the verb: "begann die seit Tagen erwartete"."""
    between = [unit.lower(i) for i in range(finite + 1, at)]
    coordinated = any(rules.is_a(word, "conjunction") for word in between)
    return not coordinated and any(rules.is_a(word, "determiner") for word in between)


def _governed(unit: Unit, auxiliary: int | None, at: int, rules: CueRules) -> bool:
    """Whether a modal governs the word, so that it is an infinitive."""
    if auxiliary is None:
        return False
    word = unit.lower(auxiliary)
    return rules.is_a(word, "modal", "future", "causative") or (
        rules.is_a(word, "have") and at + 1 < len(unit.words) and rules.is_a(unit.lower(at + 1), "modal")
    )


def _also(unit: Unit, at: int, form: Form, verb: CueVerb, rules: CueRules) -> bool:
    return any(r.form is form and r.verb is verb for r in rules.forms[unit.lower(at)])


def _auxiliary(unit: Unit, chunk: int, start: int, end: int, at: int, rules: CueRules) -> int | None:
    """The auxiliary or modal of the clause: right behind the verb, or before it."""
    for i in range(at + 1, min(end, at + 3)):
        if rules.is_a(unit.lower(i), *AUXILIARIES) and not rules.is_a(unit.lower(i), "passive_mark"):
            if (
                rules.is_a(unit.lower(i), "modal")
                and (outer := _first_of(unit, start, at, rules, "have")) is not None
            ):
                return outer
            return i if rules.syntax.verb_second else None
        if not rules.is_a(unit.lower(i), "passive_mark") and not rules.is_a(unit.lower(i), "have"):
            break
    reach = start
    if rules.syntax.verb_second and end == at + 1:
        reach = unit.chunks[max(0, chunk - 3)].start
    lowest = reach if rules.syntax.verb_second else max(start, at - 4)
    for i in range(at - 1, lowest - 1, -1):
        if unit.words[i].quotation < 0 and rules.is_a(unit.lower(i), *AUXILIARIES):
            return i
    return None


def _first_of(unit: Unit, start: int, end: int, rules: CueRules, name: str) -> int | None:
    return next((i for i in range(start, end) if rules.is_a(unit.lower(i), name)), None)


def _is_passive(unit: Unit, auxiliary: int, at: int, end: int, rules: CueRules) -> bool:
    if rules.syntax.verb_second:
        behind = any(rules.is_a(unit.lower(i), "passive_mark") for i in range(at + 1, min(end, at + 2)))
        return behind or rules.is_a(unit.lower(auxiliary), "passive")
    return rules.is_a(unit.lower(at - 1), "passive") or (
        rules.is_a(unit.lower(at - 2), "passive") and rules.is_a(unit.lower(at - 1), "adverb")
    )


def _negation(unit: Unit, start: int, end: int, rules: CueRules) -> int | None:
    if unit.lower(start) in rules.declining.phrases:
        return start
    for i in range(start, min(end, len(unit.words))):
        if unit.words[i].quotation < 0 and rules.is_a(unit.lower(i), "negation"):
            if rules.is_a(unit.lower(i + 1), "not_only"):
                continue
            return i
    return None
