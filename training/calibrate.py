"""Calibrates the confidence of the reader on the dev part, and says how far it can be trusted.

    python -m training.calibrate --base BASE --keep KEEP --data FOLDER --network FILE --out calibration.json

A logistic regression on the odds that the heads give and on who found a stretch (rules, tags, or both). The
table of reliability says for each bin of confidence how many proposals were right, with the expected
calibration error (Naeini et al. 2015), on dev and on the held-out part that nothing was fitted to.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from quellenlage.encoder.heads import evidence
from training.base import load_base
from training.batches import words_of
from training.evaluate import edges_of, heads_of, states_of
from training.examples import Example, load
from training.matching import SAME, agreement, matched
from training.network import Encoder, Network

BINS = 10


def judged(network: Network, examples: Sequence[Example]) -> Iterator[tuple[np.ndarray, bool]]:
    """The evidence for every proposal, and whether it matches a gold statement."""
    heads = heads_of(network)
    for example in examples:
        if not example.first:
            continue
        states = states_of(network, words_of(example))
        tagged = set(heads.quotes(states, edges_of(example)))
        rules = {q.words for q in example.queries if q.origin == "rule"}
        both = {w for w in rules if any(agreement(w, t) >= SAME for t in tagged)}
        alone = {t for t in tagged if not any(agreement(t, w) >= SAME for w in rules)}
        answers = [heads.ask(states, words, example.sentence) for words in sorted(rules | alone)]
        gold = [q for q in example.queries if q.origin == "gold"]
        right = {answer.words for _, answer in matched(gold, answers)}
        for answer in answers:
            by_rule = answer.words in rules
            by_tags = answer.words in both or not by_rule
            yield evidence(answer, by_rule, by_tags), answer.words in right


def fitted(x: np.ndarray, right: np.ndarray, ridge: float = 1.0, steps: int = 50) -> np.ndarray:
    """Weights of a logistic regression with an L2 penalty (but for the constant), by Newton's method."""
    weights = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    penalty[-1] = 0.0
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - right) + penalty * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(penalty + 1e-6)
        weights -= np.linalg.solve(curve, slope)
    return weights


def reliability(chances: np.ndarray, right: np.ndarray) -> tuple[list[dict[str, float]], float]:
    """Rows of the table, and the expected calibration error."""
    rows, error = [], 0.0
    for low in np.arange(BINS) / BINS:
        inside = (chances >= low) & (chances < low + 1 / BINS)
        if inside.any():
            mean, share = float(chances[inside].mean()), float(right[inside].mean())
            error += abs(mean - share) * float(inside.mean())
            rows.append(
                {
                    "from": round(float(low), 1),
                    "proposals": int(inside.sum()),
                    "confidence": round(mean, 3),
                    "right": round(share, 3),
                }
            )
    return rows, error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("base", "keep", "data", "network", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    asked = parser.parse_args()
    base, keep = load_base(asked.base), json.loads(asked.keep.read_text("utf-8"))
    network = Network(Encoder(base, len(keep)), base.hidden)
    network.load_state_dict(torch.load(asked.network)["network"])
    network.eval()
    examples = load(asked.data / "statements.jsonl.gz")
    out: dict[str, object] = {}
    for part in ("dev", "heldout"):
        pairs = list(judged(network, [e for e in examples if e.part == part]))
        x = np.stack([e for e, _ in pairs]).astype(np.float64)
        right = np.array([float(r) for _, r in pairs])
        if part == "dev":
            weights = fitted(x, right)
            out["weights"] = [round(float(w), 4) for w in weights]
        table, error = reliability(1 / (1 + np.exp(-x @ weights)), right)
        out[part] = {"error": round(error, 4), "table": table}
    asked.out.write_text(json.dumps(out, indent=1) + "\n", "utf-8")
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main()
