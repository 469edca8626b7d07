"""The section `times.toml`: word lists and patterns of time expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

PLACEHOLDER = re.compile(r"\{([a-z]+)(!|=[a-z]+)?\}")
WORD = re.compile(r"[^\W\d_]+")
DECIMAL = re.compile(r"\d")
GROUP = re.compile(r"\(\?P<([a-z]+)>")
STEM = 3
DIGIT = "digit"


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One pattern. `kind` names what resolves it; `given` are fixed parts the words do not show."""

    name: str
    kind: str
    needs: str
    pattern: re.Pattern[str]
    given: Mapping[str, str | int | bool]
    spans: tuple[str, ...]  # the groups that hold the expression where it is not the whole match


@dataclass(frozen=True, slots=True)
class Tense:
    """What tells a clause of the past from one of what is to come."""

    past: frozenset[str]
    preterite: re.Pattern[str]
    no_preterite: frozenset[str]
    auxiliaries: frozenset[str]
    participle: re.Pattern[str]
    future: frozenset[str]
    surely_future: frozenset[str]
    ahead: frozenset[str]
    ahead_unless_past: frozenset[str]
    states: frozenset[str]
    no_state: re.Pattern[str]

    def tells_state(self, clause: str) -> bool:
        """Whether the clause tells how things are at present: a verb of being, knowing, having, no event."""
        lower = {match.group().lower() for match in WORD.finditer(clause)}
        return bool(lower & self.states) and self.of(clause) >= 0 and not self.no_state.search(clause)

    def of(self, clause: str) -> int:
        """-1 where the verbs tell of the past, 1 where of what is to come, 0 where they do not tell."""
        words = [match.group() for match in WORD.finditer(clause)]
        lower = {word.lower() for word in words}
        if lower & self.surely_future:
            return 1
        if lower & self.past or any(self._is_preterite(word) for word in words):
            return -1
        if lower & self.auxiliaries and any(self.participle.fullmatch(word) for word in words):
            return -1
        return 1 if lower & self.future else 0

    def _is_preterite(self, word: str) -> bool:
        return self.preterite.fullmatch(word) is not None and word not in self.no_preterite


@dataclass(frozen=True, slots=True)
class TimeRules:
    """The typed section.

    `words` maps the words of each list to what they mean. `stems` finds, by the first letters of a
    word, the lists it may announce; `endings` are announced by a word that ends in one of them, once
    the letters of `inflection` are taken off.
    """

    words: Mapping[str, Mapping[str, str | int]]
    rules: tuple[TimeRule, ...]
    stems: Mapping[str, tuple[tuple[str, str], ...]]
    endings: tuple[tuple[tuple[str, ...], str], ...]
    inflection: str
    tense: Tense
    bounds: Mapping[str, str]
    events: tuple[str, ...]
    age_before: re.Pattern[str]
    age_after: re.Pattern[str]
    plurals: frozenset[str]
    several: frozenset[str]
    second: frozenset[str]
    yearly: re.Pattern[str]
    just_now: re.Pattern[str]  # what is told was said right before it was reported: groups `now`, `perfect`

    def announced(self, text: str, start: int, end: int) -> frozenset[str]:
        """The word lists of which `text[start:end]` may hold a word: only their rules need trying."""
        found = {DIGIT} if DECIMAL.search(text, start, end) else set()
        for match in WORD.finditer(text, start, end):
            word = match.group().lower()
            for stem, needs in self.stems.get(word[:STEM], ()):
                if word.startswith(stem):
                    found.add(needs)
            stripped = word.rstrip(self.inflection)
            found.update(needs for endings, needs in self.endings if stripped.endswith(endings))
        return frozenset(found)


def load(table: dict[str, Any]) -> TimeRules:
    """The typed section of a parsed `times.toml`."""
    words = {name: _by_word(entries) for name, entries in table["words"].items()}
    words["reference"] = _by_word(table["refs"])
    macros = _Macros(words, dict(table["macros"]), dict(table["subsets"]))
    rules = tuple(_rule(entry, macros) for entry in table["rules"])
    words["reference"] = {phrase.split("|")[-1]: ref for phrase, ref in words["reference"].items()}
    triggers = {name: _by_word({"0": entries}) for name, entries in table["triggers"].items()}
    return TimeRules(
        words=words,
        rules=rules,
        stems=_stems({**words, **triggers}, {rule.needs for rule in rules}),
        endings=tuple((tuple(words[name]), name) for name in table["inflected"]["lists"]),
        inflection=table["inflected"]["endings"],
        tense=_tense(table["tense"]),
        bounds={word: str(mod) for word, mod in _by_word(table["bounds"]).items()},
        events=tuple(table["lasting"]["events"]),
        age_before=re.compile(table["ages"]["before"], re.IGNORECASE),
        age_after=re.compile(table["ages"]["after"], re.IGNORECASE),
        plurals=frozenset(table["subsets"]["plural"]),
        several=frozenset(table["several"]),
        second=frozenset(table["second"]),
        yearly=re.compile(table["yearly"], re.IGNORECASE),
        just_now=_just_now(table["just"]),
    )


