"""An evaluation goes through the flow that users call, and says what it saw."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reinschrift import Flow
from reinschrift.engines import Echo
from reinschrift_eval.__main__ import main, table
from reinschrift_eval.runs import run_flow, run_system
from reinschrift_eval.suites import Suite

GERMAN = ("Er traf Wladimir Putinund Xi Jinping.", "Es schneit seit dem frühen Morgen.")
REPAIRED = ("Er traf Wladimir Putin und Xi Jinping.", GERMAN[1])


def test_repair_is_scored_against_an_editors_german() -> None:
    run = run_flow(Suite("mini", GERMAN, {}, gold=REPAIRED), Flow(Echo(), level="standard"))
    assert run.repair is not None
    assert (run.repair.raw_equal, run.repair.repaired_equal) == (1, 2)
    assert run.repair.raw_likeness < run.repair.repaired_likeness == pytest.approx(100)
    assert run.scores == ()


def test_translation_is_scored_on_repaired_text() -> None:
    suite = Suite("mini", GERMAN, {"ref": REPAIRED})
    run = run_flow(suite, Flow(Echo(), level="standard"))
    assert [one.value for one in run.scores] == pytest.approx([100, 100])
    assert run.digest == suite.digest


def test_paragraphs_of_a_document_are_repaired_together() -> None:
    line = "Die Hilfe folgt auf ein langes Treffen mit dem Berater des Präsidenten und mit dem"
    texts = (line, "Leiter seines Büros in Washington.")
    suite = Suite("mini", texts, {"ref": texts}, is_document=True)
    run = run_flow(suite, Flow(Echo(), level="standard"))
    assert run.segments == 2
    assert run.empty == 1  # the two were joined into one


def test_stored_output_is_scored() -> None:
    suite = Suite("mini", GERMAN, {"ref": REPAIRED}, {"other": REPAIRED})
    assert run_system(suite, "other").scores[0].value == pytest.approx(100)


def test_the_table_shows_how_numbers_were_made() -> None:
    suite = Suite("mini", GERMAN, {"ref": REPAIRED})
    drawn = table([run_flow(suite, Flow(Echo(), level="safe"), limit=1)])
    assert f"mini {suite.digest} n=1" in drawn
    assert "BLEU|nrefs:1|bs:1000|seed:12345|" in drawn


def test_the_command_writes_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "reports" / "run.json"
    arguments = ["untouched", "news", "--limit", "20", "--engine", "echo", "--json", str(out)]
    assert main(arguments) == 0
    assert "untouched" in capsys.readouterr().out
    report = json.loads(out.read_text(encoding="utf-8"))
    assert [run["suite"] for run in report["runs"]] == ["untouched", "news"]
    assert len(report["runs"][1]["scores"][1]["interval"]) == 2


def test_an_unknown_suite_ends_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["untuoched", "--engine", "echo"]) == 2
    assert "did you mean 'untouched'" in capsys.readouterr().err
