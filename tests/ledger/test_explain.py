from __future__ import annotations

import pytest
from tests.builders import flood, flood_parts

from quellenlage.errors import LedgerError
from quellenlage.ledger.explain import explain_entry
from quellenlage.stores.sqlite import SqliteStore, write_ledger


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    write_ledger(path, flood())
    return SqliteStore(path)


def test_a_statement_shows_its_places_with_source_and_line(store: SqliteStore) -> None:
    agency = flood_parts()[0]
    found = explain_entry(store, agency.statements[2].id)
    quote = found.places[0]
    assert (quote.role, quote.source, quote.line) == ("quote", "agentur.txt", 4)
    assert quote.exact == "Es gibt keine Gefahr 🌊"
    assert agency.reading.report.text[quote.start : quote.end] == quote.exact
    assert (found.method, found.version) == ("by-hand", "1")


def test_a_claim_rests_on_statements_and_these_on_participants(store: SqliteStore) -> None:
    (claim,) = flood().claims
    found = explain_entry(store, claim.id)
    kinds = [below.kind for below in found.rests_on]
    assert kinds == ["actor", "statement", "statement", "actor", "statement"]
    assert {deeper.kind for below in found.rests_on for deeper in below.rests_on} == {"participant"}


def test_reasons_are_shown_where_a_line_has_them(store: SqliteStore) -> None:
    story = flood()
    copy = next(link for link in story.links if link.kind == "copy")
    found = explain_entry(store, copy.id)
    assert [(r.name, r.score) for r in found.reasons] == [("same-words", 0.9375), ("order", 1.0)]
    shared = next(u for u in story.utterances if len(u.statements) > 1)
    assert {r.name for r in explain_entry(store, shared.id).reasons} == {"words"}
    statement = flood_parts()[0].statements[1]
    assert explain_entry(store, statement.id).reasons == ()


def test_an_unknown_line_is_an_error_that_names_it(store: SqliteStore) -> None:
    with pytest.raises(LedgerError, match="st-none"):
        explain_entry(store, "st-none")
