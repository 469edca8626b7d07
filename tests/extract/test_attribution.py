"""Who said it, to whom, through which channel, passed on by whom."""

from __future__ import annotations

import pytest
from tests.extract.reading import read, said

from quellenlage.domain.report import Credit, CreditKind
from quellenlage.domain.span import Span

# ruff: noqa: E501
# (language, text, speaker as printed, name)
SPEAKERS = [
    ("de", "„Der Damm hält“, sagte Bürgermeister Jens Kroll.", "Bürgermeister Jens Kroll", "Jens Kroll"),
    ("de", "Im Gespräch mit der Zeitung sagte Jens Kroll, der Damm sei sicher.", "Jens Kroll", "Jens Kroll"),
    ("de", "Jens Kroll, der seit Montag im Dorf ist, sagte: „Der Damm hält.“", "Jens Kroll", "Jens Kroll"),
    ("de", "Jens Kroll kam am Montag. „Der Damm hält“, fügte er hinzu.", "er", "Jens Kroll"),
    ("de", "Der Vorschlag wurde von Jens Kroll kritisiert.", "Jens Kroll", "Jens Kroll"),
    ("de", "Die Tat nannte Jens Kroll ein Verbrechen.", "Jens Kroll", "Jens Kroll"),
    ("de", "Vorwürfe der Anwohner wies Jens Kroll zurück.", "Jens Kroll", "Jens Kroll"),
    ("de", "Berichte über einen Dammbruch bestätigte die Feuerwehr nicht.", "die Feuerwehr", "Feuerwehr"),
    ("de", "Der Verein Tierhilfe forderte mehr Boote.", "Der Verein Tierhilfe", "Tierhilfe"),
    ("de", "Die Firma Datenblick bestritt das. Gestern sagte die Firma Datenblick, es sei vorbei.", "die Firma Datenblick", "Datenblick"),
    ("de", "Gestern meldete die Firma Insolvenz an. Die Firma sagte, es fehle Geld.", "Die Firma", "Firma"),
    ("de", "Die Polizei Münster sagte, der Damm halte.", "Die Polizei Münster", "Münster"),
    ("de", "Am Montag legte der Verein Beschwerde ein. Der Verein sagte, der Damm sei alt.", "Der Verein", "Verein"),
    ("de", "Überraschend sprach sich Jens Kroll für den Ausbau des Dammes aus.", "Jens Kroll", "Jens Kroll"),
    ("de", "In einer Ansprache, die am Abend lief, sagte Jens Kroll, der Damm halte.", "Jens Kroll", "Jens Kroll"),
    ("de", "Zu der Frage, ob der Damm alt ist, sagte Jens Kroll, er werde geprüft.", "Jens Kroll", "Jens Kroll"),
    ("de", "Jens Kroll, der seinen Urlaub abbrach, schätzt, dass der Damm hält.", "Jens Kroll", "Jens Kroll"),
    ("de", "Jens Kroll, Mitglied des Rates, wollte sich nicht festlegen, sagte aber, der Damm halte.", "Jens Kroll", "Jens Kroll"),
    ("de", "Henk Maaß, Leiter der Werft, zeigte sich müde und nannte den Damm alt.", "Henk Maaß", "Henk Maaß"),
    ("de", "Jens Kroll, Chef der Werft, erklärte: „Der Damm hält.“", "Jens Kroll", "Jens Kroll"),
    ("de", "Der Rat tagt am 3. Mai. Die Werft Nord hat am 5. Mai angekündigt, den Damm zu prüfen.", "Die Werft Nord", "Nord"),
    ("de", "Stellvertretend für den Rat empfahl Jens Kroll, den Damm zu prüfen.", "Jens Kroll", "Jens Kroll"),
    ("de", "Ergänzend sagte Jens Kroll, der Damm halte.", "Jens Kroll", "Jens Kroll"),
    ("de", "Anstelle von Blumen bat Jens Kroll um Spenden.", "Jens Kroll", "Jens Kroll"),
    ("de", "Ende Januar sagte Jens Kroll, der Damm halte.", "Jens Kroll", "Jens Kroll"),
    ("de", "Aus dem Rathaus kam Kritik: Jens Kroll, durch dessen Dorf der Damm führt, äußerte sich besorgt über die Lage.", "Jens Kroll", "Jens Kroll"),
    ("de", "„Der Damm hält“, zitiert dammblick.de den Bürgermeister Jens Kroll.", "den Bürgermeister Jens Kroll", "Jens Kroll"),
    ("de", "Jens Kroll wird von der „Dammpost“ mit den Worten zitiert: „Der Damm hält.“", "Jens Kroll", "Jens Kroll"),
    ("de", "Jens Kroll kam. Am Nachmittag ließ er mitteilen, der Damm halte.", "er", "Jens Kroll"),
    ("de", "Jens Kroll kam. Später sagte er Radio Nord, der Damm halte.", "er", "Jens Kroll"),
    ("de", "Landrätin Anja Boll kam. Der Rat wurde von ihr aufgefordert, den Damm zu prüfen.", "ihr", "Anja Boll"),
    ("de", "Jens Kroll kennt nach eigenem Bekunden den Damm.", "Jens Kroll", "Jens Kroll"),
    ("de", "Aus Ratskreisen verlautete, der Damm sei alt.", "Ratskreisen", "Ratskreisen"),
    ("de", "Der Damm sei alt, verlautete aus Ratskreisen.", "Ratskreisen", "Ratskreisen"),
    ("de", "Der Damm ist alt. Das geht aus einem Bericht der Feuerwehr hervor.", "einem Bericht der Feuerwehr", "Bericht der Feuerwehr"),
    ("de", "Der Damm sei alt, heißt es in einer am Abend verbreiteten Mitteilung der Feuerwehr.", "einer am Abend verbreiteten Mitteilung der Feuerwehr", "Feuerwehr"),
    ("de", "Die Feuerwehr widersprach dem Rat. Der Damm halte, hieß es in einer Mitteilung.", "einer Mitteilung", "Feuerwehr"),
    ("de", "In einem Brief an den Rat heißt es, das sei falsch.", "einem Brief", None),
    ("de", "Die Feuerwehr widersprach dem Rat. Der Damm halte, hieß es in dem Papier.", "dem Papier", "Papier"),
    ("de", "Der Damm liegt tief, sagte aber Jens Kroll.", "Jens Kroll", "Jens Kroll"),
    ("de", "Jens Kroll bot dem Rat Hilfe an, verlangte aber den Bau des Dammes.", "Jens Kroll", "Jens Kroll"),
    ("de", "Die Reederei Boll verkauft drei Schiffe. Nach Firmenangaben sind 200 Menschen betroffen.", "Firmenangaben", "Boll"),
    ("de", "Bei der Feuerwehr hält man das für zu wenig.", "der Feuerwehr", "Feuerwehr"),
    ("de", "In der Stadt erzählt man, der Damm sei alt.", "man", None),
    ("de", "Laut dammblick.de hält der Damm.", "dammblick.de", "dammblick.de"),
    ("de", "Laut „Dammpost“ hält der Damm.", "Dammpost", None),
    ("de", "„Dammpost“ berichtet unter dem Titel „Nass“, dass der Damm hält.", "Dammpost", None),
    ("de", "Die Gewerkschaft ver.di geht davon aus, dass der Damm hält.", "Die Gewerkschaft ver.di", "ver.di"),
    ("de", "Vor dem Tor standen Frauen. „Der Damm hält nicht“, sagte eine von ihnen.", "eine von ihnen", None),
    ("de", "Einer der beiden sagte der Feuerwehr, der Damm halte.", "Einer der beiden", None),
    ("de", "Er sagte der Feuerwehr, der Damm halte.", "Er", None),
    ("de", "Der 58 Jahre alte Fahrer gab gegenüber der Polizei an, der Damm halte.", "Der 58 Jahre alte Fahrer", None),
    ("en", "“The dam is safe,” said Mayor Jane Smith.", "Mayor Jane Smith", "Jane Smith"),
    ("en", "“The dam is safe,” Jane Smith, a member of the council, told a news conference.", "Jane Smith", "Jane Smith"),
    ("en", "“It holds,” Jane Smith, head of the state river agency, told a news conference.", "Jane Smith", "Jane Smith"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "speaker", "name"), SPEAKERS)
