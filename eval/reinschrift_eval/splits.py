"""Merged words by where they are parted, whatever else is right or wrong at the place.

`edit_scores` asks for the editor's text, so a word that is parted rightly but lacks its comma is
wrong there. Here the places of spaces are compared, and the commas lost with them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reinschrift_eval.edit_scores import Place, make

_MERGED = "merged-words"
_GAP = re.compile(r"[\W_]*\s[\W_]*")
_LETTERS = re.compile(r"[^\W_]")


class Splits(NamedTuple):
    """Counts of places where words are parted."""

    found: int = 0
    wanted: int = 0
    made: int = 0
    commas_found: int = 0
    commas_wanted: int = 0


def count_splits(raw: str, places: Iterable[Place]) -> Splits:
    """Count what was parted in the places of a text, against the editor's splits.

    Where letters differ, as with words that moved, no split is found.

    >>> from reinschrift.edits import Edit
    >>> from reinschrift_eval.edit_scores import find_places
    >>> gold = [Edit(5, 5, ", ", "merged-words")]
    >>> made = [Edit(5, 5, " ", "merged-words"), Edit(18, 18, " ", "merged-words")]
    >>> text = "Putinder schwiegoder lachte"
    >>> tuple(count_splits(text, find_places(text, made, gold)))
    (1, 1, 2, 0, 1)
    """
    return Splits(*map(sum, zip(*(_of_place(raw, place) for place in places), strict=True)))


def _of_place(raw: str, place: Place) -> Splits:
    before = _gaps(raw[place.span.start : place.span.end])
    gold = _added(raw, place, before, is_gold=True)
    ours = _added(raw, place, before, is_gold=False)
    both = gold.keys() & ours.keys()
    commas = [at for at, gap in gold.items() if "," in gap]
    return Splits(
        found=len(both),
        wanted=len(gold),
        made=len(ours),
        commas_found=sum(at in ours and "," in ours[at] for at in commas),
        commas_wanted=len(commas),
    )


def _added(raw: str, place: Place, before: Mapping[str, str], *, is_gold: bool) -> dict[str, str]:
    """Return the gaps that edits made, by the letters before them; none but by merged words."""
    edits = place.wanted if is_gold else place.proposed
    if not any(_MERGED in edit.rules for edit in edits):
        return {}
    after = _gaps(make(raw, place.span, edits))
    return {letters: gap for letters, gap in after.items() if letters not in before}


def _gaps(text: str) -> dict[str, str]:
    """Return what stands between the words of a text, by all letters before it.

    >>> _gaps("Er, der kam")
    {'er': ', ', 'erder': ' '}
    """
    return {
        "".join(_LETTERS.findall(text[: gap.start()])).lower(): gap.group()
        for gap in _GAP.finditer(text)
    }
