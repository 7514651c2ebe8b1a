"""Numbers in German and in English: the same value however it is written.

`3.000` is `3,000`, `1,5 Mio.` is `1.5 million` and `1,500,000`, `18.30 Uhr` is `6:30 p.m.`,
`zwölf` is `12`. Two texts agree when every number in digits on one side has its like on
the other, in digits or in words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reinschrift.edits import Span

_RUNS = re.compile(r"\d+")
_RAISED = str.maketrans("²³", "23")  # m² is often written m2
# Written as only the other language writes it: 3.000 or 1,5 in English text.
_FOREIGN = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.,]*\d)"
    r"|\d{1,3}\.\d{3}\.\d{1,2}(?![\d.,]*\d)|\d+,\d{1,2}(?![\d,]))"
)

_SCALED = re.compile(r"\d[ \u00a0\u202f-]?(?:Mi|Mr|Bi)")

_SCALES = {
    "de": {
        "hundert": 100, "tausend": 10**3, "tsd": 10**3, "million": 10**6, "millionen": 10**6,
        "mio": 10**6, "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9,
        "billion": 10**12, "billionen": 10**12,
    },
    "en": {
        "hundred": 100, "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6,
        "mio": 10**6, "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
    },
}  # fmt: skip
_WORDS = {
    "de": (
        "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
        "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn",
        "neunzehn", "zwanzig",
    ),
    "en": (
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
        "nineteen", "twenty",
    ),
}  # fmt: skip
_TENS = {
    "de": ("dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"),
    "en": ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
}
# Other words that stand for a number, by their beginning.
_OTHER = {
    "de": {
        "erst": 1, "zweit": 2, "dritt": 3, "siebt": 7, "halb": 0.5, "hälfte": 0.5, "beid": 2,
        "doppel": 2, "zwo": 2, "paar": 2, "viertel": 0.25, "dutzend": 12, "hundert": 100,
        "tausend": 1000, "mittag": 12, "mitternacht": 0, "jahrzehnt": 10, "jahrhundert": 100,
        "million": 10**6, "milliard": 10**9, "achtelfinal": 16, "corona": 19,
    },
    "en": {
        "first": 1, "once": 1, "single": 1, "second": 2, "twice": 2, "double": 2, "both": 2,
        "pair": 2, "couple": 2, "third": 3, "triple": 3, "fifth": 5, "ninth": 9, "twelfth": 12,
        "half": 0.5, "halve": 0.5, "quarter": 0.25, "dozen": 12, "hundred": 100,
        "thousand": 1000, "noon": 12, "midday": 12, "midnight": 0, "decade": 10, "century": 100,
        "million": 10**6, "billion": 10**9, "a ": 1, "an ": 1, "twentieth": 20,
    },
}  # fmt: skip
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_NUMBER = {
    "de": re.compile(
        r"""
        (?P<grouped>(?<![\d.,])\d{1,3}(?:[.'’\u00a0\u202f ]\d{3})+(?!\d)(?:,\d+)?)
      | (?P<decimal>\d+,\d+)
      | (?P<parts>\d+(?:[.:/]\d+)+)
      | (?P<plain>\d+)
        """,
        re.VERBOSE,
    ),
    "en": re.compile(
        r"""
        (?P<grouped>(?<![\d.,])\d{1,3}(?:[,'’\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?)
      | (?P<decimal>\d+\.\d+(?![.\d])(?!\ ?[ap]\.?m\b))
      | (?P<parts>\d+(?:[.:/]\d+)+)
      | (?P<plain>\d+)
        """,
        re.VERBOSE,
    ),
}
_AFTER = re.compile(r"[-\u00a0\u202f ]?([^\W\d_]+)")


class Figure(NamedTuple):
    """A number as it stands in a text: its value, and with the million behind it.

    `parts` are those of a time, a date or a score, which may stand apart in the other
    language; the zero of a full hour may go. `span` is where its digits lie.
    """

    value: float
    scaled: float
    parts: tuple[float, ...] = ()
    span: Span = Span(0, 0)


def numbers_agree(german: str, english: str) -> bool:
    """Tell whether every number of either text has its like in the other.

    >>> numbers_agree("Um 18.30 Uhr kamen 3.000 Gäste.", "At 6:30 p.m., 3,000 guests came.")
    True
    >>> numbers_agree("Es waren zwölf.", "There were 12.")
    True
    >>> numbers_agree("Es kostet 1,5 Mio. Euro.", "It costs 15 million euros.")
    False
    """
    german, english = german.translate(_RAISED), english.translate(_RAISED)
    there, here = _RUNS.findall(german), _RUNS.findall(english)
    if not there and not here:
        return True
    if (
        sorted(there) == sorted(here)
        and not _FOREIGN.search(english)
        and not _SCALED.search(german)
    ):
        return True
    return not any(find_strays(german, english))


def find_strays(german: str, english: str) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of either text that have no like in the other.

    >>> lost, made_up = find_strays("Um 9 Uhr kamen 330 Gäste.", "At 9 o'clock, 33 guests came.")
    >>> [figure.value for figure in lost], [figure.value for figure in made_up]
    ([330.0], [33.0])
    """
    sources, targets = find_figures(german, "de"), find_figures(english, "en")
    return (
        _without_like(sources, targets, english, "en"),
        _without_like(targets, sources, german, "de"),
    )


def find_figures(text: str, language: str) -> list[Figure]:
    """Return the numbers in `text` that stand there in digits."""
    found: list[Figure] = []
    for match in _NUMBER[language].finditer(text):
        raw, span = match[0], Span(*match.span())
        if match.lastgroup == "parts":
            parts = tuple(float(part) for part in _RUNS.findall(raw))
            value = float(raw) if raw.replace(".", "", 1).isdigit() else -1.0
            found.append(Figure(value, value, parts, span))
            continue
        if language == "de":
            raw = re.sub(r"[^\d,]", "", raw).replace(",", ".")
        value = float(re.sub(r"[^\d.]", "", raw))
        after = _AFTER.match(text, match.end())
        scale = _SCALES[language].get(after[1].lower(), 1) if after else 1
        found.append(Figure(value, round(value * scale, 6), (), span))
    return found


def _without_like(
    wanted: list[Figure], given: list[Figure], text: str, language: str
) -> list[Figure]:
    """Return the figures that the other text has neither in digits nor in words."""
    loose = given + [Figure(part, part) for other in given for part in other.parts]
    missing = [figure for figure in wanted if not any(_same(figure, other) for other in loose)]
    if not missing:
        return []
    spoken = values_in_words(text, language)
    joined = "".join(_RUNS.findall(text))

    def has_like(figure: Figure, *, is_part: bool) -> bool:
        value = figure.value
        return bool(
            {value, figure.scaled} & spoken
            or (is_part and value == 0)
            or (value % 10 == 0 and value > 1000 and value % 100 in spoken)  # achtziger Jahre
            or any(_same(figure, other) for other in loose)
            # A telephone number is grouped otherwise.
            or (value > 999 and f"{value:.0f}" in joined)
        )

    return [
        figure
        for figure in missing
        if not (
            all(has_like(Figure(part, part), is_part=True) for part in figure.parts)
            if figure.parts
            else has_like(figure, is_part=False)
        )
    ]


def _same(one: Figure, other: Figure) -> bool:
    if one.scaled == other.scaled:
        return True
    if one.value == other.value:  # a scale may stand elsewhere, but not be another one
        return one.value == one.scaled or other.value == other.scaled
    first, second = sorted((one.value, other.value))
    if first + 12 == second and second <= 24:  # 18 Uhr, 6 p.m.
        return True
    return second > 1000 and second % 100 == first  # '98, 1998; 2014/15, 2014/2015


def values_in_words(text: str, language: str) -> set[float]:
    """Return every value that a word of `text` may stand for: generous, to raise no false alarm.

    >>> sorted(values_in_words("Zwölfjährige aus einundzwanzig Ländern", "de"))
    [1.0, 12.0, 20.0, 21.0]
    """
    lowered = text.lower()
    units = _WORDS[language]
    found = {float(value) for value, word in enumerate(units) if word in lowered}
    for value, word in enumerate((units[20], *_TENS[language]), start=2):
        if word in lowered:
            found.add(10.0 * value)
            for unit in range(1, 10):
                pair = f"{units[unit]}und{word}" if language == "de" else f"{word}-{units[unit]}"
                if pair in lowered:
                    found.add(10.0 * value + unit)
    found |= {float(value) for word, value in _OTHER[language].items() if word in lowered}
    if language == "en":
        found |= {float(number) for number, name in enumerate(_MONTHS, start=1) if name in lowered}
    return found
