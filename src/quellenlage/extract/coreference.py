"""Who an office without a name or a pronoun refers to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from quellenlage.domain.actor import ActorKind, Mention, MentionForm
from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span
from quellenlage.extract.participant_traits import ANY_GENDER, Traits, span_before
from quellenlage.lang.names import NameRules

FARTHEST = 6  # sentences back that a pronoun reaches
SPOKE = 3.0  # what it adds to have spoken last
SUBJECT = 1.0
HELD = -1.5  # an oblique or dependent mention
STEP = 1.2  # what each sentence back costs
NEAR = 3  # sentences back that "der Mann" or "der Konzern" reach
SAME_OFFICE, SAME_HEAD, RELATED = 3, 2, 1
SHORTEST_BODY = 4


class Place(Protocol):
    """Where a quote's speaker may stand."""

    @property
    def span(self) -> Span:
        """The words among which the speaker stands."""
        ...

    @property
    def last(self) -> bool:
        """Whether it is the last mention there."""
        ...


class Sought(Protocol):
    """What is used of a quote: its pieces, and where its speaker may stand."""

    @property
    def pieces(self) -> tuple[Span, ...]:
        """What was said."""
        ...

    @property
    def seek(self) -> Sequence[Place]:
        """Where the speaker stands, best first."""
        ...


@dataclass(eq=False)
class Figure:
    """A participant in the making."""

    traits: list[Traits] = field(default_factory=list)

    def add(self, item: Traits) -> None:
        """One more mention."""
        self.traits.append(item)

    @property
    def first(self) -> int:
        """Where it is first mentioned."""
        return min(t.mention.span.start for t in self.traits)

    def last_before(self, at: int) -> int:
        """Where it was last mentioned before `at`."""
        return max((t.mention.span.start for t in self.traits if t.mention.span.start < at), default=-1)

    @property
    def named(self) -> bool:
        """Whether the report gives its name."""
        return any(t.name for t in self.traits)

    @property
    def kind(self) -> ActorKind:
        """The kind of its names, else of its offices."""
        kinds = [t.mention.kind for t in self.traits if t.mention.form is not MentionForm.PRONOUN]
        if ActorKind.PERSON in kinds and any(t.name for t in self.traits):
            return ActorKind.PERSON
        return next((k for k in kinds if k is not ActorKind.ROLE), ActorKind.ROLE)

    @property
    def country(self) -> str | None:
        """The only country its mentions show."""
        codes = sorted({code for t in self.traits for code in t.countries})
        return codes[0] if len(codes) == 1 else None

    @property
    def genders(self) -> str:
        """The genders that all its mentions allow."""
        left = ANY_GENDER
        for t in self.traits:
            if t.mention.form is not MentionForm.PRONOUN and t.genders:
                left = "".join(g for g in left if g in t.genders) or left
        return left

    @property
    def plural(self) -> bool | None:
        """Whether it is many; None where nothing tells."""
        return next((t.plural for t in self.traits if t.plural is not None), None)

    def has_phrase(self, item: Traits) -> bool:
        """Whether the very same phrase stood for this figure before."""
        return any(
            t.key == item.key and not t.name and t.mention.kind is item.mention.kind for t in self.traits
        )

    # -- names

    def bears(self, item: Traits) -> bool:
        """Whether a full name is this person's: the same surname and no other given name."""
        return any(len(t.parts) > 1 and _same_person(t.parts, item.parts) for t in self.traits)

    def called(self, item: Traits) -> bool:
        """Whether a single name is this person's surname (or only name), genitive allowed."""
        word = item.parts[0]
        if "f" not in self.genders and item.genders == "f" or "m" not in self.genders and item.genders == "m":
            return False
        for t in self.traits:
            if not t.parts:
                continue
            surname = t.parts[-1]
            if _same_word(word, surname) or (len(t.parts) > 1 and _same_word(word, t.parts[0])):
                return True
            if len(t.parts) > 1 and _same_word(word, " ".join(t.parts[1:])):
                return True
        return False

    def same_body(self, item: Traits) -> bool:
        """Whether a name of a body or country, or the very same phrase, stands for this figure."""
        if item.name and item.mention.kind is not ActorKind.PERSON:
            for t in self.traits:
                if t.mention.kind is ActorKind.PERSON:
                    continue
                if t.name and (
                    _same_word(t.name, item.name) or _same_word(t.name.lower(), item.name.lower())
                ):
                    return True
                if item.name in (t.acronym, t.source) or (t.name and t.name == item.acronym):
                    return True
                if (
                    item.mention.kind is t.mention.kind is ActorKind.COUNTRY
                    and item.countries
                    and item.countries == t.countries
                ):
                    return True
        if item.acronym and any(item.acronym in (t.acronym, t.name) for t in self.traits):
            return True
        return bool(item.source) and any(
            item.source in (t.source, t.name) or _same_word(item.source.lower(), t.key) for t in self.traits
        )


