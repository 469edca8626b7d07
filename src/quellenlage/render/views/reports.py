"""Reports as a reading view: every highlighted span, page furniture marked, where the metadata came from."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.domain.finding import Finding
from quellenlage.domain.link import Judgement, Link, LinkKind
from quellenlage.domain.reading import Reading
from quellenlage.domain.report import Sourced
from quellenlage.domain.span import Span
from quellenlage.render.views.index import Index, value_of
from quellenlage.render.views.parts import Proof, ReportRef, anchor_of
from quellenlage.render.views.text import Fold, finding_anchor, text_view


@dataclass(frozen=True, slots=True)
class Meta:
    """A piece of metadata with where it came from (a `Provenance` value)."""

    label: str
    value: str
    provenance: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """A dependency of this report: `outgoing` where it depends on the other end."""

    anchor: str
    kind: str
    outgoing: bool
    judgement: str
    report: ReportRef | None
    name: str | None
    outside: str | None  # "agency" or "outlet" outside the corpus


@dataclass(frozen=True, slots=True)
class FindingView:
    """Something not understood: `anchor` leads to its span or report."""

    severity: str
    stage: str
    code: str
    message: str
    source: str | None
    anchor: str | None
    report: ReportRef | None
    exact: str | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report, ready to be read."""

    ref: ReportRef
    title: str
    outlet: str | None
    source: str
    sha256: str
    media_type: str
    published: Meta | None
    earliest: str | None
    latest: str | None
    bound_reasons: tuple[str, ...]
    bound_evidence: tuple[Proof, ...]
    meta: tuple[Meta, ...]
    url: str | None
    translated: tuple[tuple[str, str], ...]  # signs of a machine translation, and what shows them
    agencies: tuple[str, ...]
    cited: tuple[tuple[str, str | None], ...]  # host and address
    blocks: tuple[Fold, ...]
    links: tuple[LinkView, ...]
    shares: tuple[ReportRef, ...]  # reports that tell the same utterances
    findings: tuple[FindingView, ...]
    counts: tuple[tuple[str, int], ...]


def report_view(index: Index, report: str, at: Span | None = None) -> ReportView:
    """One report of the dossier; `at` is a span to be shown beside those of the lines."""
    reading = index.corpus.reading_of[report]
    layout, bound = reading.layout, index.bound_of.get(report)
    ref = index.ref(report)
    return ReportView(
        ref=ref,
        title=value_of(layout.title) or ref.label,
        outlet=value_of(layout.outlet),
        source=reading.report.source,
        sha256=reading.report.sha256,
        media_type=reading.report.media_type,
        published=_meta("published", layout.published),
        earliest=bound.earliest if bound else None,
        latest=bound.latest if bound else None,
        bound_reasons=bound.reasons if bound else (),
        bound_evidence=index.proofs(bound.evidence) if bound else (),
        meta=_metadata(reading),
        url=_web(value_of(layout.url)),
        translated=_signs(reading),
        agencies=tuple(dict.fromkeys(credit.name for credit in layout.credits)),
        cited=tuple(dict.fromkeys((cited.host, _web(cited.url)) for cited in layout.cited_urls)),
        blocks=text_view(index, reading, at),
        links=tuple(_link(index, link, report) for link in _dependencies(index, report)),
        shares=index.refs_of(
            end
            for link in index.links_by_report.get(report, ())
            if link.kind is LinkKind.SHARES_STATEMENT
            for end in (link.source, link.target)
            if end != report
        ),
        findings=tuple(finding_view(index, f) for f in index.findings_by_report.get(report, ())),
        counts=(
            ("statements", len(reading.statements)),
            ("figures", len(reading.figures)),
            ("times", len(reading.times)),
        ),
    )


def finding_view(index: Index, finding: Finding) -> FindingView:
    """A finding with the place it is about."""
    known = finding.report is not None and finding.report in index.refs
    ref = index.ref(finding.report) if known and finding.report else None
    exact = finding.span.of(index.text(finding.report)) if ref and finding.report and finding.span else None
    return FindingView(
        severity=finding.severity.value,
        stage=finding.stage.value,
        code=finding.code,
        message=finding.message,
        source=finding.source,
        anchor=finding_anchor(finding) if exact else ref.anchor if ref else None,
        report=ref,
        exact=exact[:200] if exact else None,
    )


# -- what the report says about itself -----------------------------------------------------------------


def _meta(label: str, sourced: Sourced | None) -> Meta | None:
    return Meta(label, sourced.value, sourced.provenance.value) if sourced else None


def _metadata(reading: Reading) -> tuple[Meta, ...]:
    layout = reading.layout
    dateline = layout.dateline.of(reading.report.text) if layout.dateline else None
    found = [
        _meta("outlet", layout.outlet),
        _meta("modified", layout.modified),
        _meta("byline", layout.byline),
        Meta("dateline", dateline, "text") if dateline else None,
        _meta("language", layout.language),
        _meta("title", layout.title),
    ]
    return tuple(meta for meta in found if meta is not None)


def _signs(reading: Reading) -> tuple[tuple[str, str], ...]:
    text = reading.report.text
    return tuple(dict.fromkeys((s.reason.value, s.span.of(text)) for s in reading.layout.translated))


def _web(url: str | None) -> str | None:
    """An address that a page may link to: http and https only."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


# -- links ---------------------------------------------------------------------------------------------


def _dependencies(index: Index, report: str) -> list[Link]:
    links = index.links_by_report.get(report, ())
    order = list(LinkKind)
    kept = [
        link
        for link in links
        if link.judgement is not Judgement.NEGATIVE and link.kind is not LinkKind.SHARES_STATEMENT
    ]
    return sorted(kept, key=lambda link: (order.index(link.kind), link.source != report, link.id))


def _link(index: Index, link: Link, report: str) -> LinkView:
    outgoing = link.source == report
    other = link.target if outgoing else link.source
    outside, _, name = other.partition(":")
    inside = index.refs.get(other)
    return LinkView(
        anchor=anchor_of(link.id),
        kind=link.kind.value,
        outgoing=outgoing,
        judgement=link.judgement.value,
        report=inside,
        name=None if inside else (name or other),
        outside=None if inside else outside if name else "other",
    )
