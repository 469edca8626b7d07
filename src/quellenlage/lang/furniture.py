"""The section `furniture.toml`: what a language puts around the main text of a report.

Phrases are matched as folded text: lower case, white space runs as one space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quellenlage.domain.report import CreditKind, FurnitureKind
from quellenlage.lang.dates import DateForms, DateWords, compile_forms

AGENCY = "{agency}"  # where the agency's name stands in a credit phrase
SIGNS = " \t\xa0:;.,!?…–—-•·|*+#>»«›‹→←[]()"  # what may stand around a phrase that fills a line


@dataclass(frozen=True, slots=True)
class LineRule:
    """Marks a whole line as furniture.

    A line matches if it *starts* with a phrase or *has* one, is no longer than `max_words` and, where
    `unfinished` is set, does not end like a sentence. A whole sentence before the phrase speaks against it,
    but with `anywhere`. Lines that *are* a phrase: see `by_phrase`.
    """

    kind: FurnitureKind
    rule: str
    pattern: re.Pattern[str] | None
    max_words: int
    unfinished: bool
    anywhere: bool


@dataclass(frozen=True, slots=True)
class AgencyNames:
    """The wire agencies. Case counts: "AP" is one, "ap" is not.

    `canonical` gives the usual short form of every name, `by_first` the names that begin with a word,
    longest first.
    """

    canonical: Mapping[str, str]
    by_first: Mapping[str, tuple[str, ...]]

    def candidates(self, text: str) -> Iterator[int]:
        """Where words stand with which a name may begin."""
        return (word.start() for word in WORD.finditer(text) if word.group() in self.by_first)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Start, end and canonical form of every name in `text[start:end]`."""
        done = start
        for word in WORD.finditer(text, start, end):
            names = self.by_first.get(word.group())
            if (
                not names
                or word.start() < done
                or text[max(start, word.start() - 1) : word.start()] in NAME_JOINTS
            ):
                continue
            for name in names:
                after = word.start() + len(name)
                if (
                    after <= end
                    and text.startswith(name, word.start())
                    and not _inside_word(text, after, end)
                ):
                    yield word.start(), after, self.canonical[name]
                    done = after
                    break


@dataclass(frozen=True, slots=True)
class CreditPhrases:
    """The words before and after an agency's name that make the mention a credit of `kind`."""

    kind: CreditKind
    before: re.Pattern[str]
    after: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TranslationRules:
    """What gives a machine translation away."""

    foreign_lines: re.Pattern[str]  # at the start of a line
    leftovers: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ChainRules:
    """How an agency names whom it has it from; `name` is the group of both patterns.

    `after` stands behind the agency, `before` in front of it.
    """

    after: re.Pattern[str]
    before: re.Pattern[str]
    on: re.Pattern[str]  # the phrase alone
    outlet: re.Pattern[str]  # "die Zeitung Xyz": groups `marked` (quoted), `plain` and `before` (the noun)


@dataclass(frozen=True, slots=True)
class FurnitureRules:
    """The typed section."""

    lines: tuple[LineRule, ...]
    any_line: re.Pattern[str]  # matches wherever one of the patterns of `lines` does
    by_phrase: Mapping[str, LineRule]  # the rules that a whole line satisfies by being their phrase
    related: frozenset[str]  # the heading above a list of other reports
    related_headed: re.Pattern[str]  # what such a heading may begin with
    related_inline: re.Pattern[str]  # the same with the other report's headline on the same line
    sources: frozenset[str]  # the heading above a list of sources
    agencies: AgencyNames
    credits: tuple[CreditPhrases, ...]
    joints: re.Pattern[str]  # what stands between agencies that are credited together
    unlisted_agency: re.Pattern[str]  # "die Nachrichtenagentur Xyz": group `name`
    unlisted_initials: re.Pattern[str]  # "die Agentur xyz", which says less: group `name`
    staff_of: re.Pattern[str]  # a byline with "and xyz staff": group `name`
    beside_agency: re.Pattern[str]  # what stands beside agencies behind an author's name
    datelines: frozenset[str]  # places that stand before a dash without anything else to tell
    byline: re.Pattern[str]  # a line, or a part of one, that names the author: group `name`
    byline_word: re.Pattern[str]  # a byline begins with one of these
    published: re.Pattern[str]  # labels before the date of publication
    updated: re.Pattern[str]  # labels before the date of the last change
    stamp: re.Pattern[
        str
    ]  # a liveblog's time stamp at the start of a line: groups `h`, `min`, `ampm`, `oclock`
    stamp_zones: frozenset[str]  # zones of time that may end a stamp without a sign behind it
    date_words: DateWords
    dates: DateForms
    date_after_place: re.Pattern[str]  # what may stand between a dateline's place and its date
    stop_words: frozenset[str]
    caption_end: re.Pattern[str]  # a picture credit at the end of a line
    translation: TranslationRules
    chains: ChainRules


