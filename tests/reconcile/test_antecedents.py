from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reconcile.test_claims import found, stands
from tests.reconcile.told import Counted, Told, report

from quellenlage.domain.reading import Reading
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, StatementType

LEAK = "Aus dem Werk in Pirnow ist Ammoniak ausgetreten"
TOLD = StatementType.REPORTED


def positions(*readings: Reading) -> dict[str, set[tuple[str, Act]]]:
    _, names, claims = found(*readings)
    return {claim.text: stands(claim, names) for claim in claims}


def only(claims: dict[str, set[tuple[str, Act]]], start: str) -> set[tuple[str, Act]]:
    (one,) = [stand for text, stand in claims.items() if text.startswith(start)]
    return one


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("das", Act.DENY),
        ("die Darstellung", Act.DENY),
        ("dies", Act.CANNOT_CONFIRM),
        ("eine Anfrage dazu", Act.NO_COMMENT),
        ("das", Act.NOT_DENY),
    ],
)
def test_bare_reaction_is_about_what_somebody_else_just_said(words: str, act: Act) -> None:
    claims = positions(report("a", Told(LEAK, "Ada Lunt"), Told(words, "Bo Ravn", act, type=TOLD)))
    assert claims == {LEAK: {("Ada Lunt", Act.ASSERT), ("Bo Ravn", act)}}


def test_bare_reaction_joins_the_claim_that_others_word() -> None:
    claims = positions(
        report("a", Told(LEAK, "Ada Lunt")),
        report(
            "b",
            Told("dass Ammoniak aus dem Werk in Pirnow ausgetreten sei", "Cleo Marn"),
            Told("das", "Bo Ravn", Act.DENY, type=TOLD),
        ),
    )
    assert ("Bo Ravn", Act.DENY) in only(claims, LEAK)


def test_too_means_what_the_reaction_before_is_about() -> None:
    claims = positions(
        report(
            "a",
            Told(LEAK, "Ada Lunt"),
            Told("dies", "Bo Ravn", Act.CANNOT_CONFIRM, type=TOLD),
            Told("Der Stand ist unverändert, das Werk läuft", "Bo Ravn"),
            Told("auch der Darstellung", "Cleo Marn", Act.DENY, type=TOLD),
        )
    )
    assert only(claims, LEAK) == {
        ("Ada Lunt", Act.ASSERT),
        ("Bo Ravn", Act.CANNOT_CONFIRM),
        ("Cleo Marn", Act.DENY),
    }


def test_of_several_sentences_in_a_row_the_first_is_meant() -> None:
    claims = positions(
        report(
            "a",
            Told(LEAK, "Ada Lunt"),
            Told("Der Wind habe die Wolke nach Osten getrieben", "Ada Lunt"),
            Told("das", "Bo Ravn", Act.DENY, type=TOLD),
        )
    )
    assert ("Bo Ravn", Act.DENY) in only(claims, LEAK)


def test_nobody_denies_what_they_just_said() -> None:
    claims = positions(
        report("a", Told(LEAK, "Ada Lunt"), Told("das", "Ada Lunt", Act.DENY, type=TOLD)),
    )
    assert only(claims, LEAK) == {("Ada Lunt", Act.ASSERT)}


def test_who_could_not_confirm_before_may_confirm_now() -> None:
    (stand,) = positions(
        report(
            "a",
            Told(LEAK, "Ada Lunt", Act.CONFIRM, said="2023-11-15"),
            Told("das", "Ada Lunt", Act.CANNOT_CONFIRM, said="2023-11-14", type=TOLD),
        )
    ).values()
    assert stand == {("Ada Lunt", Act.CONFIRM), ("Ada Lunt", Act.CANNOT_CONFIRM)}


def test_who_calls_a_figure_too_low_denies_it() -> None:
    ten = "rund zehn Tonnen Ammoniak seien ausgetreten"
    claims = positions(
        report(
            "a",
            Told(ten, "Ada Lunt", figures=(Counted("rund zehn Tonnen", 10, 10, "Ammoniak"),)),
            Told("diese Angabe für viel zu niedrig", "Bo Ravn"),
        )
    )
    assert claims == {ten: {("Ada Lunt", Act.ASSERT), ("Bo Ravn", Act.DENY)}}


def test_reproaches_are_what_blames_somebody() -> None:
    claims = positions(
        report(
            "a",
            Told("Die Werksleitung habe fahrlässig gehandelt", "Ada Lunt", Act.CONDEMN),
            Told(LEAK, "Cleo Marn"),
            Told("die Vorwürfe", "Bo Ravn", Act.DENY, type=TOLD),
        )
    )
    assert ("Bo Ravn", Act.DENY) in only(claims, "Die Werksleitung")
    assert only(claims, LEAK) == {("Cleo Marn", Act.ASSERT)}


def test_a_pointing_word_whose_sentence_explains_it_points_nowhere_else() -> None:
    explained = report("a", Told(LEAK, "Ada Lunt"), Told("darüber", "Bo Ravn", Act.NO_COMMENT, type=TOLD))
    text = explained.report.text.replace("darüber.", "darüber, wer es war.")
    longer = replace(explained, report=replace(explained.report, text=text))
    last = longer.sentences[-1]
    longer = replace(
        longer, sentences=(*longer.sentences[:-1], replace(last, span=Span(last.span.start, len(text))))
    )
    assert only(positions(explained), LEAK) == {("Ada Lunt", Act.ASSERT), ("Bo Ravn", Act.NO_COMMENT)}
    assert only(positions(longer), LEAK) == {("Ada Lunt", Act.ASSERT)}


def test_who_names_something_of_their_own_rejects_no_more_than_that() -> None:
    claims = positions(
        report(
            "a",
            Told(LEAK, "Ada Lunt"),
            Told("die Rechnung der Werksleitung von Ostrau sei falsch", "Bo Ravn"),
        )
    )
    assert only(claims, LEAK) == {("Ada Lunt", Act.ASSERT)}


def test_who_corrects_a_number_gives_up_the_old_one() -> None:
    old, new = Counted("1850", 1850, 1850), Counted("2310", 2310, 2310)
    first = report("a", Told("die Zahl der Evakuierten liege bei 1850", "Ada Lunt", figures=(old,)))
    text = "die Zahl der Evakuierten von 1850 auf 2310"
    for cue, denied in (("korrigierte", True), ("verkündete", False)):
        second = report("b", Told(text, f"{cue} Bo Ravn", figures=(old, new)))
        claims = _with_cue(first, second, cue)
        held = {text: {act for _, act in stand} for text, stand in claims.items()}
        assert (Act.DENY in held["die Zahl der Evakuierten liege bei 1850"]) is denied


def _with_cue(first: Reading, second: Reading, cue: str) -> dict[str, set[tuple[str, Act]]]:
    at = second.report.text.index(cue)
    cued = replace(second.statements[0], cue=(Span(at, at + len(cue)),))
    return positions(first, replace(second, statements=(cued,)))


def test_pointing_word_with_nothing_before_it_words_no_claim() -> None:
    assert positions(report("a", Told("das", "Bo Ravn", Act.DENY, type=TOLD))) == {}


def test_what_the_report_itself_tells_words_the_claim_that_it_lets_deny() -> None:
    reading = report("a", Told("Es regnet", "Ada Lunt"), Told("das", "Bo Ravn", Act.DENY, type=TOLD))
    own = replace(reading, statements=reading.statements[1:])
    assert positions(own) == {"Ada Lunt: Es regnet.": {("Bo Ravn", Act.DENY)}}
