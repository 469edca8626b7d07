"""A dossier: everything that many reports yield together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from quellenlage.domain.actor import Actor
from quellenlage.domain.changes import Changes
from quellenlage.domain.claim import Claim
from quellenlage.domain.finding import Finding
from quellenlage.domain.link import Link
from quellenlage.domain.loss import AttributionLoss
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.story import DateBound, OriginBounds, Series, Story, Utterance


@dataclass(frozen=True, slots=True)
class InputRecord:
    """One input as given: its name, the SHA-256 of its bytes, and the ids of the reports it yielded."""

    source: str
    sha256: str | None
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What made a dossier. Holds no clock time: the same input gives the same run."""

    id: str
    version: str  # of Quellenlage
    reader: str  # "rules" or a model's name
    reader_version: str  # changes whenever rules or language data change
    settings: tuple[tuple[str, str], ...]
    inputs: tuple[InputRecord, ...]


@dataclass(frozen=True)
class Dossier:
    """Everything, in a canonical order (sorted by id) that does not depend on the order of the input."""

    run: Run
    readings: tuple[Reading, ...]
    stories: tuple[Story, ...]
    actors: tuple[Actor, ...]
    utterances: tuple[Utterance, ...]
    series: tuple[Series, ...]
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    origins: tuple[OriginBounds, ...]
    date_bounds: tuple[DateBound, ...]
    findings: tuple[Finding, ...]
    losses: tuple[AttributionLoss, ...] = ()
    changes: tuple[Changes, ...] = ()

    @cached_property
    def corpus(self) -> Corpus:
        """The readings with their look-ups."""
        return Corpus(self.readings)

    @cached_property
    def actor_of(self) -> dict[str, Actor]:
        """Actors by participant id."""
        return {pid: actor for actor in self.actors for pid in actor.participants}
