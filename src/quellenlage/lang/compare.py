"""The section `compare.toml`: what the words of a statement tell about sameness.

Concepts are keyed by language-neutral names, so that a German and an English wording can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CompareRules:
    """Words by what they do when two statements are compared. All lower case.

    `concepts_of` maps lemmas to concepts, `opposites` maps a concept to those that exclude it.
    """

    stop: frozenset[str]
    negations: frozenset[str]
    nobody: frozenset[str]  # rule out whatever is said of the kind
    suffixes: tuple[str, ...]  # longest first
    hypothetical: frozenset[str]  # the quoted words speak of what would be
    conditions: tuple[str, ...]  # how a condition begins, at the start of a quote or clause
    hedges: frozenset[str]  # the speaker takes it for likely, not for certain
    fears: frozenset[str]  # the speaker is afraid of it
    reservations: tuple[str, ...]  # "if true": the speaker leaves open whether it is so
    anaphors: frozenset[str]  # the words point back at what was told before
    pointing_nouns: frozenset[str]  # so do these nouns where they are all that is said
    report_nouns: frozenset[str]  # point back at what media report
    report_cues: tuple[str, ...]  # how verbs begin by which media report
    blame_nouns: frozenset[str]  # point back at a reproach
    blame_cues: tuple[str, ...]  # how verbs begin by which somebody is blamed
    heralds: frozenset[str]  # pointing words that may point at a clause behind them
    explaining: frozenset[str]  # open a clause that tells what is meant, or points at all before it
    verdicts: tuple[str, ...]  # that something is not so
    revising: tuple[str, ...]  # how verbs begin that put a new number in the place of an old one
    revised_from: frozenset[str]  # what stands before the old number
    one_more: frozenset[str]  # one more who does as those before: "too"
    content_heads: frozenset[str]  # open a clause that tells what is said
    clause_heads: frozenset[str]  # open a clause of its own after a comma
    conjunctions: frozenset[str]  # a clause stands without them
    dependent_heads: frozenset[str]  # open a clause that hangs on the one before
    pronouns: frozenset[str]  # at the start of a clause: only the text before explains it
    finite: frozenset[str]  # auxiliaries, modals and verbs whose forms do not tell
    verb_lemmas: re.Pattern[str]  # how a verb's dictionary form ends
    verb_forms: re.Pattern[str]  # how a verb's form ends
    participles: re.Pattern[str]  # forms that are participles whatever the dictionary says
    attributes: re.Pattern[str]  # how a participle ends that is an attribute
    infinitive_marks: frozenset[str]  # before an infinitive without a subject
    prospects: frozenset[str]  # what shall, will or must be
    futures: frozenset[str]  # the same with an infinitive
    infinitives: frozenset[str]  # infinitives among the function words
    particles: frozenset[str]  # verb particles: no first half of a compound
    short_heads: tuple[str, ...]  # ends of compounds that are words though they are short
    general_counted: frozenset[str]  # concepts of nouns that do not tell what is counted (people)
    revised_to: frozenset[str]  # what stands before the second number of "from ... to ..."
    indefinite: frozenset[str]  # articles before a role that many hold
    name_fillers: frozenset[str]  # titles and forms of address inside names
    national: frozenset[str]  # atoms of names that only tell that a body is a country's: federal
    repeats: tuple[str, ...]  # how words begin that tell that something is said once more
    reported_future: frozenset[str]  # in indirect speech: what will be, not what would be
    requests: frozenset[str]  # what is left unanswered: no matter of its own
    sides: Mapping[str, str]  # words that tell who is for and who against something
    heads: Mapping[str, tuple[str, ...]]  # offices, with what the bodies are called that they are the head of
    agents: frozenset[str]  # stand before who did it
    ordinals: Mapping[str, str]  # words that tell one of a row from the others, with the rank
    concepts_of: dict[str, tuple[str, ...]]
    opposites: dict[str, frozenset[str]]
    notions_of: Mapping[str, tuple[str, ...]]  # of the bilingual lexicon, by lemma


def load(table: dict[str, Any], notions: Mapping[str, tuple[str, ...]]) -> CompareRules:
    """The typed section of a parsed `compare.toml`, with the lexicon's notions of the language."""
    opposites: dict[str, set[str]] = {}
    for one, other in table["opposites"]:
        opposites.setdefault(one, set()).add(other)
        opposites.setdefault(other, set()).add(one)
    concepts: dict[str, set[str]] = {}
    for key, words in table["concepts"].items():
        for word in words:
            concepts.setdefault(word, set()).add(key)
    return CompareRules(
        stop=frozenset(table["stop"]),
        negations=frozenset(table["negations"]),
        nobody=frozenset(table["nobody"]),
        suffixes=tuple(sorted(table["suffixes"], key=lambda s: (-len(s), s))),
        hypothetical=frozenset(table["hypothetical"]),
        conditions=tuple(table["conditions"]),
        hedges=frozenset(table["hedges"]),
        fears=frozenset(table["fears"]),
        reservations=tuple(table["reservations"]),
        anaphors=frozenset(table["anaphors"]),
        pointing_nouns=frozenset(table["pointing_nouns"]),
        report_nouns=frozenset(table["report_nouns"]),
        report_cues=tuple(table["report_cues"]),
        blame_nouns=frozenset(table["blame_nouns"]),
        blame_cues=tuple(table["blame_cues"]),
        heralds=frozenset(table["heralds"]),
        explaining=frozenset(table["explaining"]),
        verdicts=tuple(table["verdicts"]),
        revising=tuple(table["revising"]),
        revised_from=frozenset(table["revised_from"]),
        one_more=frozenset(table["one_more"]),
        content_heads=frozenset(table["content_heads"]),
        clause_heads=frozenset(table["clause_heads"]),
        conjunctions=frozenset(table["conjunctions"]),
        dependent_heads=frozenset(table["dependent_heads"]),
        pronouns=frozenset(table["pronouns"]),
        finite=frozenset(table["finite"]),
        verb_lemmas=re.compile(table["verb_lemmas"]),
        verb_forms=re.compile(table["verb_forms"]),
        participles=re.compile(table["participles"]),
        attributes=re.compile(table["attributes"]),
        infinitive_marks=frozenset(table["infinitive_marks"]),
        prospects=frozenset(table["prospects"]),
        futures=frozenset(table["futures"]),
        infinitives=frozenset(table["infinitives"]),
        particles=frozenset(table["particles"]),
        short_heads=tuple(table["short_heads"]),
        general_counted=frozenset(table["general_counted"]),
        revised_to=frozenset(table["revised_to"]),
        indefinite=frozenset(table["indefinite"]),
        name_fillers=frozenset(table["name_fillers"]),
        national=frozenset(table["national"]),
        repeats=tuple(table["repeats"]),
        requests=frozenset(table["requests"]),
        sides={word: side for side, words in table["sides"].items() for word in words},
        heads={office: tuple(bodies) for office, bodies in table["heads"].items()},
        agents=frozenset(table["agents"]),
        reported_future=frozenset(table["reported_future"]),
        ordinals={word: rank for rank, words in table["ordinals"].items() for word in words},
        concepts_of={word: tuple(sorted(keys)) for word, keys in concepts.items()},
        opposites={key: frozenset(others) for key, others in opposites.items()},
        notions_of=notions,
    )
