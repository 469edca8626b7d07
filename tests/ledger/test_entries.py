from __future__ import annotations

from dataclasses import replace

from tests.builders import dossier, flood, flood_parts

from quellenlage.domain.dossier import Dossier
from quellenlage.domain.entry import EntryKind
from quellenlage.domain.ids import sha256_of
from quellenlage.ledger.entries import entries_of, entry_digest


def test_a_line_of_every_kind_is_cut() -> None:
    assert {entry.kind for entry in entries_of(flood())} == set(EntryKind)


def test_every_id_is_there_once() -> None:
    ids = [entry.id for entry in entries_of(flood())]
    assert len(ids) == len(set(ids))


def test_every_span_is_cut_from_its_text() -> None:
    story = flood()
    for entry in entries_of(story):
        for evidence in entry.evidence:
            text = story.corpus.reading_of[evidence.report].report.text
            s = evidence.selector
            assert text[s.start : s.end] == s.exact != ""
            assert text[: s.start].endswith(s.prefix)
            assert text[s.end :].startswith(s.suffix)


def test_every_line_leads_down_to_spans() -> None:
    by_id = {entry.id: entry for entry in entries_of(flood())}

    def reaches_text(own: str, seen: frozenset[str] = frozenset()) -> bool:
        entry = by_id[own]
        deeper = (ref for ref in entry.refs if ref not in seen)
        return bool(entry.evidence) or any(reaches_text(ref, seen | {own}) for ref in deeper)

    assert all(reaches_text(own) for own in by_id)


def test_every_reference_is_a_line() -> None:
    entries = list(entries_of(flood()))
    ids = {entry.id for entry in entries}
    assert {ref for entry in entries for ref in entry.refs} <= ids


def test_a_text_is_not_repeated_in_its_line() -> None:
    for entry in entries_of(flood()):
        if entry.kind is EntryKind.REPORT:
            assert '"text":""' in entry.payload


def test_a_statement_names_all_that_it_rests_on() -> None:
    agency, *_ = flood_parts()
    (entry,) = (e for e in entries_of(dossier(agency)) if e.id == agency.statements[1].id)
    assert [(e.role, e.selector.exact) for e in entry.evidence] == [
        ("quote", "der Damm halte und rund 300 Menschen müssten gehen"),
        ("cue", "sagte"),
        ("speaker", "Bürgermeisterin Runa Ostwerder"),
        ("addressee", "der Presse"),
        ("channel", "in einem Gespräch"),
        ("said", "am Dienstag"),
    ]
    assert agency.statements[1].participant in entry.refs
    assert entry.method.name == "by-hand"


def test_a_claim_refers_to_its_actors_and_statements() -> None:
    story = flood()
    (entry,) = (e for e in entries_of(story) if e.kind is EntryKind.CLAIM)
    (claim,) = story.claims
    assert set(entry.refs) == {x for p in claim.positions for x in (p.actor, *p.statements)}


def test_the_digest_covers_payload_method_evidence_and_references() -> None:
    entry = next(e for e in entries_of(flood()) if e.kind is EntryKind.STATEMENT)
    assert entry_digest(entry) == entry.sha256
    changed = (
        replace(entry, payload=entry.payload + " "),
        replace(entry, method=replace(entry.method, version="2")),
        replace(entry, evidence=entry.evidence[1:]),
        replace(entry, refs=()),
        replace(entry, story=None),
    )
    assert all(entry_digest(other) != entry.sha256 for other in changed)


def test_the_order_of_the_reports_does_not_show() -> None:
    parts = flood_parts()

    def lines(made: Dossier) -> str:
        return sha256_of(repr(list(entries_of(made))))

    assert lines(dossier(*parts)).isalnum()
    assert [e.id for e in entries_of(dossier(*parts)) if e.kind is EntryKind.REPORT] == sorted(
        part.id for part in parts
    )
