"""Page furniture: lines that are kept and marked, but never read.

Each function marks lines of one sort in a `Draft`; what is already marked stays as it is.
"""

from __future__ import annotations

import re

from quellenlage.domain.report import BlockKind, FurnitureKind
from quellenlage.domain.span import Span
from quellenlage.extract.layout_lines import Draft, Line
from quellenlage.lang.furniture import SIGNS, FurnitureRules, LineRule, fold

BAR = re.compile(
    r"\s+[|·•/›»>→]{1,2}\s+|(?<=\S)(?:[ \xa0]{2,}|[ \xa0]*\t\s*)(?=[^\Wa-zß-ÿ])|(?<=\w)[›»>→](?=\w)"
)
TRAIL = re.compile(r"\s+(?:>{1,2}|[›»→])\s+")  # between the steps from a site's start to a report
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
INNER_END = re.compile(
    r"[^.\s]{3}[.!?][\"“”»«’)]?\s+(?=[^\Wa-zß-öø-ÿ])"
)  # a sentence before the phrase is prose
FIGURE = re.compile(r"\d")
ARROW = re.compile(r"[→►▸▶➔➜➤›»]{1,3}\s+\w")  # before the headline of another report
ARROW_WORDS = 20
LONGEST_CAPTION = 45  # words
CAPTION_END = 120  # characters that are looked at
FEWEST_BEFORE = 2  # paragraphs before the comments
MENU_ITEMS = 3  # a line of at least this many short items between bars is a menu
MENU_WORDS = 3
TRAIL_RULE = "trail"
FEWEST_NOTE = 3
LONGEST_MENU = 300  # characters
CONTACT_WORDS = 14
TICKER = re.compile(r"\d[\d.,]*\s.{0,12}[-+−–±]\s?\d+[.,]\d+\s?%\)?")  # a price and its change
SLUG = re.compile(r"[^\W_][\w-]*(?:/[\w-]+){2,5}")  # "wi/verkehr/streik", in a wire's head
NOTE_WORDS = 30  # in square brackets
QUESTION_WORDS = 20  # a headline may ask
HEADING_WORDS = 8
MOST_RELATED = 12  # lines under the heading of a list of other reports
SPLIT_LABEL = 3  # a label may be broken over this many lines ("Weitere", "Artikel")
AD_RULE = "sponsor"  # labels an advertisement
MOST_AD = 3  # lines under such a label
EDGE_RULES = frozenset(["label"])  # too short to be told from a heading in the middle of a text
QUIET = (
    FurnitureKind.SEPARATOR,
    FurnitureKind.OUTSIDE_MAIN,
    FurnitureKind.POSTED_STAMP,
    FurnitureKind.CREDIT,
)
IN_MENUS = (FurnitureKind.SUBSCRIBE, FurnitureKind.NAVIGATION, FurnitureKind.SHARING, FurnitureKind.EDITOR)
SITE_NAME_WORDS = 5  # a repeated headline may carry the name of the site behind it


def mark_outside(draft: Draft, main: tuple[Span, ...]) -> None:
    """Lines that the page's markup does not hold as main text."""
    if not main:
        return
    spans = iter(sorted(main))
    current = next(spans, None)
    for index, line in enumerate(draft.lines):
        while current is not None and current.end <= line.span.start:
            current = next(spans, None)
        if current is None or not current.overlaps(line.span):
            draft.furnish(index, FurnitureKind.OUTSIDE_MAIN, "outside-main")


def mark_separators(draft: Draft) -> None:
    """Lines without a letter or digit."""
    for index, line in draft.open():
        if not any(char.isalnum() for char in line.text[:200]) and len(line.text) <= 200:
            draft.furnish(index, FurnitureKind.SEPARATOR, "separator")


def mark_by_phrases(draft: Draft, rules: FurnitureRules) -> None:
    """Lines that the language's phrases give away, also where a label is broken over several lines."""
    first, last = draft.first_prose(), draft.last_prose()
    known: dict[str, LineRule | None] = {}
    for index, line in list(draft.open()):
        if not line.folded or not draft.is_open(index):
            continue
        if line.text not in known:
            known[line.text] = _rule_for(line, rules)
        rule = known[line.text]
        if rule is None:
            _mark_split_label(draft, index, rules)
        elif rule.rule not in EDGE_RULES or not first < index < last:
            draft.furnish(index, rule.kind, rule.rule)
            if rule.rule == AD_RULE and line.folded in rules.by_phrase:
                _mark_ad(draft, index)


def _mark_ad(draft: Draft, label: int) -> None:
    """The few lines under the label of an advertisement, where a gap closes them."""
    below = range(label + 1, label + 2 + MOST_AD)
    gap = next((i for i in below if i >= len(draft.lines) or draft.lines[i].gap), None)
    if gap is None or (gap >= len(draft.lines) and not any(line.gap for line in draft.lines)):
        return
    if all(_is_listed(draft.lines[i]) for i in range(label + 1, gap)):
        for index in range(label + 1, gap):
            draft.furnish(index, FurnitureKind.NAVIGATION, "advertisement")


