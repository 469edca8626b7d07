"""Statements grouped by utterance: one line per act of speech, its wordings side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.domain.statement import Statement, StatementType
from quellenlage.domain.story import Story, Utterance
from quellenlage.render.diff import Change, word_diff
from quellenlage.render.views.claims import wording_of
from quellenlage.render.views.index import UNDATED, Index, is_learned, sureness
from quellenlage.render.views.parts import (
    ACT_ORDER,
    Actor,
    Origins,
    Reason,
    ReportRef,
    SpanLink,
    When,
    anchor_of,
    reason,
)

MAX_DIFFS = 12  # wordings of one utterance that are compared word by word

_TYPE_ORDER = {
    t: n for n, t in enumerate((StatementType.DIRECT, StatementType.MIXED, StatementType.INDIRECT))
}


@dataclass(frozen=True, slots=True)
class Detail:
    """A labelled piece of a report's text: cue, speaker, addressee, channel, time words, via."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class WordingView:
    """One statement as one report words it. `changes` compare it with the first wording."""

    link: SpanLink
    text: str
    pieces: tuple[str, ...]
    language: str
    type: str
    act: str
    speaker: Actor
    details: tuple[Detail, ...]
    changes: tuple[Change, ...] | None
    same_as_first: bool
    method: str
    learned: bool  # found by a trained reader, not by a rule
    sure: int | None  # how sure the method is, in percent, where it says so
    span: str


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """A claim that a statement takes a position on."""

    anchor: str
    wording: str
    cut: bool
    language: str


@dataclass(frozen=True, slots=True)
class UtteranceView:
    """One act of speech with its wordings, the fullest rendering first."""

    anchor: str
    actor: Actor
    when: When
    acts: tuple[str, ...]
    types: tuple[str, ...]
    reports: tuple[ReportRef, ...]
    wordings: tuple[WordingView, ...]
    claims: tuple[ClaimRef, ...]
    origins: Origins | None
    reasons: tuple[Reason, ...]  # why the wordings were judged to be one
    more: int = 0  # wordings that are not among these

    @property
    def first(self) -> WordingView:
        """The wording that stands for the utterance."""
        return self.wordings[0]

    @property
    def learned(self) -> bool:
        """Whether no rule found any of the wordings, only a trained reader."""
        return all(wording.learned for wording in self.wordings)

    @property
    def sure(self) -> int | None:
        """How sure the reader is of the wording it is surest of, in percent."""
        return max((w.sure for w in self.wordings if w.sure is not None), default=None)


@dataclass(frozen=True, slots=True)
class StatementsView:
    """All utterances of a story with the values its filters offer."""

    utterances: tuple[UtteranceView, ...]
    actors: tuple[Actor, ...]
    types: tuple[str, ...]
    acts: tuple[str, ...]
    reports: tuple[ReportRef, ...]
    statements: int


def statements_view(index: Index, story: Story, brief: bool = False) -> StatementsView:
    """The statements of a story; a statement that no utterance holds stands alone."""
    utterances = [u for u in index.utterances_by_story.get(story.id, ()) if _members(index, u)]
    views = [utterance_view(index, u, brief) for u in [*utterances, *_alone(index, story)]]
    views.sort(key=_order)
    return StatementsView(
        utterances=tuple(views),
        actors=tuple(
            sorted({v.actor for v in views if v.actor.name}, key=lambda a: (a.name or "", a.anchor or ""))
        ),
        types=tuple(t.value for t in StatementType if any(t.value in v.types for v in views)),
        acts=tuple(act.value for act in ACT_ORDER if any(act.value in v.acts for v in views)),
        reports=tuple(sorted({r for v in views for r in v.reports}, key=lambda r: r.number)),
        statements=sum(len(v.wordings) for v in views),
    )


def utterance_view(index: Index, utterance: Utterance, brief: bool = False) -> UtteranceView:
    """One act of speech, ready to print; `brief` is with the wording alone that stands for it."""
    members = _members(index, utterance)
    base = members[0]
    wordings = (_wording(index, base, None, False),) if brief else _wordings(index, members)
    actor = index.actor(utterance.actor)
    return UtteranceView(
        anchor=anchor_of(utterance.id),
        actor=actor if actor.name else index.speaker(base),
        when=_when(index, utterance, members),
        acts=tuple(dict.fromkeys(m.act.value for m in members)),
        types=tuple(dict.fromkeys(m.type.value for m in members)),
        reports=index.refs_of(m.report for m in members),
        wordings=wordings,
        claims=_claims(index, members),
        origins=index.origins(utterance.id),
        reasons=_reasons(utterance),
        more=len(utterance.statements) - len(wordings),
    )


