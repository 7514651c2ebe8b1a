"""Clean news comes through: false edits per 1,000 white-space tokens.

An edit of clean text is false unless tests/cases/true_scars.jsonl names it. The list quotes
nothing of the corpora: it has the sha256 of the line, the place, the rule and why a person
judged it to be a scar.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from reinschrift.repairs import repair

TRUE_SCARS = Path(__file__).parent / "cases" / "true_scars.jsonl"
EVALSETS = Path(__file__).parents[2] / "shared" / "data" / "evalsets"
SETS = ("wmt18", "wmt21", "flores-dev")
MOST_AT_STANDARD = 0.2  # the figures of the main-job and the repair issue
MOST_AT_STANDARD_TOGETHER = 0.05
MOST_AT_FULL = 0.2


class Place(NamedTuple):
    """Where an edit or flag lies, without the text."""

    line: str  # its sha256
    start: int
    end: int
    rule: str


class Count(NamedTuple):
    tokens: int
    places: list[Place]


@cache
def true_scars() -> set[Place]:
    rows = map(json.loads, TRUE_SCARS.read_text(encoding="utf-8").splitlines())
    return {Place(row["line"], row["start"], row["end"], row["rule"]) for row in rows}


@cache
def edits_of(name: str, level: str) -> Count:
    path = EVALSETS / name / "src.de"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    text = path.read_text(encoding="utf-8")
    places = []
    for edit in repair(text, level=level).edits:
        start = text.rfind("\n", 0, edit.start) + 1
        line = text[start : text.find("\n", edit.end)]
        digest = hashlib.sha256(line.encode()).hexdigest()
        places.append(Place(digest, edit.start - start, edit.end - start, edit.rule))
    return Count(len(text.split()), places)


def false_edits(name: str, level: str) -> tuple[int, int]:
    """Return the number of false edits and of tokens, and print them."""
    count = edits_of(name, level)
    false = [place for place in count.places if place not in true_scars()]
    sys.stdout.write(
        f"{name} {level}: {len(count.places)} edits, {len(false)} false, {count.tokens} tokens, "
        f"{1000 * len(false) / count.tokens:.3f} false per 1,000\n"
    )
    return len(false), count.tokens


@pytest.mark.parametrize("name", SETS)
def test_clean_news_is_left_alone_at_standard(name: str) -> None:
    false, tokens = false_edits(name, "standard")
    assert 1000 * false / tokens <= MOST_AT_STANDARD


def test_all_clean_sets_together_stay_within_the_budget() -> None:
    counts = [false_edits(name, "standard") for name in SETS]
    false, tokens = (sum(column) for column in zip(*counts, strict=True))
    assert 1000 * false / tokens <= MOST_AT_STANDARD_TOGETHER


def test_all_clean_sets_together_stay_within_the_budget_at_full() -> None:
    counts = [false_edits(name, "full") for name in SETS]
    false, tokens = (sum(column) for column in zip(*counts, strict=True))
    assert 1000 * false / tokens <= MOST_AT_FULL


def test_every_true_scar_of_the_list_is_still_found() -> None:
    found = {place for name in SETS for place in edits_of(name, "full").places}
    assert true_scars() <= found
