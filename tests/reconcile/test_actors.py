from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.told import Told, report, stories, story

from quellenlage.domain.actor import Actor, ActorKind, Mention, MentionForm
from quellenlage.domain.reading import Corpus
from quellenlage.domain.span import Span
from quellenlage.domain.story import Story
from quellenlage.lang.pack import language_pack
from quellenlage.reconcile.actors import find_actors
from quellenlage.reconcile.names import initials_of, is_acronym, name_parts, sound_of

ORG, COUNTRY, ROLE = ActorKind.ORGANISATION, ActorKind.COUNTRY, ActorKind.ROLE


def actors_of(*told: Told, language: str = "de", extra: str = "") -> tuple[Actor, ...]:
    """The actors of one story in which each statement stands in a report of its own."""
    return find_actors(
        *story(*(report(f"r{i}", t, language=language, extra=extra) for i, t in enumerate(told)))
    )


def who(speaker: str, role: str = "", kind: ActorKind = ActorKind.PERSON, **more: str) -> Told:
    return Told("es gebe dazu nichts zu sagen", speaker, role=role, kind=kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "forms",
    [
        ("Selenskyj", "Zelenskiy", "Selenskij", "Zelensky", "Zelenskyy"),
        ("Wolodymyr", "Volodymyr"),
        ("Netanjahu", "Netanyahu"),
        ("Müller", "Mueller"),
        ("Erdoğan", "Erdogan"),
        ("Umjerow", "Umerov"),
        ("Wladimir", "Vladimir"),
    ],
)
def test_transliterations_sound_alike(forms: tuple[str, ...]) -> None:
    assert len({sound_of(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("Meier", "Müller"), ("Brandt", "Brand"), ("Lange", "Lang")])
def test_other_names_sound_different(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


def test_name_parts_leave_titles_out() -> None:
    pack = language_pack("de")
    assert name_parts("Dr. Ilse von Hagen", pack) == name_parts("Ilse Hagen", pack)
    assert initials_of("Internationale Energie Behörde", pack) == "IEB"
    assert is_acronym("IEB") and is_acronym("NATO") and not is_acronym("Nato-Rat")


def test_full_name_and_surname_are_one_in_a_story() -> None:
    (actor,) = actors_of(who("Ilse Hagen", "Bürgermeisterin"), who("Hagen"))
    assert actor.name == "Ilse Hagen"
    assert {"Ilse Hagen", "Hagen"} <= set(actor.aliases)
    assert len(actor.participants) == 2


def test_surname_that_two_bear_stays_alone() -> None:
    actors = actors_of(who("Ilse Hagen"), who("Bernd Hagen"), who("Hagen"))
    assert sorted(a.name for a in actors) == ["Bernd Hagen", "Hagen", "Ilse Hagen"]


def test_countries_tell_bearers_of_a_surname_apart() -> None:
    actors = actors_of(
        who("Ilse Hagen", country="NO"), who("Bernd Hagen", country="DE"), who("Hagen", country="NO")
    )
    assert sorted(len(a.participants) for a in actors) == [1, 2]
    assert next(a for a in actors if len(a.participants) == 2).name == "Ilse Hagen"


def test_full_name_is_one_actor_over_stories_a_surname_is_not() -> None:
    one = [report("a", who("Ilse Hagen")), report("b", who("Lind"))]
    other = [report("c", who("Ilse Hagen")), report("d", who("Lind"))]
    actors = find_actors(*stories(one, other))
    assert sorted((a.name, len(a.participants)) for a in actors) == [
        ("Ilse Hagen", 2),
        ("Lind", 1),
        ("Lind", 1),
    ]
    assert len({a.id for a in actors}) == 3


def test_bodies_by_what_they_say() -> None:
    (actor,) = actors_of(
        who("norwegischer Geheimdienst", kind=ORG, country="NO"),
        who("Norwegens Geheimdienst", kind=ORG, country="NO"),
    )
    assert len(actor.participants) == 2


def test_bodies_of_two_countries_stay_apart() -> None:
    actors = actors_of(who("norwegischer Geheimdienst", kind=ORG), who("polnischer Geheimdienst", kind=ORG))
    assert len(actors) == 2


def test_bodies_of_one_town_stay_apart() -> None:
    actors = actors_of(
        who("Pirnow", "Landkreis", ORG),
        who("Pirnow", "Fischereiverband", ORG),
        who("Pirnow", "Landkreis", ORG),
    )
    assert sorted((a.name, len(a.participants)) for a in actors) == [
        ("Fischereiverband Pirnow", 1),
        ("Landkreis Pirnow", 2),
    ]


@pytest.mark.parametrize("name", ["Tessmorn", "Brandt", "Lindes", "Kollmer", "Vattenau"])
def test_a_body_of_one_name_is_one_in_two_languages(name: str) -> None:
    told = [report("a", who(name, kind=ORG)), report("b", who(name, kind=ORG), language="en")]
    assert len(find_actors(*story(*told))) == 1


def test_police_of_two_stories_are_two() -> None:
    one, other = [report("a", who("Polizei", kind=ORG))], [report("b", who("Polizei", kind=ORG))]
    assert len(find_actors(*stories(one, other))) == 2
    assert len(find_actors(*stories([*one, *other]))) == 1


def test_country_by_code() -> None:
    told = [
        report("a", who("Norwegen", kind=COUNTRY, country="NO")),
        report("b", who("Oslo", kind=COUNTRY, country="NO")),
        report("c", who("Norway", kind=COUNTRY, country="NO"), language="en"),
    ]
    (actor,) = find_actors(*story(*told))
    assert actor.name in ("Norwegen", "Norway")


def test_role_is_the_one_who_holds_it() -> None:
    (actor,) = actors_of(who("Ilse Hagen", "Landratsamtschefin"), who("Landratsamtschefin", kind=ROLE))
    assert actor.name == "Ilse Hagen"


def test_role_of_many_is_nobody_in_particular() -> None:
    actors = actors_of(who("Ilse Hagen", "Polizeisprecherin"), who("ein Polizeisprecher", kind=ROLE))
    assert len(actors) == 2


def test_abbreviation_with_its_name() -> None:
    (actor,) = actors_of(
        who("IEB", kind=ORG), who("Internationale Energie Behörde", kind=ORG), extra="Es fehlt an Strom."
    )
    assert actor.name == "Internationale Energie Behörde"


def test_abbreviation_in_brackets() -> None:
    extra = "Die Wasserwerke Nordersiel (WNB) gehören der Stadt."
    (actor,) = actors_of(who("Wasserwerke Nordersiel", kind=ORG), who("WNB", kind=ORG), extra=extra)
    assert len(actor.participants) == 2


def test_spokeswoman_speaks_for_her_ministry() -> None:
    actors = actors_of(
        who("Ada Lunt", "Sprecherin", speaks_for="norwegischen Außenministeriums"),
        who("norwegisches Außenministerium", kind=ORG),
    )
    lunt = next(a for a in actors if a.name == "Ada Lunt")
    ministry = next(a for a in actors if a is not lunt)
    assert lunt.speaks_for == ministry.id and ministry.speaks_for is None


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(rng: random.Random) -> None:
    told = [
        who("Ilse Hagen", "Bürgermeisterin"),
        who("Hagen"),
        who("Lind"),
        who("Polizei", kind=ORG),
        who("Bernd Lind"),
    ]
    readings = [report(f"r{i}", t) for i, t in enumerate(told)]
    shuffled = list(readings)
    rng.shuffle(shuffled)
    one = Story("sy", "", "", tuple(r.report.id for r in readings))
    assert find_actors(Corpus(tuple(readings)), (one,)) == find_actors(Corpus(tuple(shuffled)), (one,))


def test_a_general_name_is_the_one_body_of_the_story_that_bears_it_with_a_place() -> None:
    district, ilmede = who("Landkreis", "Landkreis", ORG), who("Ilmede", "Landkreis", ORG)
    assert len(actors_of(district, ilmede)) == 1
    assert len(actors_of(district, ilmede, who("Orbach", "Landkreis", ORG))) == 3


def test_what_stands_behind_a_general_name_is_a_name_where_another_report_says_so() -> None:
    printed = report(
        "a", Told("es gebe viel zu tun", "Branchendienst", kind=ORG), extra="Branchendienst Railfacts"
    )
    named = report("b", who("Railfacts", kind=ORG), language="en")
    apart = find_actors(*story(printed, named))
    mention = Mention(
        Span(at := printed.report.text.rindex("Branchendienst"), at + 14), MentionForm.ROLE, ORG
    )
    (own,) = printed.participants
    seen = replace(printed, participants=(replace(own, mentions=(*own.mentions, mention)),))
    assert (len(apart), len(find_actors(*story(seen, named)))) == (2, 1)
