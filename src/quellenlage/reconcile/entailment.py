"""May a statement stand under a claim? Only if it says what the claim says, not merely something about it.

A reaction that names its matter in two words (a denial, a refusal) is held to be about what contains them.
"""

from __future__ import annotations

from quellenlage.domain.statement import Act
from quellenlage.lang.pack import language_pack
from quellenlage.reconcile.content import match
from quellenlage.reconcile.matching import CONCEPTS, MATCHED, POLARITY, Comparison, compare, negative
from quellenlage.reconcile.propositions import Fitness, Proposition
from quellenlage.reconcile.status import FOR
from quellenlage.reconcile.wordings import Quantity

SAID = 0.62  # the share of the claim's words that a statement must have
SAID_WITH_NUMBER = 0.5  # the same where the number is the same
SAME_UTTERANCE = 0.5  # the share in one utterance, whose wordings are held to be one already
ABOUT = 0.6  # the share of a reaction's words that the claim must have
ABOUT_OWN = 0.4  # the same where one actor confirms now what they could not confirm
NOT_FAR = 0.3  # the share of a claim's words that a bare confirmation must have
EVIDENCE = 3.3
REACTIONS = frozenset({Act.DENY, Act.NOT_DENY, Act.CANNOT_CONFIRM, Act.NO_COMMENT})


def rules_out(p: Proposition) -> bool:
    """Whether it says of nobody and nothing what others may say of somebody: "nothing has leaked"."""
    said = p.own and (p.act in FOR or p.act is Act.DENY) and negative(p.item)
    return said and bool(p.predicate) and not p.wording.quantities and _names_nobody(p)


def _names_nobody(p: Proposition) -> bool:
    nobody = language_pack(p.wording.language).compare.nobody
    return any(word in nobody for word in p.wording.text.split())


def is_reaction(p: Proposition) -> bool:
    """Whether a proposition reacts to a matter instead of putting one forward."""
    if rules_out(p):
        return True
    return p.act in REACTIONS or not p.own or (p.act is Act.CONFIRM and p.fitness is Fitness.FRAGMENT)


def fit(p: Proposition, claim: Proposition) -> float:
    """How well `p` stands under the claim that `claim` words, 0 where it does not."""
    if p.wording.statement == claim.wording.statement:
        return 0.0
    if p.answers is not None and not claim.own:
        return 2.0 if p.answers == claim.answers and p.wording.report == claim.wording.report else 0.0
    found = compare(p.item, claim.item)
    if rules_out(p) and not _names_nobody(claim):
        return _excludes(p, claim, found)
    if not p.own and p.act is Act.DENY and negative(claim.item):
        return 0.0  # who rejects what was said before says nothing of what that says is not so
    if found.barred not in (None, POLARITY) or not found.telling:
        return 0.0
    return _reacts(p, claim, found) if is_reaction(p) else _says(p, claim, found)


def _says(p: Proposition, claim: Proposition, found: Comparison) -> float:
    """Whether who says `p` says the claim; its contrary is said by who negates it or something wider."""
    if found.barred == POLARITY and negative(p.item):
        return _denies(p, claim, found)
    if p.prospect != claim.prospect or not _holds(p, claim):
        return 0.0
    if claim.fitness is Fitness.FRAGMENT and not (_share(p, claim) >= SAID and _numbers_held(claim, p)):
        return 0.0  # a fragment says too little for more than itself
    least = SAID_WITH_NUMBER if found.numbers else SAID
    if p.utterance == claim.utterance:
        least = SAME_UTTERANCE
    elif found.evidence < EVIDENCE:
        return 0.0
    of_claim = _share(claim, p)
    return of_claim + _share(p, claim) if of_claim >= least else 0.0


def _excludes(p: Proposition, claim: Proposition, found: Comparison) -> float:
    """Whether the claim is of what nobody and nothing did: it has all words of `p`, and counts nothing."""
    if found.barred not in (None, POLARITY, CONCEPTS) or negative(claim.item) or claim.wording.quantities:
        return 0.0
    if p.wording.actor == claim.wording.actor or not (claim.act in FOR or claim.act in REACTIONS):
        return 0.0
    matched = [match(word, claim.item.keys) >= MATCHED for word in p.item.distinct if word.key[:2] != "a:"]
    return 1.0 + _share(claim, p) if matched and all(matched) else 0.0


