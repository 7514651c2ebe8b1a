"""Learn from open parallel text which stems stand for each other.

    python -m reinschrift.glossary.build ../shared/data pipeline/reinschrift/glossary/pairs.txt

IBM model 1 with a preference for the diagonal, in both directions, over news and everyday
sentences of `parallel`; never an evaluation set. The two places of a separable verb count as
one word, a rare compound as its parts. Takes three minutes of one core and 8.6 GB.
"""

from __future__ import annotations

import lzma
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reinschrift.glossary import STEPS, unlinked
from reinschrift.glossary.stems import english_stem, german_stem
from reinschrift.links.particles import pair_particles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Source and the most pairs to take of it: a little of what is templated or old.
SOURCES = {
    "news/newstest08-17": 1_000_000, "news/sisihagen-blog": 61_000, "news/debian-web-news": 12_000,
    "news/wmt-testsuites-mt": 67_000, "news/mucow": 1_000_000, "news/opennmt-demo10k": 1_000_000,
    "news/stsb-multi-mt": 1_000_000, "news/europarl-comtrans": 23_000, "news/ud-pud": 1_000_000,
    "news/frekanz-leipzig": 1_000_000, "news/de-news-llm": 1_000_000, "news/contrawsd": 1_000_000,
    "general/mlqe-pe": 1_000_000, "general/multi30k": 15_000,
    "general/tatoeba-babeldungeon": 1_000_000, "general/web-nmtmatlab10k": 1_000_000,
    "general/xquad": 1_000_000, "news/wmt-testsuites-bt": 15_000,
    "general/bcontrast-chat": 1_000_000, "general/mt-geneval": 1_000_000,
    "general/cocoa-mt": 1_000_000, "general/tatoeba-laser": 1_000_000,
    "technical/freecodecamp": 12_000, "technical/ms-d365-business": 8_000,
    "technical/rust-book": 4_000, "technical/mdn-docs": 5_000,
}  # fmt: skip
LONGEST = 36  # words; long sentences cost most and teach least
LEAST_COUNT = 3  # sentences that a stem must occur in
ROUNDS = 6
DIAGONAL = 3.0  # how fast far words lose, as fast_align has it (4), less for German verbs
NULL = 0.15  # of every word comes from none
DISCOUNT = 0.05  # taken off every count: rare words attract what nothing else wants
# Seldom and weak pairs as well: on the suite links-dev 0.03 and 1.2 place 8 marks of 681 less, half
# of these none more.
LEAST_STRENGTH = 0.008
LEAST_EVIDENCE = 0.8  # expected occurrences of a pair
MOST_PAIRS = 20  # for one German stem
LENGTH = 14  # letters of a stem

COMMON = 50  # sentences: a compound that occurs in so many is learnt as a whole
KNOWN = 10  # sentences that the parts of a compound must occur in
LEAST_PART = 4  # letters

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s]")

Sentence = list[str]


class Strength(NamedTuple):
    """How probable a target stem is for a source stem, and how often that was seen."""

    probability: float
    seen: float


