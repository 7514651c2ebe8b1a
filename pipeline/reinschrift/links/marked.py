"""Marked German words, and how much each English word has to do with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reinschrift.links import english
from reinschrift.links.alignment import Alignment
from reinschrift.links.particles import AUXILIARIES, MODALS, is_verb
from reinschrift.words import (
    ARTICLES,
    CONJUNCTIONS,
    DETERMINERS,
    FUSED,
    PREPOSITIONS,
    SUBORDINATORS,
)

_NEGATIONS = frozenset("nicht nie niemals".split())
_JOINS = SUBORDINATORS | CONJUNCTIONS | {"als", "wie"}
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
            if verb in core or particle in core:
                core |= {particle, verb}
        phrases = self.alignment.phrases
        if len(core) > 1 and core <= phrases.keys():
            core.update(phrases[at] for at in self.words)
        core.update(at for at, verb in phrases.items() if verb in core)
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
    def has_to(self) -> bool:
        """Tell whether the `zu` of an infinitive was marked."""
        return any(self.german(s) == "zu" and is_verb(self.german(s + 1)) for s in self.words[:-1])

    @cached_property
    def is_modal(self) -> bool:
        """Tell whether `wollen`, `können` or the like was marked, and nothing else."""
        return all(self.german(s).lower() in MODALS for s in self.words)

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

    def is_taken_up(self, t: int) -> bool:
        """Tell whether a preposition renders a German one, an article or `als`, and none better."""
        s = self.alignment.best[t]
        is_such = self.is_preposition(s) or self.has_article(s)
        if not is_such and self.german(s).lower() not in _JOINS:
            return False
        weights = self.alignment.weights
        rivals = english.PREPOSITIONS if self.is_preposition(s) else english.FUNCTION_WORDS
        return all(
            row[s] <= weights[t][s]
            for other, row in enumerate(weights)
            if self.english(other) in rivals
        )

    @cached_property
    def has_preposition_left(self) -> bool:
        """Tell whether a German preposition has no English one: a verb may have taken it."""
        alignment = self.alignment
        rendered = {
            alignment.best[t]
            for t in range(len(alignment.target))
            if self.english(t) in english.PREPOSITIONS
        }
        return any(
            self.is_preposition(s) and s not in rendered and s not in alignment.particles
            for s in range(len(alignment.source))
        )

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

    def precedes_noun(self, s: int) -> bool:
        """Tell whether the German token after this one is a noun or a name."""
        return s + 1 < len(self.alignment.source) and self.german(s + 1)[0].isupper()

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
