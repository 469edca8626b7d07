"""May one actor's words be reported as another's? The spokeswoman's and her ministry's, for one."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from quellenlage.domain.actor import Actor, ActorKind, MentionForm
from quellenlage.domain.reading import Corpus
from quellenlage.domain.span import Span
from quellenlage.reconcile.content import words_in
from quellenlage.reconcile.wordings import pack_of


class Kin(StrEnum):
    """How the speakers of two statements relate."""

    SAME = "same"
    SPEAKS_FOR = "speaks-for"  # declared by a report
    OFFICE = "office"  # the one's office names the body that is the other
    COUNTRY = "country"  # the one holds an office of the country that is the other
    UNKNOWN = "unknown"  # one of the two is not known
    OTHER = "other"


class Kinship:
    """Relations between the actors of a corpus, worked out once per actor."""

    def __init__(self, corpus: Corpus, actors: Iterable[Actor]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._says: dict[str, tuple[frozenset[str], ...]] = {}
        self._office: dict[str, frozenset[str]] = {}
        for actor in self._actors.values():
            self._says[actor.id], self._office[actor.id] = _described(corpus, actor)

    def of(self, left: str | None, right: str | None) -> Kin:
        """How two actors (ids, None where unknown) relate."""
        if left is None or right is None:
            return Kin.UNKNOWN
        if left == right:
            return Kin.SAME
        a, b = self._actors[left], self._actors[right]
        if a.speaks_for == right or b.speaks_for == left:
            return Kin.SPEAKS_FOR
        if self._holds_office(a, b) or self._holds_office(b, a):
            return Kin.COUNTRY if ActorKind.COUNTRY in (a.kind, b.kind) else Kin.OFFICE
        return Kin.OTHER

    def _holds_office(self, person: Actor, body: Actor) -> bool:
        if person.kind is ActorKind.COUNTRY or body.kind not in (ActorKind.COUNTRY, ActorKind.ORGANISATION):
            return False
        if person.kind is ActorKind.ORGANISATION and body.kind is not ActorKind.COUNTRY:
            return False
        return any(form <= self._office[person.id] for form in self._says[body.id])


def _described(corpus: Corpus, actor: Actor) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """What each printed form of an actor's name says, and what its offices say, word by word."""
    forms: set[frozenset[str]] = set()
    office: set[str] = set()
    for participant in (corpus.participants[p] for p in actor.participants):
        reading = corpus.reading_of[participant.report]
        pack = pack_of(reading)
        mentions = [m for m in participant.mentions if m.form is not MentionForm.PRONOUN]
        phrases = [*participant.roles, *(m.span.of(reading.report.text) for m in mentions)]
        for name in (participant.name, *phrases):
            words = words_in(name, Span(0, len(name)), pack)
            forms.add(frozenset(w.key for w in words))
            office.update(k for w in words for k, _ in w.keys)
        if participant.country:
            office.add(f"g:{participant.country}")
            if actor.kind is ActorKind.COUNTRY:
                forms.add(frozenset({f"g:{participant.country}"}))
    return tuple(sorted((f for f in forms if f), key=sorted)), frozenset(office)
