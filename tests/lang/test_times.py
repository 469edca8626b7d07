"""What the time rules of each language must find, as what, and what they must leave alone."""

from __future__ import annotations

import pytest
from tests.lang.corpus import Case, cases, read_times

from quellenlage.domain.timeref import TimeRef
from quellenlage.lang.pack import language_pack


def shown(text: str, time: TimeRef) -> str:
    mod = f" {time.mod}" if time.mod else ""
    return f"{time.span.of(text)} = {time.type.value} {time.value}{mod}"


@pytest.mark.parametrize("case", cases("times", "de"), ids=lambda case: case.text)
def test_german_times(case: Case) -> None:
    read = read_times(case.text, "de")
    assert tuple(shown(case.text, time) for time in read.times) == case.expected


@pytest.mark.parametrize("case", cases("times", "en"), ids=lambda case: case.text)
def test_english_times(case: Case) -> None:
    read = read_times(case.text, "en")
    assert tuple(shown(case.text, time) for time in read.times) == case.expected


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_rule_is_announced_by_some_word(language: str) -> None:
    rules = language_pack(language).times
    announced = {needs for entries in rules.stems.values() for _, needs in entries}
    announced |= {needs for _, needs in rules.endings} | {"digit"}
    assert {rule.needs for rule in rules.rules} <= announced


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_corpus_line_is_there_once(language: str) -> None:
    texts = [case.text for case in cases("times", language)]
    assert len(texts) == len(set(texts))
