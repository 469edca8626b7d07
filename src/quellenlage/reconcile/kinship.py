"""May one actor's words be reported as another's? The spokeswoman's and her ministry's, for one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.actor import Actor, ActorKind, MentionForm
from quellenlage.domain.reading import Corpus
from quellenlage.domain.span import Span
from quellenlage.lang.pack import LanguagePack
from quellenlage.reconcile.content import Word, lemma_of, match, parts_of, strengths, words_in
from quellenlage.reconcile.names import is_acronym
from quellenlage.reconcile.wordings import pack_of

WHOLE = 0.8  # strength from which a word is the same word, not a part of it
TRANSLATED = 0.6  # mean strength from which a name is a translation


class Kin(StrEnum):
    """How the speakers of two statements relate."""

    SAME = "same"
    SPEAKS_FOR = "speaks-for"  # declared by a report
    HOUSE = "house"  # both speak for one body
    ALIKE = "alike"  # two bodies, the name of the one is part of the other's or its translation
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
        self._names = {actor.id: _body_names(corpus, actor) for actor in self._actors.values()}
        self._general = {actor.id: _general_names(corpus, actor) for actor in self._actors.values()}
        self._principals = {actor.id: _principals(corpus, actor) for actor in self._actors.values()}
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
        if a.speaks_for and a.speaks_for == b.speaks_for and ActorKind.ROLE in (a.kind, b.kind):
            return Kin.HOUSE
        if self._principals[left] & self._principals[right] and a.kind is b.kind is ActorKind.ROLE:
            return Kin.HOUSE
        if a.kind is b.kind is ActorKind.ORGANISATION and _alike(self._names[left], self._names[right]):
            return Kin.ALIKE
        if self._speaks(a, b) or self._speaks(b, a):
            return Kin.HOUSE
        if self._holds_office(a, b) or self._holds_office(b, a):
            return Kin.COUNTRY if ActorKind.COUNTRY in (a.kind, b.kind) else Kin.OFFICE
        return Kin.OTHER

    def _speaks(self, voice: Actor, body: Actor) -> bool:
        """Whether a nameless spokesperson is one of this body's, by what the office says."""
        role = voice.kind is ActorKind.ROLE and body.kind is ActorKind.ORGANISATION
        return role and bool(self._principals[voice.id]) and self._holds_office(voice, body)

    def _holds_office(self, person: Actor, body: Actor) -> bool:
        if person.kind is ActorKind.COUNTRY or body.kind not in (ActorKind.COUNTRY, ActorKind.ORGANISATION):
            return False
        if person.kind is ActorKind.ORGANISATION and body.kind is not ActorKind.COUNTRY:
            return any(form <= self._office[person.id] for form in self._general[body.id])
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
            if actor.kind is not ActorKind.ORGANISATION:
                office.update(_headed(name, words, pack))
        if participant.country:
            office.add(f"g:{participant.country}")
            if actor.kind is ActorKind.COUNTRY:
                forms.add(frozenset({f"g:{participant.country}"}))
    return tuple(sorted((f for f in forms if f), key=sorted)), frozenset(office)


def _headed(phrase: str, words: Iterable[Word], pack: LanguagePack) -> Iterator[str]:
    """What the bodies are called that an office is the head of: the county of its chief."""
    for word in words:
        for body in pack.compare.heads.get(lemma_of(word.span.of(phrase), pack.code), ()):
            yield from (w.key for w in words_in(body, Span(0, len(body)), pack))


def _general_names(corpus: Corpus, actor: Actor) -> tuple[frozenset[str], ...]:
    """The names of a body that only tell its sort ("der Landkreis"), word by word."""
    if actor.kind is not ActorKind.ORGANISATION:
        return ()
    found = set()
    for participant in (corpus.participants[p] for p in actor.participants):
        words = words_in(
            participant.name, Span(0, len(participant.name)), pack_of(corpus.reading_of[participant.report])
        )
        if not any(
            w.is_name or w.key.startswith("g:") or is_acronym(w.span.of(participant.name)) for w in words
        ):
            found.add(frozenset(w.key for w in words))
    return tuple(sorted((f for f in found if f), key=sorted))


def _principals(corpus: Corpus, actor: Actor) -> frozenset[str]:
    """For whom the reports say that an actor speaks, as printed."""
    participants = (corpus.participants[p] for p in actor.participants)
    return frozenset(p.speaks_for.casefold() for p in participants if p.speaks_for)


@dataclass(frozen=True, slots=True)
class _Name:
    """The words of a body's name, without what only tells its country."""

    language: str
    words: tuple[Word, ...]
    parts: tuple[Word, ...]  # the words with compounds taken apart


def _body_names(corpus: Corpus, actor: Actor) -> tuple[_Name, ...]:
    if actor.kind is not ActorKind.ORGANISATION:
        return ()
    found = set()
    for participant in (corpus.participants[p] for p in actor.participants):
        pack = pack_of(corpus.reading_of[participant.report])
        words = words_in(participant.name, Span(0, len(participant.name)), pack)
        telling = tuple(w for w in words if not _is_general(w, pack))
        parts = tuple(p for w in telling for p in parts_of(w, participant.name, pack))
        found.add(_Name(pack.code, telling, tuple(p for p in parts if not _is_general(p, pack))))
    return tuple(sorted((n for n in found if n.words), key=repr))


def _is_general(word: Word, pack: LanguagePack) -> bool:
    return word.key.startswith("g:") or any(k in pack.compare.national for k, s in word.keys if s >= WHOLE)


def _alike(left: Iterable[_Name], right: Iterable[_Name]) -> bool:
    """Whether all words of one name are in the other: a short form, or a translation."""
    return any(_holds_name(a, b) or _holds_name(b, a) for a in left for b in right)


def _holds_name(long: _Name, short: _Name) -> bool:
    if long.language == short.language:
        keys = strengths(long.words)
        return len(short.words) < len(long.words) and all(match(w, keys) >= WHOLE for w in short.words)
    keys = strengths(long.parts)
    found = [match(word, keys) for word in short.parts]
    return len(found) > 1 and sum(found) / len(found) >= TRANSLATED and min(found) > 0