def _by_word(entries: Mapping[str, list[str]]) -> dict[str, str | int]:
    """Words with their meanings, from meanings with their words; a meaning that is a number becomes one."""
    return {
        word: int(meaning) if re.fullmatch(r"-?\d+", meaning) else meaning
        for meaning, words in entries.items()
        for word in words
    }


@dataclass(frozen=True, slots=True)
class _Macros:
    words: Mapping[str, Mapping[str, str | int]]
    macros: Mapping[str, str]
    subsets: Mapping[str, list[str]]

    def expand(self, pattern: str) -> str:
        return PLACEHOLDER.sub(self._replace, pattern)

    def _replace(self, match: re.Match[str]) -> str:
        name, option = match.group(1), match.group(2)
        if name in self.macros:
            return self.expand(self.macros[name])
        chosen = self.subsets[option[1:]] if option and option != "!" else self.words[name]
        return f"({'?:' if option == '!' else f'?P<{name}>'}{_alternatives(chosen)})"


def _alternatives(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(_alternative(word) for word in longest_first)


def _alternative(phrase: str) -> str:
    """A phrase as a pattern; what stands before a bar must stand before it in the text."""
    context, bar, words = phrase.rpartition("|")
    pattern = re.escape(words).replace(r"\ ", r"\s+")
    return rf"(?<=\b{re.escape(context)}\s){pattern}" if bar else pattern


def _tense(table: Mapping[str, Any]) -> Tense:
    return Tense(
        past=frozenset(table["past"]),
        preterite=re.compile(table["preterite"]),
        no_preterite=frozenset(table["no_preterite"]),
        auxiliaries=frozenset(table["auxiliaries"]),
        participle=re.compile(table["participle"]),
        future=frozenset(table["future"]),
        surely_future=frozenset(table["surely_future"]),
        ahead=frozenset(table["ahead"]),
        ahead_unless_past=frozenset(table["ahead_unless_past"]),
        states=frozenset(table["states"]),
        no_state=re.compile(table["no_state"], re.IGNORECASE),
    )


def _rule(entry: dict[str, Any], macros: _Macros) -> TimeRule:
    given = {key: value for key, value in entry.items() if key not in ("name", "kind", "needs", "pattern")}
    pattern = re.compile(_numbered(macros.expand(entry["pattern"])), re.IGNORECASE)
    spans = tuple(sorted(name for name in pattern.groupindex if name.split("_")[0] == "span"))
    return TimeRule(entry["name"], entry["kind"], entry["needs"], pattern, given, spans)


def _just_now(table: Mapping[str, list[str]]) -> re.Pattern[str]:
    """Group `now`, or group `perfect` behind an auxiliary."""
    alone, perfect = _alternatives(table["now"]), _alternatives(table["after_auxiliary"])
    auxiliary = _alternatives(table["auxiliaries"])
    pattern = rf"\b(?P<now>{alone})\b|(?<!\w)(?:{auxiliary})(?:\s+[\w.-]+){{0,4}}?\s+(?P<perfect>{perfect})\b"
    return re.compile(pattern, re.IGNORECASE)


def _numbered(pattern: str) -> str:
    """The pattern with a group name's second and third use made `name_2` and `name_3`."""
    seen: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        name = match.group(1)
        seen[name] = seen.get(name, 0) + 1
        return match.group() if seen[name] == 1 else f"(?P<{name}_{seen[name]}>"

    return GROUP.sub(number, pattern)


def _stems(
    lists: Mapping[str, Mapping[str, str | int]], needed: set[str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """By the first letters: the words (or first words of phrases) of every list that a rule needs."""
    found: dict[str, set[tuple[str, str]]] = {}
    for name in sorted(needed & set(lists)):
        for phrase in lists[name]:
            first = WORD.match(phrase)
            if first:
                found.setdefault(first.group()[:STEM], set()).add((first.group(), name))
    return {key: tuple(sorted(entries)) for key, entries in sorted(found.items())}
