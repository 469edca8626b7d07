"""The text of a report as nested marks, with the statements that begin in each block beside it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from quellenlage.domain.finding import Finding
from quellenlage.domain.link import LinkKind
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Block, BlockKind
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.render.segments import Layer, Token, nest
from quellenlage.render.views.index import Index, is_learned, sureness
from quellenlage.render.views.parts import Actor, When, anchor_of

FOLD_FROM = 6  # so many furniture blocks in a row are folded away (they stay in the page)


@dataclass(frozen=True, slots=True)
class Note:
    """A statement in the margin beside the block it begins in."""

    anchor: str
    target: str
    actor: Actor
    act: str
    type: str
    when: When
    learned: bool
    sure: int | None


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of the text as nested marks, with the statements that begin in it."""

    kind: str
    furniture: tuple[str, ...]
    stamp: str | None
    tokens: tuple[Token, ...]
    notes: tuple[Note, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Fold:
    """Consecutive blocks printed together: a run of page furniture folded away, or one block."""

    folded: bool
    blocks: tuple[BlockView, ...]


def text_view(index: Index, reading: Reading, at: Span | None = None) -> tuple[Fold, ...]:
    """All of a report's text; `at` is a span to be shown beside those of the lines."""
    return _folded(_blocks(index, reading, at))


def finding_anchor(finding: Finding) -> str:
    """Where a finding's span stands in its report."""
    span = finding.span or Span(0, 0)
    return f"fn-{anchor_of(finding.report or '')}-{span.start}-{span.end}"


def _blocks(index: Index, reading: Reading, at_span: Span | None) -> list[BlockView]:
    """All blocks, and whatever characters stand between them (nothing of a report disappears)."""
    text = reading.report.text
    layers = _layers(index, reading)
    if at_span is not None:
        layers = sorted([*layers, Layer(at_span, "at", "at")], key=lambda x: (x.span.start, -x.span.end))
    blocks: list[Block] = []
    at = 0
    for block in (*reading.layout.blocks, None):
        gap = Span(at, max(at, block.span.start if block else len(text)))
        if gap.of(text).strip():
            blocks.append(Block(gap, BlockKind.PARAGRAPH))
        if block is not None:
            blocks.append(block)
            at = max(at, block.span.end)
    begun = _begun(reading, blocks)
    return [
        _block(index, reading, block, own, begins)
        for (block, own), begins in zip(_dealt(blocks, layers), begun, strict=True)
    ]


def _dealt(blocks: list[Block], layers: list[Layer]) -> list[tuple[Block, list[Layer]]]:
    """Each block with the layers that touch it; both lists are in text order."""
    out: list[tuple[Block, list[Layer]]] = []
    carried: list[Layer] = []
    coming = 0
    for block in blocks:
        carried = [layer for layer in carried if layer.span.end > block.span.start]
        while coming < len(layers) and layers[coming].span.start < block.span.end:
            carried.append(layers[coming])
            coming += 1
        out.append((block, [layer for layer in carried if layer.span.overlaps(block.span)]))
    return out


def _layers(index: Index, reading: Reading) -> list[Layer]:
    layers: list[Layer] = []
    for statement in reading.statements:
        layers += _statement_layers(statement)
    for figure in reading.figures:
        layers.append(Layer(figure.span, "fig", anchor_of(figure.id), anchor_of(figure.id)))
    layers += [Layer(time.span, "time") for time in reading.times]
    layers += [Layer(credit.span, "credit") for credit in reading.layout.credits]
    layers += [Layer(cited.span, "cited") for cited in reading.layout.cited_urls]
    layers += [
        Layer(furniture.span, "furn", of=furniture.kind.value) for furniture in reading.layout.furniture
    ]
    layers += _copied(index, reading.report.id)
    layers += _found(index, reading.report.id)
    return sorted(layers, key=lambda layer: (layer.span.start, -layer.span.end))


def _statement_layers(statement: Statement) -> list[Layer]:
    anchor = anchor_of(statement.id)
    pieces = statement.quote or statement.cue
    layers = [
        Layer(span, f"q {statement.type.value}", anchor if n == 0 else None, anchor)
        for n, span in enumerate(pieces)
    ]
    layers += [Layer(span, "cue", None, anchor) for span in statement.cue]
    if statement.speaker is not None:
        layers.append(Layer(statement.speaker, "spk", None, anchor))
    return layers


def _copied(index: Index, report: str) -> list[Layer]:
    """Passages taken over from another report."""
    return [
        Layer(evidence.span, "copied", None, anchor_of(link.id))
        for link in index.links_by_report.get(report, ())
        if link.kind in (LinkKind.COPY, LinkKind.DERIVED, LinkKind.REVISION)
        and link.source == report
        and link.target in index.refs
        for evidence in link.evidence
        if evidence.report == report
    ]


def _found(index: Index, report: str) -> list[Layer]:
    spans = {
        finding_anchor(f): f.span
        for f in index.findings_by_report.get(report, ())
        if f.span is not None and len(f.span)
    }
    return [Layer(span, "found", anchor, anchor) for anchor, span in spans.items()]


def _block(
    index: Index, reading: Reading, block: Block, layers: list[Layer], begins: list[Statement]
) -> BlockView:
    furniture = (layer.of for layer in layers if layer.kind == "furn" and layer.of)
    return BlockView(
        kind=block.kind.value,
        furniture=tuple(dict.fromkeys(furniture)),
        stamp=block.stamp,
        tokens=nest(reading.report.text, block.span, layers),
        notes=tuple(_note(index, s) for s in begins),
        span=block.span,
    )


def _begun(reading: Reading, blocks: list[Block]) -> list[list[Statement]]:
    """For each block the statements that begin in it, in text order."""
    out: list[list[Statement]] = [[] for _ in blocks]
    starts = [block.span.start for block in blocks]
    for statement in sorted(reading.statements, key=lambda s: (_start(s), s.id)):
        at = bisect_right(starts, _start(statement)) - 1
        if blocks:
            out[max(at, 0)].append(statement)
    return out


def _start(statement: Statement) -> int:
    pieces = statement.quote or statement.cue
    return pieces[0].start if pieces else statement.extent.start


def _note(index: Index, statement: Statement) -> Note:
    utterance = index.utterance_of.get(statement.id)
    return Note(
        anchor=anchor_of(statement.id),
        target=anchor_of(utterance.id) if utterance else anchor_of(f"alone-{statement.id}"),
        actor=index.speaker(statement),
        act=statement.act.value,
        type=statement.type.value,
        when=index.said(statement),
        learned=is_learned(statement),
        sure=sureness(statement),
    )


def _folded(blocks: list[BlockView]) -> tuple[Fold, ...]:
    folds: list[Fold] = []
    run: list[BlockView] = []
    for block in [*blocks, None]:
        if block is not None and block.kind == BlockKind.FURNITURE.value and not block.notes:
            run.append(block)
            continue
        if len(run) >= FOLD_FROM:
            folds.append(Fold(True, tuple(run)))
        else:
            folds += [Fold(False, (one,)) for one in run]
        run = []
        if block is not None:
            folds.append(Fold(False, (block,)))
    return tuple(folds)
