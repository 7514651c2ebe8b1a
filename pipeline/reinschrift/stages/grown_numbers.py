"""Numbers that grew onto the word beside them: `und2019`, `1989fiel`, `3.Mai`, `kostetrund 40`.

Units, ordinals and names go with numbers as one word, so that only words which do not are parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import CERTAIN, Edit
from reinschrift.lexicon import load
from reinschrift.morphology import reading_size
from reinschrift.stages.commas import comma_before
from reinschrift.stages.grown_names import RULE, lost_space
from reinschrift.stages.neighbours import fits
from reinschrift.stages.split_words import EDGE, NEVER
from reinschrift.verbs import is_verb
from reinschrift.words import FUNCTION, is_verb_form

_SHORT = 3  # letters
_LEAST_NOUN = 7  # binary order of a count
_LONGEST = 40  # characters of a word before a place
# Each begins with the rarest of its characters, where the engine looks.
_AFTER_NUMBER = re.compile(r"[0-9](?=([a-zäöüß]{3,})(?![\w-]))")
_NUMBER = re.compile(r"(?<![\w&#/.,:-])\d[\d.,:]*$")
_ROAD = re.compile(r"(?<![\w&#/.,:-])[AB]\d{1,3}$")
_DAY_MONTH = re.compile(
    r"(?<![\w.,/-])\d{1,2}\.(?=(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|"
    r"November|Dezember)\b(?![-@/]))"
)
_BEFORE_NUMBER = re.compile(r"\d(?<=[a-zäöüß]{2}\d)[\d.,]*(?![\w/@+-])")
_GENITIVE_NUMBER = re.compile(
    r"(des (?<!\wdes )(?:[a-zäöüß]{2,30}en )?[A-ZÄÖÜ][a-zäöüß]{2,40}s)"
    r"(?=\d[\d.,]* [A-ZÄÖÜ][a-zäöüß]{2})"
)
_BEFORE_COUNT = re.compile(r" (?=\d)")
_ABOUT = re.compile(r"(?<![\w-])([^\W\d_]{3,30})(rund|etwa|knapp|fast|gut)\Z")
_GROWN_BEFORE = re.compile(r"(?<![\w@#/.&'’-])[a-zäöüß]{2,30}\Z")
# What is counted makes no word with what may follow it: 21.40 Uhr|aus, ein 23-Jähriger|aus.
_COUNTED = re.compile(
    r"\d(?:"
    r" (?P<unit>Uhr|Euro|Dollar|Prozent|Meter|Kilometer|Grad|Kilogramm|Tonnen|Liter|Hektar|"
    r"Millionen|Milliarden|Jahren?|Monaten?|Wochen?|Tagen?|Stunden?|Minuten?|Punkten?)"
    r"|\. (?P<month>Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|"
    r"Dezember)|-(?P<aged>[Jj]ährige[rn]?))(?P<rest>[a-zäöüß]{2,10})(?![\w-])"
)
_LEAST_BEHIND_NUMBER = 2
_INFLECTED = ("e", "en", "er", "em", "t")  # and no 20minutes, a newspaper
_UNIT_ENDINGS = tuple(
    f"{ending}{inflection}"
    for ending in ("ig", "lich", "fach", "mal", "ste", "er", "tel", "isch", "weise")
    for inflection in ("", "e", "en", "er", "es", "em", "n", "s")
)
# -mal, -fach, -ste and the like make one word with a number.
_UNITS = frozenset("mal fach ste sten ter ten tel jährig".split())


def part_numbers(text: str) -> Iterator[Edit]:
    """Propose the space that was lost before or behind a number.

    >>> [edit.start for edit in part_numbers("Er kam und2019 fiel es auf, am 3.Mai 2020über Rom.")]
    [41, 10, 33]
    """
    yield from _after_numbers(text)
    yield from _before_numbers(text)
    yield from _before_counts(text)
    yield from _after_counted(text)


def _after_counted(text: str) -> Iterator[Edit]:
    """Part `21.40 Uhraus` and `ein 23-Jährigeraus`."""
    for match in _COUNTED.finditer(text):
        word, rest = match["unit"] or match["month"] or match["aged"], match["rest"]
        if rest not in EDGE - NEVER and word[-1] in "enr":
            word, rest = word[:-1], word[-1] + rest  # Tag|nach, no Tagn|ach
        if rest in EDGE - NEVER and word + rest not in load():
            place = match.end() - len(rest)
            mark = ", " if comma_before(text, place, rest) else " "
            why = f"{word} behind a number makes no word with {rest}"
            yield Edit(place, place, mark, RULE, CERTAIN, why)


def _after_numbers(text: str) -> Iterator[Edit]:
    lexicon = load()
    for match in _AFTER_NUMBER.finditer(text):
        word = match[1]
        reach = (max(0, match.end() - 30), match.end())
        if word in _UNITS or not (
            _NUMBER.search(text, *reach) or (word in FUNCTION and _ROAD.search(text, *reach))
        ):
            continue
        is_whole = word in FUNCTION or is_verb(word, lexicon) or _is_no_unit(word)
        if is_whole and fits(word, text, match.end(1)):
            yield lost_space(match.end(), 0.95, f"{word} makes no word with a number")


def _is_no_unit(word: str) -> bool:
    """Tell whether a known word in lower case ends as none that is written behind a number."""
    lexicon = load()
    return (
        len(word) > _SHORT + 1
        and lexicon.size(word) >= _LEAST_BEHIND_NUMBER
        and lexicon.size(word) > lexicon.size(word.capitalize())
        and word.endswith(_INFLECTED)
        and not word.endswith(_UNIT_ENDINGS)
    )


def _before_numbers(text: str) -> Iterator[Edit]:
    """Part `und2019` and `des Hafenamtes41 Frachter`: no G20, no Windows10."""
    lexicon = load()
    for match in _BEFORE_NUMBER.finditer(text):
        place = match.start()
        before = _GROWN_BEFORE.search(text, max(0, place - _LONGEST), place)
        if before is None:
            continue
        word = before.group()
        is_verb_here = len(word) > _SHORT and is_verb(word, lexicon)
        if is_verb_here or (word in FUNCTION and lexicon.size(word) >= _LEAST_NOUN):
            yield lost_space(place, 0.95, f"{word} makes no name with a number")
    for match in _DAY_MONTH.finditer(text):
        yield lost_space(match.end(), 0.97, "no space between the day and its month")
    for match in _GENITIVE_NUMBER.finditer(text):
        yield lost_space(match.end(1), 0.9, f"behind {match[1]!r} no name goes on")


def _before_counts(text: str) -> Iterator[Edit]:
    """Part `kostetrund 40`."""
    lexicon = load()
    for count in _BEFORE_COUNT.finditer(text):
        match = _ABOUT.search(text, max(0, count.start() - _LONGEST), count.start())
        if match is None:
            continue
        left, right = match[1], match[2]
        # Hintergrund 3: a compound has a capital.
        is_compound = left[0].isupper() and reading_size(left + right, lexicon) > 0
        is_whole = left + right in lexicon or is_compound
        if (left in lexicon or is_verb_form(left)) and not is_whole:
            yield lost_space(match.start(2), CERTAIN, f"{right} stands before a number")
