"""Scores by sacrebleu, each with its signature and its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 1000  # sacrebleu's default


@dataclass(frozen=True, slots=True)
class Score:
    """A corpus score with its 95 % bootstrap interval, where there is one."""

    metric: str
    value: float
    signature: str
    interval: tuple[float, float] | None = None

    def __str__(self) -> str:
        if self.interval is None:
            return f"{self.value:.1f}"
        return f"{self.value:.1f} [{self.interval[0]:.1f}, {self.interval[1]:.1f}]"


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
        try:
            result = metric.corpus_score(list(hypotheses), None, n_bootstrap=resamples)
            # sacrebleu keeps the interval of its own bootstrap in these two, and prints them so.
            interval = (float(result._mean - result._ci), float(result._mean + result._ci))
        except TypeError:
            # sacrebleu 2.6 cannot average resamples of which some, but not all, score 0.
            result = metric.corpus_score(list(hypotheses), None)
            interval = None
        found.append(Score(result.name, float(result.score), str(metric.get_signature()), interval))
    return found


def likeness(repaired: Sequence[str], gold: Sequence[str]) -> float:
    """Return how like the editor's German a repaired text is: chrF that sees spaces.

    sacrebleu's default leaves them out, and could not tell `Putinund` from `Putin und`.

    >>> likeness(["Putinund Xi"], ["Putin und Xi"]) < likeness(["Putin und Xi"], ["Putin und Xi"])
    True
    """
    from sacrebleu.metrics import CHRF

    value: float = CHRF(whitespace=True).corpus_score(list(repaired), [list(gold)]).score
    return value
