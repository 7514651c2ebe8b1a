"""Batches by token budget: which rows, in which order, as a function of (seed, phase, epoch).

Nothing here has a state but a position, so a run that was killed goes on with the very batch
that it would have seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reinschrift_models.training.pack import Column, Packed
    from reinschrift_models.training.recipe import Recipe

MULTIPLE = 4  # widths are rounded up to it; 8 costs a tenth more padding, 1 a shape per batch


@dataclass(frozen=True, slots=True)
class Position:
    """Where in the data a run stands: the next batch."""

    final: bool = False
    epoch: int = 0
    batch: int = 0


class Batch(NamedTuple):
    """Padded ids; `labels` is `decoder_input` one step ahead."""

    source: NDArray[np.int64]
    target: NDArray[np.int64]


class Visit(NamedTuple):
    """Rows of one batch, which of them take their damaged twin, and the width of all."""

    rows: NDArray[np.int64]
    noised: NDArray[np.bool_]
    width: int


def plan_epoch(packed: Packed, recipe: Recipe, position: Position) -> list[Visit]:
    """Draw the visits of an epoch and cut them into batches."""
    chance = np.random.default_rng([recipe.seed, int(position.final), position.epoch])
    weights = np.array(
        [recipe.data.weight(name, final=position.final) for name in packed.names], dtype=float
    )[packed.origin]
    # A weight of 2.5 is two visits and a third one for every second pair.
    counts = np.floor(weights + chance.random(len(packed))).astype(np.int64)
    rows = np.repeat(np.arange(len(packed)), counts)
    noised = chance.random(len(rows)) < recipe.noise.share
    width = np.maximum(
        np.where(noised, *(packed.columns[n].lengths[rows] for n in ("noised-source", "source"))),
        np.where(noised, *(packed.columns[n].lengths[rows] for n in ("noised-target", "target"))),
    )
    # Both sides of a batch are padded to one of a few widths and the number of rows follows from
    # it: some thirty shapes in all, so that kernels are prepared once per shape and process.
    width = -(-width // MULTIPLE) * MULTIPLE
    batches: list[Visit] = []
    for wide in np.unique(width).tolist():
        part = chance.permutation(np.flatnonzero(width == wide))
        size = max(1, recipe.schedule.batch_tokens // wide)
        batches += [
            Visit(rows[part[i : i + size]], noised[part[i : i + size]], wide)
            for i in range(0, len(part), size)
        ]
    return [batches[i] for i in chance.permutation(len(batches))]


def stream(
    packed: Packed, recipe: Recipe, start: Position, *, pad: int
) -> Iterator[tuple[Batch, Position]]:
    """Give batches from a position on, for ever, each with the position after it."""
    position = start
    while True:
        plan = plan_epoch(packed, recipe, position)
        for number in range(position.batch, len(plan)):
            after = replace(position, batch=number + 1)
            yield load_batch(packed, plan[number], pad=pad), after
        position = Position(position.final, position.epoch + 1, 0)


def load_batch(packed: Packed, visit: Visit, *, pad: int) -> Batch:
    """Read the rows of a batch and pad them to one width."""
    return Batch(
        *(
            _pad(packed.columns[side], packed.columns[f"noised-{side}"], visit, pad=pad)
            for side in ("source", "target")
        )
    )


def _pad(clean: Column, noised: Column, visit: Visit, *, pad: int) -> NDArray[np.int64]:
    sentences = [
        (noised if damaged else clean)[row]
        for row, damaged in zip(visit.rows.tolist(), visit.noised.tolist(), strict=True)
    ]
    table = np.full((len(sentences), visit.width), pad, dtype=np.int64)
    for line, sentence in zip(table, sentences, strict=True):
        line[: len(sentence)] = sentence
    return table
