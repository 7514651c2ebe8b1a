"""Links that came through are counted, placed ones compared word by word."""

from __future__ import annotations

from reinschrift.edits import Span
from reinschrift_eval import suites
from reinschrift_eval.marks import count_kept_marks, links_of, score_placement, with_links

ENGLISH = "On Monday, the Polish prime minister met President Zelenskyy in Kyiv."


def test_the_editors_own_marks_are_all_exact() -> None:
    suite = suites.load("links")
    for english, marks in zip(suite.reference, suite.english_marks, strict=True):
        found = score_placement(english, marks, marks)
        assert found.right == found.placed == found.wanted
        assert found.exact == found.marks == len(marks)


def test_an_article_too_many_is_a_word_too_many() -> None:
    found = score_placement(ENGLISH, [[Span(11, 36)]], [[Span(15, 36)]])
    assert found == (3, 4, 3, 0, 1)


def test_punctuation_at_an_edge_is_no_word() -> None:
    assert score_placement(ENGLISH, [[Span(64, 69)]], [[Span(64, 68)]]).exact == 1


def test_links_keep_their_order_and_targets() -> None:
    document = with_links(ENGLISH, [Span(0, 9), Span(64, 68)])
    assert links_of(document, 2) == [[Span(0, 9)], [Span(64, 68)]]
    assert count_kept_marks(document, [Span(0, 9), Span(64, 68)]) == (2, 2)


def test_a_link_on_nothing_is_lost() -> None:
    document = with_links(ENGLISH, [Span(9, 10), Span(9, 9), Span(0, 2)])
    assert count_kept_marks(document, [Span(0, 1)] * 3) == (1, 3)
