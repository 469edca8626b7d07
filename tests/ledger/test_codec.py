from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import flood

from quellenlage.domain.dossier import Run
from quellenlage.domain.figure import Figure, Qualifier
from quellenlage.domain.reading import Reading
from quellenlage.domain.span import Span
from quellenlage.errors import LedgerError
from quellenlage.ledger.codec import decode, encode, schema_of


def figure(low: Decimal | None, high: Decimal | None, unit: str | None = None) -> Figure:
    return Figure("fi-1", "re-1", Span(0, 4), Span(0, 2), low, high, Qualifier.UP_TO, unit, "", ())


def test_decimals_keep_every_digit_and_enums_their_value() -> None:
    value = figure(None, Decimal("2500000.50"))
    data = encode(value)
    assert b'"2500000.50"' in data
    assert b'"up-to"' in data
    back = decode(data, Figure)
    assert back == value
    assert str(back.high) == "2500000.50"
    assert back.low is None


@given(
    st.decimals(allow_nan=False, allow_infinity=False),
    st.none() | st.text(st.characters(exclude_categories=["Cs"])),
)
def test_any_amount_and_any_text_come_back(amount: Decimal, unit: str | None) -> None:
    value = figure(amount, None, unit)
    assert decode(encode(value), Figure) == value


def test_keys_are_sorted_and_nothing_is_padded() -> None:
    data = encode({"b": 1, "a": [None, "ä"]})
    assert data == '{"a":[null,"ä"],"b":1}'.encode()


def test_a_whole_reading_comes_back_equal() -> None:
    for reading in flood().readings:
        assert decode(encode(reading), Reading) == reading


@pytest.mark.parametrize(
    "data", ["", "null", "{}", "[]", '{"id": 3}', "{", '"\ud83d"'.encode("utf-8", "surrogatepass"), b"\xff"]
)
def test_what_is_no_object_of_the_kind_is_a_ledger_error(data: bytes | str) -> None:
    with pytest.raises(LedgerError, match="not a Run"):
        decode(data, Run)


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(LedgerError):
        decode('{"start":5,"end":3}', Span)


def test_the_schema_names_the_fields() -> None:
    schema = schema_of(Span)
    assert schema["$defs"]["Span"]["required"] == ["start", "end"]
