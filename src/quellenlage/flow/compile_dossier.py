"""The way of many reports: from a pile of inputs to one dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from quellenlage.domain.decision import Decision, DecisionKind
from quellenlage.domain.dossier import Dossier, Run
from quellenlage.domain.finding import Finding
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.report import Report
from quellenlage.extract.decided import as_decided
from quellenlage.flow.read_report import read_safely
from quellenlage.ports import Engine
from quellenlage.reconcile.actors import find_actors
from quellenlage.reconcile.attribution_loss import find_attribution_losses
from quellenlage.reconcile.citations import find_citations
from quellenlage.reconcile.claims import find_claims
from quellenlage.reconcile.copies import find_copies
from quellenlage.reconcile.dating import bound_dates
from quellenlage.reconcile.decisions import findings_about, rulings_of
from quellenlage.reconcile.origins import count_origins
from quellenlage.reconcile.revisions import find_changes
from quellenlage.reconcile.series import find_series
from quellenlage.reconcile.stories import find_stories
from quellenlage.reconcile.utterances import find_utterances, link_shared


class HasId(Protocol):
    """What is sorted by its content-derived id."""

    @property
    def id(self) -> str:
        """The id."""
        ...


HasIdT = TypeVar("HasIdT", bound=HasId)


def compile_dossier(
    reports: Iterable[Report],
    run: Run,
    input_findings: Iterable[Finding],
    engine: Engine,
    read: Callable[[Report], Reading] = read_safely,
    decisions: Sequence[Decision] = (),
) -> Dossier:
    """Read every report and reconcile what they say, as people decided where they did (see `in_force`).

    The order of `reports` does not matter.
    """
    readings = (as_decided(reading, decisions) for reading in engine.map(read, reports))
    return reconcile(Corpus(tuple(readings)), run, tuple(input_findings), decisions)


def reconcile(
    corpus: Corpus, run: Run, input_findings: tuple[Finding, ...], decisions: Sequence[Decision] = ()
) -> Dossier:
    """What the readings have in common: copies, stories, actors, utterances, series, claims, origins."""
    about_utterances = rulings_of(decisions, DecisionKind.UTTERANCE)
    about_claims = rulings_of(decisions, DecisionKind.CLAIM)
    copies = find_copies(corpus)
    citations = find_citations(corpus)
    stories = find_stories(corpus, copies)
    actors = find_actors(corpus, stories, decisions)
    utterances = find_utterances(corpus, stories, actors, copies, about_utterances)
    bounds = bound_dates(corpus, utterances, copies)
    series = find_series(corpus, stories, actors, utterances, bounds)
    claims = find_claims(corpus, stories, actors, utterances, about_claims)
    links = (*copies, *citations, *link_shared(corpus, utterances))
    origins = count_origins(corpus, links, actors, utterances, series, claims)
    losses = find_attribution_losses(corpus, stories, actors, copies, series)
    changes = find_changes(corpus, stories, copies, claims)
    return Dossier(
        run=run,
        readings=corpus.readings,
        stories=_by_id(stories),
        actors=_by_id(actors),
        utterances=_by_id(utterances),
        series=_by_id(series),
        claims=_by_id(claims),
        links=_by_id(links),
        origins=tuple(sorted(origins, key=lambda o: o.subject)),
        date_bounds=tuple(sorted(bounds, key=lambda b: b.report)),
        findings=_all_findings(corpus.readings, (*input_findings, *findings_about(decisions, corpus))),
        losses=losses,
        changes=changes,
    )


def _by_id(items: Iterable[HasIdT]) -> tuple[HasIdT, ...]:
    return tuple(sorted(items, key=lambda item: item.id))


def _all_findings(readings: tuple[Reading, ...], more: tuple[Finding, ...]) -> tuple[Finding, ...]:
    every = {*more, *(finding for reading in readings for finding in reading.findings)}
    return tuple(sorted(every, key=repr))
