"""Who is named: the phrases of a report that refer to somebody who may speak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quellenlage.domain.actor import ActorKind, Mention, MentionForm
from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span
from quellenlage.extract.mention_grammar import Grammar
from quellenlage.extract.mention_names import Names
from quellenlage.extract.mention_phrases import Phrase, to_mentions
from quellenlage.extract.mention_words import Word, is_adjective, read_words
from quellenlage.extract.participants import Resolution, resolve_participants
from quellenlage.lang.names import NameRules
from quellenlage.lang.pack import LanguagePack

LOUD = 4  # letters of the longest word, for a line in capitals to be more than acronyms

__all__ = ["Resolution", "find_mentions", "resolve_participants"]


def find_mentions(text: str, sentences: Sequence[Sentence], pack: LanguagePack) -> tuple[Mention, ...]:
    """All mentions, sorted by start, outer ones before those inside them.

    Sentences with a surname that the report gives in full elsewhere are read again with that
    knowledge, so that "Koch" standing alone is a name even though it is a word of the language.
    """
    rules = pack.names
    read = [read_words(text, sentence.span, pack.code, rules) for sentence in sentences]
    phrases = [tuple(Grammar(words, pack.code, rules).phrases()) for words in read]
    known = frozenset(
        name
        for words, found in zip(read, phrases, strict=True)
        for p in found
        for name in _surnames(p, words, rules)
    )
    bodies = frozenset(
        name
        for words, found in zip(read, phrases, strict=True)
        for p in found
        for name in _shown_bodies(p, words, pack.code, rules)
    )
    mentions: set[Mention] = set()
    for words, first in zip(read, phrases, strict=True):
        again = any(
            word.plain in known or word.text.removesuffix("s") in known or word.plain in bodies
            for word in words
        )
        found = tuple(Grammar(words, pack.code, rules, known, bodies).phrases()) if again else first
        if _is_shouted(words):
            found = tuple(p for p in found if p.name is None or _is_listed(p, words, rules))
        mentions.update(m for phrase in found for m in to_mentions(phrase, words))
        mentions.update(_pronouns(words, pack.code, rules, found))
    return tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.form, m.kind)))


def _is_shouted(words: Sequence[Word]) -> bool:
    """Whether a line is in capitals, which tell neither names nor acronyms from other words."""
    letters = [word.text for word in words if word.text.isalpha()]
    return len(letters) > 1 and all(text.isupper() for text in letters) and max(map(len, letters)) > LOUD


def _is_listed(phrase: Phrase, words: Sequence[Word], rules: NameRules) -> bool:
    name = " ".join(word.text for word in words[slice(*phrase.name)]) if phrase.name else ""
    return name in rules.organisations or name.lower() in rules.places


def _surnames(phrase: Phrase, words: Sequence[Word], rules: NameRules) -> Iterator[str]:
    if phrase.kind is ActorKind.PERSON and phrase.name:
        last = words[phrase.name[1] - 1]
        if last.text not in rules.given and last.lower not in rules.function_words and len(last.text) > 2:
            yield last.text
    for inner in phrase.inner:
        yield from _surnames(inner, words, rules)


def _shown_bodies(phrase: Phrase, words: Sequence[Word], code: str, rules: NameRules) -> Iterator[str]:
    """The one word of a body's name where it stands as only a name can: "Der Verein Tierhilfe forderte"."""
    if phrase.kind is not ActorKind.ORGANISATION or phrase.name is None:
        return
    first, behind = phrase.name
    if behind - first == 1 <= first and Names(words, code, rules, frozenset()).fills_prefield(first):
        yield words[first].plain


def _pronouns(
    words: Sequence[Word], code: str, rules: NameRules, taken: Sequence[Phrase]
) -> Iterator[Mention]:
    inside = {k for phrase in taken for k in range(phrase.start, phrase.end)}
    for k, word in enumerate(words):
        if k in inside or not (word.lower in rules.pronouns or word.lower in rules.possessives):
            continue
        following = words[k + 1] if k + 1 < len(words) else None
        stands_alone = word.lower in rules.pronouns and not (
            word.determiner is not None
            and following is not None
            and (following.cap or is_adjective(following.lower, code, rules))
        )
        possesses = (
            word.lower in rules.possessives and following is not None and following.lower in rules.said_nouns
        )
        if stands_alone or possesses:
            yield Mention(Span(word.start, word.end), MentionForm.PRONOUN, ActorKind.PERSON)
