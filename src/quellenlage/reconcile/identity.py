"""Which participants are one actor, judged by named and checkable reasons.

A full name is one actor everywhere; a surname, a role or a general name holds inside one story only, and only
where nobody else could be meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from quellenlage.domain.actor import ActorKind, MentionForm
from quellenlage.domain.reading import Corpus
from quellenlage.reconcile.decisions import NOTHING, Rulings
from quellenlage.reconcile.groups import Groups
from quellenlage.reconcile.houses import voices
from quellenlage.reconcile.profiles import Key, Profile

BEHIND = re.compile(r" ([^\W\d_][\w-]*)")  # the word behind a name
LONGEST_NAME = 120  # characters before a bracketed abbreviation that may hold the full name


def same_actors(profiles: Sequence[Profile], corpus: Corpus, rulings: Rulings = NOTHING) -> Groups:
    """The participants' ids in groups, each one actor. What people ruled comes before all rules."""
    own = {p.id for p in profiles}
    groups = Groups(own, ((left, right) for left, right in rulings.apart if {left, right} <= own))
    for left, right in rulings.together:
        if left in own and right in own:
            groups.join(left, right)
    _join_equal(groups, profiles)
    _join_bodies(groups, profiles)
    for place in _by_place(profiles):
        _join_mistaken(groups, place)
        _join_apposed(groups, place, corpus)
        _join_general(groups, place)
        _join_surnames(groups, place)
        _join_roles(groups, place)
        _join_abbreviations(groups, place, corpus)
    for speaker, house in voices(profiles, corpus):
        groups.join(speaker.id, house.id)
    return groups


def _by_place(profiles: Iterable[Profile]) -> list[list[Profile]]:
    places: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        places[profile.place].append(profile)
    return [sorted(places[k], key=lambda p: p.id) for k in sorted(places)]


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
    elif p.kind is ActorKind.ORGANISATION:
        if any(atom.startswith("g:") for atom in p.whole):
            yield ("body", *sorted(p.whole))
    elif p.says and p.definite:
        yield ("role", p.place, *sorted(p.says))


def _join_bodies(groups: Groups, profiles: Iterable[Profile]) -> None:
    """Bodies of the same name, unless what they are called beside it differs: a district and an angling
    club of one town are two. The bare name is whoever bears it, if only one does.
    """
    bodies = [p for p in profiles if p.kind is ActorKind.ORGANISATION and (p.says or p.parts)]
    alike: dict[Key, list[Profile]] = defaultdict(list)
    for p in bodies:
        alike[("says", p.place if p.generic else "", *sorted(p.says or p.parts))].append(p)
        if p.parts and not p.generic and not any(":" in atom for atom in p.says):
            alike[("sounds", *p.parts)].append(p)  # each language cuts a mere name in its own way
    for _, own in sorted(alike.items()):
        called: dict[str, str] = {}
        bare: list[Profile] = []
        several = len({atom for p in own for atom in p.called if atom.startswith("g:")}) > 1
        for p in own:
            extra = sorted(p.called - p.says)
            whose = [atom for atom in extra if atom.startswith("g:")] if several else []
            for atom in whose or extra:
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
        if p.kind is ActorKind.PERSON and len(p.parts) == 1 and p.parts in bodies and not p.holds_office:
            groups.join(p.id, bodies[p.parts].id)


def _join_apposed(groups: Groups, place: Sequence[Profile], corpus: Corpus) -> None:
    """What a report prints behind a general name is its name where another report names a body so.

    "Der Fachdienst Zahlwerk" may be read as a general name alone where "Zahlwerk" could be a word.
    """
    bodies = [p for p in place if p.kind is ActorKind.ORGANISATION]
    named = {b.name: b for b in reversed(bodies) if not b.generic and " " not in b.name}
    for p in (p for p in bodies if p.generic and named):
        text = corpus.reading_of[p.participant.report].report.text
        for mention in p.participant.mentions:
            behind = BEHIND.match(text, mention.span.end)
            if behind and mention.form is MentionForm.ROLE and behind[1] in named:
                groups.join(p.id, named[behind[1]].id)


def _join_general(groups: Groups, place: Sequence[Profile]) -> None:
    """A general name ("the district") is the one named body of the story that is called so."""
    bodies = [p for p in place if p.kind is ActorKind.ORGANISATION]
    called: dict[str, list[Profile]] = defaultdict(list)
    for p in bodies:
        for atom in sorted(p.called if p.generic else p.called | p.says):
            called[atom].append(p)
    for p in bodies:
        if p.generic and p.definite and p.says:
            alike = (b for b in called.get(min(p.says), ()) if p.says <= b.called | b.says)
            bearers = [b for b in alike if not (b.generic and b.says == p.says)]
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
            fitting = _nearest([b for b in by_surname if _countries_fit(p, b)], p)
            if len({groups.root(b.id) for b in fitting}) == 1:
                groups.join(p.id, fitting[0].id)
        if not by_surname:
            for one, other in pairwise(own):
                if _countries_fit(one, other):
                    groups.join(one.id, other.id)


def _nearest(bearers: Sequence[Profile], bare: Profile) -> Sequence[Profile]:
    """Of several bearers of a surname those whose office the bare name has too."""
    if len({b.parts for b in bearers}) < 2 or not bare.called:
        return bearers
    return [b for b in bearers if bare.called & b.called] or bearers


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
