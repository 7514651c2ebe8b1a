"""What cannot belong to a main clause that its verb's second part has closed.

`Sie warf ihnen vor` is complete: an infinitive with `zu` behind it, a contrast or an apposition
stands behind a comma.
"""

from __future__ import annotations

from collections.abc import Sequence

from reinschrift.lexicon import load
from reinschrift.stages.finite_verbs import has_zu, is_surely_finite, main_finite_places
from reinschrift.stages.stretches import JOINTS, Stretch, is_opened
from reinschrift.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, SEPARABLE, is_verb_form

# Verbs that say in an infinitive clause what is announced, demanded or refused, by prefix.
_ANNOUNCING = {
    "ab": ("lehn", "riet", "rät"),
    "an": ("kündig", "bot", "biet", "ordne", "reg", "wies", "weis"),
    "auf": ("forder", "rief", "ruf"),
    "ein": ("räum", "lud", "läd"),
    "vor": ("warf", "werf", "wirf", "schlug", "schläg", "schlag"),
}
_OTHER_OPENERS = ("um", "ohne", "statt", "anstatt")
_REACH = 3  # words: sich nicht einzumischen
_LEAST = 6  # words: a closed clause of three and what follows it
# They announce an infinitive clause: Sie warnte davor, das Eis zu betreten.
_CORRELATES = frozenset("davor dafür darauf daran dazu darum darin damit davon danach".split())
# These stand inside a clause as well: kann zurzeit jedoch nicht.
_INNER_CONTRASTS = frozenset(("allerdings", "jedoch"))
_CONTRASTED = frozenset("auch nicht nur keine kein keinen erst".split())


def find_infinitive_clause(stretch: Stretch) -> int:
    """Return where an infinitive clause begins behind a closed main clause; or 0."""
    words = stretch.words
    if len(words) < _LEAST or not has_zu(words, len(words) - 1):
        return 0
    for at in range(2, len(words) - 3):
        is_closed = closes(words, at) or (words[at] in _CORRELATES and _has_verb_before(words, at))
        has_own_opener = any(word in _OTHER_OPENERS for word in words[at + 2 :])
        if is_closed and not has_own_opener and not _may_go_on(words, at + 1):
            return at + 1
    return 0


def find_announced_infinitive(stretch: Stretch) -> int:
    """Return where an infinitive clause begins behind a verb that always has one; or 0.

    Its prefix closes the clause, and is used once: kündigte an|neue Stellen zu schaffen.
    """
    words = stretch.words
    for at in range(1, len(words) - 2):
        stems = _ANNOUNCING.get(words[at])
        verbs = [word for word in words[:at] if stems and word.lower().startswith(stems)]
        if not verbs or words.count(words[at]) > 1 or not is_particle(words, at):
            continue
        # The infinitive ends the clause, or has stayed where English has it.
        places = {len(words) - 1, *range(at + 1, at + 1 + _REACH)}
        is_open = words[at + 1] not in JOINTS and not any(one in words for one in _OTHER_OPENERS)
        if is_open and any(place < len(words) and has_zu(words, place) for place in places):
            return at + 1
    return 0


def find_behind_closed(stretch: Stretch) -> int:
    """Return where a contrast or an apposition follows a closed clause; or 0."""
    words = stretch.words
    if is_opened(words, by_comma=stretch.before == ","):
        return 0
    for at in range(3, len(words) - 1):
        word, follows = words[at], words[at + 1]
        is_contrast = follows in _CONTRASTED and (
            word == "aber" or (word in _INNER_CONTRASTS and words[at - 1].endswith("en"))
        )
        is_pick = (
            word in ("den", "die", "das", "dem", "einen")
            and _is_ordinal(follows)
            and words[at - 1] not in PREPOSITIONS  # es gehe um die treuesten Kunden
        )
        follows_closed = is_contrast or (is_pick and not _has_verb(words[at + 2 :]))
        if follows_closed and closes(words, at - 1):
            return at
    return 0


def closes(words: Sequence[str], at: int) -> bool:
    """Tell whether the main clause ends in the word at `at`: a verb's other part."""
    word = words[at]
    if not word.islower():
        return False
    finite = [
        words[place] if place else words[0].lower()
        for place in main_finite_places(words)
        if place < at
    ]
    if at > 1 and words[1] in AUXILIARIES:
        finite.append(words[1])  # Räder dürfen: like an infinitive
    if not finite:
        return False
    if word in SEPARABLE:
        return is_particle(words, at)
    if not is_verb_form(word) or is_surely_finite(word) or words[at - 1] == "zu":
        return False
    return any(verb in AUXILIARIES for verb in finite) and not words[at - 1].endswith("em")


def _has_verb_before(words: Sequence[str], at: int) -> bool:
    """Tell whether a main clause has had its verb, other than at the sentence's start."""
    return any(0 < place < at for place in main_finite_places(words))


def _may_go_on(words: Sequence[str], at: int) -> bool:
    """Tell whether the verb before is no clause's end: what follows is of its bracket."""
    word = words[at]
    return (
        word in (JOINTS | {"zu"}) - {"bis"}
        or word in AUXILIARIES
        or word.startswith(("dar", "dav", "daf", "dam"))  # interessiert daran zu lernen
        or is_verb_form(word)
    )


def is_particle(words: Sequence[str], at: int) -> bool:
    """Tell whether the word at `at` is the separable part of the finite verb before it."""
    word = words[at]
    if word not in SEPARABLE:
        return False
    lexicon = load()
    return any(
        f"{word}{words[place] if place else words[place].lower()}" in lexicon
        for place in main_finite_places(words)
        if place < at
    )


def _has_verb(words: Sequence[str]) -> bool:
    return any(word.islower() and is_verb_form(word) for word in words)


def _is_ordinal(word: str) -> bool:
    """Tell whether a word picks one out: den ersten, die größte."""
    return word.islower() and (
        word.rstrip("n").endswith(("ste", "zweite", "dritte", "vierte")) and word not in DETERMINERS
    )
