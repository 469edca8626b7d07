"""The sample story's dossier as one readable text, without ids: what changed is seen in a diff.

python -m tests.golden.render      # write tests/golden/sample-story.txt anew, then look at `git diff`
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from quellenlage.api import Settings, compile_reports
from quellenlage.domain.actor import Actor
from quellenlage.domain.claim import Claim
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.figure import Figure
from quellenlage.domain.link import Link
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Sourced
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.domain.story import DateBound, Story, Utterance

GOLDEN = Path(__file__).with_name("sample-story.txt")
REPORTS = Path(__file__).resolve().parents[2] / "examples" / "sample-story" / "reports"


def sample_dossier() -> Dossier:
    """The dossier of the sample story."""
    return compile_reports([str(REPORTS)], settings=Settings(reader="rules")).dossier


def rendered(dossier: Dossier) -> str:
    """The whole dossier, reports first."""
    return "\n".join((*_Text(dossier).lines(), ""))


class _Text:
    """Writes lines; names reports by file, statements by file and place."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.files = {reading.report.id: reading.report.source for reading in dossier.readings}
        self.names = {actor.id: actor.name for actor in dossier.actors}

    def lines(self) -> Iterator[str]:
        for reading in sorted(self.dossier.readings, key=lambda r: r.report.source):
            yield from self.reading(reading)
        yield from self.section("stories", (self.story(s) for s in self.dossier.stories))
        yield from self.section("actors", map(self.actor, self.dossier.actors))
        shared = (u for u in self.dossier.utterances if len(u.statements) > 1)
        yield from self.section("utterances with several statements", map(self.utterance, shared))
        yield from self.section("series with several figures", self.all_series())
        yield from self.section("claims", map(self.claim, self.dossier.claims))
        yield from self.section("links", map(self.link, self.dossier.links))
        yield from self.section("bounded dates", map(self.bound, self.dossier.date_bounds))
        findings = (f"{f.severity} {f.code} {f.source}: {f.message}" for f in self.dossier.findings)
        yield from self.section("findings", findings)

    @staticmethod
    def section(title: str, blocks: Iterable[str]) -> Iterator[str]:
        yield f"\n== {title} =="
        yield from sorted(blocks)

    # -- one report

    def reading(self, reading: Reading) -> Iterator[str]:
        layout = reading.layout
        yield f"\n== {reading.report.source} =="
        yield f"title {_sourced(layout.title)} | published {_sourced(layout.published)}"
        yield f"outlet {_sourced(layout.outlet)} | byline {_sourced(layout.byline)}"
        credits = ", ".join(credit.name for credit in layout.credits)
        yield f"language {_sourced(layout.language)} | credits {credits or '-'}"
        for furniture in layout.furniture:
            yield f"furniture {furniture.kind}: {self.exact(reading, (furniture.span,))}"
        for statement in sorted(reading.statements, key=lambda s: (s.quote, s.cue)):
            yield self.statement(reading, statement)
        for figure in reading.figures:
            yield self.figure(reading, figure)
        times = (f"{self.exact(reading, (t.span,))} = {t.value}" for t in reading.times)
        yield f"times: {'; '.join(times)}"

    def statement(self, reading: Reading, s: Statement) -> str:
        actor = self.dossier.actor_of.get(s.participant or "")
        parts = {
            "who": f"{actor.name if actor else '?'} ({self.exact(reading, _present(s.speaker))})",
            "cue": self.exact(reading, s.cue),
            "to": self.exact(reading, _present(s.addressee)),
            "via": self.exact(reading, _present(s.channel)),
            "said": f"{s.said.value}" if s.said else "",
            "nested": "yes" if s.within else "",
        }
        told = " | ".join(f"{name} {value}" for name, value in parts.items() if value)
        return f"statement {s.type} {s.act}: {self.exact(reading, s.quote)}\n    {told}"

    def figure(self, reading: Reading, f: Figure) -> str:
        unit = f" {f.unit}" if f.unit else ""
        carried = " in a statement" if f.statement else ""
        return f"figure {self.exact(reading, (f.span,))} = {f.qualifier} [{f.low}, {f.high}]{unit}{carried}"

    @staticmethod
    def exact(reading: Reading, spans: Iterable[Span]) -> str:
        return " ¦ ".join(" ".join(span.of(reading.report.text).split()) for span in spans)

    # -- many reports

    def story(self, story: Story) -> str:
        reports = sorted(self.files[r] for r in story.reports)
        return f"{story.title}: {', '.join(reports)}"

    def actor(self, actor: Actor) -> str:
        own = self.dossier.corpus.participants
        where = sorted({self.files[own[p].report] for p in actor.participants})
        aliases = ", ".join(sorted(actor.aliases))
        return f"{actor.name} [{actor.kind}] {aliases} in {len(where)}"

    def member(self, own: str) -> str:
        statement = self.dossier.corpus.statements[own]
        reading = self.dossier.corpus.reading_of[statement.report]
        return f"{reading.report.source}: {self.exact(reading, statement.quote)}"

    def utterance(self, utterance: Utterance) -> str:
        members = sorted(self.member(s) for s in utterance.statements)
        who = self.names.get(utterance.actor or "", "?")
        return "\n    ".join((f"{who} ({utterance.said})", *members))

    def all_series(self) -> Iterator[str]:
        for series in self.dossier.series:
            if len(series.figures) > 1:
                relations = sorted(
                    f"{r.relation}: {self.count(r.left)} ~ {self.count(r.right)}"
                    for r in series.relations
                    if r.relation != "agree"
                )
                members = sorted(map(self.count, series.figures))
                yield "\n    ".join((f"{series.label}: {'; '.join(members)}", *relations))

    def count(self, own: str) -> str:
        figure = self.dossier.corpus.figures[own]
        reading = self.dossier.corpus.reading_of[figure.report]
        return f"{self.exact(reading, (figure.span,))} ({reading.report.source[:2]})"

    def claim(self, claim: Claim) -> str:
        positions = sorted(
            f"{self.names.get(p.actor, '?')} {p.act} {p.date} x{len(p.statements)}" for p in claim.positions
        )
        (low, high) = next(
            ((o.low, o.high) for o in self.dossier.origins if o.subject == claim.id),
            (0, 0),
        )
        return f"{claim.text} [{claim.status}, {low} to {high} origins]\n    {'; '.join(positions)}"

    def link(self, link: Link) -> str:
        ends = (self.files.get(end, end) for end in (link.source, link.target))
        return f"{link.kind} {' -> '.join(ends)} [{link.judgement}]"

    def bound(self, bound: DateBound) -> str:
        return f"{self.files[bound.report]}: {bound.earliest} to {bound.latest}"


def _present(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span else ()


def _sourced(value: Sourced | None) -> str:
    return f"{value.value} ({value.provenance})" if value else "-"


def main() -> int:
    """Write the golden text; not in CI, where a change must be seen and not taken over."""
    if os.environ.get("CI"):
        sys.stderr.write("the golden text is not written in CI: write it at your desk and look at the diff\n")
        return 2
    GOLDEN.write_text(rendered(sample_dossier()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
