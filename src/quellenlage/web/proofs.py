"""The proof paths of claims, series and utterances, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quellenlage.render.views.index import Index
from quellenlage.render.views.origins import ProofView, proof_view


def proofs(index: Index, subjects: Iterable[str]) -> Iterator[ProofView]:
    """The proof paths of these subjects, where their origins were counted."""
    for subject in subjects:
        label = _label(index, subject)
        if label is not None and subject in index.bounds_of:
            yield proof_view(index, *label, index.bounds_of[subject])


def _label(index: Index, subject: str) -> tuple[str, str] | None:
    """What a subject of a proof path is, and its words."""
    for claim in index.dossier.claims:
        if claim.id == subject:
            return "claim", claim.text
    for series in index.dossier.series:
        if series.id == subject:
            return "series", series.label
    for utterance in index.dossier.utterances:
        if utterance.id == subject:
            known = [s for s in map(index.statement, utterance.statements) if s is not None]
            return "utterance", index.wording(known[0]) if known else ""
    return None
