"""Who speaks: mentions in a text, participants of one report, actors over many."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.domain.span import Span


class ActorKind(StrEnum):
    """What kind of actor a name stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    ROLE = "role"  # known by role only: "ein Sprecher der Polizei", "Augenzeugen"


class MentionForm(StrEnum):
    """How a mention refers."""

    NAME = "name"
    ROLE = "role"  # "der NATO-Chef", "die Sprecherin"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to somebody. `span` is the whole phrase with title and apposition.

    `name` is the proper name inside the phrase, `role` the office or role noun phrase beside it.
    """

    span: Span
    form: MentionForm
    kind: ActorKind
    name: Span | None = None
    role: Span | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """One actor as seen inside one report.

    `name` is the fullest name the report gives ("Mark Rutte", "südkoreanischer Geheimdienst"),
    `roles` the normalised roles it gives to them ("NATO-Generalsekretär"), `country` an ISO 3166-1
    alpha-2 code where name or role shows one, `speaks_for` the printed name of whom they speak for.
    """

    id: str
    report: str
    name: str
    kind: ActorKind
    mentions: tuple[Mention, ...]
    roles: tuple[str, ...] = ()
    country: str | None = None
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor over many reports: the participants judged to be the same."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    participants: tuple[str, ...]
    speaks_for: str | None = None  # id of an actor
