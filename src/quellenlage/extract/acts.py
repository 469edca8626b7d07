"""Which act of speech a statement performs: what its cue says, turned by negation, settled by content."""

from __future__ import annotations

from collections.abc import Iterable

from quellenlage.domain.statement import Act
from quellenlage.lang.cues import CueRules

FIRST_CHARACTERS = 400


def act_of(
    cue_act: Act, lemma: str, negated: bool, told: bool, said: str, rules: CueRules, predicates: bool = False
) -> Act:
    """The act of a statement with this cue; `said` are its words; `predicates`: it names something."""
    if lemma in rules.declining.verbs and any(word in said.lower() for word in rules.declining.about):
        return Act.NO_COMMENT
    if negated:
        turned = rules.negated.get(lemma) or rules.negated.get(cue_act.value)
        if turned is not None and (told or cue_act is not Act.ASSERT or _is_open(said, rules)):
            return turned
    if told and lemma in rules.told:
        return rules.told[lemma]
    head = said[:FIRST_CHARACTERS]
    for act, pattern in rules.settled.get(lemma, ()):
        if pattern.search(head):
            return act
    if cue_act is not Act.ASSERT:
        return cue_act
    if predicates and rules.blame.search(head):
        return Act.CONDEMN
    for act, pattern in rules.content:
        if pattern.search(head):
            return act
    return cue_act


def declines(words: Iterable[str], rules: CueRules) -> bool:
    """Whether somebody wants neither: "wollte das weder bestätigen noch dementieren"."""
    words = list(words)
    neither, wants = (any(rules.is_a(w, name) for w in words) for name in ("neither", "wanting"))
    denies = any(form.verb.act is Act.DENY for word in words for form in rules.forms.get(word, ()))
    return neither and wants and denies


def _is_open(said: str, rules: CueRules) -> bool:
    """Whether it is left open: "would not say how many", "ob der Betrieb verkauft wird"."""
    first = said.split(maxsplit=1)[:1]
    return bool(first) and rules.is_a(first[0].lower(), "question", "whether")
