from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.told import Told, report, story

from quellenlage.domain.actor import ActorKind
from quellenlage.domain.claim import Claim, Status
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.statement import Act, StatementType
from quellenlage.domain.story import Story
from quellenlage.reconcile.actors import find_actors
from quellenlage.reconcile.claims import find_claims
from quellenlage.reconcile.utterances import find_utterances

LEAK = "Aus dem Werk in Pirnow ist Ammoniak ausgetreten"


def found(*readings: Reading) -> tuple[Corpus, dict[str, str], tuple[Claim, ...]]:
    """The corpus, names of actors by id, and the claims."""
    corpus, in_stories = story(*readings)
    actors = find_actors(corpus, in_stories)
    utterances = find_utterances(corpus, in_stories, actors, ())
    return corpus, {a.id: a.name for a in actors}, find_claims(corpus, in_stories, actors, utterances)


def stands(claim: Claim, names: dict[str, str]) -> set[tuple[str, Act]]:
    return {(names[p.actor], p.act) for p in claim.positions}


def test_assertion_denial_confirmation_meet() -> None:
    corpus, names, claims = found(
        report("a", Told(LEAK, "Ada Lunt")),
        report("b", Told("den Austritt von Ammoniak", "Bo Ravn", Act.DENY, type=StatementType.REPORTED)),
        report("c", Told("dass Ammoniak aus dem Werk in Pirnow ausgetreten sei", "Cleo Marn", Act.CONFIRM)),
    )
    (claim,) = claims
    assert stands(claim, names) == {
        ("Ada Lunt", Act.ASSERT),
        ("Bo Ravn", Act.DENY),
        ("Cleo Marn", Act.CONFIRM),
    }
    assert claim.status is Status.CONTESTED
    assert claim.text == LEAK
    assert [corpus.exact(e.report, e.span) for e in claim.wording] == [LEAK]


def test_who_says_the_contrary_denies() -> None:
    _, names, (claim,) = found(
        report("a", Told(LEAK, "Ada Lunt")),
        report("b", Told("Aus dem Werk in Pirnow ist kein Ammoniak ausgetreten", "Bo Ravn")),
    )
    assert stands(claim, names) == {("Ada Lunt", Act.ASSERT), ("Bo Ravn", Act.DENY)}
    assert claim.text == LEAK


def test_who_says_that_nothing_did_it_denies_that_something_did() -> None:
    for words, act in (("Es ist nichts ausgetreten", Act.ASSERT), ("Es ist nichts ausgetreten", Act.DENY)):
        _, names, (claim,) = found(
            report("a", Told(LEAK, "Ada Lunt")), report("b", Told(words, "Bo Ravn", act))
        )
        assert stands(claim, names) == {("Ada Lunt", Act.ASSERT), ("Bo Ravn", Act.DENY)}
    for other in ("Es wurde nichts gestohlen", "Es ist nichts nach Norden ausgetreten"):
        assert len(found(report("a", Told(LEAK, "Ada Lunt")), report("b", Told(other, "Bo Ravn")))[2]) == 2


def test_nobody_denies_on_one_day_what_they_say_themselves() -> None:
    words = "Berichte über giftigen Schlamm in Pirnow sind reine Panikmache"
    told = Told("Berichte über giftigen Schlamm in Pirnow", "Ada Lunt", Act.DENY, type=StatementType.REPORTED)
    _, names, claims = found(report("a", Told(words, "Ada Lunt")), report("b", told))
    assert all(c.status is not Status.CONTESTED for c in claims)
    other = Told("Berichte über giftigen Schlamm in Pirnow", "Bo Ravn", Act.DENY, type=StatementType.REPORTED)
    _, names, claims = found(report("a", Told(words, "Ada Lunt")), report("b", other))
    assert any(("Bo Ravn", Act.DENY) in stands(c, names) for c in claims)


def test_a_change_of_mind_is_a_confirmation_since_then() -> None:
    _, _, claims = found(
        report("a", Told(LEAK, "Ada Lunt", said="2025-03-01")),
        report("b", Told("den Austritt von Ammoniak", "Bo Ravn", Act.CANNOT_CONFIRM, said="2025-03-01")),
        report("c", Told("den Austritt von Ammoniak", "Bo Ravn", Act.CONFIRM, said="2025-03-03")),
    )
    (claim,) = claims
    assert claim.status is Status.CONFIRMED
    assert sorted(p.date or "" for p in claim.positions) == ["2025-03-01", "2025-03-01", "2025-03-03"]


def test_other_numbers_are_other_claims() -> None:
    _, _, claims = found(
        report("a", Told("In Pirnow werden 900 Stellen gestrichen", "Ada Lunt")),
        report("b", Told("In Pirnow werden 400 Stellen gestrichen", "Bo Ravn")),
    )
    assert len(claims) == 2


def test_copies_count_once() -> None:
    _, _, (claim,) = found(*(report(n, Told(LEAK, "Ada Lunt")) for n in "abc"))
    (position,) = claim.positions
    assert len(position.statements) == 3
    assert claim.status is Status.ALLEGED


def test_hedged_clauses_are_estimates() -> None:
    told = Told(
        "Das Amt habe 40 Kräne nach Pirnow gebracht und dass diese wahrscheinlich im Hafen der Stadt fehlen",
        "Ada Lunt",
    )
    _, names, claims = found(report("a", told))
    assert {stand for claim in claims for stand in stands(claim, names)} == {
        ("Ada Lunt", Act.ASSERT),
        ("Ada Lunt", Act.ESTIMATE),
    }


