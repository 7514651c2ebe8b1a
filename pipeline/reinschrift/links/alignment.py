"""Which German words an English word of a translation comes from.

Two witnesses: what the model looked at while it wrote the word, and which words stand for
each other in parallel text. Attention is spread and lags behind; the glossary knows few
compounds and no context. Together they are right far more often than either. Where both are
silent the words beside decide, as in a hidden Markov model; then once more, with German words
that others render already out of the way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reinschrift.edits import Span
from reinschrift.engines import Attention
from reinschrift.glossary import Glossary, load
from reinschrift.links.particles import (
    pair_particles,
    pair_phrases,
)
from reinschrift.links.weights import compete, weigh

# A word with what is inside it; quotes, stops and slashes around it are tokens of their own. Quotes
# and brackets part words even where a space was lost: `sagte:„Das`.
TOKEN = re.compile(r"\w(?:[^\s/„“”»«\"()\[\]]*\w)?|/|[^\w\s/]+")
_PART = re.compile(r"[^\W_]+")
# How likely the next English word comes from the word so many places on; the rest is anywhere.
# Swept with the constants of `weights`.
_JUMPS = {-1: 0.03, 0: 0.15, 1: 0.2, 2: 0.02, 3: 0.06}
_ANYWHERE = 0.41
# Longer sentences than any model's window; the table of weights grows with their square.
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Alignment:
    """Words of a sentence and its translation, and how strongly they belong together.

    `weights[t][s]` is from 0 to 1 and close to one where both words choose each other.
    """

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    weights: tuple[tuple[float, ...], ...]
    strengths: tuple[tuple[float, ...], ...]  # what the glossary alone says
    totals: tuple[float, ...]  # of each row of weights
    best: tuple[int, ...]  # the German word that each English one chooses
    particles: dict[int, int]  # of separable verbs, and where their verb stands
    phrases: dict[int, int]  # the same of words that make a phrase with a verb


def align(source: str, target: str, attention: Attention | None) -> Alignment:
    """Align the words of a sentence with those of its translation.

    >>> done = align("Gestern kam Kirby.", "Kirby came yesterday.", None)
    >>> [max(zip(row, "GkK.", strict=True))[1] for row in done.weights]
    ['K', 'k', 'G', '.']
    """
    sources = tuple(Span(*found.span()) for found in TOKEN.finditer(source))[:_LONGEST]
    targets = tuple(Span(*found.span()) for found in TOKEN.finditer(target))[:_LONGEST]
    words = [source[span.start : span.end] for span in sources]
    particles = pair_particles(words)
    german = [_parts(word) for word in words]
    for particle, verb in particles.items():
        joined = words[particle] + words[verb]
        german[particle], german[verb] = [words[particle], joined], [words[verb], joined]
    others = [target[span.start : span.end] for span in targets]
    english = [_parts(other) for other in others]
    glossary = load()
    strengths = tuple(tuple(_strength(glossary, one, other) for one in german) for other in english)
    weights = weigh(words, others, _look(sources, targets, attention), strengths)
    are_words = [bool(one) for one in german], [bool(one) for one in english]
    weights = compete(weights, _smooth(weights, *are_words), words, others, strengths)
    weights = _smooth(weights, *are_words)
    columns = [sum(column) or 1.0 for column in zip(*weights, strict=True)]
    scaled = tuple(
        tuple(weight / math.sqrt(total * columns[s]) for s, weight in enumerate(row))
        for row in weights
        for total in (sum(row) or 1.0,)
    )
    return Alignment(
        sources,
        targets,
        scaled,
        strengths,
        tuple(map(sum, scaled)),
        tuple(max(range(len(row)), key=row.__getitem__, default=-1) for row in scaled),
        particles,
        pair_phrases(words),
    )


def _smooth(
    raw: list[list[float]], german: Sequence[bool], english: Sequence[bool]
) -> list[list[float]]:
    """Return how likely each pair is, given the words before and behind; signs take no part."""
    places = [s for s, is_word in enumerate(german) if is_word]
    rows = [t for t, is_word in enumerate(english) if is_word]
    if len(places) < 2 or len(rows) < 2:
        return raw
    emitted = [[raw[t][s] for s in places] for t in rows]
    forward = _pass(emitted, 1)
    backward = _pass(emitted[::-1], -1)[::-1]
    smooth = [list(row) for row in raw]
    for at, t in enumerate(rows):
        both = [
            one * other / (here or 1.0)
            for one, other, here in zip(forward[at], backward[at], emitted[at], strict=True)
        ]
        total = sum(both) or 1.0
        for s, value in zip(places, both, strict=True):
            smooth[t][s] = value / total
    return smooth


def _pass(emitted: list[list[float]], direction: int) -> list[list[float]]:
    """Return how likely each place is given the words up to each, that one included."""
    width = len(emitted[0])
    jumps = [(step * direction, weight) for step, weight in _JUMPS.items()]
    reached = [[value / (sum(emitted[0]) or 1.0) for value in emitted[0]]]
    for row in emitted[1:]:
        before = reached[-1]
        ahead = [_ANYWHERE / width] * width
        for step, weight in jumps:
            for s in range(max(0, -step), min(width, width - step)):
                ahead[s + step] += weight * before[s]
        now = [one * other for one, other in zip(ahead, row, strict=True)]
        total = sum(now) or 1.0
        reached.append([value / total for value in now])
    return reached


def _look(
    sources: Sequence[Span], targets: Sequence[Span], attention: Attention | None
) -> list[list[float]]:
    """Return how the attention of each English word is spread over the German ones."""
    if attention is None or not attention.weights:
        return [[1 / max(len(sources), 1)] * len(sources) for _ in targets]
    shares = [_shares(piece, sources) for piece in attention.source]
    looked = [[0.0] * len(sources) for _ in targets]
    for piece, row in zip(attention.target, attention.weights, strict=True):
        for t, _ in _shares(piece, targets):
            for weight, share in zip(row, shares, strict=True):
                for s, part in share:
                    looked[t][s] += weight * part
    return [[weight / total for weight in row] for row in looked for total in (sum(row) or 1.0,)]


def _shares(piece: Span, words: Sequence[Span]) -> list[tuple[int, float]]:
    """Return which words a piece lies on, and with how much of itself."""
    length = max(piece.end - piece.start, 1)
    return [
        (at, (min(piece.end, word.end) - max(piece.start, word.start)) / length)
        for at, word in enumerate(words)
        if word.start < piece.end and piece.start < word.end
    ]


def _parts(word: str) -> list[str]:
    return [part for part in _PART.findall(word) if part != "s"]


def _strength(glossary: Glossary, german: list[str], english: list[str]) -> float:
    return max((glossary.strength(one, other) for one in german for other in english), default=0.0)
