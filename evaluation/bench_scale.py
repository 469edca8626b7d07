"""How the cost of reconciling grows: generated readings of many stories, stage by stage.

    python evaluation/bench_scale.py [--sizes 1000,3000,10000] [--seed 1]

Stories of 5 to 60 reports, spread over time, with words and names of their own and words that all share. A
report tells some of its story's statements, worded anew each time, counts what others count, and prints
sentences of its own; every third is a copy (whole, cut, edited), with or without the agency's credit. The
readings are made, not read: only what reconciling costs is measured. Each size runs in a process of its own.
The exponent is that of the growth of seconds from one size to the next: 1 is linear.

On a shared machine the same work takes twice the CPU time while others work beside it. Before and after every
stage a fixed piece of work is timed, and seconds are those of the pace at which that was fastest.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from time import process_time
from typing import TypeVar

from quellenlage.domain.actor import ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.figure import Figure, Qualifier
from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.reading import Corpus, Reading, Sentence
from quellenlage.domain.report import (
    Block,
    BlockKind,
    Credit,
    CreditKind,
    Layout,
    Provenance,
    Report,
    Sourced,
)
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, Method, MethodKind, Statement, StatementType
from quellenlage.reconcile.actors import find_actors
from quellenlage.reconcile.attribution_loss import find_attribution_losses
from quellenlage.reconcile.citations import find_citations
from quellenlage.reconcile.claims import find_claims
from quellenlage.reconcile.copies import find_copies
from quellenlage.reconcile.dating import bound_dates
from quellenlage.reconcile.origins import count_origins
from quellenlage.reconcile.revisions import find_changes
from quellenlage.reconcile.series import find_series
from quellenlage.reconcile.stories import find_stories
from quellenlage.reconcile.utterances import find_utterances, link_shared

T = TypeVar("T")
SYLLABLES = (
    "ba",
    "del",
    "fu",
    "gim",
    "hol",
    "ja",
    "kes",
    "lum",
    "mo",
    "nep",
    "pi",
    "rus",
    "sel",
    "ta",
    "wok",
    "zir",
)
AGENCIES = ("dpa", "AFP", "Reuters")
COMMON = 400  # words that all stories share
OWN = 60  # words of one story
FIRST = date(2024, 1, 1)
PER_DAY = 40  # reports a day over all stories
BY_HAND = Method(MethodKind.RULE, "generated", "1")


@dataclass(slots=True)
class Plot:
    """What the reports of one story draw from."""

    words: list[str]
    people: list[str]
    sayings: list[tuple[str, list[str]]]  # who, and in which words
    counts: list[tuple[str, int]]  # what, and how many
    begins: int  # day


@dataclass(slots=True)
class Draft:
    """A text under way: its sentences with what they hold."""

    sentences: list[str] = field(default_factory=list)
    said: dict[int, tuple[str, str]] = field(default_factory=dict)  # sentence -> speaker, quote
    counted: dict[int, tuple[str, int]] = field(default_factory=dict)
    credit: str | None = None


def readings(count: int, seed: int) -> Iterator[Reading]:
    """Readings of generated reports, story after story."""
    draw = random.Random(f"scale {seed}")
    common = [_word(draw) for _ in range(COMMON)]
    made, number = 0, 0
    while made < count:
        plot = _plot(random.Random(f"{seed}/{number}"), common, draw.randrange(max(1, count // PER_DAY)))
        own = random.Random(f"{seed}/{number}/reports")
        size = min(own.randint(5, 60), count - made)
        drafts: list[Draft] = []
        for n in range(size):
            draft = (
                _copy(own, own.choice(drafts))
                if drafts and own.random() < 0.33
                else _draft(own, plot, common)
            )
            drafts.append(draft)
            day = FIRST + timedelta(days=plot.begins + own.randrange(12))
            yield _reading(draft, f"{number:05}-{n:03}", day.isoformat() if own.random() < 0.9 else None)
        made += size
        number += 1


def _plot(draw: random.Random, common: list[str], begins: int) -> Plot:
    words = [_word(draw) for _ in range(OWN)]
    people = [f"{_word(draw).capitalize()} {_word(draw).capitalize()}" for _ in range(6)]
    sayings = [(draw.choice(people), [*draw.sample(words, 7), *draw.sample(common, 4)]) for _ in range(12)]
    counts = [(draw.choice(words).capitalize(), draw.randrange(11, 5000)) for _ in range(4)]
    return Plot(words, people, sayings, counts, begins)


def _draft(draw: random.Random, plot: Plot, common: list[str]) -> Draft:
    draft = Draft(credit=draw.choice((*AGENCIES, None)))
    for who, words in draw.sample(plot.sayings, 4):
        quote = " ".join(w if draw.random() < 0.85 else draw.choice(common) for w in words)
        draft.said[len(draft.sentences)] = (who, quote)
        draft.sentences.append(f"{who} sagte, {quote}.")
        draft.sentences.append(_sentence(draw, plot, common))
    if draw.random() < 0.3:  # what somebody says elsewhere, as a fact
        draft.sentences.append(f"{' '.join(draw.choice(plot.sayings)[1]).capitalize()}.")
    for what, number in draw.sample(plot.counts, 2):
        draft.counted[len(draft.sentences)] = (what, number + draw.choice((0, 0, 0, 1, 17)))
        draft.sentences.append(f"Es waren {draft.counted[len(draft.sentences)][1]} {what} dort.")
    draft.sentences += [_sentence(draw, plot, common) for _ in range(5)]
    return draft


def _sentence(draw: random.Random, plot: Plot, common: list[str]) -> str:
    words = [*draw.sample(plot.words, 4), *draw.sample(common, 8)]
    draw.shuffle(words)
    return f"{' '.join(words).capitalize()}."


def _copy(draw: random.Random, target: Draft) -> Draft:
    """Whole, cut at the end, or with a word changed here and there."""
    end = len(target.sentences) - draw.choice((0, 0, 1, 3))
    kept = [
        s if n in target.said or n in target.counted or draw.random() < 0.8 else s.replace(" ", " so ", 1)
        for n, s in enumerate(target.sentences[:end])
    ]
    credit = target.credit if draw.random() < 0.7 else None
    return Draft(kept, dict(target.said), dict(target.counted), credit)


def _word(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 4)))


def _reading(draft: Draft, name: str, published: str | None) -> Reading:
    """The reading of a draft: a paragraph, its credit behind it."""
    spans, at = [], 0
    for sentence in draft.sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    text = " ".join(draft.sentences) + (f" ({draft.credit})" if draft.credit else "")
    sha = sha256_of(text)
    report = Report(content_id("re", name, sha), f"{name}.txt", text, sha, sha, "text/plain")
    mentions: dict[str, list[Mention]] = {}
    statements, figures = [], []
    for n, (who, quote) in draft.said.items():
        if n < len(spans):
            speaker = Span(spans[n].start, spans[n].start + len(who))
            mentions.setdefault(who, []).append(
                Mention(speaker, MentionForm.NAME, ActorKind.PERSON, name=speaker)
            )
            statements.append(
                _statement(report.id, who, speaker, Span(spans[n].end - 1 - len(quote), spans[n].end - 1))
            )
    for n, (what, number) in draft.counted.items():
        if n < len(spans):
            begin = text.index(str(number), spans[n].start)
            figures.append(_figure(report.id, Span(begin, begin + len(str(number))), what, number))
    people = tuple(
        Participant(content_id("pa", report.id, who), report.id, who, ActorKind.PERSON, tuple(found))
        for who, found in mentions.items()
    )
    return Reading(
        report=report,
        layout=_layout(text, draft.credit, published),
        sentences=tuple(Sentence(span, 0) for span in spans),
        times=(),
        figures=tuple(figures),
        participants=people,
        statements=tuple(statements),
        findings=(),
    )


def _layout(text: str, credit: str | None, published: str | None) -> Layout:
    where = Span(len(text) - 1 - len(credit), len(text) - 1) if credit else None
    return Layout(
        language=Sourced("de", Provenance.GUESS),
        title=None,
        published=Sourced(published, Provenance.SIDECAR) if published else None,
        outlet=None,
        byline=None,
        url=None,
        dateline=None,
        credits=(Credit(where, credit, CreditKind.CREDIT),) if credit and where else (),
        cited_urls=(),
        furniture=(),
        blocks=(Block(Span(0, len(text)), BlockKind.PARAGRAPH),),
    )


def _statement(report: str, who: str, speaker: Span, quote: Span) -> Statement:
    return Statement(
        id=content_id("st", report, quote),
        report=report,
        quote=(quote,),
        type=StatementType.INDIRECT,
        act=Act.ASSERT,
        cue=(),
        speaker=speaker,
        participant=content_id("pa", report, who),
        addressee=None,
        channel=None,
        said=None,
        via=(),
        method=BY_HAND,
    )


def _figure(report: str, number: Span, what: str, value: int) -> Figure:
    span = Span(number.start, number.end + 1 + len(what))
    counted = Span(number.end + 1, span.end)
    return Figure(
        id=content_id("fi", report, span),
        report=report,
        span=span,
        number=number,
        low=Decimal(value),
        high=Decimal(value),
        qualifier=Qualifier.EXACT,
        unit=None,
        noun=what.lower(),
        counted=(counted,),
    )


# -- measuring -----------------------------------------------------------------------------------------


def pace() -> float:
    """CPU seconds of a fixed piece of work like that of reconciling: words counted, looked up, sorted."""
    started = process_time()
    counts: dict[str, int] = {}
    for n in range(150_000):
        key = f"{n * 7919 % 50_021}"
        counts[key] = counts.get(key, 0) + n
    sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return process_time() - started


def reconciled(corpus: Corpus) -> dict[str, tuple[float, float]]:
    """Every stage in the order of the flow: its CPU seconds, and the pace of the machine around it."""
    seconds: dict[str, tuple[float, float]] = {}

    def timed(stage: str, work: Callable[[], T]) -> T:
        before, started = pace(), process_time()
        result = work()
        spent = process_time() - started
        seconds[stage] = spent, (before + pace()) / 2
        print(f"  {len(corpus.readings)} reports, {stage}: {spent:.1f} s", file=sys.stderr, flush=True)
        return result

    copies = timed("copies", lambda: find_copies(corpus))
    citations = timed("citations", lambda: find_citations(corpus))
    stories = timed("stories", lambda: find_stories(corpus, copies))
    actors = timed("actors", lambda: find_actors(corpus, stories))
    utterances = timed("utterances", lambda: find_utterances(corpus, stories, actors, copies))
    bounds = timed("date bounds", lambda: bound_dates(corpus, utterances, copies))
    series = timed("series", lambda: find_series(corpus, stories, actors, utterances, bounds))
    claims = timed("claims", lambda: find_claims(corpus, stories, actors, utterances))
    shared = timed("shared", lambda: link_shared(corpus, utterances))
    links = (*copies, *citations, *shared)
    timed("origins", lambda: count_origins(corpus, links, actors, utterances, series, claims))
    timed("losses", lambda: find_attribution_losses(corpus, stories, actors, copies, series))
    timed("changes", lambda: find_changes(corpus, stories, copies, claims))
    return seconds


def main() -> None:
    """Print seconds a stage and size, and the exponents between sizes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,3000,10000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        seconds = reconciled(Corpus(tuple(readings(asked.one, asked.seed))))
        print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
        return
    sizes = [int(size) for size in asked.sizes.split(",")]
    runs = []
    for size in sizes:
        command = [sys.executable, __file__, "--one", str(size), "--seed", str(asked.seed)]
        runs.append(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout))
    fastest = min(p for stages, _ in runs for _, p in stages.values())
    corrected = [{name: s * fastest / p for name, (s, p) in stages.items()} for stages, _ in runs]
    print(f"{'CPU seconds':<14}" + "".join(f"{size:>10}" for size in sizes) + "   exponents")
    for stage in [*runs[0][0], "all"]:
        spent = [sum(s.values()) if stage == "all" else s[stage] for s in corrected]
        growth = [
            math.log(max(b, 1e-3) / max(a, 1e-3)) / math.log(n / m)
            for (a, b), (m, n) in zip(pairwise(spent), pairwise(sizes), strict=True)
        ]
        print(
            f"{stage:<14}"
            + "".join(f"{s:>10.2f}" for s in spent)
            + "   "
            + " ".join(f"{g:.2f}" for g in growth)
        )
    raw = [sum(s for s, _ in stages.values()) for stages, _ in runs]
    print(f"{'uncorrected':<14}" + "".join(f"{s:>10.2f}" for s in raw))
    print(f"{'peak MB':<14}" + "".join(f"{peak:>10.0f}" for _, peak in runs))


if __name__ == "__main__":
    main()