def load(table: dict[str, Any]) -> FurnitureRules:
    """The typed section of a parsed `furniture.toml`."""
    words = DateWords(
        months={name: n for n, names in enumerate(table["dates"]["months"], 1) for name in names},
        weekdays=tuple(table["dates"]["weekdays"]),
        oclock=tuple(table["dates"]["oclock"]),
        at=tuple(table["dates"]["at"]),
        on=tuple(table["dates"]["on"]),
    )
    lines = tuple(_line_rule(row) for row in table["lines"])
    return FurnitureRules(
        lines=lines,
        any_line=re.compile("|".join(f"(?:{r.pattern.pattern})" for r in lines if r.pattern), re.IGNORECASE),
        by_phrase={
            fold(phrase): rule
            for row, rule in reversed(list(zip(table["lines"], lines, strict=True)))
            for phrase in row.get("is", [])
        },
        related=frozenset(fold(phrase) for phrase in table["related"]["heads"]),
        related_headed=_starts(table["related"]["headed_by"]),
        related_inline=_starts(table["related"]["heads"] + table["related"]["inline"], r"\s*[:|–-]\s*\S"),
        sources=frozenset(fold(phrase) for phrase in table["sources"]["heads"]),
        agencies=_agencies(table["agencies"]),
        credits=tuple(_credit_phrases(kind, table["credits"][kind.value]) for kind in CreditKind),
        joints=re.compile(rf"\s*(?:[/,&+]|{_any(table['byline']['and'])})\s*", re.IGNORECASE),
        unlisted_agency=_named(table["credits"]["agency_nouns"]),
        unlisted_initials=_named(table["credits"]["vague_agency_nouns"]),
        staff_of=_staff_of(table["byline"]),
        beside_agency=_beside_agency(table["byline"]),
        datelines=frozenset(table["dateline"]["places"]),
        byline=_byline(table["byline"]),
        byline_word=re.compile(_any(table["byline"]["starts"]), re.IGNORECASE),
        published=_starts(table["dates"]["published"], r":?\s*"),
        updated=_starts(table["dates"]["updated"], r":?\s*"),
        stamp=_stamp(table["stamps"], words.oclock),
        stamp_zones=frozenset(table["stamps"]["zones"]),
        date_words=words,
        dates=compile_forms([words]),
        date_after_place=re.compile(rf",?[ \xa0](?:(?:{_any(words.on)})[ \xa0])?", re.IGNORECASE),
        stop_words=frozenset(table["language"]["stop_words"]),
        caption_end=_caption_end(table["captions"]["labels"]),
        translation=_translation(table["translation"]),
        chains=_chains(table["chains"]),
    )


WORD = re.compile(r"[^\W_]+")
NAME_JOINTS = ("@", "/", ".", "-", "_")  # before a name: it is a part of something else
SPACE = re.compile(r"\s+")
NUMBER = r"\d[\d.,:]*"
# A capitalised word, or a particle inside a name.
NAME = r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*|von|van|der|den|de|zu|al|bin|ter|zur|del|di|da)"


def fold(text: str) -> str:
    """The form in which lines and phrases are compared: lower case, one space, no signs around."""
    return SPACE.sub(" ", text).strip(SIGNS).lower()


