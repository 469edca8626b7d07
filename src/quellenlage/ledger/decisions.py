"""The file of decisions: one JSON object a line, only ever added to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from quellenlage.domain.decision import Decision, DecisionKind, decide
from quellenlage.domain.ids import sha256_of
from quellenlage.domain.link import Judgement
from quellenlage.errors import InputError, LedgerError
from quellenlage.ledger.codec import decode, encode

DECISIONS = "decisions.jsonl"
MAX_LINE = 100_000  # bytes of a line that is read

_SUBJECTS: dict[DecisionKind, tuple[str, int]] = {
    DecisionKind.ACTOR: ("pa-", 2),
    DecisionKind.UTTERANCE: ("st-", 2),
    DecisionKind.CLAIM: ("st-", 2),
    DecisionKind.ALIAS: ("pa-", 1),
    DecisionKind.FURNITURE: ("re-", 1),
    DecisionKind.UNDO: ("de-", 1),
}
"""How the ids of a kind's subjects begin, and how many it needs at least."""


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Every decision in the file, in its order, those undone among them.

    Raises `InputError` that names file and line where one cannot be read: a decision that was silently left
    out would change the ledger.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    found: list[Decision] = []
    known: set[str] = set()
    for number, line in enumerate(lines, 1):
        if line.strip():
            decision = _read(line, f"{path}:{number}")
            if decision.id in known:
                continue  # the same line twice says the same
            if decision.kind is DecisionKind.UNDO and not known.issuperset(decision.subjects):
                raise InputError(f"{path}:{number}: undoes {decision.subjects[0]}, which is not above it")
            known.add(decision.id)
            found.append(decision)
    return tuple(found)


def append_decision(path: Path, decision: Decision) -> None:
    """Add one line to the file; it is on the disk when this returns.

    Raises `InputError` for a decision that could not be read again.
    """
    wrong = fault_of(decision)
    if wrong is not None:
        raise InputError(f"{path}: {wrong}")
    data = encode(decision) + b"\n"
    with path.open("ab") as file:
        if file.tell() and not _ends_line(path):
            data = b"\n" + data
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def decisions_hash(decisions: Sequence[Decision]) -> str:
    """What names a set of decisions in force, whoever made them and when."""
    return sha256_of(b"\n".join(encode(decision) for decision in decisions))


def fault_of(decision: Decision) -> str | None:
    """What is wrong with a decision in itself, None where nothing is."""
    start, least = _SUBJECTS[decision.kind]
    if len(decision.subjects) < least:
        return f"{decision.kind} needs at least {least} subjects"
    strange = [s for s in decision.subjects if not s.startswith(start)]
    if strange:
        return f"{decision.kind} is about ids that begin with {start!r}, not {strange[0]!r}"
    if len(set(decision.subjects)) < len(decision.subjects):
        return "names one subject twice"
    if decision.kind is DecisionKind.ALIAS and not decision.text.strip():
        return "an alias needs a name in 'text'"
    if decision.kind is DecisionKind.FURNITURE:
        if decision.span is None or not len(decision.span) or len(decision.exact) != len(decision.span):
            return "furniture needs 'span' and the characters in it as 'exact'"
        if decision.judgement is not Judgement.POSITIVE:
            return "furniture is marked with the judgement 'positive', or undone"
    if not decision.author.strip() or not decision.time.strip():
        return "needs 'author' and 'time'"
    if _id_of(decision) != decision.id:
        return f"its id is not that of what it says ({_id_of(decision)}): it was changed after it was made"
    return None


def _read(line: bytes, place: str) -> Decision:
    if len(line) > MAX_LINE:
        raise InputError(f"{place}: longer than {MAX_LINE} bytes, not a decision")
    try:
        decision = decode(line, Decision)
    except LedgerError as error:
        raise InputError(f"{place}: {error} (mend or remove the line)") from error
    wrong = fault_of(decision)
    if wrong is not None:
        raise InputError(f"{place}: {wrong} (mend or remove the line)")
    return decision


def _id_of(d: Decision) -> str:
    return decide(
        d.kind,
        d.subjects,
        d.judgement,
        d.author,
        d.time,
        text=d.text,
        span=d.span,
        exact=d.exact,
        note=d.note,
    ).id


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
