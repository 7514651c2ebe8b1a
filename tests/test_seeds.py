"""The seed document's gold: its scars replay, its files run parallel, its README keeps up."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
NAME = "000_6c012aa9b9efd1c0"
RAW = f"{NAME}.txt"
CORRECTED = f"{NAME}.corrected.de.txt"
REFERENCE = f"{NAME}.reference.en.txt"
ORIGIN = SEEDS.parents[1] / "shared" / "seeds" / RAW

RULES = (
    "merged-words",
    "lost-boundary",
    "fragment-case",
    "stray-fragment",
    "moved-anchor",
    "split-paragraph",
    "agreement",
)
FIELDS = {"id", "line", "start", "end", "raw", "repaired", "rules", "note"}


class Scar(NamedTuple):
    id: str
    line: int
    start: int
    end: int
    raw: str
    repaired: str
    rules: list[str]
    note: str


def lines(name: str) -> list[str]:
    return (SEEDS / name).read_bytes().decode("utf-8").split("\n")


def scars() -> list[Scar]:
    records = [json.loads(line) for line in lines("scars.jsonl") if line]
    assert all(set(record) == FIELDS for record in records)
    return [Scar(**record) for record in records]


def replay(raw: str, found: list[Scar]) -> str:
    """Make the repairs of one line, from its end so that earlier offsets stay true."""
    for scar in sorted(found, key=lambda scar: scar.start, reverse=True):
        raw = raw[: scar.start] + scar.repaired + raw[scar.end :]
    return raw


def numbers(text: str) -> Counter[str]:
    """Count the numbers, without the marks that group their digits."""
    return Counter(re.sub(r"[.,]", "", number) for number in re.findall(r"\d+(?:[.,]\d+)*", text))


def test_the_raw_copy_equals_its_origin() -> None:
    if not ORIGIN.exists():
        pytest.skip("../shared/seeds is not there to compare with")
    assert (SEEDS / RAW).read_bytes() == ORIGIN.read_bytes()


def test_all_scars_together_lead_from_raw_to_corrected() -> None:
    found = scars()
    replayed = [
        replay(line, [scar for scar in found if scar.line == number])
        for number, line in enumerate(lines(RAW), 1)
    ]
    assert replayed == lines(CORRECTED)


def test_the_files_run_parallel() -> None:
    assert len(lines(RAW)) == len(lines(CORRECTED)) == len(lines(REFERENCE)) == 15
    assert all(line for name in (RAW, CORRECTED, REFERENCE) for line in lines(name))


@pytest.mark.parametrize("name", [RAW, CORRECTED, REFERENCE, "scars.jsonl", "README.md"])
def test_a_file_is_clean_utf8(name: str) -> None:
    data = (SEEDS / name).read_bytes()
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert all(line == line.rstrip() for line in data.decode("utf-8").split("\n"))


@pytest.mark.parametrize("scar", scars(), ids=lambda scar: scar.id)
def test_a_scar_lies_at_its_offsets_and_covers_whole_words(scar: Scar) -> None:
    line = lines(RAW)[scar.line - 1]
    assert scar.raw
    assert line[scar.start : scar.end] == scar.raw
    assert not line[: scar.start][-1:].isalnum()
    assert not line[scar.end :][:1].isalnum()


@pytest.mark.parametrize("scar", scars(), ids=lambda scar: scar.id)
def test_a_scar_is_named_and_changes_something(scar: Scar) -> None:
    assert scar.rules
    assert len(set(scar.rules)) == len(scar.rules)
    assert set(scar.rules) <= set(RULES)
    assert scar.repaired != scar.raw
    assert scar.note
    assert scar.id.startswith(f"{scar.line:02}")


def test_scars_are_in_order_and_do_not_overlap() -> None:
    found = scars()
    assert len({scar.id for scar in found}) == len(found)
    for before, after in pairwise(found):
        assert (before.line, before.end) < (after.line, after.start)


def test_every_kind_of_scar_is_there() -> None:
    assert {rule for scar in scars() for rule in scar.rules} == set(RULES)


def test_merged_words_are_only_parted() -> None:
    for scar in scars():
        if scar.rules == ["merged-words"]:
            assert re.sub(r",? ", "", scar.repaired) == scar.raw


def test_the_reference_keeps_every_number_and_quotation() -> None:
    for german, english in zip(lines(CORRECTED), lines(REFERENCE), strict=True):
        assert numbers(german) == numbers(english)
        assert german.count("„") == german.count("“")
        assert 2 * german.count("„") == english.count('"')


def test_every_corrected_line_ends_its_sentence() -> None:
    for name in (CORRECTED, REFERENCE):
        assert all(re.search(r"[.!?][“\"]?$", line) for line in lines(name))


def test_the_readme_tells_every_scar() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    found = scars()
    assert f"{len(found)} scars in nine lines" in readme
    assert len({scar.line for scar in found}) == 9
    rows = [line for line in readme.splitlines() if re.match(r"\| \d\d[a-z] \|", line)]
    assert rows == [
        f"| {scar.id} | {scar.line} | {scar.raw} | "
        f"{', '.join(f'`{rule}`' for rule in scar.rules)} | {scar.note} | {scar.repaired} |"
        for scar in found
    ]
