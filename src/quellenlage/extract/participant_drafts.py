"""Participants in the making, and the look-ups that keep merging linear in the length of a report."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quellenlage.domain.actor import ActorKind, MentionForm
from quellenlage.extract.participant_traits import ANY_GENDER, Traits

MOST_CANDIDATES = 48  # drafts with one head noun that are compared
MOST_RECENT = 80  # mentions back that pronouns look at
GENITIVES = ("'s", "’s", "es", "s", "'", "’")

Office = tuple[str, str, frozenset[str], frozenset[str]]


@dataclass(eq=False)
class Draft:
    """One participant in the making: what its mentions have shown so far."""

    traits: list[Traits] = field(default_factory=list)
    genders: str = ANY_GENDER
    plural: bool | None = None
    countries: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)  # what sort of body it is
    names: dict[str, Traits] = field(default_factory=dict)
    offices: dict[Office, Traits] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    person: bool = False
    body: ActorKind | None = None

    def add(self, item: Traits) -> None:
        """One more mention."""
        self.traits.append(item)
        insort(self.starts, item.mention.span.start)
        if item.mention.form is MentionForm.PRONOUN or item.refers_back:
            return
        if item.genders:
            self.genders = "".join(g for g in self.genders if g in item.genders) or self.genders
        if self.plural is None:
            self.plural = item.plural
        self.countries |= item.countries
        if item.mention.kind is ActorKind.ORGANISATION:
            self.kinds |= item.kinds
        if item.name:
            self.names.setdefault(item.name, item)
        if item.base:
            self.offices.setdefault((item.head, item.base, item.bodies, item.countries), item)
        self.person = self.person or (item.mention.kind is ActorKind.PERSON and bool(item.name))
        if self.body is None and item.mention.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY):
            self.body = item.mention.kind

    @property
    def first(self) -> int:
        """Where it is first mentioned."""
        return self.starts[0]

    def last_before(self, at: int) -> int:
        """Where it was last mentioned before `at`; -1 where it was not."""
        index = bisect_left(self.starts, at)
        return self.starts[index - 1] if index else -1

    @property
    def kind(self) -> ActorKind:
        """The kind of its names, else of its offices."""
        return ActorKind.PERSON if self.person else self.body or ActorKind.ROLE

    @property
    def country(self) -> str | None:
        """The only country its mentions show."""
        return next(iter(self.countries)) if len(self.countries) == 1 else None

    def may_be(self, genders: str) -> bool:
        """Whether one of these genders is open to it."""
        return any(g in self.genders for g in genders)


class Cast:
    """All drafts of a report with look-ups by name, phrase, head noun and nearness."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.owner: dict[int, Draft] = {}
        self.recent: list[tuple[Traits, Draft]] = []
        self.by_name: dict[str, list[Draft]] = defaultdict(list)
        self.by_word: dict[str, list[Draft]] = defaultdict(list)  # words of persons' names
        self.by_phrase: dict[tuple[ActorKind, str], Draft] = {}
        self.by_base: dict[str, list[Draft]] = defaultdict(list)

    def assign(self, item: Traits, draft: Draft | None) -> Draft:
        """Give a mention to a draft, or to a new one."""
        if draft is None:
            draft = Draft()
            self.drafts.append(draft)
        draft.add(item)
        self.owner[id(item)] = draft
        if item.mention.form is not MentionForm.PRONOUN and not item.refers_back:
            self._index(item, draft)
        return draft

    def passed(self, item: Traits, draft: Draft) -> None:
        """The reading has come past this mention."""
        self.recent.append((item, draft))

    def reach(self) -> Sequence[tuple[Traits, Draft]]:
        """The mentions just passed, in text order."""
        return self.recent[-MOST_RECENT:]

    def holders(self, bases: Sequence[str]) -> Iterator[Draft]:
        """The drafts with one of these head nouns, each once, the latest of many."""
        seen: set[int] = set()
        for base in bases:
            for draft in self.by_base.get(base, ())[-MOST_CANDIDATES:]:
                if id(draft) not in seen:
                    seen.add(id(draft))
                    yield draft

    def _index(self, item: Traits, draft: Draft) -> None:
        if item.mention.kind is ActorKind.PERSON:
            for word in item.parts:
                _append(self.by_word[stem(word)], draft)
        else:
            for name in (item.name, item.acronym, item.source, *item.aliases):
                if name:
                    _append(self.by_name[stem(name)], draft)
            if item.mention.kind is ActorKind.COUNTRY:
                for code in item.countries:
                    _append(self.by_name["country " + code], draft)
        if not item.name and item.key:
            self.by_phrase[item.mention.kind, item.key] = draft
            _append(self.by_name["phrase " + item.key], draft)
        if item.base:
            _append(self.by_base[item.base], draft)


def stem(name: str) -> str:
    """A name in lower case without a genitive ending, for look-up only."""
    lower = name.lower()
    for ending in GENITIVES:
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            return lower[: -len(ending)]
    return lower


def _append(drafts: list[Draft], draft: Draft) -> None:
    if not any(known is draft for known in drafts[-MOST_CANDIDATES:]):
        drafts.append(draft)
