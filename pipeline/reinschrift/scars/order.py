"""English word order in German words: what is left where an English link or phrase stood.

A page that was translated node by node keeps the order of its nodes. Each function here puts
one thing of a clause to where English has it: `hat genehmigt ein Paket`, `dass er schicken würde
Truppen`, `Am Dienstag der Minister sagte`, `kündigte an höhere Preise`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from reinschrift.edits import JOIN, Edit
from reinschrift.lexicon import load
from reinschrift.scars.clauses import (
    RULE,
    Words,
    end_of_subject,
    ends_clause,
    find_finite,
    first_of_verbs,
    is_behind_comma,
    parted,
    shift,
)
from reinschrift.scars.nodes import is_finite
from reinschrift.verbs import is_plainly_verb
from reinschrift.words import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    FINITE_VERBS,
    FUSED,
    PREPOSITIONS,
    SEPARABLE,
    SUBORDINATORS,
    is_verb_form,
)

Move = Callable[[Words, str, Random], list[Edit]]

_OPENERS = SUBORDINATORS | frozenset("dass als wie wenn da bis damit während ob weil".split())
_RELATIVES = frozenset("der die das den dem denen deren dessen welche welcher welches".split())
_WITH_ZU = re.compile(rf"({'|'.join(sorted(SEPARABLE))})zu([a-zäöüß]{{2,}}n)")
_BEGINNINGS = DETERMINERS | PREPOSITIONS | FUSED  # of phrases
_PARTICLES = frozenset("nicht auch nie noch bereits schon nun jetzt sich wieder weiter".split())
_PASSIVE = frozenset("wurde wurden wird werden ist sind war waren".split())
_LEAST_RELATIVE = 4  # words
_CAPITAL = 0.08  # chance that what moved was the beginning of a node: wies Zurück die Vorwürfe


def move(words: Words, text: str, draw: Random) -> list[Edit]:
    """Put something of a clause where English has it, by the first kind that applies."""
    order = {kind: draw.random() ** (1 / weight) for kind, weight in _WEIGHTS.items()}
    kinds = sorted(order, key=order.__getitem__, reverse=True)
    edits = next((edits for kind in kinds if (edits := kind(words, text, draw))), [])
    if draw.random() < _CAPITAL:
        return [_capitalise(one) for one in edits]
    return edits


def _capitalise(edit: Edit) -> Edit:
    """Begin what was put somewhere with a capital, as a node of its own has."""
    said = edit.text.lstrip()
    if not edit.text.startswith(" ") or not said[:1].islower():
        return edit
    return Edit(edit.start, edit.end, f" {said[0].upper()}{said[1:]}", f"{RULE}{JOIN}fragment-case")


def close_early(words: Words, text: str, draw: Random) -> list[Edit]:
    """Put the infinitive or participle that closes a main clause behind its finite verb."""
    at = find_finite(words, AUXILIARIES)
    if at is None or len(words) - at < 3 or not ends_clause(words, text):
        return []
    first = first_of_verbs(words, at + 2)
    if first is None:
        return []
    subject = end_of_subject(words, at + 1) if draw.random() < 0.6 else None
    after = at if subject is None else subject
    while after + 1 < first and words[after + 1].text in _PARTICLES and draw.random() < 0.6:
        after += 1  # würde nicht kandidieren erneut
    return shift(words, text, (first, len(words) - 1), after)


def close_midway(words: Words, text: str, draw: Random) -> list[Edit]:
    """Put what closes a clause before a phrase at its end: wird am 3. Mai eröffnet das Festival."""
    first = first_of_verbs(words, 2)
    if first is None or not ends_clause(words, text):
        return []
    begins = [at for at in range(2, first - 1) if words[at].text.lower() in _BEGINNINGS]
    if not begins:
        return []
    at = draw.choice(begins)
    verbs = [word.text for word in words[first:]]
    if len(verbs) > 1 and verbs[-1] in AUXILIARIES and draw.random() < 0.5:
        verbs = [verbs[-1], *verbs[:-1]]
    return shift(words, text, (first, len(words) - 1), at - 1, " ".join(verbs))


def delay_finite(words: Words, text: str, _draw: Random) -> list[Edit]:
    """Put the finite verb behind the time or place that follows it: Dahl am Sonntag reiste."""
    at = find_finite(words, None)
    if at is None or at + 3 >= len(words) or words[0].text.lower() in _OPENERS:
        return []
    behind = at + 1
    if words[behind].text.lower() in PREPOSITIONS | FUSED:
        while behind < len(words) - 2 and words[behind].text.islower() and behind - at < 4:
            behind += 1
        if not words[behind].text[0].isupper():
            return []
    elif words[behind].text not in ADVERBS:
        return []
    return shift(words, text, (at, at), behind)


def close_subordinate_early(words: Words, text: str, draw: Random) -> list[Edit]:
    """Put the verbs that close a subordinate clause behind its subject, the finite one first."""
    opener = words[0].text.lower()
    is_relative = opener in _RELATIVES and is_behind_comma(words, text)
    if not (is_relative or opener in _OPENERS) or not ends_clause(words, text):
        return []
    first = first_of_verbs(words, 2)
    if first is None:
        return []
    subject = end_of_subject(words, 1)
    if subject is None or (is_relative and draw.random() < 0.5):
        if not is_relative:
            return []
        subject = 0
    verbs = [word.text for word in words[first:]]
    if draw.random() < 0.7:  # the finite one first
        verbs = [verbs[-1], *verbs[:-1]]
    if len(verbs) == 1 and draw.random() < 0.6:  # die hören auf vor dem 40. Geburtstag
        verbs = parted(verbs[0])
    return shift(words, text, (first, len(words) - 1), subject, " ".join(verbs))


def lose_inversion(words: Words, text: str, _draw: Random) -> list[Edit]:
    """Put the finite verb behind the subject of a clause that begins with something else."""
    is_behind_clause = is_behind_comma(words, text) and is_plainly_verb(words[0].text)
    is_behind_phrase = words[0].text.lower() in PREPOSITIONS | ADVERBS | FUSED
    if not is_behind_clause and not is_behind_phrase:
        return []
    at = 0 if is_behind_clause else find_finite(words, None)
    if at is None:
        return []
    subject = end_of_subject(words, at + 1)
    if subject is None:
        return []
    if at:
        return shift(words, text, (at, at), subject)
    start, end = words[0].start, words[1].start
    return [
        Edit(start, end, "", RULE),
        Edit(words[subject].end, words[subject].end, f" {words[0].text}", RULE),
    ]


def keep_prefix(words: Words, text: str, draw: Random) -> list[Edit]:
    """Leave a separable prefix at its verb: kündigte an höhere Preise, ankündigte höhere Preise."""
    last = words[-1]
    at = find_finite(words, None)
    if is_behind_comma(words, text) and is_plainly_verb(words[0].text):
        at = 0  # , teilte die Behörde mit.
    if at is None or last.text not in SEPARABLE or len(words) - at < 3:
        return []
    if not ends_clause(words, text):
        return []
    if draw.random() < 0.7:
        return shift(words, text, (len(words) - 1, len(words) - 1), at)
    verb = words[at]
    return [
        Edit(verb.start, verb.start, last.text, RULE),
        Edit(words[-2].end, last.end, "", RULE),
    ]


def begin_with_infinitive(words: Words, text: str, draw: Random) -> list[Edit]:
    """Put an infinitive with `zu` at the beginning of its phrase, with or without the `zu`."""
    if not ends_clause(words, text):
        return []
    has_zu = len(words) > 3 and words[-2].text == "zu" and words[-1].text.endswith("n")
    is_joined = _WITH_ZU.fullmatch(words[-1].text) is not None
    if not has_zu and not is_joined:
        return []
    first = len(words) - (2 if has_zu else 1)
    verb = (
        words[-1].text
        if has_zu and draw.random() < 0.3
        else text[words[first].start : words[-1].end]
    )
    if words[0].text.lower() in ("um", "ohne", "statt", "anstatt"):
        if words[0].text != "um" or draw.random() < 0.5 or not is_behind_comma(words, text):
            return shift(words, text, (first, len(words) - 1), 0, verb)
        return [  # traf sich in Oslo zu besprechen die Lage: English has no word for `um`
            Edit(words[0].start - 2, words[1].start, f" {verb} ", RULE),
            Edit(words[first - 1].end, words[-1].end, "", RULE),
        ]
    if not is_behind_comma(words, text):
        return []
    joined = _WITH_ZU.fullmatch(verb)
    if joined and draw.random() < 0.3:  # beabsichtigt nicht schließen weitere Betten
        verb = joined[1] + joined[2]
    mark = "," if draw.random() < 0.4 else ""  # the edge of the node took the comma with it
    return [
        Edit(words[0].start - 2, words[0].start, f"{mark} {verb} ", RULE),
        Edit(words[first - 1].end, words[-1].end, "", RULE),
    ]


def leave_phrase_behind(words: Words, text: str, draw: Random) -> list[Edit]:
    """Put the phrase before a clause's last verb behind it, often without its preposition."""
    last = words[-1]
    if not is_finite(last.text) or not ends_clause(words, text):
        return []
    at = len(words) - 2
    while at > 1 and words[at].text.lower() not in PREPOSITIONS and len(words) - at < 6:
        at -= 1
    if at < 2 or words[at].text.lower() not in PREPOSITIONS or at == len(words) - 2:
        return []
    keep = at if draw.random() < 0.5 else at + 1
    return [
        Edit(words[at - 1].end, words[-2].end, "", RULE),
        Edit(last.end, last.end, f" {text[words[keep].start : words[-2].end]}", RULE),
    ]


