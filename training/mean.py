"""The mean of the weights of several networks.

    python -m training.mean FILE FILE ... --out FILE

Networks trained on from one another lie in one valley, and the middle of it is often better than each of
them (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Read, average, write; what is no weight (the epoch, the centre) is the last network's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    saved = [torch.load(path) for path in asked.networks]
    weights = [s["network"] for s in saved]
    mean = {
        name: (sum(own[name].float() for own in weights) / len(weights)).to(tensor.dtype)
        for name, tensor in weights[-1].items()
    }
    torch.save({**saved[-1], "network": mean}, asked.out)


if __name__ == "__main__":
    main()
