"""Which English words a mark covers: the words that render the marked ones, and no others.

The rules are those that an editor follows who sets a link by hand. Content words go by their
alignment; function words at a mark's edge follow the German: an article is in if one was
marked, a preposition too, an auxiliary or `to` likewise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reinschrift.alignment import Alignment
from reinschrift.words import ARTICLES, PREPOSITIONS, STRONG_PASTS, is_verb_form

FUSED = frozenset("im am zum zur vom beim ins ans ums fürs aufs durchs übers vors".split())
_PARTICLES = frozenset(
    "ab an auf aus bei durch ein entlang fest her heraus hervor hin hinaus los mit nach statt teil "
    "um unter vor vorbei weg weiter wider zu zurück zusammen".split()
)
_AUXILIARIES = frozenset(
    "haben hat hatte hatten habe hätte hätten sein ist sind war waren sei wäre werden wird wurde "
    "wurden worden würde würden zu will wollen wollte wollten kann können konnte konnten muss "
    "müssen musste mussten soll sollen sollte sollten darf dürfen durfte durften".split()
)
_JOINS = frozenset("und oder dass ob wer was wie wenn weil als der die das".split())

ENGLISH_ARTICLES = frozenset("the a an".split())
_ENGLISH_PREPOSITIONS = frozenset(
    "of in at on by for from with to against about over under after before into through during "
    "without between among as because despite until since within around via towards toward "
    "upon near off".split()
)
_ENGLISH_AUXILIARIES = frozenset(
    "is are was were be been being has have had do does did will would can could may might shall "
    "should must to am".split()
)
_ENGLISH_JOINS = frozenset("and or but that which who whom whose it there this".split())
_FUNCTION = ENGLISH_ARTICLES | _ENGLISH_PREPOSITIONS | _ENGLISH_AUXILIARIES | _ENGLISH_JOINS

# Swept together with the constants of `alignment`.
_THRESHOLD = 0.4  # of a word's alignment that must lie on the mark
_FUNCTION_WEIGHT = 0.25  # what function words count beside content words
_CERTAIN = 0.8  # a word that belongs to the mark whatever it is
_MOST = 0.5  # of a German word that must be marked; links are set on parts of words too
_FAR = 0.6  # of the weight that a word and its German must give each other, to be split off
_SURE = 0.5  # an edge word that belongs to the mark by itself
_OUTSIDE = 0.15  # a word inside a mark that belongs elsewhere parts it
_FAINT = 0.1  # a strength below says nothing
_UNSUPPORTED = 0.5  # what a word counts that only attention speaks for
_KNOWN = 0.3  # a strength of the glossary that can be relied on


@dataclass(frozen=True)
class Anchor:
    """A mark in a sentence, and the alignment by which it finds its English words."""

    source: str
    target: str
    alignment: Alignment
    start: int
    end: int

    def find(self, free: Sequence[int]) -> list[list[int]]:
        """Return the runs of target tokens, among the `free` ones, that the mark covers."""
        if not self._words:
            return []
        run = self._best_run(free)
        if not run:
            return []
        parts = sorted([*self._part(run), *self._far_parts(run, free)])
        runs = [self._fit_edges(part, free) for part in parts]
        return [one for one in runs if one]

    def is_rendered(self, runs: Sequence[Sequence[int]]) -> bool:
        """Tell whether any word of these runs stands for a marked one."""
        return any(self._share(t) >= _OUTSIDE for run in runs for t in run)

    def shares(self, tokens: Sequence[int]) -> list[float]:
        """Return how much of each token belongs to the mark."""
        return [self._share(t) for t in tokens]

    @cached_property
    def _words(self) -> list[int]:
        """The source tokens that are marked, signs only if there is nothing else."""
        covered = [
            (min(span.end, self.end) - max(span.start, self.start)) / (span.end - span.start)
            for span in self.alignment.source
        ]
        marked = [s for s, share in enumerate(covered) if share >= _MOST]
        marked = marked or [s for s, share in enumerate(covered) if share > 0]
        return [s for s in marked if self._german(s)[0].isalnum()] or marked

    @cached_property
    def _core(self) -> frozenset[int]:
        """The marked tokens, with the other part of a verb that was marked in part."""
        core = set(self._words)
        for s in self._words:
            if self._is_verb(s):
                core.update(self._particle_of(s))
            elif len(self._words) == 1 and self._is_particle(s):
                core.update(self._verb_of(s))
        return frozenset(core)

    def _german(self, s: int) -> str:
        span = self.alignment.source[s]
        return self.source[span.start : span.end]

    def _english(self, t: int) -> str:
        """Return a token in lower case, if it could be so: `May` is no auxiliary."""
        span = self.alignment.target[t]
        word = self.target[span.start : span.end]
        return word.lower() if t == 0 or word != "May" else word

    def _is_verb(self, s: int) -> bool:
        word = self._german(s)
        return word.islower() and (word in STRONG_PASTS or is_verb_form(word))

    def _is_particle(self, s: int) -> bool:
        """Tell whether a token is the particle of a verb: it stands at the end of a clause."""
        last = s + 1 == len(self.alignment.source)
        return self._german(s) in _PARTICLES and (last or not self._german(s + 1)[0].isalnum())

    def _particle_of(self, s: int) -> Iterator[int]:
        for after in range(s + 1, len(self.alignment.source)):
            if not self._german(after)[0].isalnum():
                return
            if self._is_particle(after):
                yield after

    def _verb_of(self, s: int) -> Iterator[int]:
        for before in range(s - 1, -1, -1):
            if not self._german(before)[0].isalnum():
                return
            if self._is_verb(before):
                yield before
                return

    def _share(self, t: int) -> float:
        row, total = self.alignment.weights[t], self.alignment.totals[t]
        return sum(row[s] for s in self._core) / total if total else 0.0

    def _worth(self, t: int) -> float:
        word = self._english(t)
        if not word[0].isalnum():
            return 0.0
        worth = self._share(t) - _THRESHOLD
        if self._is_function_word(t):
            return _FUNCTION_WEIGHT * worth
        if worth > 0 and max(self.alignment.strengths[t][s] for s in self._core) < _FAINT:
            return _UNSUPPORTED * worth
        return worth

    def _is_function_word(self, t: int) -> bool:
        """Tell whether an English token has no sense of its own where it stands."""
        return self._english(t) in _FUNCTION and not self._is_bound(t)

    def _is_bound(self, t: int) -> bool:
        """Tell whether a preposition belongs to the next word, as in `at least`."""
        return t + 1 < len(self.alignment.target) and self._english(t + 1) in ("least", "most")

    def _best_run(self, free: Sequence[int]) -> list[int]:
        """Return the run of tokens with the most of the mark in it; at least the best token."""
        best, best_sum, start, running = (0, 0), 0.0, 0, 0.0
        for at, t in enumerate(free):
            if running <= 0 or (at and free[at - 1] != t - 1):
                start, running = at, 0.0
            running += self._worth(t)
            if running > best_sum:
                best, best_sum = (start, at + 1), running
        run = list(free[best[0] : best[1]])
        if any(self._is_content(t) or self._share(t) >= _CERTAIN for t in run):
            return run
        if run and all(self._is_function(s) for s in self._words):
            return run
        content = (
            [t for t in free if self._is_content(t)]
            or [t for t in free if self._english(t)[0].isalnum()]
            or list(free)
        )
        return [max(content, key=self._share)] if content else []

    def _is_function(self, s: int) -> bool:
        word = self._german(s).lower()
        return word in ARTICLES or word in PREPOSITIONS or word in FUSED or word in _AUXILIARIES

    def _part(self, run: list[int]) -> list[list[int]]:
        """Cut a run where words stand in between that surely belong elsewhere."""
        parts: list[list[int]] = [[]]
        for t in run:
            if self._is_elsewhere(t):
                parts.append([])
            else:
                parts[-1].append(t)
        held = [part for part in parts if self._holds(part)]
        return held or [run]

    def _far_parts(self, run: list[int], free: Sequence[int]) -> Iterator[list[int]]:
        """Give single words off the run that surely render a marked word: `turned … down`."""
        rendered = {self.alignment.best[t] for t in run}
        for t in free:
            if t in run or t + 1 == run[0] or t - 1 == run[-1]:
                continue
            s = self.alignment.best[t]
            if (
                s in self._core
                and s not in rendered
                and self._is_content(t)
                and self._share(t) >= _CERTAIN
                and self.alignment.weights[t][s] >= _FAR
            ):
                yield [t]

    def _is_elsewhere(self, t: int) -> bool:
        if not self._is_content(t) or self._share(t) > _OUTSIDE:
            return False
        strengths = self.alignment.strengths[t]
        return max(strengths) >= _KNOWN and all(strengths[s] < _KNOWN for s in self._core)

    def _holds(self, part: list[int]) -> bool:
        return any(self._is_content(t) and self._share(t) >= _THRESHOLD for t in part)

    def _is_content(self, t: int) -> bool:
        return self._english(t)[0].isalnum() and not self._is_function_word(t)

    def _fit_edges(self, run: list[int], free: Sequence[int]) -> list[int]:
        first, last = run[0], run[-1]
        while first < last and self._is_loose_start(first):
            first += 1
        while last > first and self._is_loose_end(last):
            last -= 1
        among = set(free)
        if self._is_verbal and last + 1 in among and self._completes(last + 1):
            last += 1
        for step in self._steps_before(first):
            if step not in among:
                break
            first = step
        return [t for t in range(first, last + 1) if t in among]

    @cached_property
    def _opening(self) -> tuple[bool, bool]:
        """Whether the mark begins with a preposition, and with an article, be it behind one."""
        words = [self._german(s).lower() for s in self._words]
        has_preposition = words[0] in PREPOSITIONS or words[0] in FUSED
        at = 1 if words[0] in PREPOSITIONS and len(words) > 1 else 0
        return has_preposition, words[0] in FUSED or words[at] in ARTICLES

    @cached_property
    def _is_verbal(self) -> bool:
        """Tell whether a verb was marked and nothing else."""
        return all(self._is_verb(s) or self._is_particle(s) for s in self._core)

    def _completes(self, t: int) -> bool:
        """Tell whether a preposition belongs to the verb before it: no German one stands for it."""
        s = self.alignment.best[t]
        if self._english(t) not in _ENGLISH_PREPOSITIONS:
            return False
        word = self._german(s).lower()
        return s in self._core or not (word in PREPOSITIONS or word in FUSED or word in ARTICLES)

    @cached_property
    def _has_auxiliary(self) -> bool:
        return any(self._german(s).lower() in _AUXILIARIES for s in self._words)

    def _is_loose_start(self, t: int) -> bool:
        word = self._english(t)
        has_preposition, has_article = self._opening
        if not word[0].isalnum():
            return True
        if word in ENGLISH_ARTICLES:
            return not has_article
        if word in _ENGLISH_AUXILIARIES and not self._has_auxiliary:
            return not (word == "to" and has_preposition)
        if word in _ENGLISH_PREPOSITIONS:
            return not (has_preposition or self._is_bound(t) or self._is_rendered(t, inside=False))
        if word in _ENGLISH_JOINS:
            return self._german(self._words[0]).lower() not in _JOINS
        return False

    def _is_loose_end(self, t: int) -> bool:
        word = self._english(t)
        if not word[0].isalnum() or word in ENGLISH_ARTICLES or word in _ENGLISH_JOINS:
            return True
        if word in _ENGLISH_PREPOSITIONS:
            return not self._is_rendered(t)
        return word in _ENGLISH_AUXILIARIES and not self._has_auxiliary

    def _is_rendered(self, t: int, *, inside: bool = True) -> bool:
        """Tell whether a function word stands for a word of the mark that is no article.

        At the start of a mark that begins otherwise it stands for no preposition inside.
        """
        s = self.alignment.best[t]
        word = self._german(s).lower()
        if s not in self._core or word in ARTICLES:
            return False
        if not inside and (word in PREPOSITIONS or word in FUSED):
            return False
        return self._share(t) >= _SURE and self.alignment.strengths[t][s] > 0

    def _steps_before(self, first: int) -> Iterator[int]:
        """Give the tokens before a run that belong to it: an article, a preposition."""
        has_preposition, has_article = self._opening
        words = [self._english(t) if t >= 0 else "" for t in (first, first - 1, first - 2)]
        if words[0] in ("least", "most") and words[1] == "at":
            yield first - 1
            return
        if words[0] in _ENGLISH_PREPOSITIONS | ENGLISH_ARTICLES and not self._is_bound(first):
            if has_preposition and words[0] in ENGLISH_ARTICLES:
                yield from (first - 1,) if words[1] in _ENGLISH_PREPOSITIONS else ()
            return
        if words[1] in ENGLISH_ARTICLES and (
            has_article or (has_preposition and words[2] in _ENGLISH_PREPOSITIONS)
        ):
            yield first - 1
            if has_preposition and words[2] in _ENGLISH_PREPOSITIONS:
                yield first - 2
        elif has_preposition and words[1] in _ENGLISH_PREPOSITIONS:
            yield first - 1
