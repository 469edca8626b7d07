from __future__ import annotations

import pytest

from quellenlage.reconcile.bodies import body_name


@pytest.mark.parametrize(
    ("left", "left_code", "right", "right_code"),
    [
        ("Halberg AG", "de", "Halberg", "de"),
        ("Corwell Holdings plc", "en", "Corwell Holdings", "en"),
        ("Weltgesundheitsorganisation", "de", "World Health Organization", "en"),
        ("IAEO", "de", "International Atomic Energy Agency", "en"),
        ("Betriebsrat", "de", "works council", "en"),
        ("Bundeskartellamt", "de", "Norway's cartel office", "en"),  # whose it is stands beside the name
        ("Gewerkschaft KVD", "de", "KVD union", "en"),
    ],
)
def test_one_core(left: str, left_code: str, right: str, right_code: str) -> None:
    assert body_name(left, left_code).core == body_name(right, right_code).core


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Polizei Tannau", "Stadtverwaltung Tannau"),
        ("Nordbank", "Südbank"),
        ("Betriebsrat von Halberg", "Halberg"),
        ("Verfassungsgericht", "Verteidigungsministerium"),
    ],
)
def test_other_cores(left: str, right: str) -> None:
    assert body_name(left, "de").core != body_name(right, "de").core


def test_the_country_stands_beside_the_name() -> None:
    norway, spain = (body_name(f"{c} Außenministerium", "de") for c in ("norwegisches", "spanisches"))
    assert norway.core == spain.core
    assert "g:NO" in norway.beside and "g:ES" in spain.beside


@pytest.mark.parametrize("name", ["", "!", "«»", "AG", "’s", "\ud800", "a" * 10_000])
def test_any_text_is_a_name(name: str) -> None:
    body_name(name, "de")
    body_name(name, "en")
