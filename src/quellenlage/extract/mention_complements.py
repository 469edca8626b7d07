"""What stands behind the head of a noun phrase: names, genitives, prepositions, appositions."""

from __future__ import annotations

from collections.abc import Callable

from quellenlage.domain.actor import ActorKind
from quellenlage.extract.mention_names import Names
from quellenlage.extract.mention_phrases import Phrase
from quellenlage.extract.mention_premodifiers import Premodifiers
from quellenlage.extract.mention_words import is_adjective

MOST_COMPLEMENTS = 4
LONGEST_PLAIN_NAME = 4
CLOSERS = frozenset(',.;:)(–—-“”"»«!?')

ReadPhrase = Callable[[int, int], Phrase | None]


class Complements:
    """Lets a phrase grow to the right. `read` reads a phrase at a word, at a depth."""

    def __init__(self, names: Names, before: Premodifiers, read: ReadPhrase) -> None:
        self.names = names
        self.before = before
        self.read = read
        self.words = names.words
        self.count = names.count
        self.code = names.code
        self.rules = names.rules

    # -- genitives and prepositions

    def add_complements(self, phrase: Phrase, depth: int) -> None:
        """Add "der Polizei", "bei den Vereinten Nationen", "of the Interior", one after the other."""
        for _ in range(MOST_COMPLEMENTS):
            if phrase.end >= self.count:
                return
            end = self.complement_end(phrase, depth)
            if end is None:
                return
            phrase.grow(end)

    def complement_end(self, phrase: Phrase, depth: int) -> int | None:
        """The end of one complement right behind the phrase; what speaks in it becomes an inner phrase."""
        at, rules = phrase.end, self.rules
        word = self.words[at]
        if word.lower in rules.prepositions:
            return self.governed_end(phrase, at, depth)
        if word.lower in rules.place_prepositions:
            return self.located_end(phrase, at, depth)
        if not rules.nouns_capitalised:
            return None
        if word.cap:
            genitive = word.lower.endswith("s") and word.is_place("name", "capital")
            return (
                self.attach(phrase, Phrase(at, at + 1, ActorKind.COUNTRY, (at, at + 1))) if genitive else None
            )
        if word.lower in rules.genitive_determiners:
            inner = self.read(at, depth + 1)
            if inner is not None and inner.medium and self.may_be_told(phrase):
                return None
            return self.attach(phrase, inner) or self.plain_end(at)
        if word.lower.endswith("er") and word.lower in rules.quantifiers:
            return self.attach(phrase, self.read(at, depth + 1))
        if word.lower.endswith("er") and is_adjective(word.lower, self.code, rules):
            return self.plain_end(at)
        return None

    def may_be_told(self, phrase: Phrase) -> bool:
        """Whether "der Zeitung" behind the phrase is rather whom they told than whom they work for."""
        return phrase.kind is ActorKind.ROLE and not phrase.base.endswith(tuple(self.rules.media_offices))

    def attach(self, phrase: Phrase, inner: Phrase | None) -> int | None:
        """Take an inner phrase in, if there is one, and give its end."""
        if inner is None:
            return None
        phrase.inner.append(inner)
        return inner.end

    def governed_end(self, phrase: Phrase, at: int, depth: int) -> int | None:
        """ "für Energie", "von Greenpeace": the preposition stands at `at`."""
        if at + 1 >= self.count:
            return None
        inner = self.read(at + 1, depth + 1)
        if inner is not None and (phrase.kind is ActorKind.ROLE or inner.kind is not ActorKind.PERSON):
            return self.attach(phrase, inner)
        loose = self.words[at].lower in self.rules.loose_prepositions and not phrase.plural
        return self.plain_end(at + 1) if loose and not self.words[at + 1].text[0].isdigit() else None

    def located_end(self, phrase: Phrase, at: int, depth: int) -> int | None:
        """ "in Riad", "im Landtag", "am Institut": the preposition stands at `at`."""
        if at + 1 >= self.count:
            return None
        preposition, inner = self.words[at].lower, self.read(at + 1, depth + 1)
        body = phrase.kind is ActorKind.ORGANISATION
        if inner is None:
            return self.town_end(at + 1) if body else None
        if inner.kind is ActorKind.ORGANISATION:
            joins = preposition in self.rules.contractions or not (phrase.plural or body)
            return self.attach(phrase, inner) if joins else None
        if inner.kind is ActorKind.COUNTRY:
            joins = body or preposition in self.rules.origin_prepositions
            return self.attach(phrase, inner) if joins else None
        return None

    def town_end(self, k: int) -> int | None:
        """The end of what may be the name of a place at `k`."""
        word, rules = self.words[k], self.rules
        if not word.cap or word.determiner is not None or word.head is not None:
            return None
        if word.lower in rules.no_places or word.lower in rules.not_names:
            return None
        if not rules.nouns_capitalised:
            return self.names.joined_parts(k + 1)
        if word.lower in rules.name_openers and k + 1 < self.count and self.words[k + 1].cap:
            return k + 2
        return None if word.lower.endswith(rules.abstract_endings) else k + 1

    # -- noun phrases that do not speak

    def plain_end(self, at: int) -> int | None:
        """The end of a noun phrase of any content at `at`, for what hangs on a head."""
        k, _ = self.before.head_at(at, True)
        if k >= self.count:
            return None
        return self.plain_noun_end(k) if self.rules.nouns_capitalised else self.plain_words_end(k, at)

    def plain_noun_end(self, k: int) -> int | None:
        """The end of a capitalised noun at `k`, with a name or a second noun behind it."""
        word, rules = self.words[k], self.rules
        if not word.cap or word.lower in rules.not_names:
            return None
        end = k + 1
        if end < self.count and self.words[end].cap and word.text not in rules.given:
            after = self.words[end]
            opens = word.lower in rules.name_openers or word.lower in rules.place_nouns
            names = self.names.is_foreign(after) or (opens and after.head is None)
            end += names and after.text not in rules.given
        if self.names.is_foreign(self.words[end - 1]):
            end = self.names.joined_parts(end)
        joined = end + 1 < self.count and self.words[end].lower in rules.conjunctions
        if joined and self.words[end + 1].cap and self.ends_phrase(end + 2):
            end += 2
        return end

    def ends_phrase(self, k: int) -> bool:
        """Whether nothing goes on at `k`: the sentence or the clause is over."""
        return k >= self.count or self.words[k].text in CLOSERS

    def plain_words_end(self, k: int, at: int) -> int | None:
        """The end of a run of names at `k`, or of one small noun behind its modifiers."""
        end = k
        while end < self.count and end - k < LONGEST_PLAIN_NAME:
            word = self.words[end]
            if not word.cap or word.lower in self.rules.not_names:
                break
            if end > k and word.text in self.rules.given and self.names.goes_on(end):
                break
            end += 1
        if end > k:
            return end
        noun = self.words[k].text.isalpha() and self.words[k].lower not in self.rules.function_words
        return k + 1 if k > at and noun else None

    # -- appositions

    def appose_name(self, phrase: Phrase, depth: int) -> None:
        """Take the name behind an office with complements: "des Ministeriums[,] Matthew Miller".

        Behind a comma it belongs to the outermost office: "die Chefin der Liberalen, Anna Muster".
        """
        comma = phrase.end < self.count and self.words[phrase.end].text == ","
        if comma and depth > 0:
            return
        at = phrase.end + comma
        start = self.names.titles_end(at) if at < self.count else at
        end = self.names.name_end(start, licensed=start > at)
        if end is None and comma:
            end = self.names.name_end(start, licensed=True)
            end = end if end is not None and self.closes(end) else None
        if end is None or (comma and end - start < 2 and not self.closes(end)):
            return
        phrase.take_name((start, end), end, ActorKind.PERSON)

    def appose_body(self, phrase: Phrase) -> None:
        """Take the name in ", die Hamas," behind the head noun of a body."""
        if phrase.end + 1 >= self.count or self.words[phrase.end].text != ",":
            return
        at = phrase.end + 1
        if self.words[at].determiner is not None:
            at += 1
        elif self.rules.nouns_capitalised:
            return
        if at >= self.count or self.words[at].is_place("name", "capital"):
            return
        end = at + 1 if self.words[at].acronym else self.names.body_name_end(at)
        if end is not None and self.closes(end):
            phrase.take_name((at, end), end)

    def join_office(self, phrase: Phrase, depth: int) -> None:
        """ "Vizekanzler und Arbeitsminister Franz Müntefering": the name behind the second office."""
        at = phrase.end
        if depth > 0 or at + 1 >= self.count or self.words[at].lower not in self.rules.conjunctions:
            return
        if self.words[at + 1].determiner is not None:
            return
        second = self.read(at + 1, depth + 1)
        if (
            second is None
            or second.kind is not ActorKind.PERSON
            or second.name is None
            or second.role is None
        ):
            return
        phrase.role = ((phrase.role or second.role)[0], second.role[1])
        phrase.take_name(second.name, second.end, ActorKind.PERSON)
        phrase.inner.extend(second.inner)

    def finish(self, phrase: Phrase, depth: int) -> Phrase:
        """Add what may follow a name: "(SPD)", "in Riad", "von der IG Metall", ", Sprecher ...,"."""
        if phrase.name is None and phrase.kind is not ActorKind.ORGANISATION:
            return phrase
        phrase.end = self.names.parenthesis_end(phrase.end)
        at = phrase.end
        if at + 1 >= self.count:
            return phrase
        headed = phrase.kind is ActorKind.ORGANISATION and phrase.base
        if headed and self.words[at].lower in self.rules.place_prepositions:
            phrase.end = self.located_end(phrase, at, depth) or at
        if phrase.kind is not ActorKind.PERSON or phrase.name is None or depth > 0:
            return phrase
        if self.words[at].text == "," and phrase.name[1] - phrase.name[0] > 1:
            self.appose_office(phrase, depth)
        elif self.words[at].lower in self.rules.prepositions:
            inner = self.read(at + 1, depth + 1)
            if inner is not None and inner.kind is ActorKind.ORGANISATION:
                phrase.inner.append(inner)
                phrase.end = inner.end
        return phrase

    def appose_office(self, phrase: Phrase, depth: int) -> None:
        """Take the office behind a name: "Vedant Patel, stellvertretender Sprecher des Amtes,"."""
        at = self.age_end(phrase.end) + 1
        office = self.read(at, depth + 1)
        if (
            phrase.role is None
            and office is not None
            and office.is_nameless_person
            and self.closes(office.end)
        ):
            phrase.role, phrase.end = office.role, office.end
            phrase.inner.extend(office.inner)

    def age_end(self, comma: int) -> int:
        """The comma behind an age at `comma` (", 43,"), or `comma` itself."""
        behind = comma + 2
        aged = behind < self.count and self.words[comma + 1].text.isdigit() and self.words[behind].text == ","
        return behind if aged else comma

    def closes(self, k: int) -> bool:
        """Whether an apposition may end before word `k`."""
        return self.ends_phrase(k) or self.words[k].lower in self.rules.conjunctions
