"""People and places that no lexicon knows: spelt letter by letter, put where names stand.

News is full of names that nobody has counted, other German text is not; and no merge is harder
than one behind such a name (Lindqvistist, Chebetum). So a share of the text gets such names before
it is scarred.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from random import Random

from reinschrift.genders import is_listed
from reinschrift.lexicon import load
from reinschrift.words import FUNCTION, NUMERALS

_WORD = r"[A-ZÄÖÜ][a-zäöüßéèçáíóúñšžćčłøå]{2,}"
# Two names in a row; what stands before is no sentence's start, so their capitals say something.
_PERSON = re.compile(rf"(?<=[a-zäöüß,] )({_WORD}) ({_WORD})(?=[ ,.])")
_PLACE = re.compile(rf"(?<=\bin ){_WORD}(?=[ ,.])")
# Nouns of offices, in any case and number.
_ROLE = re.compile(
    r"\b[A-ZÄÖÜ]?[a-zäöüß-]*(?:minister|sprecher|präsident|trainer|anwält|leiter|direktor|forscher"
    r"|professor|kanzler|richter|führer|spieler|kandidat|autor|chef|vorsitzende|sänger|meister"
    r"|künstler|abgeordnete|experte|lehrer|sieger|schauspieler|läufer|vertreter|beauftragte)"
    r"(?:in|s|n|r)?(?= [a-zäöü(]|[,.])",
    re.IGNORECASE,
)
# Er may be anybody; Sie may be many.
_HE = re.compile(r"(?<![^\s„“»])Er(?= [a-zäöü]+t\b)|(?<=[a-zäöü]t )er(?=[ ,.])")
_ORDER = 3  # letters that say which comes next
_LONGEST = 13  # letters
_LEAST_SEEN = 3  # different last names behind a first name
# A surname may end in any of these: Nienaber, Biswas, Schreider, Kreuznach, Gernand.
_TAILS = sorted(word for word in FUNCTION | NUMERALS if 1 < len(word) < 5)
_TAILED = 0.2  # share of the last names that end so
_PUT = 0.5  # chance of a name where none was
_BEHIND_COMMA = 0.25  # of those behind an office


class Spelling:
    """Words of a kind, spelt anew: each letter as it follows the three before it.

    >>> Spelling(["Anna", "Anne"]).draw(Random(1)) in ("Anna", "Anne")
    True
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._next: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            padded = f"{'^' * _ORDER}{word}$"
            for at in range(_ORDER, len(padded)):
                self._next[padded[at - _ORDER : at]].append(padded[at])

    def draw(self, draw: Random) -> str:
        """Spell a word."""
        word = ""
        while len(word) < _LONGEST:
            letter = draw.choice(self._next[f"{'^' * _ORDER}{word}"[-_ORDER:]])
            if letter == "$":
                break
            word += letter
        return word


class Names:
    """First names, last names and places as they stand in lines of text."""

    def __init__(self, lines: Iterable[str]) -> None:
        behind: defaultdict[str, set[str]] = defaultdict(set)
        self._places: set[str] = set()
        for line in lines:
            for first, last in _PERSON.findall(line):
                if _is_name(first) and _is_name(last):
                    behind[first].add(last)
            self._places.update(filter(_is_name, _PLACE.findall(line)))
        self._first = {one for one, last in behind.items() if len(last) >= _LEAST_SEEN}
        self._firsts = sorted(self._first)
        self._last_names = Spelling(sorted(set().union(*(behind[one] for one in self._first))))
        self._place_names = Spelling(sorted(self._places))

    def put_into(self, line: str, draw: Random) -> str:
        """Give people and places other names, and offices and pronouns a name."""

        def sometimes(make: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
            return lambda found: make(found[0]) if draw.random() < _PUT else found[0]

        if not self._firsts:
            return line
        for first, last in dict.fromkeys(_PERSON.findall(line)):
            if first in self._first:
                line = re.sub(rf"\b{last}(?=s?\b)", self._last_name(draw), line)
        line = _PLACE.sub(
            sometimes(lambda old: self._place_names.draw(draw) if old in self._places else old),
            line,
        )
        line = _HE.sub(sometimes(lambda _: self._last_name(draw)), line)
        return _ROLE.sub(lambda found: self._behind(found, draw), line)

    def _behind(self, found: re.Match[str], draw: Random) -> str:
        office = found[0]
        if not office[0].isupper() or draw.random() >= _PUT:
            return office
        is_phrase = found.string[found.end()] == " "
        mark = "," if is_phrase and draw.random() < _BEHIND_COMMA else ""
        return f"{office}{mark} {draw.choice(self._firsts)} {self._last_name(draw)}{mark}"

    def _last_name(self, draw: Random) -> str:
        name = self._last_names.draw(draw)
        if draw.random() < _TAILED:
            return f"{name[: draw.choice((3, 4, 4, 5, 6))]}{draw.choice(_TAILS)}"
        return name


def _is_name(word: str) -> bool:
    """Tell whether a word with a capital is neither a noun nor any other word of the lexicon."""
    stems = (word, word.removesuffix("s"), word.removesuffix("n"), word.removesuffix("en"))
    return not any(map(is_listed, stems)) and word.lower() not in load()
