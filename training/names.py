"""Fits the head of names on the trained body, which stays as it is.

    python -m training.names --base BASE --keep KEEP --data FOLDER --network FILE --out FILE

What the body has learned for statements is not given up for names: only the head's weights change (a
multinomial logistic regression on the states of words, L-BFGS). A tenth of the documents is kept apart to
choose the penalty.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
import torch.nn.functional as nnf
from torch import Tensor, nn

from quellenlage.encoder.labels import NAME_TAGS
from training.base import load_base
from training.batches import words_of
from training.evaluate import states_of
from training.examples import load
from training.network import Encoder, Network

PENALTIES = (1e-5, 1e-4, 1e-3)
APART = 10


def fitted(x: Tensor, y: Tensor, penalty: float, steps: int = 60) -> nn.Linear:
    """A linear layer from states [N, H] to tags [N]; the penalty is on its weights."""
    layer = nn.Linear(x.shape[1], len(NAME_TAGS))
    nn.init.zeros_(layer.weight)
    optimizer = torch.optim.LBFGS(layer.parameters(), max_iter=steps, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        out: Tensor = nnf.cross_entropy(layer(x), y) + penalty * layer.weight.square().sum()
        out.backward()
        return out

    optimizer.step(loss)
    return layer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("base", "keep", "data", "network", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    asked = parser.parse_args()
    torch.manual_seed(0)
    base, keep = load_base(asked.base), json.loads(asked.keep.read_text("utf-8"))
    network = Network(Encoder(base, len(keep)), base.hidden)
    saved = torch.load(asked.network)
    network.load_state_dict(saved["network"])
    network.eval()
    states: list[list[Tensor]] = [[], []]
    tags: list[list[int]] = [[], []]
    with torch.no_grad():
        for index, example in enumerate(load(asked.data / "names.jsonl.gz")):
            part = index % APART == 0
            states[part].append(torch.from_numpy(states_of(network, words_of(example))))
            tags[part] += [NAME_TAGS.index(name) for name in example.names]
    (x, held_x), (y, held_y) = map(torch.cat, states), (torch.tensor(t) for t in tags)
    scale = x.std()
    best = None
    for penalty in PENALTIES:
        layer = fitted(x / scale, y, penalty)
        with torch.no_grad():
            loss = float(nnf.cross_entropy(layer(held_x / scale), held_y))
        print(f"penalty {penalty:g}: loss {loss:.4f} on documents kept apart", flush=True)
        if best is None or loss < best[0]:
            best = (loss, layer)
    assert best is not None
    with torch.no_grad():
        network.names.weight.copy_(best[1].weight / scale)
        network.names.bias.copy_(best[1].bias)
    torch.save({**saved, "network": network.state_dict()}, asked.out)


if __name__ == "__main__":
    main()
