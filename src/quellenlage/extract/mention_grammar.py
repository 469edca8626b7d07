"""The noun phrases of a sentence that may speak: names, offices, bodies, groups, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quellenlage.domain.actor import ActorKind, Mention, MentionForm
from quellenlage.domain.span import Span
from quellenlage.extract.mention_names import OPENING, Names
from quellenlage.extract.mention_words import (
    Word,
    in_dictionary,
    is_adjective,
    is_common,
    may_be_verb,
    may_modify,
)
from quellenlage.lang.names import NameRules, NounKind

MOST_PREMODIFIERS = 8
MOST_POSTMODIFIERS = 4
LONGEST_ATTRIBUTE = 9
DEEPEST = 3
CLOSERS = frozenset(',.;:)(–—-“”"»«!?')

Range = tuple[int, int]


@dataclass(slots=True)
class Phrase:
    """A noun phrase in word indices, end exclusive. `inner` are the phrases inside it."""

    start: int
    end: int
    kind: ActorKind
    name: Range | None = None
    role: Range | None = None
    plural: bool = False
    medium: bool = False
    inner: list[Phrase] = field(default_factory=list)


class Grammar:
    """Reads the phrases of one sentence from left to right, the longest at each place."""

    def __init__(self, words: Sequence[Word], code: str, rules: NameRules, known: frozenset[str]) -> None:
        self.words = words
        self.count = len(words)
        self.code = code
        self.rules = rules
        self.names = Names(words, code, rules, known)

    def phrases(self) -> Iterator[Phrase]:
        """The outermost phrases of the sentence, in order."""
        at = 0
        while at < self.count:
            phrase = self.phrase(at)
            if phrase is None:
                at += 1
            else:
                yield phrase
                at = max(phrase.end, at + 1)

    def phrase(self, at: int, depth: int = 0) -> Phrase | None:
        """The phrase that begins at word `at`."""
        if depth > DEEPEST or at >= self.count:
            return None
        word, rules = self.words[at], self.rules
        contracted = at > 0 and self.words[at - 1].lower in rules.contractions
        if contracted and not word.text[0].isalnum():
            return self.quoted(at, at)
        if not (word.opens or (contracted and word.text[0].isalpha())):
            return None
        if word.lower in rules.quantifiers and at + 1 < self.count and self.words[at + 1].determiner is not None:
            return None
        determined = (
            contracted
            or word.determiner is not None
            or word.lower in rules.quantifiers
            or word.text[0].isdigit()
        )
        head, inner = self.premodifiers(at, determined, depth)
        if head >= self.count:
            return None
        found = (
            self.partitive(at, depth)
            or self.titled(at, head, depth)
            or self.headed(at, head, determined, depth)
            or self.named(at, head, determined, depth)
            or self.metonymic(at, head)
        )
        if found is not None:
            found.inner[:0] = inner
        return found

    # -- before the head

    def premodifiers(self, at: int, determined: bool, depth: int) -> tuple[int, list[Phrase]]:
        """Where the head of a phrase from `at` may stand, and the possessors before it."""
        k, inner = self.determiners_end(at), []
        attribute = self.attribute_end(k) if k > at else None
        k = attribute or k
        while k + 1 < self.count and k - at < MOST_PREMODIFIERS + LONGEST_ATTRIBUTE:
            possessor = self.possessor(k, at, depth)
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
        while (
            k < self.count - 1
            and k - at < 4
            and (
                (
                    self.words[k].determiner is not None
                    and (k == at or self.words[k - 1].lower in self.rules.quantifiers)
                )
                or self.words[k].lower in self.rules.quantifiers
            )
        ):
            k += 1
        return k

    def attribute_end(self, k: int) -> int | None:
        """The end of an extended attribute: "der [unter diesem Namen auftretende] Hacker"."""
        rules = self.rules
        if not rules.nouns_capitalised or k >= self.count:
            return None
        word = self.words[k]
        opens = word.lower not in rules.contractions and (
            word.lower in rules.place_prepositions
            or word.lower in rules.prepositions
            or word.lower in rules.attribute_openers
        )
        if not (opens or (word.text.isdigit() and len(word.text) == 4)):
            return None
        for end in range(k + 1, min(k + LONGEST_ATTRIBUTE, self.count - 1)):
            last, after = self.words[end], self.words[end + 1]
            if last.text in (".", ":", ";") or last.lower in rules.function_words:
                return None
            if (
                last.text[0].islower()
                and last.lower.endswith(rules.participle_endings)
                and self.may_head(after, end + 1)
            ):
                return end + 1
        return None

    def may_head(self, word: Word, k: int) -> bool:
        """Whether a word may be the head, or an adjective before it."""
        if word.text[0].islower():
            return (
                is_adjective(word.lower, self.code, self.rules)
                and k + 1 < self.count
                and self.words[k + 1].cap
            )
        return word.head is not None or word.text in self.names.known or word.text in self.rules.given

    def premodifier(self, k: int, determined: bool, at: int) -> int:
        """How many words one premodifier at `k` takes; 0 where there is none."""
        word, after = self.words[k], self.words[k + 1]
        if word.text[0].isdigit():
            if after.determiner is not None:
                return 0
            if after.text in "-‐‑" and k + 2 < self.count:
                return 2 if self.words[k + 2].cap else 3
            return 1 if determined and after.text[0].isalpha() else 0
        if word.cap and word.text.endswith("-") and after.lower in self.rules.conjunctions:
            return 2 if k + 2 < self.count and self.words[k + 2].cap else 0
        if word.text == "," or word.lower in self.rules.conjunctions:
            joins = (
                k > at
                and after.text[0].islower()
                and self.modifies(k + 1, True, at)
                and self.modifies(k - 1, True, at)
            )
            return 1 if joins and self.words[k - 1].text[0].islower() else 0
        follows = after.text[0].isalnum() or after.text == "," or after.text in OPENING
        return 1 if follows and self.modifies(k, determined, at) else 0

    def modifies(self, k: int, determined: bool, at: int) -> bool:
        """Whether word `k` modifies a noun behind it."""
        if k + 1 >= self.count:
            return False
        word = self.words[k]
        if not self.rules.nouns_capitalised:
            return self.modifies_uncapitalised(k, determined, at)
        if word.cap:
            return self.modifies_capitalised(k, determined)
        if (
            determined
            and word.text[0].isalpha()
            and ("-" in word.text[1:] or may_modify(word.lower, self.code, self.rules))
        ):
            after = self.words[k + 1]
            if (
                not may_be_verb(word.lower, self.code, self.rules)
                or after.head is not None
                or after.text[0].islower()
            ):
                return True
        return is_adjective(word.lower, self.code, self.rules)

    def modifies_capitalised(self, k: int, determined: bool) -> bool:
        """ "Deutsche | Bank", "US | Botschaft", "Berliner | Polizei", "Vorsitzende | Richter"."""
        word, after, rules = self.words[k], self.words[k + 1], self.rules
        if word.lower in rules.function_words or word.lower in rules.not_names:
            return False
        if not after.cap or after.lower in rules.not_names:
            return (
                word.initial
                and word.head is None
                and not after.cap
                and is_adjective(after.lower, self.code, rules)
                and is_adjective(word.lower, self.code, rules)
            )
        if word.is_place("adjective"):
            return True
        if (
            word.head is not None
            and after.head is not None
            and word.head.noun.gender == ""
            and word.head.modifier == 0
        ):
            return not word.head.noun.plural or word.initial
        if word.acronym or word.is_place("name", "capital", "people"):
            return after.is_body or (after.is_person and word.acronym)
        if word.head is not None or word.text in rules.given:
            return False
        if is_adjective(word.lower, self.code, rules):
            return True
        of_town = word.lower.endswith("er") and not word.initial
        if after.head is None:
            return of_town and determined and (after.acronym or self.names.is_foreign(after))
        if after.is_person:
            return of_town and determined
        return of_town or (determined and not is_common(word.text, self.code, rules))

    def modifies_uncapitalised(self, k: int, determined: bool, at: int) -> bool:
        """The same where nouns are written small: "senior police | officials"."""
        word, after, rules = self.words[k], self.words[k + 1], self.rules
        if not after.text[0].isalnum() or word.lower in rules.function_words or word.lower in rules.not_names:
            return False
        if after.determiner is not None or after.lower in rules.function_words:
            return False
        if word.is_place("adjective"):
            return True
        if word.cap and not word.initial:
            return self.leads_to_head(k + 1) and not (word.is_person and after.cap)
        if word.lower in rules.modifiers:
            return True
        if word.head is not None:
            return after.head is not None and not (after.cap and not word.cap)
        if k > at and after.head is not None and word.text.isalpha() and not word.cap:
            return True
        return determined and word.text.replace("-", "").isalpha() and not word.cap

    def leads_to_head(self, k: int) -> bool:
        """Whether a head noun follows within the capitalised words from `k`."""
        for word in self.words[k : k + 5]:
            if word.head is not None:
                return not word.initial
            if not word.cap and word.lower not in self.rules.modifiers:
                return False
        return False

    def possessor(self, k: int, at: int, depth: int) -> Phrase | None:
        """A genitive before the head: "Polens | Präsident", "the party's | leader"."""
        word = self.words[k]
        after = self.words[k + 1]
        if not after.text[0].isalpha():
            return None
        if word.lower.endswith(("'s", "’s")):
            return self.possessor_phrase(k, at)
        if (
            not self.rules.nouns_capitalised
            or not word.cap
            or not word.lower.endswith("s")
            or word.head
            or word.acronym
        ):
            return None
        leads = after.head is not None or (
            after.text[0].islower()
            and k + 2 < self.count
            and is_adjective(after.lower, self.code, self.rules)
            and self.words[k + 2].head is not None
        )
        if not leads or (k > at and self.words[k - 1].determiner is not None):
            return None
        stem = word.text[:-1]
        if word.is_place("name", "capital") or stem in self.names.known or stem in self.rules.given:
            return self.possessor_phrase(k, at)
        if k == at and not word.initial and after.head is not None and in_dictionary(stem, self.code):
            return (
                None
                if stem.lower().endswith(self.rules.abstract_endings)
                else Phrase(k, k + 1, ActorKind.ORGANISATION, (k, k + 1))
            )
        return None if is_common(word.text, self.code, self.rules) else self.possessor_phrase(k, at)

    def possessor_phrase(self, k: int, at: int) -> Phrase:
        word = self.words[k]
        if word.is_place("name", "capital"):
            return Phrase(k, k + 1, ActorKind.COUNTRY, (k, k + 1))
        if word.is_body or word.acronym:
            return Phrase(
                at,
                k + 1,
                ActorKind.ORGANISATION,
                None if word.head else (k, k + 1),
                (at, k + 1) if word.head else None,
            )
        if not word.cap:
            return Phrase(at, k + 1, ActorKind.ROLE, None, (at, k + 1))
        return Phrase(k, k + 1, ActorKind.PERSON, (k, k + 1))

    # -- kinds of heads

    def partitive(self, at: int, depth: int) -> Phrase | None:
        """ "einer der Putschisten", "47 Prozent der Befragten", "some of the residents"."""
        k = at
        while (
            k < self.count
            and k - at < 3
            and (
                self.words[k].text[0].isdigit()
                or self.words[k].determiner is not None
                and self.words[k].lower not in self.rules.partitives
            )
        ):
            k += 1
        if k + 1 >= self.count or self.words[k].lower not in self.rules.partitives:
            return None
        if not self.rules.nouns_capitalised:
            if self.words[k + 1].lower not in self.rules.joints:
                return None
            k += 1
        elif self.words[k + 1].lower not in self.rules.genitive_determiners:
            return None
        inner = self.phrase(k + 1, depth + 1)
        if inner is None or inner.name is not None and inner.kind is ActorKind.PERSON and not inner.plural:
            return None
        phrase = Phrase(
            at, inner.end, ActorKind.ROLE, None, (at, inner.end), self.words[k].cap, inner=[inner]
        )
        if inner.kind is ActorKind.ROLE:
            self.apposed_name(phrase)
        return phrase

    def titled(self, at: int, k: int, depth: int) -> Phrase | None:
        """ "Herr Rutte", "Dr. Anna Beispiel": a title and a name, whatever the name is."""
        start = self.names.titles_end(k)
        if start == k:
            return None
        end = self.names.name_end(start, licensed=True)
        if end is None:
            return None
        phrase = Phrase(at, end, ActorKind.PERSON, (start, end))
        if self.words[start - 1].is_person:
            phrase.role = (k, start)
        return self.extended(phrase, depth)

    def headed(self, at: int, k: int, determined: bool, depth: int) -> Phrase | None:
        """A head noun with what follows it: a name, a genitive, an apposition."""
        k = self.last_head(k)
        word = self.words[k]
        head = word.head
        if (
            head is None
            or (self.names.is_known(word) and not determined)
            or self.names.listed_end(k) is not None
        ):
            return None
        if head.modifier == 0 and word.lower in self.rules.never_alone:
            return None
        person, body = word.is_person, word.is_body
        singular = not head.noun.plural and not self.says_plural(at, k, head.noun.gender)
        start = at + 1 if at < k and self.words[at].determiner is not None else at
        phrase = Phrase(
            at,
            k + 1,
            ActorKind.ORGANISATION if body else ActorKind.ROLE,
            None,
            (start, k + 1),
            not singular,
            medium=head.noun.kind is NounKind.MEDIUM,
        )
        if self.name_behind(phrase, k + 1, person, body, singular):
            return self.extended(phrase, depth)
        self.postmodify(phrase, depth, head.noun.base)
        if person and singular:
            self.apposed_name(phrase)
            if phrase.name is None:
                self.second_office(phrase, depth)
        elif body and phrase.name is None:
            self.apposed_body(phrase)
            if not self.rules.nouns_capitalised and word.cap and phrase.end > at:
                phrase.name = (start, phrase.end)
        return self.extended(phrase, depth)

    def last_head(self, k: int) -> int:
        """The last of several head nouns in a row, where nouns are written small ("police chief")."""
        while not self.rules.nouns_capitalised and self.words[k].head is not None and k + 1 < self.count:
            word, after = self.words[k], self.words[k + 1]
            if (
                after.head is None
                or (after.cap and not word.cap)
                or self.words[k].lower.endswith(("'s", "’s"))
            ):
                break
            k += 1
        return k

    def says_plural(self, at: int, k: int, gender: str) -> bool:
        """Whether the determiner leaves only the plural for a noun of this gender."""
        first = self.words[at]
        if first.lower in self.rules.quantifiers or (first.text[0].isdigit() and at < k):
            return True
        agreement = first.determiner
        return bool(agreement and at < k and agreement.plural and gender and gender not in agreement.genders)

    def name_behind(self, phrase: Phrase, k: int, person: bool, body: bool, singular: bool) -> bool:
        """Take the name that stands right behind the head."""
        if k >= self.count:
            return False
        quoted = self.names.quoted_end(k)
        if quoted is not None and (body or self.words[k + 1].text not in self.rules.function_words):
            phrase.name, phrase.end = (k + 1, quoted - 1), quoted
        elif person:
            start = self.names.titles_end(k)
            if not singular and start == k and self.words[k].plain not in self.rules.given:
                return False
            end = self.names.name_end(start, licensed=singular or start > k)
            if end is None:
                return False
            phrase.name, phrase.end = (start, end), end
        else:
            if body and self.words[k].lower in self.rules.foreign_joints:
                end = self.names.joined_parts(k)
                phrase.name, phrase.end = ((k - 1, end), end) if end > k else (None, k)
                return end > k
            end = self.names.body_name_end(k) if body and singular else None
            if end is None:
                return False
            phrase.name, phrase.end = (k, end), end
        if person:
            phrase.kind = ActorKind.PERSON
        return True

    # -- behind the head

    def postmodify(self, phrase: Phrase, depth: int, base: str) -> None:
        """Add genitives and prepositional phrases: "der Polizei", "bei den Vereinten Nationen"."""
        for _ in range(MOST_POSTMODIFIERS):
            if phrase.end + 1 >= self.count and not (phrase.end < self.count and self.words[phrase.end].cap):
                return
            end = self.complement_end(phrase, depth, base)
            if end is None:
                return
            phrase.end = end
            if phrase.role:
                phrase.role = (phrase.role[0], end)

    def complement_end(self, phrase: Phrase, depth: int, base: str) -> int | None:
        """The end of one complement right behind the phrase; what speaks in it becomes an inner phrase."""
        end, rules = phrase.end, self.rules
        word = self.words[end]
        if rules.nouns_capitalised and word.lower in rules.genitive_determiners and not word.cap:
            inner = self.phrase(end, depth + 1)
            if (
                inner
                and inner.medium
                and phrase.kind is ActorKind.ROLE
                and not base.endswith(tuple(rules.media_offices))
            ):
                return None
            return self.attached(phrase, inner) or self.plain_end(end)
        if rules.nouns_capitalised and word.lower in rules.quantifiers and word.lower.endswith("er"):
            return self.attached(phrase, self.phrase(end, depth + 1))
        if rules.nouns_capitalised and word.cap:
            possessor = word.lower.endswith("s") and word.is_place("name", "capital")
            return (
                self.attached(phrase, Phrase(end, end + 1, ActorKind.COUNTRY, (end, end + 1)))
                if possessor
                else None
            )
        if (
            rules.nouns_capitalised
            and word.lower.endswith("er")
            and is_adjective(word.lower, self.code, rules)
        ):
            return self.plain_end(end)
        if word.lower in rules.prepositions:
            return self.governed_end(phrase, end, depth)
        if word.lower in rules.place_prepositions:
            return self.located_end(phrase, end, depth)
        return None

    def attached(self, phrase: Phrase, inner: Phrase | None) -> int | None:
        if inner is None:
            return None
        phrase.inner.append(inner)
        return inner.end

    def governed_end(self, phrase: Phrase, end: int, depth: int) -> int | None:
        """ "für Energie", "von Greenpeace", "of the Interior": the preposition stands at `end`."""
        rules = self.rules
        if end + 1 >= self.count:
            return None
        inner = self.phrase(end + 1, depth + 1)
        if inner and not (inner.kind is ActorKind.PERSON and not phrase.kind is ActorKind.ROLE):
            return self.attached(phrase, inner)
        if self.words[end].lower in rules.loose_prepositions and not phrase.plural:
            if self.words[end + 1].text[0].isdigit():
                return None
            return self.plain_end(end + 1)
        return None

    def located_end(self, phrase: Phrase, end: int, depth: int) -> int | None:
        """ "in Riad", "im Landtag", "am Institut": the preposition stands at `end`."""
        if end + 1 >= self.count:
            return None
        inner = self.phrase(end + 1, depth + 1)
        body = phrase.kind is ActorKind.ORGANISATION
        if inner is not None and inner.kind is ActorKind.ORGANISATION and inner.end > end + 1:
            contracted = self.words[end].lower in self.rules.contractions
            return self.attached(phrase, inner) if contracted or not phrase.plural and not body else None
        if inner is not None and inner.kind is ActorKind.COUNTRY:
            return inner.end if body or self.words[end].lower in self.rules.origin_prepositions else None
        after = self.words[end + 1]
        if not body or not after.cap or inner is not None or after.determiner is not None:
            return None
        if (
            after.lower in self.rules.no_places
            or after.lower in self.rules.not_names
            or after.head is not None
        ):
            return None
        if not self.rules.nouns_capitalised:
            return self.names.joined_parts(end + 2)
        if after.lower in self.rules.name_openers and end + 2 < self.count and self.words[end + 2].cap:
            return end + 3
        return end + 2 if not after.lower.endswith(self.rules.abstract_endings) else None

    def plain_end(self, at: int) -> int | None:
        """The end of a noun phrase of any content at `at`, for what hangs on a head."""
        k, _ = self.premodifiers(at, True, DEEPEST)
        if k >= self.count:
            return None
        word = self.words[k]
        if not self.rules.nouns_capitalised:
            end = k
            while (
                end < self.count
                and end - k < 4
                and self.words[end].cap
                and self.words[end].lower not in self.rules.not_names
            ):
                end += 1
            return (
                end
                if end > k
                else (
                    k + 1
                    if k > at and word.text.isalpha() and word.lower not in self.rules.function_words
                    else None
                )
            )
        if not word.cap or word.lower in self.rules.not_names:
            return None
        end = k + 1
        opens = word.lower in self.rules.name_openers or word.lower in self.rules.place_nouns
        if end < self.count and self.words[end].cap and word.text not in self.rules.given:
            after = self.words[end]
            if after.text not in self.rules.given and (
                self.names.is_foreign(after) or opens and after.head is None
            ):
                end += 1
        end = self.names.joined_parts(end) if self.names.is_foreign(self.words[end - 1]) else end
        if (
            end + 1 < self.count
            and self.words[end].lower in self.rules.conjunctions
            and self.words[end + 1].cap
        ):
            after_next = end + 2
            if after_next >= self.count or self.words[after_next].text in CLOSERS:
                end = after_next
        return end

    def apposed_name(self, phrase: Phrase) -> None:
        """Take the name behind an office with complements: "des Ministeriums[,] Matthew Miller"."""
        end = phrase.end
        comma = end < self.count and self.words[end].text == ","
        at = end + comma
        start = self.names.titles_end(at) if at < self.count else at
        if start >= self.count:
            return
        stop = self.names.name_end(start, licensed=start > at)
        if stop is None and comma:
            stop = self.names.name_end(start, licensed=True)
            if stop is not None and not self.closes(stop):
                stop = None
        if stop is None or (comma and stop - start < 2 and not self.closes(stop)):
            return
        phrase.name, phrase.end, phrase.kind = (start, stop), stop, ActorKind.PERSON

    def apposed_body(self, phrase: Phrase) -> None:
        """Take the name in ", die Hamas," behind the head noun of a body."""
        end = phrase.end
        if (
            end + 2 < self.count
            and self.words[end].text == ","
            and self.words[end + 1].determiner is not None
        ):
            stop = self.names.body_name_end(end + 2)
            if stop is None and self.words[end + 2].acronym:
                stop = end + 3
            if stop is not None and self.closes(stop) and not self.words[end + 2].is_place("name", "capital"):
                phrase.name, phrase.end = (end + 2, stop), stop

    def second_office(self, phrase: Phrase, depth: int) -> None:
        """ "Vizekanzler und Arbeitsminister Franz Müntefering": the name behind the second office."""
        end = phrase.end
        if depth > 0 or end + 1 >= self.count or self.words[end].lower not in self.rules.conjunctions:
            return
        if (
            self.words[phrase.start].determiner is None
            and self.rules.nouns_capitalised
            and not self.words[phrase.start].cap
        ):
            return
        second = self.phrase(end + 1, depth + 1)
        if (
            second is None
            or second.kind is not ActorKind.PERSON
            or second.name is None
            or second.role is None
        ):
            return
        if self.words[end + 1].determiner is not None or second.start != end + 1:
            return
        phrase.kind, phrase.name, phrase.end = ActorKind.PERSON, second.name, second.end
        phrase.role = ((phrase.role or second.role)[0], second.role[1])
        phrase.inner.extend(second.inner)

    # -- names without a head noun

    def named(self, at: int, k: int, determined: bool, depth: int) -> Phrase | None:
        """A name with no head noun before it."""
        word = self.words[k]
        person = self.names.name_end(k)
        if person is not None and person - k > 1 and self.names.is_person_name(k, person):
            start = k if k == at + 1 and self.words[at].determiner is not None else at
            return self.extended(Phrase(start, person, ActorKind.PERSON, (k, person)), depth)
        end = self.names.listed_end(k)
        if end is not None:
            name = self.names.joined(k, end)
            country = name.lower() in self.rules.places and name not in self.rules.organisations
            phrase = Phrase(at, end, ActorKind.COUNTRY if country else ActorKind.ORGANISATION, (k, end))
            return phrase if country else self.extended(phrase, depth)
        if word.is_place("people") and word.cap:
            return Phrase(at, k + 1, ActorKind.ROLE, None, (k, k + 1), plural=True)
        if word.acronym:
            end = self.names.joined_parts(k + 1)
            if (
                end < self.count
                and end == k + 1
                and self.words[end].cap
                and self.words[end].lower in self.rules.regions
            ):
                end += 1
            return self.extended(Phrase(at, end, ActorKind.ORGANISATION, (k, end)), depth)
        if determined and word.text in OPENING:
            return self.quoted(at, k)
        if person is None:
            return None
        single = person - k == 1 and not self.names.is_person_name(k, person)
        if single and at > 0 and self.names_a_place(at):
            return None
        body = determined or single or (person - k > 1 and self.words[person - 1].is_body)
        if determined and person - k == 1 and self.names.joined_parts(person) > person:
            person = self.names.joined_parts(person)
        is_person = self.names.is_person_name(k, person)
        return self.extended(
            Phrase(
                at, person, ActorKind.PERSON if is_person or not body else ActorKind.ORGANISATION, (k, person)
            ),
            depth,
        )

    def names_a_place(self, at: int) -> bool:
        """Whether the word before `at` makes an unknown name a place ("in", "nach")."""
        before = self.words[at - 1].lower
        return before in self.rules.place_prepositions or before in self.rules.directions

    def quoted(self, at: int, k: int) -> Phrase | None:
        """ "der „Spiegel“": a quoted name behind a determiner."""
        end = self.names.quoted_end(k)
        if end is None or end >= self.count and k == 0:
            return None
        phrase = Phrase(at, end, ActorKind.ORGANISATION, (k + 1, end - 1))
        phrase.end = self.names.parenthesis_end(end)
        return phrase

    def metonymic(self, at: int, k: int) -> Phrase | None:
        """ "russischen Angaben": the country stands for who speaks."""
        if (
            k == at
            or self.words[k].lower not in self.rules.said_nouns
            or not self.words[k - 1].is_place("adjective")
        ):
            return None
        return Phrase(at, k + 1, ActorKind.COUNTRY, (k - 1, k))

    # -- behind a name

    def extended(self, phrase: Phrase, depth: int) -> Phrase:
        """Add what may follow a name: "(SPD)", "von der IG Metall", ", stellvertretender Sprecher ...,"."""
        if phrase.name is None and phrase.kind is not ActorKind.ORGANISATION:
            return phrase
        phrase.end = self.names.parenthesis_end(phrase.end)
        if (
            phrase.kind is ActorKind.ORGANISATION
            and phrase.end < self.count
            and self.words[phrase.end].lower in self.rules.place_prepositions
        ):
            phrase.end = self.located_end(phrase, phrase.end, depth) or phrase.end
        if (
            phrase.kind is not ActorKind.PERSON
            or phrase.name is None
            or depth > 0
            or phrase.end + 1 >= self.count
        ):
            return phrase
        end = phrase.end
        if self.words[end].text == "," and phrase.name[1] - phrase.name[0] > 1:
            self.apposed_office(phrase, depth)
        elif self.words[end].lower in self.rules.prepositions:
            inner = self.phrase(end + 1, depth + 1)
            if inner and inner.kind is ActorKind.ORGANISATION:
                phrase.inner.append(inner)
                phrase.end = inner.end
        return phrase

    def apposed_office(self, phrase: Phrase, depth: int) -> None:
        """Take the office behind a name: "Vedant Patel, stellvertretender Sprecher des Amtes,"."""
        inner = self.phrase(phrase.end + 1, depth + 1)
        if inner is None or inner.kind is not ActorKind.ROLE or inner.plural or inner.role is None:
            return
        if phrase.role is None and self.closes(inner.end):
            phrase.role, phrase.end = inner.role, inner.end
            phrase.inner.extend(inner.inner)

    def closes(self, k: int) -> bool:
        """Whether an apposition may end before word `k`."""
        return (
            k >= self.count or self.words[k].text in CLOSERS or self.words[k].lower in self.rules.conjunctions
        )


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
