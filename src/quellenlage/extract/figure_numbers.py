"""Where numbers stand in a sentence, and what interval they state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from quellenlage.domain.span import Span
from quellenlage.extract.figure_forms import (
    Form,
    Number,
    attached,
    compound,
    exact,
    hyphenated_share,
    share,
    shared_out,
    vague_amount,
)
from quellenlage.lang.numbers import NumberRules
from quellenlage.text.tokens import Token

DECIMAL = re.compile(r"\d")
WORD = re.compile(r"\w+(?:-\w+)*")
GROUP = re.compile(r"\d{3}(?!\d)")
SCORE = re.compile(r"\d{1,3}:\d{1,3}")
ABBREVIATED_SCALE = re.compile(r"(\d+(?:[.,]\d+)?)(bn|mn|m|k)")
LARGEST = Decimal(10) ** 18
SCORE_LIMIT = 1000


def may_hold_number(text: str, span: Span, rules: NumberRules) -> bool:
    """Whether a look at the words alone leaves a number possible; it spares most sentences a closer one."""
    if DECIMAL.search(text, span.start, span.end):
        return True
    before = ""
    for match in WORD.finditer(text, span.start, span.end):
        word = match.group().lower()
        if _may_begin(word, rules) or (word in rules.articles and before in _ends_of_qualifiers(rules)):
            return True
        before = word
    return False


@lru_cache(maxsize=8)
def _ends_of_qualifiers(rules: NumberRules) -> frozenset[str]:
    """The last words of what may stand before "ein" to make it a number ("mehr als ein")."""
    return frozenset(phrase.split()[-1] for phrase in rules.before if phrase not in rules.weak)


def find_numbers(
    tokens: Sequence[Token], text: str, taken: Sequence[Span], rules: NumberRules
) -> list[Number]:
    """The numbers of a sentence in order, outside what is taken; ranges and scores are one number each."""
    out: list[Number] = []
    at = 0
    while at < len(tokens):
        number = _number_at(tokens, text, at, rules)
        if number is None or _is_taken(tokens, number, taken):
            at += 1 if number is None else number.last - at
            continue
        joined = _range(tokens, text, number, rules)
        number = number if _is_taken(tokens, joined, taken) else joined
        out.append(number)
        at = number.last
    return out


def _is_taken(tokens: Sequence[Token], number: Number, taken: Sequence[Span]) -> bool:
    printed = tokens[number.first].span.to(tokens[number.last - 1].span)
    return any(printed.overlaps(span) for span in taken)


def _number_at(tokens: Sequence[Token], text: str, at: int, rules: NumberRules) -> Number | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    counted_out = shared_out(tokens, at, rules)
    if counted_out is not None:
        return counted_out
    if token.text[0].isdecimal():
        return _digits_at(tokens, text, at, rules)
    word = token.lower
    if word not in rules.articles and not _may_begin(word, rules):
        return None
    if word in rules.fractions:
        return _fraction(tokens, at, rules)
    if word in rules.vague:
        return _vague(tokens, at, rules)
    if word in rules.articles:
        return _scaled(tokens, text, exact(at, at + 1, Decimal(1), Form.ARTICLE), rules)
    if word in rules.scales and rules.scales[word] < 10000 and word in rules.bare_scales:
        return _scaled(tokens, text, exact(at, at + 1, rules.scales[word], Form.WORD), rules)
    if at + 1 < len(tokens) and f"{word} {tokens[at + 1].lower}" in rules.multiples:
        return exact(at, at + 2, rules.multiples[f"{word} {tokens[at + 1].lower}"], Form.TIMES)
    value = rules.read_word(word)
    if value is not None:
        return _scaled(tokens, text, exact(at, at + 1, value, Form.WORD), rules)
    return (
        hyphenated_share(at, word, rules)
        or compound(at, word, rules)
        or vague_amount(tokens, at, word, rules)
    )


@lru_cache(maxsize=1 << 15)
def _may_begin(word: str, rules: NumberRules) -> bool:
    """Whether a lower-case word can be the first of a number; most words cannot, and are soon known."""
    listed = (rules.fractions, rules.vague, rules.scales)
    if any(word in words for words in listed) or any(m.split()[0] == word for m in rules.multiples):
        return True
    if rules.read_word(word) is not None:
        return True
    grown = hyphenated_share(0, word, rules) or compound(0, word, rules) or vague_amount((), 0, word, rules)
    return word in rules.each or grown is not None


def _fraction(tokens: Sequence[Token], at: int, rules: NumberRules) -> Number:
    """A fraction standing alone, or the part of a scale it takes ("half a million")."""
    part = share(1, rules.fractions[tokens[at].lower])
    if at + 2 < len(tokens) and tokens[at + 1].lower in rules.articles:
        scale = rules.scales.get(tokens[at + 2].lower)
        if scale is not None:
            return exact(at, at + 3, part * scale, Form.WORD)
    return exact(at, at + 1, part, Form.FRACTION)


def _vague(tokens: Sequence[Token], at: int, rules: NumberRules) -> Number:
    """A vague plural, multiplied where a second one follows ("hundreds of thousands")."""
    value, last = rules.vague[tokens[at].lower], at + 1
    step = last + 1 if last < len(tokens) and tokens[last].lower in rules.phrase.genitives else last
    if step < len(tokens) and tokens[step].lower in rules.vague_scales:
        value, last = value * rules.vague_scales[tokens[step].lower], step + 1
    return exact(at, last, value, Form.VAGUE)


def _digits_at(tokens: Sequence[Token], text: str, at: int, rules: NumberRules) -> Number | None:
    token = tokens[at]
    if SCORE.fullmatch(token.text):
        one, other = (Decimal(part) for part in token.text.split(":"))
        return Number(at, at + 1, min(one, other), max(one, other), Form.SCORE)
    last = _grouped(tokens, text, at, rules)
    printed = text[token.span.start : tokens[last - 1].span.end]
    value = rules.read_digits(printed)
    if value is None:
        abbreviated = ABBREVIATED_SCALE.fullmatch(printed.lower())
        return None if abbreviated is None else _abbreviated(at, abbreviated, rules)
    spaced = _spaced_score(tokens, at, value)
    if spaced is not None:
        return spaced
    hanging = attached(tokens, last, rules)
    if hanging is not None:
        return exact(at, hanging[0], value, *hanging[1:])
    return _scaled(tokens, text, exact(at, last, value, Form.DIGITS), rules)


def _abbreviated(at: int, match: re.Match[str], rules: NumberRules) -> Number | None:
    value, scale = rules.read_digits(match.group(1)), rules.scales.get(match.group(2))
    return exact(at, at + 1, value * scale, Form.DIGITS) if value is not None and scale else None


def _grouped(tokens: Sequence[Token], text: str, at: int, rules: NumberRules) -> int:
    """The end of a number whose groups of three are parted by single spaces ("1 500")."""
    last = at + 1
    if not re.fullmatch(r"\d{1,3}", tokens[at].text):
        return last
    while last < len(tokens) and GROUP.fullmatch(tokens[last].text):
        gap = text[tokens[last - 1].span.end : tokens[last].span.start]
        if len(gap) != 1 or gap not in rules.spaces:
            break
        last += 1
    return last


def _spaced_score(tokens: Sequence[Token], at: int, value: Decimal) -> Number | None:
    """A score with spaces around its colon ("1 : 2")."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != ":":
        return None
    other = tokens[at + 2].text
    if not (other.isdecimal() and len(other) <= 3 and value == int(value)):
        return None
    return Number(at, at + 3, min(value, Decimal(other)), max(value, Decimal(other)), Form.SCORE)


