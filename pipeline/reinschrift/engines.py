"""What translates: the interface of every engine, and the table of those that we have.

One text in is one hypothesis out, in order, always. An engine gets single sentences and
never cuts one: its caller asks `count_pieces` and splits what does not fit `window`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from reinschrift.edits import Span


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search for a translation.

    Every value is given to the engine explicitly: what a library would fall back on
    differs between libraries and versions.
    """

    beam_size: int = 4
    n_best: int = 1
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 0  # 0: off; only the retry ladder turns it on
    attention: bool = False  # costs time: ask for it only where links need it

    def max_pieces(self, source_pieces: int) -> int:
        """Bound the output: no sentence of news grows beyond twice its length and some.

        CTranslate2 would stop at 256 pieces silently, transformers at 20.
        """
        return 2 * source_pieces + 20


@dataclass(frozen=True, slots=True)
class Attention:
    """Which source characters the model looked at for each piece that it wrote.

    `weights[t][s]` is the attention of target piece `t` on source piece `s`; each row
    adds up to about one. `source` and `target` are the pieces' spans in the two texts.
    """

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    weights: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation as the model gave it.

    `score` is the mean log probability of a piece, at most 0; `alternatives` are the
    others of the n best, best first, when more than one was asked for.
    """

    text: str
    score: float = 0.0
    attention: Attention | None = None
    alternatives: tuple[Hypothesis, ...] = field(default=(), repr=False)


class Engine(Protocol):
    """Translates sentences, one hypothesis out for each text in, in order."""

    @property
    def name(self) -> str:
        """The engine and the model behind it, with a digest: enough to tell two results apart."""

    @property
    def window(self) -> int:
        """How many pieces a source sentence may have."""

    def count_pieces(self, text: str) -> int:
        """Return how many pieces the model makes of `text`."""

    def translate(self, texts: list[str], decoding: Decoding = ...) -> list[Hypothesis]:
        """Translate `texts`; a blank text gives an empty hypothesis."""


class Echo:
    """An engine that gives back what it gets: for tests, and to see the pipeline at work.

    >>> Echo().translate(["Guten Tag"])[0].text
    'Guten Tag'
    """

    name = "echo"
    window = 512

    def count_pieces(self, text: str) -> int:
        """Count words."""
        return len(text.split())

    def translate(self, texts: list[str], decoding: Decoding = Decoding()) -> list[Hypothesis]:
        """Return every text as its own translation, each character attending to itself."""
        return [
            Hypothesis(text, attention=_identity(text) if decoding.attention else None)
            for text in texts
        ]


def _identity(text: str) -> Attention:
    spans = tuple(Span(i, i + 1) for i in range(len(text)))
    rows = tuple(tuple(float(s == t) for s in range(len(text))) for t in range(len(text)))
    return Attention(spans, spans, rows)
