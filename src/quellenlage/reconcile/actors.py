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
from quellenlage.lang.pack import LanguagePack
from quellenlage.reconcile.content import words_in
from quellenlage.reconcile.groups import Groups
from quellenlage.reconcile.names import initials_of, is_acronym, name_parts
from quellenlage.reconcile.wordings import pack_of

Key = tuple[str, ...]
MODIFIERS = 0.5  # strength from which the parts of compounds count as said of an office


@dataclass(frozen=True)
class Profile:
    """A participant with what tells who it is. `place` is the story (or lone report) it stands in."""

    participant: Participant
    place: str
    parts: Key  # sounds of the name
    keys: frozenset[str]  # what the name says, word by word
    office: frozenset[str]  # what roles and appositions say
    named: bool
    generic: bool  # a name that many bodies bear: holds inside one story only
    acronym: str
    initials: str
    printed: Key  # every way it is printed, pronouns left out
    principal: Key  # look-up keys of whom it speaks for

    @property
    def kind(self) -> ActorKind:
        """The participant's kind."""
        return self.participant.kind


def find_actors(corpus: Corpus, stories: Sequence[Story]) -> tuple[Actor, ...]:
    """The actors of all reports. A full name is one actor everywhere; a surname, a role or a general
    name holds inside one story only, and only where nobody else could be meant.
    """
    profiles = tuple(_profiles(corpus, stories))
    groups = Groups(p.participant.id for p in profiles)
    _join_equal(groups, profiles)
    for place in _by_place(profiles):
        _join_surnames(groups, place)
        _join_roles(groups, place)
        _join_abbreviations(groups, place, corpus)
    return _actors(groups, profiles)


# -- what tells who a participant is -----------------------------------------------------------------


def _profiles(corpus: Corpus, stories: Sequence[Story]) -> Iterator[Profile]:
    place_of = {report: story.id for story in stories for report in story.reports}
    for reading in corpus.readings:
        pack = pack_of(reading)
        text = reading.report.text
        for participant in reading.participants:
            yield _profile(participant, text, place_of.get(reading.report.id, reading.report.id), pack)


def _profile(participant: Participant, text: str, place: str, pack: LanguagePack) -> Profile:
    name = participant.name
    phrases = {m.span.of(text) for m in participant.mentions if m.form is not MentionForm.PRONOUN}
    keys = _keys(name, pack)
    office = frozenset(k for p in sorted({*participant.roles, *phrases}) for k in _keys(p, pack, MODIFIERS))
    if participant.country:
        office |= {f"g:{participant.country}"}
        if participant.kind is ActorKind.COUNTRY:
            keys = frozenset({f"g:{participant.country}"})
    return Profile(
        participant=participant,
        place=place,
        parts=name_parts(name, pack),
        keys=keys,
        office=office,
        named=participant.kind is not ActorKind.ROLE and _is_named(participant),
        generic=_is_generic(name, keys, pack),
        acronym="".join(c for c in name if c.isalpha()).upper() if is_acronym(name) else "",
        initials=initials_of(name, pack),
        printed=tuple(sorted(phrases)),
        principal=_look_up(participant.speaks_for, pack) if participant.speaks_for else (),
    )


def _keys(name: str, pack: LanguagePack, least: float = 1.0) -> frozenset[str]:
    """What a name says, word by word: the concept where there is one, else the stem."""
    words = words_in(name, Span(0, len(name)), pack)
    if least < 1.0:
        return frozenset(key for word in words for key, s in word.keys if s >= least)
    return frozenset(f"c:{w.concepts[0]}" if w.concepts else w.key for w in words)


def _look_up(name: str, pack: LanguagePack) -> Key:
    """The keys under which a body of this name is found: what it says, and how it sounds."""
    return ("|".join(sorted(_keys(name, pack))), "|".join(name_parts(name, pack)))


def _is_named(participant: Participant) -> bool:
    forms = {m.form for m in participant.mentions}
    return not forms or MentionForm.NAME in forms or participant.kind is not ActorKind.PERSON


def _is_generic(name: str, keys: Iterable[str], pack: LanguagePack) -> bool:
    """Whether nothing in a name tells which police, which ministry is meant."""
    if is_acronym(name) or any(key.startswith("g:") for key in keys):
        return False
    words = words_in(name, Span(0, len(name)), pack)
    return not any(word.is_name for word in words) and all(
        w.concepts or name[w.span.start : w.span.end].lower() in pack.compare.generic_names for w in words
    )


# -- judging ------------------------------------------------------------------------------------------


def _join_equal(groups: Groups, profiles: Iterable[Profile]) -> None:
    """Same country, same full name, same name of a body."""
    first: dict[Key, str] = {}
    for profile in profiles:
        for key in _equal_keys(profile):
            groups.join(first.setdefault(key, profile.participant.id), profile.participant.id)


