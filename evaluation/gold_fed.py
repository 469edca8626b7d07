"""What reconciling yields where reading is perfect: the gold's statements fed in as readings.

    python evaluation/gold_fed.py                  # every story whose gold is there
    python evaluation/gold_fed.py --errors merger  # and what went wrong in one of them

Quotes, cues, acts, days and figures, and who speaks inside a report, are the gold's. How a speaker is
called is what the report prints: names, offices, countries and whom somebody speaks for come from the
reader, so that joining actors over reports is measured too. `--known-actors` gives every speaker the
gold's name instead.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quellenlage.domain.actor import ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.figure import Figure
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Statement
from quellenlage.evaluate.gold import corpus_from_gold, dossier_from_gold
from quellenlage.evaluate.gold_format import GoldStory, load_gold
from quellenlage.evaluate.score import Scored, score
from quellenlage.exporters.predictions import predictions_of
from quellenlage.extract.figures import find_figures
from quellenlage.extract.layout import find_layout
from quellenlage.extract.mentions import Resolution, find_mentions, resolve_participants
from quellenlage.extract.quotes import find_quotes
from quellenlage.extract.times import find_times
from quellenlage.flow.compile_dossier import reconcile
from quellenlage.lang.pack import language_pack, supported
from quellenlage.text.sentences import find_sentences

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
HEADLINES = (
    "actor_accuracy",
    "utterance_P",
    "utterance_R",
    "utterance_F1",
    "series_P",
    "series_R",
    "series_F1",
    "position_P",
    "position_R",
    "position_F1",
    "position_date_accuracy",
)
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
RECONCILED = ("utterance", "position", "speaker")  # kinds of errors that are not the reader's


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A story with gold."""

    name: str
    gold: Path
    reports: Path


SETS = (
    GoldSet("seeds", SHARED / "gold" / "nordkorea", SHARED / "seeds"),
    GoldSet("sample", ROOT / "examples/sample-story/gold", ROOT / "examples/sample-story/reports"),
    GoldSet("merger", ROOT / "examples/merger-story/gold", ROOT / "examples/merger-story/reports"),
)


def main() -> int:
    """Print the scores of every set side by side."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--errors", metavar="SET", help="list what went wrong in this set")
    arguments.add_argument("--known-actors", action="store_true", help="every speaker bears the gold's name")
    asked = arguments.parse_args()
    found = {s.name: scored_of(s, asked.known_actors) for s in SETS if s.gold.exists() and s.reports.exists()}
    print(f"{'gold statements fed in':28}" + "".join(f"{name:>10}" for name in found))
    for line in HEADLINES:
        print(f"{line:28}" + "".join(f"{one[line]:10.3f}" for one in found.values()))
    for error in found[asked.errors].errors if asked.errors in found else ():
        if error.kind.startswith(RECONCILED):
            print(error.kind, error.report, error.text, sep="\t")
    return 0


def scored_of(one: GoldSet, known_actors: bool = False) -> Scored:
    """The scores of one story."""
    return score(load_gold(one.gold), predictions_of(reconciled(one, known_actors)))


def reconciled(one: GoldSet, known_actors: bool = False) -> Dossier:
    """The dossier that reconciling makes of the gold's statements."""
    corpus = corpus_from_gold(one.gold, one.reports)
    gold = load_gold(one.gold)
    readings = tuple(_as_read(reading, None if known_actors else gold) for reading in corpus.readings)
    return reconcile(Corpus(readings), dossier_from_gold(one.gold, one.reports).run, ())


# -- a reading with the gold's statements --------------------------------------------------------------


def _as_read(gold: Reading, names: GoldStory | None) -> Reading:
    """The gold's statements, figures and date in the layout, with the times and units that the reader finds.

    Without `names` participants stay the gold's.
    """
    report, text = gold.report, gold.report.text
    language = gold.layout.language
    pack = language_pack(language.value if language and supported(language.value) else "de")
    layout, _ = find_layout(report, language, pack)
    layout = replace(layout, published=gold.layout.published)
    sentences = find_sentences(text, layout.blocks, pack.segmentation)
    times = find_times(text, sentences, layout, pack)
    units = find_figures(report.id, text, sentences, times, pack)
    reading = replace(
        gold,
        layout=layout,
        sentences=sentences,
        times=times,
        figures=tuple(_with_unit(figure, units) for figure in gold.figures),
    )
    if names is None:
        return reading
    quotes = find_quotes(text, sentences, layout.blocks, pack)
    mentions = find_mentions(text, sentences, pack)
    found = resolve_participants(report.id, text, sentences, mentions, quotes, pack)
    return replace(reading, participants=tuple(_as_printed(reading, found)))


