"""Credits: which agencies a report was made from or cites, and the source URLs it lists."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from quellenlage.domain.report import BlockKind, CitedUrl, Credit, CreditKind, FurnitureKind
from quellenlage.domain.span import Span, without
from quellenlage.extract.layout_lines import Draft, Line, Mark
from quellenlage.lang.furniture import FurnitureRules

URL = re.compile(r"https?://\S+")
URL_END = ".,;:!?)]}>\"'“”»«"
CLOSING = re.compile(r"[(\[](?P<inside>[^()\[\]\n]{2,60})[)\]][.\s]*\Z")
INITIALS = re.compile(r"[a-zäöü]{1,4}\d{0,4}|\d{1,4}")  # also the slugs and lengths of a wire's head line
SIGNED = re.compile(
    r"[(\[][a-zäöü]{1,4}(?:[/,] ?[a-zäöü]{1,4}){0,3}[)\]]|[a-zäöü]{1,4}(?:/[a-zäöü]{1,4}){1,3}"
)
LIST = re.compile(r"[/,;+&|]|\s+|\s-\s")
BRACKETED = re.compile(r"(?<=[(/])[a-zäöü]{2,5}(?=[)/])")
MOST_PARTS = 8
INITIAL_LETTERS = re.compile(r"[b-df-hj-np-tv-xz]{3,5}")  # lower case without a vowel: no word
OUTLET_NAMES = ("marked", "plain", "before")  # groups of the pattern for an outlet's name
SHORTEST_SOURCE = 3  # letters
MOST_PLACES = 20  # of an abbreviation that are looked at
MOST_UNLISTED = 20  # agencies that one report introduces
CHAIN = 150  # characters behind or before an agency's name in which it may say whom it cites
BEFORE, AFTER = 70, 40  # characters around an agency's name that are looked at


@dataclass(frozen=True, slots=True)
class CreditList:
    """A run of nothing but agencies and initials: "PAP/Reuters/ps". Spans are of the report's text."""

    agencies: tuple[tuple[Span, str], ...]
    initials: tuple[str, ...]

    def credits(self) -> list[Credit]:
        """The agencies as credits."""
        return [Credit(span, name, CreditKind.CREDIT) for span, name in self.agencies]


