from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.told import Counted, Told, report, story

from quellenlage.domain.figure import Qualifier
from quellenlage.domain.reading import Corpus, Reading
from quellenlage.domain.story import Relation, Series, Story
from quellenlage.reconcile.actors import find_actors
from quellenlage.reconcile.series import find_series
from quellenlage.reconcile.utterances import find_utterances


def found(*readings: Reading) -> tuple[Corpus, list[set[str]], tuple[Series, ...]]:
    """The corpus, the printed figures of each series, and the series."""
    corpus, in_stories = story(*readings)
    series = _series(corpus, in_stories)
    printed = [
        {corpus.exact(corpus.figures[f].report, corpus.figures[f].span) for f in s.figures} for s in series
    ]
    return corpus, printed, series


def _series(corpus: Corpus, in_stories: Sequence[Story]) -> tuple[Series, ...]:
    actors = find_actors(corpus, in_stories)
    utterances = find_utterances(corpus, in_stories, actors, ())
    return find_series(corpus, in_stories, actors, utterances, ())


def toll(number: int, said: str | None = None, speaker: str = "Polizei", more: str = "") -> Told:
    phrase = f"{number} Verletzte"
    return Told(
        f"es gebe {phrase}{more}", speaker, said=said, figures=(Counted(phrase, number, number, "Verletzte"),)
    )


def test_a_later_number_updates() -> None:
    _, printed, (series,) = found(report("a", toll(17, "2025-03-01")), report("b", toll(41, "2025-03-02")))
    assert printed == [{"17 Verletzte", "41 Verletzte"}]
    (relation,) = series.relations
    assert relation.relation is Relation.UPDATE
    assert "2025-03-01 before 2025-03-02" in relation.reason


def test_two_numbers_of_one_day_conflict() -> None:
    one, other = toll(17, "2025-03-01"), toll(41, "2025-03-01", "Feuerwehr")
    _, _, (series,) = found(report("a", one), report("b", other))
    assert [r.relation for r in series.relations] == [Relation.CONFLICT]


def test_without_a_date_the_order_is_open() -> None:
    _, _, (series,) = found(report("a", toll(17)), report("b", toll(41)))
    assert [r.relation for r in series.relations] == [Relation.UNORDERED]


def test_the_reports_day_stands_in_for_the_statements() -> None:
    one, other = report("a", toll(17), published="2025-03-01"), report("b", toll(41), published="2025-03-02")
    _, _, (series,) = found(one, other)
    assert [r.relation for r in series.relations] == [Relation.UPDATE]


def test_open_intervals_agree() -> None:
    phrase = "mindestens 40 Verletzte"
    over = Told(
        f"man zähle {phrase}",
        "Polizei",
        figures=(Counted(phrase, 40, None, "Verletzte", Qualifier.AT_LEAST),),
    )
    _, _, (series,) = found(report("a", over), report("b", toll(41)))
    assert [r.relation for r in series.relations] == [Relation.AGREE]


def test_other_things_are_other_series() -> None:
    dead = Told("es gebe 17 Tote", "Polizei", figures=(Counted("17 Tote", 17, 17, "Tote"),))
    _, printed, _ = found(report("a", toll(17)), report("b", dead))
    assert len(printed) == 2


def test_people_are_told_apart_by_what_happened_to_them() -> None:
    hurt = Told("400 Menschen wurden verletzt", "A", figures=(Counted("400 Menschen", 400, 400, "Menschen"),))
    moved = Told(
        "900 Menschen wurden in Hallen gebracht",
        "B",
        figures=(Counted("900 Menschen", 900, 900, "Menschen"),),
    )
    _, printed, _ = found(report("a", hurt), report("b", moved))
    assert len(printed) == 2


def test_a_ceiling_is_no_count() -> None:
    phrase = "bis zu 900 Soldaten"
    plan = Told(
        f"man wolle {phrase} schicken",
        "A",
        figures=(Counted(phrase, None, 900, "Soldaten", Qualifier.UP_TO),),
    )
    sent = Told(
        "man habe 300 Soldaten geschickt", "A", figures=(Counted("300 Soldaten", 300, 300, "Soldaten"),)
    )
    _, printed, _ = found(report("a", plan), report("b", sent))
    assert len(printed) == 2


def test_a_special_kind_is_not_the_whole() -> None:
    some = Told(
        "man habe 150 Gebirgssoldaten geschickt",
        "A",
        figures=(Counted("150 Gebirgssoldaten", 150, 150, "Gebirgssoldaten"),),
    )
    every = Told(
        "man habe 300 Soldaten geschickt", "A", figures=(Counted("300 Soldaten", 300, 300, "Soldaten"),)
    )
    _, printed, _ = found(report("a", some), report("b", every))
    assert len(printed) == 2


def test_parts_of_one_sentence_are_no_conflict() -> None:
    both = Told(
        "es gebe 41 Verletzte und 12 Verletzte in Lebensgefahr",
        "Polizei",
        figures=(Counted("41 Verletzte", 41, 41, "Verletzte"), Counted("12 Verletzte", 12, 12, "Verletzte")),
    )
    _, printed, _ = found(report("a", both))
    assert len(printed) == 2


def test_who_gives_two_numbers_in_one_report_speaks_of_two_things() -> None:
    _, printed, _ = found(report("a", toll(17), toll(41)))
    assert len(printed) == 2


def test_who_revises_a_number_speaks_of_the_same_thing() -> None:
    raised = Told(
        "man korrigiere die Zahl auf 41 Verletzte",
        "Polizei",
        figures=(Counted("41 Verletzte", 41, 41, "Verletzte"),),
    )
    _, printed, _ = found(report("a", toll(17), raised))
    assert printed == [{"17 Verletzte", "41 Verletzte"}]


def test_units_must_be_equal() -> None:
    tonnes = Told(
        "der Schaden betrage 12 Tonnen Holz", "A", figures=(Counted("12 Tonnen", 12, 12, "Holz", unit="t"),)
    )
    metres = Told(
        "der Schaden betrage 12 Meter Holz", "A", figures=(Counted("12 Meter", 12, 12, "Holz", unit="m"),)
    )
    _, printed, _ = found(report("a", tonnes), report("b", metres))
    assert len(printed) == 2


def test_german_and_english_figures_meet() -> None:
    english = Told("there were 41 injured", "Police", figures=(Counted("41 injured", 41, 41, "injured"),))
    _, printed, _ = found(report("a", toll(41)), report("b", english, language="en"))
    assert printed == [{"41 Verletzte", "41 injured"}]


def test_label_is_cut_from_the_text() -> None:
    corpus, _, (series,) = found(report("a", toll(17)), report("b", toll(41)))
    assert series.label == corpus.exact(series.evidence.report, series.evidence.span) == "Verletzte"


def test_every_figure_is_in_one_series_and_relations_stay_few() -> None:
    readings = [report(f"r{i:03}", toll(i + 10)) for i in range(120)]
    corpus, _, series = found(*readings)
    assert sorted(f for s in series for f in s.figures) == sorted(corpus.figures)
    assert sum(len(s.relations) for s in series) < 2000


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(rng: random.Random) -> None:
    readings = [
        report(f"r{i}", toll(n), toll(n + 3, speaker="Feuerwehr")) for i, n in enumerate((17, 41, 41, 43))
    ]
    shuffled = list(readings)
    rng.shuffle(shuffled)
    one = (Story("sy", "", "", tuple(r.report.id for r in readings)),)
    assert _series(Corpus(tuple(readings)), one) == _series(Corpus(tuple(shuffled)), one)
