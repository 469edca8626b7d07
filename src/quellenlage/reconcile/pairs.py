"""Pairs of statements judged: one act of speech or two, by words, speakers, days and place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from quellenlage.domain.link import Feature
from quellenlage.domain.reading import Corpus
from quellenlage.domain.statement import Act, Statement
from quellenlage.lang.pack import language_pack
from quellenlage.reconcile.kinship import Kin, Kinship
from quellenlage.reconcile.matching import (
    CONCEPTS,
    MOST,
    NOUN,
    RARE_ACTS,
    Comparison,
    Item,
    allied,
    compare,
    negative,
)
from quellenlage.reconcile.nodes import Match, Node
from quellenlage.reconcile.occasions import (
    days_between,
    other_day,
    printed_on_other_days,
    said_again,
    same_day,
)
from quellenlage.reconcile.wordings import Wording

# The score from which two statements are one act of speech, by how their speakers relate.
THRESHOLD = {
    Kin.SAME: 0.55,
    Kin.SPEAKS_FOR: 0.6,
    Kin.HOUSE: 0.6,
    Kin.ALIKE: 0.62,
    Kin.OFFICE: 0.62,
    Kin.COUNTRY: 0.62,
    Kin.UNKNOWN: 0.7,
}
CLOSE_KIN = frozenset({Kin.SAME, Kin.SPEAKS_FOR, Kin.HOUSE, Kin.ALIKE})
ANOTHER_OFFICIAL = 0.15  # a country has many officials; within one report it most likely is the one quoted
RESTATED = 0.05  # on another day the same thing may well have been said again
DAYS = 3  # so many days later a few common words are no sign of one act
OTHER_ACT = 0.05  # one confirms what the other says
HEADLINE = 0.1  # a headline is mostly what the report tells below it
POINTED_BACK = 0.1  # "confirmed this": the matter is told in the sentence before, among other things
TRANSLATED = 0.07  # between languages fewer words are known to be the same
NEAR = 0.15  # two sentences that are near by their meaning may share few words
SAME_REPORT = 0.1  # a report rarely tells an act twice, save in its headline
EVIDENCE = 3.3  # the weight of shared words below which nothing follows from sharing them
AMPLY = 7.0  # evidence that is more than a few common words
FOREIGN = 6.0  # the same between languages
AMPLE = 40.0  # evidence beyond `EVIDENCE` that raises a score by one, up to `RAISE`
RAISE = 0.12
CONFIRMED = 0.25  # a house confirms few matters of one story on one day
COUNTED = 0.1  # nor does anybody give one number twice for different things
PRECISE = 0.27  # nor a number with three digits or more that is no round one
DIGITS = 3
FEW = 10  # counts below it are told of many things
WHOLLY = 0.9
BRIEF = 4  # content words up to which a headline leaves the matter of a reaction to the text


def judged(
    corpus: Corpus,
    left: Node,
    right: Node,
    kinship: Kinship,
    copied: set[frozenset[str]],
    near: bool,
) -> Match | None:
    """The match of two nodes that are one act of speech, None where they are not or nothing tells."""
    a, b = _nearest(left, right)
    kin = kinship.of(a.actor, b.actor)
    if (
        kin is Kin.OTHER
        or not may_be_one_act(left.item, right.item)
        or other_day(a, b)
        or _nested(corpus, a, b)
    ):
        return None
    if a.repeats != b.repeats and not said_again(a, b):
        return None
    found = compare(left.item, right.item, EVIDENCE, quoting=kin is Kin.SAME)
    back = a.borrowed or b.borrowed
    if found.barred in (NOUN, None) and frozenset((a.report, b.report)) in copied:
        found = replace(found, barred=None)  # an editor's other noun
    confirmed = kin is not Kin.UNKNOWN and both_confirm(a, b)
    if found.barred == CONCEPTS and confirmed and found.evidence >= FOREIGN:
        found = replace(found, barred=None)  # what is confirmed is put in other words, as between languages
    if found.barred or not _tells(found, near, back, confirmed):
        return None
    if found.evidence < AMPLY and not near and _is_loose(a, b, kin) and not _same_count(a, b, kin, found):
        return None
    score = found.score + min(RAISE, (found.evidence - EVIDENCE) / AMPLE)
    if back and a.act is b.act and a.act in RARE_ACTS:
        score = max(score, found.containment + POINTED_BACK)
    if near:
        score += NEAR
    if confirmed:
        score += CONFIRMED
    if found.numbers and kin is Kin.SAME and a.act is b.act and not printed_on_other_days(a, b):
        score += PRECISE if _one_precise(a, b) else COUNTED
    if a.language != b.language and found.evidence >= FOREIGN:
        score += TRANSLATED
    if kin is Kin.COUNTRY:
        score -= ANOTHER_OFFICIAL if a.report != b.report else 0.0
    elif a.report == b.report:
        score += HEADLINE if left.heading != right.heading else -SAME_REPORT
    if printed_on_other_days(a, b):
        score -= RESTATED
    if a.act is not b.act:
        score -= OTHER_ACT
    if score < THRESHOLD[kin]:
        return None
    features = (
        *found.features(),
        Feature(f"speaker-{kin}", 1.0),
        Feature("said-same-day", float(same_day(a, b))),
        *((Feature("near", 1.0),) if near else ()),
    )
    return Match(left, right, score, features)


def _nearest(left: Node, right: Node) -> tuple[Wording, Wording]:
    """The wordings as one report tells both, where one does; else of the reports printed least apart."""
    for report in sorted(left.told.keys() & right.told.keys()):
        return left.told[report], right.told[report]
    if len(left.told) == len(right.told) == 1:
        return left.item.wording, right.item.wording
    ones, others = (tuple({w.published: w for w in n.told.values()}.values()) for n in (left, right))
    pairs = ((a, b) for a in ones for b in others)
    return min(pairs, key=lambda p: (days_between(*p), p[0].published or "", p[1].published or ""))


def _tells(found: Comparison, near: bool, back: bool, confirmed: bool) -> bool:
    """Whether what two statements share may tell anything at all."""
    if back:
        return found.telling or near or found.containment >= MOST
    return found.telling or near or (confirmed and found.shared > 0)


def _is_loose(a: Wording, b: Wording, kin: Kin) -> bool:
    """Whether so much lies between two statements that a few words in common tell nothing: days, speakers."""
    if a.report == b.report or same_day(a, b):
        return False
    days = days_between(a, b)
    return days >= DAYS or (days > 0 and kin not in CLOSE_KIN)


def _same_count(a: Wording, b: Wording, kin: Kin, found: Comparison) -> bool:
    """Whether one speaker is told to have given one number, and the shorter telling holds little else."""
    counts = [q.value for q in (*a.quantities, *b.quantities) if q.value is not None]
    if kin is not Kin.SAME or not found.numbers or a.act is not b.act or min(counts, default=0) < FEW:
        return False
    return found.containment >= WHOLLY


def _one_precise(a: Wording, b: Wording) -> bool:
    """Whether both hold one number of several digits that counts the same unit: 48,50 euros, 1374 people."""
    return a.report != b.report and any(
        q.value == other.value and q.unit == other.unit and _digits(q.value) >= DIGITS
        for q in a.quantities
        for other in b.quantities
        if q.value is not None
    )


def _digits(value: Decimal | None) -> int:
    """The digits of a number up to its last one that is not 0: two of 1500, three of 1850."""
    return len(value.normalize().as_tuple().digits) if value is not None else 0


def may_be_one_act(left: Item, right: Item) -> bool:
    """Whether two cues may render one act; to say that something is not so is to deny it."""
    a, b = left.wording.act, right.wording.act
    if allied(a, b):
        return True
    said = right if a is Act.DENY else left if b is Act.DENY else None
    return said is not None and said.wording.act in (Act.ASSERT, Act.CONFIRM) and negative(said)


def both_confirm(a: Wording, b: Wording) -> bool:
    """Whether both confirm something, as far as is known on one day, and one of them at some length.

    Not where they speak of other people: one day may bring the death of a man and that of a child.
    """
    if not a.act is b.act is Act.CONFIRM or printed_on_other_days(a, b):
        return False
    people, others = _general_concepts(a), _general_concepts(b)
    return max(len(a.words), len(b.words)) > BRIEF and (not people or not others or bool(people & others))


def _general_concepts(wording: Wording) -> set[str]:
    """Man, woman, soldier, company: whom or what a wording speaks of, in general words."""
    general = language_pack(wording.language).compare.general_counted
    return {concept for word in wording.words for concept in word.concepts if concept in general}


def _nested(corpus: Corpus, a: Wording, b: Wording) -> bool:
    """Whether one is told inside the other: two acts, or two speakers of one clause."""
    return a.report == b.report and overlap(corpus.statements[a.statement], corpus.statements[b.statement])


def overlap(one: Statement, other: Statement) -> bool:
    """The same of two statements of one report."""
    if one.within == other.id or other.within == one.id:
        return True
    return any(left.overlaps(right) for left in one.quote for right in other.quote)
