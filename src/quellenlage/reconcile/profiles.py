"""What tells who a participant is: the sounds of the name, what it says, the offices, the printed forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quellenlage.domain.actor import ActorKind, MentionForm, Participant
from quellenlage.domain.reading import Corpus
from quellenlage.domain.span import Span
from quellenlage.domain.story import Story
from quellenlage.lang.names import NounKind
from quellenlage.lang.pack import LanguagePack
from quellenlage.reconcile.bodies import body_name, sorts_of
from quellenlage.reconcile.content import atoms_of, words_in
from quellenlage.reconcile.names import initials_of, is_acronym, name_parts
from quellenlage.reconcile.wordings import pack_of

Key = tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """A participant with what tells who it is. `place` is the story (or lone report) it stands in."""

    participant: Participant
    name: str
    place: str
    parts: Key  # sounds of the name
    says: frozenset[str]  # what the name says, taken apart; of a body's name the words that name it
    whole: frozenset[str]  # what all of the name says
    called: frozenset[str]  # what its roles say
    offices: tuple[frozenset[str], ...]  # what each role and printed phrase says
    named: bool
    generic: bool  # a name that many bodies bear: holds inside one story only
    holds_office: bool  # some role of it is a person's
    definite: bool  # a role of one certain person: "the president", not "a spokesman", "eyewitnesses"
    acronym: str
    initials: str
    printed: Key  # every way it is printed, pronouns left out
    principal: Key  # look-up keys of whom it speaks for
    forms: Key  # every printed name, as often as it is printed
    full: str  # the name with what a body is called beside it: "Landkreis Ilmede"

    @property
    def id(self) -> str:
        """The participant's id."""
        return self.participant.id

    @property
    def kind(self) -> ActorKind:
        """The participant's kind."""
        return self.participant.kind


def profiles_of(corpus: Corpus, stories: Sequence[Story]) -> Iterator[Profile]:
    """The profile of every participant, report by report."""
    place_of = {report: story.id for story in stories for report in story.reports}
    for reading in corpus.readings:
        pack = pack_of(reading)
        text = reading.report.text
        for participant in reading.participants:
            yield _profile(participant, text, place_of.get(reading.report.id, reading.report.id), pack)


def _profile(participant: Participant, text: str, place: str, pack: LanguagePack) -> Profile:
    phrases = sorted({m.span.of(text) for m in participant.mentions if m.form is not MentionForm.PRONOUN})
    name = _telling_name(participant.name, phrases, pack)
    says = whole = atoms_of(name, pack)
    beside: frozenset[str] = frozenset()
    if participant.kind is ActorKind.ORGANISATION:
        body = body_name(name, pack.code)
        says, beside = body.core, body.beside
    offices = {atoms_of(phrase, pack) for phrase in (*participant.roles, *phrases)} - {frozenset()}
    if participant.country and participant.kind is ActorKind.COUNTRY:
        says = frozenset({f"g:{participant.country}"})
    return Profile(
        participant=participant,
        name=name,
        place=place,
        parts=name_parts(name, pack),
        says=says,
        called=beside | _called(participant, pack),
        offices=tuple(sorted(offices, key=sorted)),
        named=participant.kind is not ActorKind.ROLE and _is_named(participant),
        generic=_is_generic(name, whole, pack),
        whole=whole,
        holds_office=any(_is_persons(role, pack) for role in participant.roles),
        definite=not any(_is_indefinite(phrase, pack) for phrase in (name, *phrases)),
        acronym="".join(c for c in name if c.isalpha()).upper() if is_acronym(name) else "",
        initials=initials_of(name, pack),
        printed=tuple(phrases),
        principal=_look_up(participant.speaks_for, pack) if participant.speaks_for else (),
        forms=tuple(m.name.of(text) for m in participant.mentions if m.name is not None),
        full=_full_name(name, phrases, pack),
    )


def _called(participant: Participant, pack: LanguagePack) -> frozenset[str]:
    """What the roles of a participant say; a body's spokesperson tells nothing of what it is."""
    roles = participant.roles
    if participant.kind is not ActorKind.PERSON:
        roles = tuple(role for role in roles if not is_spokesperson(role, pack))
    return frozenset(atom for role in roles for atom in (*atoms_of(role, pack), *sorts_of(role, pack)))


def _is_persons(role: str, pack: LanguagePack) -> bool:
    """Whether a role is an office of a person, not what a body is ("maker of trains")."""
    heads = [h for word in role.split() if (h := pack.names.head(word.strip(",")))]
    return not heads or (heads[0].noun.kind is NounKind.PERSON and not is_spokesperson(role, pack))


def is_spokesperson(phrase: str, pack: LanguagePack) -> bool:
    """Whether a phrase is of one who speaks for others: a spokeswoman, a police spokesman."""
    heads = (pack.names.head(word.strip(",")) for word in phrase.split())
    bases = {head.noun.base.lower() for head in heads if head is not None}
    return any(
        base.removesuffix("in") in pack.names.spokespersons or base in pack.names.spokespersons
        for base in bases
    )


def _telling_name(name: str, phrases: Iterable[str], pack: LanguagePack) -> str:
    """The name; where it is "the same source" the longest phrase that says which."""
    if not any(p.search(phrase) for p in pack.names.same_source for phrase in phrases if name in phrase):
        return name
    return max((phrase for phrase in phrases if name not in phrase), key=lambda f: (len(f), f), default=name)


def _full_name(name: str, phrases: Iterable[str], pack: LanguagePack) -> str:
    """The longest printed phrase that ends in the name and only adds what the body is."""
    full = [name]
    for phrase in phrases:
        words = phrase.split()
        while words and words[0].lower() in pack.names.determiners:
            words.pop(0)
        joined = " ".join(words)
        if joined.endswith(name) and joined in phrase:
            full.append(joined)
    return max(full, key=lambda f: (len(f), f))


def _look_up(name: str, pack: LanguagePack) -> Key:
    """The keys under which a body of this name is found: what it says, and how it sounds."""
    body = body_name(name, pack.code)
    return (
        "|".join(sorted(body.core | {a for a in body.beside if a.startswith("g:")})),
        "|".join(sorted(body.core)),
        "|".join(name_parts(name, pack)),
    )


def _is_named(participant: Participant) -> bool:
    forms = {m.form for m in participant.mentions}
    return not forms or MentionForm.NAME in forms or participant.kind is not ActorKind.PERSON


def _is_generic(name: str, says: Iterable[str], pack: LanguagePack) -> bool:
    """Whether nothing in a name tells which police, which ministry is meant."""
    if is_acronym(name) or name in pack.names.organisations or any(a.startswith("g:") for a in says):
        return False
    return not any(word.is_name for word in words_in(name, Span(0, len(name)), pack))


def _is_indefinite(phrase: str, pack: LanguagePack) -> bool:
    words = phrase.split()
    head = pack.names.head(words[-1]) if words else None
    return bool(words) and (
        words[0].lower() in pack.compare.indefinite or (head is not None and head.noun.plural is True)
    )
