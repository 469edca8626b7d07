from __future__ import annotations

from tests.builders import flood

from quellenlage.exporters.predictions import Member, PredictedLink, predictions_of
from quellenlage.ledger.codec import encode


def test_reports_are_named_by_file_and_furniture_is_left_out() -> None:
    found = {report.file: report for report in predictions_of(flood()).reports}
    agency = found["agentur.txt"]
    assert agency.agencies == ("dpa",)
    assert agency.published == "2023-11-14"
    assert found["english.txt"].published is None
    assert "Gepostet um" not in agency.text
    assert agency.text.startswith("Der Damm hält\n")


def test_statements_and_figures_are_told_by_their_strings() -> None:
    agency = next(r for r in predictions_of(flood()).reports if r.file == "agentur.txt")
    first = agency.statements[0]
    assert first.quote == ("der Damm halte und rund 300 Menschen müssten gehen",)
    assert (first.speaker, first.actor, first.said) == (
        "Bürgermeisterin Runa Ostwerder",
        "Runa Ostwerder",
        "2023-11-14",
    )
    (figure,) = agency.figures
    assert (figure.exact, figure.low, figure.qualifier) == ("rund 300 Menschen", 300.0, "approx")
    assert figure.statement_quote == first.quote[0]


def test_only_utterances_with_several_members_are_told() -> None:
    (group,) = predictions_of(flood()).utterances
    assert Member("english.txt", "The dam is holding") in group
    assert len(group) == 3


def test_positions_links_and_stories_are_told_by_names() -> None:
    found = predictions_of(flood())
    assert {(p.actor, p.act, p.date) for p in found.positions} == {
        ("Runa Ostwerder", "assert", "2023-11-14"),
        ("Jon Brück", "deny", None),
    }
    assert found.links == (PredictedLink("kopie.txt", "agentur.txt", "copy"),), "what is unsure is not told"
    assert [sorted(story) for story in found.stories] == [["agentur.txt", "english.txt", "kopie.txt"]]


def test_link_ends_have_the_scorers_names() -> None:
    assert b'{"from":"kopie.txt","to":"agentur.txt"' in encode(predictions_of(flood()))
