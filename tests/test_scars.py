"""The simulator: what it breaks can be healed, and the same seed breaks the same."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from reinschrift.cli.app import cli
from reinschrift.edits import apply, check
from reinschrift.errors import UnknownName
from reinschrift.scars import RATES, scar
from reinschrift.scars.nodes import find_edges, find_gaps
from reinschrift.scars.simulator import BadRate
from reinschrift.tokens import tokenize

NEWS = (
    "Die Ministerin Klara Vogt, die seit März im Amt ist, sagte am Freitag in Kassel, dass die "
    "neue Regelung bis zum Herbst gelten werde. Kritiker hatten zuvor gewarnt, das Gesetz komme zu "
    "spät. "
    "Der Verband der nordhessischen Gemeinden will den Entwurf in der kommenden Woche prüfen.\n"
    "Nach Angaben der Polizei wurden bei dem Unfall auf der Autobahn 7 drei Menschen verletzt. "
    "Ein Hubschrauber brachte einen von ihnen in das städtische Klinikum, obwohl "
    "dichter Nebel herrschte."
)
NOTHING = dict.fromkeys(RATES, 0.0)


@settings(deadline=None)
@given(st.integers(0, 10**6), st.floats(0, 1))
def test_the_edits_heal_every_scar(seed: int, rate: float) -> None:
    done = scar(NEWS, seed=seed, rates=dict.fromkeys(RATES, rate))
    check(done.text, done.edits)
    assert done.clean == NEWS
    assert apply(done.text, done.edits) == NEWS


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=80), st.integers(0, 99))
def test_any_text_can_be_scarred_and_healed(text: str, seed: int) -> None:
    done = scar(text, seed=seed, rates=dict.fromkeys(RATES, 1.0))
    assert apply(done.text, done.edits) == text


def test_a_phrase_between_an_article_and_a_preposition_is_healed() -> None:
    text = "Die Familie bereitet den großen Tisch für eine Feier vor."
    for seed in range(100):
        done = scar(text, seed=seed, rates={"agreement": 1.0})
        assert apply(done.text, done.edits) == text


def test_the_same_seed_makes_the_same_scars_and_another_others() -> None:
    assert scar(NEWS, seed=4) == scar(NEWS, seed=4)
    assert len({scar(NEWS, seed=seed).text for seed in range(20)}) > 15


def test_no_rate_no_scar() -> None:
    assert scar(NEWS, rates=NOTHING).text == NEWS


@pytest.mark.parametrize("kind", RATES)
def test_each_kind_is_made_alone(kind: str) -> None:
    found = [
        edit
        for seed in range(40)
        for edit in scar(NEWS, seed=seed, rates={**NOTHING, kind: 0.7}).edits
    ]
    assert found
    # A node may get its capital with the scar at its edge, and a lost stop goes with a lost space.
    assert {edit.rules[0] for edit in found} == {kind}


def test_a_bad_rate_is_refused() -> None:
    with pytest.raises(UnknownName, match="merged-words"):
        scar(NEWS, rates={"merged-word": 0.1})
    with pytest.raises(BadRate, match="between 0 and 1"):
        scar(NEWS, rates={"merged-words": 1.5})


def test_edges_lie_at_names_more_often_than_anywhere() -> None:
    gaps = find_gaps(NEWS, tokenize(NEWS))
    before_name = [gap for gap in gaps if gap.right.text == "Klara"]
    chosen = [edge for seed in range(300) for edge in find_edges(gaps, Random(seed))]
    behind_name = [edge for edge in chosen if edge.left.text == "Vogt"]
    assert len(behind_name) > 2 * sum(edge in before_name for edge in chosen)


def test_the_command_writes_scars_and_the_edits_that_apply_takes(tmp_path: Path) -> None:
    clean, scarred, edits = (tmp_path / name for name in ("rein.txt", "narben.txt", "e.jsonl"))
    clean.write_text(NEWS, encoding="utf-8")
    options = ["--seed", "3", "--rate", "merged-words=0.5", "--edits", str(edits)]
    made = CliRunner().invoke(cli, ["scar", str(clean), *options, "-o", str(scarred)])
    assert made.exit_code == 0
    assert scarred.read_text(encoding="utf-8") != NEWS
    healed = CliRunner().invoke(cli, ["apply", str(scarred), "--edits", str(edits)])
    assert healed.stdout == NEWS


def test_two_equal_records_get_scars_of_their_own() -> None:
    record = json.dumps({"text": NEWS}, ensure_ascii=False)
    made = CliRunner().invoke(cli, ["scar", "--format", "jsonl"], input=f"{record}\n{record}\n")
    first, second = (json.loads(line)["text"] for line in made.stdout.splitlines())
    assert first != second


@pytest.mark.parametrize("rate", ["merged-words", "merged-words=viel", "verschmolzen=0.1", "all=3"])
def test_a_bad_rate_ends_in_one_line(rate: str) -> None:
    done = CliRunner().invoke(cli, ["scar", "--rate", rate], input=NEWS)
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
