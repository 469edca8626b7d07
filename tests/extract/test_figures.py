"""Spans, what is counted, who carries a figure."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lang.corpus import read_times

from quellenlage.domain.figure import Figure, Qualifier
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, Method, MethodKind, Statement, StatementType
from quellenlage.extract.figures import assign_figures, find_figures
from quellenlage.lang.pack import language_pack


def figures(text: str, language: str = "de") -> tuple[Figure, ...]:
    read = read_times(text, language)
    return find_figures("r", text, read.sentences, read.times, language_pack(language))


def counted(text: str, language: str = "de") -> list[list[str]]:
    return [[span.of(text) for span in figure.counted] for figure in figures(text, language)]


def test_the_span_covers_qualifier_number_and_head_and_the_number_stands_alone() -> None:
    text = "Nach Angaben der Polizei starben mindestens 23 Menschen bei der Flut."
    (figure,) = figures(text)
    assert figure.span.of(text) == "mindestens 23 Menschen"
    assert figure.number.of(text) == "23"


def test_what_is_counted_holds_adjectives_attribute_and_participles() -> None:
    assert counted("Etwa 600 freiwillige Helfer aus Polen seien verletzt oder getötet worden.") == [
        ["freiwillige Helfer", "aus Polen", "verletzt", "getötet"]
    ]
    assert counted("Some 600 Polish volunteers were injured.", "en") == [["Polish volunteers", "injured"]]


def test_a_number_without_a_noun_counts_what_the_one_before_it_counts() -> None:
    assert counted("Es gab 16 Tote, 23 wurden verletzt.") == [["Tote"], ["Tote", "verletzt"]]


def test_lemmas_make_forms_of_one_noun_the_same() -> None:
    nouns = [figures(f"Es gab {form}.")[0].noun for form in ("5 Tote", "mindestens 5 Toten", "5 tote")[:2]]
    assert nouns == ["toter", "toter"]


def test_a_figure_keeps_clear_of_times() -> None:
    text = "Ab 2009 bis zu 110.000 Fahrzeuge, am 3. Juni 2024 um 10 Uhr 30 Boote."
    read = read_times(text)
    found = find_figures("r", text, read.sentences, read.times, language_pack("de"))
    assert [figure.number.of(text) for figure in found] == ["110.000", "30"]
    assert not any(figure.number.overlaps(time.span) for figure in found for time in read.times)


def test_ids_depend_on_report_and_place_only() -> None:
    text = "Es gab 5 Tote und 5 Tote."
    read = read_times(text)
    pack = language_pack("de")
    first = find_figures("r", text, read.sentences, read.times, pack)
    assert [f.id for f in first] == [f.id for f in find_figures("r", text, read.sentences, read.times, pack)]
    assert len({f.id for f in first}) == 2
    assert {f.id for f in find_figures("other", text, read.sentences, read.times, pack)}.isdisjoint(
        {f.id for f in first}
    )


def statement(identifier: str, *quote: Span) -> Statement:
    return Statement(
        identifier,
        "r",
        quote,
        StatementType.INDIRECT,
        Act.ASSERT,
        (),
        None,
        None,
        None,
        None,
        None,
        (),
        Method(MethodKind.RULE, "by-hand", "1"),
    )


def test_the_innermost_statement_carries_a_figure() -> None:
    text = "Sie bestreite, dass es 5 Tote gebe. Es gab 7 Verletzte."
    inner = text.index("es 5 Tote gebe")
    outer = statement("outer", Span(text.index("dass"), text.index(". Es")))
    nested = statement("inner", Span(inner, inner + len("es 5 Tote gebe")))
    assigned = assign_figures(figures(text), [outer, nested])
    assert [figure.statement for figure in assigned] == ["inner", None]


def test_bounds_follow_the_qualifier() -> None:
    bounds = {f.qualifier: (f.low, f.high) for f in figures("Über 5 Boote, bis zu 6 Autos, rund 7 Räder.")}
    assert bounds == {
        Qualifier.OVER: (Decimal(5), None),
        Qualifier.UP_TO: (None, Decimal(6)),
        Qualifier.APPROX: (Decimal(7), Decimal(7)),
    }


PIECES = st.sampled_from(
    [
        "zwei",
        "und",
        "zwanzig ",
        "tausend",
        "hundert ",
        "Millionen ",
        "1.",
        "500",
        ",",
        "3 ",
        "-",
        "–",
        " bis ",
        "Prozent ",
        "€",
        "$ ",
        "mehr als ",
        "über ",
        "Menschen ",
        "der ",
        "\u00a0",
        "\u202f",
        "½",
        "²",
        "٣",
        "٣٤ ",
        ":",
        "Dutzend ",
        "ein ",
        "halbe ",
        "zwischen ",
        "zu ",
        "unter Null ",
        "drittel ",
        "fach ",
        "\u200f",
        "1e9 ",
        "9" * 70,
        "a" * 70,
        ". ",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join), st.sampled_from(["de", "en"]))
def test_any_text_is_read_and_every_span_slices(text: str, language: str) -> None:
    read = read_times(text, language)
    for figure in find_figures("r", text, read.sentences, read.times, language_pack(language)):
        assert figure.span.contains(figure.number)
        assert figure.number.of(text)
        assert all(span.of(text) for span in figure.counted)
        assert figure.low is not None or figure.high is not None
        assert not any(figure.number.overlaps(time.span) for time in read.times)
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
