"""A part of a ledger as a dossier of its own: just the lines that one page shows, with what they rest on.

The views of the static dossier work on it unchanged. What a line refers to and the page does not show is not
loaded; the views count it as "more".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from quellenlage.domain.actor import Actor, ActorKind, Participant
from quellenlage.domain.changes import Changes
from quellenlage.domain.claim import Claim
from quellenlage.domain.dossier import Dossier, Run
from quellenlage.domain.figure import Figure
from quellenlage.domain.finding import Finding
from quellenlage.domain.link import Evidence, Link
from quellenlage.domain.loss import AttributionLoss
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Credit, CreditKind, Layout, Provenance, Report, Sourced
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.domain.story import DateBound, OriginBounds, Series, Story, Utterance
from quellenlage.domain.timeref import TimeRef
from quellenlage.ledger.codec import T, decode
from quellenlage.ledger.entries import ReportLine, TimeLine
from quellenlage.render.views.index import Index
from quellenlage.stores.register import Register
from quellenlage.stores.register_rows import ReportRow
from quellenlage.stores.sqlite import BareText, SqliteStore

SPANS = 3  # spans of a position, wordings of an utterance in a list
FIGURES = 100  # figures of a series
STEPS = 60  # reports of a proof path
CLAIMS = 60  # claims that the statements of a page stand on


class Part:
    """Gathers lines; `index` then makes them ready for the views."""

    def __init__(self, store: SqliteStore, register: Register) -> None:
        self._store, self._register = store, register
        self._found: dict[type, dict[str, Any]] = {}
        self._named: dict[str, tuple[str, str]] = {}  # actors: name and kind
        self._actor_of: dict[str, str] = {}  # by participant
        self._full: dict[str, ReportLine] = {}
        self._times: dict[str, tuple[TimeRef, ...]] = {}
        self._reports: set[str] = set()
        self._findings: list[Finding] = []
        self._story: Story | None = None

    # -- what a page may ask for -----------------------------------------------------------------------

    def story(self, own: str, title: str, title_report: str, reports: Iterable[str] = ()) -> Story:
        """The story as the views see it: with the reports that the page shows."""
        self._story = Story(own, title, title_report, tuple(reports))
        self.reports((title_report, *self._story.reports))
        return self._story

    def reports(self, ids: Iterable[str]) -> None:
        """Reports by name and text, without what was read in them."""
        self._reports.update(ids)

    def utterances(
        self, ids: Iterable[str], wordings: int = SPANS, offset: int = 0, brief: bool = False
    ) -> tuple[Utterance, ...]:
        """Utterances with their first wordings, who speaks, and (not `brief`) the claims they stand on."""
        ids = tuple(ids)
        found = self._load(Utterance, ids)
        alone = [own.removeprefix("alone-") for own in ids if own.startswith("alone-")]
        shown = [s for own in found for s in self._register.wordings(own, wordings, offset)]
        self.statements([*alone, *shown])
        self._actors_named(u.actor for u in found.values() if u.actor)
        firsts = [*alone, *self._register.bases(found)]
        self.statements(firsts)
        if not brief:
            self._worded(self._load(Claim, self._register.claims_about(firsts, CLAIMS)).values())
            self.bounds(found)
        return tuple(found[own] for own in ids if own in found)

    def statements(self, ids: Iterable[str]) -> None:
        """Statements with who speaks."""
        found = self._load(Statement, ids).values()
        self._participants(p for s in found for p in (s.participant, *s.via) if p)
        self.reports(s.report for s in found)

    def claims(self, ids: Iterable[str], spans: int = SPANS) -> tuple[Claim, ...]:
        """Claims with the positions on them, each with its first spans."""
        ids = tuple(ids)
        found = self._load(Claim, ids)
        self._worded(found.values())
        positions = [p for claim in found.values() for p in claim.positions]
        every = self._register.earliest(s for p in positions for s in p.statements[:500])
        place = {own: n for n, own in enumerate(every)}
        shown: set[str] = set()
        for position in positions:
            known = sorted((s for s in position.statements if s in place), key=place.__getitem__)
            shown.update(known[:spans])
        self.statements(shown)
        self._actors_named(p.actor for p in positions)
        self.bounds(found)
        return tuple(found[own] for own in ids if own in found)

    def series(self, ids: Iterable[str], figures: int = FIGURES) -> tuple[Series, ...]:
        """Series with their first figures and who vouches for them."""
        ids = tuple(ids)
        found = self._load(Series, ids)
        self.figures(f for own in found for f in self._register.rows_of(own, figures))
        self.reports(s.evidence.report for s in found.values())
        self.bounds(found)
        return tuple(found[own] for own in ids if own in found)

    def figures(self, ids: Iterable[str]) -> None:
        """Figures with who vouches for them."""
        found = self._load(Figure, ids).values()
        self.reports(f.report for f in found)
        carried = [f.statement for f in found if f.statement]
        self.statements(carried)
        self._load(Utterance, self._register.utterances_with(carried).values())

    def links(self, ids: Iterable[str]) -> tuple[Link, ...]:
        """Links with the reports at both ends."""
        ids = tuple(ids)
        found = self._load(Link, ids)
        ends = [end for link in found.values() for end in (link.source, link.target)]
        self.reports(end for end in ends if end.startswith("re-"))
        self._evidenced(e for link in found.values() for e in link.evidence)
        return tuple(found[own] for own in ids if own in found)

    def losses(self, ids: Iterable[str]) -> None:
        """Attributions that one report keeps and another has lost."""
        for loss in self._load(AttributionLoss, ids).values():
            self.reports((loss.kept, loss.lost))
            self._evidenced(loss.evidence)

    def changes(self, ids: Iterable[str]) -> None:
        """What copies and later versions changed."""
        found = self._load(Changes, ids).values()
        self._load(Link, (changes.link for changes in found))
        for changes in found:
            self.reports((changes.older, changes.newer))
            self._evidenced(e for c in changes.changes for e in (*c.before, *c.after))

    def bounds(self, subjects: Iterable[str]) -> None:
        """How many origins stand behind these; without the reports of the path."""
        self._load(OriginBounds, self._register.bounds_about(subjects))

    def paths(self, subjects: Iterable[str], steps: int = STEPS) -> None:
        """The proof paths of these, with the reports of their first steps."""
        own = self._register.bounds_about(subjects)
        for bounds in self._load(OriginBounds, own).values():
            first = bounds.path[:steps]
            self.reports(step.report for step in first)
            self._evidenced(e for step in first for e in step.evidence)
            named = [step.origin.partition(":") for step in first]
            self._actors_named(name for kind, _, name in named if kind == "actor")
            self.reports(name for kind, _, name in named if kind == "report")

    def actors(self, ids: Iterable[str]) -> tuple[Actor, ...]:
        """Actors with all that is known of them."""
        ids = tuple(ids)
        found = self._load(Actor, ids)
        self._actors_named((*found, *(actor.speaks_for for actor in found.values() if actor.speaks_for)))
        return tuple(found[own] for own in ids if own in found)

    def reading(self, report: str, times: Sequence[str]) -> None:
        """All of a report: layout, everything read in it, and what depends on it or it on."""
        lines = self._store.payloads((report, *times))
        self._full[report] = decode(lines.pop(report), ReportLine)
        self._times[report] = tuple(
            sorted((decode(line, TimeLine).time for line in lines.values()), key=lambda t: t.span)
        )
        statements = self._register.statements_in(report)
        self.statements(statements)
        self.figures(self._register.figures_in(report))
        self._load(Utterance, self._register.utterances_with(statements).values())
        self._findings += [decode(line, Finding) for line in self._register.findings_about(report)]
        self.reports((report,))

    def findings(self, lines: Iterable[str]) -> None:
        """Findings by their JSON."""
        found = [decode(line, Finding) for line in lines]
        self._findings += found
        self.reports(f.report for f in found if f.report)

    def date_bound(self, entry: str) -> None:
        """An inferred date with its evidence."""
        for bound in self._load(DateBound, (entry,)).values():
            self.reports((bound.report,))
            self._evidenced(bound.evidence)

    # -- the dossier -----------------------------------------------------------------------------------

    def index(self, run: Run) -> Index:
        """The gathered lines, ready for the views; the reports keep their numbers in the whole."""
        rows = {row.id: row for row in self._register.reports(self._reports)}
        texts = self._store.texts_of(rows)
        kinds: tuple[type, ...] = (Figure, Participant, Statement)
        parts = {kind: self._by_report(kind) for kind in kinds}
        story = self._story
        return Index(
            Dossier(
                run=run,
                readings=tuple(self._reading(row, texts[row.id], parts) for row in rows.values()),
                stories=(story,) if story else (),
                actors=tuple(self._actors()),
                utterances=self._all(Utterance),
                series=self._all(Series),
                claims=self._all(Claim),
                links=self._all(Link),
                origins=self._all(OriginBounds),
                date_bounds=self._all(DateBound),
                findings=tuple(self._findings),
                losses=self._all(AttributionLoss),
                changes=self._all(Changes),
            ),
            {row.id: row.number for row in rows.values()},
        )

    def _reading(self, row: ReportRow, stored: BareText, parts: dict[type, dict[str, list[Any]]]) -> Reading:
        own = row.id
        full = self._full.get(own)
        text, sha256 = stored
        bare = Report(own, row.source, text, sha256, "", "text/plain")
        return Reading(
            report=replace(full.report, text=text) if full else bare,
            layout=full.layout if full else _layout_of(row),
            sentences=(),
            times=self._times.get(own, ()),
            figures=tuple(parts[Figure].get(own, ())),
            participants=tuple(parts[Participant].get(own, ())),
            statements=tuple(parts[Statement].get(own, ())),
            findings=(),
        )

    # -- lines -----------------------------------------------------------------------------------------

    def _load(self, kind: type[T], ids: Iterable[str]) -> dict[str, T]:
        """Lines of one kind by id, those of before from memory."""
        known: dict[str, T] = self._found.setdefault(kind, {})
        ids = dict.fromkeys(ids)
        missing = [own for own in ids if own not in known]
        if missing:
            for own, payload in self._store.payloads(missing).items():
                known[own] = decode(payload, kind)
        return {own: known[own] for own in ids if own in known}

    def _all(self, kind: type[T]) -> tuple[T, ...]:
        found: dict[str, T] = self._found.get(kind, {})
        return tuple(found[own] for own in sorted(found))

    def _by_report(self, kind: type[Any]) -> dict[str, list[Any]]:
        out: dict[str, list[Any]] = {}
        for item in self._all(kind):
            out.setdefault(item.report, []).append(item)
        return out

    def _participants(self, ids: Iterable[str]) -> None:
        """Whose participants these are; of those that are nobody's, what the report calls them."""
        ids = dict.fromkeys(ids)
        found = self._register.actors_with(own for own in ids if own not in self._actor_of)
        self._actor_of.update(found)
        self._actors_named(found.values())
        self._load(Participant, (own for own in ids if own not in self._actor_of))

    def _actors_named(self, ids: Iterable[str]) -> None:
        missing = {own for own in ids if own not in self._named}
        self._named.update((own, (name, kind)) for own, name, kind in self._register.actors_named(missing))

    def _actors(self) -> Iterator[Actor]:
        """Who is named on the page, as what the page knows them."""
        participants: dict[str, list[str]] = {own: [] for own in sorted(self._named)}
        for participant, own in sorted(self._actor_of.items()):
            participants.setdefault(own, []).append(participant)
        for own, found in participants.items():
            if own in self._named:
                name, kind = self._named[own]
                yield Actor(own, name, ActorKind(kind), (), tuple(found))

    def _worded(self, claims: Iterable[Claim]) -> None:
        self._evidenced(e for claim in claims for e in claim.wording)

    def _evidenced(self, evidence: Iterable[Evidence]) -> None:
        self.reports(e.report for e in evidence)


def _layout_of(row: ReportRow) -> Layout:
    """What lists show of a report, without reading its whole line."""
    return Layout(
        language=_sourced(row.language),
        title=_sourced(row.title),
        published=_sourced(row.published, row.provenance),
        outlet=_sourced(row.outlet),
        byline=None,
        url=_sourced(row.url),
        dateline=None,
        credits=() if row.agencies == "[]" else tuple(map(_credit, json.loads(row.agencies))),
        cited_urls=(),
        furniture=(),
        blocks=(),
    )


def _credit(name: str) -> Credit:
    return Credit(Span(0, 0), name, CreditKind.CREDIT)


def _sourced(value: str | None, provenance: str | None = None) -> Sourced | None:
    return Sourced(value, Provenance(provenance or Provenance.GUESS)) if value is not None else None
