"""From pieces to hypotheses, for both engines alike."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from reinschrift.engines import Attention, Decoding, Hypothesis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reinschrift_models.pieces import Placed, Tokenizer

USUAL = Decoding()


def mean_score(score: float, pieces: int, length_penalty: float) -> float:
    """Return the mean log probability of a piece from a score as beam search normalised it.

    `pieces` counts the closing one too, as the search did.
    """
    length = max(pieces, 1)
    return min(0.0, score * math.pow(length, length_penalty - 1))


def make_hypothesis(
    tokenizer: Tokenizer,
    pieces: Sequence[str],
    score: float,
    *,
    source: Placed | None,
    rows: Sequence[Sequence[float]] | None,
) -> Hypothesis:
    """Join pieces into a hypothesis, with attention if the source's places are given.

    What a piece gave to the source's closing `</s>` belongs to no character: it is left
    out and the rest of the row scaled to one.
    """
    if source is None or rows is None:
        return Hypothesis(tokenizer.decode(pieces), score)
    target = tokenizer.decode_placed(pieces)
    width = len(source.pieces)
    weights: list[tuple[float, ...]] = []
    for row in rows[: len(pieces)]:
        kept = [float(value) for value in row[:width]]
        total = sum(kept)
        weights.append(tuple(v / total for v in kept) if total else (1 / width,) * width)
    attention = Attention(tuple(source.spans), tuple(target.spans), tuple(weights))
    return Hypothesis(target.text, score, attention)


def with_others(found: Sequence[Hypothesis]) -> Hypothesis:
    """Return the first of the n best with the others as its alternatives."""
    best, *others = found
    return replace(best, alternatives=tuple(others))
