"""The clauses of a quote, and which of them can word a claim: a subject with its verb, nothing cut off.

A relative clause or "in order to ..." says something, but not by itself: it may join a claim, not word one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.domain.reading import Reading
from quellenlage.domain.span import Span, stripped
from quellenlage.lang.pack import LanguagePack
from quellenlage.reconcile.content import lemma_of, words_in
from quellenlage.text.tokens import Token, tokenize

BREAK = re.compile(r"[.!?;]\s+|,\s+|\s(?=(?:und|and)\s(?:dass|daß|that)\s)")
LONG = 6  # content words from which a quote is taken apart
OWN = 3  # content words that a clause of its own needs
SENTENCE = 2  # content words that a sentence of its own needs
SENTENCE_ENDS = ".!?"


@dataclass(frozen=True, slots=True)
class Clause:
    """The spans of a clause; `dependent` where it hangs on the clause before."""

    spans: tuple[Span, ...]
    dependent: bool = False


def clauses_of(reading: Reading, quote: Sequence[Span], pack: LanguagePack) -> list[Clause]:
    """The clauses of a long quote that say enough for themselves; else the quote as one."""
    text = reading.report.text
    starts = frozenset(s.span.start for s in reading.sentences)
    sentences = [piece.start in starts for piece in quote]
    if sum(len(words_in(text, piece, pack)) for piece in quote) < LONG and not any(sentences[1:]):
        return [Clause(tuple(quote))]
    least = SENTENCE if all(sentences) else OWN
    clauses: list[list[Span]] = [[]]
    hanging = [False]
    for at, piece in enumerate(quote):
        for span, opener in _broken(text, piece, starts, pack):
            new = opener is not None or (at > 0 and sentences[at] and span.start == piece.start)
            if new and _says_enough(text, clauses[-1], pack, OWN if opener else least):
                clauses.append([])
                hanging.append(opener in pack.compare.dependent_heads)
            clauses[-1].append(span)
    if len(clauses) > 1 and not _says_enough(text, clauses[-1], pack, least):
        clauses[-2].extend(clauses.pop())
    return [Clause(_joined(own), hangs) for own, hangs in zip(clauses, hanging, strict=False)]


def _broken(
    text: str, piece: Span, starts: frozenset[int], pack: LanguagePack
) -> Iterator[tuple[Span, str | None]]:
    """The parts of a piece, each with the word after a comma that opens it, "" after a full stop."""
    start: int = piece.start
    opener: str | None = None
    for match in BREAK.finditer(text, piece.start, piece.end):
        mark = match.group()[0]
        head = re.match(r"\w+", text[match.end() : piece.end])
        word = head.group().lower() if head else ""
        if mark == "," and word not in pack.compare.clause_heads:
            continue
        if mark in SENTENCE_ENDS and match.end() not in starts:
            continue  # an ordinal, an abbreviation
        span = stripped(text, Span(start, match.start() + (mark in SENTENCE_ENDS)))
        if len(span):
            yield span, opener
        start, opener = match.end(), word if mark == "," else ""
    span = stripped(text, Span(start, piece.end))
    if len(span):
        yield span, opener


def _says_enough(text: str, spans: Sequence[Span], pack: LanguagePack, least: int) -> bool:
    return sum(len(words_in(text, span, pack)) for span in spans) >= least


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbouring spans as one, so that a wording has no needless gaps."""
    out: list[Span] = []
    for span in spans:
        if out and span.start - out[-1].end <= 2:
            out[-1] = out[-1].to(span)
        else:
            out.append(span)
    return tuple(out)


# -- wording -------------------------------------------------------------------------------------------


def worded(text: str, spans: Sequence[Span], pack: LanguagePack) -> tuple[Span, ...]:
    """The spans without the conjunctions they begin with ("und dass"), where a clause is left."""
    first = spans[0]
    at = first.start
    for token in tokenize(text, first):
        if token.lower not in pack.compare.conjunctions or not token.text[0].islower():
            at = token.span.start
            break
    rest = (Span(at, first.end), *spans[1:])
    return rest if at > first.start and has_verb(text, rest, pack) else tuple(spans)


def has_verb(text: str, spans: Sequence[Span], pack: LanguagePack) -> bool:
    """Whether some word is a verb that a subject may go with, as far as forms tell."""
    tokens = [t for span in spans for t in tokenize(text, span) if t.is_word]
    for at, token in enumerate(tokens):
        if token.lower in pack.compare.finite:
            return True
        if token.text[0].islower() and is_verb(token.text, pack):
            before, after = tokens[max(0, at - 1) : at], tokens[at + 1 : at + 2]
            if not (_is_attribute(token, after, pack) or _is_to(before, pack)):
                return True
    return False


def _is_attribute(token: Token, after: Sequence[Token], pack: LanguagePack) -> bool:
    """Whether a participle belongs to the noun behind it ("the missing men")."""
    noun = bool(after) and (after[0].text[0].isupper() or not pack.names.nouns_capitalised)
    return noun and bool(pack.compare.attributes.search(token.lower))


def _is_to(before: Sequence[Token], pack: LanguagePack) -> bool:
    return bool(before) and before[0].lower in pack.compare.infinitive_marks


def is_verb(word: str, pack: LanguagePack) -> bool:
    """Whether a word looks like a verb's form; with a capital only where the dictionary says so."""
    rules = pack.compare
    if word.lower() in rules.stop:
        return False
    if not word[:1].islower():
        lemma = lemma_of(word.lower(), pack.code)
        return lemma != word.lower() and bool(rules.participles.search(word.lower()))
    if rules.participles.search(word):
        return True
    return bool(rules.verb_forms.search(word) and rules.verb_lemmas.search(lemma_of(word, pack.code)))


def points_back(text: str, spans: Sequence[Span], pack: LanguagePack) -> bool:
    """Whether the clause begins with what only the text before explains ("das", "they")."""
    first = next((t for span in spans for t in tokenize(text, span) if t.is_word), None)
    return first is not None and first.lower in pack.compare.pronouns


def is_prospect(text: str, spans: Sequence[Span], pack: LanguagePack) -> bool:
    """Whether the clause tells what will, shall or must be, not what is."""
    rules = pack.compare
    for span in spans:
        words = [t for t in tokenize(text, span) if t.is_word]
        lower = [w.lower for w in words]
        if not rules.prospects.isdisjoint(lower):
            return True
        for at, word in enumerate(lower):
            if word in rules.futures and any(_is_infinitive(w.text, pack) for w in words[at + 1 :]):
                return True
            if word in rules.futures and at and _is_infinitive(words[at - 1].text, pack):
                return True
    return False


def _is_infinitive(word: str, pack: LanguagePack) -> bool:
    return word in pack.compare.infinitives or (
        word[:1].islower()
        and bool(pack.compare.verb_lemmas.search(word))
        and lemma_of(word, pack.code) == word
        and word not in pack.compare.stop
    )
