"""Words as a search compares them: case, umlauts, ß and accents folded, endings cut off.

Köln, Koeln and koln are one word to a reader who looks for it. Folding comes before stemming, so that every
way of writing a word has one stem. Only for looking up: the text of a report is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

LONGEST = 60  # characters of a word that are compared; longer ones are addresses and noise

_WORD = re.compile(r"[^\W_]+")
_TABLE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "æ": "a", "œ": "o", "ø": "o"})
_DIGRAPH = re.compile(r"(?:ae|oe|ue)")
_ALGORITHMS = {"de": "german", "en": "english"}


def fold(word: str) -> str:
    """One word without case, umlauts in either writing, ß and accents."""
    lower = word.lower()
    if not lower.isascii():
        lower = unicodedata.normalize("NFC", lower).translate(_TABLE)
        lower = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return _DIGRAPH.sub(lambda m: m[0][0], lower)[:LONGEST]


def folded_words(text: str) -> list[str]:
    """The words of `text`, folded, in order."""
    return [fold(word) for word in _WORD.findall(text)]


def places_of_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end (code points) and folded form of each word."""
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), fold(match[0])


def stems(words: list[str], language: str) -> list[str]:
    """The stems of folded words in a language; the words themselves where it has no stemmer."""
    stem = _stemmer(language)
    return stem(words) if stem else words


def all_stems(word: str) -> frozenset[str]:
    """What a folded word may be stemmed to, in any language: the language of a query is not known."""
    return frozenset(stems([word], language)[0] for language in _ALGORITHMS)


@cache
def _stemmer(language: str) -> Callable[[list[str]], list[str]] | None:
    """Snowball's stemmer, loaded on first use: reading and compiling do without."""
    if language not in _ALGORITHMS:
        return None
    import Stemmer  # type: ignore[import-not-found, unused-ignore]

    known: dict[str, str] = {}
    stemmer = Stemmer.Stemmer(_ALGORITHMS[language], 0)

    def stem(words: list[str]) -> list[str]:
        new = [w for w in set(words) if w not in known]
        if new:
            if len(known) > 500_000:
                known.clear()
                new = list(set(words))
            known.update(zip(new, stemmer.stemWords(new), strict=True))
        return [known[w] for w in words]

    return stem
