"""Do two statements say the same? Named features; numbers, names, negation, mood and day gate the words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from quellenlage.domain.link import Feature
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act
from quellenlage.lang.pack import language_pack
from quellenlage.reconcile.content import SYNONYM, Word, match, native, strengths
from quellenlage.reconcile.wordings import Quantity, Wording

PRIOR = 30  # statements seen elsewhere: keeps the weights of a small story apart, but not far
MATCHED = 0.5  # a word counts as shared from this strength on
MINIMAL_PAIR = 0.6
ALIKE = 0.8  # wordings this much alike differ in mood only by the grammar of reported speech
OTHER_MOOD = 0.5
LITERAL = 3  # words in a row that make a quotation of the other wording
MOST = 0.3
LITERALLY = 0.5  # strength from which a stem is the same word or a part of it
MAGNITUDE = 30  # numbers beyond any count are none
NOWHERE = Span(0, 0)
STRONG_CONCEPT = 0.8
POLARITY = "polarity differs"
NOUN = "noun differs"
NUMBER = "number differs"
DAY = "day differs"
NAME = "name differs"
SPARSE = "too little in common"
CONCEPTS = "no word in common"

SAYING = frozenset({Act.ASSERT, Act.CONFIRM, Act.ESTIMATE, Act.WARN, Act.DEMAND, Act.CONDEMN, Act.ANNOUNCE})
RESERVED_ACTS = frozenset({Act.NOT_DENY, Act.CANNOT_CONFIRM, Act.NO_COMMENT})
RARE_ACTS = frozenset({Act.DENY, Act.NOT_DENY, Act.CANNOT_CONFIRM, Act.NO_COMMENT})
ALLIED_ACTS = (
    SAYING,
    frozenset({Act.DENY}),
    frozenset({Act.NOT_DENY, Act.NO_COMMENT}),
    frozenset({Act.CANNOT_CONFIRM, Act.NO_COMMENT}),
    frozenset({Act.ASK, Act.DEMAND}),
)


@dataclass(frozen=True)
class Weights:
    """How much a key tells: rare keys of the story tell more (inverse document frequency)."""

    frequency: Mapping[str, int]
    total: int

    def of(self, word: Word) -> float:
        """The weight of a word: that of its most frequent strong key."""
        seen = max(self.frequency.get(k, 0) for k, s in word.keys if s >= STRONG_CONCEPT)
        return math.log((self.total + PRIOR) / (seen + 1))

    def of_key(self, key: str) -> float:
        """The weight of one key."""
        return math.log((self.total + PRIOR) / (self.frequency.get(key, 0) + 1))


def weigh(wordings: Iterable[Wording]) -> Weights:
    """The weights of the keys in these wordings; equal wordings count once."""
    frequency: Counter[str] = Counter()
    seen: set[str] = set()
    for wording in wordings:
        if wording.text not in seen:
            seen.add(wording.text)
            words = (*wording.words, *telling(wording))
            frequency.update({f"a:{wording.act}", *(key for word in words for key, _ in word.keys)})
    return Weights(frequency, len(seen))


@dataclass(frozen=True)
class Item:
    """A wording with what comparing needs at hand."""

    wording: Wording
    weights: Weights
    keys: Mapping[str, float] = field(init=False)
    native: Mapping[str, float] = field(init=False)  # the keys as words of the same language see them
    distinct: tuple[Word, ...] = field(init=False)
    weighed: tuple[tuple[Word, float], ...] = field(init=False)
    total: float = field(init=False)

    def __post_init__(self) -> None:
        signs = telling(self.wording)
        distinct = tuple({word.key: word for word in (*self.wording.words, *signs)}.values())
        object.__setattr__(self, "distinct", distinct)
        object.__setattr__(self, "keys", strengths(distinct))
        object.__setattr__(self, "native", native(self.keys))
        object.__setattr__(self, "weighed", tuple((w, self.weights.of(w)) for w in distinct))
        object.__setattr__(self, "total", sum(weight for _, weight in self.weighed))


def telling(wording: Wording) -> Iterator[Word]:
    """Numbers and rare acts, weighed like words: two refusals to comment share more than two assertions."""
    for quantity in wording.quantities:
        for bound in (quantity.low, quantity.high):
            if bound is not None and abs(bound.adjusted()) <= MAGNITUDE:
                yield _sign(f"#{bound.normalize():f}")
    if wording.act in RARE_ACTS:
        yield _sign(f"a:{wording.act}")


def _sign(key: str) -> Word:
    return Word(key, ((key, 1.0),), False, (), False, NOWHERE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two items have in common. `barred` names why they cannot be the same, None where they can."""

    covered_left: float
    covered_right: float
    evidence: float
    shared: int
    numbers: bool  # a number is the same
    barred: str | None
    mood: float = 1.0
    literal: bool = False  # the one's words stand in the other in a row

    @property
    def overlap(self) -> float:
        """The share of words that both have, in both directions."""
        total = self.covered_left + self.covered_right
        return 2 * self.covered_left * self.covered_right / total if total else 0.0

    @property
    def telling(self) -> bool:
        """Whether the shared words can tell anything: two of them, or one that is most of what is said."""
        return self.literal or self.shared > 1 or min(self.covered_left, self.covered_right) >= MOST

    @property
    def containment(self) -> float:
        """The share of the shorter one's words that the other has too."""
        return max(self.covered_left, self.covered_right)

    @property
    def score(self) -> float:
        """Half containment, half overlap; a literal quotation is nearly certain, another mood lowers it."""
        base = max(0.5 * self.containment + 0.5 * self.overlap, 0.9 if self.literal else 0.0)
        return base * self.mood

    def features(self) -> tuple[Feature, ...]:
        """The named reasons."""
        return (
            Feature("words-shared", round(self.overlap, 4)),
            Feature("words-contained", round(self.containment, 4)),
            Feature("numbers-equal", 1.0 if self.numbers else 0.0),
            Feature("literal", 1.0 if self.literal else 0.0),
            Feature("mood", self.mood),
        )


