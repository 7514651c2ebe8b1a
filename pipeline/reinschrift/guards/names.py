"""Names: whether what German calls by its name has a name in the English too."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import lru_cache

from reinschrift.lexicon import load

_CAPITALISED = re.compile(r"(?<![\w*:])[A-ZÄÖÜ][\w’']*\w")
_WORDS = re.compile(r"\w+")
_ALIKE = 0.5  # of two spellings; Kyjiw and Kyiv are .67, Wien and Vienna .6
_SHORTEST = 3  # letters of a name that is looked for
_TAIL = 4  # letters of a known noun at the end of a compound; three if it is a common one
_COMMON = 7  # lexicon size, a count of 128
_ENDINGS = ("n", "en", "e", "s", "es", "er", "ern")
# Names that are another word in English; most others are alike enough.
_OTHERWISE = frozenset(
    """Deutschland Österreich Ungarn Griechenland Spanien Tschechien Weißrussland Belarus
    Elfenbeinküste Niederlande Holland Vereinigte Königreich Wales Nordsee Ostsee Bodensee
    Allgäu Schwarzwald Pfalz Bayern Aachen Regensburg Peking Rangun Bombay Birma Burma
    Papst Gott Jesus Christus Ostern Pfingsten Weihnachten Heilige Dom Kap""".split()
)
_FOLDS = (
    ("tsch", "ch"), ("sch", "sh"), ("ß", "ss"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("ch", "h"),
    ("ei", "i"), ("ie", "i"), ("j", "i"), ("y", "i"), ("w", "v"), ("z", "s"), ("c", "k"),
    ("dsch", "j"), ("ou", "u"), ("oe", "o"), ("ae", "a"), ("ue", "u"), ("kh", "h"),
)  # fmt: skip


def names_survive(german: str, english: str) -> bool:
    """Tell whether every name of the German has something alike in the English.

    Names are capitalised words that are no German nouns, and words in capitals. Letters
    and sounds may differ: Selenskyj is Zelensky, München is Munich.

    >>> names_survive("Wolodymyr Selenskyj war in München.", "Volodymyr Zelensky was in Munich.")
    True
    >>> names_survive("Laut Dschabarow ist es gut.", "It is good.")
    False
    """
    lowered: str | None = None
    for word in _CAPITALISED.findall(german):
        if word in english or len(word) < _SHORTEST or not is_name(word):
            continue
        if lowered is None:
            lowered = english.lower()
        if not _is_among(word, lowered):
            return False
    return True


@lru_cache(maxsize=1 << 16)
def is_name(word: str) -> bool:
    """Tell whether a capitalised word can only be a name.

    >>> is_name("Dschabarow"), is_name("Unterstützungserhöhung"), is_name("Die")
    (True, False, False)
    """
    if word in _OTHERWISE or (word.isupper() and len(word) > 5):
        return False
    lexicon = load()
    if any(form in lexicon for form in _base_forms(word)):
        return False
    # A compound ends on a noun that is known, whatever it begins with.
    return not any(
        lexicon.size(form) >= (0 if len(form) > _TAIL else _COMMON) and form in lexicon
        for split in range(2, len(word) - _TAIL + 2)
        for form in _base_forms(word[split:].capitalize())
    )


def _base_forms(word: str) -> list[str]:
    """Return what a noun may be without its ending, itself first, as written and in small."""
    forms = [word, word.lower()]
    forms += (
        word[: -len(ending)]
        for ending in _ENDINGS
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST
    )
    return forms


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """Write a name roughly as it sounds, so that spellings of two languages meet.

    >>> fold("Selenskyj"), fold("Zelensky")
    ('selenskii', 'selenski')
    """
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", word.lower())
        if not unicodedata.combining(letter)
    )
    for spelling, sound in _FOLDS:
        plain = plain.replace(spelling, sound)
    return plain


def _is_among(name: str, lowered: str) -> bool:
    """Tell whether a word of an English text is like `name`."""
    start = name.lower()[: max(3, len(name) // 2)]
    if start in lowered:
        return True
    sound = fold(name)
    if sound[: max(3, len(sound) // 2)] in fold_text(lowered):
        return True
    return any(
        difflib.SequenceMatcher(None, sound, fold(word), autojunk=False).ratio() >= _ALIKE
        for word in _WORDS.findall(lowered)
        if len(word) > 2
    )


@lru_cache(maxsize=1 << 8)
def fold_text(lowered: str) -> str:
    """Write a whole text as it sounds."""
    return fold(lowered)
