"""How sure it is that two parts of an unknown word are two words: what the parts tell."""

from __future__ import annotations

from reinschrift.edits import CERTAIN
from reinschrift.lexicon import Lexicon
from reinschrift.morphology import ALWAYS_LINKED, PREFIXES, head_size
from reinschrift.stages.split_words import (
    AFTER_ANY,
    AFTER_VERB,
    BEHIND_NAMES,
    BEHIND_OPENERS,
    BEHIND_UNKNOWN_NAMES,
    EDGE,
    JOINED,
    LEAST_BEHIND_UNKNOWN,
    NAME_TAILS,
    NO_NAME_TAILS,
    NOUN_TWINS,
    OPENERS,
    PLACE_STARTS,
    SHORT_WORDS,
    THINGS,
    UNCHANGING,
    VERB_PREFIXES,
)
from reinschrift.verbs import NOUN_MARGIN, is_nominal, is_verb
from reinschrift.words import CONJUNCTIONS, DETERMINERS, STRONG_PASTS, SUBORDINATORS, is_verb_form

# Sizes are binary logarithms of counts in the lexicon. Swept one by one on 295 merges by hand
# (tests/cases) and on the clean news of wmt18 and wmt21, 2026-11: LEAST_LEFT 1-4, LEAST_NAME 1-3,
# LEAST_RIGHT 1-4, SIZE_BEHIND_UNKNOWN 3-6, LEAST_HEAD 2-6, LEAST_BEFORE_SHORT 2-5 and
# MUCH_COMMONER 1-3 find 267 to 272 of them and make no edit there, so the choice is not delicate.
# The numbers of letters were chosen on the edits made in real-scrapes and 10kgnad, all read.
LEAST_LEFT = 2
LEAST_NAME = 1
LEAST_COMPOUND = 8  # letters of an unknown left part that reads as a compound of known words
LEAST_COMPOUND_BEFORE_SHORT = 11
LEAST_RIGHT = 2  # open-class right parts: behauptete 8, unterzeichneten 6, gelandet 5
MUCH_COMMONER = 2  # times, in binary orders
LEAST_UNKNOWN = 4  # letters of an unknown name on the left
SIZE_BEHIND_UNKNOWN = 4
LETTERS_BEHIND_UNKNOWN = 7  # of an open-class word: shorter ones end typing errors
LEAST_HEAD = 4  # size of the head of an unknown compound on the left
LEAST_BEFORE_SHORT = 5  # size of the left part that a short word or a name's ending needs
LETTERS_BEFORE_SHORT = 5
SIZE_OF_SHORT_LEFT = 8  # `Zahl der`, but no `Ball auf`

# How sure the branches are: below the share of right edits among all that were made in 295 merges
# by hand and in 918,000 tokens of news (wmt18, wmt21, flores-dev, real-scrapes, 10kgnad; every
# edit read, 2026-11): BETWEEN_KNOWN 70 of 70, BEHIND_VERB and `marks` 77 of 78, BEHIND_COMMON and
# BEFORE_VERB 142 of 145, BEHIND_UNKNOWN 13 of 13. In the news alone 31 of 35 merges were ones.
BETWEEN_KNOWN = 0.98
BEHIND_COMMON = 0.9
BEFORE_VERB = 0.9
BEHIND_UNKNOWN = 0.85
BEHIND_VERB = 0.95


def confidence_of(left: str, right: str, lexicon: Lexicon) -> float:
    """Return how sure a split between two parts is, 0 for none."""
    if left[0].isupper():
        return _after_capital(left, right, lexicon)
    return _after_lower_case(left, right, lexicon)


def _after_capital(left: str, right: str, lexicon: Lexicon) -> float:
    """Return how sure a split is between a noun or name and a word in lower case, 0 for none."""
    if left.lower() in OPENERS and right in BEHIND_OPENERS:
        return BEHIND_VERB  # Esgibt, Mitden
    if lexicon.size(left) < lexicon.size(left.lower()) or _is_prefix(left, lexicon):
        return 0.0  # no noun: Zurück, Gering, Unver
    if left in PLACE_STARTS:
        return 0.0
    is_name = left in lexicon.names or left.rpartition("-")[2] in lexicon.names
    if right == "in" and _can_be_person(left, is_name=is_name):
        return 0.0
    size = left_size(left, lexicon)
    if right in SHORT_WORDS or right in NAME_TAILS:
        return BEHIND_COMMON if _stands_before_short(left, right, size, lexicon) else 0.0
    # A noun would be linked with -s behind -ung; and names make compounds with a hyphen.
    is_open = left.endswith(ALWAYS_LINKED) and left in lexicon
    if right in NOUN_TWINS and not (is_open or (is_name and right in BEHIND_NAMES)):
        return 0.0
    is_known = len(left) > 2 and size >= (LEAST_NAME if is_name else LEAST_LEFT)
    if right in EDGE:
        if is_known:
            return BETWEEN_KNOWN
        is_telling = right in BEHIND_UNKNOWN_NAMES and len(left) >= LEAST_UNKNOWN
        return BEHIND_UNKNOWN if is_telling else 0.0
    if not _is_plain_verb(right, lexicon):
        return 0.0
    return BEFORE_VERB if is_known and len(left) > 3 else _before_verb(left, right, lexicon)