def shorten_relative(words: Words, text: str, draw: Random) -> list[Edit]:
    """Leave a participle of a relative clause: die Studie veröffentlicht in einer Zeitschrift."""
    if len(words) < _LEAST_RELATIVE:
        return []
    participle = words[-2].text
    if (
        words[0].text.lower() not in _RELATIVES
        or not is_behind_comma(words, text)
        or words[-1].text not in _PASSIVE
        or not (participle.islower() and is_verb_form(participle))
        or participle in FINITE_VERBS
    ):
        return []
    start = words[0].start - 2
    edits = [
        Edit(start, words[0].end, f" {participle}", RULE),
        Edit(words[-3].end, words[-1].end, "", RULE),
    ]
    after = words[-1].end
    if text[after : after + 2] == ", " and draw.random() < 0.5:  # no comma in English either
        edits[1] = Edit(words[-3].end, after + 1, "", RULE)
    return edits


def strand_preposition(words: Words, text: str, _draw: Random) -> list[Edit]:
    """Leave the preposition of a relative clause at its end: der Fonds er hatte investiert in."""
    if (
        len(words) < _LEAST_RELATIVE
        or words[0].text not in PREPOSITIONS
        or words[1].text not in _RELATIVES
        or not is_behind_comma(words, text)
        or not ends_clause(words, text)
    ):
        return []
    first = first_of_verbs(words, 3)
    subject = end_of_subject(words, 2)
    if first is None or subject is None or subject >= first:
        return []
    verbs = [word.text for word in words[first:]]
    if verbs[-1] in AUXILIARIES:
        verbs = [verbs[-1], *verbs[:-1]]
    rest = text[words[subject].end : words[first - 1].end]
    said = f" {' '.join(verbs)}{rest} {words[0].text}"
    return [
        Edit(words[0].start - 2, words[2].start, " ", RULE),
        Edit(words[subject].end, words[-1].end, said, RULE),
    ]


