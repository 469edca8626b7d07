"""Bounds for reports that carry no date, from what they share with dated ones. Inferred, never guessed.

Not before a day (`earliest`), because the report
- tells an act of speech that was made on that day, by its own words or by those of a report that tells the
  same utterance,
- is a liveblog with an entry stamped on that day,
- copies a report published that day, and it is plain which of the two is the copy.

Not after a day (`latest`), because a report published that day copies it, plainly, or lists its URL.
Where nothing is provable there is no bound.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.domain.link import Evidence, Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.statement import Statement
from quellenlage.domain.story import DateBound, Utterance
from quellenlage.reconcile.citations import find_page_citations
from quellenlage.reconcile.direction import PLAIN, published

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class _Bound:
    """One reason why a report is not before (or not after) a day."""

    day: str
    reason: str
    evidence: tuple[Evidence, ...]


def bound_dates(
    corpus: Corpus, utterances: Sequence[Utterance], copies: Sequence[Link]
) -> tuple[DateBound, ...]:
    """A bound for each undated report that has a provable one, sorted by report."""
    undated = {r.report.id for r in corpus.readings if published(r) is None}
    if not undated:
        return ()
    earliest: dict[str, list[_Bound]] = defaultdict(list)
    latest: dict[str, list[_Bound]] = defaultdict(list)
    for reading in corpus.readings:
        if reading.report.id in undated:
            earliest[reading.report.id] += [*_from_statements(reading), *_from_stamps(reading)]
    for report, bound in _from_utterances(corpus, utterances):
        earliest[report].append(bound)
    for link in (*_plain_copies(copies), *find_page_citations(corpus)):
        before, after = _of_link(corpus, link)
        if before is not None:
            earliest[link.source].append(before)
        if after is not None:
            latest[link.target].append(after)
    bounds = (_date_bound(r, earliest[r], latest[r]) for r in sorted(undated))
    return tuple(bound for bound in bounds if bound is not None)


def _date_bound(report: str, earliest: Sequence[_Bound], latest: Sequence[_Bound]) -> DateBound | None:
    """The tightest bounds; none where they contradict each other."""
    first = max((b.day for b in earliest), default=None)
    last = min((b.day for b in latest), default=None)
    if (first is None and last is None) or (first and last and first > last):
        return None
    deciding = sorted(
        {b for b in earliest if b.day == first} | {b for b in latest if b.day == last},
        key=lambda b: (b.day, b.reason, str(b.evidence)),
    )
    return DateBound(
        report=report,
        earliest=first,
        latest=last,
        reasons=tuple(dict.fromkeys(b.reason for b in deciding)),
        evidence=tuple(dict.fromkeys(e for b in deciding for e in b.evidence)),
    )


def _from_statements(reading: Reading) -> Iterator[_Bound]:
    for statement in reading.statements:
        if statement.said and (day := _day(statement.said.value)):
            span = statement.said.span or statement.extent
            evidence = (Evidence(reading.report.id, span, "said"),)
            yield _Bound(day, f"tells a statement made on {day}", evidence)


def _from_stamps(reading: Reading) -> Iterator[_Bound]:
    for block in reading.layout.blocks:
        if day := _day(block.stamp):
            evidence = (Evidence(reading.report.id, block.span, "stamp"),)
            yield _Bound(day, f"has an entry stamped {day}", evidence)


def _from_utterances(corpus: Corpus, utterances: Sequence[Utterance]) -> Iterator[tuple[str, _Bound]]:
    """An utterance's day, proved by another of its statements, holds for all reports that tell it."""
    for utterance in utterances:
        members = [corpus.statements[s] for s in utterance.statements if s in corpus.statements]
        dated = _dated(members)
        for day, proof in dated.items():
            for member in members:
                if member.report != proof.report:
                    reason = f"tells utterance {utterance.id}, made on {day}"
                    yield member.report, _Bound(day, reason, (_said(member), _said(proof)))


def _dated(members: Sequence[Statement]) -> Mapping[str, Statement]:
    """The day of the utterance with a statement that proves it; empty where its statements disagree."""
    days: dict[str, Statement] = {}
    for member in sorted(members, key=lambda s: s.id):
        if member.said and (day := _day(member.said.value)):
            days.setdefault(day, member)
    return days if len(days) == 1 else {}


def _said(statement: Statement) -> Evidence:
    span = statement.said.span if statement.said and statement.said.span else statement.extent
    return Evidence(statement.report, span, "said")


def _plain_copies(copies: Sequence[Link]) -> Iterator[Link]:
    """Copies whose direction is told by more than their length."""
    for link in copies:
        sure = link.judgement is Judgement.POSITIVE and link.kind in (LinkKind.COPY, LinkKind.DERIVED)
        if sure and any(f.name in PLAIN for f in link.features):
            yield link


def _of_link(corpus: Corpus, link: Link) -> tuple[_Bound | None, _Bound | None]:
    """What a link says about its source (not before its target) and its target (not after its source)."""
    source, target = (published(corpus.reading_of[r]) for r in (link.source, link.target))
    verb = "cites" if link.kind is LinkKind.CITES else "copies"
    before, after = _day(target), _day(source)
    return (
        _Bound(before, f"{verb} a report published on {before}", link.evidence) if before else None,
        _Bound(after, f"a report published on {after} {verb} it", link.evidence) if after else None,
    )


def _day(value: str | None) -> str | None:
    match = DAY.match(value or "")
    return match.group() if match else None