@dataclass(frozen=True)
class Scene:
    """Where mentions stand: in which sentence, inside a quote, as the speaker of one, as a subject."""

    text: str
    rules: NameRules
    starts: tuple[int, ...]
    quoted: tuple[Span, ...]
    speaking: frozenset[Mention]

    @classmethod
    def of(
        cls,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        quotes: Sequence[Sought],
        rules: NameRules,
    ) -> Scene:
        """The scene of a report."""
        starts = tuple(s.span.start for s in sentences)
        quoted = tuple(sorted(p for q in quotes for p in q.pieces))
        speaking = frozenset(m for q in quotes for m in _sought(q, mentions))
        return cls(text, rules, starts, quoted, speaking)

    def sentence(self, at: int) -> int:
        """The index of the sentence at a place."""
        return bisect_right(self.starts, at)

    def in_quote(self, span: Span) -> bool:
        """Whether a span lies in what somebody said."""
        at = bisect_right(self.quoted, Span(span.start, span.start + 1_000_000_000))
        return any(q.contains(span) for q in self.quoted[max(0, at - 3) : at])

    def weight(self, mention: Mention) -> float:
        """How likely a mention is what the text goes on about."""
        score = SPOKE if mention in self.speaking else 0.0
        before = span_before(self.text, mention.span)
        if before and (
            before[-1] in self.rules.prepositions
            or before[-1] in self.rules.place_prepositions
            or before[-1] in self.rules.contractions
        ):
            score += HELD
        elif self.oblique(mention):
            score += HELD
        elif not before:
            score += SUBJECT
        if self.in_quote(mention.span):
            score += HELD
        return score

    def oblique(self, mention: Mention) -> bool:
        """Whether the determiner shows that a mention is no subject."""
        first = mention.span.of(self.text).split(maxsplit=1)
        return bool(first) and first[0].lower() in self.rules.oblique_determiners


def _sought(quote: Sought, mentions: Sequence[Mention]) -> Iterable[Mention]:
    """The mentions that stand where a quote's speaker is sought; the best place that has one."""
    for place in quote.seek:
        inside = [m for m in mentions if place.span.contains(m.span)]
        if inside:
            yield inside[-1] if place.last else inside[0]
            return


# -- offices


def role_antecedent(item: Traits, figures: Sequence[Figure], scene: Scene) -> Figure | None:
    """The figure that an office, body or group without a name refers to.

    The best fit before it, the latest of equals; the very same phrase; then, for an office with its
    body ("NATO-Chef"), the only bearer named later; at last, for "der Mann" or "der Konzern",
    whoever of that sort was named just before.
    """
    if item.name or not item.key:
        return None
    at = item.mention.span.start
    same = [f for f in figures if f.has_phrase(item)]
    fits = [(score, f.last_before(at), f) for f in figures if (score := _fits(item, f, scene)) > 0]
    before = [fit for fit in fits if fit[1] >= 0]
    if before:
        best = max(before, key=lambda fit: fit[:2])[2]
        if best.named or best in same or not same:
            return best
    if same:
        return same[-1]
    later = [f for score, _, f in fits if score == SAME_OFFICE and not item.bare]
    if len(later) == 1:
        return later[0]
    return _lately_named(item, figures, scene)


def _lately_named(item: Traits, figures: Sequence[Figure], scene: Scene) -> Figure | None:
    """Whom "der Mann", "der Franzose", "der Konzern" refer to: the last of that sort in reach."""
    if not item.definite or item.plural or item.bodies:
        return None
    person = item.base in scene.rules.generic_persons or (not item.base and bool(item.countries))
    if not person and item.base not in scene.rules.generic_bodies:
        return None
    at, here = item.mention.span.start, scene.sentence(item.mention.span.start)
    reached = []
    for figure in figures:
        last = figure.last_before(at)
        if last < 0 or here - scene.sentence(last) > NEAR:
            continue
        if person:
            alike = figure.kind is ActorKind.PERSON and any(g in figure.genders for g in item.genders)
        else:
            alike = figure.kind is ActorKind.ORGANISATION and figure.named and not any(t.base for t in figure.traits)
        if alike and not figure.plural and not (item.countries and figure.country not in (None, *item.countries)):
            reached.append((last, figure))
    return max(reached, key=lambda r: r[0])[1] if reached else None


def _fits(item: Traits, figure: Figure, scene: Scene) -> int:
    """How well an office fits a figure: 0 not at all, `SAME_OFFICE` the same office of the same body."""
    if not item.definite:
        return 0
    if item.plural and (figure.plural is False or (figure.named and figure.kind is ActorKind.PERSON)):
        return 0
    if item.plural is False and figure.plural:
        return 0
    if item.countries and figure.country and figure.country not in item.countries:
        return 0
    if item.mention.kind is ActorKind.ROLE:
        if figure.kind not in (ActorKind.PERSON, ActorKind.ROLE):
            return 0
        if not any(g in figure.genders for g in item.genders):
            return 0
    elif figure.kind is not ActorKind.ORGANISATION:
        return 0
    return max((_match(item, t, scene.rules) for t in figure.traits), default=0)


