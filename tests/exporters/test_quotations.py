from __future__ import annotations

from tests.builders import Says, flood_parts, made

from quellenlage.domain.statement import StatementType
from quellenlage.exporters.quotations import Annotation, quotes_document


def found(markup: str, *says: Says) -> tuple[Annotation, ...]:
    return quotes_document(made("a.txt", markup, says=says).reading).annotations


def only(markup: str, type: StatementType) -> Annotation:
    (annotation,) = found(markup, Says(1, type=type))
    return annotation


def test_quotes_point_into_the_text() -> None:
    for part in flood_parts():
        text, document = part.reading.report.text, quotes_document(part.reading)
        assert document.documentName == part.reading.report.source
        assert len(document.annotations) >= len(part.statements)
        assert [a.id for a in document.annotations] == list(range(len(document.annotations)))
        for annotation in document.annotations:
            for role in ("quote", "speaker", "cue", "frame", "addressee"):
                own = getattr(annotation, role)
                assert " ".join(text[s.charBegin : s.charEnd] for s in own.spans) == own.text


def test_a_direct_quote_includes_its_marks_and_the_frame_is_the_rest() -> None:
    quote = only("„{quote1|Er hält}“, {cue1|sagte} {speaker1|Ostwerder}.", StatementType.DIRECT)
    assert (quote.type, quote.quote.text) == ("Direct", "„Er hält“")
    assert quote.frame.text == ", sagte Ostwerder"


def test_pieces_of_a_mixed_quote_are_one_run_unless_words_stand_between() -> None:
    run = only("Er {cue1|sagte}, {quote1|er halte} „{quote1|sicher}“.", StatementType.MIXED)
    assert (len(run.quote.spans), run.quote.text) == (1, "er halte „sicher“")
    apart = only("{quote1|Er halte}, {cue1|sagte} sie, {quote1|sicher}.", StatementType.INDIRECT)
    assert len(apart.quote.spans) == 2
    assert apart.frame.text == ", sagte sie,"


def test_words_in_marks_are_a_quote_of_their_own_inside() -> None:
    says = Says(1, "Roth", type=StatementType.MIXED)
    outer, inner = found("{speaker1|Roth} {cue1|sagte}, {quote1|er} „{quote1|halte sehr lange}“.", says)
    assert (outer.type, outer.isNested) == ("Indirect", False)
    assert (inner.type, inner.isNested, inner.quote.text) == ("Direct", True, "„halte sehr lange“")
    assert (inner.speaker, inner.cue, inner.frame) == (outer.speaker, outer.cue, outer.frame)


def test_told_acts_are_whole_sentences_without_cue_and_frame() -> None:
    told = only("{speaker1|Sie} {cue1|bestätigte} {quote1|die Räumung}.", StatementType.REPORTED)
    assert (told.type, told.quote.text) == ("Reported", "Sie bestätigte die Räumung.")
    assert (told.cue.spans, told.frame.spans) == ((), ())
    assert told.speaker.text == "Sie"


def test_what_goes_on_is_a_whole_sentence_of_the_speaker_before() -> None:
    head, on = found(
        "{speaker1|Roth} {cue1|sagte}, {quote1|der Damm halte}.\n\n{quote2|Das Wasser sinke}.",
        Says(1, "Roth"),
        Says(2, "Roth"),
    )
    assert (head.type, head.quote.text) == ("Indirect", "der Damm halte")
    assert (on.type, on.quote.text) == ("IndirectFreeIndirect", "Das Wasser sinke.")
    assert on.speaker == head.speaker
    assert (on.cue.spans, on.frame.spans) == ((), ())


def test_one_statement_that_goes_on_is_two_quotes() -> None:
    head, on = found(
        "{speaker1|Roth} {cue1|sagte}, {quote1|der Damm halte}.\n\n{quote1|Das Wasser sinke}.",
        Says(1, "Roth"),
    )
    assert (head.quote.text, on.quote.text) == ("der Damm halte", "Das Wasser sinke.")
    assert on.speaker.text == "Roth"


def test_speech_far_behind_its_speaker_has_none() -> None:
    between = "\n\n".join(["Es regnete."] * 4)
    *_, on = found(
        f"{{speaker1|Roth}} {{cue1|sagte}}, {{quote1|er halte}}.\n\n{between}\n\n{{quote2|Es sinke}}.",
        Says(1, "Roth"),
        Says(2, "Roth"),
    )
    assert on.speaker.spans == ()


def test_the_noun_of_a_phrase_belongs_to_the_speaker() -> None:
    (phrase,) = found("{cue1|Nach Angaben} {speaker1|der Stadt} {quote1|hält der Damm}.", Says(1, "Stadt"))
    assert (phrase.cue.text, phrase.speaker.text) == ("Nach", "Angaben der Stadt")
    (laut,) = found("{cue1|Laut} {speaker1|Stadt} {quote1|hält der Damm}.", Says(1, "Stadt"))
    assert (laut.cue.text, laut.speaker.text) == ("Laut", "Stadt")


def test_auxiliaries_and_pointing_words_of_its_clause_belong_to_the_cue() -> None:
    (said,) = found("{speaker1|Roth} hatte {cue1|erklärt}, {quote1|er halte}.", Says(1, "Roth"))
    assert said.cue.text == "hatte erklärt"
    (points,) = found(
        "{speaker1|Roth} {cue1|wies} darauf {cue1|hin}, {quote1|dass er hält}.", Says(1, "Roth")
    )
    assert points.cue.text == "wies darauf hin"
    (plain,) = found("{speaker1|Roth} {cue1|sagte}, wer da war, {quote1|er halte}.", Says(1, "Roth"))
    assert plain.cue.text == "sagte"