def _scaled(tokens: Sequence[Token], text: str, number: Number, rules: NumberRules) -> Number | None:
    """The number with the scales and fractions that follow it ("2,3 Millionen", "zwei Drittel").

    A bare article is a number only with such a follower; articles survive for ranges.
    """
    at, value, form = number.last, number.low, number.form
    if at < len(tokens) and form is Form.ARTICLE:
        half = rules.words.get(tokens[at].lower)
        if half is not None and half < 1 and at + 1 < len(tokens) and tokens[at + 1].lower in rules.scales:
            at, value = at + 1, half
    while at < len(tokens):
        word = tokens[at].lower
        scale = rules.scales.get(word)
        if scale is None and rules.compounding.hyphenated:
            joined = _english_rest(tokens, at, value, rules)
            if joined is not None:
                at, value = joined
                continue
        if scale is None or value * scale > LARGEST:
            break
        value, form, at = value * scale, Form.WORD if form is Form.ARTICLE else form, at + 1
        if at < len(tokens) and tokens[at].text == "." and word + "." in rules.scales:
            at += 1
    if at < len(tokens) and value == int(value) and 0 < value < 1000 and form is not Form.DIGITS:
        denominator = rules.fractions.get(tokens[at].lower)
        if denominator is not None and (denominator > 2 or form is Form.WORD):
            part = share(int(value), denominator)
            return Number(number.first, at + 1, part, part, Form.FRACTION)
    return replace(number, last=at, low=value, high=value, form=form)


