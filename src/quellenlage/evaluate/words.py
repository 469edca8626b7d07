"""Words and numbers as the scorers compare them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

MATCH = 0.7  # token F1 from which on two quotes are the same quote

_MARKS = dict.fromkeys(map(ord, "„“”‟«»‹›‚‘’‛\"'`´"))
_ARTICLES = "der die das des dem den ein eine einer eines einem einen the a an"
_PREPOSITIONS = "of von vom zu zur zum im in am an auf aus bei beim und and für fuer to by for"
_STOP = frozenset(f"{_ARTICLES} {_PREPOSITIONS}".split())


def normal(text: str | None) -> str:
    """Compatibility form, no quotation marks, one kind of dash, case folded, single spaces."""
    folded = unicodedata.normalize("NFKC", text or "").replace("\u00ad", "").replace("\u200b", "")
    folded = re.sub("[\u2010-\u2015\u2212]", "-", folded).translate(_MARKS).casefold()
    return re.sub(r"\s+", " ", folded).strip()


def words(text: str | None) -> list[str]:
    """The words and numbers of the normal form."""
    return re.findall(r"\w+(?:[.,]\d+)*", normal(text))


def content(text: str) -> list[str]:
    """Words without articles, prepositions, accents and a final s: for comparing names and topics."""
    out = []
    for word in words(text.replace("-", " ")):
        plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        if plain not in _STOP:
            genitive = len(plain) > 4 and plain.endswith("s") and not plain.endswith("ss")
            out.append(plain[:-1] if genitive else plain)
    return out


def overlap(a: Iterable[str], b: Iterable[str]) -> float:
    """F1 of two bags of words, in [0, 1]."""
    left, right = Counter(a), Counter(b)
    common = sum((left & right).values())
    return 2.0 * common / (left.total() + right.total()) if common else 0.0


def same_amount(a: Decimal | float | None, b: Decimal | float | None) -> bool:
    """Equal numbers, or both open."""
    if a is None or b is None:
        return a is None and b is None
    x, y = float(a), float(b)
    return abs(x - y) <= 1e-9 * max(1.0, abs(x), abs(y))


def same_place(a: str, b: str) -> bool:
    """Whether two printed figures can be the same one: contained, the same digits, or a shared word."""
    x, y = normal(a), normal(b)
    if not x or not y:
        return False
    digits = re.sub(r"\D", "", x)
    same_digits = bool(digits) and digits == re.sub(r"\D", "", y)
    return x in y or y in x or same_digits or bool(set(words(a)) & set(words(b)))


def day(value: str | None) -> str | None:
    """The day of an ISO date or date and time."""
    return value[:10] if value and re.match(r"\d{4}-\d\d-\d\d", value) else None


def assign(candidates: Iterable[tuple[Sequence[float], int, int]]) -> dict[int, int]:
    """One to one, best score first; ties by position."""
    left: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates, key=lambda c: ([-x for x in c[0]], c[1], c[2])):
        if i not in left and j not in taken:
            left[i] = j
            taken.add(j)
    return left
