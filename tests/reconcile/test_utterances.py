from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.told import Counted, Told, report, story

from quellenlage.domain.actor import ActorKind
from quellenlage.domain.link import LinkKind
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.report import BlockKind
from quellenlage.domain.statement import Act, Statement, StatementType
from quellenlage.domain.story import Story, Utterance
from quellenlage.reconcile.actors import find_actors
from quellenlage.reconcile.utterances import find_utterances, link_shared

# What else is said in the story, so that rare words can be told from frequent ones.
AROUND = (
    Told("Die Schulen bleiben bis Donnerstag zu", "Nora Vesting"),
    Told("Man prüfe die Unterlagen", "Nora Vesting"),
    Told("Die Kosten ließen sich noch nicht beziffern", "Nora Vesting"),
)


def pairs() -> list[tuple[str, str, Told, str, Told]]:
    out = []
    for line in (Path(__file__).parent / "same_act.txt").read_text("utf-8").splitlines():
        if not line.startswith(("=", "!")):
            continue
        left, right = line[1:].strip().lstrip("|").split("||")
        told = []
        for side in (left, right):
            language, speaker, act, quote = (part.strip() for part in side.split("|"))
            told.append((language, Told(quote, speaker, Act(act))))
        (a, one), (b, other) = told
        out.append((line[0], a, one, b, other))
    return out


def found(*readings: Reading) -> tuple[Corpus, tuple[Utterance, ...]]:
    corpus, in_stories = story(*readings)
    actors = find_actors(corpus, in_stories)
    return corpus, find_utterances(corpus, in_stories, actors, ())


def together(corpus: Corpus, utterances: tuple[Utterance, ...], *quotes: str) -> bool:
    of = {corpus.exact(s.report, s.quote[0]): s.id for s in corpus.statements.values()}
    return any({of[q] for q in quotes} <= set(u.statements) for u in utterances)


@pytest.mark.parametrize(("mark", "la", "one", "lb", "other"), pairs())
def test_pairs_of_statements(mark: str, la: str, one: Told, lb: str, other: Told) -> None:
    corpus, utterances = found(
        report("a", one, language=la), report("b", other, language=lb), report("c", *AROUND)
    )
    left, right = (
        next(s.id for s in r.statements) for r in sorted(corpus.readings, key=lambda r: r.report.source)[:2]
    )
    same = any({left, right} <= set(u.statements) for u in utterances)
    assert same is (mark == "=")


def test_every_statement_is_in_one_utterance() -> None:
    corpus, utterances = found(report("a", *AROUND), report("b", *AROUND), report("c", Told("So", None)))
    members = [s for u in utterances for s in u.statements]
    assert sorted(members) == sorted(corpus.statements)


def test_other_occasion_stays_apart() -> None:
    quote = "Die Pumpen am Siel arbeiten ohne Unterbrechung"
    one = report("a", Told(quote, "Tessa Brinkhof", said="2025-03-01"))
    other = report("b", Told(quote, "Tessa Brinkhof", said="2025-03-04"))
    _, utterances = found(one, other)
    assert all(len(u.statements) == 1 for u in utterances)


@pytest.mark.parametrize(("low", "high", "together"), [(400, 450, 2), (3, 4, 1)])
def test_one_number_of_one_speaker_is_one_telling_days_later(low: int, high: int, together: int) -> None:
    number = f"{low} bis {high}"
    figures = (Counted(number, low, high),)
    near = report("a", Told(number, "Tessa Brinkhof", figures=figures), published="2025-03-01")
    told = Told(f"{number} Stellen", "Tessa Brinkhof", figures=figures)
    _, utterances = found(near, report("b", told, published="2025-03-09"), report("c", *AROUND))
    assert max(len(u.statements) for u in utterances) == together


