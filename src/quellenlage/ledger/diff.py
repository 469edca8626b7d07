"""What differs between two ledgers, in lines that a person reads.

Lines are matched by what they are about, not by id: a statement by the characters of its quote, a claim by
the statements that it shares with one of the other ledger. So a changed rule, a new report or a decision
shows as what it changed: a status, an act, a value, a link.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from quellenlage.domain.changes import ChangeKind
from quellenlage.domain.claim import Claim
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.entry import EntryKind
from quellenlage.domain.figure import Figure
from quellenlage.domain.link import Link
from quellenlage.domain.loss import AttributionLoss
from quellenlage.domain.reading import Reading
from quellenlage.domain.span import joined
from quellenlage.domain.statement import Statement
from quellenlage.domain.story import Series, Utterance

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One difference: `about` says what the line is about, `before` and `after` what changed of it.

    `old` and `new` are ids of the lines, None where there is none.
    """

    kind: EntryKind
    change: ChangeKind
    about: str
    before: str
    after: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class LedgerDiff:
    """All differences, by kind and in a fixed order; empty where the ledgers say the same."""

    lines: tuple[DiffLine, ...]

    @property
    def counts(self) -> tuple[tuple[EntryKind, ChangeKind, int], ...]:
        """How many lines of each kind were added, cut and changed."""
        counted = Counter((line.kind, line.change) for line in self.lines)
        return tuple(
            (kind, change, counted[kind, change])
            for kind in EntryKind
            for change in ChangeKind
            if counted[kind, change]
        )


def diff_dossiers(old: Dossier, new: Dossier) -> LedgerDiff:
    """What `new` says that `old` does not, and the other way round."""
    compared = _Compared(old, new)
    lines = [line for part in compared.parts() for line in sorted(part, key=_order)]
    return LedgerDiff(tuple(lines))


def _order(line: DiffLine) -> tuple[str, str, str, str]:
    return line.about, line.before, line.after, f"{line.old} {line.new}"