def test_if_true_leaves_it_open() -> None:
    told = (
        Told(LEAK, "Ada Lunt"),
        Told("Wenn das stimmt, ist die ganze Stadt in Gefahr", "Bo Ravn", type=StatementType.DIRECT),
    )
    _, names, claims = found(report("a", *told))
    claim = next(c for c in claims if c.text == LEAK)
    assert ("Bo Ravn", Act.CANNOT_CONFIRM) in stands(claim, names)


def test_unknown_speakers_take_no_position() -> None:
    _, _, claims = found(report("a", Told(LEAK, None)))
    assert claims == ()


def test_german_and_english_meet() -> None:
    _, _, (claim,) = found(
        report("a", Told("Hunderte tote Fische treiben auf dem Fluss", "Ada Lunt")),
        report(
            "b",
            Told("hundreds of dead fish are floating on the river", "Bo Ravn", kind=ActorKind.PERSON),
            language="en",
        ),
    )
    assert len(claim.positions) == 2


def test_a_claim_is_worded_in_the_language_of_most_of_its_reports() -> None:
    english = "hundreds of dead fish are floating on the river"
    german = "Hunderte tote Fische treiben auf dem Fluss"
    for of_most, languages in ((german, ("de", "de", "en")), (english, ("de", "en", "en"))):
        readings = [
            report(f"r{n}", Told(german if code == "de" else english, f"Ada Lunt {n}"), language=code)
            for n, code in enumerate(languages)
        ]
        _, _, (claim,) = found(*readings)
        assert claim.text == of_most


def test_who_confirms_something_else_confirms_nothing_here() -> None:
    _, names, claims = found(
        report("a", Told("Pirnow wird faktisch gezwungen sein, gegen Runden zu spielen", "Ada Lunt")),
        report("b", Told("dass Pirnow gegen Runden gespielt hat", "Bo Ravn", Act.CONFIRM)),
    )
    assert all(len(stands(claim, names)) == 1 for claim in claims)


def test_one_word_in_common_with_a_sentence_that_says_little_confirms_nothing() -> None:
    fillers = [
        Told(f"Das Rathaus {n} werde im Mai saniert", f"Ida Born {n}") for n in range(60)
    ]  # words are rare
    _, names, claims = found(
        report("a", Told("Mein Mann hat immer gesagt", "Ada Lunt")),
        report("b", Told("den Tod des Mannes", "Bo Ravn", Act.CONFIRM, type=StatementType.REPORTED)),
        *(report(f"c{i}", filler) for i, filler in enumerate(fillers)),
    )
    told = [stands(claim, names) for claim in claims]
    assert not any({("Ada Lunt", Act.ASSERT), ("Bo Ravn", Act.CONFIRM)} <= each for each in told)


def test_a_wider_denial_denies_the_narrower_claim() -> None:
    _, names, (claim,) = found(
        report("a", Told("dass in 14 Wahllokalen Stimmzettel verschwunden seien", "Ada Lunt")),
        report("b", Told("Es sind keine Stimmzettel verschwunden", "Bo Ravn")),
    )
    assert stands(claim, names) == {("Ada Lunt", Act.ASSERT), ("Bo Ravn", Act.DENY)}
    assert claim.text == "in 14 Wahllokalen Stimmzettel verschwunden seien"


def test_a_bare_confirmation_confirms_no_number() -> None:
    _, names, claims = found(
        report("a", Told("In Pirnow seien rund zehn Tonnen Ammoniak ausgetreten, 10 Tonnen", "Ada Lunt")),
        report("b", Told("den Austritt von Ammoniak", "Bo Ravn", Act.CONFIRM, type=StatementType.REPORTED)),
    )
    assert all(len(stands(claim, names)) == 1 for claim in claims)


def test_claims_are_worded_by_clauses_and_not_cut_at_ordinals() -> None:
    told = Told(
        "dass Retter am 6. August in der Stadt Pirnow gelandet seien, um dort Brücken und Deiche zu bauen",
        "Ada Lunt",
    )
    _, _, (claim,) = found(report("a", told))
    assert claim.text == "Retter am 6. August in der Stadt Pirnow gelandet seien"


def test_positions_have_ids_of_their_own() -> None:
    _, _, claims = found(
        report("a", Told(LEAK, "Ada Lunt"), Told("In Pirnow werden 900 Stellen gestrichen", "Ada Lunt")),
        report("b", Told("In Pirnow werden 400 Stellen gestrichen", "Ada Lunt")),
    )
    ids = [p.id for claim in claims for p in claim.positions]
    assert len(ids) == 3
    assert len(set(ids)) == 3


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(rng: random.Random) -> None:
    readings = [
        report("a", Told(LEAK, "Ada Lunt"), Told("Niemand ist verletzt", "Ada Lunt")),
        report("b", Told("den Austritt von Ammoniak", "Bo Ravn", Act.DENY)),
        report("c", Told("dass Ammoniak aus dem Werk in Pirnow ausgetreten sei", "Cleo Marn", Act.CONFIRM)),
    ]
    shuffled = list(readings)
    rng.shuffle(shuffled)
    one = (Story("sy", "", "", tuple(r.report.id for r in readings)),)
    assert _claims(readings, one) == _claims(shuffled, one)


def _claims(readings: list[Reading], in_stories: tuple[Story, ...]) -> tuple[Claim, ...]:
    corpus = Corpus(tuple(readings))
    actors = find_actors(corpus, in_stories)
    return find_claims(corpus, in_stories, actors, find_utterances(corpus, in_stories, actors, ()))
