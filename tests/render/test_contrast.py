"""Every text colour can be read on every ground it stands on (WCAG 2 AA: 4.5 to 1), light and dark."""

from __future__ import annotations

import re
from importlib import resources

import pytest

CSS = resources.files("quellenlage.render").joinpath("static", "dossier.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block))
    for block in re.findall(r":root\{(.*?)\}", CSS, re.S)[:2]
)
TEXT = [
    "ink",
    "soft",
    "link",
    "contested",
    "denied",
    "confirmed",
    "unconfirmed",
    "open",
    "alleged",
    "c0",
    "c1",
    "c2",
    "c3",
    "c4",
    "c5",
]
GROUND = ["paper", "raised", "sunk", "hit"]
MARKS = ["direct", "indirect", "mixed", "reported"]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(scheme: dict[str, str]) -> None:
    pairs = [(text, ground) for text in TEXT for ground in GROUND]
    pairs += [("ink", mark) for mark in MARKS]
    pairs += [("paper", badge) for badge in ("confirmed", "denied", "contested")]
    weak = {pair: _contrast(scheme[pair[0]], scheme[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 4.5} == {}


def _contrast(a: str, b: str) -> float:
    dark, light = sorted((_luminance(a), _luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    shares = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