def read_pairs(data: Path) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield sentence pairs as stems."""
    texts = list(_read_texts(data))
    words = [_join_particles(_TOKEN.findall(german)) for german, _ in texts]
    counts = Counter(
        stem for sentence in words for stem in {german_stem(word) for word in sentence}
    )
    splitter = _Splitter(counts)
    for sentence, (_, english) in zip(words, texts, strict=True):
        yield (
            [stem[:LENGTH] for word in sentence for stem in splitter.split(word)],
            [english_stem(word)[:LENGTH] for word in _WORD.findall(english)],
        )


def _read_texts(data: Path) -> Iterator[tuple[str, str]]:
    lots = random.Random(3)  # noqa: S311 — a sample, no secret
    for source, most in SOURCES.items():
        with lzma.open(data / "parallel" / f"{source}.tsv.xz", "rt", encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines]
        pairs = [
            (german, english)
            for german, english in rows
            if all(2 < len(_WORD.findall(side)) <= LONGEST for side in (german, english))
        ]
        yield from lots.sample(pairs, most) if len(pairs) > most else pairs


def _join_particles(tokens: list[str]) -> list[str]:
    """Return the words of a sentence, those of a separable verb as one.

    >>> _join_particles("Sie nahm ihn fest .".split())
    ['Sie', 'festnahm', 'ihn']
    """
    pairs = pair_particles(tokens)
    words = dict(enumerate(tokens))
    for at, verb in pairs.items():
        words[verb] = words.pop(at) + words[verb]
    return [word for word in words.values() if word[0].isalpha()]


class _Splitter:
    """Cuts a rare compound where both parts are common, as Koehn and Knight (2003) do."""

    def __init__(self, counts: Counter[str]) -> None:
        self._counts = counts
        self._known: dict[str, list[str]] = {}

    def split(self, word: str) -> list[str]:
        """Return the stem of a word, or those of its parts."""
        if word not in self._known:
            stem = german_stem(word)
            is_whole = self._counts[stem] >= COMMON or not word[0].isupper()
            self._known[word] = [stem] if is_whole else self._parts(word) or [stem]
        return self._known[word]

    def _parts(self, word: str) -> list[str]:
        best, found = float(self._counts[german_stem(word)]), list[str]()
        for at in range(LEAST_PART, len(word) - LEAST_PART + 1):
            last = german_stem(word[at:].capitalize())
            for first in unlinked(word[:at]):
                counts = self._counts[first], self._counts[last]
                mean = math.sqrt(counts[0] * counts[1])
                if min(counts) >= KNOWN and mean > best:
                    best, found = mean, [first, last]
        return found


def build(data: Path) -> str:
    """Return the glossary file: a German stem a line, its English ones with their strength."""
    pairs = list(read_pairs(data))
    there = learn(pairs)
    back = learn([(english, german) for german, english in pairs])
    found: dict[str, list[tuple[float, str]]] = {}
    for (german, english), strength in there.items():
        other = back.get((english, german))
        if other is None or min(strength.seen, other.seen) < LEAST_EVIDENCE:
            continue
        both = math.sqrt(strength.probability * other.probability)
        if both >= LEAST_STRENGTH:
            found.setdefault(german, []).append((both, english))
    lines = []
    for german in sorted(found):
        best = sorted(found[german], reverse=True)[:MOST_PAIRS]
        lines.append(" ".join([german, *(f"{one}{_step(strength)}" for strength, one in best)]))
    return "\n".join(lines)


def _step(strength: float) -> int:
    """Return a digit for a strength, finer for the weak; few pairs reach three quarters."""
    return min(STEPS, max(1, round(STEPS * math.sqrt(min(1.0, strength * 1.3)))))


def learn(pairs: Iterable[tuple[Sentence, Sentence]]) -> dict[tuple[str, str], Strength]:
    """Learn by expectation maximisation which target stems come from a source stem.

    >>> text = [(["haus"], ["house"]), (["rot", "haus"], ["red", "house"])] * 4
    >>> found = learn(text)
    >>> found["haus", "house"].probability > 0.9, ("haus", "red") in found
    (True, False)
    """
    import numpy as np

    listed = list(pairs)
    sources = _number(source for source, _ in listed)
    targets = _number(target for _, target in listed)
    width = len(targets) + 1
    keys, weights, lengths = [], [], []
    for source, target in listed:
        numbers = np.array([0, *(sources.get(stem, 0) for stem in source)], dtype=np.int64)
        wanted = np.array([targets.get(stem, 0) for stem in target], dtype=np.int64)
        prior = _prior(len(source), len(target), numbers[1:] == 0)
        known = wanted > 0
        keys.append((numbers[None, :] * width + wanted[:, None])[known].ravel())
        weights.append(prior[known].ravel())
        lengths.append(np.full(int(known.sum()), len(numbers), dtype=np.int32))
    distinct, places = np.unique(np.concatenate(keys), return_inverse=True)
    probability, counts = _maximise(
        places.astype(np.int32),
        np.concatenate(weights),
        np.concatenate(lengths),
        (distinct // width).astype(np.int32),
    )
    names, others = ["", *sources], ["", *targets]
    return {
        (names[key // width], others[key % width]): Strength(float(share), float(count))
        for key, share, count in zip(distinct, probability, counts, strict=True)
        if key >= width and share > 0.002  # less is noise, and fills the memory
    }


def _number(sentences: Iterable[Sentence]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(set(sentence))
    common = sorted(stem for stem, count in counts.items() if count >= LEAST_COUNT)
    return {stem: number for number, stem in enumerate(common, 1)}


def _prior(source: int, target: int, rare: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return how likely each target place comes from each source place, none first."""
    import numpy as np

    far = np.abs(np.arange(target)[:, None] / target - np.arange(source)[None, :] / source)
    near = np.exp(-DIAGONAL * far)
    near /= near.sum(axis=1, keepdims=True)
    near[:, rare] *= 1e-3
    prior = np.concatenate([np.full((target, 1), NULL), near * (1 - NULL)], axis=1)
    return prior.astype(np.float32)


def _maximise(
    places: NDArray[np.int32],
    weights: NDArray[np.float32],
    lengths: NDArray[np.int32],
    owners: NDArray[np.int32],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the probability of each distinct pair, and how often it was seen in the end."""
    import numpy as np

    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    probability: NDArray[np.float64] = np.ones(len(owners))
    counts: NDArray[np.float64] = probability
    for number in range(ROUNDS):
        shares = weights * probability[places]
        shares /= np.repeat(np.add.reduceat(shares, starts), lengths)
        counts = np.bincount(places, weights=shares, minlength=len(owners)).astype(np.float64)
        if number > 1:
            counts = np.maximum(counts - DISCOUNT, 0)
        totals = np.bincount(owners, weights=counts)
        probability = np.asarray(counts / np.maximum(totals[owners], 1e-9), dtype=np.float64)
    return probability, counts


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(build(Path(sys.argv[1])), encoding="utf-8")
