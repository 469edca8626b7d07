"""Channels: by which way a report has what it tells, followed to where the trail ends.

copy -> original -> credited agency; for a single statement also the medium named as passing it on, or the
report that the passage was taken from. A trail ends at an agency or outlet that is named, or else at the
report that names nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.domain.link import Evidence, Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.domain.story import OriginStep
from quellenlage.reconcile.citations import AGENCY, medium_end
from quellenlage.reconcile.groups import Groups

REASONS = {
    LinkKind.COPY: "copy-of",
    LinkKind.REVISION: "version-of",
    LinkKind.DERIVED: "passage-from",
}
SHOWN = 2  # pieces of evidence that a step repeats of its link


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a trail ends and how it got there.

    `named` tells whether a report names these ends; `text` is the text that the trail set out from (its
    original), `reports` are all reports on the way.
    """

    ends: tuple[str, ...]
    named: bool
    text: str
    reports: tuple[str, ...]
    steps: tuple[OriginStep, ...]


class Channels:
    """The ways of all reports, from the links between them."""

    def __init__(self, corpus: Corpus, links: Sequence[Link]) -> None:
        self._corpus = corpus
        self._texts = Groups(corpus.reading_of)  # reports of one text
        self._copy: dict[str, Link] = {}
        self._agencies: dict[str, dict[str, Link]] = defaultdict(dict)
        self._passages: dict[str, list[Link]] = defaultdict(list)
        self._relays: dict[str, OriginStep] = {}
        self._perhaps: dict[str, set[str]] = defaultdict(set)
        for link in sorted(links, key=lambda x: x.id):
            if link.kind is not LinkKind.SHARES_STATEMENT and link.judgement is not Judgement.NEGATIVE:
                self._take(link)
        self._original: dict[str, str] = {}
        self._credits: dict[str, tuple[Link, ...]] = {}
        for group in self._texts.all():
            root = self._texts.root(group[0])
            self._original[root] = next((r for r in group if r not in self._copy), group[0])
            self._credits[root] = self._credits_of(self._original[root], group)

    def trail(self, place: Evidence, statement: Statement | None) -> Trail:
        """The way by which a report has what it tells at `place`, in the words of `statement` or its own."""
        text = self._text(place.report)
        passing = tuple(self._passing_on(statement))
        if passing:
            ends = tuple(sorted({step.origin for step in passing}))
            return Trail(ends, True, text, (place.report,), passing)
        steps = list(self._followed(place.report, statement.extent if statement else place.span))
        reports = tuple(dict.fromkeys((place.report, *(s.origin.removeprefix("report:") for s in steps))))
        for report in reversed(reports):  # the last text on the way that credits anybody
            credits = self._credits[self._texts.root(report)]
            if credits:
                steps += [OriginStep(x.source, x.target, "credits", x.evidence[:SHOWN]) for x in credits]
                relayed = {x.target: self._relays[x.id] for x in credits if x.id in self._relays}
                steps += relayed.values()
                last_ends = {relayed[x.target].origin if x.target in relayed else x.target for x in credits}
                return Trail(tuple(sorted(last_ends)), True, text, reports, tuple(steps))
        last = self._text(reports[-1])
        steps.append(OriginStep(last, _end(last), "names-no-source", ()))
        return Trail((_end(last),), False, text, reports, tuple(steps))

    def apart(self, trails: Sequence[Trail]) -> int:
        """How many of the named ends certainly do not hang together, as far as these trails show."""
        groups = Groups()
        for trail in trails:
            for end in trail.ends:
                groups.join(trail.ends[0], end)
            for report in trail.reports:
                own = _end(self._text(report))
                if trail.named:
                    groups.join(own, trail.ends[0])
                for end in sorted(self._perhaps[report]):
                    groups.join(own, end)
        return len({groups.root(end) for trail in trails if trail.named for end in trail.ends})

    def _take(self, link: Link) -> None:
        sure = link.judgement is Judgement.POSITIVE
        if link.kind in (LinkKind.COPY, LinkKind.REVISION) and sure:
            self._texts.join(link.source, link.target)
            self._copy[link.source] = link
            return
        if link.kind is LinkKind.DERIVED and link.target.startswith(f"{AGENCY}:"):
            self._agencies[link.source][link.target] = link
            relay = self._relay(link)
            if relay is not None:
                self._relays[link.id] = relay
        elif link.kind is LinkKind.DERIVED and sure:
            self._passages[link.source].append(link)
        self._perhaps[link.source].add(_end(link.target))

    def _relay(self, link: Link) -> OriginStep | None:
        """Which other agency the credited one has it from itself ("Reuters unter Berufung auf Interfax")."""
        for credit in self._corpus.reading_of[link.source].layout.credits:
            end = medium_end(credit.on) if credit.on and link.target == f"{AGENCY}:{credit.name}" else ""
            if end.startswith(f"{AGENCY}:") and end != link.target and credit.on_span is not None:
                evidence = Evidence(link.source, credit.on_span, "on")
                return OriginStep(link.source, end, "relays", (evidence,))
        return None

    def _text(self, report: str) -> str:
        """The original of the text that a report holds."""
        return self._original[self._texts.root(report)]

    def _credits_of(self, original: str, group: Sequence[str]) -> tuple[Link, ...]:
        """The agencies of a text: those its original credits, else those of the copy that credits fewest.

        So a copy that adds a credit of its own adds no origin.
        """
        own = self._agencies.get(original)
        of_copies = (self._agencies[report] for report in group if report in self._agencies)
        best = own or min(of_copies, key=lambda found: (len(found), sorted(found)), default={})
        return tuple(best[name] for name in sorted(best))

    def _followed(self, report: str, span: Span | None) -> Iterator[OriginStep]:
        """From report to report: what stands at `span` is looked for in the report it was copied from."""
        seen = {report}
        while True:
            copy = self._copy.get(report)
            links = [*([copy] if copy else []), *self._passages.get(report, ())]
            found = next(((x, at) for x in links if span and (at := _in_target(x, span))), None)
            link, span = found or (copy, None)
            if link is None or link.target in seen:
                return
            yield OriginStep(report, _end(link.target), REASONS[link.kind], link.evidence[:SHOWN])
            report = link.target
            seen.add(report)

    def _passing_on(self, statement: Statement | None) -> Iterator[OriginStep]:
        """The media that the report names as having passed this statement on."""
        for pid in statement.via if statement else ():
            medium = self._corpus.participants.get(pid)
            if statement is not None and medium is not None:
                spans = [m.span for m in medium.mentions] or [statement.extent]
                evidence = Evidence(statement.report, _nearest(spans, statement.extent), "via")
                yield OriginStep(statement.report, medium_end(medium.name), "passed-on-by", (evidence,))


def _in_target(link: Link, span: Span) -> Span | None:
    """Where the passage that `span` lies in stands in the link's target; its evidence comes in pairs."""
    for mine, theirs in zip(link.evidence[::2], link.evidence[1::2], strict=False):
        if mine.report == link.source and theirs.report == link.target and mine.span.overlaps(span):
            begin = min(theirs.span.start + max(0, span.start - mine.span.start), theirs.span.end)
            return Span(begin, min(begin + len(span), theirs.span.end))
    return None


def _end(target: str) -> str:
    return target if ":" in target else f"report:{target}"


def _nearest(spans: Sequence[Span], to: Span) -> Span:
    return min(spans, key=lambda s: (abs(s.start - to.start), s.start))