def _rule_for(line: Line, rules: FurnitureRules) -> LineRule | None:
    by_phrase = rules.by_phrase.get(line.folded)
    if by_phrase is not None or not rules.any_line.search(line.text):
        return by_phrase
    return next((rule for rule in rules.lines if _matches(line, rule)), None)


def mark_captions(draft: Draft, rules: FurnitureRules) -> None:
    """Lines that end with a picture credit."""
    for index, line in draft.open():
        if line.words <= LONGEST_CAPTION and rules.caption_end.search(line.text[-CAPTION_END:]):
            draft.furnish(index, FurnitureKind.CAPTION, "caption-end")


def mark_comments(draft: Draft) -> None:
    """The readers' comments: from their heading behind the text to the end, if one can be answered."""
    comments = [i for i, mark in draft.marks.items() if mark.furniture is FurnitureKind.COMMENT]
    told = [index for index, line in enumerate(draft.lines) if line.prose]
    heads = [i for i in sorted(comments) if len(told) > FEWEST_BEFORE and i > told[FEWEST_BEFORE - 1]]
    if len(heads) < 2:
        return
    for index in range(heads[0], len(draft.lines)):
        draft.furnish(index, FurnitureKind.COMMENT, "comment")


def _matches(line: Line, rule: LineRule) -> bool:
    if line.words > rule.max_words or (rule.unfinished and line.finished):
        return False
    match = rule.pattern.search(line.text) if rule.pattern is not None else None
    if match is None:
        return False
    return rule.anywhere or INNER_END.search(line.text, 0, match.start()) is None


def _mark_split_label(draft: Draft, index: int, rules: FurnitureRules) -> None:
    joined = draft.lines[index].folded
    if draft.lines[index].words > SPLIT_LABEL:
        return
    for end in range(index + 1, min(index + SPLIT_LABEL, len(draft.lines))):
        line = draft.lines[end]
        if line.gap or line.words > SPLIT_LABEL or not draft.is_open(end):
            return
        joined = f"{joined} {line.folded}"
        rule = rules.by_phrase.get(joined)
        if rule is not None:
            for part in range(index, end + 1):
                draft.furnish(part, rule.kind, rule.rule)
            return


def mark_menus(draft: Draft, rules: FurnitureRules) -> None:
    """Lines of short items between bars, the way from a site's start to the report, lines with addresses."""
    for index, line in draft.open():
        if line.finished or len(line.text) > LONGEST_MENU:
            continue
        if _is_trail(line, rules):
            draft.furnish(index, FurnitureKind.NAVIGATION, TRAIL_RULE)
        elif _is_menu(line, rules):
            draft.furnish(index, FurnitureKind.NAVIGATION, "menu")
        elif line.words <= CONTACT_WORDS and TICKER.search(line.text) and line.text[-1] in "%)":
            draft.furnish(index, FurnitureKind.NAVIGATION, "ticker")
        elif "@" in line.text and line.words <= CONTACT_WORDS and MAIL.search(line.text):
            draft.furnish(index, FurnitureKind.EDITOR, "mail-address")


def mark_notes(draft: Draft) -> None:
    """Lines in square brackets, which are no part of the text, and the slug in a wire's head."""
    first = draft.first_prose()
    for index, line in list(draft.open()):
        if line.text[0] == "[" and line.text[-1] == "]" and FEWEST_NOTE < line.words <= NOTE_WORDS:
            draft.furnish(index, FurnitureKind.EDITOR, "bracketed-note")
        elif index < first and SLUG.fullmatch(line.text):
            draft.furnish(index, FurnitureKind.NAVIGATION, "slug")


def _is_menu(line: Line, rules: FurnitureRules) -> bool:
    """Whether all items are short or furniture by themselves. Two are one if both are known."""
    items = BAR.split(line.text.strip(SIGNS))
    known = [_is_label(item, rules) for item in items]
    if len(items) < MENU_ITEMS:
        return len(items) > 1 and all(known)
    return all(label or _menu_item(item) for label, item in zip(known, items, strict=True))


def _is_trail(line: Line, rules: FurnitureRules) -> bool:
    """Whether the line leads from a site's start, or through its sections, to the report."""
    steps = [step for step in TRAIL.split(line.text) if step]
    if len(steps) < 2 or line.words > ARROW_WORDS + len(steps):
        return False
    return (len(steps) >= MENU_ITEMS or _is_label(steps[0], rules)) and all(map(_menu_item, steps[:-1]))


def _is_label(text: str, rules: FurnitureRules) -> bool:
    folded = fold(text)
    rule = rules.by_phrase.get(folded)
    return rule is not None or folded in rules.related or _says_furniture(text, rules)


