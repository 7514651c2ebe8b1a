"""What more training would give: development BLEU of the finished runs over what they have seen.

    python -m reinschrift_models.training.scaling models/runs.csv [--out models/scaling.png]

A line through BLEU over the logarithm of the target tokens is a rough law, good for a doubling or
two: it bends where the model or the data have no more to give.
"""

from __future__ import annotations

import argparse
import csv
import math
from pathlib import Path
from statistics import linear_regression
from typing import NamedTuple

SETS = {"wmt21": "wmt21_bleu", "flores-dev": "flores_bleu"}
# wmt21, reference A: the target of the recipe, and what others reach (stored outputs, sacrebleu).
GOALS = {"target": 27.0, "Argos": 29.6, "Bergamot tiny": 31.5, "opus-mt-de-en": 32.2}


class Law(NamedTuple):
    """BLEU is `start` at one token and rises by `gain` with every doubling."""

    gain: float
    start: float

    def tokens_for(self, bleu: float) -> float:
        """Return how many target tokens a BLEU would take.

        >>> round(Law(2.0, 0.0).tokens_for(20.0))
        1024
        """
        return math.exp2((bleu - self.start) / self.gain)


def fit(tokens: list[float], bleu: list[float]) -> Law:
    """Fit the law to runs.

    >>> fit([1e6, 2e6, 4e6], [10.0, 12.0, 14.0]).gain
    2.0
    """
    line = linear_regression([math.log2(count) for count in tokens], bleu)
    return Law(round(line.slope, 6), line.intercept)


def main() -> None:
    """Print the law of each set, and draw it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("runs", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with options.runs.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    tokens = [float(row["tokens"]) for row in rows]
    scores = {name: [float(row[column]) for row in rows] for name, column in SETS.items()}
    laws = {name: fit(tokens, bleu) for name, bleu in scores.items()}
    for name, law in laws.items():
        print(f"{name}: {law.gain:+.1f} BLEU with every doubling")  # noqa: T201
    for goal, bleu in GOALS.items():
        needed = laws["wmt21"].tokens_for(bleu)
        print(f"wmt21 {bleu} ({goal}): {needed / 1e6:,.0f} M target tokens")  # noqa: T201
    if options.out:
        draw(tokens, scores, laws, options.out)


def draw(
    tokens: list[float], scores: dict[str, list[float]], laws: dict[str, Law], out: Path
) -> None:
    """Draw runs and laws as a PNG."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 4.5), layout="constrained")
    axes = figure.subplots()
    end = max(laws["wmt21"].tokens_for(max(GOALS.values())), *tokens)
    for name, bleu in scores.items():
        [dots] = axes.plot(tokens, bleu, "o", label=name)
        law = laws[name]
        ends = [min(tokens), end]
        axes.plot(
            ends, [law.start + law.gain * math.log2(x) for x in ends], "--", color=dots.get_color()
        )
    for goal, height in GOALS.items():
        axes.axhline(height, color="tab:gray", linewidth=0.6)
        side = "bottom" if height == max(GOALS.values()) else "top"  # two stand close together
        axes.annotate(f"{goal}, wmt21", (min(tokens), height), va=side, fontsize="small")
    axes.set_xscale("log")
    axes.set_xlabel("target tokens seen")
    axes.set_ylabel("BLEU")
    axes.legend(loc="lower right")
    figure.savefig(out, dpi=100, metadata={"Software": None})


if __name__ == "__main__":
    main()
