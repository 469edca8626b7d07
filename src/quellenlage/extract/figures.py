"""Figures: quantities in claims, as intervals, with what bounds them and what they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quellenlage.domain.figure import Figure, Qualifier
from quellenlage.domain.ids import content_id
from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.domain.timeref import TimeRef
from quellenlage.extract.figure_forms import Form, Number
from quellenlage.extract.figure_numbers import find_numbers, may_hold_number
from quellenlage.extract.figure_phrases import (
    Counted,
    Lead,
    below_zero,
    find_counted,
    find_participles,
    is_name,
    lead_of,
    qualifier_after,
    unit_before,
    unit_of,
)
from quellenlage.lang.pack import LanguagePack
from quellenlage.text.tokens import Token, tokenize
from quellenlage.text.windows import windows

OLDEST = 120
HALF = Decimal("0.5")
GLUE = ("/", "-", "‑", "–", ":", "_", "@", "#", "§")
COUNTING_ONE = (Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.AT_MOST)
LOWER_ONLY = (Qualifier.OVER, Qualifier.AT_LEAST)
UPPER_ONLY = (Qualifier.UNDER, Qualifier.AT_MOST, Qualifier.UP_TO)


def find_figures(
    report_id: str, text: str, sentences: Sequence[Sentence], times: Sequence[TimeRef], pack: LanguagePack
) -> tuple[Figure, ...]:
    """The figures of the sentences, in order; what is part of a time is none."""
    out: list[Figure] = []
    ahead = 0
    for span in (window for sentence in sentences for window in windows(text, sentence.span)):
        taken: list[Span] = []
        while ahead < len(times) and times[ahead].span.start < span.end:
            if times[ahead].span.end > span.start:
                taken.append(times[ahead].span)
            ahead += 1
        out.extend(_Reader(report_id, text, span, taken, pack).figures())
    return tuple(out)


def assign_figures(figures: Sequence[Figure], statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures with the innermost statement whose quote holds them; else the report's own voice."""
    return tuple(replace(figure, statement=_carrier(figure, statements)) for figure in figures)


