"""What reports say themselves about where they have it from: agency credits, "X reports", listed URLs.

- A credit ("PAP/Reuters/ps", "Grauwede (dpa)") makes the report DERIVED from `agency:<name>`.
- A medium named as the way of a passage ("so Reuters", "told Radio X") is cited: CITES `agency:<name>`
  or `outlet:<name>`.
- A listed URL cites `outlet:<host>`, one link for a host however many of its pages are listed.

Where what is credited or cited lies in the corpus, a link leads to that report: by its URL (instead of its
host), or, in addition, because it is the only report of that outlet, or the only piece of that agency, that
is near in content and not dated later. Such a link by elimination is unsure, but for an agency's piece that
tells very much the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import simplemma

from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence, Feature, Judgement, Link, LinkKind
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.report import CreditKind
from quellenlage.domain.span import Span
from quellenlage.lang.pack import LANGUAGES, language_pack
from quellenlage.reconcile.copies import COPIED_UNSURE
from quellenlage.reconcile.direction import opening_credits, published
from quellenlage.reconcile.narration import WORD, narration
from quellenlage.reconcile.overlap import overlap
from quellenlage.reconcile.terms import nearness
from quellenlage.reconcile.urls import host_of, place_of

AGENCY, OUTLET = "agency", "outlet"
PRINTED = "printed in the report"
CITED_URL = "cited url"
ONLY_OF_OUTLET = "only near report of the cited outlet"
ONLY_OF_AGENCY = "only near piece of the credited agency"
SENTENCE_WORDS = 4  # words beside an outlet's name that make a sentence of a line
SURELY_MEANT = 0.3  # nearness from which a report is held to be the agency piece that another one credits
SAME_STORY = 0.15  # nearness in content of a report and the one it is held to mean

Proofs = dict[tuple[LinkKind, str], list[Evidence]]


def find_citations(corpus: Corpus) -> tuple[Link, ...]:
    """The links that credits, cited media and listed URLs state, sorted by id."""
    printed = _Printed(corpus)
    links = [link for reading in corpus.readings for link in _of_report(reading, printed)]
    return tuple(sorted({link.id: link for link in links}.values(), key=lambda link: link.id))


def find_page_citations(corpus: Corpus) -> tuple[Link, ...]:
    """The links that listed URLs of other reports make, which prove that these were there before."""
    printed = _Printed(corpus)
    links = (x for r in corpus.readings for x in _listed(r, printed, defaultdict(list)))
    return tuple(sorted({link.id: link for link in links}.values(), key=lambda link: link.id))


def medium_end(name: str) -> str:
    """The end of a link that leads to this medium: agencies are known by name, all others are outlets."""
    return f"{AGENCY}:{name}" if name.casefold() in _agencies() else f"{OUTLET}:{name}"


class _Printed:
    """The reports of the corpus by URL, by outlet, and by the agency whose piece they print."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.by_url: dict[tuple[str, str], list[Reading]] = defaultdict(list)
        self.by_outlet: dict[str, list[Reading]] = defaultdict(list)
        self.by_agency: dict[str, list[Reading]] = defaultdict(list)
        self.outlets: dict[tuple[str, ...], str] = {}  # folded words of a telling name -> name as printed
        for reading in corpus.readings:
            layout = reading.layout
            if layout.outlet:
                self.by_outlet[layout.outlet.value.casefold()].append(reading)
                if words := _telling_name(layout.outlet.value):
                    self.outlets.setdefault(words, layout.outlet.value)
            if layout.url:
                self.by_url[place_of(layout.url.value)].append(reading)
                self.by_outlet[host_of(layout.url.value)].append(reading)
            for agency in opening_credits(reading):
                self.by_agency[agency.casefold()].append(reading)

    def only(self, among: Sequence[Reading], citing: Reading) -> Reading | None:
        """The only report among these that `citing` can mean, None where there are several or none."""
        able = {r.report.id: r for r in among if r.report.id != citing.report.id and _not_later(r, citing)}
        near = [r for r in able.values() if nearness(r, citing) >= SAME_STORY]
        return near[0] if len(near) == 1 else None


def _of_report(reading: Reading, printed: _Printed) -> Iterator[Link]:
    proofs: Proofs = defaultdict(list)
    _credits(reading, proofs)
    _media(reading, printed, proofs)
    yield from _listed(reading, printed, proofs)
    for (kind, target), proof in sorted(proofs.items()):
        yield _link(kind, reading, target, Feature(PRINTED, 1.0), proof)
    yield from _to_reports(reading, printed, proofs)


def _credits(reading: Reading, proofs: Proofs) -> None:
    for credit in reading.layout.credits:
        kind = LinkKind.DERIVED if credit.kind is CreditKind.CREDIT else LinkKind.CITES
        proof = proofs[kind, f"{AGENCY}:{credit.name}"]
        proof.append(Evidence(reading.report.id, credit.span, "credit"))
        if credit.on_span is not None:  # whom the agency cites itself, printed behind or before it
            proof.append(Evidence(reading.report.id, credit.on_span, "on"))