class _Side:
    """One of the two dossiers, with names for what it holds."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.corpus = dossier.corpus
        self.names = {actor.id: actor.name for actor in dossier.actors}
        self.bounds = {b.subject: f"{b.low}–{b.high}" for b in dossier.origins}

    def source(self, end: str) -> str:
        reading = self.corpus.reading_of.get(end.removeprefix("report:"))
        return reading.report.source if reading else end

    def actor(self, own: str) -> str:
        return self.names.get(own, own)

    def words(self, statement: Statement) -> str:
        return joined(self.corpus.reading_of[statement.report].report.text, statement.quote, " … ")

    def speaker(self, statement: Statement) -> str:
        """As printed: that an actor is called otherwise now is a difference of the actor, told once."""
        if statement.speaker is not None:
            return statement.speaker.of(self.corpus.reading_of[statement.report].report.text)
        actor = self.dossier.actor_of.get(statement.participant or "")
        return actor.name if actor is not None else ""

    def told(self, statement: Statement) -> str:
        said = statement.said.value if statement.said else None
        return ", ".join(
            filter(None, (str(statement.act), str(statement.type), self.speaker(statement), said))
        )

    def printed(self, figure: Figure) -> str:
        return figure.span.of(self.corpus.reading_of[figure.report].report.text)

    def value(self, figure: Figure) -> str:
        bounds = " to ".join("?" if b is None else f"{b.normalize():f}" for b in (figure.low, figure.high))
        return " ".join(filter(None, (str(figure.qualifier), bounds, figure.unit, figure.noun)))

    def taken(self, claim: Claim) -> str:
        positions = "; ".join(
            sorted(
                f"{self.actor(p.actor)}: {p.act}" + (f" ({p.date})" if p.date else "")
                for p in claim.positions
            )
        )
        origins = self.bounds.get(claim.id)
        return f"{claim.status} | {positions}" + (f" | origins {origins}" if origins else "")

    def counted(self, series: Series) -> str:
        printed = (self.corpus.figures[f] for f in series.figures if f in self.corpus.figures)
        values = " | ".join(sorted({self.printed(f) for f in printed}))
        relations = Counter(str(r.relation) for r in series.relations)
        return values + "".join(f", {name} {n}x" for name, n in sorted(relations.items()))


class _Compared:
    """Two sides; each part yields the differences of one kind of line."""

    def __init__(self, old: Dossier, new: Dossier) -> None:
        self.old, self.new = _Side(old), _Side(new)

    def parts(self) -> Iterator[Iterable[DiffLine]]:
        old, new = self.old.dossier, self.new.dossier
        yield self._by_key(EntryKind.REPORT, old.readings, new.readings, _source, _source, _report_text)
        yield self._statements()
        yield self._figures()
        yield self._by_members(
            EntryKind.STORY,
            old.stories,
            new.stories,
            lambda s, x: x.reports,
            lambda s, x: x.title,
            lambda s, x: ", ".join(sorted(map(s.source, x.reports))),
        )
        yield self._by_members(
            EntryKind.ACTOR,
            old.actors,
            new.actors,
            lambda s, x: x.participants,
            lambda s, x: x.name,
            lambda s, x: (
                f"{x.name} ({x.kind}), {len(x.participants)} mentions"
                + (f", speaks for {s.actor(x.speaks_for)}" if x.speaks_for else "")
            ),
        )
        yield self._by_members(
            EntryKind.UTTERANCE,
            (u for u in old.utterances if len(u.statements) > 1),
            (u for u in new.utterances if len(u.statements) > 1),
            lambda s, x: x.statements,
            _first_words,
            lambda s, x: (
                f"told in {len(x.statements)} places: "
                + ", ".join(
                    sorted(
                        {
                            s.source(s.corpus.statements[i].report)
                            for i in x.statements
                            if i in s.corpus.statements
                        }
                    )
                )
            ),
        )
        yield self._by_members(
            EntryKind.SERIES,
            (x for x in old.series if len(x.figures) > 1),
            (x for x in new.series if len(x.figures) > 1),
            lambda s, x: x.figures,
            lambda s, x: x.label,
            lambda s, x: s.counted(x),
        )
        yield self._by_members(
            EntryKind.CLAIM,
            old.claims,
            new.claims,
            lambda s, x: tuple(i for p in x.positions for i in p.statements),
            lambda s, x: x.text,
            lambda s, x: s.taken(x),
        )
        yield self._by_key(
            EntryKind.LINK, old.links, new.links, _link_ends, _link_about, lambda s, x: str(x.judgement)
        )
        yield self._by_key(
            EntryKind.LOSS, old.losses, new.losses, _loss_key, _loss_about, lambda s, x: str(x.judgement)
        )
        yield self._by_key(
            EntryKind.DATE_BOUND,
            old.date_bounds,
            new.date_bounds,
            lambda s, x: x.report,
            lambda s, x: s.source(x.report),
            lambda s, x: f"{x.earliest or '?'} to {x.latest or '?'}",
        )

    def _statements(self) -> Iterator[DiffLine]:
        """Those of reports that both have: what stands in a report that came or went is no difference."""
        yield from self._by_key(
            EntryKind.STATEMENT,
            (x for x in self.old.corpus.statements.values() if x.report in self.new.corpus.reading_of),
            (x for x in self.new.corpus.statements.values() if x.report in self.old.corpus.reading_of),
            lambda s, x: (x.report, x.quote),
            lambda s, x: f"{s.source(x.report)}: {s.words(x)}",
            lambda s, x: s.told(x),
        )

    def _figures(self) -> Iterator[DiffLine]:
        yield from self._by_key(
            EntryKind.FIGURE,
            (x for x in self.old.corpus.figures.values() if x.report in self.new.corpus.reading_of),
            (x for x in self.new.corpus.figures.values() if x.report in self.old.corpus.reading_of),
            lambda s, x: (x.report, x.number),
            lambda s, x: f"{s.source(x.report)}: {s.printed(x)}",
            lambda s, x: s.value(x),
        )

    def _by_key(
        self,
        kind: EntryKind,
        old: Iterable[T],
        new: Iterable[T],
        key: Callable[[_Side, T], Hashable],
        about: Callable[[_Side, T], str],
        told: Callable[[_Side, T], str],
    ) -> Iterator[DiffLine]:
        """The differences of lines that are the same where their keys are."""
        before = {key(self.old, x): x for x in old}
        after = {key(self.new, x): x for x in new}
        for own, x in before.items():
            if own not in after:
                yield DiffLine(kind, ChangeKind.CUT, about(self.old, x), told(self.old, x), "", _id(x), None)
        for own, y in after.items():
            if own not in before:
                yield DiffLine(
                    kind, ChangeKind.ADDED, about(self.new, y), "", told(self.new, y), None, _id(y)
                )
            elif (was := told(self.old, before[own])) != (now := told(self.new, y)):
                x = before[own]
                yield DiffLine(kind, ChangeKind.CHANGED, about(self.new, y), was, now, _id(x), _id(y))

    def _by_members(
        self,
        kind: EntryKind,
        old: Iterable[T],
        new: Iterable[T],
        members: Callable[[_Side, T], tuple[str, ...]],
        about: Callable[[_Side, T], str],
        told: Callable[[_Side, T], str],
    ) -> Iterator[DiffLine]:
        """The differences of lines that are the same where they share the most members."""
        before, after = {_id(x): x for x in old}, list(new)
        partner = _partners(
            {own: members(self.old, x) for own, x in before.items()},
            [(_id(y), members(self.new, y)) for y in after],
        )
        matched = set(partner.values())
        for own, x in before.items():
            if own not in matched:
                yield DiffLine(kind, ChangeKind.CUT, about(self.old, x), told(self.old, x), "", own, None)
        for y in after:
            was = partner.get(_id(y))
            now = told(self.new, y)
            if was is None:
                yield DiffLine(kind, ChangeKind.ADDED, about(self.new, y), "", now, None, _id(y))
            elif (then := told(self.old, before[was])) != now:
                yield DiffLine(kind, ChangeKind.CHANGED, about(self.new, y), then, now, was, _id(y))


def _partners(
    old: Mapping[str, tuple[str, ...]], new: Iterable[tuple[str, tuple[str, ...]]]
) -> dict[str, str]:
    """For each new group the old one that it shares the most members with, each used once."""
    group_of: dict[str, list[str]] = defaultdict(list)
    for own, members in old.items():
        for member in set(members):
            group_of[member].append(own)
    shared: Counter[tuple[str, str]] = Counter()
    for own, members in new:
        for member in set(members):
            shared.update((own, was) for was in group_of.get(member, ()))
    partner: dict[str, str] = {}
    used: set[str] = set()
    for (own, was), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if own not in partner and was not in used:
            partner[own] = was
            used.add(was)
    return partner


def _id(line: object) -> str:
    if isinstance(line, Reading):
        return line.report.id
    return str(getattr(line, "id", ""))


def _source(side: _Side, reading: Reading) -> str:
    return reading.report.source


def _report_text(side: _Side, reading: Reading) -> str:
    return f"{len(reading.report.text)} characters, text {reading.report.sha256[:12]}"


def _first_words(side: _Side, utterance: Utterance) -> str:
    known = (side.corpus.statements.get(s) for s in utterance.statements)
    return next((side.words(s) for s in known if s is not None), "")


def _link_ends(side: _Side, link: Link) -> Hashable:
    return link.kind, side.source(link.source), side.source(link.target)


def _link_about(side: _Side, link: Link) -> str:
    return f"{side.source(link.source)} {link.kind} {side.source(link.target)}"


def _loss_key(side: _Side, loss: AttributionLoss) -> Hashable:
    spans = tuple((e.role, e.span) for e in loss.evidence if e.role != "dropped")
    return loss.kind, side.source(loss.kept), side.source(loss.lost), spans


def _loss_about(side: _Side, loss: AttributionLoss) -> str:
    printed = next((e for e in loss.evidence if e.role == "printed"), None)
    words = side.corpus.exact(printed.report, printed.span) if printed else ""
    return f"{loss.kind}: {side.source(loss.kept)} -> {side.source(loss.lost)}: {words}"
