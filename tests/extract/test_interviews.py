"""Interviews: whose words a paragraph is, and what only looks like an interview."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.reading import plain_layout, said

from quellenlage.extract.interviews import find_turns

INTERVIEW = """Der Ingenieur Jens Kroll leitet seit zwölf Jahren das Amt für Deiche in der Stadt Pirnow.

Wochenblatt: Herr Kroll, wie sicher ist der Damm?

Jens Kroll: Er hält. Wir haben ihn im Mai geprüft und keine Schäden gefunden.

Wochenblatt: Die Stadt sagt, es fehlten drei Millionen Euro. Stimmt das?

Kroll: Das stimmt nicht. Es fehlen fünf Millionen.

Darüber habe ich im Rat der Stadt schon dreimal gesprochen.

Wochenblatt: Und was nun?

Kroll: Wir bauen weiter, solange uns niemand daran hindert.
"""


def test_answers_are_statements_of_who_answers() -> None:
    found = [(s.quote[0][:12], s.type, s.name) for s in said(INTERVIEW)]
    assert found == [
        ("Er hält. Wir", "direct", "Jens Kroll"),
        ("es fehlten d", "indirect", "Pirnow"),
        ("Das stimmt n", "direct", "Jens Kroll"),
        ("Darüber habe", "direct", "Jens Kroll"),
        ("Wir bauen we", "direct", "Jens Kroll"),
    ]


NONE = {
    "facts": "Ort: Rathaus in der Stadt Pirnow.\n\nZeit: Freitag um zwölf.\n\nOrt: Halle am Markt.\n",
    "one label": "Frage: Hält der Damm in diesem Jahr?\n\nFrage: Was kostet das die Stadt Pirnow am Ende?\n",
    "one answer": "Zeitung: Hält der Damm in diesem Jahr?\n\nKroll: Er hält noch lange, ganz gewiss.\n",
    "nobody asks": "Kroll: Er hält noch lange.\n\nMerten: Er hält nicht.\n\nKroll: Doch, er hält.\n",
    "clauses": "Er sagte: Hält der Damm?\n\nSie sagte: Er hält.\n\nEr sagte: Gut?\n\nSie sagte: Gut.\n",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_no_interview(text: str) -> None:
    assert not find_turns(text, plain_layout(text).blocks)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Anna Merten: ", "Zeitung: ", "Ja.", "Nein?", "\n", " ", "ß: ", ":"]), max_size=30
    )
)
def test_turns_lie_in_their_blocks(parts: list[str]) -> None:
    text = "".join(parts)
    blocks = plain_layout(text).blocks
    for index, turn in find_turns(text, blocks).items():
        assert blocks[index].span.contains(turn.said)
