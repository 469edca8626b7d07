"""The forms of verbs of speech, built from their lemmas."""

from __future__ import annotations

import pytest

from quellenlage.domain.statement import Act
from quellenlage.lang.cues import Form
from quellenlage.lang.pack import LANGUAGES, language_pack

FORMS = [
    ("de", "teilte", "mit|teilen", Form.FINITE, False),
    ("de", "mitteilte", "mit|teilen", Form.FINITE, True),
    ("de", "mitgeteilt", "mit|teilen", Form.PARTICIPLE, True),
    ("de", "mitzuteilen", "mit|teilen", Form.INFINITIVE, True),
    ("de", "forderten", "fordern", Form.FINITE, True),
    ("de", "bestätigt", "bestätigen", Form.PARTICIPLE, True),
    ("de", "kritisiert", "kritisieren", Form.PARTICIPLE, True),
    ("de", "widersprach", "widersprechen", Form.FINITE, True),
    ("de", "wies", "zurück|weisen", Form.FINITE, False),
    ("de", "davon", "", None, False),
    ("en", "said", "say", Form.FINITE, True),
    ("en", "denied", "deny", Form.FINITE, True),
    ("en", "estimating", "estimate", Form.GERUND, True),
]


@pytest.mark.parametrize(("code", "word", "lemma", "form", "joined"), FORMS)
def test_forms(code: str, word: str, lemma: str, form: Form | None, joined: bool) -> None:
    readings = language_pack(code).cues.forms.get(word, ())
    found = [(r.verb.lemma, r.form, r.joined) for r in readings]
    assert (lemma, form, joined) in found if form else not found


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_knows_every_kind_of_act(code: str) -> None:
    rules = language_pack(code).cues
    verbs = {r.verb.act for readings in rules.forms.values() for r in readings}
    assert verbs | set(rules.negated.values()) | {act for act, _ in rules.content} >= set(Act) - {
        Act.NO_COMMENT
    }


def test_languages_have_the_same_word_classes() -> None:
    classes = [set(language_pack(code).cues.words) for code in LANGUAGES]
    assert all(found == classes[0] for found in classes)
