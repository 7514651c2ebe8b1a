"""Write the weights as the library reads them: int8 rows for the table, float16 for the rest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from reinschrift_models.training.tagger.calibration import calibrate
from reinschrift_models.training.tagger.network import Network
from reinschrift_models.training.tagger.trainer import CHECKPOINT

_LARGEST = 127  # of an int8


def export(work: Path, out: Path) -> str:
    """Calibrate what was trained, write it to `out`, and return its sha256.

    Thresholds are measured on the weights as they are written, rounding included.
    """
    network = Network()
    network.load_state_dict(load_file(work / CHECKPOINT))
    stored: dict[str, torch.Tensor] = {}
    with torch.no_grad():
        for name, value in network.state_dict().items():
            if name == "table.weight":
                scale = (value.abs().amax(dim=1) / _LARGEST).clamp_min(1e-8).half()
                rounded = (value / scale.float()[:, None]).round().clamp(-_LARGEST, _LARGEST)
                stored[name] = rounded.to(torch.int8)
                stored[f"{name}.scale"] = scale
                value.copy_(rounded * scale.float()[:, None])
            else:
                stored[name] = value.half().contiguous()
                value.copy_(stored[name].float())
    thresholds = calibrate(network, work)
    save_file(stored, out, metadata={"thresholds": json.dumps(thresholds, sort_keys=True)})
    return hashlib.sha256(out.read_bytes()).hexdigest()
