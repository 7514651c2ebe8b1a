"""What German grammar allows one word to be: inflections and compounds of known words.

This is how a merge is told from a healthy word that the lexicon has not seen: a compound
has a head that is a noun (or, in lower case, an adjective or verb) and linking elements
between its parts; an inflected form has a known stem.
"""

from __future__ import annotations

from functools import lru_cache

from reinschrift.lexicon import Lexicon, load
from reinschrift.verbs import CLOSED, LEAST_PART, NOMINAL, NOUN_MARGIN, is_nominal, is_verb
from reinschrift.words import DETERMINERS, PREPOSITIONS

INFLECTED = 20  # more than any size in the lexicon
_LEAST_HEAD_SIZE = 2  # a head seen less than four times is as likely a typing error or a name

# Inflection and derivation of nouns, and of what is made a noun (Beschuldigter, Angreiferin).
_NOUN_ENDINGS = tuple("s es e n en er ern ns chen lein".split())
_NOUN_SUFFIXES = tuple(
    "ung ungen heit heiten keit keiten schaft schaften tum ismus ler lern lerin nis isten "
    "isch ische ischen ischer isches ischem los lose losen loser haft lich liche lichen licher "
    "sche schen scher ig ige igen iger bar bare baren weise end ende enden ender endes ste sten "
    "ster stes".split()
)
# Only what names a person takes these: Angreiferin, but no Australienin.
_FEMININE = ("in", "innen")
_PERSON = tuple("er ist or ant ent eur ling ier an at et log ot nom ph ö".split())
# Inflection of adjectives, participles and verbs.
_OPEN_ENDINGS = tuple(
    "e en em er es n t te ten tes tem ter st est et ete eten eter etes end ende enden ender endes "
    "endem ere eren erer eres erem ste sten ster stes stem este esten ester estes estem lich liche "
    "lichen licher liches lichem isch ische ischen ischer isches ischem ig ige igen iger iges igem "
    "bar bare baren barer bares los lose losen loser loses haft hafte haften sam same samen weise "
    "nd nde nden nder ndes ndem ung heit keit s".split()
)
PREFIXES = frozenset(
    "ab an auf aus be bei durch ein ent er fort ge gegen haupt her hin hoch in los mit miss nach "
    "nicht nieder super über um un unter ur ver vor weg weiter wieder zer zu zurück zusammen "
    "zwischen auto bio co de di euro ex extra geo hyper inter ko makro mega mikro mini mono multi "
    "neo neuro nano non para poly post prä pro pseudo re semi sub tele thermo trans ultra vize öko "
    "heraus hinaus herein hinein herauf hinauf herunter hinunter herum umher hervor voran vorbei "
    "vorüber davon dazu daran darauf heran hinzu entgegen auseinander aufrecht bereit "
    "fest frei".split()
)
_LINKS = ("", "s", "n", "en", "es", "er", "e", "ens", "ns")
# Nouns in these always take a linking -s (Regierungssprecher), but for `Ion`, `Schaft` themselves.
ALWAYS_LINKED = ("ung", "heit", "keit", "schaft", "tion", "tät")


def is_one_word(word: str, lexicon: Lexicon) -> bool:
    """Tell whether an unknown word can be read as one German word all the same.

    >>> from reinschrift.lexicon import load
    >>> words = ("Ausbildungsbetrieben", "unbedingter", "Putinund", "Sprecherder")
    >>> [is_one_word(word, load()) for word in words]
    [True, True, False, False]
    """
    return reading_size(word, lexicon) > 0


def reading_size(word: str, lexicon: Lexicon) -> int:
    """Return how well an unknown word reads as one German word, 0 for not at all.

    A form of a known word reads well (`INFLECTED`), a compound as well as its head is common.
    What ends in a hyphen is no word: Tanz- und Musikschule.
    """
    last = word.rpartition("-")[2]
    if not last:
        return 0
    if (last != word and last in lexicon) or _other_case(last) in lexicon:
        return INFLECTED
    if last[0].isupper():
        if _is_noun_form(last, lexicon):
            return INFLECTED
        # With a capital because it was made a noun: des Unberührbaren.
        if last.endswith(NOMINAL) and _is_inflected(last[0].lower() + last[1:], lexicon):
            return INFLECTED
    elif _is_inflected(last, lexicon):
        return INFLECTED
    return head_size(last, lexicon)


def _other_case(word: str) -> str:
    return word[0].swapcase() + word[1:]