def _english_rest(
    tokens: Sequence[Token], at: int, value: Decimal, rules: NumberRules
) -> tuple[int, Decimal] | None:
    """What "two hundred" goes on with: "(and) fifty"."""
    step = 1 if tokens[at].lower in rules.conjunctions else 0
    if value < 100 or value != value.to_integral_value() or value % 100 or at + step >= len(tokens):
        return None
    more = rules.read_word(tokens[at + step].lower)
    return (at + step + 1, value + more) if more is not None and 1 <= more < 100 else None


def _range(tokens: Sequence[Token], text: str, number: Number, rules: NumberRules) -> Number:
    """The number joined with a second bound where one follows."""
    if number.form in (Form.SCORE, Form.FRACTION, Form.VAGUE, Form.TIMES, Form.COMPOUND):
        return number
    if number.form is Form.DIGITS and _joins_score(tokens, number.last, rules):
        second = Decimal(tokens[number.last + 1].text)
        low, high = min(number.low, second), max(number.low, second)
        return Number(number.first, number.last + 2, low, high, Form.SCORE)
    joint = _joint(tokens, number, rules)
    if joint is None:
        return number
    other = _number_at(tokens, text, joint, rules)
    if other is None or other.form not in (Form.DIGITS, Form.WORD, Form.ARTICLE):
        return number
    low, high = number.low, other.low
    shared = _shared_scale(tokens, other, rules)
    if low < high and low * shared < high and low < 1000 <= shared:
        low *= shared
    if low > high and _is_tight_score(tokens, number, other):
        return Number(number.first, other.last, high, low, Form.SCORE)
    if not low < high or other.form is Form.ARTICLE:
        return number
    return Number(
        number.first,
        other.last,
        low,
        high,
        Form.WORD if Form.WORD in (number.form, other.form) else Form.DIGITS,
    )


def _is_tight_score(tokens: Sequence[Token], number: Number, other: Number) -> bool:
    """Whether two small numbers are joined by a hyphen without spaces ("21-8")."""
    tight = tokens[number.first].span.end + 1 == tokens[other.first].span.start
    return tight and other.first - number.last == 1 and number.high < SCORE_LIMIT


def _joins_score(tokens: Sequence[Token], at: int, rules: NumberRules) -> bool:
    """Whether "zu" and a small number follow ("21 zu 8")."""
    if at + 1 >= len(tokens) or tokens[at].lower not in rules.score_joints:
        return False
    return tokens[at + 1].text.isdecimal() and len(tokens[at + 1].text) <= 3


def _joint(tokens: Sequence[Token], number: Number, rules: NumberRules) -> int | None:
    """Where the second bound would begin; None where nothing joins one."""
    at = number.last
    words = tuple(token.lower for token in tokens[at : at + 2])
    if number.first and tokens[number.first - 1].lower in rules.changes:
        return None
    if words[:1] and words[0] in rules.conjunctions | rules.either:
        opened = number.first > 0 and tokens[number.first - 1].lower in rules.between
        return at + 1 if opened or words[0] in rules.either else None
    for length in (2, 1):
        if words[:length] in rules.joints:
            return at + length
    return None


def _shared_scale(tokens: Sequence[Token], other: Number, rules: NumberRules) -> Decimal:
    """The scale of the second bound that the first shares ("2 bis 3 Millionen")."""
    scale = Decimal(1)
    for token in tokens[other.first + 1 : other.last]:
        scale *= rules.scales.get(token.lower, Decimal(1))
    return scale
