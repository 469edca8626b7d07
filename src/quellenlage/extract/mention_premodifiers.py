"""What stands before the head of a noun phrase: determiners, adjectives, attributes, possessors."""

from __future__ import annotations

from quellenlage.domain.actor import ActorKind
from quellenlage.extract.mention_names import OPENING, Names
from quellenlage.extract.mention_phrases import Phrase
from quellenlage.extract.mention_words import (
    DASHES,
    POSSESSIVE,
    Word,
    in_dictionary,
    is_adjective,
    is_common,
    may_be_verb,
    may_modify,
)

MOST_DETERMINERS = 4
MOST_PREMODIFIERS = 17
LONGEST_ATTRIBUTE = 9
LONGEST_CAPITALISED_RUN = 5
YEAR_DIGITS = 4


class Premodifiers:
    """Finds the head of a phrase. All methods take and give word indices."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.words
        self.count = names.count
        self.code = names.code
        self.rules = names.rules

    def head_at(self, at: int, determined: bool) -> tuple[int, list[Phrase]]:
        """Where the head of a phrase from `at` may stand, and the possessors before it."""
        inner: list[Phrase] = []
        k = self.determiners_end(at)
        if k > at:
            k = self.attribute_end(k) or k
        while k + 1 < self.count and k - at < MOST_PREMODIFIERS:
            possessor = self.possessor(k, at)
            if possessor is not None:
                inner.append(possessor)
                k = possessor.end
                continue
            step = self.premodifier(k, determined, at)
            if not step or (self.names.listed_end(k) or 0) > k + 1:
                break
            k += step
        return k, inner

    def determiners_end(self, at: int) -> int:
        """The first word behind determiner and quantifiers."""
        k = at
        while k < self.count - 1 and k - at < MOST_DETERMINERS:
            word = self.words[k]
            quantifies = word.lower in self.rules.quantifiers
            begins = k == at or self.words[k - 1].lower in self.rules.quantifiers
            if not (quantifies or (word.determiner is not None and begins)):
                break
            k += 1
        return k

    def attribute_end(self, k: int) -> int | None:
        """The end of an extended attribute: "der [unter diesem Namen auftretende] Hacker"."""
        rules = self.rules
        if not rules.nouns_capitalised or not self.opens_attribute(self.words[k]):
            return None
        for end in range(k + 1, min(k + LONGEST_ATTRIBUTE, self.count - 1)):
            last = self.words[end]
            if last.text in (".", ":", ";") or last.lower in rules.function_words:
                return None
            participle = last.text[0].islower() and last.lower.endswith(rules.participle_endings)
            if participle and self.may_head(end + 1):
                return end + 1
        return None

    def opens_attribute(self, word: Word) -> bool:
        """Whether a word behind a determiner can only begin an attribute."""
        rules, lower = self.rules, word.lower
        if word.text.isdigit():
            return len(word.text) == YEAR_DIGITS
        openers = (rules.place_prepositions, rules.prepositions, rules.attribute_openers)
        return lower not in rules.contractions and any(lower in words for words in openers)

    def may_head(self, k: int) -> bool:
        """Whether word `k` may be the head, or an adjective before it."""
        word = self.words[k]
        if word.text[0].islower():
            capital_next = k + 1 < self.count and self.words[k + 1].cap
            return capital_next and is_adjective(word.lower, self.code, self.rules)
        return word.head is not None or word.text in self.names.known or word.text in self.rules.given

    def premodifier(self, k: int, determined: bool, at: int) -> int:
        """How many words one premodifier at `k` takes; 0 where there is none."""
        word, after = self.words[k], self.words[k + 1]
        third = self.words[k + 2] if k + 2 < self.count else None
        if word.text[0].isdigit():
            if after.determiner is not None:
                return 0
            if after.text in DASHES and third is not None:
                return 2 if third.cap else 3
            return 1 if determined and after.text[0].isalpha() else 0
        if word.cap and word.text.endswith("-") and after.lower in self.rules.conjunctions:
            return 2 if third is not None and third.cap else 0
        if word.text == "," or word.lower in self.rules.conjunctions:
            return 1 if k > at and self.joins_adjectives(k, at) else 0
        follows = after.text[0].isalnum() or after.text == "," or after.text in OPENING
        return 1 if follows and self.modifies(k, determined, at) else 0

    def joins_adjectives(self, k: int, at: int) -> bool:
        """Whether the comma or conjunction at `k` stands between two adjectives."""
        small = self.words[k - 1].text[0].islower() and self.words[k + 1].text[0].islower()
        return small and self.modifies(k + 1, True, at) and self.modifies(k - 1, True, at)

    def modifies(self, k: int, determined: bool, at: int) -> bool:
        """Whether word `k` modifies a noun behind it."""
        if k + 1 >= self.count:
            return False
        if not self.rules.nouns_capitalised:
            return self.modifies_small(k, determined, at)
        if self.words[k].cap:
            return self.modifies_capitalised(k, determined)
        return self.is_attributive(k, determined)

    # -- where nouns are written with a capital

    def is_attributive(self, k: int, determined: bool) -> bool:
        """Whether a small word is an adjective or participle: surely, or by its place behind a determiner."""
        word, after = self.words[k], self.words[k + 1]
        lower = word.lower
        placed = determined and word.text[0].isalpha()
        if placed and ("-" in lower[1:] or may_modify(lower, self.code, self.rules)):
            led_on = after.head is not None or after.text[0].islower()
            if led_on or not may_be_verb(lower, self.code, self.rules):
                return True
        return is_adjective(lower, self.code, self.rules)

    def modifies_capitalised(self, k: int, determined: bool) -> bool:
        """ "Deutsche | Bank", "US | Botschaft", "Berliner | Polizei", "Vorsitzende | Richter"."""
        word, after, rules = self.words[k], self.words[k + 1], self.rules
        if word.lower in rules.function_words or word.lower in rules.not_names:
            return False
        adjective = is_adjective(word.lower, self.code, rules)
        if not after.cap or after.lower in rules.not_names:
            begins = word.initial and word.head is None and not after.cap
            return begins and adjective and is_adjective(after.lower, self.code, rules)
        if word.is_place("adjective"):
            return True
        if word.head is not None and after.head is not None and self.is_nominalised(word):
            return word.initial or not word.head.noun.plural
        if word.acronym or word.is_place("name", "capital", "people"):
            return after.is_body or (after.is_person and word.acronym)
        if word.head is not None or word.text in rules.given:
            return False
        return adjective or self.names_a_town(k, determined)

    def is_nominalised(self, word: Word) -> bool:
        """Whether a head noun is an adjective by form ("Vorsitzende")."""
        return word.head is not None and word.head.noun.gender == "" and word.head.modifier == 0

    def names_a_town(self, k: int, determined: bool) -> bool:
        """Whether word `k` is like "Berliner" in "die Berliner Polizei", or an unknown name in its place."""
        word, after = self.words[k], self.words[k + 1]
        of_town = word.lower.endswith("er") and not word.initial
        if after.head is None:
            return of_town and determined and (after.acronym or self.names.is_foreign(after))
        if after.is_person:
            return of_town and determined
        return of_town or (determined and not is_common(word.text, self.code, self.rules))

    # -- where they are written small

    def modifies_small(self, k: int, determined: bool, at: int) -> bool:
        """Whether word `k` modifies a noun behind it: "senior police | officials"."""
        word, after, rules = self.words[k], self.words[k + 1], self.rules
        grammar = word.lower in rules.function_words or after.lower in rules.function_words
        if (
            grammar
            or not after.text[0].isalnum()
            or word.lower in rules.not_names
            or after.determiner is not None
        ):
            return False
        if word.is_place("adjective") or (word.lower in rules.modifiers and not word.cap):
            return True
        if word.is_place("name", "capital"):
            return after.head is not None or after.lower in rules.modifiers or self.leads_to_head(k + 1)
        if word.cap and (not word.initial or self.opens_name(k)):
            return self.leads_to_head(k + 1) and not (word.is_person and after.cap)
        if word.lower in rules.modifiers:
            return True
        if word.head is not None:
            return after.head is not None and (word.cap or not after.cap)
        if k > at + 1 and after.cap and not self.leads_to_head(k + 1):
            return False  # "The court | suspended | Muster"
        plain = word.text.replace("-", "").isalpha() and not word.cap
        return plain and (determined or (k > at and after.head is not None))

    def opens_name(self, k: int) -> bool:
        """Whether the first word of a sentence is a body's: the "UEFA" of "UEFA president"."""
        word = self.words[k]
        if word.acronym:
            return True
        named = word.head is None and word.text not in self.rules.given and self.words[k + 1].cap
        return named and not in_dictionary(word.lower, self.code)

    def leads_to_head(self, k: int) -> bool:
        """Whether a head noun ends the run of capitalised words from `k`."""
        for word in self.words[k : k + LONGEST_CAPITALISED_RUN]:
            if word.head is not None:
                return not word.initial
            if not word.cap and word.lower not in self.rules.modifiers:
                return False
        return False

    # -- possessors

    def possessor(self, k: int, at: int) -> Phrase | None:
        """A genitive before the head: "Polens | Präsident", "the party's | leader"."""
        word, after, rules = self.words[k], self.words[k + 1], self.rules
        if not after.text[0].isalpha():
            return None
        if word.lower.endswith(POSSESSIVE):
            return self.possessor_phrase(k, at)
        inflected = rules.nouns_capitalised and word.cap and word.lower.endswith("s")
        if not inflected or word.head is not None or word.acronym or not self.precedes_head(k):
            return None
        if k > at and self.words[k - 1].determiner is not None:
            return None
        stem = word.text[:-1]
        if word.is_place("name", "capital") or stem in self.names.known or stem in rules.given:
            return self.possessor_phrase(k, at)
        if k == at and not word.initial and after.head is not None and in_dictionary(stem, self.code):
            abstract = stem.lower().endswith(rules.abstract_endings)
            return None if abstract else Phrase(k, k + 1, ActorKind.ORGANISATION, (k, k + 1))
        return None if is_common(word.text, self.code, rules) else self.possessor_phrase(k, at)

    def precedes_head(self, k: int) -> bool:
        """Whether a head noun, or an adjective and a head noun, stands behind word `k`."""
        after = self.words[k + 1]
        if after.head is not None:
            return True
        leads = k + 2 < self.count and self.words[k + 2].head is not None
        return leads and after.text[0].islower() and is_adjective(after.lower, self.code, self.rules)

    def possessor_phrase(self, k: int, at: int) -> Phrase:
        """The phrase of the possessor that ends with word `k`."""
        word = self.words[k]
        if word.is_place("name", "capital"):
            return Phrase(k, k + 1, ActorKind.COUNTRY, (k, k + 1))
        if word.is_body:
            return Phrase(at, k + 1, ActorKind.ORGANISATION, None, (self.determiners_end(at), k + 1))
        if word.acronym:
            return Phrase(k, k + 1, ActorKind.ORGANISATION, (k, k + 1))
        if not word.cap or word.head is not None:
            return Phrase(at, k + 1, ActorKind.ROLE, None, (min(self.determiners_end(at), k), k + 1))
        return Phrase(k, k + 1, ActorKind.PERSON, (k, k + 1))
