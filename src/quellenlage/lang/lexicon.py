"""The bilingual lexicon (lexicon.txt): notions that German and English name by different words."""

from __future__ import annotations

from functools import cache
from importlib import resources

SIDES = ("de", "en")


@cache
def notions(code: str) -> dict[str, tuple[str, ...]]:
    """The notions that each lemma (lower case) of a language stands for; each line is one."""
    if code not in SIDES:
        return {}
    side = SIDES.index(code)
    found: dict[str, set[str]] = {}
    text = resources.files("quellenlage.lang").joinpath("lexicon.txt").read_text("utf-8")
    for line in text.splitlines():
        if "=" not in line or line.startswith("#"):
            continue
        sides = [[word.strip().lower() for word in half.split(",")] for half in line.split("=", 1)]
        notion = f"{sides[0][0]}={sides[1][0]}"
        for word in sides[side]:
            found.setdefault(word, set()).add(notion)
    return {word: tuple(sorted(own)) for word, own in found.items()}


@cache
def given_variants() -> dict[str, str]:
    """Forms of given names (lower case) by the first of the forms of that name."""
    text = resources.files("quellenlage.lang").joinpath("given_variants.txt").read_text("utf-8")
    lines = (line.lower().split() for line in text.splitlines() if line and not line.startswith("#"))
    return {form: forms[0] for forms in lines for form in forms}
