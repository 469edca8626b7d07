"""Reports: a fixed text, what its source declares about it, and how it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.span import Span


class Provenance(StrEnum):
    """Where a piece of metadata came from, strongest first."""

    SIDECAR = "sidecar"  # meta.csv / meta.jsonl beside the reports
    RECORD = "record"  # a field of the JSON line that carries the report
    JSON_LD = "json-ld"
    META = "meta"  # a <meta> or <time> element
    TEXT = "text"  # printed in the text; `span` says where
    URL = "url"
    GUESS = "guess"  # estimated from the whole text (language)


@dataclass(frozen=True, slots=True)
class Sourced:
    """A value with where it came from; `span` where it is printed in the text."""

    value: str
    provenance: Provenance
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """What sidecar, record or page markup say about a report. `published` and `modified` are ISO 8601."""

    url: Sourced | None = None
    outlet: Sourced | None = None
    title: Sourced | None = None
    published: Sourced | None = None
    author: Sourced | None = None
    language: Sourced | None = None
    modified: Sourced | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """`length` characters of the text from `text_start` stand in the decoded source from `source_start`.

    Where `verbatim` is false (character references such as `&auml;`) only the start is exact.
    """

    text_start: int
    source_start: int
    length: int
    source_length: int
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class EntryStamp:
    """From `at` on (code points) a liveblog's entry of this ISO date-time begins, says its markup."""

    at: int
    value: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read. `text` never changes after this; every span points into it.

    `id` is a hash of source name (or URL) and text: the same wire text in two outlets is two reports.
    `source` is the name as the user gave it, relative to the folder that was named; `sha256` hashes
    the text (UTF-8), `source_sha256` the bytes it was read from. `offsets` maps the text back to the
    decoded source; empty where text and source are the same. `main` are the spans of the text that the
    page's markup holds as its main text; empty where there is no markup to tell. `stamps` are the date-times
    that markup gives to the parts of a liveblog.
    """

    id: str
    source: str
    text: str
    sha256: str
    source_sha256: str
    media_type: str
    declared: Declared = Declared()
    offsets: tuple[Segment, ...] = ()
    main: tuple[Span, ...] = ()
    stamps: tuple[EntryStamp, ...] = ()


class BlockKind(StrEnum):
    """What a block (a line or paragraph of the text) is for."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    STAMP = "stamp"  # a liveblog's time stamp
    FURNITURE = "furniture"
    CREDIT = "credit"  # agency credit line
    CITED = "cited"  # the list of cited sources


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that sentences do not cross. Blocks are disjoint and in order."""

    span: Span
    kind: BlockKind
    stamp: str | None = None  # ISO time or date-time of the liveblog entry the block belongs to
    language: str | None = None  # only where it plainly is not the report's


class FurnitureKind(StrEnum):
    """Kinds of page furniture: kept and marked, never read for statements or figures."""

    REPEATED_HEADLINE = "repeated-headline"
    REPEATED_TEXT = "repeated-text"
    POSTED_STAMP = "posted-stamp"
    NAVIGATION = "navigation"
    RELATED = "related"
    EDITOR = "editor"
    CREDIT = "credit"
    COOKIE = "cookie"
    SHARING = "sharing"
    SUBSCRIBE = "subscribe"
    CAPTION = "caption"
    COMMENT = "comment"
    SEPARATOR = "separator"
    OUTSIDE_MAIN = "outside-main"  # outside the main text of a page
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A span of page furniture and the rule that marked it."""

    span: Span
    kind: FurnitureKind
    rule: str


class CreditKind(StrEnum):
    """How an agency or outlet is named as a source of the report or of a passage."""

    CREDIT = "credit"  # "(dpa)", "PAP/Reuters/ps": the report derives from it
    CITES = "cites"  # "wie Reuters berichtete", "so Reuters", a listed URL


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or outlet credited. `name` is canonical ("Reuters", "dpa"), `span` where it is printed.

    `on` is whom the agency itself cites, as printed at `on_span`: "Reuters unter Berufung auf Interfax".
    """

    span: Span
    name: str
    kind: CreditKind
    on: str | None = None
    on_span: Span | None = None


@dataclass(frozen=True, slots=True)
class CitedUrl:
    """A source URL that the report lists."""

    span: Span
    url: str
    host: str


class TranslationSign(StrEnum):
    """What makes a report look translated by a machine."""

    DECLARED = "declared"  # it says so itself
    FOREIGN_BRACKET = "foreign-bracket"  # an untranslated insertion: "dafür [Russian President Vladimir]"
    FOREIGN_FURNITURE = "foreign-furniture"  # page furniture of another language: "PREV", "NEXT"
    SPACE_BEFORE_STOP = "space-before-stop"  # "erhöhen könnte ."
    BROKEN_QUOTES = "broken-quotes"  # a quotation that closes and opens again inside a sentence
    MIXED_QUOTES = "mixed-quotes"  # quotation marks of several systems in one report
    LEFTOVER = "leftover"  # turns of phrase that only translations have


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One reason to hold a report for a machine translation, and where it shows."""

    reason: TranslationSign
    span: Span


@dataclass(frozen=True, slots=True)
class Layout:
    """How a report is laid out and what it says about itself.

    `published` is an ISO date or date-time with its provenance, None where unknown (never guessed).
    `dateline` is the place printed before the first sentence. `blocks` cover everything but white space.
    `translated` holds the reasons to suspect a machine translation; empty where there are not enough.
    """

    language: Sourced | None
    title: Sourced | None
    published: Sourced | None
    outlet: Sourced | None
    byline: Sourced | None
    url: Sourced | None
    dateline: Span | None
    credits: tuple[Credit, ...]
    cited_urls: tuple[CitedUrl, ...]
    furniture: tuple[Furniture, ...]
    blocks: tuple[Block, ...]
    modified: Sourced | None = None
    translated: tuple[Suspicion, ...] = ()

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that are read for statements and figures."""
        kinds = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH)
        return tuple(block for block in self.blocks if block.kind in kinds)
