"""The trained reader with the weights that ship: the same every time, at home in any text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.reading import Reading, Sentence
from quellenlage.domain.report import Report
from quellenlage.domain.span import Span
from quellenlage.encoder.encoder import Encoder, Seen, load_encoder
from quellenlage.flow.read_report import read_report

STORM = (
    "Sturmburg (nwd) – Nach dem Sturm haben die Aufräumarbeiten begonnen. Der Strom sei in allen Ortsteilen "
    "wieder da, teilten die Stadtwerke mit. Bürgermeisterin Hanne Vollbrecht sprach von einem Kraftakt. "
    "„Wir haben die ganze Nacht gearbeitet“, sagte sie. "
    "Die Opposition verlangte Aufklärung über die Ausfälle."
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def seen(encoder: Encoder, text: str) -> Seen:
    return encoder.see(text, [Sentence(Span(0, len(text)), 0)] if text else [])


def reading(encoder: Encoder | None, text: str) -> Reading:
    report = Report(content_id("re", text), "a.txt", text, sha256_of(text), sha256_of(text), "text/plain")
    return read_report(report, encoder)


def test_it_finds_what_somebody_said(encoder: Encoder) -> None:
    found = reading(encoder, STORM)
    said = {" ".join(p.of(STORM) for p in s.quote) for s in found.statements}
    assert "Wir haben die ganze Nacht gearbeitet" in said
    assert any("Der Strom sei in allen Ortsteilen wieder da" in quote for quote in said)
    assert any("Aufklärung" in quote for quote in said)
    assert all(s.method.confidence is not None for s in found.statements)


def test_the_same_report_reads_the_same(encoder: Encoder) -> None:
    once = reading(encoder, STORM)
    reading(encoder, "Der Rat tagt am Dienstag, sagte Sprecher Jost Amrein.")
    assert reading(encoder, STORM) == once


def test_a_sentence_is_embedded_alike_in_any_company(encoder: Encoder) -> None:
    texts = ["Der Damm hält.", "The dam is holding.", "Die Aktie verlor zwölf Prozent."]
    together = encoder.embed(texts)
    alone = np.concatenate([encoder.embed([text]) for text in texts])
    assert np.array_equal(together, alone)
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    assert together[0] @ together[1] > together[0] @ together[2]
    assert encoder.embed([]).shape == (0, together.shape[1])


def test_no_report_is_too_long(encoder: Encoder) -> None:
    filler = "Am Montag fuhren die Züge auf allen Linien wieder nach Plan. "
    text = filler * 120 + "\n\nDer Damm halte noch zwei Tage, sagte Ingenieurin Runa Ostwerder."
    found = reading(encoder, text)
    assert [s.quote[-1].of(text) for s in found.statements] == ["Der Damm halte noch zwei Tage"]


@pytest.mark.parametrize(
    "text",
    [
        "La maire a déclaré que la digue tenait bon. « Nous sommes prêts », a-t-elle ajouté lundi.",
        "Burmistrz oświadczyła, że wał wytrzyma. „Jesteśmy gotowi” – powiedziała w poniedziałek.",
        "市長は堤防は持ちこたえると述べた。",
        "",
        "\u202e\u200b\ufeff \u0301",
    ],
    ids=["French", "Polish", "Japanese", "empty", "marks alone"],
)
def test_other_languages_do_no_harm(encoder: Encoder, text: str) -> None:
    for proposal in seen(encoder, text).proposals():
        assert all(0 <= p.start < p.end <= len(text) for p in proposal.quote)
    assert reading(encoder, text).statements == reading(None, text).statements


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=160))
def test_any_text_is_passed_over_and_every_span_slices(text: str) -> None:
    found = seen(load_encoder(), text)
    for proposal in found.proposals():
        for span in (*proposal.quote, *proposal.cue):
            assert 0 <= span.start < span.end <= len(text)
    for name in found.names():
        assert 0 <= name.span.start < name.span.end <= len(text)
