"""Report text on a terminal: shown as text, whatever it holds.

Control characters steer a terminal (colours, cursor, title, clipboard), and marks of writing direction
reorder what a person reads. On a terminal both are shown as escapes; files and pipes get JSON or CSV,
where the text stays as it is.
"""

from __future__ import annotations

import re

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def printable(text: str) -> str:
    """`text` in one line, with everything that would steer a terminal as an escape (`\\x1b`)."""
    line = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    return _STEERING.sub(lambda match: match[0].encode("unicode_escape", "surrogatepass").decode(), line)


def shortened(text: str, width: int) -> str:
    """`text` made printable, its white space joined, and cut to `width` with an ellipsis."""
    line = printable(" ".join(text.split()))
    return line if len(line) <= width else line[: width - 1] + "…"
