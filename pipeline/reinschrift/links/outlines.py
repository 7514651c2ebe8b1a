"""Where a mark on English words begins and ends, once it is known which it is about.

The rules are those that an editor follows who sets a link by hand: function words at the
edge follow the German. An article is in if one was marked, a preposition too, an auxiliary
or `to` likewise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from reinschrift.links import english
from reinschrift.links.marked import Marked
from reinschrift.links.particles import is_verb
from reinschrift.words import ARTICLES as _ARTICLES

_SURE = 0.5  # an edge word that belongs to the mark by itself
_OPENING = english.ARTICLES | english.POSSESSIVES
_JOINS = frozenset(
    "und oder dass ob wer was wie wenn weil als der die das es dies dieses er sie da".split()
)


class Opening(NamedTuple):
    """With what the German words of a run begin."""

    has_preposition: bool
    has_article: bool
    word: str


class Outline:
    """Fits the edges of one run of English tokens."""

    def __init__(
        self, marked: Marked, run: Sequence[int], *, is_only: bool, is_later: bool
    ) -> None:
        self._marked = marked
        self._run = run
        self._is_later = is_later  # other words of the mark stand before it
        self._opening = self._open(is_only=is_only)

    def fit(self, free: Sequence[int]) -> list[int]:
        """Return the run, less what is loose at its edges and with what belongs before it."""
        first, last = self._run[0], self._run[-1]
        while first < last and self._is_loose_start(first):
            first += 1
        while last > first and self._is_loose_end(last):
            last -= 1
        among = set(free)
        if last + 1 in among and self._completes(last + 1):
            last += 1
        for step in self._steps_before(first):
            if step not in among:
                break
            first = step
        return [t for t in range(first, last + 1) if t in among]

    def _open(self, *, is_only: bool) -> Opening:
        """Find how the German phrase begins whose words the run begins with.

        The whole mark's beginning counts as well if there is one run only.
        """
        marked = self._marked
        first = next((t for t in self._run if marked.is_content(t)), self._run[0])
        phrase = self._phrase_of(marked.closest(first, sorted(marked.core)))
        starts = [phrase[0], *([marked.words[0]] if is_only else [])]
        article = False
        for s in starts:
            following = s + 1 if marked.is_preposition(s) else s
            article |= marked.has_article(s) or (
                following in marked.core and marked.has_article(following)
            )
        return Opening(
            marked.is_preposition(starts[-1]), article, marked.german(starts[-1]).lower()
        )

    def _phrase_of(self, s: int) -> list[int]:
        """Return the marked tokens from the article or preposition before a noun up to it."""
        marked = self._marked
        words = marked.core
        first = s
        while first - 1 in words and not (
            marked.is_function(first) or marked.german(first - 1)[0].isupper()
        ):
            first -= 1
        if first - 1 in words and marked.is_preposition(first - 1):
            first -= 1
        return list(range(first, s + 1))

    def _completes(self, t: int) -> bool:
        """Tell whether a preposition belongs to the verb before it: no German one stands for it."""
        marked = self._marked
        if marked.is_modal and marked.english(t) == "to":
            return True
        if marked.english(t) not in english.PREPOSITIONS:
            return False
        best = marked.alignment.best
        if not (is_verb(marked.german(best[t - 1])) or best[t - 1] in marked.alignment.particles):
            return False
        if best[t] in marked.core:
            return True
        return not (marked.is_taken_up(t) or self._begins_adverb(t) or marked.has_preposition_left)

    def _begins_adverb(self, t: int) -> bool:
        """Tell whether a preposition and its word render an adverb: `without question`."""
        marked = self._marked
        s, following = marked.alignment.best[t], marked.alignment.best[t + 1 : t + 2]
        is_sure = marked.alignment.weights[t][s] >= _SURE
        return is_sure and following == (s,) and not marked.precedes_noun(s)

    @cached_property
    def _renders_adverb(self) -> bool:
        """Tell whether the run is an adverb or the like in German: `at short notice`."""
        marked = self._marked
        if marked.has_noun:
            return False
        first = next((t for t in self._run if marked.is_content(t)), self._run[0])
        word = marked.german(marked.closest(first, marked.words))
        return word.islower() and not is_verb(word)

    def _is_unclaimed(self, t: int) -> bool:
        """Tell whether a preposition stands for no German one elsewhere."""
        s = self._marked.alignment.best[t]
        return s in self._marked.core or not self._marked.is_taken_up(t)

    def _is_loose_start(self, t: int) -> bool:
        marked, opening = self._marked, self._opening
        word = marked.english(t)
        if not word[0].isalnum():
            return True
        if word in _OPENING:
            return not opening.has_article
        if word in english.AUXILIARIES and not marked.has_auxiliary:
            if self._is_main_verb(t):
                return False
            if marked.is_negated and word in english.SUPPORTS and marked.english(t + 1) == "not":
                return False
            return not (opening.has_preposition and word == "to" and self._is_preposition(t))
        if word in english.PREPOSITIONS:
            return not (
                opening.has_preposition
                or marked.is_bound(t)
                or self._is_rendered(t, inside=False)
                or (self._renders_adverb and self._is_unclaimed(t))
            )
        return word in english.JOINS and opening.word not in _JOINS

    def _is_main_verb(self, t: int) -> bool:
        """Tell whether an auxiliary is all that English has for a verb: `was under pressure`."""
        marked, best = self._marked, self._marked.alignment.best
        return (
            best[t] in marked.core
            and is_verb(marked.german(best[t]))
            and marked.share(t) >= _SURE
            and not any(s == best[t] and marked.is_content(o) for o, s in enumerate(best))
        )

    def _is_loose_end(self, t: int) -> bool:
        marked = self._marked
        word = marked.english(t)
        if marked.is_bound(t):
            return False
        if word == "this":
            return marked.share(t) < _SURE
        if not word[0].isalnum() or word in _OPENING or word in english.JOINS:
            return True
        if word in english.PREPOSITIONS:
            return marked.alignment.best[t] in marked.alignment.phrases or not self._is_rendered(t)
        return word in english.AUXILIARIES and not marked.has_auxiliary

    def _is_rendered(self, t: int, *, inside: bool = True) -> bool:
        """Tell whether a function word stands for a word of the mark that is no article.

        At the start of a mark that begins otherwise it stands for no preposition inside.
        """
        marked = self._marked
        s = marked.alignment.best[t]
        if s not in marked.core or marked.german(s).lower() in _ARTICLES:
            return False
        if not inside and marked.is_preposition(s):
            return False
        return marked.share(t) >= _SURE and marked.alignment.strengths[t][s] > 0

    def _steps_before(self, first: int) -> Iterator[int]:
        """Give the tokens before a run that belong to it: an article, a preposition."""
        marked, opening = self._marked, self._opening
        words = [marked.english(t) for t in (first, first - 1, first - 2)]
        if words[0] in ("least", "most") and words[1] == "at":
            yield first - 1
            return
        if words[0] == "not" and marked.is_negated and words[1] in english.SUPPORTS:
            yield first - 1
            return
        if words[1] == "to" and marked.has_to and not self._is_preposition(first - 1):
            yield first - 1
            return
        if self._may_gain_preposition(words[0]):
            before = first - 2 if words[1] in _OPENING else first - 1
            if self._is_preposition(before) and self._is_unclaimed(before):
                yield from range(first - 1, before - 1, -1)
                return
        if words[0] in english.PREPOSITIONS | _OPENING and not marked.is_bound(first):
            if opening.has_preposition and words[0] in _OPENING and self._is_preposition(first - 1):
                yield first - 1
            return
        is_behind = opening.has_preposition and self._is_preposition(first - 2)
        if words[1] in _OPENING and (opening.has_article or is_behind):
            yield from (first - 1, first - 2) if is_behind else (first - 1,)
        elif opening.has_preposition and self._is_preposition(first - 1):
            yield first - 1

    def _may_gain_preposition(self, word: str) -> bool:
        """Tell whether English may need a preposition that German has not before a run's word.

        An adverb may be a phrase, and what stands apart from its verb may need a link to it.
        """
        if word in english.PREPOSITIONS:
            return False
        return self._is_later or (self._renders_adverb and word not in _OPENING)

    def _is_preposition(self, t: int) -> bool:
        """Tell whether a token is a preposition, and no `to` of an infinitive."""
        marked, best = self._marked, self._marked.alignment.best
        word = marked.english(t)
        is_infinitive = word == "to" and is_verb(marked.german(best[t + 1]))
        return word in english.PREPOSITIONS and not is_infinitive
