"""Edits are right by what they make of a place, not by how they are written down."""

from __future__ import annotations

import pytest

from reinschrift.edits import Edit, apply
from reinschrift_eval import suites
from reinschrift_eval.edit_scores import find_places, tally

RAW = "Er traf Putinund Xi. Sie Die Hilfe kam\nspät."


def judge(raw: str, proposed: list[Edit], wanted: list[Edit]) -> list[bool]:
    return [place.is_right for place in find_places(raw, proposed, wanted)]


@pytest.mark.parametrize(
    "proposed",
    [
        Edit(13, 13, " ", "merged-words"),
        Edit(8, 16, "Putin und", "merged-words"),
        Edit(12, 14, "n u", "other"),
    ],
)
def test_the_same_text_is_the_same_edit(proposed: Edit) -> None:
    assert judge(RAW, [proposed], [Edit(8, 16, "Putin und", "merged-words")]) == [True]


def test_another_text_at_the_place_is_wrong_and_missed() -> None:
    proposed = Edit(12, 12, " ", "merged-words")  # Puti nund
    counts = tally(find_places(RAW, [proposed], [Edit(8, 16, "Putin und", "merged-words")]))
    one = counts["merged-words"]
    assert (one.right, one.proposed, one.found, one.wanted) == (0, 1, 0, 1)


def test_half_of_a_repair_is_none() -> None:
    wanted = [Edit(8, 16, "Putin, und", "merged-words")]
    assert judge(RAW, [Edit(13, 13, " ", "merged-words")], wanted) == [False]


def test_an_edit_where_none_is_wanted_is_wrong() -> None:
    assert judge(RAW, [Edit(0, 2, "Sie", "agreement")], []) == [False]


def test_deleting_a_word_and_writing_the_rest_anew_are_the_same() -> None:
    wanted = [Edit(21, 28, "Die", "stray-fragment")]
    assert judge(RAW, [Edit(21, 25, "", "stray-fragment")], wanted) == [True]


def test_a_line_end_belongs_to_both_words_beside_it() -> None:
    place = RAW.index("\n")
    wanted = [Edit(place, place + 1, " ", "split-paragraph")]
    assert judge(RAW, [Edit(place, place + 1, " ", "split-paragraph")], wanted) == [True]
    assert judge(RAW, [Edit(place, place + 1, ". ", "split-paragraph")], wanted) == [False]


def test_two_edits_may_do_the_work_of_one() -> None:
    wanted = [Edit(21, 34, "die Hilfe", "stray-fragment+fragment-case")]
    proposed = [Edit(21, 25, "", "stray-fragment"), Edit(25, 26, "d", "fragment-case")]
    counts = tally(find_places(RAW, proposed, wanted))
    assert counts[""].as_row() == (2, 2, 1, 1)
    assert counts["fragment-case"].as_row() == (1, 1, 1, 1)


def test_edits_of_different_words_are_judged_apart() -> None:
    wanted = [Edit(8, 16, "Putin und", "merged-words"), Edit(21, 28, "Die", "stray-fragment")]
    assert judge(RAW, [Edit(13, 13, " ", "merged-words")], wanted) == [True, False]


def test_an_edit_of_two_rules_counts_for_both_and_once_for_all() -> None:
    one = Edit(8, 16, "Putin und", "merged-words+fragment-case")
    counts = tally(find_places(RAW, [one], [one]))
    assert {name: each.as_row() for name, each in counts.items()} == dict.fromkeys(
        ("", "merged-words", "fragment-case"), (1, 1, 1, 1)
    )


def test_a_right_edit_may_name_another_rule() -> None:
    counts = tally(
        find_places(RAW, [Edit(13, 13, " ", "spacing")], [Edit(8, 16, "Putin und", "merged-words")])
    )
    assert counts["spacing"].as_row() == (1, 1, 0, 0)
    assert counts["merged-words"].as_row() == (0, 0, 1, 1)
    assert counts[""].same_rule == 0


def test_an_edit_that_changes_nothing_is_none() -> None:
    assert find_places(RAW, [Edit(0, 2, "Er", "agreement")], []) == []


@pytest.mark.parametrize("name", ["scars", "seeds"])
def test_the_editors_own_edits_are_all_right(name: str) -> None:
    suite = suites.load(name)
    for raw, gold, edits in zip(suite.source, suite.gold, suite.edits, strict=True):
        assert apply(raw, edits) == gold
        assert all(place.is_right for place in find_places(raw, edits, edits))
