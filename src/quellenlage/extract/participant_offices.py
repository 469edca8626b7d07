"""Whether two offices, or two bodies without a name, may be one."""

from __future__ import annotations

from quellenlage.domain.actor import ActorKind
from quellenlage.extract.participant_drafts import Draft
from quellenlage.extract.participant_traits import Traits
from quellenlage.lang.names import NameRules

SAME_OFFICE, SAME_HEAD, RELATED = 3, 2, 1
SHORTEST_BODY = 4


def fits_office(item: Traits, draft: Draft, rules: NameRules) -> int:
    """How well an office fits a draft: 0 not at all, `SAME_OFFICE` the same office of the same body."""
    if item.plural and (draft.plural is False or draft.person):
        return 0
    if item.plural is False and draft.plural:
        return 0
    if item.countries and draft.country and draft.country not in item.countries:
        return 0
    if item.mention.kind is ActorKind.ROLE:
        if draft.kind not in (ActorKind.PERSON, ActorKind.ROLE) or not draft.may_be(item.genders):
            return 0
    elif draft.kind is not ActorKind.ORGANISATION:
        return 0
    return max((_match(item, office, rules) for office in draft.offices.values()), default=0)


def _match(item: Traits, other: Traits, rules: NameRules) -> int:
    """How well an office fits one that a draft holds."""
    if not _compatible(item, other, rules):
        return 0
    shared = item.bodies & other.bodies or item.kinds & other.kinds
    if item.base == other.base and not _are_two_offices(item, other, rules):
        if item.head == other.head or item.bodies & other.bodies:
            return SAME_OFFICE
        loose = bool(other.bodies) and not shared and item.bodies and item.bodies <= rules.generic_bodies
        return RELATED if loose else SAME_HEAD
    if rules.related(item.head, item.base, other.head, other.base):
        return SAME_HEAD if shared else RELATED
    return 0


def _are_two_offices(one: Traits, other: Traits, rules: NameRules) -> bool:
    """Whether two compounds of one head noun are offices of their own: Premierminister, Innenminister."""
    compounds = one.head != one.base and other.head != other.base and one.head != other.head
    return compounds and (rules.is_term(one.head) or rules.is_term(other.head))


def _compatible(item: Traits, other: Traits, rules: NameRules) -> bool:
    """Whether the bodies of two offices do not contradict each other."""
    if item.bodies & other.bodies:
        return True
    if item.kinds and other.kinds and not item.kinds & other.kinds:
        return False
    if item.mention.kind is ActorKind.ORGANISATION and item.bodies and other.countries and not item.countries:
        return False
    if not item.bodies or not other.bodies:
        return not (item.countries and other.bodies and not other.countries)
    if item.mention.kind is ActorKind.ROLE and item.bodies <= rules.generic_bodies:
        return True
    mine = sorted({rules.body_group(body) for body in item.bodies})
    theirs = sorted({rules.body_group(body) for body in other.bodies})
    return any(_akin(one, two) for one in mine for two in theirs)


def _akin(one: str, other: str) -> bool:
    """Whether two bodies are equal, or one name is the beginning or end of the other."""
    shorter, longer = sorted((one, other), key=len)
    joined = longer.startswith(shorter) or longer.endswith(shorter)
    return one == other or (joined and len(shorter) >= SHORTEST_BODY)
