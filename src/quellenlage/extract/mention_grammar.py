"""The noun phrases of a sentence that may speak: names, offices, bodies, groups, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quellenlage.domain.actor import ActorKind
from quellenlage.extract.mention_complements import Complements
from quellenlage.extract.mention_names import OPENING, Names
from quellenlage.extract.mention_phrases import Phrase
from quellenlage.extract.mention_premodifiers import Premodifiers
from quellenlage.extract.mention_words import POSSESSIVE, Word, in_dictionary, is_adjective, may_be_verb
from quellenlage.lang.names import NameRules, NounKind

DEEPEST = 3
MOST_BEFORE_PARTITIVE = 3
LONGEST_INSERT = 8  # words in square brackets


class Grammar:
    """Reads the phrases of one sentence from left to right, the longest at each place.

    `known` are the surnames that the report gives in full somewhere, `bodies` the names of bodies that are
    words of the language too and stand somewhere as only a name can.
    """

    def __init__(
        self,
        words: Sequence[Word],
        code: str,
        rules: NameRules,
        known: frozenset[str] = frozenset(),
        bodies: frozenset[str] = frozenset(),
    ) -> None:
        self.words = words
        self.count = len(words)
        self.code = code
        self.rules = rules
        self.names = Names(words, code, rules, known, bodies)
        self.before = Premodifiers(self.names)
        self.behind = Complements(self.names, self.before, self.phrase)

    def phrases(self) -> Iterator[Phrase]:
        """The outermost phrases of the sentence, in order."""
        at = 0
        while at < self.count:
            phrase = self.phrase(at)
            if phrase is None:
                at += 1
                continue
            placed = self.is_bare_country(phrase) and (self.names_a_place(at) or self.owns_next(phrase))
            if not (placed or self.is_dateline(phrase) or self.is_insert(at)):
                yield phrase
            at = max(phrase.end, at + 1)

    def is_bare_country(self, phrase: Phrase) -> bool:
        """Whether a phrase is nothing but a country's or capital's name."""
        return phrase.kind is ActorKind.COUNTRY and phrase.name is not None and phrase.name[1] == phrase.end

    def owns_next(self, phrase: Phrase) -> bool:
        """Whether a country's genitive stands before what it is said of: "Kanadas | Tessmorn" """
        k = phrase.end
        if not self.rules.nouns_capitalised or k >= self.count or phrase.start + 1 != k:
            return False
        return self.names.is_country_genitive(self.words[k - 1]) and self.words[k].cap

    def is_dateline(self, phrase: Phrase) -> bool:
        """Whether a phrase is the place in "Musterstadt (dpa) -" at the beginning."""
        end = phrase.end
        return (
            phrase.start == 0
            and end < self.count
            and self.words[end].text in ("-", "–", "—")
            and self.words[end - 1].text == ")"
        )

    def is_insert(self, at: int) -> bool:
        """Whether word `at` stands in square brackets: put in by an editor, nobody who acts or speaks."""
        for word in reversed(self.words[max(0, at - LONGEST_INSERT) : at]):
            if word.text in "[]":
                return word.text == "["
        return False

    def phrase(self, at: int, depth: int = 0) -> Phrase | None:
        """The phrase that begins at word `at`."""
        if depth > DEEPEST or at >= self.count:
            return None
        word, rules = self.words[at], self.rules
        contracted = at > 0 and self.words[at - 1].lower in rules.contractions
        if not word.text[0].isalnum():
            return self.quoted(at, at) if contracted or self.quotes_a_medium(at) else None
        known = self.names.is_known(word) or self.names.is_company(at)
        if not (word.opens or known or (contracted and word.text[0].isalpha())):
            return None
        quantified = word.lower in rules.quantifiers
        if quantified and at + 1 < self.count and self.words[at + 1].determiner is not None:
            return None
        determined = contracted or quantified or word.determiner is not None or word.text[0].isdigit()
        head, inner = self.before.head_at(at, determined)
        if head >= self.count:
            return None
        found = (
            self.partitive(at, depth)
            or self.titled(at, head, depth)
            or self.headed(at, head, determined, depth)
            or self.named(at, head, determined, depth)
            or self.metonymic(at, head)
        )
        if found is None:
            return None
        found.inner[:0] = inner
        return self.possessed(found, depth) or found

    def possessed(self, owner: Phrase, depth: int) -> Phrase | None:
        """ "Mayor Khan's | office": what a phrase with a genitive ending owns, if that may speak."""
        k = owner.end
        if owner.name is None or k >= self.count or not self.words[k - 1].lower.endswith(POSSESSIVE):
            return None
        head, _ = self.before.head_at(k, True)
        owned = self.headed(k, head, True, depth + 1) if head < self.count else None
        if owned is None:
            return None
        owned.start = owner.start
        if owned.role:
            owned.role = (owner.start, owned.role[1])
        owned.inner.insert(0, owner)
        return owned

    # -- phrases by their head

    def partitive(self, at: int, depth: int) -> Phrase | None:
        """ "einer der Putschisten", "47 Prozent der Befragten", "some of the residents"."""
        rules, k = self.rules, at
        while k < self.count and k - at < MOST_BEFORE_PARTITIVE:
            word = self.words[k]
            counts = word.determiner is not None and word.lower not in rules.partitives
            if not (counts or word.text[0].isdigit()):
                break
            k += 1
        if k + 1 >= self.count or self.words[k].lower not in rules.partitives:
            return None
        share, after = self.words[k], self.words[k + 1]
        if rules.nouns_capitalised:
            joined, inside = after.lower in rules.genitive_determiners, k + 1
        else:
            joined, inside = after.lower in rules.foreign_joints, k + 2
        inner = self.phrase(inside, depth + 1) if joined else None
        if inner is None:
            return None
        if inner.name is not None and inner.kind is ActorKind.PERSON:
            if inner.role is None or (share.cap and not share.initial):
                return None
            inner.start, inner.role = at, (at, inner.role[1])  # one of them, and the name is theirs
            return inner
        plural = share.cap and not share.initial
        phrase = Phrase(at, inner.end, ActorKind.ROLE, None, (at, inner.end), plural, inner=[inner])
        if inner.kind is ActorKind.ROLE:
            self.behind.appose_name(phrase, depth)
        return phrase

    def titled(self, at: int, k: int, depth: int) -> Phrase | None:
        """ "Herr Rutte", "Dr. Anna Beispiel": a title and a name, whatever the name is."""
        start = self.names.titles_end(k)
        end = self.names.name_end(start, licensed=True) if start > k else None
        if end is None:
            return None
        role = (k, start) if self.words[start - 1].is_person else None
        return self.behind.finish(Phrase(at, end, ActorKind.PERSON, (start, end), role), depth)

    def headed(self, at: int, k: int, determined: bool, depth: int) -> Phrase | None:
        """A head noun with what follows it: a name, a genitive, an apposition."""
        k = self.last_head(k)
        word = self.words[k]
        head = word.head
        joined = k + 1 < self.count and self.words[k + 1].lower in self.rules.foreign_joints
        if head is None or (head.modifier == 0 and word.lower in self.rules.never_alone and not joined):
            return None
        if (self.names.is_known(word) and not determined) or self.names.listed_end(k) is not None:
            return None
        noun, person, body = head.noun, word.is_person, word.is_body
        if self.starts_a_clause(at, k, noun.gender):
            return None
        phrase = Phrase(
            start=at,
            end=k + 1,
            kind=ActorKind.ORGANISATION if body else ActorKind.ROLE,
            role=(at + (at < k and self.words[at].determiner is not None), k + 1),
            plural=bool(noun.plural) or self.says_plural(at, k, noun.gender),
            base=noun.base,
            medium=noun.kind is NounKind.MEDIUM,
        )
        if self.name_behind(phrase, k + 1, person, body):
            return self.behind.finish(phrase, depth)
        self.behind.add_complements(phrase, depth)
        if person and not phrase.plural:
            self.behind.appose_name(phrase, depth)
            if phrase.name is None:
                self.behind.join_office(phrase, depth)
        elif body:
            self.behind.appose_body(phrase)
        self.name_by_capitals(phrase, k)
        return self.behind.finish(phrase, depth)

    def name_by_capitals(self, phrase: Phrase, k: int) -> None:
        """Where nouns are written small, a capitalised head makes the phrase a name: "Ministry of Health"."""
        word = self.words[k]
        if self.rules.nouns_capitalised or phrase.name or not phrase.role or not word.cap or word.is_person:
            return
        if word.is_body or (k > phrase.role[0] and self.words[k - 1].cap):
            phrase.kind, phrase.name = ActorKind.ORGANISATION, phrase.role

    def starts_a_clause(self, at: int, k: int, gender: str) -> bool:
        """Whether "Das lehnte | Präsident ..." is a pronoun and a verb: the determiner does not agree."""
        agreement = self.words[at].determiner
        if agreement is None or k < at + 2 or not gender or agreement.plural or not agreement.genders:
            return False
        verb = may_be_verb(self.words[at + 1].lower, self.code, self.rules)
        return verb and gender not in agreement.genders

    def last_head(self, k: int) -> int:
        """The last of several head nouns in a row, where nouns are written small ("police chief")."""
        while not self.rules.nouns_capitalised and k + 1 < self.count:
            word, after = self.words[k], self.words[k + 1]
            if word.head is None or after.head is None or word.lower.endswith(POSSESSIVE):
                break
            if after.cap and (not word.cap or (after.text in self.rules.given and self.names.goes_on(k + 1))):
                break
            k += 1
        return k

    def says_plural(self, at: int, k: int, gender: str) -> bool:
        """Whether what precedes a noun of this gender leaves only the plural."""
        first, agreement = self.words[at], self.words[at].determiner
        if first.lower in self.rules.quantifiers or (first.text[0].isdigit() and at < k):
            return True
        return bool(agreement and at < k and agreement.plural and gender and gender not in agreement.genders)

    def name_behind(self, phrase: Phrase, k: int, person: bool, body: bool) -> bool:
        """Take the name that stands right behind the head."""
        if k >= self.count:
            return False
        quoted = self.names.quoted_end(k)
        if quoted is not None and (person or body):
            phrase.take_name((k + 1, quoted - 1), quoted)
        elif person:
            start = self.names.titles_end(k)
            if phrase.plural and start == k and self.words[k].plain not in self.rules.given:
                return False
            end = self.names.name_end(start, licensed=not phrase.plural or start > k)
            if end is None:
                return False
            phrase.take_name((start, end), end)
        elif body and not phrase.plural:
            foreign = self.words[k].lower in self.rules.foreign_joints
            end = self.names.joined_parts(k) if foreign else self.names.body_name_end(k)
            if end is None or end == k:
                return False
            phrase.take_name((k - foreign, end), end)
        else:
            return False
        phrase.kind = ActorKind.PERSON if person else phrase.kind
        return True

    # -- names without a head noun

    def named(self, at: int, k: int, determined: bool, depth: int) -> Phrase | None:
        """A name with no head noun before it: a person's, a listed one, an acronym, an unknown one."""
        person = self.names.name_end(k)
        if person is not None and person - k > 1 and self.names.is_person_name(k, person):
            start = k if k == at + 1 and self.words[at].determiner is not None else at
            role = (start + (start == at and self.words[at].determiner is not None), k)
            office = (
                role if k > role[0] and self.words[k - 1].is_person else None
            )  # "Chief executive Jan Muster"
            return self.behind.finish(Phrase(start, person, ActorKind.PERSON, (k, person), office), depth)
        if determined and self.words[k].text in OPENING:
            return self.quoted(at, k)
        listed = self.listed(at, k, depth) or self.people(at, k)
        return listed or self.unknown(at, k, person, determined, depth)

    def listed(self, at: int, k: int, depth: int) -> Phrase | None:
        """A country, or a body that the language data or capitals show."""
        word, end = self.words[k], self.names.listed_end(k)
        if self.names.is_company(k):
            return self.behind.finish(Phrase(at, k + 2, ActorKind.ORGANISATION, (k, k + 2)), depth)
        if end is not None:
            name = self.names.joined(k, end)
            if name.lower() in self.rules.places and name not in self.rules.organisations:
                return Phrase(at, end, ActorKind.COUNTRY, (k, end))
            return self.behind.finish(Phrase(at, end, ActorKind.ORGANISATION, (k, end)), depth)
        if not word.acronym:
            return None
        end = self.names.joined_parts(k + 1)
        if end == k + 1 and end < self.count and self.is_region(end):
            end += 1
        return self.behind.finish(Phrase(at, end, ActorKind.ORGANISATION, (k, end)), depth)

    def is_region(self, k: int) -> bool:
        """Whether word `k` may name the branch of a body ("GEW | Niedersachsen")."""
        return self.words[k].cap and self.words[k].lower in self.rules.regions

    def people(self, at: int, k: int) -> Phrase | None:
        """ "die Kanadier": those of a country."""
        word = self.words[k]
        shown = word.cap and word.is_place("people")
        return Phrase(at, k + 1, ActorKind.ROLE, None, (k, k + 1), plural=True) if shown else None

    def unknown(self, at: int, k: int, end: int | None, determined: bool, depth: int) -> Phrase | None:
        """An unknown name; a single one is a body's unless a person is known by it."""
        if end is None:
            return None
        is_person = self.names.is_person_name(k, end)
        single = end - k == 1
        if not is_person and ((single and self.names_a_place(at)) or self.opens_a_place(k)):
            return None
        if single and (determined or self.names.is_legal_form(end)):
            end = self.names.joined_parts(end)
        if single and end < self.count and not is_person and self.is_region(end):
            end += 1
        if is_person or not (determined or single or self.is_made_of_words(k, end)):
            return self.behind.finish(Phrase(at, end, ActorKind.PERSON, (k, end)), depth)
        name = (self.name_start(at, k), end)
        return self.behind.finish(Phrase(at, end, ActorKind.ORGANISATION, name), depth)

    def is_made_of_words(self, k: int, end: int) -> bool:
        """Whether a name of several words is rather a body's: it has a body's noun, or begins with a word."""
        if self.words[end - 1].is_body:
            return True
        return not self.rules.nouns_capitalised and in_dictionary(self.words[k].lower, self.code)

    def name_start(self, at: int, k: int) -> int:
        """Where a body's name begins: capitalised adjectives before it belong to it."""
        while k - 1 >= at and self.words[k - 1].cap and self.words[k - 1].determiner is None:
            if not is_adjective(self.words[k - 1].lower, self.code, self.rules) or self.words[k - 1].initial:
                break
            k -= 1
        return k

    def opens_a_place(self, k: int) -> bool:
        """Whether word `k` begins names of places ("Bad Homburg", "New Haven")."""
        return self.rules.nouns_capitalised and self.words[k].lower in self.rules.name_openers

    def names_a_place(self, at: int) -> bool:
        """Whether the word before `at` makes a name a place rather than an actor ("in", "nach")."""
        before = self.words[at - 1].lower if at > 0 else ""
        return before in self.rules.place_prepositions or before in self.rules.directions

    def quotes_a_medium(self, k: int) -> bool:
        """Whether a quoted name at `k` is a newspaper's that only the quotation marks tell from a word."""
        end = self.names.quoted_end(k)
        return end is not None and self.names.joined(k + 1, end - 1) in self.rules.quoted_media

    def quoted(self, at: int, k: int) -> Phrase | None:
        """ "der „Spiegel“": a quoted name behind a determiner."""
        end = self.names.quoted_end(k)
        if end is None:
            return None
        return Phrase(at, self.names.parenthesis_end(end), ActorKind.ORGANISATION, (k + 1, end - 1))

    def metonymic(self, at: int, k: int) -> Phrase | None:
        """ "russischen Angaben": the country stands for who speaks."""
        said = k > at and self.words[k].lower in self.rules.said_nouns
        if not said or not self.words[k - 1].is_place("adjective"):
            return None
        return Phrase(at, k + 1, ActorKind.COUNTRY, (k - 1, k))
