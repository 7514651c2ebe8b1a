"""What grammar says of a word that the tagger would part in two: closed classes, names, compounds.

No German word ends in `vom` or `wurde`, but a surname may end in `aber`, a noun in an infinitive
(Blumenschauen), a brand has capitals inside (RedaktionsNetzwerk), and -ist and -in are suffixes.
"""

from __future__ import annotations

import re

from reinschrift.lexicon import WORD, Lexicon
from reinschrift.morphology import INFLECTED, reading_size
from reinschrift.stages.boundaries import has_verb
from reinschrift.stages.commas import is_finite
from reinschrift.stages.marks import CAMEL_NAMES, OURS
from reinschrift.stages.neighbours import fits
from reinschrift.stages.split_words import EDGE, NAME_TAILS, NATIVE, NEVER, PERSON, SHORT_WORDS
from reinschrift.verbs import is_nominal, is_verb
from reinschrift.words import MODIFIER_ENDINGS, is_verb_form

NEVER_MADE = "never"
# Standings of names, brands and compounds, and of words that nobody has counted.
LIKE_NAMES = frozenset("name tail unknown unknown-verb brand camel compound".split())
_LEAST_LEFT = 6  # binary order of the count of a word that a name's ending is parted from
_LETTERS = 6  # of that word
_KNOWN = 2  # binary order; below, a short left part is no word
_COMMON = 4
# These and an inflected participle or adjective make one word.
_BEFORE_PARTICIPLES = frozenset(
    "viel meist best schwer leicht wohl neu alt hoch gut frisch selbst nicht zwischen mit weit "
    "gleich halb gut fern nah".split()
)
_SENTENCE = 400  # characters on either side
_LEAST_WORDS = 4  # of a sentence
_ENDS = re.compile(r"[.!?:;\n](?=\s|$|[“\"»])")
_REACH = 80  # characters before a place in which its word begins
# Behind these no feminine noun can stand: am Montag|in London, but der Botschafterin.
_NOT_FEMININE = re.compile(
    r"\b(?:[Aa]m|[Ii]m|[Zz]um|[Vv]om|[Bb]eim|[Dd]em|[Dd]en|[Dd]es|[Ee]inem|[Ee]inen|[Kk]einen|"
    r"[Ss]einen|[Ii]hren|[Dd]iesem|[Dd]iesen|[Jj]eden|[Jj]edem|ins|[Dd]as|[Ee]in)"
    r"(?: [a-zäöüß]+(?:en|e|es|er))? $|\b[Dd]er [a-zäöüß]+e $"
)


def stands_parted(text: str, place: int, lexicon: Lexicon) -> str:
    """Say what the two halves of a word are that falls in two at `place`."""
    found = WORD.finditer(text, max(0, place - _REACH), place + _REACH)
    word = next((one for one in found if one.start() < place < one.end()), None)
    if word is None:
        return "mark"
    left, right = text[word.start() : place], text[place : word.end()]
    stands = _between(text, word.start(), left, right, lexicon)
    is_verb_here = is_finite(right) or (
        left.islower() and left.endswith("en") and is_verb_form(left)
    )
    if stands == NEVER_MADE or not is_verb_here or _has_other_verb(text, *word.span()):
        return stands
    # The sentence has no verb yet: Rolf Haferkamp|war zurückgetreten.
    return f"{stands}-verb" if stands in LIKE_NAMES else "only-verb"


def _has_other_verb(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence around a word has a finite verb elsewhere, or is no sentence."""
    first = max(
        (one.end() for one in _ENDS.finditer(text, max(0, start - _SENTENCE), start)), default=0
    )
    last = _ENDS.search(text, end, end + _SENTENCE)
    if last is None or last.group()[0] not in ".!?":
        return True
    words = WORD.findall(text, first, start) + WORD.findall(text, end, last.start())
    return len(words) < _LEAST_WORDS or has_verb(words)


def _between(text: str, start: int, left: str, right: str, lexicon: Lexicon) -> str:
    """Say what the two halves of a word are, which starts at `start`."""
    end = start + len(left) + len(right)
    if not fits(right, text, end):
        return NEVER_MADE  # in Bad Kreuznach.
    if right[0].isupper():
        return _before_capital(left, right, lexicon)
    if (
        right.startswith("ge")
        and right.endswith("t")
        and not text[max(0, start - 2) : start].rstrip()[-1:].isalnum()
    ):
        return NEVER_MADE  # Preisgekrönt ist das Haus
    if left[0].islower():
        return _between_small(left, right, lexicon)
    if right in NEVER or (right == "ist" and not left.endswith(NATIVE)):
        return NEVER_MADE
    if right == "in":
        return _before_in(left, text, start, lexicon)
    if lexicon.size(left.lower()) > lexicon.size(left):
        return "start"  # a word that starts a sentence: Oder
    return _behind_noun(left, right, lexicon)


def _before_capital(left: str, right: str, lexicon: Lexicon) -> str:
    is_known = right in lexicon or right.lower() in lexicon
    if left + right in CAMEL_NAMES or left in OURS:
        return NEVER_MADE
    if left[0].isupper() and left.lower() not in EDGE:
        return "brand"
    if is_known:
        return "capital"
    return "camel" if len(left) > 2 else NEVER_MADE


def _between_small(left: str, right: str, lexicon: Lexicon) -> str:
    if right not in EDGE:
        if left.endswith(MODIFIER_ENDINGS) and right.endswith(MODIFIER_ENDINGS):
            return NEVER_MADE  # südlichwestlich
        if left in _BEFORE_PARTICIPLES and right.endswith(("e", "en", "er", "es", "em")):
            return NEVER_MADE  # vielbesucht
        return "small-verb" if is_verb(right, lexicon) and left in lexicon else "small"
    if right == "über" and left.endswith("s"):
        return NEVER_MADE  # nachtsüber
    if left not in lexicon and not reading_size(left, lexicon):
        return NEVER_MADE  # a typing error: ziemich
    if reading_size(left + right, lexicon) == INFLECTED:
        is_ending = right in ("er", "es") and not is_verb(left, lexicon)
        return NEVER_MADE if is_ending else "inflected"
    return "small-closed" if lexicon.size(left) >= _COMMON and len(right) > 2 else "short"


def _before_in(left: str, text: str, place: int, lexicon: Lexicon) -> str:
    """Say whether -in can make a woman of `left`: no Montagin, and no word behind `am`."""
    if _NOT_FEMININE.search(text, max(0, place - 40), place):
        return "in"
    if left.endswith(PERSON) or left not in lexicon or left in lexicon.names:
        return NEVER_MADE
    return "perhaps-in"


def _behind_noun(left: str, right: str, lexicon: Lexicon) -> str:
    size = lexicon.size(left) or lexicon.size(left.rpartition("-")[2])
    is_tail = right in NAME_TAILS or right in SHORT_WORDS
    if len(left) < _LETTERS and size < _KNOWN:
        return "name"  # Nienaber
    if is_tail:
        return "tail" if len(left) < _LETTERS or size < _LEAST_LEFT else "closed-tail"
    if right in EDGE:
        is_name = left in lexicon.names
        return "unknown" if size < _KNOWN else "closed-name" if is_name else "closed"
    if is_nominal(right, lexicon) or not is_verb(right, lexicon):
        return "compound"
    return "verb" if size >= _KNOWN else "unknown-verb"
