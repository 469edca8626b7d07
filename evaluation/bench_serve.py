"""How long the web interface takes to answer over a large ledger.

    python evaluation/bench_serve.py [--reports 100000] [--rounds 40] [--folder DIR]

Writes a ledger of made-up reports straight into the store (stories of very different size, the largest with
a tenth of all reports), makes the index, starts the server in a process of its own and asks for every kind of
page over HTTP, one request after the other. `--folder` keeps the ledger for the next time.

Besides the time that passes, the server's CPU time is printed (Linux): on a machine that others use too, an
answer waits for its turn, and only the CPU time tells what the answer itself costs. "A fixed piece of work"
is a loop of 100,000 steps: about 6 ms on an idle core of 2020 or later.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from quellenlage.domain.actor import Actor, ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.claim import Claim, Position, Status
from quellenlage.domain.dossier import Dossier, InputRecord, Run
from quellenlage.domain.figure import Figure, Qualifier
from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.link import Evidence, Feature, Judgement, Link, LinkKind
from quellenlage.domain.reading import Reading, Sentence
from quellenlage.domain.report import Block, BlockKind, Layout, Provenance, Report, Sourced
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, Method, MethodKind, Said, Statement, StatementType
from quellenlage.domain.story import (
    FigureRelation,
    OriginBounds,
    OriginStep,
    Relation,
    Series,
    Story,
    Utterance,
)
from quellenlage.stores.register_build import register_of
from quellenlage.stores.sqlite import write_ledger

STATEMENTS = 3  # of a report
GROUP = 12  # reports that tell the same utterance, claim and series
LARGEST = 10  # the largest story has this part of all reports
METHOD = Method(MethodKind.RULE, "made-up", "1")
ACTS = (Act.ASSERT, Act.ASSERT, Act.CONFIRM, Act.DENY, Act.CANNOT_CONFIRM, Act.WARN)
TYPES = (StatementType.DIRECT, StatementType.INDIRECT, StatementType.INDIRECT, StatementType.MIXED)
WORDS = (  # noqa: SIM905
    "Damm Fluss Wasser Ort Bürger Keller Straße Brücke Pegel Helfer Schule Strom Wetter Regen Lage "
    "Schaden Hilfe steigt sinkt hält bricht fehlt reicht kommt geht bleibt wächst heute morgen gestern "
    "bald kaum sehr weiter noch"
).split()


class Maker:
    """Makes a story after the other; the same seed makes the same ledger."""

    def __init__(self, reports: int) -> None:
        self.draw = random.Random(7)
        self.sizes = list(_sizes(reports))
        self.names = [f"{self.draw.choice('ABCDEFGHIJ')}. {w}er" for w in WORDS for _ in range(6)]
        self.outlets = [f"{place} {kind}" for place in WORDS[:12] for kind in ("Bote", "Kurier", "Echo")]
        self.readings: list[Reading] = []
        self.stories: list[Story] = []
        self.participants: dict[str, list[str]] = {}
        self.actor_of: dict[str, str] = {}
        self.utterances: list[Utterance] = []
        self.claims: list[Claim] = []
        self.series: list[Series] = []
        self.links: list[Link] = []
        self.origins: list[OriginBounds] = []

    def dossier(self) -> Dossier:
        """All of it."""
        for number, size in enumerate(self.sizes):
            self._story(number, size)
        actors = tuple(
            Actor(content_id("ac", name), name, ActorKind.PERSON, (name,), tuple(sorted(own)))
            for name, own in self.participants.items()
        )
        inputs = tuple(InputRecord(r.report.source, None, (r.report.id,)) for r in self.readings[:100])
        return Dossier(
            run=Run("run-bench", "bench", "rules", "bench", (), inputs),
            readings=tuple(sorted(self.readings, key=lambda r: r.report.id)),
            stories=tuple(self.stories),
            actors=actors,
            utterances=tuple(self.utterances),
            series=tuple(self.series),
            claims=tuple(self.claims),
            links=tuple(self.links),
            origins=tuple(self.origins),
            date_bounds=(),
            findings=(),
        )

    def _story(self, number: int, size: int) -> None:
        own = content_id("sy", number)
        cast = self.draw.sample(self.names, 40)
        readings = [self._reading(number, n, cast) for n in range(size)]
        self.readings += readings
        ids = tuple(sorted(r.report.id for r in readings))
        self.stories.append(Story(own, f"Geschichte {number}: {self._words(5)}", ids[0], ids))
        for at in range(0, size, GROUP):
            self._told(own, readings[at : at + GROUP])

    def _told(self, story: str, readings: list[Reading]) -> None:
        """What some reports tell in common: utterances, a claim, a series, copies, and their origins."""
        actor = self.actor_of
        for n in range(STATEMENTS):
            statements = tuple(sorted(r.statements[n].id for r in readings))
            speaker = actor.get(readings[0].statements[n].participant or "")
            said = readings[0].statements[n].said
            told = Utterance(
                content_id("ut", *statements), story, speaker, statements, said.value if said else None
            )
            self.utterances.append(told)
            self._count(told.id, readings)
        positions = tuple(
            Position(
                content_id("po", s.id), actor[s.participant], s.act, s.said.value if s.said else None, (s.id,)
            )
            for r in readings[:6]
            for s in r.statements[:1]
            if s.participant in actor
        )
        first = readings[0].statements[0]
        wording = (Evidence(first.report, first.quote[0], "wording"),)
        text = first.quote[0].of(readings[0].report.text)
        acts = {p.act for p in positions}
        status = (
            Status.CONTESTED
            if Act.DENY in acts
            else Status.CONFIRMED
            if Act.CONFIRM in acts
            else Status.ALLEGED
        )
        claim = Claim(content_id("cl", first.id), story, wording, text, positions, status)
        self.claims.append(claim)
        self._count(claim.id, readings)
        figures = [r.figures[0] for r in readings]
        relations = tuple(
            FigureRelation(a.id, b.id, self.draw.choice(tuple(Relation)), "made up")
            for a, b in pairwise(figures)
        )
        label = Evidence(figures[0].report, figures[0].counted[0], "label")
        series = Series(
            content_id("se", figures[0].id),
            story,
            "Menschen",
            label,
            None,
            tuple(f.id for f in figures),
            relations,
        )
        self.series.append(series)
        self._count(series.id, readings)
        for one, other in pairwise(readings):
            evidence = (Evidence(other.report.id, other.statements[0].quote[0], "passage"),)
            kind = self.draw.choice((LinkKind.COPY, LinkKind.DERIVED, LinkKind.SHARES_STATEMENT))
            own = content_id("li", other.report.id, one.report.id)
            features = (Feature("words-shared", 0.8),)
            self.links.append(
                Link(own, kind, other.report.id, one.report.id, Judgement.POSITIVE, features, evidence)
            )

    def _count(self, subject: str, readings: list[Reading]) -> None:
        steps = tuple(
            OriginStep(
                r.report.id,
                self.draw.choice(("agency:dpa", "agency:AFP", f"report:{r.report.id}")),
                "credits",
                (),
            )
            for r in readings
        )
        self.origins.append(OriginBounds(subject, 1, len({s.origin for s in steps}), steps))

    def _reading(self, story: int, number: int, cast: list[str]) -> Reading:
        draw = self.draw
        source = f"{story:04}/{number:05}.txt"
        day = f"2024-{1 + story % 12:02}-{1 + number % 28:02}"
        text, spans = f"{self._words(6)}\n\n", []
        for _ in range(STATEMENTS):
            name, quote = draw.choice(cast), self._words(12)
            start = len(text)
            text += f"{name} sagte, {quote}. {self._words(40)}.\n\n"
            spans.append(
                (
                    name,
                    Span(start, start + len(name)),
                    Span(start + len(name) + 8, start + len(name) + 8 + len(quote)),
                )
            )
        number_at = len(text)
        text += f"{draw.randrange(10, 999)} Menschen sind betroffen."
        digits = re.match(r"\d+", text[number_at:])
        assert digits
        report = Report(
            content_id("re", source, text), source, text, sha256_of(text), sha256_of(text), "text/plain"
        )
        participants: list[Participant] = []
        statements: list[Statement] = []
        for name, speaker, quote_span in spans:
            own = content_id("pa", report.id, name)
            self.participants.setdefault(name, [])
            if own not in {p.id for p in participants}:
                mention = Mention(speaker, MentionForm.NAME, ActorKind.PERSON, name=speaker)
                participants.append(Participant(own, report.id, name, ActorKind.PERSON, (mention,)))
                self.participants[name].append(own)
                self.actor_of[own] = content_id("ac", name)
            statements.append(self._statement(report.id, own, speaker, quote_span, day))
        after = number_at + len(digits[0])
        span, value = Span(number_at, after + 9), Decimal(digits[0])
        figure = Figure(
            content_id("fi", report.id, span.start, span.end), report.id, span, Span(number_at, after),
            value, value, Qualifier.EXACT, None, "mensch", (Span(after + 1, after + 9),),
        )  # fmt: skip
        return Reading(
            report=report,
            layout=_layout(text, day, draw.choice(self.outlets)),
            sentences=tuple(Sentence(Span(*m.span()), 0) for m in re.finditer(r"[^\n.]+\.", text)),
            times=(),
            figures=(figure,),
            participants=tuple(participants),
            statements=tuple(statements),
            findings=(),
        )

    def _statement(self, report: str, participant: str, speaker: Span, quote: Span, day: str) -> Statement:
        draw = self.draw
        return Statement(
            id=content_id("st", report, quote.start, quote.end), report=report, quote=(quote,),
            type=draw.choice(TYPES), act=draw.choice(ACTS), cue=(Span(speaker.end + 1, speaker.end + 6),),
            speaker=speaker, participant=participant, addressee=None, channel=None,
            said=Said(None, day) if draw.random() < 0.7 else None, via=(), method=METHOD,
        )  # fmt: skip

    def _words(self, count: int) -> str:
        return " ".join(self.draw.choices(WORDS, k=count))


def _sizes(reports: int) -> Iterator[int]:
    """A tenth in one story, the rest in ever smaller ones."""
    left, size = reports, max(1, reports // LARGEST)
    while left > 0:
        taken = min(left, max(size, 12))
        yield taken
        left -= taken
        size = int(size * 0.93)


def _layout(text: str, day: str, outlet: str) -> Layout:
    blocks = tuple(Block(Span(*m.span()), BlockKind.PARAGRAPH) for m in re.finditer(r"[^\n]+", text))
    title = Sourced(text.split("\n", 1)[0], Provenance.TEXT, blocks[0].span)
    return Layout(
        title=title,
        byline=None,
        dateline=None,
        credits=(),
        cited_urls=(),
        furniture=(),
        blocks=blocks,
        language=Sourced("de", Provenance.SIDECAR),
        published=Sourced(day, Provenance.SIDECAR),
        outlet=Sourced(outlet, Provenance.SIDECAR),
        url=Sourced("https://made-up.example/x", Provenance.SIDECAR),
    )


def pages(folder: Path) -> dict[str, list[str]]:
    """Addresses of every kind of page, those of the largest story first."""
    import sqlite3

    db = sqlite3.connect(folder / "register.sqlite")

    def ids(sql: str) -> list[str]:
        return [row[0] for row in db.execute(sql)]

    big, *others = ids("SELECT id FROM story ORDER BY number LIMIT 8")
    actor = ids("SELECT actor FROM participant GROUP BY actor ORDER BY count(*) DESC LIMIT 4")
    own = f"/story/{big}"
    sections = ("claims", "figures", "timeline", "statements", "actors", "reports", "origins")
    found = {"stories": ["/", "/?page=2"], "overview": [f"/story/{s}" for s in (big, *others)]}
    found |= {name: [f"{own}/{name}", *(f"{own}/{name}?page={n}" for n in (2, 7, 40))] for name in sections}
    found["filtered"] = [
        f"{own}/statements?act=deny&language=de&from=2024-01-05",
        f"{own}/statements?actor={actor[0]}&type=direct",
        f"{own}/claims?act=confirm&outlet=Damm+Bote",
        f"{own}/figures?from=2024-01-10&to=2024-01-12",
        f"{own}/statements?origin=agency:dpa&page=3",
        f"{own}/statements?q=Damm+bricht",
    ]
    words = ("Damm", "Brücke+bricht", "Häuser", '"Damm+hält"', "Pegel+Helfer+Schule", "Wett*")
    found["search"] = [f"/search?q={q.replace(chr(34), '%22')}&page={n}" for q in words for n in (1, 2)]
    found["search in a story"] = [f"/search?q={q.replace(chr(34), '%22')}&story={big}" for q in words]
    found["report"] = [f"/report/{r}" for r in ids("SELECT id FROM report ORDER BY id LIMIT 20")]
    for kind, table in (("utterance", "utterance"), ("claim", "claim"), ("figure series", "series")):
        found[f"entry: {kind}"] = [f"/entry/{r}" for r in ids(f"SELECT id FROM {table} ORDER BY id LIMIT 20")]
    found["entry: actor"] = [f"/entry/{a}" for a in actor]
    found["JSON of statements"] = [f"{own}/statements?page={n}&format=json" for n in (1, 2, 9)]
    return {
        name: [a.replace("ä", "%C3%A4").replace("ü", "%C3%BC") for a in own] for name, own in found.items()
    }


def measured(server: Server, addresses: list[str], rounds: int) -> list[Sample]:
    """`rounds` answers over one connection, all bytes read."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)

    def answered(address: str) -> Sample:
        cpu, started = server.cpu(), time.perf_counter()
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
        passed = time.perf_counter() - started
        if response.status != 200:
            raise SystemExit(f"{response.status}: {address}")
        return Sample(1000 * passed, 1000 * (server.cpu() - cpu))

    return [answered(addresses[n % len(addresses)]) for n in range(rounds)]


