"""How far two annotators agree on the reports that were annotated twice.

    python -m training.agreement

Statements of the two match when the characters of their quotes agree by F1 of 0.7 at least, one to one;
type, act and speaker are compared on matched ones (share and, for type and act, Cohen's kappa).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from quellenlage.domain.span import Span
from training.gold import GoldStatement, load_statements

CORPUS = Path(__file__).parent / "corpus"
MATCH = 0.7


def agreement(left: Sequence[Span], right: Sequence[Span]) -> float:
    """F1 of the shared characters of two lists of spans."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    return 2 * shared / (sum(map(len, left)) + sum(map(len, right)) or 1)


def pairs(
    left: Sequence[GoldStatement], right: Sequence[GoldStatement]
) -> list[tuple[GoldStatement, GoldStatement]]:
    """Matching statements, best first."""
    scored = sorted(
        ((agreement(a.quote, b.quote), i, j) for i, a in enumerate(left) for j, b in enumerate(right)),
        reverse=True,
    )
    out, used_left, used_right = [], set[int](), set[int]()
    for score, i, j in scored:
        if score >= MATCH and i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            out.append((left[i], right[j]))
    return out


def kappa(labels: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa (1960)."""
    total = len(labels)
    same = sum(a == b for a, b in labels) / total
    first, second = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    chance = sum(first[x] * second[x] for x in first) / total**2
    return (same - chance) / (1 - chance)


def main() -> None:
    one = two = 0
    matched: list[tuple[GoldStatement, GoldStatement]] = []
    files = sorted((CORPUS / "twice").glob("*.yaml"))
    for path in files:
        text = (CORPUS / "reports" / f"{path.stem}.txt").read_text("utf-8")
        first = load_statements(CORPUS / "gold" / path.name, text)
        second = load_statements(path, text)
        one, two = one + len(first), two + len(second)
        matched += pairs(first, second)
    total = len(matched)
    types = [(a.type.value, b.type.value) for a, b in matched]
    acts = [(a.act.value, b.act.value) for a, b in matched]
    speakers = sum(
        (not a.speaker and not b.speaker) or agreement(a.speaker, b.speaker) > 0 for a, b in matched
    )
    print(
        f"{len(files)} reports, {one} and {two} statements, {total} matched: F1 {2 * total / (one + two):.3f}"
    )
    print(f"type {sum(a == b for a, b in types) / total:.3f} (kappa {kappa(types):.3f})")
    print(f"act {sum(a == b for a, b in acts) / total:.3f} (kappa {kappa(acts):.3f})")
    print(f"speaker {speakers / total:.3f}")


if __name__ == "__main__":
    main()