def test_speaker(code: str, text: str, speaker: str, name: str | None) -> None:
    statement = said(text, code)[-1]
    assert (statement.name, (statement.speaker or "").startswith(speaker)) == (name, True)


def test_addressee_and_channel() -> None:
    first, second = said(
        "Jens Kroll sagte vor Reportern, der Damm sei sicher. Er schrieb auf der Plattform X, das Dorf sei leer."
    )
    assert (first.addressee, second.channel) == ("Reportern", "auf der Plattform X")


def test_those_who_speak_together_have_a_statement_each() -> None:
    first, second = said("Frankreich und Italien forderten, dass die Grenze offen bleibe.")
    assert (first.speaker, second.speaker) == ("Frankreich", "Italien")
    assert first.quote == second.quote


def test_a_medium_that_only_passes_on_stands_in_via() -> None:
    text = "Die Polizei teilte mit, dass der Damm hält, wie die Nachrichtenagentur Reuters berichtete."
    at = text.index("Reuters")
    (statement,) = said(text, credits=(Credit(Span(at, at + 7), "Reuters", CreditKind.CITES),))
    assert statement.speaker == "Die Polizei"
    assert statement.via == ["Reuters"]


def test_a_medium_that_cites_somebody_passes_on_what_they_say() -> None:
    text = "Der Damm sei gebrochen, berichtete die Agentur Reuters unter Berufung auf die Polizei."
    (statement,) = said(text)
    assert (statement.speaker, statement.via) == ("die Polizei", ["Reuters"])


