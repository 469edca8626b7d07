"""Independent origins: bounds that hold, trails that end where they should, copies that change nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.made import actors_of, claim, find, reading, say, utterance
from tests.reconcile.stories_data import FLOOD_OWN, FLOOD_WIRE

from quellenlage.domain.actor import ActorKind
from quellenlage.domain.figure import Figure, Qualifier
from quellenlage.domain.ids import content_id
from quellenlage.domain.link import Evidence
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.statement import Act, Statement
from quellenlage.domain.story import OriginBounds, Series
from quellenlage.reconcile.citations import find_citations
from quellenlage.reconcile.copies import find_copies
from quellenlage.reconcile.origins import count_origins

CORE = "der Damm sei seit Jahren marode"
WORDS = ("Regen", "Wasser", "Ufer", "Brücke", "Straße", "Keller", "Pumpe", "Boot", "Schlamm", "Dorf", "Acker")


def told(
    n: int, *, speaker: str | None = "Jolanda Ferch", tail: str = "", **more: object
) -> tuple[Reading, Statement]:
    """Report number `n` in words of its own, in which `speaker` says the core."""
    own = " ".join(f"{WORDS[(n * 5 + i * (n + 3)) % len(WORDS)]}{n} {i}" for i in range(40))
    head = f"Lage {n} am Morgen: {own}. "
    text = f"{head}{speaker or 'Es hieß'} sagte nach Bericht {n}, {CORE}. {tail}"
    return say(reading(text, name=f"r{n}", **more), CORE, speaker)  # type: ignore[arg-type]


def said_bounds(*parts: tuple[Reading, Statement]) -> OriginBounds:
    corpus = Corpus(tuple(r for r, _ in parts))
    links = (*find_copies(corpus), *find_citations(corpus))
    (found,) = count_origins(corpus, links, (), (utterance(*(s for _, s in parts)),), (), ())
    return found


def claim_bounds(
    *parts: tuple[Reading, Statement], speaks_for: dict[str, str] | None = None, acts: tuple[Act, ...] = ()
) -> OriginBounds:
    corpus = Corpus(tuple({r.report.id: r for r, _ in parts}.values()))
    links = (*find_copies(corpus), *find_citations(corpus))
    actors = actors_of(corpus, speaks_for)
    subject = claim(corpus, actors, *(s for _, s in parts), acts=acts)
    (found,) = count_origins(corpus, links, actors, (), (), (subject,))
    return found


def interval(bounds: OriginBounds) -> tuple[int, int]:
    return bounds.low, bounds.high


# -- that it was said: channels


def test_one_report_is_one_channel() -> None:
    assert interval(said_bounds(told(1))) == (1, 1)


def test_reports_that_name_no_source_may_be_independent_or_not() -> None:
    assert interval(said_bounds(told(1), told(2), told(3))) == (1, 3)


def test_reports_of_one_agency_are_one_channel_and_two_agencies_are_two() -> None:
    dpa = [told(n, tail="(dpa)", credits=("dpa",)) for n in (1, 2, 3)]
    afp = told(4, tail="(AFP)", credits=("AFP",))
    assert interval(said_bounds(*dpa)) == (1, 1)
    assert interval(said_bounds(*dpa, afp)) == (2, 2)
    assert interval(said_bounds(*dpa, afp, told(5))) == (2, 3)


def test_two_agencies_credited_together_may_be_one() -> None:
    assert interval(said_bounds(told(1, tail="PAP/Reuters", credits=("PAP", "Reuters")))) == (1, 2)


def test_an_agency_that_is_cited_beside_a_credit_may_stand_behind_it() -> None:
    one = told(1, tail="Das meldet Reuters. (PAP)", credits=("PAP",), cites=("Reuters",))
    two = told(2, tail="(Reuters)", credits=("Reuters",))
    assert interval(said_bounds(one, two)) == (1, 2)


def test_agencies_that_hang_together_in_another_story_stay_apart_here() -> None:
    other = reading("Ein anderer Fall an einem anderen Ort. dpa/AFP", credits=("dpa", "AFP"))
    parts = [told(1, tail="(dpa)", credits=("dpa",)), told(2, tail="(AFP)", credits=("AFP",))]
    corpus = Corpus((other, *(r for r, _ in parts)))
    links = (*find_copies(corpus), *find_citations(corpus))
    (found,) = count_origins(corpus, links, (), (utterance(*(s for _, s in parts)),), (), ())
    assert interval(found) == (2, 2)


def test_the_medium_named_for_a_statement_is_its_channel() -> None:
    text = "Ferch sagte, der Damm sei seit Jahren marode, so Reuters. Alles andere weiß die Redaktion selbst."
    one = say(reading(text), CORE, "Ferch", via=("Reuters",))
    bounds = said_bounds(one, told(2, tail="(Reuters)", credits=("Reuters",)))
    assert interval(bounds) == (1, 1)
    assert {(s.origin, s.reason) for s in bounds.path} == {
        ("agency:Reuters", "passed-on-by"),
        ("agency:Reuters", "credits"),
    }


def test_the_path_leads_from_the_copy_over_the_original_to_the_agency() -> None:
    quote = "Mit einem weiteren Anstieg sei nicht zu rechnen"
    wire = say(reading(FLOOD_WIRE, credits=("dpa",), published="2031-05-05"), quote)
    copy = say(reading(FLOOD_WIRE.removeprefix("Tannau (dpa) - "), published="2031-05-06"), quote)
    bounds = said_bounds(wire, copy)
    assert interval(bounds) == (1, 1)
    ids = (copy[0].report.id, wire[0].report.id)
    assert (ids[0], f"report:{ids[1]}", "copy-of") in {(s.report, s.origin, s.reason) for s in bounds.path}
    assert (ids[1], "agency:dpa", "credits") in {(s.report, s.origin, s.reason) for s in bounds.path}
    assert all(s.evidence for s in bounds.path)


def test_a_passage_taken_over_leads_to_where_it_was_taken_from() -> None:
    first = told(1, published="2031-05-05")
    passage = first[0].report.text
    both, statement = say(reading(f"{FLOOD_OWN}\n{passage}\n{FLOOD_WIRE}", published="2031-05-06"), CORE)
    assert interval(said_bounds(first, (both, statement))) == (1, 1)
    own = say(both, "Auf dem Schulhof stapeln sich Sandsäcke")
    assert interval(said_bounds(first, own)) == (1, 2)


# -- that it is so: those who vouch


def test_one_speaker_in_many_reports_is_one_origin() -> None:
    assert interval(claim_bounds(*(told(n) for n in range(1, 6)))) == (1, 1)


def test_two_speakers_are_two_and_a_spokesperson_is_one_with_their_office() -> None:
    two = (told(1, speaker="Jolanda Ferch"), told(2, speaker="Veit Osterrath"))
    assert interval(claim_bounds(*two)) == (2, 2)
    assert interval(claim_bounds(*two, speaks_for={"Veit Osterrath": "Jolanda Ferch"})) == (1, 1)


def test_two_who_speak_for_the_same_are_one_even_if_it_is_silent() -> None:
    parts = (told(1, speaker="Runa Lind"), told(2, speaker="Odo Falk"))
    assert interval(claim_bounds(*parts, speaks_for={"Runa Lind": "Amt", "Odo Falk": "Amt"})) == (1, 1)


def test_an_unknown_speaker_may_be_one_of_the_known_ones() -> None:
    assert interval(claim_bounds(told(1), told(2, speaker=None), told(3, speaker=None))) == (1, 3)


def test_somebody_known_by_role_only_may_be_one_of_the_others() -> None:
    known, (whole, statement) = told(1), told(2, speaker="ein Helfer")
    people = tuple(replace(p, kind=ActorKind.ROLE) for p in whole.participants)
    assert interval(claim_bounds(known, (replace(whole, participants=people), statement))) == (1, 2)


def test_a_speaker_known_only_through_another_may_be_nobody_else() -> None:
    text = "Ferch sagte, Osterrath habe gemeldet, der Damm sei seit Jahren marode."
    whole, outer = say(reading(text), "Osterrath habe gemeldet, der Damm sei seit Jahren marode", "Ferch")
    whole, inner = say(whole, CORE, "Osterrath", within=outer)
    assert interval(claim_bounds((whole, outer), (whole, inner))) == (1, 2)


def test_who_denies_a_claim_does_not_stand_behind_it() -> None:
    parts = (told(1, speaker="Jolanda Ferch"), told(2, speaker="Veit Osterrath"))
    assert interval(claim_bounds(*parts, acts=(Act.ASSERT, Act.DENY))) == (1, 1)
    assert interval(claim_bounds(*parts, acts=(Act.DENY, Act.NO_COMMENT))) == (2, 2)


def test_what_a_report_attributes_it_does_not_vouch_for_beside() -> None:
    whole, statement = told(1, tail="Das Wasser stand bei 4711 Metern.")
    second, _ = told(2, tail="Das Wasser stand bei 4711 Metern.")
    figures = [
        _figure(whole, "4711", statement.id),
        _figure(whole, "Metern", None),
        _figure(second, "4711", None),
    ]
    corpus = Corpus((replace(whole, figures=tuple(figures[:2])), replace(second, figures=tuple(figures[2:]))))
    evidence = Evidence(whole.report.id, figures[0].span, "label")
    series = Series("se-1", "sy-1", "Wasser", evidence, None, tuple(f.id for f in figures), ())
    (found,) = count_origins(corpus, (), actors_of(corpus), (), (series,), ())
    assert interval(found) == (1, 2)


@pytest.mark.parametrize(("act", "bounds"), [(Act.ASSERT, (2, 2)), (Act.DENY, (1, 2)), (Act.ASK, (1, 2))])
def test_who_denies_what_holds_a_figure_does_not_vouch_for_it(act: Act, bounds: tuple[int, int]) -> None:
    first, asserting = told(1, speaker="Jolanda Ferch", tail="Es fehlen 4711 Boote.")
    second, other = told(2, speaker="Veit Osterrath", tail="Es fehlen 4711 Boote.")
    other = replace(other, act=act)
    figures = (_figure(first, "4711", asserting.id), _figure(second, "4711", other.id))
    corpus = Corpus(
        (
            replace(first, figures=figures[:1]),
            replace(second, figures=figures[1:], statements=(other,)),
        )
    )
    evidence = Evidence(first.report.id, figures[0].span, "label")
    series = Series("se-1", "sy-1", "Boote", evidence, None, tuple(f.id for f in figures), ())
    (found,) = count_origins(corpus, (), actors_of(corpus), (), (series,), ())
    assert interval(found) == bounds


def _figure(whole: Reading, exact: str, statement: str | None) -> Figure:
    span = find(whole.report.text, exact)
    number = content_id("fi", whole.report.id, exact)
    return Figure(number, whole.report.id, span, span, None, None, Qualifier.EXACT, None, "", (), statement)


# -- copies change nothing

CREDITS = st.sampled_from([(), ("dpa",), ("AFP",), ("dpa", "AFP")])
REPORTS = st.lists(st.tuples(CREDITS, st.sampled_from(["Ferch", "Osterrath", None])), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(reports=REPORTS, copied=st.integers(0, 4), edited=st.booleans(), data=st.data())
def test_a_copy_of_any_report_raises_no_bound(
    reports: list[tuple[tuple[str, ...], str | None]], copied: int, edited: bool, data: st.DataObject
) -> None:
    parts = []
    for n, (credits, speaker) in enumerate(reports, 1):
        parts.append(told(n, speaker=speaker, tail=f"({'/'.join(credits)})", credits=credits))
    whole, _ = parts[copied % len(parts)]
    text = whole.report.text.replace("am Morgen", "zum Auftakt") if edited else whole.report.text
    name = data.draw(st.sampled_from(["copy", "a", "zz"]))
    credits = tuple(c.name for c in whole.layout.credits)
    speaker = next((p.name for p in whole.participants), None)
    copy = say(reading(text, name=name, credits=credits), CORE, speaker)
    for bounds in (said_bounds, claim_bounds):
        before, after = bounds(*parts), bounds(*parts, copy)
        assert 1 <= before.low <= before.high
        assert 1 <= after.low <= after.high
        assert after.low <= before.low
        assert after.high <= before.high


@pytest.mark.parametrize("count", [1, 7])
def test_copies_of_a_report_that_took_a_passage_raise_no_bound(count: int) -> None:
    first = told(1, published="2031-05-05")
    text = f"{FLOOD_OWN}\n{first[0].report.text}\n{FLOOD_WIRE}"
    taken = [say(reading(text, name=f"t{i}", published="2031-05-06"), CORE) for i in range(count + 1)]
    assert interval(said_bounds(first, *taken)) == (1, 1)


@pytest.mark.parametrize(
    ("office", "body", "low"),
    [
        ("NATO-Generalsekretär", "NATO", 1),
        ("Präsidentin des Landesamts für Wasserbau", "Landesamt für Wasserbau", 1),
        ("Bürgermeister", "NATO", 2),
    ],
)
def test_who_holds_an_office_is_not_certainly_independent_of_its_body(
    office: str, body: str, low: int
) -> None:
    (one, s1), (two, s2) = told(1, speaker="Ferch"), told(2, speaker=body)
    one = replace(one, participants=tuple(replace(p, roles=(office,)) for p in one.participants))
    two = replace(two, participants=tuple(replace(p, kind=ActorKind.ORGANISATION) for p in two.participants))
    assert interval(claim_bounds((one, s1), (two, s2))) == (low, 2)


def test_a_country_and_its_people_are_not_certainly_independent() -> None:
    (one, s1), (two, s2) = told(1, speaker="Ferch"), told(2, speaker="Morvania")
    one = replace(one, participants=tuple(replace(p, country="MV") for p in one.participants))
    two = replace(
        two,
        participants=tuple(replace(p, kind=ActorKind.COUNTRY, country="MV") for p in two.participants),
    )
    assert interval(claim_bounds((one, s1), (two, s2))) == (1, 2)
