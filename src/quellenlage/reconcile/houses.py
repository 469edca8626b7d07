"""For whom somebody speaks where the phrase does not say it: "a spokesman", "a company spokeswoman".

Then it is the body that a sentence before began with, in the same paragraph or the one before it, else the
body named last. A general word ("the ministry") must be what that body is called. Who is only "a spokesman"
is nobody but the voice of that house.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from quellenlage.domain.actor import ActorKind, MentionForm
from quellenlage.domain.reading import Corpus
from quellenlage.reconcile.bodies import sorts_of
from quellenlage.reconcile.content import atoms_of
from quellenlage.reconcile.profiles import Profile, is_spokesperson
from quellenlage.reconcile.wordings import pack_of

REACH = 600  # characters before the mention in which a body is looked for
OPENING = 3  # words that may stand before a name at the beginning of a sentence
SHORTEST = 3  # a name of fewer letters stands in too many places


def with_houses(profiles: Sequence[Profile], corpus: Corpus) -> tuple[Profile, ...]:
    """The profiles, with a principal for named spokespersons and those of a general house ("company")."""
    bodies = _bodies(profiles)
    return tuple(_with_house(p, bodies.get(p.place, ()), corpus) for p in profiles)


def voices(profiles: Sequence[Profile], corpus: Corpus) -> Iterator[tuple[Profile, Profile]]:
    """Nameless spokespersons, each with the house whose voice they are."""
    bodies = _bodies(profiles)
    for p in profiles:
        if p.kind is ActorKind.ROLE and not p.participant.speaks_for and _speaks(p, corpus):
            house = last_named(p, bodies.get(p.place, ()), corpus)
            if house is not None:
                yield p, house


def _bodies(profiles: Iterable[Profile]) -> dict[str, list[Profile]]:
    bodies: dict[str, list[Profile]] = defaultdict(list)
    for p in profiles:
        if p.kind is ActorKind.ORGANISATION:
            bodies[p.place].append(p)
    return bodies


def _with_house(p: Profile, bodies: Iterable[Profile], corpus: Corpus) -> Profile:
    if p.kind is ActorKind.ORGANISATION or not _speaks(p, corpus):
        return p
    sort = _sort_of_house(p, corpus)
    if p.participant.speaks_for and not sort:
        return p
    house = last_named(p, [b for b in bodies if _is_called(b, sort)], corpus)
    return p if house is None else replace(p, principal=("|".join(sorted(house.says)), *p.principal))


def _speaks(p: Profile, corpus: Corpus) -> bool:
    pack = pack_of(corpus.reading_of[p.participant.report])
    return any(is_spokesperson(phrase, pack) for phrase in (*p.participant.roles, p.participant.name))


def _is_called(body: Profile, sort: frozenset[str]) -> bool:
    """Whether a general principal may mean this body: it is called so, or nothing else."""
    called = body.called | body.says
    if not sort or sort <= called:
        return True
    sorts = {atom for atom in sort if atom.startswith("k:")}
    return bool(sorts) and sorts >= {atom for atom in called if atom.startswith("k:")}


def _sort_of_house(p: Profile, corpus: Corpus) -> frozenset[str]:
    """What a general principal says ("company"), empty where it is named or not told at all."""
    principal = p.participant.speaks_for
    pack = pack_of(corpus.reading_of[p.participant.report])
    if not principal or len(principal.split()) > 1 or pack.names.head(principal) is None:
        return frozenset()
    return sorts_of(principal, pack) or atoms_of(principal, pack)


def last_named(p: Profile, bodies: Sequence[Profile], corpus: Corpus) -> Profile | None:
    """The body that a sentence before the first mention of `p` begins with; else the one named last."""
    mentions = [m.span for m in p.participant.mentions if m.form is not MentionForm.PRONOUN]
    if not mentions or not bodies:
        return None
    text = corpus.reading_of[p.participant.report].report.text
    end = mentions[0].start
    before = text[_start(text, end) : end]
    found = [
        (_opens(before, match.start()), match.end(), body.id, body)
        for body in bodies
        if not body.generic or body.participant.report == p.participant.report  # "the police" of this report
        for name in sorted(_names(body))
        for match in _printed(name).finditer(before)
    ]
    return max(found, key=lambda f: f[:3])[3] if found else None


def _opens(text: str, at: int) -> bool:
    """Whether what stands at `at` begins a sentence, an article and one or two words left aside."""
    start = max(text.rfind(mark, 0, at) for mark in ("\n", ". ", "? ", "! ")) + 1
    return len(text[start:at].split()) <= OPENING


def _start(text: str, end: int) -> int:
    """Where the paragraph before that of `end` begins, but not too far away."""
    own = text.rfind("\n", 0, end) + 1
    before = len(text[:own].rstrip())
    return max(text.rfind("\n", 0, before) + 1, end - REACH, 0)


def _names(body: Profile) -> set[str]:
    return {name for name in (body.participant.name, *body.forms) if len(name) >= SHORTEST}


@cache
def _printed(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?:s|'s|’s)?(?!\w)")
