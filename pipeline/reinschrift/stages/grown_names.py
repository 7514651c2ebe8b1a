"""Names that grew onto the word before: `ImamYusuf Demirel`, `Anwalt HolgerBrandes`.

Brands are written so as well. But German sets two capitalised words side by side only in
names: behind a word for a person, what grew on is a first name if a last name follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import CERTAIN, Edit
from reinschrift.lexicon import Lexicon, load
from reinschrift.morphology import INFLECTED, reading_size
from reinschrift.stages.split_words import PERSON
from reinschrift.words import CLOSED

RULE = "merged-words"
LIKELY = 0.9  # the tagger may deny it

_LEAST_NOUN = 7  # binary orders of counts
_LEAST_NAME = 4
_LEAST_COMMON = 9
_LEAST_KNOWN = 2
_REACH = 60  # characters before a place in which the word before begins
_LEAST_DETERMINED = 6  # letters of a noun
_DETERMINED = re.compile(
    r"\b(?:[Dd](?:er|ie|as|em|en|es)|[Ii]m|[Vv]om|[Zz]u[mr]|[Bb]eim|[Ee]ine?[rmn]?|[Aa]m) $"
)
_LEAST_PERSON = 4  # letters
_CAPITALS = "A-ZÄÖÜÁÉÍÓÚÀÈÇČŠŽŁØÅĐ"
_GROWN = re.compile(
    rf"(?<![\w@#*:/.&'’-])([{_CAPITALS}][^\W\d_A-ZÄÖÜ]{{2,40}})([{_CAPITALS}][^\W\d_A-ZÄÖÜ]{{2,40}})"
    r"(?![\w@*_:/.&]\w|\w)"
)
_OFFICE = re.compile(
    r"(?<=[A-ZÄÖÜ]-)([A-ZÄÖÜ][a-zäöüß]{4,40})([A-ZÄÖÜ][a-zäöüß]{3,40})(?![\w@*_:/.&-]\w|\w)"
)
_NEXT = re.compile(rf" ([{_CAPITALS}][^\W\d_]+(?:-[^\W\d_]+)*)(?![\w@*])")
_BEFORE = re.compile(rf"([{_CAPITALS}][^\W\d_]+(?:-[^\W\d_]+)*) $")
_FEMININE = ("erin", "orin", "istin", "entin", "antin", "ogin", "chefin", "ätin", "atin", "urin")
_PERSONS = (*PERSON, "in", "vize", "it", "ete", "ende", "imam", "bischof", "könig", "är")
_NOMINAL_PERSONS = ("te", "nde", "loge", "dritte", "erste", "zweite")  # Abgeordnete
# Firms and makers are called so too, and their names are brands.
_FIRMS = tuple(
    "hersteller anbieter betreiber händler sender versicherer vermieter dienstleister bauer "
    "lieferer ausrüster discounter tochter entwickler vermittler veranstalter träger ableger "
    "mutter konkurrent rivale verleiher riese partner produzent versorger erzeuger vermarkter "
    "makler investor aktionär verwalter eigentümer arbeitgeber spezialist filialist ausstatter "
    "importeur logistiker zusteller abwickler streamer primus".split()
)
_TIME = re.compile(
    r"\b((?:[Aa]m|[Ii]m|[Ss]eit|[Bb]is|[Vv]om|[Zz]um|Ende|Anfang|Mitte)(?: [a-zäöüß]{2,20}en)? "
    r"(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Januar|Februar|März|April|Mai|Jun[io]|"
    r"Jul[io]|August|September|Oktober|November|Dezember|(?:[A-Z][a-z]{2,7}tag|Mittwoch)?"
    r"(?:[Aa]bend|[Mm]orgen|[Mm]ittag|[Nn]achmittag|[Vv]ormittag)))"
    r"([A-ZÄÖÜ][a-zäöüß]{3,40})(?![\w@*_:/.]\w|\w)"
)
_AMOUNT = re.compile(
    r"\b(Millionen|Milliarden|Billionen|Prozent|Liter|Kilometer|Meter|Quadratmeter|Kubikmeter|Grad|"
    r"Tonnen|Kilogramm|Kilo|Hektar|Megawatt|Gigawatt|Euro|Dollar|Franken|Kronen|Pfund)"
    r"(?=(?P<next>[A-ZÄÖÜ][a-zäöüß]{2,40}))"
)
_NUMBER_BEFORE = re.compile(r"(?:\d|\b[a-zäöüß]+) $")
_DIGIT_BEFORE = re.compile(r"\d $")
_NUMERALS_TOO = ("Millionen", "Milliarden", "Billionen", "Prozent")
_GENITIVE = re.compile(
    r"\bdes (?:[a-zäöüß]{2,30}en )?([A-ZÄÖÜ][a-zäöüß]{2,40}s)([A-ZÄÖÜ][a-zäöüß]{2,40})(?![\w-])"
)
_GENITIVES = ("s", "ß", "x", "z")  # weak nouns have -en: des BundesPräsidenten
_LONG = re.compile(
    r"(?<=[\w,] )((?:Jahre|Tage|Wochen|Monate|Stunden|Minuten|Sekunden|Meter|Kilometer|Nächte|"
    r"Jahrzehnte|Jahrhunderte))(?=(?:lang|weit|später|zuvor|vorher|danach)\b)"
)


def part_names(text: str) -> Iterator[Edit]:
    """Propose a space where a name, or a noun behind a genitive or amount, grew onto a word.

    >>> text = "Der ImamYusuf Demirel lud die Juristin KarinVogt ein, für 3 MillionenEuro."
    >>> [text[: edit.start][-4:] for edit in part_names(text)]
    ['Imam', 'arin', 'onen']
    """
    lexicon = load()
    for match in _GROWN.finditer(text):
        left, right = match[1], match[2]
        if left + right in lexicon or _is_english(left, lexicon) or right.lower() in CLOSED:
            continue
        found = (
            _first_name(text, match, lexicon)
            or _last_name(text, match, lexicon)
            or _named_thing(text, match, lexicon)
        )
        if found:
            confidence, why = found
            yield lost_space(match.start(2), confidence, why)
    yield from _behind_offices(text, lexicon)
    yield from _behind_nouns(text, lexicon)


def _behind_offices(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Part a name from an office with a hyphen, as no brand begins: EU-Botschafter."""
    for match in _OFFICE.finditer(text):
        person, name = match[1], match[2]
        is_name = name in lexicon.names or (name not in lexicon and not reading_size(name, lexicon))
        if is_name and _is_person(person, lexicon) and not _is_english(name, lexicon):
            yield lost_space(match.start(2), CERTAIN, f"{person} is an office and {name} a name")


