"""What the heads of the trained reader answer, in the order of their outputs."""

from __future__ import annotations

from quellenlage.domain.statement import Act, StatementType

# Layers of quotes, because quotes overlap: verbatim ones, clauses, and what is told or lies inside another.
LAYERS = ("direct", "clause", "told")
OUTSIDE, BEGINS, INSIDE = 0, 1, 2  # tags of each layer
TYPES = tuple(StatementType)
NONE = len(TYPES)  # the answer "no statement" of the type head
ACTS = tuple(Act)
ROLES = ("cue", "speaker", "addressee")
NAMES = ("PER", "ORG", "LOC", "ROLE")
NAME_TAGS = ("O", *(f"{begin}-{name}" for name in NAMES for begin in "BI"))

# Distance of a word from a quote, in words: before it, behind it, inside, in a gap.
EDGES = (1, 2, 3, 4, 6, 9, 14, 24, 49, 99)
BUCKETS = 2 * (len(EDGES) + 1) + 2
IN_QUOTE, IN_GAP = BUCKETS - 2, BUCKETS - 1
