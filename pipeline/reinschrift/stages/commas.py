"""Where a repair that parts two words owes a comma.

The edge of a link often lost the comma together with the space (`überschrittenobwohl`).
German puts commas by clauses, so the verbs on both sides decide.
"""

from __future__ import annotations

import re

from reinschrift.lexicon import WORD, load
from reinschrift.verbs import is_verb
from reinschrift.words import (
    ADVERBS,
    ARTICLES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_VERBS,
    PRONOUNS,
    STRONG_PASTS,
    SUBORDINATORS,
    is_verb_form,
)

_SENTENCE_START = re.compile(r"[.!?:…\n](?!\d)[\s„“\"»«]*")
_CLAUSE_END = re.compile(r"[,.;:!?\n“”\"–]|$")
LONGEST_APPOSITION = 6  # words: `, Wolodymyr Selenskyj`, `, der Chef des Generalstabs`
_WINDOW = 400  # characters on either side; a longer sentence is cut there

# These open a clause or a relative clause, if its verb stands at its end.
_OPENERS = frozenset(
    "als bis da damit dass während wie wo was wer wen wem wann warum weshalb wieso wohin woher "
    "der die das den dem denen deren dessen welcher welche welches welchen welchem ob".split()
)
_SURE_OPENERS = SUBORDINATORS | frozenset("als bis dass da damit während wie ob".split())
_RELATIVES = frozenset("der die das den dem denen deren dessen welcher welche welchem".split())
_PARTS = frozenset("einige viele manche mehrere alle keine viele wenige die etliche".split())
_ONLY_RELATIVES = frozenset("denen dessen".split())
_BEFORE_RELATIVE = frozenset(
    "in an auf aus bei durch für gegen mit nach über unter um von vor zu zwischen".split()
)
# Conjunctive I: what someone else said.
_REPORTED = frozenset(
    "sei seien habe werde könne müsse solle wolle dürfe gebe gehe komme stehe bleibe wäre wären "
    "hätte hätten würde würden".split()
)
# Their clause ends in an infinitive or participle.
_WITH_INFINITIVE = frozenset(
    "kann können konnte konnten könne könnte könnten muss müssen musste mussten müsse soll sollen "
    "sollte sollten solle will wollen wollte wollten darf dürfen durfte durften wird werden werde "
    "würde würden wurde wurden hat haben hatte hatten habe ist sind war waren sei seien".split()
)
_SPEECH_STARTS = frozenset("er sie es man die der das dies ihre seine ihr sein wir ich".split())


def comma_before(text: str, place: int, right: str) -> bool:
    """Tell whether German wants a comma where `right` was parted from the word before it.

    >>> comma_before("Ihr Sprecher, Jan Hellerbehauptete das.", 24, "behauptete")
    True
    >>> comma_before("Er sah den Mannder seine Frau suchte.", 15, "der")
    True
    >>> comma_before("Dort traf er Putinund Xi.", 18, "und")
    False
    """
    if right in SUBORDINATORS or right in ("sondern", "dass"):
        return True
    start = _start_of_sentence(text, place)
    before = WORD.findall(text, start, place)
    end = _CLAUSE_END.search(text, place + len(right), place + _WINDOW)
    stop = end.start() if end else place + _WINDOW
    after = WORD.findall(text, place + len(right), stop)
    if not before:
        return False
    clause = WORD.findall(text[start:place].rpartition(",")[2]) or before
    if right in ("deren", "dessen") and clause[-1][0].isupper():
        return True
    if right in ("aber", "denn", "doch"):
        return bool(after) and not is_finite(after[0]) and _has_clause(clause, after, right)
    if is_finite(right):
        return _closes_apposition(text[start:place]) or (
            is_finite(clause[-1]) and "," in text[start:place]
        )
    if right in ADVERBS and _has_verb_and_subject(after) and not _is_open(clause):
        # Er ging 2023|seither führt sie: a second main clause
        return any(is_finite(word) for word in clause)
    if text[place - 1 : place].isdigit() and right not in _OPENERS:
        return False  # 30 frische Gräber zu sehen
    if _is_apposed(right, after):
        return True
    goes_on = text[stop : stop + 1] == "," and _next_is_finite(text, stop)
    return bool(after) and not _is_open(clause) and _opens_clause(right, clause, after, goes_on)


def _has_verb_and_subject(after: list[str]) -> bool:
    """Tell whether words begin with a finite verb and what may be its subject: führt seine Frau.

    Behind a participle, which looks like a verb, stands none.
    """
    if len(after) < 2 or not is_finite(after[0]):
        return False
    return after[1][0].isupper() or after[1] in DETERMINERS | PRONOUNS


def _is_apposed(right: str, after: list[str]) -> bool:
    """Tell whether what follows says more of what stands before: einige davon, viele von ihnen."""
    if right in _PARTS and after[:1] in (["davon"], ["darunter"]):
        return True
    is_part = right in _PARTS and after[:2] in (["von", "ihnen"], ["von", "denen"])
    return is_part or (right in ("nämlich", "insbesondere") and bool(after))


