"""Ids come from content alone."""

from __future__ import annotations

import re

from quellenlage.domain.ids import content_id, sha256_of


def test_the_same_content_has_the_same_id_on_every_machine() -> None:
    # Written down: a change of this value changes every id in every ledger, and needs a new schema version.
    assert content_id("st", "re-1", 3, None) == "st-" + sha256_of("st\x1fre-1\x1f3\x1fNone")[:16]
    assert sha256_of("ä") == sha256_of("ä".encode())


def test_parts_do_not_run_together() -> None:
    assert content_id("st", "ab", "c") != content_id("st", "a", "bc")
    assert content_id("st", "a") != content_id("fi", "a")


def test_an_id_shows_its_kind() -> None:
    assert re.fullmatch(r"cl-[0-9a-f]{16}", content_id("cl", "x"))


def test_half_a_surrogate_pair_is_hashed_not_refused() -> None:
    assert sha256_of("\ud800") != sha256_of("\ud801")
