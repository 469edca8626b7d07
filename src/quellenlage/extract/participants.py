"""Who is who inside one report: mentions merged into participants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quellenlage.domain.actor import ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.ids import content_id
from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement

if TYPE_CHECKING:
    from quellenlage.lang.pack import LanguagePack


@dataclass(frozen=True)
class Resolution:
    """The participants of one report, and which mention is whose."""

    participants: tuple[Participant, ...]
    mentions: tuple[Mention, ...]
    whose: Mapping[Mention, str] = field(default_factory=dict)

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie fully inside `span`, by start, outer ones first."""
        return tuple(m for m in self.mentions if span.contains(m.span))

    def at(self, mention: Mention) -> str | None:
        """The id of the participant a mention refers to; None where that is not settled."""
        return self.whose.get(mention)

    def kept_for(self, statements: Iterable[Statement]) -> tuple[Participant, ...]:
        """The participants that speak in `statements` or pass them on, with all their mentions."""
        used = {s.participant for s in statements} | {via for s in statements for via in s.via}
        return tuple(sorted((p for p in self.participants if p.id in used), key=lambda p: p.id))


def resolve_participants(
    report_id: str,
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    quotes: Sequence[Any],
    pack: LanguagePack,
) -> Resolution:
    """Merge the mentions that refer to the same actor."""
    groups: dict[str, list[Mention]] = {}
    full: dict[str, str] = {}
    ordered = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
    for m in ordered:
        if m.name and m.kind is ActorKind.PERSON:
            name = m.name.of(text)
            if " " in name:
                full.setdefault(name.split()[-1], name)
    whose: dict[Mention, str] = {}
    last: str | None = None
    for m in ordered:
        if m.form is MentionForm.PRONOUN:
            if last:
                groups[last].append(m)
            continue
        key = (m.name or m.role or m.span).of(text)
        key = full.get(key.removesuffix("s"), full.get(key, key))
        groups.setdefault(key, []).append(m)
        if m.kind is ActorKind.PERSON:
            last = key
    participants = []
    for key, members in groups.items():
        pid = content_id("pa", report_id, members[0].span.start, members[0].span.end, key)
        participants.append(Participant(pid, report_id, key, members[0].kind, tuple(members)))
        whose.update((m, pid) for m in members)
    return Resolution(tuple(participants), tuple(ordered), whose)
