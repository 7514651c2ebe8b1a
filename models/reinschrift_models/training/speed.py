"""Compare the trainer's tokens/s with a bare PyTorch loop over the same model and batches.

    python -m reinschrift_models.training.speed RECIPE --work DIR [--batches N] [--rounds N]

The rounds alternate, so that what else the machine does falls on both alike.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reinschrift_models.training.recipe import Recipe, read_recipe

if TYPE_CHECKING:
    from reinschrift_models.training.batches import Batch

WARM_UP = 1  # rounds that are not counted: kernels are prepared in them


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m reinschrift_models.training.speed")
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--batches", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import torch

    from reinschrift_models.training.batches import Position, load_batch, plan_epoch
    from reinschrift_models.training.loop import keep_memory
    from reinschrift_models.training.pack import open_packed

    torch.set_num_threads(options.threads)
    keep_memory()
    recipe = read_recipe(options.recipe)
    packed = open_packed(options.work / "packed")
    pad = recipe.vocabulary.pieces - 1
    plan = plan_epoch(packed, recipe, Position())[: options.batches]
    batches = [load_batch(packed, visit, pad=pad) for visit in plan]
    tokens = sum(int((batch.target != pad).sum()) for batch in batches)
    loops = {
        "trainer": _trainer(recipe, options.work, options.device),
        "bare loop": _bare_loop(recipe, options.device),
    }
    speeds: dict[str, list[float]] = {name: [] for name in loops}
    for count in range(WARM_UP + options.rounds):
        for name, step in loops.items():
            seconds = _time(step, batches, device=options.device)
            if count >= WARM_UP:
                speeds[name].append(tokens / seconds)
    for name, found in speeds.items():
        print(f"{name}: {statistics.median(found):.0f} target tokens/s")  # noqa: T201
    ratio = statistics.median(
        mine / bare for mine, bare in zip(speeds["trainer"], speeds["bare loop"], strict=True)
    )
    print(f"ratio: {ratio:.3f} (median of {options.rounds} rounds, {tokens} tokens)")  # noqa: T201


def _time(step: Callable[[Batch], object], batches: Sequence[Batch], *, device: str) -> float:
    import torch

    start = time.perf_counter()
    for batch in batches:
        step(batch)
    if device.startswith("cuda"):
        torch.cuda.synchronize()
    return time.perf_counter() - start


def _trainer(recipe: Recipe, work: Path, device: str) -> Callable[[Batch], object]:
    from reinschrift_models.training.pack import open_packed
    from reinschrift_models.training.trainer import Trainer

    trainer = Trainer(recipe, open_packed(work / "packed"), folder=work / "run", device=device)
    return lambda batch: trainer.step(batch, 1e-5)


def _bare_loop(recipe: Recipe, device: str) -> Callable[[Batch], object]:
    """Give the loop that anyone would write first: forward, loss, backward, clip, step."""
    import torch
    from torch.nn import functional

    from reinschrift_models.training import network
    from reinschrift_models.training.precision import autocast

    model = network.build(recipe, device=device).train()
    pad = model.config.pad_token_id
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-5, fused=True)

    def step(batch: Batch) -> None:
        source, target = (torch.from_numpy(side).to(device) for side in batch)
        labels = target.masked_fill(target.eq(pad), -100)
        start = torch.full_like(target[:, :1], pad)
        with autocast(device):
            logits = model(
                input_ids=source,
                attention_mask=source.ne(pad).long(),
                decoder_input_ids=torch.cat([start, target[:, :-1]], dim=1),
                use_cache=False,
            ).logits
            loss = functional.cross_entropy(
                logits.float().flatten(0, 1), labels.flatten(), label_smoothing=0.1
            )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), recipe.schedule.clip)
        optimiser.step()
        optimiser.zero_grad()

    return step


if __name__ == "__main__":
    main()
