"""Finite verbs: which words are one for sure, and where they stand among others.

A form may be an infinitive, a participle or an adjective as well; what counts here is what it
can be besides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reinschrift.lexicon import load
from reinschrift.stages.commas import is_finite
from reinschrift.verbs import NOUN_MARGIN, VERB_PREFIXES
from reinschrift.words import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CLOSED,
    DETERMINERS,
    FINITE_VERBS,
    LONG_PARTICLES,
    NUMERALS,
    PREPOSITIONS,
    PRONOUNS,
    SEPARABLE,
    STRONG_PASTS,
    is_verb_form,
)

# Forms of the present that are infinitives as well.
_LIKE_INFINITIVES = frozenset(
    "haben werden können müssen sollen wollen dürfen mögen lassen stehen".split()
)
# They take an infinitive or participle right before them, so the two are one verb.
CLUSTERS = AUXILIARIES | frozenset(
    "lässt lassen ließ ließen bleibt bleiben blieb blieben geht gehen ging gingen kommt kam kamen "
    "steht stehen sieht sehen sah sahen hört hören hörte hörten lernt lernen lernte lernten hilft "
    "helfen half halfen bekommt bekam bekamen gehört gehörte gehörten scheint scheinen schien "
    "schienen gilt galt galten".split()
)
# A participle of a verb with one of these has no -ge- and may look like its third person.
_INSEPARABLE = (
    "be",
    "ver",
    "er",
    "ent",
    "zer",
    "ge",
    "miss",
    "über",
    "unter",
    "wider",
    "hinter",
    "wiederhol",
)
_PARTICLES = SEPARABLE - {"über", "unter", "um", "durch"}
_PREFIXES = VERB_PREFIXES | LONG_PARTICLES
_SHORTEST_PREFIX, _LONGEST_PREFIX = min(map(len, _PREFIXES)), max(map(len, _PREFIXES))
_BEFORE_ZU = _PREFIXES | SEPARABLE
_ZU = re.compile("zu")
_LEAST_STEM = 4  # letters
_COMMON = 6  # binary order of a count
_UNBENT = str.maketrans("äöü", "aou")
_PASTS = frozenset("lag stand saß ging kam gab".split())
_FOCUS = frozenset("selbst allein auch".split())  # behind what they go with
_MIDDLE_WORDS = frozenset("nicht noch schon".split())
_LONGEST_FIELD = 8  # words before the finite verb


@lru_cache(maxsize=65536)
def is_surely_finite(word: str) -> bool:
    """Tell whether a word is a finite verb and neither infinitive nor participle.

    >>> [is_surely_finite(word) for word in ("waren", "legte", "haben", "überrascht", "kritisiert")]
    [True, True, False, False, False]
    """
    if not word.islower() or word in _LIKE_INFINITIVES:
        return False
    if word in AUXILIARIES:
        return True
    if _may_be_no_finite(word):
        return False
    if word in _SIMPLE_PASTS:
        return True
    if has_strong_past(word) and (not word.startswith(_INSEPARABLE) or _is_no_participle(word)):
        return True
    if _is_strong_conjunctive(word):
        return True
    if word.endswith(("en", "t")) and word.startswith(_INSEPARABLE):
        return word.endswith("ten") and is_finite(word) and is_finite(word[:-1])
    if word.endswith("iert"):
        return False
    return is_finite(word) or is_conjunctive(word)


def _is_no_participle(past: str) -> bool:
    """Tell whether a strong past cannot be a participle: vertrat, erfanden, behielten.

    One in -en may be where both have one vowel: sie vertrieben, vertrieben worden.

    >>> [_is_no_participle(word) for word in ("vertrat", "erfanden", "vertrieben")]
    [True, True, False]
    """
    return not past.endswith("en") or past.endswith(_UNLIKE_PARTICIPLES)


# Plurals of the past whose participles have another vowel: fanden, gefunden; hielten, gehalten.
_UNLIKE_PARTICIPLES = tuple(
    sorted(
        word
        for word in STRONG_PASTS
        if word.endswith("en")
        and not word.endswith("standen")
        and (
            "a" in word
            or word.startswith(("fuhr", "trug", "schlug", "wuchs", "lud"))
            or word in ("hielten", "ließen", "rieten", "fielen", "liefen", "riefen", "hießen")
        )
    )
)
# Those that are nouns as well, so that no word is parted before them: Vorrang, Einklang.
_SIMPLE_PASTS = frozenset(
    "bat baten bog bogen drang drangen empfand empfanden fror froren glich glichen glitt glitten "
    "klang klangen misslang pries priesen rang rangen schlich schlichen schmolz sog stach "
    "stachen strich strichen trank tranken überwand überwanden vergaß vergaßen vollzog widerstand "
    "wog wogen".split()
)
# Adjectives without endings, and words of thanks.
_FIXED = frozenset(("bange", "bitte", "danke", "pleite", "schade"))
_LEAST_ADJECTIVE = 2  # endings that verbs lack; `prüfer` is a noun in lower case


def _may_be_no_finite(word: str) -> bool:
    """Tell whether a word is as well an infinitive (leisten) or a participle (vorbereitet)."""
    if word.endswith("ten") and f"{word[:-2]}ete" in load():
        return True
    starts = [one for one in _PARTICLES if word.startswith(one) and len(word) > len(one) + 2]
    rest = word.removeprefix(max(starts, key=len)) if starts else ""
    return rest.startswith(("ge", *_INSEPARABLE)) and rest.endswith(("t", "en"))


def _is_strong_conjunctive(word: str) -> bool:
    """Tell whether a word is a strong verb's past with its vowel bent: käme, vorlägen."""
    plain = word.translate(_UNBENT)
    if plain == word or not word.endswith(("e", "en")) or word.endswith("führen"):
        return False
    past = plain.removesuffix("n").removesuffix("e")
    return past in STRONG_PASTS or past in _PASTS or has_strong_past(past)


