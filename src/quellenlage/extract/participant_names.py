"""What a participant is called: its fullest printed name, its offices, and whom it speaks for."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.domain.actor import ActorKind, Mention, MentionForm
from quellenlage.extract.coreference import Figure
from quellenlage.extract.participant_traits import Traits
from quellenlage.lang.names import NameRules


def full_name(text: str, figure: Figure, rules: NameRules) -> str:
    """The fullest name the report prints, in the nominative where that is printed."""
    names = [
        t.name
        for t in figure.traits
        if t.name and (figure.kind is not ActorKind.PERSON or t.mention.kind is ActorKind.PERSON)
    ]
    if names and not any(t.acronym in names and t.mention.role for t in figure.traits):
        return _nominative(max(names, key=lambda n: (len(n.split()), -len(n))), names, rules)
    sources = [t.source for t in figure.traits if t.source]
    roles = [t for t in figure.traits if t.mention.role and not t.source]
    if roles:
        best = max(
            roles,
            key=lambda t: (
                _printed_nominative(text, t, rules),
                len(t.key.split()),
                len(t.head),
                -t.mention.span.start,
            ),
        )
        return _role_text(text, best.mention, rules)
    if sources:
        return sources[0]
    return figure.traits[0].mention.span.of(text)


def office_of(text: str, figure: Figure) -> tuple[str, ...]:
    """The offices the report gives to somebody, each once, white space evened."""
    offices: dict[str, str] = {}
    for t in figure.traits:
        if t.mention.role and t.key and t.mention.form is not MentionForm.PRONOUN and not t.source:
            offices.setdefault(t.key, " ".join(t.mention.role.of(text).split()))
    return tuple(offices.values())


def speaks_for(text: str, figure: Figure, rules: NameRules) -> str | None:
    """The printed name of the body that a spokesperson speaks for."""
    if figure.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY):
        return None
    for t in figure.traits:
        if t.base in rules.spokespersons or t.head in rules.spokespersons:
            body = next(_bodies_in(text, t, rules), None)
            if body:
                return body
    return None


def _bodies_in(text: str, item: Traits, rules: NameRules) -> Iterator[str]:
    """The bodies in the office of a mention: compound part first, then complements."""
    role = item.mention.role
    if role is None:
        return
    words = role.of(text).split()
    for word in words:
        head = rules.head(word.strip(",.;"))
        if head and head.noun.base == item.base:
            if head.modifier:
                yield (
                    word[: head.modifier]
                    .rstrip("-‐‑")
                    .removesuffix(
                        "s" if not word[head.modifier - 1] in "-‐‑" and len(word[: head.modifier]) > 3 else ""
                    )
                )
                return
            break
    at = role.of(text).find(words[0])
    rest = role.of(text)[at:].split()
    behind = [k for k, w in enumerate(rest) if (h := rules.head(w.strip(",.;"))) and h.noun.base == item.base]
    tail = rest[behind[0] + 1 :] if behind else []
    while tail and (
        tail[0].lower() in rules.determiners
        or tail[0].lower() in rules.prepositions
        or tail[0].lower() in rules.contractions
    ):
        tail = tail[1:]
    if tail:
        start = text.find(tail[0], role.start)
        yield text[start : role.end]


def _nominative(name: str, names: list[str], rules: NameRules) -> str:
    """The name without a genitive ending where the report or the data know it without."""
    if not name.endswith("s"):
        return name
    bare = name[:-1]
    last = bare.split()[-1] if bare.split() else ""
    printed = {n.split()[-1] for n in names}
    place = rules.places.get(bare.lower())
    known = last in printed or (place is not None and place.kind in ("name", "capital"))
    return bare if known or bare in rules.organisations or bare in rules.metonyms else name


def _printed_nominative(text: str, item: Traits, rules: NameRules) -> bool:
    first = item.mention.span.of(text).split(maxsplit=1)[0].lower()
    return first not in rules.oblique_determiners and not first.endswith(("em", "en", "es"))


def _role_text(text: str, mention: Mention, rules: NameRules) -> str:
    assert mention.role is not None
    return " ".join(mention.role.of(text).split())
