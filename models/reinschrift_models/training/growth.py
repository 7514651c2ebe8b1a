"""A run of more layers than what it begins with: layers that change nothing until they have learnt.

Marian normalises behind each part of a layer, `norm(x + part(x))`. A part whose output weights are
zero adds nothing, and a norm without scale and shift leaves alone what a norm gave it. So new
layers go on top, the scale and shift of the layer that was last move up to the new last one, and
the network computes what it computed before (the idea is Net2Net's, Chen et al. 2016).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reinschrift_models.training.checkpoints import Tensors

STACKS = ("model.encoder.layers", "model.decoder.layers")
_ADDS_TO_ITS_INPUT = ("out_proj.weight", "out_proj.bias", "fc2.weight", "fc2.bias")
_SCALE = "layer_norm.weight"


def deepen(weights: Mapping[str, torch.Tensor], fresh: Mapping[str, torch.Tensor]) -> Tensors:
    """Give `weights` the layers that only `fresh`, another network's weights by name, has.

    What a new layer's output is made from is as in `fresh`; the outputs themselves are zero.
    """
    grown = dict(weights)
    for stack in STACKS:
        last, top = _count(weights, stack) - 1, _count(fresh, stack) - 1
        if not 0 <= last < top:
            continue
        for name, value in fresh.items():
            if name.startswith(tuple(f"{stack}.{number}." for number in range(last + 1, top + 1))):
                grown[name] = _silent(name, value)
        for kind in ("weight", "bias"):
            old, new = (f"{stack}.{number}.final_layer_norm.{kind}" for number in (last, top))
            grown[old], grown[new] = grown[new], weights[old]
    return grown


def _silent(name: str, value: torch.Tensor) -> torch.Tensor:
    if name.endswith(_ADDS_TO_ITS_INPUT) or "layer_norm" in name:
        return torch.full_like(value, float(name.endswith(_SCALE)))
    return value.detach().clone()


def _count(weights: Mapping[str, torch.Tensor], stack: str) -> int:
    numbers = (re.match(rf"{re.escape(stack)}\.(\d+)\.", name) for name in weights)
    return 1 + max((int(found[1]) for found in numbers if found), default=-1)
