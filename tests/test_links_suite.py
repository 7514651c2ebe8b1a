"""The suites of links keep their shape: every mark lies on whole words of both sentences.

Whether our links land on these spans is for the harness to say; here only the data is tested.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import reinschrift_eval
from reinschrift.edits import Span
from reinschrift.flow import load
from reinschrift_eval.links import find_faults, read, score_placement
from reinschrift_models.ct2 import CTranslate2Engine

DATA = Path(reinschrift_eval.__file__).parent / "data"
SUITES = ("links", "links-dev")
LEAST = 130  # each suite was asked for with at least so many sentences
MOST_MARKS = 3  # and one to three marks in each
INNER = frozenset("'’-")  # what holds a word together; a mark may not cut there


class Item(NamedTuple):
    id: str
    german: str
    german_marks: list[list[int]]
    english: str
    english_marks: list[list[list[int]]]


def described(suite: str) -> dict[str, Any]:
    return tomllib.loads((DATA / suite / "suite.toml").read_text(encoding="utf-8"))


def records(suite: str) -> list[dict[str, Any]]:
    lines = (DATA / suite / "items.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == "", "the file ends with a newline"
    return [json.loads(line) for line in lines]


def items(suite: str) -> list[Item]:
    return [Item(**record) for record in records(suite)]


ITEMS = [pytest.param(item, id=f"{suite}-{item.id}") for suite in SUITES for item in items(suite)]


def faults(text: str, spans: list[list[int]]) -> list[str]:
    """Name what is wrong with the marks of one sentence."""
    found = []
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            found.append(f"[{start}, {end}] is empty or out of range")
            continue
        words = text[start:end]
        if not (words[0].isalnum() and words[-1].isalnum()):
            found.append(f"{words!r} has a space or a mark at its edge")
        outside = {text[start - 1 : start], text[end : end + 1]}
        if any(one.isalnum() or one in INNER for one in outside):
            found.append(f"{words!r} is part of a longer word")
    for before, after in pairwise(sorted(spans)):
        if before[1] > after[0]:
            found.append(f"{before} and {after} overlap")
    return found


@pytest.mark.parametrize(
    ("spans", "want"),
    [
        ([[0, 3], [4, 12]], ""),
        ([[4, 4]], "empty"),
        ([[13, 99]], "out of range"),
        ([[-3, 3]], "out of range"),
        ([[4, 13]], "at its edge"),
        ([[29, 34]], "at its edge"),
        ([[5, 12]], "longer word"),
        ([[4, 9]], "longer word"),
        ([[13, 15]], "longer word"),
        ([[0, 12], [4, 21]], "overlap"),
    ],
)
def test_a_bad_mark_is_noticed(spans: list[list[int]], want: str) -> None:
    found = faults("Die Berliner EU-Reise ist zu Ende.", spans)
    assert found == [] if not want else any(want in fault for fault in found)


@pytest.mark.parametrize("suite", SUITES)
def test_every_item_has_the_same_fields(suite: str) -> None:
    for record in records(suite):
        assert tuple(record) == Item._fields


@pytest.mark.parametrize("suite", SUITES)
def test_ids_are_unique_and_count_within_their_kind(suite: str) -> None:
    seen: Counter[str] = Counter()
    for item in items(suite):
        kind = item.id.rpartition("-")[0]
        seen[kind] += 1
        assert item.id == f"{kind}-{seen[kind]:03}"
    assert len({item.id for item in items(suite)}) == len(items(suite))


def test_no_sentence_comes_twice() -> None:
    both = [item for suite in SUITES for item in items(suite)]
    for sentences in ([item.german for item in both], [item.english for item in both]):
        assert [text for text, n in Counter(sentences).items() if n > 1] == []


@pytest.mark.parametrize("suite", SUITES)
def test_the_counts_are_those_of_suite_toml(suite: str) -> None:
    there, known = items(suite), described(suite)
    english = [mark for item in there for mark in item.english_marks]
    crossing = [
        item
        for item in there
        if (firsts := [mark[0] for mark in item.english_marks]) != sorted(firsts)
    ]
    assert known["items"] == len(there) >= LEAST
    assert known["marks"] == len(english)
    assert known["split_marks"] == sum(len(mark) > 1 for mark in english)
    assert known["crossing_items"] == len(crossing)
    assert known["kinds"] == Counter(item.id.rpartition("-")[0] for item in there)


@pytest.mark.parametrize("suite", SUITES)
def test_the_suite_says_what_it_is(suite: str) -> None:
    known = described(suite)
    assert known["name"] == suite
    assert known["licence"] == "CC-BY-SA-4.0"
    assert all(known[key] for key in ("what", "how", "conventions"))


@pytest.mark.parametrize("item", ITEMS)
def test_the_marks_lie_on_whole_words_and_apart(item: Item) -> None:
    assert 1 <= len(item.german_marks) <= MOST_MARKS
    assert len(item.english_marks) == len(item.german_marks)
    assert all(item.english_marks), "every mark has its words in English"
    assert faults(item.german, item.german_marks) == []
    assert faults(item.english, [span for mark in item.english_marks for span in mark]) == []


@pytest.mark.parametrize("item", ITEMS)
def test_the_spans_of_a_mark_are_in_order_with_words_between_them(item: Item) -> None:
    assert item.german_marks == sorted(item.german_marks)
    for mark in item.english_marks:
        for before, after in pairwise(mark):
            between = item.english[before[1] : after[0]]
            assert any(character.isalnum() for character in between), "one span would do"


@pytest.mark.parametrize("item", ITEMS)
def test_both_texts_are_one_line_of_prose(item: Item) -> None:
    for text in (item.german, item.english):
        assert text == text.strip()
        assert "\n" not in text
        assert "  " not in text
        assert not set("[]|") & set(text), "the notation of the draft is gone"
        assert text.endswith((".", "“", '"'))


@pytest.mark.parametrize("suite", SUITES)
def test_splits_crossings_and_single_words_are_all_there(suite: str) -> None:
    there = items(suite)
    spans = Counter(len(mark) for item in there for mark in item.english_marks)
    assert spans[2] >= 10
    if suite == "links":
        assert spans[3] >= 3
    words = [
        len(item.german[start:end].split()) for item in there for start, end in item.german_marks
    ]
    assert words.count(1) >= 50
    assert sum(n >= 3 for n in words) >= 20


# What is reached is in README; a fall below says that something broke. Without attention no
# model is needed, and two crossed marks are enough to lose a point.
FLOOR_WITHOUT_ATTENTION = 0.79
FLOOR = 0.84


def test_links_land_on_the_gold_words_by_the_glossary_alone() -> None:
    suite = read("links")
    assert score_placement(suite, [None] * len(suite.source)).share >= FLOOR_WITHOUT_ATTENTION


def test_links_land_on_the_gold_words_that_the_model_reads(news: str) -> None:
    suite = read("links")
    engine = CTranslate2Engine(news, threads=1)
    done = engine.reread(list(suite.source), list(suite.reference))
    assert [one.text for one in done] == list(suite.reference)
    assert score_placement(suite, [one.attention for one in done]).share >= FLOOR


def test_a_mark_on_other_words_is_an_error() -> None:
    suite = read("links").head(1)
    [marks] = suite.marks
    wrong = replace(suite, english_marks=(tuple((Span(0, 2),) for _ in marks),))
    tally = score_placement(wrong, [None])
    assert tally.share == 0
    assert len(tally.errors) == len(marks)


def test_no_invariant_is_broken_in_our_own_translations(news: str) -> None:
    assert find_faults(read("links").cut(slice(None, None, 5)), load(model=news)) == []
