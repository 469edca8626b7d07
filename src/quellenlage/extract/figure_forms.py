"""How a number is written, and numbers grown together with other words ("dreiköpfig", "jeder dritte")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from quellenlage.lang.numbers import NumberRules
from quellenlage.text.tokens import Token

PLACES = Decimal("0.01")
TENTH = Decimal("0.1")
HYPHENS = ("-", "‑", "–")
LARGEST_SHARE = 100


class Form(Enum):
    """How a number is written; it decides what may be a figure without a noun beside it."""

    DIGITS = auto()
    WORD = auto()
    VAGUE = auto()
    FRACTION = auto()
    SCORE = auto()
    TIMES = auto()
    ARTICLE = auto()
    COMPOUND = auto()


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the tokens `[first, last)`. `counted` is the noun inside a compound
    ("dreiköpfig"), `unit` its unit ("8-Megapixel-Kamera")."""

    first: int
    last: int
    low: Decimal
    high: Decimal
    form: Form
    counted: str = ""
    unit: str = ""

    @property
    def is_range(self) -> bool:
        """Whether it states two different bounds."""
        return self.form is not Form.SCORE and self.low != self.high


def exact(first: int, last: int, value: Decimal, form: Form, counted: str = "", unit: str = "") -> Number:
    """A number that states one value."""
    return Number(first, last, value, value, form, counted, unit)


def share(count: int, denominator: int) -> Decimal:
    """A fraction, rounded to two places where it has no end (one twelfth to four)."""
    part = Decimal(count) / denominator
    places = PLACES if part >= TENTH else PLACES * PLACES
    return part if part == part.quantize(places) else part.quantize(places)


def attached(tokens: Sequence[Token], last: int, rules: NumberRules) -> tuple[int, Form, str, str] | None:
    """What hangs on digits by a hyphen or directly ("30-köpfig", "15fach"): end, form, noun, unit."""
    hyphen = last < len(tokens) and tokens[last].text in HYPHENS
    at = last + 1 if hyphen else last
    if at >= len(tokens) or tokens[at].span.start != tokens[at - 1].span.end:
        return None
    word = tokens[at].lower
    if word in rules.times:
        return at + 1, Form.TIMES, "", ""
    noun = _adjective(word, rules)
    if noun:
        return at + 1, Form.COMPOUND, noun, ""
    measured = _measured_noun(word, rules) if hyphen else None
    return (at + 1, Form.COMPOUND, measured[1], measured[0]) if measured else None


def _adjective(word: str, rules: NumberRules) -> str:
    """The noun inside an adjective of number, without the number's part."""
    stem = word
    for ending in ("en", "er", "es", "em", "e"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            break
    return next((noun for ending, noun in rules.adjectives.items() if stem == ending), "")


def hyphenated_share(at: int, word: str, rules: NumberRules) -> Number | None:
    """A fraction in one word ("two-thirds")."""
    left, hyphen, right = word.partition("-")
    denominator, count = rules.fractions.get(right), rules.read(left) if left else None
    if not hyphen or denominator is None or count is None or count != int(count):
        return None
    return exact(at, at + 1, share(int(count), denominator), Form.FRACTION)


def compound(at: int, word: str, rules: NumberRules) -> Number | None:
    """A number word grown together with what it multiplies or counts ("dreimal", "zehnköpfige")."""
    for suffix in rules.times:
        if word.endswith(suffix) and len(word) > len(suffix):
            value = rules.read_word(word.removesuffix(suffix))
            if value is not None and value > 1:
                return exact(at, at + 1, value, Form.TIMES)
    for ending, noun in rules.adjectives.items():
        left, found, rest = word.partition(ending)
        if found and len(rest) <= 2:
            value = rules.read_word(left)
            if value is not None:
                return exact(at, at + 1, value, Form.COMPOUND, noun)
    return None


def shared_out(tokens: Sequence[Token], at: int, rules: NumberRules) -> Number | None:
    """A share told by counting out: "jeder dritte", "one in five"."""
    if at + 1 >= len(tokens):
        return None
    word, following = tokens[at].lower, tokens[at + 1].lower
    if word in rules.each and following in rules.nth:
        return exact(at, at + 2, share(1, rules.nth[following]), Form.FRACTION)
    if following not in rules.out_of or at + 2 >= len(tokens):
        return None
    count, whole = rules.read(word), rules.read(tokens[at + 2].lower)
    if count is None or whole is None or not 0 < count < whole <= LARGEST_SHARE:
        return None
    if count != int(count) or whole != int(whole):
        return None
    return exact(at, at + 3, share(int(count), int(whole)), Form.FRACTION)


def vague_amount(tokens: Sequence[Token], at: int, word: str, rules: NumberRules) -> Number | None:
    """A vague plural grown together with an amount ("Milliardenverluste", "hoher Millionenbetrag")."""
    for vague, value in rules.amount_starts.items():
        if word.startswith(vague):
            rest = word.removeprefix(vague)
            noun = next((noun for noun in rules.amounts if rest.startswith(noun)), None)
            if noun is None:
                return None
            places = rules.places.get(tokens[at - 1].lower) if 0 < at < len(tokens) else None
            if places is not None:
                shaded = at > 1 and tokens[at - 2].lower in rules.shades
                return exact(at - 1 - shaded, at + 1, places * value, Form.VAGUE, noun)
            one = rest.removeprefix(noun) in rules.singular_endings
            return exact(at, at + 1, value if one else 2 * value, Form.VAGUE, noun)
    return None


def _measured_noun(word: str, rules: NumberRules) -> tuple[str, str] | None:
    """The unit and the noun of "Megapixel-Kamera", unless the whole is the name of a kind ("Meter-Lauf")."""
    for hyphen in HYPHENS:
        unit, found, noun = word.partition(hyphen)
        if found and noun.isalpha() and unit in rules.units and rules.units[unit] not in rules.names_of_kinds:
            return None if noun.startswith(rules.kinds) else (rules.units[unit], noun)
    return None
