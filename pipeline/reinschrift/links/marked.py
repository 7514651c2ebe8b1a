"""Marked German words, and how much each English word has to do with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reinschrift.links import english
from reinschrift.links.alignment import Alignment
from reinschrift.links.particles import AUXILIARIES
from reinschrift.words import ARTICLES, DETERMINERS, FUSED, PREPOSITIONS

_NEGATIONS = frozenset("nicht nie niemals".split())
_MOST = 0.5  # of a German word that must be marked; links are set on parts of words too


@dataclass(frozen=True)
class Marked:
    """The words of a sentence that a mark covers, and the alignment by which English has them."""

    source: str
    target: str
    alignment: Alignment
    start: int
    end: int

    @cached_property
    def words(self) -> list[int]:
        """The source tokens that are marked, signs only if there is nothing else."""
        covered = [
            (min(span.end, self.end) - max(span.start, self.start)) / (span.end - span.start)
            for span in self.alignment.source
        ]
        marked = [s for s, share in enumerate(covered) if share >= _MOST]
        marked = marked or [s for s, share in enumerate(covered) if share > 0]
        return [s for s in marked if self.german(s)[0].isalnum()] or marked

    @cached_property
    def core(self) -> frozenset[int]:
        """The marked tokens, with the other part of a verb that was marked in part."""
        core = set(self.words)
        for particle, verb in self.alignment.particles.items():
            if verb in core or self.words == [particle]:
                core |= {particle, verb}
        core.update(at for at, verb in self.alignment.phrases.items() if verb in core)
        return frozenset(core)

    @cached_property
    def has_noun(self) -> bool:
        """Tell whether a noun was marked, or a name, a number, an address."""
        words = map(self.german, self.words)
        return any(word[0].isupper() or word[0].isdigit() or "." in word for word in words)

    @cached_property
    def has_auxiliary(self) -> bool:
        """Tell whether `haben`, `zu` or the like was marked."""
        return any(self.german(s).lower() in AUXILIARIES for s in self.words)

    @cached_property
    def is_negated(self) -> bool:
        """Tell whether `nicht` was marked."""
        return any(self.german(s).lower() in _NEGATIONS for s in self.words)

    def german(self, s: int) -> str:
        """Return a source token."""
        span = self.alignment.source[s]
        return self.source[span.start : span.end]

    def english(self, t: int) -> str:
        """Return a token in lower case, if it could be so: `May` is no auxiliary."""
        if not 0 <= t < len(self.alignment.target):
            return ""
        span = self.alignment.target[t]
        word = self.target[span.start : span.end]
        return word.lower() if t == 0 or word != "May" else word

    def share(self, t: int) -> float:
        """Return how much of an English token belongs to the mark."""
        row, total = self.alignment.weights[t], self.alignment.totals[t]
        return sum(row[s] for s in self.core) / total if total else 0.0

    def is_content(self, t: int) -> bool:
        """Tell whether a token is a word that has a sense of its own where it stands."""
        word = self.english(t)
        if not word[:1].isalnum():
            return False
        return word not in english.FUNCTION_WORDS or self.is_bound(t)

    def is_bound(self, t: int) -> bool:
        """Tell whether a preposition is part of a phrase or a verb: `at least`, `turned off`."""
        following = self.english(t + 1)
        if following in ("least", "most"):
            return True
        is_last = (
            not following
            or not (following[0].isalnum() or following in "\"“„'(")
            or following in english.PREPOSITIONS | english.CONJUNCTIONS
        )
        return self.english(t) in english.LAST_PARTICLES and is_last

    def is_function(self, s: int) -> bool:
        """Tell whether a German token is a function word."""
        word = self.german(s).lower()
        return word in ARTICLES or self.is_preposition(s) or word in AUXILIARIES

    def is_preposition(self, s: int) -> bool:
        """Tell whether a German token is a preposition, alone or fused with an article."""
        word = self.german(s).lower()
        return word in PREPOSITIONS or word in FUSED

    def has_article(self, s: int) -> bool:
        """Tell whether a German token is an article, or a preposition fused with one."""
        word = self.german(s).lower()
        return word in DETERMINERS or word in FUSED

    def closest(self, t: int, among: Sequence[int]) -> int:
        """Return which of some German tokens an English one has most to do with."""
        return max(among, key=self.alignment.weights[t].__getitem__)
