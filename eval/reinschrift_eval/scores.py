"""Scores: a value with its interval and its signature, from the counts of segments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reinschrift_eval.measures import Counts, Measure, add_up, share
from reinschrift_eval.segments import Counter, signature
from reinschrift_eval.significance import (
    Comparison,
    draw_resamples,
    interval,
    paired_bootstrap,
    paired_randomisation,
    percentiles,
    resampled,
)


@dataclass(frozen=True, slots=True)
class Score:
    """A score over a suite with its 95 % bootstrap interval."""

    measure: str
    value: float
    low: float
    high: float
    signature: str
    segments: int
    is_better_higher: bool = True
    counted: int = 0  # what a share is of, where that is not the segments

    def __str__(self) -> str:
        """Print it as papers do."""
        return f"{self.value:.1f} [{self.low:.1f}, {self.high:.1f}]"


@dataclass(frozen=True, slots=True)
class Scored:
    """A score with the counts and resamples that comparisons need."""

    measure: Measure
    score: Score
    counts: Counts
    resamples: Counts


@dataclass(frozen=True, slots=True)
class Sampling:
    """How intervals and tests are made."""

    resamples: int
    seed: int
    test: str = "bs"  # or "ar": approximate randomisation


class Scorer:
    """Scores and compares on one set of segments, always with the same resamples."""

    def __init__(self, segments: int, sampling: Sampling) -> None:
        self.sampling = sampling
        self._weights = draw_resamples(segments, resamples=sampling.resamples, seed=sampling.seed)

    def score(self, measure: Measure, counts: Sequence[Sequence[float]] | Counts) -> Scored:
        """Score counts of our own, a row for each segment."""
        made = f"bs:{self.sampling.resamples}|seed:{self.sampling.seed}|by:reinschrift"
        return self._score(measure, np.asarray(counts, dtype=np.float64), made, percentiles)

    def score_text(self, measure: Measure, counter: Counter, hypotheses: Sequence[str]) -> Scored:
        """Score a translation with one of sacrebleu's metrics."""
        made = signature(measure, resamples=self.sampling.resamples, seed=self.sampling.seed)
        return self._score(measure, counter.count(measure, hypotheses), made, interval)

    def _score(
        self,
        measure: Measure,
        counts: Counts,
        made: str,
        bounds: Callable[[Counts], tuple[float, float]],
    ) -> Scored:
        samples = resampled(measure, counts, self._weights)
        low, high = bounds(samples)
        score = Score(
            measure.name,
            float(measure.of(add_up(counts))),
            low,
            high,
            made,
            len(counts),
            measure.is_better_higher,
            int(add_up(counts)[-1]) if measure.of is share else 0,
        )
        return Scored(measure, score, counts, samples)

    def compare(self, names: tuple[str, str], first: Scored, second: Scored) -> Comparison:
        """Test whether two systems differ."""
        difference = first.score.value - second.score.value
        if self.sampling.test == "ar":
            p = paired_randomisation(
                first.measure, first.counts, second.counts, seed=self.sampling.seed
            )
        else:
            p = paired_bootstrap(first.resamples, second.resamples, difference)
        return Comparison(first.measure.name, *names, difference, p)


def recovered(clean: Scored, scarred: Scored, repaired: Scored) -> Score | None:
    """Say how much of what scars cost a repair brings back, in percent; None if they cost nothing.

    The resamples are those of the three scores, so that the interval knows that all three
    stand on the same sentences.
    """
    cost = clean.score.value - scarred.score.value
    if cost <= 0:
        return None
    value = 100 * (repaired.score.value - scarred.score.value) / cost
    costs = clean.resamples - scarred.resamples
    safe = np.where(np.abs(costs) > 1e-9, costs, np.nan)  # a resample without any scar
    samples = 100 * (repaired.resamples - scarred.resamples) / safe
    samples = samples[~np.isnan(samples)]
    low, high = percentiles(samples) if len(samples) else (value, value)
    made = clean.score.signature
    return Score(f"recovered {clean.measure.name}", value, low, high, made, len(clean.counts))


def likeness(repaired: Sequence[str], gold: Sequence[str]) -> float:
    """Return how like the editor's German a repaired text is: chrF that sees spaces.

    sacrebleu's default leaves them out, and could not tell `Putinund` from `Putin und`.

    >>> likeness(["Putinund Xi"], ["Putin und Xi"]) < likeness(["Putin und Xi"], ["Putin und Xi"])
    True
    """
    from sacrebleu.metrics import CHRF

    value: float = CHRF(whitespace=True).corpus_score(list(repaired), [list(gold)]).score
    return value
