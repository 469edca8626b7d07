"""Channels: by which way a report has what it tells, followed to where the trail ends.

copy -> original -> credited agency, and for a single statement also the medium named as passing it on or
the report a passage was taken from. A trail ends at an agency or outlet outside the corpus or at a report
of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quellenlage.domain.link import Evidence, Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.domain.story import OriginStep
from quellenlage.reconcile.groups import Groups


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a trail ends and how it got there; `named` where the report names these ends itself."""

    ends: tuple[str, ...]
    named: bool
    steps: tuple[OriginStep, ...]


class Channels:
    """The ways of all reports, from the links between them."""

    def __init__(self, corpus: Corpus, links: Sequence[Link]) -> None:
        self._corpus = corpus
        self._same = Groups(corpus.reading_of)  # reports of one text
        self._copy: dict[str, Link] = {}
        self._agencies: dict[str, dict[str, Link]] = defaultdict(dict)
        self._derived: dict[str, list[Link]] = defaultdict(list)
        for link in sorted(links, key=lambda x: x.id):
            if is_sure_copy(link):
                self._same.join(link.source, link.target)
                self._copy[link.source] = link
            elif link.kind is LinkKind.DERIVED and link.target.startswith("agency:"):
                self._agencies[link.source][link.target] = link
            elif link.kind is LinkKind.DERIVED:
                self._derived[link.source].append(link)
        self._originals = self._find_originals()
        self._credited = self._find_credited()
        self._perhaps = self._hang_together(links)

    def trail(self, report: str, statement: Statement | None) -> Trail:
        """The way by which `report` has this statement (or what it tells in its own voice)."""
        via = self._via(statement)
        if via:
            return Trail(tuple(sorted({s.origin for s in via})), True, tuple(via))
        steps = self._to_original(report)
        original = self._originals[self._same.root(report)]
        taken = self._taken_from(original if original != report else report, statement, report)
        if taken is not None:
            steps.append(OriginStep(report, f"report:{taken.target}", "passage-from", taken.evidence[:2]))
            steps += self._to_original(taken.target)
            original = self._originals[self._same.root(taken.target)]
        credited = self._credited[self._same.root(original)]
        if credited:
            steps += [OriginStep(x.source, x.target, "credits", x.evidence[:1]) for x in credited]
            return Trail(tuple(sorted({x.target for x in credited})), True, tuple(steps))
        end = f"report:{original}"
        steps.append(OriginStep(original, end, "names-no-source", ()))
        return Trail((end,), False, tuple(steps))

    def apart(self, ends: Iterable[str], bundles: Iterable[tuple[str, ...]]) -> int:
        """How many of these ends certainly do not hang together; ends of one bundle may be one."""
        keys = set(ends)
        groups = Groups(keys)
        by_group: dict[str, str] = {}
        for key in sorted(keys):
            groups.join(key, by_group.setdefault(self._perhaps.root_or_self(key), key))
        for bundle in bundles:
            for end in bundle[1:]:
                groups.join(bundle[0], end)
        return len(groups.all())

    def _find_originals(self) -> dict[str, str]:
        """The report of each group of copies that depends on no other of it."""
        return {
            self._same.root(group[0]): next((r for r in group if r not in self._copy), group[0])
            for group in self._same.all()
        }

    def _find_credited(self) -> dict[str, list[Link]]:
        """The agencies of each text: those the original credits, else those the fewest-crediting copy does.

        So a copy that adds a credit of its own adds no origin.
        """
        out: dict[str, list[Link]] = {}
        for group in self._same.all():
            root = self._same.root(group[0])
            original = self._originals[root]
            sets = [self._agencies[r] for r in (original, *group) if self._agencies.get(r)]
            own = self._agencies.get(original)
            best = own or min(sets, key=lambda s: (len(s), sorted(s)), default={})
            out[root] = [best[name] for name in sorted(best)]
        return out

    def _hang_together(self, links: Sequence[Link]) -> Groups:
        """Ends that may be one and the same: joined by any link but a shared utterance."""
        depends = [
            (f"report:{link.source}", _end(link.target))
            for link in links
            if link.kind is not LinkKind.SHARES_STATEMENT and link.judgement is not Judgement.NEGATIVE
        ]
        groups = Groups({*(f"report:{r}" for r in self._corpus.reading_of), *(t for _, t in depends)})
        for source, target in depends:
            groups.join(source, target)
        return groups

    def _to_original(self, report: str) -> list[OriginStep]:
        steps = []
        while report in self._copy:
            link = self._copy[report]
            reason = "version-of" if link.kind is LinkKind.REVISION else "copy-of"
            steps.append(OriginStep(report, f"report:{link.target}", reason, link.evidence[:2]))
            report = link.target
        return steps

    def _via(self, statement: Statement | None) -> list[OriginStep]:
        """The media named as passing this statement on."""
        steps = []
        for pid in statement.via if statement else ():
            medium = self._corpus.participants.get(pid)
            if statement and medium:
                spans = [m.span for m in medium.mentions] or [statement.extent]
                evidence = Evidence(statement.report, _nearest(spans, statement.extent), "via")
                steps.append(
                    OriginStep(statement.report, f"agency:{medium.name}", "passed-on-by", (evidence,))
                )
        return steps

    def _taken_from(self, original: str, statement: Statement | None, report: str) -> Link | None:
        """The link of a passage that holds this statement, where it was taken from another report."""
        if statement is None or original != report:
            return None
        for link in self._derived.get(report, ()):
            spans = [e.span for e in link.evidence if e.report == report]
            if link.judgement is Judgement.POSITIVE and any(s.overlaps(statement.extent) for s in spans):
                return link
        return None


def is_sure_copy(link: Link) -> bool:
    """Whether the two reports of a link certainly hold one text."""
    return link.kind in (LinkKind.COPY, LinkKind.REVISION) and link.judgement is Judgement.POSITIVE


def _end(target: str) -> str:
    return target if ":" in target else f"report:{target}"


def _nearest(spans: Sequence[Span], to: Span) -> Span:
    return min(spans, key=lambda s: (abs(s.start - to.start), s.start))
