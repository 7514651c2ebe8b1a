"""Write the weights as the library reads them: int8 rows for the table, float16 for the rest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from reinschrift.tagger.network import read_weights
from reinschrift.tagger.tagger import THRESHOLDS
from reinschrift_models.training.tagger.calibration import calibrate
from reinschrift_models.training.tagger.trainer import CHECKPOINT

_LARGEST = 127  # of an int8


def export(work: Path, out: Path, data: Path, seed: int, mean_with: Path | None = None) -> str:
    """Write what was trained to `out`, calibrate it, and return its sha256.

    With `mean_with`, the folder of another run, the mean of both runs' weights is written.
    """
    stored: dict[str, torch.Tensor] = {}
    weights = load_file(work / CHECKPOINT)
    if mean_with is not None:
        other = load_file(mean_with / CHECKPOINT)
        weights = {name: (value + other[name]) / 2 for name, value in weights.items()}
    for name, value in weights.items():
        if name == "table.weight":
            scale = (value.abs().amax(dim=1) / _LARGEST).clamp_min(1e-8).half()
            rounded = (value / scale.float()[:, None]).round().clamp(-_LARGEST, _LARGEST)
            stored[name] = rounded.to(torch.int8)
            stored[f"{name}.scale"] = scale
        else:
            stored[name] = value.half().contiguous()
    save_file(stored, out)
    measure_thresholds(out, data, seed)
    return hashlib.sha256(out.read_bytes()).hexdigest()


def measure_thresholds(weights: Path, data: Path, seed: int) -> None:
    """Measure how sure the tagger must be, and write it beside its weights.

    They are measured on the weights as they are written, rounding included; and anew whenever
    `reinschrift.stages.standing` tells places apart in another way.
    """
    thresholds = calibrate(read_weights(weights.read_bytes()), data, seed)
    text = json.dumps(thresholds, sort_keys=True, indent=1)
    weights.with_name(THRESHOLDS).write_text(f"{text}\n", encoding="utf-8")
