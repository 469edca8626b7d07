"""Scores of what single reports yield."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from quellenlage.evaluate.gold_format import GoldFigure, GoldReport, GoldStatement, Located
from quellenlage.evaluate.names import ActorNames
from quellenlage.evaluate.words import (
    MATCH,
    assign,
    day,
    normal,
    overlap,
    same_amount,
    same_place,
    words,
)
from quellenlage.exporters.predictions import PredictedFigure, PredictedReport, PredictedStatement


@dataclass(slots=True)
class Tally:
    """Counts of one report, by name; figures of series as (series, index in the gold)."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, str]] = field(default_factory=list)
    gold_series: list[tuple[str, int]] = field(default_factory=list)
    found_series: list[tuple[str, int]] = field(default_factory=list)

    def right(self, name: str, ok: bool, wrong: str | None = None) -> None:
        """Count one decision under `name`, and note it where it is wrong."""
        self.counts[f"{name}_all"] += 1
        self.counts[f"{name}_right"] += ok
        if not ok and wrong is not None:
            self.errors.append((name, wrong))


def score_report(gold: GoldReport, found: PredictedReport, names: ActorNames) -> Tally:
    """The tally of one report's statements, figures, text and metadata."""
    tally = Tally()
    _statements(gold, found, names, tally)
    _figures(gold, found, names, tally)
    _text(gold, found, tally)
    if found.file:
        tally.right("date", day(found.published) == day(gold.published), str(found.published))
    else:
        tally.counts["date_all"] += 1
    _agencies(gold, found, names, tally)
    return tally


def quote_of(s: GoldStatement) -> str:
    """The words of a gold statement's quote."""
    return " ".join(piece.exact for piece in s.quote).strip()


def _printed(parts: tuple[Located, ...]) -> str:
    return " ".join(part.exact for part in parts).strip()


# -- statements ----------------------------------------------------------------------------------


def _statements(gold: GoldReport, found: PredictedReport, names: ActorNames, tally: Tally) -> None:
    matched = _match_statements(gold, found, names)
    hit = set(matched.values())
    skipped = {
        i
        for i, p in enumerate(found.statements)
        if i not in matched and _is_optional(" ".join(p.quote), gold.optional)
    }
    tally.counts["statement"] = len(matched)
    tally.counts["statement_pred"] = len(found.statements) - len(skipped)
    tally.counts["statement_gold"] = len(gold.statements)
    for j, g in enumerate(gold.statements):
        if g.type == "reported":
            tally.right("reported", j in hit)
        if j not in hit:
            tally.errors.append(("statement missed", f"{g.id} {quote_of(g)}"))
    for i, p in enumerate(found.statements):
        if i not in matched and i not in skipped:
            tally.errors.append(("statement extra", " ".join(p.quote)))
    for i, j in matched.items():
        _compare(found.statements[i], gold.statements[j], names, tally)


def _compare(p: PredictedStatement, g: GoldStatement, names: ActorNames, tally: Tally) -> None:
    if g.actor or g.speaker:
        ok = names.same((p.actor, p.speaker), g.actor, _printed(g.speaker))
        tally.right("speaker", ok, f"{g.id} {p.speaker!r}/{p.actor!r} for {g.actor}")
    if g.actor:
        named = names.resolve(p.actor) | names.resolve(p.speaker)
        tally.right("actor", g.actor in named)
    tally.right("act", p.act == g.act, f"{g.id} {p.act} for {g.act}")
    tally.right("type", p.type == g.type, f"{g.id} {p.type} for {g.type}")
    if day(g.said_value):
        tally.right("said", day(p.said) == day(g.said_value), f"{g.id} {p.said} for {g.said_value}")


def _match_statements(gold: GoldReport, found: PredictedReport, names: ActorNames) -> dict[int, int]:
    gold_words = [(words(quote_of(g)), words(_printed(g.cue)), g) for g in gold.statements]
    candidates = []
    for i, p in enumerate(found.statements):
        own = words(" ".join(p.quote))
        cue = [w for w in words(p.cue) if w not in own]
        for j, (quote, gold_cue, g) in enumerate(gold_words):
            score = overlap(own, quote)
            if score < MATCH and g.type == "reported":
                score = overlap(own + cue, quote + gold_cue)
            if score >= MATCH:
                speaker = names.same((p.actor, p.speaker), g.actor, _printed(g.speaker))
                candidates.append(((score, float(speaker), -abs(i - j)), i, j))
    return assign(candidates)


def _is_optional(text: str, optional: tuple[str, ...]) -> bool:
    own = Counter(words(text))
    for string in optional:
        other = Counter(words(string))
        common = (own & other).total()
        if own and (overlap(own.elements(), other.elements()) >= MATCH):
            return True
        if own.total() >= 2 and common / own.total() >= 0.8:
            return True
    return False


# -- figures -------------------------------------------------------------------------------------


