"""What the page of findings shows, and the inputs of the run beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quellenlage.domain.dossier import Run
from quellenlage.render.views.dossier import InputView
from quellenlage.render.views.reports import FindingView, finding_view
from quellenlage.web.page import Opened, Page
from quellenlage.web.query import Query, chosen

FINDINGS = 60  # lines of a page


@dataclass(frozen=True, slots=True)
class FindingsView:
    """What was not understood, and the run that made the ledger."""

    findings: tuple[FindingView, ...]
    severities: tuple[tuple[str, int], ...]
    codes: tuple[tuple[str, int], ...]
    inputs: tuple[InputView, ...]
    more_inputs: int
    run: Run


def findings(opened: Opened, query: Query) -> Page:
    """The findings of the whole run, the gravest first."""
    counts = opened.register.finding_counts()
    severity = chosen(query.kind, ("error", "warning", "info"))
    code = chosen(query.part, [code for _, code, _ in counts])
    part = opened.part()
    lines = opened.register.findings(severity, code, *query.limit(FINDINGS))
    part.findings(lines)
    inputs = opened.run.inputs[:FINDINGS]
    part.reports(r for record in inputs for r in record.reports)
    index = part.index(opened.run)
    by_severity: dict[str, int] = {}
    by_code: dict[str, int] = {}
    for found_severity, found_code, n in counts:
        by_severity[found_severity] = by_severity.get(found_severity, 0) + n
        if severity in (None, found_severity):
            by_code[found_code] = by_code.get(found_code, 0) + n
    view = FindingsView(
        findings=tuple(finding_view(index, f) for f in index.dossier.findings),
        severities=tuple(by_severity.items()),
        codes=tuple(by_code.items()),
        inputs=tuple(InputView(i.source, i.sha256, index.refs_of(i.reports)) for i in inputs),
        more_inputs=len(opened.run.inputs) - len(inputs),
        run=replace(opened.run, inputs=()),
    )
    total = (
        by_code.get(code, 0)
        if code
        else by_severity.get(severity, 0)
        if severity
        else sum(by_severity.values())
    )
    return Page("findings", "", view, paging=query.paging(FINDINGS, len(lines), total))
