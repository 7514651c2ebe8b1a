"""Batches by pieces: sentences of like length together, so that little is padding."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Padded source pieces in a batch. On a CPU small batches stay in the cache: seconds for 256
# sentences of wmt18 (15 M parameters, int8, beam 4, one core) with 128, 256, … 4096 pieces:
# 4.6, 3.8, 3.9, 4.6, 5.5, 6.0.
PIECES_PER_BATCH = 512
# A GPU is idle with so little; not swept yet, no machine with one was at hand.
PIECES_PER_GPU_BATCH = 8192


def batch_by_pieces(lengths: Sequence[int], limit: int = PIECES_PER_BATCH) -> list[list[int]]:
    """Return the places of `lengths` in batches, longest first, each place once.

    A batch has at most `limit` padded pieces, or is a single item that is longer. The
    longest come first so that the last batches, which threads wait for, are short ones.

    >>> batch_by_pieces([3, 9, 4, 1], limit=9)
    [[1], [2, 0], [3]]
    """
    order = sorted(range(len(lengths)), key=lambda place: -lengths[place])
    batches: list[list[int]] = []
    widest = 0
    for place in order:
        if batches and widest * (len(batches[-1]) + 1) <= limit:
            batches[-1].append(place)
        else:
            batches.append([place])
            widest = lengths[place]
    return batches