def _match(item: Traits, other: Traits, rules: NameRules) -> int:
    """How well an office fits one mention of a figure."""
    if not other.base or not _compatible(item, other, rules):
        return 0
    if item.base == other.base:
        return SAME_OFFICE if item.head == other.head or item.bodies & other.bodies else SAME_HEAD
    if rules.related(item.head, item.base, other.head, other.base):
        return SAME_HEAD if item.bodies & other.bodies else RELATED
    return 0


def _compatible(item: Traits, other: Traits, rules: NameRules) -> bool:
    """Whether the bodies of two offices do not contradict each other."""
    if item.mention.kind is ActorKind.ORGANISATION and item.bodies and other.countries and not item.countries:
        return bool(item.bodies & other.bodies)
    if not item.bodies or not other.bodies or item.bodies & other.bodies:
        return True
    mine = sorted({rules.body_group(body) for body in item.bodies})
    theirs = sorted({rules.body_group(body) for body in other.bodies})
    return any(_akin(one, two) for one in mine for two in theirs)


def _akin(one: str, other: str) -> bool:
    """Whether two bodies are equal, or one name is the beginning or end of the other."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (
        len(shorter) >= SHORTEST_BODY and (longer.startswith(shorter) or longer.endswith(shorter))
    )


# -- sources and pronouns


def same_source(item: Traits, figures: Sequence[Figure], scene: Scene) -> Figure | None:
    """ "Die gleiche Quelle": the last who spoke."""
    phrase = item.mention.span.of(scene.text)
    if not any(pattern.match(phrase) for pattern in scene.rules.same_source):
        return None
    at = item.mention.span.start
    spoke = [
        (t.mention.span.start, f)
        for f in figures
        for t in f.traits
        if t.mention.span.end <= at and t.mention in scene.speaking
    ]
    return max(spoke, key=lambda s: s[0])[1] if spoke else None


def pronoun_antecedent(item: Traits, figures: Sequence[Figure], scene: Scene) -> Figure | None:
    """Whom a pronoun refers to; None where nobody or more than one is likely."""
    rules = scene.rules
    if item.key in rules.unresolved_pronouns:
        return None
    span = item.mention.span
    plural = _number(item, scene)
    ranked: list[tuple[float, int, Figure]] = []
    for figure in figures:
        if not _agrees(item, plural, figure):
            continue
        scored = [
            s
            for t in figure.traits
            if t.mention.span.end <= span.start and (s := _closeness(t.mention, item, scene)) is not None
        ]
        if scored:
            ranked.append((max(scored), figure.last_before(span.start), figure))
    if not ranked:
        return None
    ranked.sort(key=lambda r: (r[0], r[1]), reverse=True)
    return ranked[0][2]


def _closeness(mention: Mention, item: Traits, scene: Scene) -> float | None:
    """How near and prominent a mention is for a pronoun; None where it is out of reach."""
    distance = scene.sentence(item.mention.span.start) - scene.sentence(mention.span.start)
    if distance > FARTHEST:
        return None
    if item.key in scene.rules.demonstratives:
        return -1.0 * distance + mention.span.start / 1_000_000_000 - (5.0 if distance > 1 else 0.0)
    return scene.weight(mention) - STEP * distance


def _agrees(item: Traits, plural: bool | None, figure: Figure) -> bool:
    many = figure.plural
    body = figure.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY)
    if plural:
        return many is True or (many is None and body)
    fits = any(g in figure.genders for g in item.genders)
    if plural is False:
        if many or not fits:
            return False
        return not body or (
            len(figure.genders) == 1
            and figure.genders in item.genders
            and figure.kind is not ActorKind.COUNTRY
        )
    return bool(many) or fits and (not body or len(figure.genders) == 1)


def _number(item: Traits, scene: Scene) -> bool | None:
    """Whether a pronoun that may be both is plural, by the verb beside it."""
    if item.plural is not None:
        return item.plural
    span = item.mention.span
    after = scene.text[span.end : span.end + 40].split()
    before = span_before(scene.text, span, 1)
    if not before:
        verb = after[0].strip(",;.").lower() if after else ""
    else:
        verb = before[0].strip(",;.(")
    if not verb.isalpha() or verb in scene.rules.conjunctions or verb in scene.rules.no_verbs:
        return None
    if verb in scene.rules.plural_verbs or verb.endswith(scene.rules.plural_endings):
        return True
    return False if verb.endswith(scene.rules.singular_endings) else None


def _same_word(one: str, other: str) -> bool:
    """Whether two names are equal but for a genitive ending."""
    return (
        one == other or one == other + "s" or other == one + "s" or one == other + "'" or other == one + "es"
    )


def _same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names may be one person's: surname alike, given names not contradicting."""
    if not _same_word(one[-1], other[-1]):
        hyphenless = " ".join(one).replace("-", " ").lower(), " ".join(other).replace("-", " ").lower()
        return hyphenless[0] == hyphenless[1]
    first, second = one[0], other[0]
    return (
        first == second
        or first[0] == second[0]
        and (len(first.rstrip(".")) == 1 or len(second.rstrip(".")) == 1)
    )