@lru_cache(maxsize=65536)
def is_conjunctive(word: str) -> bool:
    """Tell whether a word is the conjunctive of what someone else said: er stehe, sie habe.

    >>> [is_conjunctive(word) for word in ("stehe", "bleibe", "sei", "neue", "Stehe", "Frage")]
    [True, True, True, False, False, False]
    """
    if word in ("sei", "seien", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe"):
        return True
    if not word.endswith("e") or not word.islower() or word in FINITE_VERBS | _FIXED:
        return False
    lexicon = load()
    stem = word[:-1]
    if word.endswith("te") and lexicon.size(f"{stem}et") <= lexicon.size(stem):
        return False  # a past form, whose stem is one of the present: stellt, not haft
    noun = word.capitalize()
    size = lexicon.size(word)
    if noun in lexicon and (lexicon.size(noun) + NOUN_MARGIN > size or lexicon.size(stem) >= size):
        return False  # frage, nötige
    if not is_verb_form(f"{word}n"):
        return False
    if not any(stem + ending in lexicon for ending in ("t", "et", "te", "ete", "end")):
        return False
    return sum(stem + ending in lexicon for ending in ("es", "em", "er")) < _LEAST_ADJECTIVE


def is_final(word: str) -> bool:
    """Tell whether a subordinate clause can end in a word as its finite verb: auftritt, meldet.

    >>> [is_final(word) for word in ("auftritt", "verursacht", "meldet", "Haus")]
    [True, True, True, False]
    """
    if not word.islower() or not word.isalpha():
        return False
    return is_surely_finite(word) or has_strong_past(word) or is_verb_form(word)


def has_zu(words: Sequence[str], at: int) -> bool:
    """Tell whether an infinitive with `zu` stands at `at`: zu reisen, weiterzureisen."""
    word = words[at]
    if not word.islower() or not word.endswith("n"):
        return False
    return (at > 0 and words[at - 1] == "zu") or holds_zu(word)


def has_infinitive(words: Sequence[str]) -> bool:
    """Tell whether an infinitive with `zu` stands among words, as behind `um`."""
    return any(has_zu(words, at) for at in range(len(words)))


@lru_cache(maxsize=65536)
def holds_zu(word: str) -> bool:
    """Tell whether an infinitive has its `zu` inside.

    >>> [holds_zu(word) for word in ("zurückzugeben", "klarzustellen", "dazukommen", "zuziehen")]
    [True, True, False, False]
    """
    return word.endswith("n") and any(
        _takes_verb(word[: found.start()]) and is_verb_form(word[found.end() :])
        for found in _ZU.finditer(word)
    )


def _takes_verb(stem: str) -> bool:
    """Tell whether verbs begin with a word that they part from: zurück-, klar-."""
    is_word = len(stem) >= _LEAST_STEM and load().size(stem) >= _COMMON
    return stem in _BEFORE_ZU or (is_word and not stem.startswith(("da", "hin", "her")))


@lru_cache(maxsize=65536)
def has_strong_past(word: str) -> bool:
    """Tell whether a word is a strong verb's form behind a prefix: auftritt, vorfand."""
    return any(
        word[place:] in STRONG_PASTS and word[:place] in _PREFIXES
        for place in range(_SHORTEST_PREFIX, min(len(word), _LONGEST_PREFIX + 1))
    )


def finite_places(words: Sequence[str]) -> list[int]:
    """Return where the words that are surely finite verbs stand; attributes are none."""
    return [at for at in range(len(words)) if is_finite_at(words, at)]


def main_finite_places(words: Sequence[str]) -> list[int]:
    """Return where finite verbs stand in a main clause, whose first verb is always one.

    >>> main_finite_places("Der Mann bestreitet die Tat".split())
    [2]
    """
    places = finite_places(words)
    for at in range(1, min(places[0] if places else len(words), _LONGEST_FIELD)):
        if _is_verb_second(words, at):
            return [at, *places]
    return places


def _is_verb_second(words: Sequence[str], at: int) -> bool:
    """Tell whether a verb form that may be no finite one has the place of the finite verb."""
    word, before = words[at], words[at - 1]
    if not word.islower() or word in CLOSED or not is_verb_form(word) or word.startswith("ge"):
        return False
    follows = words[at + 1].lower() if at + 1 < len(words) else ""
    if at == 1 and before.lower() in PRONOUNS:
        return True
    is_subject = before[0].isupper() or before in PRONOUNS | ADVERBS | _FOCUS
    return is_subject and (follows in CLOSED or follows in _MIDDLE_WORDS)


def is_finite_at(words: Sequence[str], at: int) -> bool:
    """Tell whether the word at `at` is a finite verb, which `die bekannte Sängerin` has not."""
    word = words[at] if at else words[at].lower()
    if not is_surely_finite(word):
        return False
    follows = words[at + 1][:1] if at + 1 < len(words) else ""
    may_decline = word.endswith(("te", "ten", "e")) and word not in AUXILIARIES
    return not (may_decline and follows.isupper() and at and _declines(words[at - 1]))


def may_be_attribute(words: Sequence[str], at: int) -> bool:
    """Tell whether a past form may stand by the noun behind it: Besorgte Bürger riefen an.

    Before it is an article, and no subject yet: die gestern erwartete Ankunft.
    """
    may_decline = words[at].endswith(("te", "ten")) and words[at].lower() not in AUXILIARIES
    has_phrase = words[1] in PREPOSITIONS or all(word.islower() for word in words[1:at])
    is_front = not at or (at > 1 and words[0].lower() in DETERMINERS and has_phrase)
    return may_decline and is_front and words[at + 1 : at + 2] != [] and words[at + 1][0].isupper()


def _declines(word: str) -> bool:
    """Tell whether an adjective may follow: behind articles, prepositions, other adjectives."""
    word = word.lower()
    if word[0].isdigit() or word in NUMERALS or word in ARTICLES:
        return True
    return word not in PRONOUNS and word.endswith(("e", "en", "er", "es", "em", "ein", "in", "mit"))
