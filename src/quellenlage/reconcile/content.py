"""The content words of a text, comparable across inflection, compounds and languages.

A word carries keys with strengths: its stem, the concept (`c:`) and the notions of the bilingual lexicon
(`n:`) that it stands for, the country (`g:`), the parts of a German compound.
Two words match as strongly as the strongest key they share. Nothing here changes or stores report text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import simplemma

from quellenlage.domain.span import Span
from quellenlage.lang.compare import CompareRules
from quellenlage.lang.pack import LanguagePack, language_pack
from quellenlage.text.tokens import Token, tokenize

CONCEPT, SYNONYM, HEAD, MODIFIER = 0.85, 0.75, 0.7, 0.5
SHORTEST_PART = 4
SHORTEST_STEM = 4
ENDINGS = 2  # a derivation and an inflection
LONG_NAME = 5  # shorter country names end too many words by chance
LONGEST_WORD = 60  # longer runs of letters are no words
LINKS = ("", "s", "n", "en", "es", "er", "e")
# Spellings that German and English keep apart in words of common descent (Eskalation, escalation).
COGNATE = (
    ("sch", "sh"),
    ("ch", "ch"),
    ("ck", "k"),
    ("c", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("y", "i"),
    ("qu", "kw"),
)

KnownWord = tuple[str, tuple[tuple[str, float], ...], bool, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Word:
    """One content word: its main key, all keys with their strengths, and whether it is like a name."""

    key: str
    keys: tuple[tuple[str, float], ...]
    is_name: bool
    concepts: tuple[str, ...]  # that the whole word stands for
    capital: bool
    span: Span


def words_in(text: str, span: Span, pack: LanguagePack) -> tuple[Word, ...]:
    """The content words of `text` in `span`, in order; numbers and function words are left out."""
    words = _words_of(span.of(text), pack.code)
    if not span.start:
        return words
    by = span.start
    return tuple(Word(w.key, w.keys, w.is_name, w.concepts, w.capital, w.span.shifted(by)) for w in words)


@lru_cache(maxsize=50_000)
def _words_of(text: str, code: str) -> tuple[Word, ...]:
    """Copies tell the same quotes over and over, and every step asks for their words."""
    return tuple(_words(tokenize(text), language_pack(code)))


def parts_of(word: Word, text: str, pack: LanguagePack) -> tuple[Word, ...]:
    """The words that a compound is made of; the word itself where it is none."""
    printed = word.span.of(text)
    parts = _parts(printed, pack.code, pack.compare)
    found = tuple(w for part, _ in parts for w in words_in(part, Span(0, len(part)), pack))
    return found or (word,)


def atoms_of(text: str, pack: LanguagePack) -> frozenset[str]:
    """What a name or an office says, taken apart: concepts where known, else stems of words and parts."""
    return frozenset(a for word in words_in(text, Span(0, len(text)), pack) for a in _atoms(word, text, pack))


def _atoms(word: Word, text: str, pack: LanguagePack) -> Iterator[str]:
    printed = word.span.of(text)
    known = word.concepts or _notion(word) or word.key.startswith("g:")
    parts = () if known else _parts(printed, pack.code, pack.compare)
    if not parts:
        yield _notion(word) or (f"c:{word.concepts[0]}" if word.concepts else word.key)
    for part, _ in parts:
        yield from atoms_of(part, pack)


def _notion(word: Word) -> str:
    """The notion that a whole word stands for, the first of several; empty where the lexicon has none."""
    return min((k for k, strength in word.keys if k[:2] == "n:" and strength >= CONCEPT), default="")


def native(keys: Mapping[str, float]) -> dict[str, float]:
    """Keys for a comparison inside one language: words of one notion are no more than synonyms there."""
    return {k: min(s, SYNONYM) if k[:2] == "n:" else s for k, s in keys.items()}


def strengths(words: Iterable[Word]) -> dict[str, float]:
    """Every key of the words with its greatest strength."""
    out: dict[str, float] = {}
    for word in words:
        for key, strength in word.keys:
            if strength > out.get(key, 0.0):
                out[key] = strength
    return out


def match(word: Word, others: Mapping[str, float]) -> float:
    """How strongly `word` matches the best of the words whose `strengths` are `others`."""
    best = 0.0
    for key, own in word.keys:
        other = others.get(key)
        if other is not None:
            strength = own if own < other else other
            if strength > best:
                best = strength
    return best


def fold(word: str) -> str:
    """Lower case without diacritics, `ß` as `ss`."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def lemma_of(word: str, code: str) -> str:
    """The dictionary form in lower case; the word itself where the dictionary has none."""
    return _lemma(word, code).lower()


def stem(lemma: str, rules: CompareRules) -> str:
    """The part of a word that derivation and inflection leave alone, in a spelling common to languages."""
    word = fold(lemma)
    for _ in range(ENDINGS):
        for suffix in rules.suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
                word = word[: -len(suffix)]
                break
    return _cognate(word)


def _words(tokens: Sequence[Token], pack: LanguagePack) -> Iterator[Word]:
    at = 0
    while at < len(tokens):
        length, code = _country_at(tokens, at, pack)
        if length:
            span = tokens[at].span.to(tokens[at + length - 1].span)
            yield Word(f"g:{code}", ((f"g:{code}", 1.0),), True, (), True, span)
            at += length
            continue
        token = tokens[at]
        at += 1
        if token.text[0].isalpha() and token.lower not in pack.compare.stop:
            known = _known_word(token.text[:LONGEST_WORD], pack.code)
            if known is not None:
                yield Word(*known, token.text[0].isupper(), token.span)