def _media(reading: Reading, printed: _Printed, proofs: Proofs) -> None:
    """Media that pass a statement on, and outlets of the corpus that the text names."""
    report = reading.report.id
    people = {p.id: p for p in reading.participants}
    for statement in reading.statements:
        for medium in (people[pid] for pid in statement.via if pid in people):
            target = medium_end(medium.name)
            spans = [m.span for m in medium.mentions] or [statement.extent]
            nearest = min(spans, key=lambda s: (abs(s.start - statement.extent.start), s.start))
            _add(proofs[LinkKind.CITES, target], Evidence(report, nearest, "via"))
    own = reading.layout.outlet.value if reading.layout.outlet else None
    for name, span in _named_outlets(reading, printed.outlets):
        if name != own:
            _add(proofs[LinkKind.CITES, f"{OUTLET}:{name}"], Evidence(report, span, "named"))


def _named_outlets(reading: Reading, outlets: Mapping[tuple[str, ...], str]) -> Iterator[tuple[str, Span]]:
    """Outlets of the corpus that stand in a sentence; a line that holds little else is a page's head."""
    text = reading.report.text
    present = {word.casefold() for word in WORD.findall(text)} if outlets else set()
    for words, name in sorted(outlets.items()):
        if not present.issuperset(words[:-1]) or not present & {words[-1], f"{words[-1]}s"}:
            continue
        printed = re.compile(rf"\b{re.escape(name)}s?\b")
        for sentence in reading.sentences:
            for match in printed.finditer(text, sentence.span.start, sentence.span.end):
                if len(WORD.findall(sentence.span.of(text))) - len(words) >= SENTENCE_WORDS:
                    yield name, Span(*match.span())


def _listed(reading: Reading, printed: _Printed, proofs: Proofs) -> Iterator[Link]:
    """Links to reports by listed URLs; the other URLs are noted by host."""
    report = reading.report.id
    for cited in reading.layout.cited_urls:
        proof = Evidence(report, cited.span, CITED_URL)
        targets = [r for r in printed.by_url.get(place_of(cited.url), ()) if r.report.id != report]
        for target in targets:
            yield _link(LinkKind.CITES, reading, target.report.id, Feature(CITED_URL, 1.0), [proof])
        host = cited.host.lower().removeprefix("www.") or host_of(cited.url)
        if host and not targets:
            proofs[LinkKind.CITES, f"{OUTLET}:{host}"].append(proof)


def _to_reports(reading: Reading, printed: _Printed, proofs: Proofs) -> Iterator[Link]:
    by_url = {
        r.report.id
        for cited in reading.layout.cited_urls
        for r in printed.by_url.get(place_of(cited.url), ())
    }
    opening = {name.casefold() for name in opening_credits(reading)}
    for (kind, end), proof in sorted(proofs.items()):
        where, _, name = end.partition(":")
        if where == OUTLET:
            among, why = printed.by_outlet.get(name.casefold(), ()), ONLY_OF_OUTLET
        elif kind is LinkKind.DERIVED and name.casefold() not in opening:
            among, why = printed.by_agency.get(name.casefold(), ()), ONLY_OF_AGENCY
        else:
            continue
        found = printed.only(among, reading)
        if found is None or found.report.id in by_url or _one_text(found, reading):
            continue
        near = nearness(found, reading)
        sure = why == ONLY_OF_AGENCY and near >= SURELY_MEANT
        judgement = Judgement.POSITIVE if sure else Judgement.UNSURE
        yield _link(kind, reading, found.report.id, Feature(why, round(near, 4)), proof, judgement)


def _one_text(found: Reading, reading: Reading) -> bool:
    """Whether the two are copies, which `find_copies` links."""
    shared = overlap(narration(reading), narration(found))
    return max(shared.of_left, shared.of_right) >= COPIED_UNSURE


def _telling_name(name: str) -> tuple[str, ...] | None:
    """The folded words of an outlet's name, where one of them is no word of a dictionary.

    "Bild" or "Die Zeit" in running text are no sign that an outlet is meant.
    """
    words = WORD.findall(name)
    if any(len(w) > 2 and not any(simplemma.is_known(w, lang=code) for code in LANGUAGES) for w in words):
        return tuple(word.casefold() for word in words)
    return None


@cache
def _agencies() -> frozenset[str]:
    return frozenset(
        name.casefold()
        for code in LANGUAGES
        for name in language_pack(code).furniture.agencies.canonical.values()
    )


def _add(proof: list[Evidence], evidence: Evidence) -> None:
    if evidence not in proof:
        proof.append(evidence)


def _not_later(cited: Reading, citing: Reading) -> bool:
    first, second = published(cited), published(citing)
    return not (first and second and first[:10] > second[:10])


def _link(
    kind: LinkKind,
    source: Reading,
    target: str,
    feature: Feature,
    evidence: Sequence[Evidence],
    judgement: Judgement = Judgement.POSITIVE,
) -> Link:
    return Link(
        id=content_id("li", kind, source.report.id, target, feature.name),
        kind=kind,
        source=source.report.id,
        target=target,
        judgement=judgement,
        features=(feature,),
        evidence=tuple(evidence),
    )
