"""Figure series: every figure as an interval on one axis, with who vouches for it and how they relate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quellenlage.domain.figure import Figure, Qualifier
from quellenlage.domain.story import FigureRelation, Relation, Series
from quellenlage.render.scale import Scale, scale_for
from quellenlage.render.views.index import Index
from quellenlage.render.views.parts import Actor, Origins, SpanLink, When, anchor_of

MARKS = ("circle", "square", "diamond", "up", "down", "cross")
MAX_TELLING = 4
MAX_REASONS = 4  # reasons given per kind of relation

QUALIFIER_SIGNS = {
    Qualifier.EXACT: "=",
    Qualifier.APPROX: "≈",
    Qualifier.RANGE: "–",
    Qualifier.AT_LEAST: "≥",
    Qualifier.OVER: ">",
    Qualifier.AT_MOST: "≤",
    Qualifier.UP_TO: "≤",
    Qualifier.UNDER: "<",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval on the axis, in percent. `left` is 0 and `right` 100 where the interval is open there."""

    left: float
    right: float
    marks: tuple[float, ...]
    open_left: bool
    open_right: bool
    approx: bool


@dataclass(frozen=True, slots=True)
class RelationView:
    """How a row relates to others: `kind` as in `Relation`, and `newer` where this row is the update."""

    kind: str
    newer: bool
    rows: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as printed, its interval, who vouches for it, when, and where."""

    anchor: str
    row: int
    exact: str
    language: str
    low: str | None
    high: str | None
    unit: str | None
    qualifier: str
    sign: str
    voucher: Actor
    own_voice: bool
    disowned: str | None  # the act of a speaker who does not stand up for the figure: "deny"
    mark: str
    colour: int
    when: When
    link: SpanLink
    bar: Bar
    relations: tuple[RelationView, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value on the axis, in percent."""

    at: float
    value: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """Figures that count the same thing, earliest first."""

    anchor: str
    label: str
    language: str
    unit: str | None
    figures: tuple[FigureView, ...]
    ticks: tuple[Tick, ...]
    log: bool
    conflicts: int
    updates: int
    unordered: int
    origins: Origins | None
    more: int = 0  # figures of the series that are not among these

    @property
    def mixed(self) -> bool:
        """Whether some of the figures do not go together."""
        return bool(self.conflicts or self.updates or self.unordered)

    @property
    def telling(self) -> tuple[FigureView, ...]:
        """What an overview shows: the figures in conflict, the first and the latest, each interval once."""
        seen: dict[tuple[str | None, str | None, str], FigureView] = {}
        for figure in self.figures:
            seen.setdefault((figure.low, figure.high, figure.voucher.name or ""), figure)
        distinct = list(seen.values())
        dated = [f for f in distinct if f.when.value] or distinct
        conflicting = [f for f in distinct if any(r.kind == Relation.CONFLICT.value for r in f.relations)]
        ranked = dict.fromkeys([*conflicting[:2], dated[-1], dated[0], *distinct])
        return tuple(sorted(list(ranked)[:MAX_TELLING], key=lambda f: f.row))

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """What a checker wants to see first: conflicts, then what may be updates, then the most figures."""
        return (-self.conflicts, -self.updates, -self.unordered, -len(self.figures))


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Series of several figures, and single figures."""

    series: tuple[SeriesView, ...]
    single: tuple[SeriesView, ...]


def figures_view(index: Index, story: str) -> FiguresView:
    """The figure series of a story."""
    views = [_series(index, series) for series in index.series_by_story.get(story, ())]
    views = sorted((v for v in views if v.figures), key=lambda v: (v.weight, v.label, v.anchor))
    return FiguresView(
        series=tuple(view for view in views if len(view.figures) > 1),
        single=tuple(view for view in views if len(view.figures) == 1),
    )


def plain(value: Decimal | None) -> str | None:
    """A decimal without exponent and without trailing zeros."""
    if value is None or not value.is_finite() or value.adjusted() > 40:
        return None if value is None else str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _series(index: Index, series: Series) -> SeriesView:
    figures = [f for f in map(index.corpus.figures.get, series.figures) if f is not None]
    figures.sort(key=lambda f: _order(index, f))
    scale = scale_for(bound for f in figures for bound in (f.low, f.high) if bound is not None)
    row_of = {figure.id: row for row, figure in enumerate(figures, start=1)}
    kinds = [relation.relation for relation in series.relations]
    evidence = series.evidence
    return SeriesView(
        anchor=anchor_of(series.id),
        label=series.label,
        language=index.ref(evidence.report).language if evidence.report in index.refs else "",
        unit=series.unit,
        figures=_rows(index, figures, scale, row_of, series.relations),
        ticks=tuple(Tick(scale.at(t), plain(t) or "") for t in scale.ticks()),
        log=scale.log,
        conflicts=kinds.count(Relation.CONFLICT),
        updates=kinds.count(Relation.UPDATE),
        unordered=kinds.count(Relation.UNORDERED),
        origins=index.origins(series.id),
        more=len(series.figures) - len(figures),
    )


def _order(index: Index, figure: Figure) -> tuple[str, int, int]:
    when = _when(index, figure)
    return (when.value or "~", index.ref(figure.report).number, figure.span.start)


def _rows(
    index: Index,
    figures: Sequence[Figure],
    scale: Scale,
    row_of: dict[str, int],
    relations: Sequence[FigureRelation],
) -> tuple[FigureView, ...]:
    related = _related(relations, row_of)
    vouchers: dict[str, int] = {}
    return tuple(
        _row(index, figure, scale, row_of[figure.id], vouchers, related.get(figure.id, ()))
        for figure in figures
    )


def _row(
    index: Index,
    figure: Figure,
    scale: Scale,
    row: int,
    vouchers: dict[str, int],
    relations: tuple[RelationView, ...],
) -> FigureView:
    statement = index.statement(figure.statement) if figure.statement else None
    voucher = index.speaker(statement) if statement else Actor(index.ref(figure.report).label)
    colour = vouchers.setdefault(voucher.anchor or voucher.name or "", len(vouchers)) % len(MARKS)
    anchor = anchor_of(figure.id)
    return FigureView(
        anchor=anchor,
        row=row,
        exact=figure.span.of(index.text(figure.report)),
        language=index.ref(figure.report).language,
        low=plain(figure.low),
        high=plain(figure.high),
        unit=figure.unit,
        qualifier=figure.qualifier.value,
        sign=QUALIFIER_SIGNS[figure.qualifier],
        voucher=voucher,
        own_voice=statement is None,
        disowned=None if statement is None or statement.act.vouches else statement.act.value,
        mark=MARKS[colour],
        colour=colour,
        when=_when(index, figure),
        link=SpanLink(anchor, index.ref(figure.report)),
        bar=_bar(figure, scale),
        relations=relations,
    )


def _when(index: Index, figure: Figure) -> When:
    statement = index.statement(figure.statement) if figure.statement else None
    if statement is not None:
        return index.said(statement)
    published = index.published(figure.report)
    return When(published, "report") if published else When(None, "none")


def _bar(figure: Figure, scale: Scale) -> Bar:
    bounds = [scale.at(b) for b in (figure.low, figure.high) if b is not None]
    return Bar(
        left=scale.at(figure.low) if figure.low is not None else 0.0,
        right=scale.at(figure.high) if figure.high is not None else 100.0,
        marks=tuple(dict.fromkeys(bounds)),
        open_left=figure.low is None,
        open_right=figure.high is None,
        approx=figure.qualifier is Qualifier.APPROX,
    )


def _related(
    relations: Sequence[FigureRelation], row_of: dict[str, int]
) -> dict[str, tuple[RelationView, ...]]:
    """Relations by figure, those of one kind together, in the order of `Relation`."""
    found: dict[str, dict[tuple[int, bool], dict[int, str]]] = {}
    order = list(Relation)[::-1]
    for relation in relations:
        if relation.left not in row_of or relation.right not in row_of:
            continue
        for own, other, newer in (
            (relation.left, relation.right, False),
            (relation.right, relation.left, True),
        ):
            key = (order.index(relation.relation), newer and relation.relation is Relation.UPDATE)
            found.setdefault(own, {}).setdefault(key, {})[row_of[other]] = relation.reason
    return {
        own: tuple(_relation(order[kind], newer, kinds[kind, newer]) for kind, newer in sorted(kinds))
        for own, kinds in found.items()
    }


def _relation(kind: Relation, newer: bool, reasons: dict[int, str]) -> RelationView:
    rows = sorted(reasons)
    return RelationView(
        kind=kind.value,
        newer=newer,
        rows=_ranges(rows),
        reasons=tuple(dict.fromkeys(reasons[row] for row in rows if reasons[row]))[:MAX_REASONS],
    )


def _ranges(rows: Sequence[int]) -> tuple[str, ...]:
    """Sorted row numbers in short: "1", "3–6"."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return tuple(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
