"""Exports a trained network as weights that the product runs.

    python -m training.export --base BASE --keep KEEP --network FOLDER/network.pt --out FOLDER [--bits 8]

Writes `body.onnx` (embeddings as the 4-bit blocks' exact values in 8 bits, matrices in 8-bit blocks),
`heads.npz`, `subwords.json` and, with `--bits 32`, the body in fp32 to compare with.
"""

from __future__ import annotations

import argparse
import json
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from quellenlage.encoder.encoder import BODY, HEADS, SUBWORDS
from training.base import Base, load_base
from training.network import Encoder, Layer, Network

BLOCK = 32


class Body(nn.Module):
    """The body as it is exported: subwords [B, L] in, states [B, L, H] out; no padding, so no mask."""

    def __init__(self, body: Encoder, whole: bool) -> None:
        super().__init__()
        self.body = body
        self.whole = whole
        table = body.word.weight.detach()
        blocks = table.view(table.shape[0], -1, BLOCK)
        scale = blocks.abs().amax(2, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (blocks / scale).round().to(torch.int8))
        self.register_buffer("scale", scale.half())

    def forward(self, ids: Tensor) -> Tensor:
        body = self.body
        if self.whole:
            x = body.word(ids)
        else:
            x = (self.table[ids].float() * self.scale[ids].float()).flatten(-2)
        x = body.norm(x + body.position.weight[: ids.shape[1]] + body.segment)
        for layer in body.layers:
            assert isinstance(layer, Layer)
            batch, length, hidden = x.shape
            size = hidden // layer.heads
            q, k, v = layer.qkv(x).view(batch, length, 3, layer.heads, size).permute(2, 0, 3, 1, 4).unbind(0)
            attended = torch.softmax(q @ k.transpose(-1, -2) * size**-0.5, -1) @ v
            x = layer.norm_attention(x + layer.out(attended.transpose(1, 2).reshape(batch, length, hidden)))
            x = layer.norm(x + layer.down(nn.functional.gelu(layer.up(x))))
        return x


def export_body(body: Encoder, path: Path, bits: int) -> None:
    """Writes the body, its matrices in blocks of `bits` (32: as they are)."""
    shape = {0: "batch", 1: "length"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Body(body, bits == 32).eval(),
            (torch.randint(4, 100, (1, 40)),),
            str(path),
            dynamo=False,
            input_names=["ids"],
            output_names=["states"],
            dynamic_axes={"ids": shape, "states": shape},
            opset_version=17,
        )
    if bits == 32:
        return
    from onnxruntime.quantization.matmul_nbits_quantizer import (
        DefaultWeightOnlyQuantConfig,
        MatMulNBitsQuantizer,
    )

    config = DefaultWeightOnlyQuantConfig(block_size=BLOCK, is_symmetric=True, accuracy_level=4, bits=bits)
    quantizer = MatMulNBitsQuantizer(onnx.load(str(path)), algo_config=config)
    quantizer.process()
    model = quantizer.model.model
    model.producer_name, model.producer_version, model.doc_string = "quellenlage", "", ""
    onnx.save(model, str(path))


def export_heads(network: Network, path: Path, confidence: Sequence[float] | None = None) -> None:
    """Writes the heads in half precision."""
    arrays = {
        name: tensor.detach().numpy().astype(np.float16)
        for name, tensor in network.state_dict().items()
        if not name.startswith("body.")
    }
    if confidence is not None:
        arrays["confidence"] = np.array(confidence, dtype=np.float32)
    np.savez_compressed(path, **arrays)


def export_subwords(base: Base, keep: list[int], path: Path) -> None:
    """Writes the kept pieces."""
    data = {
        "pieces": [base.pieces[i] for i in keep],
        "scores": [round(float(base.scores[i]), 4) for i in keep],
        "substitutes": {str(code): text for code, text in sorted(base.substitutes.items())},
    }
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("base", "keep", "network", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--bits", type=int, default=8, choices=(8, 32))
    parser.add_argument("--calibration", type=Path, help="calibration.json of training.calibrate")
    asked = parser.parse_args()
    base, keep = load_base(asked.base), json.loads(asked.keep.read_text("utf-8"))
    network = Network(Encoder(base, len(keep)), base.hidden)
    network.load_state_dict(torch.load(asked.network)["network"])
    network.eval()
    asked.out.mkdir(parents=True, exist_ok=True)
    export_body(network.body, asked.out / BODY, asked.bits)
    fitted = json.loads(asked.calibration.read_text("utf-8")) if asked.calibration else None
    export_heads(network, asked.out / HEADS, fitted["weights"] if fitted else None)
    export_subwords(base, keep, asked.out / SUBWORDS)
    for path in (BODY, HEADS, SUBWORDS):
        print(f"{path:14} {(asked.out / path).stat().st_size / 1e6:6.1f} MB")


if __name__ == "__main__":
    main()
