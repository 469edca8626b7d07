"""A frame: what a cue governs, and where its speaker is to be sought."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.domain.statement import Act
from quellenlage.extract.quote_subjects import Seek
from quellenlage.extract.quote_walk import Range


@dataclass(slots=True)
class Frame:
    """What a cue governs, in word indices. `told`: the act is told by its topic only.

    `predicates`: the topic is called something ("sprach von", "bezeichnete als"). `calls`: so that what is
    said of it is indirect speech, not only told ("berichtete von"). `cut_source`: the words
    of the source stand among the content. `back`: the source is that of the statement before.
    `sentence_before`: what was said is the sentence before the unit.
    """

    content: list[Range]
    cue: tuple[int, ...]
    act: Act
    seek: list[Seek]
    rule: str
    told: bool = False
    predicates: bool = False
    calls: bool = False
    negated: bool = False
    lemma: str = ""
    cut_source: bool = False
    clause: Range | None = None
    back: bool = False
    sentence_before: bool = False
    hearer: Range | None = None
    swapped: tuple[list[Range], Seek] | None = None  # content and speaker, should the object open the clause
    of_speaker: bool = False  # told of the one who speaks already, where speech stands before
    passes_on: bool = False  # another cue claims the content; this one only says who passes it on
    finite: bool = True  # the cue is a finite clause with a subject of its own
