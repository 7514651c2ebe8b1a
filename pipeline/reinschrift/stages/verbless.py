"""Full stops behind which no verb follows: `sagen die Meteorologen[.] Weitere Gewitter voraus`.

The tagger looks at each place by itself. Two stops with no verb between them are one too many,
and so is one behind which the words are the rest of what stands before.
"""

from __future__ import annotations

from collections.abc import Sequence

from reinschrift.edits import CERTAIN, Edit
from reinschrift.lexicon import WORD
from reinschrift.stages.finite_verbs import is_conjunctive
from reinschrift.stages.only_verbs import SENTENCE_ENDS, may_be_verb
from reinschrift.words import FINITE_VERBS, SEPARABLE

RULE = "lost-boundary"
_SENTENCE = 400  # characters
# A main clause parts these from its verb, so that the two in one are no finite verb there.
_PARTED = tuple(SEPARABLE - frozenset("her hin über um unter durch weg wieder".split()))


def drop_verbless_stops(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Leave out the less sure one of two ends of a sentence that has no verb between them.

    >>> text = "Heute sagen sie Weitere Gewitter voraus Erst morgen wird es schön."
    >>> edits = [Edit(15, 15, ".", RULE, 0.5), Edit(39, 39, ".", RULE, 0.9)]
    >>> [edit.start for edit in drop_verbless_stops(text, edits)]
    [39]
    """
    left = sorted(edits, key=lambda edit: edit.start)
    for edit in sorted(filter(_is_doubtful_stop, left), key=lambda edit: edit.confidence):
        others = [other for other in left if other is not edit and _is_stop(other)]
        behind = [other.start for other in others if other.start >= edit.end]
        before = [other.end for other in others if other.end <= edit.start]
        mark = SENTENCE_ENDS.search(text, edit.end, edit.end + _SENTENCE)
        end = min([mark.start() if mark else edit.end + _SENTENCE, *behind])
        has_verb = _has_verb(text[edit.end : end])
        if has_verb and before:  # the stop before is surer, and this one leaves it no verb
            has_verb = _has_verb(text[max(before) : edit.start])
        if not has_verb:
            left.remove(edit)
    return left


def _is_stop(edit: Edit) -> bool:
    return RULE in edit.rules and edit.text.startswith(".")


def _is_doubtful_stop(edit: Edit) -> bool:
    return _is_stop(edit) and edit.confidence < CERTAIN


def _has_verb(part: str) -> bool:
    return any(
        word in FINITE_VERBS
        or is_conjunctive(word)
        or (may_be_verb(word) and not word.startswith(_PARTED))
        for word in WORD.findall(part)
    )
