"""The noun phrases of a sentence that may speak: names, offices, bodies, groups, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from quellenlage.domain.actor import ActorKind, Mention, MentionForm
from quellenlage.domain.span import Span
from quellenlage.extract.mention_words import Word, is_adjective, is_common
from quellenlage.lang.names import NameRules, NounKind

MOST_PREMODIFIERS = 8
LONGEST_NAME = 7
MOST_POSTMODIFIERS = 3
DEEPEST = 3
OPENING = "„“”\"»«‚‘'"
CLOSING = "“”\"«»’‘'"
LONGEST_QUOTED_NAME = 8

Range = tuple[int, int]


@dataclass(slots=True)
class Phrase:
    """A noun phrase as word indices, end exclusive. `inner` are the phrases inside it."""

    start: int
    end: int
    kind: ActorKind
    name: Range | None = None
    role: Range | None = None
    plural: bool = False
    inner: list[Phrase] = field(default_factory=list)


class Grammar:
    """Reads the phrases of one sentence from left to right, longest first."""

    def __init__(self, words: tuple[Word, ...], code: str, rules: NameRules, known: frozenset[str]) -> None:
        self.words = words
        self.code = code
        self.rules = rules
        self.known = known  # surnames and names the report introduced in full

    def phrases(self) -> Iterator[Phrase]:
        """The outermost phrases of the sentence, in order."""
        at = 0
        while at < len(self.words):
            phrase = self.phrase(at)
            if phrase is None:
                at += 1
                continue
            yield phrase
            at = max(phrase.end, at + 1)

    # -- phrases

    def phrase(self, at: int, depth: int = 0) -> Phrase | None:
        """The phrase that begins at word `at`."""
        if depth > DEEPEST or not self.words[at].text[0].isalnum():
            return None
        determined = self.words[at].determiner is not None or self.words[at].lower in self.rules.quantifiers
        head, inner = self.premodifiers(at, determined, depth)
        if head >= len(self.words):
            return None
        found = self.titled(at, head, depth) or self.headed(at, head, determined, depth) or self.named(at, head, determined, depth)
        if found is None and head > at + determined:
            found = self.metonymic(at, head)
        if found is None and not determined and head > at:
            return None
        if found is not None:
            found.inner[:0] = inner
        return found

    def premodifiers(self, at: int, determined: bool, depth: int) -> tuple[int, list[Phrase]]:
        """Where the head of a phrase from `at` may stand, and the possessors before it."""
        k = at
        inner: list[Phrase] = []
        while k < len(self.words) and k - at < MOST_PREMODIFIERS and (
            self.words[k].determiner is not None and k == at or self.words[k].lower in self.rules.quantifiers
        ):
            k += 1
        while k + 1 < len(self.words) and k - at < MOST_PREMODIFIERS:
            step = self.premodifier(k, determined, at)
            if not step:
                break
            if self.possessor(k):
                inner.append(self.name_phrase(k, k + 1))
            k += step
        return k, inner

    def premodifier(self, k: int, determined: bool, at: int) -> int:
        """How many words one premodifier at `k` takes; 0 where there is none."""
        word, after = self.words[k], self.words[k + 1]
        if word.text.isdigit() and after.text in "-‐‑" and k + 2 < len(self.words):
            return 0 if self.words[k + 2].cap else 3
        if word.text in (",", "und", "and") and k > at and after.text[0].islower():
            return 1 if self.adjective(k + 1, True) and self.adjective(k - 1, True) else 0
        if word.text[0].isdigit():
            return 1 if determined and after.text[0].isalpha() else 0
        if self.possessor(k):
            return 1
        return 1 if self.adjective(k, determined) and (after.text[0].isalnum() or after.text in ",") else 0

    def adjective(self, k: int, determined: bool) -> bool:
        """Whether word `k` modifies a following noun."""
        word, rules = self.words[k], self.rules
        if not rules.nouns_capitalised:
            return self.english_modifier(k, determined)
        if word.place and word.place.kind == "adjective":
            return True
        following = self.words[k + 1] if k + 1 < len(self.words) else None
        if word.cap:
            capital = following is not None and following.cap
            if word.acronym and capital and following is not None and following.head is not None:
                return True
            if word.head or word.lower in rules.given or not capital:
                return False
            return is_adjective(word.lower, self.code, rules) or (
                word.place is not None and word.lower.endswith("er")
            ) or (word.lower.endswith("er") and following is not None and following.head is not None and not following.is_person())
        if determined:
            return (
                word.lower.endswith(rules.adjective_endings)
                and word.lower not in rules.function_words
                and word.determiner is None
                and word.lower not in rules.prepositions | rules.place_prepositions
            ) or "-" in word.lower
        return is_adjective(word.lower, self.code, rules)

    def english_modifier(self, k: int, determined: bool) -> bool:
        word, rules = self.words[k], self.rules
        following = self.words[k + 1] if k + 1 < len(self.words) else None
        if following is None or not following.text[0].isalnum() or word.lower in rules.function_words:
            return False
        if following.determiner is not None or following.lower in rules.function_words:
            return False
        if word.cap:
            return following.head is not None and not (word.is_person() and following.cap) and word.lower not in rules.not_names
        if word.lower in rules.modifiers or (word.place and word.place.kind == "adjective"):
            return True
        if word.head is not None:
            return following.head is not None and not following.cap
        return determined and word.text.isalpha()

    def possessor(self, k: int) -> bool:
        """Whether word `k` is a genitive name before a head ("Polens Präsident", "Poland's president")."""
        word = self.words[k]
        if k + 1 >= len(self.words) or not word.cap or not self.words[k + 1].text[0].isalpha():
            return False
        if word.lower.endswith(("'s", "’s")):
            return True
        if not self.rules.nouns_capitalised or not word.lower.endswith("s") or word.head or word.acronym:
            return False
        following = self.words[k + 1]
        if following.head is None and not (following.text[0].islower() and is_adjective(following.lower, self.code, self.rules)):
            return False
        stem = word.text[:-1]
        if word.place is not None or stem in self.known or stem in self.rules.given:
            return True
        return not is_common(word.text, self.code, self.rules)

    def titled(self, at: int, k: int, depth: int) -> Phrase | None:
        """ "Herr Rutte", "Dr. Anna Beispiel": a title and a name, whatever the name is."""
        end = k
        while end < len(self.words) and (
            self.words[end].lower in self.rules.courtesy or self.words[end].lower in self.rules.titles
            or self.words[end].lower + "." in self.rules.titles or self.words[end].lower + "." in self.rules.courtesy
        ):
            end += 1
            if end < len(self.words) and self.words[end].text == ".":
                end += 1
        if end == k or end >= len(self.words):
            return None
        stop = self.name_end(end, licensed=True)
        if stop is None:
            return None
        phrase = Phrase(at, stop, ActorKind.PERSON, (end, stop))
        return self.extended(phrase, depth)

    def headed(self, at: int, k: int, determined: bool, depth: int) -> Phrase | None:
        """A head noun with what follows it: a name, a genitive, an apposition."""
        word = self.words[k]
        head = word.head
        if head is None or word.text in self.known and not determined:
            return None
        if not determined and head.noun.kind is not NounKind.PERSON and head.modifier == 0 and head.noun.base in self.rules.said_nouns:
            return None
        if word.lower in self.rules.said_nouns and head.modifier == 0:
            return None
        while (
            not self.rules.nouns_capitalised
            and k + 1 < len(self.words)
            and self.words[k + 1].head is not None
            and (not self.words[k + 1].cap or word.cap)
        ):
            k += 1
            word = self.words[k]
            head = word.head
            assert head is not None
        person = head.noun.kind is NounKind.PERSON
        plural = bool(head.noun.plural)
        kind = ActorKind.ROLE if person or head.noun.kind is NounKind.SOURCE else ActorKind.ORGANISATION
        start = at + (1 if self.words[at].determiner is not None and at < k else 0)
        phrase = Phrase(at, k + 1, kind, None, (start, k + 1), plural)
        stop = self.name_end(k + 1, licensed=person and not plural) if k + 1 < len(self.words) else None
        if stop is None:
            stop = self.quoted_name(k + 1)
        if stop is not None:
            phrase.end = stop
            if person:
                phrase.kind = ActorKind.PERSON
            phrase.name = (k + 1, stop) if self.words[k + 1].text[0].isalnum() else (k + 2, stop - 1)
            return self.extended(phrase, depth, apposition=False)
        self.postmodify(phrase, depth)
        if person and not plural:
            self.apposed_name(phrase)
        elif kind is ActorKind.ORGANISATION and phrase.name is None and not determined and word.cap and not self.rules.nouns_capitalised:
            phrase.name = (at, k + 1)
        return self.extended(phrase, depth, apposition=False)

    def postmodify(self, phrase: Phrase, depth: int) -> None:
        """Add genitives and prepositional phrases: "der Polizei", "bei den Vereinten Nationen"."""
        for _ in range(MOST_POSTMODIFIERS):
            end = phrase.end
            if end + 1 >= len(self.words):
                return
            word = self.words[end]
            at = end
            if word.lower in self.rules.genitive_determiners and self.rules.nouns_capitalised:
                pass
            elif word.lower in self.rules.prepositions or (
                word.lower in self.rules.place_prepositions and phrase.kind is ActorKind.ORGANISATION
            ):
                at = end + 1
            else:
                return
            inner = self.phrase(at, depth + 1)
            stop = inner.end if inner else self.plain(at)
            if stop is None or stop <= at:
                return
            if inner:
                phrase.inner.append(inner)
            if phrase.role:
                phrase.role = (phrase.role[0], stop)
            phrase.end = stop

    def plain(self, at: int) -> int | None:
        """The end of a noun phrase of any content at `at`, for what hangs on a head."""
        k, _ = self.premodifiers(at, True, DEEPEST)
        end = k
        while end < len(self.words) and self.words[end].cap and end - k < LONGEST_NAME and (
            self.words[end].lower not in self.rules.not_names
        ):
            end += 1
            if self.rules.nouns_capitalised and end - k >= 2:
                break
        return end if end > k else None

    def apposed_name(self, phrase: Phrase) -> None:
        """Add the name after a role with complements: "des Ministeriums[,] Matthew Miller"."""
        end = phrase.end
        comma = end < len(self.words) and self.words[end].text == ","
        at = end + comma
        if at >= len(self.words):
            return
        stop = self.name_end(at, licensed=False)
        if stop is None or (comma and stop - at < 2):
            return
        if comma and stop < len(self.words) and self.words[stop].text not in (",", ".", "(", "“", ":", ";"):
            followed_by_noun = self.words[stop].cap
            if followed_by_noun:
                return
        phrase.name = (at, stop)
        phrase.end = stop
        phrase.kind = ActorKind.PERSON

    def named(self, at: int, k: int, determined: bool, depth: int) -> Phrase | None:
        """A name without a head noun before it."""
        stop = self.listed_end(k)
        word = self.words[k]
        if stop is not None:
            return self.extended(Phrase(at, stop, ActorKind.ORGANISATION, (k, stop)), depth)
        if word.place is not None and word.place.kind in ("name", "capital", "people") and word.cap:
            if word.place.kind == "people":
                return Phrase(at, k + 1, ActorKind.ROLE, None, (k, k + 1), plural=True)
            return Phrase(at, k + 1, ActorKind.COUNTRY, (k, k + 1))
        if word.acronym:
            end = k + 1
            return self.extended(Phrase(at, end, ActorKind.ORGANISATION, (k, end)), depth)
        quoted = self.quoted_name(k) if determined else None
        if quoted is not None:
            return Phrase(at, quoted, ActorKind.ORGANISATION, (k + 1, quoted - 1))
        stop = self.name_end(k, licensed=False)
        if stop is None:
            return None
        person = self.person_name(k, stop)
        kind = ActorKind.PERSON if person or (not determined and stop - k > 1) else ActorKind.ORGANISATION
        if not determined and stop - k == 1:
            kind = ActorKind.PERSON
        return self.extended(Phrase(at, stop, kind, (k, stop)), depth)

    def name_phrase(self, at: int, end: int) -> Phrase:
        """The phrase of a possessor."""
        word = self.words[at]
        country = word.place is not None and word.place.kind in ("name", "capital")
        return Phrase(at, end, ActorKind.COUNTRY if country else ActorKind.PERSON, (at, end))

    def metonymic(self, at: int, k: int) -> Phrase | None:
        """ "russischen Angaben": the country stands for who speaks."""
        word, adjective = self.words[k], self.words[k - 1]
        if word.lower in self.rules.said_nouns and adjective.place is not None and adjective.place.kind == "adjective":
            return Phrase(at, k + 1, ActorKind.COUNTRY, (k - 1, k))
        return None

    def extended(self, phrase: Phrase, depth: int, apposition: bool = True) -> Phrase:
        """Add what may follow a name: "(SPD)", "von der IG Metall", ", stellvertretender Sprecher ...,"."""
        phrase.end = self.parenthesis(phrase.end)
        if not apposition or phrase.kind is not ActorKind.PERSON or depth > 0:
            return phrase
        end = phrase.end
        if end + 1 < len(self.words) and self.words[end].text == ",":
            inner = self.phrase(end + 1, depth + 1)
            if inner and inner.name is None and inner.kind is ActorKind.ROLE and not inner.plural and self.closes(inner.end):
                phrase.role, phrase.end = inner.role, inner.end
                phrase.inner.extend(inner.inner)
        elif end + 1 < len(self.words) and self.words[end].lower in self.rules.prepositions:
            inner = self.phrase(end + 1, depth + 1)
            if inner and inner.kind is ActorKind.ORGANISATION:
                phrase.inner.append(inner)
                phrase.end = inner.end
        return phrase

    def closes(self, k: int) -> bool:
        """Whether an apposition may end before word `k`."""
        return k >= len(self.words) or self.words[k].text in ",.;:)(–-“”\"»«" or self.words[k].lower in ("und", "and")

    def parenthesis(self, k: int) -> int:
        """The end of a short parenthesis at `k` ("(SPD)", "(43)"), or `k`."""
        if k < len(self.words) and self.words[k].text == "(":
            for end in range(k + 1, min(k + 8, len(self.words))):
                if self.words[end].text == ")":
                    return end + 1
        return k

    # -- names

    def quoted_name(self, k: int) -> int | None:
        """The end of a short quoted name at `k`, mark included."""
        if k + 2 >= len(self.words) or self.words[k].text not in OPENING or not self.words[k + 1].cap:
            return None
        for end in range(k + 2, min(k + 2 + LONGEST_QUOTED_NAME, len(self.words))):
            if self.words[end].text in CLOSING:
                return end + 1
            if self.words[end].text in ",.:;!?":
                return None
        return None

    def listed_end(self, k: int) -> int | None:
        """The end of a well-known name at `k`, the longest first."""
        if not self.words[k].cap:
            return None
        for length in (4, 3, 2, 1):
            if k + length <= len(self.words):
                joined = " ".join(w.text for w in self.words[k : k + length])
                plain = joined.removesuffix("'s").removesuffix("’s")
                if plain in self.rules.organisations or plain in self.rules.metonyms:
                    return k + length
        return None

    def name_end(self, k: int, licensed: bool) -> int | None:
        """The end of the personal or proper name at `k`, None where none stands there."""
        if k >= len(self.words) or not self.starts_name(k, licensed):
            return None
        end = self.after_part(k)
        while end < len(self.words) and end - k < LONGEST_NAME:
            step = self.next_part(k, end, licensed)
            if step is None:
                break
            end = step
        return end

    def after_part(self, k: int) -> int:
        """The word after a name part: an initial takes its full stop along."""
        if len(self.words[k].text) == 1 and k + 1 < len(self.words) and self.words[k + 1].text == "." and self.words[k + 1].start == self.words[k].end:
            return k + 2
        return k + 1

    def starts_name(self, k: int, licensed: bool) -> bool:
        word, rules = self.words[k], self.rules
        if not word.cap or word.lower in rules.not_names or word.determiner is not None:
            return False
        if word.text in rules.given or word.text in self.known or self.genitive_known(word):
            return True
        if len(word.text) == 1:
            return k + 1 < len(self.words) and self.words[k + 1].text == "."
        if word.lower in rules.function_words or word.lower in rules.pronouns:
            return False
        if word.place is not None and not licensed:
            return False
        if not rules.nouns_capitalised:
            return word.head is None and not word.initial or self.follows_name(k)
        if licensed:
            return True
        return word.head is None and not is_common(word.text, self.code, rules)

    def genitive_known(self, word: Word) -> bool:
        return word.text.endswith("s") and word.text[:-1] in self.known

    def follows_name(self, k: int) -> bool:
        return k + 1 < len(self.words) and self.words[k + 1].cap and self.words[k + 1].lower not in self.rules.not_names

    def next_part(self, k: int, end: int, licensed: bool) -> int | None:
        """The end of the name part at `end`, or None where the name is over."""
        word, before, rules = self.words[end], self.words[end - 1], self.rules
        if word.cap:
            if word.lower in rules.not_names or word.acronym or len(word.text) == 1 and not self.initial_at(end):
                return None
            if word.determiner is not None:
                return None
            if before.text in rules.given or before.text == "." or before.lower in rules.particles:
                return self.after_part(end)
            if not rules.nouns_capitalised:
                return self.after_part(end) if word.head is None else None
            if word.head is None and (licensed and end - k == 1 or not is_common(word.text, self.code, rules)):
                return self.after_part(end)
            return None
        if word.lower in rules.particles and end + 1 < len(self.words):
            after = self.words[end + 1]
            ambiguous = word.determiner is not None or word.lower in rules.prepositions | rules.place_prepositions
            if after.lower in rules.particles and not after.cap and before.text in rules.given:
                return end + 1
            if not after.cap or after.head is not None:
                return None
            if not ambiguous or before.lower in rules.particles:
                return self.after_part(end + 1)
            if end - k == 1 and (before.text in rules.given or not is_common(after.text, self.code, rules)):
                return self.after_part(end + 1)
        return None

    def initial_at(self, k: int) -> bool:
        return k + 1 < len(self.words) and self.words[k + 1].text == "."

    def person_name(self, k: int, end: int) -> bool:
        return any(w.text in self.rules.given or w.text in self.known or w.text == "." for w in self.words[k:end])


def to_mentions(phrase: Phrase, words: tuple[Word, ...]) -> Iterator[Mention]:
    """The mention of a phrase and of those inside it."""
    form = MentionForm.NAME if phrase.name else MentionForm.ROLE
    yield Mention(
        span=_span(words, (phrase.start, phrase.end)),
        form=form,
        kind=phrase.kind,
        name=_span(words, phrase.name) if phrase.name else None,
        role=_span(words, phrase.role) if phrase.role else None,
    )
    for inner in phrase.inner:
        yield from to_mentions(inner, words)


def _span(words: tuple[Word, ...], indices: Range) -> Span:
    return Span(words[indices[0]].start, words[indices[1] - 1].end)
