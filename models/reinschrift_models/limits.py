"""How much a model can read and write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reinschrift.engines import Decoding

WINDOW = 180  # pieces; beyond it Marian models lose the thread (OPUS-CAT issue 93, haystack 3471)
# Of the positions that a model has: what is left over is for English that is longer. In
# wmt18 and wmt21 no reference of a sentence of 50 pieces or more is 1.3 times as long.
SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Limits:
    """The window that a model states, if any, and the number of its positions.

    >>> Limits(None, 512).window, Limits(None, 128).window, Limits(100, 512).window
    (180, 89, 100)
    """

    stated: int | None
    positions: int

    @property
    def window(self) -> int:
        """How many pieces a source sentence may have."""
        return min(self.stated or WINDOW, int(self.positions * SHARE))

    def bound(self, decoding: Decoding, source_pieces: int) -> int:
        """How many pieces a translation may have: beyond its positions a model cannot write."""
        return min(decoding.max_pieces(source_pieces), self.positions - 1)
