"""The challenge suite keeps its promise: good translations pass its checks, wrong ones do not.

How well our model does is for the harness to say; here only the data is tested.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import reinschrift_eval

FOLDER = Path(reinschrift_eval.__file__).parent / "data" / "challenge"
SUITE = tomllib.loads((FOLDER / "suite.toml").read_text(encoding="utf-8"))
LEAST = 150  # the suite was asked for with at least so many items
LEAST_EACH = 10  # below that a share says nothing about a phenomenon
VARIANTS = 2  # at least so many other good, and so many wrong translations
INWARD = ("»", "«")  # the other German style, which one item has


class Item(NamedTuple):
    id: str
    phenomenon: str
    german: str
    english: str
    must: list[str]
    must_not: list[str]
    accept: list[str]
    reject: list[str]
    note: str

    def passes(self, english: str) -> bool:
        """Try the checks as suite.toml says they are to be tried."""
        return all(re.search(one, english, re.IGNORECASE) for one in self.must) and not any(
            re.search(one, english, re.IGNORECASE) for one in self.must_not
        )


def items() -> list[Item]:
    lines = (FOLDER / "items.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == "", "the file ends with a newline"
    return [Item(**json.loads(line)) for line in lines]


ITEMS = items()
each = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)


def curled(english: str) -> str:
    """Set straight quotation marks and apostrophes as a typesetter does."""
    english = re.sub(r"(?<=\w)'(?=\w)", "’", english)
    return re.sub(r'"([^"]*)"', "“\\1”", english)


def test_curled_turns_marks_by_their_place() -> None:
    assert curled('"It isn\'t," he said.') == "“It isn’t,” he said."


def test_checks_are_tried_as_the_suite_says() -> None:
    item = Item(
        "",
        "",
        "",
        "",
        must=[r"\bnot\b", "bridge"],
        must_not=["ferry"],
        accept=[],
        reject=[],
        note="",
    )
    assert item.passes("The Bridge is NOT open.")
    assert not item.passes("The bridge is open.")
    assert not item.passes("The bridge is not open, the ferry is.")
    assert not item.passes("")


def test_the_suite_is_as_large_as_it_says() -> None:
    assert SUITE["items"] == len(ITEMS) >= LEAST
    assert SUITE["accepted"] == sum(len(item.accept) for item in ITEMS)
    assert SUITE["rejected"] == sum(len(item.reject) for item in ITEMS)
    found = Counter(item.phenomenon for item in ITEMS)
    assert SUITE["phenomena"] == found
    assert min(found.values()) >= LEAST_EACH


def test_the_suite_says_what_it_is() -> None:
    assert SUITE["name"] == FOLDER.name
    assert re.fullmatch(r"\d+\.\d+\.\d+", SUITE["version"])
    assert SUITE["licence"] == "CC-BY-SA-4.0"
    assert all(SUITE[field] for field in ("title", "what", "how", "conventions"))


def test_an_id_is_the_phenomenon_and_a_running_number() -> None:
    running: Counter[str] = Counter()
    for item in ITEMS:
        running[item.phenomenon] += 1
        assert item.id == f"{item.phenomenon}-{running[item.phenomenon]:02}"


def test_no_sentence_stands_twice() -> None:
    assert len({item.german for item in ITEMS}) == len(ITEMS)
    assert len({item.english for item in ITEMS}) == len(ITEMS)


@each
def test_texts_are_clean(item: Item) -> None:
    assert item.note == item.note.strip() != ""
    for text in (item.german, item.english, *item.accept, *item.reject):
        assert text == " ".join(text.split())
        assert unicodedata.is_normalized("NFC", text)
        assert re.search(r"[.!?][“”\"']?$", text)


@each
def test_german_quotation_marks_are_german(item: Item) -> None:
    assert not re.search(r"[\"”]", item.german)
    assert item.german.count("„") == item.german.count("“")
    assert item.german.count("‚") == item.german.count("‘")
    assert item.german.count(INWARD[0]) == item.german.count(INWARD[1])


@each
def test_english_quotation_marks_are_english(item: Item) -> None:
    assert not re.search("[„“”»«‚‘’]", item.english)
    assert item.english.count('"') % 2 == 0
    assert ('"' in item.english) == bool(re.search("[„»]", item.german))


@each
def test_variants_are_many_and_differ(item: Item) -> None:
    assert len(item.accept) >= VARIANTS
    assert len(item.reject) >= VARIANTS
    variants = [item.english, *item.accept, *item.reject]
    assert len(set(variants)) == len(variants)


@each
def test_patterns_are_patterns(item: Item) -> None:
    assert item.must
    for one in (*item.must, *item.must_not):
        pattern = re.compile(one)
        assert pattern.search("") is None, "it would match everything"


@each
def test_good_translations_pass(item: Item) -> None:
    for english in (item.english, *item.accept):
        assert item.passes(english), english
        assert item.passes(curled(english)), curled(english)


@each
def test_wrong_translations_do_not_pass(item: Item) -> None:
    for english in item.reject:
        assert not item.passes(english), english
        assert not item.passes(curled(english)), curled(english)


@each
def test_german_left_as_it_is_does_not_pass(item: Item) -> None:
    assert not item.passes(item.german)
    assert not item.passes("")


@each
def test_the_translation_of_another_sentence_does_not_pass(item: Item) -> None:
    assert [other.id for other in ITEMS if other is not item and item.passes(other.english)] == []
