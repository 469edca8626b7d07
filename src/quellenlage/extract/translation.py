"""Whether a report looks translated by a machine: signs that add up, each with its place.

A report is suspected where it says so itself, where an insertion was left in another language, or where two
signs of different sorts come together. One sign alone is a slip that people make too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quellenlage.domain.report import Block, BlockKind, Furniture, Suspicion, TranslationSign
from quellenlage.domain.span import Span
from quellenlage.lang.furniture import FurnitureRules
from quellenlage.lang.pack import LANGUAGES, language_pack

SURE = frozenset([TranslationSign.DECLARED, TranslationSign.FOREIGN_BRACKET])
FEWEST_SIGNS = 2  # of different sorts
SAYS_SO = "machine-translated"  # the rule that marks such a line
MOST_OF_A_SORT = 20
BRACKET = re.compile(r"\[([^\[\]\n]{4,80})\]")
BRACKET_WORD = re.compile(r"[^\W\d_]{3,}")
SPACE_BEFORE = re.compile(r"(?<=[^\W\d_])[ \xa0][.,](?=\s|\Z)")
OPENED_TWICE = re.compile(r"„[^„“”»«\"\n]{3,400}„")
FOREIGN_LINE_WORDS = 30
MARKS = (re.compile(r"„[^„“\n]{2,300}“"), re.compile(r"“[^“”\n]{2,300}”"), re.compile(r"«[^»«\n]{2,300}»"))
STRAIGHT = re.compile(r"(?<!\w)\"[^\"\n]{2,300}\"(?!\w)")
QUOTED = re.compile(r"„[^“\n]{0,600}“|“[^”\n]{0,600}”|»[^«\n]{0,600}«|«[^»\n]{0,600}»|\"[^\"\n]{0,600}\"")
FEWEST_SYSTEMS = 3


def find_translation_signs(
    text: str, language: str, blocks: Sequence[Block], furniture: Sequence[Furniture], rules: FurnitureRules
) -> tuple[Suspicion, ...]:
    """The reasons to suspect a machine translation; none where they do not suffice."""
    body = _Body([block.span for block in blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)])
    signs = [
        *(Suspicion(TranslationSign.DECLARED, f.span) for f in furniture if f.rule == SAYS_SO),
        *_foreign_lines(text, blocks, rules),
        *_brackets(text, language, body),
        *_matches(TranslationSign.SPACE_BEFORE_STOP, SPACE_BEFORE, text, body),
        *_matches(TranslationSign.BROKEN_QUOTES, OPENED_TWICE, text, body),
        *_mixed_quotes(text, body),
        *_leftovers(text, body, rules),
    ]
    sorts = {sign.reason for sign in signs}
    if not sorts & SURE and len(sorts) < FEWEST_SIGNS:
        return ()
    kept = [
        sign for sort in TranslationSign for sign in [s for s in signs if s.reason is sort][:MOST_OF_A_SORT]
    ]
    return tuple(sorted(kept, key=lambda sign: (sign.span, sign.reason)))


class _Body:
    """The spans that are read, in order."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self.starts = [span.start for span in spans]

    def find(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """The matches within one of the spans; patterns do not cross lines."""
        for match in pattern.finditer(text):
            index = bisect_right(self.starts, match.start()) - 1
            if index >= 0 and match.end() <= self.spans[index].end:
                yield match


def _matches(
    reason: TranslationSign, pattern: re.Pattern[str], text: str, body: _Body
) -> Iterator[Suspicion]:
    return (Suspicion(reason, Span(*match.span())) for match in body.find(pattern, text))


def _foreign_lines(text: str, blocks: Sequence[Block], rules: FurnitureRules) -> Iterator[Suspicion]:
    for block in blocks:
        match = rules.translation.foreign_lines.match(text, block.span.start, block.span.end)
        if match is None or block.kind not in (BlockKind.FURNITURE, BlockKind.HEADING, BlockKind.PARAGRAPH):
            continue
        if len(block.span.of(text).split()) <= FOREIGN_LINE_WORDS and text[block.span.end - 1] not in ".!?":
            yield Suspicion(TranslationSign.FOREIGN_FURNITURE, block.span)


def _brackets(text: str, language: str, body: _Body) -> Iterator[Suspicion]:
    """Insertions of several words that were left in another language."""
    for match in body.find(BRACKET, text):
        words = BRACKET_WORD.findall(match[1])
        if len(words) < 2:
            continue
        others = [code for code in LANGUAGES if code != language]
        if any(_opens(words[0], language, code) or _names_office(words, language, code) for code in others):
            yield Suspicion(TranslationSign.FOREIGN_BRACKET, Span(*match.span()))


def _opens(word: str, language: str, other: str) -> bool:
    """Whether the first word is a function word of the other language alone: "[the minister]"."""
    mine, theirs = (language_pack(code).furniture.stop_words for code in (language, other))
    return word in theirs and word not in mine


def _names_office(words: Sequence[str], language: str, other: str) -> bool:
    """Whether an office stands there in the other language: "[Russian President Vladimir]"."""
    offices = language_pack(other).names.nouns
    return any(word.lower() in offices and not _known(word, language) for word in words)


def _known(word: str, language: str) -> bool:
    import simplemma  # its dictionaries are large and seldom wanted here

    return simplemma.is_known(word, lang=language) or simplemma.is_known(word.lower(), lang=language)


def _mixed_quotes(text: str, body: _Body) -> Iterator[Suspicion]:
    """Quotations between marks of at least three systems."""
    firsts = [next(_matches(TranslationSign.MIXED_QUOTES, p, text, body), None) for p in (*MARKS, STRAIGHT)]
    found = [first for first in firsts if first is not None]
    if len(found) >= FEWEST_SYSTEMS:
        yield from found


def _leftovers(text: str, body: _Body, rules: FurnitureRules) -> Iterator[Suspicion]:
    """Turns of phrase of the report's own voice that only translations have."""
    quotes = [Span(*match.span()) for match in body.find(QUOTED, text)]
    ends = [quote.end for quote in quotes]
    for match in body.find(rules.translation.leftovers, text):
        place = Span(*match.span())
        index = bisect_right(ends, place.start)
        if index == len(quotes) or not quotes[index].overlaps(place):
            yield Suspicion(TranslationSign.LEFTOVER, place)
