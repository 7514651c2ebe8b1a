"""What no repair may touch.

Addresses, handles, file names and gender forms look like scars to a rule that knows
words only; and a user knows words that no lexicon has.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence

from reinschrift.composition import Offsets
from reinschrift.edits import Edit, Flag, Span

# Every repetition is bounded and begins at an edge, so that a 10 MB line costs linear time.
_LITERAL = re.compile(
    r"""
      (?<!\w)(?:https?://|ftp://|mailto:|www\.)\S{1,2000}
    | (?<!\S)[^\s@]{1,64}@[\w.-]{1,255}                     # e-mail
    | (?<![\w&])[#@]\w{1,64}                                # hashtags and handles
    | (?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.
      (?:de|com|org|net|eu|at|ch|info|io|tv|gov|uk|fr|html?|pdf|js|py|txt|jpe?g|png)
      (?![\w])(?:/\S{0,2000})?                              # domains and file names
    | (?<!\w)[A-Za-z]:\\\S{1,500}                             # C:\Daten
    | (?<!\w)\w{2,40}[*:_·/]-?[iI]n(?:nen)?(?!\w)           # gender forms: Bürger*innen
    """,
    re.VERBOSE,
)


class Protection:
    """Words and places that must stay as they are.

    `words` are protected wherever they stand alone, as they are written; `spans` are
    places of one text. Where that `text` is given, a word that stands alone in it stays protected
    when an edit beside it makes it look like part of another.
    """

    def __init__(
        self, words: Collection[str] = (), spans: Sequence[Span] = (), *, text: str = ""
    ) -> None:
        longest_first = sorted(map(re.escape, filter(None, words)), key=len, reverse=True)
        self._words = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)") if words else None
        alone = self._words.finditer(text) if self._words else ()
        self._spans = [*spans, *(Span(*match.span()) for match in alone)]

    def near(
        self, text: str, places: Sequence[Edit | Flag], edits: Sequence[Edit] = ()
    ) -> ProtectedSpans:
        """Find what is protected in the lines of `places`.

        `edits` made `text` of the text that the protected places belong to.
        """
        offsets = Offsets(edits)
        found = [offsets.to_edited(span.start, span.end) for span in self._spans]
        done = 0
        for place in sorted(places, key=lambda place: place.start):
            if place.end < done:
                continue
            start = max(text.rfind("\n", 0, place.start) + 1, done)
            end = text.find("\n", place.end)
            done = len(text) if end < 0 else end
            for pattern in filter(None, (_LITERAL, self._words)):
                found += (Span(*match.span()) for match in pattern.finditer(text, start, done))
        return ProtectedSpans(found)


class ProtectedSpans:
    """Protected places of one text, quick to ask.

    >>> text = "Putinund Xi auf www.example.de"
    >>> spans = Protection(["Putinund"]).near(text, [Edit(5, 5, " ", "merged-words")])
    >>> spans.allow(5, 5), spans.allow(8, 9), spans.allow(20, 21)
    (False, True, False)
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def allow(self, start: int, end: int) -> bool:
        """Tell whether an edit may replace `start:end`: insertions at an edge are allowed."""
        at = bisect_left(self._ends, start + 1)  # the first span that ends behind `start`
        return at == len(self._ends) or self._starts[at] >= max(end, start)
