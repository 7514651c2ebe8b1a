"""What a restorer may rewrite: order, endings, small words. Never who, how many, or what."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reinschrift.edits import Edit
from reinschrift.glossary import count_shared
from reinschrift.lexicon import load
from reinschrift.words import CLOSED, SEPARABLE

WORD = re.compile(r"\w+(?:[-’'.,:]\w+)*")
_MOST_SMALL = 3  # words of closed classes that may come, and that may go
_LEAST_STEM = 3  # letters
# Small words that say whether and how many.
_WEIGHTY = frozenset(
    "nicht nie kein keine keinen keinem keiner keines nichts niemand alle allen aller mehrere ohne "
    "mehr viele vielen".split()
)
_SMALL = (CLOSED | SEPARABLE) - _WEIGHTY


def is_faithful(text: str, edits: Iterable[Edit]) -> bool:
    """Tell whether edits leave every name, number and word of content that they take away.

    A word may come back with another ending, or without its separable prefix.

    >>> moved = [Edit(4, 14, "", "moved-anchor"), Edit(17, 17, " getroffen", "moved-anchor")]
    >>> is_faithful("hat getroffen Xi", moved)
    True
    >>> is_faithful("der Grossrat", [Edit(4, 12, "Grosrat", "moved-anchor")])
    False
    """
    gone: list[str] = []
    come: list[str] = []
    edits = list(edits)
    if not any(edit.text for edit in edits):
        return False  # nothing comes back: that would be a word lost
    for edit in edits:
        gone += WORD.findall(text[edit.start : edit.end])
        come += WORD.findall(edit.text)
    for word in list(gone):
        if word in come:
            gone.remove(word)
            come.remove(word)
    for word in [one for one in gone if one.lower() not in _SMALL]:
        back = next((one for one in come if _is_form_of(word, one)), None)
        if back is None:
            return False
        gone.remove(word)
        come.remove(back)
    return all(word.lower() in _SMALL for word in come) and max(len(gone), len(come)) <= _MOST_SMALL


def is_miscopy(text: str, edit: Edit) -> bool:
    """Tell whether an edit only writes one word as another: rare ones are copied wrong at times.

    >>> is_miscopy("Einwegvapes", Edit(0, 11, "Einwegvas", "moved-anchor"))
    True
    """
    words = WORD.findall(text[edit.start : edit.end]), WORD.findall(edit.text)
    return [len(one) for one in words] == [1, 1] and not is_faithful(text, [edit])


def _is_form_of(word: str, other: str) -> bool:
    """Tell whether two words differ in case, ending or separable prefix alone."""
    one, two = word.lower(), other.lower()
    if one == two:
        return True
    if not one.isalpha() or not two.isalpha():
        return False
    for prefix in SEPARABLE:
        if one.removeprefix(prefix) == two or two.removeprefix(prefix) == one:
            return True
    shared = count_shared(one, two)
    endings = {one[shared:], two[shared:]}
    known = load()
    if not (word[0].isupper() and other[0].isupper()):
        is_made_up = word in known and other not in known
        return shared >= _LEAST_STEM and endings <= _ENDINGS and not is_made_up
    # A name may gain or lose its -s; another noun may become a form that is known.
    is_name = word not in known or word in known.names
    return endings <= {"", "s"} if is_name else endings <= _NOUN_ENDINGS and other in known


_NOUN_ENDINGS = frozenset(("", "s", "es", "n", "en", "e", "er", "ern", "ens"))
_ENDINGS = frozenset(
    ("", *"e en er es em n t te ten st est et ete eten d de den der des dem nd r s m".split())
)
