"""Who an office without a name or a pronoun refers to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from quellenlage.domain.actor import ActorKind, Mention
from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span, merged
from quellenlage.extract.participant_drafts import Cast, Draft
from quellenlage.extract.participant_offices import RELATED, SAME_OFFICE, fits_office
from quellenlage.extract.participant_traits import Traits, span_before
from quellenlage.lang.names import NameRules

FARTHEST = 6  # sentences back that a pronoun reaches
NEAR = 3  # sentences back that "der Mann" or "der Konzern" reach
SPOKE = 2.0  # what it adds to have spoken
SUBJECT = 1.0  # ... to begin the sentence
HELD = -1.0  # ... to be oblique, dependent or quoted
STEP = 1.2  # what each sentence back costs
MEDIUM = "medium"
HEADLINES = 2  # sentences that may be headlines and refer to whom the report names below


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
        """The scene of a report; `mentions` are sorted by start."""
        begins = [m.span.start for m in mentions]
        return cls(
            text=text,
            rules=rules,
            starts=tuple(s.span.start for s in sentences),
            quoted=merged(p for q in quotes for p in q.pieces),
            speaking=frozenset(m for q in quotes for m in _sought(q, mentions, begins)),
        )

    def sentence(self, at: int) -> int:
        """The index of the sentence at a place."""
        return bisect_right(self.starts, at)

    def in_quote(self, span: Span) -> bool:
        """Whether a span lies in what somebody said."""
        at = bisect_right(self.quoted, span.start, key=lambda quote: quote.start)
        return at > 0 and self.quoted[at - 1].contains(span)

    def weight(self, mention: Mention) -> float:
        """How likely a mention is what the text goes on about."""
        rules = self.rules
        score = SPOKE if mention in self.speaking else 0.0
        before = span_before(self.text, mention.span)
        last = before[-1] if before else ""
        governed = (
            last in rules.prepositions or last in rules.place_prepositions or last in rules.contractions
        )
        if governed or self.is_oblique(mention):
            score += HELD
        elif not before:
            score += SUBJECT
        return score + (HELD if self.in_quote(mention.span) else 0.0)

    def is_oblique(self, mention: Mention) -> bool:
        """Whether the determiner shows that a mention is no subject."""
        first = mention.span.of(self.text).split(maxsplit=1)
        return bool(first) and first[0].lower() in self.rules.oblique_determiners


def _sought(quote: Sought, mentions: Sequence[Mention], begins: Sequence[int]) -> Iterable[Mention]:
    """The mention that stands where a quote's speaker is sought; the best place that has one."""
    for place in quote.seek:
        low, high = bisect_left(begins, place.span.start), bisect_left(begins, place.span.end)
        inside = [m for m in mentions[low:high] if m.span.end <= place.span.end]
        if inside:
            yield inside[-1] if place.last else inside[0]
            return


# -- offices


def role_antecedent(item: Traits, cast: Cast, scene: Scene) -> Draft | None:
    """Whom an office, body or group without a name refers to.

    The best fit before it, the latest of equals; the very same phrase; then, for an office with its
    body ("NATO-Chef"), the only bearer named later; at last, for "der Mann" or "der Konzern",
    whoever of that sort was named just before.
    """
    if item.name:
        return _headline_body(item, cast, scene)
    if not item.key:
        return None
    at = item.mention.span.start
    same = cast.by_phrase.get((item.mention.kind, item.key))
    fits: list[tuple[int, int, Draft]] = []
    opens = item.opens and scene.sentence(at) <= HEADLINES
    if (item.definite or opens) and item.base:
        for draft in cast.holders(scene.rules.kindred(item.head, item.base)):
            score = fits_office(item, draft, scene.rules)
            if score:
                fits.append((score, draft.last_before(at), draft))
    before = [fit for fit in fits if fit[1] >= 0]
    if before:
        best = max(before, key=lambda fit: fit[:2])[2]
        if best.names or best is same or same is None:
            return best
    if same is not None:
        return same
    if opens or not item.bare:
        later = [fit for fit in fits if fit[0] >= (RELATED if opens or item.bodies else SAME_OFFICE)]
        best_score = max((fit[0] for fit in later), default=0)
        bearers = [draft for score, _, draft in later if score == best_score]
        if len(bearers) == 1 and (bearers[0].person or best_score == SAME_OFFICE):
            return bearers[0]
    return _body_of_kind(item, cast, scene) or _lately_named(item, cast, scene)


def _headline_body(item: Traits, cast: Cast, scene: Scene) -> Draft | None:
    """The "court" of the headline, for the first court that the report names."""
    if item.mention.kind is not ActorKind.ORGANISATION or not item.base:
        return None
    heads = [d for d in cast.by_base.get(item.base, ()) if not d.names and d.kind is ActorKind.ORGANISATION]
    return next((d for d in heads if all(_heads_a_report(t, scene) for t in d.traits)), None)


def _heads_a_report(item: Traits, scene: Scene) -> bool:
    return item.opens and item.key == item.base and scene.sentence(item.mention.span.start) <= HEADLINES