def _country_at(tokens: Sequence[Token], at: int, pack: LanguagePack) -> tuple[int, str]:
    """How many tokens from `at` on name a country (its name, people, adjective, capital), and its code."""
    first = tokens[at]
    longest = _place_heads(pack.code).get(first.lower, 0)
    for length in range(min(longest, len(tokens) - at), 0, -1):
        place = pack.names.places.get(" ".join(word.lower for word in tokens[at : at + length]))
        # "us" is a pronoun, "US" a country.
        if place and (length > 1 or len(first.text) > 2 or first.text.isupper()):
            return length, place.code
    return 0, ""


@cache
def _place_heads(code: str) -> dict[str, int]:
    """By the first word of countries' names, how many words the longest of them has."""
    heads: dict[str, int] = {}
    for name in language_pack(code).names.places:
        words = name.split()
        heads[words[0]] = max(heads.get(words[0], 0), len(words))
    return heads


@lru_cache(maxsize=200_000)
def _lemma(word: str, code: str) -> str:
    return str(simplemma.lemmatize(word, lang=code))


@lru_cache(maxsize=200_000)
def _in_dictionary(word: str, code: str) -> bool:
    return bool(simplemma.is_known(word, lang=code))


@lru_cache(maxsize=200_000)
def _known_word(word: str, code: str) -> KnownWord | None:
    """Main key, keys, name-likeness and concepts of one word form, None where it carries no topic."""
    rules = language_pack(code).compare
    lemma = lemma_of(word, code)
    if lemma in rules.stop or len(word) < 2:
        return None
    main = stem(lemma, rules)
    keys = {main: 1.0}
    for concept in (*_concepts(word, lemma, rules), *_notions(word, lemma, rules)):
        _add(keys, concept, CONCEPT)
    parts = _parts(word, code, rules)
    for country, strength in _countries_in(word, parts, code):
        _add(keys, f"g:{country}", strength)
    for part, strength in parts:
        part_lemma = lemma_of(part, code)
        if part_lemma not in rules.stop:
            _add(keys, stem(part_lemma, rules), strength)
            for concept in (*_concepts(part, part_lemma, rules), *_notions(part, part_lemma, rules)):
                _add(keys, concept, strength * CONCEPT)
    concepts = tuple(concept[2:] for concept in _concepts(word, lemma, rules))
    return main, tuple(sorted(keys.items())), _name_like(word, code, bool(parts)), concepts


def _add(keys: dict[str, float], key: str, strength: float) -> None:
    if strength > keys.get(key, 0.0):
        keys[key] = strength


def _concepts(word: str, lemma: str, rules: CompareRules) -> tuple[str, ...]:
    found = rules.concepts_of.get(lemma) or rules.concepts_of.get(word.lower()) or ()
    return tuple(f"c:{concept}" for concept in found)


def _notions(word: str, lemma: str, rules: CompareRules) -> tuple[str, ...]:
    """Those of the dictionary form, and those of the form as printed: "monitoring" is a noun too."""
    found = (*rules.notions_of.get(lemma, ()), *rules.notions_of.get(word.lower(), ()))
    return tuple(dict.fromkeys(f"n:{notion}" for notion in found))


def _countries_in(word: str, parts: tuple[tuple[str, float], ...], code: str) -> Iterator[tuple[str, float]]:
    """Countries inside a word (US-Botschafter, Ostrussland) and behind a metonym (Kreml)."""
    names = language_pack(code).names
    if word in names.metonyms:
        yield names.metonyms[word], MODIFIER
    for part, strength in parts:
        place = names.places.get(part.lower())
        if place:
            yield place.code, strength
    if names.nouns_capitalised:
        for at in range(2, len(word) - LONG_NAME + 1):
            place = names.places.get(word[at:].lower())
            if place and place.kind == "name":
                yield place.code, HEAD
                return


def _parts(word: str, code: str, rules: CompareRules) -> tuple[tuple[str, float], ...]:
    """The parts of a hyphenated or compound word, the head (last) strongest."""
    pieces = [p for p in word.replace("‑", "-").replace("‐", "-").split("-") if len(p) > 1]
    if len(pieces) > 1:
        return (*((p, MODIFIER) for p in pieces[:-1]), (pieces[-1], HEAD))
    if not rules.particles or not word[:1].isupper() or len(word) < 2 * SHORTEST_PART:
        return ()
    return _split(word, code, rules)


def _split(word: str, code: str, rules: CompareRules) -> tuple[tuple[str, float], ...]:
    """Two halves that the dictionary has both; the longest head wins, known short ones come last."""
    short = [len(word) - len(head) for head in rules.short_heads if word.endswith(head)]
    for at in (*range(SHORTEST_PART, len(word) - SHORTEST_PART + 1), *short):
        head = word[at:].capitalize()
        if at + 1 in short or not _in_dictionary(head, code):
            continue  # "Landes-amt" is no "Lande-samt"
        for link in LINKS:
            first = word[: at - len(link)] if link else word[:at]
            if word[:at].endswith(link) and len(first) >= SHORTEST_PART and _in_dictionary(first, code):
                if first.lower() in rules.particles:
                    return ()
                return ((first, MODIFIER), (head, HEAD))
    return ()


def _name_like(word: str, code: str, is_compound: bool) -> bool:
    """Whether a capitalised word stands in no dictionary: most likely a name."""
    if not word[0].isupper() or is_compound:
        return False
    forms = (word, word.lower(), word.rstrip("s"))
    return not any(_in_dictionary(form, code) for form in forms)


def _cognate(word: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(word):
        old, new = next(((o, n) for o, n in COGNATE if word.startswith(o, at)), (word[at], word[at]))
        if not (out and out[-1] == new):
            out.append(new)
        at += len(old)
    return "".join(out)
