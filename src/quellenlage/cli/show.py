"""What the commands print for a person. Report text is printed as text: never as markup or control."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quellenlage.api import Compiled
from quellenlage.cli.printable import printable, shortened
from quellenlage.domain.changes import ChangeKind
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.finding import Finding, Severity
from quellenlage.domain.story import Relation, Series, Story
from quellenlage.evaluate.score import Scored
from quellenlage.ledger.codec import encode
from quellenlage.ledger.diff import LedgerDiff
from quellenlage.ledger.explain import Explanation, Place, Reason
from quellenlage.ledger.verify import Verification

SIGNS = {ChangeKind.ADDED: "+", ChangeKind.CUT: "-", ChangeKind.CHANGED: "~"}
SHOWN_FINDINGS = 8
SHOWN_STORIES = 5
SHOWN_CLAIMS = 3
SHOWN_POSITIONS = 5
SHOWN_SERIES = 8
SHOWN_REASONS = 12
WIDTH = 96
IDS = (
    "id",
    "report",
    "story",
    "participant",
    "actor",
    "statement",
    "source",
    "target",
    "within",
    "continues",
)


@dataclass(frozen=True, slots=True)
class CompiledSummary:
    """What `compile --json` prints."""

    run: str
    ledger: str | None
    page: str | None
    document: str | None
    reports: int
    stories: int
    statements: int
    figures: int
    utterances: int
    claims: int
    findings: dict[str, int]


def compiled_json(compiled: Compiled) -> str:
    """The summary of a run as one line of JSON."""
    d, w = compiled.dossier, compiled.written
    summary = CompiledSummary(
        run=d.run.id,
        ledger=str(w.ledger) if w else None,
        page=str(w.page) if w else None,
        document=str(w.document) if w else None,
        reports=len(d.readings),
        stories=len(d.stories),
        statements=sum(len(r.statements) for r in d.readings),
        figures=sum(len(r.figures) for r in d.readings),
        utterances=len(d.utterances),
        claims=len(d.claims),
        findings=dict(sorted(Counter(f.severity.value for f in d.findings).items())),
    )
    return encode(summary).decode()


# -- compile --------------------------------------------------------------------------------------


def show_compiled(compiled: Compiled, console: Console) -> None:
    """What was found, story by story, and where to look."""
    dossier = compiled.dossier
    statements = sum(len(r.statements) for r in dossier.readings)
    figures = sum(len(r.figures) for r in dossier.readings)
    counts = (
        count(len(dossier.readings), "report", "reports"),
        count(len(dossier.stories), "story", "stories"),
        f"{count(statements, 'statement', 'statements')} in "
        f"{count(len(dossier.utterances), 'utterance', 'utterances')}",
        count(figures, "figure", "figures"),
        count(len(dossier.claims), "claim", "claims"),
        count(len(dossier.findings), "finding", "findings"),
    )
    _line(console, ", ".join(counts))
    stories = sorted(dossier.stories, key=lambda s: (-len(s.reports), s.id))
    for story in stories[:SHOWN_STORIES]:
        _show_story(dossier, story, console)
    _more(console, len(stories) - SHOWN_STORIES, "more stories in the dossier", "\n")
    _show_findings(dossier.findings, console)
    if compiled.written:
        _line(console, "\nOpen in a browser:", style="bold")
        _line(console, f"  {printable(str(compiled.written.page))}")
        _line(console, "Check every line:", style="bold")
        _line(console, f"  quellenlage verify {printable(str(compiled.written.ledger.parent))}")


def _show_story(dossier: Dossier, story: Story, console: Console) -> None:
    sources = ", ".join(dossier.corpus.reading_of[r].report.source for r in story.reports)
    _line(console, "\n" + (shortened(story.title, WIDTH) or "(no title)"), style="bold")
    _line(console, f"  {count(len(story.reports), 'report', 'reports')}: {shortened(sources, WIDTH)}")
    names = {actor.id: actor.name for actor in dossier.actors}
    claims = [c for c in dossier.claims if c.story == story.id and len({p.actor for p in c.positions}) > 1]
    for claim in sorted(claims, key=lambda c: (-len(c.positions), c.id))[:SHOWN_CLAIMS]:
        taken = (
            f"{names.get(p.actor, '?')}: {p.act}{_on(p.date)}" for p in claim.positions[:SHOWN_POSITIONS]
        )
        _line(console, f"  [{claim.status}] „{shortened(claim.text, WIDTH)}“")
        _line(console, f"      {printable('; '.join(taken))}")
    _more(console, len(claims) - SHOWN_CLAIMS, "more claims with several positions", "  ")
    series = [s for s in dossier.series if s.story == story.id and len(s.figures) > 1]
    for one in sorted(series, key=_by_interest)[:SHOWN_SERIES]:
        _line(console, f"  {_series_line(dossier, one)}")
    _more(console, len(series) - SHOWN_SERIES, "more series of figures", "  ")


def _by_interest(series: Series) -> tuple[int, int, str]:
    """Conflicts and updates first, then the longest."""
    told = sum(r.relation in (Relation.CONFLICT, Relation.UPDATE) for r in series.relations)
    return -told, -len(series.figures), series.id


def _series_line(dossier: Dossier, series: Series) -> str:
    figures = [dossier.corpus.figures[f] for f in series.figures]
    printed = [f.span.of(dossier.corpus.reading_of[f.report].report.text) for f in figures]
    relations = Counter(r.relation for r in series.relations)
    told = ", ".join(f"{r} {relations[r]}x" for r in Relation if relations[r])
    return shortened(" | ".join(dict.fromkeys(printed)), WIDTH) + (f"  ({told})" if told else "")


def _show_findings(findings: tuple[Finding, ...], console: Console) -> None:
    serious = [f for f in findings if f.severity is not Severity.INFO]
    if not serious:
        return
    _line(console, f"\nFindings ({len(serious)} of {len(findings)} are warnings or errors):", style="bold")
    ordered = sorted(serious, key=lambda f: (f.severity is not Severity.ERROR, f.source or "", f.code))
    for finding in ordered[:SHOWN_FINDINGS]:
        _line(console, f"  {finding_line(finding)}")
    _more(console, len(serious) - SHOWN_FINDINGS, "more, all listed in the dossier", "  ")


def finding_line(finding: Finding) -> str:
    """A finding as one line that names its file and its code."""
    message = shortened(finding.message, 2 * WIDTH)
    return f"{finding.severity}: {printable(finding.source or '-')}: {message} ({finding.code})"


# -- verify, explain, evaluate --------------------------------------------------------------------


def show_verification(result: Verification, console: Console, errors: Console) -> None:
    """One line when all holds; otherwise one line a fault, naming the ledger's line."""
    if result.faults:
        for fault in result.faults:
            _line(errors, f"{printable(fault.line)}: {printable(fault.message)}")
        told = count(len(result.faults), "fault", "faults")
        _line(errors, f"{told}: this ledger does not hold", style="bold red")
        return
    told = f"{result.reports} texts, {result.entries} lines, {result.spans} spans"
    _line(console, f"verified: {told}; every one holds")


