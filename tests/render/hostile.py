"""Texts that try to be more than text, and a dossier that holds them in every field a source can fill."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from enum import Enum
from typing import Any

from tests.builders import Counts, Says, dossier, flood, made

from quellenlage.domain.dossier import Dossier
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, StatementType

HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "'><svg/onload=document.title='owned'>",
    "</style></script></title></textarea><b>bold</b>",
    "{{7*7}} {% raw %} ${7*7} #{7*7}",
    "javascript:document.title='owned'",
    "a\u2028b\u2029c\u0000d\u0008e\ufffef",
    "\u202eright to left\u202c \u2066isolate",
    "lone \ud800 surrogate",
    "&lt;&amp;amp; <!-- ]]>",
)
TITLES = "owned"

_IDENTIFIERS = {"id", "report", "story", "actor", "subject", "source_sha256", "sha256", "participant", "via"}


def poisoned(payload: str) -> Dossier:
    """The hand-made dossier with `payload` at the end of every text that is no identifier."""
    found = flood()
    ids = {r.report.id for r in found.readings} | {a.id for a in found.actors} | {s.id for s in found.stories}
    ids |= set(found.corpus.statements) | set(found.corpus.figures) | set(found.corpus.participants)
    ids |= {u.id for u in found.utterances} | {s.id for s in found.series} | {c.id for c in found.claims}
    ids |= {link.id for link in found.links}
    return _with(found, payload, ids)  # type: ignore[no-any-return]


def spoken(payload: str) -> Dossier:
    """A dossier whose spans themselves are the payload: quote, cue, speaker, figure, title."""
    safe = payload.replace("{", "(").replace("}", ")").replace("|", "/").replace("\n", " ")
    one = made(
        f"{safe}.txt",
        f"{{title|{safe}}}\n{{speaker1|{safe}}} {{cue1|{safe}}}: {{quote1|{safe} {{figure1|{safe}}}}}",
        says=[Says(1, safe, Act.CONFIRM, StatementType.DIRECT, said="2024-01-02")],
        counts=[Counts(1, "1", None, unit=safe, noun=safe, carrier=1)],
        outlet=safe,
        published=safe,
        language=safe,
        findings=[(safe, safe)],
    )
    return dossier(one)


def _with(value: Any, payload: str, ids: set[str], name: str = "") -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return value if name in _IDENTIFIERS or value in ids or not value else value + payload
    if isinstance(value, tuple):
        return tuple(_with(item, payload, ids, name) for item in value)
    if isinstance(value, (Enum, Span, Decimal)) or not dataclasses.is_dataclass(value):
        return value
    fields = {f.name: _with(getattr(value, f.name), payload, ids, f.name) for f in dataclasses.fields(value)}
    return type(value)(**fields)
