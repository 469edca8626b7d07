"""What a register is asked: filters and queries, and the conditions in SQL that they become."""

from __future__ import annotations

from dataclasses import dataclass, fields

from quellenlage.stores.register_build import scope_of
from quellenlage.text.folding import all_stems, fold, folded_words


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters that combine; None does not filter. `since` and `until` are ISO days, `words` a query."""

    actor: str | None = None
    type: str | None = None
    act: str | None = None
    outlet: str | None = None
    origin: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    words: str | None = None

    @property
    def any(self) -> bool:
        """Whether anything is asked for."""
        return any(getattr(self, field.name) for field in fields(self))


def statement_filters(story: str, asked: Asked, alias: str = "s") -> tuple[list[str], list[str]]:
    """Conditions on statements or figures, and their values; the first is the story."""
    where, values = [f"{alias}.story = ?"], [story]
    for column in ("actor", "act", "type", "outlet", "language"):
        value = getattr(asked, column)
        if value:
            where.append(f"{alias}.{column} = ?")
            values.append(value)
    if asked.since:
        where.append(f"{alias}.day >= ?")
        values.append(asked.since)
    if asked.until:
        where.append(f"substr({alias}.day, 1, 10) <= ?")
        values.append(asked.until)
    return where, values


def needles(query: str) -> tuple[frozenset[str], ...]:
    """What of a query is marked in a text: for each word the forms that count as it."""
    return tuple(frozenset({word, *all_stems(word)}) for word in folded_words(query))


def match_of(query: str, kind: str | None, story: str | None) -> str:
    """A query in the words of the index; empty where nothing is asked."""
    asked: list[str] = []
    for at, piece in enumerate(query.split('"')):
        if at % 2:
            words = folded_words(piece)
            if words:
                asked.append(f'plain : "{" ".join(words)}"')
            continue
        for token in piece.split():
            words = folded_words(token)
            for n, word in enumerate(words):
                beginning = token.endswith("*") and n == len(words) - 1
                asked.append(f'plain : "{fold(word)}" *' if beginning else _any_form(word))
    if not asked:
        return ""
    scopes = [f'scope : "{scope_of(one)}"' for one in (kind, story) if one]
    return " AND ".join([*scopes, *asked])


def _any_form(word: str) -> str:
    forms = [f'plain : "{word}"', *(f'stems : "{stem}"' for stem in sorted(all_stems(word)))]
    return f"({' OR '.join(forms)})"
