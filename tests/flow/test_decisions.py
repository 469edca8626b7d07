"""What people decided holds in the next compiling, and only that changes."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from quellenlage.api import compile_reports, open_dossier, verify_dossier
from quellenlage.domain.decision import Decision, DecisionKind, decide, in_force
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.link import Judgement
from quellenlage.domain.report import BlockKind
from quellenlage.errors import InputError
from quellenlage.extract.decided import as_decided
from quellenlage.flow.compile_dossier import reconcile
from quellenlage.ledger.decisions import DECISIONS, append_decision

WHEN = "2024-05-06T07:08:09Z"
SAME, OTHER, UNSURE = Judgement.POSITIVE, Judgement.NEGATIVE, Judgement.UNSURE


@pytest.fixture(scope="module")
def sample_dossier(compiled_sample: Path) -> Dossier:
    return open_dossier(compiled_sample)


def ruled(kind: DecisionKind, judgement: Judgement, *subjects: str, text: str = "") -> Decision:
    return decide(kind, subjects, judgement, "Ada", WHEN, text=text)


def again(dossier: Dossier, *decisions: Decision) -> Dossier:
    """The same readings, reconciled with decisions."""
    return reconcile(dossier.corpus, dossier.run, (), in_force(decisions))


def groups(members: Sequence[Sequence[str]]) -> set[frozenset[str]]:
    return {frozenset(m) for m in members}


def test_without_decisions_nothing_changes(sample_dossier: Dossier) -> None:
    found = again(sample_dossier)
    assert found.utterances == sample_dossier.utterances
    assert found.actors == sample_dossier.actors
    assert found.claims == sample_dossier.claims


def test_a_statement_is_taken_out_of_an_utterance(sample_dossier: Dossier) -> None:
    for told in [u for u in sample_dossier.utterances if len(u.statements) > 2][:2]:
        first, *others = told.statements
        found = again(sample_dossier, ruled(DecisionKind.UTTERANCE, OTHER, first, *others))
        now = {s: u for u in found.utterances for s in u.statements}
        assert all(now[first] is not now[s] for s in others)
        assert set(now) == {s for u in sample_dossier.utterances for s in u.statements}
        untouched = groups([u.statements for u in sample_dossier.utterances]) & groups(
            [u.statements for u in found.utterances]
        )
        assert len(untouched) >= len(sample_dossier.utterances) - 6


def test_two_utterances_are_put_together_and_say_why(sample_dossier: Dossier) -> None:
    one, other = [u for u in sample_dossier.utterances if u.story == sample_dossier.utterances[0].story][:2]
    decision = ruled(DecisionKind.UTTERANCE, SAME, *one.statements, *other.statements)
    found = again(sample_dossier, decision)
    merged = next(u for u in found.utterances if one.statements[0] in u.statements)
    assert {*one.statements, *other.statements} <= set(merged.statements)
    assert any(f.name == "decided" for pairing in merged.pairings for f in pairing.features)


def test_actors_are_split_and_joined(sample_dossier: Dossier) -> None:
    several = next(a for a in sample_dossier.actors if len(a.participants) > 2)
    first, *others = several.participants
    found = again(sample_dossier, ruled(DecisionKind.ACTOR, OTHER, first, *others))
    assert all(found.actor_of[first] is not found.actor_of[p] for p in others)
    assert len({a.id for a in found.actors}) == len(found.actors)

    left, right = [a for a in sample_dossier.actors if len(a.participants) == 1][:2]
    found = again(
        sample_dossier, ruled(DecisionKind.ACTOR, SAME, left.participants[0], right.participants[0])
    )
    assert found.actor_of[left.participants[0]] is found.actor_of[right.participants[0]]


def test_an_alias_names_an_actor_and_joins_who_bears_it(sample_dossier: Dossier) -> None:
    left, right = [a for a in sample_dossier.actors if len(a.participants) == 1][:2]
    known = sample_dossier.corpus.participants
    own, other = known[left.participants[0]], known[right.participants[0]]
    found = again(sample_dossier, ruled(DecisionKind.ALIAS, SAME, own.id, text="Die Neue"))
    assert "Die Neue" in found.actor_of[own.id].aliases
    found = again(sample_dossier, ruled(DecisionKind.ALIAS, SAME, own.id, text=other.name.upper()))
    assert found.actor_of[own.id] is found.actor_of[other.id]


def test_statements_leave_and_enter_claims(sample_dossier: Dossier) -> None:
    claim = next(c for c in sample_dossier.claims if len({s for p in c.positions for s in p.statements}) > 2)
    statements = sorted({s for p in claim.positions for s in p.statements})
    pairs = list(combinations(statements, 2))
    found = again(sample_dossier, *(ruled(DecisionKind.CLAIM, OTHER, a, b) for a, b in pairs))
    for now in found.claims:
        held = {s for p in now.positions for s in p.statements} & set(statements)
        assert len(held) < 2
    single = [c for c in sample_dossier.claims if len(c.positions) == 1 and c.story == claim.story][:2]
    one, other = (c.positions[0].statements[0] for c in single)
    found = again(sample_dossier, ruled(DecisionKind.CLAIM, SAME, one, other))
    assert any({one, other} <= {s for p in c.positions for s in p.statements} for c in found.claims)


def test_the_later_of_two_decisions_holds_and_unsure_rules_nothing(sample_dossier: Dossier) -> None:
    told = next(u for u in sample_dossier.utterances if len(u.statements) == 2)
    apart = ruled(DecisionKind.UTTERANCE, OTHER, *told.statements)
    for later in (SAME, UNSURE):
        found = again(sample_dossier, apart, ruled(DecisionKind.UTTERANCE, later, *told.statements))
        assert frozenset(told.statements) in groups([u.statements for u in found.utterances])
    undone = again(sample_dossier, apart, ruled(DecisionKind.UNDO, SAME, apart.id))
    assert undone.utterances == sample_dossier.utterances


def test_decisions_about_nothing_here_and_contradictions_are_findings(sample_dossier: Dossier) -> None:
    a, b, c = tuple(sorted(sample_dossier.corpus.participants)[:3])
    found = again(
        sample_dossier,
        ruled(DecisionKind.ACTOR, SAME, a, "pa-gone"),
        ruled(DecisionKind.ACTOR, SAME, a, b, c),
        ruled(DecisionKind.ACTOR, OTHER, b, c),
    )
    codes = [f.code for f in found.findings]
    assert codes.count("decision-without-subject") == 1
    assert codes.count("decisions-contradict") == 1
    assert found.actor_of[a] is found.actor_of[c]


def test_marked_furniture_is_no_longer_read(sample_dossier: Dossier) -> None:
    reading = max(sample_dossier.readings, key=lambda r: len(r.statements))
    text = reading.report.text
    block = next(
        b
        for b in reading.layout.blocks
        if any(b.span.contains(q) for s in reading.statements for q in s.quote)
    )
    decision = decide(
        DecisionKind.FURNITURE,
        (reading.report.id,),
        SAME,
        "Ada",
        WHEN,
        span=block.span,
        exact=block.span.of(text),
    )
    found = as_decided(reading, [decision])
    assert found.report == reading.report
    assert len(found.statements) < len(reading.statements)
    assert not any(q.overlaps(block.span) for s in found.statements for q in s.quote)
    assert not any(f.span.overlaps(block.span) for f in found.figures)
    assert next(b for b in found.layout.blocks if b.span == block.span).kind is BlockKind.FURNITURE
    known = {s.id for s in found.statements}
    assert all(s.within is None or s.within in known for s in found.statements)
    assert all(f.statement is None or f.statement in known for f in found.figures)
    wrong = replace(decision, exact="x" * len(block.span))
    assert as_decided(reading, [wrong]) == reading


def test_decisions_in_the_folder_survive_a_recompile_and_verify(
    sample: Path, tmp_path: Path, compiled_sample: Path
) -> None:
    folder = tmp_path / "dossier"
    shutil.copytree(compiled_sample, folder)
    before = open_dossier(folder)
    told = next(u for u in before.utterances if len(u.statements) == 2)
    append_decision(folder / DECISIONS, ruled(DecisionKind.UTTERANCE, OTHER, *told.statements))
    compile_reports([str(sample / "reports")], folder)
    after = open_dossier(folder)
    assert frozenset(told.statements) not in groups([u.statements for u in after.utterances])
    assert after.run.id != before.run.id
    assert verify_dossier(folder).faults == ()
    assert (folder / DECISIONS).is_file()

    (folder / DECISIONS).write_text("nonsense\n", "utf-8")
    with pytest.raises(InputError, match=r"decisions\.jsonl:1"):
        compile_reports([str(sample / "reports")], folder)