def compare(left: Item, right: Item, floor: float = 0.0, quoting: bool = False) -> Comparison:
    """The comparison of two items of one story; below `floor` of evidence nothing more is asked.

    With `quoting` a literal quotation needs no evidence: words in a row are rare where none of them is.
    """
    matched_left, shared_left = _matched(left, right)
    matched_right, shared_right = _matched(right, left)
    covered_left = shared_left / left.total if left.total else 0.0
    covered_right = shared_right / right.total if right.total else 0.0
    evidence = min(shared_left, shared_right) + _act_evidence(left, right)
    low = min(covered_left, covered_right)
    a, b = left.wording, right.wording
    numbers = _numbers(a.quantities, b.quantities)
    fragment = a.act is b.act and numbers is Numbers.EQUAL and not (a.clause and b.clause)
    same_mood = a.hypothetical == b.hypothetical or fragment
    literal = contained(a, b)
    if evidence < floor and not (literal and quoting):
        barred: str | None = SPARSE
    else:
        barred = _barred(left, right, matched_left, matched_right, numbers, low)
    return Comparison(
        covered_left=covered_left,
        covered_right=covered_right,
        evidence=evidence,
        shared=sum(strength >= MATCHED for strength in matched_left.values()),
        numbers=numbers is Numbers.EQUAL,
        barred=barred,
        mood=1.0 if same_mood or low >= ALIKE else OTHER_MOOD,
        literal=literal,
    )


def _matched(item: Item, other: Item) -> tuple[dict[str, float], float]:
    """How strongly each word of an item matches the other, and the weight of all that matches."""
    matched: dict[str, float] = {}
    shared = 0.0
    keys = other.native if item.wording.language == other.wording.language else other.keys
    for word, weight in item.weighed:
        strength = match(word, keys)
        matched[word.key] = strength
        shared += weight * strength
    return matched, shared


def _barred(
    left: Item,
    right: Item,
    matched_left: Mapping[str, float],
    matched_right: Mapping[str, float],
    numbers: Numbers,
    covered: float,
) -> str | None:
    """Why two items cannot be the same, whatever words they share."""
    if numbers is Numbers.DIFFERENT:
        return NUMBER
    if _days_differ(left.wording, right.wording):
        return DAY
    if not _both_hold_back(left.wording, right.wording) and (
        _negative(left, matched_left) != _negative(right, matched_right)
    ):
        return POLARITY
    if covered >= MINIMAL_PAIR and _ranks_differ(left.wording, right.wording):
        return "rank differs"
    if covered >= ALIKE and _turned_round(left, right):
        return "roles differ"
    lone_left = [w for w in left.distinct if matched_left[w.key] < MATCHED]
    lone_right = [w for w in right.distinct if matched_right[w.key] < MATCHED]
    if _names_differ(lone_left, lone_right, covered):
        return NAME
    if covered >= MINIMAL_PAIR and _nouns_differ(left, right, matched_left, matched_right):
        return NOUN
    if _nothing_literal(left, right):
        return CONCEPTS
    if _opposed(lone_left, lone_right, left.wording.language):
        return "opposite words"
    return None


def contained(a: Wording, b: Wording) -> bool:
    """Whether the words of the one stand in the other in a row."""
    short, long = sorted((a.text, b.text), key=len)
    return short.count(" ") + 1 >= LITERAL and f" {short} " in f" {long} "


