"""A model that learns: one step, its running average, and its whole state to disk and back."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import torch

from reinschrift.errors import BrokenModel
from reinschrift_models.training import checkpoints, network
from reinschrift_models.training.checkpoints import Checkpoint, Progress
from reinschrift_models.training.growth import deepen
from reinschrift_models.training.precision import autocast

if TYPE_CHECKING:
    from pathlib import Path

    from transformers import MarianMTModel

    from reinschrift_models.training.batches import Batch
    from reinschrift_models.training.pack import Packed
    from reinschrift_models.training.recipe import Recipe

# Adam's usual pair for translation (Vaswani et al. 2017); 0.999 is slow to see 9,000 steps.
BETAS = (0.9, 0.98)


class Trainer:
    """One run: a model, its optimiser, its running average, and how far it is."""

    def __init__(self, recipe: Recipe, packed: Packed, *, folder: Path, device: str) -> None:
        self.recipe = recipe
        self.packed = packed
        self.folder = folder
        self.device = device
        self.model: MarianMTModel = network.build(recipe, device=device)
        self.model.train()
        self.loss: network.Loss = network.smoothed_loss
        if recipe.schedule.compile:
            self.loss = network.compile_parts(self.model, recipe.schedule.compile)
        named = [(n, p) for n, p in self.model.named_parameters() if p.requires_grad]
        self.names = [name for name, _ in named]
        self.parameters = [parameter for _, parameter in named]
        self.average = [parameter.detach().clone() for parameter in self.parameters]
        self.optimisers = _make_optimisers(named, recipe)
        self.progress = Progress(architecture=recipe.digest("architecture"))

    def start_from(self, weights: checkpoints.Tensors) -> None:
        """Take another run's weights, of the same pieces and as many layers or fewer."""
        weights = deepen(weights, dict(zip(self.names, self.parameters, strict=True)))
        known = set(self.names)
        surplus = [name for name in weights if ".layers." in name and name not in known]
        if surplus:
            raise BrokenModel(f"what the run begins with has more than the recipe: {surplus[0]}")
        for name, parameter in zip(self.names, self.parameters, strict=True):
            if name not in weights or weights[name].shape != parameter.shape:
                raise BrokenModel(f"{name} of what the run begins with has another shape than here")
        self._take(weights, weights)

    def _take(self, weights: checkpoints.Tensors, averages: checkpoints.Tensors) -> None:
        with torch.no_grad():
            for name, parameter, average in zip(
                self.names, self.parameters, self.average, strict=True
            ):
                parameter.copy_(weights[name])
                average.copy_(averages[name])

    def step(self, batch: Batch, rate: float) -> float:
        """Learn from one batch; give the loss per token."""
        source, target = (torch.from_numpy(side).to(self.device) for side in batch)
        tokens = int((batch.target != self.model.config.pad_token_id).sum())
        with autocast(self.device):
            loss = (
                network.translation_loss(
                    self.model,
                    source,
                    target,
                    smoothing=self.recipe.schedule.label_smoothing,
                    loss=self.loss,
                )
                / tokens
            )
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.parameters, self.recipe.schedule.clip)
        value = float(loss.detach())
        if not (math.isfinite(value) and math.isfinite(float(norm))):
            raise BrokenModel(
                f"step {self.progress.step}: the loss is {value}, the gradient {float(norm)};"
                f" the last good checkpoint is kept in {self.folder}. Lower schedule.peak_rate"
            )
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = rate
            optimiser.step()
            # Not to None: memory that is given back has to be paged in again (see keep_memory).
            optimiser.zero_grad(set_to_none=False)
        self.progress = replace(
            self.progress,
            step=self.progress.step + 1,
            sentences=self.progress.sentences + len(batch.source),
            tokens=self.progress.tokens + tokens,
        )
        if self.progress.step % self.recipe.schedule.average_every == 0:
            self._update_average()
        return value

    def _update_average(self) -> None:
        """Move the running average; early on it forgets faster, or it would keep the noise."""
        count = self.progress.averaged + 1
        keep = min(self.recipe.schedule.average, count / (count + 10))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, self.parameters, 1.0 - keep)
        self.progress = replace(self.progress, averaged=count)

    def save(self, pointer: str = "last") -> None:
        """Write a checkpoint."""
        names = dict(zip(self.parameters, self.names, strict=True))
        optimiser_state = {
            f"{names[parameter]}:{key}": torch.as_tensor(value).detach().clone()
            for optimiser in self.optimisers
            for parameter, state in optimiser.state.items()
            for key, value in state.items()
        }
        chance = {"cpu": torch.get_rng_state()}
        if self.device.startswith("cuda"):
            chance["cuda"] = torch.cuda.get_rng_state(self.device)
        checkpoint = Checkpoint(
            self.progress,
            dict(zip(self.names, (p.detach() for p in self.parameters), strict=True)),
            dict(zip(self.names, self.average, strict=True)),
            optimiser_state,
            chance,
        )
        checkpoints.write(checkpoint, self.folder, pointer=pointer)

    def load(self, place: Path) -> None:
        """Go on from a checkpoint."""
        progress = checkpoints.read_progress(place)
        if progress.architecture != self.progress.architecture:
            raise BrokenModel(f"{place} has another shape than the recipe; use another --work")
        checkpoint = checkpoints.read(place, device=self.device)
        self._take(checkpoint.weights, checkpoint.average)
        parameters = dict(zip(self.names, self.parameters, strict=True))
        for optimiser in self.optimisers:
            own = {id(p) for group in optimiser.param_groups for p in group["params"]}
            for entry, value in checkpoint.optimiser.items():
                name, _, key = entry.rpartition(":")
                if id(parameters[name]) in own:
                    optimiser.state[parameters[name]][key] = value.clone()
        torch.set_rng_state(checkpoint.chance["cpu"])
        if "cuda" in checkpoint.chance and self.device.startswith("cuda"):
            torch.cuda.set_rng_state(checkpoint.chance["cuda"], self.device)
        self.progress = checkpoint.progress


def _make_optimisers(
    named: list[tuple[str, torch.nn.Parameter]], recipe: Recipe
) -> list[torch.optim.Optimizer]:
    """Give AdamW all weights, or all but the matrices of the layers, which Muon takes."""
    schedule = recipe.schedule
    inner = [p for n, p in named if p.ndim == 2 and "layers" in n and schedule.optimiser == "muon"]
    taken = {id(parameter) for parameter in inner}
    outer = [parameter for _, parameter in named if id(parameter) not in taken]
    groups = [
        {"params": [p for p in outer if p.ndim > 1], "weight_decay": schedule.weight_decay},
        {"params": [p for p in outer if p.ndim == 1], "weight_decay": 0.0},
    ]
    adam = torch.optim.AdamW(groups, lr=0.0, betas=BETAS, fused=True)
    if not inner:
        return [adam]
    muon = torch.optim.Muon(
        inner,
        lr=0.0,
        weight_decay=schedule.weight_decay,
        momentum=0.95,  # as published (Jordan 2024); so is Nesterov's form, the default
        adjust_lr_fn="match_rms_adamw",  # so that one rate fits both
    )
    return [adam, muon]
