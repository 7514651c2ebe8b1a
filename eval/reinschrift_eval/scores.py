"""Scores by sacrebleu, each with its signature and its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 1000  # sacrebleu's default


@dataclass(frozen=True, slots=True)
class Score:
    """A corpus score with its 95 % bootstrap interval."""

    metric: str
    value: float
    low: float
    high: float
    signature: str

    def __str__(self) -> str:
        return f"{self.value:.1f} [{self.low:.1f}, {self.high:.1f}]"


def score(
    hypotheses: Sequence[str], references: Sequence[Sequence[str]], *, resamples: int = RESAMPLES
) -> list[Score]:
    """Score line-aligned hypotheses: BLEU and chrF, sacrebleu's defaults.

    >>> lines = ["The rain has stopped for now.", "It will snow in the Alps tonight."]
    >>> [str(one) for one in score(lines, [lines], resamples=10)]
    ['100.0 [100.0, 100.0]', '100.0 [100.0, 100.0]']
    """
    from sacrebleu.metrics import BLEU, CHRF

    found = []
    for metric in (BLEU(references=references), CHRF(references=references)):
        result = metric.corpus_score(list(hypotheses), None, n_bootstrap=resamples)
        # sacrebleu keeps the interval of its own bootstrap in these two, and prints them so.
        low, high = result._mean - result._ci, result._mean + result._ci
        found.append(Score(result.name, result.score, low, high, str(metric.get_signature())))
    return found
