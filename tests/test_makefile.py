"""The menu, and what a fresh machine is told when something is missing."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAKE = shutil.which("make")
pytestmark = pytest.mark.skipif(MAKE is None, reason="make is not installed")


def _make(*arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"PATH": str(path)} if path else {})}
    for inherited in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
        environment.pop(inherited, None)
    return subprocess.run(
        [MAKE or "make", "--no-print-directory", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A PATH on which nothing is but the shell's own tools."""
    for tool in ("sh", "env", "touch", "echo"):
        found = shutil.which(tool)
        if found:
            (tmp_path / tool).symlink_to(found)
    return tmp_path


def _fake_python(folder: Path, script: str) -> None:
    python = folder / "python3"
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(python.stat().st_mode | stat.S_IXUSR)


def test_bare_make_prints_the_menu() -> None:
    run = _make()
    assert run.returncode == 0
    for verb in ("setup", "check", "test", "eval", "train", "bench", "clean", "translate"):
        assert f"\n{verb} " in f"\n{run.stdout}"


def test_a_missing_python_is_named_in_one_line(bare_path: Path, tmp_path: Path) -> None:
    run = _make(f"VENV={tmp_path / 'venv'}", "setup", path=bare_path)
    assert run.returncode != 0
    assert run.stderr.splitlines()[0] == (
        "python3 is missing: apt-get install python3 python3-venv"
    )


def test_an_old_python_is_named_in_one_line(bare_path: Path, tmp_path: Path) -> None:
    _fake_python(bare_path, "exit 1")
    run = _make(f"VENV={tmp_path / 'venv'}", "setup", path=bare_path)
    assert run.stderr.splitlines()[0] == "python3 is older than 3.11, which reinschrift needs"


def test_a_missing_venv_is_named_in_one_line(bare_path: Path, tmp_path: Path) -> None:
    _fake_python(bare_path, 'case "$2" in *ensurepip*) exit 1;; esac')
    run = _make(f"VENV={tmp_path / 'venv'}", "setup", path=bare_path)
    assert run.stderr.splitlines()[0] == "venv is missing: apt-get install python3-venv"
