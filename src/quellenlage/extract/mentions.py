"""Who is named: the phrases of a report that refer to somebody who may speak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quellenlage.domain.actor import ActorKind, Mention, MentionForm
from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span
from quellenlage.extract.mention_grammar import Grammar, Phrase, to_mentions
from quellenlage.extract.mention_words import Word, read_words
from quellenlage.extract.participants import Resolution, resolve_participants
from quellenlage.lang.names import NameRules
from quellenlage.lang.pack import LanguagePack

__all__ = ["Resolution", "find_mentions", "resolve_participants"]


def find_mentions(text: str, sentences: Sequence[Sentence], pack: LanguagePack) -> tuple[Mention, ...]:
    """All mentions, sorted by start, outer ones before those inside them.

    Reads twice: the second time with the names that the report gives in full, so that a surname
    standing alone is known even where it is a word of the language.
    """
    rules = pack.names
    read = [read_words(text, sentence.span, pack.code, rules) for sentence in sentences]
    known = _introduced(read, pack.code, rules)
    found: set[Mention] = set()
    for words in read:
        taken: list[Span] = []
        for phrase in Grammar(words, pack.code, rules, known).phrases():
            mentions = list(to_mentions(phrase, words))
            taken.append(mentions[0].span)
            found.update(mentions)
        found.update(_pronouns(words, rules, taken))
    return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end, m.form, m.kind)))


def _introduced(read: Sequence[tuple[Word, ...]], code: str, rules: NameRules) -> frozenset[str]:
    """The names of persons given in full, and the surnames in them."""
    known: set[str] = set()
    for words in read:
        for phrase in Grammar(words, code, rules, frozenset()).phrases():
            known.update(_surnames(phrase, words, rules))
    return frozenset(known)


def _surnames(phrase: Phrase, words: tuple[Word, ...], rules: NameRules) -> Iterator[str]:
    if phrase.kind is ActorKind.PERSON and phrase.name:
        last = words[phrase.name[1] - 1]
        if last.text not in rules.given and last.lower not in rules.function_words and len(last.text) > 2:
            yield last.text
    for inner in phrase.inner:
        yield from _surnames(inner, words, rules)


def _pronouns(words: tuple[Word, ...], rules: NameRules, taken: Sequence[Span]) -> Iterator[Mention]:
    for k, word in enumerate(words):
        span = Span(word.start, word.end)
        if any(t.contains(span) for t in taken):
            continue
        following = words[k + 1] if k + 1 < len(words) else None
        if word.lower in rules.pronouns:
            if word.determiner is not None and following is not None and following.cap:
                continue
            yield Mention(span, MentionForm.PRONOUN, ActorKind.PERSON)
        elif word.lower in rules.possessives and following is not None and following.lower in rules.said_nouns:
            yield Mention(span, MentionForm.PRONOUN, ActorKind.PERSON)
