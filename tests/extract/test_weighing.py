"""Rules' quotes and the reader's become one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from quellenlage.domain.reading import Sentence
from quellenlage.domain.report import Block, BlockKind
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, StatementType
from quellenlage.encoder.encoder import Proposal
from quellenlage.encoder.heads import Answer
from quellenlage.extract.quote import Quote
from quellenlage.extract.weighing import MODEL, weigh
from quellenlage.lang.pack import language_pack

TEXT = "Anna Roth sagte, der Damm halte. Die Partei forderte mehr Geld. Das Wasser sinke."
SENTENCES = tuple(Sentence(Span(a, b), 0) for a, b in ((0, 32), (33, 63), (64, 81)))
BLOCKS = (Block(Span(0, 81), BlockKind.PARAGRAPH),)
DAMM, GELD, WASSER = Span(17, 31), Span(53, 62), Span(64, 80)


def answer() -> Answer:
    return Answer((), 0.5, np.zeros(5, np.float32), np.zeros(12, np.float32), (), (), ())


def proposal(
    quote: Span, kind: StatementType, speaker: Span | None = None, cue: Span | None = None
) -> Proposal:
    return Proposal((quote,), kind, Act.DEMAND, (cue,) if cue else (), speaker, None, 0.9, True, answer())


@dataclass
class FakeSeen:
    """Proposes what it is told to; the confidence of a quote stands in a table by its first piece."""

    proposed: Sequence[Proposal]
    sure: dict[Span, float] = field(default_factory=dict)
    own: Proposal | None = None  # what the reader says of a rule's quote

    def proposals(self) -> tuple[Proposal, ...]:
        return tuple(self.proposed)

    def weigh(self, quote: Sequence[Span]) -> Proposal | None:
        return self.own or proposal(quote[0], StatementType.INDIRECT)

    def confidence(self, found: Proposal, by_rule: bool, by_tags: bool) -> float:
        return self.sure.get(found.quote[0], 0.9)


def rule(quote: Span, sentence: int, **more: object) -> Quote:
    return Quote(
        (quote,),
        StatementType.INDIRECT,
        Act.ASSERT,
        (Span(10, 15),),
        (),
        "complement",
        sentence,
        0,
        **more,  # type: ignore[arg-type]
    )


def weighed(quotes: Sequence[Quote], seen: FakeSeen) -> tuple[Quote, ...]:
    return weigh(TEXT, quotes, seen, SENTENCES, BLOCKS, language_pack("de").cues)  # type: ignore[arg-type]


def test_what_both_found_is_one_quote_within_the_readers_bounds() -> None:
    seen = FakeSeen([proposal(Span(21, 32), StatementType.INDIRECT, Span(0, 9))])
    (quote,) = weighed([rule(DAMM, 0)], seen)
    assert quote.pieces == (Span(21, 32),)
    assert quote.rule == "complement"
    assert quote.confidence == 0.9
    assert [s.span for s in quote.seek] == [Span(0, 9)]


def test_bounds_that_form_does_not_allow_are_not_taken_over() -> None:
    ragged = replace(proposal(Span(21, 32), StatementType.INDIRECT), formed=False)
    (quote,) = weighed([rule(DAMM, 0)], FakeSeen([ragged]))
    assert quote.pieces == (DAMM,)


@pytest.mark.parametrize(
    ("sure", "own", "by_rule", "act"),
    [
        (0.97, Act.DEMAND, Act.ASSERT, Act.DEMAND),  # the cue only says that something is said
        (0.79, Act.DEMAND, Act.ASSERT, Act.ASSERT),
        (0.97, Act.ESTIMATE, Act.ASSERT, Act.ASSERT),  # numbers are the rules'
        (0.97, Act.DEMAND, Act.WARN, Act.WARN),  # the cue says what is done
    ],
)
def test_what_is_said_outweighs_a_neutral_cue(sure: float, own: Act, by_rule: Act, act: Act) -> None:
    seen = FakeSeen([], own=replace(proposal(DAMM, StatementType.INDIRECT), act=own, act_confidence=sure))
    (quote,) = weighed([replace(rule(DAMM, 0), act=by_rule)], seen)
    assert quote.act is act


@pytest.mark.parametrize(
    ("text", "cue", "act"),
    [
        ("Die Partei gab die Summe bekannt.", ("gab", "bekannt"), Act.ANNOUNCE),
        ("Die Partei hat die Summe bekannt gegeben.", ("bekannt gegeben",), Act.ANNOUNCE),
        ("Die Partei wies die Summe zurück.", ("wies", "zurück"), Act.DENY),
        ("Die Partei bestätigte die Summe.", ("bestätigte",), Act.CONFIRM),
    ],
)
def test_a_verb_is_known_with_its_particle(text: str, cue: Sequence[str], act: Act) -> None:
    said = Span(text.index("die Summe"), text.index("die Summe") + len("die Summe"))
    words = tuple(Span(text.index(w), text.index(w) + len(w)) for w in cue)
    found = replace(proposal(said, StatementType.REPORTED), cue=words, act=Act.ASK, act_confidence=0.5)
    whole = (Sentence(Span(0, len(text)), 0),)
    blocks = (Block(Span(0, len(text)), BlockKind.PARAGRAPH),)
    rules = language_pack("de").cues
    (quote,) = weigh(text, [], FakeSeen([found]), whole, blocks, rules)  # type: ignore[arg-type]
    assert quote.act is act


def test_told_acts_need_less_confidence() -> None:
    for kind, found in ((StatementType.REPORTED, 1), (StatementType.INDIRECT, 0)):
        assert len(weighed([], FakeSeen([proposal(GELD, kind)], {GELD: 0.45}))) == found


def test_what_only_the_reader_found_is_added_in_the_order_of_the_text() -> None:
    told = proposal(GELD, StatementType.REPORTED, Span(33, 43), Span(44, 52))
    quotes = weighed([rule(DAMM, 0)], FakeSeen([told]))
    assert [q.rule for q in quotes] == ["complement", MODEL]
    assert quotes[1].pieces == (GELD,)
    assert quotes[1].act is Act.DEMAND
    assert quotes[1].sentence == 1


def test_what_the_reader_does_not_believe_is_left_out() -> None:
    told = proposal(GELD, StatementType.REPORTED)
    assert weighed([rule(DAMM, 0)], FakeSeen([told], {GELD: 0.05, DAMM: 0.05})) == ()


def test_speech_without_a_cue_goes_on_with_the_one_before() -> None:
    uncued = proposal(WASSER, StatementType.INDIRECT)
    quotes = weighed([rule(DAMM, 0)], FakeSeen([uncued]))
    assert quotes[1].inherits
    assert quotes[1].continues == 0


def test_indices_follow_what_is_added_and_left_out() -> None:
    goes_on = rule(WASSER, 2, inherits=True, continues=1)
    told = proposal(GELD, StatementType.REPORTED, Span(33, 43), Span(44, 52))
    seen = FakeSeen([told], {GELD: 0.9})
    quotes = weighed([rule(Span(0, 9), 0), rule(DAMM, 0), goes_on], seen)
    assert [q.pieces[0] for q in quotes] == [Span(0, 9), DAMM, GELD, WASSER]
    assert quotes[3].continues == 1


def test_marks_and_commas_at_the_edges_are_no_part_of_a_quote() -> None:
    (quote,) = weighed([], FakeSeen([proposal(Span(15, 32), StatementType.INDIRECT)]))
    assert quote.pieces[0].of(TEXT) == "der Damm halte."


def test_nothing_is_verbatim_without_marks() -> None:
    (quote,) = weighed([], FakeSeen([proposal(DAMM, StatementType.DIRECT)]))
    assert quote.type is StatementType.INDIRECT


def test_the_cue_does_not_become_what_is_said() -> None:
    whole = proposal(Span(0, 31), StatementType.INDIRECT)
    (one,) = weighed([rule(DAMM, 0)], FakeSeen([whole]))
    assert one.pieces == (DAMM,)


@pytest.mark.parametrize(
    ("text", "said"), [("Anna sagte, dass.", "dass"), ("Der Damm halte, wie er sagte.", "wie er sagte")]
)
def test_where_nothing_is_said_there_is_no_quote(text: str, said: str) -> None:
    start = text.index(said)
    found = proposal(Span(start, start + len(said)), StatementType.INDIRECT)
    sentences = (Sentence(Span(0, len(text)), 0),)
    blocks = (Block(Span(0, len(text)), BlockKind.PARAGRAPH),)
    assert weigh(text, [], FakeSeen([found]), sentences, blocks, language_pack("de").cues) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "somebody"), [("DammbruchInPirnowLage", False), ("McDonald", True)])
def test_words_that_run_together_are_nobodys_name(name: str, somebody: bool) -> None:
    text = f"{name}: Der Damm ist gebrochen."
    found = proposal(Span(len(name) + 2, len(text) - 1), StatementType.INDIRECT, Span(0, len(name)))
    sentences = (Sentence(Span(0, len(text)), 0),)
    blocks = (Block(Span(0, len(text)), BlockKind.PARAGRAPH),)
    (one,) = weigh(text, [], FakeSeen([found]), sentences, blocks, language_pack("de").cues)  # type: ignore[arg-type]
    assert bool(one.seek) == somebody


def test_nothing_from_nothing() -> None:
    assert weighed([], FakeSeen([])) == ()


def test_words_in_marks_stay_those_of_the_rule() -> None:
    verbatim = replace(rule(DAMM, 0), type=StatementType.DIRECT)
    (quote,) = weighed([verbatim], FakeSeen([proposal(Span(21, 32), StatementType.INDIRECT)]))
    assert quote.pieces == (DAMM,)


def test_the_readers_bounds_reach_into_no_other_sentence() -> None:
    beyond = replace(proposal(DAMM, StatementType.INDIRECT), quote=(Span(17, 36),))
    (quote,) = weighed([rule(DAMM, 0)], FakeSeen([beyond]))
    assert quote.pieces == (DAMM,)


@pytest.mark.parametrize(("sure", "found"), [(0.65, 0), (0.75, 1)])
def test_what_has_no_cue_must_be_likelier(sure: float, found: int) -> None:
    uncued = proposal(WASSER, StatementType.INDIRECT)
    cued = proposal(WASSER, StatementType.INDIRECT, cue=Span(64, 67))
    assert len(weighed([], FakeSeen([uncued], {WASSER: sure}))) == found
    assert len(weighed([], FakeSeen([cued], {WASSER: sure}))) == 1


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("bestätigt Entsendung von", "Entsendung"),
        ("mehr Geld für die", "mehr Geld"),
        ("Hilfe an", "Hilfe an"),
        ("von der", None),
    ],
)
def test_told_words_begin_behind_the_verb_and_end_where_nothing_must_follow(
    told: str, kept: str | None
) -> None:
    text = f"Die NATO {told}."
    found = proposal(Span(9, 9 + len(told)), StatementType.REPORTED)
    sentences, blocks = (
        (Sentence(Span(0, len(text)), 0),),
        (Block(Span(0, len(text)), BlockKind.PARAGRAPH),),
    )
    quotes = weigh(text, [], FakeSeen([found]), sentences, blocks, language_pack("de").cues)  # type: ignore[arg-type]
    assert [p.of(text) for q in quotes for p in q.pieces] == ([kept] if kept else [])
