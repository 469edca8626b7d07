"""Anchors, what the text spoke of before, and the dates of statements."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lang.corpus import read_times

from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, Method, MethodKind, Statement, StatementType
from quellenlage.domain.timeref import AnchorKind
from quellenlage.extract.times import date_statements, find_times
from quellenlage.lang.pack import language_pack


def values(text: str, **anchor: str | None) -> list[str]:
    return [time.value for time in read_times(text, **anchor).times]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Am Montag brannte es.", "XXXX-WXX-1"),
        ("Am 21. Oktober brannte es.", "XXXX-10-21"),
        ("Im Oktober brannte es.", "XXXX-10"),
        ("Am Montagabend brannte es.", "XXXX-WXX-1TEV"),
        ("Heute brannte es.", "XXXX-XX-XX"),
        ("Vergangene Woche brannte es.", "XXXX-WXX"),
        ("Im vergangenen Jahr brannte es.", "XXXX"),
        ("Gegen 20 Uhr brannte es.", "XXXX-XX-XXT20:00"),
        ("Am 21. Oktober 2024 brannte es.", "2024-10-21"),
    ],
)
def test_without_an_anchor_unknown_parts_stay_unknown(text: str, value: str) -> None:
    assert values(text, published=None) == [value]


def test_the_stamp_of_a_liveblog_entry_goes_before_the_publication_date() -> None:
    (time,) = read_times("Heute brannte es.", stamp="2024-06-10T08:15").times
    assert (time.value, time.anchor) == ("2024-06-10", AnchorKind.STAMP)


def test_a_stamp_without_a_day_does_not_anchor() -> None:
    (time,) = read_times("Heute brannte es.", stamp="08:15").times
    assert (time.value, time.anchor) == ("2024-06-12", AnchorKind.PUBLISHED)


def test_a_date_in_the_text_anchors_what_follows() -> None:
    text = "Am 3. Juni 2019 brach der Damm. Am nächsten Tag kam die Armee."
    times = read_times(text, published=None).times
    assert [(time.value, time.anchor) for time in times] == [
        ("2019-06-03", AnchorKind.NONE),
        ("2019-06-04", AnchorKind.TEXT),
    ]


def test_a_weekday_is_the_last_one_on_or_before_the_publication() -> None:
    assert values("Am Montag sagte sie ab.", published="2024-10-22") == ["2024-10-21"]
    assert values("Am Dienstag sagte sie ab.", published="2024-10-22") == ["2024-10-22"]
    assert values("Am Mittwoch sagte sie ab.", published="2024-10-22") == ["2024-10-16"]


def test_days_that_do_not_exist_are_no_days() -> None:
    assert "2024-02-31" not in values("Am 31. Februar 2024 brannte es.")


def statement(text: str, quote: str, cue: str, speaker: str | None = None) -> Statement:
    def span(exact: str) -> Span:
        start = text.index(exact)
        return Span(start, start + len(exact))

    return Statement(
        id="s",
        report="r",
        quote=(span(quote),),
        type=StatementType.INDIRECT,
        act=Act.ASSERT,
        cue=(span(cue),) if cue else (),
        speaker=span(speaker) if speaker else None,
        participant=None,
        addressee=None,
        channel=None,
        said=None,
        via=(),
        method=Method(MethodKind.RULE, "by-hand", "1"),
    )


@pytest.mark.parametrize(
    ("text", "quote", "cue", "speaker", "said", "value"),
    [
        ("Der Damm halte, sagte sie am Montag.", "Der Damm halte", "sagte", "sie", "Montag", "2024-06-10"),
        (
            "Am Freitag zu diesem Punkt befragt, gab Kern an, er wisse nichts.",
            "er wisse nichts",
            "gab",
            "Kern",
            "Freitag",
            "2024-06-07",
        ),
        (
            "Der Damm halte, sagte die Sprecherin, Ada Kern, am Montag.",
            "Der Damm halte",
            "sagte",
            "die Sprecherin, Ada Kern",
            "Montag",
            "2024-06-10",
        ),
        (
            "Sie bestätigte den Vorfall am Sonntag.",
            "den Vorfall",
            "bestätigte",
            "Sie",
            "Sonntag",
            "2024-06-09",
        ),
        (
            "Vergangene Woche warnte sie vor der Flut.",
            "vor der Flut",
            "warnte",
            "sie",
            "Vergangene Woche",
            None,
        ),
        ("Bis heute bestreitet sie die Vorwürfe.", "die Vorwürfe", "bestreitet", "sie", "heute", None),
    ],
)
def test_a_time_beside_the_cue_dates_the_statement(
    text: str, quote: str, cue: str, speaker: str, said: str, value: str | None
) -> None:
    read = read_times(text)
    (dated,) = date_statements(
        text, [statement(text, quote, cue, speaker)], read.sentences, read.times, read.layout
    )
    assert dated.said is not None
    assert (dated.said.span.of(text) if dated.said.span else None, dated.said.value) == (said, value)


@pytest.mark.parametrize(
    ("text", "quote", "cue", "value"),
    [
        ("Der Damm halte, hat die Sprecherin soeben gesagt.", "Der Damm halte", "gesagt", "2024-06-12"),
        ("Der Damm halte, hat sie gerade gesagt.", "Der Damm halte", "gesagt", "2024-06-12"),
        ("Der Damm halte gerade noch, sagte sie.", "Der Damm halte gerade noch", "sagte", None),
    ],
)
def test_who_has_spoken_just_now_spoke_on_the_day_of_the_report(
    text: str, quote: str, cue: str, value: str | None
) -> None:
    read = read_times(text)
    (dated,) = date_statements(text, [statement(text, quote, cue)], read.sentences, read.times, read.layout)
    assert (dated.said.value if dated.said else None) == value


def test_in_english_just_says_so_behind_an_auxiliary_only() -> None:
    def said(text: str, cue: str) -> str | None:
        read = read_times(text, "en")
        made = statement(text, "the dam held", cue)
        (dated,) = date_statements(text, [made], read.sentences, read.times, read.layout)
        return dated.said.value if dated.said else None

    assert said("She has just confirmed that the dam held.", "confirmed") == "2024-06-12"
    assert said("She just said the dam held.", "said") is None


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("Das sagte er am Abend.", "2024-06-12T06:30", "2024-06-11TEV"),
        ("Das sagte er am Abend.", "2024-06-12T21:30", "2024-06-12TEV"),
        ("Das sagte er am Abend.", "2024-06-12", "2024-06-12TEV"),
        ("Am Abend wird er reden.", "2024-06-12T06:30", "2024-06-12TEV"),
        ("Das sagte er am Morgen.", "2024-06-12T06:30", "2024-06-12TMO"),
    ],
)
def test_a_past_evening_was_the_one_before_a_morning_report(text: str, published: str, value: str) -> None:
    assert values(text, published=published) == [value]


def test_nothing_was_said_after_the_report() -> None:
    text = "Der Damm stehe, sagt sie am Freitag."
    read = read_times(text)
    (dated,) = date_statements(
        text, [statement(text, "Der Damm stehe", "sagt", "sie")], read.sentences, read.times, read.layout
    )
    assert dated.said is not None
    assert dated.said.value is None


@pytest.mark.parametrize(
    ("text", "quote", "cue"),
    [
        ("Sie sagt, am Montag sei der Damm gebrochen.", "am Montag sei der Damm gebrochen", "sagt"),
        ("Der Damm brach am Montag. Das sagte sie.", "Das", "sagte"),
        ("Er sei am Montag gebrochen.", "Er sei am Montag gebrochen", ""),
    ],
)
def test_a_time_inside_the_quote_or_another_sentence_dates_nothing(text: str, quote: str, cue: str) -> None:
    read = read_times(text)
    (dated,) = date_statements(text, [statement(text, quote, cue)], read.sentences, read.times, read.layout)
    assert dated.said is None


PIECES = st.sampled_from(
    [
        "am ",
        "3. ",
        "31. ",
        "Juni ",
        "2024",
        "99.99.9999 ",
        "Montag",
        "abend ",
        "Uhr ",
        "20:15 ",
        "Jahrhundert ",
        "in ",
        "zwei ",
        "999999999999999999 ",
        "Jahren ",
        "später ",
        "seit ",
        "\n",
        ". ",
        "1900-",
        "Nacht ",
        "auf ",
        "\u00a0",
        "Ende ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join), st.sampled_from(["de", "en"]))
def test_any_text_is_read_and_every_span_is_in_a_sentence(text: str, language: str) -> None:
    read = read_times(text, language)
    end = 0
    for time in read.times:
        assert time.span.of(text)
        assert time.span.start >= end
        assert time.value
        assert any(sentence.span.contains(time.span) for sentence in read.sentences)
        end = time.span.end


def test_a_very_long_sentence_is_read_to_its_end() -> None:
    text = "am 3. Juni um 20 Uhr seit zwei Jahren " * 500
    sentence = Sentence(Span(0, len(text)), 0)
    layout = read_times("Ein Satz.").layout
    times = find_times(text, [sentence], layout, language_pack("de"))
    assert times[-1].span.end == len(text.rstrip())
