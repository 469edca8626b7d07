"""Names in a form that spelling, transliteration and titles leave alone."""

from __future__ import annotations

import re
from functools import lru_cache

from quellenlage.lang.lexicon import given_variants
from quellenlage.lang.pack import LanguagePack
from quellenlage.reconcile.content import fold

PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)
# Letters that write one sound in several transliterations, longest first; each is rewritten once.
SOUNDS = (
    ("schtsch", "š"), ("shch", "š"), ("tsch", "č"), ("tch", "č"), ("sch", "s"), ("sh", "s"), ("zh", "s"),
    ("ch", "h"), ("kh", "h"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("ou", "u"), ("ae", "a"), ("oe", "o"),
    ("ue", "u"), ("je", "e"), ("ye", "e"), ("w", "v"), ("j", "i"), ("y", "i"), ("z", "s"), ("c", "k"),
    ("q", "k"),
)  # fmt: skip


def name_parts(name: str, pack: LanguagePack) -> tuple[str, ...]:
    """The parts of a name as sounds, without titles and articles; hyphens separate parts."""
    parts = (part for part in PART.findall(name) if part.lower() not in pack.compare.name_fillers)
    return tuple(filter(None, (sound_of(_usual(part)) for part in parts)))


def _usual(part: str) -> str:
    """One form of a given name that several languages write their own way (Volodymyr, Wladimir)."""
    return given_variants().get(part.lower(), part)


@lru_cache(maxsize=100_000)
def sound_of(part: str) -> str:
    """One name part without differences of transliteration: Selenskyj, Zelenskiy and Selenskij are one."""
    word = re.sub(r"['’]s?$", "", fold(part)).replace("’", "").replace("'", "")
    out: list[str] = []
    at = 0
    while at < len(word):
        old, new = next(((o, n) for o, n in SOUNDS if word.startswith(o, at)), (word[at], word[at]))
        if not (out and out[-1] == new):
            out.append(new)
        at += len(old)
    return "".join(out)


def genitive_of(sound: str) -> str:
    """The sound without a genitive s ("Putins" beside "Putin"); the caller checks that both are seen."""
    return sound[:-1] if sound.endswith("s") and len(sound) > 3 else sound


def is_acronym(name: str) -> bool:
    """Whether a name is written as an abbreviation: NATO, IAEA, F.A.Z."""
    letters = name.replace(".", "").replace("-", "")
    return (
        2 <= len(letters) <= 8 and letters.isalpha() and sum(c.isupper() for c in letters) >= len(letters) - 1
    )


def initials_of(name: str, pack: LanguagePack) -> str:
    """The initials of a name's capitalised words ("International Atomic Energy Agency": IAEA)."""
    words = [w for w in PART.findall(name) if w.lower() not in pack.compare.name_fillers and w[0].isupper()]
    return "".join(word[0].upper() for word in words)
