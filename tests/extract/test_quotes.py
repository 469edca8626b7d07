"""What a report says that somebody said."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.reading import read, said

from quellenlage.lang.pack import language_pack

# ruff: noqa: E501
# (language, text, quote pieces, type, cue)
FOUND = [
    ("de", "Der Damm hält, sagte Bürgermeister Jens Kroll.", ["Der Damm hält"], "indirect", ["sagte"]),
    ("de", "Seit Dienstag fehlten zwei Boote im Hafen, sagte Jens Kroll.", ["Seit Dienstag fehlten zwei Boote im Hafen"], "indirect", ["sagte"]),
    ("de", "Bis Mittwoch seien alle Keller trocken, teilte die Stadt mit.", ["Bis Mittwoch seien alle Keller trocken"], "indirect", ["teilte", "mit"]),
    ("de", "Seit der Damm gebrochen ist, sagte Jens Kroll, sei die Lage ernst.", ["sei die Lage ernst"], "indirect", ["sagte"]),
    ("de", "„Der Damm hält“, sagte Bürgermeister Jens Kroll.", ["Der Damm hält"], "direct", ["sagte"]),
    ("de", "Jens Kroll teilte am Montag mit, dass der Damm halte.", ["dass der Damm halte"], "indirect", ["teilte", "mit"]),
    ("de", "Die Polizei sagte, der Damm sei „sehr sicher“.", ["der Damm sei", "sehr sicher"], "mixed", ["sagte"]),
    ("de", "Laut Polizei ist der Damm sicher.", ["ist der Damm sicher"], "indirect", ["Laut"]),
    ("de", "Nach Angaben der Polizei ist der Damm sicher.", ["ist der Damm sicher"], "indirect", ["Nach Angaben"]),
    ("de", "Der Damm ist der Polizei zufolge sicher.", ["Der Damm ist", "sicher"], "indirect", ["zufolge"]),
    ("de", "Wie die Polizei mitteilte, ist der Damm sicher.", ["ist der Damm sicher"], "indirect", ["mitteilte"]),
    ("de", "Der Damm sei sicher, so die Polizei.", ["Der Damm sei sicher"], "indirect", ["so"]),
    ("de", "Die Polizei drohte, den Damm zu sperren.", ["den Damm zu sperren"], "indirect", ["drohte"]),
    ("de", "Die Polizei bestätigte den Bruch des Dammes.", ["den Bruch des Dammes"], "reported", ["bestätigte"]),
    ("de", "Die Polizei hat den Bruch des Dammes bestätigt.", ["den Bruch des Dammes"], "reported", ["bestätigt"]),
    ("de", "Den Vorwurf wies Jens Kroll zurück.", ["Den Vorwurf"], "reported", ["wies", "zurück"]),
    ("de", "Die Polizei blieb bei ihrer Schätzung von 40 Booten.", ["bei ihrer Schätzung von 40 Booten"], "reported", ["blieb"]),
    ("de", "Nach Recherchen des Elbboten ist der Damm alt.", ["ist der Damm alt"], "indirect", ["Nach Recherchen"]),
    ("de", "Auch Berichte über einen Bruch hat die Polizei zurückgewiesen.", ["Berichte über einen Bruch"], "reported", ["zurückgewiesen"]),
    ("de", "Jens Kroll bezeichnete den Bruch als Unfall.", ["den Bruch als Unfall"], "indirect", ["bezeichnete"]),
    ("de", "Jens Kroll sprach von einer „großen Gefahr“.", ["einer", "großen Gefahr"], "mixed", ["sprach"]),
    ("de", "In einer Mitteilung der Polizei hieß es, der Damm sei sicher.", ["der Damm sei sicher"], "indirect", ["hieß es"]),
    ("de", "Die Bestätigung, dass der Damm brach, durch Sprecher Jens Kroll kam spät.", ["dass der Damm brach"], "indirect", ["Bestätigung"]),
    ("de", "Wie der Leiter des Stabs, Jens Kroll, am Montag mitteilte, ist der Damm sicher.", ["ist der Damm sicher"], "indirect", ["mitteilte"]),
    ("de", "Jens Kroll sagte am Montag, der Damm halte.", ["der Damm halte"], "indirect", ["sagte"]),
    ("de", "Der Damm sei sicher, sagte Jens Kroll am Montag laut dem Elbboten.", ["Der Damm sei sicher"], "indirect", ["sagte"]),
    ("de", "Jens Kroll sagte laut der Zeitung Elbbote, dass der Damm hält.", ["dass der Damm hält"], "indirect", ["sagte"]),
    ("en", "Police could not confirm that figure.", ["that figure"], "reported", ["confirm"]),
    ("de", "Die Stadt rechnet damit, dass der Damm hält.", ["dass der Damm hält"], "indirect", ["rechnet damit"]),
    ("de", "Die Behörden haben den Verdacht, dass der Damm beschädigt wurde.", ["dass der Damm beschädigt wurde"], "indirect", ["haben", "Verdacht"]),
    ("de", "Eine Studie hat ergeben, dass der Damm zu niedrig ist.", ["dass der Damm zu niedrig ist"], "indirect", ["ergeben"]),
    ("de", "Aus Sicht der Anwohner ist der Damm zu niedrig.", ["ist der Damm zu niedrig"], "indirect", ["Aus Sicht"]),
    ("de", "Nach Zählung der Stadt kamen 200 Helfer.", ["kamen 200 Helfer"], "indirect", ["Nach Zählung"]),
    ("de", "Jens Kroll warb für eine Umsiedlung.", ["für eine Umsiedlung"], "reported", ["warb"]),
    ("de", "Jens Kroll zeigte sich erleichtert über die Hilfe.", ["über die Hilfe"], "reported", ["zeigte", "erleichtert"]),
    ("de", "Einzelheiten nannte er nicht.", ["Einzelheiten"], "reported", ["nannte"]),
    ("de", "Die Firma wollte sich dazu nicht äußern.", ["dazu"], "reported", ["äußern"]),
    ("de", "Wirtschaft: Minister: Keine Hilfe für Werften\n\nDie Werften haben am Montag in Kiel und in Rostock ihre Tore für immer geschlossen.", ["Keine Hilfe für Werften"], "indirect", []),
    ("de", "Ob der Damm sicher sei, ließ Jens Kroll offen.", ["Ob der Damm sicher sei"], "indirect", ["ließ", "offen"]),
    ("de", "Die Quote lag nach ihren Angaben bei rund 67 Prozent.", ["Die Quote lag", "bei rund 67 Prozent"], "indirect", ["nach ihren Angaben"]),
    ("de", "Der Kanzler hat den Gegnern eine klare Absage erteilt.", ["den Gegnern"], "reported", ["Absage erteilt"]),
    ("de", "Die Forderung der Opposition nach Neuwahlen kam spät.", ["nach Neuwahlen"], "reported", ["Forderung"]),
    ("de", "Die Polizei hat am Montag nähere Einzelheiten bekannt gegeben.", ["nähere Einzelheiten"], "reported", ["bekannt gegeben"]),
    ("de", "Jens Kroll hatte unter anderem den Bruch des Dammes kritisiert.", ["den Bruch des Dammes"], "reported", ["kritisiert"]),
    ("de", "Der Zeuge hatte die Angabe nicht bestätigen können.", ["die Angabe"], "reported", ["bestätigen"]),
    ("de", "Betriebsbedingte Kündigungen schloss sie aus.", ["Betriebsbedingte Kündigungen"], "reported", ["schloss", "aus"]),
    ("de", "Fragen nach den Kosten ließ er unbeantwortet.", ["Fragen nach den Kosten"], "reported", ["ließ", "unbeantwortet"]),
    ("de", "Die Gewerkschaft forderte Presse-, Meinungs- und Versammlungsfreiheit.", ["Presse-, Meinungs- und Versammlungsfreiheit"], "reported", ["forderte"]),
    ("de", "Vom Stadtrat werden Konsequenzen gefordert.", ["Konsequenzen"], "reported", ["gefordert"]),
    ("de", "Nach eigenen Angaben wurde der Verein als Gegenpol gegründet.", ["wurde", "als Gegenpol gegründet"], "indirect", ["Nach eigenen Angaben"]),
    ("de", "Dem Trainer wird nun auch vorgehalten, er habe die Fans nicht im Griff.", ["er habe die Fans nicht im Griff"], "indirect", []),
    ("de", "Jens Kroll sagte, der Damm sei sicher; ermittelt wird weiter.", ["der Damm sei sicher"], "indirect", ["sagte"]),
    ("de", "Der Käufer verlangte den Preis zurück.", ["den Preis"], "reported", ["verlangte", "zurück"]),
    ("de", "Die FDP meldete Kritik am Vorhaben an.", ["Kritik am Vorhaben"], "reported", ["meldete", "an"]),
    ("de", "Jens Kroll bestritt die Vorwürfe von Anfang an.", ["die Vorwürfe von Anfang an"], "reported", ["bestritt"]),
    ("de", "Der Minister verteidigte die Aussagen von Anna Hoffmann.", ["die Aussagen von Anna Hoffmann"], "reported", ["verteidigte"]),
    ("de", "Der Minister räumte Verletzungen der Menschenrechte ein.", ["Verletzungen der Menschenrechte"], "reported", ["räumte", "ein"]),
    ("de", "Der Anwalt beruft sich auf einen Bericht der Agentur.", ["auf einen Bericht der Agentur"], "reported", ["beruft"]),
    ("de", "Laut Jens Kroll gingen auf dem Konto 500 Euro ein.", ["gingen auf dem Konto 500 Euro ein"], "indirect", ["Laut"]),
    ("en", "Jane Smith said the strike was called off.", ["the strike was called off"], "indirect", ["said"]),
    ("de", "Das Vorgehen wird von der Partei als Angriff bezeichnet.", ["Das Vorgehen", "als Angriff"], "indirect", ["bezeichnet"]),
    ("de", "Jens Kroll ging, ohne Gründe zu nennen.", ["Gründe"], "indirect", ["nennen"]),
    ("de", "Das Amt reagierte nicht auf eine Anfrage.", ["auf eine Anfrage"], "reported", ["reagierte"]),
    ("en", "Jane Smith told analysts the merger would save “a lot of money”.", ["the merger would save", "a lot of money"], "mixed", ["told"]),
    ("en", "Ostwerk denied having made an offer.", ["having made an offer"], "reported", ["denied"]),
    ("en", "According to two people familiar with the matter, talks had begun.", ["talks had begun"], "indirect", ["According to"]),
    ("en", "Police said they could not confirm that a filing had been received.", ["they could not confirm that a filing had been received"], "indirect", ["said"]),
    ("en", "Mayor Jane Smith said on Monday that the dam was safe.", ["that the dam was safe"], "indirect", ["said"]),
    ("en", "“The dam is safe,” Mayor Jane Smith said.", ["The dam is safe"], "direct", ["said"]),
    ("en", "The dam is safe, police said.", ["The dam is safe"], "indirect", ["said"]),
    ("en", "According to police, the dam is safe.", ["the dam is safe"], "indirect", ["According to"]),
    ("en", "The company denied the allegations.", ["the allegations"], "reported", ["denied"]),
    ("en", "Jane Smith told reporters that the dam was safe.", ["that the dam was safe"], "indirect", ["told"]),
]  # fmt: skip

NOTHING = [
    (
        "de",
        "Pirnow: Brand in einer Lagerhalle\n\nIn Pirnow ist am Montag eine Lagerhalle mit Holz bis auf die Mauern abgebrannt.",
    ),
    ("de", "Der Damm an der „Alten Mühle“ ist zehn Meter hoch."),
    ("de", "Die „Große Koalition“ tagte gestern in Berlin."),
    ("de", "Am Montag brach der Damm, danach stand das Dorf unter Wasser."),
    ("de", "Die geforderte Summe ist hoch."),
    ("de", "Die Sturmflut forderte zehn Todesopfer."),
    ("de", "Die Ursache ist noch nicht bekannt."),
    ("de", "Das Gericht verurteilte den Mann zu einer Haftstrafe."),
    ("de", "Der Entwurf sorgt für Aufsehen (die Zeitung berichtete): Er ist neu."),
    ("de", "Die Firma meldete 300 Leute bei der Kasse an."),
    ("de", "Die Arbeit verlangte den Helfern viel ab."),
    ("de", "Das Amt reagierte auf den Angriff."),
    ("de", "Das Blatt beruft sich auf Unterlagen des Katasteramtes."),
    ("de", "Die Regierung räumt der Sicherheit von Netzen hohe Priorität ein."),
    ("de", "Jens Kroll hatte vor Gericht einen Mann verteidigt."),
    ("de", "Das Heer begann am Abend die seit Tagen erwartete Offensive im Norden."),
    ("en", "The so-called “green zone” lies in the north of the city."),
    ("en", "The dam broke on Monday and the village was flooded."),
    ("de", ""),
]


@pytest.mark.parametrize(("code", "text", "quote", "kind", "cue"), FOUND)
def test_found(code: str, text: str, quote: list[str], kind: str, cue: list[str]) -> None:
    (statement,) = said(text, code)
    assert (statement.quote, statement.type, statement.cue) == (quote, kind, cue)


@pytest.mark.parametrize(("code", "text"), NOTHING)
def test_nothing_is_said(code: str, text: str) -> None:
    assert said(text, code) == []


def test_speech_goes_on_in_the_subjunctive_with_the_same_speaker() -> None:
    text = "Der Damm sei sicher, sagte Jens Kroll. Er habe ihn selbst geprüft. Am Dienstag kamen Besucher."
    first, second = said(text)
    assert second.quote == ["Er habe ihn selbst geprüft"]
    assert (second.cue, second.speaker, second.name) == ([], None, first.name)
    statements, _, _ = read(text)
    assert statements[1].continues == statements[0].id


def test_what_goes_on_says_of_its_speaker_is_no_told_act() -> None:
    own = said("Jens Kroll sagte, der Damm halte. Er begrüße die Einigung. Man rechne mit Kosten.")
    assert [s.quote for s in own] == [
        ["der Damm halte"],
        ["Er begrüße die Einigung"],
        ["Man rechne mit Kosten"],
    ]
    assert {(s.name, s.type) for s in own} == {("Jens Kroll", "indirect")}
    (alone,) = said("Jens Kroll war beim Treffen. Er fordere mehr Geld.")
    assert (alone.name, alone.act) == ("Jens Kroll", "demand")
    _, denied = said("Jens Kroll sagte, der Damm halte. Er bestätige die Zahl der Toten nicht.")
    assert (denied.name, denied.act) == ("Jens Kroll", "cannot-confirm")
    _, told = said("Jens Kroll sagte, der Damm halte. Die Stadt begrüße die Einigung.")
    assert (told.speaker, told.quote, told.type) == ("Die Stadt", ["die Einigung"], "reported")


def test_a_headline_names_its_speaker_where_that_one_speaks_in_the_report() -> None:
    text = "Kroll: Kein Umzug vor Mai\n\nJens Kroll sagte am Montag vor dem Rathaus, er warte lange genug ab."
    assert [(s.quote, s.name) for s in said(text)][:1] == [(["Kein Umzug vor Mai"], "Jens Kroll")]
    place = "Pirnow: Zwei Kinder verletzt\n\nZwei Kinder liegen auf der Station, sagte das Klinikum Pirnow am Montag."
    assert [s.quote for s in said(place)] == [["Zwei Kinder liegen auf der Station"]]
    other = text.replace("Kroll:", "Pirnow:")
    assert [s.quote for s in said(other)] == [["er warte lange genug ab"]]


def test_a_first_person_speaks_on_where_the_marks_are_lost() -> None:
    text = "Wir müssen mehr tun, sagte Jens Kroll. Wir dürfen nicht warten. Der Damm ist alt."
    assert [(s.quote, s.name) for s in said(text)] == [
        (["Wir müssen mehr tun"], "Jens Kroll"),
        (["Wir dürfen nicht warten"], "Jens Kroll"),
    ]
    assert len(said(text.replace("Wir müssen", "Alle müssen"))) == 1


def test_a_quote_goes_on_in_the_next_paragraph() -> None:
    text = "„Der Damm hält noch lange“, sagte Jens Kroll am Montag.\n\n„Wir prüfen ihn jeden Tag und jede Nacht.“"
    (statement,) = said(text)
    assert statement.quote == ["Der Damm hält noch lange", "Wir prüfen ihn jeden Tag und jede Nacht."]


def test_an_inserted_cue_leaves_one_statement() -> None:
    (statement,) = said("„Der Damm hält“, sagte Jens Kroll, „und das Dorf ist sicher.“")
    assert statement.quote == ["Der Damm hält", "und das Dorf ist sicher."]
    assert statement.type == "direct"


def test_joined_cues_share_their_subject() -> None:
    first, second = said("Jens Kroll bestritt das nicht und verwies darauf, dass der Damm alt sei.")
    assert (first.quote, first.act) == (["das"], "not-deny")
    assert (second.quote, second.name) == (["dass der Damm alt sei"], "Jens Kroll")


SOUP = [
    *("sagte", "teilte", "mit", "fügte", "hinzu", "laut", "nach", "Angaben", "zufolge", "so", "wie", "dass", "ob", "und", "nicht"),
    *("sei", "habe", "würde", "hat", "gesagt", "bestätigt", "wurde", "von", "der", "die", "das", "er", "Polizei", "Jens", "Kroll"),
    *("said", "that", "according", "to", "told", "he", "police", "„", "“", '"', "»", "«", "‚", "‘", "'", ",", ":", ";", ".", "–", "(", ")", "\n", "zu", "als"),
]  # fmt: skip


def check_spans(text: str, code: str) -> None:
    statements, _, _ = read(text, code)
    assert len({s.id for s in statements}) == len(statements)
    for statement in statements:
        assert statement.quote
        for piece in statement.quote:
            exact = piece.of(text)
            assert exact and exact == exact.strip()
            if statement.type == "direct":
                assert not (exact[0] in "„“»" and exact[-1] in "“”«")
        for span in (
            *statement.cue,
            *filter(None, (statement.speaker, statement.addressee, statement.channel)),
        ):
            assert 0 <= span.start < span.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SOUP), max_size=40), st.sampled_from(["de", "en"]))
def test_soup_of_cues_and_marks(words: list[str], code: str) -> None:
    check_spans(" ".join(words), code)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["de", "en"]))
def test_any_unicode(text: str, code: str) -> None:
    check_spans(text, code)


def test_a_long_line_is_read_in_good_time() -> None:
    words = random.Random(7).choices(SOUP, k=20_000)
    check_spans(" ".join(w for w in words if w != "\n"), "de")


def test_quotes_do_not_depend_on_what_was_read_before() -> None:
    text = "Der Damm sei sicher, sagte Jens Kroll. Er habe ihn geprüft."
    before = said(text)
    said("Die Polizei bestätigte den Bruch.")
    assert said(text) == before
    assert language_pack("de").cues.forms["sagte"][0].verb.lemma == "sagen"


def test_an_object_with_a_clause_opens_the_sentence() -> None:
    text = "Die Behauptung der BPL, es habe Betrug gegeben, nannte Jens Kroll „blanken Unsinn“."
    named, claim = said(text)
    assert named.quote == ["Die Behauptung der BPL, es habe Betrug gegeben", "blanken Unsinn"]
    assert (named.type, named.name) == ("mixed", "Jens Kroll")
    assert (claim.cue, claim.speaker, claim.quote) == (["Behauptung"], "der BPL", ["es habe Betrug gegeben"])


def test_a_passage_without_an_end_is_read_in_pieces_and_found() -> None:
    text = "Jens Kroll sagte, dass der Damm halte, " * 600 + "und so weiter."
    statements, _, findings = read(text)
    assert len(statements) > 400
    assert [f.span.of(text) for f in findings if f.code == "passage-too-long" and f.span] == [text]
    quoted = "„" + "Wir halten den Damm, " * 1200 + "immer“, sagte Jens Kroll."
    statements, _, findings = read(quoted)
    assert all(p.of(quoted) in quoted for s in statements for p in s.quote)
    assert any(f.code == "passage-too-long" for f in findings)
