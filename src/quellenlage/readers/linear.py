"""A page's visible text in reading order, each piece with the place in the source it came from.

A small tokeniser of our own: parsers that build a tree do not tell source offsets. Every loop moves
forward, so that no page, however broken, takes more than linear time.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from quellenlage.domain.report import Segment
from quellenlage.domain.span import Span
from quellenlage.readers.page_roles import Role, role_of, role_words
from quellenlage.text.offsets import TextBuilder


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
RAW = _names("script style textarea title xmp iframe noembed noframes")  # hold no markup
SKIPPED = _names(
    "head script style noscript template textarea iframe noembed noframes svg object audio video canvas "
    "select datalist title"
)
DECLARING = _names("html meta link script title time dialog")
SPEAKING = re.compile(
    r"hidden|style|class|\bid\b|role|aria-|data-testid|data-component|data-module|itemprop|\brel\b",
    re.IGNORECASE,
)  # attributes that are looked at
BLOCKS = _names(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol "
    "option p pre section summary table tbody tfoot thead tr ul"
)
HEADED = _names("div section aside")  # elements that may be a box with a heading
LONGEST_HEADING = 50  # characters
CLOSES = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
}
# Elements whose text is no main text, wherever they stand.
ASIDE = _names("nav aside footer form button figcaption dialog")
TELLING = ("h1", "h2", "h3", "h4", "a", "article", "main", "time", *sorted(ASIDE))

BETWEEN_CELLS = -1  # a space that stands nowhere in the source

ATTRIBUTE = r"""[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
TAG = re.compile(rf"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>(?:[\s/]++|{ATTRIBUTE}|=)*+)>")
LOOSE_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/<>]*+)(?P<attributes>[^<>]*+)>")
LIKE_TAG = re.compile(r"</?[A-Za-z]")
PAIR = re.compile(r"""([^\s/>="']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
PIECE = re.compile(rf"(?P<space>[ \t\n\r\f]+)|(?P<reference>{REFERENCE.pattern})|(?P<plain>[^ \t\n\r\f&]+|&)")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag and where it stands in the source. `raw` is the content of a raw element."""

    name: str
    closing: bool
    attributes: dict[str, str]
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text between block borders, and which of `TELLING` elements it stands in."""

    span: Span
    inside: frozenset[str]


@dataclass(frozen=True, slots=True)
class Box:
    """The text of an element whose names in the markup give it a role."""

    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Named:
    """The text of an element that the markup calls the report's author, title or outlet."""

    field: str
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """The visible text of a page, its map to the source, its lines, and the tags that declare something.

    `boxes` are in the order of their ends, `depth` is how deep elements are nested.
    """

    text: str
    segments: tuple[Segment, ...]
    lines: tuple[Line, ...]
    tags: tuple[tuple[Tag, int], ...]  # with the length of the text before the tag
    cut_off: bool  # the source ends inside a tag
    boxes: tuple[Box, ...] = ()
    named: tuple[Named, ...] = ()
    depth: int = 0


def linearise(source: str) -> Page:
    """The visible text of `source` with block elements as lines."""
    walk = _Walk()
    cut = _cut(source)
    for item in _tokens(source[:cut]):
        if isinstance(item, Tag):
            walk.tag(item)
        else:
            walk.text(source, item)
    return walk.page(cut < len(source))


def _cut(source: str) -> int:
    """Where a last tag begins that the source does not close; its length if there is none."""
    match = LIKE_TAG.search(source, source.rfind(">") + 1)
    return match.start() if match else len(source)


def _tokens(source: str) -> Iterator[Tag | Span]:
    """Tags, and the spans of text between them. Comments and declarations are passed over."""
    at, start, whole = 0, 0, len(source)
    pattern = TAG
    while True:
        at = source.find("<", at)
        if at < 0:
            break
        if source.startswith(("<!", "<?"), at):
            end = _end_of_declaration(source, at)
        else:
            match = pattern.match(source, at)
            if match is None and pattern is TAG and LIKE_TAG.match(source, at):
                pattern = LOOSE_TAG  # a quotation mark is never closed: from here on tags end at the next ">"
                continue
            if match is None:
                at += 1
                continue
            end = match.end()
        if start < at:
            yield Span(start, at)
        if source[at + 1] not in "!?":
            tag, end = _tag(source, match, end)  # type: ignore[arg-type]
            yield tag
        at = start = end
    if start < whole:
        yield Span(start, whole)


def _end_of_declaration(source: str, at: int) -> int:
    mark = "-->" if source.startswith("<!--", at) else "]]>" if source.startswith("<![CDATA[", at) else ">"
    end = source.find(mark, at + 2)
    return len(source) if end < 0 else end + len(mark)


def _tag(source: str, match: re.Match[str], end: int) -> tuple[Tag, int]:
    name, closing = match["name"].lower(), bool(match["close"])
    attributes = (
        _attributes(match["attributes"]) if not closing and _matters(name, match["attributes"]) else {}
    )
    if closing or name not in RAW:
        return Tag(name, closing, attributes), end
    close = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, end)
    if close is None:
        return Tag(name, False, attributes, source[end:]), len(source)
    after = source.find(">", close.end()) + 1
    return Tag(name, False, attributes, source[end : close.start()]), after or len(source)