def _body_of_kind(item: Traits, cast: Cast, scene: Scene) -> Draft | None:
    """Whom "der Konzern", "die Behörde" refer to, however far back: the only body of that sort."""
    if item.mention.kind is not ActorKind.ORGANISATION or not _is_generic_body(item, scene.rules):
        return None
    at = item.mention.span.start
    bodies = [d for d in cast.drafts if d.first < at and d.body]
    known = [d for d in bodies if d.kinds & item.kinds]
    # A body of which nothing but its name is known may be of any sort, save that a medium is called one.
    unknown = [d for d in bodies if d.names and not d.kinds and not d.offices and MEDIUM not in item.kinds]
    fits = known or unknown
    return fits[0] if len(fits) == 1 else None


def _is_generic_body(item: Traits, rules: NameRules) -> bool:
    alone = item.closed and not item.bodies and not item.plural
    return item.definite and alone and item.base in rules.generic_bodies


def _lately_named(item: Traits, cast: Cast, scene: Scene) -> Draft | None:
    """Whom "der Mann", "der Franzose", "der Konzern" refer to: the last of that sort in reach."""
    if not item.definite or item.plural or item.bodies:
        return None
    person = item.base in scene.rules.generic_persons or (not item.base and bool(item.countries))
    if not person and not _is_generic_body(item, scene.rules):
        return None
    here = scene.sentence(item.mention.span.start)
    for other, draft in reversed(cast.reach()):
        if here - scene.sentence(other.mention.span.start) > NEAR:
            return None
        if draft.plural or (item.countries and draft.country not in (None, *item.countries)):
            continue
        if person and draft.kind is ActorKind.PERSON and draft.may_be(item.genders):
            return draft
        if person or draft.kind is not ActorKind.ORGANISATION:
            continue
        unknown = draft.names and not draft.offices and not draft.kinds and MEDIUM not in item.kinds
        if draft.kinds & item.kinds or unknown:
            return draft
    return None


# -- sources and pronouns


def same_source(item: Traits, cast: Cast, scene: Scene) -> Draft | None:
    """ "Die gleiche Quelle": the last who spoke."""
    if not item.refers_back:
        return None
    spoke = (draft for other, draft in reversed(cast.reach()) if other.mention in scene.speaking)
    return next(spoke, None)


def source_antecedent(item: Traits, cast: Cast, scene: Scene) -> Draft | None:
    """Whose "Firmenangaben" are: the body that "die Firma" would refer to there."""
    noun = scene.rules.head(item.source) if item.source else None
    if noun is None or noun.noun.base not in scene.rules.generic_bodies - scene.rules.many_bodies:
        return None
    base = noun.noun.base
    kind = scene.rules.kind_of_body(base)
    meant = replace(
        item,
        mention=replace(item.mention, kind=ActorKind.ORGANISATION),
        head=base,
        base=base,
        bodies=frozenset(),
        kinds=frozenset([kind] if kind else []),
        definite=True,
        closed=True,
        plural=False,
        source="",
    )
    return _body_of_kind(meant, cast, scene) or _lately_named(meant, cast, scene)


def pronoun_antecedent(item: Traits, cast: Cast, scene: Scene) -> Draft | None:
    """Whom a pronoun refers to; None where nobody agrees, or where it refers to nobody in particular."""
    if item.key in scene.rules.unresolved_pronouns:
        return None
    plural = _number(item, scene)
    best: tuple[float, int] | None = None
    found: Draft | None = None
    for other, draft in cast.reach():
        if other.mention.span.end > item.mention.span.start or not _agrees(item, plural, other, draft):
            continue
        closeness = _closeness(other.mention, item, scene)
        if closeness is None:
            continue
        rank = (closeness, other.mention.span.start)
        if best is None or rank > best:
            best, found = rank, draft
    return found


def _closeness(mention: Mention, item: Traits, scene: Scene) -> float | None:
    """How near and prominent a mention is for a pronoun; None where it is out of reach."""
    distance = scene.sentence(item.mention.span.start) - scene.sentence(mention.span.start)
    if distance > FARTHEST:
        return None
    if item.key in scene.rules.demonstratives:
        return -float(distance)  # "dieser" is whoever was named last
    return scene.weight(mention) - STEP * distance


def _agrees(item: Traits, plural: bool | None, other: Traits, draft: Draft) -> bool:
    """Whether a draft may be meant by a pronoun of this gender and number.

    A body has the gender of the noun it was called by: "das Kartellamt ... die Behörde ... sie".
    """
    body = draft.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY)
    if plural:
        return draft.plural is True or (draft.plural is None and body)
    own = other.genders or draft.genders
    if body:
        agrees = len(own) == 1 and draft.kind is not ActorKind.COUNTRY and own in item.genders
    else:
        agrees = draft.may_be(item.genders)
    return (agrees and not draft.plural) or (plural is None and bool(draft.plural))


def _number(item: Traits, scene: Scene) -> bool | None:
    """Whether a pronoun that may be both is plural, by the verb beside it."""
    if item.plural is not None:
        return item.plural
    rules, span = scene.rules, item.mention.span
    before = span_before(scene.text, span, 1)
    after = scene.text[span.end : span.end + 40].split(maxsplit=1)
    beside = [word for word in (*before, *after[:1]) if not word.endswith((",", ";")) or word in after]
    for word in beside:
        verb = word.lower().strip(',;.(„"»«“')
        if not verb.isalpha() or verb in rules.no_verbs:
            continue
        if verb in rules.plural_verbs or verb.endswith(rules.plural_endings):
            return True
        if verb.endswith(rules.singular_endings):
            return False
    return None