def _carrier(figure: Figure, statements: Sequence[Statement]) -> str | None:
    holding = [
        (sum(len(piece) for piece in s.quote), s.quote[0].start, s.id)
        for s in statements
        if any(piece.contains(figure.number) for piece in s.quote)
    ]
    return min(holding)[2] if holding else None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What stands around a number, and the token where its phrase ends."""

    lead: Lead
    end: int
    qualifier: Qualifier | None
    unit: str | None
    counted: Counted | None
    negative: bool


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the figures of one sentence."""

    report_id: str
    text: str
    span: Span
    taken: Sequence[Span]
    pack: LanguagePack

    def figures(self) -> Iterator[Figure]:
        """The figures of the sentence, in order."""
        rules = self.pack.numbers
        if not may_hold_number(self.text, self.span, rules):
            return
        tokens = tokenize(self.text, self.span)
        before: Figure | None = None
        named: Number | None = None
        for number in find_numbers(tokens, self.text, self.taken, rules):
            phrase = self._phrase(tokens, number)
            if self._names(tokens, number, phrase, named):
                named = number
            elif not self._is_none(tokens, number, phrase):
                before = self._figure(tokens, number, phrase, before)
                yield before

    def _phrase(self, tokens: Sequence[Token], number: Number) -> _Phrase:
        """What stands around a number."""
        rules, last = self.pack.numbers, number.last
        after = qualifier_after(tokens, self.text, last, rules)
        if after is not None:
            last = after[0]
        sign = unit_before(tokens, self.text, number.first, rules)
        behind = None if sign else unit_of(tokens, self.text, last, rules)
        unit = sign[1] if sign else behind[1] if behind else number.unit or None
        last = behind[0] if behind else last
        below = below_zero(tokens, self.text, last, rules) if unit else last
        start = replace(number, first=sign[0]) if sign else number
        lead = lead_of(tokens, self.text, start, rules, unit is not None)
        counted = None
        whole = number.form is Form.VAGUE and number.counted  # "Milliardenverluste" says what it counts
        if not (number.form in (Form.SCORE, Form.TIMES) or number.unit or whole):
            measured = unit is not None and unit not in rules.names_of_kinds
            counted = find_counted(tokens, last, rules, self.pack.code, measured)
        if counted is not None and not (unit is not None and counted.partitive):
            end = counted.last
        else:
            end = max(last, below)
        qualifier = after[1] if after else lead.qualifier
        return _Phrase(lead, end, qualifier, unit, counted, lead.negative or below > last)

    def _figure(
        self, tokens: Sequence[Token], number: Number, phrase: _Phrase, before: Figure | None
    ) -> Figure:
        printed = tokens[number.first].span.to(tokens[number.last - 1].span)
        whole = tokens[phrase.lead.first].span.to(tokens[phrase.end - 1].span)
        low, high, bound = _interval(number, phrase)
        counted = phrase.counted
        noun = number.counted or (counted.noun if counted else "")
        spans = counted.spans if counted else ()
        if not noun and phrase.unit is None and before is not None and before.unit is None:
            noun = before.noun
            spans = (*before.counted[:1], *find_participles(tokens, number.last, self.pack.numbers))
        return Figure(
            id=content_id("fi", self.report_id, whole.start, whole.end, printed.of(self.text)),
            report=self.report_id,
            span=whole,
            number=printed,
            low=low,
            high=high,
            qualifier=bound,
            unit=phrase.unit,
            noun=noun,
            counted=spans,
            rule=f"figure-{number.form.name.lower()}",
        )

    def _names(self, tokens: Sequence[Token], number: Number, phrase: _Phrase, named: Number | None) -> bool:
        """Whether the number is part of a name or an order, or goes on with one ("Plätze drei und vier")."""
        if phrase.unit or phrase.qualifier or self.pack.numbers.decimal in tokens[number.first].text:
            return False
        rules = self.pack.numbers
        if named is not None and number.first - named.last == 1:
            return tokens[named.last].lower in rules.conjunctions | rules.either or is_name(
                tokens, number, rules
            )
        return is_name(tokens, number, rules)

    def _is_none(self, tokens: Sequence[Token], number: Number, phrase: _Phrase) -> bool:
        """Whether the number is no figure: an article, an ordinal, a duration, part of a word, bare."""
        rules, counted = self.pack.numbers, phrase.counted
        alone = phrase.unit is None and counted is None and phrase.qualifier is None
        if number.form is Form.ARTICLE and phrase.qualifier not in COUNTING_ONE:
            return True
        lone = number.last - number.first == 1 and "-" not in tokens[number.first].text
        if number.form is Form.FRACTION and number.low != HALF and lone:
            return phrase.qualifier is None
        if counted is not None and tokens[counted.last - 1].lower in rules.durations:
            return True
        if number.form is Form.WORD and alone and (number.low == 0 or self._is_proper(tokens, number)):
            return True
        if number.form is Form.WORD and number.low == 0 and phrase.unit is None:
            return True
        if self._is_glued(tokens, number, phrase) or self._is_ordinal(tokens, number, phrase):
            return True
        if self._lasts(tokens, number):
            return True
        return number.form is Form.DIGITS and alone and self._is_bare(tokens, number)

    def _lasts(self, tokens: Sequence[Token], number: Number) -> bool:
        """Whether a unit of time follows, also behind a second number ("fünf und sieben Jahre")."""
        rules, at = self.pack.numbers, number.last
        if at < len(tokens) and tokens[at].lower in rules.durations:
            return True
        if at + 2 < len(tokens) and tokens[at].lower in rules.conjunctions | rules.either:
            second = rules.read(tokens[at + 1].text) is not None
            return second and tokens[at + 2].lower in rules.durations
        return False

    def _is_ordinal(self, tokens: Sequence[Token], number: Number, phrase: _Phrase) -> bool:
        """Whether a full stop hangs on the digits and does not end the sentence for good."""
        at = number.last
        if number.form is not Form.DIGITS or at >= len(tokens) or tokens[at].text != ".":
            return False
        if tokens[at].span.start != tokens[at - 1].span.end:
            return False
        if any(token.is_word for token in tokens[at + 1 :]):
            return True
        before = tokens[number.first - 1].lower if number.first else ""
        return before in self.pack.numbers.ordinal_after and phrase.qualifier is None and number.high < 1000

    def _is_glued(self, tokens: Sequence[Token], number: Number, phrase: _Phrase) -> bool:
        """Whether the number is part of a longer sign: "A7", "12-Meilen-Zone", "4/2021"."""
        if number.first:
            previous = tokens[number.first - 1]
            touches = previous.span.end == tokens[number.first].span.start
            if touches and phrase.unit is None and (previous.text in GLUE or previous.is_word):
                return True
        if number.last >= len(tokens) or phrase.unit is not None or number.form is Form.SCORE:
            return False
        following = tokens[number.last]
        touches = following.span.start == tokens[number.last - 1].span.end
        return touches and (following.is_word or following.text in GLUE)

    def _is_proper(self, tokens: Sequence[Token], number: Number) -> bool:
        """Whether a number word is written like a noun inside the sentence ("die Elf")."""
        return (
            number.first > 0 and tokens[number.first].text[0].isupper() and tokens[number.first - 1].is_word
        )

    def _is_bare(self, tokens: Sequence[Token], number: Number) -> bool:
        """Digits with nothing beside them: after a capital they are a name, in brackets an age."""
        previous = tokens[number.first - 1] if number.first else None
        following = tokens[number.last].text if number.last < len(tokens) else ""
        if previous is None:
            return False
        if previous.text in "(," and number.first > 1 and number.high <= OLDEST:
            named = tokens[number.first - 2].text[0].isupper()
            return named and following in (")," if previous.text == "(" else ",")
        decimal = self.pack.numbers.decimal in tokens[number.first].text
        capital = previous.text[0].isupper() and previous.lower not in self.pack.numbers.phrase.stop
        told = previous.lower in self.pack.numbers.told
        return previous.is_word and capital and not decimal and not told


def _plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros behind the point and without an exponent."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def _interval(number: Number, phrase: _Phrase) -> tuple[Decimal | None, Decimal | None, Qualifier]:
    """The bounds that number and qualifier state together."""
    low, high = _plain(number.low), _plain(number.high)
    if phrase.negative:
        low, high = -high, -low
    lead, qualifier = phrase.lead, phrase.qualifier
    if lead.several and number.form is not Form.VAGUE:
        return 2 * low, None, Qualifier.AT_LEAST
    if number.is_range:
        return low, high, Qualifier.RANGE
    if number.form is Form.VAGUE:
        return (2 * low if lead.several else low), None, Qualifier.AT_LEAST
    if qualifier in LOWER_ONLY:
        return low, None, qualifier
    if qualifier in UPPER_ONLY:
        return None, high, qualifier
    return low, high, qualifier or Qualifier.EXACT
