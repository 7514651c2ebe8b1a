"""In which numbers to multiply: bfloat16 where the machine is faster with it, else float32."""

from __future__ import annotations

import time
from functools import cache

import torch

# A step's largest product: 2,000 tokens of d 384 by a feed-forward layer of 1,536.
_SHAPE = (2000, 384, 1536)
_ROUNDS = 5
_WORTH = 1.2  # times as fast: less is no gain once the casts are paid for


def autocast(device: str) -> torch.autocast:
    """Give the context that a forward pass runs in."""
    kind = device.split(":")[0]
    return torch.autocast(kind, dtype=torch.bfloat16, enabled=kind != "cpu" or is_bfloat16_faster())


@cache
def is_bfloat16_faster() -> bool:
    """Tell whether this processor multiplies bfloat16 faster, by trying.

    Its name does not tell: of two cores with AVX-512 those with AMX trained 1.5 times as fast in
    bfloat16, those without took twice as long for a product (169 against 325 GFLOP/s).
    """
    rows, inner, columns = _SHAPE
    best = dict.fromkeys((torch.float32, torch.bfloat16), float("inf"))
    with torch.no_grad():
        for _ in range(_ROUNDS):  # in turns, so that what else the machine does falls on both
            for kind in best:
                left = torch.ones(rows, inner, dtype=kind)
                right = torch.ones(inner, columns, dtype=kind)
                start = time.perf_counter()
                left @ right
                best[kind] = min(best[kind], time.perf_counter() - start)
    return best[torch.bfloat16] * _WORTH < best[torch.float32]
