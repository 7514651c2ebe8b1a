"""The untouched suite keeps its shape: clean texts, unique, counted as its suite.toml says.

Whether the repair leaves them alone is for the harness to say; here only the data is tested.
"""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import reinschrift_eval

FOLDER = Path(reinschrift_eval.__file__).parent / "data" / "untouched"
SUITE = tomllib.loads((FOLDER / "suite.toml").read_text(encoding="utf-8"))
LEAST = 420  # the suite was asked for with at least so many items
LEAST_NEWS = 100  # and so many of them ordinary sentences
MULTI_LINE = {"verse", "list", "table", "headline"}


class Item(NamedTuple):
    id: str
    kind: str
    text: str


def records() -> list[dict[str, str]]:
    lines = (FOLDER / "items.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == "", "the file ends with a newline"
    return [json.loads(line) for line in lines]


ITEMS = [Item(**record) for record in records()]


def test_every_item_has_the_same_fields_and_is_text() -> None:
    for record in records():
        assert list(record) == ["id", "kind", "text"]
        assert all(isinstance(value, str) and value for value in record.values()), record


def test_ids_are_unique_and_count_within_their_kind() -> None:
    seen: Counter[str] = Counter()
    for item in ITEMS:
        seen[item.kind] += 1
        assert item.id == f"{item.kind}-{seen[item.kind]:03}"
    assert len({item.id for item in ITEMS}) == len(ITEMS)


def test_no_text_comes_twice() -> None:
    assert [text for text, n in Counter(item.text for item in ITEMS).items() if n > 1] == []


def test_the_counts_are_those_of_suite_toml() -> None:
    assert SUITE["items"] == len(ITEMS) >= LEAST
    assert SUITE["kinds"] == Counter(item.kind for item in ITEMS)
    assert SUITE["kinds"]["news"] >= LEAST_NEWS


def test_the_suite_says_what_it_is() -> None:
    assert SUITE["name"] == FOLDER.name
    assert SUITE["licence"] == "CC-BY-SA-4.0"
    assert SUITE["what"].strip()
    assert SUITE["how"].strip()


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_a_text_has_none_of_the_marks_that_a_repair_must_heal(item: Item) -> None:
    assert unicodedata.is_normalized("NFC", item.text)
    assert not {"\N{REPLACEMENT CHARACTER}", "\N{SOFT HYPHEN}", "\r"} & set(item.text)
    for line in item.text.split("\n"):
        assert line.strip(), "no empty line"
        assert line == line.rstrip()
        assert item.kind == "code" or ("  " not in line and line == line.lstrip())


@pytest.mark.parametrize("kind", sorted(MULTI_LINE))
def test_the_kinds_that_have_lines_have_them(kind: str) -> None:
    assert sum("\n" in item.text for item in ITEMS if item.kind == kind) >= 3


def test_ordinary_news_is_whole_sentences_in_one_line() -> None:
    for item in ITEMS:
        if item.kind == "news":
            assert "\n" not in item.text
            assert item.text.endswith((".", "“"))
