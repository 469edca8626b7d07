"""Lines of the ledger in short: what kind each is, and its first words."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.domain.actor import Actor as DomainActor
from quellenlage.domain.actor import Participant
from quellenlage.domain.story import OriginBounds
from quellenlage.ledger.codec import decode
from quellenlage.render.views.index import shortened
from quellenlage.web.page import Opened

REFERENCES = 40  # lines in short that a page shows at once


@dataclass(frozen=True, slots=True)
class LineRef:
    """Another line in short: what kind, and its first words."""

    id: str
    kind: str
    label: str


_KIND = {
    "st": "statement", "ut": "utterance", "cl": "claim", "se": "series", "fi": "figure", "ac": "actor",
    "pa": "participant", "re": "report", "li": "link", "or": "origins", "db": "date-bound", "sy": "story",
    "tm": "time",
}  # fmt: skip


def labels_of(opened: Opened, ids: tuple[str, ...]) -> dict[str, LineRef]:
    """Lines in short, by id; those that are not in the ledger are left out."""
    words = opened.store.first_words(ids)
    out: dict[str, LineRef] = {}
    for own, payload in opened.store.payloads(ids).items():
        kind = _KIND.get(own.partition("-")[0], "other")
        label = words.get(own, "")
        if kind == "actor":
            label = decode(payload, DomainActor).name
        elif kind == "participant":
            label = decode(payload, Participant).name
        elif kind == "utterance":
            first = opened.register.wordings(own, 1)
            label = opened.store.first_words(first).get(first[0], "") if first else ""
        elif kind == "origins":
            bounds = decode(payload, OriginBounds)
            label = f"{bounds.low}–{bounds.high}"
        out[own] = LineRef(own, kind, shortened(label))
    return out
