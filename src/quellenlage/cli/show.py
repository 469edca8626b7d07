"""What the commands print for a person. Report text is printed as text: never as markup."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quellenlage.api import Compiled
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.finding import Finding, Severity
from quellenlage.domain.story import Relation, Series, Story
from quellenlage.evaluate.score import Scored
from quellenlage.ledger.codec import encode
from quellenlage.ledger.explain import Explanation, Place
from quellenlage.ledger.verify import Verification

SHOWN_FINDINGS = 8
SHOWN_STORIES = 5
WIDTH = 96


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


def show_compiled(compiled: Compiled, console: Console) -> None:
    """What was found, story by story, and where to look."""
    dossier = compiled.dossier
    statements = sum(len(r.statements) for r in dossier.readings)
    figures = sum(len(r.figures) for r in dossier.readings)
    console.print(
        f"{len(dossier.readings)} reports, {len(dossier.stories)} stories, {statements} statements in "
        f"{len(dossier.utterances)} utterances, {figures} figures, {len(dossier.claims)} claims, "
        f"{len(dossier.findings)} findings",
        highlight=False,
    )
    stories = sorted(dossier.stories, key=lambda s: (-len(s.reports), s.id))
    for story in stories[:SHOWN_STORIES]:
        _show_story(dossier, story, console)
    if len(stories) > SHOWN_STORIES:
        console.print(f"\n… and {len(stories) - SHOWN_STORIES} more stories")
    _show_findings(dossier.findings, console)
    if compiled.written:
        console.print("\nOpen in a browser:", style="bold")
        console.print(Text(f"  {compiled.written.page}"))
        console.print(Text(f"  {compiled.written.ledger}  (check with: quellenlage verify)"))


def _show_story(dossier: Dossier, story: Story, console: Console) -> None:
    console.print()
    console.print(Text(_shortened(story.title), style="bold"))
    sources = ", ".join(dossier.corpus.reading_of[r].report.source for r in story.reports)
    console.print(Text(f"  {len(story.reports)} reports: {_shortened(sources)}"))
    names = {actor.id: actor.name for actor in dossier.actors}
    claims = [c for c in dossier.claims if c.story == story.id and len({p.actor for p in c.positions}) > 1]
    for claim in sorted(claims, key=lambda c: (-len(c.positions), c.id))[:3]:
        taken = "; ".join(f"{names.get(p.actor, '?')}: {p.act}{_on(p.date)}" for p in claim.positions[:5])
        console.print(Text(f"  [{claim.status}] „{_shortened(claim.text)}“"))
        console.print(Text(f"      {taken}"))
    for series in dossier.series:
        if series.story == story.id and len(series.figures) > 1:
            console.print(Text(f"  {_series_line(dossier, series)}"))


def _series_line(dossier: Dossier, series: Series) -> str:
    figures = [dossier.corpus.figures[f] for f in series.figures]
    printed = [f.span.of(dossier.corpus.reading_of[f.report].report.text) for f in figures]
    relations = Counter(r.relation for r in series.relations)
    told = ", ".join(f"{relations[r]}x {r}" for r in Relation if relations[r])
    return _shortened(" | ".join(dict.fromkeys(printed))) + (f"  ({told})" if told else "")


def _show_findings(findings: tuple[Finding, ...], console: Console) -> None:
    serious = [f for f in findings if f.severity is not Severity.INFO]
    if not serious:
        return
    console.print(f"\nFindings ({len(serious)} of {len(findings)} are warnings or errors):", style="bold")
    for finding in sorted(serious, key=lambda f: (f.severity is not Severity.ERROR, f.source or ""))[
        :SHOWN_FINDINGS
    ]:
        console.print(Text(_shortened(f"  {finding.severity}: {finding.source or '-'}: {finding.message}")))
    if len(serious) > SHOWN_FINDINGS:
        console.print(f"  … and {len(serious) - SHOWN_FINDINGS} more, all listed in the dossier")


def show_verification(result: Verification, console: Console, errors: Console) -> None:
    """One line when all holds; otherwise one line a fault, naming the ledger's line."""
    if result.faults:
        for fault in result.faults:
            errors.print(Text(f"{fault.line}: {fault.message}"))
        errors.print(f"{len(result.faults)} faults: this ledger does not hold", style="bold red")
        return
    console.print(
        f"verified: {result.reports} texts, {result.entries} lines, {result.spans} spans; every one holds",
        highlight=False,
    )


def show_explanation(explanation: Explanation, console: Console, indent: int = 0) -> None:
    """A line, its spans in context, and under it the lines it rests on."""
    pad = "  " * indent
    console.print(Text(f"{pad}{explanation.kind} {explanation.id}", style="bold"))
    made = f"made by {explanation.method} {explanation.version}"
    if explanation.confidence is not None:
        made += f", confidence {explanation.confidence:.2f}"
    console.print(Text(f"{pad}  {made}"))
    for place in explanation.places:
        console.print(Text(f"{pad}  ") + _place(place))
    if indent == 0:
        console.print(Text(f"{pad}  content: {explanation.content}"))
    for below in explanation.rests_on:
        show_explanation(below, console, indent + 1)


def _place(place: Place) -> Text:
    text = Text(f"{place.role:10} {place.source}:{place.line} [{place.start}:{place.end}]  …")
    text.append(_one_line(place.prefix))
    text.append(_one_line(place.exact), style="bold reverse")
    text.append(_one_line(place.suffix) + "…")
    return text


def show_scores(scored: Scored, console: Console, errors: bool) -> None:
    """The table of scores, and what went wrong where asked for."""
    table = Table("score", "value", box=None)
    for name, value in scored.scores:
        table.add_row(name, f"{value:.4f}" if isinstance(value, float) else str(value))
    console.print(table)
    if errors:
        for error in scored.errors:
            console.print(Text(f"{error.kind}\t{error.report}\t{error.text}"))


def _on(date: str | None) -> str:
    return f" ({date})" if date else ""


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"
