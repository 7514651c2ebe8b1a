"""Where one unknown word can fall into two: what the word alone tells."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reinschrift.lexicon import Lexicon, load
from reinschrift.morphology import (
    ALWAYS_LINKED,
    INFLECTED,
    NOUN_MARGIN,
    PREFIXES,
    head_size,
    is_nominal,
    is_verb,
    reading_size,
)
from reinschrift.words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_VERBS,
    FUNCTION,
    NUMERALS,
    PREPOSITIONS,
    PRONOUNS,
    STRONG_PASTS,
    SUBORDINATORS,
    is_verb_form,
)

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
LEAST_BEHIND_UNKNOWN = 5  # letters of the word behind it
SIZE_BEHIND_UNKNOWN = 4
LETTERS_BEHIND_UNKNOWN = 7  # of an open-class word: shorter ones end typing errors
LEAST_HEAD = 4  # size of the head of an unknown compound on the left

# How sure the branches are: below the share of right edits among all that were made in 295 merges
# by hand and in 918,000 tokens of news (wmt18, wmt21, flores-dev, real-scrapes, 10kgnad; every
# edit read, 2026-11): BETWEEN_KNOWN 70 of 70, BEHIND_VERB and `marks` 77 of 78, BEHIND_COMMON and
# BEFORE_VERB 142 of 145, BEHIND_UNKNOWN 13 of 13. In the news alone 31 of 35 merges were ones.
BETWEEN_KNOWN = 0.98
BEHIND_COMMON = 0.9
BEFORE_VERB = 0.9
BEHIND_UNKNOWN = 0.85
BEHIND_VERB = 0.95

EDGE = FUNCTION | NUMERALS  # what stands first or last in a node
# These end names and places too (Soeder, Mardas, Kreuznach, Sinwar, Prokurist, Toraus).
NAME_TAILS = frozenset(
    "als auf aus bis das dem den der des die ist mit nach vom von vor war was wer bin bei kam sah "
    "drei vier acht zehn zwei fünf elf aufs alle allem allen aller meine unter neben beim mag oft "
    "sei zog hier dich mich sich ihr euch tat gab ins über für ans ums".split()
)
# These are heads of nouns as well (Haushaltswaren, Königswürde, Christsein, Plansoll).
_NOUN_TWINS = frozenset(
    "falls sein soll waren wollen würde dank laut statt trotz elf acht man stand lag lagen gaben "
    "nahmen griffen sprachen trieben lassen ging wegen sechs sieben heute hatten statt hielt "
    "liegen stehen sehen bleiben machten wachten reiten leisten bieten zweite zweiten dritte "
    "dritten vierte vierten fünfte fünften sechste sechsten siebte siebten achte achten neunte "
    "neunten zehnte zehnten tritt wart".split()
)
_VERB_PREFIXES = tuple("ab an auf aus be ein ent er ge mit über um unter ver vor zer zu".split())
_BEHIND_NAMES = frozenset(
    "soll sollen gaben nahmen stehen hielt machten waren würde wollen hatten sehen bleiben liegen "
    "griffen sprachen tritt".split()
)
SHORT_WORDS = frozenset("am an im in ob um zu".split())
# Too short or too often a name's ending (Boisheimer, Tourneen, Yorkshireman) to be told.
NEVER = frozenset("innen er es so da wo dir mir man euch du ja".split())
# Short, and no name ends so.
_NO_NAME_TAILS = frozenset(
    "dass kann muss wird sind darf wäre läuft hält gibt traf nahm fiel fand floh lief".split()
)
_BEHIND_UNKNOWN = (
    _NO_NAME_TAILS
    | frozenset(
        word
        for word in FINITE_VERBS | SUBORDINATORS | PREPOSITIONS | ADVERBS | CONJUNCTIONS
        if len(word) >= LEAST_BEHIND_UNKNOWN and word not in _NOUN_TWINS | NAME_TAILS
    )
    | {"nicht", "welche", "welcher"}
)
_THINGS = tuple("e ung heit keit schaft ion tät ien ungen s".split())
# -ist makes persons of foreign stems (Putschist), not of these.
NATIVE = ("ung", "heit", "keit", "schaft", "nis", "chen", "tum", "er", "en", "el", "s")
# What names a person ends so, and -in makes a woman of it.
PERSON = tuple("er e ist or ant ent eur ling ier an at et log ot nom ph ö är graf loge".split())
LEAST_BEFORE_SHORT = 5  # size of the left part that a short word or a name's ending needs
LETTERS_BEFORE_SHORT = 5
SIZE_OF_SHORT_LEFT = 8  # `Zahl der`, but no `Ball auf`
# No German word in lower case that is not in the lexicon ends so behind a verb.
_AFTER_VERB = frozenset(
    "aber als am auch bis dabei damit dann das dass davon dazu dem den denn der deren des dessen "
    "die dies ehe ein eine einem einen einer etwa für im indem jedoch nachdem nicht ob obwohl "
    "seine seinen seit sie sobald sofern sondern sowie und vom von warum was weil wenn "
    "wer wie wo wobei während zum zur über ihre ihren gegen unter durch auf mit nach bei zwischen "
    "welche welcher welches wegen ohne vor hinter kein keine keinen innerhalb".split()
)
_OPENERS = PRONOUNS | ADVERBS | frozenset("mit bei nach für von seit auf trotz aufgrund".split())
_BEHIND_OPENERS = frozenset(word for word in FINITE_VERBS | DETERMINERS if len(word) > 2)
_AFTER_ANY = frozenset("dass deren dessen diese diesem diesen dieser dieses welche jedoch".split())
_JOINED = frozenset(
    "an auf aus bei bis durch für gegen hinter in mit nach neben ohne seit unter von vor über "
    "zwischen und oder sowie sondern aber dass weil wenn ob als obwohl wie".split()
)


class Split(NamedTuple):
    """Where a word falls in two, how sure that is and what speaks for it."""

    place: int
    confidence: float
    evidence: str
    needs_object: bool = False  # `Bahnbestätigte` is no noun if an object follows


@lru_cache(maxsize=65536)
def find_splits(word: str) -> tuple[Split, ...]:
    """Return the places where `word` may fall into two words, the surest first.

    >>> [split.place for split in find_splits("Selenskyjbehauptete")]
    [9]
    >>> find_splits("Ausbildungsbetrieben")
    ()
    """
    lexicon = load()
    if word.isupper():
        return ()
    found = [
        split for place in range(2, len(word) - 1) if (split := _split_at(word, place, lexicon))
    ]
    places = {split.place for split in found}
    if any(split.confidence > BEHIND_UNKNOWN for split in found) or _has_two_words(
        word, places, lexicon
    ):
        found = [split for split in found if split.confidence > BEHIND_UNKNOWN]
    reading = reading_size(word, lexicon) if found else 0
    if not reading:
        found = [
            split._replace(needs_object=not is_verb(word[split.place :], lexicon))
            if split.needs_object
            else split
            for split in found
        ]
    else:
        found = [split for split in found if _outweighs(word, split, reading, lexicon)]

    def strength(split: Split) -> tuple[bool, int]:
        left, right = word[: split.place], word[split.place :]
        return left in lexicon, lexicon.size(left) + lexicon.size(right)

    return tuple(sorted(found, key=strength, reverse=True))


def _has_two_words(word: str, places: set[int], lexicon: Lexicon) -> bool:
    """Tell whether known words parted elsewhere make up `word`: Merz|eingetroffen."""
    return any(
        place not in places and word[place:] in lexicon and word[:place] in lexicon
        for place in range(LEAST_UNKNOWN, len(word) - LEAST_BEHIND_UNKNOWN + 1)
    )


def _outweighs(word: str, split: Split, reading: int, lexicon: Lexicon) -> bool:
    """Tell whether two words are a better reading than one whose head has the size `reading`.

    `Wunder und` against `Wunderund`, a strange kind of `Rund`.
    """
    left, right = word[: split.place], word[split.place :]
    if split.needs_object:
        return reading < INFLECTED
    return left in lexicon and lexicon.size(right) > MUCH_COMMONER * reading


def _split_at(word: str, place: int, lexicon: Lexicon) -> Split | None:
    """Return the split at `place` if both sides are words that a link edge can part."""
    left, right = word[:place], word[place:]
    if right not in lexicon or left[-1] in "-’'":
        return None
    if not right.islower() or (left[0].isupper() and right in NEVER):
        return None
    if left[0].isupper():
        confidence = _after_capital(left, right, lexicon)
    else:
        confidence = _after_lower_case(left, right, lexicon)
    if not confidence:
        return None
    evidence = (
        f"{left} (2^{_left_size(left, lexicon)}) + {right} (2^{lexicon.size(right)}); "
        f"{word} unknown, no compound"
    )
    is_plural = not is_verb(right, lexicon)  # so it is an infinitive, and a noun
    # A noun would be linked with -s behind -ung, so nothing more is needed there.
    is_linked = left.endswith(ALWAYS_LINKED) and left in lexicon
    needs_object = (
        right not in EDGE
        and not is_linked
        and (is_plural or (left not in lexicon.names and is_nominal(right, lexicon)))
    )
    return Split(place, confidence, evidence, needs_object)


def _after_capital(left: str, right: str, lexicon: Lexicon) -> float:
    """Return how sure a split is between a noun or name and a word in lower case, 0 for none."""
    if left.lower() in _OPENERS and right in _BEHIND_OPENERS:
        return BEHIND_VERB  # Esgibt, Mitden
    if lexicon.size(left) < lexicon.size(left.lower()) or _is_prefix(left, lexicon):
        return 0.0  # no noun: Zurück, Gering, Unver
    is_name = left in lexicon.names or left.rpartition("-")[2] in lexicon.names
    if right == "in" and _can_be_person(left, is_name=is_name):
        return 0.0
    size = _left_size(left, lexicon)
    if right in SHORT_WORDS or right in NAME_TAILS:
        return BEHIND_COMMON if _stands_before_short(left, right, size, lexicon) else 0.0
    # A noun would be linked with -s behind -ung; and names make compounds with a hyphen.
    is_open = left.endswith(ALWAYS_LINKED) and left in lexicon
    if right in _NOUN_TWINS and not (is_open or (is_name and right in _BEHIND_NAMES)):
        return 0.0
    is_known = len(left) > 2 and size >= (LEAST_NAME if is_name else LEAST_LEFT)
    if right in EDGE:
        if is_known:
            return BETWEEN_KNOWN
        return BEHIND_UNKNOWN if right in _BEHIND_UNKNOWN and len(left) >= LEAST_UNKNOWN else 0.0
    if not _is_plain_verb(right, lexicon):
        return 0.0
    return BEFORE_VERB if is_known and len(left) > 3 else _before_verb(left, right, lexicon)


def _before_verb(left: str, right: str, lexicon: Lexicon) -> float:
    """Return how sure a split is between an unknown word and a verb, 0 for none."""
    for prefix in _VERB_PREFIXES:  # Eggestein|verstolperte
        if left.endswith(prefix) and (len(prefix) > 2 or prefix + right in lexicon):
            return 0.0
    is_long = (
        len(right) >= LETTERS_BEHIND_UNKNOWN
        or (right in STRONG_PASTS and len(right) >= LEAST_BEHIND_UNKNOWN)
        or (right.endswith("te") and len(right) > LEAST_BEHIND_UNKNOWN)
        or right in _NO_NAME_TAILS
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
    return not left.endswith(_THINGS) and not (is_name and not left.endswith(("er", "ist", "e")))


def _stands_before_short(left: str, right: str, size: int, lexicon: Lexicon) -> bool:
    """Tell whether `left` is common and long enough to believe a short word behind it."""
    is_short = len(right) == 2 and not left.endswith("e")
    if last_is_name := left in lexicon.names and "-" in left:
        return last_is_name
    if len(left) < LETTERS_BEFORE_SHORT + is_short:
        return right in DETERMINERS and lexicon.size(left) >= SIZE_OF_SHORT_LEFT
    if right == "um" and not left.endswith((*_THINGS, "en")):
        return False  # Spezifikum
    if left not in lexicon:
        return size > 0 and len(left) >= LEAST_COMPOUND_BEFORE_SHORT
    return size >= LEAST_BEFORE_SHORT + is_short or len(left) >= LEAST_COMPOUND


def _after_lower_case(left: str, right: str, lexicon: Lexicon) -> float:
    """Return how sure a split is between two words in lower case, 0 for none."""
    if left in _JOINED and right in DETERMINERS and len(right) >= 3:
        return BEHIND_VERB
    if right in _AFTER_VERB and len(left) > 3 and lexicon.size(left) >= 4:
        if right in SUBORDINATORS or right in CONJUNCTIONS or right in _AFTER_ANY:
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


def _left_size(left: str, lexicon: Lexicon) -> int:
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
