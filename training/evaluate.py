"""Scores of a network on examples, counted on words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from quellenlage.encoder.decoding import Edges
from quellenlage.encoder.heads import Answer, Floats, Heads
from quellenlage.encoder.labels import ACTS, NONE, TYPES
from quellenlage.encoder.subwords import BEGIN, END, Words
from quellenlage.encoder.windows import windows
from training.batches import words_of
from training.examples import Example
from training.matching import SAME, agreement, matched
from training.network import Network


def heads_of(network: Network) -> Heads:
    """The heads as the product runs them."""
    arrays = {n: p.detach().numpy() for n, p in network.state_dict().items() if not n.startswith("body.")}
    return Heads(arrays)


@torch.no_grad()
def states_of(network: Network, words: Words) -> Floats:
    """The states of words, each from the window where it stands most in the middle."""
    out = np.zeros((len(words), network.embedding.in_features), dtype=np.float32)
    best = np.full(len(words), -1)
    for window in windows(words):
        ids = torch.tensor([[BEGIN, *words.ids[window.first : window.last], END]])
        states = network.body(ids)[0].numpy()
        for w in range(window.start, window.end):
            left = w - window.start if window.start else 10**6
            right = window.end - 1 - w if window.end < len(words) else 10**6
            if min(left, right) > best[w]:
                best[w] = min(left, right)
                out[w] = states[min(words.first[w] - window.first + 1, len(states) - 2)]
    return out


def edges_of(example: Example) -> Edges:
    """Where form lets quotes begin and end."""
    begins = [i == 0 or s != example.sentence[i - 1] for i, s in enumerate(example.sentence)]
    return Edges(np.array(example.opens), np.array(example.closes), np.array(begins))


def found(heads: Heads, example: Example, states: Floats, rules: bool, least: float = 0.5) -> list[Answer]:
    """The statements of an example: what the tags propose and, if `rules`, what rules found, as far as the
    network takes them for statements; of two that are the same the likelier.
    """
    proposed = set(heads.quotes(states, edges_of(example)))
    if rules:
        proposed |= {q.words for q in example.queries if q.origin == "rule"}
    answers = [heads.ask(states, words, example.sentence) for words in sorted(proposed)]
    kept: list[Answer] = []
    for answer in sorted((a for a in answers if a.valid >= least), key=lambda a: -a.valid):
        if all(agreement(answer.words, k.words) < SAME for k in kept):
            kept.append(answer)
    return kept


def evaluated(network: Network, examples: Sequence[Example], least: float = 0.5) -> dict[str, float]:
    """F1 of statements without and with what rules propose; speaker, act and type on matched ones."""
    network.eval()
    heads = heads_of(network)
    states = [states_of(network, words_of(e)) if e.first else None for e in examples]
    out: dict[str, float] = {}
    for rules in (False, True):
        right = predicted = actual = speakers = acts = types = reported = all_reported = 0
        for example, own in zip(examples, states, strict=True):
            gold = [q for q in example.queries if q.origin == "gold"]
            answers = found(heads, example, own, rules, least) if own is not None else []
            pairs = matched(gold, answers)
            right += len(pairs)
            predicted += len(answers)
            actual += len(gold)
            all_reported += sum(q.type == "reported" for q in gold)
            for query, answer in pairs:
                speakers += (not query.speaker and not answer.speaker) or bool(
                    set(query.speaker) & set(answer.speaker)
                )
                acts += ACTS[int(answer.acts.argmax())] == query.act
                kind = int(answer.types[:NONE].argmax())
                types += TYPES[kind] == query.type
                reported += query.type == "reported"
        tag = "+rules" if rules else ""
        precision, recall = right / (predicted or 1), right / (actual or 1)
        out |= {
            f"F1{tag}": 2 * precision * recall / (precision + recall or 1),
            f"P{tag}": precision,
            f"R{tag}": recall,
            f"speaker{tag}": speakers / (right or 1),
            f"act{tag}": acts / (right or 1),
            f"type{tag}": types / (right or 1),
            f"reported{tag}": reported / (all_reported or 1),
        }
    network.train()
    return {name: round(value, 3) for name, value in out.items()}
