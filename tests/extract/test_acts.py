"""Which act of speech a statement performs."""

from __future__ import annotations

import pytest
from tests.extract.reading import said

ACTS = [
    ("de", "Die Polizei bestätigte den Bruch des Dammes.", "confirm"),
    ("de", "Die Polizei konnte den Bruch des Dammes nicht bestätigen.", "cannot-confirm"),
    ("de", "Jens Kroll bestreitet den Bruch des Dammes.", "deny"),
    ("de", "Jens Kroll bestreitet den Bruch des Dammes nicht.", "not-deny"),
    ("de", "Die Behörde wies die Vorwürfe zurück.", "deny"),
    ("de", "Jens Kroll äußerte sich nicht zu den Vorwürfen.", "no-comment"),
    ("de", "Zu den Vorwürfen wollte Jens Kroll sich nicht äußern.", "no-comment"),
    ("de", "Jens Kroll wollte nicht sagen, ob der Damm hält.", "no-comment"),
    ("de", "Jens Kroll wollte sich dazu nicht äußern, wie viele Helfer kommen.", "no-comment"),
    ("de", "Einzelheiten nannte er nicht.", "no-comment"),
    ("de", "Jens Kroll lehnte es ab, Fragen zu beantworten.", "no-comment"),
    ("de", "Jens Kroll erklärte, er habe keine Informationen über den Bruch.", "cannot-confirm"),
    ("de", "Nach Schätzung der Polizei kamen 200 Menschen.", "estimate"),
    ("de", "Die Polizei warnte vor Hochwasser.", "warn"),
    ("de", "Jens Kroll forderte eine Untersuchung.", "demand"),
    ("de", "Alle sollten ihre Keller räumen, sagte Jens Kroll.", "demand"),
    ("de", "Sollten die Pegel steigen, breche der Damm, sagte Jens Kroll.", "assert"),
    ("de", "Jens Kroll kritisierte die Regierung.", "condemn"),
    ("de", "Jens Kroll nannte das Vorgehen „unverantwortlich“.", "condemn"),
    ("de", "Die Firma kündigte einen Bericht an.", "announce"),
    ("de", "„Wann kommt Hilfe?“, fragte Jens Kroll.", "ask"),
    ("en", "Jane Smith confirmed the deployment.", "confirm"),
    ("en", "Police could not confirm the report.", "cannot-confirm"),
    ("en", "Police declined to comment on the report.", "no-comment"),
    ("en", "The ministry dismissed the report as “absurd”.", "deny"),
    ("en", "Jane Smith warned that the dam might break.", "warn"),
    ("en", "The company estimated that 40 people were hurt.", "estimate"),
    ("de", "Ob er antrete, ließ Jens Kroll offen.", "no-comment"),
    ("de", "Das Ministerium machte keine Angaben zu den Kosten.", "no-comment"),
    ("de", "Die Behörde sprach eine Warnung vor Hochwasser aus.", "warn"),
    ("de", "Jens Kroll warf der Firma vor, Unterlagen vernichtet zu haben.", "assert"),
    ("de", "Jens Kroll warf der Firma Untätigkeit vor.", "condemn"),
    ("de", "Die Firma gab bekannt, dass sie ein Werk schließen wird.", "announce"),
    ("de", "Die Firma gab bekannt, dass die Anlage brannte.", "assert"),
    ("de", "Die Polizei geht davon aus, dass bis zu 300 Menschen kommen.", "estimate"),
    ("de", "Die Polizei geht davon aus, dass der Brand gelegt wurde.", "assert"),
    ("de", "Jens Kroll sprach sich gegen den Ausbau aus.", "condemn"),
    ("de", "Jens Kroll bat um Entschuldigung.", "assert"),
    ("de", "Jens Kroll beteuerte seine Unschuld.", "deny"),
    ("de", "„Wer bezahlt das?“, sagte Jens Kroll.", "ask"),
    ("de", "„Kein Kommentar“, sagte Jens Kroll.", "no-comment"),
    ("de", "Jens Kroll sagte, ein Einsturz sei nicht auszuschließen.", "not-deny"),
    ("de", "Jens Kroll nannte das Urteil „weltfremd“.", "condemn"),
    ("de", "Nach Einschätzung der Behörde war der Brand gelegt.", "assert"),
    ("de", "Nach Einschätzung der Behörde wird der Pegel weiter steigen.", "estimate"),
    ("de", "Jens Kroll schätzte die Lage als ernst ein.", "assert"),
    ("de", "Jens Kroll schätzte ein, dass der Umbau drei Jahre dauern wird.", "estimate"),
    ("de", "Die Polizei sprach von 400 Teilnehmern.", "estimate"),
    ("de", "Die Polizei sprach von mindestens 40 Verletzten.", "assert"),
    ("de", "Die Polizei sprach von 166 Festnahmen.", "assert"),
    ("de", "Die Firma gab den Schaden mit 3 Millionen Euro an.", "estimate"),
    ("de", "Die Firma gab die Zahl der Toten mit 31 an.", "assert"),
    ("de", "Jens Kroll sagte, man rechne nicht mit einer Absage.", "estimate"),
    ("de", "Jens Kroll sagte, jeder könne rechnen.", "assert"),
    ("de", "Jens Kroll sagte, der Damm dürfe nicht brechen.", "demand"),
    ("de", "Jens Kroll sagte, darüber dürfe man sich nicht wundern.", "assert"),
    ("de", "Jens Kroll sagte, die Stadt sei zu Gesprächen bereit.", "announce"),
    ("de", "Jens Kroll sagte, die Stadt sei nicht zu Gesprächen bereit.", "assert"),
    ("de", "Jens Kroll signalisierte Entgegenkommen.", "announce"),
    ("de", "Auf die Vorwürfe ging Jens Kroll nicht ein.", "no-comment"),
    ("en", "A spokesman said it could not confirm that the dam broke.", "cannot-confirm"),
]


@pytest.mark.parametrize(("code", "text", "act"), ACTS)
def test_act(code: str, text: str, act: str) -> None:
    statement = said(text, code)[-1]
    assert statement.act == act
