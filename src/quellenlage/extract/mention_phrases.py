"""Noun phrases in word indices, and the mentions they become."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quellenlage.domain.actor import ActorKind, Mention, MentionForm
from quellenlage.domain.span import Span
from quellenlage.extract.mention_words import Word

Range = tuple[int, int]


@dataclass(slots=True)
class Phrase:
    """A noun phrase in word indices, end exclusive. `inner` are the phrases inside it.

    `base` is its head noun's dictionary form; `medium` says that the head publishes (a newspaper).
    """

    start: int
    end: int
    kind: ActorKind
    name: Range | None = None
    role: Range | None = None
    plural: bool = False
    base: str = ""
    medium: bool = False
    inner: list[Phrase] = field(default_factory=list)

    def grow(self, end: int) -> None:
        """Take the words up to `end` in; the office grows along where there is no name yet."""
        self.end = end
        if self.role and self.name is None:
            self.role = (self.role[0], end)

    def take_name(self, name: Range, end: int, kind: ActorKind | None = None) -> None:
        """Take a name in that ends the phrase at `end`."""
        self.name, self.end, self.kind = name, end, kind or self.kind

    @property
    def is_nameless_person(self) -> bool:
        """Whether it is one person known by office only."""
        return self.kind is ActorKind.ROLE and self.name is None and self.role is not None and not self.plural


def to_mentions(phrase: Phrase, words: Sequence[Word]) -> Iterator[Mention]:
    """The mention of a phrase and of those inside it."""
    yield Mention(
        span=_span(words, (phrase.start, phrase.end)),
        form=MentionForm.NAME if phrase.name else MentionForm.ROLE,
        kind=phrase.kind,
        name=_span(words, phrase.name) if phrase.name else None,
        role=_span(words, phrase.role) if phrase.role else None,
    )
    for inner in phrase.inner:
        yield from to_mentions(inner, words)


def _span(words: Sequence[Word], indices: Range) -> Span:
    return Span(words[indices[0]].start, words[indices[1] - 1].end)
