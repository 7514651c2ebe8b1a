"""How strongly an English word belongs to each German one, by itself and beside its rivals."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reinschrift.glossary.stems import is_english_verb_form
from reinschrift.links.english import FUNCTION_WORDS
from reinschrift.links.particles import AUXILIARIES, is_verb, pair_auxiliaries, pair_particles
from reinschrift.words import ARTICLES, CONJUNCTIONS, FUSED, PREPOSITIONS, SUBORDINATORS

_FUNCTION = (
    ARTICLES | PREPOSITIONS | FUSED | AUXILIARIES | SUBORDINATORS | CONJUNCTIONS | {"sich", "es"}
)
# Swept one by one on the suite links-dev (524 sentences, 874 marks), 2026-11: what each witness
# leaves to a pair that it does not know, and how fast far words lose. Half or double of one of
# these places 0 to 6 marks less.
_NO_ATTENTION, _NO_GLOSSARY = 0.003, 0.01
_DISTANCE = 0.35
# What pairs keep that the glossary does not know: of a content word and a function word, and of
# kinds of words that seldom render each other.
_UNLIKE, _UNFIT = 0.15, 0.1
_RIVALS = 8.0  # what a pair loses if another English word stands for its German one
_LETTERS = 3  # of a German word, for each English one that it can be: compounds are several


def weigh(
    german: Sequence[str],
    english: Sequence[str],
    looked: Sequence[Sequence[float]],
    strengths: Sequence[Sequence[float]],
) -> list[list[float]]:
    """Return how strongly each English word belongs to each German one, by itself."""
    is_function = [word.lower() in _FUNCTION for word in german]
    is_word = [_is_word(word) for word in german]
    unfit = _find_unfit(german)
    weights: list[list[float]] = []
    for t, word in enumerate(english):
        is_content = word.lower() not in FUNCTION_WORDS
        is_sign = not _is_word(word)
        kept = [
            _UNLIKE if is_content and is_function[s] else _UNFIT if s in unfit[_kind(word)] else 1.0
            for s in range(len(german))
        ]
        weights.append(
            [
                (looked[t][s] + _NO_ATTENTION)
                * (strength + _NO_GLOSSARY)
                * (1.0 if strength else kept[s])
                * math.exp(-_DISTANCE * abs((t + 0.5) / len(english) - (s + 0.5) / len(german)))
                if is_word[s] is not is_sign  # words to words, signs to signs
                else 0.0
                for s, strength in enumerate(strengths[t])
            ]
        )
    # English has one word where German has an auxiliary and a participle: `hat … besucht`.
    for auxiliary, verb in pair_auxiliaries(german).items():
        for t, word in enumerate(english):
            if word.lower() not in FUNCTION_WORDS and not strengths[t][auxiliary]:
                weights[t][verb] += weights[t][auxiliary]
                weights[t][auxiliary] = 0.0
    return weights


def compete(
    weights: Sequence[Sequence[float]],
    found: Sequence[Sequence[float]],
    german: Sequence[str],
    english: Sequence[str],
    strengths: Sequence[Sequence[float]],
) -> list[list[float]]:
    """Weaken each pair that the glossary does not know by what else renders its German word.

    `found` is how likely each pair is at first sight. So a word that nothing is known about
    goes to the German word that would have none: `canceled` to `abgesetzt`, not to `Sender`, which
    is `network` already.
    """
    contents = [
        t for t, word in enumerate(english) if _is_word(word) and word.lower() not in FUNCTION_WORDS
    ]
    weaker = [list(row) for row in weights]
    for s, word in enumerate(german):
        taken = sum(found[t][s] for t in contents)
        room = max(1.0, len(word) / _LETTERS) if word[0].isupper() else 1.0
        for t in contents:
            if not strengths[t][s]:
                weaker[t][s] /= 1 + _RIVALS * max(0.0, taken - found[t][s]) / room
    return weaker


def _find_unfit(german: Sequence[str]) -> dict[str, frozenset[int]]:
    """Return by the kind of an English word which German ones it seldom renders."""
    particles = pair_particles(german)
    verbs = frozenset({*particles, *particles.values()}) | {
        s for s, word in enumerate(german) if is_verb(word)
    }
    nouns = frozenset(s for s, word in enumerate(german) if word[0].isupper()) - verbs
    return {"adverb": nouns | verbs, "verb": nouns, "": frozenset()}


def _kind(english: str) -> str:
    word = english.lower()
    if word.endswith("ly"):
        return "adverb"
    return "verb" if is_english_verb_form(word) else ""


def _is_word(word: str) -> bool:
    return any(sign.isalnum() for sign in word)
