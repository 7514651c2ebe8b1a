"""A line as the tagger sees it: words with flags, and the places where something may be wrong."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reinschrift.lexicon import Lexicon
from reinschrift.morphology import INFLECTED, reading_size
from reinschrift.tokens import Token, tokenize
from reinschrift.words import FUNCTION, NUMERALS, STRONG_PASTS

# What can be done at a place, in the order of the network's outputs. `lower` makes the next
# letter small, `upper` large; `delete` takes away the word before, `unmark` the mark before.
CLASSES = (
    "keep",
    "space",
    "comma",
    "stop",
    "lower",
    "comma+lower",
    "delete",
    "unmark",
    "unmark+lower",
    "stop+upper",
)
KEEP, SPACE, COMMA, STOP, LOWER, COMMA_LOWER, DELETE, UNMARK, UNMARK_LOWER, STOP_UPPER = range(10)

# The kinds of place: none, two words with a space between, two words in one (really or
# perhaps), two words with a mark and a space between. A place before a capital is `+ CAPITAL`.
NOWHERE, SPACED, GLUED, MARKED = range(4)
CAPITAL = 4
ALLOWED: dict[int, tuple[int, ...]] = {
    SPACED: (KEEP, COMMA, STOP, DELETE, STOP_UPPER),
    SPACED + CAPITAL: (KEEP, COMMA, STOP, LOWER, COMMA_LOWER, DELETE),
    GLUED: (KEEP, SPACE, COMMA, STOP, STOP_UPPER),
    GLUED + CAPITAL: (KEEP, SPACE, COMMA, STOP, LOWER, COMMA_LOWER),
    MARKED: (KEEP, UNMARK),
    MARKED + CAPITAL: (KEEP, LOWER, UNMARK, UNMARK_LOWER),
}

# Flags of a token, added up.
ATTACHED, FIRST, RIGHT_HALF, LEFT_HALF = 1, 2, 4, 8
_READING = 16  # times 0 to 2: no reading as one word, as a compound, as a form of a known word
KNOWN_WHOLE = 64  # the lexicon has the word that may be two
FLAGS = 128

REACH = 16  # tokens on either side that the network sees
WINDOW = 8  # tokens on either side of a word that may be two, for speed
LEAST_WORD = 4  # letters of a word that may be two
LONGEST_WORD = 80
MOST_SPLITS = 8  # places in one word
_RARE = 2  # binary order: a merge can be in the lexicon, if it was seen two or three times
_LEAST_RIGHT = 2  # binary order of an open-class right part
_LEAST_RIGHT_OF_UNKNOWN = 4
_LEAST_SHORT = 8  # binary order of a right part of up to three letters
_CLOSED = FUNCTION | NUMERALS | STRONG_PASTS


class Sequence(NamedTuple):
    """Tokens for the network, aligned: words, flags and kinds of the place before each."""

    words: list[str]
    flags: list[int]
    kinds: list[int]


class Split(NamedTuple):
    """A word that may be two: the sequence around it, and where the second half stands."""

    token: int  # index of the word among the line's tokens
    place: int  # in the line
    sequence: Sequence
    at: int  # of the second half in the sequence


def read_line(line: str) -> tuple[list[Token], Sequence]:
    """Return the tokens of a line, and what the network sees of them."""
    tokens = tokenize(line)
    words = [token[0] for token in tokens]
    flags: list[int] = []
    kinds: list[int] = []
    end = -1
    for at, (text, start, stop) in enumerate(tokens):
        flag = FIRST if not at else ATTACHED if start == end else 0
        kind = NOWHERE
        if at and text[0].isalnum():
            before = words[at - 1]
            if before[-1].isalnum():
                if start == end:
                    kind = GLUED
                elif start == end + 1 and line[end] == " ":
                    kind = SPACED
            elif (
                before in ",.;:"
                and start == end + 1
                and line[end] == " "
                and at > 1
                and flags[at - 1] & ATTACHED
                and words[at - 2][-1].isalnum()
            ):
                kind = MARKED
            if kind and text[0].isupper():
                kind += CAPITAL
        flags.append(flag)
        kinds.append(kind)
        end = stop
    return tokens, Sequence(words, flags, kinds)


def find_splits(tokens: list[Token], sequence: Sequence, lexicon: Lexicon) -> list[Split]:
    """Return every way in which an unknown or very rare word of a line may be two."""
    found: list[Split] = []
    for at, (word, start, _) in enumerate(tokens):
        if len(word) < LEAST_WORD or not word[0].isalpha() or lexicon.size(word) >= _RARE:
            continue
        places = split_places(word, lexicon)
        if not places:
            continue
        reading = min(reading_size(word, lexicon), INFLECTED)
        whole = _READING * (2 if reading == INFLECTED else 1 if reading else 0)
        whole += KNOWN_WHOLE * (word in lexicon)
        first = max(0, at - WINDOW)
        words, flags, _ = sequence
        last = at + 1 + WINDOW
        for place in places:
            right = word[place:]
            kind = GLUED + CAPITAL * right[0].isupper()
            half = Sequence(
                [*words[first:at], word[:place], right, *words[at + 1 : last]],
                [
                    *flags[first:at],
                    flags[at] | LEFT_HALF | whole,
                    RIGHT_HALF | whole,
                    *flags[at + 1 : last],
                ],
                [NOWHERE] * (at - first + 1)
                + [kind]
                + [NOWHERE] * (min(last, len(words)) - at - 1),
            )
            found.append(Split(at, start + place, half, at - first + 1))
    return found


@lru_cache(maxsize=65536)
def split_places(word: str, lexicon: Lexicon) -> tuple[int, ...]:
    """Return where two known words, or any word and a common one, may have met in `word`.

    >>> from reinschrift.lexicon import load
    >>> 5 in split_places("Putinund", load()), split_places("Haus", load())
    (True, ())
    """
    if len(word) > LONGEST_WORD or word.isupper():
        return ()
    found: list[tuple[int, int]] = []
    for place in range(1, len(word) - 1):
        left, right = word[:place], word[place:]
        if left[-1] in "-’'" or right[0] in "-’'":
            continue
        if right[0].isupper():
            if left[-1].isupper():
                continue
            own = lexicon.size(right) or lexicon.size(right.rpartition("-")[2])
            score = lexicon.size(left) + own
            if score and len(left) > 1:
                found.append((40 + score, place))
            continue
        if len(left) < 2:
            continue
        size = lexicon.size(right)
        is_closed = right in _CLOSED
        if not is_closed and (size < _LEAST_RIGHT or (len(right) < 4 and size < _LEAST_SHORT)):
            continue
        own = lexicon.size(left) or lexicon.size(left.rpartition("-")[2])
        if not own and (len(left) < 3 or (not is_closed and size < _LEAST_RIGHT_OF_UNKNOWN)):
            continue
        found.append((own + size + 10 * is_closed + 10 * bool(own), place))
    best = sorted(found, reverse=True)[:MOST_SPLITS]
    return tuple(sorted(place for _, place in best))
