"""The training loop: shuffled lines in padded rows, AdamW, one cycle of the learning rate."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

from reinschrift.tagger.network import PADDING, read_weights
from reinschrift.tagger.sequences import CLASSES
from reinschrift_models.training.precision import autocast
from reinschrift_models.training.tagger.examples import Arrays, join, read
from reinschrift_models.training.tagger.labels import UNTOLD
from reinschrift_models.training.tagger.network import Network

PAIRS = "pairs"  # what others scarred, seen beside each round
CHECKPOINT = "network.safetensors"
BATCH = 8192  # tokens, padding included
WARM = 0.05  # of the time


class Batch(NamedTuple):
    """A padded row of lines."""

    bags: Tensor
    flags: Tensor
    kinds: Tensor
    real: Tensor
    labels: Tensor


def batches(arrays: Arrays, order: np.ndarray) -> Iterator[Batch]:
    """Yield the sequences in `order`, as many at a time as fill a batch."""
    lengths = np.diff(arrays.starts)
    at = 0
    while at < len(order):
        filled = np.cumsum(lengths[order[at : at + BATCH]] + PADDING)
        count = max(1, int(np.searchsorted(filled, BATCH)))
        yield _pack(arrays, order[at : at + count], lengths)
        at += count


def _pack(arrays: Arrays, chosen: np.ndarray, lengths: np.ndarray) -> Batch:
    sizes = lengths[chosen]
    begins = np.cumsum(sizes + PADDING) - sizes
    total = int(begins[-1] + sizes[-1] + PADDING)
    source = np.repeat(arrays.starts[chosen] - begins, sizes) + (
        targets := np.repeat(begins - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
    )
    bags = np.zeros((total, arrays.bags.shape[1]), dtype=np.int64)
    bags[targets] = arrays.bags[arrays.words[source]]
    columns = []
    for column in (arrays.flags, arrays.kinds, arrays.labels):
        filled = np.zeros(total, dtype=np.int64)
        filled[targets] = column[source]
        columns.append(torch.from_numpy(filled))
    real = np.zeros((total, 1), dtype=np.float32)
    real[targets] = 1
    flags, kinds, labels = columns
    return Batch(torch.from_numpy(bags), flags, kinds, torch.from_numpy(real), labels)


def train(
    work: Path, *, minutes: float, seed: int, rounds: int, rate: float, init: Path | None = None
) -> None:
    """Train for some minutes; the learning rate falls to nothing at their end."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    network = Network()
    if init is not None:
        weights = read_weights(init.read_bytes())
        network.grow_from({name: torch.from_numpy(rows) for name, rows in weights.items()})
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=rate, weight_decay=1e-4, betas=(0.9, 0.98), fused=True
    )
    pairs = read(work / f"{PAIRS}.npz") if (work / f"{PAIRS}.npz").exists() else None
    shuffle = np.random.default_rng(seed)
    start = time.monotonic()
    step = tokens = 0
    mean = 0.0
    while True:
        arrays = read(work / f"train{(step > 0) * int(shuffle.integers(rounds))}.npz")
        if pairs is not None:
            arrays = join(arrays, pairs)
        for batch in batches(arrays, shuffle.permutation(len(arrays.starts) - 1)):
            share = (time.monotonic() - start) / (60 * minutes)
            if share >= 1:
                save_file(network.state_dict(), work / CHECKPOINT)
                measure(network, work)
                return
            now = rate * min(share / WARM, (1 - share) / (1 - WARM), 1.0) + 1e-6
            for group in optimizer.param_groups:
                group["lr"] = now
            with autocast("cpu"):
                scores = network(*batch[:4])
            loss = functional.cross_entropy(
                scores, batch.labels[batch.kinds > 0], ignore_index=UNTOLD
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            tokens += len(batch.labels)
            mean += (loss.item() - mean) / min(step, 100)
            if step % 100 == 0:
                used = time.monotonic() - start
                speed = tokens / used
                say(f"{used:.0f} s, step {step}, loss {mean:.4f}, {speed:.0f} tokens/s")
            if step % 1000 == 0:
                save_file(network.state_dict(), work / CHECKPOINT)
                measure(network, work)


def predict(network: Network, arrays: Arrays, limit: int | None = None) -> tuple[np.ndarray, ...]:
    """Return scores, labels and kinds at every place, and which token each place is."""
    network.eval()
    order = np.arange(len(arrays.starts) - 1)[:limit]
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    with torch.no_grad():
        for batch in batches(arrays, order):
            scores = network(*batch[:4]).numpy()
            places = batch.kinds.numpy() > 0
            found.append((scores, batch.labels.numpy()[places], batch.kinds.numpy()[places]))
    network.train()
    return tuple(np.concatenate(column) for column in zip(*found, strict=True))


def measure(network: Network, work: Path) -> None:
    """Print precision and recall of each class on held-out text, at even odds and when sure."""
    for name in ("scarred", "clean"):
        scores, labels, _ = predict(network, read(work / f"{name}.npz"))
        shifted = scores - scores.max(axis=1, keepdims=True)
        chances = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
        for sure in (0.5, 0.9, 0.99):
            said = np.where(chances.max(axis=1) > sure, chances.argmax(axis=1), 0)
            rows = []
            for kind, title in enumerate(CLASSES[1:], 1):
                right = int(((said == kind) & (labels == kind)).sum())
                total, wanted = int((said == kind).sum()), int((labels == kind).sum())
                rows.append(f"{title} {right}/{total}/{wanted}")
            told = ", ".join(rows)
            say(f"{name} > {sure}: {len(labels)} places; right/said/wanted {told}")


def say(line: str) -> None:
    """Tell how far it is, on stderr."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201
