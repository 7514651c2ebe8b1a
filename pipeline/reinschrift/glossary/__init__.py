"""Which German words the English ones of a translation come from.

`pairs.txt` holds stems of both languages that stand for each other in parallel text and
how often, learnt by `build`. It is no dictionary to read: it is evidence for links, beside
what the model looked at.
"""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from importlib.resources import files

from reinschrift.glossary.stems import english_stem, german_stem

# How many letters of two words must be the same for one to be the other: names and loans.
_LEAST_ALIKE = 4
_COUNTED = 14  # letters of a stem that `pairs.txt` holds
_LEAST_PART = 3  # letters in a part of a compound
_REMEMBERED = 1 << 15  # words whose parts are kept: a corpus has more
_PART_SHARE = 0.7  # a part of a compound says less than the whole
STEPS = 9  # classes of strength, a digit each


class Glossary:
    """How strongly words stand for each other, from 0 to 1.

    >>> glossary = load()
    >>> glossary.strength("Regierungen", "governments") > glossary.strength("Regierungen", "on")
    True
    """

    def __init__(self, text: str) -> None:
        # Lines are read when they are asked for: a sentence needs a dozen of 45,000.
        self._lines = dict(line.partition(" ")[::2] for line in text.split("\n"))
        self._read: dict[str, dict[str, float]] = {}
        self._parts = lru_cache(_REMEMBERED)(self._split)

    def strength(self, german: str, english: str) -> float:
        """Return how strongly two words stand for each other; names may be spelt alike."""
        stem = english_stem(english)
        known = max(
            (share * self._english(part).get(stem, 0.0) for part, share in self._parts(german)),
            default=0.0,
        )
        return max(known, likeness(german, english))

    def is_spelt_alike(self, german: str) -> bool | None:
        """Tell whether English mostly spells a word as German does; None if it is not known.

        >>> [load().is_spelt_alike(word) for word in ("Hamburg", "Wien", "Marterbauer")]
        [True, False, None]
        """
        stem = german_stem(german)[:_COUNTED]
        if stem not in self._lines:
            return None
        english = self._english(stem)
        return english.get(english_stem(german), 0.0) >= max(english.values())

    def knows_english(self, word: str) -> bool:
        """Tell whether an English word stands for any German one."""
        return english_stem(word) in self._stems

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(
            pair[:-1] for line in self._lines.values() for pair in line.split(" ") if pair
        )

    def _english(self, german: str) -> dict[str, float]:
        if german not in self._read:
            pairs = self._lines[german].split(" ")
            self._read[german] = {pair[:-1]: int(pair[-1]) / STEPS for pair in pairs}
        return self._read[german]

    def _split(self, word: str) -> tuple[tuple[str, float], ...]:
        """Return the stem of a word, and those of the words that a compound is made of."""
        whole = german_stem(word)[:_COUNTED]
        found = {whole: 1.0} if whole in self._lines else {}
        for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
            last = german_stem(word[at:].capitalize() if word[0].isupper() else word[at:])
            if last not in self._lines:
                continue
            first = self._first_part(word[:at])
            if first or len(last) > _LEAST_PART + 1:
                for part in (*first, last):
                    found.setdefault(part, _PART_SHARE)
        return tuple(found.items())

    def _first_part(self, part: str) -> tuple[str, ...]:
        """Return the words in the first part of a compound: one, or those of a compound."""
        for one in unlinked(part):
            if one in self._lines:
                return (one,)
        if len(part) < 3 * _LEAST_PART:
            return ()
        return tuple(one for one, share in self._parts(part) if share < 1)


def unlinked(part: str) -> list[str]:
    """Return the first part of a compound without what links it: Amts-, Klassen-, Schul-."""
    whole = part.lower().replace("ß", "ss")
    endings = ("s", "es", "n", "en", "er", "e")
    stems = [german_stem(part), whole, *(whole.removesuffix(end) for end in endings), whole + "e"]
    return list(dict.fromkeys(stem[:_COUNTED] for stem in stems))


def likeness(german: str, english: str) -> float:
    """Tell how much of two words is the same from their beginnings on, if it is enough.

    >>> likeness("Selenskyj", "Selensky") > 0.8, likeness("Rat", "rat"), likeness("2:1", "2-1")
    (True, 0.0, 1.0)
    """
    if german == english and (german[0].isupper() or german[0].isdigit()):
        return 1.0
    if german[0].isdigit() or english[0].isdigit():
        return float(_digits(german) == _digits(english) != "")
    one, other = german.lower(), english.lower()
    shared = count_shared(one, other)
    if shared < _LEAST_ALIKE:
        return 0.0
    return max(0.0, 2 * shared / (len(one) + len(other)) - 0.3) / 0.7


def count_shared(one: str, other: str) -> int:
    """Count the letters with which both of two words begin.

    >>> count_shared("Ligurien", "Liguria")
    6
    """
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared


def _digits(word: str) -> str:
    return "".join(sign for sign in word if sign.isdigit())


@cache
def load() -> Glossary:
    """Return the glossary that ships, read once."""
    return Glossary(files(__package__).joinpath("pairs.txt").read_text(encoding="utf-8"))
