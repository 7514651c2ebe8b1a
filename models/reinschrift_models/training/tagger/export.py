"""Write the weights as the library reads them: int8 rows for the table, float16 for the rest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save, save_file

from reinschrift.tagger.network import read_weights
from reinschrift_models.training.tagger.calibration import calibrate
from reinschrift_models.training.tagger.trainer import CHECKPOINT

_LARGEST = 127  # of an int8


def export(work: Path, out: Path, data: Path, seed: int) -> str:
    """Calibrate what was trained, write it to `out`, and return its sha256.

    Thresholds are measured on the weights as they are written, rounding included.
    """
    stored: dict[str, torch.Tensor] = {}
    for name, value in load_file(work / CHECKPOINT).items():
        if name == "table.weight":
            scale = (value.abs().amax(dim=1) / _LARGEST).clamp_min(1e-8).half()
            rounded = (value / scale.float()[:, None]).round().clamp(-_LARGEST, _LARGEST)
            stored[name] = rounded.to(torch.int8)
            stored[f"{name}.scale"] = scale
        else:
            stored[name] = value.half().contiguous()
    weights, _ = read_weights(save(stored))
    thresholds = calibrate(weights, data, seed)
    save_file(stored, out, metadata={"thresholds": json.dumps(thresholds, sort_keys=True)})
    return hashlib.sha256(out.read_bytes()).hexdigest()
