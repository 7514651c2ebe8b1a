"""What README says is true: its rules, commands and chores are there, its Python runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reinschrift.cli.app import COMMANDS
from reinschrift.registry import lookup
from reinschrift.stages import STAGES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_RULE_ROW = re.compile(r"^\| `(?P<rule>[\w-]+)` \| (?P<level>\w+) \| .+ \|$", re.MULTILINE)
_MAKE = re.compile(r"\bmake ([a-z]+)")


def test_the_table_of_rules_is_the_table_of_stages() -> None:
    documented = [(row["rule"], row["level"]) for row in _RULE_ROW.finditer(README)]
    assert documented == [(rule, row.level) for rule, row in STAGES.items()]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_and_has_help(name: str) -> None:
    assert f"reinschrift {name}" in README
    assert lookup("command", COMMANDS[name][0], {}).help


def test_every_chore_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(_MAKE.findall(README)) - {"alone"} <= targets


def test_the_python_of_the_readme_runs() -> None:
    pytest.importorskip("ctranslate2")
    hub = pytest.importorskip("reinschrift_models.hub")
    if not (hub.BUNDLED["news"] / "model.bin").is_file():
        pytest.skip("the weights are not there")
    code = "".join(re.findall(r"```python\n(.*?)```", README, re.DOTALL))
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)  # noqa: S102
    fixed, out = names["fixed"], names["out"]
    assert getattr(fixed, "text") == "Er traf Wladimir Putin und den Außenminister."  # noqa: B009
    assert getattr(fixed, "to_raw")(17, 22) == (17, 22)  # noqa: B009
    assert getattr(out, "text").endswith(".")  # noqa: B009