def _with_unit(figure: Figure, read: Sequence[Figure]) -> Figure:
    """The gold's figure with unit and counted noun as the reader tells them, where it reads that number."""
    same = [r for r in read if r.span.overlaps(figure.span) and (r.low, r.high) == (figure.low, figure.high)]
    if not same:
        return figure
    return replace(
        figure, number=same[0].number, unit=same[0].unit, noun=same[0].noun, counted=same[0].counted
    )


def _as_printed(reading: Reading, found: Resolution) -> Iterable[Participant]:
    """Every speaker of the gold with the names, offices and relations that the report prints."""
    spoken: dict[str, list[Statement]] = {p.id: [] for p in reading.participants}
    for statement in reading.statements:
        if statement.participant:
            spoken[statement.participant].append(statement)
    seen = {own: _seen(statements, found) for own, statements in spoken.items()}
    taken: dict[str, str] = {}
    for own in sorted(seen, key=lambda i: (-sum(seen[i].values()), i)):
        for other in seen[own]:
            taken.setdefault(other, own)
    every = {p.id: p for p in found.participants}
    for known in reading.participants:
        read = [every[i] for i, _ in seen[known.id].most_common() if taken[i] == known.id]
        yield _merged(known, read, reading) if read else _unread(known, reading)


def _seen(statements: Iterable[Statement], found: Resolution) -> Counter[str]:
    """How often the speaker of these statements is each of the participants that the reader tells apart."""
    count: Counter[str] = Counter()
    for statement in statements:
        if statement.speaker is None:
            continue
        inside = found.mentions_in(statement.speaker) or tuple(
            m for m in found.mentions if m.span.contains(statement.speaker)
        )
        who = next((found.at(m) for m in inside if m.form is not MentionForm.PRONOUN), None)
        if who is not None:
            count[who] += 1
    return count


def _merged(known: Participant, read: Sequence[Participant], reading: Reading) -> Participant:
    """One participant of what the reader held for several; the most frequent one names it.

    Mentions that the reader took for theirs and that are not theirs by name or by the gold are left out.
    """
    text, called = reading.report.text, {word.casefold() for word in known.name.split()}
    spoken = [m.span for m in known.mentions]

    def is_theirs(mention: Mention) -> bool:
        name = mention.name.of(text).casefold().split() if mention.name else ()
        return any(mention.span.overlaps(s) for s in spoken) or bool(called & {*name})

    first = max(read, key=lambda p: (p.kind is not ActorKind.ROLE, -read.index(p)))
    return replace(
        first,
        id=known.id,
        mentions=tuple(sorted({m for p in read for m in p.mentions if is_theirs(m)}, key=lambda m: m.span)),
        roles=tuple(dict.fromkeys(role for p in read for role in p.roles)),
        country=next((p.country for p in read if p.country), None),
        speaks_for=next((p.speaks_for for p in read if p.speaks_for and p.speaks_for != first.name), None),
    )


def _unread(known: Participant, reading: Reading) -> Participant:
    """A speaker whom the reader does not see: words of the gold's name are the name, the rest the role."""
    text = reading.report.text
    phrases = [m.span for m in known.mentions]
    called = {word.casefold() for word in known.name.split()}
    mentions: dict[int, Mention] = {}
    for span in phrases:
        words = [m for m in WORD.finditer(text, span.start, span.end) if m.group().casefold() in called]
        name = Span(words[0].start(), words[-1].end()) if words else span
        if not words and span.of(text).islower():
            continue
        mentions[span.start] = Mention(span, MentionForm.NAME, known.kind, name=name)
    if not mentions:
        return known
    printed = [m.name.of(text) for m in mentions.values() if m.name is not None]
    return replace(
        known,
        name=max(printed, key=lambda name: (len(name.split()), -len(name), name)),
        mentions=tuple(mentions[at] for at in sorted(mentions)),
        roles=tuple(
            dict.fromkeys(
                role
                for m in mentions.values()
                if m.name and (role := text[m.span.start : m.name.start].strip())
            )
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
