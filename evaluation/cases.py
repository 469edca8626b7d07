"""Graded pairs, written by hand: is it one actor, one act of speech, one series, one claim?

    python evaluation/cases.py                # right and all, by kind and grade
    python evaluation/cases.py --wrong        # and every pair that is judged wrongly

STRONG pairs must be right (a test holds them); MEDIUM ones need knowledge of words or languages; WEAK ones
need inference. The pairs of a kind stand in cases/<kind>.csv, written before anything was tuned on them. They
speak of floods, elections, companies, courts, armies, in German, English and across the two. An actor is
written `name/kind/role/country/speaks for` (kind: p, o, c, r); a day is that of saying, after `p` of print.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from quellenlage.domain.actor import Actor, ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.figure import Figure
from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.report import Block, BlockKind, Layout, Provenance, Report, Sourced
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, Method, MethodKind, Said, Statement, StatementType
from quellenlage.domain.story import Story
from quellenlage.extract.figures import find_figures
from quellenlage.extract.times import find_times
from quellenlage.lang.pack import language_pack
from quellenlage.reconcile.actors import find_actors
from quellenlage.reconcile.claims import find_claims
from quellenlage.reconcile.kinship import Kin, Kinship
from quellenlage.reconcile.series import find_series
from quellenlage.reconcile.utterances import find_utterances
from quellenlage.text.sentences import find_sentences

FOLDER = Path(__file__).resolve().parent / "cases"
GRADES = ("STRONG", "MEDIUM", "WEAK")
KINDS = {"p": ActorKind.PERSON, "o": ActorKind.ORGANISATION, "c": ActorKind.COUNTRY, "r": ActorKind.ROLE}
BY_HAND = Method(MethodKind.RULE, "by-hand", "1")
RELATED = {Kin.SPEAKS_FOR, Kin.OFFICE, Kin.COUNTRY}
MARKED = re.compile(r"\[(.+?)\]")


@dataclass(frozen=True, slots=True)
class Case:
    """A row of a file: its number, its grade, the feature that decides, and all of its columns."""

    kind: str
    number: int
    grade: str
    feature: str
    row: dict[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was judged, and whether that is right."""

    case: Case
    right: bool
    judged: str