def _act_evidence(left: Item, right: Item) -> float:
    """What it tells that both confirm, both warn; assertions are too common to tell."""
    act = left.wording.act
    if act is not right.wording.act or act is Act.ASSERT or act in RARE_ACTS:
        return 0.0
    return left.weights.of_key(f"a:{act}")


def allied(left: Act, right: Act) -> bool:
    """Whether two cues may render one act of speech."""
    return left == right or any(left in group and right in group for group in ALLIED_ACTS)


class Numbers(Enum):
    """How the numbers of two wordings compare."""

    NONE = 0  # one of them has none
    EQUAL = 1
    DIFFERENT = 2


def _numbers(left: Sequence[Quantity], right: Sequence[Quantity]) -> Numbers:
    """Whether a number is the same, or numbers of the same thing differ."""
    if not left or not right:
        return Numbers.NONE
    lone_left = [a for a in left if not any(_same(a, b) for b in right)]
    lone_right = [b for b in right if not any(_same(a, b) for a in left)]
    unlike = any(
        not a.counted or not b.counted or a.counted & b.counted for a in lone_left for b in lone_right
    )
    if len(lone_left) == len(left) or unlike:
        return Numbers.DIFFERENT
    return Numbers.EQUAL


def _same(a: Quantity, b: Quantity) -> bool:
    opposed = (a.high is None and b.low is None) or (a.low is None and b.high is None)
    return a.value == b.value and not opposed and (a.unit is None or b.unit is None or a.unit == b.unit)


def negative(item: Item) -> bool:
    """Whether most of what an item says is said with a negation."""
    own = {word.key for word in item.wording.words}
    return len(own & item.wording.negated) > len(own) / 2


def _both_hold_back(a: Wording, b: Wording) -> bool:
    """Whether both acts are one reservation: the "not" of "cannot confirm" negates nothing in the matter."""
    return a.act is b.act and a.act in RESERVED_ACTS


def _ranks_differ(a: Wording, b: Wording) -> bool:
    """Whether otherwise alike wordings speak of the first and the second, of May and June."""
    return bool(a.ranks and b.ranks and not a.ranks & b.ranks)


def _turned_round(left: Item, right: Item) -> bool:
    """Whether two wordings of one language name the same two in turned order, none as the agent."""
    if left.wording.language != right.wording.language:
        return False
    one, other = (tuple(dict.fromkeys(w.key for w in i.wording.words if _is_named(w))) for i in (left, right))
    agents = language_pack(left.wording.language).compare.agents
    told = any(word in agents for i in (left, right) for word in i.wording.text.split())
    return len(one) > 1 and one == other[::-1] and not told


def _is_named(word: Word) -> bool:
    return word.is_name or word.key.startswith("g:")


def _days_differ(a: Wording, b: Wording) -> bool:
    return bool(a.days and b.days and not a.days & b.days and _precise(a.days) and _precise(b.days))


def _precise(days: frozenset[str]) -> bool:
    return all(len(day) >= 10 for day in days)


def _negative(item: Item, matched: Mapping[str, float]) -> bool:
    """Whether an item denies or negates most of what it shares with the other."""
    if item.wording.act is Act.DENY:
        return True
    shared = [key for key, strength in matched.items() if strength >= MATCHED]
    return sum(key in item.wording.negated for key in shared) > len(shared) / 2


def _names_differ(left: Sequence[Word], right: Sequence[Word], covered: float) -> bool:
    """Whether two otherwise alike wordings name different persons, places or bodies."""
    names_left, names_right = [t for t in left if t.is_name], [t for t in right if t.is_name]
    if not names_left or not names_right:
        return False
    return covered >= MINIMAL_PAIR or (len(names_left) == len(left) and len(names_right) == len(right))


def _nouns_differ(
    left: Item, right: Item, matched_left: Mapping[str, float], matched_right: Mapping[str, float]
) -> bool:
    """Whether two wordings of one language, alike otherwise, each have a noun that the other has not."""
    return left.wording.language == right.wording.language and all(
        any(w.capital and matched[w.key] < SYNONYM for w in item.distinct)
        for item, matched in ((left, matched_left), (right, matched_right))
    )


def _nothing_literal(left: Item, right: Item) -> bool:
    """Whether two wordings of one language share concepts only: that is a topic, no wording."""
    if left.wording.language != right.wording.language:
        return False
    return not any(
        right.keys.get(k, 0.0) >= LITERALLY
        for w in left.distinct
        for k, s in w.keys
        if s >= LITERALLY and k[:2] not in ("g:", "c:", "n:")
    )


def _opposed(left: Sequence[Word], right: Sequence[Word], language: str) -> bool:
    opposites = language_pack(language).compare.opposites
    others = {concept for word in right for concept in word.concepts}
    return any(not others.isdisjoint(opposites.get(c, ())) for word in left for c in word.concepts)
