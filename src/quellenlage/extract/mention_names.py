"""Where proper names end: personal names, listed names, quoted names, names of bodies."""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.extract.mention_words import (
    Word,
    in_dictionary,
    is_adjective,
    is_base_form,
    is_common,
    is_inflected_noun,
    is_verb_form,
)
from quellenlage.lang.names import NameRules

LONGEST_NAME = 7
LONGEST_QUOTED_NAME = 8
SHORTEST_SURNAME = 3
LONGEST_PARENTHESIS = 8
OPENING = frozenset("„“”\"»«‚‘'")
CLOSING = frozenset("“”\"«»’‘'")
SENTENCE_SIGNS = frozenset(",.:;!?")


class Names:
    """Reads names in one sentence. All methods take and give word indices; None means no name here.

    `known` are the surnames, `bodies` the names of bodies that the report shows to be names elsewhere.
    """

    def __init__(
        self,
        words: Sequence[Word],
        code: str,
        rules: NameRules,
        known: frozenset[str],
        bodies: frozenset[str] = frozenset(),
    ) -> None:
        self.words = words
        self.count = len(words)
        self.code = code
        self.rules = rules
        self.known = known
        self.bodies = bodies

    # -- listed names

    def listed_end(self, k: int) -> int | None:
        """The end of a well-known name at `k`, the longest first."""
        word = self.words[k]
        if not word.cap:
            return None
        for length in self.rules.listed.get(word.plain.lower(), ()):
            end = k + length
            if end <= self.count and self.is_listed(k, end):
                return end
        prefix, dash, name = word.plain.rpartition("-")  # "US-Pentagon"
        return k + 1 if dash and prefix.isupper() and name in self.rules.metonyms else None

    def is_listed(self, k: int, end: int) -> bool:
        """Whether exactly these words are a listed name of a body or country."""
        rules = self.rules
        name = self.joined(k, end)
        if name in rules.organisations or name in rules.metonyms:
            return True
        place = rules.places.get(name.lower())
        return place is not None and place.kind in ("name", "capital") and self.words[end - 1].cap

    def joined(self, k: int, end: int) -> str:
        """The words as one string, without an English genitive ending."""
        return " ".join([*(word.text for word in self.words[k : end - 1]), self.words[end - 1].plain])

    # -- quoted names

    def quoted_end(self, k: int) -> int | None:
        """The end of a short quoted name at `k`, marks included."""
        words = self.words
        if k + 2 >= self.count or words[k].text not in OPENING or not words[k + 1].cap:
            return None
        for end in range(k + 2, min(k + 2 + LONGEST_QUOTED_NAME, self.count)):
            if words[end].text in CLOSING:
                return end + 1
            if words[end].text in SENTENCE_SIGNS:
                return None
        return None

    def parenthesis_end(self, k: int) -> int:
        """The end of a short parenthesis at `k` ("(SPD)", "(43)"), or `k`."""
        if k < self.count and self.words[k].text == "(":
            for end in range(k + 1, min(k + LONGEST_PARENTHESIS, self.count)):
                if self.words[end].text == ")":
                    return end + 1
        return k

    # -- names of bodies behind their head noun

    def body_name_end(self, k: int) -> int | None:
        """The end of the name behind the head noun of a body: "Universität | Bayreuth"."""
        if k >= self.count:
            return None
        word = self.words[k]
        if self.is_country_genitive(word):
            return None
        end = self.listed_end(k)
        if end is not None:
            return self.joined_parts(end)
        if (
            not word.cap
            or word.lower in self.rules.not_names
            or word.is_person
            or word.determiner is not None
        ):
            return None
        if word.lower in self.rules.function_words or self.is_title(k):
            return None
        if word.plain in self.rules.given and self.goes_on(k):
            return None
        if word.plain in self.bodies or self.fills_prefield(k):
            return self.joined_parts(k + 1)
        if word.head is not None and not word.acronym and not self.is_foreign(word):
            return None
        if word.place is not None:
            return self.joined_parts(k + 1) if word.place.kind in ("name", "capital") else None
        if word.acronym or self.is_foreign(word) or word.plain in self.known:
            return self.joined_parts(k + 1)
        opens = word.lower in self.rules.name_openers and k + 1 < self.count and self.words[k + 1].cap
        if opens:
            return self.joined_parts(k + 2)
        return self.joined_parts(k + 1) if self.may_be_place(word) else None

    def may_be_place(self, word: Word) -> bool:
        """Whether a word of the dictionary may be a name: it has one form, as towns have."""
        if not is_base_form(word.text, self.code) or word.lower.endswith(self.rules.abstract_endings):
            return False
        return not is_inflected_noun(word.text, self.code, self.rules)

    def fills_prefield(self, k: int) -> bool:
        """Whether word `k` and the body before it are all that stands before the finite verb.

        In "Der Verein Tierhilfe forderte ..." the second noun can only be the name: one constituent stands
        before the verb of a German main clause. Not so in "Gestern legte der Verein Beschwerde ein".
        """
        if not self.rules.nouns_capitalised or k + 1 >= self.count:
            return False
        start = next((i for i, w in enumerate(self.words) if w.text[0].isalnum()), k)
        ahead = self.words[start : k - 1]
        if not ahead or ahead[0].determiner is None or not self.words[k - 1].is_body:
            return False
        attributes = all(is_adjective(w.lower, self.code, self.rules) for w in ahead[1:])
        return attributes and is_verb_form(self.words[k + 1].text, self.code, self.rules)

    def is_country_genitive(self, word: Word) -> bool:
        """Whether a word is the genitive of a country's or capital's name ("Kanadas")."""
        if not self.rules.nouns_capitalised or word.place is None or not word.lower.endswith("s"):
            return False
        place = self.rules.places.get(word.lower[:-1])
        return place is not None and place.kind in ("name", "capital")

    def joined_parts(self, end: int) -> int:
        """The end of a name that goes on behind `end`: "Bank | of England", "Ernst | & Young"."""
        start = end
        while end < self.count and end - start < LONGEST_NAME:
            word = self.words[end]
            if word.cap and (
                self.is_foreign(word) or (word.acronym and end > start) or self.is_legal_form(end)
            ):
                end += 1
            elif word.lower in self.rules.joints and not word.cap:
                ahead = end + 1
                if (
                    word.lower in self.rules.conjunctions
                    and self.words[min(ahead, self.count - 1)].determiner
                ):
                    break
                if (
                    ahead < self.count
                    and self.words[ahead].lower in self.rules.joints
                    and not self.words[ahead].cap
                ):
                    ahead += 1
                if ahead >= self.count or not self.words[ahead].cap or not self.joins(end, ahead):
                    break
                end = ahead + 1
            else:
                break
        return end

    def is_legal_form(self, k: int) -> bool:
        """Whether word `k` is the end of a company's name ("AG")."""
        return k < self.count and self.words[k].text in self.rules.legal_forms

    def is_company(self, k: int) -> bool:
        """Whether word `k` is whatever a company calls itself before its legal form."""
        word = self.words[k]
        return word.cap and self.is_legal_form(k + 1) and word.determiner is None and not word.acronym

    def joins(self, joint: int, ahead: int) -> bool:
        """Whether a joint binds the capitalised word `ahead` to the name before it."""
        word, mark = self.words[ahead], self.words[joint].lower
        if mark == "&" or not self.rules.nouns_capitalised:
            return word.lower not in self.rules.not_names and (
                mark not in ("and", "for") or not word.is_person
            )
        foreign = self.words[joint].determiner is None and mark not in self.rules.prepositions
        return foreign and word.determiner is None

    def is_foreign(self, word: Word) -> bool:
        """Whether a capitalised word is no word of the language (and so part of a name)."""
        rules = self.rules
        if (
            word.lower in rules.not_names
            or word.determiner is not None
            or word.place is not None
            or word.acronym
        ):
            return False
        if not rules.nouns_capitalised:
            return word.head is None
        return word.head is None and not is_common(word.text, self.code, rules)

    # -- personal names

    def is_title(self, k: int) -> bool:
        """Whether word `k` is a courtesy or an academic, noble or military title."""
        lower, rules = self.words[k].lower, self.rules
        return self.words[k].cap and (
            lower in rules.courtesy
            or lower in rules.titles
            or lower + "." in rules.titles
            or lower + "." in rules.courtesy
        )

    def titles_end(self, k: int) -> int:
        """The first word behind the titles at `k`."""
        while k < self.count and self.is_title(k):
            k += 1
            if k < self.count and self.words[k].text == ".":
                k += 1
        return k

    def name_end(self, k: int, licensed: bool = False) -> int | None:
        """The end of the personal name at `k`. `licensed`: an office before it says that one stands here."""
        if k >= self.count:
            return None
        if self.words[k].lower in self.rules.particles and self.words[k].initial and k + 1 < self.count:
            return k + 2 if self.words[k + 1].text in self.known else None
        if not self.starts_name(k, licensed):
            return None
        end = self.part_end(k)
        while end < self.count and end - k < LONGEST_NAME:
            step = self.next_part(k, end, licensed)
            if step is None:
                break
            end = step
        return None if end == k + 2 and self.is_initial(k) else end

    def part_end(self, k: int) -> int:
        """The word after a name part: an initial takes its full stop along."""
        return k + 2 if self.is_initial(k) else k + 1

    def is_initial(self, k: int) -> bool:
        """Whether word `k` is a single capital with a full stop on it."""
        return (
            k + 1 < self.count
            and len(self.words[k].text) == 1
            and self.words[k].cap
            and self.words[k + 1].text == "."
            and self.words[k + 1].start == self.words[k].end
        )

    def starts_name(self, k: int, licensed: bool) -> bool:
        """Whether a personal name may begin at `k`."""
        word, rules = self.words[k], self.rules
        if not word.cap or word.lower in rules.not_names or word.determiner is not None:
            return False
        if self.is_known(word):
            return True
        if word.lower in rules.function_words or word.lower in rules.pronouns or len(word.text) == 1:
            return self.is_initial(k)
        if word.plain in rules.given:
            return licensed or self.goes_on(k) or not is_common(word.plain.lower(), self.code, rules)
        if licensed:
            abstract = word.lower.endswith(rules.abstract_endings) and in_dictionary(word.text, self.code)
            return not (
                abstract
                or word.place is not None
                or word.acronym
                or word.text[0].isdigit()
                or self.listed_end(k) is not None
            )
        if word.place is not None or word.acronym or word.text[0].isdigit():
            return False
        if rules.nouns_capitalised:
            return word.head is None and not is_common(word.text, self.code, rules)
        if word.head is not None or word.place is not None:
            return False
        if not in_dictionary(word.lower, self.code):
            return True
        names_begin = k + 1 < self.count and self.words[k + 1].text in rules.given
        return not names_begin and (not word.initial or self.goes_on(k))

    def is_known(self, word: Word) -> bool:
        """Whether the report introduced somebody by this name (or its genitive)."""
        return word.plain in self.known or (word.text.endswith("s") and word.text[:-1] in self.known)

    def goes_on(self, k: int) -> bool:
        """Whether a capitalised word that may belong to a name follows."""
        if k + 1 >= self.count:
            return False
        after = self.words[k + 1]
        if after.lower in self.rules.particles and not after.cap:
            return k + 2 < self.count and self.words[k + 2].cap
        return after.cap and after.lower not in self.rules.not_names and after.determiner is None

    def next_part(self, k: int, end: int, licensed: bool) -> int | None:
        """The end of the name part at `end`, None where the name is over."""
        word = self.words[end]
        if word.cap:
            return self.part_end(end) if self.is_next_part(k, end, licensed) else None
        if word.lower in self.rules.particles:
            return self.particle_end(k, end)
        return None

    def is_next_part(self, k: int, end: int, licensed: bool) -> bool:
        """Whether the capitalised word at `end` goes on with the name that began at `k`."""
        word, before, rules = self.words[end], self.words[end - 1], self.rules
        if (
            word.lower in rules.not_names
            or word.determiner is not None
            or before.lower.endswith(("'s", "’s"))
        ):
            return False
        if word.acronym or (len(word.text) == 1 and not self.is_initial(end)):
            return word.acronym and self.is_known(word)
        if before.text in rules.given or before.text == "." or before.lower in rules.particles:
            return not word.is_place("adjective")
        if word.place is not None or (
            word.head is not None and not (word.head.modifier and self.is_foreign(before))
        ):
            return word.plain in rules.given
        if word.head is not None:
            return not in_dictionary(word.text, self.code) and word.head.noun.plural is not True
        if not rules.nouns_capitalised or word.plain in rules.given:
            return True
        if word.lower.endswith(rules.abstract_endings) or not before.text[0].isalpha():
            return False
        short = len(word.text) <= SHORTEST_SURNAME and self.words[k].text in rules.given  # Kim Jong | Un
        introduced = licensed and end - k == 1 and self.is_foreign(before)
        return short or introduced or not in_dictionary(word.text, self.code)

    def particle_end(self, k: int, end: int) -> int | None:
        """The end of the name part behind the particle at `end` ("von | Storch", "van der | Bellen")."""
        before, rules = self.words[end - 1], self.rules
        ahead = end + 1
        while (
            ahead < self.count
            and self.words[ahead].lower in rules.particles
            and not self.words[ahead].cap
            and ahead - end < 2
        ):
            ahead += 1
        if ahead >= self.count or not self.words[ahead].cap or self.words[ahead].lower in rules.not_names:
            return None
        word = self.words[ahead]
        other = word.acronym or word.place is not None or word.determiner is not None
        if other or self.listed_end(ahead) is not None:
            return None
        if self.words[end].lower in rules.ambiguous_particles:
            office = word.is_body or (word.is_person and is_common(word.text, self.code, rules))
            if end - k != 1 or before.text not in rules.given or office:
                return None
        return self.part_end(ahead)

    def is_person_name(self, k: int, end: int) -> bool:
        """Whether a given name, an initial or a known surname shows that a person bears this name."""
        return any(
            word.plain in self.rules.given or word.text == "." or self.is_known(word)
            for word in self.words[k:end]
        )
