"""The gender of German nouns, and with it what an article must be.

`nouns.txt` holds a line for each gender (`m`, `f`, `n`; `p` for plurals) with the nouns that
have it, and one (`-`) with those that tell nothing of what ends in them; `build` makes it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files

# Nouns with these endings are feminine without exception worth a rule (Duden grammar, § 236 ff.).
FEMININE = ("ung", "heit", "keit", "schaft", "ion", "tät")
_WOMEN = ("erin", "istin", "ologin", "torin", "antin", "entin", "eurin")  # Politologin is no Login
_FEMININE = FEMININE + _WOMEN
_MANY_FEMININES = (*(f"{ending}en" for ending in FEMININE), "innen")
NO_HEAD = "-"
# Words of two meanings and two genders: der Hut, die Hut; das Schild, der Schild.
_TWOFOLD = frozenset(
    "Band Bauer Blog Bund Erbe Essay Falle Flur Gehalt Hehl Heide Hut Keks Kiefer Kunde Laster "
    "Leiter Mark Messer Moment Otter Premier Schild See Steuer Tau Teil Tor Verdienst Weise".split()
)
_LEAST_HEAD = 3  # letters of a compound's last part
_ENDING = 4  # letters
_LEAST_NOUNS = 12  # that an ending must have been seen on
_LEAST_SHARE = 0.97  # of them with one gender
_LEAST_ALIKE = 6  # nouns, if all have it


@cache
def _read_rows() -> dict[str, list[str]]:
    text = files(__package__).joinpath("nouns.txt").read_text(encoding="utf-8")
    rows = (row.split(" ") for row in text.split("\n") if row)
    return {letter: nouns for letter, *nouns in rows}


@cache
def _read() -> dict[str, str]:
    rows = _read_rows().items()
    return {noun: letter for letter, nouns in rows if letter != NO_HEAD for noun in nouns}


@cache
def _read_no_heads() -> frozenset[str]:
    return frozenset(_read_rows()[NO_HEAD])


@cache
def _endings() -> dict[str, str]:
    """Return the endings of which all known nouns but a few have one gender: -gist, -ung."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for noun, gender in _read().items():
        counts[noun[-_ENDING:]][gender] += 1
    return {
        ending: gender
        for ending, found in counts.items()
        for gender, count in found.most_common(1)
        if (count >= _LEAST_NOUNS and count >= _LEAST_SHARE * found.total())
        or (count >= _LEAST_ALIKE and count == found.total())
    }


def is_listed(noun: str) -> bool:
    """Tell whether a noun itself was seen with its gender, and not just its last part."""
    return noun in _read()


def is_surely_feminine(noun: str) -> bool:
    """Tell whether the ending of a noun makes it feminine: Sprecherin, Mehrheit.

    >>> [is_surely_feminine(noun) for noun in ("Sprecherin", "Hochsprung", "US-Spion", "Gin")]
    [True, False, False, False]
    """
    return noun.endswith(_FEMININE) and gender_of(noun) == "f"


def gender_of(noun: str) -> str | None:
    """Return the gender of a noun: its own, that of the longest noun it ends in, of its ending.

    Nouns that have two genders have none here.

    >>> [gender_of(noun) for noun in ("Bericht", "Polizisten", "Xung", "Bürgerschaft", "Schild")]
    ['m', 'p', 'f', 'f', None]
    """
    known = _read()
    last = noun.rpartition("-")[2]
    if last in _TWOFOLD:
        return None
    found = known.get(last) or ("f" if last.endswith(_WOMEN) else None)
    if found is None and last.endswith(_MANY_FEMININES):
        return "p"
    no_heads = _read_no_heads()
    for at in range(1, len(last) - _LEAST_HEAD + 1):
        if found is not None:
            break
        head = last[at:].capitalize()
        if head.lower() in FEMININE:
            break  # Mitwisserschaft is no Schaft
        if head in _TWOFOLD:
            return None
        found = None if head in no_heads else known.get(head)
    if found is None and last.endswith("ologe"):
        return "m"
    if found is None and last.endswith(_FEMININE):
        return "f"
    return found or _endings().get(last[-_ENDING:])
