"""View models: what stands where, in which order, and with which evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import Counts, Made, Says, actors_of, dossier, flood, made, position, story_id

from quellenlage.domain.claim import Claim, Position, Status
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.figure import Qualifier
from quellenlage.domain.ids import content_id
from quellenlage.domain.report import Suspicion, TranslationSign
from quellenlage.domain.statement import Act, Method, MethodKind
from quellenlage.domain.story import FigureRelation, Relation, Series, Story
from quellenlage.render.views import dossier_view
from quellenlage.render.views.figures import _ranges, plain
from quellenlage.render.views.parts import anchor_of, reason


def told(day: str, act: Act, n: int) -> Made:
    """A report of `day` in which the mayor does `act`."""
    return made(
        f"{n}.txt",
        "{speaker1|Runa Ostwerder} {cue1|sagte}, {quote1|der Damm halte}.",
        says=[Says(1, "Runa Ostwerder", act, said=day)],
        published=day,
    )


def changing(*taken: tuple[str | None, Act]) -> Dossier:
    """One claim on which the mayor takes these positions."""
    parts = [told(day or "2024-01-01", act, n) for n, (day, act) in enumerate(taken)]
    mayor = actors_of(*parts)[0]
    positions = tuple(
        position(mayor, act, part.statements[1], date=day)
        for part, (day, act) in zip(parts, taken, strict=True)
    )
    wording = (parts[0].evidence(parts[0].statements[1].quote[0], "wording"),)
    claim = Claim("cl-1", story_id(*parts), wording, "x", positions, Status.CONFIRMED)
    return dossier(*parts, claims=[claim])


def test_a_change_of_position_is_told_with_both_times() -> None:
    made_up = changing(("2024-10-28", Act.CONFIRM), ("2024-10-18", Act.CANNOT_CONFIRM))
    story = dossier_view(made_up).stories[0]
    (change,) = story.claims.matrix[0].changes
    assert (change.before.act, change.before.date) == ("cannot-confirm", "2024-10-18")
    assert (change.after.act, change.after.date) == ("confirm", "2024-10-28")
    assert [event.change for day in story.timeline.days for event in day.events if event.change] == [change]
    assert [day.date for day in story.timeline.days] == ["2024-10-18", "2024-10-28"]


@pytest.mark.parametrize(
    "taken",
    [
        [("2024-10-18", Act.CANNOT_CONFIRM), (None, Act.CONFIRM)],  # which came first is not known
        [("2024-10-18", Act.CANNOT_CONFIRM), ("2024-10-18", Act.CONFIRM)],
        [("2024-10-18", Act.ASSERT), ("2024-10-19", Act.ESTIMATE)],  # the same side
    ],
)
def test_what_is_no_change_of_position(taken: list[tuple[str | None, Act]]) -> None:
    story = dossier_view(changing(*taken)).stories[0]
    assert story.claims.matrix[0].changes == ()
    assert not any(cell.changed for cell in story.claims.matrix[0].cells if cell)


@pytest.mark.parametrize(
    ("taken", "torn", "changed"),
    [
        ([("2024-10-18", Act.CANNOT_CONFIRM), ("2024-10-28", Act.CONFIRM)], True, True),
        ([("2024-10-18", Act.CANNOT_CONFIRM), (None, Act.CONFIRM)], True, False),
        ([(None, Act.DENY), (None, Act.ASSERT)], True, False),
        ([("2024-10-18", Act.ASSERT), ("2024-10-28", Act.CONFIRM)], False, True),  # firmer, no other side
        ([("2024-10-18", Act.ASSERT), (None, Act.ESTIMATE)], False, False),
    ],
)
def test_who_stands_on_several_sides_is_shown_even_where_the_order_is_unknown(
    taken: list[tuple[str | None, Act]], torn: bool, changed: bool
) -> None:
    (claim,) = dossier_view(changing(*taken)).stories[0].claims.matrix
    assert [cell.changed for cell in claim.torn] == ([changed] if torn else [])
    assert [cell.changed for cell in claim.cells if cell] == [changed]


def test_the_overview_names_figures_that_agree_too() -> None:
    story = dossier_view(flood()).stories[0]
    every = (*story.figures.series, *story.figures.single)
    assert story.overview.figures == every[: len(story.overview.figures)]
    assert len(story.overview.figures) + story.overview.more_figures == len(every) > 0


def test_a_statement_that_only_the_trained_reader_found_says_so_and_how_sure_it_is() -> None:
    plain = flood()
    first, *others = plain.readings
    learned = tuple(
        replace(s, method=Method(MethodKind.MODEL, "reader", "1.0.0", 0.997)) for s in first.statements
    )
    mixed = replace(plain, readings=(replace(first, statements=learned), *others))
    wordings = {
        w.link.anchor: w for u in dossier_view(mixed).stories[0].statements.utterances for w in u.wordings
    }
    own = {anchor_of(s.id) for s in learned}
    assert {anchor for anchor, w in wordings.items() if w.learned} == own
    assert {wordings[anchor].sure for anchor in own} == {99}  # never rounded up to certain
    assert not any(u.learned for u in dossier_view(plain).stories[0].statements.utterances)
    report = next(
        r for s in dossier_view(mixed).stories for r in s.reports if r.source == first.report.source
    )
    assert all(n.learned for fold in report.blocks for b in fold.blocks for n in b.notes)


def test_a_claim_is_worded_by_its_spans_not_by_its_display_text() -> None:
    claim = dossier_view(changing(("2024-10-18", Act.DENY), (None, Act.ASSERT))).stories[0].claims.matrix[0]
    assert (claim.wording, claim.cut) == ("der Damm halte", True)
    assert claim.link is not None


def test_a_cell_leads_to_the_statements_that_carry_it() -> None:
    found = flood()
    claim = dossier_view(found).stories[0].claims.matrix[0]
    cells = {cell.actor.name: cell for cell in claim.cells if cell}
    assert set(cells) == {"Runa Ostwerder", "Jon Brück"}
    anchors = {link.anchor for link in cells["Runa Ostwerder"].positions[0].links}
    assert anchors == {anchor_of(s) for s in found.claims[0].positions[0].statements}


def test_actors_without_a_column_share_the_last_one() -> None:
    names = [f"Zeugin {letter}" for letter in "ABCDEFGH"]
    parts = [
        made(f"{n}.txt", "{speaker1|X} {cue1|sagt}, {quote1|es halte}.", says=[Says(1, name)])
        for n, name in enumerate(names)
    ]
    by_name = {actor.name: actor for actor in actors_of(*parts)}
    positions = tuple(
        position(by_name[name], Act.ASSERT, part.statements[1])
        for name, part in zip(names, parts, strict=True)
    )
    wording = (parts[0].evidence(parts[0].statements[1].quote[0], "wording"),)
    claim = Claim("cl-1", story_id(*parts), wording, "x", positions, Status.ALLEGED)
    view = dossier_view(dossier(*parts, claims=[claim])).stories[0].claims
    shown = [c.actor.name for c in view.matrix[0].cells if c] + [c.actor.name for c in view.matrix[0].others]
    assert sorted(shown, key=str) == names
    assert view.more_columns and len(view.columns) < len(names)


def test_open_intervals_reach_the_edge_and_conflicts_name_their_rows() -> None:
    part = made(
        "a.txt",
        "{figure1|mindestens 5 Boote}, {figure2|bis zu 3 Boote}, {figure3|4 Boote}",
        counts=[
            Counts(1, "5", None, Qualifier.AT_LEAST),
            Counts(2, None, "3", Qualifier.UP_TO),
            Counts(3, "4", "4"),
        ],
    )
    ids = [part.figures[n].id for n in (1, 2, 3)]
    series = Series(
        content_id("se", "boote"),
        story_id(part),
        "Boote",
        part.evidence(part.figures[1].span, "label"),
        None,
        tuple(sorted(ids)),
        (FigureRelation(ids[0], ids[1], Relation.CONFLICT, "disjoint"),),
    )
    (view,) = dossier_view(dossier(part, series=[series])).stories[0].figures.series
    at_least, up_to, exact = view.figures
    assert (at_least.bar.open_right, at_least.bar.right) == (True, 100.0)
    assert (up_to.bar.open_left, up_to.bar.left) == (True, 0.0)
    assert exact.bar.left == exact.bar.right == exact.bar.marks[0]
    assert [(r.kind, r.rows) for r in at_least.relations] == [("conflict", ("2",))]
    assert view.conflicts == 1 and all(f.own_voice for f in view.figures)


@pytest.mark.parametrize(("act", "shown"), [(Act.ESTIMATE, None), (Act.DENY, "deny"), (Act.ASK, "ask")])
def test_who_denies_a_figure_is_not_shown_as_its_source(act: Act, shown: str | None) -> None:
    part = made(
        "a.txt",
        "{speaker1|Runa Ostwerder} {cue1|wies} Berichte über {quote1|{figure1|5 Boote}} zurück.",
        says=[Says(1, "Runa Ostwerder", act)],
        counts=[Counts(1, "5", "5", carrier=1)],
    )
    figure = part.figures[1]
    label = part.evidence(figure.span, "label")
    series = Series("se-boote", story_id(part), "Boote", label, None, (figure.id,), ())
    (single,) = dossier_view(dossier(part, series=[series])).stories[0].figures.single
    assert [figure.disowned for figure in single.figures] == [shown]


def test_a_suspected_translation_shows_its_signs() -> None:
    part = made("a.txt", "Das erhöhte die Gefahr {figure1| .}", counts=[Counts(1, "1", "1")])
    sign = Suspicion(TranslationSign.SPACE_BEFORE_STOP, part.figures[1].span)
    reading = replace(part.reading, layout=replace(part.reading.layout, translated=(sign, sign)))
    (report,) = dossier_view(dossier(replace(part, reading=reading))).stories[0].reports
    assert report.translated == (("space-before-stop", " ."),)


def test_an_undated_statement_is_listed_by_its_report_and_marked_as_such() -> None:
    part = made(
        "a.txt",
        "{speaker1|Sie} {cue1|sagte}, {quote1|es halte}.",
        says=[Says(1, "Runa Ostwerder")],
        published="2024-02-03",
    )
    timeline = dossier_view(dossier(part)).stories[0].timeline
    assert timeline.days == ()
    assert [(u.when.basis, u.when.value) for u in timeline.undated] == [("report", "2024-02-03")]


def test_the_fullest_wording_stands_first_and_the_others_are_compared_with_it() -> None:
    story = dossier_view(flood()).stories[0]
    (several,) = [u for u in story.statements.utterances if len(u.wordings) > 1]
    assert [w.link.report.label for w in several.wordings] == ["dpa", "Dammbote", "english.txt"]
    german, english = several.wordings[1:]
    assert german.changes and {c.kind for c in german.changes} == {"same", "dropped"}
    assert english.changes is None


def test_a_report_says_where_its_date_came_from_or_how_it_is_bounded() -> None:
    reports = {r.ref.label: r for r in dossier_view(flood()).stories[0].reports}
    assert reports["dpa"].published is not None
    english = reports["english.txt"]
    assert (english.published, english.earliest, english.latest) == (None, "2023-11-14", None)
    assert english.bound_evidence


def test_no_finding_is_left_out_and_the_worst_stand_first() -> None:
    found = flood()
    view = dossier_view(found)
    assert len(view.findings) == len(found.findings)
    order = ["error", "warning", "info"]
    assert [f.severity for f in view.findings] == sorted((f.severity for f in view.findings), key=order.index)


def test_a_report_in_no_story_and_a_statement_in_no_utterance_are_shown() -> None:
    found = flood()
    bare = replace(found, stories=(), utterances=())
    view = dossier_view(bare)
    assert sum(len(story.reports) for story in view.stories) == len(found.readings)
    shown = sum(story.statements.statements for story in view.stories)
    assert shown == len(found.corpus.statements)


def test_many_stories_are_folded() -> None:
    parts = [made(f"{n}.txt", f"Nr. {n}") for n in range(8)]
    stories = tuple(Story(f"sy-{n}", str(n), part.id, (part.id,)) for n, part in enumerate(parts))
    assert dossier_view(replace(dossier(*parts), stories=stories)).folded
    assert not dossier_view(flood()).folded


def test_positions_keep_their_statements_order_in_the_page() -> None:
    view = dossier_view(changing(("2024-10-18", Act.DENY), ("2024-10-20", Act.DENY), (None, Act.CONFIRM)))
    stances = view.stories[0].claims.matrix[0].stances
    assert [(s.act, s.since) for s in stances] == [("confirm", None), ("deny", "2024-10-18")]


def test_small_parts() -> None:
    assert _ranges([1, 3, 4, 5, 9]) == ("1", "3–5", "9")
    assert anchor_of("st-0a1b") == "st-0a1b"
    assert anchor_of('"><x') not in ('"><x', "") and "<" not in anchor_of('"><x')
    assert plain(None) is None
    assert reason("direction: target is longer", 0.5).key == "why.direction-target-is-longer"


def test_an_unknown_position_actor_does_not_break_the_page() -> None:
    found = changing(("2024-10-18", Act.DENY), (None, Act.CONFIRM))
    lost = Position("po-x", "ac-nobody", Act.ASSERT, None, ("st-nobody",))
    claim = replace(found.claims[0], positions=(*found.claims[0].positions, lost))
    view = dossier_view(replace(found, claims=(claim,)))
    assert view.stories[0].claims.matrix[0].voices == 2
