from __future__ import annotations

from quellenlage.domain.report import Segment
from quellenlage.domain.span import Span
from quellenlage.text.offsets import TextBuilder, to_source


def built() -> tuple[str, tuple[Segment, ...]]:
    """ "Öl für" from "<b>&Ouml;l</b>\\n für", with a line break that stands nowhere."""
    builder = TextBuilder()
    builder.add("Ö", 3, 6)
    builder.add("l", 9)
    builder.add_unsourced("\n")
    builder.add("fü", 16)
    builder.add("r", 18)
    return builder.build()


def test_pieces_that_touch_in_text_and_source_become_one_segment() -> None:
    text, segments = built()
    assert text == "Öl\nfür"
    assert segments == (Segment(0, 3, 1, 6, False), Segment(1, 9, 1, 1), Segment(3, 16, 3, 3))


def test_spans_lead_back_to_the_source() -> None:
    _, segments = built()
    assert to_source(segments, Span(0, 2)) == Span(3, 10)
    assert to_source(segments, Span(4, 5)) == Span(17, 18)
    assert to_source(segments, Span(1, 4)) == Span(9, 17)


def test_what_stands_nowhere_leads_nowhere_and_no_map_means_the_same_place() -> None:
    _, segments = built()
    assert to_source(segments, Span(2, 3)) is None
    assert to_source((), Span(2, 3)) == Span(2, 3)