class CreditFinder:
    """Finds credits in one report. Agencies that only this report names are learned from it."""

    def __init__(self, text: str, rules: FurnitureRules) -> None:
        self.text = text
        self.rules = rules
        self.unlisted = frozenset(islice(dict.fromkeys(_unlisted(text, rules)), MOST_UNLISTED))
        self.listed_at = list(rules.agencies.candidates(text))
        self.unlisted_at = sorted(at for name in self.unlisted for at in _places(name, text))

    def learn(self, name: str) -> None:
        """Take `name`, which stands where only agencies stand, for an agency."""
        self.unlisted |= {name}
        self.unlisted_at = sorted({*self.unlisted_at, *_places(name, self.text)})

    def may_name(self, span: Span) -> bool:
        """Whether the beginning of an agency's name stands in `span`; most lines can be passed over."""
        return _any_in(self.listed_at, span) or _any_in(self.unlisted_at, span)

    def may_cite(self, span: Span) -> bool:
        """Whether `in_context` may find something in `span`."""
        return self.may_name(span) or self.rules.chains.on.search(self.text, span.start, span.end) is not None

    def names(self, span: Span) -> Iterator[tuple[Span, str]]:
        """The agencies named in `span`, with their canonical names."""
        known = self.rules.agencies
        if _any_in(self.listed_at, span):
            for start, end, name in known.find(self.text, span.start, span.end):
                yield Span(start, end), name
        if not _any_in(self.unlisted_at, span):
            return
        for name in sorted(self.unlisted - known.canonical.keys()):
            for match in re.finditer(rf"(?<![\w@/.-]){re.escape(name)}(?!\w)", span.of(self.text)):
                yield Span(span.start + match.start(), span.start + match.end()), name

    def credit_list(self, span: Span) -> CreditList | None:
        """`span` as a list of agencies and initials; None if it holds anything else or no agency."""
        agencies = tuple(sorted(self.names_in_list(span)))
        if not agencies:
            return None
        rest, at = "", span.start
        for place, _ in agencies:
            rest += self.text[at : place.start] + "/"
            at = max(at, place.end)
        parts = [part for part in LIST.split(rest + self.text[at : span.end]) if part]
        if len(parts) + len(agencies) > MOST_PARTS or not all(INITIALS.fullmatch(part) for part in parts):
            return None
        return CreditList(agencies, tuple(part for part in parts if part.isalpha()))

    def names_in_list(self, span: Span) -> Iterator[tuple[Span, str]]:
        """Like `names`, but a slash before a name is no part of a word here."""
        if not self.may_name(span):
            return
        at = span.start
        for piece in re.split(r"(/)", span.of(self.text)):
            yield from self.names(Span(at, at + len(piece)))
            at += len(piece)

    def in_context(self, line: Line) -> Iterator[Credit]:
        """Agencies that the words around them make a credit; one joined to such a one is one too."""
        last: Credit | None = None
        yield from self._outlets(line)
        for span, name in sorted(self.names(line.span)):
            kind = self._kind_of(line, span)
            if kind is None and last is not None and self._joined(last.span, span):
                kind = last.kind
            if kind is not None:
                last = self._chained(line, span, name, kind)
                yield last

    def _chained(self, line: Line, span: Span, name: str, kind: CreditKind) -> Credit:
        """The credit with whom the agency cites itself: "Reuters unter Berufung auf Interfax"."""
        on = self._on(line, span) if kind is CreditKind.CITES else None
        return Credit(span, name, kind, *on) if on else Credit(span, name, kind)

    def _outlets(self, line: Line) -> Iterator[Credit]:
        """Papers and stations that name whom they have it from; without that they are only cited."""
        if not self.rules.chains.on.search(line.text):
            return
        for match in self.rules.chains.outlet.finditer(self.text, line.span.start, line.span.end):
            group = next(name for name in OUTLET_NAMES if match[name])
            on = self._on(line, Span(*match.span()))
            if on is not None:
                yield Credit(Span(*match.span(group)), match[group], CreditKind.CITES, *on)

    def _on(self, line: Line, span: Span) -> tuple[str, Span] | None:
        """Whom the agency or outlet at `span` cites, and where."""
        chains = self.rules.chains
        end = min(line.span.end, span.end + CHAIN)
        match = chains.after.match(self.text, span.end, end)
        if match is None:
            before = self.text[max(line.span.start, span.start - CHAIN) : span.start]
            found = chains.before.search(before)
            place = Span(*found.span("name")).shifted(span.start - len(before)) if found else None
        else:
            place = Span(*match.span("name"))
        if place is None:
            return None
        listed = next(iter(self.names(place)), None)
        on_span, on = listed if listed and listed[0].start == place.start else (place, place.of(self.text))
        return on, on_span

    def follows_names(self, rest: Span) -> bool:
        """Whether behind an author's name stand nothing but agencies and what they are called there."""
        pieces = without(rest, [place for place, _ in self.names_in_list(rest)])
        left = [piece.of(self.text).strip() for piece in pieces]
        named = sum(map(len, pieces)) < len(rest)
        return named and all(self.rules.beside_agency.fullmatch(one) for one in left)

    def _kind_of(self, line: Line, span: Span) -> CreditKind | None:
        before = self.text[max(line.span.start, span.start - BEFORE) : span.start]
        after = self.text[span.end : min(line.span.end, span.end + AFTER)]
        for phrases in self.rules.credits:
            if phrases.before.search(before) or phrases.after.match(after):
                return phrases.kind
        return None

    def _joined(self, left: Span, right: Span) -> bool:
        return self.rules.joints.fullmatch(self.text[left.end : right.start]) is not None

    def fills(self, line: Line) -> tuple[Credit, ...]:
        """The agencies of a line that begins as a credit and holds little else: "Mit Material von AFP"."""
        found = tuple(credit for credit in self.in_context(line) if credit.kind is CreditKind.CREDIT)
        if not found or found[0].kind is not CreditKind.CREDIT or line.words > MOST_PARTS:
            return ()
        lead = self.text[line.span.start : found[0].span.start].lstrip("([ ")
        own = any(p.kind is CreditKind.CREDIT and p.before.fullmatch(lead) for p in self.rules.credits)
        return found if own else ()


def _any_in(places: list[int], span: Span) -> bool:
    """Whether one of the sorted places lies in `span`."""
    index = bisect_left(places, span.start)
    return index < len(places) and places[index] < span.end


def _places(name: str, text: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(re.escape(name), text))


def _unlisted(text: str, rules: FurnitureRules) -> Iterator[str]:
    """Agencies that the text itself introduces.

    "Nachrichtenagentur Xyz", "Agentur xyz" with "(xyz)", "Nachrichtenagentur xyz" and "(xyz/ab)" where the
    letters can be no word or are told as a source somewhere else.
    """
    for match in rules.unlisted_agency.finditer(text):
        name, place = match["name"], match.start("name")
        listed = any(start == place for start, _, _ in rules.agencies.find(text, place, place + BEFORE))
        if name[0].isupper() and not listed and name.lower() not in rules.date_words.weekdays:
            yield name
        if INITIAL_LETTERS.fullmatch(name) and name not in rules.stop_words:
            yield name
    initials = frozenset(BRACKETED.findall(text))
    staff = [match["name"] for match in rules.staff_of.finditer(text)]
    for name in dict.fromkeys([*sorted(initials), *staff]):
        known = name.lower() in rules.stop_words or name in rules.agencies.canonical
        if not known and (name in staff or _told_as_source(name, text, rules)):
            yield name
    for match in rules.unlisted_initials.finditer(text):
        if match["name"] in initials:
            yield match["name"]


