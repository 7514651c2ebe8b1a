"""The development set `scars-dev`: its edits replay, and it shares nothing with what measures."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from reinschrift.edits import Edit, apply
from reinschrift.repairs import repair

DATA = Path(__file__).parents[1] / "eval" / "reinschrift_eval" / "data"
FOLDER = DATA / "scars-dev"
BY_HAND = Path(__file__).parents[1] / "models" / "by-hand"  # the restorer learns from it
LEAST_EXACT = 0.8  # at `full`
RESTORED = {"moved-anchor", "agreement"}  # rules flag these and do not heal them


def records(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "items.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ITEMS = records(FOLDER)


def raw(item: dict[str, Any]) -> str:
    return str(item["scarred"] or item["clean"])


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_the_edits_lead_from_scarred_to_clean(item: dict[str, Any]) -> None:
    edits = [Edit(one["start"], one["end"], one["text"], "gold") for one in item["edits"]]
    assert apply(raw(item), edits) == item["clean"]
    assert (item["scarred"] is None) == (not edits)
    assert item["scarred"] != item["clean"]


def test_suite_toml_counts_what_is_there() -> None:
    suite = tomllib.loads((FOLDER / "suite.toml").read_text(encoding="utf-8"))
    assert suite["items"] == len(ITEMS) == len({item["id"] for item in ITEMS})
    assert suite["scarred"] == sum(item["scarred"] is not None for item in ITEMS)
    edits = [edit for item in ITEMS for edit in item["edits"]]
    assert suite["edits"] == len(edits)
    assert suite["rules"] == Counter(rule for edit in edits for rule in edit["rules"])


@pytest.mark.parametrize("folder", [FOLDER, BY_HAND], ids=lambda folder: folder.name)
def test_nothing_of_it_is_in_a_suite_that_measures(folder: Path) -> None:
    items = records(folder)
    mine = {item["clean"] for item in items} | {raw(item) for item in items}
    assert len(mine) > len(items)
    sides = [(item["clean"], item["scarred"]) for item in records(DATA / "scars")]
    held_out = {text for pair in sides for text in pair}
    held_out |= {item["text"] for item in records(DATA / "untouched")}
    assert not mine & held_out


def test_what_is_learnt_from_is_not_what_is_developed_on() -> None:
    by_hand = records(BY_HAND)
    assert len({item["id"] for item in by_hand}) == len(by_hand)
    assert not {item["clean"] for item in by_hand} & {item["clean"] for item in ITEMS}


def test_most_of_it_comes_out_as_an_editor_wants() -> None:
    """The sentences of one article are one text, as they are on a page."""
    exact = []
    for _, group in groupby(ITEMS, key=lambda item: item.get("article", item["id"])):
        items = list(group)
        done = repair("\n\n".join(map(raw, items)), level="full").text.split("\n\n")
        exact += [
            text == item["clean"]
            for text, item in zip(done, items, strict=True)
            if not RESTORED & {rule for one in item["edits"] for rule in one["rules"]}
        ]
    assert sum(exact) / len(exact) >= LEAST_EXACT
