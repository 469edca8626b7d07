"""From bytes to text, without changing a character: byte order marks, declared and guessed encodings."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MARKS = (  # the longer marks first: UTF-16's is the beginning of UTF-32's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Bytes that no text in a one-byte encoding has.
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\x7fELF",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
)
# What Windows-1252 puts above ASCII and West European prose really uses.
WESTERN = re.compile(
    "[^\x00-\x7f€‚„…‘’“”–—•‹›«»™Œœ\xa0§°·äöüÄÖÜßéèêëàâáåçñóòôøõíìîïúùûýæÆÅØÉÈÀÇÑÓÁ©®²³¼½¾×´¿¡£]"
)
SAMPLE = 200_000
FEWEST_FOREIGN = 48  # bytes beyond ASCII; with fewer a guess from their frequencies is no better than ours


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was decoded.

    `guessed`: the bytes name no encoding and are not UTF-8. `replaced`: how many undecodable places
    now hold U+FFFD.
    """

    text: str
    encoding: str
    guessed: bool = False
    replaced: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text in `data`, or None where it is no text. `declared` is what a page says of itself.

    In this order: byte order mark, UTF-8, UTF-16/32 by their zero bytes, the declared encoding,
    UTF-8 with a few broken places, a guess.
    """
    if data.startswith(MAGIC):
        return None
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding) or _replacing(data[len(mark) :], encoding))
    found = _strict(data, "utf-8")
    if found is not None and "\x00" not in found.text[:SAMPLE]:
        return _checked(found)
    wide = _wide(data)
    if wide is not None:
        return _checked(wide)
    if b"\x00" in data or len(CONTROL.findall(data[:SAMPLE])) > len(data[:SAMPLE]) / 100:
        return None
    return _checked((_known(declared) and _strict(data, str(declared))) or _patched(data) or _guess(data))


def _checked(found: Decoded | None) -> Decoded | None:
    """Nothing with U+0000 or unpaired surrogates is text: neither pages nor ledgers can hold it."""
    return found if found is not None and is_text(found.text) else None


def is_text(text: str) -> bool:
    """Whether `text` can be stored and shown: no U+0000, no unpaired surrogate."""
    if "\x00" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, replaced=text.count("\ufffd"))


def _known(encoding: str | None) -> bool:
    """Whether `encoding` names a character encoding (and not, say, `base64`)."""
    try:
        return bool(encoding) and b"".decode(str(encoding)) == ""
    except (LookupError, ValueError, UnicodeError, AssertionError):
        return False


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark: in prose every second (or three of four) bytes are zero."""
    sample = data[:4096]
    if len(data) % 2 or sample.count(0) < len(sample) / 4:
        return None
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        found = _strict(data, encoding)
        if found and "\x00" not in found.text and _mostly_printable(found.text[:2048]):
            return Decoded(found.text, encoding, guessed=True)
    return None


def _mostly_printable(text: str) -> bool:
    good = sum((char.isalnum() and char < "\u0600") or char.isspace() for char in text)
    return good > len(text) * 0.6 and not any(char < " " and not char.isspace() for char in text)


def _patched(data: bytes) -> Decoded | None:
    """UTF-8 that was damaged or cut: valid sequences hardly ever come about by chance."""
    found = _replacing(data, "utf-8")
    valid = sum(char > "\x7f" for char in found.text) - found.replaced
    cut = found.replaced == 1 and found.text.endswith("\ufffd") and len(data) > 1 and data[-1] >= 0x80
    return found if valid * 3 >= found.replaced or cut else None


def _guess(data: bytes) -> Decoded:
    western = _strict(data, "cp1252") or Decoded(data.decode("latin-1"), "latin-1")
    odd = len(WESTERN.findall(western.text[:SAMPLE]))
    foreign = sum(byte > 127 for byte in data[:SAMPLE])
    if foreign >= FEWEST_FOREIGN and odd * 20 > foreign:
        from charset_normalizer import from_bytes  # slow to import, seldom needed

        best = from_bytes(data[:SAMPLE]).best()
        other = _strict(data, best.encoding) if best is not None else None
        if other is not None:
            return Decoded(other.text, other.encoding, guessed=True)
    return Decoded(western.text, western.encoding, guessed=True)
