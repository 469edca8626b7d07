"""Trains the reader.

    python -m training.train --base BASE --keep KEEP --data FOLDER --out FOLDER [--epochs 8] ...

The embeddings and the lowest layers stay as they are, so that what they make of each window is computed
once. A checkpoint is written after each epoch and found again by the next run with the same `--out`; curves
go to `curve.jsonl` beside it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as nnf

from quellenlage.encoder.labels import ACTS, LAYERS, NONE, ROLES, TYPES
from quellenlage.encoder.subwords import BEGIN, END, PAD, Subwords
from training.base import load_base
from training.batches import IGNORED, Item, batched, elsewhere, ids_and_mask, items, jittered, padded
from training.evaluate import evaluated
from training.examples import Example, Query, load
from training.network import Network, buckets, encoder_from, stretch_vector

CORPUS = Path(__file__).parent / "corpus"
TYPE_OF = {t.value: i for i, t in enumerate(TYPES)}
ACT_OF = {a.value: i for i, a in enumerate(ACTS)}
PREFIX = "query: "


def main() -> None:
    asked = _arguments()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    torch.set_flush_denormal(True)
    rng = random.Random(asked.seed)
    base, keep = load_base(asked.base), json.loads(asked.keep.read_text("utf-8"))
    cut = Subwords([(base.pieces[i], float(base.scores[i])) for i in keep], base.substitutes)
    network = Network(encoder_from(base, keep), base.hidden, asked.frames)
    del base
    examples = load(asked.data / "statements.jsonl.gz")
    train = [e for e in examples if e.part == "train" or (asked.all and e.part == "dev")]
    if asked.reports:
        train = sorted(train, key=lambda e: e.report)
        rng.shuffle(train)
        train = train[: asked.reports]
    dev = [e for e in examples if e.part == "dev"]
    names = load(asked.data / "names.jsonl.gz") if asked.names else []
    asked.out.mkdir(parents=True, exist_ok=True)

    teacher = _teacher(network, cut, train, asked.data / "teacher.pt")
    if asked.start:
        begin_with(network, asked.start)
    centre = teacher.mean(0)
    teacher = nnf.normalize(teacher - centre, dim=1)
    fresh = _reports_since(asked.since) if asked.since else None
    windows, known, at = list[Item](), list[Item](), 0
    for example in train:
        (windows if fresh is None or example.report in fresh else known).extend(items(example, at))
        at += len(example.sentences)
    named = [item for example in names for item in items(example)]
    _freeze(network, asked.freeze)
    _cache(network, [*windows, *known, *named], asked.freeze)
    if not asked.start:
        _centre(network, windows, asked.freeze)
    print(
        f"{len(train)} reports; windows: {len(windows)}, known {len(known)}, names {len(named)}", flush=True
    )

    optimizer = _optimizer(network, asked.lr, asked.head_lr)
    rates = [group["lr"] for group in optimizer.param_groups]
    start, step = 0, 0
    checkpoint = asked.out / "network.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        start, step = saved["epoch"], saved["step"]
        rng.setstate(saved["rng"])
    per_epoch = len(_drawn(windows, known, named, asked, random.Random(0)))
    total = per_epoch * asked.epochs
    for epoch in range(start, asked.epochs):
        network.train()
        begin, sums, seen = time.time(), torch.zeros(7), 0
        batches = _drawn(windows, known, named, asked, rng)
        for batch in batches:
            warm = min(1.0, (step + 1) / (0.06 * total))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * warm * max(0.0, (total - step) / total)
            losses = _losses(network, batch, teacher, asked.freeze, rng)
            loss = (losses * torch.tensor(WEIGHTS)).sum()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            sums += losses.detach()
            seen += 1
            step += 1
            if seen in (5, 40):
                print(f"  {seen}/{len(batches)} batches {time.time() - begin:.0f}s", flush=True)
        torch.save(
            {
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "epoch": epoch + 1,
                "step": step,
                "rng": rng.getstate(),
                "kept": len(keep),
                "centre": centre,
            },
            checkpoint,
        )
        line = {"epoch": epoch + 1, "seconds": round(time.time() - begin)}
        line |= dict(zip(NAMES_OF_LOSSES, [round(x, 4) for x in (sums / seen).tolist()], strict=True))
        if (epoch + 1) % asked.evaluate == 0 or epoch + 1 == asked.epochs:
            line |= evaluated(network, dev)
        print(json.dumps(line), flush=True)
        with (asked.out / "curve.jsonl").open("a", encoding="utf-8") as curve:
            curve.write(json.dumps(line) + "\n")


def _drawn(
    windows: list[Item], known: list[Item], named: list[Item], asked: argparse.Namespace, rng: random.Random
) -> list[list[Item]]:
    """The batches of one epoch: all fresh windows, a share of the known ones, a share of those with names."""
    batches = batched(windows + rng.sample(known, int(len(known) * asked.replay)), asked.budget, rng)
    share = rng.sample(named, int(len(named) * asked.names))
    batches += batched(share, asked.budget, rng) if share else []
    rng.shuffle(batches)
    return batches


def _reports_since(batch: int) -> frozenset[str]:
    """The reports of the corpus from this batch on."""
    rows = map(json.loads, (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines())
    return frozenset(Path(row["report"]).stem for row in rows if row["batch"] >= batch)


NAMES_OF_LOSSES = ("tags", "cues", "roles", "pointer", "kind", "distil", "names")
WEIGHTS = (2.0, 1.0, 1.0, 0.3, 0.5, 2.0, 1.0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("base", "keep", "data", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--evaluate", type=int, default=2, help="every so many epochs on dev")
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--budget", type=int, default=2048, help="subwords a batch")
    parser.add_argument("--freeze", type=int, default=4, help="lowest layers that stay as they are")
    parser.add_argument("--names", type=float, default=0.0, help="share of the corpus of names an epoch")
    parser.add_argument("--reports", type=int, default=0, help="only so many reports (learning curve)")
    parser.add_argument("--since", type=int, default=0, help="first batch of the corpus not yet learned from")
    parser.add_argument("--replay", type=float, default=1.0, help="share an epoch of the batches before that")
    parser.add_argument("--all", action="store_true", help="learn from dev too")
    parser.add_argument("--start", type=Path, help="a trained network to go on from, with a new schedule")
    parser.add_argument("--frames", action="store_true", help="learn frames too (research data)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


@torch.no_grad()
def begin_with(network: Network, path: Path) -> None:
    """Takes over the weights of a trained network; what it has no weights for stays as it is."""
    own = network.state_dict()
    for name, tensor in torch.load(path)["network"].items():
        own[name][tuple(slice(0, n) for n in tensor.shape)].copy_(tensor)


@torch.no_grad()
def _teacher(network: Network, cut: Subwords, train: Sequence[Example], path: Path) -> Tensor:
    """Embeddings of all sentences by the base, each by itself, as it was trained to (Wang et al. 2024).

    Those that an earlier run worked out are taken from `path`.
    """
    known: dict[str, Tensor] = torch.load(path) if path.exists() else {}
    network.eval()
    new = sorted({s for e in train for s in e.sentences} - set(known), key=lambda s: (len(s), s))
    for at in range(0, len(new), 32):
        rows = [[BEGIN, *cut.ids(PREFIX + s)[:250], END] for s in new[at : at + 32]]
        ids, mask = padded(rows, PAD), padded([[1] * len(row) for row in rows], 0)
        states = network.body(ids, mask) * mask[..., None]
        means = nnf.normalize(states.sum(1) / mask.sum(1, keepdim=True), dim=1)
        known.update(zip(new[at : at + 32], means.half(), strict=True))
    if new:
        torch.save(known, path)
    return torch.stack([known[s].float() for e in train for s in e.sentences])


def _freeze(network: Network, layers: int) -> None:
    body = network.body
    for part in (body.word, body.position, body.norm, *body.layers[:layers]):
        for parameter in part.parameters():
            parameter.requires_grad = False
    body.segment.requires_grad = False


@torch.no_grad()
def _cache(network: Network, windows: Sequence[Item], layers: int) -> None:
    """What the frozen layers make of each window."""
    network.eval()
    order = sorted(windows, key=lambda item: len(item.ids))
    for at in range(0, len(order), 8):
        some = order[at : at + 8]
        ids, mask = ids_and_mask(some)
        states = network.body.run(network.body.embed(ids), mask, 0, layers)
        for row, item in enumerate(some):
            item.state = states[row, : len(item.ids)].half()


@torch.no_grad()
def _centre(network: Network, windows: Sequence[Item], layers: int) -> None:
    """Starts the embedding head with the mean of what it will see taken off."""
    seen = []
    for item in windows[:: max(1, len(windows) // 40)]:
        assert item.state is not None
        states = network.body.run(item.state.float()[None], None, layers)[0]
        seen += [states[left:right].mean(0) for left, right, _ in item.sentences]
    network.embedding.bias.copy_(-torch.stack(seen).mean(0))


def _optimizer(network: Network, lr: float, head_lr: float) -> torch.optim.Optimizer:
    body = [p for p in network.body.parameters() if p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith(("body.", "embedding."))]
    return torch.optim.AdamW(
        [
            {"params": [p for p in body if p.ndim > 1], "lr": lr, "weight_decay": 0.01},
            {"params": [p for p in body if p.ndim <= 1], "lr": lr, "weight_decay": 0.0},
            {"params": heads, "lr": head_lr, "weight_decay": 0.01},
            {"params": network.embedding.parameters(), "lr": head_lr / 2, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
    )


def _losses(network: Network, batch: list[Item], teacher: Tensor, frozen: int, rng: random.Random) -> Tensor:
    """The losses of a batch, in the order of `NAMES_OF_LOSSES`."""
    _, mask = ids_and_mask(batch)
    states = torch.zeros(*mask.shape, network.embedding.in_features)
    for row, item in enumerate(batch):
        assert item.state is not None
        states[row, : len(item.ids)] = item.state.float()
    states = network.body.run(states, mask, frozen, drop=0.1)
    first = padded([item.first for item in batch], 0)
    seen = padded([[1] * len(item.first) for item in batch], 0)
    words = nnf.dropout(states.gather(1, first[..., None].expand(-1, -1, states.shape[-1])), 0.1)
    zero = torch.zeros(())
    if batch[0].names is not None:
        gold = padded([item.names or [] for item in batch], IGNORED)
        names = nnf.cross_entropy(network.names(words).flatten(0, 1), gold.flatten(), ignore_index=IGNORED)
        return torch.stack([zero, zero, zero, zero, zero, zero, names])
    logits = network.tags(words)
    tags = zero
    for layer in range(len(LAYERS)):
        gold = padded([(item.tags or [])[layer] for item in batch], IGNORED)
        own = logits[..., 3 * layer : 3 * layer + 3]
        tags = tags + nnf.cross_entropy(own.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)
    cues = padded([item.cues or [] for item in batch], 0).float()
    cue = nnf.binary_cross_entropy_with_logits(logits[..., -1], cues, weight=seen.float(), reduction="sum")
    cue = cue / seen.sum() * 10
    roles, pointer, kind = _asked_losses(network, batch, words, seen, rng)
    pairs = [(row, *s) for row, item in enumerate(batch) for s in item.sentences]
    distil = zero
    if pairs:
        means = torch.stack([states[row, left:right].mean(0) for row, left, right, _ in pairs])
        goal = teacher[torch.tensor([index for *_, index in pairs])]
        distil = (1 - nnf.cosine_similarity(network.embedding(means), goal, dim=1)).mean()
    return torch.stack([tags, cue, roles, pointer, kind, distil, zero])


def _asked_losses(
    network: Network, batch: list[Item], words: Tensor, seen: Tensor, rng: random.Random
) -> tuple[Tensor, Tensor, Tensor]:
    asked: list[tuple[int, Query, list[int]]] = []
    for row, item in enumerate(batch):
        asked.extend((row, q, jittered(q.words, len(item.first), rng)) for q in item.queries)
        other = elsewhere(item, rng)
        if other is not None:
            asked.append((row, other, list(other.words)))
    zero = torch.zeros(())
    if not asked:
        return zero, zero, zero
    rows = torch.tensor([row for row, _, _ in asked])
    width = words.shape[1]
    stretch = torch.stack([stretch_vector(words[row], torch.tensor(own)) for row, _, own in asked])
    bucket = torch.stack([buckets(width, torch.tensor(own)) for _, _, own in asked])
    own_seen = seen[rows].float()
    roles, pointer, null, types, acts = network.asked(words, rows, stretch, bucket, own_seen, 0.1)
    goal = torch.zeros(len(asked), width, len(ROLES))
    frames = torch.zeros(len(asked), width)
    ends = torch.zeros(len(asked), 2, dtype=torch.long)
    for i, (_, query, _) in enumerate(asked):
        for r, own in enumerate((query.cue, query.speaker, query.addressee)):
            goal[i, list(own), r] = 1
        frames[i, list(query.frame)] = 1
        if query.speaker:
            ends[i, 0], ends[i, 1] = 1 + query.speaker[0], 1 + query.speaker[-1]
    real = torch.tensor([query.type is not None for _, query, _ in asked])
    type_goal = torch.tensor([NONE if q.type is None else TYPE_OF[q.type] for _, q, _ in asked])
    kind = nnf.cross_entropy(types, type_goal)
    if not real.any():
        return zero, zero, kind
    role = nnf.binary_cross_entropy_with_logits(roles, goal, reduction="none") * own_seen[..., None]
    role = role[real].sum() / real.sum() / 20
    if pointer.shape[-1] > 2:
        frame = nnf.binary_cross_entropy_with_logits(pointer[..., 2], frames, reduction="none") * own_seen
        role = role + frame[real].sum() / real.sum() / 20
    pointer = pointer.masked_fill(own_seen[..., None] == 0, -1e4)
    point = sum(
        (
            nnf.cross_entropy(torch.cat([null[:, k : k + 1], pointer[..., k]], 1)[real], ends[real, k])
            for k in (0, 1)
        ),
        zero,
    )
    act_goal = torch.tensor([IGNORED if q.act is None else ACT_OF[q.act] for _, q, _ in asked])[real]
    if (act_goal != IGNORED).any():
        kind = kind + nnf.cross_entropy(acts[real], act_goal, ignore_index=IGNORED)
    return role, point, kind


if __name__ == "__main__":
    main()
