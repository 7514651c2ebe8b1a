"""Links that came through are counted, placed ones compared word by word."""

from __future__ import annotations

import re

import pytest

from reinschrift import Flow
from reinschrift.edits import Span
from reinschrift.engines import Attention, Echo, Hypothesis
from reinschrift_eval import suites
from reinschrift_eval.marks import count_kept_marks, links_of, score_placement, with_links
from reinschrift_eval.placement import score_links
from reinschrift_eval.scores import Sampling, Scorer
from reinschrift_eval.suite import Suite

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


class Diagonal(Echo):
    """An engine that rereads word by word, in the order of the German."""

    def reread(self, texts: list[str], english: list[str]) -> list[Hypothesis]:
        done: list[Hypothesis] = []
        for text, one in zip(texts, english, strict=True):
            source, target = (
                tuple(Span(*found.span()) for found in re.finditer(r"\S+", each))
                for each in (text, one)
            )
            rows = tuple(
                tuple(float(s == t) for s in range(len(source))) for t in range(len(target))
            )
            done.append(Hypothesis(one, attention=Attention(source, target, rows)))
        return done


SUITE = Suite(
    "mini",
    ("Der Minister kam nach Kiew.", "Das Haus brannte völlig aus."),
    {"ref": ("The minister came to Kyiv.", "The house burned out completely.")},
    marks=((Span(4, 12), Span(22, 26)), (Span(17, 23),)),
    english_marks=(((Span(4, 12),), (Span(21, 25),)), ((Span(21, 31),),)),
)


def test_the_flow_places_links_on_english_that_is_given() -> None:
    scorer = Scorer(2, Sampling(100, 1))
    words, exact = score_links(SUITE, Flow(Diagonal()), scorer)
    assert exact.score.value == pytest.approx(200 / 3)  # völlig is led astray, as it should be
    assert words.score.value == pytest.approx(600 / 7)  # one word too many
    assert score_links(SUITE, Flow(Echo()), scorer) == []  # it cannot reread


def test_a_link_on_nothing_is_lost() -> None:
    document = with_links(ENGLISH, [Span(9, 10), Span(9, 9), Span(0, 2)])
    assert count_kept_marks(document, [Span(0, 1)] * 3) == (1, 3)
