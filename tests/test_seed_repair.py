"""The seed document: the scars that the rules mend, and nothing else touched."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from reinschrift.edits import Edit, Flag
from reinschrift.repairs import Repair, repair

SEEDS = Path(__file__).parents[1] / "seeds"
RAW = (SEEDS / "000_6c012aa9b9efd1c0.txt").read_bytes().decode("utf-8")


class Scar(NamedTuple):
    id: str
    start: int  # in the whole text
    end: int
    rules: list[str]


@cache
def mended() -> Repair:
    return repair(RAW, level="full")


@cache
def scars() -> list[Scar]:
    starts = [0]
    for line in RAW.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    rows = map(json.loads, (SEEDS / "scars.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Scar(
            row["id"],
            starts[row["line"] - 1] + row["start"],
            starts[row["line"] - 1] + row["end"],
            row["rules"],
        )
        for row in rows
    ]


WORDS_AWAY = 20  # characters


def covers(scar: Scar, one: Edit | Flag) -> bool:
    start = one.start + RAW[one.start : one.end].startswith(" ")  # a word goes with its space
    return scar.start <= start and one.end <= scar.end


def receives(scar: Scar, one: Edit) -> bool:
    """Tell whether a word is put down a word or two behind the place that it moved away from."""
    is_put = one.start == one.end and "moved-anchor" in one.rules and "moved-anchor" in scar.rules
    return is_put and scar.end <= one.start <= scar.end + WORDS_AWAY


@pytest.mark.parametrize(
    "mended_piece",
    [
        "Wladimir Putin und der",
        "Kim Jong-un auf einem",
        "Wolodymyr Selenskyj, behauptete Anfang",
        "3.000 überschritten, obwohl diese",
        "entwickeln. Dies würde",
        "\nDie Unterstützungserhöhung kommt",
        "nordkoreanisch bei ihrem",
        "Jake Sullivan.\nAndrij Jermak",
    ],
)
def test_a_scar_of_the_design_is_mended_at_standard(mended_piece: str) -> None:
    assert mended_piece in repair(RAW).text
    assert mended_piece in mended().text


def test_every_edit_lies_in_a_gold_scar_and_names_its_rule() -> None:
    for edit in mended().edits:
        homes = [scar for scar in scars() if covers(scar, edit) or receives(scar, edit)]
        assert homes, RAW[edit.start - 20 : edit.end + 20]
        assert set(edit.rules) & set(homes[0].rules)


def test_no_word_is_lost() -> None:
    edits = mended().edits
    put = {edit.text.strip() for edit in edits if edit.start == edit.end}
    lost = [RAW[edit.start : edit.end] for edit in edits if edit.end > edit.start]
    # The stray `Sie`, and a capital made small; what moved is there again.
    assert sorted(one for one in lost if one.strip() not in put) == ["B", "Sie "]


@pytest.mark.parametrize(
    ("piece", "rule"),
    [
        ("zu genehmigen Ukraine", "moved-anchor"),
        ("die nordkoreanisch", "moved-anchor"),
        ("geschickt hat Russland", "moved-anchor"),
        ("beenden innerhalb von 24 Stunden", "moved-anchor"),
        ("Der Biden-Regierung", "agreement"),
    ],
)
def test_what_is_not_mended_is_flagged(piece: str, rule: str) -> None:
    start = RAW.index(piece)
    end = start + len(piece)
    assert any(
        flag.rule == rule and flag.start < end and start < flag.end for flag in mended().flags
    )


def test_a_second_repair_finds_nothing() -> None:
    assert repair(mended().text, level="full").edits == ()


def test_every_flag_meets_a_gold_scar() -> None:
    for flag in mended().flags:
        assert any(scar.start < flag.end and flag.start < scar.end for scar in scars())
