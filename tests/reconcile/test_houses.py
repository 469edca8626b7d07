from __future__ import annotations

import pytest
from tests.reconcile.told import Told, report, story

from quellenlage.domain.actor import Actor, ActorKind
from quellenlage.reconcile.actors import find_actors
from quellenlage.reconcile.kinship import Kin, Kinship

PERSON, BODY, ROLE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.ROLE


def actors_of(*told: Told, language: str = "de") -> tuple[dict[str, Actor], Kinship]:
    corpus, stories = story(report("a.txt", *told, language=language))
    actors = find_actors(corpus, stories)
    return {alias: actor for actor in actors for alias in actor.aliases}, Kinship(corpus, actors)


def test_a_nameless_spokesman_is_the_voice_of_the_body_named_before() -> None:
    by_name, _ = actors_of(
        Told("Der Umbau dauert zwei Jahre", "Halberg", kind=BODY),
        Told("zu den Kosten", "ein Sprecher", kind=ROLE),
    )
    assert by_name["ein Sprecher"] == by_name["Halberg"]
    assert by_name["Halberg"].kind is BODY


def test_a_named_spokesman_stays_himself() -> None:
    by_name, kinship = actors_of(
        Told("Der Umbau dauert zwei Jahre", "Halberg", kind=BODY),
        Told("zu den Kosten", "Piet Vandoren", role="Sprecher"),
    )
    piet, halberg = by_name["Piet Vandoren"], by_name["Halberg"]
    assert piet != halberg
    assert piet.speaks_for == halberg.id
    assert kinship.of(piet.id, halberg.id) is Kin.SPEAKS_FOR


def test_who_opens_the_sentence_comes_before_who_is_named_in_it() -> None:
    by_name, _ = actors_of(
        Told("Wir verkaufen nicht", "Corwell", kind=BODY),
        Told("Der Preis ist zu niedrig, den Corwell nennt", "Halberg", kind=BODY),
        Told("zu Gesprächen mit Corwell", "ein Sprecher", kind=ROLE),
    )
    assert by_name["ein Sprecher"] == by_name["Halberg"]


def test_without_a_body_before_it_stays_unknown() -> None:
    by_name, _ = actors_of(
        Told("Wir wissen nichts", "ein Sprecher", kind=ROLE),
        Told("Der Umbau dauert zwei Jahre", "Halberg", kind=BODY),
    )
    assert by_name["ein Sprecher"] != by_name["Halberg"]
    assert by_name["ein Sprecher"].speaks_for is None


def test_a_ministry_spokesman_does_not_speak_for_a_company() -> None:
    by_name, _ = actors_of(
        Told("Der Umbau dauert zwei Jahre", "Halberg AG", kind=BODY, role="Autobauer"),
        Told("Wir prüfen das", "Ministeriumssprecher", kind=ROLE, speaks_for="Ministerium"),
    )
    assert by_name["Ministeriumssprecher"].speaks_for is None


@pytest.mark.parametrize(
    ("left", "right", "kin"),
    [
        ("Landesamt", "Landesamt für Gewässerschutz", Kin.ALIKE),
        ("Landesamt für Gewässerschutz", "Landesamt für Straßenbau", Kin.OTHER),
        ("Nordbank", "Südbank", Kin.OTHER),
    ],
)
def test_a_short_name_may_be_the_long_one(left: str, right: str, kin: Kin) -> None:
    by_name, kinship = actors_of(
        Told("Das Wasser ist sauber", left, kind=BODY), Told("Die Brücke hält", right, kind=BODY)
    )
    assert kinship.of(by_name[left].id, by_name[right].id) is kin


def test_two_who_speak_for_one_house() -> None:
    by_name, kinship = actors_of(
        Told("Die Filiale bleibt", "ein Sprecher", kind=ROLE, speaks_for="Nordbank"),
        Told("Die Filiale schließt", "eine Sprecherin", kind=ROLE, speaks_for="Nordbank"),
        Told("Die Zinsen steigen", "ein Vertreter", kind=ROLE, speaks_for="Südbank"),
    )
    one, other, third = (by_name[n].id for n in ("ein Sprecher", "eine Sprecherin", "ein Vertreter"))
    assert kinship.of(one, other) is Kin.HOUSE
    assert kinship.of(one, third) is Kin.OTHER
