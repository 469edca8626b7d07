"""The encoder: one pass over a report, and what can be read off it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from quellenlage.domain.reading import Sentence
from quellenlage.domain.span import Span
from quellenlage.domain.statement import Act, StatementType
from quellenlage.encoder.decoding import edges
from quellenlage.encoder.heads import Answer, Floats, Heads
from quellenlage.encoder.labels import ACTS, NAMES, NONE, TYPES
from quellenlage.encoder.subwords import BEGIN, END, Subwords, Words
from quellenlage.encoder.weights import Weights, WeightsError, find_weights
from quellenlage.encoder.windows import windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

BODY, HEADS, SUBWORDS = "body.onnx", "heads.npz", "subwords.json"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the reader takes a stretch of a report for. Spans are code points of the report's text, one
    for each run of words. `formed` says whether every run opens and closes where the form of a text lets a
    quote do so. `answer` is what its confidence is worked out from.
    """

    quote: tuple[Span, ...]
    type: StatementType
    act: Act
    cue: tuple[Span, ...]
    speaker: Span | None
    addressee: Span | None
    act_confidence: float
    formed: bool
    answer: Answer


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a report: PER, ORG, LOC or ROLE."""

    span: Span
    label: str


class Seen:
    """A report after the pass: the states of its words."""

    def __init__(self, text: str, words: Words, states: Floats, heads: Heads) -> None:
        self.text = text
        self.words = words
        self._states = states
        self._heads = heads
        self._edges = edges(text, words)

    def proposals(self) -> tuple[Proposal, ...]:
        """What the reader itself finds, in the order of the text, likely or not."""
        if not len(self.words):
            return ()
        return tuple(self._asked(stretch) for stretch in self._heads.quotes(self._states, self._edges))

    def names(self) -> tuple[Name, ...]:
        """Persons, organisations, places and roles, in the order of the text."""
        out: list[Name] = []
        if not len(self.words):
            return ()
        for span, tag in zip(self.words.spans, self._heads.names(self._states), strict=True):
            if tag and tag % 2 == 0 and out:
                out[-1] = Name(out[-1].span.to(span), out[-1].label)
            elif tag:
                out.append(Name(span, NAMES[(tag - 1) // 2]))
        return tuple(out)

    def weigh(self, quote: Sequence[Span]) -> Proposal | None:
        """What the reader takes a quote that somebody else found for; None where it has no words."""
        stretch = self.words.within(quote)
        return self._asked(stretch) if stretch else None

    def confidence(self, proposal: Proposal, by_rule: bool, by_tags: bool) -> float:
        """The calibrated probability of a statement that a rule, the reader's tags, or both have found."""
        return self._heads.confidence(proposal.answer, by_rule, by_tags)

    def _asked(self, stretch: Sequence[int]) -> Proposal:
        answer = self._heads.ask(self._states, stretch, self.words.sentence)
        speaker = self._spans(answer.speaker)
        addressee = self._spans(answer.addressee)
        return Proposal(
            quote=self._spans(answer.words),
            type=TYPES[int(answer.types[:NONE].argmax())],
            act=ACTS[int(answer.acts.argmax())],
            cue=self._spans(answer.cue),
            speaker=speaker[0] if speaker else None,
            addressee=addressee[0] if addressee else None,
            act_confidence=float(answer.acts.max()),
            formed=all(
                self._edges.opens[first] and self._edges.closes[last] for first, last in _runs(answer.words)
            ),
            answer=answer,
        )

    def _spans(self, words: Sequence[int]) -> tuple[Span, ...]:
        """The runs of words as spans; words of two sentences stand in one run only without a break."""
        out: list[Span] = []
        last = -2
        for w in words:
            span = self.words.spans[w]
            if w == last + 1 and self.words.block[w] == self.words.block[last]:
                out[-1] = out[-1].to(span)
            else:
                out.append(span)
            last = w
        return tuple(out)


class Encoder:
    """Body and heads of the trained reader, ready to run.

    One thread, one window at a time: what a report yields depends on nothing but the report.
    """

    def __init__(self, weights: Weights) -> None:
        self.name = weights.name
        self.version = weights.version
        self.hash = weights.hash
        self._subwords = Subwords.load(weights.file(SUBWORDS))
        with np.load(weights.file(HEADS), allow_pickle=False) as arrays:
            self._heads = Heads({name: arrays[name] for name in arrays.files})
        self._session = _session(weights.file(BODY))

    def see(self, text: str, sentences: Sequence[Sentence]) -> Seen:
        """Passes over the sentences of a report."""
        words = self._subwords.words(text, sentences)
        return Seen(text, words, self._states(words), self._heads)

    def embed(self, texts: Sequence[str]) -> Floats:
        """The embeddings of sentences [N, 384], each of length 1."""
        out = [self._heads.embed(self._run(self._subwords.ids(text)[:510])[1:-1]) for text in texts]
        return np.stack(out) if out else np.zeros((0, self._heads.hidden), dtype=np.float32)

    def _run(self, ids: Sequence[int]) -> Floats:
        row = np.array([[BEGIN, *ids, END]], dtype=np.int64)
        states: Floats = self._session.run(None, {"ids": row})[0][0]
        return states

    def _states(self, words: Words) -> Floats:
        """The states of all words, each from the window where it stands most in the middle."""
        out = np.zeros((len(words), self._heads.hidden), dtype=np.float32)
        best = np.full(len(words), -1)
        for window in windows(words):
            states = self._run(words.ids[window.first : window.last])
            at = np.arange(window.start, window.end)
            left = at - window.start if window.start else np.full(len(at), len(words))
            right = window.end - 1 - at if window.end < len(words) else np.full(len(at), len(words))
            middle = np.minimum(left, right)
            better = at[middle > best[at]]
            places = np.array([words.first[w] for w in better.tolist()], dtype=np.int64) - window.first + 1
            out[better] = states[np.minimum(places, len(states) - 2)]
            best[at] = np.maximum(best[at], middle)
        return out


def _runs(words: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last word of each run of neighbours."""
    firsts = [w for i, w in enumerate(words) if not i or words[i - 1] != w - 1]
    lasts = [w for i, w in enumerate(words) if i == len(words) - 1 or words[i + 1] != w + 1]
    return list(zip(firsts, lasts, strict=True))


def _session(path: Path) -> InferenceSession:
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_ALL
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def load_encoder(folder: Path | None = None) -> Encoder:
    """The encoder of this process. Raises `WeightsError` where weights or their runtime are missing."""
    weights = find_weights(folder)
    try:
        return Encoder(weights)
    except ImportError as error:
        raise WeightsError(f"the trained reader needs {error.name}: install quellenlage[reader]") from error
    except (OSError, ValueError, KeyError) as error:
        raise WeightsError(f"the trained reader's files cannot be read: {error}") from error
    except Exception as error:  # the runtime has exceptions of its own
        raise WeightsError(f"the trained reader does not start: {type(error).__name__}") from error


__all__ = ["Answer", "Encoder", "Proposal", "Seen", "load_encoder"]