def _figures(gold: GoldReport, found: PredictedReport, names: ActorNames, tally: Tally) -> None:
    statements = {s.id: s for s in gold.statements}
    matched = _match_figures(gold, found, statements)
    hit = set(matched.values())
    skipped = {
        i
        for i, p in enumerate(found.figures)
        if i not in matched and any(_within(p.exact, o) for o in gold.optional_figures)
    }
    tally.counts["figure"] = len(matched)
    tally.counts["figure_pred"] = len(found.figures) - len(skipped)
    tally.counts["figure_gold"] = len(gold.figures)
    for j, g in enumerate(gold.figures):
        if g.series:
            tally.gold_series.append((g.series, j))
        if j not in hit:
            tally.errors.append(("figure missed", g.where.exact))
    for i, p in enumerate(found.figures):
        if i not in matched and i not in skipped:
            tally.errors.append(("figure extra", f"{p.exact} [{p.low}, {p.high}]"))
    for i, j in matched.items():
        p, g = found.figures[i], gold.figures[j]
        if p.series:
            tally.found_series.append((p.series, j))
        tally.right("qualifier", p.qualifier == g.qualifier, f"{p.exact} {p.qualifier} for {g.qualifier}")
        right = _attributed(p, statements.get(g.statement or ""), found, names)
        tally.right("attribution", right, g.where.exact)


def _match_figures(
    gold: GoldReport, found: PredictedReport, statements: dict[str, GoldStatement]
) -> dict[int, int]:
    candidates = []
    for i, p in enumerate(found.figures):
        for j, g in enumerate(gold.figures):
            bounds = same_amount(p.low, g.low) and same_amount(p.high, g.high)
            if bounds and same_place(p.exact, g.where.exact):
                carrier = _carrier_overlap(p, statements.get(g.statement or ""))
                near = overlap(words(p.exact), words(g.where.exact))
                candidates.append(((near, carrier, -abs(i - j)), i, j))
    return assign(candidates)


def _carrier_overlap(p: PredictedFigure, carrier: GoldStatement | None) -> float:
    if p.statement_quote and carrier:
        return overlap(words(p.statement_quote), words(quote_of(carrier)))
    return float(not p.statement_quote and carrier is None)


def _attributed(
    p: PredictedFigure, carrier: GoldStatement | None, found: PredictedReport, names: ActorNames
) -> bool:
    """Whether the statement that the figure names has the gold statement's actor."""
    if carrier is None:
        return not p.statement_quote
    if not p.statement_quote:
        return False
    own = words(p.statement_quote)
    near = [overlap(words(" ".join(s.quote)), own) for s in found.statements]
    best = max(near, default=0.0)
    return best >= 0.5 and any(
        score == best and names.same((s.actor, s.speaker), carrier.actor, _printed(carrier.speaker))
        for score, s in zip(near, found.statements, strict=True)
    )


def _within(a: str, b: str) -> bool:
    return same_place(a, b) and (normal(a) in normal(b) or normal(b) in normal(a))


# -- text and agencies ---------------------------------------------------------------------------


def _text(gold: GoldReport, found: PredictedReport, tally: Tally) -> None:
    text = normal(found.text)
    for string, allowed in _furniture(gold):
        leaked = text.count(normal(string)) > allowed
        tally.counts["furniture_all"] += 1
        tally.counts["furniture_wrong"] += leaked
        if leaked:
            tally.errors.append(("furniture read", string))
    figures: list[GoldFigure] = list(gold.figures)
    main = [piece.exact for s in gold.statements for piece in s.quote] + [f.where.exact for f in figures]
    for string in main:
        lost = normal(string) not in text
        tally.counts["main_all"] += 1
        tally.counts["main_wrong"] += lost
        if lost:
            tally.errors.append(("text lost", string))


def _furniture(gold: GoldReport) -> list[tuple[str, int]]:
    """Furniture with how often it may stand in the main text: a title's copies are furniture, it is not."""
    title = normal(gold.title)
    kept = [normal(piece.exact) for s in gold.statements for piece in s.quote]
    listed: Counter[str] = Counter()
    last: dict[str, int] = {}
    for item in gold.boilerplate:
        if len(re.findall(r"\w", item.exact)) >= 3:
            listed[item.exact] += 1
            last[item.exact] = max(last.get(item.exact, 0), item.nth)
    out = []
    for string, times in listed.items():
        key = normal(string)
        elsewhere = int(bool(key) and (key in title or any(key in k for k in kept)))
        out.append((string, max(elsewhere, last[string] - times)))
    return out


def _agencies(gold: GoldReport, found: PredictedReport, names: ActorNames, tally: Tally) -> None:
    def canonical(name: str) -> str:
        return min(names.resolve(name), default=normal(name))

    want = {canonical(name) for name in gold.agencies}
    got = {canonical(name) for name in found.agencies}
    tally.counts["agency"] = len(want & got)
    tally.counts["agency_pred"] = len(got)
    tally.counts["agency_gold"] = len(want)
