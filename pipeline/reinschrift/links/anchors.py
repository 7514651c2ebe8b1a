"""Which English words a mark covers: the words that render the marked ones, and no others.

Content words go by their alignment: of all ways to choose runs of words the one is taken
whose words belong to the mark most and whose gaps least. `outlines` fits the edges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.links import english
from reinschrift.links.marked import Marked
from reinschrift.links.outlines import Outline
from reinschrift.links.particles import is_verb

# Swept together with the constants of `alignment`.
_THRESHOLD = 0.4  # of a word's alignment that must lie on the mark
_FUNCTION_WEIGHT = 0.25  # what function words count beside content words
_CERTAIN = 0.8  # a word that belongs to the mark whatever it is
_SPLIT = 0.2  # what a run more must bring
_OUTSIDE = 0.15  # a word that belongs to the mark less does not stand for it
_KNOWN = 0.3  # a strength of the glossary that can be relied on
_FAR = 0.15  # of the weight that a word and its German must give each other, to stand alone


class Anchor(Marked):
    """A mark in a sentence, which finds its English words."""

    def find(self, free: Sequence[int]) -> list[list[int]]:
        """Return the runs of target tokens, among the `free` ones, that the mark covers."""
        if not self.words or not free:
            return []
        if not any(self.german(s)[0].isalnum() for s in self.words):
            signs = [t for t in free if not self.english(t)[0].isalnum() and self.share(t) > 0]
            if signs:
                return [[max(signs, key=self.share)]]
        runs = self._choose(free)
        first = min(runs)
        fitted = [
            Outline(self, run, is_only=len(runs) == 1, is_later=run != first).fit(free)
            for run in runs
        ]
        return _merge([run for run in fitted if run])

    def is_rendered(self, runs: Sequence[Sequence[int]]) -> bool:
        """Tell whether any word of these runs stands for a marked one."""
        return any(self.share(t) >= _OUTSIDE for run in runs for t in run)

    def shares(self, tokens: Sequence[int]) -> list[float]:
        """Return how much of each token belongs to the mark."""
        return [self.share(t) for t in tokens]

    def _worth(self, t: int) -> float:
        """Return what it brings to have a token in, or costs."""
        if not self.english(t)[0].isalnum():
            return 0.0
        worth = self.share(t) - _THRESHOLD
        return worth if self.is_content(t) else _FUNCTION_WEIGHT * worth

    def _choose(self, free: Sequence[int]) -> list[list[int]]:
        """Return the runs that are worth most together; at least the best token."""
        worth = {t: self._worth(t) for t in free}
        runs = _best_runs(free, worth)
        main = max(runs, key=lambda run: sum(worth[t] for t in run), default=[])
        if not any(self.is_content(t) or self.share(t) >= _CERTAIN for t in main) and not (
            main and all(self.is_function(s) for s in self.words)
        ):
            content = (
                [t for t in free if self.is_content(t)]
                or [t for t in free if self.english(t)[0].isalnum()]
                or list(free)
            )
            return [[max(content, key=self.share)]]
        kept = [run for run in runs if run is main or self._stands_alone(run, main)]
        parts = [part for run in kept for part in self._part(run)]
        return parts + [[t] for t in (*self._left_over(kept, free), *self._phrasal(main, free))]

    def _stands_alone(self, run: Sequence[int], main: Sequence[int]) -> bool:
        """Tell whether a run renders a word of the mark, and the main one does so less."""
        best, weights = self.alignment.best, self.alignment.weights
        if all(self.share(t) >= _CERTAIN and not self.is_content(t) for t in run):
            return True
        return any(
            self.is_content(t)
            and (s := best[t]) in self.core
            and weights[t][s] >= _FAR
            and all(weights[other][s] < weights[t][s] for other in main if best[other] == s)
            for t in run
        )

    def _phrasal(self, main: Sequence[int], free: Sequence[int]) -> Iterator[int]:
        """Give the particle of an English verb, before or behind its object: `turned it off`."""
        last = main[-1]
        if not any(is_verb(self.german(self.alignment.best[t])) for t in main):
            return
        for t in range(last + 1, len(self.alignment.target)):
            word = self.english(t)
            if not word[0].isalnum() or word in english.AUXILIARIES or self._is_other_verb(t):
                return
            is_particle = word in english.PARTICLES or (
                word in english.LAST_PARTICLES and self.is_bound(t)
            )
            if is_particle and t in free and not self._is_claimed(t):
                yield t
                return

    def _is_other_verb(self, t: int) -> bool:
        """Tell whether a token stands for a verb that is not marked: particles behind are its."""
        s = self.alignment.best[t]
        is_verb_there = s not in self.core and is_verb(self.german(s))
        return is_verb_there and self.is_content(t) and self.english(t) not in english.PARTICLES

    def _left_over(self, runs: Sequence[Sequence[int]], free: Sequence[int]) -> Iterator[int]:
        """Give the words that render marked ones which no run does: `canceled … after two days`."""
        best, weights = self.alignment.best, self.alignment.weights
        rendered = {best[t] for run in runs for t in run}
        for s in self.words:
            if s in rendered or self.is_function(s):
                continue
            able = [t for t in free if best[t] == s and self.is_content(t)]
            if able:
                yield max(able, key=lambda t: weights[t][s])

    def _is_claimed(self, t: int) -> bool:
        """Tell whether a particle stands for a word that is not marked."""
        s = self.alignment.best[t]
        return s not in self.core and (
            self.is_taken_up(t) or self.alignment.strengths[t][s] >= _KNOWN
        )

    def _part(self, run: Sequence[int]) -> list[list[int]]:
        """Cut a run of verbs at an auxiliary inside that was not marked."""
        if self.has_noun or self.has_auxiliary:
            return [list(run)]
        parts: list[list[int]] = [[]]
        for t in run:
            if self.english(t) in english.AUXILIARIES - english.SUPPORTS:
                parts.append([])
            else:
                parts[-1].append(t)
        held = [part for part in parts if any(self.is_content(t) for t in part)]
        return held or [list(run)]


def _best_runs(free: Sequence[int], worth: dict[int, float]) -> list[list[int]]:
    """Return the runs of tokens whose worth is greatest, each after the first less `_SPLIT`.

    >>> _best_runs([0, 1, 2, 3], {0: 0.5, 1: -0.4, 2: -0.1, 3: 0.5})
    [[0], [3]]
    """
    none: tuple[float, list[list[int]]] = (0.0, [])
    inside: tuple[float, list[list[int]]] | None = None
    behind: tuple[float, list[list[int]]] | None = None
    last = -2
    for t in free:
        if inside and last != t - 1:  # what is taken lies between
            behind = max(filter(None, (behind, inside)), key=lambda one: one[0])
            inside = None
        ways = [(none[0], [[t]])]
        if behind:
            ways.append((behind[0] - _SPLIT, [*behind[1], [t]]))
        if inside:
            ways.append((inside[0], [*inside[1][:-1], [*inside[1][-1], t]]))
        score, runs = max(ways, key=lambda one: one[0])
        if inside:
            behind = max(filter(None, (behind, inside)), key=lambda one: one[0])
        inside = (score + worth[t], runs)
        last = t
    best = max(filter(None, (behind, inside)), key=lambda one: one[0], default=none)
    return best[1] if best[0] > 0 else []


def _merge(runs: list[list[int]]) -> list[list[int]]:
    """Join runs that touch."""
    merged: list[list[int]] = []
    for run in sorted(runs):
        if merged and run[0] <= merged[-1][-1] + 1:
            merged[-1] = [*merged[-1], *(t for t in run if t > merged[-1][-1])]
        else:
            merged.append(run)
    return merged
