"""What one report attributes and another prints as a fact: found, explained, and not where it is kept."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from quellenlage.domain.ids import content_id, sha256_of
from quellenlage.domain.link import Judgement
from quellenlage.domain.loss import AttributionLoss, LossKind
from quellenlage.domain.reading import Corpus
from quellenlage.domain.report import Declared, Provenance, Report, Sourced
from quellenlage.domain.story import Story
from quellenlage.flow.read_report import read_report
from quellenlage.lang.pack import language_pack
from quellenlage.reconcile.actors import find_actors
from quellenlage.reconcile.attribution_loss import find_attribution_losses
from quellenlage.reconcile.own_voice import Voice, own_voice

KEPT = "Nach Angaben der Feuerwehr sind bei dem Brand im Gerberviertel 14 Menschen verletzt worden."
LOST = "Bei dem Brand im Gerberviertel sind 14 Menschen verletzt worden."


def report(text: str, published: str | None = None, language: str = "de") -> Report:
    head = f"Lage {sha256_of(text)[:4]}"
    whole = f"{head}\n\n{text}"
    declared = Declared(
        language=Sourced(language, Provenance.SIDECAR),
        title=Sourced(head, Provenance.SIDECAR),
        published=Sourced(published, Provenance.SIDECAR) if published else None,
    )
    sha = sha256_of(whole)
    return Report(content_id("re", whole), f"{head}.txt", whole, sha, sha, "text/plain", declared)


def losses(*reports: Report) -> tuple[tuple[AttributionLoss, ...], Corpus]:
    corpus = Corpus(tuple(read_report(r) for r in reports))
    ids = tuple(sorted(r.id for r in reports))
    story = Story("sy-1", "", ids[0], ids)
    return find_attribution_losses(corpus, (story,), find_actors(corpus, (story,)), ()), corpus


def test_a_loss_shows_both_wordings_and_what_was_dropped() -> None:
    kept, lost = report(KEPT), report(LOST)
    (loss,), corpus = losses(kept, lost)
    assert (loss.kind, loss.kept, loss.lost) == (LossKind.ATTRIBUTION, kept.id, lost.id)
    exact = {(e.role, corpus.exact(e.report, e.span)) for e in loss.evidence}
    assert ("dropped", "Nach Angaben") in exact and ("dropped", "der Feuerwehr") in exact
    assert ("printed", LOST) in exact
    assert ("kept", "sind bei dem Brand im Gerberviertel 14 Menschen verletzt worden") in exact
    assert all(0 <= f.score <= 1 for f in loss.features) and len(loss.features) >= 4
    assert loss.statement in corpus.statements


def test_who_attributes_in_one_place_has_not_lost_it_in_another() -> None:
    assert losses(report(KEPT), report(f"{LOST} {KEPT}"))[0] == ()


def test_a_fact_printed_before_anybody_is_quoted_on_it_is_not_held_for_certainly_lost() -> None:
    (late,), _ = losses(report(KEPT, "2031-05-05"), report(LOST, "2031-05-06"))
    (early,), _ = losses(report(KEPT, "2031-05-06"), report(LOST, "2031-05-05"))
    assert (late.judgement, early.judgement) == (Judgement.POSITIVE, Judgement.UNSURE)


def test_each_of_many_copies_has_its_own_finding_and_all_name_the_same_wording() -> None:
    printed = [report(f"{LOST} Im Dorf {n}{n} blieb es dunkel.") for n in range(60)]
    kept = [report(f"{KEPT} So weit Ausgabe {n}{n}.") for n in range(60)]
    found, _ = losses(*kept, *printed)
    assert {x.lost for x in found} == {r.id for r in printed}
    assert len({x.kept for x in found}) == 1


def test_the_order_of_reports_changes_nothing() -> None:
    reports = [report(KEPT), report(LOST), report("Offenbar wurden im Gerberviertel 14 Menschen verletzt.")]
    assert losses(*reports)[0] == losses(*reversed(reports))[0]


@pytest.mark.parametrize(
    ("language", "sentence", "voice"),
    [
        ("de", "Der Damm im Norden ist gebrochen.", Voice.PLAIN),
        ("de", "Der Damm im Norden ist offenbar gebrochen.", Voice.HEDGED),
        ("de", "Der Damm im Norden soll gebrochen sein.", Voice.HEDGED),
        ("de", "Ist der Damm im Norden gebrochen?", Voice.HANDED_ON),
        ("en", "The dam in the north has broken.", Voice.PLAIN),
        ("en", "The dam in the north may have broken.", Voice.HEDGED),
        ("en", "The dam in the north broke in May.", Voice.PLAIN),
        ("en", "The dam in the north is said to have broken.", Voice.HEDGED),
        ("en", "Has the dam in the north broken?", Voice.HANDED_ON),
    ],
)
def test_how_far_a_report_vouches_for_a_sentence(language: str, sentence: str, voice: Voice) -> None:
    reading = read_report(report(sentence, language=language))
    told = list(own_voice(reading, language_pack(language)))
    assert [t.voice for t in told if sentence.startswith(t.spans[0].of(reading.report.text)[:10])] == [voice]


# -- the pairs


@pytest.fixture(scope="module")
def pairs(root: Path) -> ModuleType:
    path = root / "evaluation" / "attribution_loss.py"
    spec = importlib.util.spec_from_file_location("evaluated_loss", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_minimal_pairs_are_balanced_and_stay_above_their_floors(pairs: ModuleType) -> None:
    every = pairs.pairs()
    assert len(every) >= 150 and sum(p.loss for p in every) * 2 == len(every)
    assert {p.language for p in every} == {"de", "en"}
    precision, recall = pairs.precision_recall(list(pairs.judged(every)))
    assert precision >= 0.95
    assert recall >= 0.80
