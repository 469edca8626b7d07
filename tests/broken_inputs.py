"""Inputs broken in every way we could think of: no reader may crash on one or drop one in silence."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

SENTENCE = "Der Damm hält, sagte Bürgermeisterin Runa Ostwerder am Dienstag. Rund 300 Menschen müssten gehen."

# One grey pixel: a real PNG, so that a look at the first bytes tells what it is.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ZIP = b"PK\x05\x06" + bytes(18)  # the shortest archive; a .docx is one

SCRIPTS_ONLY = """<!DOCTYPE html><html><head><title>Startseite</title></head><body>
<script>document.write("Mindestens 99 Tote, sagte niemand.");</script>
<noscript>Bitte schalten Sie JavaScript ein.</noscript><style>p{color:red}</style></body></html>"""

NO_TEXT = """<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>
<article><img src="a.jpg"><div> </div></article></body></html>"""


def record(**fields: object) -> str:
    """One line of a .jsonl file, good unless `fields` spoil it; a field set to None is left out."""
    whole = {"id": "gut", "title": "Hochwasser", "published": "2023-11-14", "text": SENTENCE, **fields}
    return json.dumps({key: value for key, value in whole.items() if value is not None}, ensure_ascii=False)


def lines(*rows: str) -> bytes:
    """The rows as a file."""
    return ("\n".join(rows) + "\n").encode()


# File name -> (what is wrong in a few words, its bytes). The good parts that a file holds must survive.
FILES: dict[str, tuple[str, bytes]] = {
    "leer.txt": ("empty file", b""),
    "nur-leerraum.txt": ("whitespace only", " \n\t\r\n\u00a0\u2003\u200b\n".encode()),
    "nur-bom.txt": ("byte order mark and nothing else", b"\xef\xbb\xbf"),
    "bild.txt": ("a PNG image named .txt", PNG),
    "nullbytes.txt": ("NUL bytes only", bytes(2048)),
    "null-im-text.txt": ("NUL bytes in the middle of a text", SENTENCE.encode().replace(b" ", b"\x00", 3)),
    "gemischt.txt": (
        "half UTF-8, half Latin-1",
        f"{SENTENCE}\n".encode() + f"{SENTENCE}\n".encode("latin-1"),
    ),
    "ungueltig.txt": ("bytes that are no UTF-8", SENTENCE.encode() + b"\xc3\x28\xa0\xa1\xfe\xff\x81"),
    "utf8-abgeschnitten.txt": ("UTF-8 cut inside a letter", "Der Fluss steigt über".encode()[:-4]),
    "utf16-abgeschnitten.txt": ("UTF-16 cut inside a unit", SENTENCE.encode("utf-16")[:-1]),
    "ohne-text.html": ("HTML without text", NO_TEXT.encode()),
    "nur-skripte.html": ("HTML that is only scripts", SCRIPTS_ONLY.encode()),
    "abgeschnitten.html": (
        "HTML cut inside a tag",
        f"<html><body><article><p>{SENTENCE}</p><p>Die Feuerwehr <a href='htt".encode(),
    ),
    "falscher-zeichensatz.html": (
        "HTML that names another encoding than it has",
        f"<html><head><meta charset='utf-8'></head><body><p>{SENTENCE}</p></body></html>".encode("latin-1"),
    ),
    "kaputte-zeile.jsonl": (
        "a broken line between two good ones",
        lines(record(id="eins"), '{"id": "zwei", "text": "abgebroch', record(id="drei", title="Nachtrag")),
    ),
    "ohne-text.jsonl": ("a record without text", lines(record(id="eins"), record(id="zwei", text=None))),
    "leerer-text.jsonl": ("a record whose text is empty", lines(record(text="  "))),
    "text-ist-zahl.jsonl": ("a record whose text is a number", lines(record(text=17))),
    "datum-falsch.jsonl": ("a record with an impossible date", lines(record(published="2023-02-31"))),
    "datum-unlesbar.jsonl": ("a record with a date that is none", lines(record(published="neulich"))),
    "kein-objekt.jsonl": ("lines that are JSON but no records", lines("[1, 2]", '"Text"', "null", "NaN")),
    "doppelt.jsonl": (
        "the same record twice under one name, and once more with another text",
        lines(record(id="eins"), record(id="eins"), record(id="eins", text=f"Nachtrag: {SENTENCE}")),
    ),
    "halbes-paar.jsonl": (
        "a record with half a surrogate pair, which no file can hold",
        lines('{"id": "eins", "text": "Der Damm \\ud83d hält, sagte er."}'),
    ),
    "verschachtelt.jsonl": ("a line nested deeper than any parser goes", b"[" * 100_000 + b"\n"),
    "bericht.pdf": ("a suffix that no reader knows", PDF),
    "bericht.docx": ("a suffix that no reader knows", ZIP),
    "ohne-endung": ("no suffix", SENTENCE.encode()),
    "meta.csv": (
        "a row for a missing file, a row too short, a date that is none",
        lines(
            "file,url,outlet,title,published,language",
            "gibt-es-nicht.txt,https://dammbote.example/a,Dammbote,Hochwasser,2023-11-14,de",
            "leer.txt,https://dammbote.example/b",
            "gemischt.txt,https://dammbote.example/c,Dammbote,Hochwasser,gestern,de",
        ),
    ),
}

# The same for what is no plain file.
NO_FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "ordner.txt": ("a folder named like a file", lambda path: path.mkdir(exist_ok=True)),
    "verweis-ins-leere.txt": ("a link to nothing", lambda path: path.symlink_to("weg.txt")),
    "verweis-im-kreis.txt": ("a link to itself", lambda path: path.symlink_to(path.name)),
}


def write_broken_inputs(folder: Path) -> dict[str, str]:
    """Write every broken input into `folder` (made if need be) and return file name -> what is wrong with it.

    A report set made of these alone holds few good reports: the good lines of the .jsonl files and what
    a lenient decoder can save. Everything else must come back as a finding that names the file.
    Links are left out, and not returned, where the system does not let us make them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wrong: dict[str, str] = {}
    for name, (fault, data) in FILES.items():
        (folder / name).write_bytes(data)
        wrong[name] = fault
    for name, (fault, make) in NO_FILES.items():
        path = folder / name
        try:
            if not path.is_symlink():
                make(path)
        except OSError:
            continue
        wrong[name] = fault
    return wrong
