"""What `check` writes for other programs: JSON lines, SARIF, GitHub workflow commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reinschrift.cli.app import cli

SCARRED = "Er kam am Montag.\nEr traf Putinund Xi.\n"
CLEAN = "Der Präsident reiste am Freitag nach Berlin.\n"


def check(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["check", *map(str, arguments)], input=given)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ein artikel.txt"
    path.write_text(SCARRED, encoding="utf-8")
    return path


def sarif(text: str) -> dict[str, Any]:
    document = json.loads(text)
    assert document["version"] == "2.1.0"
    [one] = document["runs"]
    assert isinstance(one, dict)
    return one


def test_sarif_names_rule_place_and_fix(article: Path) -> None:
    done = check(article, "--format", "sarif")
    assert done.exit_code == 1
    one = sarif(done.stdout)
    [result] = one["results"]
    assert result["ruleId"] == "merged-words"
    [location] = result["locations"]
    place = location["physicalLocation"]
    assert place["artifactLocation"]["uri"] == article.as_uri()
    assert place["region"] == {"startLine": 2, "startColumn": 14, "endLine": 2, "endColumn": 14}
    [fix] = result["fixes"]
    [replacement] = fix["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == " "
    assert [rule["id"] for rule in one["tool"]["driver"]["rules"]] == ["merged-words"]


def test_sarif_of_clean_text_is_a_document_without_results() -> None:
    done = check("--format", "sarif", given=CLEAN)
    assert done.exit_code == 0
    assert sarif(done.stdout)["results"] == []


def test_sarif_is_one_document_for_all_inputs(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "zweiter.txt"
    other.write_text(SCARRED, encoding="utf-8")
    assert len(sarif(check(article, other, "--format", "sarif").stdout)["results"]) == 2


def test_sarif_of_records_has_the_line_only_and_tells_bad_ones() -> None:
    given = json.dumps({"text": "Er traf Putinund Xi."}) + "\nkein JSON\n"
    done = check("--format", "sarif", "--input-format", "jsonl", given=given)
    one = sarif(done.stdout)
    [result] = one["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert "fixes" not in result
    [invocation] = one["invocations"]
    assert not invocation["executionSuccessful"]
    assert len(invocation["toolExecutionNotifications"]) == 1


def test_github_gets_one_command_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "a,b:c.txt"
    path.write_text(SCARRED, encoding="utf-8")
    done = check(path, "--format", "github")
    assert done.exit_code == 1
    [line] = done.stdout.splitlines()
    assert line.startswith(f"::warning file={tmp_path}/a%2Cb%3Ac.txt,line=2,col=14,endColumn=14,")
    assert ',title=merged-words::"Putinund" → "Putin und"' in line


def test_json_by_either_name_is_the_same(article: Path) -> None:
    assert check(article, "--json").stdout == check(article, "--format", "json").stdout != ""


def test_an_unknown_report_ends_in_one_line() -> None:
    done = check("--format", "xml", given=CLEAN)
    assert done.exit_code == 2
    assert done.stderr == "reinschrift: no report 'xml'; known: github, json, sarif, text\n"


@pytest.mark.parametrize("report", ["text", "json", "sarif", "github"])
def test_rules_can_be_left_out_of_every_report(report: str, article: Path) -> None:
    assert check(article, "--format", report, "--no-rule", "merged-words").exit_code == 0
