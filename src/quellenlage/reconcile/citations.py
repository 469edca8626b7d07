"""What reports say themselves about where they have it from: agency credits, "X reports", listed URLs.

- A credit ("PAP/Reuters/ps", "Grauwede (dpa)") makes the report DERIVED from `agency:<name>`.
- A medium named as the channel of a passage ("so Reuters") is cited: CITES `agency:<name>` or
  `outlet:<name>`.
- A listed URL cites `outlet:<host>`, one link for a host however many of its pages are listed.

Where the cited page or outlet is a report of the corpus, a second link leads to that report: by its URL, or
by its outlet if exactly one report of that outlet tells of the same (they share rare terms) and is not
dated later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence, Feature, Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.report import CreditKind
from quellenlage.reconcile.direction import published

PRINTED = (Feature("printed in the report", 1.0),)
AGENCY, OUTLET = "agency", "outlet"
CITED_URL = "cited url"


def find_citations(corpus: Corpus) -> tuple[Link, ...]:
    """The links that credits, cited media and listed URLs state, sorted by id."""
    pages = _Pages(corpus)
    links = [link for reading in corpus.readings for link in _of_report(reading, pages)]
    return tuple(sorted({link.id: link for link in links}.values(), key=lambda link: link.id))


def host_of(url: str) -> str:
    """The host without `www.`, lower case; empty where there is none."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.")


class _Pages:
    """The reports of the corpus by URL, outlet name and host."""

    def __init__(self, corpus: Corpus) -> None:
        self.by_url: dict[str, list[Reading]] = defaultdict(list)
        self.by_outlet: dict[str, list[Reading]] = defaultdict(list)
        for reading in corpus.readings:
            layout = reading.layout
            names = {layout.outlet.value.casefold()} if layout.outlet else set()
            if layout.url:
                self.by_url[_address(layout.url.value)].append(reading)
                names.add(host_of(layout.url.value))
            for name in names - {""}:
                self.by_outlet[name].append(reading)

    def is_outlet(self, name: str) -> bool:
        return name.casefold() in self.by_outlet

    def one_of_outlet(self, name: str, citing: Reading) -> Reading | None:
        """The only report of this outlet that `citing` can mean, None where there are several or none."""
        able = [
            r
            for r in self.by_outlet.get(name.casefold(), ())
            if r.report.id != citing.report.id and _not_later(r, citing) and _tells_of_the_same(r, citing)
        ]
        return able[0] if len(able) == 1 else None


def _of_report(reading: Reading, pages: _Pages) -> Iterator[Link]:
    spans: dict[tuple[LinkKind, str], list[Evidence]] = defaultdict(list)
    report = reading.report.id
    for credit in reading.layout.credits:
        kind = LinkKind.DERIVED if credit.kind is CreditKind.CREDIT else LinkKind.CITES
        outlet = credit.kind is CreditKind.CITES and pages.is_outlet(credit.name)
        target = f"{OUTLET if outlet else AGENCY}:{credit.name}"
        spans[kind, target].append(Evidence(report, credit.span, "credit"))
    for cited in reading.layout.cited_urls:
        host = cited.host.lower().removeprefix("www.") or host_of(cited.url)
        if host:
            spans[LinkKind.CITES, f"{OUTLET}:{host}"].append(Evidence(report, cited.span, "cited url"))
    for (kind, target), evidence in sorted(spans.items()):
        yield _link(kind, reading, target, PRINTED, tuple(evidence))
    yield from _to_reports(reading, pages, spans)


def _to_reports(
    reading: Reading, pages: _Pages, spans: dict[tuple[LinkKind, str], list[Evidence]]
) -> Iterator[Link]:
    report = reading.report.id
    reached = set()
    for cited in reading.layout.cited_urls:
        for target in pages.by_url.get(_address(cited.url), ()):
            if target.report.id != report:
                reached.add(target.report.id)
                evidence = (Evidence(report, cited.span, "cited url"),)
                yield _link(LinkKind.CITES, reading, target.report.id, (Feature(CITED_URL, 1.0),), evidence)
    for (kind, name), proof in sorted(spans.items()):
        found = pages.one_of_outlet(name.partition(":")[2], reading) if kind is LinkKind.CITES else None
        if found is not None and found.report.id not in reached:
            feature = Feature("only report of the cited outlet", 0.7)
            yield _link(LinkKind.CITES, reading, found.report.id, (feature,), tuple(proof))


def _address(url: str) -> str:
    """A URL as far as it names a page: without scheme, `www.`, query, fragment and last slash."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
    except ValueError:
        return url
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"


def _not_later(cited: Reading, citing: Reading) -> bool:
    first, second = published(cited), published(citing)
    return not (first and second and first[:10] > second[:10])


def _tells_of_the_same(cited: Reading, citing: Reading) -> bool:
    """Whether the two name at least one participant in common."""
    names = {p.name.casefold() for p in cited.participants}
    return any(p.name.casefold() in names for p in citing.participants)


def _link(
    kind: LinkKind,
    source: Reading,
    target: str,
    features: tuple[Feature, ...],
    evidence: tuple[Evidence, ...],
) -> Link:
    return Link(
        id=content_id("ln", kind, source.report.id, target),
        kind=kind,
        source=source.report.id,
        target=target,
        judgement=Judgement.POSITIVE,
        features=features,
        evidence=evidence,
    )
