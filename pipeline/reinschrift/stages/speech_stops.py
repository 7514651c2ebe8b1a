"""The full stop lost before what someone said: Er ging früh „Ich bin müde“, sagte sie.

Speech with its verb of saying behind it is a sentence of its own, so whatever stands before it has
ended. A title or slogan in quotation marks has its noun before it: das Plakat „Wir bleiben hier“.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import CERTAIN, Edit
from reinschrift.lexicon import WORD
from reinschrift.stages.finite_verbs import main_finite_places
from reinschrift.stages.speech import SAYING, has_subject
from reinschrift.stages.stretches import NOT_FINAL, WORKS, is_opened
from reinschrift.words import CLOSED, SEPARABLE

_LONGEST = 600  # characters of speech
_LEAST_SAID = 4  # words; fewer may be a name
_LEAST_BEFORE = 3  # words; fewer are a label
_WINDOW = 300  # characters before it
# Speech of one or more sentences, and the verb that brings it.
_SPOKEN = re.compile(
    rf"(?<=[^\W_]) (?=„(?P<said>[A-ZÄÖÜ][^„“”\"»«\n]{{8,{_LONGEST}}}[^\W_])“,? "
    r"(?P<verb>[a-zäöüß]+) (?P<next>[^\W_]+))"
)
_SENTENCE = re.compile(r"[.!?:;…\n„“”\"»«()–]")
# What is written or called out, and how: its words follow.
_NAMING = tuple(
    "antwort aufschrift botschaft devise formel frage losung parole plakat satz schild "
    "schlagzeile slogan spruch these transparent vermerk werbung wort worte worten zeile zitat "
    "überschrift".split()
)
_OF_SAYING = frozenset(
    "gesagt gerufen geschrieben gefragt geantwortet erklärt betont gewarnt gefordert lesen hören "
    "sagen rufen schreiben fragen stand steht hing prangte wörtlich da".split()
)


def find_stops_before_speech(text: str) -> Iterator[Edit]:
    """Propose the full stop before quoted speech.

    >>> def of(text):
    ...     return [edit.start for edit in find_stops_before_speech(text)]
    >>> of("Sie gingen früh „Ich bin sehr müde“, sagte er.")
    [15]
    >>> of("Sie rief noch „Ich bin sehr müde“, sagte er.")
    []
    """
    for match in _SPOKEN.finditer(text):
        verb, place = match["verb"], match.start()
        if not has_subject(verb, match["next"]) or not _is_sentence(match["said"]):
            continue
        before = text[max(0, place - _WINDOW) : place]
        starts = [found.end() for found in _SENTENCE.finditer(before)]
        clause = before[starts[-1] if starts else 0 :]
        if _has_ended(clause):
            why = f"what {match['next']!r} said is a sentence of its own"
            yield Edit(place, place, ".", "lost-boundary", CERTAIN, why)


def _is_sentence(said: str) -> bool:
    """Tell whether quoted words begin with a sentence, which names and slogans seldom are."""
    words = WORD.findall(said)
    return len(words) >= _LEAST_SAID and bool(main_finite_places(words))


def _has_ended(clause: str) -> bool:
    """Tell whether the words before speech are a sentence that has its verb, and brings none."""
    words = WORD.findall(clause)
    if len(words) < _LEAST_BEFORE or is_opened(words, by_comma=False):
        return False
    last = words[-1].lower()
    if last in CLOSED - SEPARABLE or last in SAYING | _OF_SAYING | NOT_FINAL:
        return False
    if last.endswith((*WORKS, *_NAMING)):
        return False
    verbs = {words[at] for at in main_finite_places(words)}
    # Sie rief lange; but: Loopia kündigte Berufung an.
    return bool(verbs) and (last in SEPARABLE or verbs.isdisjoint(SAYING))
