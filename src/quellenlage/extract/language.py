"""The language of a report: declared, else told from the text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from quellenlage.domain.report import Block, BlockKind, Provenance, Report, Sourced
from quellenlage.lang.pack import LANGUAGES, language_pack

SAMPLE = 4000  # characters; more text does not change the answer
WORD = re.compile(r"[^\W\d_]+")
LETTER = re.compile(r"[^\W\d_]")
FEWEST_LETTERS = 20  # below this nothing but stop words can tell
FEWEST_FOR_MODEL = 60
SURE = 0.9
SHORTEST_PARAGRAPH = 60  # characters
CODE = re.compile(r"[a-z]{2,3}")
MARKUP = (Provenance.JSON_LD, Provenance.META)  # templates often declare a wrong language


def find_language(report: Report) -> Sourced | None:
    """The declared language; else a guess from stop words, then from letter patterns; None if too short.

    What a page's template declares gives way where the text plainly is in another language.
    """
    declared = report.declared.language
    if declared is not None and not CODE.fullmatch(declared.value):
        declared = None
    if declared is not None and declared.provenance not in MARKUP:
        return declared
    sample = _sample(report)
    told, plain = _by_stop_words(sample)
    if declared is not None:
        return Sourced(told, Provenance.GUESS) if told and plain and told != declared.value else declared
    code = told if plain else _by_model(sample) or told
    return Sourced(code, Provenance.GUESS) if code else None


def _sample(report: Report) -> str:
    if not report.main:
        return report.text[:SAMPLE]
    return "\n".join(span.of(report.text) for span in report.main)[:SAMPLE]


def with_languages(text: str, blocks: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """The blocks, with the language of each paragraph that plainly is not in the report's `language`."""
    return tuple(
        replace(block, language=told)
        if block.kind is BlockKind.PARAGRAPH
        and len(block.span) >= SHORTEST_PARAGRAPH
        and (told := _plainly(block.span.of(text)[:SAMPLE])) not in (None, language)
        else block
        for block in blocks
    )


def _plainly(sample: str) -> str | None:
    told, plain = _by_stop_words(sample)
    return told if plain else None


def _by_stop_words(sample: str) -> tuple[str | None, bool]:
    """The language whose stop words are most frequent, and whether that is beyond doubt."""
    words = WORD.findall(sample.lower())
    shares = {
        code: sum(word in language_pack(code).furniture.stop_words for word in words) / max(1, len(words))
        for code in LANGUAGES
    }
    ranked = sorted(shares, key=lambda code: (-shares[code], code))
    best, second = ranked[0], ranked[1]
    if shares[best] <= 1.5 * shares[second] or len(LETTER.findall(sample)) < FEWEST_LETTERS:
        return None, False
    plain = len(words) >= 12 and shares[best] > 0.22 and shares[best] > 3 * shares[second]
    return best, plain


def _by_model(sample: str) -> str | None:
    if len(LETTER.findall(sample)) < FEWEST_FOR_MODEL:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= SURE else None


@cache
def _identifier() -> Any:
    """The language model; loaded only for texts that stop words do not decide."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
