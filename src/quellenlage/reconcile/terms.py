"""What a report is about, as weighted terms: lemmas, names and numbers, rarer ones heavier.

How rare a term is comes from the corpus *and* from what news in general is like (`lang/common.py`): among
five reports of one story every name of the story stands in all five and is a good sign all the same.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import simplemma

from quellenlage.domain.reading import Reading
from quellenlage.domain.report import BlockKind
from quellenlage.lang.common import spread
from quellenlage.lang.pack import supported
from quellenlage.reconcile.narration import unmarked

TERM = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{2,}")
ABOUT = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH)

PRIOR_REPORTS = 300  # the built-in knowledge weighs as much as so many reports
PRIOR_NAME = 0.0005  # a word no dictionary knows: a name, mostly
PRIOR_WORD = 0.004  # a word of the dictionary that is not common in news
PRIOR_NUMBER = {1: 0.3, 2: 0.05, 3: 0.01}  # by the number of digits that are not trailing zeros
NOUNS_CAPITAL = ("de",)  # where a capital does not tell a name
LEAST_LENGTH = 15.0  # about six rare terms
TITLE_COUNTS = 2  # a term of the title counts so many times


class Term(NamedTuple):
    """A folded term. `entity`: written like a name or a number; `foreign`: the same in every language."""

    key: str
    prior: float
    entity: bool
    foreign: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """The terms of one report with how often they stand in it."""

    report: str
    language: str
    terms: Mapping[str, Term]  # by key
    counts: Mapping[str, int]  # by key


@dataclass(frozen=True, slots=True)
class Vector:
    """Three views of a report, each of length one at most: all terms, entities, what no language changes."""

    language: str
    words: Mapping[str, float]
    entities: Mapping[str, float]
    foreign: Mapping[str, float]


def profile(reading: Reading) -> Profile:
    """The terms of a report's title and body."""
    layout = reading.layout
    language = layout.language.value if layout.language else ""
    code = language if supported(language) else ""
    words: Counter[str] = Counter()
    for piece, times in _pieces(reading):
        for word in TERM.findall(piece):
            words[word] += times
    terms: dict[str, Term] = {}
    counts: dict[str, int] = {}
    for word in sorted(words):
        term = _number(word) if word[0].isdigit() else _word(word, code)
        if term is not None:
            terms[term.key] = _either(terms.get(term.key, term), term)
            counts[term.key] = counts.get(term.key, 0) + words[word]
    return Profile(reading.report.id, language, terms, counts)


def _pieces(reading: Reading) -> Iterator[tuple[str, int]]:
    """The pieces of text that tell what a report is about, with how often each counts."""
    text, layout = reading.report.text, reading.layout
    title = layout.title.value if layout.title else None
    if title:
        yield title, TITLE_COUNTS
    for block, piece in unmarked(reading, ABOUT, credits=True):
        if block.span.of(text) != title:
            yield piece.of(text), 1


def _either(one: Term, other: Term) -> Term:
    """Two words of one key: as common as the commoner, a name if one is written like a name."""
    if one == other:
        return one
    return Term(
        one.key, max(one.prior, other.prior), one.entity or other.entity, one.foreign or other.foreign
    )


def vectors(profiles: Iterable[Profile], groups: Iterable[Iterable[str]] = ()) -> dict[str, Vector]:
    """The weighted terms of each report, by report id.

    `groups` are the stories that the reports are held to tell, as far as known: a term is rare when few
    *stories* hold it. However many reports tell one story, its names stay good signs of it.
    """
    every = {one.report: one for one in profiles}
    spread_here: Counter[str] = Counter()
    stories = 0
    for group in groups:
        stories += 1
        spread_here.update(set().union(*(every[report].counts.keys() for report in group)))
    rarity: dict[Term, float] = {}
    for one in every.values():
        for term in one.terms.values():
            if term not in rarity:
                share = (spread_here[term.key] + PRIOR_REPORTS * term.prior) / (stories + PRIOR_REPORTS)
                rarity[term] = -math.log(min(1.0, share))
    return {report: _vector(one, rarity) for report, one in every.items()}


def similarity(left: Vector, right: Vector) -> float:
    """How near two reports are, in [0, 1]; between languages only what no language changes counts."""
    foreign = dot(left.foreign, right.foreign)
    if left.language != right.language:
        return round(foreign, 9)
    return round((dot(left.words, right.words) + dot(left.entities, right.entities) + foreign) / 3, 9)


def nearness(left: Reading, right: Reading) -> float:
    """The similarity of two reports by what is known of words in general, without a corpus."""
    views = vectors((profile(left), profile(right)))
    return similarity(views[left.report.id], views[right.report.id])


def dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The inner product; summed exactly, so that no order of terms matters."""
    return math.fsum([left[key] * right[key] for key in left.keys() & right.keys()])


def _vector(one: Profile, rarity: Mapping[Term, float]) -> Vector:
    words: dict[str, float] = {}
    entities: dict[str, float] = {}
    foreign: dict[str, float] = {}
    for key, term in one.terms.items():
        weight = (1 + math.log(one.counts[key])) * rarity[term]
        words[key] = weight
        if term.entity:
            entities[key] = weight
        if term.foreign:
            foreign[key] = weight
    return Vector(one.language, _unit(words), _unit(entities), _unit(foreign))


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights of length one; fewer terms than a report has anyway stay shorter, lest one decides alone."""
    length = max(LEAST_LENGTH, math.sqrt(math.fsum(w * w for w in weights.values())))
    return {key: w / length for key, w in weights.items() if w}


@lru_cache(maxsize=1 << 17)
def _word(word: str, code: str) -> Term | None:
    """The lemma with how common it is; None for the words that stand everywhere."""
    if not code:
        return Term(folded(word), PRIOR_WORD, word[0].isupper(), word[0].isupper())
    lemma = simplemma.lemmatize(word, lang=code)
    common = spread(code)
    prior = max(common.get(word.casefold(), 0.0), common.get(lemma.casefold(), 0.0))
    if prior >= 0.3:
        return None
    known = simplemma.is_known(word, lang=code)
    capital = word[0].isupper()
    return Term(
        folded(lemma),
        prior or (PRIOR_WORD if known else PRIOR_NAME),
        entity=capital and not prior,
        foreign=not prior and (not known or (capital and code not in NOUNS_CAPITAL)),
    )


@lru_cache(maxsize=1 << 15)
def _number(digits: str) -> Term | None:
    """A number without its separators of thousands; years and round numbers say less."""
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits).replace(",", ".")
    if re.fullmatch(r"(19|20)\d\d", digits):
        return Term(plain, 0.1, True, True)
    size = len(plain.replace(".", "").strip("0"))
    return Term(plain, PRIOR_NUMBER.get(size, 0.002), True, True)


def folded(word: str) -> str:
    """Lower case without accents (ä is a, ß is ss), so that cognates and transcriptions meet."""
    bare = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c))
