"""`reinschrift eval`: what it prints, writes and ends with."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reinschrift.cli.app import cli
from reinschrift_eval import archive, bundled, command, runs, suites

GERMAN = "Er traf Wladimir Putinund Xi Jinping.\nEs schneit seit dem frühen Morgen.\n"
ENGLISH = "He met Vladimir Putin and Xi Jinping.\nIt has been snowing since early morning.\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["eval", *map(str, arguments)])


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with one suite beside it and a cache of its own."""
    suite = tmp_path / "suites" / "mini"
    suite.mkdir(parents=True)
    for name, text in (("src.de", GERMAN), ("ref.en", ENGLISH), ("web.en", ENGLISH.lower())):
        (suite / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv(suites.FOLDER_VARIABLE, str(tmp_path / "suites"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def echo(*arguments: str | Path) -> Result:
    return run("mini", "--engine", "echo", "--resamples", "100", *arguments)


def reports(folder: Path) -> list[Path]:
    return sorted((folder / "eval" / "reports").glob("*.json"))


def test_a_run_prints_a_table_and_writes_json_page_and_history(here: Path) -> None:
    done = echo("--peers")
    assert done.exit_code == 0
    assert "mini " in done.stdout
    assert "= web" in done.stdout or "≠ web" in done.stdout
    assert "BLEU|nrefs:1|bs:100|seed:12345|" in done.stdout
    [path] = reports(here)
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["engine"] == "echo"
    assert record["options"]["seed"] == 12345
    assert {"sacrebleu", "numpy", "reinschrift"} <= set(record["versions"])
    assert record["suites"][0]["digest"] == suites.load("mini").digest
    assert record["figures"]["mini/chrF"]["segments"] == 2
    assert [one["name"] for one in record["suites"][0]["systems"]] == ["ours", "web"]
    assert path.with_suffix(".html").read_text(encoding="utf-8").startswith("<!doctype html>")
    [moment] = archive.read_history(path.parent)
    assert moment.figures["mini/chrF"] == pytest.approx(
        record["figures"]["mini/chrF"]["value"], abs=0.001
    )


def test_the_same_input_and_seed_give_the_same_figures(here: Path) -> None:
    first, second = (echo("--out", here / name) for name in ("one", "two"))
    assert first.exit_code == second.exit_code == 0
    figures = [
        json.loads(next((here / name).glob("*.json")).read_text(encoding="utf-8"))["figures"]
        for name in ("one", "two")
    ]
    assert figures[0] == figures[1]


def test_a_run_is_compared_with_a_baseline(here: Path) -> None:
    assert echo("--no-rule", "merged-words", "--out", here / "before").exit_code == 0
    [before] = (here / "before").glob("*.json")
    done = echo("--baseline", before)
    assert "changes: since" in done.stdout
    [path] = reports(here)
    [suite] = json.loads(path.read_text(encoding="utf-8"))["suites"]
    assert suite["segments"][0]["before"] == GERMAN.splitlines()[0]
    assert suite["segments"][0]["repaired_before"] == GERMAN.splitlines()[0]
    assert "repaired before" in path.with_suffix(".html").read_text(encoding="utf-8")
    assert "earlier" in {one["kind"] for one in suite["systems"]}


def test_outputs_of_other_systems_are_scored(here: Path) -> None:
    (here / "mine.en").write_text(ENGLISH, encoding="utf-8")
    done = echo("--hyp", "mine=mine.en")
    assert "mine " in done.stdout
    assert "chrF 100.0 [100.0, 100.0]" in done.stdout


def test_only_the_first_items_are_run_and_that_is_said(here: Path) -> None:
    assert "(cut)" in echo("--limit", "1").stdout
    assert archive.read_history(here / "eval" / "reports") == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("mini", "--hyp", "mine"), "--hyp mine: expected NAME=FILE"),
        (("mini", "--hyp", "ours=short.en"), "another system has this name"),
        (("mini", "--hyp", "mine=none.en"), "none.en: No such file"),
        (("mini", "--hyp", "mine=short.en"), "short.en has 1 lines, suite mini 2"),
        (("mini", "--hyp", "mine=latin.en"), "latin.en is not UTF-8 (byte 3)"),
        (("mini", "news", "--hyp", "mine=short.en"), "--hyp needs one suite, and 2 are to be run"),
        (("minni",), "no suite 'minni'; did you mean 'mini'?"),
        (("mini", "--baseline", "none.json"), "none.json: No such file"),
        (("mini", "--baseline", "short.en"), "short.en is no JSON"),
        (("mini", "--baseline", "other.json"), "other.json is no report of `reinschrift eval`"),
        (("mini", "--gate", "--floors", "none.json"), "none.json: No such file"),
    ],
)
def test_bad_input_ends_in_one_line(here: Path, arguments: tuple[str, ...], message: str) -> None:
    (here / "short.en").write_text("It rains.\n", encoding="utf-8")
    (here / "latin.en").write_bytes("Café.\nIt rains.\n".encode("latin-1"))
    (here / "other.json").write_text("{}", encoding="utf-8")
    done = run(*arguments, "--engine", "echo")
    assert done.exit_code == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_run_that_is_broken_off_keeps_what_was_done(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = runs.run_suite

    def stop_at_second(suite: object, *rest: object, **more: object) -> object:
        if getattr(suite, "name", "") == "untouched":
            raise KeyboardInterrupt
        return original(suite, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "run_suite", stop_at_second)
    done = run("mini", "untouched", "--engine", "echo", "--resamples", "100")
    assert done.exit_code == 130
    assert "broken off; the report has 1 of 2 suites" in done.stderr
    [path] = reports(here)
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["is_interrupted"]
    assert [suite["name"] for suite in record["suites"]] == ["mini"]
    assert "broken off" in path.with_suffix(".html").read_text(encoding="utf-8")
    assert archive.read_history(path.parent) == []


def test_the_gate_ends_with_its_own_status(here: Path) -> None:
    floors = here / "floors.json"
    pin = ("untouched", "--engine", "echo", "--floors", floors, "--resamples", "100")
    assert run(*pin, "--update-floors").exit_code == 0
    passed = run(*pin, "--gate")
    assert passed.exit_code == 0
    assert "gate: all figures of 1 suites stand" in passed.stderr
    record = json.loads(floors.read_text(encoding="utf-8"))
    record["suites"]["untouched"]["floors"]["exact sentences"] = 100.0
    floors.write_text(json.dumps(record), encoding="utf-8")
    failed = run(*pin, "--gate")
    assert failed.exit_code == 1
    assert "gate: untouched/exact sentences: 9" in failed.stderr


def test_floors_do_not_sink_unasked(here: Path) -> None:
    floors = here / "floors.json"
    pin = ("untouched", "--engine", "echo", "--floors", floors, "--resamples", "100")
    assert run(*pin, "--update-floors").exit_code == 0
    record = json.loads(floors.read_text(encoding="utf-8"))
    record["suites"]["untouched"]["floors"]["exact sentences"] = 100.0
    text = json.dumps(record)
    floors.write_text(text, encoding="utf-8")
    refused = run(*pin, "--update-floors")
    assert refused.exit_code == 2
    assert "floors would sink: untouched/exact sentences" in refused.stderr
    assert floors.read_text(encoding="utf-8") == text
    assert run(*pin, "--lower-floors", "an item was mended").exit_code == 0
    assert json.loads(floors.read_text(encoding="utf-8"))["lowered"][0]["reason"] == (
        "an item was mended"
    )


def test_a_broken_report_in_the_folder_is_passed_over(here: Path) -> None:
    assert echo().exit_code == 0
    (here / "eval" / "reports" / "9999.json").write_text("{", encoding="utf-8")
    assert "changes: since" in echo().stdout


def test_without_sacrebleu_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    done = echo()
    assert done.exit_code == 2
    assert "pip install 'reinschrift[eval]'" in done.stderr


def comet(folder: Path, script: str) -> None:
    """Put a fake COMET environment where the command looks for one."""
    path = folder / ".venv-comet" / "bin" / "comet-score"
    path.parent.mkdir(parents=True)
    path.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_comet_explains_how_it_is_installed_and_the_run_goes_on(here: Path) -> None:
    done = echo("--comet")
    assert done.exit_code == 0
    assert ".venv-comet/bin/pip install 'unbabel-comet==2.2.7'" in done.stderr
    assert len(reports(here)) == 1


def test_comet_is_scored_where_its_environment_is(here: Path) -> None:
    # The answer has the form of COMET 2.2: one entry for each line of the hypothesis file.
    comet(
        here,
        "import json\nlines = open('hyp').read().splitlines()\n"
        "json.dump({'hyp': [{'COMET': 0.5 + 0.25 * n} for n, _ in enumerate(lines)]}, "
        "open('scores.json', 'w'))",
    )
    assert echo("--comet").exit_code == 0
    record = json.loads(reports(here)[0].read_text(encoding="utf-8"))
    assert record["figures"]["mini/COMET"]["value"] == pytest.approx(62.5)
    assert record["suites"][0]["scores"][-1]["signature"].startswith("model:Unbabel/wmt22")


@pytest.mark.parametrize(
    "script", ["raise SystemExit(3)", "open('scores.json', 'w').write('{\"hyp\": [1]}')"]
)
def test_a_comet_that_fails_breaks_no_run(here: Path, script: str) -> None:
    comet(here, script)
    done = echo("--comet")
    assert done.exit_code == 0
    assert "COMET is left out" in done.stderr
    assert "mini/COMET" not in reports(here)[0].read_text(encoding="utf-8")


def test_floors_are_pinned_for_bundled_suites_unless_named(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundled, "names", lambda: ["untouched"])
    floors = here / "floors.json"
    options = ("--engine", "echo", "--floors", floors, "--resamples", "100")
    assert run("--update-floors", *options).exit_code == 0
    assert list(json.loads(floors.read_text(encoding="utf-8"))["suites"]) == ["untouched"]
    assert "gate: all figures of 1 suites stand" in run("--gate", *options).stderr
