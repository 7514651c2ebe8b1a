"""A picture of a run: loss and development BLEU over minutes."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def draw_curve(log: Path, development: Path, out: Path) -> bool:
    """Draw the log as a PNG; False where matplotlib is not installed: it is only a picture."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return False
    with log.open(newline="") as file:
        rows = list(csv.DictReader(file))
    minutes = [float(row["minutes"]) for row in rows]
    figure = Figure(figsize=(8, 4.5), layout="constrained")
    left = figure.subplots()
    left.plot(minutes, [float(row["loss"]) for row in rows], color="tab:gray", label="loss")
    left.set_xlabel("minutes")
    left.set_ylabel("loss per token (label-smoothed)")
    right = left.twinx()
    right.set_ylabel("BLEU (greedy, every fifth line)")
    for name, points in read_scores(development).items():
        right.plot(*zip(*points, strict=True), marker="o", label=name)
    figure.legend(loc="upper center", ncols=3)
    figure.savefig(out, dpi=100, metadata={"Software": None})
    return True


def read_scores(development: Path) -> dict[str, list[tuple[float, float]]]:
    """Read (minutes, BLEU) per set from `development.jsonl`.

    A run that went back (to its trunk, for a larger budget) gave up what comes later in its time.
    """
    scores: dict[str, list[tuple[float, float]]] = {}
    if development.is_file():
        for line in development.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            points = scores.setdefault(row["name"], [])
            points[:] = [point for point in points if point[0] < row["minutes"]]
            points.append((row["minutes"], row["bleu"]))
    return scores
