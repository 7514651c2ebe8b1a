"""Where merged words were parted, apart from what else is right at the place."""

from __future__ import annotations

import pytest

from reinschrift.edits import Edit
from reinschrift_eval.edit_scores import find_places
from reinschrift_eval.splits import Splits, count_splits

RAW = "Putinder lange schwiegoder lachte"
GOLD = [Edit(5, 5, ", ", "merged-words"), Edit(22, 22, " ", "merged-words")]


@pytest.mark.parametrize(
    ("made", "counts"),
    [
        (GOLD, Splits(found=2, wanted=2, made=2, commas_found=1, commas_wanted=1)),
        ([], Splits(found=0, wanted=2, made=0, commas_found=0, commas_wanted=1)),
        # Parted without its comma; with one that was not lost; elsewhere.
        ([Edit(5, 5, " ", "merged-words")], Splits(1, 2, 1, 0, 1)),
        ([Edit(22, 22, ", ", "merged-words")], Splits(1, 2, 1, 0, 1)),
        ([Edit(3, 3, " ", "merged-words")], Splits(0, 2, 1, 0, 1)),
        # Another word, written anew.
        ([Edit(0, 8, "Putins der", "merged-words")], Splits(0, 2, 1, 0, 1)),
        # What is no split is not counted.
        ([Edit(0, 1, "p", "fragment-case")], Splits(0, 2, 0, 0, 1)),
    ],
)
def test_splits_are_compared_by_place(made: list[Edit], counts: Splits) -> None:
    assert count_splits(RAW, find_places(RAW, made, GOLD)) == counts


def test_no_place_has_no_splits() -> None:
    assert count_splits(RAW, []) == Splits()
