"""Where one unknown word can fall into two: what the word alone tells."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reinschrift.lexicon import Lexicon, load
from reinschrift.morphology import ALWAYS_LINKED, INFLECTED, reading_size
from reinschrift.stages.split_confidence import (
    BEHIND_UNKNOWN,
    LEAST_UNKNOWN,
    MUCH_COMMONER,
    confidence_of,
    left_size,
)
from reinschrift.stages.split_words import EDGE, LEAST_BEHIND_UNKNOWN, NEVER
from reinschrift.verbs import is_nominal, is_verb


class Split(NamedTuple):
    """Where a word falls in two, how sure that is and what speaks for it."""

    place: int
    confidence: float
    evidence: str
    needs_object: bool = False  # `Bahnbestätigte` is no noun if an object follows


@lru_cache(maxsize=65536)
def find_splits(word: str) -> tuple[Split, ...]:
    """Return the places where `word` may fall into two words, the surest first.

    >>> [split.place for split in find_splits("Selenskyjbehauptete")]
    [9]
    >>> find_splits("Ausbildungsbetrieben")
    ()
    """
    lexicon = load()
    if word.isupper():
        return ()
    found = [
        split for place in range(2, len(word) - 1) if (split := _split_at(word, place, lexicon))
    ]
    places = {split.place for split in found}
    if any(split.confidence > BEHIND_UNKNOWN for split in found) or _has_two_words(
        word, places, lexicon
    ):
        found = [split for split in found if split.confidence > BEHIND_UNKNOWN]
    reading = reading_size(word, lexicon) if found else 0
    if not reading:
        found = [
            split._replace(needs_object=not is_verb(word[split.place :], lexicon))
            if split.needs_object
            else split
            for split in found
        ]
    else:
        found = [split for split in found if _outweighs(word, split, reading, lexicon)]

    def strength(split: Split) -> tuple[bool, int]:
        left, right = word[: split.place], word[split.place :]
        return left in lexicon, lexicon.size(left) + lexicon.size(right)

    return tuple(sorted(found, key=strength, reverse=True))


def _has_two_words(word: str, places: set[int], lexicon: Lexicon) -> bool:
    """Tell whether known words parted elsewhere make up `word`: Merz|eingetroffen."""
    return any(
        place not in places and word[place:] in lexicon and word[:place] in lexicon
        for place in range(LEAST_UNKNOWN, len(word) - LEAST_BEHIND_UNKNOWN + 1)
    )


def _outweighs(word: str, split: Split, reading: int, lexicon: Lexicon) -> bool:
    """Tell whether two words are a better reading than one whose head has the size `reading`.

    `Wunder und` against `Wunderund`, a strange kind of `Rund`.
    """
    left, right = word[: split.place], word[split.place :]
    if split.needs_object:
        return reading < INFLECTED
    return left in lexicon and lexicon.size(right) > MUCH_COMMONER * reading


def _split_at(word: str, place: int, lexicon: Lexicon) -> Split | None:
    """Return the split at `place` if both sides are words that a link edge can part."""
    left, right = word[:place], word[place:]
    if right not in lexicon or left[-1] in "-’'":
        return None
    if not right.islower() or (left[0].isupper() and right in NEVER):
        return None
    confidence = confidence_of(left, right, lexicon)
    if not confidence:
        return None
    evidence = (
        f"{left} (2^{left_size(left, lexicon)}) + {right} (2^{lexicon.size(right)}); "
        f"{word} unknown, no compound"
    )
    is_plural = not is_verb(right, lexicon)  # so it is an infinitive, and a noun
    # A noun would be linked with -s behind -ung, so nothing more is needed there.
    is_linked = left.endswith(ALWAYS_LINKED) and left in lexicon
    needs_object = (
        right not in EDGE
        and not is_linked
        and (is_plural or (left not in lexicon.names and is_nominal(right, lexicon)))
    )
    return Split(place, confidence, evidence, needs_object)
