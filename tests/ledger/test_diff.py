"""What differs between two dossiers: nothing where nothing does; else a status, an act, a report."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import flood, flood_parts

from quellenlage.domain.changes import ChangeKind
from quellenlage.domain.claim import Status
from quellenlage.domain.entry import EntryKind
from quellenlage.domain.statement import Act
from quellenlage.ledger.diff import DiffLine, diff_dossiers


def of(kind: EntryKind, lines: tuple[DiffLine, ...]) -> list[DiffLine]:
    return [line for line in lines if line.kind is kind]


def test_a_dossier_does_not_differ_from_itself() -> None:
    assert diff_dossiers(flood(), flood()).lines == ()


def test_a_changed_status_is_one_line_with_both_and_the_positions() -> None:
    old = flood()
    new = replace(old, claims=(replace(old.claims[0], status=Status.DENIED),))
    (line,) = diff_dossiers(old, new).lines
    assert (line.kind, line.change) == (EntryKind.CLAIM, ChangeKind.CHANGED)
    assert line.before.startswith("contested") and line.after.startswith("denied")
    assert "Jon Brück: deny" in line.after


def test_a_claim_is_recognised_by_its_statements_whatever_its_id() -> None:
    old = flood()
    new = replace(old, claims=(replace(old.claims[0], id="cl-other"),), origins=())
    (line,) = diff_dossiers(old, new).lines
    assert (line.old, line.new) == (old.claims[0].id, "cl-other")
    assert "origins 1–2" in line.before and "origins" not in line.after


def test_another_act_is_a_changed_statement_in_its_report() -> None:
    old = flood()
    first = flood_parts()[0].statements[3]
    readings = tuple(
        replace(
            r, statements=tuple(replace(s, act=Act.ASSERT) if s.id == first.id else s for s in r.statements)
        )
        for r in old.readings
    )
    lines = diff_dossiers(old, replace(old, readings=readings)).lines
    (line,) = of(EntryKind.STATEMENT, lines)
    assert (line.before.split(",")[0], line.after.split(",")[0]) == ("deny", "assert")
    assert line.about == "agentur.txt: dass der Damm halte"


def test_a_report_that_went_is_one_line_and_not_one_for_each_of_its_statements() -> None:
    old = flood()
    gone = flood_parts()[2].reading
    new = replace(old, readings=tuple(r for r in old.readings if r.report.id != gone.report.id))
    lines = diff_dossiers(old, new).lines
    (line,) = of(EntryKind.REPORT, lines)
    assert (line.change, line.about) == (ChangeKind.CUT, "english.txt")
    assert not of(EntryKind.STATEMENT, lines)


def test_what_was_cut_one_way_was_added_the_other_way() -> None:
    old = flood()
    new = replace(old, links=old.links[1:], losses=())
    there = [(x.kind, x.about) for x in diff_dossiers(old, new).lines if x.change is ChangeKind.CUT]
    back = [(x.kind, x.about) for x in diff_dossiers(new, old).lines if x.change is ChangeKind.ADDED]
    assert there == back and {kind for kind, _ in there} == {EntryKind.LINK, EntryKind.LOSS}