def _behind_nouns(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Part times, amounts and genitives from what follows: am AbendKarimi, 3 MillionenEuro."""
    for match in _TIME.finditer(text):
        name = match[2]
        if name in lexicon.names or (name not in lexicon and not reading_size(name, lexicon)):
            yield lost_space(match.end(1), LIKELY, f"{match[1]!r} tells a time, {name} is a name")
    for match in _AMOUNT.finditer(text):
        before = _NUMBER_BEFORE if match[1] in _NUMERALS_TOO else _DIGIT_BEFORE
        is_counted = before.search(text, max(0, match.start() - 30), match.start())
        if is_counted and match["next"].lower() not in CLOSED:
            yield lost_space(match.end(), CERTAIN, f"a noun behind {match[1]} stands alone")
    for match in _GENITIVE.finditer(text):
        left, right = match[1], match[2]
        is_left_known = left in lexicon or reading_size(left, lexicon) > 0
        is_known = is_left_known and lexicon.size(right) >= _LEAST_NAME
        is_weak = right.endswith("en") and right[:-2] in lexicon
        if is_known and not right.endswith(_GENITIVES) and not is_weak:
            yield lost_space(
                match.start(2), CERTAIN, f"{left + right!r} is no genitive, {left!r} is"
            )
    for match in _LONG.finditer(text):
        yield lost_space(match.end(), CERTAIN, f"no noun begins with {match[1]!r} and ends so")


def _first_name(text: str, match: re.Match[str], lexicon: Lexicon) -> tuple[float, str] | None:
    """Say why a noun and a first name met: a last name follows, or both are common."""
    left, right = match[1], match[2]
    if left in lexicon.names or right in ("Innen", "In"):
        return None
    why = f"{left} is a noun and {right} a name"
    following = _NEXT.match(text, match.end())
    if following is not None and _is_person(left, lexicon):
        if left.endswith(_FEMININE):
            return CERTAIN, f"{why}, as for a person"
        is_name = right in lexicon.names or lexicon.size(right) < _LEAST_COMMON
        if is_name and not _is_english(right, lexicon) and _may_be_name(following[1], lexicon):
            return LIKELY, f"{why}, as for a person"
    if _is_english(right, lexicon):
        return None
    is_common = lexicon.size(left) >= _LEAST_NOUN and lexicon.size(right) >= _LEAST_NAME
    return (LIKELY, why) if is_common and right in lexicon.names else None


def _last_name(text: str, match: re.Match[str], lexicon: Lexicon) -> tuple[float, str] | None:
    """Say why a first and a last name met: a word for a person stands before them."""
    before = _word_before(text, match.start())
    if before is None or not _is_person(before[1], lexicon):
        return None
    if _is_common(match[1], lexicon):
        return None  # a common noun, so a brand
    if before[1].endswith(_FEMININE):
        sure = CERTAIN
    elif not _may_be_last(match[1], match[2], lexicon):
        return None
    else:
        sure = LIKELY
    return sure, f"{match[1]} and {match[2]} are names of a person, {before[1]!r}"


def _named_thing(text: str, match: re.Match[str], lexicon: Lexicon) -> tuple[float, str] | None:
    """Say why a noun and what it names met: die FirmaLumeo. Brands are made of known words."""
    left, right = match[1], match[2]
    if names_beside(text, match.start(), left, right, lexicon) != "noun-name":
        return None
    is_known = right in lexicon or right.lower() in lexicon
    if is_known or 0 < reading_size(right, lexicon) < INFLECTED:
        return None
    return LIKELY, f"{left} is a noun, {right} a name that nobody knows"


def names_beside(text: str, start: int, left: str, right: str, lexicon: Lexicon) -> str:
    """Say whether the word at `start` is a person's two names, or a noun and what it names.

    Nothing for neither. Brands look alike, so this proves nothing by itself.
    """
    if left[0].islower() or _is_english(left, lexicon) or _is_english(right, lexicon):
        return ""
    if right.lower() in CLOSED:
        return ""  # aus dem Projekt|Das
    before = _word_before(text, start)
    if before is not None and _is_person(before[1], lexicon):
        return "person-name"  # Anwalt Holger|Brandes
    is_noun = len(left) >= _LEAST_DETERMINED and left not in lexicon.names
    is_name = right in lexicon.names or right not in lexicon
    if not is_noun or not is_name or not _DETERMINED.search(text, max(0, start - 6), start):
        return ""
    is_german = lexicon.size(left) >= _LEAST_KNOWN or reading_size(left, lexicon) > 0
    return "noun-name" if is_german else ""  # die Universität|Uppsala


def is_behind_person(text: str, place: int) -> bool:
    """Tell whether a first name or a word for a person stands before `place`.

    >>> is_behind_person("Das sagt Ministerin Vogt", 20), is_behind_person("Das Haus Vogt", 9)
    (True, False)
    """
    before = _word_before(text, place)
    if before is None:
        return False
    if before[1] in load().names or _is_person(before[1], load()):
        return True
    # Präsident Lasse: what stands behind an office is a name, whatever else it may be.
    office = _word_before(text, before.start())
    return office is not None and _is_person(office[1], load())


def _word_before(text: str, place: int) -> re.Match[str] | None:
    """Find the capitalised word right before a place."""
    return _BEFORE.search(text, max(0, place - _REACH), place)


def _is_person(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a noun names a person and no firm: Bürgermeister, Juristin.

    >>> [_is_person(word, load()) for word in ("Juristin", "Hersteller", "Haus")]
    [True, False, False]
    """
    last = word.rpartition("-")[2]
    lower = last.lower()
    if len(last) < _LEAST_PERSON or not lower.endswith(_PERSONS):
        return False
    if lower.endswith("e") and not lower.endswith(_NOMINAL_PERSONS):
        return False  # Software
    if lower.removesuffix("in").endswith(_FIRMS) or lower.endswith(_FIRMS):
        return False
    return last in lexicon or reading_size(last, lexicon) > 0


def _may_be_last(first: str, last: str, lexicon: Lexicon) -> bool:
    """Tell whether two words may be a person's names: one is a name, or nobody knows the last."""
    if _is_english(last, lexicon) or _is_common(last, lexicon):
        return False
    is_new = last not in lexicon and len(last) >= _LEAST_PERSON
    return first in lexicon.names or last in lexicon.names or is_new


def _is_common(word: str, lexicon: Lexicon) -> bool:
    return word not in lexicon.names and lexicon.size(word) >= _LEAST_COMMON


def _is_english(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.english or word.lower() in lexicon.english


def _may_be_name(word: str, lexicon: Lexicon) -> bool:
    last = word.rpartition("-")[2]
    return last in lexicon.names or lexicon.size(last) < _LEAST_NAME


def lost_space(place: int, confidence: float, why: str) -> Edit:
    """Return the edit that puts a space back."""
    return Edit(place, place, " ", RULE, confidence, why)
