"""Batches by token budget: which rows, in which order, as a function of (seed, phase, epoch).

Nothing here has a state but a position, so a run that was killed goes on with the very batch
that it would have seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from reinschrift_models.training.pack import Column, Packed
    from reinschrift_models.training.recipe import Recipe

Rows = NDArray[np.int64]

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

    @property
    def width(self) -> int:
        """The number of ids of the wider side."""
        return max(int(self.source.shape[1]), int(self.target.shape[1]))


class Widths(NamedTuple):
    """How many ids a batch is padded to on each side."""

    source: int
    target: int


class Visit(NamedTuple):
    """Rows of one batch, which of them take their damaged twin, and the widths of all."""

    rows: NDArray[np.int64]
    noised: NDArray[np.bool_]
    widths: Widths


def plan_epoch(packed: Packed, recipe: Recipe, position: Position) -> list[Visit]:
    """Draw the visits of an epoch and cut them into batches."""
    chance = np.random.default_rng([recipe.seed, int(position.final), position.epoch])
    weights = (
        np.array(
            [recipe.data.weight(name, final=position.final) for name in packed.names], dtype=float
        )[packed.origin]
        / recipe.noise.twins
    )
    # A weight of 2.5 is two visits and a third one for every second pair.
    counts = np.floor(weights + chance.random(len(packed))).astype(np.int64)
    rows = np.repeat(np.arange(len(packed)), counts)
    noised = chance.random(len(rows)) < recipe.noise.share
    source, target = (
        _width(packed.columns[side].lengths, packed.columns[f"noised-{side}"].lengths, rows, noised)
        for side in ("source", "target")
    )
    # Most batches have one of few shapes, so that kernels are prepared once per shape.
    order = np.lexsort((chance.random(len(rows)), source, target))
    batches = [
        Visit(
            rows[chosen], noised[chosen], Widths(int(source[chosen[-1]]), int(target[chosen[-1]]))
        )
        for chosen in _cut(order, source, target, recipe.schedule.batch_tokens)
    ]
    return [batches[i] for i in chance.permutation(len(batches))]


def _cut(order: Rows, source: Rows, target: Rows, tokens: int) -> Iterator[Rows]:
    """Cut rows in the order of their widths into batches that have no more than `tokens` a side.

    What is left of rows with the same widths goes with others of the same target width: a batch
    of few rows would count as much as one of many.
    """
    changes = np.flatnonzero((np.diff(source[order]) != 0) | (np.diff(target[order]) != 0)) + 1
    left = []
    for group in np.split(order, changes):
        size = max(1, 2 * tokens // int(source[group[0]] + target[group[0]]))
        whole = len(group) // size * size
        yield from np.split(group[:whole], range(size, whole, size)) if whole else ()
        left.append(group[whole:])
    rest = np.concatenate(left)
    for group in np.split(rest, np.flatnonzero(np.diff(target[rest])) + 1):
        at = 0
        while at < len(group):
            # The mean width of both sides grows along the order.
            width = (source[group[at:]] + target[group[at]]) / 2
            size = max(1, int((width * np.arange(1, len(width) + 1) <= tokens).sum()))
            yield group[at : at + size]
            at += size


def _width(clean: Rows, damaged: Rows, rows: Rows, noised: NDArray[np.bool_]) -> Rows:
    """Round the lengths of a side up to widths."""
    lengths: Rows = np.where(noised, damaged[rows], clean[rows])
    return -(-lengths // MULTIPLE) * MULTIPLE


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
    """Read the rows of a batch and pad each side to its width."""
    return Batch(
        *(
            _pad(packed.columns[side], packed.columns[f"noised-{side}"], visit, width, pad=pad)
            for side, width in zip(Widths._fields, visit.widths, strict=True)
        )
    )


def _pad(clean: Column, noised: Column, visit: Visit, width: int, *, pad: int) -> NDArray[np.int64]:
    sentences = [
        (noised if damaged else clean)[row]
        for row, damaged in zip(visit.rows.tolist(), visit.noised.tolist(), strict=True)
    ]
    table = np.full((len(sentences), width), pad, dtype=np.int64)
    for line, sentence in zip(table, sentences, strict=True):
        line[: len(sentence)] = sentence
    return table