def test_whom_a_medium_cites_is_never_a_later_mention() -> None:
    text = "Der Damm sei gebrochen, berichtete der «Elbbote» unter Berufung auf Zugpersonal. Die Polizei schwieg."
    (statement,) = said(text)
    assert (statement.speaker, statement.name, statement.via) == ("Zugpersonal", None, ["Elbbote"])


@pytest.mark.parametrize("circles", ["Rettungskreise", "Ermittlerkreise", "Regierungskreise"])
def test_circles_speak(circles: str) -> None:
    text = f"Der Damm sei gebrochen, berichtete der «Elbbote» unter Berufung auf {circles}."
    (statement,) = said(text)
    assert (statement.speaker, statement.name) == (circles, circles)


def test_a_label_of_a_headline_is_the_body_whose_name_begins_so() -> None:
    text = "Wasserverband: Kein Leitungswasser trinken\n\nDer Wasserverband Ilme-Nord empfiehlt, das Wasser abzukochen."
    label, below = said(text)
    assert (label.speaker, label.name) == ("Wasserverband", below.name)


def test_a_statement_without_a_speaker_stays_with_a_finding() -> None:
    text = "Die Lage ist ernst, hieß es am Abend."
    statements, _, findings = read(text)
    assert [s.participant for s in statements] == [None]
    assert [f.code for f in findings] == ["speaker-unknown"]
    assert findings[0].span == statements[0].extent


def test_ids_do_not_depend_on_order() -> None:
    text = "Der Damm halte, sagte Jens Kroll. Die Polizei bestätigte den Bruch."
    once, twice = read(text)[0], read(text)[0]
    assert [s.id for s in once] == [s.id for s in twice]
    assert len({s.id for s in once}) == 2


def test_a_noun_of_speech_has_a_source_of_its_own_inside_another_act() -> None:
    text = "Russland weist Berichte aus Südkorea und der Ukraine über die Entsendung von bis zu 12.000 Soldaten zurück."
    denied, *told = read(text)[0]
    assert (denied.act, denied.within) == ("deny", None)
    assert [s.speaker.of(text) for s in told if s.speaker] == ["Südkorea", "der Ukraine"]
    for statement in told:
        assert [q.of(text) for q in statement.quote] == ["über die Entsendung von bis zu 12.000 Soldaten"]
        assert statement.within == denied.id


def test_what_is_told_inside_a_statement_knows_the_statement() -> None:
    text = "Der Minister sagte, die Polizei habe erklärt, der Damm sei sicher. Jens Kroll kam später."
    statements, _, _ = read(text)
    ids = {s.id for s in statements}
    assert all(s.within is None or s.within in ids - {s.id} for s in statements)
    assert any(s.within == statements[0].id for s in statements[1:])
