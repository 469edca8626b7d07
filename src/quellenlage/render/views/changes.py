"""What was lost and changed between reports: attribution loss, and what copies and later versions changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quellenlage.domain.changes import Aspect, Change, Changes, Differs
from quellenlage.domain.link import Evidence, LinkKind
from quellenlage.domain.loss import AttributionLoss
from quellenlage.domain.story import Story
from quellenlage.render.diff import Change as WordChange
from quellenlage.render.diff import word_diff
from quellenlage.render.views.index import Index
from quellenlage.render.views.parts import Reason, ReportRef, anchor_of, reason

MAX_LINES = 200  # changes of one pair that are printed; the ledger has all


@dataclass(frozen=True, slots=True)
class LossView:
    """One wording that keeps an attribution, and one that has lost it."""

    anchor: str
    kind: str
    judgement: str
    kept: ReportRef
    kept_text: str
    dropped: tuple[str, ...]
    lost: ReportRef
    lost_text: str
    features: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change; `diff` are the words of both where they are close enough to be compared."""

    what: str
    kind: str
    before: str
    after: str
    diff: tuple[WordChange, ...]
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """What one report changed of another."""

    anchor: str
    kind: str  # of the link: copy or revision
    older: ReportRef
    newer: ReportRef
    share: int  # percent of sentences unchanged
    counts: tuple[tuple[str, int], ...]
    lines: tuple[ChangeView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The section of a story."""

    losses: tuple[LossView, ...]
    pairs: tuple[PairView, ...]


def changes_view(index: Index, story: Story) -> ChangesView:
    """The losses and changes of a story, later versions before copies."""
    losses = index.losses_by_story.get(story.id, ())
    pairs = index.changes_by_story.get(story.id, ())
    order = sorted(pairs, key=lambda x: (x[1] is not LinkKind.REVISION, _number(index, x[0].newer), x[0].id))
    return ChangesView(
        losses=tuple(_loss(index, x) for x in sorted(losses, key=lambda x: (_number(index, x.lost), x.id))),
        pairs=tuple(_pair(index, changes, kind.value) for changes, kind in order),
    )


def _number(index: Index, report: str) -> int:
    return index.refs[report].number if report in index.refs else 0


def _loss(index: Index, loss: AttributionLoss) -> LossView:
    def printed(role: str) -> list[str]:
        return [e.span.of(index.text(e.report)) for e in loss.evidence if e.role == role]

    return LossView(
        anchor=anchor_of(loss.id),
        kind=loss.kind.value,
        judgement=loss.judgement.value,
        kept=index.ref(loss.kept),
        kept_text=" … ".join(printed("kept")),
        dropped=tuple(printed("dropped")),
        lost=index.ref(loss.lost),
        lost_text=" … ".join(printed("printed")),
        features=tuple(reason(f.name, f.score) for f in loss.features),
    )


def _pair(index: Index, changes: Changes, kind: str) -> PairView:
    counted = Counter(f"{c.what.value}-{c.kind.value}" for c in changes.changes)
    return PairView(
        anchor=anchor_of(changes.id),
        kind=kind,
        older=index.ref(changes.older),
        newer=index.ref(changes.newer),
        share=round(100 * changes.share),
        counts=tuple(counted.items()),
        lines=tuple(_change(index, c) for c in changes.changes[:MAX_LINES]),
        more=max(0, len(changes.changes) - MAX_LINES),
    )


def _change(index: Index, change: Change) -> ChangeView:
    before, after = _exact(index, change.before), _exact(index, change.after)
    return ChangeView(
        what=change.what.value,
        kind=change.kind.value,
        before=before,
        after=after,
        diff=(word_diff(before, after) or ()) if before and after else (),
        aspects=tuple(a for a in change.aspects if a.name is not Differs.WORDING),
    )


def _exact(index: Index, evidence: Iterable[Evidence]) -> str:
    return " … ".join(e.span.of(index.text(e.report)) for e in evidence)
