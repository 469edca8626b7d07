from __future__ import annotations

import pytest

from quellenlage.extract.layout_findings import is_run_together

TOGETHER = [
    "LenneTrittÜberDieUfer",
    "LennetrittüberdieUferFeuerwehrrettetMenschen",
    "Hochwasser an der LenneFeuerwehr rettet MenschenSchulen bleiben zu",
    "RiverBurstsItsBanksNearOrbach",
]
APART = [
    "Lenne tritt über die Ufer",
    "WhatsApp, YouTube und TikTok sperren Konten",
    "BayernLB und HypoVereinsbank einigen sich",
    "ThyssenKrupp baut Stellen ab",
    "SchülerInnen und LehrerInnen streiken für BürgerInnenrechte",
    "ProSiebenSat.1 verkauft an MediaForEurope",
    "NATO, USA und EU beraten",
    "McDonald's und LeBron James",
    "",
]


@pytest.mark.parametrize("title", TOGETHER)
def test_words_without_spaces(title: str) -> None:
    assert is_run_together(title)


@pytest.mark.parametrize("title", APART)
def test_names_with_capitals_inside_are_words(title: str) -> None:
    assert not is_run_together(title)
