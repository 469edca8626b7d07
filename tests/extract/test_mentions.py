"""Who is named: a corpus of phrases, and what must hold for any text."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quellenlage.domain.actor import ActorKind, Mention, MentionForm
from quellenlage.domain.report import Block, BlockKind
from quellenlage.domain.span import Span
from quellenlage.extract.mentions import find_mentions
from quellenlage.lang.pack import language_pack
from quellenlage.text.sentences import find_sentences

CORPUS = tomllib.loads(Path(__file__).with_name("mentions.toml").read_text("utf-8"))
CASES = [
    pytest.param(code, case, id=f"{code}-{case['text'][:32]}") for code in CORPUS for case in CORPUS[code]
]


def mentions_of(text: str, code: str = "de") -> tuple[Mention, ...]:
    pack = language_pack(code)
    blocks = (Block(Span(0, len(text)), BlockKind.PARAGRAPH),) if text else ()
    return find_mentions(text, find_sentences(text, blocks, pack.segmentation), pack)


def exact(text: str, span: Span | None) -> str:
    return span.of(text) if span else ""


@pytest.mark.parametrize(("code", "case"), CASES)
def test_must_match(code: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = {exact(text, m.span): m for m in mentions_of(text, code)}
    for line in case["must"]:
        phrase, name, role = ([part.strip() for part in line.split("|")] + ["", ""])[:3]
        assert phrase in found, f"{phrase!r} not among {sorted(found)}"
        if name:
            assert exact(text, found[phrase].name) == name
        if role:
            assert exact(text, found[phrase].role) == role


@pytest.mark.parametrize(("code", "case"), CASES)
def test_must_not_match(code: str, case: dict[str, Any]) -> None:
    found = {exact(case["text"], m.span) for m in mentions_of(case["text"], code)}
    assert not found & set(case.get("must_not", []))


def test_kinds_and_forms() -> None:
    text = "Ministerin Anna Beispiel traf die NATO in Norwegen. Norwegen lobte, Augenzeugen auch. Sie geht."
    found = {exact(text, m.span): (m.kind, m.form) for m in mentions_of(text)}
    assert found["Ministerin Anna Beispiel"] == (ActorKind.PERSON, MentionForm.NAME)
    assert found["die NATO"] == (ActorKind.ORGANISATION, MentionForm.NAME)
    assert found["Norwegen"] == (ActorKind.COUNTRY, MentionForm.NAME)
    assert found["Augenzeugen"] == (ActorKind.ROLE, MentionForm.ROLE)
    assert found["Sie"][1] is MentionForm.PRONOUN


def test_a_newspaper_that_is_told_something_is_not_the_office_of_the_speaker() -> None:
    told = "Das sagte ein Sprecher der Zeitung."
    assert "ein Sprecher" in {exact(told, m.span) for m in mentions_of(told)}
    works = "Das sagte ein Redakteur der Zeitung."
    assert "ein Redakteur der Zeitung" in {exact(works, m.span) for m in mentions_of(works)}


WORD_LIST = """
der die Sprecherin Anna Müller von und , . ( ) „ “ NATO Polens Präsident des Amtes in Berlin sagte er sie
Herr für the spokesman of U.S. Jane Doe said 's Dr. 47 - / ver.di al-Muster Minister laut Medienberichten
einer zu Angaben russischen „Welt“
"""
WORDS = st.sampled_from(WORD_LIST.split())
ANY_TEXT = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, st.sampled_from(["de", "en"]))
def test_any_text_gives_wellformed_mentions(text: str, code: str) -> None:
    found = mentions_of(text, code)
    assert list(found) == sorted(found, key=lambda m: (m.span.start, -m.span.end, m.form, m.kind))
    assert len(set(found)) == len(found)
    for mention in found:
        assert mention.span.of(text).strip() == mention.span.of(text) != ""
        for part in (mention.name, mention.role):
            assert part is None or (mention.span.contains(part) and len(part))
        assert (mention.name is not None) == (mention.form is MentionForm.NAME)


@pytest.mark.parametrize(
    "piece", ["Der Sprecher der Polizei, ", "Anna ", "(", "„A ", "der der ", "a/b.c-", "Ä" * 50]
)
def test_long_lines_take_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        mentions_of(text)
        return time.process_time() - start

    seconds(2000)
    assert seconds(40_000) < 25 * max(seconds(4_000), 0.02)
