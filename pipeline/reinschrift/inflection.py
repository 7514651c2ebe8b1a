"""How German articles, and adjectives beside them, show gender and case.

Genders are `m`, `f`, `n`, and `p` for all plurals, as in `reinschrift.genders`.
"""

from __future__ import annotations

from collections.abc import Iterator

NOMINATIVE, ACCUSATIVE = "nominative", "accusative"
DATIVE, GENITIVE = "dative", "genitive"
# The order of the forms in every table here.
CASE_ORDER = (NOMINATIVE, ACCUSATIVE, DATIVE, GENITIVE)
DEFINITE = {
    "m": ("der", "den", "dem", "des"),
    "f": ("die", "die", "der", "der"),
    "n": ("das", "das", "dem", "des"),
    "p": ("die", "die", "den", "der"),
}
# Endings of the pronouns that stand like an article.
LIKE_DIESER = {
    "m": ("er", "en", "em", "es"),
    "f": ("e", "e", "er", "er"),
    "n": ("es", "es", "em", "es"),
    "p": ("e", "e", "en", "er"),
}
LIKE_EIN = LIKE_DIESER | {"m": ("", "en", "em", "es"), "n": ("", "", "em", "es")}
# Endings of adjectives that no article stands before: mit großer Mehrheit.
STRONG = LIKE_DIESER | {"m": ("er", "en", "em", "en"), "n": ("es", "es", "em", "en")}
STEMS_OF_DIESER = ("dies", "jed", "jen")
STEMS_OF_EIN = ("ein", "kein", "sein", "ihr", "unser")


def _forms(gender: str) -> Iterator[tuple[str, ...]]:
    """Yield the forms of every article of a gender; `ein` has no plural."""
    yield DEFINITE[gender]
    for stems, table in ((STEMS_OF_DIESER, LIKE_DIESER), (STEMS_OF_EIN, LIKE_EIN)):
        for stem in stems:
            if (stem, gender) != ("ein", "p"):
                yield tuple(stem + ending for ending in table[gender])


def put_into_case(article: str, gender: str, case: str) -> str | None:
    """Return the form of an article in a case, if it stands in the nominative of its noun.

    >>> put_into_case("ein", "m", "accusative"), put_into_case("der", "f", "dative")
    ('einen', None)
    """
    number = CASE_ORDER.index(case)
    return next((forms[number] for forms in _forms(gender) if forms[0] == article), None)


def nominative_of(article: str, gender: str) -> str | None:
    """Return the nominative of an article in any form that its noun can have it in.

    >>> nominative_of("dem", "n"), nominative_of("ihrer", "f"), nominative_of("dem", "f")
    ('das', 'ihre', None)
    """
    return next((forms[0] for forms in _forms(gender) if article in forms), None)


def nominative_ending(article: str, gender: str) -> str:
    """Return the ending of an adjective between an article in the nominative and its noun.

    >>> [nominative_ending(*one) for one in (("ein", "m"), ("das", "n"), ("die", "p"), ("", "n"))]
    ['er', 'e', 'en', 'es']
    """
    if not article or (article in STEMS_OF_EIN and gender in ("m", "n")):
        return STRONG[gender][0]
    return "en" if gender == "p" else "e"
