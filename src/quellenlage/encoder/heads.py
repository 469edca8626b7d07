"""Heads: what is read off the states of words. Small enough for numpy; the body runs elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quellenlage.encoder.decoding import (
    COSTS,
    Edges,
    best_bio,
    best_stretch,
    best_tags,
    log_softmax,
    stretches,
)
from quellenlage.encoder.labels import EDGES, IN_GAP, IN_QUOTE, LAYERS, OUTSIDE, ROLES

Floats = NDArray[np.float32]

CONTEXT = 150  # words before and behind a stretch in which its roles are sought


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said about a stretch of words: probabilities of its types (the last one: no statement) and
    acts, and its roles as indices of words. `support` is the mean probability by which its words are tagged
    as quoted.
    """

    words: tuple[int, ...]
    support: float
    types: Floats
    acts: Floats
    cue: tuple[int, ...]
    speaker: tuple[int, ...]
    addressee: tuple[int, ...]

    @property
    def valid(self) -> float:
        """The probability that there is a statement."""
        return float(1.0 - self.types[-1])


class Heads:
    """The weights of all heads."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._w = {name: np.asarray(array, dtype=np.float32) for name, array in arrays.items()}

    @property
    def hidden(self) -> int:
        """The size of a state."""
        return int(self._w["tags.weight"].shape[1])

    def confidence(self, answer: Answer, by_rule: bool, by_tags: bool) -> float:
        """The probability that there is a statement: a logistic regression on what the heads say and on who
        found the stretch, fitted where nothing else was learned (see training/calibrate.py).
        """
        weights = self._w.get("confidence", np.array([1.0, 0.0, 0.0, 0.0, 0.0], dtype=np.float32))
        return float(1 / (1 + np.exp(-float(weights @ evidence(answer, by_rule, by_tags)))))

    def linear(self, name: str, x: Floats) -> Floats:
        """One linear layer."""
        out: Floats = x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]
        return out

    def quotes(self, states: Floats, at: Edges) -> list[tuple[int, ...]]:
        """The stretches of words that are tagged as quotes, of all layers."""
        logits = self.linear("tags", states)
        out: set[tuple[int, ...]] = set()
        for layer, costs in enumerate(COSTS):
            own = logits[:, 3 * layer : 3 * layer + 3]
            out.update(stretches(best_tags(log_softmax(own), at, costs)))
        return sorted(out)

    def names(self, states: Floats) -> list[int]:
        """The name tag of each word."""
        return best_bio(log_softmax(self.linear("names", states)))

    def embed(self, states: Floats) -> Floats:
        """The embedding of a sentence from the states of its subwords, of length 1."""
        vector = self.linear("embedding", states.mean(axis=0))
        return vector / max(float(np.linalg.norm(vector)), 1e-9)

    def ask(self, states: Floats, words: Sequence[int], sentence: Sequence[int]) -> Answer:
        """The answer about one stretch; `sentence` is the index of each word's sentence."""
        start = max(0, words[0] - CONTEXT)
        near = states[start : words[-1] + 1 + CONTEXT]
        own = np.asarray(words) - start
        stretch = np.concatenate([near[own[0]], near[own[-1]], near[own].mean(axis=0)])
        x = self.linear("asked.word", near) * (1 + self.linear("asked.gate", stretch))
        x = (
            x
            + self.linear("asked.stretch", stretch)
            + self._w["asked.distance.weight"][_buckets(len(near), own)]
        )
        x = _gelu(self._norm("asked.norm", x))
        x = x + _gelu(self.linear("asked.mid", x))
        logits = self.linear("asked.out", x)
        roles = _sigmoid(logits[:, : len(ROLES)])
        cue = (roles[:, :1] * near).sum(axis=0) / (roles[:, 0].sum() + 0.1)
        kind = _gelu(self.linear("asked.kind", np.concatenate([stretch, cue])))
        null = self.linear("asked.null", stretch)
        speaker = best_stretch(logits[:, len(ROLES) :], null, [sentence[start + i] for i in range(len(near))])
        tags = self.linear("tags", near[own])[:, : 3 * len(LAYERS)].reshape(len(own), len(LAYERS), 3)
        quoted = 1 - _softmax(tags)[:, :, OUTSIDE]
        return Answer(
            words=tuple(words),
            support=float(quoted.mean(axis=0).max()),
            types=_softmax(self.linear("asked.types", kind)),
            acts=_softmax(self.linear("asked.acts", kind)),
            cue=_above(roles[:, 0], start),
            speaker=tuple(start + i for i in speaker),
            addressee=_above(roles[:, 2], start),
        )

    def _norm(self, name: str, x: Floats) -> Floats:
        mean = x.mean(axis=-1, keepdims=True)
        spread = np.sqrt(((x - mean) ** 2).mean(axis=-1, keepdims=True) + 1e-5)
        out: Floats = (x - mean) / spread * self._w[f"{name}.weight"] + self._w[f"{name}.bias"]
        return out


def evidence(answer: Answer, by_rule: bool, by_tags: bool) -> Floats:
    """What the confidence in a stretch is worked out from: two odds, who found it, and a constant."""
    return np.array(
        [_odds(answer.valid), _odds(answer.support), by_rule and by_tags, by_rule and not by_tags, 1.0],
        dtype=np.float32,
    )


def _odds(chance: float) -> float:
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(chance / (1 - chance)))


def _above(chances: Floats, start: int, least: float = 0.5) -> tuple[int, ...]:
    return tuple(start + int(i) for i in np.flatnonzero(chances > least))


def _buckets(count: int, own: NDArray[np.int64]) -> NDArray[np.int64]:
    at = np.arange(count)
    before, behind = own[0] - at, at - own[-1]
    out = np.full(count, IN_GAP)
    # As `torch.bucketize`: the number of edges below the distance.
    out = np.where(before > 0, np.searchsorted(EDGES, before, side="left"), out)
    out = np.where(behind > 0, np.searchsorted(EDGES, behind, side="left") + len(EDGES) + 1, out)
    out[own] = IN_QUOTE
    return out


def _gelu(x: Floats) -> Floats:
    out: Floats = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))
    return out


def _sigmoid(x: Floats) -> Floats:
    out: Floats = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return out


def _softmax(x: Floats) -> Floats:
    out: Floats = np.exp(log_softmax(x))
    return out
