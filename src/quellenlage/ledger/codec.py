"""Canonical JSON of domain objects: the same object gives the same bytes, and comes back equal."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from quellenlage.errors import LedgerError

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic", decimal_format="string")


def encode(value: object) -> bytes:
    """Compact UTF-8 JSON with sorted keys; decimals as strings, enums as their values."""
    return _encoder.encode(value)


def decode(data: bytes | str, kind: type[T]) -> T:
    """The object of type `kind` that `data` holds.

    Raises `LedgerError` when it holds something else.
    """
    try:
        return cast(T, _decoder(cast(Any, kind)).decode(data))
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise LedgerError(f"not a {kind.__name__}: {error}") from error


def schema_of(kind: type) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `kind` as this codec writes it."""
    return msgspec.json.schema(kind)


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)