@pytest.mark.parametrize(("price", "value", "together"), [("48,50", "48.50", 2), ("50", "50", 1)])
def test_a_particular_number_of_one_speaker_on_one_day_is_one_telling(
    price: str, value: str, together: int
) -> None:
    figure = Counted(f"{price} Euro", Decimal(value), Decimal(value), unit="EUR")
    bare = f"die Aktionäre des Werks in Pirnow sollen bald {price} Euro in bar erhalten"
    whole = f"ein Angebot von {price} Euro werde die Firma machen, das alle zusammen reich mache"
    one, other = (Told(quote, "Tessa Brinkhof", figures=(figure,)) for quote in (bare, whole))
    _, utterances = found(
        report("a", one, published="2025-03-01"),
        report("b", other, published="2025-03-01"),
        report("c", *AROUND),
    )
    assert max(len(u.statements) for u in utterances) == together


def test_nothing_is_said_after_it_was_printed() -> None:
    quote = "Die Pumpen am Siel arbeiten ohne Unterbrechung"
    one = report("a", Told(quote, "Tessa Brinkhof"), published="2025-03-01")
    other = report("b", Told(f"{quote} weiter", "Tessa Brinkhof", said="2025-03-04"))
    _, utterances = found(one, other)
    assert all(len(u.statements) == 1 for u in utterances)


def test_spokeswoman_and_her_ministry() -> None:
    quote = "Der Grenzübergang Pirnow bleibt bis Sonntag gesperrt"
    one = report("a", Told(quote, "Wasserministerium", kind=ActorKind.ORGANISATION))
    other = report(
        "b",
        Told(
            "bis Sonntag bleibe der Grenzübergang Pirnow gesperrt", "Ada Lunt", speaks_for="Wasserministerium"
        ),
        Told("Man arbeite daran", "Wasserministerium", kind=ActorKind.ORGANISATION),
    )
    corpus, utterances = found(one, other, report("c", *AROUND))
    assert together(corpus, utterances, quote, "bis Sonntag bleibe der Grenzübergang Pirnow gesperrt")
    pairing = next(p for u in utterances for p in u.pairings)
    assert "speaker-speaks-for" in {f.name for f in pairing.features}
    assert all(0.0 <= f.score <= 1.0 for f in pairing.features)


def test_two_speakers_of_one_office_never_share_an_utterance() -> None:
    quote = "Der Grenzübergang Pirnow bleibt bis Sonntag gesperrt"
    readings = [
        report("a", Told(quote, "Ada Lunt", role="Sprecherin")),
        report("b", Told(quote, "Bo Ravn", role="Sprecher")),
        report("c", Told(quote, None)),
    ]
    _, utterances = found(*readings)
    assert max(len(u.statements) for u in utterances) <= 2


def test_a_bare_reference_takes_the_words_before_it() -> None:
    one = report(
        "a",
        Told("Der Damm bei Harlow hat einen Riss", "Ada Lunt"),
        Told("diese Darstellung", "Bo Ravn", Act.CONFIRM, type=StatementType.REPORTED),
    )
    other = report("b", Told("dass der Damm bei Harlow einen Riss habe", "Bo Ravn", Act.CONFIRM))
    corpus, utterances = found(one, other, report("c", *AROUND))
    assert together(corpus, utterances, "diese Darstellung", "dass der Damm bei Harlow einen Riss habe")


def test_links_show_the_shared_quotes() -> None:
    quote = "Der Deich bei Nordersiel ist gebrochen"
    corpus, utterances = found(*(report(n, Told(quote, "Tessa Brinkhof")) for n in "ab"))
    (link,) = link_shared(corpus, utterances)
    assert link.kind is LinkKind.SHARES_STATEMENT
    assert link.source < link.target
    assert {corpus.exact(e.report, e.span) for e in link.evidence} == {quote}


def test_many_reports_of_one_utterance_give_few_links() -> None:
    readings = [
        report(f"r{i:03}", Told("Der Deich bei Nordersiel ist gebrochen", "Tessa Brinkhof"))
        for i in range(200)
    ]
    corpus, utterances = found(*readings)
    assert len(utterances) == 1
    assert len(link_shared(corpus, utterances)) < 1000


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_reports_does_not_matter(rng: random.Random) -> None:
    readings = [report(f"{i}", one, other) for i, ((_, _, one, _, other), _) in enumerate(pairwise(pairs()))]
    shuffled = list(readings)
    rng.shuffle(shuffled)
    assert _all(readings) == _all(shuffled)