def _denies(p: Proposition, claim: Proposition, found: Comparison) -> float:
    """Whether the claim says what `p` says is not so."""
    of_own = _share(p, claim)
    if len(p.wording.words) < 2:
        return 0.0  # "there is no offer" does not deny that the offer is fair
    if found.evidence < EVIDENCE or of_own < SAID or not _holds(claim, p):
        return 0.0
    return of_own + _share(claim, p)


def _reacts(p: Proposition, claim: Proposition, found: Comparison) -> float:
    """Whether the matter of a reaction is the claim; a confirmation must not confirm more than it names."""
    borrowed = not p.own and not p.revises
    if borrowed and (p.wording.actor == claim.wording.actor or claim.fitness is Fitness.FRAGMENT):
        return 0.0  # nobody's "if true" is about their own words
    if found.evidence < EVIDENCE or not (claim.act in FOR or is_reaction(claim)):
        return 0.0
    if len(claim.item.weighed) < 2 and not is_reaction(claim) and p.utterance != claim.utterance:
        return 0.0  # a sentence with one word of matter ("my husband always said") says too little
    if Fitness.FRAGMENT is p.fitness is claim.fitness and _others(p, claim) and _others(claim, p):
        return 0.0  # "receipt of the offer" is not "receipt of the filing"
    if p.act is Act.DENY and claim.act in FOR and _is_one_time(p, claim):
        return 0.0  # "reports of X are mere panic" is no denial of itself
    if p.own and negative(p.item) and len(p.wording.words) < 2:
        return 0.0  # "there is no offer" does not deny that the offer is fair
    wider = p.act is Act.DENY and not p.wording.quantities
    if not (wider or _numbers_held(p, claim)):
        return 0.0
    of_claim, of_own = _share(claim, p), _share(p, claim)
    if p.revises:  # the verb that told the number need not come again
        return of_claim + of_own if of_claim >= SAID_WITH_NUMBER and _numbers_held(claim, p) else 0.0
    says_it = of_claim >= SAID and _holds(p, claim)
    if p.act is Act.CONFIRM and (of_claim < NOT_FAR or p.prospect != claim.prospect):
        return 0.0
    about = ABOUT_OWN if _settles(p, claim) else ABOUT
    return of_claim + of_own if says_it or (p.own and of_own >= about) else 0.0


def _settles(p: Proposition, claim: Proposition) -> bool:
    """Whether one actor could not confirm `p` and confirms the claim: of one story hardly two matters."""
    one = p.wording.actor is not None and p.wording.actor == claim.wording.actor
    return one and p.act is Act.CANNOT_CONFIRM and claim.act is Act.CONFIRM


def _others(p: Proposition, other: Proposition) -> bool:
    """Whether `p` has a noun of the same language that the other has not."""
    alike = p.wording.language == other.wording.language
    return alike and any(w.capital and match(w, other.item.keys) < MATCHED for w in p.item.distinct)


def _is_one_time(p: Proposition, claim: Proposition) -> bool:
    """Whether one actor speaks in both, as far as is known on one day."""
    same = p.wording.actor is not None and p.wording.actor == claim.wording.actor
    return same and not (p.said and claim.said and p.said != claim.said)


def _share(p: Proposition, other: Proposition) -> float:
    """The share of the words and numbers of `p` that the other has; its act is none of them."""
    own = [(match(w, other.item.keys), weight) for w, weight in p.item.weighed if not w.key.startswith("a:")]
    total = sum(weight for _, weight in own)
    return sum(strength * weight for strength, weight in own) / total if total else 0.0


def _holds(p: Proposition, claim: Proposition) -> bool:
    """Whether the names, the verbs and the numbers of the claim are in `p` too."""
    needed = (w for w in claim.item.distinct if _is_name(w.key, w.is_name) or w.key in claim.predicate)
    return all(match(word, p.item.keys) >= MATCHED for word in needed) and _numbers_held(p, claim)


def _is_name(key: str, is_name: bool) -> bool:
    return is_name or key.startswith("g:")


def _numbers_held(p: Proposition, claim: Proposition) -> bool:
    return all(any(_equal(q, own) for own in p.wording.quantities) for q in claim.wording.quantities)


def _equal(a: Quantity, b: Quantity) -> bool:
    return a.value == b.value and (a.unit is None or b.unit is None or a.unit == b.unit)
