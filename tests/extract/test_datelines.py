from __future__ import annotations

import pytest
from tests.extract.layouts import layout_of
from tests.extract.test_layout_furniture import AROUND

TITLES = {"de": "Fluss tritt über die Ufer", "en": "River bursts its banks near Orbach"}
ABOVE = [
    ("de", "xyz 0231 | 04.11.23 07:05 | Politik", "2023-11-04T07:05"),
    ("de", "bdt0112 4 pl 311 xyz 0456 04.11.23 07:05", "2023-11-04T07:05"),
    ("de", "pl/wahl/orbach 04.11.2023 07:05", "2023-11-04T07:05"),
    ("de", "Orbach 04.11.2023 07:05", "2023-11-04T07:05"),
    ("de", "Sa., 04.11.23, 07:05 Uhr", "2023-11-04T07:05"),
    ("de", "Orbach, 4. November 2023.", "2023-11-04"),
    ("de", "Orbach, den 4. November 2023", "2023-11-04"),
    ("de", "Sondersitzung des Rates am 04.11.2023 07:05", None),
    ("de", "Orbach: Fahrplan ab 04.11.23 gilt", None),
    ("en", "WIRE0231 04-NOV-2023 07:05", "2023-11-04T07:05"),
    ("en", "2023/11/04 07:05", "2023-11-04T07:05"),
    ("en", "Sat 4 Nov 2023 07.05 GMT", "2023-11-04T07:05"),
    ("en", "7:05 a.m. EST, Sat November 4, 2023", "2023-11-04"),
    ("en", "11/04/23", None),
]
BEFORE_THE_TEXT = [
    ("de", "Orbach, 4. November 2023. ", "2023-11-04"),
    ("de", "Orbach, den 4. November 2023: ", "2023-11-04"),
    ("de", "Orbach/Lenne, 04.11.2023 - ", "2023-11-04"),
    ("de", "Orbach, 04.11.23 (dpa). ", "2023-11-04"),
    ("de", "Orbach (dpa), 4. November 2023 - ", "2023-11-04"),
    ("de", "ORBACH, 4. November 2023 (xyz) – ", "2023-11-04"),
    ("de", "Orbach, am 4. November 2023 – ", "2023-11-04"),
    ("en", "Orbach, 4 November 2023. ", "2023-11-04"),
    ("en", "Orbach, November 4, 2023: ", "2023-11-04"),
    ("en", "ORBACH, Nov. 4, 2023 /PRNewswire/ -- ", "2023-11-04"),
    ("en", "ORBACH, Calif., Nov. 04, 2023 (GLOBE NEWSWIRE) -- ", "2023-11-04"),
    ("en", "Orbach (Reuters), 4 November 2023 - ", "2023-11-04"),
]
NO_DATELINES = [
    ("de", "Am 4. November 2023 brach der Damm. "),
    ("de", "Orbach, das am 4. November 2023 unterging, hofft. "),
    ("de", "Version 4.11.23 ist da. "),
    ("en", "On November 4, 2023 the dam broke. "),
    ("en", "In Orbach, November 4, 2023 is remembered. "),
]
BELOW = [
    ("de", "xyz aw/jb pl n1 040705 Nov 23", "2023-11-04T07:05"),
    ("de", "040705 Nov 23", "2023-11-04T07:05"),
    ("de", "Der Rat tagt wieder am 04.11.23", None),
    ("en", "040705 NOV 23", "2023-11-04T07:05"),
]


def _published(lines: list[str]) -> str | None:
    layout = layout_of("\n\n".join(lines))
    return layout.published.value if layout.published else None


@pytest.mark.parametrize(("code", "line", "iso"), ABOVE)
def test_a_line_above_the_title_states_the_date_or_not(code: str, line: str, iso: str | None) -> None:
    assert _published([line, TITLES[code], *AROUND[code]]) == iso


@pytest.mark.parametrize(("code", "line", "iso"), BELOW)
def test_a_line_below_the_text_states_the_date_or_not(code: str, line: str, iso: str | None) -> None:
    assert _published([TITLES[code], *AROUND[code], line]) == iso


@pytest.mark.parametrize(("code", "dateline", "iso"), BEFORE_THE_TEXT)
def test_a_place_with_a_date_is_cut_off_the_text(code: str, dateline: str, iso: str) -> None:
    first, *more = AROUND[code]
    text = "\n\n".join([TITLES[code], dateline + first, *more])
    layout = layout_of(text)
    assert layout.published is not None and layout.published.value == iso
    assert layout.dateline is not None and layout.dateline.of(text).lower().startswith("orbach")
    assert first in [block.span.of(text) for block in layout.body]


@pytest.mark.parametrize(("code", "opening"), NO_DATELINES)
def test_a_sentence_with_a_date_is_no_dateline(code: str, opening: str) -> None:
    first, *more = AROUND[code]
    text = "\n\n".join([TITLES[code], opening + first, *more])
    layout = layout_of(text)
    assert (layout.published, layout.dateline) == (None, None)