def main() -> int:
    """Print the table; with `--wrong` the pairs judged wrongly. 1 if a STRONG pair is wrong."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--wrong", action="store_true", help="list every pair that is judged wrongly")
    asked = arguments.parse_args()
    verdicts = [judged(case) for case in cases()]
    print(f"{'kind':12}" + "".join(f"{grade:>12}" for grade in (*GRADES, "all")))
    for kind in (*JUDGES, "all"):
        own = [v for v in verdicts if kind in (v.case.kind, "all")]
        print(f"{kind:12}" + "".join(f"{_share(own, grade):>12}" for grade in (*GRADES, "")))
    for verdict in verdicts:
        if asked.wrong and not verdict.right:
            print(describe(verdict))
    return int(any(not v.right and v.case.grade == "STRONG" for v in verdicts))


def cases() -> Iterator[Case]:
    """All pairs, file by file."""
    for kind in JUDGES:
        with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 1):
                yield Case(kind, number, row["grade"], row["feature"], row)


def judged(case: Case) -> Verdict:
    """What reconciling makes of a pair."""
    found = JUDGES[case.kind](case.row)
    return Verdict(case, found == _expected(case), found)


def describe(verdict: Verdict) -> str:
    """One line for a reader."""
    row = verdict.case.row
    return (
        f"{verdict.case.kind} {verdict.case.number} {verdict.case.grade} ({verdict.case.feature}): "
        f"{verdict.judged!r} for {_expected(verdict.case)!r}: {row['left']} | {row['right']}"
    )


def _expected(case: Case) -> str:
    row = case.row
    more = row.get("relation") or row.get("acts") or ""
    return f"{row['same']} {more}".strip()


def _share(verdicts: list[Verdict], grade: str) -> str:
    own = [v for v in verdicts if not grade or v.case.grade == grade]
    return f"{sum(v.right for v in own)}/{len(own)}"


# -- judging -------------------------------------------------------------------------------------------


def _actors(row: dict[str, str]) -> str:
    """`yes`, `no`, `speaks-for` of one and the other, `same-house` of two who speak for one."""
    left = _reading("left", row["left_language"], _printed(row["left"]))
    right = _reading("right", row["right_language"], _printed(row["right"]))
    beside = [n for n in row["beside"].split("; ") if n]
    third = _reading("third", row["left_language"], "\n".join(map(_printed, beside)) or "Nichts.")
    left, right = _with_people(left, row["left"]), _with_people(right, row["right"])
    corpus, stories = _story(left, right, _with_people(third, *beside))
    actors = find_actors(corpus, stories)
    owner = {pid: actor for actor in actors for pid in actor.participants}
    one, other = (owner[r.participants[0].id] for r in (left, right))
    return _relation(Kinship(corpus, actors), one, other)


def _relation(kinship: Kinship, one: Actor, other: Actor) -> str:
    if one.id == other.id:
        return "yes"
    if one.speaks_for and one.speaks_for == other.speaks_for:
        return "same-house"
    return "speaks-for" if kinship.of(one.id, other.id) is Kin.SPEAKS_FOR else "no"


def _utterances(row: dict[str, str]) -> str:
    corpus, stories, left, right = _told(row)
    utterances = find_utterances(corpus, stories, find_actors(corpus, stories), ())
    return "yes" if any({left, right} <= set(u.statements) for u in utterances) else "no"


def _claims(row: dict[str, str]) -> str:
    """`yes` and the acts of both where both take a position on one claim."""
    corpus, stories, left, right = _told(row)
    actors = find_actors(corpus, stories)
    claims = find_claims(corpus, stories, actors, find_utterances(corpus, stories, actors, ()))
    for claim in claims:
        acts = [
            next((str(p.act) for p in claim.positions if statement in p.statements), None)
            for statement in (left, right)
        ]
        if all(acts):
            return f"yes {'+'.join(filter(None, acts))}"
    return "no"


def _figures(row: dict[str, str]) -> str:
    """`yes` and how they relate where both figures are of one series."""
    readings, ids = [], []
    for side in ("left", "right"):
        marked = MARKED.search(row[side])
        assert marked is not None, row[side]
        text = MARKED.sub(r"\1", row[side])
        reading = _reading(side, row[f"{side}_language"], text, f"p{row[f'{side}_day']}")
        span = Span(marked.start(), marked.end() - 2)
        figure = next((f for f in reading.figures if f.span.overlaps(span)), None)
        if figure is None:
            return "unread"
        readings.append(replace(reading, figures=_only(reading.figures, figure, row[side])))
        ids.append(figure.id)
    corpus, stories = _story(*readings)
    for series in find_series(corpus, stories, (), (), ()):
        if set(ids) <= set(series.figures):
            relation = next((r.relation for r in series.relations if {r.left, r.right} == set(ids)), "")
            return f"yes {relation}"
    return "no"


def _only(figures: tuple[Figure, ...], marked: Figure, text: str) -> tuple[Figure, ...]:
    """The marked figure, and those beside it in the sentence."""
    return figures if text.count("[") == 1 else (marked,)


JUDGES: dict[str, Callable[[dict[str, str]], str]] = {
    "actors": _actors,
    "utterances": _utterances,
    "figures": _figures,
    "claims": _claims,
}


# -- reports made of a row -----------------------------------------------------------------------------


def _told(row: dict[str, str]) -> tuple[Corpus, tuple[Story, ...], str, str]:
    """A story of two reports that each tell one statement."""
    sides = [
        _with_statement(
            _reading(
                side,
                row[f"{side}_language"],
                f"{_printed(row[f'{side}_speaker'])}: {row[side]}.",
                row[f"{side}_day"],
            ),
            row[f"{side}_speaker"],
            row[side],
            Act(row[f"{side}_act"]),
            row[f"{side}_day"],
        )
        for side in ("left", "right")
    ]
    corpus, stories = _story(*sides)
    left, right = (side.statements[0].id for side in sides)
    return corpus, stories, left, right


def _story(*readings: Reading) -> tuple[Corpus, tuple[Story, ...]]:
    reports = tuple(sorted(r.report.id for r in readings))
    return Corpus(readings), (Story(content_id("sy", *reports), "Fall", reports[0], reports),)


def _reading(name: str, language: str, text: str, day: str = "") -> Reading:
    """A report of one text, with the times and figures that the reader finds in it."""
    report = Report(
        id=content_id("re", name, text),
        source=f"{name}.txt",
        text=text,
        sha256=sha256_of(text),
        source_sha256=sha256_of(text),
        media_type="text/plain",
    )
    blocks = tuple(Block(Span(*m.span()), BlockKind.PARAGRAPH) for m in re.finditer(r"[^\n]+", text))
    published = Sourced(day[1:], Provenance.SIDECAR) if day.startswith("p") else None
    language_of = Sourced(language, Provenance.GUESS)
    layout = Layout(language_of, None, published, None, None, None, None, (), (), (), blocks)
    pack = language_pack(language)
    sentences = find_sentences(text, blocks, pack.segmentation)
    times = find_times(text, sentences, layout, pack)
    figures = find_figures(report.id, text, sentences, times, pack)
    return Reading(report, layout, sentences, times, figures, (), (), ())


def _printed(notation: str) -> str:
    return notation.split("/")[0]


def _with_people(reading: Reading, *notations: str) -> Reading:
    return replace(reading, participants=tuple(_participant(reading, n) for n in notations))


def _participant(reading: Reading, notation: str) -> Participant:
    name, kind, role, country, principal = (*notation.split("/"), "", "", "", "")[:5]
    at = reading.report.text.index(name)
    span = Span(at, at + len(name))
    form = MentionForm.ROLE if kind == "r" else MentionForm.NAME
    mention = Mention(span, form, KINDS[kind], name=None if kind == "r" else span)
    return Participant(
        id=content_id("pa", reading.report.id, name),
        report=reading.report.id,
        name=name,
        kind=KINDS[kind],
        mentions=(mention,),
        roles=(role,) if role else (),
        country=country or None,
        speaks_for=principal or None,
    )


def _with_statement(reading: Reading, speaker: str, quote: str, act: Act, day: str) -> Reading:
    reading = _with_people(reading, speaker)
    at = reading.report.text.rindex(quote)
    who = reading.participants[0]
    reported = {Act.DENY, Act.NOT_DENY, Act.CANNOT_CONFIRM, Act.NO_COMMENT}
    statement = Statement(
        id=content_id("st", reading.report.id),
        report=reading.report.id,
        quote=(Span(at, at + len(quote)),),
        type=StatementType.REPORTED if act in reported else StatementType.INDIRECT,
        act=act,
        cue=(),
        speaker=who.mentions[0].span,
        participant=who.id,
        addressee=None,
        channel=None,
        said=Said(None, day) if day and not day.startswith("p") else None,
        via=(),
        method=BY_HAND,
    )
    figures = tuple(replace(f, statement=statement.id) for f in reading.figures)
    return replace(reading, statements=(statement,), figures=figures)


if __name__ == "__main__":
    sys.exit(main())