def _equal_keys(p: Profile) -> Iterator[Key]:
    if p.kind is ActorKind.COUNTRY:
        yield ("country", *sorted(p.keys or p.parts))
    elif p.kind is ActorKind.PERSON and p.named:
        if len(p.parts) > 1:
            yield ("person", *p.parts)
            yield ("person", p.parts[0], p.parts[-1])
    elif p.kind is ActorKind.ORGANISATION and (p.keys or p.parts):
        scope = p.place if p.generic else ""
        if p.keys:
            yield ("organisation", scope, *sorted(p.keys))
        yield ("organisation", scope, "as-printed", *p.parts)
    elif p.keys:
        yield ("role", p.place, *sorted(p.keys))


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
            fitting = [b for b in by_surname if _offices_fit(p, b)]
            if len({groups.root(b.participant.id) for b in fitting}) == 1:
                groups.join(p.participant.id, fitting[0].participant.id)
        if not by_surname:
            for one, other in pairwise(own):
                if _offices_fit(one, other):
                    groups.join(one.participant.id, other.participant.id)


def _offices_fit(one: Profile, other: Profile) -> bool:
    """Whether nothing that is known of both excludes that they are one: here, their countries."""
    a, b = one.participant.country, other.participant.country
    return a is None or b is None or a == b


def _join_roles(groups: Groups, place: Sequence[Profile]) -> None:
    """A bare role is the one named person of the story who holds it."""
    named = [p for p in place if p.kind is ActorKind.PERSON and p.named]
    for p in place:
        if p.named or p.kind not in (ActorKind.PERSON, ActorKind.ROLE) or not _tells_one(p):
            continue
        holders = {groups.root(n.participant.id): n for n in named if p.keys <= n.office}
        if len(holders) == 1:
            groups.join(p.participant.id, next(iter(holders.values())).participant.id)


def _tells_one(p: Profile) -> bool:
    """Whether a role names an office of which there is one: an office and whose it is."""
    return len(p.keys) > 1 and p.kind is ActorKind.PERSON


def _join_abbreviations(groups: Groups, place: Sequence[Profile], corpus: Corpus) -> None:
    """An abbreviation is the body whose initials it has, or whose name a report prints before it."""
    bodies = [p for p in place if p.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY)]
    for short in (p for p in bodies if p.acronym):
        for full in (p for p in bodies if not p.acronym and len(p.parts) > 1):
            if short.acronym == full.initials or _printed_together(short, full, corpus):
                groups.join(short.participant.id, full.participant.id)


def _printed_together(short: Profile, full: Profile, corpus: Corpus) -> bool:
    reports = {short.participant.report, full.participant.report}
    pair = f"{full.participant.name} ({short.participant.name})"
    return any(pair in corpus.reading_of[report].report.text for report in sorted(reports))


# -- actors -------------------------------------------------------------------------------------------


def _by_place(profiles: Iterable[Profile]) -> list[list[Profile]]:
    places: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        places[profile.place].append(profile)
    return [sorted(places[k], key=lambda p: p.participant.id) for k in sorted(places)]


def _actors(groups: Groups, profiles: Sequence[Profile]) -> tuple[Actor, ...]:
    by_id = {p.participant.id: p for p in profiles}
    members = [[by_id[i] for i in group] for group in groups.all()]
    ids = _ids(members)
    owner = {p.participant.id: i for group, i in zip(members, ids, strict=True) for p in group}
    heads = _heads(profiles, owner)
    actors = [
        Actor(
            id=own,
            name=_name(group),
            kind=_kind(group),
            aliases=_aliases(group),
            participants=tuple(sorted(p.participant.id for p in group)),
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
        i if count[i] == 1 else content_id("ac", i, *sorted(p.participant.id for p in group))
        for i, group in zip(plain, members, strict=True)
    ]


def _kind(group: Sequence[Profile]) -> ActorKind:
    order = (ActorKind.PERSON, ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.ROLE)
    return min((p.kind for p in group), key=order.index)


def _name(group: Sequence[Profile]) -> str:
    """The most frequent of the full names; of names printed equally often the longest."""
    named = [p for p in group if p.named and p.kind is _kind(group)] or list(group)
    full = [p for p in named if len(p.parts) > 1] or named
    count = Counter(p.participant.name for p in full)
    return min(count, key=lambda name: (-count[name], -len(name), name))


def _aliases(group: Sequence[Profile]) -> tuple[str, ...]:
    return tuple(sorted({form for p in group for form in (p.participant.name, *p.printed)}))


def _heads(profiles: Iterable[Profile], owner: dict[str, str]) -> dict[tuple[str, str], str]:
    """Actors that may be spoken for, by place and folded name."""
    heads: dict[tuple[str, str], str] = {}
    for p in sorted(profiles, key=lambda p: p.participant.id):
        if p.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY):
            for key in filter(None, ("|".join(sorted(p.keys)), "|".join(p.parts))):
                heads.setdefault((p.place, key), owner[p.participant.id])
                if not p.generic:
                    heads.setdefault(("", key), owner[p.participant.id])
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
