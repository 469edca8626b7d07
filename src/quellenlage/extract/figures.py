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
from quellenlage.extract.figure_numbers import Form, Number, find_numbers
from quellenlage.extract.figure_phrases import (
    Counted,
    Lead,
    find_counted,
    is_name,
    lead_of,
    qualifier_after,
    unit_before,
    unit_of,
)
from quellenlage.lang.numbers import NumberRules
from quellenlage.lang.pack import LanguagePack
from quellenlage.text.tokens import Token, tokenize

LONGEST_SENTENCE = 4000
OLDEST = 120
LOWER_ONLY = (Qualifier.OVER, Qualifier.AT_LEAST)
UPPER_ONLY = (Qualifier.UNDER, Qualifier.AT_MOST, Qualifier.UP_TO)


def find_figures(
    report_id: str, text: str, sentences: Sequence[Sentence], times: Sequence[TimeRef], pack: LanguagePack
) -> tuple[Figure, ...]:
    """The figures of the sentences, in order; what is part of a time is none."""
    out: list[Figure] = []
    ahead = 0
    for sentence in sentences:
        span = Span(sentence.span.start, min(sentence.span.end, sentence.span.start + LONGEST_SENTENCE))
        taken: list[Span] = []
        while ahead < len(times) and times[ahead].span.start < span.end:
            if times[ahead].span.end > span.start:
                taken.append(times[ahead].span)
            ahead += 1
        out.extend(_Reader(report_id, text, span, taken, pack).figures())
    return tuple(out)


def assign_figures(figures: Sequence[Figure], statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures with the innermost statement whose quote holds them; without one, the report's own voice."""
    return tuple(replace(figure, statement=_carrier(figure, statements)) for figure in figures)


def _carrier(figure: Figure, statements: Sequence[Statement]) -> str | None:
    holding = [
        (sum(len(piece) for piece in s.quote), s.quote[0].start, s.id)
        for s in statements
        if any(piece.contains(figure.number) for piece in s.quote)
    ]
    return min(holding)[2] if holding else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the figures of one sentence."""

    report_id: str
    text: str
    span: Span
    taken: Sequence[Span]
    pack: LanguagePack

    def figures(self) -> Iterator[Figure]:
        rules = self.pack.numbers
        tokens = tokenize(self.text, self.span)
        before: Figure | None = None
        for number in find_numbers(tokens, self.text, rules):
            figure = self._figure(tokens, number, rules, before)
            if figure is not None:
                yield figure
                before = figure

    def _figure(
        self, tokens: Sequence[Token], number: Number, rules: NumberRules, before: Figure | None
    ) -> Figure | None:
        printed = tokens[number.first].span.to(tokens[number.last - 1].span)
        if any(printed.overlaps(time) for time in self.taken) or number.form is Form.ARTICLE:
            return None
        lead = lead_of(tokens, self.text, number, rules)
        last, qualifier = number.last, lead.qualifier
        after = qualifier_after(tokens, self.text, last, rules)
        if after is not None:
            last, qualifier = after
        first = lead.first
        sign = unit_before(tokens, self.text, number.first, rules)
        unit = sign[1] if sign else None
        if sign is not None:
            first = min(first, sign[0], lead_of(tokens, self.text, replace(number, first=sign[0]), rules).first)
            qualifier = qualifier or lead_of(tokens, self.text, replace(number, first=sign[0]), rules).qualifier
        else:
            behind = unit_of(tokens, self.text, last, rules)
            if behind is not None:
                last, unit = behind
        counted = None
        if number.form not in (Form.SCORE, Form.TIMES):
            counted = find_counted(tokens, last, rules, self.pack.code)
        if self._is_none(tokens, number, unit, counted, qualifier, rules):
            return None
        end = last
        if counted is not None and not (unit is not None and counted.partitive):
            end = counted.last
        low, high, bound = _interval(number, qualifier, lead)
        noun = number.counted or (counted.noun if counted else "")
        spans = counted.spans if counted else ()
        if not noun and unit is None and before is not None and before.unit is None:
            noun, spans = before.noun, before.counted
        whole = tokens[first].span.to(tokens[end - 1].span)
        return Figure(
            id=content_id("fi", self.report_id, whole.start, whole.end, printed.of(self.text)),
            report=self.report_id,
            span=whole,
            number=printed,
            low=low,
            high=high,
            qualifier=bound,
            unit=unit,
            noun=noun,
            counted=spans,
            rule=f"figure-{number.form.name.lower()}",
        )

    def _is_none(
        self,
        tokens: Sequence[Token],
        number: Number,
        unit: str | None,
        counted: Counted | None,
        qualifier: Qualifier | None,
        rules: NumberRules,
    ) -> bool:
        """Whether the number is no figure: an ordinal, an age, a duration, a name, a part of a word."""
        following = tokens[number.last] if number.last < len(tokens) else None
        printed = tokens[number.last - 1]
        if is_name(tokens, number, rules) and not (unit or qualifier):
            return True
        if counted is not None and tokens[counted.last - 1].lower in rules.durations:
            return True
        if following is not None:
            if following.lower in rules.durations:
                return True
            joined = following.span.start == printed.span.end
            if joined and following.text == "." and any(t.is_word for t in tokens[number.last + 1 :]):
                return True
            if joined and unit is None and (following.is_word or following.text in "-/–‑"):
                return True
        if number.first and tokens[number.first - 1].span.end == tokens[number.first].span.start:
            if tokens[number.first - 1].text in "/-.:_@#§" or tokens[number.first - 1].is_word:
                return True
        if number.form is Form.WORD and number.first and tokens[number.first].text[0].isupper():
            if tokens[number.first - 1].is_word and counted is None and unit is None:
                return True
        if number.form is Form.DIGITS and unit is None and counted is None and qualifier is None:
            return self._is_bare(tokens, number)
        return False

    def _is_bare(self, tokens: Sequence[Token], number: Number) -> bool:
        """Digits with nothing beside them: after a capital they are a name, in brackets an age."""
        previous = tokens[number.first - 1] if number.first else None
        if previous is None:
            return False
        if previous.text == "(":
            return number.high <= OLDEST and number.last < len(tokens) and tokens[number.last].text in "),"
        return previous.is_word and previous.text[0].isupper()


def _interval(
    number: Number, qualifier: Qualifier | None, lead: Lead
) -> tuple[Decimal | None, Decimal | None, Qualifier]:
    """The bounds that number and qualifier state together."""
    low, high = (-number.high, -number.low) if lead.negative else (number.low, number.high)
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
