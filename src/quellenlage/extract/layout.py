"""How a report is laid out: title, dateline, byline, credits, dates, cited sources, page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quellenlage.domain.finding import Finding, Severity, Stage
from quellenlage.domain.report import (
    BlockKind,
    Credit,
    CreditKind,
    FurnitureKind,
    Layout,
    Provenance,
    Report,
    Sourced,
)
from quellenlage.domain.span import Span
from quellenlage.extract.credits import (
    CreditFinder,
    cited_urls,
    cut_closing_credits,
    mark_cited,
    mark_credit_lines,
    mark_initials,
)
from quellenlage.extract.datelines import Dateline, find_dateline
from quellenlage.extract.furniture import (
    mark_by_phrases,
    mark_captions,
    mark_comments,
    mark_menus,
    mark_notes,
    mark_outside,
    mark_related,
    mark_repeated,
    mark_separators,
    mark_strays,
)
from quellenlage.extract.language import with_languages
from quellenlage.extract.layout_findings import layout_findings
from quellenlage.extract.layout_head import find_byline, find_masthead, find_title
from quellenlage.extract.layout_lines import Draft, blocks_of, find_lines
from quellenlage.extract.layout_stamps import Stamp, find_stamps, mark_declared, mark_lone_stamp, mark_stamps
from quellenlage.extract.printed_dates import PrintedDate, best_date, day_headings, find_dates, last_change
from quellenlage.extract.translation import find_translation_signs
from quellenlage.lang.dates import same_day
from quellenlage.lang.furniture import FurnitureRules
from quellenlage.lang.pack import LanguagePack

STRENGTH = {provenance: rank for rank, provenance in enumerate(Provenance)}
LONGEST_HEADING = 120
HEADING_WORDS = 16
ITEM = re.compile(r"[-–—•*·‣▪]\s")  # of a list


def find_layout(
    report: Report, language: Sourced | None, pack: LanguagePack | None
) -> tuple[Layout, tuple[Finding, ...]]:
    """The layout of `report`, and what in it is doubtful. Without a pack: lines and metadata only."""
    draft = Draft(find_lines(report.text, wrapped=not report.offsets))
    mark_outside(draft, report.main)
    mark_separators(draft)
    if pack is None:
        return _plain(report, language, draft), ()
    return _Reader(report, language, draft, pack.furniture).read()


def _plain(report: Report, language: Sourced | None, draft: Draft) -> Layout:
    declared = report.declared
    title = find_title(draft, declared.title) if declared.title else None
    blocks, furniture = blocks_of(draft, report.text)
    return Layout(
        language=language,
        title=title,
        published=declared.published,
        outlet=declared.outlet,
        byline=declared.author,
        url=declared.url,
        dateline=None,
        credits=(),
        cited_urls=cited_urls(report.text, draft),
        furniture=furniture,
        blocks=blocks,
        modified=declared.modified,
    )


class _Reader:
    """Lays one report out with the rules of its language."""

    def __init__(self, report: Report, language: Sourced | None, draft: Draft, rules: FurnitureRules) -> None:
        self.report = report
        self.language = language
        self.draft = draft
        self.rules = rules
        self.finder = CreditFinder(report.text, rules)
        self.findings: list[Finding] = []

    def read(self) -> tuple[Layout, tuple[Finding, ...]]:
        """The steps in their order: what an earlier one marked, a later one leaves alone."""
        draft, rules, declared = self.draft, self.rules, self.report.declared
        mark_cited(draft, rules)
        dates = find_dates(draft, rules)
        mark_by_phrases(draft, rules)
        mark_menus(draft, rules)
        mark_notes(draft)
        mark_captions(draft, rules)
        mark_comments(draft)
        listed, initials = mark_credit_lines(draft, self.finder)
        mark_initials(draft)
        mark_related(draft, rules)
        mark_repeated(draft)
        dated = frozenset(date.line for date in dates)
        masthead = find_masthead(draft, dated, declared.outlet.value if declared.outlet else None)
        byline, beside = find_byline(draft, self.finder, dated)
        dateline = find_dateline(draft, self.finder, rules)
        more, _ = mark_credit_lines(draft, self.finder)  # agencies that the dateline introduced
        closing = cut_closing_credits(draft, self.finder)
        mark_strays(draft)
        stamps = find_stamps(draft, rules)
        title = find_title(draft, declared.title, frozenset(stamp.line for stamp in stamps))
        published = self.published(dates, dateline)
        self.mark_entries(stamps, published)
        mark_headings(draft)
        text, code = self.report.text, self.language.value if self.language else ""
        blocks, furniture = blocks_of(draft, text)
        translated = find_translation_signs(text, code, blocks, furniture, rules)
        self.findings += layout_findings(text, title, furniture, translated)
        return Layout(
            language=self.language,
            title=title,
            published=published,
            outlet=declared.outlet or _printed(masthead),
            byline=declared.author or _printed(byline) or _printed(initials),
            url=declared.url,
            dateline=dateline.place if dateline else None,
            credits=self.credits([*listed, *beside, *more, *closing], dateline),
            cited_urls=cited_urls(self.report.text, draft),
            furniture=furniture,
            blocks=with_languages(text, blocks, code),
            modified=self.modified(dates),
            translated=translated,
        ), tuple(self.findings)

    def published(self, dates: tuple[PrintedDate, ...], dateline: Dateline | None) -> Sourced | None:
        """The date from the strongest source; a finding where the sources name different days."""
        dated = (*dates, dateline.date) if dateline and dateline.date else dates
        printed = best_date(dated)
        sources = [s for s in (self.report.declared.published, printed and printed.sourced()) if s]
        kept = min(sources, key=lambda source: STRENGTH[source.provenance], default=None)
        for other in sources:
            if kept is not None and not same_day(kept.value, other.value):
                self.note_conflict(kept, other)
        return kept

    def modified(self, dates: tuple[PrintedDate, ...]) -> Sourced | None:
        """The date of the last change, as declared or as printed."""
        printed = last_change(dates)
        return self.report.declared.modified or (printed.sourced() if printed else None)

    def note_conflict(self, kept: Sourced, other: Sourced) -> None:
        message = (
            f"dates of publication differ: {kept.value} ({kept.provenance}) is kept, "
            f"not {other.value} ({other.provenance})"
        )
        self.findings.append(
            Finding(Stage.LAYOUT, "dates-disagree", message, Severity.INFO, span=other.span or kept.span)
        )

    def mark_entries(self, stamps: tuple[Stamp, ...], published: Sourced | None) -> None:
        """A liveblog's stamps, or the time of a page that is none."""
        if self.report.stamps:
            mark_declared(self.draft, self.report.stamps, self.rules)
            return
        if not stamps:
            mark_lone_stamp(self.draft, self.rules)
            return
        days = day_headings(self.draft, self.rules, frozenset(stamp.line for stamp in stamps))
        mark_stamps(self.draft, stamps, published.value if published else None, days)

    def credits(self, found: Sequence[Credit], dateline: Dateline | None) -> tuple[Credit, ...]:
        """All credits, each place once: what is credited as a source counts more than what is cited."""
        every = {credit.span: credit for credit in self.in_context()}
        in_line = [
            Credit(span, name, CreditKind.CREDIT) for span, name in (dateline.agencies if dateline else ())
        ]
        every |= {credit.span: credit for credit in (*found, *in_line)}
        return tuple(every[span] for span in sorted(every))

    def in_context(self) -> list[Credit]:
        read = [
            line
            for index, line in enumerate(self.draft.lines)
            if self.finder.may_cite(line.span)
            and (
                (mark := self.draft.marks.get(index)) is None
                or mark.furniture in (None, FurnitureKind.CREDIT, FurnitureKind.EDITOR)
            )
        ]
        return [credit for line in read for credit in self.finder.in_context(line)]


def _printed(found: tuple[str, Span] | None) -> Sourced | None:
    return Sourced(found[0], Provenance.TEXT, found[1]) if found else None


def mark_headings(draft: Draft) -> None:
    """Short lines between paragraphs that do not end as sentences."""
    last = draft.last_prose()
    for index, line in list(draft.open()):
        short = line.words <= HEADING_WORDS and len(line.text) <= LONGEST_HEADING
        if (
            index < last
            and short
            and line.headline_like
            and not (ITEM.match(line.text) or draft.goes_on(index))
        ):
            draft.mark(index, BlockKind.HEADING, "heading")
