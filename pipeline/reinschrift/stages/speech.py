"""The comma between what someone said and the verb of saying: „Wir gehen“, sagte er.

A speech is told from a quoted title by its verb, and from an object by the subject that
follows the verb of saying: `„Das Boot“ sagte ihm nichts` has neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reinschrift.lexicon import WORD
from reinschrift.stages.stretches import (
    JOINTS,
    OPENERS,
    Stretch,
    finite_places,
    is_finite_at,
    is_opened,
    is_surely_finite,
    main_finite_places,
)
from reinschrift.words import ADVERBS, DETERMINERS, PREPOSITIONS, is_verb_form

# Verbs that bring what someone said; the language has more, these carry nearly all of the news.
SAYING = frozenset(
    "sagt sagte sagten erklärt erklärte erklärten teilt teilte teilten berichtet berichtete "
    "berichteten schreibt schrieb schrieben betont betonte betonten fordert forderte forderten "
    "warnt warnte warnten kritisiert kritisierte kritisierten räumte räumten rief riefen meint "
    "meinte meinten fragt fragte fragten antwortete antworteten ergänzte ergänzten erläuterte "
    "bestätigte bestätigten beteuerte beteuerten versichert versicherte versicherten argumentiert "
    "argumentierte argumentierten behauptet behauptete behaupteten erzählt erzählte erzählten "
    "erinnert erinnerte sprach verkündete verkündeten kündigte kündigten urteilte lobte klagt "
    "klagte klagten mahnt mahnte mahnten heißt hieß ließ lässt begründete entgegnete "
    "gestand".split()
)
# Of these, what brings indirect speech without `dass` right behind its subject.
_REPORTING = SAYING - frozenset("heißt hieß ließ lässt sprach räumte kündigte teilte".split())
_SUBJECTS = frozenset("er sie es man ich wir jemand niemand".split())
_NOMINATIVES = frozenset("er sie es man ich wir ein eine der die das mein meine unser".split())
_LONGEST_SPEECH = 600  # characters
# What was quoted, a closing sign, and a small word without a comma.
_QUOTED = re.compile(
    rf"(?P<open>[„“\"»«])(?P<said>[^„“”\"»«\n]{{2,{_LONGEST_SPEECH}}}[^\W_])(?P<close>[“”\"«»])"
    r" (?=(?P<verb>[a-zäöüß]+) (?P<next>[^\W_]+))"
)
# „Das war knapp“, meinte er „aber wir haben es geschafft.“
_RESUMED = re.compile(
    r"[“”\"«»], (?P<who>(?P<verb>[a-zäöüß]+)(?: [\w-]+){1,5})"
    r" (?=[„“\"»«](?P<rest>[a-zäöüß][^„“”\"»«\n]+))"
)
_LEAST_RESUMED = 4  # words; fewer are a phrase
_START = re.compile(r"(?:^|[.!?:…\n“”\"«»]\s*)[^\w,]*$")
_SENTENCE = re.compile(r"[.!?:…\n„“”\"»«()–]")
_WINDOW = 300


def find_speech_edges(text: str) -> Iterator[int]:
    """Give the places behind quoted speech that want a comma.

    >>> list(find_speech_edges("„Wir waren überrascht“ sagte Sandell."))
    [22]
    >>> list(find_speech_edges("„Stiller“ heißt der Roman, „Das Boot“ sagte ihm nichts."))
    []
    """
    for match in _RESUMED.finditer(text):
        words = WORD.findall(match["rest"])
        if match["verb"] in SAYING and len(words) >= _LEAST_RESUMED and _is_clause(words):
            yield match.end("who")
    for match in _QUOTED.finditer(text):
        if _pairs(match["open"], match["close"]) and _is_spoken(text, match):
            yield match.end("close")


def _pairs(opening: str, closing: str) -> bool:
    return (opening, closing) in {
        ("„", "“"), ("„", "”"), ("„", '"'), ('"', '"'), ("“", "”"), ("»", "«"), ("«", "»"),
    }  # fmt: skip


def _is_spoken(text: str, match: re.Match[str]) -> bool:
    """Tell whether a quotation is what the verb behind it brings."""
    verb, follows = match["verb"], match["next"]
    if verb == "heißt" or verb == "hieß":
        has_subject = follows == "es"
    elif verb == "so":
        has_subject = follows[0].isupper() or follows in ("der", "die", "das", "ein", "eine")
    else:
        has_subject = verb in SAYING and (follows in _NOMINATIVES or follows[0].isupper())
    if not has_subject:
        return False
    rest = _words_to_mark(text, match.end("close"))
    if verb == "so" and any(is_surely_finite(word) for word in rest):
        return False
    if rest[-1] in ("ab", "zu", "nach") and len(rest) > 1:
        return False  # Mit den Worten „Ich gehe“ sagte er ab
    before = text[max(0, match.start() - _WINDOW) : match.start()]
    if _START.search(before):
        return _is_clause(WORD.findall(match["said"]))
    starts = [found.end() for found in _SENTENCE.finditer(before)]
    words = WORD.findall(before[starts[-1] if starts else 0 :].rpartition(",")[2])
    # Er habe „den Überblick verloren“ ließ er erklären
    return bool(words) and not is_opened(words, by_comma=True) and bool(finite_places(words))


def _is_clause(words: Sequence[str]) -> bool:
    """Tell whether quoted words have a verb, as titles seldom have."""
    if len(words) < 2:
        return False
    return any(is_surely_finite(word) or is_verb_form(word) for word in (words[0].lower(), *words))


def _words_to_mark(text: str, place: int) -> list[str]:
    end = re.compile(r"[,.;:!?\n„“”\"»«(–]|$").search(text, place + 1)
    return WORD.findall(text[place : end.start() if end else len(text)])


def find_reports(stretch: Stretch) -> Iterator[int]:
    """Give the words before which unquoted speech and its verb of saying want a comma.

    >>> from reinschrift.stages.stretches import read_stretches
    >>> def of(text):
    ...     return [s.words[at] for one in read_stretches(text) for s in one
    ...             for at in find_reports(s)]
    >>> of("Es sei ein Trick sagte Ministerin Karla Dorn."), of("Dorn sagte Bonn werde zahlen.")
    (['sagte'], ['Bonn'])
    """
    words = stretch.words
    if is_opened(words, by_comma=stretch.before == ","):
        return
    finite = main_finite_places(words)
    for first, at in pairwise(finite):
        if any(word in JOINTS or word in OPENERS for word in words[first + 1 : at]):
            continue
        if words[at] in SAYING and first < at - 1 and _is_subject(words, at + 1):
            yield at
        elif words[first] in _REPORTING and _is_report(words, first, at):
            yield first + 1


def _is_subject(words: Sequence[str], at: int) -> bool:
    """Tell whether the rest of the words is the subject of a verb of saying, and nothing else."""
    rest = words[at:]
    if not rest or any(is_finite_at(rest, place) for place in range(1, len(rest))):
        return False
    is_phrase = rest[0] in DETERMINERS and not rest[0].endswith(("em", "en", "es"))
    return is_phrase or rest[0] in _SUBJECTS or rest[0][0].isupper()


def is_told(clause: Sequence[str]) -> bool:
    """Tell whether a clause ends in the subject of a verb of saying: the listener may follow.

    `sagte die Ärztin Noa Lind dem Sender` has no apposition, as a subject is no dative.
    """
    at = max((place for place, word in enumerate(clause) if word in SAYING), default=-1)
    subject = clause[at + 1 :]
    return (
        at >= 0
        and bool(subject)
        and not any(word in PREPOSITIONS or word in ("dem", "den", "einem") for word in subject)
    )


def _is_report(words: Sequence[str], verb: int, second: int) -> bool:
    """Tell whether `words` go from subject and verb right to a clause: Dorn sagte Bonn werde."""
    if not 0 < verb <= _LONGEST_SUBJECT or words[0].lower() in ADVERBS | PREPOSITIONS:
        return False
    if not (words[verb - 1][0].isupper() or words[verb - 1] in ("er", "sie", "es")):
        return False
    topic = words[verb + 1 : second]
    if not 0 < len(topic) <= _LONGEST_TOPIC or words[second] not in _REPORTED:
        return False
    return (topic[0][0].isupper() or topic[0] in DETERMINERS | _NOMINATIVES) and not any(
        word in PREPOSITIONS for word in topic
    )


_LONGEST_SUBJECT = 6  # words before the verb of saying
_LONGEST_TOPIC = 4  # words between it and the verb of what was said
# Conjunctive: what someone else said.
_REPORTED = frozenset(
    "sei seien habe hätte hätten werde würde würden könne könnte könnten müsse solle wolle dürfe "
    "gebe gehe komme stehe bleibe wäre wären brauche".split()
)
