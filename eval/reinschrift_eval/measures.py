"""What a score is made of: counts of single segments, added up, and a formula over the sums.

All that we report is such a measure, sacrebleu's metrics as well as ours. So one piece of
code gives intervals and paired tests for every number: a resample is a weighted sum of the
segments' counts. The formulas take sums of any shape, counts along the last axis.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]

_CHARACTER_ORDERS = 6  # sacrebleu's defaults for chrF
_WORD_ORDERS = 2  # for chrF++
_BETA = 2
_PRECISION_FIRST = 0.5  # beta of F0.5: a wrong edit costs twice what a missed one does


@dataclass(frozen=True, slots=True)
class Measure:
    """A named score; `of` computes it from counts that were added up."""

    name: str
    of: Callable[[Counts], Counts]
    is_better_higher: bool = True


def bleu(sums: Counts) -> Counts:
    """Compute BLEU with sacrebleu's exponential smoothing from lengths, matches and totals.

    >>> counts = np.array([9, 9, 8, 6, 4, 2, 9, 8, 7, 6])
    >>> round(float(bleu(counts)), 2)
    59.69
    """
    here, there = sums[..., 0], sums[..., 1]
    matches, totals = sums[..., 2:6], sums[..., 6:10]
    with np.errstate(divide="ignore", invalid="ignore"):
        brevity = np.where(here < there, np.exp(1 - there / here), 1.0)
        smoothed = 2.0 ** np.cumsum(matches == 0, axis=-1)
        precisions = np.where(matches == 0, 1 / smoothed, matches) / totals
        scores = 100 * brevity * np.exp(np.mean(np.log(precisions), axis=-1))
    is_scored = (matches.sum(axis=-1) > 0) & (totals.min(axis=-1) > 0) & (here > 0)
    return np.where(is_scored, scores, 0.0)


def _character_f(sums: Counts, orders: int) -> Counts:
    """Compute chrF from hypothesis, reference and matching n-grams of each order."""
    here, there, both = (sums[..., part : 3 * orders : 3] for part in range(3))
    counted = (here > 0) & (there > 0)
    effective = np.maximum(counted.sum(axis=-1), 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = np.where(counted, both / here, 0.0).sum(axis=-1) / effective
        recall = np.where(counted, both / there, 0.0).sum(axis=-1) / effective
        score = (1 + _BETA**2) * precision * recall / (_BETA**2 * precision + recall)
    return np.where(precision + recall > 0, 100 * score, 0.0)


def chrf(sums: Counts) -> Counts:
    """Compute chrF from the counts of chrF++, whose first six orders are those of chrF."""
    return _character_f(sums, _CHARACTER_ORDERS)


def chrf_plus(sums: Counts) -> Counts:
    """Compute chrF++."""
    return _character_f(sums, _CHARACTER_ORDERS + _WORD_ORDERS)


def ter(sums: Counts) -> Counts:
    """Compute TER from edits and reference words."""
    edits, words = sums[..., 0], sums[..., 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(words > 0, 100 * edits / words, 100.0 * (edits > 0))


def share(sums: Counts) -> Counts:
    """Compute a share in percent from hits and cases; of no cases, all are well."""
    hits, cases = sums[..., 0], sums[..., 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(cases > 0, 100 * hits / cases, 100.0)


def per_thousand(sums: Counts) -> Counts:
    """Compute how many there are per thousand."""
    found, places = sums[..., 0], sums[..., 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(places > 0, 1000 * found / places, 0.0)


def _f(sums: Counts, beta: float) -> Counts:
    precision = share(sums[..., 0:2]) / 100
    recall = share(sums[..., 2:4]) / 100
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (1 + beta**2) * precision * recall / (beta**2 * precision + recall)
    return np.where(precision + recall > 0, 100 * score, 0.0)


def f_half(sums: Counts) -> Counts:
    """Compute F0.5 in percent from right, proposed, found and wanted edits.

    Right proposals and found wants are two counts: one edit may do the work of two.

    >>> round(float(f_half(np.array([8.0, 8.0, 8.0, 16.0]))), 2)
    83.33
    """
    return _f(sums, _PRECISION_FIRST)


def f_one(sums: Counts) -> Counts:
    """Compute F1 in percent from the same four counts."""
    return _f(sums, 1.0)


BLEU = Measure("BLEU", bleu)
CHRF = Measure("chrF", chrf)
CHRF_PLUS = Measure("chrF++", chrf_plus)
TER = Measure("TER", ter, is_better_higher=False)


def add_up(counts: Counts | Sequence[Sequence[float]]) -> Counts:
    """Return the sums over all segments."""
    sums: Counts = np.asarray(counts, dtype=np.float64).sum(axis=0)
    return sums