def _matters(name: str, attributes: str) -> bool:
    """Whether the attributes of an element say something to us; most elements have many that do not."""
    return name in DECLARING or "-" in name or SPEAKING.search(attributes) is not None


def _attributes(text: str) -> dict[str, str]:
    """Names in lower case; of a repeated attribute the first counts."""
    out: dict[str, str] = {}
    for name, double, single, bare in PAIR.findall(text):
        out.setdefault(name.lower(), html.unescape(double or single or bare))
    return out


@dataclass
class _Walk:
    """Where the linearisation stands: open elements, the line being built, what was seen."""

    out: TextBuilder = field(default_factory=TextBuilder)
    open: list[str] = field(default_factory=list)
    started: dict[int, list[Role | str]] = field(default_factory=dict)  # by depth: what to note when it ends
    starts: dict[int, int] = field(default_factory=dict)  # by depth: where the text of such an element begins
    firsts: list[int] = field(default_factory=list)  # for each open element the number of lines before it
    depth: int = 0
    boxes: list[Box] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    hidden_at: int | None = None  # depth of the outermost hidden element
    line_start: int = 0
    within: frozenset[str] = frozenset()
    space: tuple[int, int | None] | None = None  # white space not yet written: start, length if not " "
    fresh: bool = True  # nothing visible in this line yet
    lines: list[Line] = field(default_factory=list)
    tags: list[tuple[Tag, int]] = field(default_factory=list)

    def tag(self, tag: Tag) -> None:
        if not tag.closing and tag.name in DECLARING:
            self.tags.append((tag, self.out.length))
        if tag.name in RAW:
            return
        if tag.name in BLOCKS:
            self.end_line()
        elif tag.name in ("td", "th") and not tag.closing and not self.fresh:
            self.space = self.space or (BETWEEN_CELLS, 0)
        if tag.closing:
            self.close(tag.name)
        elif tag.name not in VOID:
            self.push(tag)

    def push(self, tag: Tag) -> None:
        if tag.name in BLOCKS:
            self.close("head")
        if self.open and self.open[-1] in CLOSES.get(tag.name, ()):
            self.close(self.open[-1])
        elif tag.name in BLOCKS and self.open and self.open[-1] == "p":
            self.close("p")
        self.open.append(tag.name)
        self.firsts.append(len(self.lines))
        self.counts[tag.name] += 1
        self.depth = max(self.depth, len(self.open))
        if tag.attributes or "-" in tag.name:
            self.note(tag)
        if self.hidden_at is None and _hidden(tag):
            self.hidden_at = len(self.open)

    def note(self, tag: Tag) -> None:
        """Remember where an element begins that has a role or names something about the report."""
        role = role_of(tag.name, tag.attributes)
        names = (tag.attributes.get("itemprop", "") + " " + tag.attributes.get("rel", "")).lower().split()
        fields = [role_words().fields[name] for name in names if name in role_words().fields]
        if role is not None or fields:
            self.started[len(self.open)] = [*([role] if role else []), *fields]
            self.starts[len(self.open)] = self.out.length

    def headed(self, first: int) -> None:
        """An element ends whose first line is short enough to be its heading, with more lines below."""
        if len(self.lines) - first >= 2 and len(self.lines[first].span) <= LONGEST_HEADING:
            span = self.lines[first].span.to(self.lines[-1].span)
            if not self.boxes or self.boxes[-1].span != span:
                self.boxes.append(Box(Role.HEADED, span))

    def ended(self, depth: int) -> None:
        """The element at `depth` ends here."""
        start = self.starts.pop(depth)
        for what in self.started.pop(depth):
            span = Span(start, self.out.length)
            if isinstance(what, Role):
                self.boxes.append(Box(what, span))
            else:
                self.named.append(Named(what, span))

    def close(self, name: str) -> None:
        if not self.counts[name]:
            return
        while True:
            if len(self.open) in self.started:
                self.ended(len(self.open))
            top = self.open.pop()
            if top in HEADED:
                self.headed(self.firsts[-1])
            self.firsts.pop()
            self.counts[top] -= 1
            if top == name:
                break
        if self.hidden_at is not None and len(self.open) < self.hidden_at:
            self.hidden_at = None

    def text(self, source: str, span: Span) -> None:
        if self.hidden_at is not None:
            return
        preformatted = self.counts["pre"] > 0
        for match in PIECE.finditer(source, span.start, span.end):
            if match["plain"]:
                self.write(match.group(), match.start())
            elif match["reference"]:
                self.reference(match)
            elif preformatted:
                self.write(match.group(), match.start())
            else:
                length = None if match.group() == " " else len(match.group())
                self.space = self.space or (match.start(), length)

    def reference(self, match: re.Match[str]) -> None:
        decoded = html.unescape(match.group())
        if decoded == match.group():
            self.write(decoded, match.start())
        elif decoded.strip(" \t\n\r\f"):
            self.write(decoded, match.start(), len(match.group()))
        else:
            self.space = self.space or (match.start(), len(match.group()))

    def write(self, piece: str, start: int, length: int | None = None) -> None:
        if self.fresh:
            if not piece.strip():
                return  # a no-break space or a control sign alone is nothing to see
            if self.out.length:
                self.out.add_unsourced("\n")
            self.line_start, self.fresh = self.out.length, False
            self.within = frozenset(name for name in TELLING if self.counts[name])
        elif self.space is not None:
            if self.space[0] == BETWEEN_CELLS:
                self.out.add_unsourced(" ")
            else:
                self.out.add(" ", *self.space)
        self.space = None
        self.out.add(piece, start, length)

    def end_line(self) -> None:
        if not self.fresh:
            self.lines.append(Line(Span(self.line_start, self.out.length), self.within))
        self.fresh, self.space = True, None

    def page(self, cut_off: bool) -> Page:
        self.end_line()
        for depth in sorted(self.started, reverse=True):
            self.ended(depth)
        text, segments = self.out.build()
        return Page(
            text=text,
            segments=segments,
            lines=tuple(self.lines),
            tags=tuple(self.tags),
            cut_off=cut_off,
            boxes=tuple(box for box in self.boxes if len(box.span)),
            named=tuple(self.named),
            depth=self.depth,
        )


def _hidden(tag: Tag) -> bool:
    if tag.name in SKIPPED or "hidden" in tag.attributes:
        return True
    if tag.name == "dialog" and "open" not in tag.attributes:
        return True
    return bool(HIDDEN_STYLE.search(tag.attributes.get("style", "")))