def show_explanation(explanation: Explanation, console: Console, indent: int = 0) -> None:
    """A line, its spans in context, its reasons, and under it the lines it rests on."""
    pad = "  " * indent
    _line(console, f"{pad}{explanation.kind} {explanation.id}", style="bold")
    made = f"made by {explanation.method}" + (f" {explanation.version}" if indent == 0 else "")
    if explanation.confidence is not None:
        made += f", confidence {explanation.confidence:.2f}"
    _line(console, f"{pad}  {printable(made)}")
    if facts := _facts(explanation.content):
        _line(console, f"{pad}  {facts}")
    for place in explanation.places:
        console.print(Text(f"{pad}  ") + _place(place), soft_wrap=True)
    for reason in explanation.reasons[:SHOWN_REASONS]:
        _line(console, f"{pad}  because {_reason(reason)}")
    _more(console, len(explanation.reasons) - SHOWN_REASONS, "more reasons", f"{pad}  ")
    for below in explanation.rests_on:
        show_explanation(below, console, indent + 1)


def show_diff(found: LedgerDiff, console: Console) -> None:
    """Counts, then every difference with what was there and what is there now."""
    if not found.lines:
        _line(console, "no difference")
        return
    counted = "; ".join(f"{n} {kind} {change}" for kind, change, n in found.counts)
    _line(console, counted, style="bold")
    kind = None
    for line in found.lines:
        if line.kind is not kind:
            kind = line.kind
            _line(console, f"\n{kind}", style="bold")
        _line(console, f"  {SIGNS[line.change]} {shortened(line.about, 2 * WIDTH)}")
        for sign, told in (("-", line.before), ("+", line.after)):
            if told:
                _line(console, f"      {sign} {shortened(told, 4 * WIDTH)}")


def _facts(content: str) -> str:
    """The plain values of a line's content: type and act, bounds, status."""
    line = json.loads(content)
    plain = ((k, v) for k, v in line.items() if k not in IDS and isinstance(v, str | int | float))
    return shortened(", ".join(f"{key} {value}" for key, value in plain if value != ""), 2 * WIDTH)


def _place(place: Place) -> Text:
    where = f"{place.role:10} {printable(place.source)}:{place.line} [{place.start}:{place.end}]  …"
    text = Text(where + printable(place.prefix))
    text.append(printable(place.exact), style="bold reverse")
    text.append(printable(place.suffix) + "…")
    return text


def _reason(reason: Reason) -> str:
    score = "" if reason.score is None else f" {reason.score:.2f}"
    return printable(f"{reason.name}{score} ({' ~ '.join(reason.between)})")


def show_scores(scored: Scored, console: Console, errors: bool) -> None:
    """The table of scores, and what went wrong where asked for."""
    table = Table("score", "value", box=None)
    for name, value in scored.scores:
        table.add_row(name, f"{value:.4f}" if isinstance(value, float) else str(value))
    console.print(table)
    if errors:
        for error in scored.errors:
            _line(console, "\t".join(printable(part) for part in (error.kind, error.report, error.text)))


# -- words ----------------------------------------------------------------------------------------


def count(n: int, one: str, many: str) -> str:
    """`1 report`, `2 reports`."""
    return f"{n} {one if n == 1 else many}"


def _on(date: str | None) -> str:
    return f" ({date})" if date else ""


def _more(console: Console, n: int, what: str, before: str) -> None:
    if n > 0:
        _line(console, f"{before}… and {n} {what}")


def _line(console: Console, text: str, style: str = "") -> None:
    """A line as it is: no markup, no wrapping (a pipe wants whole lines, a terminal wraps by itself)."""
    console.print(Text(text, style=style), soft_wrap=True)
