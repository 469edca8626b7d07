"""Who is who over reports: participants judged to be one actor, with name, kind and whom it speaks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from quellenlage.domain.actor import Actor, ActorKind
from quellenlage.domain.decision import Decision, DecisionKind
from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Judgement
from quellenlage.domain.reading import Corpus
from quellenlage.domain.story import Story
from quellenlage.lang.pack import LANGUAGES, language_pack
from quellenlage.reconcile.decisions import Rulings, rulings_of
from quellenlage.reconcile.groups import Groups
from quellenlage.reconcile.houses import with_houses
from quellenlage.reconcile.identity import same_actors
from quellenlage.reconcile.profiles import Profile, profiles_of


def find_actors(
    corpus: Corpus, stories: Sequence[Story], decisions: Sequence[Decision] = ()
) -> tuple[Actor, ...]:
    """The actors of all reports, as people decided where they did."""
    profiles = with_houses(tuple(profiles_of(corpus, stories)), corpus)
    named = aliases_of(decisions)
    rulings = with_aliases(rulings_of(decisions, DecisionKind.ACTOR), named, profiles)
    return _actors(same_actors(profiles, corpus, rulings), profiles, named)


def aliases_of(decisions: Sequence[Decision]) -> dict[str, tuple[str, ...]]:
    """Names that people added, by participant."""
    out: dict[str, list[str]] = {}
    for decision in decisions:
        if decision.kind is DecisionKind.ALIAS and decision.judgement is Judgement.POSITIVE:
            for subject in decision.subjects:
                out.setdefault(subject, []).append(decision.text)
    return {own: tuple(sorted(set(names))) for own, names in out.items()}


def with_aliases(rulings: Rulings, named: dict[str, tuple[str, ...]], profiles: Sequence[Profile]) -> Rulings:
    """Whoever bears in the same story a name that somebody added to a participant, is that participant."""
    if not named:
        return rulings
    by_name: dict[tuple[str, str], list[str]] = {}
    for p in profiles:
        by_name.setdefault((p.place, p.participant.name.casefold()), []).append(p.id)
    place_of = {p.id: p.place for p in profiles}
    pairs = {
        (min(own, other), max(own, other))
        for own, names in named.items()
        if own in place_of
        for name in names
        for other in by_name.get((place_of[own], name.casefold()), ())
        if other != own
    }
    return Rulings(tuple(sorted({*rulings.together, *pairs})), rulings.apart)


def _actors(
    groups: Groups, profiles: Sequence[Profile], named: dict[str, tuple[str, ...]]
) -> tuple[Actor, ...]:
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
            aliases=_aliases(group, named),
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


def _aliases(group: Sequence[Profile], named: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    forms = (form for p in group for form in (p.participant.name, *p.printed, *named.get(p.id, ())))
    return tuple(sorted(set(forms)))


def _heads(profiles: Iterable[Profile], owner: dict[str, str]) -> dict[tuple[str, str], str]:
    """Actors that may be spoken for, by place and folded name."""
    heads: dict[tuple[str, str], str] = {}
    for p in sorted(profiles, key=lambda p: p.id):
        if p.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY):
            whose = {a for a in p.called if a.startswith("g:")}
            keys = ("|".join(sorted(p.says | whose)), "|".join(sorted(p.says)), "|".join(p.parts))
            for key in filter(None, keys):
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
