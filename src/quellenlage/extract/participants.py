"""Who is who inside one report: mentions merged into participants."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from quellenlage.domain.actor import ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.ids import content_id
from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.extract.coreference import (
    Scene,
    Sought,
    pronoun_antecedent,
    role_antecedent,
    same_source,
    source_antecedent,
)
from quellenlage.extract.participant_drafts import Cast, Draft, stem
from quellenlage.extract.participant_names import full_name, offices_of, speaks_for
from quellenlage.extract.participant_traits import Describer, Traits
from quellenlage.lang.names import NameRules

if TYPE_CHECKING:
    from quellenlage.lang.pack import LanguagePack


@dataclass(frozen=True)
class Resolution:
    """The participants of one report, and which mention is whose. `mentions` are sorted by span."""

    participants: tuple[Participant, ...]
    mentions: tuple[Mention, ...]
    whose: Mapping[Mention, str] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(m.span.start for m in self.mentions)

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie fully inside `span`, by start, outer ones first."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return tuple(m for m in self.mentions[low:high] if m.span.end <= span.end)

    def at(self, mention: Mention) -> str | None:
        """The id of the participant a mention refers to; None where that is not settled."""
        return self.whose.get(mention)

    def kept_for(self, statements: Iterable[Statement]) -> tuple[Participant, ...]:
        """The participants that speak in `statements` or pass them on, with all their mentions."""
        used = {id_ for s in statements for id_ in (s.participant, *s.via)}
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
    ordered = tuple(sorted(mentions, key=_place))
    describer = Describer(text, pack.code, pack.names)
    traits = [describer.describe(mention) for mention in ordered]
    scene = Scene.of(text, sentences, ordered, quotes, pack.names)
    drafts = sorted(_merged(traits, scene).drafts, key=lambda d: _place(d.traits[0].mention))
    participants = tuple(_participant(report_id, text, draft, pack.names) for draft in drafts)
    whose = {mention: p.id for p in participants for mention in p.mentions}
    return Resolution(participants, ordered, whose)


def _place(mention: Mention) -> tuple[int, int]:
    """The order of mentions: by start, outer ones first."""
    return (mention.span.start, -mention.span.end)


def _merged(traits: Sequence[Traits], scene: Scene) -> Cast:
    """The cast of the report: persons by name, then all mentions in the order of the text."""
    cast = Cast()
    _introduce_persons(traits, cast)
    for item in traits:
        draft = cast.owner.get(id(item))
        if draft is None and item.mention.form is MentionForm.PRONOUN:
            draft = pronoun_antecedent(item, cast, scene)
            if draft is not None:
                cast.assign(item, draft)
        elif draft is None:
            draft = cast.assign(
                item,
                same_source(item, cast, scene)
                or _same_body(item, cast)
                or source_antecedent(item, cast, scene)
                or role_antecedent(item, cast, scene),
            )
        if draft is not None:
            cast.passed(item, draft)
    for draft in cast.drafts:
        draft.traits.sort(key=lambda t: _place(t.mention))
    return cast


def _introduce_persons(traits: Sequence[Traits], cast: Cast) -> None:
    """Persons by name: full names first, then single names with whoever bears them."""
    persons = [t for t in traits if t.mention.kind is ActorKind.PERSON and t.name]
    for item in (t for t in persons if len(t.parts) > 1):
        cast.assign(item, next((d for d in cast.by_word[stem(item.parts[-1])] if _bears(d, item)), None))
    for item in (t for t in persons if len(t.parts) == 1):
        at = item.mention.span.start
        bearers = [d for d in cast.by_word[stem(item.parts[0])] if _is_called(d, item)]
        before = [d for d in bearers if d.first < at]
        cast.assign(
            item, max(before, key=lambda d: d.last_before(at)) if before else next(iter(bearers), None)
        )


def _bears(draft: Draft, item: Traits) -> bool:
    """Whether a full name is this person's: the same surname and no other given name."""
    return any(len(t.parts) > 1 and _same_person(t.parts, item.parts) for t in draft.names.values())


def _same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names may be one person's: surname alike, given names not contradicting."""
    if not _same_word(one[-1], other[-1]):
        return " ".join(one).replace("-", " ").lower() == " ".join(other).replace("-", " ").lower()
    first, second = one[0], other[0]
    shortened = len(first.rstrip(".")) == 1 or len(second.rstrip(".")) == 1
    return first == second or (shortened and first[0] == second[0])


def _is_called(draft: Draft, item: Traits) -> bool:
    """Whether a single name is this person's surname or given name, genitive allowed."""
    if not draft.may_be(item.genders):
        return False
    word = item.parts[0]
    return any(_same_word(word, part) for t in draft.names.values() for part in (t.parts[0], t.parts[-1]))


def _same_body(item: Traits, cast: Cast) -> Draft | None:
    """The body or country that this name, acronym or compound names again."""
    if item.mention.kind is ActorKind.PERSON:
        return None
    names = [name for name in (item.name, item.acronym, item.source, *item.aliases) if name]
    for name in names:
        for draft in cast.by_name.get(stem(name), ()):
            if draft.kind is not ActorKind.PERSON and _is_named(draft, name):
                return draft
    if item.mention.kind is ActorKind.COUNTRY:
        known = [d for code in sorted(item.countries) for d in cast.by_name.get("country " + code, ())]
        return known[0] if known else None
    phrases = cast.by_name.get("phrase " + item.source.lower(), ()) if item.source else ()
    return next(iter(phrases), None)


def _is_named(draft: Draft, name: str) -> bool:
    return any(_same_word(name.lower(), known.lower()) for known in _names_of(draft))


def _names_of(draft: Draft) -> Iterable[str]:
    yield from draft.names
    for t in draft.traits:
        if t.acronym:
            yield t.acronym
        if t.source:
            yield t.source
        yield from t.aliases


def _same_word(one: str, other: str) -> bool:
    """Whether two names are equal but for a genitive ending."""
    shorter, longer = sorted((one, other), key=len)
    return longer == shorter or (
        longer[len(shorter) :] in ("s", "es", "'", "’") and longer.startswith(shorter)
    )


def _participant(report_id: str, text: str, draft: Draft, rules: NameRules) -> Participant:
    name = full_name(text, draft, rules)
    first = draft.traits[0].mention.span
    return Participant(
        id=content_id("pa", report_id, first.start, first.end, name),
        report=report_id,
        name=name,
        kind=draft.kind,
        mentions=tuple(t.mention for t in draft.traits),
        roles=offices_of(text, draft),
        country=draft.country,
        speaks_for=speaks_for(text, draft, rules),
    )
