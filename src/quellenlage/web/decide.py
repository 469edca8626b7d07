"""Decisions made in the browser: who may make them, what they say, and the file they are added to."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from quellenlage.domain.decision import Decision, DecisionKind, decide, in_force
from quellenlage.domain.entry import EntryKind
from quellenlage.domain.link import Judgement
from quellenlage.domain.span import Span
from quellenlage.errors import InputError
from quellenlage.ledger.decisions import append_decision, decisions_hash, fault_of, read_decisions
from quellenlage.web.page import Opened

MAX_BODY = 64_000  # bytes of a decision that are read
MAX_SUBJECTS = 500
MAX_TEXT = 300

_ENTRIES = {
    DecisionKind.ACTOR: EntryKind.PARTICIPANT,
    DecisionKind.ALIAS: EntryKind.PARTICIPANT,
    DecisionKind.UTTERANCE: EntryKind.STATEMENT,
    DecisionKind.CLAIM: EntryKind.STATEMENT,
    DecisionKind.FURNITURE: EntryKind.REPORT,
}


class RefusedError(Exception):
    """The decision cannot be taken; says why."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where decisions are made: the file, who makes them, and the secret that lets them."""

    path: Path
    author: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _writing: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @property
    def cookie(self) -> str:
        """What the browser keeps; the token itself stays out of it."""
        return _derived(self.token, "cookie")

    @property
    def seal(self) -> str:
        """What every form carries, so that no other page can send one."""
        return _derived(self.token, "form")

    def lets_in(self, token: str) -> bool:
        """Whether this is the token that was printed at the start."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def knows(self, cookie: str) -> bool:
        """Whether a browser came in with the token."""
        return hmac.compare_digest(cookie.encode(), self.cookie.encode())

    def sealed(self, seal: str) -> bool:
        """Whether a form is ours."""
        return hmac.compare_digest(seal.encode(), self.seal.encode())

    def decisions(self) -> tuple[Decision, ...]:
        """All that was decided. Raises `InputError` for a file that cannot be read."""
        return read_decisions(self.path) if self.path.is_file() else ()

    def take(self, opened: Opened, form: Mapping[str, str]) -> Decision:
        """Add the decision of a form to the file. Raises `RefusedError` where it makes none."""
        with self._writing:
            made = self._made(opened, form)
            try:
                append_decision(self.path, made)
            except (InputError, OSError) as error:
                raise RefusedError(str(error)) from error
        return made

    def _made(self, opened: Opened, form: Mapping[str, str]) -> Decision:
        try:
            kind, judgement = DecisionKind(form.get("kind", "")), Judgement(form.get("judgement", ""))
        except ValueError as error:
            raise RefusedError(str(error)) from error
        subjects = tuple(dict.fromkeys(form.get("subjects", "").split()))
        if len(subjects) > MAX_SUBJECTS:
            raise RefusedError(f"more than {MAX_SUBJECTS} subjects")
        span, exact = None, ""
        if kind is DecisionKind.UNDO:
            self._check_undone(subjects)
        else:
            subjects = _resolved(opened, kind, subjects)
        if kind is DecisionKind.FURNITURE:
            span, exact = _span(opened, subjects, form)
        made = decide(
            kind,
            subjects,
            judgement,
            self.author,
            datetime.now(UTC).isoformat(timespec="seconds"),
            text=form.get("text", "").strip()[:MAX_TEXT],
            span=span,
            exact=exact,
            note=form.get("note", "").strip()[:MAX_TEXT],
        )
        wrong = fault_of(made)
        if wrong is not None:
            raise RefusedError(wrong)
        return made

    def _check_undone(self, subjects: tuple[str, ...]) -> None:
        known = {decision.id for decision in self.decisions()}
        if len(subjects) != 1 or subjects[0] not in known:
            raise RefusedError("there is no such decision")


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in a list: what it says, and whether it holds."""

    decision: Decision
    holds: bool
    labels: tuple[tuple[str, str], ...]  # subjects with their first words


@dataclass(frozen=True, slots=True)
class DecisionsView:
    """All that was decided, the latest first."""

    lines: tuple[DecisionLine, ...]
    pending: bool


def decisions_view(opened: Opened, decisions: tuple[Decision, ...]) -> DecisionsView:
    """The decisions with their subjects in words."""
    holding = {d.id for d in in_force(decisions)}
    undoing = {d.id for d in decisions if d.kind is DecisionKind.UNDO}
    undone = {s for d in decisions if d.kind is DecisionKind.UNDO for s in d.subjects}
    words = opened.store.first_words(s for d in decisions for s in d.subjects[:4])
    lines = tuple(
        DecisionLine(
            d,
            d.id in holding or (d.id in undoing and d.id not in undone),
            tuple((s, words.get(s, s)) for s in d.subjects[:4]),
        )
        for d in reversed(decisions)
    )
    return DecisionsView(lines, is_pending(opened, decisions))


def is_pending(opened: Opened, decisions: tuple[Decision, ...]) -> bool:
    """Whether the ledger was compiled with other decisions than those that hold now."""
    holding = in_force(decisions)
    applied = dict(opened.run.settings).get("decisions")
    return applied != (decisions_hash(holding) if holding else None)


def about(decisions: Iterable[Decision], subjects: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions in force that name one of these."""
    own = set(subjects)
    return tuple(d for d in in_force(decisions) if not own.isdisjoint(d.subjects))


def _derived(token: str, purpose: str) -> str:
    return hmac.new(token.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def _resolved(opened: Opened, kind: DecisionKind, subjects: tuple[str, ...]) -> tuple[str, ...]:
    """Subjects that the ledger has; a whole actor or utterance stands for what it is folded from."""
    found: dict[str, None] = {}
    for own in subjects:
        entry = opened.store.entry(own)
        if entry is None:
            raise RefusedError(f"{own}: no such line")
        wanted = _ENTRIES[kind]
        if entry.kind is wanted:
            found[own] = None
            continue
        below = [
            ref for ref in entry.refs if ref.startswith("pa-" if wanted is EntryKind.PARTICIPANT else "st-")
        ]
        if entry.kind not in (EntryKind.ACTOR, EntryKind.UTTERANCE, EntryKind.CLAIM) or not below:
            raise RefusedError(f"{own} is a {entry.kind}, not a {wanted}")
        found.update(dict.fromkeys(below))
    return tuple(found)[:MAX_SUBJECTS]


def _span(opened: Opened, subjects: tuple[str, ...], form: Mapping[str, str]) -> tuple[Span, str]:
    start, end = form.get("start", ""), form.get("end", "")
    if not (start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10):
        raise RefusedError("furniture needs a start and an end")
    texts = [stored.text for stored in opened.store.texts_of(subjects).values()]
    if len(texts) != 1 or not int(start) < int(end) <= len(texts[0]):
        raise RefusedError("there is no such place in the report")
    span = Span(int(start), int(end))
    return span, span.of(texts[0])