def leave_participle(words: Words, text: str, _draw: Random) -> list[Edit]:
    """Give a separable verb as one participle: der Minister angekündigt eine Reform."""
    last = words[-1]
    at = find_finite(words, None)
    if at is None or last.text not in SEPARABLE or not ends_clause(words, text):
        return []
    past = words[at].text
    ending = next((one for one in ("eten", "ten", "ete", "te", "t") if past.endswith(one)), None)
    if ending is None:
        return []
    stem = past.removesuffix(ending)
    mark = "et" if ending.startswith("et") else "t"
    made = next(
        (
            one
            for one in (f"{last.text}ge{stem}{mark}", f"{last.text}{stem}{mark}")
            if one in load()
        ),
        None,
    )
    if made is None or len(words) - at < 3:
        return []
    return [
        Edit(words[at].start, words[at].end, made, RULE),
        Edit(words[-2].end, last.end, "", RULE),
    ]


# How much sooner one is tried than another: what few clauses allow before what most do, and what
# translators leave often before what they seldom do.
_WEIGHTS: dict[Move, float] = {
    keep_prefix: 6,
    begin_with_infinitive: 6,
    shorten_relative: 6,
    strand_preposition: 4,
    leave_participle: 6,
    close_early: 3,
    close_subordinate_early: 3,
    lose_inversion: 3,
    leave_phrase_behind: 1.5,
    close_midway: 1,
    delay_finite: 0.5,
}
MOVES = tuple(_WEIGHTS)
