"""What stands around a number: what bounds it, its unit, and what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quellenlage.domain.figure import Qualifier
from quellenlage.domain.span import Span
from quellenlage.extract.figure_forms import Form, Number
from quellenlage.lang.numbers import NumberRules
from quellenlage.text.tokens import Token

LONGEST_PHRASE = 4
LONGEST_ADJECTIVES = 8
LONGEST_ATTRIBUTE = 6
SMALL = 12
PARTICIPLES = 2
OPENING = "„“”«»\"'‚‘("


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a number: where the phrase begins, and what bounds the number."""

    first: int
    qualifier: Qualifier | None
    negative: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: the head noun, where its phrase ends, and the spans that say it."""

    noun: str
    last: int
    spans: tuple[Span, ...]
    partitive: bool = False  # "zwei der Männer", "80 Prozent der Wähler"


def phrase_at(tokens: Sequence[Token], text: str, first: int, last: int) -> str:
    """The tokens `[first, last)` as printed, in lower case with single spaces."""
    return " ".join(text[tokens[first].span.start : tokens[last - 1].span.end].lower().split())


def lead_of(
    tokens: Sequence[Token], text: str, number: Number, rules: NumberRules, measured: bool = False
) -> Lead:
    """Qualifiers and words that belong to the number's phrase, read backwards from it.

    `measured`: a unit follows, so that even a small number word is a size ("über zehn Prozent").
    """
    first, qualifier, negative, several = number.first, None, False, False
    shared = number.form in (Form.FRACTION, Form.TIMES)
    if shared and first and tokens[first - 1].lower in rules.definite | rules.articles:
        first -= 1
    if first and tokens[first - 1].lower in rules.minus:
        first, negative = first - 1, True
    if first and tokens[first - 1].lower in rules.several:
        first, several = first - 1, True
    if number.is_range and first and tokens[first - 1].lower in rules.between:
        return Lead(first - 1, Qualifier.RANGE, negative)
    while first:
        length, name = _phrase_before(tokens, text, first, rules)
        if name is not None and not (
            phrase_at(tokens, text, first - length, first) in rules.weak
            and not measured
            and _is_small_word(number)
        ):
            qualifier = qualifier or Qualifier(name)
            first -= length
            if number.form is Form.FRACTION and first and tokens[first - 1].lower in rules.articles:
                first -= 1
        elif tokens[first - 1].lower in rules.lead:
            first -= 1
        else:
            break
    return Lead(first, qualifier, negative, several)


def _phrase_before(tokens: Sequence[Token], text: str, at: int, rules: NumberRules) -> tuple[int, str | None]:
    for length in range(min(LONGEST_PHRASE, at), 0, -1):
        name = rules.before.get(phrase_at(tokens, text, at - length, at))
        if name is not None:
            return length, name
    return 0, None


def _is_small_word(number: Number) -> bool:
    return number.form in (Form.WORD, Form.ARTICLE) and number.high <= SMALL


def qualifier_after(
    tokens: Sequence[Token], text: str, at: int, rules: NumberRules
) -> tuple[int, Qualifier] | None:
    """A qualifier behind the number ("oder mehr") and where it ends."""
    for length in range(min(LONGEST_PHRASE, len(tokens) - at), 0, -1):
        name = rules.after.get(phrase_at(tokens, text, at, at + length))
        if name is not None:
            return at + length, Qualifier(name)
    return None


def unit_of(tokens: Sequence[Token], text: str, at: int, rules: NumberRules) -> tuple[int, str] | None:
    """The unit that begins at a token, and where it ends."""
    for length in range(min(LONGEST_PHRASE, len(tokens) - at), 0, -1):
        unit = rules.units.get(phrase_at(tokens, text, at, at + length))
        if unit is not None:
            return at + length, unit
    return None


def unit_before(tokens: Sequence[Token], text: str, at: int, rules: NumberRules) -> tuple[int, str] | None:
    """The money sign that ends before a token, and where it begins."""
    for length in range(min(3, at), 0, -1):
        unit = rules.unit_before.get(phrase_at(tokens, text, at - length, at))
        if unit is not None:
            return at - length, unit
    return None


def below_zero(tokens: Sequence[Token], text: str, at: int, rules: NumberRules) -> int:
    """Where "unter Null" behind a unit ends; `at` where nothing of the kind follows."""
    for length in range(min(LONGEST_PHRASE, len(tokens) - at), 0, -1):
        if phrase_at(tokens, text, at, at + length) in rules.below:
            return at + length
    return at


def find_counted(
    tokens: Sequence[Token], at: int, rules: NumberRules, language: str, measured: bool = False
) -> Counted | None:
    """The noun phrase that begins at a token, with the attribute and participles that restrict it.

    `measured`: a measure stands before it, so that it may name a mass ("30 kilos of cocaine").
    """
    start, partitive = at, False
    if at < len(tokens) and tokens[at].lower in rules.phrase.genitives:
        at, partitive = at + 1, True
        while at < len(tokens) and at - start < 4 and _leads_partitive(tokens[at], rules):
            at += 1
    head = _head(tokens, at, rules)
    if head is None and partitive and measured:
        head = _mass(tokens, at, rules)
        partitive = False
    if head is None:
        return None
    spans = [tokens[at].span.to(tokens[head].span)]
    attribute = _attribute(tokens, head + 1, rules)
    if attribute is not None:
        spans.append(attribute)
    spans.extend(find_participles(tokens, head + 1, rules))
    unique = tuple(s for i, s in enumerate(spans) if not any(s.overlaps(o) for o in spans[:i]))
    noun = rules.lemmas.get(tokens[head].lower) or lemma(tokens[head].text, language)
    return Counted(noun, head + 1, unique, partitive)


def _mass(tokens: Sequence[Token], at: int, rules: NumberRules) -> int | None:
    """The index of a noun in the singular behind a measure, where only plurals are heads elsewhere."""
    if rules.phrase.capital_head or at >= len(tokens):
        return None
    return at if tokens[at].text.isalpha() and tokens[at].lower not in rules.phrase.stop else None


def _leads_partitive(token: Token, rules: NumberRules) -> bool:
    """Whether a token may stand between "der" and what is counted ("125 der 308 Sitze")."""
    return token.lower in rules.phrase.stop or token.text[0].isdecimal()


def _head(tokens: Sequence[Token], at: int, rules: NumberRules) -> int | None:
    """The index of the head noun of the phrase that begins at `at`."""
    for index in range(at, min(len(tokens), at + LONGEST_ADJECTIVES)):
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if rules.noun_like(token.text) and token.text[0].isalpha():
            if _belongs_to_next(token, following, rules):
                continue
            return index
        if not _inside_phrase(token, following, index > at, rules):
            return None
    return None


def _belongs_to_next(token: Token, following: Token | None, rules: NumberRules) -> bool:
    """Whether a noun only leads to the head: a measure ("Schuss Munition"), a town ("Wiener Ampeln")."""
    if following is None or not following.text[0].isalpha() or not rules.noun_like(following.text):
        return False
    if not rules.phrase.capital_head:
        return True
    return token.lower in rules.phrase.measures or token.lower.endswith(
        rules.phrase.toponym_endings or ("\0",)
    )


def _inside_phrase(token: Token, following: Token | None, begun: bool, rules: NumberRules) -> bool:
    """Whether a token may stand between the number and the head noun."""
    if not token.is_word:
        return token.text in OPENING or (begun and token.text in ",-" and following is not None)
    word = token.lower
    if word in rules.phrase.fill:
        return True
    if word in rules.conjunctions and begun:
        return True
    return (
        word not in rules.phrase.stop
        and word.endswith(rules.phrase.adjective_endings)
        and not word.isdecimal()
    )


def _attribute(tokens: Sequence[Token], at: int, rules: NumberRules) -> Span | None:
    """The attribute right behind the head: "aus Nordkorea", "der Opposition"."""
    if at >= len(tokens) or tokens[at].lower not in rules.phrase.attributes:
        return None
    for index in range(at + 1, min(len(tokens), at + LONGEST_ATTRIBUTE)):
        token = tokens[index]
        if not token.is_word:
            return None
        if token.text[0].isupper():
            return tokens[at].span.to(token.span)
    return None


def find_participles(tokens: Sequence[Token], at: int, rules: NumberRules) -> list[Span]:
    """Participles of the clause: what happened to what is counted."""
    out: list[Span] = []
    for token in tokens[at:]:
        if token.text in ",;:" or len(out) == PARTICIPLES:
            break
        word = token.text
        if len(word) > 5 and word.islower() and word not in rules.phrase.stop:
            starts, ends = rules.phrase.participle_starts, rules.phrase.participle_ends
            if word.startswith(starts) and word.endswith(ends):
                out.append(token.span)
    return out


def is_name(tokens: Sequence[Token], number: Number, rules: NumberRules) -> bool:
    """Whether the number belongs to a name or an order ("Boeing 737", "Platz 3", "§ 129")."""
    at = number.first - 1
    if at >= 0 and tokens[at].text == "." and at > 0:
        at -= 1
    if at < 0:
        return False
    return tokens[at].lower in rules.names or (len(tokens[at].text) == 1 and tokens[at].text.isupper())


@lru_cache(maxsize=8192)
def lemma(word: str, language: str) -> str:
    """The lower-case lemma of a noun, for comparing what figures count."""
    import simplemma  # its dictionaries are large and wanted only here

    return str(simplemma.lemmatize(word, lang=language)).lower()
