"""Generated wire graphs with known origins: do the bounds contain the truth?

    python evaluation/wire_graphs.py [--graphs 500] [--seed 1]

A graph is one act of speech and the reports that tell it. Its *origins* are first-hand: agencies, or outlets'
own reporters. Everybody else has it from one of these, directly or from one who has it: as a copy, cut,
edited, as a passage in a text of their own, rewritten, or naming the medium that passed it on; an agency may
relay another one. In every second graph all origins are agencies and every credit is printed; in the others
credits are left out at will (an agency that relays another says so, or its credit is missing altogether).

Told is how often the bounds contain the number of origins (asked: always), how often they are exact where
every credit is printed (asked: always), and how often one more copy raised a bound (asked: never).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.actor import ActorKind, Mention, MentionForm, Participant
from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.reading import Corpus, Reading
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
from quellenlage.domain.story import Utterance
from quellenlage.reconcile.citations import find_citations
from quellenlage.reconcile.copies import find_copies
from quellenlage.reconcile.origins import count_origins

AGENCIES = ("dpa", "AFP", "Reuters", "AP", "KNA", "epd", "APA", "Interfax")
SYLLABLES = (
    "ban",
    "del",
    "fur",
    "gim",
    "hol",
    "jat",
    "kes",
    "lum",
    "mor",
    "nep",
    "pid",
    "rus",
    "sel",
    "tav",
    "wok",
)
CORE = "der Damm sei seit Jahren marode"
LONG = 5  # sentences of a text that one more copy is made of
BY_HAND = Method(MethodKind.RULE, "generated", "1")


@dataclass(frozen=True, slots=True)
class Text:
    """A text under way: its sentences (one is the core), its credit, whom that relays, its origin."""

    sentences: tuple[str, ...]
    agency: str | None
    relayed: str | None
    origin: str
    outlet: str | None
    opening: bool = False  # an agency's own piece: "Ort (dpa) - ..."
    credited: bool = True
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """The reports, how many origins stand behind them, and whether every credit is printed."""

    texts: tuple[Text, ...]
    origins: int
    printed: bool


def graphs(count: int, seed: int) -> Iterator[Graph]:
    """Graphs one after the other, the same for the same seed."""
    for number in range(count):
        yield graph(random.Random(f"{seed}/{number}"), printed=number % 2 == 0)


def graph(draw: random.Random, printed: bool) -> Graph:
    """One graph."""
    pieces = [_piece(draw, n, printed) for n in range(draw.randint(1, 4))]
    if len(pieces) > 1 and draw.random() < 0.3 and pieces[0].agency and pieces[1].agency:
        relay = replace(pieces[1], relayed=pieces[0].agency, origin=pieces[0].origin)
        pieces[1] = relay
    texts = [p for p in pieces if not p.agency or draw.random() < 0.7]
    known = list(pieces)
    for number in range(draw.randint(1, 8)):
        made = _printing(draw, number, draw.choice(known), printed)
        texts.append(made)
        known.append(made)
    return Graph(tuple(texts), len({text.origin for text in texts}), printed)


def with_copy(draw: random.Random, whole: Graph) -> Graph:
    """The graph with one more copy of one of its reports, whole or cut, its credit kept or not."""
    long = [text for text in whole.texts if len(text.sentences) >= LONG]
    if not long:  # a line or two are alike by chance as well
        return whole
    target = draw.choice(long)
    kept = target.credited and draw.random() < 0.7
    copy = replace(_cut(draw, target), outlet="Nachdruck", opening=False, credited=kept)
    return replace(whole, texts=(*whole.texts, copy), printed=whole.printed and kept)


def bounds(whole: Graph, order: Sequence[Text] = ()) -> tuple[int, int]:
    """What is counted for a graph, its reports read in this order."""
    numbers = {text: n for n, text in enumerate(whole.texts)}
    corpus = Corpus(tuple(_reading(text, numbers[text]) for text in order or whole.texts))
    ids = tuple(sorted(corpus.statements))
    utterance = Utterance(content_id("ut", *ids), "sy-1", None, ids, None)
    links = (*find_copies(corpus), *find_citations(corpus))
    (found,) = count_origins(corpus, links, (), (utterance,), (), ())
    return found.low, found.high


# -- texts ---------------------------------------------------------------------------------------------


def _piece(draw: random.Random, number: int, printed: bool) -> Text:
    """A first-hand text: an agency's piece or an outlet's own report."""
    own = f"Zeitung {number}"
    agency = (
        AGENCIES[(draw.randrange(2) + 2 * number) % len(AGENCIES)] if printed or draw.random() < 0.7 else None
    )
    return Text(
        _sentences(draw, 8), agency, None, agency or own, None if agency else own, opening=agency is not None
    )


def _printing(draw: random.Random, number: int, target: Text, printed: bool) -> Text:
    outlet = f"Blatt {number}"
    mode = draw.choice(("whole", "cut", "edited", "passage", "rewritten", "passed on"))
    credited = printed or draw.random() < 0.5
    if mode == "passed on" and (not target.agency or target.relayed):
        mode = "rewritten"
    text = replace(target, outlet=outlet, opening=False, credited=credited and target.credited, via=None)
    if printed:
        text = replace(text, credited=True)
    if mode == "cut":
        return _cut(draw, text)
    if mode == "edited":
        return replace(text, sentences=tuple(_edited(draw, s) for s in text.sentences))
    if mode == "passage":
        around = _sentences(draw, 8)
        at = draw.randrange(len(around))
        mine = tuple(s for s in around if CORE not in s)
        kept = _passage(text.sentences)
        return replace(text, sentences=(*mine[:at], *kept, *mine[at:]))
    if mode == "rewritten":
        return replace(text, sentences=_sentences(draw, 7))
    if mode == "passed on":
        return replace(text, sentences=_sentences(draw, 7), via=target.agency, credited=False)
    return text


def _passage(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """The core and enough around it for a passage."""
    at = next(i for i, s in enumerate(sentences) if CORE in s)
    return sentences[max(0, at - 2) : at + 3]


def _cut(draw: random.Random, text: Text) -> Text:
    """Some sentences fewer at the end, the core kept."""
    at = next(i for i, s in enumerate(text.sentences) if CORE in s)
    end = max(at + 1, len(text.sentences) - draw.randint(0, 2))
    return replace(text, sentences=text.sentences[:end])


def _edited(draw: random.Random, sentence: str) -> str:
    words = sentence.split()
    if CORE not in sentence and draw.random() < 0.3:
        words[draw.randrange(1, len(words) - 1)] = _word(draw)
    return " ".join(words)


def _sentences(draw: random.Random, count: int) -> tuple[str, ...]:
    """Sentences of made-up words, one of which tells the core."""
    made = [f"{' '.join(_word(draw) for _ in range(11)).capitalize()}." for _ in range(count)]
    made[draw.randrange(count)] = f"{_word(draw).capitalize()} {_word(draw)} sagte, {CORE}."
    return tuple(made)


def _word(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 3)))


# -- readings ------------------------------------------------------------------------------------------


def _reading(text: Text, number: int) -> Reading:
    """The reading of a text, as the reader would make it of "Ort (dpa) - ..." or "... (dpa)"."""
    body = " ".join(text.sentences)
    credit = f"{text.agency} unter Berufung auf {text.relayed}" if text.relayed else text.agency
    shown = credit if text.agency and text.credited else None
    if shown:
        body = f"Tannau ({shown}) - {body}" if text.opening else f"{body} ({shown})"
    if text.via:
        body = f"{body} Das meldet {text.via}."
    sha = sha256_of(body)
    report = Report(content_id("re", number, sha), f"{number}.txt", body, sha, sha, "text/plain")
    people: tuple[Participant, ...] = ()
    if text.via:
        span = Span(len(body) - len(text.via) - 1, len(body) - 1)
        mention = Mention(span, MentionForm.NAME, ActorKind.ORGANISATION, name=span)
        people = (
            Participant(content_id("pa", report.id), report.id, text.via, ActorKind.ORGANISATION, (mention,)),
        )
    at = body.index(CORE)
    statement = Statement(
        id=content_id("st", report.id),
        report=report.id,
        quote=(Span(at, at + len(CORE)),),
        type=StatementType.INDIRECT,
        act=Act.ASSERT,
        cue=(),
        speaker=None,
        participant=None,
        addressee=None,
        channel=None,
        said=None,
        via=tuple(p.id for p in people),
        method=BY_HAND,
    )
    layout = Layout(
        language=Sourced("de", Provenance.GUESS),
        title=None,
        published=None,
        outlet=Sourced(text.outlet, Provenance.SIDECAR) if text.outlet else None,
        byline=None,
        url=None,
        dateline=None,
        credits=(_credit(text, body, shown),) if shown else (),
        cited_urls=(),
        furniture=(),
        blocks=(Block(Span(0, len(body)), BlockKind.PARAGRAPH),),
    )
    return Reading(report, layout, (), (), (), people, (statement,), ())


def _credit(text: Text, body: str, shown: str) -> Credit:
    assert text.agency
    at = body.rindex(f"({shown})") + 1
    on_at = at + len(shown) - len(text.relayed or "")
    return Credit(
        span=Span(at, at + len(text.agency)),
        name=text.agency,
        kind=CreditKind.CREDIT,
        on=text.relayed,
        on_span=Span(on_at, on_at + len(text.relayed)) if text.relayed else None,
    )


# -- counting ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Counted:
    """What was seen over all graphs."""

    graphs: int = 0
    printed: int = 0
    held: int = 0
    exact_printed: int = 0
    exact: int = 0
    raised: int = 0
    width: int = 0


def counted(count: int, seed: int) -> Counted:
    """All graphs, each also with one more copy."""
    seen = Counted()
    for number, whole in enumerate(graphs(count, seed)):
        low, high = bounds(whole)
        seen.graphs += 1
        seen.printed += whole.printed
        seen.held += low <= whole.origins <= high
        seen.exact += low == high == whole.origins
        seen.exact_printed += whole.printed and low == high == whole.origins
        seen.width += high - low
        more_low, more_high = bounds(with_copy(random.Random(f"copy {seed}/{number}"), whole))
        seen.raised += more_low > low or more_high > high
        told = f"graph {seed}/{number}: {whole.origins} origins, bounds {low}–{high}"
        if not low <= whole.origins <= high:
            print(f"{told}: not within them")
        if more_low > low or more_high > high:
            print(f"{told}, with one more copy {more_low}–{more_high}")
        if whole.printed and not low == high == whole.origins:
            print(f"{told}, though every credit is printed")
    return seen


def main() -> None:
    """Print what was counted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--graphs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    seen = counted(asked.graphs, asked.seed)
    print(f"bounds contain the truth       {seen.held} of {seen.graphs}")
    print(f"exact, every credit printed    {seen.exact_printed} of {seen.printed}")
    print(f"exact, credits left out        {seen.exact - seen.exact_printed} of {seen.graphs - seen.printed}")
    print(f"raised by one more copy        {seen.raised} of {seen.graphs}")
    print(f"mean width (high minus low)    {seen.width / max(1, seen.graphs):.2f}")


if __name__ == "__main__":
    main()