def _is_noun_form(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a capitalised word is a form or derivation of a known noun."""
    for ending in _NOUN_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= LEAST_PART and lexicon.size(stem) >= 1:
            return True
    for ending in _NOUN_SUFFIXES:
        stem = word.removesuffix(ending)
        if stem == word:
            continue
        # A present participle comes from an infinitive.
        verb = stem[0].lower() + stem[1:]
        if ending.startswith("end"):
            if _is_infinitive(verb, lexicon):
                return True
        elif _is_stem(stem, lexicon):
            return True
    for ending in _FEMININE:
        stem = word.removesuffix(ending)
        if (
            stem != word
            and stem.endswith(_PERSON)
            and stem not in lexicon.names
            and (_is_stem(stem, lexicon) or is_compound(stem, lexicon))
        ):
            return True
    return any(lexicon.size(word + ending) >= 1 for ending in ("e", "n", "en", "s"))


def _is_inflected(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word in lower case is a form of a known adjective or verb."""
    for ending in _OPEN_ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < LEAST_PART:
            continue
        if ending.startswith("end") and not _is_infinitive(stem, lexicon):
            continue
        if ending.startswith("nd") and not stem.endswith(("el", "er")):
            continue
        if _is_lower_stem(stem, lexicon):
            return True
    return any(word + ending in lexicon for ending in ("e", "n", "en", "s", "er", "t"))


def _is_infinitive(stem: str, lexicon: Lexicon) -> bool:
    """Tell whether a present participle can come from `stem`: no `Abgeordnetendes`."""
    infinitive = stem + "en"
    return lexicon.size(infinitive) > lexicon.size(infinitive.capitalize()) or (
        infinitive in lexicon and (stem + "t" in lexicon or stem + "et" in lexicon)
    )


def _is_lower_stem(stem: str, lexicon: Lexicon) -> bool:
    return (
        any(
            form in lexicon and form not in CLOSED
            for form in (stem, stem + "e", stem + "en", stem + "n")
        )
        or _other_case(stem) in lexicon
    )


def _is_stem(stem: str, lexicon: Lexicon) -> bool:
    return len(stem) >= LEAST_PART and any(
        form in lexicon
        for form in (stem, _other_case(stem), stem + "e", stem + "en", _other_case(stem) + "en")
    )


def is_compound(word: str, lexicon: Lexicon) -> bool:
    """Tell whether known words, linked as German links them, make up `word`."""
    return head_size(word, lexicon) > 0


def head_size(word: str, lexicon: Lexicon) -> int:
    """Return the size of the commonest word that can be the head of `word`, 0 for no compound."""
    del lexicon
    return _head_size(word)


def forget() -> None:
    """Empty the cache of compounds, for measuring."""
    _head_size.cache_clear()


@lru_cache(maxsize=65536)
def _head_size(word: str) -> int:
    lexicon = load()
    measure = _noun_head if word[0].isupper() else _open_head
    largest = 0
    for place in range(2, len(word) - LEAST_PART + 1):
        size = measure(word[place:], lexicon)
        if size > largest and _can_modify(word[:place], word[place:], lexicon):
            largest = size
    return largest


def _noun_head(tail: str, lexicon: Lexicon) -> int:
    """Return the size of a noun that can end a compound: known with a capital, not from titles."""
    if tail in CLOSED or (tail[:-3] in PREPOSITIONS and tail[-3:] in DETERMINERS):
        return 0  # neither `der` nor `inder`
    noun = tail.capitalize()
    for form, least in ((noun, _LEAST_HEAD_SIZE), (noun.removesuffix("s"), 4)):
        size = lexicon.size(form)
        if (
            size >= least
            and size + NOUN_MARGIN >= lexicon.size(tail)
            and (len(form) > 4 or form not in lexicon.names)
        ):
            return size
    return lexicon.size(tail) if is_nominal(tail, lexicon) else 0


def _open_head(tail: str, lexicon: Lexicon) -> int:
    """Return the size of an adjective, participle or verb that can end a compound."""
    size = lexicon.size(tail)
    if (
        tail in CLOSED
        or tail in lexicon.english
        or len(tail) <= LEAST_PART
        or lexicon.size(tail.capitalize()) > size
    ):
        return 0
    return size


def _can_modify(head: str, tail: str, lexicon: Lexicon) -> bool:
    """Tell whether `head` can stand before the last part: a word, linked or not, or a prefix."""
    if head.endswith(ALWAYS_LINKED) and len(head) > 5:
        return False
    if head.lower() in PREFIXES:
        return True
    if head[0].islower() and is_verb(tail, lexicon) and not tail.startswith("ge"):
        return False  # finite verbs have prefixes and nothing else in front
    if head in lexicon.names and lexicon.size(head.lower()) == 0 and is_nominal(tail, lexicon):
        return False  # `Obamaunterstützte` would be written with a hyphen
    for link in _LINKS:
        stem = head.removesuffix(link) if link else head
        if len(stem) >= LEAST_PART and (link == "" or stem != head):
            for form in (stem, stem.capitalize(), stem.lower()):
                if form in lexicon or form + "e" in lexicon or form + "en" in lexicon:
                    return True
    return len(head) >= 2 * LEAST_PART and _head_size(head.capitalize()) > 0