def _any(phrases: Iterable[str]) -> str:
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(_words(phrase) for phrase in ordered) or r"(?!)"


def _words(phrase: str) -> str:
    """A phrase as a pattern: white space of any kind, word borders where it begins or ends with a letter.

    "#" stands for a number; a word with a capital counts with its capital only ("Sie" is not "sie").
    """
    inner = r"\s+".join(map(_word, phrase.split())).replace(r"\#", NUMBER)
    left = r"\b" if phrase[:1].isalnum() else ""
    right = r"\b" if phrase[-1:].isalnum() else ""
    return f"{left}{inner}{right}"


def _word(word: str) -> str:
    return re.escape(word) if word.islower() or not word.isalpha() else f"(?-i:{word})"


def _starts(phrases: Iterable[str], then: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(phrases)}){then}", re.IGNORECASE)


def _line_rule(row: dict[str, Any]) -> LineRule:
    starts, has = row.get("starts", []), row.get("has", [])
    parts = []
    if starts:
        parts.append(rf"\A\W*(?:{_any(starts)})")
    if has:
        parts.append(f"(?:{_any(has)})")
    return LineRule(
        kind=FurnitureKind(row["kind"]),
        rule=row["rule"],
        pattern=re.compile("|".join(parts), re.IGNORECASE) if parts else None,
        max_words=row.get("max_words", 40),
        unfinished=row.get("unfinished", False),
        anywhere=row.get("anywhere", False),
    )


def _agencies(table: dict[str, list[str]]) -> AgencyNames:
    canonical = {name: short for short, names in table.items() for name in (short, *names)}
    by_first: dict[str, tuple[str, ...]] = {}
    for name in sorted(canonical, key=lambda name: (-len(name), name)):
        first = WORD.match(name)
        by_first[first.group() if first else name] = (
            *by_first.get(first.group() if first else name, ()),
            name,
        )
    return AgencyNames(canonical, by_first)


def _inside_word(text: str, at: int, end: int) -> bool:
    return at < end and (text[at].isalnum() or text[at] in "_@")


def _credit_phrases(kind: CreditKind, phrases: list[str]) -> CreditPhrases:
    """Splits each phrase at the agency's place; `before` must end there, `after` must begin there."""
    before = [phrase.partition(AGENCY)[0] for phrase in phrases if phrase.endswith(AGENCY)]
    after = [phrase.partition(AGENCY)[2] for phrase in phrases if phrase.startswith(AGENCY)]
    return CreditPhrases(
        kind,
        re.compile(rf"(?:{_any(before)})\s*\Z", re.IGNORECASE),
        re.compile(rf"\s*(?:{_any(after)})", re.IGNORECASE),
    )


def _named(nouns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?i:{_any(nouns)})[ \xa0](?P<name>[^\W\d_][\w-]{{1,14}})")


def _byline(table: dict[str, list[str]]) -> re.Pattern[str]:
    """Two to five names, then more people, or a place, after a comma or "and"."""
    one = rf"{NAME}(?:[ \xa0]{NAME}){{1,4}}"
    more = rf"(?:(?:,[ \xa0]|[ \xa0](?:{_any(table['and'])})[ \xa0]){NAME}(?:[ \xa0]{NAME}){{0,4}}){{0,4}}"
    return re.compile(rf"(?i:{_any(table['starts'])}):?[ \xa0]+(?P<name>(?=[^\W\d_a-zß-ÿ]){one}{more})")


def _staff_of(table: dict[str, list[str]]) -> re.Pattern[str]:
    """In a line that begins as a byline: "By Ada Wieland and xyz staff"."""
    joint = rf"(?:[ \xa0](?:{_any(table['and'])})|[,/])"
    staff = rf"(?P<name>[a-z]{{2,5}}|[A-Z]{{2,6}})[ \xa0-](?i:{_any(table['staff'])})"
    return re.compile(
        rf"(?m:^)[ \xa0\t]*(?i:{_any(table['starts'])}):?[ \xa0][^\n]{{2,80}}?{joint}[ \xa0]?{staff}"
    )


