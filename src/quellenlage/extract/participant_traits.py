"""What a mention shows about who it refers to: names, head noun, organisation, country, gender, number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from quellenlage.domain.actor import ActorKind, Mention, MentionForm
from quellenlage.domain.span import Span
from quellenlage.extract.mention_words import LONGEST_WORD, POSSESSIVE, Word, read_words
from quellenlage.lang.names import Agreement, NameRules, NounKind

ACRONYM_IN_BRACKETS = re.compile(r"\(\s*([^\W\d_][\w-]{1,11})\s*\)")
CACHED = 65536
SHORTEST_INITIALS = 3
ANY_GENDER = "mfn"


@dataclass(frozen=True, slots=True)
class Traits:
    """All that identity is decided by. Strings are lower case and lemmatised unless said otherwise."""

    mention: Mention
    name: str  # as printed, without genitive ending in English; empty for roles
    parts: tuple[str, ...]  # the words of the name as printed
    acronym: str  # "BPI" in "Bundesverband ... (BPI)", as printed
    head: str  # the head noun with its compound parts: "nato-generalsekretär"
    base: str  # the head noun alone: "generalsekretär"
    bodies: frozenset[str]  # organisations in compound or complement: "nato", "polizei"
    countries: frozenset[str]
    genders: str  # what it may be
    plural: bool | None
    definite: bool
    bare: bool  # a head noun without adjectives, compound parts and complements
    key: str  # lemmatised phrase: equal keys are equal phrases
    compound: str = ""  # what stands before the base in the head noun, as printed: "NATO"
    refers_back: bool = False  # "die gleiche Quelle": shows nothing of its own
    source: str = ""  # what speaks in "Polizeiangaben": "Polizei", as printed
    kinds: frozenset[str] = frozenset()  # what sort of body it is, or belongs to: "company"
    closed: bool = False  # a head noun with nothing behind it
    aliases: tuple[str, ...] = ()  # what a body's name may be shortened to: its initials, a usual acronym
    opens: bool = False  # a singular head noun without a determiner, as headlines print it


@dataclass(frozen=True)
class Describer:
    """Describes the mentions of one report."""

    text: str
    code: str
    rules: NameRules

    def describe(self, mention: Mention) -> Traits:
        """The traits of one mention."""
        if mention.form is MentionForm.PRONOUN:
            return self.pronoun(mention)
        words = read_words(self.text, mention.span, self.code, self.rules)
        in_role = [
            w for w in words if mention.role and mention.role.start <= w.start and w.end <= mention.role.end
        ]
        name = mention.name.of(self.text) if mention.name else ""
        if name.lower().endswith(POSSESSIVE):
            name = name[:-2]
        at = self.head_index(in_role)
        head = in_role[at] if at is not None else None
        agreement, definite = self.determined(words)
        genders, plural = self.gender_and_number(mention, head, agreement, words, name)
        outside = [w for w in in_role if w is not head]
        compound = self.compound(head)
        whole = self.spelled_out(in_role, at) or self.whole(head)
        shown = frozenset(self.bodies(outside, compound)) - frozenset(whole.split())
        own = self.rules.is_term(whole) and compound
        bodies = frozenset(self.bodies(outside, "")) if own else shown
        return Traits(
            mention=mention,
            name=name,
            parts=tuple(name.split()),
            acronym=self.acronym(mention, words),
            head=whole,
            base=head.head.noun.base if head and head.head else "",
            bodies=bodies,
            countries=frozenset(self.countries(words, mention, compound)),
            genders=genders,
            plural=plural,
            definite=definite or (agreement is None and head is not None and bool(compound) and not plural),
            bare=head is not None
            and not compound
            and not name
            and not [w for w in outside if w.text[0].isalpha()],
            key=" ".join(self.lemma(w.text) for w in in_role if w.text[0].isalnum() and w.determiner is None),
            compound=compound,
            refers_back=any(p.fullmatch(mention.span.of(self.text)) for p in self.rules.same_source),
            source=self.source(head, compound),
            kinds=frozenset(self.kinds(mention, whole, name, shown)),
            opens=agreement is None and plural is False and mention.name is None,
            closed=at is not None and at == len(in_role) - 1,
            aliases=tuple(self.aliases(mention, name or whole)),
        )

    def spelled_out(self, words: Sequence[Word], at: int | None) -> str:
        """The head noun where an office of several words is known: "prime minister", "head of government"."""
        head = words[at].head if at is not None else None
        if at is None or head is None or self.rules.nouns_capitalised:
            return ""
        before = f"{words[at - 1].lower} {head.noun.base}" if at > 0 else ""
        behind = " ".join([head.noun.base, *(word.lower for word in words[at + 1 : at + 3])])
        return next((term for term in (before, behind) if self.rules.is_term(term)), "")

    def whole(self, head: Word | None) -> str:
        """The head noun with its compound parts, as a masculine singular: "nato-chef" for "NATO-Chefin"."""
        if head is None or head.head is None:
            return ""
        return head.text[: head.head.modifier].lower() + head.head.noun.base

    def aliases(self, mention: Mention, name: str) -> Iterator[str]:
        """ "who" for "World Health Organization": what is well known, else the initials."""
        if mention.kind is not ActorKind.ORGANISATION or not name:
            return
        known = self.rules.same_names.get(name.lower())
        if known is not None:
            yield known
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        if len(initials) >= SHORTEST_INITIALS:
            yield initials.lower()

    def kinds(self, mention: Mention, head: str, name: str, bodies: frozenset[str]) -> Iterator[str]:
        """What sort of body a name or head noun shows, or those an office belongs to."""
        own = mention.kind is ActorKind.ORGANISATION
        words = (head, *name.split()) if own else sorted(bodies)
        for word in words:
            kind = self.rules.kind_of_body(word) if word else None
            if kind is not None:
                yield kind

    def acronym(self, mention: Mention, words: Sequence[Word]) -> str:
        """ "BPI" in "Bundesverband der Pharmazeutischen Industrie (BPI)", not for the industry alone."""
        found = ACRONYM_IN_BRACKETS.search(mention.span.of(self.text))
        if found is None or mention.kind is not ActorKind.ORGANISATION or not found.group(1)[0].isupper():
            return ""
        short = found.group(1)
        own = [w.text for w in words if w.determiner is None and w.text[0].isalpha() and w.text != short]
        alike = any(word[0].lower() == short[0].lower() for word in own[:2])
        return short if alike or len(own) == 1 else ""

    def pronoun(self, mention: Mention) -> Traits:
        """A pronoun shows gender and number only."""
        lower = mention.span.of(self.text).lower()
        agreement = (
            self.rules.pronouns.get(lower) or self.rules.possessives.get(lower) or Agreement("", False)
        )
        plural = None if agreement.plural and agreement.genders else agreement.plural
        return Traits(
            mention,
            "",
            (),
            "",
            "",
            "",
            frozenset(),
            frozenset(),
            agreement.genders,
            plural,
            True,
            False,
            lower,
        )

    def head_index(self, words: Sequence[Word]) -> int | None:
        """The head of a role: the first head noun, or the last of several in a row."""
        for k, word in enumerate(words):
            if word.head is None:
                continue
            while (
                k + 1 < len(words)
                and words[k + 1].head is not None
                and words[k + 1].start == words[k].end + 1
            ):
                if self.rules.nouns_capitalised and not (words[k].is_person and words[k + 1].is_person):
                    break
                k += 1
            return k
        return None

    def determined(self, words: Sequence[Word]) -> tuple[Agreement | None, bool]:
        """What the determiner agrees with, and whether it is definite."""
        first = words[0]
        if first.determiner is None:
            before = self.text[max(0, first.start - 8) : first.start].split()
            return None, bool(before) and before[-1].lower() in self.rules.contractions
        return first.determiner, first.lower not in self.rules.indefinite

    def gender_and_number(
        self,
        mention: Mention,
        head: Word | None,
        agreement: Agreement | None,
        words: Sequence[Word],
        name: str,
    ) -> tuple[str, bool | None]:
        """What gender the mention may have, and whether it is plural."""
        if mention.name is not None and mention.kind is ActorKind.PERSON:
            return self.person_gender(head, words, name), False
        if head is None or head.head is None:
            if agreement is None:
                return "n" if mention.kind is ActorKind.COUNTRY else ANY_GENDER, None
            return agreement.genders or ANY_GENDER, agreement.plural if not agreement.genders else None
        noun = head.head.noun
        plural = noun.plural
        if agreement and plural is None:
            if not agreement.plural:
                plural = False
            elif (noun.gender and noun.gender not in agreement.genders) or not agreement.genders:
                plural = True
        if words[0].lower in self.rules.quantifiers or (words[0].text[0].isdigit() and words[0] is not head):
            plural = True
        genders = noun.gender or (
            "".join(g for g in "mf" if agreement is None or g in agreement.genders) or "mf"
        )
        if mention.kind is ActorKind.ROLE and not noun.gender and not self.rules.nouns_capitalised:
            genders = "mf"
        return genders, plural

    def person_gender(self, head: Word | None, words: Sequence[Word], name: str) -> str:
        """The gender that courtesy, office or given name show."""
        for word in words:
            courtesy = self.rules.courtesy.get(word.lower) or self.rules.courtesy.get(word.lower + ".")
            if courtesy:
                return courtesy
        if head is not None and head.head is not None and head.head.noun.gender == "f":
            return "f"
        first = name.split()[0] if name else ""
        given = self.rules.given.get(first) or self.rules.given.get(first.split("-")[0])
        if given:
            return given
        agreement = words[0].determiner
        if head is not None and agreement is not None and agreement.genders and self.rules.nouns_capitalised:
            shown = "".join(g for g in agreement.genders if g in "mf")
            if head.head is not None and head.head.noun.gender == "m":
                return "m"
            return shown or "mf"
        if (
            head is not None
            and head.head is not None
            and head.head.noun.gender == "m"
            and self.rules.nouns_capitalised
        ):
            return "m"
        return "mf"

    def compound(self, head: Word | None) -> str:
        """What stands before the base in the head noun, as printed, without the joint."""
        if head is None or head.head is None or not head.head.modifier:
            return ""
        part = head.text[: head.head.modifier]
        joined = part.endswith("s") and self.rules.head(part[:-1]) is not None
        return part[:-1] if joined else part.rstrip("-‐‑")

    def source(self, head: Word | None, compound: str) -> str:
        """ "Polizei" in "Polizeiangaben", "Augenzeugen" in "Augenzeugenberichten"."""
        if head is None or head.head is None or head.head.noun.kind is not NounKind.SOURCE or not compound:
            return ""
        for part in (compound, compound.removesuffix("s")):
            noun = self.rules.head(part)
            speaks = noun is not None and noun.noun.kind is not NounKind.SOURCE
            if speaks or part in self.rules.organisations or (part.isupper() and len(part) > 1):
                return part
        return ""

    def bodies(self, words: Sequence[Word], compound: str) -> Iterator[str]:
        """The organisations that an office belongs to."""
        if compound and compound.lower() not in self.rules.places:
            yield self.lemma(
                compound.removesuffix("s") if compound[:-1] and not compound.isupper() else compound
            )
        for word in words:
            shown = word.cap or (word.is_body and not self.rules.nouns_capitalised)
            if shown and word.place is None and word.determiner is None and word.text[0].isalpha():
                yield self.lemma(word.plain)

    def countries(self, words: Sequence[Word], mention: Mention, compound: str) -> Iterator[str]:
        """ISO codes of the countries the mention shows."""
        for word in words:
            first, dash, _ = word.text.partition("-")  # "US-Außenministeriums"
            place = word.place or (self.rules.places.get(first.lower()) if dash and word.cap else None)
            if place is not None:
                yield place.code
        name = mention.name.of(self.text) if mention.name else ""
        for text in (name, mention.span.of(self.text)):
            if text in self.rules.metonyms:
                yield self.rules.metonyms[text]
            place = self.rules.places.get(text.lower())
            if place:
                yield place.code
        place = self.rules.places.get(compound.lower()) if compound and compound[0].isupper() else None
        if place and place.kind in ("name", "capital"):
            yield place.code
        elif compound in self.rules.metonyms:
            yield self.rules.metonyms[compound]

    def lemma(self, word: str) -> str:
        """The word's comparable form."""
        return lemma_of(word, self.code)


@lru_cache(CACHED)
def lemma_of(word: str, code: str) -> str:
    """Lemma in lower case; German genitive and plural endings fall, names stay as they are."""
    if not word or word.isupper() or len(word) > LONGEST_WORD:
        return word.lower()
    return simplemma.lemmatize(word, lang=code).lower()


def span_before(text: str, span: Span, words: int = 3) -> tuple[str, ...]:
    """The last few words before a span, in lower case, up to a sentence or clause sign."""
    before = re.split(r"[.!?:;\n]", text[max(0, span.start - 60) : span.start])[-1]
    return tuple(before.lower().split()[-words:])
