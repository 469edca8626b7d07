"""The bars of a series of figures as SVG: intervals on a common axis, drawn so that no colour is needed."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from quellenlage.render.views.figures import Bar, FigureView, Tick

_SHAPES = {
    "circle": '<circle r="5"/>',
    "square": '<rect x="-4.5" y="-4.5" width="9" height="9"/>',
    "diamond": '<path d="M0-6.2 6.2 0 0 6.2-6.2 0z"/>',
    "up": '<path d="M0-6 5.8 4.6H-5.8z"/>',
    "down": '<path d="M0 6 5.8-4.6H-5.8z"/>',
}
_CROSS = '<path d="M-5-2H-2V-5H2V-2H5V2H2V5H-2V2H-5z"/>'
_HALO = '<circle class="halo" r="10"/>'
_TIP_RIGHT = '<svg class="at" x="100%" y="50%"><path class="tip" d="M-11-6 0 0-11 6"/></svg>'
_TIP_LEFT = '<svg class="at" x="0" y="50%"><path class="tip" d="M11-6 0 0 11 6"/></svg>'


def bar(figure: FigureView, ticks: Iterable[Tick]) -> Markup:
    """A figure's interval: a line with its marks, an arrow where it is open, a halo where it is rough."""
    own, mark = figure.bar, _mark(figure)
    label = f"{figure.sign} {figure.low or '…'} – {figure.high or '…'}"
    drawn = [f'<svg class="bar {_colour(figure)}" role="img" aria-label="{escape(label)}">']
    drawn += [f'<line class="grid" x1="{t.at}%" x2="{t.at}%" y1="0" y2="100%"/>' for t in ticks]
    if own.open_left or own.open_right or own.left != own.right:
        drawn.append(_interval(own))
    if own.approx:
        drawn += [_at(m, _HALO) for m in own.marks]
    if own.open_right:
        drawn.append(_TIP_RIGHT)
    if own.open_left:
        drawn.append(_TIP_LEFT)
    drawn += [_at(m, mark) for m in own.marks]
    return Markup("".join(drawn) + "</svg>")


def key(figure: FigureView) -> Markup:
    """The mark of who vouches for a figure."""
    size = 'width="14" height="14" viewBox="-7 -7 14 14"'
    return Markup(f'<svg class="key {_colour(figure)}" {size} aria-hidden="true">{_mark(figure)}</svg>')


def _colour(figure: FigureView) -> str:
    return f"c{figure.colour}{' own' if figure.own_voice else ''}"


def _mark(figure: FigureView) -> str:
    return f'<g class="m">{_SHAPES.get(figure.mark, _CROSS)}</g>'


def _interval(own: Bar) -> str:
    kind = "span open" if own.open_left or own.open_right else "span"
    return f'<line class="{kind}" x1="{own.left}%" x2="{own.right}%" y1="50%" y2="50%"/>'


def _at(percent: float, drawn: str) -> str:
    return f'<svg class="at" x="{percent}%" y="50%">{drawn}</svg>'