def _wordings(index: Index, members: Sequence[Statement]) -> tuple[WordingView, ...]:
    """All of them, each compared with the first; those that are alike are compared once."""
    base, first = members[0], index.wording(members[0])
    compared: dict[str, tuple[Change, ...] | None] = {}
    views = []
    for member in members:
        text = index.wording(member)
        if text not in compared:
            compared[text] = _compared(index, base, member) if 0 < len(compared) < MAX_DIFFS else None
        views.append(_wording(index, member, compared[text], member is not base and text == first))
    return tuple(views)


def _members(index: Index, utterance: Utterance) -> list[Statement]:
    """An utterance's statements, the fullest rendering first, then in the page's order."""
    found = [s for s in map(index.statement, utterance.statements) if s is not None]
    found.sort(key=lambda s: (index.ref(s.report).number, s.extent))
    if found:
        base = min(found, key=lambda s: (_TYPE_ORDER.get(s.type, 9), -sum(map(len, s.quote))))
        found.remove(base)
        found.insert(0, base)
    return found


def _alone(index: Index, story: Story) -> list[Utterance]:
    return [
        Utterance(f"alone-{s.id}", story.id, None, (s.id,), s.said.value if s.said else None)
        for report in story.reports
        for s in index.corpus.reading_of[report].statements
        if s.id not in index.utterance_of
    ]


def _order(view: UtteranceView) -> tuple[str, int, str]:
    value = view.when.value if view.when.basis == "said" and view.when.value else UNDATED
    return (value, view.first.link.report.number, view.anchor)


def _when(index: Index, utterance: Utterance, members: list[Statement]) -> When:
    if utterance.said:
        return When(utterance.said)
    dates = [d for d in (index.published(m.report) for m in members) if d]
    return When(min(dates), "report") if dates else When(None, "none")


def _compared(index: Index, base: Statement, other: Statement) -> tuple[Change, ...] | None:
    if index.ref(base.report).language != index.ref(other.report).language:
        return None
    return word_diff(index.wording(base), index.wording(other))


def _wording(
    index: Index, statement: Statement, changes: tuple[Change, ...] | None, same: bool
) -> WordingView:
    text, ref = index.text(statement.report), index.ref(statement.report)
    method = statement.method
    return WordingView(
        link=index.link(statement),
        text=index.wording(statement),
        pieces=tuple(span.of(text) for span in statement.quote),
        language=ref.language,
        type=statement.type.value,
        act=statement.act.value,
        speaker=index.speaker(statement),
        details=_details(index, statement, text),
        changes=changes,
        same_as_first=same,
        method=f"{method.name} {method.version}",
        learned=is_learned(statement),
        sure=sureness(statement),
        span=f"{statement.extent.start}–{statement.extent.end}",
    )


def _details(index: Index, statement: Statement, text: str) -> tuple[Detail, ...]:
    spans = [
        ("cue", " … ".join(span.of(text) for span in statement.cue)),
        ("speaker", statement.speaker.of(text) if statement.speaker else ""),
        ("addressee", statement.addressee.of(text) if statement.addressee else ""),
        ("channel", statement.channel.of(text) if statement.channel else ""),
        ("said", statement.said.span.of(text) if statement.said and statement.said.span else ""),
        ("via", ", ".join(_name(index, pid) for pid in statement.via)),
    ]
    return tuple(Detail(label, value) for label, value in spans if value)


def _name(index: Index, participant: str) -> str:
    actor = index.dossier.actor_of.get(participant)
    known = index.corpus.participants.get(participant)
    return actor.name if actor else known.name if known else participant


def _claims(index: Index, members: list[Statement]) -> tuple[ClaimRef, ...]:
    found = {c.id: c for m in members for c, _ in index.positions_by_statement.get(m.id, ())}
    return tuple(
        ClaimRef(anchor_of(c.id), *wording_of(index, c), index.ref(c.wording[0].report).language)
        for c in found.values()
        if c.wording
    )


def _reasons(utterance: Utterance) -> tuple[Reason, ...]:
    """The best score of each feature over all pairings; what scored nothing is no reason."""
    best: dict[str, float] = {}
    for pairing in utterance.pairings:
        for feature in pairing.features:
            best[feature.name] = max(best.get(feature.name, 0.0), feature.score)
    return tuple(reason(name, score) for name, score in sorted(best.items()) if score > 0)
