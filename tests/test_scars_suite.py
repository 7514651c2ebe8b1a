"""The hand-made benchmark `scars`: its edits replay, its counts hold, its English is there."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "eval" / "reinschrift_eval" / "data" / "scars"
SEEDS = ROOT / "seeds"

RULES = (
    "merged-words",
    "lost-boundary",
    "fragment-case",
    "stray-fragment",
    "moved-anchor",
    "split-paragraph",
    "agreement",
)
FIELDS = {"id", "article", "genre", "clean", "scarred", "edits", "english"}
EDIT_FIELDS = {"start", "end", "text", "rules"}


class Edit(NamedTuple):
    start: int
    end: int
    text: str
    rules: list[str]


class Item(NamedTuple):
    id: str
    article: str
    genre: str
    clean: str
    scarred: str | None
    edits: list[Edit]
    english: str

    @property
    def raw(self) -> str:
        return self.clean if self.scarred is None else self.scarred


def items() -> list[Item]:
    lines = (FOLDER / "items.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert all(set(record) == FIELDS for record in records)
    assert all(set(edit) == EDIT_FIELDS for record in records for edit in record["edits"])
    return [
        Item(**{**record, "edits": [Edit(**edit) for edit in record["edits"]]})
        for record in records
    ]


ITEMS = items()
SCARRED = [item for item in ITEMS if item.scarred is not None]
EDITS = [(item, edit) for item in ITEMS for edit in item.edits]


def replay(raw: str, edits: list[Edit]) -> str:
    """Make the repairs from the end, so that earlier offsets stay true."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        raw = raw[: edit.start] + edit.text + raw[edit.end :]
    return raw


def digits(text: str) -> Counter[str]:
    """Count the numbers, without the marks that group or part their digits."""
    return Counter(re.sub(r"\D", "", found) for found in re.findall(r"\d+(?:[.,:-]\d+)*", text))


def only(rule: str) -> list[tuple[Item, Edit]]:
    return [(item, edit) for item, edit in EDITS if edit.rules == [rule]]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_the_edits_lead_from_scarred_to_clean(item: Item) -> None:
    assert replay(item.raw, item.edits) == item.clean
    assert (item.scarred is None) == (not item.edits)
    assert item.scarred != item.clean


@pytest.mark.parametrize("item", SCARRED, ids=lambda item: item.id)
def test_edits_are_in_order_name_rules_and_cover_whole_words(item: Item) -> None:
    for edit in item.edits:
        assert 0 <= edit.start < edit.end <= len(item.raw)
        assert item.raw[edit.start : edit.end] != edit.text
        assert edit.rules
        assert set(edit.rules) <= set(RULES)
        assert len(set(edit.rules)) == len(edit.rules)
        for place in (edit.start, edit.end):
            around = item.raw[max(place - 1, 0) : place + 1]
            assert not (len(around) == 2 and around.isalnum())
    for before, after in pairwise(item.edits):
        assert before.end < after.start


def test_an_id_is_its_article_and_number() -> None:
    seen: Counter[str] = Counter()
    for item in ITEMS:
        seen[item.article] += 1
        assert item.id == f"{item.article}-{seen[item.article]:02}"
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    assert all(8 <= count <= 12 for count in seen.values())
    assert all(len({item.genre for item in ITEMS if item.article == name}) == 1 for name in seen)


def test_suite_toml_counts_what_is_there() -> None:
    suite = tomllib.loads((FOLDER / "suite.toml").read_text(encoding="utf-8"))
    merges = [edit for _, edit in EDITS if "merged-words" in edit.rules]
    assert suite["name"] == "scars"
    assert suite["licence"] == "CC-BY-SA-4.0"
    assert suite["articles"] == len({item.article for item in ITEMS})
    assert suite["items"] == len(ITEMS)
    assert suite["scarred"] == len(SCARRED)
    assert suite["several_rules"] == sum(
        len({rule for edit in item.edits for rule in edit.rules}) > 1 for item in ITEMS
    )
    assert suite["edits"] == len(EDITS)
    assert suite["merges_that_lost_a_comma"] == sum("," in edit.text for edit in merges)
    assert suite["merges_without_comma"] == sum("," not in edit.text for edit in merges)
    assert suite["rules"] == Counter(rule for _, edit in EDITS for rule in edit.rules)
    assert suite["items_by_rule"] == Counter(
        rule for item in ITEMS for rule in {rule for edit in item.edits for rule in edit.rules}
    )
    assert suite["genres"] == Counter(item.genre for item in ITEMS)
    assert set(suite["rules"]) == set(RULES)


def test_merged_words_are_only_parted() -> None:
    for item, edit in only("merged-words"):
        assert re.sub(r",? ", "", edit.text) == item.raw[edit.start : edit.end]


def test_a_lost_boundary_is_one_mark() -> None:
    for item, edit in only("lost-boundary"):
        assert edit.text[:-1] == item.raw[edit.start : edit.end]
        assert edit.text[-1] in ".,"


def test_a_fragment_only_loses_its_capital() -> None:
    for item, edit in only("fragment-case"):
        raw = item.raw[edit.start : edit.end]
        assert edit.text == raw[0].lower() + raw[1:]


def test_a_stray_fragment_only_goes() -> None:
    for item, edit in only("stray-fragment"):
        raw = item.raw[edit.start : edit.end]
        assert len(edit.text) < len(raw)
        assert raw.startswith(edit.text) or raw.endswith(edit.text)


def test_every_newline_is_a_split_paragraph() -> None:
    for item in ITEMS:
        splits = sum("split-paragraph" in edit.rules for edit in item.edits)
        assert item.raw.count("\n") == splits
        assert item.clean.count("\n") == item.english.count("\n")


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_clean_and_english_are_whole_and_agree(item: Item) -> None:
    assert re.search(r"[.!?]“?$", item.clean)
    assert re.search(r"[.!?]\"?$", item.english)
    assert item.clean.count("„") == item.clean.count("“")
    assert item.english.count('"') % 2 == 0
    assert not re.search(r" {2}|^ | $| [.,]", f"{item.clean}\n{item.english}", re.MULTILINE)
    # German spells small numbers out where English does not, never the other way round.
    assert digits(item.clean) <= digits(item.english)


def test_texts_are_not_repeated() -> None:
    assert len({item.clean for item in ITEMS}) == len(ITEMS)
    assert len({item.english for item in ITEMS}) == len(ITEMS)


def test_nothing_is_taken_from_the_seed() -> None:
    merges = {
        scar["raw"]
        for line in (SEEDS / "scars.jsonl").read_text(encoding="utf-8").splitlines()
        if "merged-words" in (scar := json.loads(line))["rules"]
    }
    seeds = "\n".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("000_*.txt"))
    sentences = [text for text in re.split(r"(?<=[.!?“])\s+", seeds) if len(text) > 20]
    assert len(merges) == 4
    assert len(sentences) > 40
    for item in ITEMS:
        texts = (item.raw, item.clean, item.english)
        assert not any(sentence in text for sentence in sentences for text in texts)
        assert not any(merge in item.raw for merge in merges)
