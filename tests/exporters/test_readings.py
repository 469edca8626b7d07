from __future__ import annotations

import json

import pytest
from tests.builders import Made, Says, flood_parts, made

from quellenlage.domain.reading import Reading
from quellenlage.domain.statement import StatementType
from quellenlage.errors import UsageError
from quellenlage.exporters.readings import reading_writer
from quellenlage.ledger.codec import decode


def written(part: Made, name: str) -> dict:  # type: ignore[type-arg]
    data: dict = json.loads(reading_writer(name)(part.reading))  # type: ignore[type-arg]
    return data


def test_readings_come_back_equal() -> None:
    for part in flood_parts():
        assert decode(reading_writer("readings")(part.reading), Reading) == part.reading


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="quotes-json"):
        reading_writer("xml")


def test_times_carry_place_type_and_value() -> None:
    (time,) = written(flood_parts()[0], "timex-json")["timex"]
    text = flood_parts()[0].reading.report.text
    assert text[time["start"] : time["end"]] == time["text"] == "Dienstag"
    assert (time["type"], time["value"], time["mod"]) == ("DATE", "2023-11-14", None)
    assert written(flood_parts()[0], "timex-json")["doc_id"] == "agentur.txt"


def test_quotes_point_into_the_text() -> None:
    for part in flood_parts():
        document = written(part, "quotes-json")
        assert document["documentName"] == part.reading.report.source
        assert len(document["annotations"]) == len(part.statements)
        for annotation in document["annotations"]:
            for role in ("quote", "speaker", "cue", "frame", "addressee"):
                cut = [
                    part.reading.report.text[s["charBegin"] : s["charEnd"]] for s in annotation[role]["spans"]
                ]
                assert " ".join(cut) == annotation[role]["text"]


def only(markup: str, type: StatementType) -> dict:  # type: ignore[type-arg]
    (annotation,) = written(made("a.txt", markup, says=[Says(1, type=type)]), "quotes-json")["annotations"]
    return annotation  # type: ignore[no-any-return]


def test_a_direct_quote_includes_its_marks_and_the_frame_is_the_rest() -> None:
    found = only("„{quote1|Er hält}“, {cue1|sagte} {speaker1|Ostwerder}.", StatementType.DIRECT)
    assert found["type"] == "Direct"
    assert found["quote"]["text"] == "„Er hält“"
    assert found["frame"]["text"] == ", sagte Ostwerder."


def test_pieces_of_a_mixed_quote_are_one_run_unless_words_stand_between() -> None:
    run = only("Er {cue1|sagte}, {quote1|er halte} „{quote1|sicher}“.", StatementType.MIXED)
    assert len(run["quote"]["spans"]) == 1
    assert run["quote"]["text"] == "er halte „sicher“"
    apart = only("{quote1|Er halte}, {cue1|sagte} sie, {quote1|sicher}.", StatementType.INDIRECT)
    assert len(apart["quote"]["spans"]) == 2


def test_what_goes_on_without_a_cue_is_free_indirect() -> None:
    assert only("{quote1|Der Damm halte.}", StatementType.INDIRECT)["type"] == "IndirectFreeIndirect"
    reported = only("Sie {cue1|bestätigte} {quote1|die Räumung}.", StatementType.REPORTED)
    assert reported["type"] == "Reported"
    assert reported["frame"]["spans"] == []
