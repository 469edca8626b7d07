"""The section `numbers.toml`: how quantities are written, bounded and counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

LONGEST_WORD = 60
LONGEST_DIGITS = 24
ROUND = 50
DIGITS = re.compile(r"\d[\d.,\s\u00a0\u202f\u2009]*")


@dataclass(frozen=True, slots=True)
class Compounding:
    """How number words are put together from smaller ones."""

    multipliers: tuple[tuple[str, int], ...]
    tens_after: str
    one: frozenset[str]
    half_after: str
    hyphenated: bool


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """What a counted noun phrase may consist of."""

    capital_head: bool
    adjective_endings: tuple[str, ...]
    measures: frozenset[str]
    toponym_endings: tuple[str, ...]
    fill: frozenset[str]
    stop: frozenset[str]
    genitives: frozenset[str]
    attributes: frozenset[str]
    plural_endings: tuple[str, ...]
    plurals: frozenset[str]
    participle_starts: tuple[str, ...]
    participle_ends: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class NumberRules:
    """The typed section. Phrases are in lower case with single spaces; values are exact."""

    decimal: str
    thousands: str
    spaces: str
    words: Mapping[str, Decimal]
    compounding: Compounding
    articles: frozenset[str]
    definite: frozenset[str]
    scales: Mapping[str, Decimal]
    vague: Mapping[str, Decimal]
    fractions: Mapping[str, int]
    bare_scales: frozenset[str]
    several: frozenset[str]
    before: Mapping[str, str]
    weak: frozenset[str]
    told: frozenset[str]  # before a number that is no year: "die Zahl 1950"
    after: Mapping[str, str]
    below: frozenset[str]
    score_joints: frozenset[str]
    ordinal_after: frozenset[str]
    multiples: Mapping[str, Decimal]
    vague_scales: Mapping[str, Decimal]
    up_to: frozenset[str]
    changes: frozenset[str]
    lemmas: Mapping[str, str]
    joints: frozenset[tuple[str, ...]]
    either: frozenset[str]
    between: frozenset[str]
    conjunctions: frozenset[str]
    minus: frozenset[str]
    lead: frozenset[str]
    times: tuple[str, ...]
    adjectives: Mapping[str, str]
    units: Mapping[str, str]
    unit_before: Mapping[str, str]
    durations: frozenset[str]
    names: frozenset[str]
    phrase: NounPhrase
    each: frozenset[str]  # "jeder" before an ordinal of `nth` is a share
    nth: Mapping[str, int]
    out_of: frozenset[str]  # "one in five"
    amount_starts: Mapping[str, Decimal]  # vague plurals that grow together with one of `amounts`
    amounts: tuple[str, ...]
    singular_endings: tuple[str, ...]  # of an amount: it states one of its scale, a plural two
    places: Mapping[str, Decimal]  # how many places an amount has, in words before it, and their shades
    shades: frozenset[str]
    names_of_kinds: frozenset[str]  # units that with a noun only name a kind ("20-Euro-Schein")
    kinds: tuple[str, ...]  # nouns that with any unit only name a kind ("100-Meter-Lauf")

    def read(self, exact: str) -> Decimal | None:
        """The number that digits or a number word stand for; None where it is none."""
        if exact[:1].isdecimal():
            return self.read_digits(exact)
        word = exact.lower()
        if word in self.articles:
            return Decimal(1)
        return self.read_word(word)

    def read_digits(self, exact: str) -> Decimal | None:
        """The number written in digits, with this language's separators; a foreign point is understood
        where it cannot be a separator of thousands ("17.76")."""
        if len(exact) > LONGEST_DIGITS:
            return None
        plain = re.sub(f"[{re.escape(self.spaces)}]", "", exact)
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(self.thousands)}\d{{3}})+", plain):
            plain = plain.replace(self.thousands, "")
        elif re.fullmatch(
            rf"\d{{1,3}}(?:{re.escape(self.thousands)}\d{{3}})+{re.escape(self.decimal)}\d+", plain
        ):
            plain = plain.replace(self.thousands, "").replace(self.decimal, ".")
        elif re.fullmatch(rf"\d+{re.escape(self.decimal)}\d+", plain):
            plain = plain.replace(self.decimal, ".")
        elif not re.fullmatch(rf"\d+(?:{re.escape(self.thousands)}\d+)?", plain):
            return None
        try:
            return Decimal(plain.replace(self.thousands, ".") if self.thousands != "." else plain)
        except InvalidOperation:
            return None

    def read_word(self, word: str) -> Decimal | None:
        """The number that a lower-case number word stands for, composed where the language composes."""
        return _read_word(self, word) if len(word) <= LONGEST_WORD else None

    def counts(self, text: str, start: int, end: int) -> bool:
        """Whether four digits count something, so that they are no year: a unit follows, a qualifier
        stands before, or they are round and a noun follows."""
        following = re.match(r"\s?([^\W\d_]+|[^\w\s])", text[end : end + 40])
        word = following.group(1) if following else ""
        lower = word.lower()
        if lower in self.units or lower in self.scales or lower in self.durations:
            return True
        found = re.search(r"((?:[^\W\d_.]+\s+)?)([^\W\d_.]+\.?)\s+$", text[max(0, start - 30) : start])
        before = found.group(2).lower() if found else ""
        two = f"{found.group(1).strip().lower()} {before}" if found else ""
        if self._changes(text[end : end + 20]):
            return True
        if (
            before in self.up_to
            or before in self.names
            or before in self.told
            or two in self.told
            or any(words in self.before and words not in self.weak for words in (before, two))
        ):
            return True
        return int(text[start:end]) % ROUND == 0 and self.noun_like(word)

    def _changes(self, following: str) -> bool:
        """Whether "auf" and a number that is no year follow ("von 1850 auf 2310")."""
        match = re.match(r"\s+(\w+)\s+(\d[\d.,]*\d)", following)
        if match is None or match.group(1).lower() not in self.up_to:
            return False
        other = re.sub(r"\D", "", match.group(2))
        return len(other) > 3 and not re.fullmatch(r"1\d{3}|20\d\d", other)

    def noun_like(self, word: str) -> bool:
        """Whether a word may be the head of what is counted."""
        if not word[:1].isalpha() or word.lower() in self.phrase.stop:
            return False
        if self.phrase.capital_head:
            return word[:1].isupper()
        return word.lower() in self.phrase.plurals or word.lower().endswith(self.phrase.plural_endings)


@lru_cache(maxsize=4096)
def _read_word(rules: NumberRules, word: str) -> Decimal | None:
    known = rules.words.get(word)
    if known is not None:
        return known
    how = rules.compounding
    if how.half_after and word.endswith(how.half_after) and len(word) > len(how.half_after):
        whole = _part(rules, word.removesuffix(how.half_after))
        return whole + Decimal("0.5") if whole is not None else None
    for multiplier, factor in how.multipliers:
        left, found, right = word.partition(multiplier)
        if found:
            return _multiplied(rules, left, factor, right)
    if how.tens_after and how.tens_after in word:
        left, _, right = word.partition(how.tens_after)
        unit, tens = _part(rules, left), _part(rules, right)
        if unit is not None and tens is not None and 0 < unit < 10 and 20 <= tens < 100:
            return unit + tens
        return None
    if how.hyphenated and "-" in word:
        left, _, right = word.partition("-")
        tens, unit = rules.words.get(left), _part(rules, right)
        if unit is not None and tens is not None and 0 < unit < 10 and 20 <= tens < 100:
            return unit + tens
    return None


def _multiplied(rules: NumberRules, left: str, factor: int, right: str) -> Decimal | None:
    times = _part(rules, left) if left else Decimal(1)
    rest = _part(rules, right.removeprefix(rules.compounding.tens_after)) if right else Decimal(0)
    if times is None or rest is None or rest >= factor or not 0 < times < 1000:
        return None
    return times * factor + rest


def _part(rules: NumberRules, word: str) -> Decimal | None:
    return Decimal(1) if word in rules.compounding.one else _read_word(rules, word)


def load(table: dict[str, Any]) -> NumberRules:
    """The typed section of a parsed `numbers.toml`."""
    words = _values(table["words"]) | _values(table["compound"].get("halves", {}))
    return NumberRules(
        decimal=table["format"]["decimal"],
        thousands=table["format"]["thousands"],
        spaces=table["format"]["spaces"],
        words=words,
        compounding=_compounding(table["compound"]),
        articles=frozenset(table["articles"]["one"]),
        definite=frozenset(table["articles"]["definite"]),
        scales=_values(table["scales"]),
        vague=_values(table["vague"]),
        fractions={word: int(value) for word, value in _values(table["fractions"]).items()},
        bare_scales=frozenset(table["bare_scales"]),
        several=frozenset(table["several"]),
        before=_phrases(table["before"]),
        weak=frozenset(table["weak"]),
        told=frozenset(table["told"]),
        after=_phrases(table["after"]),
        score_joints=frozenset(table["scores"]["joints"]),
        ordinal_after=frozenset(table["ordinals"]["after"]),
        vague_scales=_values(table["vague_scales"]),
        up_to=frozenset(table["range"]["up_to"]),
        changes=frozenset(table["range"]["changes"]),
        lemmas=_phrases(table["lemmas"]),
        multiples=_values(table["times"]["words"]),
        below=frozenset(table["signs"].get("below", ())),
        joints=frozenset(tuple(joint.split()) for joint in table["range"]["joints"]),
        either=frozenset(table["range"]["either"]),
        between=frozenset(table["range"]["between"]),
        conjunctions=frozenset(table["range"]["and"]),
        minus=frozenset(table["signs"]["minus"]),
        lead=frozenset(table["lead"]["words"]),
        times=tuple(table["times"]["suffixes"]),
        adjectives={ending: noun for noun, endings in table["adjectives"].items() for ending in endings},
        units=_phrases(table["units"]),
        unit_before=_phrases(table["unit_before"]),
        durations=frozenset(table["durations"]["words"]),
        names=frozenset(table["names"]["before"]),
        phrase=_noun_phrase(table["phrase"]),
        each=frozenset(table["shares"]["each"]),
        nth={word: int(nth) for nth, words in table["shares"]["nth"].items() for word in words},
        out_of=frozenset(table["shares"]["out_of"]),
        amount_starts=_values(table["grown"]["amount_starts"]),
        amounts=tuple(table["grown"]["amounts"]),
        singular_endings=tuple(table["grown"]["singular_endings"]),
        places=_values(table["grown"]["places"]),
        shades=frozenset(table["grown"]["shades"]),
        names_of_kinds=frozenset(table["grown"]["names_of_kinds"]),
        kinds=tuple(table["grown"]["kinds"]),
    )


def _values(entries: Mapping[str, Iterable[str]]) -> dict[str, Decimal]:
    return {word: Decimal(value) for value, words in entries.items() for word in words}


def _phrases(entries: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {phrase: name for name, phrases in entries.items() for phrase in phrases}


def _compounding(table: Mapping[str, Any]) -> Compounding:
    return Compounding(
        multipliers=tuple(zip(table["multipliers"], table["multiplier_values"], strict=True)),
        tens_after=table["tens_after"],
        one=frozenset(table["one"]),
        half_after=table["half_after"],
        hyphenated=bool(table.get("hyphenated", False)),
    )


def _noun_phrase(table: Mapping[str, Any]) -> NounPhrase:
    return NounPhrase(
        capital_head=table["head"] == "capital",
        adjective_endings=tuple(table["adjective_endings"]),
        measures=frozenset(table["measures"]),
        toponym_endings=tuple(table["toponym_endings"]),
        fill=frozenset(table["fill"]),
        stop=frozenset(table["stop"]),
        genitives=frozenset(table["genitives"]),
        attributes=frozenset(table["attributes"]),
        plural_endings=tuple(table.get("plural_endings", ())),
        plurals=frozenset(table.get("plurals", ())),
        participle_starts=tuple(table["participle_starts"]),
        participle_ends=tuple(table["participle_ends"]),
    )
