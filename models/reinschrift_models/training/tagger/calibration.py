"""How sure the tagger must be: thresholds from a budget of false edits on held-out text."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from reinschrift.tagger.sequences import CAPITAL, CLASSES, GLUED, KEEP, SPACED
from reinschrift.tagger.tagger import threshold_key
from reinschrift_models.training.tagger.examples import read
from reinschrift_models.training.tagger.network import Network
from reinschrift_models.training.tagger.trainer import predict

# False edits per 1,000 clean words that a user can ask for; `standard` and `full` are among them.
BUDGETS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
WORDS_PER_PLACE = 1.2  # one word in six stands behind a mark and is no place, counted on the text
LEAST = 0.4  # below even odds no threshold goes: the scores are the chances of the training mix
# Share of the edits of held-out text that mend a scar of the text itself (`inseiner`),
# by hand on the 62 that a budget of 0.2 made in 296,771 words, 2026-11: 22 of 36 where a word is
# parted, 12 of 26 elsewhere. The rest is false.
REAL_MERGES = 0.61
REAL_OTHERS = 0.46
UNSEEN = 0.5  # false edits added to each count: the worst of the held-out text is not the worst


class Curve(NamedTuple):
    """For rising thresholds, the false edits on clean text and the right ones on scarred text."""

    thresholds: np.ndarray
    false: np.ndarray
    right: np.ndarray


def calibrate(network: Network, work: Path) -> dict[str, dict[str, float]]:
    """Return, for each budget, the least score of each class and kind of place."""
    curves, words = measure_curves(network, work)
    found = {}
    for budget in BUDGETS:
        found[str(budget)] = _spend(curves, budget * words / 1000)
    return found


def measure_curves(network: Network, work: Path) -> tuple[dict[str, Curve], float]:
    """Return the curve of each class and kind, and the number of clean words behind them."""
    scores, _, kinds = predict(network, read(work / "clean.npz"))
    words = WORDS_PER_PLACE * float(((kinds == SPACED) | (kinds == SPACED + CAPITAL)).sum())
    chances = _chances(scores)
    choices = chances[:, 1:].argmax(axis=1) + 1
    sure = 1 - chances[:, KEEP]
    scarred, labels, scarred_kinds = predict(network, read(work / "scarred.npz"))
    scarred_chances = _chances(scarred)
    said = scarred_chances[:, 1:].argmax(axis=1) + 1
    said_sure = 1 - scarred_chances[:, KEEP]
    curves = {}
    for kind in sorted(set(kinds.tolist())):
        for choice in range(1, len(CLASSES)):
            here = (scarred_kinds == kind) & (said == choice)
            right = said_sure[here & (labels == choice)]
            # On scarred text an edit where nothing is wrong is false as well; one of another
            # kind at a scarred place is not counted, since the place needed an edit.
            false = sure[(kinds == kind) & (choices == choice)]
            if len(right) < 20:
                continue
            steps = np.unique(
                np.concatenate((1 - np.logspace(-5, np.log10(1 - LEAST), 200), [1.0]))
            )
            wrong = 1 - (REAL_MERGES if kind % CAPITAL == GLUED else REAL_OTHERS)
            curves[threshold_key(kind, choice)] = Curve(
                steps,
                wrong * np.array([(false >= step).sum() for step in steps]) + UNSEEN,
                np.array([(right >= step).sum() for step in steps]),
            )
    return curves, words


def _spend(curves: dict[str, Curve], budget: float) -> dict[str, float]:
    """Choose thresholds that find most for a number of false edits, at one price for all."""
    chosen: dict[str, float] = {}
    for price in np.logspace(-1, 4, 200):
        chosen = {}
        total = 0.0
        for key, curve in curves.items():
            gain = curve.right - price * curve.false
            gain[-1] = max(gain[-1], 0.0)
            best = int(gain.argmax())
            if gain[best] > 0 and curve.right[best]:
                chosen[key] = round(float(curve.thresholds[best]), 6)
                total += float(curve.false[best])
        if total <= budget:
            break
    return chosen


def _chances(scores: np.ndarray) -> np.ndarray:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: np.ndarray = shifted / shifted.sum(axis=1, keepdims=True)
    return chances