class Sample(NamedTuple):
    """Milliseconds of an answer: that passed, and that the server worked."""

    passed: float
    worked: float


class Server(NamedTuple):
    """A server under way."""

    port: int
    process: int

    def cpu(self) -> float:
        """Seconds that all its threads have worked; 0 where the system does not tell."""
        threads = Path(f"/proc/{self.process}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


def _pace() -> Sample:
    started, worked = time.perf_counter(), time.process_time()
    total = 0
    for n in range(100_000):
        total += n * n
    return Sample(1000 * (time.perf_counter() - started), 1000 * (time.process_time() - worked))


def main() -> None:
    asked = _arguments()
    with TemporaryDirectory() as work:
        folder = Path(asked.folder or work)
        folder.mkdir(parents=True, exist_ok=True)
        ledger = folder / "ledger.sqlite"
        if not ledger.exists():
            started = time.perf_counter()
            write_ledger(ledger, Maker(asked.reports).dossier())
            size = ledger.stat().st_size / 1e6
            print(
                f"ledger of {asked.reports} reports: {time.perf_counter() - started:.0f} s, {size:.0f} MB",
                flush=True,
            )
        started = time.perf_counter()
        register = register_of(ledger)
        size = register.stat().st_size / 1e6
        print(f"index: {time.perf_counter() - started:.0f} s, {size:.0f} MB", flush=True)
        _bench(folder, asked.rounds)


def _bench(folder: Path, rounds: int) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "quellenlage", "serve", str(folder), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    server = Server(port, process.pid)
    try:
        for _ in range(200):
            try:
                measured(server, ["/"], 1)
                break
            except OSError:
                time.sleep(0.1)
        everything: list[Sample] = []
        print(f"{'':<22}{'time that passes':>24}{'CPU time':>24}")
        print(f"{'ms':<22}" + 2 * f"{'p50':>8}{'p95':>8}{'max':>8}")
        for name, addresses in pages(folder).items():
            samples = measured(server, addresses, rounds)
            everything += samples
            _show(name, samples)
        _show("all", everything)
        _show("a fixed piece of work", [_pace() for _ in range(50)])
    finally:
        process.terminate()
        process.wait()


def _show(name: str, samples: list[Sample]) -> None:
    columns = (sorted(s.passed for s in samples), sorted(s.worked for s in samples))
    values = (v for c in columns for v in (c[len(c) // 2], c[int(len(c) * 0.95)], c[-1]))
    print(f"{name:<22}" + "".join(f"{v:8.0f}" for v in values), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40, help="requests of each kind")
    parser.add_argument("--folder", help="where to keep the ledger")
    return parser.parse_args()


if __name__ == "__main__":
    main()
