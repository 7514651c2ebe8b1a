"""The weights of a MarianMT folder as arrays, read without torch."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from reinschrift.errors import BrokenModel
from reinschrift_models.unpickled import read_pickled

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Weights = dict[str, NDArray[np.float32]]

SAFETENSORS = "model.safetensors"
PICKLED = "pytorch_model.bin"
# What safetensors calls them, and numpy; bfloat16 is the upper half of a float32.
_DTYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}


def read_safetensors(path: Path) -> Weights:
    """Read all tensors of a safetensors file as float32.

    The format is a length, a JSON header and raw numbers: nothing in it can run.
    """
    import numpy as np

    weights: Weights = {}
    try:
        raw = path.read_bytes()
        size = int.from_bytes(raw[:8], "little")
        header = json.loads(raw[8 : 8 + size])
        header.pop("__metadata__", None)
        for name, entry in header.items():
            if entry["dtype"] not in _DTYPES:
                continue  # counters and the like; a missing weight is seen by the converter
            begin, end = entry["data_offsets"]
            data = np.frombuffer(raw[8 + size + begin : 8 + size + end], _DTYPES[entry["dtype"]])
            weights[name] = widen(data, is_bfloat16=entry["dtype"] == "BF16").reshape(
                entry["shape"]
            )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenModel(
            f"{path} is no whole safetensors file ({error}); fetch it again"
        ) from error
    return weights


def widen(data: NDArray[np.generic], *, is_bfloat16: bool = False) -> NDArray[np.float32]:
    """Return numbers of any width as float32."""
    import numpy as np

    if is_bfloat16:
        return (data.astype(np.uint32) << 16).view(np.float32)
    return data.astype(np.float32)


def sinusoids(positions: int, width: int) -> NDArray[np.float32]:
    """Return Marian's position table: sines in the first half of a row, cosines behind.

    Folders saved by newer transformers leave it out, since it is computed anyway.
    """
    import numpy as np

    half = math.ceil(width / 2)
    rates = np.power(10000.0, -2 * np.arange(half) / width)
    angles = np.outer(np.arange(positions), rates)
    table = np.concatenate([np.sin(angles), np.cos(angles)[:, : width - half]], axis=1)
    return table.astype(np.float32)


def read_weights(folder: Path) -> Weights:
    """Read the weights of a MarianMT folder."""
    if (folder / SAFETENSORS).is_file():
        return read_safetensors(folder / SAFETENSORS)
    if (folder / PICKLED).is_file():
        return read_pickled(folder / PICKLED)
    raise BrokenModel(f"{folder}: no {SAFETENSORS}; fetch the whole model folder")
