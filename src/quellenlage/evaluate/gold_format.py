"""The gold format (version 1) as types: one YAML file per report, one `story.yaml` per folder.

Everything located is found by string search: `exact` plus `nth` (1-based, plain substring matches).
The format is described in docs/reference/gold-format.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from quellenlage.domain.span import Span
from quellenlage.errors import InputError

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # safe, and ten times as fast where it exists


@dataclass(frozen=True, slots=True)
class Located:
    """A string of the report and which of its matches is meant."""

    exact: str
    nth: int = 1

    def in_text(self, text: str) -> Span | None:
        """Where it stands; None if the text does not hold it that often."""
        at = -1
        for _ in range(self.nth):
            at = text.find(self.exact, at + 1)
            if at < 0:
                return None
        return Span(at, at + len(self.exact))


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """A hand-made statement; `actor` is a key of the story's actors."""

    id: str
    quote: tuple[Located, ...]
    type: str
    cue: tuple[Located, ...]
    speaker: tuple[Located, ...]
    actor: str | None
    addressee: tuple[Located, ...]
    said: Located | None
    said_value: str | None
    via: tuple[str, ...]
    channel: tuple[Located, ...]
    act: str


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A hand-made figure; `statement` is the id of the statement that carries it."""

    where: Located
    low: Decimal | None
    high: Decimal | None
    qualifier: str
    what: str
    statement: str | None
    series: str | None


@dataclass(frozen=True, slots=True)
class GoldReport:
    """The gold of one report. `file` is the report's file name, `stem` the gold file's."""

    stem: str
    file: str
    title: str | None
    published: str | None
    published_exact: str | None
    agencies: tuple[str, ...]
    byline: str | None
    boilerplate: tuple[Located, ...]
    statements: tuple[GoldStatement, ...]
    figures: tuple[GoldFigure, ...]
    optional: tuple[str, ...] = ()
    optional_figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldActor:
    """An actor of the story with every surface form seen."""

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """A position on a claim; `statements` are `stem#id`."""

    actor: str
    act: str
    date: str | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A proposition in one sentence, with the positions taken on it."""

    id: str
    text: str
    positions: tuple[GoldPosition, ...]


@dataclass(frozen=True, slots=True)
class GoldLink:
    """A dependency between reports, or on an agency key."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class GoldStory:
    """Everything of a gold folder."""

    name: str
    reports: tuple[GoldReport, ...]
    actors: tuple[GoldActor, ...]
    utterances: tuple[tuple[str, ...], ...]
    claims: tuple[GoldClaim, ...]
    links: tuple[GoldLink, ...]
    stories: tuple[tuple[str, ...], ...]
    series: tuple[tuple[str, str], ...]


def load_gold(folder: Path) -> GoldStory:
    """Read a gold folder.

    Raises `InputError` when it holds no gold or a file in it is not in the format.
    """
    reports: list[GoldReport] = []
    story: dict[str, Any] = {}
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    for path in sorted(folder.glob("*.yaml")):
        try:
            data = yaml.load(path.read_text("utf-8"), Loader) or {}
            if path.stem == "story":
                story = data
            else:
                reports.append(_report(path.stem, data))
        except (yaml.YAMLError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
            raise InputError(f"{path}: not in the gold format: {error!r}") from error
    if not reports:
        raise InputError(f"{folder}: holds no gold (one YAML file per report)")
    return _story(story, tuple(reports))


def _story(data: dict[str, Any], reports: tuple[GoldReport, ...]) -> GoldStory:
    return GoldStory(
        name=str(data.get("story") or ""),
        reports=reports,
        actors=tuple(
            GoldActor(
                key, str(a.get("name") or key), str(a.get("kind") or "role"), tuple(a.get("aliases") or ())
            )
            for key, a in (data.get("actors") or {}).items()
        ),
        utterances=tuple(tuple(u["members"]) for u in data.get("utterances") or ()),
        claims=tuple(
            GoldClaim(
                c["id"],
                c["text"],
                tuple(
                    GoldPosition(p["actor"], p["act"], _text(p.get("date")), tuple(p["statements"]))
                    for p in c["positions"]
                ),
            )
            for c in data.get("claims") or ()
        ),
        links=tuple(GoldLink(x["from"], x["to"], x["kind"]) for x in data.get("links") or ()),
        stories=tuple(tuple(v) for v in (data.get("stories") or {}).values())
        or (tuple(r.stem for r in reports),),
        series=tuple((k, str(v)) for k, v in (data.get("series") or {}).items()),
    )


def _actor(key: str, data: dict[str, Any]) -> GoldActor:
    name, kind = str(data.get("name") or key), str(data.get("kind") or "role")
    return GoldActor(key, name, kind, tuple(data.get("aliases") or ()))


def _report(stem: str, data: dict[str, Any]) -> GoldReport:
    meta = data["meta"]
    return GoldReport(
        stem=stem,
        file=data["report"],
        title=meta.get("title"),
        published=_text(meta.get("published")),
        published_exact=_text(meta.get("published_exact")),
        agencies=tuple(meta.get("agencies") or ()),
        byline=_text(meta.get("byline")),
        boilerplate=_located(meta.get("boilerplate")),
        statements=tuple(_statement(s) for s in data.get("statements") or ()),
        figures=tuple(_figure(f) for f in data.get("figures") or ()),
        optional=tuple(x.exact for x in _located(data.get("optional"))),
        optional_figures=tuple(x.exact for x in _located(data.get("optional_figures"))),
    )


def _statement(s: dict[str, Any]) -> GoldStatement:
    said = s.get("said") or {}
    return GoldStatement(
        id=s["id"],
        quote=_located(s["quote"]),
        type=s["type"],
        cue=_located(s.get("cue")),
        speaker=_located(s.get("speaker")),
        actor=s.get("actor"),
        addressee=_located(s.get("addressee")),
        said=Located(said["exact"], said.get("nth") or 1) if said.get("exact") else None,
        said_value=_text(said.get("value")),
        via=tuple(s.get("via") or ()),
        channel=_located(s.get("channel")),
        act=s["act"],
    )


def _figure(f: dict[str, Any]) -> GoldFigure:
    return GoldFigure(
        where=Located(str(f["exact"]), f.get("nth") or 1),
        low=_decimal(f.get("low")),
        high=_decimal(f.get("high")),
        qualifier=f["qualifier"],
        what=str(f.get("what") or ""),
        statement=f.get("statement"),
        series=f.get("series"),
    )


def _located(value: Any) -> tuple[Located, ...]:
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(found for item in value for found in _located(item))
    if isinstance(value, dict):
        return (Located(str(value["exact"]), value.get("nth") or 1),)
    return (Located(str(value)),)


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
