"""Who is who over reports: participants judged to be one actor, by named and checkable reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quellenlage.domain.actor import Actor, ActorKind, MentionForm, Participant
from quellenlage.domain.ids import content_id
from quellenlage.domain.reading import Corpus
from quellenlage.domain.span import Span
from quellenlage.domain.story import Story
from quellenlage.lang.pack import LANGUAGES, LanguagePack, language_pack
from quellenlage.reconcile.content import atoms_of, words_in
from quellenlage.reconcile.groups import Groups
from quellenlage.reconcile.names import initials_of, is_acronym, name_parts
from quellenlage.reconcile.wordings import pack_of

Key = tuple[str, ...]
LONGEST_NAME = 120  # characters before a bracketed abbreviation that may hold the full name


@dataclass(frozen=True)
class Profile:
    """A participant with what tells who it is. `place` is the story (or lone report) it stands in."""

    participant: Participant
    name: str
    place: str
    parts: Key  # sounds of the name
    says: frozenset[str]  # what the name says, taken apart
    called: frozenset[str]  # what its roles say
    offices: tuple[frozenset[str], ...]  # what each role and printed phrase says
    named: bool
    generic: bool  # a name that many bodies bear: holds inside one story only
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


def find_actors(corpus: Corpus, stories: Sequence[Story]) -> tuple[Actor, ...]:
    """The actors of all reports. A full name is one actor everywhere; a surname, a role or a general
    name holds inside one story only, and only where nobody else could be meant.
    """
    profiles = tuple(_profiles(corpus, stories))
    groups = Groups(p.id for p in profiles)
    _join_equal(groups, profiles)
    _join_bodies(groups, profiles)
    for place in _by_place(profiles):
        _join_mistaken(groups, place)
        _join_general(groups, place)
        _join_surnames(groups, place)
        _join_roles(groups, place)
        _join_abbreviations(groups, place, corpus)
    return _actors(groups, profiles, corpus)


# -- what tells who a participant is -----------------------------------------------------------------


def _profiles(corpus: Corpus, stories: Sequence[Story]) -> Iterator[Profile]:
    place_of = {report: story.id for story in stories for report in story.reports}
    for reading in corpus.readings:
        pack = pack_of(reading)
        text = reading.report.text
        for participant in reading.participants:
            yield _profile(participant, text, place_of.get(reading.report.id, reading.report.id), pack)


def _profile(participant: Participant, text: str, place: str, pack: LanguagePack) -> Profile:
    phrases = sorted({m.span.of(text) for m in participant.mentions if m.form is not MentionForm.PRONOUN})
    name = _telling_name(participant.name, phrases, pack)
    says = atoms_of(name, pack)
    offices = {atoms_of(phrase, pack) for phrase in (*participant.roles, *phrases)} - {frozenset()}
    if participant.country and participant.kind is ActorKind.COUNTRY:
        says = frozenset({f"g:{participant.country}"})
    return Profile(
        participant=participant,
        name=name,
        place=place,
        parts=name_parts(name, pack),
        says=says,
        called=frozenset(atom for role in participant.roles for atom in atoms_of(role, pack)),
        offices=tuple(sorted(offices, key=sorted)),
        named=participant.kind is not ActorKind.ROLE and _is_named(participant),
        generic=_is_generic(name, says, pack),
        definite=not any(_is_indefinite(phrase, pack) for phrase in (name, *phrases)),
        acronym="".join(c for c in name if c.isalpha()).upper() if is_acronym(name) else "",
        initials=initials_of(name, pack),
        printed=tuple(phrases),
        principal=_look_up(participant.speaks_for, pack) if participant.speaks_for else (),
        forms=tuple(m.name.of(text) for m in participant.mentions if m.name is not None),
        full=_full_name(name, phrases, pack),
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
    return ("|".join(sorted(atoms_of(name, pack))), "|".join(name_parts(name, pack)))


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


# -- judging ------------------------------------------------------------------------------------------


def _join_equal(groups: Groups, profiles: Iterable[Profile]) -> None:
    """Same country, same full name, same role in words of the same meaning."""
    first: dict[Key, str] = {}
    for profile in profiles:
        for key in _equal_keys(profile):
            groups.join(first.setdefault(key, profile.id), profile.id)


def _equal_keys(p: Profile) -> Iterator[Key]:
    if p.kind is ActorKind.COUNTRY:
        yield ("country", *sorted(p.says or p.parts))
    elif p.kind is ActorKind.PERSON and p.named:
        if len(p.parts) > 1:
            yield ("person", *p.parts)
            yield ("person", p.parts[0], p.parts[-1])
    elif p.kind is not ActorKind.ORGANISATION and p.says and p.definite:
        yield ("role", p.place, *sorted(p.says))


def _join_bodies(groups: Groups, profiles: Iterable[Profile]) -> None:
    """Bodies of the same name, unless what they are called beside it differs: a district and an angling
    club of one town are two. The bare name is whoever bears it, if only one does.
    """
    alike: dict[Key, list[Profile]] = defaultdict(list)
    for p in profiles:
        if p.kind is ActorKind.ORGANISATION and (p.says or p.parts):
            alike[(p.place if p.generic else "", *sorted(p.says or p.parts))].append(p)
    for _, own in sorted(alike.items()):
        called: dict[str, str] = {}
        bare: list[Profile] = []
        for p in own:
            extra = sorted(p.called - p.says)
            for atom in extra:
                groups.join(called.setdefault(atom, p.id), p.id)
            if not extra:
                bare.append(p)
        bearers = {groups.root(i) for i in called.values()}
        for one, other in pairwise(bare):
            groups.join(one.id, other.id)
        if bare and len(bearers) == 1:
            groups.join(bare[0].id, next(iter(bearers)))


def _join_mistaken(groups: Groups, place: Sequence[Profile]) -> None:
    """A bare name read as a person is the body of the story that bears the very name."""
    bodies = {p.parts: p for p in reversed(place) if p.kind is ActorKind.ORGANISATION and p.parts}
    for p in place:
        if p.kind is ActorKind.PERSON and len(p.parts) == 1 and not p.participant.roles and p.parts in bodies:
            groups.join(p.id, bodies[p.parts].id)


def _join_general(groups: Groups, place: Sequence[Profile]) -> None:
    """A general name ("the district") is the one named body of the story that is called so."""
    bodies = [p for p in place if p.kind is ActorKind.ORGANISATION]
    called: dict[str, list[Profile]] = defaultdict(list)
    for p in bodies:
        for atom in sorted(p.called - p.says):
            called[atom].append(p)
    for p in bodies:
        if p.generic and p.definite and p.says:
            bearers = [b for b in called.get(min(p.says), ()) if p.says <= b.called]
            if len({groups.root(b.id) for b in bearers}) == 1:
                groups.join(p.id, bearers[0].id)


def _join_surnames(groups: Groups, place: Sequence[Profile]) -> None:
    """A bare surname is whoever bears it in the story, if only one person does."""
    persons = [p for p in place if p.kind is ActorKind.PERSON and p.named and p.parts]
    bearers: dict[str, list[Profile]] = defaultdict(list)
    for p in persons:
        if len(p.parts) > 1:
            for part in {p.parts[0], p.parts[-1]}:
                bearers[part].append(p)
    bare: dict[str, list[Profile]] = defaultdict(list)
    for p in persons:
        if len(p.parts) == 1:
            bare[p.parts[0]].append(p)
    for part, own in sorted(bare.items()):
        known = bearers.get(part, [])
        by_surname = [p for p in known if p.parts[-1] == part] or known
        for p in own:
            fitting = [b for b in by_surname if _countries_fit(p, b)]
            if len({groups.root(b.id) for b in fitting}) == 1:
                groups.join(p.id, fitting[0].id)
        if not by_surname:
            for one, other in pairwise(own):
                if _countries_fit(one, other):
                    groups.join(one.id, other.id)


def _countries_fit(one: Profile, other: Profile) -> bool:
    """Whether nothing that is known of both excludes that they are one: here, their countries."""
    a, b = one.participant.country, other.participant.country
    return a is None or b is None or a == b


def _join_roles(groups: Groups, place: Sequence[Profile]) -> None:
    """A bare role is the one named person of the story who holds it."""
    named = [p for p in place if p.kind is ActorKind.PERSON and p.named]
    for p in place:
        if p.named or not p.definite or p.kind not in (ActorKind.PERSON, ActorKind.ROLE):
            continue
        holders = {groups.root(n.id): n for n in named if _holds(n, p) and _countries_fit(n, p)}
        if len(holders) == 1:
            groups.join(p.id, next(iter(holders.values())).id)


def _holds(person: Profile, role: Profile) -> bool:
    """Whether an office of the person is the role; an office needs to tell whose it is."""
    return any(
        len(less) > 1 and less <= more
        for office in person.offices
        for less, more in ((office - person.says, role.says), (role.says, office))
    )


def _join_abbreviations(groups: Groups, place: Sequence[Profile], corpus: Corpus) -> None:
    """An abbreviation is the body whose initials it has, or whose name a report prints before it."""
    bodies = [p for p in place if p.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY)]
    full_by_initials: dict[str, list[Profile]] = defaultdict(list)
    for full in bodies:
        if not full.acronym and len(full.parts) > 1:
            full_by_initials[full.initials].append(full)
    for short in (p for p in bodies if p.acronym):
        for full in full_by_initials.get(short.acronym, ()):
            groups.join(short.id, full.id)
        text = corpus.reading_of[short.participant.report].report.text
        printed = list(_before_brackets(text, short.participant.name))
        for full in (f for own in full_by_initials.values() for f in own):
            if any(before.endswith(full.participant.name) for before in printed):
                groups.join(short.id, full.id)


def _before_brackets(text: str, short: str) -> Iterator[str]:
    """What stands before "(SHORT)" in a text."""
    at = text.find(f"({short})")
    while at >= 0:
        yield text[max(0, at - LONGEST_NAME) : at].rstrip()
        at = text.find(f"({short})", at + 1)


# -- actors -------------------------------------------------------------------------------------------


def _by_place(profiles: Iterable[Profile]) -> list[list[Profile]]:
    places: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        places[profile.place].append(profile)
    return [sorted(places[k], key=lambda p: p.id) for k in sorted(places)]


def _actors(groups: Groups, profiles: Sequence[Profile], corpus: Corpus) -> tuple[Actor, ...]:
    by_id = {p.id: p for p in profiles}
    members = [[by_id[i] for i in group] for group in groups.all()]
    ids = _ids(members)
    owner = {p.id: i for group, i in zip(members, ids, strict=True) for p in group}
    heads = _heads(profiles, owner)
    actors = [
        Actor(
            id=own,
            name=_name(group),
            kind=_kind(group),
            aliases=_aliases(group),
            participants=tuple(sorted(p.id for p in group)),
            speaks_for=_speaks_for(own, group, heads),
        )
        for group, own in zip(members, ids, strict=True)
    ]
    return tuple(sorted(actors, key=lambda a: a.id))


def _ids(members: Sequence[Sequence[Profile]]) -> list[str]:
    """Ids from kind and name; where two actors share both, from their participants too."""
    plain = [content_id("ac", _kind(group), _name(group)) for group in members]
    count = Counter(plain)
    return [
        i if count[i] == 1 else content_id("ac", i, *sorted(p.id for p in group))
        for i, group in zip(plain, members, strict=True)
    ]


def _kind(group: Sequence[Profile]) -> ActorKind:
    """The kind of most weight; a bare name among bodies of that name was no person."""
    kinds = {p.kind for p in group}
    if ActorKind.ORGANISATION in kinds and all(
        len(p.parts) == 1 for p in group if p.kind is ActorKind.PERSON
    ):
        kinds.discard(ActorKind.PERSON)
    order = (ActorKind.PERSON, ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.ROLE)
    return min(kinds, key=order.index)


def _name(group: Sequence[Profile]) -> str:
    """The most frequent of the full names; of those printed equally often the one of most words,
    and of that the shortest form, which is the least inflected.
    """
    kind = _kind(group)
    named = [p for p in group if p.named and p.kind is kind] or list(group)
    if kind is ActorKind.COUNTRY:
        return _country_name(named)
    if kind is ActorKind.ORGANISATION:
        named = [p for p in named if not p.generic or len(p.parts) > 1] or named
        count = Counter(p.full for p in named)
    else:
        full = [p for p in named if len(p.parts) > 1] or named
        count = Counter(p.name for p in full)
    return min(count, key=lambda name: (-count[name], -len(name.split()), len(name), name))


def _country_name(group: Sequence[Profile]) -> str:
    """The name of a country as printed; its capital or people only where no report prints the name."""
    names = Counter(form for p in group for form in p.forms if _names_country(form))
    for genitive in [form for form in names if form.endswith("s") and form[:-1] in names]:
        names[genitive[:-1]] += names.pop(genitive)
    if not names:
        names = Counter(p.participant.name for p in group)
    return min(names, key=lambda name: (-names[name], len(name), name))


def _names_country(form: str) -> bool:
    return any(
        (place := language_pack(code).names.places.get(form.lower())) is not None and place.kind == "name"
        for code in LANGUAGES
    )


def _aliases(group: Sequence[Profile]) -> tuple[str, ...]:
    return tuple(sorted({form for p in group for form in (p.participant.name, *p.printed)}))


def _heads(profiles: Iterable[Profile], owner: dict[str, str]) -> dict[tuple[str, str], str]:
    """Actors that may be spoken for, by place and folded name."""
    heads: dict[tuple[str, str], str] = {}
    for p in sorted(profiles, key=lambda p: p.id):
        if p.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY):
            for key in filter(None, ("|".join(sorted(p.says)), "|".join(p.parts))):
                heads.setdefault((p.place, key), owner[p.id])
                if not p.generic:
                    heads.setdefault(("", key), owner[p.id])
    return heads


def _speaks_for(own: str, group: Sequence[Profile], heads: dict[tuple[str, str], str]) -> str | None:
    """Whom most of the participants speak for, where that is an actor too."""
    count: Counter[str] = Counter()
    for p in group:
        found = (heads.get((place, key)) for place in (p.place, "") for key in p.principal)
        principal = next((h for h in found if h and h != own), None)
        if principal:
            count[principal] += 1
    return min(count, key=lambda a: (-count[a], a)) if count else None
