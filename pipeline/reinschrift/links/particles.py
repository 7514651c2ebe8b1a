"""Separable verbs: which particle at the end of a clause belongs to which verb.

`Die Polizei nahm zwei Männer fest` has one verb, `festnehmen`, in two places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reinschrift.glossary.stems import german_stem, is_strong_form
from reinschrift.words import DETERMINERS, STRONG_PASTS, is_open_class, is_verb_form

# Those that stand for nothing else at the end of a clause, or seldom.
PARTICLES = frozenset(
    "ab an auf aus bei bereit dar durch ein entgegen entlang fern fest fort frei her heran heraus "
    "herunter hervor hin hinaus hinzu los mit nach nieder statt teil um unter vor voran voraus "
    "vorbei weg weiter wider wieder zu zurück zusammen über überein".split()
)
# With a participle: `hat … besucht`, `wird … besucht`.
_TENSES = frozenset(
    "haben hat hatte hatten habe hätte hätten sein ist sind war waren sei wäre werden wird wurde "
    "wurden worden würde würden".split()
)
MODALS = frozenset(
    "will wollen wollte wollten kann können konnte konnten muss müssen musste mussten soll "
    "sollen sollte sollten darf dürfen durfte durften".split()
)
AUXILIARIES = _TENSES | MODALS | {"zu"}
# Verbs that say nothing without a noun, by the noun's phrase: the stems of those verbs.
_PHRASES = {
    "in kraft": "setz tret bleib", "außer kraft": "setz tret", "ums leben": "komm bring",
    "zur verfügung": "stell steh hab", "in frage": "stell komm", "infrage": "stell komm",
    "in anspruch": "nehm", "in kauf": "nehm", "in auftrag": "geb", "in betracht": "zieh komm",
    "in gang": "setz komm bring", "in brand": "setz steck gerat", "in betrieb": "nehm geh",
    "in gewahrsam": "nehm", "in haft": "nehm sitz", "in die luft": "spreng flieg",
    "in den ruhestand": "geh tret", "in rechnung": "stell", "in aussicht": "stell",
    "auf freien fuß": "setz komm", "auf die straße": "geh zieh", "auf eis": "leg",
    "auf den weg": "bring mach", "auf den markt": "bring komm", "aufs spiel": "setz",
    "auf den prüfstand": "stell", "unter druck": "setz geraten steh gerat", "unter beweis": "stell",
    "unter strafe": "stell", "unter schutz": "stell", "vor gericht": "stell",
    "zum ausdruck": "bring", "zum erliegen": "komm bring", "zum einsatz": "komm",
    "zum opfer": "fall", "zu ende": "geh bring",
    "zur kenntnis": "nehm", "zur rechenschaft": "zieh", "zur sprache": "bring komm",
    "zur welt": "komm bring", "zur last": "leg", "ans licht": "komm bring", "am herzen": "lieg",
    "den rücken": "kehr", "die stirn": "biet", "stellung": "nehm bezieh", "abschied": "nehm",
    "bezug": "nehm", "einfluss": "nehm", "rücksicht": "nehm", "platz": "nehm", "anklage": "erheb",
    "gebrauch": "mach", "verantwortlich": "mach", "bekannt": "geb mach werd", "alarm": "schlag",
}  # fmt: skip
_LONGEST_PHRASE = 3  # words
_JOINS = frozenset("und oder sowie als wie".split())
_ENDINGS = ("te", "ten")
# `gefundene`, `angemeldeten`, and of a verb that changes its vowel any, but no `erschienen`.
_PARTICIPLE = re.compile(r"(?:\w{2,6})?ge\w{3,}(?:te|ten|ene|enen)|\w{3,}(?<!i)ene[nmrs]?")
_NO_VERBS = AUXILIARIES | {"nicht", "nichts"}


def pair_particles(words: Sequence[str]) -> dict[int, int]:
    """Return the place of the verb for that of each particle; signs are words too.

    >>> words = "Er nahm die Frau , die rief , fest und kam an .".split()
    >>> [(words[verb], words[at]) for at, verb in pair_particles(words).items()]
    [('nahm', 'fest'), ('kam', 'an')]
    >>> words = "Die gegen ihn erhobenen Vorwürfe weist er zurück .".split()
    >>> [(words[verb], words[at]) for at, verb in pair_particles(words).items()]
    [('weist', 'zurück')]
    """
    pairs: dict[int, int] = {}
    verb: int | None = None  # the first of this clause
    guess: int | None = None  # the first word that looks like one
    earlier: list[int] = []  # verbs of the clauses before
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        if word in PARTICLES and _ends_clause(following):
            found = [one for one in (verb, *earlier[:1], guess) if one is not None]
            if found:
                pairs[at] = found[0]
            verb = guess = None
        elif not word[0].isalnum() or word in _JOINS:
            earlier += [] if verb is None else [verb]
            verb = guess = None
        elif _is_adjective(words, at):
            continue
        elif verb is None and is_verb(word):
            verb = at
        elif guess is None and word.islower() and word.endswith(_ENDINGS) and is_open_class(word):
            guess = at
    return pairs


def pair_auxiliaries(words: Sequence[str]) -> dict[int, int]:
    """Return the place of the main verb for that of each auxiliary in the same clause.

    >>> words = "Er hat ihn gestern besucht , weil er krank war .".split()
    >>> [(words[at], words[verb]) for at, verb in pair_auxiliaries(words).items()]
    [('hat', 'besucht')]
    """
    pairs: dict[int, int] = {}
    auxiliaries: list[int] = []
    verb: int | None = None
    for at, word in enumerate([*words, "."]):
        if not word[0].isalnum() or word in _JOINS:
            if verb is not None:
                pairs |= dict.fromkeys(auxiliaries, verb)
            auxiliaries, verb = [], None
        elif word in _TENSES:
            auxiliaries.append(at)
        elif is_verb(word):
            verb = at
    return pairs


def pair_phrases(words: Sequence[str]) -> dict[int, int]:
    """Return the place of the verb for those of the words that make a phrase with it.

    >>> words = "Er setzte das Gesetz in Kraft .".split()
    >>> [(words[verb], words[at]) for at, verb in pair_phrases(words).items()]
    [('setzte', 'in'), ('setzte', 'Kraft')]
    """
    pairs: dict[int, int] = {}
    for at in range(len(words)):
        for length in range(1, _LONGEST_PHRASE + 1):
            stems = _PHRASES.get(" ".join(words[at : at + length]).lower())
            if stems and (verb := _nearest(words, at, length, stems.split())) is not None:
                pairs |= dict.fromkeys(range(at, at + length), verb)
    return pairs


def _nearest(words: Sequence[str], at: int, length: int, stems: Sequence[str]) -> int | None:
    """Return the place of the nearest word with one of these stems, in the same clause."""
    for places in (range(at + length, len(words)), range(at - 1, -1, -1)):
        for place in places:
            if not words[place][0].isalnum():
                break
            if german_stem(words[place]) in stems:
                return place
    return None


def is_verb(word: str) -> bool:
    """Tell whether a word is the form of a verb that has a sense of its own."""
    return (
        word.islower()
        and word not in _NO_VERBS
        and is_open_class(word)
        and (is_strong_form(word) or word in STRONG_PASTS or is_verb_form(word))
    )


def _is_adjective(words: Sequence[str], at: int) -> bool:
    """Tell whether a word stands before a noun: `des ermordeten Politikers`."""
    before = words[at - 1].lower() if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    return before in DETERMINERS or bool(_PARTICIPLE.fullmatch(words[at]) and after[:1].isupper())


def _ends_clause(following: str) -> bool:
    return not following or not following[0].isalnum() or following in _JOINS
