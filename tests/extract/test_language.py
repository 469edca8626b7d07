from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.layouts import report_of

from quellenlage.domain.report import Declared, Provenance, Sourced
from quellenlage.extract.language import find_language

GERMAN = (
    "Nach Angaben der Feuerwehr wurden mindestens 120 Menschen gerettet, verletzt wurde am Abend niemand."
)
ENGLISH = "At least 120 people were brought to safety, according to the fire brigade, and nobody was hurt."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, "de"),
        (ENGLISH, "en"),
        ("Der Damm hält, und die Schulen sind zu.", "de"),
        ("The dam holds, and the schools are closed.", "en"),
        (
            "Les pompiers ont sauvé au moins 120 personnes, selon la préfecture, et personne n'a été blessé.",
            "fr",
        ),
        ("Wstępnie ustalono, że strażacy uratowali co najmniej 120 osób, nikt nie został ranny.", "pl"),
        ("Пожарные спасли по меньшей мере 120 человек, сообщили вчера в администрации города.", "ru"),
        ("Ja.", None),
        ("", None),
        ("12 34 56 !!!", None),
    ],
)
def test_the_language_is_told_from_the_text(text: str, code: str | None) -> None:
    found = find_language(report_of(text))
    assert (found.value if found else None) == code
    assert found is None or found.provenance is Provenance.GUESS


def test_what_the_user_declares_is_believed() -> None:
    declared = Sourced("en", Provenance.SIDECAR)
    assert find_language(report_of(GERMAN, Declared(language=declared))) == declared


def test_what_a_template_declares_gives_way_to_plain_text_in_another_language() -> None:
    template = Sourced("en", Provenance.META)
    assert find_language(report_of(GERMAN, Declared(language=template))) == Sourced("de", Provenance.GUESS)
    assert find_language(report_of("Damm, Orbach, 120", Declared(language=template))) == template


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    found = find_language(report_of(text))
    assert found is None or 2 <= len(found.value) <= 3
