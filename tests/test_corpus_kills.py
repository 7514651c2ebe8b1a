"""A run is killed at any moment, again and again: nothing is lost, doubled or changed."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from corpora import environment, read_shards, write_corpus

# In an everyday run of the tests; `REINSCHRIFT_KILLS=100` for the figure in the README.
KILLS = int(os.environ.get("REINSCHRIFT_KILLS", "4"))
RECORDS = 2000 if KILLS >= 100 else 400
SHARD = 25


def command(source: Path, out: Path) -> list[str]:
    return [
        sys.executable, "-m", "reinschrift.cli", "run", str(source), "--out", str(out),
        "--engine", "echo", "--rule", "merged-words", "--budget", "0", "--shard-size", str(SHARD),
        "--workers", "2",
    ]  # fmt: skip


def files(out: Path) -> dict[str, bytes]:
    """Return everything of a run that must not depend on how often it broke off."""
    kept = [*(out / "shards").iterdir(), out / "manifest.jsonl", out / "rejects.jsonl"]
    return {str(path.relative_to(out)): path.read_bytes() for path in kept}


def test_a_killed_run_ends_with_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    write_corpus(source, RECORDS)
    subprocess.run(command(source, tmp_path / "whole"), check=True, env=environment())
    whole = files(tmp_path / "whole")
    ids = [record["id"] for record in read_shards(tmp_path / "whole")]
    assert ids == list(range(RECORDS))

    dice = random.Random(7)
    killed = rounds = 0
    while killed < KILLS:
        out = tmp_path / f"round-{rounds}"
        rounds += 1
        while kill_after(dice, out, command(source, out)):
            killed += 1
        assert files(out) == whole
        summary = json.loads((out / "run.json").read_text(encoding="utf-8"))
        assert (summary["records"], summary["rejects"]) == (RECORDS, 0)
    print(f"{killed} kills in {rounds} runs of {RECORDS} records: all byte-identical")  # noqa: T201


def kill_after(dice: random.Random, out: Path, arguments: list[str]) -> bool:
    """Start a run and kill it some shards on, or let it end; tell whether it was killed.

    Shards are what is waited for, not seconds: a busy machine must not end every run unharmed.
    """
    goal = count_shards(out) + dice.randint(0, RECORDS // SHARD // 2)
    with subprocess.Popen(arguments, env=environment(), stderr=subprocess.PIPE, text=True) as run:
        while run.poll() is None and count_shards(out) < goal:
            time.sleep(0.005)
        try:
            _, said = run.communicate(timeout=dice.uniform(0, 0.2))
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.communicate()
            return True
    assert run.returncode == 0, said
    return False


def count_shards(out: Path) -> int:
    """Return how many shards of a run are there, whole or in the making."""
    return len(list((out / "shards").glob("*")))


@pytest.mark.slow
def test_a_killed_run_with_the_model_ends_with_the_same_bytes(tmp_path: Path, news: str) -> None:
    source = tmp_path / "in.jsonl"
    write_corpus(source, 60)
    more = ["--model", news, "--shard-size", "5", "--workers", "2"]

    def run(out: Path, seconds: float | None = None) -> None:
        arguments = [*command(source, out)[:7], *more]
        subprocess.run(
            arguments, env=environment(), stderr=subprocess.DEVNULL, check=True, timeout=seconds
        )

    begun = time.monotonic()
    run(tmp_path / "whole")
    seconds = time.monotonic() - begun
    dice = random.Random(7)
    for _ in range(3):
        with contextlib.suppress(subprocess.TimeoutExpired):  # it has been killed
            run(tmp_path / "broken", dice.uniform(0.3, 0.9) * seconds)
    run(tmp_path / "broken")
    assert files(tmp_path / "broken") == files(tmp_path / "whole")