def _all(readings: list[Reading]) -> tuple[Utterance, ...]:
    in_story = Story("sy-1", "", "", tuple(r.report.id for r in readings))
    corpus = Corpus(tuple(readings))
    return find_utterances(corpus, (in_story,), find_actors(corpus, (in_story,)), ())


@pytest.mark.parametrize(
    "quote", ["7" * 50_000, "a" * 50_000, "–" * 50_000, "wort " * 20_000, "1.000," * 8_000, "\u202e\ud800x"]
)
def test_odd_text_does_no_harm(quote: str) -> None:
    readings = [report(n, Told(quote.strip(), "Ada Lunt (IEB)", kind=ActorKind.ORGANISATION)) for n in "ab"]
    corpus, utterances = found(*readings)
    assert sum(len(u.statements) for u in utterances) == len(corpus.statements)


# -- gates and hints -----------------------------------------------------------------------------------


def test_said_again_is_another_occasion() -> None:
    corpus, utterances = found(
        report("a", Told("Die Brücke ist sicher und bleibt offen", "Runa Ostwerder")),
        report("b", Told("Ich bleibe dabei: Die Brücke ist sicher und bleibt offen", "Runa Ostwerder")),
    )
    assert len(utterances) == 2
    assert len(corpus.statements) == 2


def near(statements: Sequence[Statement]) -> list[tuple[str, str]]:
    """Holds every two statements for near."""
    ids = sorted(s.id for s in statements)
    return [(a, b) for at, a in enumerate(ids) for b in ids[at + 1 :]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            Told("In Tannau sind 12 Keller vollgelaufen", "Runa Ostwerder"),
            Told("In Tannau sind 40 Keller vollgelaufen", "Runa Ostwerder"),
        ),
        (
            Told("Die Keller in Tannau sind vollgelaufen", "Runa Ostwerder"),
            Told("Die Keller in Tannau sind nicht vollgelaufen", "Runa Ostwerder"),
        ),
        (
            Told("Die Keller in Tannau sind vollgelaufen", "Runa Ostwerder"),
            Told("Die Keller in Tannau sind vollgelaufen", "Malte Ohlsen"),
        ),
        (
            Told("Norwegen schickt zwei Fregatten", "Runa Ostwerder"),
            Told("Spanien schickt zwei Fregatten", "Runa Ostwerder"),
        ),
    ],
)
def test_nearness_never_passes_a_gate(one: Told, other: Told) -> None:
    corpus, in_stories = story(report("a", one), report("b", other))
    actors = find_actors(corpus, in_stories)
    assert len(find_utterances(corpus, in_stories, actors, (), nearness=near)) == 2


def test_a_brief_headline_belongs_to_the_statement_below_it() -> None:
    """Also where another report prints the very same words below."""
    below = "wollen die Fahrer ab Montag die Arbeit niederlegen"
    own = report("a", Told("Streik", "Jana Kolbe", Act.ANNOUNCE), Told(below, "Jana Kolbe", Act.ANNOUNCE))
    first = own.layout.blocks[0]
    blocks = (replace(first, kind=BlockKind.HEADING), *own.layout.blocks[1:])
    own = replace(own, layout=replace(own.layout, blocks=blocks))
    corpus, utterances = found(
        own, report("b", Told(below, "Jana Kolbe", Act.ANNOUNCE)), report("c", *AROUND)
    )
    of = {corpus.exact(s.report, s.quote[0]): s.id for s in corpus.statements.values()}
    members = next(set(u.statements) for u in utterances if of["Streik"] in u.statements)
    assert len(members) == 3


def test_an_office_may_speak_as_the_body_it_heads() -> None:
    quote = "In der Halle am Fluss sind 300 Menschen untergebracht"
    one = report("a", Told(quote, "Runa Ostwerder", role="Landrätin"))
    other = report("b", Told(f"{quote} worden", "Landkreis", kind=ActorKind.ORGANISATION))
    corpus, utterances = found(one, other, report("c", *AROUND))
    assert together(corpus, utterances, quote, f"{quote} worden")