def _before_verb(left: str, right: str, lexicon: Lexicon) -> float:
    """Return how sure a split is between an unknown word and a verb, 0 for none."""
    for prefix in VERB_PREFIXES:  # Eggestein|verstolperte
        if left.endswith(prefix) and (len(prefix) > 2 or prefix + right in lexicon):
            return 0.0
    is_long = (
        len(right) >= LETTERS_BEHIND_UNKNOWN
        or (right in STRONG_PASTS and len(right) >= LEAST_BEHIND_UNKNOWN)
        or (right.endswith("te") and len(right) > LEAST_BEHIND_UNKNOWN)
        or right in NO_NAME_TAILS
    )
    if not is_verb(right, lexicon):
        return 0.0
    if len(left) >= LEAST_UNKNOWN and is_long and lexicon.size(right) >= SIZE_BEHIND_UNKNOWN:
        return BEHIND_UNKNOWN
    return 0.0


def _is_plain_verb(right: str, lexicon: Lexicon) -> bool:
    """Tell whether `right` is a verb in a form that German makes no nouns of."""
    noun = lexicon.size(right.capitalize())
    if (
        len(right) < 3
        or lexicon.size(right) < LEAST_RIGHT
        or right in lexicon.english
        or (noun and noun + NOUN_MARGIN > lexicon.size(right))
    ):
        return False
    # The plural of the present looks like the infinitive, which is a noun as well: `needs_object`.
    return is_verb(right, lexicon) or (is_nominal(right, lexicon) and right.endswith("en"))


def _is_prefix(left: str, lexicon: Lexicon) -> bool:
    lower = left.lower()
    is_noun = lexicon.size(left) >= SIZE_OF_SHORT_LEFT  # Euro
    return (lower in PREFIXES or lower.removeprefix("un") in PREFIXES) and not is_noun


def _can_be_person(left: str, *, is_name: bool) -> bool:
    """Tell whether -in can make a woman of `left`: Mäzenin, Psychotherapeutin, Südkoreanerin.

    Nouns in -e lose it (Kollegin), and things have endings of their own.
    """
    return not left.endswith(THINGS) and not (is_name and not left.endswith(("er", "ist", "e")))


def _stands_before_short(left: str, right: str, size: int, lexicon: Lexicon) -> bool:
    """Tell whether `left` is common and long enough to believe a short word behind it."""
    is_short = len(right) == 2 and not left.endswith("e")
    if last_is_name := left in lexicon.names and "-" in left:
        return last_is_name
    if len(left) < LETTERS_BEFORE_SHORT + is_short:
        return right in DETERMINERS and lexicon.size(left) >= SIZE_OF_SHORT_LEFT
    if right == "um" and not left.endswith((*THINGS, "en")):
        return False  # Spezifikum
    if left not in lexicon:
        return size > 0 and len(left) >= LEAST_COMPOUND_BEFORE_SHORT
    return size >= LEAST_BEFORE_SHORT + is_short or len(left) >= LEAST_COMPOUND


def _after_lower_case(left: str, right: str, lexicon: Lexicon) -> float:
    """Return how sure a split is between two words in lower case, 0 for none."""
    if left in JOINED and right in DETERMINERS and len(right) >= 3:
        return BEHIND_VERB
    if left.endswith(UNCHANGING) and left in lexicon and right in EDGE and len(right) > 2:
        return CERTAIN
    if right in AFTER_VERB and len(left) > 3 and lexicon.size(left) >= 4:
        if right in SUBORDINATORS or right in CONJUNCTIONS or right in AFTER_ANY:
            return BEHIND_VERB
        # An infinitive and -den, -der make a participle: grabenden.
        is_participle = left.endswith(("en", "ern", "eln")) and right in (
            "der",
            "den",
            "dem",
            "des",
        )
        if not is_participle and (is_verb(left, lexicon) or is_verb_form(left)):
            return BEHIND_VERB
    if right in ("er", "es") and left.endswith("te") and is_verb(left, lexicon):
        return BEHIND_VERB
    # `Wert erhöhtkündigte die Bank an`; an infinitive makes one word with a verb (kennenlernte).
    if left.endswith(("t", "te")) and len(left) > 4 and is_verb(left, lexicon):
        is_past = right in STRONG_PASTS or (right.endswith("te") and is_verb(right, lexicon))
        if is_past and len(right) > 4:
            return BEHIND_VERB
    return 0.0


def left_size(left: str, lexicon: Lexicon) -> int:
    """Return the size of a left part.

    A hyphenated one is as common as its rarest part, a compound of known words just common enough.
    """
    size = lexicon.size(left) or min(
        lexicon.size(part) if len(part) > 1 else 0 for part in left.split("-")
    )
    if (
        size < LEAST_LEFT
        and len(left) >= LEAST_COMPOUND
        and head_size(left.rpartition("-")[2], lexicon) >= LEAST_HEAD
    ):
        return LEAST_LEFT
    return size
