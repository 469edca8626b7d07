"""Which pieces of the base vocabulary are kept: 250,000 for a hundred languages become about 45,000.

    python -m training.vocabulary BASE OUT

Kept are the pieces that frequent words of German, English, French and Polish need (lists of `wordfreq`),
those of the corpus, and every single letter and sign, so that no text of these scripts is unknown.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import wordfreq

from quellenlage.encoder.subwords import SPACE, Subwords
from training.base import Base, load_base

SPECIAL = 4
LISTS = {"de": 300_000, "en": 60_000, "fr": 30_000, "pl": 30_000}
WHOLE = 20_000  # the most frequent words keep all of their pieces
SEEN = {"de": 3}  # otherwise a piece must occur in so many words of the list
SCRIPTS = ((0x20, 0x250), (0x370, 0x530), (0x2000, 0x2C00))
CORPUS = Path(__file__).parent / "corpus"


def kept(base: Base) -> list[int]:
    """The numbers of the pieces that are kept, in the order of the base."""
    whole = Subwords(list(zip(base.pieces, map(float, base.scores), strict=True)), base.substitutes)
    keep = set(range(SPECIAL)) | {len(base.pieces) - 1}
    for report in sorted((CORPUS / "reports").glob("*.txt")):
        keep.update(whole.ids(report.read_text("utf-8")))
    for language, size in LISTS.items():
        keep.update(_of_language(whole, language, size))
    keep.update(i for i, piece in enumerate(base.pieces) if i >= SPECIAL and _single(piece))
    return sorted(keep)


def _of_language(whole: Subwords, language: str, size: int) -> set[int]:
    words = wordfreq.top_n_list(language, size, wordlist="large")
    words += [word.capitalize() for word in words]
    found: Counter[int] = Counter()
    for word in words:
        found.update(set(whole.ids(word)))
    least = SEEN.get(language, 2)
    keep = {piece for piece, count in found.items() if count >= least}
    for word in words[:WHOLE]:
        keep.update(whole.ids(word))
    return keep


def _single(piece: str) -> bool:
    letters = piece.removeprefix(SPACE) or piece
    if len(letters) == 1:
        return any(low <= ord(letters) < high for low, high in SCRIPTS)
    return letters.isdigit() and len(letters) <= 4


def main() -> None:
    base_path, out = map(Path, sys.argv[1:3])
    base = load_base(base_path)
    keep = kept(base)
    out.write_text(json.dumps(keep), "utf-8")
    print(f"{len(keep):,} of {len(base.pieces):,} pieces kept in {out}")


if __name__ == "__main__":
    main()