def _opens_clause(right: str, clause: list[str], after: list[str], goes_on: bool) -> bool:
    """Tell whether `right` and the words `after` it are a clause of their own.

    `clause` stands before; `goes_on` tells whether it goes on behind (`, streicht Stellen`).
    """
    has_verb = any(is_finite(word) for word in clause)
    if right in _OPENERS and len(after) > 1 and _is_verb_final(right, clause, after):
        return has_verb or goes_on
    if right in _BEFORE_RELATIVE and after[0] in _ONLY_RELATIVES:
        return has_verb or goes_on  # Schreiben, in denen Betrüger
    if right in _BEFORE_RELATIVE and after[0] in _RELATIVES:
        return has_verb and is_finite(after[-1]) and not after[-1].endswith("en")
    if has_verb and right not in CONJUNCTIONS and _is_infinitive_clause(right, after):
        return clause[-1].islower() or right in ("um", "ohne", "statt", "anstatt")
    return right in _SPEECH_STARTS and _is_reported(right, clause, after)


def _is_reported(right: str, clause: list[str], after: list[str]) -> bool:
    """Tell whether what someone said follows: sagte am Montag, er werde gehen."""
    has_verb = clause[-1].endswith(("t", "te", "ten")) or any(is_finite(word) for word in clause)
    # A third person in -e that is no past form: er sehe.
    is_third = right in ("er", "sie", "es", "man") and after[0].endswith("e")
    if is_third and not after[0].endswith("te"):
        return has_verb
    return has_verb and any(word in _REPORTED for word in after[:5])


def _has_clause(clause: list[str], after: list[str], right: str) -> bool:
    """Tell whether clauses stand on both sides; `aber` parts phrases as well."""
    if right == "aber":
        return True
    return any(is_finite(word) for word in clause) and any(is_finite(word) for word in after)


def _is_open(clause: list[str]) -> bool:
    """Tell whether a subordinate clause has begun and its verb is still to come."""
    last = max((at for at, word in enumerate(clause) if word.lower() in _SURE_OPENERS), default=-1)
    return last >= 0 and not any(is_finite(word) for word in clause[last + 1 :])


def _is_verb_final(opener: str, clause: list[str], after: list[str]) -> bool:
    """Tell whether a clause with `opener` ends in its finite verb, as subordinate clauses do."""
    last = after[-1]
    if opener == "der" and after[0][0].isupper() and any(is_finite(word) for word in after[:-1]):
        return False  # a genitive: der USA
    if last.endswith("en") and any(word in _WITH_INFINITIVE for word in clause):
        return False  # musste aus dem Saal entfernt werden
    if is_finite(last):
        return True
    if any(is_finite(word) for word in after):
        return False
    if opener in ("was", "wer", "wie", "wo", "ob", "dass"):
        return last.endswith("t") and last.islower()
    # The plural of the present looks like an infinitive: die die Menschen betreffen.
    return opener in ("die", "denen", "deren") and last.endswith("en") and is_verb_form(last)


def is_finite(word: str) -> bool:
    """Tell whether a word is a finite verb; a participle in -t that looks like one is not.

    >>> [is_finite(word) for word in ("prallte", "baut", "gescheitert", "sei", "verletzt")]
    [True, True, False, True, False]
    """
    if word in FINITE_VERBS or word in STRONG_PASTS:
        return True
    if word.startswith("ge") or not word.endswith(("t", "te", "ten")):
        return False
    if word.endswith("t") and word.startswith(("be", "ver", "er", "ent", "zer")):
        return False  # as often a participle
    return "ge" not in word[2:9] and is_verb(word, load())


def _next_is_finite(text: str, place: int) -> bool:
    word = WORD.search(text, place, place + 40)
    return word is not None and is_finite(word.group())


def _is_infinitive_clause(right: str, after: list[str]) -> bool:
    """Tell whether `zu` and an infinitive end the clause: `ihre Preise zu erhöhen`."""
    last = after[-1]
    if not last.endswith("n") or not last.islower():
        return False
    return len(after) > 1 and after[-2] == "zu" and right != "zu"


def _closes_apposition(sentence: str) -> bool:
    """Tell whether a name between commas lost the second one, and the verb is still to come."""
    clauses = sentence.split(", ")
    if len(clauses) != 2:
        return False
    opening, apposition = (WORD.findall(clause) for clause in clauses)
    if not opening or not 0 < len(apposition) <= LONGEST_APPOSITION:
        return False
    has_verb = any(is_finite(word) for word in (*opening, *apposition))
    is_measure = any(char.isdigit() for char in clauses[1]) and not {"und", "oder"} & {*apposition}
    is_phrase = (apposition[0] in ARTICLES or is_measure) and apposition[-1][0].isupper()
    return not has_verb and (is_phrase or all(word[0].isupper() for word in apposition))


def _start_of_sentence(text: str, place: int) -> int:
    """Return where the sentence around `place` begins; near enough for counting commas."""
    window = max(0, place - _WINDOW)
    starts = [match.end() for match in _SENTENCE_START.finditer(text, window, place)]
    return starts[-1] if starts else window
