"""Who is who inside one report: mentions merged into participants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quellenlage.domain.actor import ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.ids import content_id
from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.extract.coreference import (
    Figure,
    Scene,
    Sought,
    pronoun_antecedent,
    role_antecedent,
    same_source,
)
from quellenlage.extract.participant_names import full_name, office_of, speaks_for
from quellenlage.extract.participant_traits import Describer, Traits

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
    quotes: Sequence[Sought],
    pack: LanguagePack,
) -> Resolution:
    """Merge the mentions that refer to the same actor.

    Names come first and decide alone; offices without a name look for a bearer, pronouns for whoever
    spoke or acted last and agrees. Every mention but a pronoun has a participant.
    """
    ordered = tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))
    describer = Describer(text, pack.code, pack.names)
    traits = [describer.describe(mention) for mention in ordered]
    scene = Scene.of(text, sentences, ordered, quotes, pack.names)
    figures = _merge(traits, scene)
    participants = []
    whose: dict[Mention, str] = {}
    for figure in figures:
        participant = _participant(report_id, text, figure, pack)
        participants.append(participant)
        whose.update((m, participant.id) for m in participant.mentions)
    return Resolution(tuple(participants), ordered, whose)


def _merge(traits: Sequence[Traits], scene: Scene) -> list[Figure]:
    """The figures of the report in the order they appear."""
    figures: list[Figure] = []
    _name_persons(traits, figures)
    taken = {id(t) for figure in figures for t in figure.traits}
    for item in traits:
        if id(item) in taken:
            continue
        if item.mention.form is MentionForm.PRONOUN:
            figure = pronoun_antecedent(item, figures, scene)
            if figure is not None:
                figure.add(item)
            continue
        figure = (
            same_source(item, figures, scene)
            or _same_name(item, figures)
            or role_antecedent(item, figures, scene)
        )
        if figure is None:
            figure = Figure()
            figures.append(figure)
        figure.add(item)
    return sorted(figures, key=lambda f: (f.first, f.traits[0].mention.span.end))


def _name_persons(traits: Sequence[Traits], figures: list[Figure]) -> None:
    """Persons by name: full names first, then surnames alone with whoever bears them."""
    persons = [t for t in traits if t.mention.kind is ActorKind.PERSON and t.name]
    for item in (t for t in persons if len(t.parts) > 1):
        figure = next((f for f in figures if f.bears(item)), None)
        if figure is None:
            figure = Figure()
            figures.append(figure)
        figure.add(item)
    for item in (t for t in persons if len(t.parts) == 1):
        bearers = [f for f in figures if f.called(item)]
        before = [f for f in bearers if f.first < item.mention.span.start]
        figure = max(before, key=lambda f: f.last_before(item.mention.span.start)) if before else None
        figure = figure or (bearers[0] if bearers else None)
        if figure is None:
            figure = Figure()
            figures.append(figure)
        figure.add(item)


def _same_name(item: Traits, figures: Sequence[Figure]) -> Figure | None:
    """The body or country that this name or phrase names again."""
    return next((f for f in figures if f.same_body(item)), None)


def _participant(report_id: str, text: str, figure: Figure, pack: LanguagePack) -> Participant:
    mentions = tuple(sorted((t.mention for t in figure.traits), key=lambda m: (m.span.start, -m.span.end)))
    name = full_name(text, figure, pack.names)
    first = mentions[0].span
    return Participant(
        id=content_id("pa", report_id, first.start, first.end, name),
        report=report_id,
        name=name,
        kind=figure.kind,
        mentions=mentions,
        roles=office_of(text, figure),
        country=figure.country,
        speaks_for=speaks_for(text, figure, pack.names),
    )
