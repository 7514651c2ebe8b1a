"""How sure a number is: intervals by resampling, and paired tests.

The same numbers as sacrebleu's `--confidence`, `--paired-bs` and `--paired-ar`, for any
measure: the same generator, seed and formulas. A resample is a row of weights, so that all
resamples of all systems are one product of matrices; sacrebleu adds every resample up anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reinschrift_eval.measures import Counts, Measure, add_up

SEED = 12345  # sacrebleu's default
RESAMPLES = 1000  # sacrebleu's default for the bootstrap
TRIALS = 10_000  # sacrebleu's default for approximate randomisation
SURE = 0.05
_TAIL = 40  # one in forty at each end leaves 95 %
_BLOCK = 1000  # trials at once: their weights for 2,000 segments take 16 MB


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether `first` is better than `second`, and how probable such a difference is by chance."""

    measure: str
    first: str
    second: str
    difference: float  # of the scores, first less second
    p: float

    @property
    def is_sure(self) -> bool:
        """Tell whether the difference is significant at 5 %; none at all never is.

        Two systems that never differ get the least p there is: sacrebleu counts only chance
        differences above the real one.
        """
        return self.p < SURE and self.difference != 0


def draw_resamples(segments: int, *, resamples: int = RESAMPLES, seed: int = SEED) -> Counts:
    """Return how often each resample takes each segment, a row for each resample."""
    chosen = np.random.default_rng(seed).choice(segments, size=(resamples, segments), replace=True)
    chosen += np.arange(resamples)[:, np.newaxis] * segments
    counted = np.bincount(chosen.ravel(), minlength=resamples * segments)
    return counted.reshape(resamples, segments).astype(np.float64)


def resampled(measure: Measure, counts: Counts, weights: Counts) -> Counts:
    """Return the score of every resample."""
    return measure.of(weights @ counts)


def interval(scores: Counts) -> tuple[float, float]:
    """Return the 95 % interval of resampled scores as sacrebleu states it: mean ± half width."""
    ordered = np.sort(scores)
    tail = len(ordered) // _TAIL
    half = 0.5 * (ordered[-tail - 1] - ordered[tail])
    mean = ordered.mean()
    return float(mean - half), float(mean + half)


def percentiles(scores: Counts) -> tuple[float, float]:
    """Return the 95 % interval of resampled scores by its ends, which stay in the scores' range."""
    ordered = np.sort(scores)
    tail = len(ordered) // _TAIL
    return float(ordered[tail]), float(ordered[-tail - 1])


def paired_bootstrap(first: Counts, second: Counts, difference: float) -> float:
    """Return the p-value of a difference, given both systems' scores on the same resamples."""
    differences = np.abs(first - second)
    return _p_value(differences - differences.mean(), abs(difference))


def paired_randomisation(
    measure: Measure, first: Counts, second: Counts, *, trials: int = TRIALS, seed: int = SEED
) -> float:
    """Return the p-value of a difference by approximate randomisation of two systems' counts."""
    swaps = np.random.default_rng(seed).integers(2, size=(trials, len(first)), dtype=bool)
    both = add_up(first) + add_up(second)
    differences: list[Counts] = []
    for start in range(0, trials, _BLOCK):
        one = swaps[start : start + _BLOCK] @ (first - second) + add_up(second)
        differences.append(np.abs(measure.of(one) - measure.of(both - one)))
    real = abs(float(measure.of(add_up(first)) - measure.of(add_up(second))))
    return _p_value(np.concatenate(differences), real)


def _p_value(differences: Counts, real: float) -> float:
    """Return the share of differences by chance above the real one, itself counted in."""
    return float((np.sum(differences > real) + 1) / (len(differences) + 1))
