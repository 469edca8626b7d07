"""What the name of a body says: which words name it, and which only tell what it is and where.

"Gewerkschaft GVM" and "the GVM union" are both named by GVM; "Nordbank AG" is Nordbank; the federal cartel
office is the cartel office, and that of Norway is another than that of Spain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quellenlage.domain.span import Span
from quellenlage.lang.names import NounKind
from quellenlage.lang.pack import LANGUAGES, LanguagePack, language_pack
from quellenlage.reconcile.content import Word, atoms_of, words_in
from quellenlage.reconcile.names import is_acronym

# Sorts of bodies that bear names of their own; the other sorts are named by their place or their matter.
APPOSED = frozenset({"k:company", "k:union", "k:party", "k:club", "k:medium", "k:publisher", "k:alliance"})


POSSESSIVE = re.compile(r"['’]s?(?!\w)")


@dataclass(frozen=True, slots=True)
class BodyName:
    """The atoms that name a body, and those beside them that tell what sort of body it is or whose."""

    core: frozenset[str]
    beside: frozenset[str]


@lru_cache(maxsize=20_000)
def body_name(name: str, code: str) -> BodyName:
    """The name taken apart. Where no word of it is a name, all words but the country name the body."""
    pack = language_pack(code)
    name = POSSESSIVE.sub("", _without_legal_form(name, pack))
    words = words_in(name, Span(0, len(name)), pack)
    countries = frozenset(w.key for w in words if w.key.startswith("g:"))
    plain = " ".join(w.span.of(name) for w in words if w.key not in countries)
    known = _well_known(name) or _notion_of(plain, pack)
    if known:
        return BodyName(frozenset({known}), countries)
    own = [w for w in words if _names(w, name)]
    every = frozenset(atom for w in words for atom in atoms_of(w.span.of(name), pack))
    core = every
    if own and len(own) < len(words) and _is_apposed(name, pack):
        core = frozenset(atom for w in own for atom in atoms_of(w.span.of(name), pack))
    whose = frozenset(a for a in core if a.startswith("g:") or a in pack.compare.national)
    core = core - whose or core
    return BodyName(core, every - core - pack.compare.national | sorts_of(name, pack))


def _is_apposed(name: str, pack: LanguagePack) -> bool:
    """Whether the words beside the name only tell its sort: "union GVM", but not "police of Tannau"."""
    for word in name.split():
        head = pack.names.head(word.strip(".,"))
        if word.lower() in pack.names.prepositions | pack.names.loose_prepositions | {"of"}:
            return False
        if head is not None and head.noun.kind is not NounKind.PERSON and not sorts_of(word, pack) & APPOSED:
            return False
    return True


def sorts_of(phrase: str, pack: LanguagePack) -> frozenset[str]:
    """What sort of body a phrase tells of, the same in every language: a company, a union, an authority."""
    found = set()
    for word in phrase.replace("-", " ").split():
        head = pack.names.head(word.strip(".,"))
        for form in (word.lower(), head.noun.base.lower() if head else ""):
            if form in pack.names.body_kinds:
                found.add(f"k:{pack.names.body_kinds[form]}")
    return frozenset(found)


def _well_known(name: str) -> str:
    """The key of a body that the world knows by several names; empty for others."""
    for code in LANGUAGES:
        short = language_pack(code).names.same_names.get(name.lower())
        if short is not None:
            return f"b:{_in_both(short)}"
    return ""


def _in_both(short: str) -> str:
    """One form of an acronym that the languages write differently (IAEO, IAEA)."""
    for code in LANGUAGES:
        for notion in language_pack(code).compare.notions_of.get(short, ()):
            return notion
    return short


def _notion_of(words: str, pack: LanguagePack) -> str:
    """The notion that words stand for together ("works council"); empty where it is none."""
    found = pack.compare.notions_of.get(words.lower(), ())
    return f"n:{found[0]}" if found else ""


def _without_legal_form(name: str, pack: LanguagePack) -> str:
    """The name without "AG" or "plc" behind it."""
    words = name.split()
    while len(words) > 1 and _is_legal_form(words[-1], pack):
        words.pop()
    return " ".join(words)


def _is_legal_form(word: str, pack: LanguagePack) -> bool:
    bare = word.rstrip(".,").lower()
    return any(bare == form.rstrip(".").lower() for code in LANGUAGES for form in _legal_forms(code))


def _legal_forms(code: str) -> Iterator[str]:
    yield from language_pack(code).names.legal_forms


def _names(word: Word, name: str) -> bool:
    """Whether a word is no word of the dictionary and no country: it names the body."""
    printed = word.span.of(name)
    return not word.key.startswith("g:") and (word.is_name or is_acronym(printed))
