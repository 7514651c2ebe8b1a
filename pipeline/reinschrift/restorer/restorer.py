"""The restorer as the stages use it: how likely a sentence is to have been another one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Protocol

from reinschrift.engines import Decoding, Hypothesis
from reinschrift.errors import ReinschriftError
from reinschrift.registry import ENGINES, lookup

MODEL = "restorer"
_MOST_SENTENCES = 20_000  # whose scores are kept: several passes ask for them
_NEVER = -1e9
_BEAM = 2  # 4 restores no more of scars-dev and takes twice as long


class Scorer(Protocol):
    """An engine that can also say how likely it thinks a text of somebody else's."""

    @property
    def window(self) -> int:
        """How many pieces a sentence may have."""

    def count_pieces(self, text: str) -> int:
        """Return how many pieces the model makes of `text`."""

    def translate(self, texts: list[str], decoding: Decoding) -> list[Hypothesis]:
        """Rewrite `texts`."""

    def score(self, texts: list[str], others: list[str]) -> list[float]:
        """Return the log probability of each of `others`, given the text at its place."""


class Restorer:
    """Compares forms of a sentence, and remembers what it read."""

    def __init__(self, engine: Scorer) -> None:
        self._engine = engine
        self._scores: dict[tuple[str, str], float] = {}
        self._restored: dict[str, str] = {}

    def judge(self, pairs: Iterable[tuple[str, str]]) -> list[float]:
        """Return, for sentences and what they may have been, the log odds against as they stand.

        At 0 the restorer would as soon write the one as the other. Of a sentence that is too long
        for it, it cannot tell: the odds are minus infinity.
        """
        wanted = list(pairs)
        if len(self._scores) > _MOST_SENTENCES:
            self._scores.clear()
        needed = {(text, form) for text, other in wanted for form in (text, other)}
        self._read(sorted(needed - self._scores.keys()))
        return [
            self._scores[text, other] - self._scores[text, text]
            if self._scores[text, text] > _NEVER
            else float("-inf")
            for text, other in wanted
        ]

    def restore(self, sentences: Iterable[str]) -> dict[str, str]:
        """Return what the restorer would write in place of each sentence."""
        wanted = dict.fromkeys(sentences)
        if len(self._restored) > _MOST_SENTENCES:
            self._restored.clear()
        new = [
            one
            for one in wanted
            if one not in self._restored and self._engine.count_pieces(one) < self._engine.window
        ]
        found = self._engine.translate(new, Decoding(beam_size=_BEAM)) if new else []
        self._restored.update((text, one.text) for text, one in zip(new, found, strict=True))
        return {one: self._restored.get(one, one) for one in wanted}

    def _read(self, pairs: list[tuple[str, str]]) -> None:
        room = self._engine.window
        fitting = [pair for pair in pairs if max(map(self._engine.count_pieces, pair)) < room]
        self._scores.update(dict.fromkeys(pairs, _NEVER))
        if fitting:
            texts, others = zip(*fitting, strict=True)
            scores = self._engine.score(list(texts), list(others))
            self._scores.update(zip(fitting, scores, strict=True))


@cache
def load_restorer() -> Restorer | None:
    """Return the restorer that ships, loaded once; None where there is no engine or no weights."""
    try:
        # One thread: it is asked about few sentences, beside an engine that has all cores.
        return Restorer(lookup("engine", "ctranslate2", ENGINES)(MODEL, threads=1))
    except (ReinschriftError, ModuleNotFoundError):
        return None