def _beside_agency(table: dict[str, list[str]]) -> re.Pattern[str]:
    words = _any([*table["and"], *table["staff"]])
    return re.compile(rf"(?:[\s,/|()-]|{words})*", re.IGNORECASE)


def _stamp(table: dict[str, list[str]], oclock: tuple[str, ...]) -> re.Pattern[str]:
    lead = rf"(?:[+*•|\[(–-]{{1,4}}[ \xa0]?)?(?:(?P<label>{_any(table['labels'])}):?,?[ \xa0]*)?"
    clock = r"(?P<h>[01]?\d|2[0-4])[:.h](?P<min>[0-5]\d)(?![\w.:]*\d)"
    after = rf"(?:[ \xa0]?(?P<ampm>[ap]\.?m\.?))?(?P<oclock>[ \xa0]?(?:{_any(oclock)}))?"
    return re.compile(lead + clock + after, re.IGNORECASE)


def _caption_end(labels: Iterable[str]) -> re.Pattern[str]:
    """ "... Foto: Ada Wieland/dpa": a label, a sign, and names up to the end."""
    token = rf"(?:{NAME}|[\w.-]+/[\w./-]+|[/&|©]|[a-z]{{2,5}}(?=[\s.)\]]*\Z))"
    names = rf"{token}(?:[ \xa0,]{{1,2}}{token}){{0,5}}"
    return re.compile(rf"(?:\A|[\s(\[|/–—-])(?i:{_any(labels)})\s?(?::|©|\|)\s?{names}[.)\]\s]*\Z")


def _translation(table: dict[str, list[str]]) -> TranslationRules:
    name = (
        r"(?!(?:" + "|".join(map(re.escape, table["names_not"])) + r")\b)[^\W\d_a-zß-ÿ][\w-]+"
        if table["names_not"]
        else r"[^\W\d_a-zß-ÿ][\w-]+"
    )
    leftovers = [
        r"\b"
        + r"\s".join(re.escape(word) for word in phrase.split()).replace(re.escape("{name}"), name)
        + r"\b"
        for phrase in table["leftovers"]
    ]
    return TranslationRules(
        foreign_lines=re.compile(rf"\W{{0,3}}(?:{_any(table['foreign_lines'])})", re.IGNORECASE),
        leftovers=re.compile("|".join(leftovers)),
    )


def _chains(table: dict[str, list[str]]) -> ChainRules:
    """The name goes up to a sign, or to a word that cannot belong to it."""
    stop = _any(table["verbs"])
    name = (
        rf"(?P<name>(?!(?:{stop}))[\w’'-][\w’'\xa0 /-]{{1,70}}?)(?=\s(?:{stop})|\s?[,.;:()\n„“”»«\"–]|\s?\Z)"
    )
    phrase = rf"(?:{_any(table['on'])})\s+{name}"
    nouns, marked = f"(?i:{_any(table['outlets'])})", r"[^„“”\"»«›‹‚‘’'\n]{2,40}"
    word = rf"(?!(?i:{_any(table['articles'])}))[^\W\d_a-zß-ÿ][\w.&’-]*"
    plain = rf"{word}(?:[ \xa0](?:{word}|[a-z]{{1,3}}(?=[ \xa0]{word}))){{0,4}}"
    behind = rf"(?P<before>{plain})[ \xa0]{nouns}" if table["noun_after"] else r"(?P<before>(?!))"
    return ChainRules(
        on=re.compile(_any(table["on"]), re.IGNORECASE),
        outlet=re.compile(
            rf"\b{nouns}[ \xa0](?:[„“\"»«›‹‚‘'](?P<marked>{marked})[“”\"»«›‹‘’']|(?P<plain>{plain}))|{behind}"
        ),
        after=re.compile(rf"(?:[^.!?;:\n„“”»«\"]{{0,60}}?\W)?{phrase}", re.IGNORECASE),
        before=re.compile(
            rf"{phrase}(?:\s(?:{stop})(?:\s[\w-]+){{0,3}}|,(?:\s[\w-]+){{0,2}})\s?\Z", re.IGNORECASE
        ),
    )
