"""Guards: what is wrong with a translation can often be seen without knowing better.

A guard looks at a German sentence and its English hypothesis, and says whether one kind
of damage shows. Guards have few false alarms, since an alarm costs a second translation
and a flag in the output: what they let pass is no proof of anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from reinschrift.addresses import addresses_survive
from reinschrift.guards.figures import numbers_agree
from reinschrift.guards.names import names_survive
from reinschrift.lexicon import load

Guard = Callable[[str, str], bool]

_LETTER_OR_DIGIT = re.compile(r"\w")
_RUN = 4  # words in a row
_TIMES = 3  # a run of four that stands three times is a loop (issue 3 counts it so)
_STUCK = re.compile(r"(\S{1,12}?)\1{7,}")  # the same few characters eight times


def is_empty(german: str, english: str) -> bool:
    """See an empty translation of a sentence that says something.

    >>> is_empty("Guten Tag.", ""), is_empty("…", "")
    (True, False)
    """
    return not english.strip() and _LETTER_OR_DIGIT.search(german) is not None


def repeats_itself(german: str, english: str) -> bool:
    """See a loop: four words three times, a few characters eight times, or all said twice.

    What the German repeats, the English may repeat.

    >>> repeats_itself("Es tut mir leid.", "I'm sorry, I'm sorry, I'm sorry, I'm sorry.")
    True
    >>> repeats_itself("Perfekt! Danke.", "Perfect! Thank you. Thank you.")
    True
    """
    words = english.lower().split()
    if len(english) > 12 * (len(words) + 1) and _STUCK.search(english):
        return _STUCK.search(german) is None
    if len(words) < 4 or len(set(words)) == len(words):
        return False
    if _loops(words):
        return not _loops(german.lower().split())
    return _echoes(words) and not _echoes(german.lower().split())


def _loops(words: list[str]) -> bool:
    # Fewer doubles than this cannot make three runs of four, even overlapping ones.
    if len(words) - len(set(words)) < _RUN + _TIMES - 2:
        return False
    runs = Counter(zip(*(words[start:] for start in range(_RUN)), strict=False))
    return max(runs.values()) >= _TIMES


def _echoes(words: list[str]) -> bool:
    """Tell whether a text ends on two words or more that it has just said."""
    bare = [word.strip(".,!?;:\"'“”") for word in words]
    return any(
        bare[-size:] == bare[-2 * size : -size] for size in range(2, min(len(bare) // 2, 12) + 1)
    )


def is_out_of_length(german: str, english: str) -> bool:
    """See a translation far too short or too long to say the same.

    >>> is_out_of_length("Die Regierung hat gestern Abend ein neues Gesetz beschlossen.", "Yes.")
    True
    """
    there, here = len(german), len(english)
    return (there >= LONG and here < SHORTEST * there) or here > LONGEST * there + SLACK


# Of the references of wmt18 and wmt21 and 29 stored system outputs of them (44,000
# pairs) four lie outside; one of them has lost half a sentence.
LONG = 30  # characters; below it a whole sentence may be one word
SHORTEST = 0.4
LONGEST = 2.0
SLACK = 30

# Words of German running text that are neither English nor parts of many names.
_GERMAN = frozenset(
    """aber als alle auch auf aus bei beim bis dass das dem den der des diese dieser doch durch
    ein eine einem einen einer eines er es für gegen habe haben hat hatte ich ihr ihre im ist
    jedoch kann keine können mehr mit muss nach nicht noch nur oder ob schon sei sein seine sich
    sie sind sollen sowie über um und uns unter vom von vor war waren wegen wenn werden wie wir
    wird wurde wurden während zu zum zur zwischen""".split()
)
_ENGLISH = frozenset("the of to is are and for with on by from this that it at be not".split())
_EDGES = " .,;:!?…\"'“”„‚‘’()–-"
_USUAL = 5  # lexicon size, a count of 32
_MANY = 3  # German words in an English sentence; two stand in names (Haus der Kulturen der Welt)
_SHARE = 0.15  # of its words


def is_untranslated(german: str, english: str) -> bool:
    """See a translation that is still German. English that stays English is none.

    >>> is_untranslated("Wir werden das nicht tun.", "Wir werden das nicht tun.")
    True
    >>> is_untranslated("Breaking News", "Breaking News")
    False
    """
    words = english.split()
    if english.strip(_EDGES) == german.strip(_EDGES):
        return _is_german(words)
    left = sum(word in _GERMAN for word in words)
    return left >= _MANY and left >= _SHARE * len(words)


def _is_german(words: list[str]) -> bool:
    """Tell whether words in small letters, or the first one, are German and none is English."""
    lexicon = load()
    bare = [word.strip(_EDGES) for word in words]
    small = {bare[0].lower(), *(word for word in bare if word.islower())} if bare else set()
    return not small & _ENGLISH and any(
        word in _GERMAN or (lexicon.size(word) >= _USUAL and word not in lexicon.english)
        for word in small
    )


def changes_numbers(german: str, english: str) -> bool:
    """See a number that is lost, changed or made up.

    >>> changes_numbers("Es kamen 3.000 Gäste.", "There were 30,000 guests.")
    True
    """
    return not numbers_agree(german, english)


_NOT = re.compile(
    r"\b(?:nicht(?! (?:nur|zuletzt|allein|wahr|mehr als|weniger als))|nie|niemals|niemand\w*"
    r"|kein(?:e[rnms]?)?|keinesfalls|keineswegs|nirgends|nirgendwo)\b",
    re.IGNORECASE,
)
_NOT_OR_NEAR = re.compile(
    r"nicht|\bnie|kein|weder|\bohne|kaum|statt|\bun\w{3}|\w+los(?:e[rnms]?)?\b|miss|wenig|fehl"
    r"|\bnein|\bselten|\bentgeh|\bver\w+|\bab\w{3}|\baus\w{3}|\bnur\b|\berst\b|\bdagegen|\bzwar\b"
    r"|\bsonst|\bbevor|\bstreik|\bscheiter|\bweiger|\balles andere|\bwed|\bnon|\bin\w{4,}"
    r"|\bir\w{4,}"
    r"|\bein\w* (?:einzig|deut)|\bals\b|\bzu \w+,? um|\bverzicht|\blass|\bgegen\b|\bhalt|\bbleib"
    r"|\bwider|\bjemals|\bje\b|\boder\b",
    re.IGNORECASE,
)
_NOT_PARTS = ("icht", "ein", "nie", "Nie", "nirg", "Nirg")
_NO_PARTS = ("not", "Not", "n't", "n’t", "ever", "obody")
_NO = re.compile(r"\b(?:not|cannot|never|nobody|nothing)\b|n['’]t\b", re.IGNORECASE)
_NO_OR_NEAR = re.compile(
    r"\b(?:no|non|none|nor|not|cannot|never|nobody|nothing|nowhere|neither|without|hardly|barely"
    r"|scarcely|rarely|seldom|few|fewer|little|less|least|only|just|until|unless|except|rather"
    r"|instead|yet|but|far|away|other|than|otherwise|anything|anyone|any|ever|stop\w*|fail\w*"
    r"|lack\w*|miss\w*|refus\w+|reject\w*|den(?:y|ied|ies|ying)|avoid\w*|prevent\w*|absen\w+"
    r"|lost|lose|losing|free|off|out|against|unlike|short|zero|ban\w*|exclu\w+|forb\w+|prohibit\w*"
    r"|stay\w*|remain\w*|keep|kept|end\w*|too|hard|difficult\w*|beyond|anti\w*|stand\w* down"
    r"|un\w{3,}|in\w{4,}|im\w{4,}|il\w{4,}|ir\w{4,}|dis\w{3,}|mis\w{3,}|non\w*|\w+less(?:ly)?)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)


def flips_negation(german: str, english: str) -> bool:
    """See a denial on one side with nothing on the other that could stand for it.

    >>> flips_negation("Er hat nicht gelogen.", "He lied.")
    True
    >>> flips_negation("Er hat nicht recht.", "He is wrong.")  # any word may deny
    True
    """
    # Most sentences deny nothing: see that before any pattern is tried.
    if any(part in german for part in _NOT_PARTS) and _NOT.search(german):
        return not _NO_OR_NEAR.search(english)
    if any(part in english for part in _NO_PARTS) and _NO.search(english):
        return not _NOT_OR_NEAR.search(german)
    return False


def loses_names(german: str, english: str) -> bool:
    """See a name of the German that nothing in the English resembles.

    >>> loses_names("Kirby sprach mit Dschabarow.", "Kirby spoke.")
    True
    """
    return not names_survive(german, english)


def loses_addresses(german: str, english: str) -> bool:
    """See an address of mail or the web that is lost or changed.

    >>> loses_addresses("Mehr auf www.rat.example.", "More on www.council.example.")
    True
    """
    return not addresses_survive(german, english)


class Row(NamedTuple):
    """A guard, whether its alarm is worth a second search, and why it is there."""

    guard: Guard
    is_retried: bool
    why: str


# The worst first: of two flawed candidates the one that sins further down is taken.
GUARDS: dict[str, Row] = {
    "empty": Row(is_empty, True, "nothing is worse than nothing"),
    "repetition": Row(repeats_itself, True, "a loop: the model has lost the sentence"),
    "untranslated": Row(is_untranslated, True, "German is left; alternatives are mostly right"),
    "length": Row(is_out_of_length, True, "half a sentence is gone, or something was made up"),
    "numbers": Row(changes_numbers, True, "readers trust numbers most and check them least"),
    "addresses": Row(loses_addresses, True, "an address that is wrong leads elsewhere"),
    "negation": Row(flips_negation, False, "the opposite may be said; too unsure to search again"),
    "names": Row(loses_names, False, "a name is gone or misspelt; too unsure to search again"),
}


def raise_flags(german: str, english: str) -> tuple[str, ...]:
    """Return the names of all guards that see something, the worst first.

    >>> raise_flags("Es kamen 12 Gäste.", "There were 13 guests.")
    ('numbers',)
    """
    return tuple(name for name, row in GUARDS.items() if row.guard(german, english))
