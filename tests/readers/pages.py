"""Pages for the tests: an invented flood, told by pages of different make."""

from __future__ import annotations

PARAGRAPHS = (
    "Nach tagelangem Regen ist die Lenne bei Orbach über die Ufer getreten, viele Keller liefen voll.",
    "»Wir haben so etwas noch nie gesehen«, sagte Bürgermeisterin Runa Ostwerder am Dienstag.",
    "Nach Angaben der Feuerwehr wurden mindestens 120 Menschen gerettet, verletzt wurde niemand.",
    "Der Deichverband rechnet für die Nacht mit einem weiteren Anstieg um bis zu dreißig Zentimeter.",
)
NAVIGATION = "<nav><ul><li><a href='/'>Start</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
COOKIES = "<div id='consent'><p>Wir verwenden Cookies und geben Daten an 99 Partner weiter.</p></div>"
RELATED = "<aside><h3>Mehr zum Thema</h3><ul><li>50 Häuser ohne Strom</li></ul></aside>"
FOOTER = "<footer><p>© 2021 Orbacher Bote</p></footer>"


def page(
    head: str = "",
    body: str | None = None,
    html: str = "<html lang='de'>",
    title: str = "Hochwasser in Orbach",
) -> str:
    """A news page around the paragraphs."""
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    inner = body if body is not None else f"<article><h1>{title}</h1>{paragraphs}{RELATED}</article>"
    around = f"<body>{NAVIGATION}{COOKIES}{inner}{FOOTER}</body>"
    return f"<!DOCTYPE html>{html}<head><meta charset='utf-8'>{head}</head>{around}</html>"


def json_ld(text: str) -> str:
    """A JSON-LD script."""
    return f'<script type="application/ld+json">{text}</script>'
