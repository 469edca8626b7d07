"""What a participant is called: its fullest printed name, its offices, and whom it speaks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quellenlage.domain.actor import ActorKind
from quellenlage.extract.participant_drafts import Draft
from quellenlage.extract.participant_traits import Traits
from quellenlage.lang.names import NameRules

OBLIQUE_ENDINGS = ("em", "en", "es")


def full_name(text: str, draft: Draft, rules: NameRules) -> str:
    """The fullest name the report prints, in the nominative where that is printed."""
    persons_only = draft.kind is ActorKind.PERSON
    names = [n for n, t in draft.names.items() if not persons_only or t.mention.kind is ActorKind.PERSON]
    roles = [
        t for t in draft.traits if t.mention.role and not t.source and not (t.refers_back and draft.offices)
    ]
    written_out = [t for t in roles if t.acronym and t.acronym in names]
    if names and not written_out:
        return _nominative(max(names, key=lambda n: _fullness(n, rules)), names, rules)
    if roles:
        best = max(
            written_out or roles,
            key=lambda t: (
                t.base not in rules.generic_bodies or not t.closed or bool(t.bodies),
                _is_nominative(text, t, rules),
                len(t.key.split()),
                len(t.head),
                -t.mention.span.start,
            ),
        )
        return _office(text, best)
    sources = [t.source for t in draft.traits if t.source]
    return sources[0] if sources else draft.traits[0].mention.span.of(text)


def _fullness(name: str, rules: NameRules) -> tuple[bool, int, int]:
    """What makes a name the better one: no capital or adjective for a country, more words, no ending."""
    place = rules.places.get(name.lower())
    return (place is None or place.kind == "name", len(name.split()), -len(name))


def offices_of(text: str, draft: Draft) -> tuple[str, ...]:
    """The offices the report gives to somebody, each once, with even white space."""
    offices = {
        t.key: _office(text, t)
        for t in reversed(draft.traits)
        if t.mention.role and t.key and not t.source and not t.refers_back
    }
    return tuple(reversed(offices.values()))


def speaks_for(text: str, draft: Draft, rules: NameRules) -> str | None:
    """The printed name of the body that a spokesperson speaks for."""
    if draft.kind not in (ActorKind.PERSON, ActorKind.ROLE):
        return None
    bodies = (
        body
        for t in draft.offices.values()
        if t.base in rules.spokespersons or t.head in rules.spokespersons
        for body in _bodies(text, t, rules)
    )
    return next(bodies, None)


def _bodies(text: str, item: Traits, rules: NameRules) -> Iterator[str]:
    """The bodies in an office: the first part of a compound, else what the complement names."""
    if _is_body(item.compound, rules):
        yield item.compound
        return
    role = item.mention.role
    if role is None:
        return
    words = role.of(text).split()
    at = next((k for k, word in enumerate(words) if _is_head(word, item, rules)), None)
    if at is None:
        return
    before = [word[:-2] for word in words[:at] if word.endswith(("'s", "’s"))] or _modifiers(
        words[:at], rules
    )
    behind = words[at + 1 :]
    while behind and _is_grammar(behind[0].lower(), rules):
        behind = behind[1:]
    if behind:
        yield text[text.rindex(behind[0], role.start, role.end - sum(map(len, behind[1:]))) : role.end]
    elif before:
        yield before[-1]


def _is_body(word: str, rules: NameRules) -> bool:
    """Whether the first part of a compound names a body ("Polizei", "NATO"), not a rank ("Haupt")."""
    listed = word in rules.organisations or word in rules.metonyms or word.lower() in rules.places
    acronym = len(word) > 1 and word.isupper()
    return bool(word) and (listed or acronym or rules.head(word) is not None)


def _modifiers(words: Sequence[str], rules: NameRules) -> list[str]:
    """The bodies before a head noun that stands alone: "police" in "a police spokesman"."""
    return [
        w for w in words if not rules.nouns_capitalised and (w[:1].isupper() or rules.head(w) is not None)
    ]


def _is_head(word: str, item: Traits, rules: NameRules) -> bool:
    head = rules.head(word.strip(",.;"))
    return head is not None and head.noun.base == item.base


def _is_grammar(lower: str, rules: NameRules) -> bool:
    return lower in rules.determiners or lower in rules.prepositions or lower in rules.contractions


def _nominative(name: str, names: Sequence[str], rules: NameRules) -> str:
    """The name without a genitive ending where the report or the data know it without."""
    bare = name[:-1]
    if not name.endswith("s") or not bare.strip():
        return name
    printed = {n.split()[-1] for n in names}
    place = rules.places.get(bare.lower())
    known = bare.split()[-1] in printed or (place is not None and place.kind in ("name", "capital"))
    return bare if known or bare in rules.organisations or bare in rules.metonyms else name


def _is_nominative(text: str, item: Traits, rules: NameRules) -> bool:
    first = item.mention.span.of(text).split(maxsplit=1)[0].lower()
    return first not in rules.oblique_determiners and not first.endswith(OBLIQUE_ENDINGS)


def _office(text: str, item: Traits) -> str:
    """The office as printed, with even white space and without a closing parenthesis."""
    role = item.mention.role or item.mention.span
    words = " ".join(role.of(text).split())
    return words[: words.rindex("(")].rstrip() if words.endswith(")") and words.find("(") > 0 else words
