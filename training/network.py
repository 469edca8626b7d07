"""The network: the body of multilingual-e5-small (BERT, post-norm) and heads over its words.

Heads: tags of quotes in three layers and of cue words; tags of names; for each stretch asked about its
type (or none), act, and which words are its cue, speaker and addressee (the speaker also as a pointer
to the first and last word, after Vinyals et al. 2015); a sentence embedding, distilled from the base.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as nnf

from quellenlage.encoder.labels import ACTS, BUCKETS, EDGES, IN_GAP, IN_QUOTE, LAYERS, NAME_TAGS, ROLES, TYPES
from training.base import Base

WIDTH = 192  # of the head that answers about a stretch


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm_attention = nn.LayerNorm(hidden, epsilon)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm = nn.LayerNorm(hidden, epsilon)

    def forward(self, x: Tensor, mask: Tensor | None, drop: float = 0.0) -> Tensor:
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        attended = nnf.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        attended = self.out(attended.transpose(1, 2).reshape(batch, length, hidden))
        x = self.norm_attention(x + nnf.dropout(attended, drop, self.training))
        return self.norm(x + nnf.dropout(self.down(nnf.gelu(self.up(x))), drop, self.training))


class Encoder(nn.Module):
    """The body. `mask` is 1 where there is a subword."""

    def __init__(self, base: Base, kept: int) -> None:
        super().__init__()
        self.word = nn.Embedding(kept, base.hidden)
        self.position = nn.Embedding(base.positions, base.hidden)
        self.segment = nn.Parameter(torch.zeros(base.hidden))
        self.norm = nn.LayerNorm(base.hidden, base.epsilon)
        self.layers = nn.ModuleList(
            Layer(base.hidden, base.heads, base.inner, base.epsilon) for _ in range(base.layers)
        )

    def embed(self, ids: Tensor) -> Tensor:
        return self.norm(self.word(ids) + self.position.weight[: ids.shape[1]] + self.segment)

    def run(
        self, x: Tensor, mask: Tensor | None, first: int = 0, last: int | None = None, drop: float = 0.0
    ) -> Tensor:
        seen = None if mask is None else mask[:, None, None, :].bool()
        for layer in self.layers[first:last]:
            x = layer(x, seen, drop)
        return x

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.run(self.embed(ids), mask)


def encoder_from(base: Base, keep: list[int]) -> Encoder:
    """The body with the weights of the base, its vocabulary cut to the kept pieces."""
    body = Encoder(base, len(keep))
    hidden = base.hidden

    def tensor(name: str, *shape: int) -> Tensor:
        return (
            torch.from_numpy(base.tensors[name]).view(*shape)
            if shape
            else torch.from_numpy(base.tensors[name])
        )

    with torch.no_grad():
        body.word.weight.copy_(tensor("emb.word", -1, hidden)[torch.tensor(keep)])
        body.position.weight.copy_(tensor("emb.pos", -1, hidden))
        body.segment.copy_(tensor("emb.type", -1, hidden)[0])
        body.norm.weight.copy_(tensor("emb.ln.w"))
        body.norm.bias.copy_(tensor("emb.ln.b"))
        for i, layer in enumerate(body.layers):
            assert isinstance(layer, Layer)
            square = [tensor(f"l{i}.{n}.w", hidden, hidden) for n in "qkv"]
            layer.qkv.weight.copy_(torch.cat(square))
            layer.qkv.bias.copy_(torch.cat([tensor(f"l{i}.{n}.b") for n in "qkv"]))
            pairs = {"ao": layer.out, "fi": layer.up, "fo": layer.down}
            for name, linear in pairs.items():
                linear.weight.copy_(tensor(f"l{i}.{name}.w", *linear.weight.shape))
                linear.bias.copy_(tensor(f"l{i}.{name}.b"))
            for name, norm in {"aln": layer.norm_attention, "oln": layer.norm}.items():
                norm.weight.copy_(tensor(f"l{i}.{name}.w"))
                norm.bias.copy_(tensor(f"l{i}.{name}.b"))
    return body


class Asked(nn.Module):
    """Answers about stretches of words."""

    def __init__(self, hidden: int, frames: bool = False) -> None:
        super().__init__()
        self.word = nn.Linear(hidden, WIDTH)
        self.stretch = nn.Linear(3 * hidden, WIDTH)
        self.gate = nn.Linear(3 * hidden, WIDTH)
        self.distance = nn.Embedding(BUCKETS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.mid = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(ROLES) + 2 + frames)
        self.null = nn.Linear(3 * hidden, 2)
        self.kind = nn.Linear(4 * hidden, WIDTH)
        self.types = nn.Linear(WIDTH, len(TYPES) + 1)
        self.acts = nn.Linear(WIDTH, len(ACTS))
        nn.init.normal_(self.distance.weight, std=0.02)
        with torch.no_grad():
            self.out.bias[: len(ROLES)] = -4.0
            self.out.bias[len(ROLES) + 2 :] = -4.0

    def forward(
        self, words: Tensor, rows: Tensor, stretch: Tensor, bucket: Tensor, seen: Tensor, drop: float = 0.0
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """`words` [B, W, H], `rows` [Q] the window of each stretch, `stretch` [Q, 3H], `bucket` and `seen`
        [Q, W].

        Gives logits: roles [Q, W, 3], pointer [Q, W, 2] (and behind it the frame [Q, W], where it is
        learned), no speaker [Q, 2], type [Q, 5], act [Q, 12].
        """
        x = (
            self.word(words).index_select(0, rows) * (1 + self.gate(stretch))[:, None]
            + self.stretch(stretch)[:, None]
        )
        x = nnf.gelu(self.norm(x + self.distance(bucket)), approximate="tanh")
        x = nnf.dropout(x, drop, self.training)
        x = x + nnf.gelu(self.mid(x), approximate="tanh")
        logits = self.out(x)
        roles, pointer = logits[..., : len(ROLES)], logits[..., len(ROLES) :]
        weight = torch.sigmoid(roles[..., 0]) * seen
        # `rows` is sorted, so the stretches of a window stand together.
        counts = torch.bincount(rows, minlength=len(words)).tolist()
        own = weight.split(counts)
        cue = torch.cat([own[row] @ words[row] for row in range(len(words))])
        cue = cue / (weight.sum(1, keepdim=True) + 0.1)
        kind = nnf.gelu(self.kind(torch.cat([stretch, cue], 1)), approximate="tanh")
        kind = nnf.dropout(kind, drop, self.training)
        return roles, pointer, self.null(stretch), self.types(kind), self.acts(kind)


class Network(nn.Module):
    """Body and heads."""

    def __init__(self, body: Encoder, hidden: int, frames: bool = False) -> None:
        super().__init__()
        self.body = body
        self.tags = nn.Linear(hidden, 3 * len(LAYERS) + 1)  # the last one: a cue word
        self.names = nn.Linear(hidden, len(NAME_TAGS))
        self.asked = Asked(hidden, frames)
        self.embedding = nn.Linear(hidden, hidden)
        with torch.no_grad():
            self.embedding.weight.copy_(torch.eye(hidden))
            self.embedding.bias.zero_()


def stretch_vector(words: Tensor, index: Tensor) -> Tensor:
    """First, last and mean of the states of a stretch's words; `words` [W, H]."""
    own = words[index]
    return torch.cat([own[0], own[-1], own.mean(0)])


def buckets(count: int, stretch: Tensor) -> Tensor:
    """The distance bucket of each of `count` words from a stretch (word indices in order)."""
    at = torch.arange(count)
    edges = torch.tensor(EDGES)
    before, behind = stretch[0] - at, at - stretch[-1]
    out = torch.full((count,), IN_GAP)
    out = torch.where(before > 0, torch.bucketize(before.clamp(min=0), edges), out)
    out = torch.where(behind > 0, torch.bucketize(behind.clamp(min=0), edges) + len(EDGES) + 1, out)
    out[stretch] = IN_QUOTE
    return out
