"""Speakers as origins: which of those who vouch for something may have it from each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quellenlage.domain.actor import Actor, ActorKind
from quellenlage.domain.reading import Corpus
from quellenlage.domain.statement import Statement
from quellenlage.reconcile.groups import Groups

WORDS = re.compile(r"\w+")


class Speakers:
    """Who speaks a statement, and who belongs to whom."""

    def __init__(self, corpus: Corpus, actors: Sequence[Actor]) -> None:
        self._corpus = corpus
        self._of = {participant: actor for actor in actors for participant in actor.participants}

    def of(self, statement: Statement | None) -> Actor | None:
        """The actor who vouches, None where the report itself does or the speaker is unknown."""
        return self._of.get(statement.participant or "") if statement else None

    def bounds(self, spoken: Sequence[tuple[Statement | None, Actor]]) -> tuple[int, int]:
        """How many of the speakers are certainly, and how many perhaps, independent of each other.

        Whoever speaks for another is one with them in both. Not certainly independent are also: somebody
        known by role only ("ein Helfer"), who may be one of the others; somebody whose words are known only
        from another's words; somebody whose office or name holds another ("NATO-Generalsekretär", NATO).
        """
        low, high = Groups(), Groups()
        actors = {actor.id: actor for _, actor in spoken}
        for actor in actors.values():
            for groups in (low, high):
                groups.join(actor.id, actor.speaks_for or actor.id)
        for statement, actor in spoken:
            outer = self._outer(statement)
            if outer is not None:
                low.join(actor.id, outer.id)
        for member, body in self._offices(actors.values()):
            low.join(member, body)
        sure = {actor.id for actor in actors.values() if actor.kind is not ActorKind.ROLE}
        return len({low.root(a) for a in sure}), len({high.root(a) for a in actors})

    def _outer(self, statement: Statement | None) -> Actor | None:
        """Who tells of this statement inside a statement of their own."""
        if statement is None or statement.within is None:
            return None
        return self.of(self._corpus.statements.get(statement.within))

    def _offices(self, actors: Iterable[Actor]) -> Iterator[tuple[str, str]]:
        """Pairs of an actor and the organisation or country that their office names, or that is theirs."""
        every = sorted(actors, key=lambda a: a.id)
        bodies = [a for a in every if a.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY)]
        for actor in every:
            offices = [_folded(text) for text in self._office_texts(actor)]
            for body in bodies:
                if body.id != actor.id and (
                    any(_holds(office, name) for office in offices for name in _names(body))
                    or (body.kind is ActorKind.COUNTRY and self._countries(actor) & self._countries(body))
                ):
                    yield actor.id, body.id

    def _office_texts(self, actor: Actor) -> Iterator[str]:
        yield actor.name  # "Polizei Tannau" is perhaps "Polizei"
        for pid in actor.participants:
            participant = self._corpus.participants.get(pid)
            if participant is not None:
                yield from participant.roles
                if participant.speaks_for:
                    yield participant.speaks_for

    def _countries(self, actor: Actor) -> set[str]:
        found = (self._corpus.participants.get(pid) for pid in actor.participants)
        return {p.country for p in found if p is not None and p.country}


def _folded(text: str) -> tuple[str, ...]:
    """Lower-case words without the genitive s, the parts of "NATO-Chef" apart."""
    words = (word.casefold() for word in WORDS.findall(text))
    return tuple(word.removesuffix("s") if len(word) > 3 else word for word in words)


def _names(body: Actor) -> Iterator[tuple[str, ...]]:
    for name in (body.name, *body.aliases):
        if words := _folded(name):
            yield words


def _holds(office: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether the words of a name stand in an office."""
    return any(office[i : i + len(name)] == name for i in range(len(office) - len(name) + 1))