def _told_as_source(name: str, text: str, rules: FurnitureRules) -> bool:
    """Whether the words around an abbreviation in running text make it one that reports or is told."""
    if len(name) < SHORTEST_SOURCE:
        return False
    places = re.finditer(rf"(?<![\w(/@.-]){re.escape(name)}(?![\w)/@-])", text)
    return any(
        phrases.before.search(text, max(0, match.start() - BEFORE), match.start())
        or phrases.after.match(text, match.end(), match.end() + AFTER)
        for match in islice(places, MOST_PLACES)
        for phrases in rules.credits
    )


def mark_credit_lines(draft: Draft, finder: CreditFinder) -> tuple[list[Credit], tuple[str, Span] | None]:
    """Marks lines that only credit. Their credits, and initials beside the agencies as the byline."""
    credits: list[Credit] = []
    byline: tuple[str, Span] | None = None
    for index, line in list(draft.open()):
        if line.words > MOST_PARTS or not finder.may_name(line.span):
            continue
        found = finder.credit_list(_unbracketed(line))
        if found is not None:
            credits += found.credits()
            if "/" in line.text and len(found.initials) == 1:
                at = line.span.start + line.text.rindex(found.initials[0])
                byline = (found.initials[0], Span(at, at + len(found.initials[0])))
        if found is not None or finder.fills(line):
            draft.mark(index, BlockKind.CREDIT, "credit-line", FurnitureKind.CREDIT)
    return credits, byline


def mark_initials(draft: Draft) -> None:
    """Lines behind the text that hold nothing but the initials of those who wrote it: "(aw)", "aw/jb"."""
    last = draft.last_prose()
    for index, line in list(draft.open()):
        placed = index > last or (line.text[0] in "([" and "/" in line.text)
        if placed and SIGNED.fullmatch(line.text):
            draft.mark(index, BlockKind.CREDIT, "initials", FurnitureKind.CREDIT)


def cut_closing_credits(draft: Draft, finder: CreditFinder) -> list[Credit]:
    """Cuts agencies in brackets off the ends of paragraphs: "... Menschen. (dpa)"."""
    found = [_cut_closing(draft, index, line, finder) for index, line in draft.open()]
    return [credit for one in found if one is not None for credit in one.credits()]


def _unbracketed(line: Line) -> Span:
    inner = line.text.strip("()[]. \t")
    start = line.span.start + line.text.find(inner) if inner else line.span.start
    return Span(start, start + len(inner))


def _cut_closing(draft: Draft, index: int, line: Line, finder: CreditFinder) -> CreditList | None:
    """The agencies in brackets at the end of a paragraph: "... Menschen. (dpa)"."""
    match = CLOSING.search(line.text, max(0, len(line.text) - 70))
    if match is None:
        return None
    start = line.span.start
    if _is_gloss(line.text[: match.start()].rstrip(), finder.rules):
        return None
    found = finder.credit_list(Span(start + match.start("inside"), start + match.end("inside")))
    if found is not None:
        mark = Mark(BlockKind.CREDIT, "closing-credit", FurnitureKind.CREDIT)
        draft.cut(index, Span(start + match.start(), line.span.end), mark)
    return found


def _is_gloss(before: str, rules: FurnitureRules) -> bool:
    """Whether an agency's full name stands before the bracket: "Deutsche Presse-Agentur (dpa)"."""
    names = rules.agencies.find(before, max(0, len(before) - BEFORE), len(before))
    return any(end == len(before) for _, end, _ in names)


def mark_cited(draft: Draft, rules: FurnitureRules) -> None:
    """Lines that list sources: mostly URLs, or headed so."""
    for index, line in list(draft.open()):
        found = URL.findall(line.text) if "://" in line.text else []
        if found and sum(map(len, found)) > 0.6 * len(line.text):
            draft.mark(index, BlockKind.CITED, "source-list")
            if draft.is_open(index - 1) and draft.lines[index - 1].folded in rules.sources:
                draft.mark(index - 1, BlockKind.CITED, "source-heading")


def cited_urls(text: str, draft: Draft) -> tuple[CitedUrl, ...]:
    """All URLs printed in the report, furniture left out."""
    out: list[CitedUrl] = []
    for index, line in enumerate(draft.lines):
        mark = draft.marks.get(index)
        if "://" in line.text and (mark is None or mark.furniture is None):
            for match in URL.finditer(text, line.span.start, line.span.end):
                url = match.group().rstrip(URL_END)
                out.append(CitedUrl(Span(match.start(), match.start() + len(url)), url, _host(url)))
    return tuple(out)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