def _says_furniture(text: str, rules: FurnitureRules) -> bool:
    """Whether a piece of a line would be furniture as a line of its own."""
    return any(rule.pattern and rule.pattern.match(text) for rule in rules.lines if rule.kind in IN_MENUS)


def _menu_item(text: str) -> bool:
    return 0 < len(text.split()) <= MENU_WORDS and not FIGURE.search(text)


def mark_related(draft: Draft, rules: FurnitureRules) -> None:
    """Lists of other reports: the heading and the headlines under it, up to the next paragraph."""
    last = draft.last_prose()
    for index, line in list(draft.open()):
        if line.folded in rules.related or _heads_related(draft, index, last, rules):
            draft.furnish(index, FurnitureKind.RELATED, "related-heading")
            _mark_headlines(draft, index + 1)
        elif line.headline_like and rules.related_inline.match(line.text.lstrip(SIGNS)):
            draft.furnish(index, FurnitureKind.RELATED, "related-line")
        elif ARROW.match(line.text) and line.words <= ARROW_WORDS and line.text[-1] not in ".!…":
            draft.furnish(index, FurnitureKind.RELATED, "arrow-line")


def _heads_related(draft: Draft, index: int, last: int, rules: FurnitureRules) -> bool:
    """Whether a line that begins as such a heading is one: behind the text, or with headlines under it."""
    line = draft.lines[index]
    if line.words > HEADING_WORDS or not line.headline_like or not rules.related_headed.match(line.text):
        return False
    below = draft.lines[index + 1] if index + 1 < len(draft.lines) else None
    listed = below is not None and _is_listed(below) and draft.is_open(index + 1)
    return index > last or (index > draft.first_prose() and listed)


def _is_listed(line: Line) -> bool:
    """Whether a line could stand in a list of other reports: a headline, also one that asks or calls."""
    if line.headline_like and not line.prose:
        return True
    asks = line.text[-1] in "?!" and line.words <= QUESTION_WORDS
    return asks and INNER_END.search(line.text) is None


def _mark_headlines(draft: Draft, start: int) -> None:
    """The lines from `start` on that look like headlines. Once they stand close together, a gap ends them."""
    close = False
    for index in range(start, min(start + MOST_RELATED, len(draft.lines))):
        line = draft.lines[index]
        if line.gap and close and draft.last_prose() > index:
            return
        if draft.is_open(index):
            if not _is_listed(line):
                return
            draft.furnish(index, FurnitureKind.RELATED, "related-headline")
        close = close or (index > start and not line.gap)


def mark_repeated(draft: Draft) -> None:
    """Second and later copies of a headline or a paragraph."""
    seen: dict[str, int] = {}
    headline = next((line for _, line in draft.open() if line.headline_like), None)
    for index, line in list(draft.open()):
        key = line.folded or line.text
        if key in seen and len(key) >= 12:
            if line.finished and line.words >= 6:
                draft.furnish(index, FurnitureKind.REPEATED_TEXT, "repeated-text")
            elif line.words >= 4 or (headline is not None and key == headline.folded):
                draft.furnish(index, FurnitureKind.REPEATED_HEADLINE, "repeated-headline")
        elif headline is not None and line is not headline and _with_site_name(line, headline):
            draft.furnish(index, FurnitureKind.REPEATED_HEADLINE, "repeated-headline-with-site")
        seen.setdefault(key, index)


def _with_site_name(line: Line, headline: Line) -> bool:
    """Whether `line` is the headline, then a bar or dash, then the few words of a site's name."""
    if headline.words < 4 or not line.folded.startswith(headline.folded):
        return False
    rest = line.folded[len(headline.folded) :]
    return re.match(r"\s*[|–—-]\s", rest) is not None and len(fold(rest).split()) <= SITE_NAME_WORDS


def mark_strays(draft: Draft) -> None:
    """After the last paragraph: short lines among furniture, such as the name of a category."""
    prose = draft.last_prose()
    loud_after = next((i for i in range(prose + 1, len(draft.lines)) if _is_page_furniture(draft, i)), prose)
    ends = (index for index, line in draft.open() if line.prose or (line.finished and index < loud_after))
    last = max(ends, default=-1)
    tail = range(last + 1, len(draft.lines))
    loud = [i for i in tail if _is_page_furniture(draft, i)]
    if not loud:
        return
    for index in tail:
        line = draft.lines[index]
        if not draft.is_open(index) or not line.headline_like:
            continue
        before, after = index > loud[0], index < loud[-1]
        if (after and line.words <= 4) or (before and after):
            draft.furnish(index, FurnitureKind.OTHER, "stray-line")


def _is_page_furniture(draft: Draft, index: int) -> bool:
    mark = draft.marks.get(index)
    return mark is not None and mark.kind is BlockKind.FURNITURE and mark.furniture not in QUIET
